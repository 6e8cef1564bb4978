//! Printed dates of publication and of the last change.
//!
//! A date line, a meta value or a field of a record comes in; ISO dates go out, as precise as printed, each with the
//! role that the words before it give it. `tokens` splits the text, `grammar` reads dates and `clock` times of day in it;
//! `order` says whether day or month comes first, `calendars` knows other calendars and digits. `relative` reads dates
//! that are counted back from the fetch.
//!
//! Invariant: nothing is guessed. A relative date (see `relative`), a day the calendar lacks, a year outside 1600 to
//! 2100 (how late a page's own dates may be is the business of `fetched`) and numbers that could be read both ways give none.

pub(in crate::normalise) mod calendars;
mod clock;
mod grammar;
mod order;
mod reader;
pub mod relative;
mod tokens;

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::lexicon::date_words::{PUBLISHED, UPDATED};
use crate::lexicon::months::Calendar;
use crate::model::{DateOrder, PartialDate};
use crate::normalise::fields::dates::calendars::digit;
use crate::normalise::fields::dates::grammar::{Match, date_at};
use crate::normalise::fields::dates::order::{Custom, Order, order_told};
use crate::normalise::fields::dates::tokens::tokens;
use crate::steps::took;

/// What a date says about the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateRole {
    /// When the page was published.
    Published,
    /// When the page was last changed.
    Updated,
    /// The words before it do not say.
    Unknown,
}

/// A date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDate {
    /// What it says about the page.
    pub role: DateRole,
    /// The date.
    pub date: PartialDate,
    /// Where it stands, its time and zone included.
    pub bytes: Range<usize>,
}

/// Longer texts are paragraphs, whose dates are the story's and not the page's.
const LONGEST: usize = 2_000;

/// Reads a printed date of any usual kind.
///
/// `language` is a BCP 47 tag; it decides between day and month first where numbers alone do not (`en-US` month first,
/// any other but a bare `en` day first).
#[must_use]
pub fn parse_date(text: &str, language: Option<&str>) -> Option<PartialDate> {
    parse_date_of_column(text, language, None)
}

/// As [`parse_date`], for a value of a column whose other values show their order of day and month, which then goes
/// before what is usual in the language.
#[must_use]
pub fn parse_date_of_column(text: &str, language: Option<&str>, column: Option<DateOrder>) -> Option<PartialDate> {
    // `1397-12-23` is a day of the Solar Hijri calendar, not one of the fourteenth century.
    if let Some(date) = PartialDate::parse(text).or_else(|| compact(text)).and_then(in_range) {
        return Some(date);
    }
    if text.len() > LONGEST {
        return None;
    }
    let custom = match column {
        Some(order) => custom_of(language).ordered(Order::of(order)),
        None => custom_of(language),
    };
    let all = scan(text, custom);
    let best = all.iter().find(|(_, found)| found.has_day).or_else(|| all.first())?;
    PartialDate::parse(&best.1.iso)
}

/// The dates in a short text, each with its role; month and year alone count only after a word that gives a role.
#[must_use]
pub fn find_dates(text: &str) -> Vec<FoundDate> {
    find_dates_in(text, None)
}

/// As [`find_dates`], with the language of the page to decide between day and month.
#[must_use]
pub fn find_dates_in(text: &str, language: Option<&str>) -> Vec<FoundDate> {
    took(text.len());
    let mut found: Vec<FoundDate> = Vec::new();
    if text.len() > LONGEST {
        return found;
    }
    for (bytes, matched) in scan(text, custom_of(language)) {
        let from = found.last().map_or(0, |before| before.bytes.end);
        let role = role_of(text.get(from..bytes.start).unwrap_or_default());
        if !matched.has_day && role == DateRole::Unknown {
            continue;
        }
        if let Some(date) = PartialDate::parse(&matched.iso) {
            found.push(FoundDate { role, date, bytes });
        }
    }
    found
}

