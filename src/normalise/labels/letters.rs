//! Pages of readers' letters: whoever signs a letter is part of what a reader calls the article, and no author of the page.
//!
//! Blocks with their labels come in; on a page of several letters the signatures below them are labelled as its text.
//!
//! Invariant: a page that does not hold at least two letters is left as it is.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::lexicon::letter_words::{CLOSINGS, HEADINGS, LETTERS, SALUTATIONS};
use crate::lexicon::openings::{ByFirst, Openings};
use crate::normalise::blocks::{Block, BlockPage, Hints, Labels};
use crate::normalise::fields::byline::parse_byline;
use crate::normalise::html::survey::APART;
use crate::normalise::labels::traits::traits_of;
use crate::normalise::text::titles::bare_words;

/// Code points of a line of a signature.
const LINE: usize = 90;
/// A name, a street, a town, a country.
const SIGNATURE_LINES: usize = 4;
/// Code points from which on a block is a paragraph of a letter.
const PARAGRAPH: usize = 100;

static CLOSING_OPENINGS: Openings = LazyLock::new(|| ByFirst::new(&CLOSINGS));
static SALUTATION_OPENINGS: Openings = LazyLock::new(|| ByFirst::new(&SALUTATIONS));

/// What a block is to a letter.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Opening,
    Closing,
    Paragraph,
    Name,
    Other,
}

/// The labels of `page`, the signatures of its letters among its text where it is a page of letters.
pub(in crate::normalise) fn settle_letters<'l>(page: &BlockPage, labels: &'l [Labels]) -> Cow<'l, [Labels]> {
    let text = Labels::BODY.with(Labels::SUBHEAD);
    let Some(first) = labels.iter().position(|label| label.any(text)) else { return Cow::Borrowed(labels) };
    let titled = is_titled(page, labels);
    let places = || page.blocks.iter().zip(labels).skip(first);
    let count = |wanted: fn(&str) -> bool| places().filter(|(block, _)| wanted(&block.text)).take(2).count();
    if !titled && count(opens_letter) < 2 && count(closes_letter) < 2 {
        return Cow::Borrowed(labels);
    }
    let mut settled = labels.to_vec();
    let last = labels.iter().rposition(|label| label.any(text)).unwrap_or(first);
    // Lines of a signature that may still follow.
    let mut open = 0;
    let mut signatures = 0;
    for (at, (block, label)) in page.blocks.iter().zip(&mut settled).enumerate().skip(first) {
        let part = part_of(block);
        let inside = at <= last && label.any(text);
        let own = is_own_line(block);
        match part {
            Part::Opening | Part::Paragraph => open = usize::from(inside),
            Part::Closing if inside || own && open > 0 => {
                *label = Labels::BODY;
                open = SIGNATURE_LINES;
                signatures += 1;
            }
            // Without a closing formula, only a name right below a paragraph signs it.
            Part::Name if own && open > 0 => {
                *label = Labels::BODY;
                signatures += usize::from(open == 1);
                open = if open == 1 { 2 } else { open - 1 };
            }
            Part::Other | Part::Name if own && open > 1 && !label.any(text) => {
                *label = Labels::BODY;
                open -= 1;
            }
            _ if inside => open = open.saturating_sub(1),
            _ => open = 0,
        }
    }
    if signatures < 2 { Cow::Borrowed(labels) } else { Cow::Owned(settled) }
}

/// Whether the page calls itself a page of letters.
fn is_titled(page: &BlockPage, labels: &[Labels]) -> bool {
    let says = |text: &str| {
        let lower = text.to_lowercase();
        let opens = |word: &&str| {
            let rest = lower.strip_prefix(word).map(str::trim_start);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '|', '-', '–', '—']))
        };
        text.len() < 200 && (HEADINGS.iter().any(|heading| lower.contains(heading)) || LETTERS.iter().any(opens))
    };
    let titles = page.declared.title.iter().chain(&page.declared.headlines);
    let shown = page.blocks.iter().zip(labels).filter(|(_, label)| label.any(Labels::HEADLINE.with(Labels::TITLE)));
    titles.map(String::as_str).chain(shown.map(|(block, _)| block.text.as_str())).any(says)
}

fn part_of(block: &Block) -> Part {
    let text = block.text.as_str();
    if opens_letter(text) {
        Part::Opening
    } else if closes_letter(text) {
        Part::Closing
    } else if text.chars().count() >= PARAGRAPH || text.len() > 20 && text.ends_with(['.', '!', '?', '”', '"']) {
        Part::Paragraph
    } else if parse_byline(text).is_some_and(|line| !line.authors.is_empty()) {
        Part::Name
    } else {
        Part::Other
    }
}

