//! Dates that a page counts back from the moment it was fetched: `2 hours ago`, `gestern um 9.15 Uhr`.
//!
//! A line and the date of the fetch come in; dates go out, each with the role that the words before it give it, none of
//! them more precise than what is said: minutes give a time, days a day, months a month. What has no form of its own in
//! ISO 8601, hours and weeks, gives as much of the date as both ends of the stretch share.
//!
//! Invariant: nothing is counted from any other moment than the fetch, which is a value and never the clock.

use std::ops::Range;

use jiff::civil::{Date, DateTime, Time};
use jiff::{Span, ToSpan as _};

use crate::lexicon::relative_date_words::{AGO, DAYS, HALF, NOW, OTHER_SENSE, SINCE, Unit, number, unit};
use crate::model::PartialDate;
use crate::normalise::fields::dates::clock::clock_after;
use crate::normalise::fields::dates::tokens::{Kind, Token, tokens};
use crate::normalise::fields::dates::{DateRole, role_of};

/// A date that depends on the moment of the fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelativeDate {
    /// What it says about the page.
    pub role: DateRole,
    /// How far back it lies.
    pub age: Age,
    /// Where it stands.
    pub bytes: Range<usize>,
    /// Whether hardly anything else is in the line.
    pub alone: bool,
}

/// How far back from the fetch something lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Age {
    /// So many units.
    Ago(u32, Unit),
    /// So many days, at a time of day where one is named, as the time part of ISO 8601.
    Day(u8, Option<String>),
    /// Not at all.
    Now,
}

/// Longer lines are no date lines.
const LONGEST: usize = 300;
/// Nobody counts further than this in one unit.
const MOST: u32 = 999;

/// The dates counted back in a line. `language` keeps words of other languages from being taken for one.
#[must_use]
pub fn find_relative(line: &str, language: Option<&str>) -> Vec<RelativeDate> {
    if line.len() > LONGEST {
        return Vec::new();
    }
    let tokens = tokens(line);
    let reader = Reader::new(&tokens, language);
    let mut found: Vec<RelativeDate> = Vec::new();
    let mut at = 0;
    while at < reader.words.len() {
        let Some((age, first, last)) = reader.age_at(at) else {
            at += 1;
            continue;
        };
        let place = |word: usize| reader.words.get(word).and_then(|word| tokens.get(word.token));
        let clock = if matches!(age, Age::Day(..)) { reader.clock_behind(last) } else { None };
        let end_token = clock.as_ref().map_or_else(|| reader.words.get(last).map(|word| word.token + 1), |c| Some(c.1));
        let end = end_token.and_then(|end| tokens.get(end.checked_sub(1)?)).map_or(line.len(), |token| token.bytes.end);
        let bytes = place(first).map_or(0, |token| token.bytes.start)..end;
        let from = found.last().map_or(0, |before| before.bytes.end);
        let before = line.get(from..bytes.start).unwrap_or_default();
        let role = role_of(before);
        let alone = found.last().is_none_or(|last| last.alone) && stands_alone(before, line, bytes.end, role);
        let timed = clock.is_some();
        let age = match age {
            Age::Day(back, _) => Age::Day(back, clock.map(|(text, _)| text)),
            other => other,
        };
        // The name of a day is also a word of the story; a date of the page has a time, a role or a line of its own.
        if !matches!(age, Age::Day(..)) || timed || alone || role != DateRole::Unknown {
            found.push(RelativeDate { role, age, bytes: bytes.clone(), alone });
        }
        while reader.words.get(at).is_some_and(|word| tokens.get(word.token).is_some_and(|t| t.bytes.start < bytes.end))
        {
            at += 1;
        }
    }
    found
}

/// Whether nothing but a word for its role comes before a date that ends at `end`, and nothing or another item of the
/// line after it.
fn stands_alone(before: &str, line: &str, end: usize, role: DateRole) -> bool {
    let named = before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
    let after = line.get(end..).unwrap_or_default().trim_start_matches([' ', ')', '.']);
    let separated = after.starts_with(['|', '·', '•', '-', '–', '—', '/', ',']);
    let most = if role == DateRole::Unknown { 0 } else { 4 };
    named <= most && (separated || !after.contains(char::is_alphanumeric))
}

/// A word or number of the line in lower case, and its token.
struct Word {
    text: String,
    token: usize,
}

struct Reader<'r, 't> {
    tokens: &'r [Token<'t>],
    words: Vec<Word>,
    language: Option<&'r str>,
}

