//! Clubs that a page calls by the town or region in their name: `Bayern` of FC Bayern.
//!
//! Invariant: a name behind a preposition of place stays a place.

use rustc_hash::FxHashSet;

use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::Page;
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::organisation_words::CLUB_OPENERS;
use crate::lexicon::places::toponym_words::{Topic, is_in};

/// How sure a club is that is called by its place, per mille: set by judgement in November 2026.
const CALLED: u16 = 850;

/// Makes clubs of places that stand for one.
pub(super) fn settle(page: &Page<'_>, language: &str, names: &mut [Name]) {
    let clubs: FxHashSet<&str> = names
        .iter()
        .filter(|name| name.kind == NameKind::Organisation && matches!(name.tokens.len(), 2..=4))
        .filter_map(|name| {
            let text = page.fields.get(name.field)?;
            let mut words = name.tokens.clone().skip_while(|at| !text.word(*at).starts_with(char::is_alphabetic));
            let opener = words.next().filter(|at| CLUB_OPENERS.contains(&lower_case(text.word(*at))))?;
            Some(text.word(opener + 1)).filter(|word| words.next().is_some() && word.starts_with(char::is_uppercase))
        })
        .collect();
    if clubs.is_empty() {
        return;
    }
    for name in names.iter_mut().filter(|name| name.kind == NameKind::Place && name.tokens.len() == 1) {
        let Some(text) = page.fields.get(name.field).filter(|text| clubs.contains(text.word(name.tokens.start))) else {
            continue;
        };
        let before = name.tokens.start.checked_sub(1).map_or("", |at| text.word(at));
        let listed =
            matches!(before, "," | "(" | "/") || matches!(text.word(name.tokens.end), "," | ")" | "(" | "-" | "–");
        if !listed && !is_in(Topic::Locatives, language, &lower_case(before)) {
            (name.kind, name.confidence) = (NameKind::Organisation, CALLED);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::apposition::tests::check;

    #[test]
    fn a_club_is_called_by_its_place() {
        check(
            "de",
            "Der FC Grelstadt siegte. In Grelstadt regnet es. Grelstadt hat gut gespielt.",
            &["O FC Grelstadt", "L Grelstadt"],
            &["O FC Grelstadt", "L Grelstadt", "O Grelstadt"],
        );
        check("de", "Der Chor Grelstadt sang. Grelstadt schlief.", &["L Grelstadt"], &["L Grelstadt", "L Grelstadt"]);
    }
}
