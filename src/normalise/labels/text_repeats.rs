//! Finds the lines of a dump that stand on it more than once.
//!
//! The blocks of a page come in, with their words; groups of blocks that say the same go out, whatever their white space,
//! case, marks, final stop and picture credit, and also where one is cut short with an ellipsis. What a repeated line is, is
//! decided elsewhere.
//!
//! Invariant: a block is in one group at most; the time is that of sorting the short lines.

use rustc_hash::FxHashMap;

use crate::normalise::blocks::Block;
use crate::normalise::fields::credits::{credit_behind, cut_credit};
use crate::normalise::labels::traits::Traits;
use crate::normalise::text::titles::bare_words;

/// Shorter lines, in bytes of their bare words, repeat by chance.
const SHORTEST: usize = 12;
/// A line cut short has so many bytes at least, so that its beginning says which line it is.
const SHORTEST_CUT: usize = 20;
/// Longer lines, in code points, are no captions.
const LONGEST: usize = 700;
/// More places than these are a menu or a list, wherever they stand.
const MOST_PLACES: usize = 8;

/// Blocks that say the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::normalise) struct Repeat {
    /// In the order of the page; two or more.
    pub(in crate::normalise) places: Vec<usize>,
}

/// The groups of `blocks` that say the same, in the order of their first places. `bare` has the words of each short block.
pub(in crate::normalise) fn repeats_of(blocks: &[Block], traits: &[Traits], bare: &[String]) -> Vec<Repeat> {
    let mut known: FxHashMap<Key<'_>, Vec<usize>> = FxHashMap::default();
    for (at, ((block, traits), bare)) in blocks.iter().zip(traits).zip(bare).enumerate() {
        if traits.is_noise || traits.credit_only || traits.chars > LONGEST {
            continue;
        }
        let key = key_of(block, traits, bare);
        if key.as_str().len() >= SHORTEST {
            known.entry(key).or_default().push(at);
        }
    }
    join_cut_short(blocks, &mut known);
    join_credited(blocks, traits, &mut known);
    let groups = known.into_values().filter(|places| (2..=MOST_PLACES).contains(&places.len()));
    let mut found: Vec<Repeat> = groups.map(|places| Repeat { places }).collect();
    found.sort_unstable_by_key(|repeat| repeat.places.first().copied());
    found
}

/// What a line says, its credit left out.
#[derive(Debug)]
enum Key<'p> {
    Shared(&'p str),
    Own(String),
}

impl Key<'_> {
    fn as_str(&self) -> &str {
        match self {
            Self::Shared(key) => key,
            Self::Own(key) => key,
        }
    }
}

impl PartialEq for Key<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Key<'_> {}

impl std::hash::Hash for Key<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

fn key_of<'p>(block: &'p Block, traits: &Traits, bare: &'p str) -> Key<'p> {
    match cut_credit(&block.text).filter(|(text, _)| traits.has_credit && !text.is_empty()) {
        Some((text, _)) => Key::Own(bare_words(text)),
        // The words of a long line are not known: it is compared as it stands.
        None if bare.is_empty() => Key::Shared(&block.text),
        None => Key::Shared(bare),
    }
}

/// Adds lines that end in an ellipsis to the group of a line that goes on where they stop.
fn join_cut_short(blocks: &[Block], known: &mut FxHashMap<Key<'_>, Vec<usize>>) {
    let ends = |places: &[usize]| {
        let first = places.first().and_then(|at| blocks.get(*at));
        first.is_some_and(|block| block.text.ends_with('…') || block.text.ends_with("..."))
    };
    let mut cut: Vec<String> = known
        .iter()
        .filter(|(key, places)| key.as_str().len() >= SHORTEST_CUT && ends(places))
        .map(|(key, _)| key.as_str().to_owned())
        .collect();
    if cut.is_empty() {
        return;
    }
    cut.sort_unstable();
    let mut whole: Vec<(String, bool)> =
        known.iter().map(|(key, places)| (key.as_str().to_owned(), ends(places))).collect();
    whole.sort_unstable();
    for short in cut {
        let from = whole.partition_point(|(key, _)| *key <= short);
        let goes_on = whole.get(from).filter(|(key, cut)| !cut && key.starts_with(&short));
        let Some((longer, _)) = goes_on else { continue };
        let places = known.remove(&Key::Own(short)).unwrap_or_default();
        if let Some(all) = known.get_mut(&Key::Own(longer.clone())) {
            all.extend(places);
            all.sort_unstable();
        }
    }
}

/// Adds lines whose credit begins in the middle of what they say to the group of the same line without it.
fn join_credited(blocks: &[Block], traits: &[Traits], known: &mut FxHashMap<Key<'_>, Vec<usize>>) {
    let credited = |places: &[usize]| places.iter().any(|at| traits.get(*at).is_some_and(|traits| traits.has_credit));
    if !known.values().any(|places| credited(places)) {
        return;
    }
    let mut keys: Vec<(String, bool)> =
        known.iter().map(|(key, places)| (key.as_str().to_owned(), credited(places))).collect();
    keys.sort_unstable();
    for pair in keys.windows(2) {
        let [(short, _), (longer, true)] = pair else { continue };
        let goes_on = short.len() >= SHORTEST && longer.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '));
        let text =
            known.get(&Key::Own(longer.clone())).and_then(|places| places.first()).and_then(|at| blocks.get(*at));
        if goes_on && text.is_some_and(|block| credit_behind(&block.text, short).is_some()) {
            let places = known.remove(&Key::Own(longer.clone())).unwrap_or_default();
            if let Some(all) = known.get_mut(&Key::Own(short.clone())) {
                all.extend(places);
                all.sort_unstable();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::blocks::text::blocks_of_text;
    use crate::normalise::labels::traits::traits_of;

    fn check(text: &str, expected: &[&[usize]]) {
        let blocks = blocks_of_text(text);
        let traits: Vec<Traits> = blocks.iter().map(traits_of).collect();
        let bare: Vec<String> = blocks.iter().map(|block| bare_words(&block.text)).collect();
        let found = repeats_of(&blocks, &traits, &bare);
        let places: Vec<&[usize]> = found.iter().map(|repeat| repeat.places.as_slice()).collect();
        assert_eq!(places, expected, "{text}");
    }

    #[test]
    fn copies_that_differ_in_marks_and_case_are_one() {
        check("A ferry leaves the harbour\nHome\nA  Ferry leaves, the harbour.", &[&[0, 2]]);
        check("A ferry leaves the harbour\nA ferry leaves the bridge", &[]);
        check("Home\nHome\n12\n12", &[]);
    }

    #[test]
    fn copy_with_a_credit_is_one_of_them() {
        check("A ferry leaves the harbour. Photo: Anna Berg/AFP\nA ferry leaves the harbour", &[&[0, 1]]);
    }

    #[test]
    fn copy_that_is_cut_short_is_one_of_them() {
        check("A ferry leaves the harbour of L…\nHome\nA ferry leaves the harbour of Lund", &[&[0, 2]]);
        check("A ferry leaves the harbour of L\nHome\nA ferry leaves the harbour of Lund", &[]);
        check("A ferry …\nHome\nA ferry leaves the harbour of Lund", &[]);
    }

    #[test]
    fn line_in_many_places_is_furniture() {
        check(&"Read the newspaper today\n".repeat(30), &[]);
    }
}
