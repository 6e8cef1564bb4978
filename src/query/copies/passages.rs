//! The passages that two bodies share, and whether one is a copy of the other.
//!
//! Two bodies come in, the evidence goes out where it is enough. Passages are found by runs of four equal words and grown in both
//! directions, over words that may be misread and words that were torn or stuck together (greedy string tiling, Wise 1993).
//! Only long passages count: articles made after one template (weather, results) differ in every sentence, reports of one
//! event share sentences and quotes, and only copies share most of their words in a row.
//!
//! Invariant: linear in the bodies but for words that are repeated, of which no more than a few places are tried.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::query::copies::words::{Word, are_alike, words};

/// Equal words with which a passage begins.
const RUN: usize = 4;
/// Places of a run that are tried.
const TRIED: usize = 8;
/// Words of a passage that counts. Chosen on seed 1 of the made copies (`tests/copies`): 8 called weather and results copies
/// (precision .97), 16 lost copies that were trimmed and misread (.90 of them found), 12 neither (1.00 and .98).
const LEAST_PASSAGE: usize = 12;
/// Words in a row that may be misread.
const MISREAD: usize = 2;
/// How much of the shorter of two bodies stands in the longer where it is a copy, per mille. Chosen on the same seed:
/// at 400 the next day's report is a copy, at 650 one in eight of those trimmed and misread is none.
const LEAST_SHARE: usize = 550;
/// Words of the shorter body below which only the same words are a copy.
const LEAST_WORDS: usize = 20;

/// What says that a body is a copy.
pub(super) struct Evidence<'a> {
    /// Words of the other body that stand in this one.
    pub(super) shared_words: i64,
    /// Which part of this body stands in the other, per mille.
    pub(super) of_this: u16,
    /// Which part of the other stands in this one, per mille.
    pub(super) of_other: u16,
    /// Words of the longest passage.
    pub(super) longest_passage: i64,
    /// The longest passage as this body has it.
    pub(super) passage: &'a str,
}

/// A body that others are compared with.
pub(super) struct Story<'a> {
    body: &'a str,
    words: Vec<Word>,
    /// Where each run of words stands.
    runs: FxHashMap<[u64; RUN], Vec<usize>>,
}

/// Words of two bodies that are the same passage.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Passage {
    own: Range<usize>,
    other: Range<usize>,
}

impl<'a> Story<'a> {
    pub(super) fn new(body: &'a str) -> Self {
        let words = words(body);
        let mut runs: FxHashMap<[u64; RUN], Vec<usize>> = FxHashMap::default();
        for place in 0..words.len() {
            if let Some(run) = run_at(&words, place) {
                let places = runs.entry(run).or_default();
                if places.len() < TRIED {
                    places.push(place);
                }
            }
        }
        Self { body, words, runs }
    }

    /// The evidence that `other` is a copy of this, or this of it; `None` where there is too little.
    pub(super) fn copied_in(&self, other: &str) -> Option<Evidence<'a>> {
        let others = words(other);
        let shorter = self.words.len().min(others.len());
        let is_same = self.words.len() == others.len() && self.words.iter().zip(&others).all(|(a, b)| a.hash == b.hash);
        if shorter == 0 || (shorter < LEAST_WORDS && !is_same) {
            return None;
        }
        let passages = if is_same { vec![whole(shorter)] } else { self.passages(&others) };
        let mut own = vec![false; self.words.len()];
        for passage in &passages {
            own[passage.own.clone()].fill(true);
        }
        let shared_own = own.iter().filter(|is_shared| **is_shared).count();
        let shared_other: usize = passages.iter().map(|passage| passage.other.len()).sum();
        let (of_this, of_other) = (per_mille(shared_own, self.words.len()), per_mille(shared_other, others.len()));
        if usize::from(of_this.max(of_other)) < LEAST_SHARE {
            return None;
        }
        let longest = passages.iter().max_by_key(|passage| (passage.own.len(), usize::MAX - passage.own.start))?;
        let first = self.words.get(longest.own.start)?.bytes.start;
        let last = self.words.get(longest.own.end - 1)?.bytes.end;
        Some(Evidence {
            shared_words: i64::try_from(shared_other).unwrap_or(i64::MAX),
            of_this,
            of_other,
            longest_passage: i64::try_from(longest.own.len()).unwrap_or(i64::MAX),
            passage: self.body.get(first..last)?,
        })
    }

    /// The passages of `others` that stand here, in their order there.
    fn passages(&self, others: &[Word]) -> Vec<Passage> {
        let mut found: Vec<Passage> = Vec::new();
        let (mut place, mut free) = (0, 0);
        while let Some(run) = run_at(others, place) {
            let grown = self.runs.get(&run).into_iter().flatten().map(|own| self.grow(others, *own, place, free));
            match grown.max_by_key(|passage| passage.other.len()) {
                Some(passage) if passage.other.len() >= LEAST_PASSAGE => {
                    free = passage.other.end;
                    place = free;
                    found.push(passage);
                }
                _ => place += 1,
            }
        }
        found
    }

    /// The longest passage around a run that stands at `own` here and at `other` there, from `free` on.
    fn grow(&self, others: &[Word], own: usize, other: usize, free: usize) -> Passage {
        let ahead =
            grow_over(own + RUN..self.words.len(), other + RUN..others.len(), |a, b| (&self.words[a], &others[b]));
        // Backwards the same, over the words counted from the run back.
        let back =
            grow_over(0..own, 0..other - free.min(other), |a, b| (&self.words[own - 1 - a], &others[other - 1 - b]));
        Passage { own: own - back.0..own + RUN + ahead.0, other: other - back.1..other + RUN + ahead.1 }
    }
}

