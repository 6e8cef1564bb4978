//! Names like one that nobody has: one letter wrong, the given name alone, another script.
//!
//! All words that one mistake leads to are looked up (Norvig 2007), so that the work does not grow with the archive.

use std::collections::BTreeSet;

use super::scripts::{alphabet, others};
use crate::query::error::QueryError;
use crate::query::plan::names::NameOf;
use crate::query::rows::NameRow;
use crate::query::sql::statement::Conditions;
use crate::store::Archive;
use crate::store::articles::folding::fold;

/// Shorter words are all like each other.
const SHORTEST: usize = 4;
/// Longer names are not looked up: nobody types them by heart.
const LONGEST: usize = 40;
/// Names that are told.
const MOST_TOLD: usize = 3;

/// Who or what is called nearly so, those of most articles first.
pub(super) fn near_names(archive: &Archive, of: NameOf, text: &str) -> Result<Vec<NameRow>, QueryError> {
    let folded = fold(text);
    let length = folded.chars().count();
    if length == 0 || length > LONGEST {
        return Ok(Vec::new());
    }
    let mut words = BTreeSet::new();
    for form in others(&folded).into_iter().chain([folded.clone()]) {
        if length >= SHORTEST {
            one_mistake(&form, &mut words);
        }
        words.insert(form);
    }
    let (noun, table) = of.words();
    let mut conditions = Conditions::default();
    let words = conditions.bind(serde_json::Value::from(words.into_iter().collect::<Vec<_>>()).to_string());
    let (low, high) = (conditions.bind(format!("{folded} ")), conditions.bind(format!("{folded}!")));
    let sql = format!(
        "SELECT entity.id, entity.name, entity.article_count, NULL FROM {table} AS entity WHERE entity.id IN (
             SELECT {noun}_id FROM json_each({words}) AS word CROSS JOIN {noun}_names AS named ON named.folded = word.value
             UNION SELECT * FROM (SELECT {noun}_id FROM {noun}_names WHERE folded >= {low} AND folded < {high} LIMIT 200))
         ORDER BY entity.article_count DESC, entity.id LIMIT {MOST_TOLD}"
    );
    conditions.rows(archive, &sql, |row| {
        Ok(NameRow { id: row.get(0)?, name: row.get(1)?, articles: row.get(2)?, detail: row.get(3)? })
    })
}

/// Adds all words that differ from `word` by a letter left out, put in, replaced, or exchanged with its neighbour.
fn one_mistake(word: &str, words: &mut BTreeSet<String>) {
    let letters: Vec<char> = word.chars().collect();
    let Some(script) = letters.iter().copied().find(|letter| letter.is_alphabetic()) else { return };
    let alphabet = alphabet(script);
    let text = |letters: &[char]| letters.iter().collect::<String>();
    for place in 0..=letters.len() {
        let (before, after) = letters.split_at(place);
        let (before, rest) = (text(before), text(after));
        words.extend(alphabet.iter().map(|letter| format!("{before}{letter}{rest}")));
        if let [first, after @ ..] = after {
            let behind = text(after);
            words.insert(format!("{before}{behind}"));
            words.extend(alphabet.iter().map(|letter| format!("{before}{letter}{behind}")));
            if let [second, after @ ..] = after {
                words.insert(format!("{before}{second}{first}{}", text(after)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::language::edits;

    #[test]
    fn every_word_is_one_mistake_away() {
        let mut words = BTreeSet::new();
        one_mistake("quill", &mut words);
        assert!(words.iter().all(|word| edits(word, "quill") <= 1));
        for word in ["quil", "qill", "quille", "squill", "quall", "uqill"] {
            assert!(words.contains(word), "{word}");
        }
    }
}
