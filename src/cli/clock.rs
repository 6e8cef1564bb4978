//! The time of day, asked in this one place.
//!
//! Invariant: only `cli` calls this; the rooms below are told the time.

use jiff::Timestamp;

/// Now, in UTC to the second, as RFC 3339 writes it: `2031-04-05T06:07:08Z`.
#[must_use]
pub fn now() -> String {
    Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The year of a time as [`now`] gives it.
#[must_use]
pub fn year_of(now: &str) -> Option<u16> {
    now.get(..4)?.parse().ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn time_is_written_to_the_second() {
        let now = super::now();
        assert_eq!(now.len(), "2031-04-05T06:07:08Z".len());
        assert!(crate::model::PartialDate::parse(&now).is_some_and(|date| date.as_str() == now), "{now}");
        assert_eq!(super::year_of("2031-04-05T06:07:08Z"), Some(2031));
    }
}
