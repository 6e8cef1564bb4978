//! Words by which pages say how long ago they were published.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::tables::sections::{self, Phrases, Values, Words};

const TEXT: &str = include_str!("relative_date_words.txt");
static NUMBERS: Values = Values::new(TEXT, "numbers");

/// A unit in which pages count back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // each is the unit of that name
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

static UNIT_OF: LazyLock<FxHashMap<&str, Unit>> = LazyLock::new(|| {
    sections::read(TEXT).into_iter().filter_map(|entry| Some((entry.word, unit_of_list(entry.list)?))).collect()
});

/// The unit whose words a list holds.
fn unit_of_list(list: &str) -> Option<Unit> {
    Some(match list {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "year" => Unit::Year,
        _ => return None,
    })
}

/// The unit that a word, lower case, is a form of.
#[must_use]
pub fn unit(word: &str) -> Option<Unit> {
    UNIT_OF.get(word).copied()
}

/// The number that a word, lower case, stands for.
#[must_use]
pub fn number(word: &str) -> Option<u32> {
    NUMBERS.find(word)?.parse().ok()
}

/// What halves the unit after it: then nothing can be counted.
pub static HALF: Words = Words::new(TEXT, "half");

/// What comes before a stretch of time that ends now, in words that follow each other.
pub static SINCE: Phrases = Phrases::new(TEXT, "since");

/// What comes after such a stretch.
pub static AGO: Phrases = Phrases::new(TEXT, "ago");

static TODAY: Phrases = Phrases::new(TEXT, "today");
static YESTERDAY: Phrases = Phrases::new(TEXT, "yesterday");
static DAY_BEFORE: Phrases = Phrases::new(TEXT, "day-before");

/// What one day is called by how many days it lies back, in words that follow each other.
pub static DAYS: [(u8, &Phrases); 3] = [(2, &DAY_BEFORE), (1, &YESTERDAY), (0, &TODAY)];

/// Names of days that are everyday words of another sense in the languages of their sections: `hier` is `here`.
pub static OTHER_SENSE: Words = Words::new(TEXT, "other-sense");

/// What says that it was just now, in words that follow each other.
pub static NOW: Phrases = Phrases::new(TEXT, "now");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_counts_in_two_units() {
        for entry in sections::read(TEXT) {
            if let Some(unit) = unit_of_list(entry.list) {
                assert_eq!(UNIT_OF.get(entry.word), Some(&unit), "{}", entry.word);
            }
        }
    }
}
