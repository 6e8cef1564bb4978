//! The day that the address of a page names.
//!
//! An address comes in; the day in its path goes out, where there is exactly one.
//!
//! Invariant: a day is year, month and day in this order, whole parts of the path or joined by hyphens; an identifier that
//! merely holds eight digits among others is none.

use crate::lexicon::months;
use crate::model::PartialDate;

/// The day in the path of `address`: `/2013/05/10/`, `/2013-05-10/`, `/20130510/`, `/2013/may/10/`.
#[must_use]
pub fn date_in_address(address: &str) -> Option<PartialDate> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(1).take(24).collect();
    let mut found: Option<PartialDate> = None;
    for place in 0..parts.len() {
        let Some(day) = day_of_parts(&parts, place).or_else(|| day_of_part(parts.get(place)?)) else { continue };
        if found.as_ref().is_some_and(|known| *known != day) {
            return None;
        }
        found = Some(day);
    }
    found
}

/// Three parts of a path that are year, month and day.
fn day_of_parts(parts: &[&str], place: usize) -> Option<PartialDate> {
    let [year, month, day] = parts.get(place..place + 3)? else { return None };
    let month = number(month).filter(|_| month.len() <= 2).or_else(|| {
        let named = month.len() <= 9 && month.bytes().all(|byte| byte.is_ascii_alphabetic());
        named.then(|| months::month(&month.to_ascii_lowercase()))?.map(u32::from)
    })?;
    day_of(year, month, number(day).filter(|_| day.len() <= 2)?)
}

/// A part of a path that opens or ends with a day: `2013-05-10`, `20130510`, `2013-05-10-ferry-late`, `ferry-late-20130510`.
fn day_of_part(part: &str) -> Option<PartialDate> {
    let part = part.rsplit_once('.').map_or(part, |(name, _)| name);
    let compact = |text: &str| {
        let whole = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
        whole.then(|| day_of(text.get(..4)?, number(text.get(4..6)?)?, number(text.get(6..)?)?))?
    };
    let pieces: Vec<&str> = part.split(['-', '_']).collect();
    let hyphened = |pieces: &[&str]| {
        let [year, month, day] = pieces else { return None };
        (month.len() == 2 && day.len() == 2).then(|| day_of(year, number(month)?, number(day)?))?
    };
    let (first, last) = (pieces.first()?, pieces.last()?);
    hyphened(pieces.get(..3).unwrap_or_default())
        .or_else(|| hyphened(pieces.get(pieces.len().checked_sub(3)?..)?))
        .or_else(|| compact(first))
        .or_else(|| compact(last))
}

fn number(text: &str) -> Option<u32> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

fn day_of(year: &str, month: u32, day: u32) -> Option<PartialDate> {
    // No page was put on the web before.
    number(year).filter(|value| year.len() == 4 && (1990..=2100).contains(value))?;
    PartialDate::parse(&format!("{year}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_in_an_address_is_found() {
        let check = |address: &str, expected: Option<&str>| {
            assert_eq!(date_in_address(address).as_ref().map(PartialDate::as_str), expected, "{address}");
        };
        check("https://gull.example/news/2013/05/10/ferry.html", Some("2013-05-10"));
        check("https://gull.example/2013/5/9/ferry", Some("2013-05-09"));
        check("https://gull.example/world/2013/may/10/ferry", Some("2013-05-10"));
        check("https://gull.example/news/2013-05-10/ferry", Some("2013-05-10"));
        check("https://gull.example/2013-05-10-ferry-late", Some("2013-05-10"));
        check("https://gull.example/ferry-late-20130510.html", Some("2013-05-10"));
        check("gull.example/20130510/ferry", Some("2013-05-10"));
        check("https://gull.example/2013/05/ferry", None);
        check("https://gull.example/article/2013051044", None);
        check("https://gull.example/2013/13/10/ferry", None);
        check("https://gull.example/2013/05/10/2014/05/10", None);
        check("https://gull.example/?day=2013/05/10/", None);
        check("https://gull.example/1066-10-14-battle", None);
        check("", None);
    }
}
