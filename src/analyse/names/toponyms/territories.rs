//! Countries, parts of the world and large cities in the language of the page.
//!
//! English is left to the tagger, which knows it. In scripts without capitals the names of countries and cities are all that
//! is found.

use std::cell::RefCell;
use std::ops::Range;

use crate::analyse::names::toponyms::edit::{self, is_capital, meeting, opens};
use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::tokens::TokenKind;
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::places::gazetteer::{self, Candidate};
use crate::lexicon::places::toponym_words::{Topic, is_in};
use crate::lexicon::places::{everyday_words, inflections, territories};
use crate::memo::Kept;
use crate::model::{Field, PlaceKind};

/// Words of a name at most; of one in ideographs, which are a token each, as many.
const LONGEST: usize = 5;

thread_local! {
    static KNOWN: RefCell<Kept<Option<Candidate>>> = RefCell::default();
    static OPENERS: RefCell<Kept<bool>> = RefCell::default();
}

/// What the table has under `name`, kept from page to page.
fn find(name: &str, language: &str) -> Option<Candidate> {
    KNOWN.with_borrow_mut(|known| known.get_or(&format!("{language} {name}"), || territories::find(name, language)))
}

/// Adds the places that the table knows in the language of the page, and says of names it knows that they are places.
pub(super) fn add(page: &Page<'_>, names: &mut Vec<Name>) {
    let Some(language) = page.language.filter(|language| *language != "en") else { return };
    for (field, text) in page.fields.iter().enumerate() {
        if matches!(text.field, Field::Byline | Field::Credit(_)) {
            continue;
        }
        let mut at = 0;
        while at < text.tokens.len() {
            match longest(text, at, language) {
                // `Man` is what a sentence of the page opens with, whatever isle is called so.
                Some((tokens, _)) if tokens.len() == 1 && only_opens(text, at, language) => at += 1,
                Some((tokens, _)) if is_part(text, &tokens, language) => at = tokens.end,
                Some((tokens, place)) => {
                    at = tokens.end;
                    put(text, field, tokens, &place, names);
                }
                None => at += 1,
            }
        }
    }
}

/// Whether an everyday word of the language has its capital from the sentence it opens.
fn only_opens(text: &FieldText<'_>, at: usize, language: &str) -> bool {
    // Where no word has a capital, none tells a name from an everyday word.
    let opens = opens(text, at) || !text.word(at).starts_with(char::is_uppercase);
    opens && everyday_words::contains(language, &text.word(at).to_lowercase())
}

/// Whether the name is a piece of a longer one: `バレー` of `シリコンバレー`, `العين` of `رأس العين`.
fn is_part(text: &FieldText<'_>, tokens: &Range<usize>, language: &str) -> bool {
    let before = tokens.start.checked_sub(1);
    let goes_on = |left: usize, right: usize| {
        let touch = text.tokens.get(left).zip(text.tokens.get(right));
        touch.is_some_and(|(left, right)| left.range().end == right.range().start)
            && text.word(left).chars().all(is_katakana)
            && text.word(right).chars().all(is_katakana)
    };
    before.is_some_and(|before| goes_on(before, tokens.start))
        || tokens.end.checked_sub(1).is_some_and(|last| goes_on(last, tokens.end))
        || before.is_some_and(|before| is_in(Topic::HeadNouns, language, text.word(before)))
}

/// Letters in which Japanese writes words of other languages, whose only joint is a point.
fn is_katakana(letter: char) -> bool {
    matches!(letter, '\u{30a1}'..='\u{30fa}' | 'ー')
}

/// The longest known name that starts at a token.
fn longest(text: &FieldText<'_>, start: usize, language: &str) -> Option<(Range<usize>, Candidate)> {
    let first = text.word(start).chars().next()?;
    if text.kind(start) != Some(TokenKind::Word) || first.is_lowercase() {
        return None;
    }
    let words = (1..LONGEST).take_while(|len| {
        text.kind(start + len) == Some(TokenKind::Word) && text.sentence_of(start) == text.sentence_of(start + len)
    });
    let most = 1 + words.count();
    let most = if most > 1 && opens_none(text, start..start + most, language) { 1 } else { most };
    (1..=most).rev().map(|len| start..start + len).find_map(|tokens| {
        let name = text.slice(&tokens);
        find(name, language).map(|place| (tokens, place))
    })
}

/// Whether the word that `tokens` begin with is known to open no name of several words, as nearly all are. Nothing is known where
/// it is not a word apart or names may begin otherwise than they are filed, after an apostrophe or a small word written in front.
fn opens_none(text: &FieldText<'_>, tokens: Range<usize>, language: &str) -> bool {
    let (first, whole) = (text.word(tokens.start), text.slice(&tokens));
    let apart = whole.get(first.len()..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    apart
        && !whole.contains(['\'', '’'])
        && !inflections::take_prefixes(language)
        && !OPENERS.with_borrow_mut(|known| known.get_or(first, || territories::opens_longer_name(first)))
}

/// Puts a place in, unless a longer name is there or a name that the tagger is sure of.
fn put(text: &FieldText<'_>, field: usize, tokens: Range<usize>, place: &Candidate, names: &mut Vec<Name>) {
    let met = meeting(names, field, &tokens);
    let inside = |name: &Name| tokens.start <= name.tokens.start && name.tokens.end <= tokens.end;
    let Some(there) = names.get(met.clone()) else { return };
    // `Israel y Palestina` is no place that anybody knows; the countries in it are.
    let unknown = |name: &Name| {
        name.kind == NameKind::Place
            && place.kind == PlaceKind::Country
            && gazetteer::candidates(text.slice(&name.tokens)).is_empty()
    };
    if !there.iter().all(|name| inside(name) || unknown(name)) {
        return;
    }
    let beside_a_name = || {
        let capital = |at: usize| is_capital(text, at) && text.kind(at) == Some(TokenKind::Word);
        let before = tokens.start.checked_sub(1).filter(|at| capital(*at) && !opens(text, *at));
        before.is_some() || capital(tokens.end) && text.sentence_of(tokens.end) == text.sentence_of(tokens.start)
    };
    let person = there.iter().any(|name| name.kind == NameKind::Person);
    if person && place.kind != PlaceKind::Country && beside_a_name() {
        return;
    }
    names.splice(met, [edit::place(field, tokens)]);
}