impl<'r, 't> Reader<'r, 't> {
    fn new(tokens: &'r [Token<'t>], language: Option<&'r str>) -> Self {
        let worded = tokens.iter().enumerate().filter(|(_, token)| !matches!(token.kind, Kind::Mark(_)));
        let words = worded.map(|(token, read)| Word { text: read.text.to_lowercase(), token }).collect();
        Self { tokens, words, language }
    }

    fn text(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.text.as_str())
    }

    fn number(&self, at: usize) -> Option<u32> {
        match self.tokens.get(self.words.get(at)?.token)?.kind {
            Kind::Number(value) => Some(value),
            _ => None,
        }
    }

    /// How many words `phrase` has, if they are at `at`.
    fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        // Most words open no phrase.
        if !phrase.starts_with(self.text(at)) {
            return None;
        }
        let mut count = 0;
        for word in phrase.split(' ') {
            if self.text(at + count) != word {
                return None;
            }
            count += 1;
        }
        Some(count)
    }

    /// The longest of `phrases` at `at`, in words.
    fn any_phrase(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().filter_map(|phrase| self.phrase(at, phrase)).max()
    }

    /// A date counted back that begins at word `at`: how far, its first word and its last.
    fn age_at(&self, at: usize) -> Option<(Age, usize, usize)> {
        if let Some(count) = self.any_phrase(at, &NOW) {
            return Some((Age::Now, at, at + count - 1));
        }
        if let Some((back, count)) = self.day_name(at) {
            return Some((Age::Day(back, None), at, at + count - 1));
        }
        if let Some(since) = self.any_phrase(at, &SINCE)
            && let Some((number, unit, end)) = self.stretch(at + since)
        {
            return Some((age(number, unit), at, end - 1));
        }
        if HALF.contains(self.text(at.wrapping_sub(1))) {
            return None;
        }
        let (number, unit, end) = self.stretch(at)?;
        if self.words.get(end - 1).is_some_and(|word| word.text.ends_with(['前', '전'])) {
            return Some((age(number, unit), at, end - 1));
        }
        let ago = self.any_phrase(end, &AGO)?;
        Some((age(number, unit), at, end + ago - 1))
    }

    fn day_name(&self, at: usize) -> Option<(u8, usize)> {
        let spoken = |name: &str| {
            let language = self.language.and_then(|tag| tag.get(..2));
            !language.is_some_and(|language| OTHER_SENSE.contains_in(language, name))
        };
        let names = DAYS.iter().flat_map(|(back, names)| names.iter().map(move |name| (*back, name)));
        names.into_iter().find_map(|(back, name)| Some((back, self.phrase(at, name).filter(|_| spoken(name))?)))
    }

    /// A number with its unit, and lesser units after it: the number, the unit and the word after all of them.
    fn stretch(&self, at: usize) -> Option<(u32, Unit, usize)> {
        let (number, unit, mut end) = self.quantity(at)?;
        for _ in 0..2 {
            // `1 hour and 20 minutes ago`
            let joined = self.number(end).is_none() && self.any_phrase(end, &AGO).is_none();
            let joined = joined && self.text(end).chars().count() <= 3;
            let next = if joined { end + 1 } else { end };
            match self.number(next).and_then(|_| self.quantity(next)) {
                Some((_, _, after)) => end = after,
                None => break,
            }
        }
        Some((number, unit, end))
    }

    fn quantity(&self, at: usize) -> Option<(u32, Unit, usize)> {
        let number = self.number(at).or_else(|| number(self.text(at))).filter(|number| *number <= MOST)?;
        let word = self.text(at + 1);
        // `3時間前` is two tokens; whatever follows the word for ago is said of it.
        let bare = word.split(['前', '전']).next().unwrap_or(word);
        let unit = unit(word).or_else(|| unit(bare).filter(|_| !bare.is_empty()))?;
        Some((number, unit, at + 2))
    }

    /// The time of day after the name of a day, and the token after it.
    fn clock_behind(&self, last: usize) -> Option<(String, usize)> {
        clock_after(self.tokens, self.words.get(last)?.token + 1)
    }
}

fn age(number: u32, unit: Unit) -> Age {
    match unit {
        Unit::Second => Age::Now,
        unit => Age::Ago(number, unit),
    }
}

