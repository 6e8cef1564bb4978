//! Looks at tokens one by one, for the grammars of dates and of times.
//!
//! Invariant: a token that is not there is no word, no number and no mark.

use crate::normalise::fields::dates::order::Custom;
use crate::normalise::fields::dates::tokens::{Kind, Token};

/// Words between a date and its time; a zone such as `ET` means two offsets and gives none.
const FILLERS: &str = "t at um à a las alle ore kl klo kello o godz v в о об às om saat uhr hrs on am den le el il h г р года \
    року r the of time mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday \
    saturday sunday del et ct mt pt nachmittags lúc ngày pukul pkl jam เวลา ساعت الساعة בשעה";

/// The tokens of a text, and how its numbers are read.
#[derive(Clone, Copy)]
pub(super) struct Reader<'g, 't> {
    pub(super) tokens: &'g [Token<'t>],
    pub(super) custom: Custom,
}

impl Reader<'_, '_> {
    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    pub(super) fn word(&self, at: usize) -> Option<&str> {
        self.tokens.get(at).filter(|token| token.kind == Kind::Word).map(|token| token.text)
    }

    /// A number of one or two digits (`digits` 2) or of exactly four.
    pub(super) fn number(&self, at: usize, digits: usize) -> Option<u32> {
        let token = self.tokens.get(at)?;
        let Kind::Number(value) = token.kind else { return None };
        let chars = usize::from(token.chars);
        let fits = if digits == 4 { chars == 4 } else { chars <= digits };
        fits.then_some(value)
    }

    pub(super) fn mark(&self, at: usize, marks: &[char]) -> bool {
        matches!(self.kind(at), Some(Kind::Mark(mark)) if marks.contains(&mark))
    }

    /// The place after `at` where one of `marks` is there, else `at`.
    pub(super) fn skip(&self, at: usize, marks: &[char]) -> usize {
        if self.mark(at, marks) { at + 1 } else { at }
    }

    pub(super) fn skip_word(&self, at: usize, words: &[&str]) -> usize {
        match self.word(at) {
            Some(word) if words.contains(&word.to_lowercase().as_str()) => at + 1,
            _ => at,
        }
    }

    /// Whether no white space comes before token `at`.
    pub(super) fn touches(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        before.zip(self.tokens.get(at)).is_some_and(|(left, right)| left.bytes.end == right.bytes.start)
    }

    pub(super) fn is_filler(&self, at: usize) -> bool {
        self.mark(at, &[',', '|', '-', '–', '—', '·', '•', '@', '(', ';', '.', '/', ':'])
            || self
                .word(at)
                .filter(|word| word.len() <= 12)
                .map(str::to_lowercase)
                .is_some_and(|word| FILLERS.split_ascii_whitespace().any(|filler| filler == word))
    }
}
