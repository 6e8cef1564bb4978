//! Degrees and licences after a person's name: `Thomas Ng, M.D.` has nothing to do with Maryland, and `US$350` with the States.

use crate::analyse::names::toponyms::edit::is_capital;
use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::places::toponym_words::{Topic, is};

/// Drops names that are letters after the name of a person.
pub(super) fn drop_degrees(page: &Page<'_>, names: &mut Vec<Name>) {
    let mut drop = Vec::new();
    for (at, name) in names.iter().enumerate().filter(|(_, name)| name.tokens.len() == 1) {
        let Some(text) = page.fields.get(name.field) else { continue };
        let word = text.word(name.tokens.start);
        // `D.` alone is an initial, and no Detroit.
        let initial = name.kind == NameKind::Place && word.ends_with('.') && word.chars().count() == 2;
        // `US$350,000` is a sum.
        let sum = name.kind == NameKind::Place && text.word(name.tokens.end).starts_with('$');
        if initial || sum || name.kind != NameKind::Person && is_degree(word) && after_a_person(text, names, at) {
            drop.push(at);
        }
    }
    for at in drop.into_iter().rev() {
        names.remove(at);
    }
}

/// Whether a word is letters for a degree: capitals, `Ph.D.`.
fn is_degree(word: &str) -> bool {
    let plain: String = word.chars().filter(|c| *c != '.').collect();
    let capitals = plain.chars().filter(|c| c.is_uppercase()).count();
    (2..=6).contains(&plain.len()) && capitals >= 2 && is(Topic::LettersAfterName, &plain.to_lowercase())
}

/// Whether the name at `at` of the list comes after a comma and a person's name, or after other such letters there.
fn after_a_person(text: &FieldText<'_>, names: &[Name], at: usize) -> bool {
    let Some(name) = names.get(at) else { return false };
    let mut comma = name.tokens.start;
    loop {
        let Some(before) = comma.checked_sub(1).filter(|before| text.word(*before) == ",") else { return false };
        let Some(last) = before.checked_sub(1) else { return false };
        if !is_degree(text.word(last)) {
            let person =
                names.iter().take(at).rev().find(|other| other.field == name.field && other.tokens.end == before);
            // A place of two words before a comma is hardly ever somebody; a name that nobody knows is.
            return person.map_or_else(
                || is_capital(text, last) && last.checked_sub(1).is_some_and(|first| is_capital(text, first)),
                |other| other.kind == NameKind::Person && other.tokens.len() > 1,
            );
        }
        comma = last;
    }
}
