//! Which words of a page a block shares with its story.
//!
//! The content words of each block come in, with the blocks that the rules take for body and those that read as running
//! text; shares in hundredths go out. A teaser among paragraphs reads like one, but speaks of something else; a headline
//! is made of the words its story repeats.
//!
//! Method: lexical cohesion between neighbouring stretches, as in Hearst's `TextTiling` (1997), counted against the whole
//! story too.
//!
//! Invariant: linear in the words kept, of which no block has more than [`MOST_WORDS`].

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::normalise::labels::features::scales::share;

/// Of a longer block the first words tell enough.
pub(in crate::normalise) const MOST_WORDS: usize = 80;
/// How many running blocks away a neighbour may be.
const NEAR: usize = 3;
/// How many words stand for what the story is about.
const TOPICS: usize = 12;

/// The content words of all blocks, hashed, one block after the other.
#[derive(Clone, Debug, Default)]
pub(in crate::normalise) struct Words {
    hashes: Vec<u64>,
    /// For each block where its words end.
    ends: Vec<usize>,
}

impl Words {
    /// Adds a word to the block that is being read.
    pub(in crate::normalise) fn push(&mut self, word: u64) {
        let start = self.ends.last().copied().unwrap_or(0);
        if self.hashes.len() - start < MOST_WORDS {
            self.hashes.push(word);
        }
    }

    /// Ends a block; its words are kept once each.
    pub(in crate::normalise) fn close(&mut self) {
        let start = self.ends.last().copied().unwrap_or(0);
        let mut own = self.hashes.split_off(start.min(self.hashes.len()));
        own.sort_unstable();
        own.dedup();
        self.hashes.append(&mut own);
        self.ends.push(self.hashes.len());
    }

    pub(in crate::normalise) fn of(&self, block: usize) -> &[u64] {
        let end = self.ends.get(block).copied().unwrap_or(0);
        let start = block.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.hashes.get(start..end).unwrap_or_default()
    }
}

/// What a block shares with the rest of the page, in hundredths of its words but for `named`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::normalise) struct Shared {
    /// Words that other blocks of the body hold.
    pub(in crate::normalise) story: u32,
    /// The same, a word counting the less the more of the page outside the body holds it.
    pub(in crate::normalise) own_story: u32,
    /// Words that the running text right before or behind holds.
    pub(in crate::normalise) near: u32,
    /// How many hundredths of what the story is about it names.
    pub(in crate::normalise) topics: u32,
    /// How many blocks of the body hold the surname of whom the block names first.
    pub(in crate::normalise) named: u32,
}

/// In how many blocks a word stands.
#[derive(Clone, Copy, Default)]
struct Count {
    body: u32,
    elsewhere: u32,
}

/// What each block shares. `body` and `running` say which blocks are the story's and which read as running text,
/// `surnames` whom each names, 0 for nobody.
pub(in crate::normalise) fn shared_words(
    words: &Words,
    body: &[bool],
    running: &[bool],
    surnames: &[u64],
) -> Vec<Shared> {
    let mut counts: FxHashMap<u64, Count> = FxHashMap::with_capacity_and_hasher(words.hashes.len() / 2, FxBuildHasher);
    for (at, of_body) in body.iter().enumerate() {
        for word in words.of(at) {
            let count = counts.entry(*word).or_default();
            *(if *of_body { &mut count.body } else { &mut count.elsewhere }) += 1;
        }
    }
    let topics = topics(&counts);
    let near = near_words(words, running);
    let mut found = Vec::with_capacity(body.len());
    for (at, of_body) in body.iter().enumerate() {
        let own = words.of(at);
        let (mut story, mut weighed, mut named) = (0_usize, 0.0_f64, 0_usize);
        for word in own {
            let Some(count) = counts.get(word) else { continue };
            if count.body > u32::from(*of_body) {
                story += 1;
                let outside = count.elsewhere - u32::from(!*of_body);
                weighed += 1.0 / f64::from(1 + outside);
            }
            named += usize::from(topics.contains(word));
        }
        let surname = surnames.get(at).filter(|surname| **surname != 0).and_then(|surname| counts.get(surname));
        found.push(Shared {
            story: share(story, own.len()),
            own_story: tenths_of(weighed, own.len()),
            near: share(near.get(at).copied().unwrap_or(0), own.len()),
            topics: share(named, topics.len()),
            named: surname.map_or(0, |count| count.body.min(20)),
        });
    }
    found
}

/// The words that most blocks of the body hold, at least two.
fn topics(counts: &FxHashMap<u64, Count>) -> Vec<u64> {
    let mut often: Vec<(u32, u64)> =
        counts.iter().filter(|(_, count)| count.body >= 2).map(|(word, count)| (count.body, *word)).collect();
    often.sort_unstable_by(|left, right| right.cmp(left));
    often.truncate(TOPICS);
    often.into_iter().map(|(_, word)| word).collect()
}

/// How many words of each block stand in the [`NEAR`] running blocks before or behind it.
fn near_words(words: &Words, running: &[bool]) -> Vec<usize> {
    let mut near = vec![0; running.len()];
    let mut known: Vec<Vec<bool>> = (0..running.len()).map(|at| vec![false; words.of(at).len()]).collect();
    let places = 0..running.len();
    for backwards in [false, true] {
        let mut last: FxHashMap<u64, usize> = FxHashMap::default();
        let mut place = NEAR + 1;
        for step in places.clone() {
            let at = if backwards { running.len() - 1 - step } else { step };
            for (word, known) in words.of(at).iter().zip(known.get_mut(at).into_iter().flatten()) {
                *known |= last.get(word).is_some_and(|seen| place - seen <= NEAR);
            }
            if running.get(at).copied().unwrap_or(false) {
                last.extend(words.of(at).iter().map(|word| (*word, place)));
                place += 1;
            }
        }
    }
    for (count, known) in near.iter_mut().zip(&known) {
        *count = known.iter().filter(|known| **known).count();
    }
    near
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 0 and 100
fn tenths_of(part: f64, whole: usize) -> u32 {
    (part * 100.0 / whole.max(1) as f64).clamp(0.0, 100.0) as u32
}