/// `20130510`, `20130510143005`, `20130510T143005Z`: as machines write a date.
pub(in crate::normalise) fn compact(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let (day, rest) = text.split_at_checked(8)?;
    if !day.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let day = format!("{}-{}-{}", day.get(..4)?, day.get(4..6)?, day.get(6..)?);
    if rest.is_empty() {
        return PartialDate::parse(&day);
    }
    let rest = rest.strip_prefix(['T', ' ']).unwrap_or(rest);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (clock, zone) = rest.split_at_checked(digits)?;
    let clock = match digits {
        4 => format!("{}:{}", clock.get(..2)?, clock.get(2..)?),
        6 => format!("{}:{}:{}", clock.get(..2)?, clock.get(2..4)?, clock.get(4..)?),
        _ => return None,
    };
    PartialDate::parse(&format!("{day}T{clock}{zone}"))
}

fn custom_of(language: Option<&str>) -> Custom {
    let calendar = match language.and_then(|tag| tag.split(['-', '_']).next()) {
        Some("fa" | "ps" | "prs") => Calendar::Solar,
        Some("th" | "lo" | "km") => Calendar::Buddhist,
        _ => Calendar::Gregorian,
    };
    Custom { order: order_of(language), dotted: Order::DayFirst, calendar }
}

fn order_of(language: Option<&str>) -> Order {
    match language {
        None => Order::Unknown,
        Some(tag) => match tag.to_ascii_lowercase().replace('_', "-").as_str() {
            "en" => Order::Unknown,
            "en-us" | "en-ph" => Order::MonthFirst,
            _ => Order::DayFirst,
        },
    }
}

fn in_range(date: PartialDate) -> Option<PartialDate> {
    (1600..=2100).contains(&date.year()).then_some(date)
}

