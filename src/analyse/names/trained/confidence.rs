//! How sure a name is: what the chain gives its tokens, and how often names so clear were right.
//!
//! Marginals of the chain come in, a confidence per mille goes out. A chain that was trained on many words of few pages is surer
//! than it should be, and more so in one language than in another: `models/tagger_confidence.txt` says how often names of each
//! clearness were right on pages that were held out, made by `examples/train_tagger`.
//!
//! Invariant: a clearer name of the same language and kind is never less sure.

use std::ops::Range;
use std::sync::LazyLock;

use crate::analyse::names::{Name, NameKind, prior};
use crate::analyse::text::Page;
use crate::learned::curve::Curve;
use crate::model::Field;

/// Stands for the clearness of a name for which not the chain vouches but the page or the rules: a surname whose full name stands
/// elsewhere, an acronym that is spelt out.
pub const BY_PAGE: u16 = u16::MAX;

/// How probable each label but the first is for a token, per mille.
pub type Odds = [u16; 6];

/// How clear the chain is about a name: the least of the odds that its tokens have the labels of the name and that it ends where
/// it ends, per mille. `odds` are those of a sentence, `tokens` count in it.
#[must_use]
pub fn clearness(odds: &[Odds], tokens: &Range<usize>, kind: NameKind) -> u16 {
    let begins = 2 * kind as usize;
    let of = |at: usize, label: usize| odds.get(at).map_or(0, |odds| odds[label]);
    let ends = 1000_u16.saturating_sub(of(tokens.end, begins + 1));
    let inside = tokens.clone().skip(1).map(|at| of(at, begins + 1));
    inside.fold(of(tokens.start, begins).min(ends), u16::min)
}

static TABLE: &str = include_str!("../../../../models/tagger_confidence.txt");
static CURVES: LazyLock<Vec<Reliability>> = LazyLock::new(|| TABLE.lines().filter_map(Reliability::read).collect());

/// How often names of a group of languages and a kind were right.
struct Reliability {
    group: &'static str,
    kind: &'static str,
    by_page: u16,
    /// From clearness to how often such names were right.
    curve: Curve,
}

impl Reliability {
    /// Reads a line: group, kind, share of names that the page vouches for, then `clearness:share` in rising order.
    fn read(line: &'static str) -> Option<Self> {
        let mut fields = line.split_whitespace();
        let (group, kind) = (fields.next().filter(|group| !group.starts_with('#'))?, fields.next()?);
        let by_page = fields.next()?.parse().ok()?;
        Some(Self { group, kind, by_page, curve: Curve::read(fields)? })
    }
}

/// The group of languages that share a curve.
#[must_use]
pub fn group(language: Option<&str>) -> &'static str {
    match language {
        Some("en") => "en",
        Some("de" | "lb") => "de",
        _ => "other",
    }
}

/// What a kind is called in the table.
#[must_use]
pub fn word(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "person",
        NameKind::Place => "place",
        NameKind::Organisation => "organisation",
    }
}

/// Puts how often such names were right in the place of the clearness of each name.
pub fn calibrate(page: &Page<'_>, is_english: bool, names: &mut [Name]) {
    let group = if is_english { "en" } else { group(page.language) };
    for name in names {
        if matches!(page.fields[name.field].field, Field::Byline | Field::Credit(_)) {
            name.confidence = prior::SIGNED;
            continue;
        }
        let known = CURVES.iter().find(|known| known.group == group && known.kind == word(name.kind));
        name.confidence = known.map_or(prior::RULE, |known| match name.confidence {
            BY_PAGE => known.by_page,
            clearness => known.curve.at(clearness),
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::trained::confidence::*;

    #[test]
    fn a_name_is_as_clear_as_its_least_clear_token_and_its_end() {
        let odds = [[900, 0, 50, 0, 0, 0], [0, 700, 0, 0, 0, 0], [0, 250, 0, 0, 0, 0]];
        assert_eq!(clearness(&odds, &(0..2), NameKind::Person), 700);
        assert_eq!(clearness(&odds, &(0..1), NameKind::Person), 300);
        assert_eq!(clearness(&odds, &(0..1), NameKind::Place), 50);
        assert_eq!(clearness(&odds, &(7..8), NameKind::Place), 0);
    }

    #[test]
    fn every_group_and_kind_has_a_curve() {
        for group in ["en", "de", "other"] {
            for kind in [NameKind::Person, NameKind::Place, NameKind::Organisation] {
                let known = CURVES.iter().any(|known| known.group == group && known.kind == word(kind));
                assert!(known, "{group} {}", word(kind));
            }
        }
    }
}
