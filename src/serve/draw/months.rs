//! Articles month by month; year by year where that would be more bars than somebody looks at.

use crate::serve::draw::bars::{Bar, bars};

/// Months that are drawn one by one: ten years.
const MOST: usize = 120;

/// A month with its articles, and how many there are of it in all, where that is known.
pub(in crate::serve) type Counted = (String, i64, Option<i64>);

/// The drawing; `link` leads to the articles of a time.
pub(in crate::serve) fn months(rows: Vec<Counted>, link: impl Fn(&str) -> Option<String>) -> String {
    let (title, rows) = if rows.len() > MOST { ("Articles by year", years(rows)) } else { ("Articles by month", rows) };
    let bar = |(name, count, of): Counted| Bar { link: link(&name), name, count, of };
    bars(title, &rows.into_iter().map(bar).collect::<Vec<_>>())
}

/// The years of these months. Months without articles are not among them, so that of how many is not known.
fn years(rows: Vec<Counted>) -> Vec<Counted> {
    let mut years: Vec<Counted> = Vec::new();
    for (month, count, _) in rows {
        let year = month.get(..4).unwrap_or(&month);
        match years.last_mut() {
            Some((last, all, _)) if last == year => *all += count,
            _ => years.push((year.to_owned(), count, None)),
        }
    }
    years
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_months_are_drawn_as_years() {
        let rows = |long: i64| {
            (0..long).map(|at| (format!("{}-{:02}", 1990 + at / 12, at % 12 + 1), 2, Some(5))).collect::<Vec<_>>()
        };
        let few = months(rows(120), |time| Some(format!("/{time}")));
        assert!(few.contains("Articles by month") && few.contains("/1999-12\"><title>1999-12: 2 of 5"), "{few}");
        let many = months(rows(121), |time| Some(format!("/{time}")));
        assert!(many.contains("Articles by year") && many.contains("/1999\"><title>1999: 24<"), "{many}");
        assert_eq!(months(Vec::new(), |_| None), "");
    }
}
