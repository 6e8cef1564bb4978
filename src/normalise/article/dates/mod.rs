//! Reads the dates of a page off what gives them, declares them and shows them.
//!
//! Labelled blocks, declared values, a record's fields and what is known of the fetch come in; the date of publication
//! and that of the last change go out, with a diagnostic for each that was refused or counted back. `declared` weighs what
//! the page declares, `shown` finds the dates that it shows, `address` reads the day in its address.
//!
//! Invariant: what a record gives takes precedence over what a page declares, that over what it shows, and a printed date
//! over one that is counted back; the day in the address comes last. No date that is read off a page is later than the page can be.

pub(in crate::normalise) mod address;
pub(in crate::normalise) mod declared;
pub(in crate::normalise) mod shown;

use crate::model::{DateOrder, Diagnostic, Given, PartialDate};
use crate::normalise::article::dates::address::date_in_address;
use crate::normalise::article::dates::declared::{published_of, same_day, updated_of};
use crate::normalise::article::dates::shown::{lines_near_headline, shown_dates};
use crate::normalise::article::fetched::Fetched;
use crate::normalise::blocks::{BlockPage, Labels};
use crate::normalise::fields::dates::relative::{RelativeDate, counted_back, find_relative};
use crate::normalise::fields::dates::{DateRole, FoundDate, parse_date, parse_date_of_column};

/// Date of publication and date of the last change.
pub(in crate::normalise) type Dates = (Option<PartialDate>, Option<PartialDate>);

/// At most this many lines labelled as dates or bylines are read: the first of them date a page.
const MOST_LINES: usize = 100;

/// What one page or record has for its dates.
pub(in crate::normalise) struct DateReading<'r> {
    pub given: &'r Given,
    pub fetched: &'r Fetched,
    /// BCP 47 tag.
    pub language: Option<&'r str>,
    pub diagnostics: &'r mut Vec<Diagnostic>,
}

