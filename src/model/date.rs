//! Dates as precise as a page prints them.

use std::fmt;

/// An ISO 8601 date or time: `2013`, `2013-05`, `2013-05-10`, `2013-05-10T14:30`, `2013-05-10T14:30:05`, the last two
/// optionally followed by `Z` or an offset such as `+02:00`.
///
/// Built by [`PartialDate::parse`] only, so that every value is well formed and of the proleptic Gregorian calendar.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate(String);

impl PartialDate {
    /// Reads an ISO 8601 date of any of the forms above; a space may stand for the `T`, fractions of a second are
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

    /// The year.
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
    use super::*;

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
