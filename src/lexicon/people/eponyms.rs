//! Words that show that something is called after a person: `Hurricane`, `Foundation`.

use crate::lexicon::tables::sections::Words;

const TEXT: &str = include_str!("eponyms.txt");

/// What is named after somebody; comes after the name.
pub static BEHIND: Words = Words::new(TEXT, "behind");
/// What is called after somebody, before the name.
pub static BEFORE: Words = Words::new(TEXT, "before");
/// Between the parties of a lawsuit.
pub static AGAINST: Words = Words::new(TEXT, "against");
/// What is called after somebody in other languages, right before the name, and words for `named after`.
pub static NAMESAKES: Words = Words::new(TEXT, "namesakes");
/// Those of them that are written short, with a stop: only behind these a stop ends no sentence.
pub static SHORT_NAMESAKES: Words = Words::new(TEXT, "short namesakes");
/// What may stand between a noun of [`NAMESAKES`] and the name.
pub static JOINTS: Words = Words::new(TEXT, "joints");
/// What is called after somebody in other languages, right behind the name.
pub static CALLED_AFTER: Words = Words::new(TEXT, "called after");
