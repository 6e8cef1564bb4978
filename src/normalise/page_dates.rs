//! Reads the dates of a page off what gives them, declares them and shows them.
//!
//! Labelled blocks, declared values, a record's fields and what is known of the fetch come in; the date of publication
//! and that of the last change go out, with a diagnostic for each that was refused or counted back.
//!
//! Invariant: what a record gives goes before what a page declares, that before what it shows, and a printed date before
//! one that is counted back. No date that is read off a page is later than the page can be.

use crate::model::{Diagnostic, Given, PartialDate};
use crate::normalise::blocks::{BlockPage, Labels};
use crate::normalise::dates::{DateRole, FoundDate, find_dates_in, parse_date};
use crate::normalise::fetched::Fetched;
use crate::normalise::relative_dates::{RelativeDate, counted_back, find_relative};

/// Date of publication and date of the last change.
pub(super) type Dates = (Option<PartialDate>, Option<PartialDate>);

/// A line that nothing labels as a date may be one so many blocks from the headline at most.
const REACH: usize = 8;
/// Bytes of a line that may be such a date, where nothing labels it as one.
const LINE: usize = 160;

/// What one page or record has for its dates.
pub(super) struct DateReading<'r> {
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
            self.given(given.published_at.as_deref(), "published_at"),
            self.given(given.updated_at.as_deref(), "updated_at"),
        )
    }

    /// The dates of `page`; a field that the record gives is not looked for.
    pub fn dates_of(&mut self, page: &BlockPage, labels: &[Labels]) -> Dates {
        let (mut published, mut updated) = self.given_dates();
        let shown = shown_dates(page, labels, self.language);
        let printed = |role| shown.iter().filter(move |found: &&FoundDate| found.role == role).map(|found| &found.date);
        let (want_published, want_updated) = (self.given.published_at.is_none(), self.given.updated_at.is_none());
        if want_published {
            published = self
                .declared(&page.declared.published, "published_at")
                .or_else(|| self.first(printed(DateRole::Published).chain(printed(DateRole::Unknown)), "published_at"));
        }
        if want_updated {
            updated = self
                .declared(&page.declared.updated, "updated_at")
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
        (published, updated)
    }

    /// A date a record gives: ISO 8601, else as printed or counted back; a diagnostic where it is none of them.
    fn given(&mut self, text: Option<&str>, field: &str) -> Option<PartialDate> {
        let text = text.filter(|text| !text.trim().is_empty())?;
        let stated = parse_date(text, self.language);
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

    fn declared(&mut self, values: &[String], field: &str) -> Option<PartialDate> {
        let dates: Vec<PartialDate> = values.iter().filter_map(|value| parse_date(value, self.language)).collect();
        self.first(dates.iter(), field)
    }

    /// The first date that a page fetched then may bear.
    fn first<'d>(&mut self, mut dates: impl Iterator<Item = &'d PartialDate>, field: &str) -> Option<PartialDate> {
        dates.find_map(|date| self.allowed(date, field))
    }

    fn allowed(&mut self, date: &PartialDate, field: &str) -> Option<PartialDate> {
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
        let labelled = page.blocks.iter().zip(labels).filter(|(_, label)| label.any(marked));
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
        self.note("date-relative", format!("{field}: \u{201c}{said}\u{201d} counted back from {fetched}"));
        date
    }

    fn note(&mut self, kind: &'static str, message: String) {
        self.diagnostics.push(Diagnostic::new(kind, message));
    }
}

/// The dates that the lines labelled as such show; else those of a line near the headline that says what they are.
pub(super) fn shown_dates(page: &BlockPage, labels: &[Labels], language: Option<&str>) -> Vec<FoundDate> {
    let labelled = page.blocks.iter().zip(labels).filter(|(_, label)| label.any(Labels::DATE));
    let found: Vec<FoundDate> = labelled.flat_map(|(block, _)| find_dates_in(&block.text, language)).collect();
    if !found.is_empty() {
        return found;
    }
    let near = lines_near_headline(page, labels);
    near.into_iter().find_map(|line| told_dates(line, language)).unwrap_or_default()
}

/// Short lines around the headline that are nothing of the story.
fn lines_near_headline<'p>(page: &'p BlockPage, labels: &[Labels]) -> Vec<&'p str> {
    let Some(headline) = labels.iter().position(|label| label.any(Labels::HEADLINE)) else { return Vec::new() };
    let taken = Labels::BODY.with(Labels::CAPTION).with(Labels::HEADLINE).with(Labels::TITLE);
    let pairs = page.blocks.iter().zip(labels).skip(headline.saturating_sub(REACH)).take(2 * REACH + 1);
    let lines = pairs.filter(|(block, label)| !label.any(taken) && block.text.len() <= LINE);
    lines.map(|(block, _)| block.text.as_str()).collect()
}

/// The dates of a line that says which is which and hardly anything else.
fn told_dates(line: &str, language: Option<&str>) -> Option<Vec<FoundDate>> {
    let dates = find_dates_in(line, language);
    let size: usize = dates.iter().map(|date| date.bytes.len()).sum();
    (size * 3 >= line.len() && dates.iter().any(|date| date.role != DateRole::Unknown)).then_some(dates)
}
