//! Ships and animals, which bear the names of people and places and are neither: `the tanker Marie Celeste`, `hunden Rufus`.

use rustc_hash::FxHashSet;

use crate::analyse::names::apposition::run;
use crate::analyse::names::toponyms::edit::meeting;
use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::tokens::TokenKind;
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::grammar::naming_nouns::{self, JOINTS, Naming};

/// Drops the names of ships and animals wherever the page says them, unless somebody else of the page bears them.
pub(super) fn drop(page: &Page<'_>, language: &str, names: &mut Vec<Name>) {
    let Some(nouns) = naming_nouns::of(language) else { return };
    let mut called: FxHashSet<&str> = FxHashSet::default();
    let mut at_sea = false;
    for (field, text) in page.fields.iter().enumerate() {
        for noun in 0..text.tokens.len() {
            let opens_name = run::is_capital(text, noun + 1) || text.kind(noun + 1) == Some(TokenKind::Mark);
            if !opens_name || text.kind(noun) != Some(TokenKind::Word) {
                continue;
            }
            let Some(naming) = nouns.find(text.word(noun)).filter(|naming| *naming != Naming::Organisation) else {
                continue;
            };
            let (ship, pack) = (naming == Naming::Vessel, naming == Naming::Pack);
            let Some(run) = run::behind(text, noun).filter(|run| ship || run.tokens.len() == 1) else { continue };
            at_sea |= ship;
            drop_met(names, field, &run.tokens, &mut called, text);
            let joint = run.tokens.end + usize::from(run.quoted);
            if pack && JOINTS.contains_in(language, text.word(joint)) && run::is_capital(text, joint + 1) {
                drop_met(names, field, &(joint + 1..joint + 2), &mut called, text);
            }
        }
    }
    if called.is_empty() && !at_sea {
        return;
    }
    let people: FxHashSet<&str> = in_full(page, names).collect();
    for name in names.iter().filter(|name| at_sea && name.kind != NameKind::Organisation && name.confidence < SURE) {
        let text = page.fields.get(name.field).filter(|text| in_own_marks(text, name));
        called.extend(text.map(|text| text.slice(&name.tokens)));
    }
    names.retain(|name| {
        let surface = page.fields.get(name.field).map_or("", |text| text.slice(&name.tokens));
        !called.contains(surface) || people.contains(surface)
    });
}

/// A name of which the tagger is as sure as this is no ship for standing in marks, per mille.
const SURE: u16 = 900;

/// Drops what is named on `tokens` and notes the words.
fn drop_met<'a>(
    names: &mut Vec<Name>,
    field: usize,
    tokens: &std::ops::Range<usize>,
    called: &mut FxHashSet<&'a str>,
    text: &FieldText<'a>,
) {
    called.insert(text.slice(tokens));
    let met = meeting(names, field, tokens);
    let inside = |name: &Name| tokens.start <= name.tokens.start && name.tokens.end <= tokens.end;
    if names.get(met.clone()).is_some_and(|there| there.iter().all(inside)) {
        called.extend(
            names.drain(met).filter(|name| name.tokens.start == tokens.start).map(|name| text.slice(&name.tokens)),
        );
    }
}

/// The words of people whom the page names with more than one.
fn in_full<'a>(page: &Page<'a>, names: &[Name]) -> impl Iterator<Item = &'a str> {
    let words = |name: &Name| {
        let text = page.fields.get(name.field);
        name.tokens.clone().filter_map(move |at| text.map(|text| text.word(at))).collect::<Vec<_>>()
    };
    let full = names.iter().filter(|name| name.kind == NameKind::Person && name.tokens.len() > 1);
    full.flat_map(words).collect::<Vec<_>>().into_iter()
}

/// Whether a name, and a number at most, stands in marks of its own: `"Bella 1"`.
fn in_own_marks(text: &FieldText<'_>, name: &Name) -> bool {
    let mark = |at: usize| text.kind(at) == Some(TokenKind::Mark);
    let stop = |at: usize| usize::from(text.word(at) == ",");
    let end = name.tokens.end + usize::from(text.kind(name.tokens.end) == Some(TokenKind::Number));
    name.tokens.start.checked_sub(1).is_some_and(mark) && mark(end + stop(end))
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::apposition::tests::check;

    #[test]
    fn ships_are_nobody() {
        check("en", "The tanker Marie Celeste sank. The Marie Celeste was old.", &["P Marie Celeste"], &[]);
        check(
            "de",
            "Der Tanker \"Emma\", früher \"Yannis 2\", sank vor Borkum. Anna Grell sah es.",
            &["P Emma", "P Yannis", "L Borkum", "P Anna Grell"],
            &["L Borkum", "P Anna Grell"],
        );
    }

    #[test]
    fn animals_are_nobody() {
        check("no", "Hundene Rex og Bamse kom. Bamse bet Kari.", &["P Rex", "P Bamse", "P Kari"], &["P Kari"]);
        check("sv", "Hunden Rufus sprang.", &["P Rufus"], &[]);
    }

    #[test]
    fn whoever_else_bears_the_name_stays() {
        check(
            "da",
            "Hunden Trine gøede. Trine Dall lo. Trine gik.",
            &["P Trine", "P Trine Dall"],
            &["P Trine Dall", "P Trine"],
        );
    }
}