fn scan(text: &str, custom: Custom) -> Vec<(Range<usize>, Match)> {
    let mut found = Vec::new();
    if !text.bytes().any(|byte| byte.is_ascii_digit()) && (text.is_ascii() || !text.chars().any(|c| digit(c).is_some()))
    {
        return found;
    }
    let tokens = tokens(text);
    let order = if custom.order == Order::Unknown { order_told(&tokens) } else { custom.order };
    let custom = Custom { order, ..custom };
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match date_at(&tokens, at, custom).filter(|found| PartialDate::parse(&found.iso).is_some()) {
            Some(matched) => {
                let end = tokens.get(matched.end - 1).map_or(text.len(), |last| last.bytes.end);
                let (start, next) = (token.bytes.start, matched.end);
                found.push((start..end, matched));
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

/// Finds the stems of both roles, those of [`UPDATED`] numbered first.
static STEMS: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(UPDATED.iter().chain(&*PUBLISHED)).ok());

/// The role that the words before a date give it: the last one said.
pub(in crate::normalise) fn role_of(before: &str) -> DateRole {
    let lower = before.to_lowercase();
    let tail = lower.char_indices().rev().nth(60).map_or(lower.as_str(), |(at, _)| lower.get(at..).unwrap_or_default());
    let (mut updated, mut published) = (None, None);
    for said in STEMS.iter().flat_map(|finder| finder.find_overlapping_iter(tail)) {
        let last = if said.pattern().as_usize() < UPDATED.len() { &mut updated } else { &mut published };
        *last = (*last).max(Some(said.start()));
    }
    match (updated, published) {
        (Some(updated), Some(published)) if published > updated => DateRole::Published,
        (Some(_), _) => DateRole::Updated,
        (None, Some(_)) => DateRole::Published,
        (None, None) => DateRole::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::DateRole::{Published, Unknown, Updated};
    use super::*;

    #[test]
    fn printed_dates_are_read_as_precisely_as_they_are_printed() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(parse_date(text, None).as_ref().map(PartialDate::as_str), expected, "{text}");
        };
        check("2013-05-10", Some("2013-05-10"));
        check("2013-05-10T14:30:05.123+0200", Some("2013-05-10T14:30:05+02:00"));
        check("Fri, 10 May 2013 14:30:05 +0000", Some("2013-05-10T14:30:05+00:00"));
        check("Fri May 10 14:30:05 2013", Some("2013-05-10T14:30:05"));
        check("May 10, 2013", Some("2013-05-10"));
        check("Sept. 3, 2013 at 2:30 p.m.", Some("2013-09-03T14:30"));
        check("May 10, 2013 12:05 am EDT", Some("2013-05-10T00:05-04:00"));
        check("10 May 2013 14:30 GMT", Some("2013-05-10T14:30Z"));
        check("Fri 10 May 2013 11.05 BST", Some("2013-05-10T11:05+01:00"));
        check("10.05.2013, 14:30 Uhr", Some("2013-05-10T14:30"));
        check("Freitag, 10. Mai 2013 um 14.30 Uhr MESZ", Some("2013-05-10T14:30+02:00"));
        check("le 1er août 2013 à 9h05", Some("2013-08-01T09:05"));
        check("10 de mayo de 2013", Some("2013-05-10"));
        check("10 maja 2013, 14:30", Some("2013-05-10T14:30"));
        check("10. května 2013", Some("2013-05-10"));
        check("10 травня 2013", Some("2013-05-10"));
        check("10 Mayıs 2013", Some("2013-05-10"));
        check("2013年5月10日", Some("2013-05-10"));
        check("2013. 5. 10. 14:30", Some("2013-05-10T14:30"));
        check("10:48, Tue, Nov 19, 2019", Some("2019-11-19T10:48"));
        check("14:30 UTC+3, 10 May 2013", Some("2013-05-10T14:30+03:00"));
        check("May 2013", Some("2013-05"));
        check("2013", Some("2013"));
        check("25/12/2013", Some("2013-12-25"));
        check("12/25/2013", Some("2013-12-25"));
    }

    #[test]
    fn dates_of_other_scripts_and_calendars_are_read() {
        let check = |text: &str, language: &str, expected: Option<&str>| {
            assert_eq!(parse_date(text, Some(language)).as_ref().map(PartialDate::as_str), expected, "{text}");
        };
        check("٥ مايو ٢٠١٣", "ar", Some("2013-05-05"));
        check("٢٠١٣/٠٥/٠٥", "ar", Some("2013-05-05"));
        check("5 كانون الثاني 2013", "ar", Some("2013-01-05"));
        check("५ मई २०१३", "hi", Some("2013-05-05"));
        check("5 במאי 2013", "he", Some("2013-05-05"));
        check("5 Agustus 2013", "id", Some("2013-08-05"));
        check("5 tháng 8 năm 2013, 14:30", "vi", Some("2013-08-05T14:30"));
        check("Ngày 5 Tháng Tám, 2013", "vi", Some("2013-08-05"));
        check("5 สิงหาคม 2556", "th", Some("2013-08-05"));
        check("5 ส.ค. 2556 14:30", "th", Some("2013-08-05T14:30"));
        check("05/08/2556", "th", Some("2013-08-05"));
        check("05/08/2556", "en", None);
        check("۱۴ مرداد ۱۳۹۲", "fa", Some("2013-08-05"));
        check("2 تير 1399", "fa", Some("2020-06-22"));
        check("1392/05/14 - 14:30", "fa", Some("2013-08-05T14:30"));
        check("۱۳۹۲-۰۵-۱۴", "fa", Some("2013-08-05"));
        check("14 Mordad 1392", "en", Some("2013-08-05"));
        check("1392/05/14", "en", None);
        check("5 জুন ২০১৩", "bn", Some("2013-06-05"));
    }

    #[test]
    fn dates_that_machines_write_are_read() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(parse_date(text, None).as_ref().map(PartialDate::as_str), expected, "{text}");
        };
        check("20130510", Some("2013-05-10"));
        check("20130510143005", Some("2013-05-10T14:30:05"));
        check("20130510T143005Z", Some("2013-05-10T14:30:05Z"));
        check("20131332", None);
        check("99990510", None);
    }

    #[test]
    fn what_is_not_sure_gives_no_date() {
        let check = |text: &str| assert_eq!(parse_date(text, None), None, "{text}");
        check("2 hours ago");
        check("yesterday at 14:30");
        check("05/10/2013");
        check("31 February 2013");
        check("10 May 1492");
        check("version 1.2.2013.4 of");
        check("null");
        check("");
    }

    #[test]
    fn language_decides_the_order_of_numbers() {
        let check = |language: &str, expected: Option<&str>| {
            let date = parse_date("05/10/2013", Some(language));
            assert_eq!(date.as_ref().map(PartialDate::as_str), expected, "{language}");
        };
        check("en-US", Some("2013-05-10"));
        check("en_GB", Some("2013-10-05"));
        check("fr", Some("2013-10-05"));
        check("en", None);
    }

    #[test]
    fn words_before_a_date_give_its_role() {
        let check = |text: &str, expected: &[(DateRole, &str)]| {
            let found = find_dates(text);
            let found: Vec<_> = found.iter().map(|found| (found.role, found.date.as_str())).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("Last updated: May 10, 2013", &[(Updated, "2013-05-10")]);
        check(
            "Published: 10 May 2013 09:00 | Updated: 11 May 2013 10:00",
            &[(Published, "2013-05-10T09:00"), (Updated, "2013-05-11T10:00")],
        );
        check("Issued on: 10/05/2013 - 14:30", &[]);
        check("Issued on: 25/05/2013 - 14:30", &[(Published, "2013-05-25T14:30")]);
        check("Aktualisiert am 10.05.2013", &[(Updated, "2013-05-10")]);
        check("10 May 2013", &[(Unknown, "2013-05-10")]);
        check("Mis à jour le 10 mai 2013", &[(Updated, "2013-05-10")]);
        check("Updated 14:05 CET, 6 November 2013", &[(Updated, "2013-11-06T14:05+01:00")]);
        check("Stand: 3.4.2025, 12.01 Uhr", &[(Updated, "2025-04-03T12:01")]);
        check("Actualizado a las 18:40 del 2 de febrero de 2015", &[(Updated, "2015-02-02T18:40")]);
        let both = |text: &str, published: &str, updated: &str| {
            check(text, &[(Published, published), (Updated, updated)]);
        };
        both(
            "Published 9:00 a.m. ET May 10, 2013 | Updated 2:15 p.m. EDT May 11, 2013",
            "2013-05-10T09:00",
            "2013-05-11T14:15-04:00",
        );
        both(
            "First published on Fri 10 May 2013 11.05 BST. Last modified on Sat 11 May 2013 08.00 BST",
            "2013-05-10T11:05+01:00",
            "2013-05-11T08:00+01:00",
        );
        both(
            "Veröffentlicht am 10.05.2013 um 14:30 Uhr MESZ, zuletzt aktualisiert: 11.05.2013, 8.05 Uhr",
            "2013-05-10T14:30+02:00",
            "2013-05-11T08:05",
        );
        both("Publié le 10 mai 2013 à 18h20, mis à jour le 11 mai 2013 à 9h05", "2013-05-10T18:20", "2013-05-11T09:05");
        both(
            "Publicado 2 de febrero de 2015 09:15 | Actualizado 2 de febrero de 2015 18:40 CET",
            "2015-02-02T09:15",
            "2015-02-02T18:40+01:00",
        );
        both(
            "Pubblicato il 10 maggio 2013 alle 9:05 - Ultimo aggiornamento 11 maggio 2013 ore 18:20",
            "2013-05-10T09:05",
            "2013-05-11T18:20",
        );
        both("Publicado em 25/05/2013 às 14h30 - Atualizado em 26/05/2013", "2013-05-25T14:30", "2013-05-26");
        both(
            "Gepubliceerd op 10 mei 2013 om 14.30 uur, laatste update: 11 mei 2013 09:00",
            "2013-05-10T14:30",
            "2013-05-11T09:00",
        );
        both("Yayınlanma: 10 Mayıs 2013 14:30 Güncelleme: 11 Mayıs 2013 09:00", "2013-05-10T14:30", "2013-05-11T09:00");
        both("Publicerad 10 maj 2013 14.30 Uppdaterad 11 maj 2013", "2013-05-10T14:30", "2013-05-11");
        both("Publisert 10. mai 2013 kl. 14:30 Oppdatert 11. mai 2013", "2013-05-10T14:30", "2013-05-11");
        both("Opublikowano 10 maja 2013, 14:30, aktualizacja: 11 maja 2013", "2013-05-10T14:30", "2013-05-11");
        both("Опубликовано 10 мая 2013, 14:30 Обновлено 11 мая 2013", "2013-05-10T14:30", "2013-05-11");
        check("in May 2013 she left", &[]);
        check("Updated May 2013", &[(Updated, "2013-05")]);
        check("Published 05/04/2013 | Updated 05/28/2013", &[(Published, "2013-05-04"), (Updated, "2013-05-28")]);
        check("Published 05/04/2013 | Updated 28/05/2013", &[(Published, "2013-04-05"), (Updated, "2013-05-28")]);
        check("no date", &[]);
    }
}
