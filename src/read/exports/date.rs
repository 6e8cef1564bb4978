//! Dates as the interfaces of databases print them, in their languages, as ISO 8601.

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::months;

/// A clock time with what may come after it.
static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(\d{1,2})[:.](\d{2})(?::(\d{2}))?(?:\s*([AaPp])\.?[Mm]\b\.?)?(?:\s*([A-Z]{1,5})([+-]\d{1,2})?\b)?")
        .ok()
});

/// The date, with its time where there is one, that `text` holds; `None` where it holds none.
pub(super) fn iso_date(text: &str) -> Option<String> {
    let found = TIME.as_ref().and_then(|time| time.captures(text));
    let time = found.as_ref().and_then(time_of);
    let rest = match (&found, &time) {
        (Some(found), Some(_)) => text.replacen(found.get(0).map_or("", |all| all.as_str()), " ", 1),
        _ => text.to_owned(),
    };
    let day = day_of(&rest)?;
    Some(time.map_or_else(|| day.clone(), |time| format!("{day}T{time}")))
}

/// The day of a text without a clock time.
fn day_of(text: &str) -> Option<String> {
    let (mut month, mut numbers): (Option<u8>, Vec<(usize, u32)>) = (None, Vec::new());
    let is_digit = |c: char| c.is_ascii_digit();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !word.starts_with(is_digit) {
            month = month.or_else(|| months::month(&word.to_lowercase()));
            continue;
        }
        // Chinese, Japanese and Korean write their units right after the number.
        for number in word.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()) {
            numbers.push((number.len(), number.parse().ok()?));
        }
    }
    let year = numbers.iter().position(|(len, year)| *len == 4 && (1500..2200).contains(year))?;
    let (_, year_number) = numbers.remove(year);
    let mut small = numbers.iter().filter(|(len, number)| *len <= 2 && (1..=31).contains(number)).map(|(_, n)| *n);
    let (month, day) = match month {
        Some(month) => (u32::from(month), small.next()?),
        None if year == 0 => (small.next().filter(|month| *month <= 12)?, small.next()?),
        None => return None,
    };
    Some(format!("{year_number:04}-{month:02}-{day:02}"))
}

fn time_of(found: &regex::Captures<'_>) -> Option<String> {
    let number = |group: usize| found.get(group).and_then(|text| text.as_str().parse::<u32>().ok());
    let (mut hour, minute, second) = (number(1)?, number(2)?, number(3).unwrap_or(0));
    match found.get(4).map(|half| half.as_str()) {
        Some("p" | "P") if hour < 12 => hour += 12,
        Some("a" | "A") if hour == 12 => hour = 0,
        _ => {}
    }
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let shift = found.get(6).and_then(|shift| shift.as_str().parse::<i32>().ok());
    let zone = match (found.get(5).map(|zone| zone.as_str()), shift) {
        (Some("GMT" | "UTC"), Some(shift)) => format!("{}{:02}:00", if shift < 0 { '-' } else { '+' }, shift.abs()),
        (Some("GMT" | "UTC"), None) => "Z".to_owned(),
        (Some(zone), None) => months::zone(zone).unwrap_or_default().to_owned(),
        _ => String::new(),
    };
    Some(format!("{hour:02}:{minute:02}:{second:02}{zone}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_many_interfaces_are_read() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(iso_date(text).as_deref(), expected, "{text}");
        check("July 1, 2015 Wednesday", Some("2015-07-01"));
        check("27. Februar 2012 Montag 9:50 PM GMT+1", Some("2012-02-27T21:50:00+01:00"));
        check("May 2, 2002, Thursday,, FINAL EDITION", Some("2002-05-02"));
        check("29 décembre 2011", Some("2011-12-29"));
        check("2018 年 10 月 7 日 17:04", Some("2018-10-07T17:04:00"));
        check("2018년 5월 31일", Some("2018-05-31"));
        check("jeudi 5 octobre 2013, p. 8", Some("2013-10-05"));
        check("31 May 2018", Some("2018-05-31"));
        check("Copyright 2010 Fen Echo", None);
        check("May was wet", None);
        check("", None);
    }
}