impl DateReading<'_> {
    /// The dates that the record gives.
    pub fn given_dates(&mut self) -> Dates {
        let given = self.given;
        (
            self.given(given.published_at.as_deref(), given.date_orders.published, "published_at"),
            self.given(given.updated_at.as_deref(), given.date_orders.updated, "updated_at"),
        )
    }

    /// The dates of `page`; a field that the record gives is not looked for.
    pub fn dates_of(&mut self, page: &BlockPage, labels: &[Labels]) -> Dates {
        let (mut published, mut updated) = self.given_dates();
        let shown = shown_dates(page, labels, self.language);
        let printed = |role| shown.iter().filter(move |found: &&FoundDate| found.role == role).map(|found| &found.date);
        let (want_published, want_updated) = (self.given.published_at.is_none(), self.given.updated_at.is_none());
        let address = self.given.url.as_deref().or(page.declared.url.as_deref()).and_then(date_in_address);
        let witnesses: Vec<&PartialDate> = shown
            .iter()
            .filter(|found| found.role != DateRole::Updated)
            .map(|found| &found.date)
            .chain(&address)
            .collect();
        if want_published {
            let declared = published_of(&page.declared, &witnesses, self.language);
            // A `time` element may hold the moment of the last change next to the words `Published 29 June`.
            let said = printed(DateRole::Published).next().filter(|_| page.declared.json_ld.stated == 0);
            let said = said.filter(|said| !declared.first().is_some_and(|first| same_day(said, first)));
            published = self
                .first(said.into_iter().chain(&declared), "published_at")
                .or_else(|| self.first(printed(DateRole::Published).chain(printed(DateRole::Unknown)), "published_at"));
        }
        if want_updated {
            updated = self
                .first(updated_of(&page.declared, &witnesses, self.language).iter(), "updated_at")
                .or_else(|| self.first(printed(DateRole::Updated), "updated_at"));
        }
        if want_published && published.is_none() || want_updated && updated.is_none() {
            let relative = self.relative_lines(page, labels, published.is_none());
            if want_published && published.is_none() {
                let of_role = |role| relative.iter().find(move |(_, found): &&(&str, RelativeDate)| found.role == role);
                let best = of_role(DateRole::Published).or_else(|| of_role(DateRole::Unknown));
                published = best.and_then(|(line, found)| self.counted(line, found, "published_at"));
            }
            if want_updated && updated.is_none() {
                let best = relative.iter().find(|(_, found)| found.role == DateRole::Updated);
                updated = best.and_then(|(line, found)| self.counted(line, found, "updated_at"));
            }
        }
        if want_published && published.is_none() {
            published = self.first(address.iter(), "published_at");
        }
        (published, updated)
    }

    /// A date a record gives: ISO 8601, else as printed or counted back; a diagnostic where it is none of them.
    fn given(&mut self, text: Option<&str>, column: Option<DateOrder>, field: &str) -> Option<PartialDate> {
        let text = text.filter(|text| !text.trim().is_empty())?;
        let stated = parse_date_of_column(text, self.language, column);
        if column.is_some() && stated.is_some() && stated != parse_date(text, self.language) {
            self.note(
                "date-order",
                format!("{field}: day and month stand in the order that the rest of its column shows"),
            );
        }
        if stated.is_some() {
            return stated;
        }
        if let [found] = find_relative(text, self.language).as_slice()
            && found.alone
        {
            return self.counted(text, found, field);
        }
        let shown: String = text.chars().take(40).collect();
        self.note("date-refused", format!("{field} is not a date that can be read: {shown}"));
        None
    }

    /// The first date that a page fetched then may bear.
    fn first<'d>(&mut self, mut dates: impl Iterator<Item = &'d PartialDate>, field: &str) -> Option<PartialDate> {
        dates.find_map(|date| self.allowed(date, field))
    }

    fn allowed(&mut self, date: &PartialDate, field: &str) -> Option<PartialDate> {
        // Systems without a date write the second they count from, in their own zone.
        if ["1970-01-01", "1969-12-31"].iter().any(|start| date.as_str().starts_with(start)) {
            self.note("date-refused", format!("{field}: {date} is where machines begin to count"));
            return None;
        }
        if self.fetched.allows(date) {
            return Some(date.clone());
        }
        self.note("date-refused", format!("{field}: {date} is later than the page can be"));
        None
    }

    /// The lines that count a date back: those labelled as dates or bylines, and those around the headline that say
    /// nothing else.
    fn relative_lines<'p>(
        &self,
        page: &'p BlockPage,
        labels: &[Labels],
        unlabelled: bool,
    ) -> Vec<(&'p str, RelativeDate)> {
        let dates = |line: &'p str, labelled: bool| {
            let dates = find_relative(line, self.language).into_iter();
            dates.filter(move |date| labelled || date.alone).map(move |date| (line, date))
        };
        let marked = Labels::DATE.with(Labels::BYLINE);
        let labelled = page.blocks.iter().zip(labels).filter(|(_, label)| label.any(marked)).take(MOST_LINES);
        let mut found: Vec<_> = labelled.flat_map(|(block, _)| dates(&block.text, true)).collect();
        if unlabelled && found.is_empty() {
            found.extend(lines_near_headline(page, labels).into_iter().flat_map(|line| dates(line, false)));
        }
        found
    }

    /// A date counted back from the fetch.
    fn counted(&mut self, line: &str, found: &RelativeDate, field: &str) -> Option<PartialDate> {
        let said = line.get(found.bytes.clone()).unwrap_or_default();
        let Some(fetched) = self.fetched.at() else {
            self.note(
                "date-relative",
                format!("{field}: \u{201c}{said}\u{201d} is counted from a fetch of unknown date"),
            );
            return None;
        };
        let date = counted_back(&found.age, fetched);
        let counted = if date.is_some() { "counted back from" } else { "gives no one day, counted back from" };
        self.note("date-relative", format!("{field}: \u{201c}{said}\u{201d} {counted} {fetched}"));
        date
    }

    fn note(&mut self, kind: &'static str, message: String) {
        self.diagnostics.push(Diagnostic::new(kind, message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Content, Document, Source};
    use crate::normalise::html::html_page;

    /// The dates of a page whose lines are a headline, `line` and text, with the diagnostics.
    fn dates(
        line: &str,
        label: Labels,
        fetched: Option<&str>,
    ) -> ((Option<PartialDate>, Option<PartialDate>), Vec<Diagnostic>) {
        let page = html_page(&format!("<h1>Ferry late again</h1><p>{line}</p><p>The ferry was late.</p>"), None);
        let labels = [Labels::HEADLINE, label, Labels::BODY];
        let given = Given { fetched_at: fetched.map(str::to_owned), ..Given::default() };
        let source = Source::new("page".to_owned(), None, "text/html", Vec::new());
        let document = Document { source, content: Content::Html(String::new()), given, diagnostics: Vec::new() };
        let mut diagnostics = Vec::new();
        let fetched = Fetched::of(&document, None, &mut diagnostics);
        let given = &document.given;
        let mut reading = DateReading { given, fetched: &fetched, language: Some("en"), diagnostics: &mut diagnostics };
        (reading.dates_of(&page, &labels), diagnostics)
    }

    /// As [`dates`], as they are printed, with the kinds of the diagnostics.
    #[track_caller]
    fn check(line: &str, label: Labels, fetched: Option<&str>, expected: (Option<&str>, Option<&str>), kinds: &[&str]) {
        let ((published, updated), diagnostics) = dates(line, label, fetched);
        let found = (published.as_ref().map(PartialDate::as_str), updated.as_ref().map(PartialDate::as_str));
        assert_eq!(found, expected, "{line}");
        assert_eq!(diagnostics.iter().map(|diagnostic| &*diagnostic.kind).collect::<Vec<_>>(), kinds, "{line}");
    }

    #[test]
    fn dates_are_counted_back_from_the_fetch_or_left_out() {
        let fetched = Some("2024-05-10T14:30Z");
        let relative = &["date-relative"];
        check("2 hours ago", Labels::DATE, fetched, (Some("2024-05-10"), None), relative);
        check("2 hours ago", Labels::DATE, None, (None, None), relative);
        check("2 hours ago", Labels::BOILERPLATE, fetched, (Some("2024-05-10"), None), relative);
        check("By Tom Okri, 2 hours ago", Labels::BYLINE, fetched, (Some("2024-05-10"), None), relative);
        check("The ferry left 2 hours ago", Labels::BOILERPLATE, fetched, (None, None), &[]);
        check(
            "8 May 2024, updated 2 hours ago",
            Labels::DATE,
            fetched,
            (Some("2024-05-08"), Some("2024-05-10")),
            relative,
        );
    }

    #[test]
    fn a_date_that_cannot_be_counted_back_is_said_to_be_none() {
        let check = |fetched: &str, expected: &str| {
            let ((published, _), diagnostics) = dates("2 hours ago", Labels::DATE, Some(fetched));
            assert_eq!((published, diagnostics[0].message.as_str()), (None, expected), "{fetched}");
        };
        check("2024-05", "published_at: “2 hours ago” gives no one day, counted back from 2024-05");
    }

    #[test]
    fn a_line_that_says_what_its_dates_are_needs_no_label() {
        let both = (Some("2024-05-08"), Some("2024-05-09"));
        check("Published 8 May 2024 | Updated 9 May 2024", Labels::BOILERPLATE, None, both, &[]);
        check("8 May 2024", Labels::BOILERPLATE, None, (Some("2024-05-08"), None), &[]);
        check("On 8 May 2024 the ferry was late", Labels::BOILERPLATE, None, (None, None), &[]);
    }

    #[test]
    fn no_page_is_dated_later_than_the_year_after_its_fetch() {
        let fetched = Some("2024-05-10");
        check("8 May 2041", Labels::DATE, fetched, (None, None), &["date-refused"]);
        check("8 May 2025", Labels::DATE, fetched, (Some("2025-05-08"), None), &[]);
        check("8 May 2041 9 May 2024", Labels::DATE, fetched, (Some("2024-05-09"), None), &["date-refused"]);
    }
}
