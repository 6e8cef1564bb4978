//! Sentences and paragraphs as ranges of tokens.
//!
//! Tokens come in, ranges go out. A line break always ends a sentence; inside a line a sentence ends at `.`, `?`,
//! `!`, `…` or their CJK forms, with the marks and brackets that close right after, where what follows can start one.
//!
//! Invariant: the ranges cover every token once, in order.

use std::ops::Range;

use crate::analyse::text::tokens::{Token, TokenKind};
use crate::lexicon::abbreviations;

/// Token ranges of the paragraphs of `text`: stretches without a line break.
#[must_use]
pub fn paragraphs(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    ranges(tokens, |at| text[tokens[at].range().end..tokens[at + 1].range().start].contains(['\n', '\r', '\u{2029}']))
}

/// Token ranges of the sentences of `text`.
#[must_use]
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    ranges(tokens, |at| {
        let gap = &text[tokens[at].range().end..tokens[at + 1].range().start];
        gap.contains(['\n', '\r', '\u{2029}']) || ends_sentence(text, tokens, at, gap)
    })
}

/// Cuts the tokens after every one for which `ends_after` holds.
fn ranges(tokens: &[Token], ends_after: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..tokens.len() {
        if at + 1 == tokens.len() || ends_after(at) {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    found
}

/// Whether token `at` is the last of its sentence, `gap` being what is between it and the next one.
fn ends_sentence(text: &str, tokens: &[Token], at: usize, gap: &str) -> bool {
    let word = |at: usize| &text[tokens[at].range()];
    let next = word(at + 1);
    // Step back over what closes after the stop.
    let mut stop = at;
    // A few closers are looked past: in a heap of marks each would be read once for every one after it.
    while stop > 0 && at - stop < 8 && tokens[stop - 1].end == tokens[stop].start && closes(word(stop), &tokens[stop]) {
        stop -= 1;
    }
    let ender = word(stop);
    if matches!(ender, "。" | "！" | "？") {
        return !closes(next, &tokens[at + 1]) || !gap.is_empty();
    }
    if gap.is_empty() {
        return false;
    }
    let abbreviated =
        tokens[stop].kind == TokenKind::Word && ender.ends_with('.') && abbreviations::may_end_a_sentence(ender);
    let stopped =
        matches!(ender, "." | "?" | "!" | "…" | "...") || (ender.len() > 3 && ender.bytes().all(|byte| byte == b'.'));
    if !stopped && !abbreviated {
        return false;
    }
    let opener = matches!(tokens[at + 1].kind, TokenKind::Mark)
        || matches!(next, "(" | "[" | "¿" | "¡" | "-" | "--" | "—" | "–" | "•");
    let starter = if opener { tokens.get(at + 2).map_or("", |token| &text[token.range()]) } else { next };
    let first = starter.chars().next();
    if abbreviated {
        // "U.S. President", "Acme Inc. Chairman": only a word that rarely goes on a name starts a new sentence.
        return starts_sentence_after_abbreviation(starter);
    }
    !first.is_some_and(char::is_lowercase)
}

fn closes(word: &str, token: &Token) -> bool {
    matches!(word, ")" | "]" | "}") || token.kind == TokenKind::Mark
}

fn starts_sentence_after_abbreviation(word: &str) -> bool {
    abbreviations::OPENERS.contains(word)
}

#[cfg(test)]
mod tests {
    use crate::analyse::text::sentences::*;
    use crate::analyse::text::tokens::tokenise;

    fn check(text: &str, expected: &[&str]) {
        let tokens = tokenise(text);
        let found: Vec<&str> = sentences(text, &tokens)
            .into_iter()
            .map(|range| &text[tokens[range.start].range().start..tokens[range.end - 1].range().end])
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn sentences_end_at_stops_and_not_at_abbreviations() {
        check("He left. She stayed.", &["He left.", "She stayed."]);
        check("Mr. Smith met Gen. Jones. They spoke.", &["Mr. Smith met Gen. Jones.", "They spoke."]);
        check(
            "The U.S. President spoke in the U.S. The end came.",
            &["The U.S. President spoke in the U.S.", "The end came."],
        );
        check("It rose 3.5 percent. 12 people came.", &["It rose 3.5 percent.", "12 people came."]);
        check("One\nTwo", &["One", "Two"]);
        check("", &[]);
    }

    #[test]
    fn closing_marks_stay_with_their_sentence() {
        check("\"Go.\" She went.", &["\"Go.\"", "She went."]);
        check("\"Go!\" she said.", &["\"Go!\" she said."]);
        check("“We won.” “We did.”", &["“We won.”", "“We did.”"]);
    }
}
