//! What stands between headline and text of an article of Factiva, and the number that ends it, in whatever carrier.
//!
//! Invariant: length and date are told by what they hold, the others by their place.

use super::carriers::block::Block;
use super::date::iso_date;
use super::nexis::labels::is_copyright;
use crate::lexicon::export_labels as words;
use crate::lexicon::language_names;
use crate::lexicon::lower_case::lower_case;
use crate::model::Given;

/// The row of elements between headline and text. Length and date are told by what they hold, the others by their place.
pub(super) fn read_head(blocks: &[Block], given: &mut Given) {
    given.byline = blocks.iter().find(|block| block.is_named("author")).map(Block::line);
    let length = blocks.iter().position(|block| is_length(&block.text));
    let rest = blocks.get(length.map_or(0, |place| place + 1)..).unwrap_or_default();
    let Some(date) = rest.iter().position(|block| iso_date(&block.text).is_some() && !is_copyright(&block.text)) else {
        return;
    };
    given.published_at = rest.get(date).and_then(|block| iso_date(&block.text));
    let rest = rest.get(date + 1..).unwrap_or_default();
    let is_clock = |block: &&Block| block.text.len() <= 5 && block.text.contains(':');
    let rest = rest.get(usize::from(rest.first().is_some_and(|block| is_clock(&block)))..).unwrap_or_default();
    given.site = rest.first().map(Block::line);
    given.language = rest.iter().skip(1).find(|block| language_names::code_of(&block.text).is_some()).map(Block::line);
}

/// `877 words` in the languages of the interface.
pub(super) fn is_length(text: &str) -> bool {
    let lower = lower_case(text.trim());
    let unit = lower.trim_start_matches(|c: char| c.is_ascii_digit() || ",. \u{a0}".contains(c));
    unit.len() < lower.len() && words::COUNTED.contains(&unit)
}

/// The number in `Document NYTF000020050408dp1900j9s`.
pub(super) fn number_of(text: &str) -> Option<&str> {
    let lower = lower_case(text);
    let (_, number) = text.trim().rsplit_once(' ')?;
    let is_number = number.len() >= 12 && number.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (is_number && words::NUMBERS.iter().any(|lead| lower.starts_with(lead))).then_some(number)
}
