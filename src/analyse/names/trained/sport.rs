//! Tells reports of sport from others, and tables of results from sentences: there a town is a club.
//!
//! Looks of words come in, how much they look like sport goes out.
//!
//! Invariant: reads spelling and one list of words, never a name.

use std::ops::Range;

use crate::analyse::names::trained::words::{Case, Look};
use crate::analyse::text::FieldText;
use crate::analyse::text::tokens::TokenKind;

/// What a sentence reports of sport.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Nothing.
    None,
    /// A name and several numbers.
    Row,
    /// Names and numbers by turns.
    Result,
    /// Two names with a `v` between.
    Versus,
    /// Running text with a score in it.
    Score,
}

/// How many different words of sport a page has, in steps from 0 to 3.
pub(super) fn level(looks: &[Vec<Look>]) -> u32 {
    let mut seen: Vec<u32> = looks.iter().flatten().filter(|look| look.sport).map(|look| look.lower).collect();
    seen.sort_unstable();
    seen.dedup();
    match seen.len() {
        0 | 1 => 0,
        2 | 3 => 1,
        4 | 5 => 2,
        _ => 3,
    }
}

/// What a sentence reports: names with a number each, a row of a table, who plays whom, a score in running text.
pub(super) fn line(text: &FieldText<'_>, looks: &[Look], sentence: &Range<usize>) -> Line {
    let (mut small, mut numbers, mut after_number, mut versus, mut score) = (0, 0, false, false, false);
    for at in sentence.clone() {
        let look = looks[at];
        let number = text.kind(at) == Some(TokenKind::Number);
        let word = text.word(at);
        versus |= matches!(word, "v" | "vs" | "v." | "vs.");
        score |= number && is_score(word);
        small += usize::from(look.case == Case::Lower && !look.sport);
        after_number |= numbers > 0 && look.case.is_capital();
        numbers += usize::from(number);
    }
    match () {
        () if small <= 1 && versus => Line::Versus,
        () if small == 0 && numbers >= 3 && !after_number => Line::Row,
        () if small <= 1 && numbers >= 2 && sentence.len() <= 40 => Line::Result,
        () if score => Line::Score,
        () => Line::None,
    }
}

/// `3-1`, `21–14`: two short numbers.
fn is_score(word: &str) -> bool {
    word.split_once(['-', '–']).is_some_and(|(left, right)| {
        let short = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        short(left) && short(right)
    })
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::trained::sport::*;
    use crate::analyse::names::trained::words::Looks;
    use crate::model::Field;

    #[test]
    fn tables_of_results_are_told_from_sentences() {
        let check = |body: &str, expected: Line| {
            let text = FieldText::new(Field::Body, body);
            let mut looks = Looks::default();
            let seen: Vec<Look> = (0..text.tokens.len()).map(|at| looks.of(text.word(at))).collect();
            assert_eq!(line(&text, &seen, &(0..text.tokens.len())), expected, "{body}");
        };
        check("Norwich 2 Burnley 0", Line::Result);
        check("Norwich 4 3 1 0 8 2 10", Line::Row);
        check("Norwich v Burnley", Line::Versus);
        check("Norwich beat Burnley 2-0 on a wet night.", Line::Score);
        check("Norwich has 140,000 inhabitants and Burnley 78,000.", Line::None);
    }
}
