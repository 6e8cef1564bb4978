//! Dates as precise as a page prints them.

use std::fmt;

/// An ISO 8601 date or time: `2013`, `2013-05`, `2013-05-10`, `2013-05-10T14:30`, `2013-05-10T14:30:05`, the last two
/// optionally followed by `Z` or an offset such as `+02:00`.
///
/// Built by [`PartialDate::parse`] only, so that every value is well formed and of the proleptic Gregorian calendar.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate(String);

impl PartialDate {
    /// Reads an ISO 8601 date of any of the forms above; a space may replace the `T`, fractions of a second are
    /// dropped and `+0200` is written `+02:00`. `None` for anything else, for a day the calendar lacks and for a year
    /// of more or fewer than four digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (date, time) = match text.find(['T', 't', ' ']) {
            Some(cut) => (text.get(..cut)?, text.get(cut + 1..)?.trim()),
            None => (text, ""),
        };
        let mut fields = date.split('-');
        let year = number(fields.next()?, 4)?;
        let mut iso = format!("{year:04}");
        let Some(month) = fields.next() else {
            return time.is_empty().then_some(Self(iso));
        };
        let month = number(month, 2).filter(|month| (1..=12).contains(month))?;
        iso += &format!("-{month:02}");
        let Some(day) = fields.next() else {
            return time.is_empty().then_some(Self(iso));
        };
        let day = number(day, 2)?;
        jiff::civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()?;
        iso += &format!("-{day:02}");
        if fields.next().is_some() {
            return None;
        }
        if !time.is_empty() {
            iso += &time_of_day(time)?;
        }
        Some(Self(iso))
    }

    /// The date as ISO 8601.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its position among dates: the second in which it begins, counted from 1970 in UTC, and how precise it is.
    ///
    /// What has no zone is read as UTC. A vaguer date comes before all that it may mean: 2015 before 2015-01-01, and that
    /// before 2015-01-01T00:00. So it is an order without gaps or circles, and of two dates of which one is plainly later
    /// that one is the greater.
    #[must_use]
    pub fn order(&self) -> (i64, u8) {
        let part = |range: std::ops::Range<usize>| self.0.get(range).and_then(|digits| digits.parse::<i64>().ok());
        let precision = match self.0.len() {
            0..=4 => 0,
            5..=7 => 1,
            8..=10 => 2,
            _ => 3,
        };
        let (year, month, day) = (part(0..4).unwrap_or(0), part(5..7).unwrap_or(1), part(8..10).unwrap_or(1));
        let clock = 3600 * part(11..13).unwrap_or(0) + 60 * part(14..16).unwrap_or(0);
        let seconds = self.0.get(16..17).filter(|mark| *mark == ":").and_then(|_| part(17..19)).unwrap_or(0);
        (86_400 * days(year, month, day) + clock + seconds - self.zone_seconds(), precision)
    }

    /// Whether it is of a later day than all that `other` may mean, each as its page prints it.
    #[must_use]
    pub fn is_of_later_day(&self, other: &Self) -> bool {
        let length = "2013-05-10".len().min(self.0.len()).min(other.0.len());
        self.0.get(..length) > other.0.get(..length)
    }

    /// How far its clock is ahead of UTC.
    fn zone_seconds(&self) -> i64 {
        let Some(zone) = self.0.get(16..).and_then(|rest| rest.find(['+', '-']).and_then(|at| rest.get(at..))) else {
            return 0;
        };
        let part = |range: std::ops::Range<usize>| zone.get(range).and_then(|digits| digits.parse::<i64>().ok());
        let ahead = 3600 * part(1..3).unwrap_or(0) + 60 * part(4..6).unwrap_or(0);
        if zone.starts_with('-') { -ahead } else { ahead }
    }

    /// The part that every date has.
    #[must_use]
    pub fn year(&self) -> u16 {
        self.0.get(..4).and_then(|year| year.parse().ok()).unwrap_or(0)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Days from 1970-01-01 to a day of the proleptic Gregorian calendar: the years counted from March, so that the leap day
/// is their last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    365 * year + leap_days + (153 * month + 2) / 5 + day - 1 - 719_468
}

