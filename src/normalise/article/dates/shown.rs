//! The dates that a page shows, the likeliest to be its own first.
//!
//! Labelled blocks come in; dates with their roles go out.
//!
//! Invariant: a date under the headline goes before one above it or after the text, whatever the markup calls them.

use crate::normalise::blocks::{Block, BlockPage, Hints, Labels};
use crate::normalise::fields::dates::{DateRole, FoundDate, find_dates_in};
use crate::normalise::labels::head::Head;

/// A line that nothing labels as a date may be one within this many blocks of the headline or the end of the text.
const REACH: usize = 8;
/// Within this many blocks after the text a line may still say when it was published.
const BEHIND: usize = 24;
/// Bytes of a line that may be such a date, where nothing labels it as one.
const LINE: usize = 160;

/// The dates that the lines labelled as such show; else those of a line near the headline that is a date or says that it is
/// one; else the one that the text begins with.
pub(in crate::normalise) fn shown_dates(page: &BlockPage, labels: &[Labels], language: Option<&str>) -> Vec<FoundDate> {
    let head = Head::of(labels);
    let mut labelled: Vec<(u8, &Block)> = (0..)
        .zip(page.blocks.iter().zip(labels))
        .filter(|(_, (_, label))| label.any(Labels::DATE))
        .map(|(place, (block, _))| (head.distance(place), block))
        .collect();
    labelled.sort_by_key(|(distance, _)| *distance);
    let found: Vec<FoundDate> =
        labelled.into_iter().flat_map(|(_, block)| find_dates_in(&block.text, language)).collect();
    if !found.is_empty() {
        return found;
    }
    let near = near_lines(page, labels);
    let told = near.iter().find_map(|(_, line)| told_dates(line, language));
    told.or_else(|| byline_dates(page, labels, language))
        .or_else(|| near.iter().filter(|(above, _)| !above).find_map(|(_, line)| bare_date(line, language)))
        .or_else(|| signed_off(page, labels, language))
        .or_else(|| opening_date(page, labels, language))
        .unwrap_or_default()
}

/// Short lines around the headline that are nothing of the story, those below it first.
pub(in crate::normalise) fn lines_near_headline<'p>(page: &'p BlockPage, labels: &[Labels]) -> Vec<&'p str> {
    near_lines(page, labels).into_iter().map(|(_, line)| line).collect()
}

/// The same lines, and whether each is above the headline.
fn near_lines<'p>(page: &'p BlockPage, labels: &[Labels]) -> Vec<(bool, &'p str)> {
    let Some(headline) = labels.iter().position(|label| label.any(Labels::HEADLINE)) else { return Vec::new() };
    let taken = Labels::BODY.with(Labels::CAPTION).with(Labels::HEADLINE).with(Labels::TITLE);
    let from = headline.saturating_sub(REACH);
    let pairs = (from..).zip(page.blocks.iter().zip(labels).skip(from)).take(2 * REACH + 1);
    let mut lines: Vec<(bool, &str)> = pairs
        .filter(|(_, (block, label))| !label.any(taken) && block.text.len() <= LINE)
        .map(|(place, (block, _))| (place < headline, block.text.as_str()))
        .collect();
    lines.sort_by_key(|(above, _)| *above);
    lines
}

/// How many bytes of a line its dates are.
fn dated_bytes(dates: &[FoundDate]) -> usize {
    dates.iter().map(|date| date.bytes.len()).sum()
}

/// The dates of a line that says which is which and hardly anything else.
fn told_dates(line: &str, language: Option<&str>) -> Option<Vec<FoundDate>> {
    let dates = find_dates_in(line, language);
    let told = dates.iter().any(|date| date.role != DateRole::Unknown);
    (told && dated_bytes(&dates) * 3 >= line.len()).then_some(dates)
}

/// The one date of a line that is hardly anything else, or that it opens with before a divider.
fn bare_date(line: &str, language: Option<&str>) -> Option<Vec<FoundDate>> {
    let dates = find_dates_in(line, language);
    let [date] = dates.as_slice() else { return None };
    let behind = line.get(date.bytes.end..).unwrap_or_default().trim_start();
    let parted = date.bytes.start == 0 && behind.starts_with(['|', '·', '•']);
    (parted || dated_bytes(&dates) * 3 >= line.len() * 2).then_some(dates)
}

/// The dates of the lines that say who wrote it.
fn byline_dates(page: &BlockPage, labels: &[Labels], language: Option<&str>) -> Option<Vec<FoundDate>> {
    let bylines = page.blocks.iter().zip(labels).filter(|(_, label)| label.any(Labels::BYLINE)).take(REACH);
    let lines = bylines.filter(|(block, _)| block.text.len() <= LINE);
    lines.map(|(block, _)| find_dates_in(&block.text, language)).find(|dates| !dates.is_empty())
}

/// The date of a line right after the text that says when this was published.
fn signed_off(page: &BlockPage, labels: &[Labels], language: Option<&str>) -> Option<Vec<FoundDate>> {
    let last = labels.iter().rposition(|label| label.any(Labels::BODY))?;
    let lines = page.blocks.iter().skip(last + 1).take(BEHIND).filter(|block| block.text.len() <= LINE);
    let signed = |block: &Block| {
        let marked = block.markup.as_ref().is_some_and(|markup| {
            markup.hints.any(Hints::BYLINE) && !markup.hints.any(Hints::COMMENT.with(Hints::ASIDE))
        });
        if marked { Some(find_dates_in(&block.text, language)) } else { told_dates(&block.text, language) }
    };
    let mut found = lines.filter_map(signed);
    found.find(|dates| dates.first().is_some_and(|date| date.role == DateRole::Published))
}

/// The date that one of the first two paragraphs opens with, a dash after it: `29.11.2022 – The council …`
fn opening_date(page: &BlockPage, labels: &[Labels], language: Option<&str>) -> Option<Vec<FoundDate>> {
    let text = page.blocks.iter().zip(labels).filter(|(_, label)| label.any(Labels::BODY));
    text.take(2).find_map(|(block, _)| opens_with_date(block, language))
}

fn opens_with_date(block: &Block, language: Option<&str>) -> Option<Vec<FoundDate>> {
    let opening = block.text.get(..block.text.floor_char_boundary(LINE / 2))?;
    if !opening.chars().take(2).any(char::is_numeric) && !opening.starts_with('(') {
        return None;
    }
    let found = find_dates_in(opening, language).into_iter().next().filter(|date| date.bytes.start <= 1)?;
    let behind = opening.get(found.bytes.end..)?.trim_start();
    behind.starts_with(['–', '—', '-', '|', ')', ':']).then(|| vec![found])
}
