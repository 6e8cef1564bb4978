//! The parts of an utterance as one text.
//!
//! Where the narrator's words stand between two parts, `…` stands for them; where an utterance is partly in quotation marks, they are
//! shown.
//!
//! Invariant: the words of every part are in the text, in their order.

use crate::query::rows::QuotePart;

/// The words of `parts`, `between` being what the text has between each and the next.
pub(super) fn joined(parts: &[QuotePart], between: &[String]) -> String {
    let is_reported = |part: &QuotePart| part.kind == "indirect";
    let shows_marks = parts.iter().any(is_reported) && !parts.iter().all(is_reported);
    let mut text = String::new();
    for (place, part) in parts.iter().enumerate() {
        if let Some(gap) = place.checked_sub(1).and_then(|before| between.get(before)) {
            text.push_str(&joint(gap));
        }
        if shows_marks && !is_reported(part) {
            text.push_str(&format!("“{}”", part.text));
        } else {
            text.push_str(&part.text);
        }
    }
    text
}

/// What stands for `gap` in the row.
fn joint(gap: &str) -> String {
    if gap.contains(char::is_alphanumeric) {
        return " … ".to_owned();
    }
    let stops: String = gap.chars().filter(|letter| matches!(letter, ',' | ';' | ':' | '–' | '—')).collect();
    let dash = if stops.starts_with(['–', '—']) { " " } else { "" };
    format!("{dash}{stops} ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrating_words_are_left_out_for_all_to_see() {
        let check = |parts: &[(&str, &str)], between: &[&str], expected: &str| {
            let part = |(number, (kind, text)): (usize, &(&str, &str))| QuotePart {
                id: i64::try_from(number).unwrap(),
                kind: (*kind).to_owned(),
                field: "body".to_owned(),
                caption_id: None,
                start_char: 0,
                end_char: 0,
                text: (*text).to_owned(),
                confidence: None,
            };
            let parts: Vec<QuotePart> = parts.iter().enumerate().map(part).collect();
            let between: Vec<String> = between.iter().map(|gap| (*gap).to_owned()).collect();
            assert_eq!(joined(&parts, &between), expected);
        };
        check(&[("direct", "We mend the quay.")], &[], "We mend the quay.");
        check(
            &[("direct", "We mend the quay,"), ("direct", "and by spring.")],
            &["” she said, “"],
            "We mend the quay, … and by spring.",
        );
        check(&[("direct", "We mend it."), ("direct", "By spring.")], &["”\n\n“"], "We mend it. By spring.");
        check(&[("mixed", "old"), ("mixed", "rotten")], &["”, “"], "old, rotten");
        check(&[("indirect", "the quay was"), ("mixed", "rotten")], &[" “"], "the quay was “rotten”");
        check(&[("direct", "修理します"), ("direct", "春までに")], &["」と彼女は言い、「"], "修理します … 春までに");
    }
}
