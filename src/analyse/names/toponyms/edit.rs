//! Changes to a sorted list of names that keep it sorted and apart.

use std::ops::Range;

use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::FieldText;

/// The places in `names` of those that share a token with `tokens` of a field.
pub(in crate::analyse::names) fn meeting(names: &[Name], field: usize, tokens: &Range<usize>) -> Range<usize> {
    let start = names.partition_point(|name| (name.field, name.tokens.end) <= (field, tokens.start));
    let met = names.iter().skip(start).take_while(|name| name.field == field && name.tokens.start < tokens.end);
    start..start + met.count()
}

/// How often what a list or rule of this step says is a place, per mille: set by hand in November 2026, on no corpus.
pub(super) const KNOWN: u16 = 940;

/// A place that a list or a rule of this step is sure of.
pub(super) fn place(field: usize, tokens: Range<usize>) -> Name {
    Name { field, tokens, kind: NameKind::Place, confidence: KNOWN }
}

/// Puts a place in the stead of all names inside it; leaves `names` alone where a longer one is there.
pub(super) fn put_place(names: &mut Vec<Name>, field: usize, tokens: Range<usize>) {
    let met = meeting(names, field, &tokens);
    let inside = |name: &Name| tokens.start <= name.tokens.start && name.tokens.end <= tokens.end;
    if names.get(met.clone()).is_some_and(|names| names.iter().all(inside)) {
        names.splice(met, [place(field, tokens)]);
    }
}

/// Whether the token starts with a capital.
pub(super) fn is_capital(text: &FieldText<'_>, at: usize) -> bool {
    text.word(at).starts_with(char::is_uppercase)
}

/// Whether a sentence starts at the token, or a quotation mark stands right before it.
pub(in crate::analyse::names) fn opens(text: &FieldText<'_>, at: usize) -> bool {
    use crate::analyse::text::tokens::TokenKind;
    let starts_sentence = |at: usize| {
        text.sentence_of(at).and_then(|number| text.sentences.get(number)).is_none_or(|sentence| sentence.start == at)
    };
    starts_sentence(at)
        || at.checked_sub(1).is_none_or(|before| text.kind(before) == Some(TokenKind::Mark))
        // `– Man må vente`: a dash that opens a paragraph opens what somebody says.
        || at > 1 && matches!(text.word(at - 1), "–" | "—" | "-") && starts_sentence(at - 1)
        || at == 1 && matches!(text.word(0), "–" | "—" | "-")
}
