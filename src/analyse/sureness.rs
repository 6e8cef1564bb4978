//! Puts how often such rows were right in the place of the confidences that the stages gave them.
//!
//! An analysis comes in, the same analysis goes out. What a stage says of one name is about its tokens; what a reader is shown is a
//! row: a person, a place, an organisation, which is as sure as its surest mention, and which later stages joined, turned into
//! another kind or put on the map. `models/confidence.txt` says how often rows were right on pages that were held out, by group
//! of languages and kind; `examples/calibrate.rs` makes it.
//!
//! Invariant: of two rows of one kind and one page the surer stays the surer one; no row comes or goes.

use std::sync::LazyLock;

use crate::analyse::names::trained::confidence::{group, word};
use crate::analyse::names::{NameKind, prior};
use crate::learned::curve::Curve;
use crate::model::{Analysis, Field, Mention};

static TABLE: &str = include_str!("../../models/confidence.txt");
static CURVES: LazyLock<Vec<(&str, &str, Curve)>> = LazyLock::new(|| TABLE.lines().filter_map(read).collect());

/// Reads a line: group, kind, then `confidence:share` in rising order.
fn read(line: &'static str) -> Option<(&'static str, &'static str, Curve)> {
    let mut fields = line.split_whitespace();
    let (group, kind) = (fields.next().filter(|group| !group.starts_with('#'))?, fields.next()?);
    Some((group, kind, Curve::read(fields)?))
}

/// The curve of rows of a kind in a language; what the detector cannot tell is read as English.
fn curve(language: Option<&str>, kind: NameKind) -> Option<&'static Curve> {
    let group = language.map_or("en", |language| group(Some(language)));
    let mut known = CURVES.iter().filter(|(of, word_of, _)| *of == group && *word_of == word(kind));
    known.next().map(|(.., curve)| curve)
}

/// Says of every mention of people, places and organisations how often rows that have nothing surer were right.
#[must_use]
pub(super) fn apply(language: Option<&str>, mut analysis: Analysis) -> Analysis {
    let people = analysis.people.iter_mut().map(|person| &mut person.mentions);
    people.for_each(|mentions| map(mentions, curve(language, NameKind::Person)));
    let places = analysis.places.iter_mut().map(|place| &mut place.mentions);
    places.for_each(|mentions| map(mentions, curve(language, NameKind::Place)));
    let organisations = analysis.organisations.iter_mut().map(|organisation| &mut organisation.mentions);
    organisations.for_each(|mentions| map(mentions, curve(language, NameKind::Organisation)));
    analysis
}

fn map(mentions: &mut [Mention], curve: Option<&Curve>) {
    let Some(curve) = curve else { return };
    for mention in mentions {
        // No corpus has bylines and credits; little but names stands in them.
        let signed = matches!(mention.field, Field::Byline | Field::Credit(_)) && mention.confidence == prior::SIGNED;
        if !signed {
            mention.confidence = curve.at(mention.confidence);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_and_kind_has_a_curve() {
        for language in [None, Some("en"), Some("de"), Some("fr"), Some("xx")] {
            for kind in [NameKind::Person, NameKind::Place, NameKind::Organisation] {
                assert!(curve(language, kind).is_some(), "{language:?} {}", word(kind));
            }
        }
    }
}
