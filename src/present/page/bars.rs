//! Counts as bars of text.
//!
//! Invariant: a count above nought is never an empty bar.

/// The eighths of a column.
const EIGHTHS: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/// A bar for `count` where `most` is a bar of `columns`.
pub(super) fn bar(count: i64, most: i64, columns: usize) -> String {
    let [count, most] = [count, most].map(|number| u64::try_from(number).unwrap_or(0));
    if count == 0 || most == 0 {
        return String::new();
    }
    let whole = u64::try_from(columns).unwrap_or(u64::MAX).saturating_mul(8);
    let eighths = (u128::from(count.min(most)) * u128::from(whole) / u128::from(most)).max(1);
    let eighths = usize::try_from(eighths).unwrap_or(usize::MAX);
    let mut bar = "█".repeat(eighths / 8);
    bar.extend((eighths % 8).checked_sub(1).and_then(|rest| EIGHTHS.get(rest)));
    bar
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn bars_are_as_long_as_their_counts() {
        let check =
            |count: i64, most: i64, expected: &str| assert_eq!(bar(count, most, 4), expected, "{count} of {most}");
        check(8, 8, "████");
        check(4, 8, "██");
        check(5, 8, "██▌");
        check(1, 1000, "▏");
        check(0, 8, "");
        check(9, 8, "████");
        check(-1, 8, "");
    }
}
