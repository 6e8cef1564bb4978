//! The capitals right behind a noun: the name it is said of.
//!
//! Invariant: a run is within one sentence and holds at least one token.

use std::ops::Range;

use crate::analyse::text::FieldText;
use crate::analyse::text::tokens::TokenKind;

/// Tokens of a name at most.
const LONGEST: usize = 6;

/// A name behind a noun.
pub(super) struct Run {
    /// Its tokens, marks left out.
    pub(super) tokens: Range<usize>,
    /// Whether it stands in marks of its own.
    pub(super) quoted: bool,
}

/// The name that stands right behind the token at `noun`.
pub(super) fn behind(text: &FieldText<'_>, noun: usize) -> Option<Run> {
    let quoted = text.kind(noun + 1) == Some(TokenKind::Mark);
    let start = noun + 1 + usize::from(quoted);
    let ends = (start + LONGEST + 1).min(text.tokens.len());
    let end = if quoted {
        (start..ends).find(|at| text.kind(*at) == Some(TokenKind::Mark))?
    } else {
        let goes_on = |at: &usize| is_capital(text, *at) && text.sentence_of(*at) == text.sentence_of(noun);
        (start..ends).take_while(goes_on).last()? + 1
    };
    let fits = start < end && end - start <= LONGEST && is_capital(text, start);
    fits.then_some(Run { tokens: start..end, quoted })
}

/// Whether the token is a word with a capital.
pub(super) fn is_capital(text: &FieldText<'_>, at: usize) -> bool {
    text.kind(at) == Some(TokenKind::Word) && text.word(at).starts_with(char::is_uppercase)
}