fn whole(words: usize) -> Passage {
    Passage { own: 0..words, other: 0..words }
}

fn run_at(words: &[Word], place: usize) -> Option<[u64; RUN]> {
    let run = words.get(place..place + RUN)?;
    Some(std::array::from_fn(|at| run[at].hash))
}

fn per_mille(part: usize, whole: usize) -> u16 {
    u16::try_from(part * 1000 / whole.max(1)).unwrap_or(1000).min(1000)
}

/// How many words of either side go on alike from the start of both ranges, misread ones at the end left out.
fn grow_over<'w>(
    a: Range<usize>,
    b: Range<usize>,
    pair: impl Fn(usize, usize) -> (&'w Word, &'w Word),
) -> (usize, usize) {
    let (mut at, mut bt) = (a.start, b.start);
    let (mut sure, mut misread) = ((at, bt), 0);
    while at < a.end && bt < b.end {
        let (own, other) = pair(at, bt);
        if own.hash == other.hash {
            (at, bt, misread) = (at + 1, bt + 1, 0);
            sure = (at, bt);
            continue;
        }
        misread += 1;
        if misread > MISREAD {
            break;
        }
        if are_alike(&own.folded, &other.folded) {
            (at, bt) = (at + 1, bt + 1);
        } else if at + 1 < a.end && is_torn(own, pair(at + 1, bt).0, other) {
            (at, bt) = (at + 2, bt + 1);
        } else if bt + 1 < b.end && is_torn(other, pair(at, bt + 1).1, own) {
            (at, bt) = (at + 1, bt + 2);
        } else {
            break;
        }
    }
    (sure.0 - a.start, sure.1 - b.start)
}

/// Whether `whole` is the two words in one, in either order.
fn is_torn(first: &Word, second: &Word, whole: &Word) -> bool {
    let (first, second, whole) = (&first.folded, &second.folded, &whole.folded);
    first.len() + second.len() == whole.len()
        && ((whole.starts_with(first.as_str()) && whole.ends_with(second.as_str()))
            || (whole.starts_with(second.as_str()) && whole.ends_with(first.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "The ferry to Brill sank in the harbour on Monday night after it struck the old mole, the coastguard \
        said. All forty passengers were taken off by fishing boats before the vessel went down. The owner promised to raise \
        the wreck before the spring tides, which would carry it into the fairway.";

    fn shares(other: &str) -> Option<(u16, u16)> {
        Story::new(STORY).copied_in(other).map(|evidence| (evidence.of_this, evidence.of_other))
    }

    #[test]
    fn trimmed_and_misread_copies_are_copies() {
        assert_eq!(shares(STORY), Some((1000, 1000)));
        assert_eq!(shares(&STORY[..STORY.find(" The owner").unwrap()]), Some((653, 1000)));
        let misread = STORY.replace("Monday", "Mouday").replace("vessel", "ves sel").replace("old mole", "oldmole");
        assert_eq!(shares(&misread), Some((1000, 1000)));
        let longer = format!("Trade was slow in the market today and the bakers went home before noon. {STORY}");
        assert_eq!(shares(&longer), Some((1000, 787)));
    }

    #[test]
    fn template_with_other_names_and_figures_is_no_copy() {
        let other = STORY
            .replace("Brill", "Oston")
            .replace("Monday", "Friday")
            .replace("struck the old mole", "caught fire")
            .replace("forty", "sixty")
            .replace("fishing boats", "a tug")
            .replace("spring", "autumn");
        assert_eq!(shares(&other), None);
        assert_eq!(shares("Rain."), None);
    }

    #[test]
    fn the_longest_passage_is_shown_as_it_stands() {
        let copy = format!("Told by the harbour master: {}", &STORY[STORY.find("All forty").unwrap()..]);
        let story = Story::new(STORY);
        let evidence = story.copied_in(&copy).unwrap();
        assert!(evidence.passage.starts_with("All forty passengers") && evidence.passage.ends_with("the fairway"));
        assert_eq!(evidence.longest_passage, 32);
        assert_eq!(evidence.shared_words, 32);
    }

    #[test]
    fn words_repeated_without_end_are_compared_in_time() {
        let body = "no news ".repeat(30_000);
        let other = "news no no ".repeat(20_000);
        assert!(Story::new(&body).copied_in(&other).is_none());
        assert!(Story::new(&body).copied_in(&body[8..]).is_some());
    }
}
