//! Transcripts whose paragraphs are between marks: `"ANN: Do you think so?`, a mark before each label.
//!
//! The quotations of a field come in; those that open with the label of a speaker begin behind it, so that the label is the
//! reporter's word for whoever speaks, as in `Ann: "Do you think so?"`.
//!
//! Invariant: a label is in capitals, and one that is the only one of its field is left alone; a quotation keeps a word.

use crate::analyse::quotes::marks::Quotation;
use crate::analyse::text::FieldText;
use crate::analyse::text::tokens::TokenKind;

/// Words of the longest label.
const LABEL: usize = 3;
/// Letters of the shortest word of a label.
const LETTERS: usize = 2;
/// Labels that make a transcript.
const TURNS: usize = 2;

/// Takes the labels out of `quotations`.
pub fn cut_labels(field: &FieldText<'_>, quotations: &mut [Quotation]) {
    let labels: Vec<Option<usize>> = quotations.iter().map(|quotation| behind_label(field, quotation)).collect();
    if labels.iter().flatten().count() < TURNS {
        return;
    }
    for (quotation, label) in quotations.iter_mut().zip(labels) {
        let Some(start) = label else { continue };
        quotation.marked.start = start;
        quotation.words.start = start;
        quotation.continues = false;
    }
}

/// The first token behind the label that `quotation` opens with.
fn behind_label(field: &FieldText<'_>, quotation: &Quotation) -> Option<usize> {
    let words = &quotation.words;
    let colon = (words.start..words.end.min(words.start + LABEL + 1)).find(|at| field.word(*at) == ":")?;
    let shouts = |at: usize| {
        let word = field.word(at);
        field.kind(at) == Some(TokenKind::Word)
            && word.chars().filter(|letter| letter.is_alphabetic()).count() >= LETTERS
            && !word.chars().any(char::is_lowercase)
    };
    let label = words.start..colon;
    (!label.is_empty() && label.into_iter().all(shouts) && colon + 1 < words.end).then_some(colon + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::quotes::marks::find_quotations;
    use crate::model::Field;

    fn check(text: &str, expected: &[&str]) {
        let field = FieldText::new(Field::Body, text);
        let mut found = find_quotations(&field);
        cut_labels(&field, &mut found);
        let words: Vec<&str> = found.iter().map(|quotation| field.slice(&quotation.words)).collect();
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn labels_of_a_transcript_between_marks_are_no_part_of_what_is_said() {
        check("\"GRELL: Is it open?\n\n\"VELM: It is.\"", &["Is it open?", "It is."]);
        check("\"NOTE: It is open.\"", &["NOTE: It is open."]);
        check("\"Grell: Is it open?\n\n\"Velm: It is.\"", &["Grell: Is it open?", "Velm: It is."]);
    }
}
