//! Lines between the paragraphs of a story that are none of it: `Page 2 of 3`, `Already a subscriber? Log in`.
//!
//! Blocks with their labels come in; on a page saved whole or cut short, such lines lose their place in the text.
//!
//! Invariant: a line is taken out for what it says, and never one of the length of a paragraph.

use std::borrow::Cow;

use crate::lexicon::stray_lines::{KEPT_BACK, LEADS_ON, PAGES, TURNS};
use crate::normalise::blocks::{BlockPage, Labels};
use crate::normalise::text::titles::bare_words;

/// Bytes of a line that may lead from page to page.
const PAGER: usize = 60;
/// Bytes of a line that may say that the rest is kept back.
const STUB: usize = 240;
/// A story is cut short at its end: in so many of its last blocks.
const STUB_REACH: usize = 6;

/// The labels of `page`, stray lines taken out of its text.
pub(in crate::normalise) fn settle_stray<'l>(page: &BlockPage, labels: Cow<'l, [Labels]>) -> Cow<'l, [Labels]> {
    let text = Labels::BODY.with(Labels::SUBHEAD);
    let of_text = || page.blocks.iter().zip(&*labels).enumerate().filter(|(_, (_, label))| label.any(text));
    let count = of_text().count();
    let stray: Vec<usize> = of_text()
        .enumerate()
        .filter(|(place, (_, (block, _)))| {
            is_pager(&block.text) || place + STUB_REACH >= count && keeps_back(&block.text)
        })
        .map(|(_, (at, _))| at)
        .collect();
    if stray.is_empty() {
        return labels;
    }
    let mut settled = labels.into_owned();
    for at in stray {
        if let Some(label) = settled.get_mut(at) {
            *label = Labels::BOILERPLATE;
        }
    }
    Cow::Owned(settled)
}

/// Whether a line says which page this is or leads to another: `Page 2 of 3`, `Nächste Seite`, `1 2 3 Next`.
fn is_pager(text: &str) -> bool {
    if text.len() > PAGER {
        return false;
    }
    let line = bare_words(text);
    let words = || line.split(' ');
    let numbers = words().filter(|word| is_number(word)).count();
    let paged = words().any(|word| PAGES.contains(word));
    let leads = words().any(|word| LEADS_ON.contains(word));
    let turns = words().any(|word| TURNS.contains(word));
    words().all(|word| is_number(word) || PAGES.contains(word) || TURNS.contains(word))
        && (paged && (numbers > 0 || turns) || leads && (numbers > 0 || words().count() == 1))
}

fn is_number(word: &str) -> bool {
    word.len() <= 3 && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a line says that the rest of the story is for subscribers.
fn keeps_back(text: &str) -> bool {
    if text.len() > STUB || text.starts_with(['"', '“', '„', '«', '»']) {
        return false;
    }
    let lower = text.to_lowercase();
    KEPT_BACK.iter().any(|phrase| lower.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_lead_from_page_to_page_are_known() {
        let check = |text: &str, expected: bool| assert_eq!(is_pager(text), expected, "{text}");
        check("Page 2 of 3", true);
        check("Seite 2 von 3", true);
        check("« Précédent | Page 1 sur 2", true);
        check("Next page", true);
        check("1 2 3 Next", true);
        check("Nächste Seite", true);
        check("Página 2", true);
        check("Next", true);
        check("Page", false);
        check("Next on the list", false);
        check("1 2 3", false);
        check("The front page of 1911", false);
        check("12 of 30", false);
        check("", false);
    }

    #[test]
    fn lines_that_keep_the_rest_back_are_known() {
        let check = |text: &str, expected: bool| assert_eq!(keeps_back(text), expected, "{text}");
        check("Already a subscriber? Log in", true);
        check("Il vous reste 82 % de cet article à découvrir.", true);
        check("Dieser Text ist nur für Abonnenten.", true);
        check("“Why is it for subscribers only?” she asked.", false);
        check("The ferry left at noon.", false);
    }
}