/// A number of exactly `digits` ASCII digits.
fn number(text: &str, digits: usize) -> Option<u32> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// `14:30`, `14:30:05.123+0200`, `14:30Z` as `T14:30`, `T14:30:05+02:00`, `T14:30Z`.
fn time_of_day(text: &str) -> Option<String> {
    let cut = text.find(['Z', 'z', '+', '-']).unwrap_or(text.len());
    let (clock, zone) = (text.get(..cut)?.trim_end(), text.get(cut..)?);
    let clock = clock.split(['.', ',']).next()?;
    let mut iso = String::from("T");
    for (place, part) in clock.split(':').enumerate() {
        let limit = *[24, 60, 61].get(place)?;
        let part = number(part, 2).filter(|part| *part < limit)?;
        iso += &if place == 0 { format!("{part:02}") } else { format!(":{part:02}") };
    }
    if iso.len() < "T00:00".len() {
        return None;
    }
    match zone {
        "" => {}
        "Z" | "z" => iso.push('Z'),
        _ => {
            let (sign, digits) = zone.split_at(1);
            let digits = digits.replace(':', "");
            let digits = if digits.len() == 2 { digits + "00" } else { digits };
            let value = number(&digits, 4)?;
            if value / 100 > 14 || value % 100 > 59 {
                return None;
            }
            iso += &format!("{sign}{:02}:{:02}", value / 100, value % 100);
        }
    }
    Some(iso)
}

#[cfg(test)]
mod tests {
    use crate::model::dates::date::*;

    #[test]
    fn dates_stand_in_one_order_whatever_their_zone_and_precision() {
        let order = |text: &str| PartialDate::parse(text).map(|date| date.order());
        let ascending = [
            "0001",
            "1969-12-31T23:59:59Z",
            "1970",
            "1970-01",
            "1970-01-01",
            "1970-01-01T00:00",
            "2015",
            "2015-02-28T23:30-01:00",
            "2015-03-01T00:45",
            "2015-03-01T03:45:30+02:30",
            "2015-03-01T01:16Z",
            "2016-02-29",
            "2016-03-01",
            "9999-12-31",
        ];
        for pair in ascending.windows(2) {
            assert!(order(pair[0]) < order(pair[1]), "{pair:?}");
        }
        assert_eq!(order("1970-01-01T00:00Z"), Some((0, 3)));
        assert_eq!(order("2024-02-29T12:00:05-03:30"), Some((1_709_220_605, 3)));
        assert_eq!(order("2015-03-01T02:00+02:00"), order("2015-02-28T23:00:00-01:00"));
    }

    #[test]
    fn a_later_day_is_later_than_all_that_the_other_date_may_mean() {
        let check = |date: &str, other: &str, expected: bool| {
            let parse = |text: &str| PartialDate::parse(text).unwrap();
            assert_eq!(parse(date).is_of_later_day(&parse(other)), expected, "{date} {other}");
        };
        check("2015-03-02", "2015-03-01T23:59Z", true);
        check("2015-03-01T23:00", "2015-03-01T08:00", false);
        check("2015-03-01", "2015", false);
        check("2016", "2015-03", true);
        check("2015-02", "2015-03-01", false);
    }

    #[test]
    fn iso_dates_keep_their_precision() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(PartialDate::parse(text).as_ref().map(PartialDate::as_str), expected, "{text}");
        };
        check("2013", Some("2013"));
        check("2013-05", Some("2013-05"));
        check(" 2013-05-10 ", Some("2013-05-10"));
        check("2013-05-10T14:30", Some("2013-05-10T14:30"));
        check("2013-05-10 14:30:05", Some("2013-05-10T14:30:05"));
        check("2013-05-10T14:30:05.123+0200", Some("2013-05-10T14:30:05+02:00"));
        check("2013-05-10T14:30Z", Some("2013-05-10T14:30Z"));
        check("2013-05-10T14:30:05-03", Some("2013-05-10T14:30:05-03:00"));
        check("2013-02-30", None);
        check("2013-13", None);
        check("13-05-10", None);
        check("2013-05-10T25:00", None);
        check("2013-05-10T", Some("2013-05-10"));
        check("2013-05-10T14", None);
        check("2013T14:30", None);
        check("ten", None);
        check("２０１３", None);
        check("", None);
    }
}
