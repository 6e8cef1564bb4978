//! Bylines of a saved page that the labeller passed over: under the headline, and at the end of the text.
//!
//! Blocks with their labels come in; lines that say who wrote it are labelled so.
//!
//! Invariant: a line becomes a byline for what it says or what its markup calls it and where it stands; a page that has one
//! under its headline is left as it is.

use std::borrow::Cow;

use crate::normalise::blocks::{Block, BlockPage, Hints, Labels, Markup};
use crate::normalise::fields::byline::{Byline, parse_byline};
use crate::normalise::fields::credits::opens_credit;
use crate::normalise::fields::pen_names::with_initial;
use crate::normalise::fields::person_names::{person, unspaced_person};
use crate::normalise::labels::head::Head;

/// Code points of a line that may be a byline.
const LINE: usize = 160;
/// So many blocks below the headline are looked at.
const REACH: usize = 14;
/// The last blocks of the text, one of which may be signed.
const END: usize = 2;
/// So many blocks behind the text may still sign it.
const BEHIND: usize = 4;

/// Where a byline never stands, whatever it says.
const ELSEWHERE: Hints = Hints(Hints::COMMENT.0 | Hints::NAVIGATION.0 | Hints::HIDDEN.0 | Hints::CAPTION.0);

/// The labels of `page` with the bylines that were passed over; as they are for a dump.
pub(in crate::normalise) fn settle_bylines<'l>(page: &BlockPage, labels: &'l [Labels]) -> Cow<'l, [Labels]> {
    let head = Head::of(labels);
    let signs = |(place, (block, label)): &(usize, (&Block, &Labels))| {
        label.any(Labels::BYLINE) && head.distance(*place) < 2 && block.markup.is_some() && names_somebody(&block.text)
    };
    let saved = page.blocks.first().is_some_and(|block| block.markup.is_some());
    let start = if head.text == usize::MAX { 0 } else { head.text.saturating_sub(REACH) };
    let window = head.headline.map_or(start, |headline| headline.saturating_sub(3));
    let near = (window..).zip(page.blocks.iter().zip(labels).skip(window)).take(REACH + 3);
    if !saved || near.clone().any(|pair| signs(&pair)) {
        return Cow::Borrowed(labels);
    }
    let mut settled = Cow::Borrowed(labels);
    if let Some((place, _)) = near.clone().find(|(place, (block, label))| {
        let open = label.any(Labels::BOILERPLATE.with(Labels::DATE).with(Labels::SUBHEAD).with(Labels::BODY));
        open && *place < head.text.saturating_add(2) && is_byline(block, head.distance(*place))
    }) {
        let dated = labels.get(place).is_some_and(|label| label.any(Labels::DATE));
        let label = if dated { Labels::BYLINE.with(Labels::DATE) } else { Labels::BYLINE };
        if let Some(found) = settled.to_mut().get_mut(place) {
            *found = label;
        }
        return settled;
    }
    if labels.iter().any(|label| label.any(Labels::BYLINE)) {
        return settled;
    }
    let Some(last) = labels.iter().rposition(|label| label.any(Labels::BODY)) else { return settled };
    let from = last.saturating_sub(END - 1).max(head.text.saturating_add(1).min(last));
    let end = (from..).zip(page.blocks.iter().zip(labels).skip(from)).take(last + BEHIND + 1 - from);
    let signed = end.filter(|(_, (block, label))| !label.any(Labels::CAPTION) && is_signature(block)).last();
    if let Some((place, _)) = signed
        && let Some(found) = settled.to_mut().get_mut(place)
    {
        *found = Labels::BYLINE;
    }
    settled
}

fn names_somebody(text: &str) -> bool {
    parse_byline(text).is_some_and(|line| !line.authors.is_empty() || line.agency.is_some())
}

/// Whether a block in the head of a page says that it is a byline, or its markup does.
fn is_byline(block: &Block, distance: u8) -> bool {
    let Some(markup) = block.markup.as_ref().filter(|_| may_be_line(block)) else { return false };
    if markup.hints.any(ELSEWHERE) || markup.hints.any(Hints::FOOTER.with(Hints::ASIDE)) && distance > 0 {
        return false;
    }
    let marked = markup.hints.any(Hints::BYLINE);
    match parse_byline(&block.text) {
        Some(line) => {
            let pictured = markup.hints.any(Hints::FIGURE) && distance > 0;
            !line.authors.is_empty() && !pictured && (line.led && is_short(&line) || marked)
        }
        None => marked && (with_initial(&block.text).is_some() || unspaced_person(&block.text).is_some()),
    }
}

/// A short line, and no credit of a picture.
fn may_be_line(block: &Block) -> bool {
    block.text.chars().nth(LINE).is_none() && !block.text.contains('©') && !opens_credit(&block.text)
}

/// Whether a line is hardly more than its names: `By the time Anna Berg came …` is a sentence.
fn is_short(line: &Byline) -> bool {
    let names: usize = line.authors.iter().map(|name| name.split(' ').count()).sum();
    line.text.split(' ').count() <= names * 2 + 6 && !line.text.ends_with(['.', '?', '!'])
}

/// Whether a block at the end of the text signs it: `By Anna Berg`, `- Anna Berg`, `Reporting by Anna Berg; Editing by …`, or a
/// name alone that is set apart from the text by its type.
fn is_signature(block: &Block) -> bool {
    let Some(markup) = block.markup.as_ref().filter(|_| may_be_line(block)) else { return false };
    if markup.hints.any(ELSEWHERE.with(Hints::FOOTER).with(Hints::ASIDE)) {
        return false;
    }
    let text = block.text.trim_start_matches(['(', '[']);
    let Some(line) = parse_byline(text).filter(|line| !line.authors.is_empty()) else { return false };
    let dashed = text.starts_with(['-', '–', '—']);
    let named = set_apart(markup) && person(text).is_some();
    line.led && is_short(&line) && opens_as_byline(text) || dashed && is_short(&line) || named
}

/// Whether the text is in bold or italics throughout.
fn set_apart(markup: &Markup) -> bool {
    markup.setting.bold > 90 || markup.setting.slanted > 90
}

/// Whether what follows the first word of a led line is a name in capitals: no sentence `By Monday …` gets this far.
fn opens_as_byline(text: &str) -> bool {
    let mut words = text.split(' ').filter(|word| word.chars().any(char::is_alphabetic));
    words
        .nth(1)
        .is_some_and(|word| !word.starts_with(char::is_lowercase) || matches!(word, "by" | "von" | "par" | "por"))
}
