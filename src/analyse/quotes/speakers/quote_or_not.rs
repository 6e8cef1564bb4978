//! Which stretches between marks are words somebody said or wrote.
//!
//! A quotation with its chosen candidate comes in, quote or not goes out. Titles of works, nicknames, terms and scare
//! quotes are between the same marks and are told apart by how they sit in the sentence and how they are written.
//!
//! Invariant: the result depends on the quotation's own sentence and on how its speaker was found.

use crate::analyse::quotes::clauses::{Clauses, NodeKind};
use crate::analyse::quotes::marks::Quotation;
use crate::analyse::quotes::scene::{Scene, Setting};
use crate::analyse::quotes::speakers::candidates::{Candidate, Relation};
use crate::analyse::text::FieldText;
use crate::analyse::text::tokens::TokenKind;
use crate::lexicon::cue_words;
use crate::lexicon::function_words::{WordRole, role_of};
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::works::{NAMING, WORKS};

/// Whether the quotation at `place` is a quote; `carried` says that the one it depends on was.
#[must_use]
pub fn is_quote(scene: &Scene<'_>, place: usize, setting: &Setting, chosen: &Candidate, carried: bool) -> bool {
    let Some(quotation) = scene.quotations.get(place) else { return false };
    let clauses = scene.clauses;
    if is_nickname(clauses, setting, quotation) {
        return false;
    }
    let beside = chosen.relation == Relation::After || chosen.relation == Relation::Before && chosen.gap <= 1;
    let titled = is_titled(clauses.field, quotation);
    if titled && !beside && !setting.alone {
        return false;
    }
    let before = setting.node.checked_sub(1).map_or("", |before| clauses.word(before));
    if cue_words::NAMING.contains(before) && !beside {
        return false;
    }
    // `«…», dijo la directora`: what opens a sentence and is handed on by a comma is said, whatever the language.
    if setting.leads && setting.handed_on && setting.words >= 3 {
        return true;
    }
    match chosen.relation {
        Relation::Signed => is_signed(scene, place, setting),
        Relation::After | Relation::Before | Relation::Closing | Relation::Colon => true,
        Relation::Continued => carried || setting.words > 3,
        Relation::SameParagraph | Relation::Following | Relation::ParagraphBefore if setting.alone => setting.words > 1,
        Relation::Owner => setting.words <= 12,
        Relation::SubjectBefore => setting.words > 4,
        Relation::Subject => setting.words >= 5,
        _ => setting.words >= 8,
    }
}

/// Whether what is between the marks is the title of a work or what somebody is called, as the words next to it say:
/// `wrote "Lanterns in the Rain"`, `"…", which she sang`, `his film "…"`, `known as "the Heron"`.
#[must_use]
pub fn is_name(scene: &Scene<'_>, place: usize, setting: &Setting) -> bool {
    let Some(quotation) = scene.quotations.get(place) else { return false };
    let clauses = scene.clauses;
    let words: Vec<_> =
        (1..=2).filter_map(|back| setting.node.checked_sub(back)).map(|at| lower_case(clauses.word(at))).collect();
    if let [before, second] = words.as_slice()
        && before == "as"
        && NAMING.contains(second)
        && setting.words <= LONGEST_NAME
    {
        return true;
    }
    if setting.stopped || setting.words < 2 || !is_titled(clauses.field, quotation) {
        return false;
    }
    let relative =
        clauses.word(setting.node + 1) == "," && matches!(clauses.word(setting.node + 2), "which" | "a" | "an");
    let verb = setting.node.checked_sub(1).and_then(|before| clauses.verbs.get(before)).copied().flatten();
    let made = verb.is_some_and(|verb| verb.lemma == "write") && !setting.handed_on;
    made || relative || words.first().is_some_and(|before| WORKS.contains(before))
}

/// Words of the longest name that somebody is known by.
const LONGEST_NAME: usize = 4;

/// Whether a name after a dash makes a quote of the quotation: titles of works are signed as well (`"Hello" – Ann Lee`).
#[must_use]
pub fn is_signed(scene: &Scene<'_>, place: usize, setting: &Setting) -> bool {
    let titled = scene.quotations.get(place).is_none_or(|quotation| is_titled(scene.clauses.field, quotation));
    !titled && (setting.stopped || setting.words >= 5)
}

/// Whether the quotation is a whole clause: it stands by itself, or beside its cue with a sentence's look.
#[must_use]
pub fn is_whole(field: &FieldText<'_>, quotation: &Quotation, setting: &Setting, relation: Relation) -> bool {
    let first = quotation.words.clone().map(|at| field.word(at)).find(|word| word.starts_with(char::is_alphanumeric));
    let capital = first.is_some_and(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()));
    setting.alone
        || relation == Relation::After && setting.leads
        || capital && (setting.words > 3 || setting.stopped)
        || relation == Relation::Continued
}

/// `Ann "Sunny" Example`: a short quotation inside a name.
#[must_use]
pub fn is_nickname(clauses: &Clauses<'_>, setting: &Setting, quotation: &Quotation) -> bool {
    let capital = |at: usize| {
        clauses.word(at).starts_with(char::is_uppercase)
            && !matches!(clauses.nodes.get(at).map(|node| node.kind), Some(NodeKind::Word(role)) if role != WordRole::Other)
    };
    let Some(before) = setting.node.checked_sub(1) else { return false };
    let field = clauses.field;
    let plain = quotation.words.clone().all(|at| matches!(field.kind(at), Some(TokenKind::Word | TokenKind::Number)));
    setting.words <= 3
        && plain
        && capital(before)
        && capital(setting.node + 1)
        && clauses.frame_of(before) == setting.frame
        && clauses.frame_of(setting.node + 1) == setting.frame
        && field.word(quotation.words.start).starts_with(char::is_uppercase)
}

/// Whether every weighty word has a capital, as in titles of works.
#[must_use]
pub fn is_titled(field: &FieldText<'_>, quotation: &Quotation) -> bool {
    let mut weighty = 0;
    for at in quotation.words.clone() {
        if field.kind(at) != Some(TokenKind::Word) {
            continue;
        }
        let word = field.word(at);
        if word.starts_with(char::is_uppercase) {
            weighty += 1;
        } else if role_of(word) == WordRole::Other || weighty == 0 {
            return false;
        }
    }
    weighty >= 1
}
