//! Two texts word by word: what stayed, what went, what came.
//!
//! Words that are once in either text hold the two together (patience sorting, Cohen); what lies between such words is aligned by
//! its longest common subsequence.
//!
//! Invariant: the pieces that stayed or went give the old text, those that stayed or came the new one; time and memory are
//! bounded whatever the texts hold.

use std::collections::HashMap;
use std::ops::Range;

/// What became of a stretch of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::query) enum Fate {
    /// It stands in both.
    Stayed,
    /// It stands in the old text alone.
    Went,
    /// It stands in the new text alone.
    Came,
}

/// A stretch of words: of the new text where it stayed or came, of the old where it went.
pub(in crate::query) type Stretch = (Fate, Range<usize>);

/// Cells of a table of common subsequences.
const MOST_CELLS: usize = 1 << 20;
/// Times that what lies between words is taken apart again.
const MOST_DEPTH: usize = 24;

/// Aligns two lists of words that compare as they are.
pub(in crate::query) fn align(old: &[String], new: &[String]) -> Vec<Stretch> {
    let mut aligned = Aligned { old, new, stretches: Vec::new() };
    aligned.part(0..old.len(), 0..new.len(), 0);
    aligned.stretches
}

/// Aligns two short lists of words by their longest common subsequence alone, in time and memory of their product.
pub(in crate::query) fn align_short(old: &[String], new: &[String]) -> Vec<Stretch> {
    let mut aligned = Aligned { old, new, stretches: Vec::new() };
    aligned.table(0..old.len(), 0..new.len());
    aligned.stretches
}

struct Aligned<'w> {
    old: &'w [String],
    new: &'w [String],
    stretches: Vec<Stretch>,
}

