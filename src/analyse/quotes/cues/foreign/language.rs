//! Which grammar a page is read with.
//!
//! Invariant: a bounded number of tokens is looked at.

use crate::analyse::text::Page;
use crate::lexicon::function_words::{WordRole, role_of};
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::reporting::{Grammar, find_grammar, grammars};
use crate::lexicon::speech_verbs::find_speech_verb;
use crate::model::Field;

/// Tokens that are looked at to tell the language of a page that does not say it.
const LOOK: usize = 300;

/// The grammar of the page's language; where none is known, of the language whose function words it has most of.
#[must_use]
pub fn grammar_of(page: &Page<'_>) -> Option<&'static Grammar> {
    if let Some(grammar) = page.language.and_then(find_grammar) {
        return Some(grammar);
    }
    let words = first_words(page);
    let count = |grammar: &Grammar| {
        // `dit-il` is a word of its own.
        let verb = |word: &str| grammar.find_verb(word.split_once('-').map_or(word, |(verb, _)| verb)).is_some();
        let known = |word: &&String| grammar.role_of(word) != WordRole::Other || verb(word);
        words.iter().filter(known).count()
    };
    let counted = grammars().into_iter().map(|grammar| (count(grammar), grammar));
    let likeliest = counted.filter(|(count, _)| *count > 0);
    likeliest.max_by_key(|(count, grammar)| (*count, std::cmp::Reverse(grammar.language))).map(|(_, grammar)| grammar)
}

/// Whether a page whose language could not be told is not in English: it has Japanese or Chinese letters, or a foreign
/// verb of saying and hardly an English function word.
#[must_use]
pub fn is_foreign(page: &Page<'_>) -> bool {
    let words = first_words(page);
    if words.iter().any(|word| word.starts_with(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'))) {
        return true;
    }
    let english = |word: &&String| role_of(word) != WordRole::Other || find_speech_verb(word).is_some();
    let english = words.iter().filter(english).count();
    let all = grammars();
    let foreign = words.iter().any(|word| all.iter().any(|grammar| grammar.find_verb(word).is_some()));
    foreign && english * 5 <= words.len()
}

/// The first words of headline and body, in lower case.
fn first_words(page: &Page<'_>) -> Vec<String> {
    let fields = page.fields.iter().filter(|text| matches!(text.field, Field::Body | Field::Headline));
    let words = fields.flat_map(|text| (0..text.tokens.len().min(LOOK)).map(move |at| text.word(at)));
    words.map(|word| lower_case(word).into_owned()).collect()
}