/// The date that lies `age` before a page was fetched; `None` where the date of the fetch is too vague to count from.
#[must_use]
pub fn counted_back(age: &Age, fetched: &PartialDate) -> Option<PartialDate> {
    let text = fetched.as_str();
    let day: Date = text.get(..10)?.parse().ok()?;
    let (time, zone) = time_and_zone(text.get(11..).unwrap_or_default());
    let day_of = |date: Date| PartialDate::parse(&date.to_string());
    let moment = |span: Span| {
        let at = DateTime::from_parts(day, time?).checked_sub(span).ok()?;
        PartialDate::parse(&format!("{}{zone}", at.strftime("%Y-%m-%dT%H:%M")))
    };
    let earliest = DateTime::from_parts(day, time.unwrap_or(Time::midnight()));
    let latest = DateTime::from_parts(day, time.unwrap_or(Time::constant(23, 59, 59, 0)));
    match age {
        // A day that is all that is known of the fetch is not left for the sake of some minutes.
        Age::Now => moment(0.minutes()).or_else(|| day_of(day)),
        Age::Ago(number, Unit::Second | Unit::Minute) => moment(i64::from(*number).minutes()).or_else(|| day_of(day)),
        Age::Ago(number, Unit::Hour) => shared(
            earliest.checked_sub((i64::from(*number) + 1).hours()).ok()?,
            latest.checked_sub(i64::from(*number).hours()).ok()?,
        ),
        Age::Ago(number, Unit::Day) => day_of(day.checked_sub(i64::from(*number).days()).ok()?),
        Age::Ago(number, Unit::Week) => shared(
            day.checked_sub((i64::from(*number) * 7 + 6).days()).ok()?.into(),
            day.checked_sub((i64::from(*number) * 7).days()).ok()?.into(),
        ),
        Age::Ago(number, Unit::Month) => {
            let then = day.first_of_month().checked_sub(i64::from(*number).months()).ok()?;
            PartialDate::parse(&then.strftime("%Y-%m").to_string())
        }
        Age::Ago(number, Unit::Year) => {
            PartialDate::parse(&format!("{:04}", day.checked_sub(i64::from(*number).years()).ok()?.year()))
        }
        Age::Day(back, clock) => {
            let then = day.checked_sub(i64::from(*back).days()).ok()?;
            PartialDate::parse(&format!("{then}{}", clock.as_deref().unwrap_or_default()))
        }
    }
}

/// The time of day of an ISO 8601 time and what it says of its zone.
fn time_and_zone(text: &str) -> (Option<Time>, &str) {
    let cut = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (clock, zone) = text.split_at(cut);
    let mut parts = clock.split(':').map(|part| part.parse::<i8>().ok());
    let time = parts.next().flatten().zip(parts.next().flatten()).and_then(|(hour, minute)| {
        // A leap second is as good as the one before it.
        let second = parts.next().flatten().unwrap_or(0).min(59);
        Time::new(hour, minute, second, 0).ok()
    });
    (time, zone)
}

/// As much of a date as both ends of a stretch of time have in common.
fn shared(from: DateTime, to: DateTime) -> Option<PartialDate> {
    let form = if from.date() == to.date() {
        "%Y-%m-%d"
    } else if from.date().first_of_month() == to.date().first_of_month() {
        "%Y-%m"
    } else {
        "%Y"
    };
    (from.year() == to.year()).then(|| PartialDate::parse(&to.strftime(form).to_string()))?
}

#[cfg(test)]
mod tests {
    use super::DateRole::{Published, Unknown, Updated};
    use super::*;

    const FETCHED: &str = "2024-05-10T14:30:20Z";

    #[track_caller]
    fn check(line: &str, fetched: &str, expected: &[(DateRole, &str)]) {
        let fetched = PartialDate::parse(fetched).unwrap();
        let found = find_relative(line, None);
        let dates: Vec<_> = found.iter().map(|found| (found.role, counted_back(&found.age, &fetched))).collect();
        let dates: Vec<_> =
            dates.iter().map(|(role, date)| (*role, date.as_ref().map_or("", PartialDate::as_str))).collect();
        assert_eq!(dates, expected, "{line}");
    }

    #[test]
    fn dates_are_counted_back_in_many_languages() {
        let today = |line: &str| check(line, FETCHED, &[(Unknown, "2024-05-10")]);
        today("2 hours ago");
        today("an hour ago");
        today("2h ago");
        today("1 hour and 20 minutes ago");
        today("vor 3 Stunden");
        today("vor einer Stunde");
        today("il y a 2 heures");
        today("hace 3 horas");
        today("há 2 horas");
        today("2 ore fa");
        today("3 uur geleden");
        today("for 2 timer siden");
        today("för 2 timmar sedan");
        today("2 saat önce");
        today("2 godziny temu");
        today("před 2 hodinami");
        today("2 часа назад");
        today("2 години тому");
        today("2 órával ezelőtt");
        today("πριν 2 ώρες");
        today("acum 2 ore");
        today("منذ 3 ساعات");
        today("3時間前");
        today("3小时前");
        today("3시간 전");
        today("3 giờ trước");
        today("2 jam lalu");
        let past = |line: &str| check(line, FETCHED, &[(Unknown, "2024-05-08")]);
        past("2 days ago");
        past("vor 2 Tagen");
        past("il y a 2 jours");
        past("hace dos días");
        past("2 giorni fa");
        past("2 dias atrás");
        past("2 dagen geleden");
        past("2 gün önce");
        past("2 дня назад");
        past("2日前");
        past("avant-hier");
        past("vorgestern");
    }