/// Whether a block can be a line of the letter above it: short, and nothing that belongs to the page.
fn is_own_line(block: &Block) -> bool {
    let outside = APART.with(Hints::FIGURE).with(Hints::CAPTION).with(Hints::TAGS).with(Hints::HIDDEN);
    let plain = block.markup.as_ref().is_none_or(|markup| markup.link_chars == 0 && !markup.hints.any(outside));
    let traits = traits_of(block);
    plain && traits.chars <= LINE && !traits.furniture && !traits.is_date && !traits.is_noise && !traits.is_caption
}

/// Whether a letter begins here: `Sir, –`, `Sehr geehrte Redaktion,`.
fn opens_letter(text: &str) -> bool {
    let Some(end) = text.char_indices().take(60).find(|(_, c)| [',', ':', '–', '—', '-', ';', '!'].contains(c))
    else {
        return false;
    };
    let address = bare_words(text.get(..end.0).unwrap_or_default());
    SALUTATION_OPENINGS.of(&address).any(|known| {
        let rest = address.strip_prefix(known);
        // `Sir` alone is one; `Sir Alan` is somebody else.
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') && known.contains(' '))
    })
}

/// Whether a line ends a letter, perhaps with the name behind it: `Yours, etc.,`, `Kind regards, Anna Berg`.
fn closes_letter(text: &str) -> bool {
    if text.len() > LINE {
        return false;
    }
    let line = bare_words(text);
    CLOSING_OPENINGS.of(&line).any(|known| {
        let rest = line.strip_prefix(known);
        let named = |rest: &str| {
            rest.starts_with(' ')
                && text.trim_end_matches('.').contains([',', '–', '-'])
                && rest.split_whitespace().count() <= 6
        };
        rest.is_some_and(|rest| rest.is_empty() || named(rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::blocks::text::blocks_of_text;

    fn settled(text: &str, labels: &[Labels]) -> Vec<String> {
        let page = BlockPage { blocks: blocks_of_text(text), ..BlockPage::default() };
        assert_eq!(page.blocks.len(), labels.len(), "{:?}", page.blocks);
        let found = settle_letters(&page, labels);
        let pairs = page.blocks.into_iter().zip(found.iter().copied().collect::<Vec<_>>());
        pairs.filter(|(_, label)| label.any(Labels::BODY)).map(|(block, _)| block.text).collect()
    }

    const B: Labels = Labels::BODY;
    const X: Labels = Labels::BOILERPLATE;
    const LONG: &str =
        "The report on the closing of the ferry did not say that it carries more people than the bridge.";

    #[test]
    fn signatures_of_letters_are_their_text() {
        let text = format!(
            "Letters to the editor\n\nSir, – {LONG}\n\nYours, etc.,\n\nILSE VARGA,\n\nNorrask\n\nSir, – {LONG}\n\nYours, \
             etc.,\n\nTOM OKRI,\n\nSaltmarsh\n\nSubscribe to our newsletter"
        );
        let labels = [Labels::HEADLINE, B, B, Labels::BYLINE, B, B, X, X, X, X];
        let body = settled(&text, &labels);
        assert_eq!(body.len(), 8);
        assert_eq!(body.get(2).map(String::as_str), Some("ILSE VARGA,"));
        assert_eq!(body.last().map(String::as_str), Some("Saltmarsh"));
    }

    #[test]
    fn names_below_letters_need_no_closing_formula_under_a_title_that_says_letters() {
        let text = format!("Leserbriefe\n\n{LONG}\n\nIlse Varga, Norrask\n\n{LONG}\n\nTom Okri\n\nMore stories");
        let labels = [Labels::HEADLINE, B, Labels::BYLINE, B, X, X];
        assert_eq!(settled(&text, &labels), [LONG, "Ilse Varga, Norrask", LONG, "Tom Okri"]);
    }

    #[test]
    fn other_pages_stay_as_they_are() {
        let one = format!("An open letter\n\nDear Sir, {LONG}\n\n{LONG}\n\nYours sincerely,\n\nTom Okri");
        let labels = [Labels::HEADLINE, B, B, X, Labels::BYLINE];
        assert_eq!(settled(&one, &labels).len(), 2);
        let story = format!("Ferry late\n\nSir Alan Moor, {LONG}\n\n{LONG}\n\nTom Okri\n\nMore stories");
        let labels = [Labels::HEADLINE, B, B, Labels::BYLINE, X];
        assert_eq!(settled(&story, &labels).len(), 2);
    }

    #[test]
    fn letters_are_known_by_how_they_begin_and_end() {
        let check = |text: &str, opens: bool, closes: bool| {
            assert_eq!((opens_letter(text), closes_letter(text)), (opens, closes), "{text}");
        };
        check("Sir, – Your report", true, false);
        check("Sehr geehrte Redaktion, Ihr Bericht", true, false);
        check("Señor director: He leído", true, false);
        check("Sir Alan Moor, the mayor", false, false);
        check("Yours, etc.,", false, true);
        check("Kind regards, Anna Berg", false, true);
        check("Mit freundlichen Grüßen", false, true);
        check("Yours is the earth and everything that is in it, they said at the harbour on Monday", false, false);
        check("", false, false);
    }
}
