//! Numbers of a query: bounds, shares, distances.

/// Bounds of a number, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// At least so many.
    pub least: Option<i64>,
    /// At most so many.
    pub most: Option<i64>,
}

impl Limits {
    /// As it is written in a query, each number by `write`.
    pub(in crate::query::language) fn written(self, write: impl Fn(i64) -> String) -> String {
        match (self.least, self.most) {
            (Some(least), Some(most)) if least == most => write(least),
            (Some(least), None) => format!(">={}", write(least)),
            (None, Some(most)) => format!("<={}", write(most)),
            (least, most) => {
                format!("{}..{}", least.map_or_else(String::new, &write), most.map_or_else(String::new, &write))
            }
        }
    }
}

/// Reads `>500`, `<=500`, `100..500`, `500`; each number by `number`.
pub(in crate::query::language) fn limits(text: &str, number: impl Fn(&str) -> Option<i64>) -> Option<Limits> {
    let text = text.trim();
    let number = |text: &str| number(text.trim());
    for (sign, is_least, shift) in
        [("<=", false, 0), (">=", true, 0), ("≤", false, 0), ("≥", true, 0), ("<", false, -1), (">", true, 1)]
    {
        if let Some(rest) = text.strip_prefix(sign) {
            let bound = Some(number(rest)? + shift);
            return Some(if is_least {
                Limits { least: bound, most: None }
            } else {
                Limits { least: None, most: bound }
            });
        }
    }
    if let Some((least, most)) = text.split_once("..") {
        let bound = |text: &str| if text.trim().is_empty() { Some(None) } else { number(text).map(Some) };
        let limits = Limits { least: bound(least)?, most: bound(most)? };
        return (limits.least.is_some() || limits.most.is_some()).then_some(limits);
    }
    number(text).map(|number| Limits { least: Some(number), most: Some(number) })
}

/// A number of words or the like; commas between thousands are passed over.
pub(in crate::query::language) fn count(text: &str) -> Option<i64> {
    text.replace([',', '_'], "").parse().ok().filter(|number| (0..=1_000_000_000_000).contains(number))
}

/// A share of one, per mille: `.8`, `0.8`, `80%`.
pub(in crate::query::language) fn share(text: &str) -> Option<i64> {
    let (text, whole) = text.strip_suffix('%').map_or((text, 1.0), |percent| (percent, 100.0));
    let share: f64 = text.parse().ok()?;
    let per_mille = share * 1000.0 / whole;
    (0..=1000_i64).find(|number| (per_mille - per_mille_of(*number)).abs() < 0.5)
}

fn per_mille_of(number: i64) -> f64 {
    f64::from(i32::try_from(number).unwrap_or(1000))
}

/// A distance in kilometres: `50km`, `50`, `30 mi`, `800m`.
pub(in crate::query::language) fn kilometres(text: &str) -> Option<f64> {
    let text = text.trim().to_ascii_lowercase();
    let digits = text.find(|letter: char| !(letter.is_ascii_digit() || letter == '.')).unwrap_or(text.len());
    let (number, unit) = (text.get(..digits)?, text.get(digits..)?);
    let length: f64 = number.parse().ok()?;
    let unit = match unit.trim() {
        "" | "km" => 1.0,
        "m" => 0.001,
        "mi" | "miles" | "mile" => 1.609_344,
        _ => return None,
    };
    Some(length * unit).filter(|length| length.is_finite() && (0.0..=20_040.0).contains(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_read() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(
                limits(text, count).map(|limits| limits.written(|number| number.to_string())).as_deref(),
                expected,
                "{text}"
            );
        };
        check(">500", Some(">=501"));
        check("<=1,000", Some("<=1000"));
        check("100..500", Some("100..500"));
        check("500", Some("500"));
        check("..", None);
        check("many", None);
        assert_eq!(share(".8"), Some(800));
        assert_eq!(share("80%"), Some(800));
        assert_eq!(share("2"), None);
        assert_eq!(kilometres("50km"), Some(50.0));
        assert_eq!(kilometres("800m"), Some(0.8));
        assert_eq!(kilometres("far"), None);
    }
}