    #[test]
    fn no_date_is_more_precise_than_what_is_said() {
        check("5 minutes ago", FETCHED, &[(Unknown, "2024-05-10T14:25Z")]);
        check("just now", "2024-05-10T14:30:20+02:00", &[(Unknown, "2024-05-10T14:30+02:00")]);
        check("il y a 40 minutes", "2024-05-10T00:30-03:00", &[(Unknown, "2024-05-09T23:50-03:00")]);
        check("5 minutes ago", "2024-05-10", &[(Unknown, "2024-05-10")]);
        // Between 15:30 and 14:30 of the day before; then on either side of midnight.
        check("23 hours ago", FETCHED, &[(Unknown, "2024-05-09")]);
        check("14 hours ago", FETCHED, &[(Unknown, "2024-05")]);
        check("2 hours ago", "2024-05-10", &[(Unknown, "2024-05")]);
        check("2 hours ago", "2024-01-01T01:00Z", &[(Unknown, "2023-12-31")]);
        check("1 hour ago", "2024-01-01T01:30Z", &[(Unknown, "")]);
        check("2 weeks ago", FETCHED, &[(Unknown, "2024-04")]);
        check("1 week ago", FETCHED, &[(Unknown, "2024")]);
        check("3 months ago", "2024-05-31", &[(Unknown, "2024-02")]);
        check("2 years ago", FETCHED, &[(Unknown, "2022")]);
        check("2 days ago", "2024-05", &[(Unknown, "")]);
    }

    #[test]
    fn names_of_days_need_a_time_a_role_or_a_line_of_their_own() {
        check("yesterday at 9:15", FETCHED, &[(Unknown, "2024-05-09T09:15")]);
        check("gestern um 9.15 Uhr", FETCHED, &[(Unknown, "2024-05-09T09:15")]);
        check("Hier à 18h05", FETCHED, &[(Unknown, "2024-05-09T18:05")]);
        check("ayer a las 21:40", FETCHED, &[(Unknown, "2024-05-09T21:40")]);
        check("ieri alle 7:00 CEST", FETCHED, &[(Unknown, "2024-05-09T07:00+02:00")]);
        check("Hoje às 10h20", FETCHED, &[(Unknown, "2024-05-10T10:20")]);
        check("Dün", FETCHED, &[(Unknown, "2024-05-09")]);
        check("Today", FETCHED, &[(Unknown, "2024-05-10")]);
        check("Updated today", FETCHED, &[(Updated, "2024-05-10")]);
        check("Ferries ran yesterday after the storm", FETCHED, &[]);
        check("Heute im Programm", FETCHED, &[]);
        let german = find_relative("Hier", Some("de"));
        assert!(german.is_empty(), "{german:?}");
    }

    #[test]
    fn words_before_a_stretch_give_its_role() {
        check(
            "Published 2 days ago | Updated 5 minutes ago",
            FETCHED,
            &[(Published, "2024-05-08"), (Updated, "2024-05-10T14:25Z")],
        );
        check("Zuletzt aktualisiert vor 2 Tagen", FETCHED, &[(Updated, "2024-05-08")]);
        check("Publicado hace 2 días", FETCHED, &[(Published, "2024-05-08")]);
        check("Mis à jour il y a 2 jours", FETCHED, &[(Updated, "2024-05-08")]);
        check("2 hours", FETCHED, &[]);
        check("half an hour ago", FETCHED, &[]);
        check("", FETCHED, &[]);
    }

    #[test]
    fn a_date_alone_in_its_line_is_told_from_one_inside_a_sentence() {
        let alone = |line: &str, expected: bool| {
            let found = find_relative(line, None);
            assert_eq!(found.first().map(|found| found.alone), Some(expected), "{line}");
        };
        alone("2 hours ago", true);
        alone("Last updated 2 hours ago", true);
        alone("2 hours ago · 3 min read", true);
        alone("The ferry left 2 hours ago", false);
        alone("2 hours ago she left the harbour", false);
        alone("Anna Berg, 2 hours ago", false);
        let both = find_relative("Published yesterday at 9:15 | Updated 2 hours ago", None);
        assert_eq!(both.iter().map(|found| found.alone).collect::<Vec<_>>(), [true, true]);
    }
}
