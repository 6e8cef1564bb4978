//! When a page was fetched, and how late a date of it can be.
//!
//! What a record gives, what a browser or crawler wrote into the page and the year it was read in come in; the moment
//! that relative dates are counted back from goes out, and the last year a date may name.
//!
//! Invariant: no clock. The year comes with the document and is stored with its source, so that reading the same source
//! again gives the same dates whenever that is done.

use crate::model::{Diagnostic, Document, PartialDate};
use crate::normalise::fields::dates::{compact, parse_date};

/// The year of this version: a clock that says an earlier one is wrong.
const RELEASED: u16 = 2026;
/// The last year where nothing is known of when a page was fetched or read.
const LAST: u16 = 2100;
/// Pages are fetched since there are pages; an earlier year is a default that nobody set.
const FIRST: u16 = 1990;

/// What is known of when a page was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    at: Option<PartialDate>,
    last_year: u16,
}

impl Default for Fetched {
    fn default() -> Self {
        Self { at: None, last_year: LAST }
    }
}

impl Fetched {
    /// What `document` says of it, and what `saved` does: a date that was written into the page when it was saved.
    ///
    /// Dates on the page may lie in the year after the fetch, as those of announced texts do; where the fetch has no date, in the
    /// year after the one the document was first read in.
    pub(in crate::normalise) fn of(
        document: &Document,
        saved: Option<&str>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let read = document.source.reading.year.map(|year| year.max(RELEASED));
        let known = read.map_or(LAST, |year| year.saturating_add(1));
        let possible = |date: &PartialDate| (FIRST..=known).contains(&date.year());
        let given = document.given.fetched_at.as_deref().filter(|text| !text.trim().is_empty());
        let stated = given.and_then(parse_moment).filter(possible);
        if let Some(text) = given.filter(|_| stated.is_none()) {
            let shown: String = text.chars().take(40).collect();
            let message = format!("fetched_at is not a date that can be read: {shown}");
            diagnostics.push(Diagnostic::new("date-refused", message));
        }
        let at = stated.or_else(|| saved.and_then(parse_moment).filter(possible));
        let last_year = at.as_ref().map_or(known, |at| at.year().saturating_add(1));
        Self { at, last_year }
    }

    /// The moment that relative dates are counted back from, as precisely as it is known.
    #[must_use]
    pub fn at(&self) -> Option<&PartialDate> {
        self.at.as_ref()
    }

    /// Whether a page that was fetched then may bear `date`.
    #[must_use]
    pub fn allows(&self, date: &PartialDate) -> bool {
        date.year() <= self.last_year
    }
}

/// A moment as crawlers write it: ISO 8601, a date of HTTP, `20240510143020`, seconds or milliseconds since 1970.
fn parse_moment(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return parse_date(text, None);
    }
    match text.len() {
        8 | 14 => compact(text),
        10 | 13 => {
            let second = text.get(..10)?.parse().ok().and_then(|second| jiff::Timestamp::from_second(second).ok())?;
            PartialDate::parse(&second.to_string())
        }
        _ => parse_date(text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Content, Given, Source};

    #[test]
    fn moments_are_read_as_crawlers_write_them() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(parse_moment(text).as_ref().map(PartialDate::as_str), expected, "{text}");
        };
        check("2024-05-10T14:30:20Z", Some("2024-05-10T14:30:20Z"));
        check("2024-05-10 14:30:20", Some("2024-05-10T14:30:20"));
        check("2024-05-10 14:30:20.123456", Some("2024-05-10T14:30:20"));
        check("Fri, 10 May 2024 14:30:20 GMT", Some("2024-05-10T14:30:20Z"));
        check("Fri May 10 2024 14:30:20 GMT+0200 (Central European Summer Time)", Some("2024-05-10T14:30:20+02:00"));
        check("20240510143020", Some("2024-05-10T14:30:20"));
        check("20240510", Some("2024-05-10"));
        check("1715351420", Some("2024-05-10T14:30:20Z"));
        check("1715351420123", Some("2024-05-10T14:30:20Z"));
        check("99999999", None);
        check("soon", None);
        check("", None);
    }

    #[test]
    fn dates_lie_no_later_than_the_year_after_the_page_was_fetched_or_read() {
        let check = |given: Option<&str>, saved: Option<&str>, year: Option<u16>, last: u16, refused: usize| {
            let mut source = Source::new("page".to_owned(), None, "text/plain", Vec::new());
            source.reading.year = year;
            let given = Given { fetched_at: given.map(str::to_owned), ..Given::default() };
            let document = Document { source, content: Content::Text(String::new()), given, diagnostics: Vec::new() };
            let mut diagnostics = Vec::new();
            let fetched = Fetched::of(&document, saved, &mut diagnostics);
            let year = |year: u16| PartialDate::parse(&format!("{year}-02-03")).unwrap();
            assert!(fetched.allows(&year(last)) && !fetched.allows(&year(last + 1)), "{fetched:?}");
            assert_eq!(diagnostics.len(), refused, "{diagnostics:?}");
        };
        check(None, None, None, LAST, 0);
        check(None, None, Some(2031), 2032, 0);
        check(None, None, Some(1970), RELEASED + 1, 0);
        check(Some("2014-05-10"), None, Some(2031), 2015, 0);
        check(None, Some("2014-05-10"), Some(2031), 2015, 0);
        check(Some("2014-05-10"), Some("2019-05-10"), None, 2015, 0);
        check(Some("2044-05-10"), None, Some(2031), 2032, 1);
        check(Some("1970-01-01T00:00:00Z"), None, Some(2031), 2032, 1);
        check(Some(" "), None, Some(2031), 2032, 0);
    }
}