impl Aligned<'_> {
    fn part(&mut self, mut old: Range<usize>, mut new: Range<usize>, depth: usize) {
        let before = old.clone().zip(new.clone()).take_while(|(a, b)| self.old[*a] == self.new[*b]).count();
        self.push(Fate::Stayed, new.start..new.start + before);
        (old.start, new.start) = (old.start + before, new.start + before);
        let backwards = old.clone().rev().zip(new.clone().rev());
        let behind = backwards.take_while(|(a, b)| self.old[*a] == self.new[*b]).count();
        let rest = new.end - behind..new.end;
        (old.end, new.end) = (old.end - behind, new.end - behind);
        if old.is_empty() || new.is_empty() {
            self.push(Fate::Went, old);
            self.push(Fate::Came, new);
        } else {
            self.middle(old, new, depth);
        }
        self.push(Fate::Stayed, rest);
    }

    fn middle(&mut self, old: Range<usize>, new: Range<usize>, depth: usize) {
        let anchors = if depth < MOST_DEPTH { self.anchors(&old, &new) } else { Vec::new() };
        if anchors.is_empty() {
            if (old.len() + 1).saturating_mul(new.len() + 1) <= MOST_CELLS {
                self.table(old, new);
            } else {
                self.push(Fate::Went, old);
                self.push(Fate::Came, new);
            }
            return;
        }
        let (mut a, mut b) = (old.start, new.start);
        for (old_anchor, new_anchor) in anchors {
            self.part(a..old_anchor, b..new_anchor, depth + 1);
            self.push(Fate::Stayed, new_anchor..new_anchor + 1);
            (a, b) = (old_anchor + 1, new_anchor + 1);
        }
        self.part(a..old.end, b..new.end, depth + 1);
    }

    /// Words that are once in either part, as many of them as stand in the same order.
    fn anchors(&self, old: &Range<usize>, new: &Range<usize>) -> Vec<(usize, usize)> {
        let mut places: HashMap<&str, [(usize, usize); 2]> = HashMap::new();
        for (side, words, range) in [(0, self.old, old), (1, self.new, new)] {
            for place in range.clone() {
                let entry = &mut places.entry(words[place].as_str()).or_default()[side];
                *entry = (entry.0 + 1, place);
            }
        }
        let once = places.values().filter(|[old, new]| old.0 == 1 && new.0 == 1).map(|[old, new]| (old.1, new.1));
        let mut pairs: Vec<(usize, usize)> = once.collect();
        pairs.sort_unstable();
        // The longest rising run of places in the new text: the ends of the best runs of each length.
        let mut ends: Vec<usize> = Vec::new();
        let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
        for (at, (_, place)) in pairs.iter().enumerate() {
            let length = ends.partition_point(|end| pairs[*end].1 < *place);
            before[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
            if length == ends.len() {
                ends.push(at);
            } else {
                ends[length] = at;
            }
        }
        let mut run: Vec<(usize, usize)> = Vec::with_capacity(ends.len());
        let mut at = ends.last().copied();
        while let Some(place) = at {
            run.push(pairs[place]);
            at = before[place];
        }
        run.reverse();
        run
    }

    /// The longest common subsequence, by a table.
    fn table(&mut self, old: Range<usize>, new: Range<usize>) {
        let width = new.len() + 1;
        let mut longest = vec![0_u32; (old.len() + 1) * width];
        for i in (0..old.len()).rev() {
            for j in (0..new.len()).rev() {
                longest[i * width + j] = if self.old[old.start + i] == self.new[new.start + j] {
                    longest[(i + 1) * width + j + 1] + 1
                } else {
                    longest[(i + 1) * width + j].max(longest[i * width + j + 1])
                };
            }
        }
        let (mut i, mut j) = (0, 0);
        while i < old.len() && j < new.len() {
            if self.old[old.start + i] == self.new[new.start + j] {
                self.push(Fate::Stayed, new.start + j..new.start + j + 1);
                (i, j) = (i + 1, j + 1);
            } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
                self.push(Fate::Went, old.start + i..old.start + i + 1);
                i += 1;
            } else {
                self.push(Fate::Came, new.start + j..new.start + j + 1);
                j += 1;
            }
        }
        self.push(Fate::Went, old.start + i..old.end);
        self.push(Fate::Came, new.start + j..new.end);
    }

    /// Adds a stretch; what went and what came between two stretches that stayed are one each, the old words first.
    fn push(&mut self, fate: Fate, words: Range<usize>) {
        if words.is_empty() {
            return;
        }
        let last = self.stretches.len();
        let open = self.stretches.iter_mut().skip(last.saturating_sub(2)).rev();
        for (own, stretch) in open {
            if *own == fate {
                stretch.end = words.end;
                return;
            }
            if *own == Fate::Stayed || fate == Fate::Stayed {
                break;
            }
        }
        let place = match self.stretches.last() {
            Some((Fate::Came, _)) if fate == Fate::Went => last - 1,
            _ => last,
        };
        self.stretches.insert(place, (fate, words));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    fn shown(old: &str, new: &str) -> String {
        let (old, new) = (words(old), words(new));
        let piece = |(fate, range): Stretch| match fate {
            Fate::Stayed => new[range].join(" "),
            Fate::Went => format!("[-{}-]", old[range].join(" ")),
            Fate::Came => format!("{{+{}+}}", new[range].join(" ")),
        };
        align(&old, &new).into_iter().map(piece).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_that_went_and_came_are_told() {
        let check = |old: &str, new: &str, expected: &str| assert_eq!(shown(old, new), expected);
        check("we mend the quay", "we mend the quay", "we mend the quay");
        check("we mend the quay", "we mend the old quay", "we mend the {+old+} quay");
        check("we mend the quay", "they mend the pier", "[-we-] {+they+} mend the [-quay-] {+pier+}");
        check("", "all new", "{+all new+}");
        check("all gone", "", "[-all gone-]");
        check("a b c d e f", "a x b y c f", "a {+x+} b {+y+} c [-d e-] f");
        check("one two three four", "three four one two", "[-one two-] three four {+one two+}");
    }

    #[test]
    fn stretches_give_both_texts_back() {
        let pool = ["a", "b", "c", "d", "e"];
        let mut state = 7_usize;
        for _ in 0..300 {
            let list = |state: &mut usize| -> Vec<String> {
                let length = *state % 17;
                (0..length)
                    .map(|_| {
                        *state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345) % 2_147_483_648;
                        pool[(*state >> 12) % pool.len()].to_owned()
                    })
                    .collect()
            };
            state = state.wrapping_add(911);
            let (old, new) = (list(&mut state), list(&mut state));
            let (mut went, mut came) = (Vec::new(), Vec::new());
            for (fate, range) in align(&old, &new) {
                match fate {
                    Fate::Stayed => {
                        went.extend_from_slice(&new[range.clone()]);
                        came.extend_from_slice(&new[range]);
                    }
                    Fate::Went => went.extend_from_slice(&old[range]),
                    Fate::Came => came.extend_from_slice(&new[range]),
                }
            }
            assert_eq!((went, came), (old, new));
        }
    }

    #[test]
    fn long_texts_of_few_words_are_aligned_in_time() {
        let old: Vec<String> = (0..60_000).map(|number| ["no", "news"][number % 2].to_owned()).collect();
        let new: Vec<String> = (0..60_000).map(|number| ["no", "news", "today"][number % 3].to_owned()).collect();
        assert!(!align(&old, &new).is_empty());
    }
}
