//! A linear-chain conditional random field over hashed features, run with Viterbi decoding.
//!
//! Method: Lafferty, McCallum and Pereira, "Conditional random fields" (ICML 2001); feature hashing as in Weinberger et
//! al. (ICML 2009). Weights are bytes with one common scale, so every score is a sum of small integers. How sure each label is
//! comes from the forward and backward sums (Rabiner 1989), in additions, multiplications and divisions of IEEE 754 alone, which
//! every machine rounds alike.
//!
//! File: magic `ACRF`, version 1, labels (1 byte), log2 of the buckets (1 byte), what a log odd of one comes to in scores (1 byte,
//! 0 where it was not noted); then
//! `labels × labels` transitions (from, to), `labels` start and `labels` end scores as little-endian `i16`; then one row
//! of `stride` bytes a bucket, `stride` being the labels rounded up to 8, 16 or 64.

/// A model over borrowed bytes: nothing is copied or parsed but the transitions.
#[derive(Clone, Debug)]
pub struct Crf<'m> {
    labels: usize,
    stride: usize,
    mask: u32,
    /// A row for each label: the score of each label that may follow it.
    transitions: Vec<i32>,
    start: Vec<i32>,
    end: Vec<i32>,
    weights: &'m [u8],
    /// What scores lower than the best by so much are worth beside it.
    odds: Vec<f64>,
    /// What each step, start and end is worth beside the best of its kind.
    worth: Worth,
}

/// The transitions of a model as odds.
#[derive(Clone, Debug, Default)]
struct Worth {
    /// A row of `stride` for each label: the labels that may follow it.
    onward: Vec<f64>,
    /// A row of `stride` for each label: the labels that may come before it.
    back: Vec<f64>,
    start: Vec<f64>,
    end: Vec<f64>,
}

/// Scores lower by more log odds than this count for nothing.
const LEAST_ODDS: usize = 40;

/// `exp(-n / scale)` for every whole `n` up to [`LEAST_ODDS`]; empty where the scale is not known.
fn odds(scale: u8) -> Vec<f64> {
    if scale == 0 {
        return Vec::new();
    }
    let step = -1.0 / f64::from(scale);
    // The series of the exponential function: the terms are below the last digit long before the twentieth.
    let mut terms = (1..20).scan(1.0, |term, at| {
        *term *= step / f64::from(at);
        Some(*term)
    });
    let once = 1.0 + terms.by_ref().sum::<f64>();
    std::iter::successors(Some(1.0), |odds| Some(odds * once)).take(LEAST_ODDS * usize::from(scale)).collect()
}

/// A score from which sums are counted from the best one again.
const FAR: u32 = 1 << 16;

/// A score so low that no sum of weights outweighs it.
const FORBIDDEN: i32 = -1_000_000;
/// What only a forbidden label comes to.
const OUT_OF_REACH: i32 = FORBIDDEN / 2;

const MAGIC: &[u8; 4] = b"ACRF";
const VERSION: u8 = 1;
const HEADER: usize = 8;

/// The length of a row of one value per label, padded so that it is added in a few vector instructions.
fn stride_of(labels: usize) -> usize {
    match labels {
        ..=8 => 8,
        9..=16 => 16,
        _ => 64,
    }
}

/// Rows of `labels` scores, each filled up to `stride`.
fn padded(scores: &[i32], labels: usize, stride: usize) -> Vec<i32> {
    let rows = scores.chunks_exact(labels);
    rows.flat_map(|row| row.iter().copied().chain(std::iter::repeat_n(0, stride - labels))).collect()
}

impl<'m> Crf<'m> {
    /// Reads a model; `None` where the bytes are not one.
    #[must_use]
    pub fn read(bytes: &'m [u8]) -> Option<Self> {
        let (header, rest) = bytes.split_at_checked(HEADER)?;
        let (labels, bits) = (usize::from(header[5]), u32::from(header[6]));
        if &header[..4] != MAGIC || header[4] != VERSION || !(1..=64).contains(&labels) || bits > 24 {
            return None;
        }
        let (scores, weights) = rest.split_at_checked((labels * labels + 2 * labels) * 2)?;
        let scores: Vec<i32> =
            scores.chunks_exact(2).map(|pair| i32::from(i16::from_le_bytes([pair[0], pair[1]]))).collect();
        let stride = stride_of(labels);
        if weights.len() != stride << bits {
            return None;
        }
        let mut model = Self {
            labels,
            stride,
            mask: (1 << bits) - 1,
            transitions: padded(&scores[..labels * labels], labels, stride),
            start: scores[labels * labels..labels * labels + labels].to_vec(),
            end: scores[labels * labels + labels..].to_vec(),
            weights,
            odds: odds(header[7]),
            worth: Worth::default(),
        };
        model.worth = model.weighed();
        Some(model)
    }

    /// Writes a model in the form that [`Crf::read`] takes. `shape` is the labels, log2 of the buckets and what a log odd of one comes
    /// to in scores; `weights` holds a row of `labels` a bucket.
    ///
    /// # Panics
    /// Where the lengths do not agree with `labels` and `bits`: a fault of the trainer.
    #[cfg(any(test, feature = "training"))]
    #[must_use]
    pub fn write(shape: [u8; 3], transitions: &[i16], start: &[i16], end: &[i16], weights: &[i8]) -> Vec<u8> {
        let [labels, bits, scale] = shape;
        let count = usize::from(labels);
        assert_eq!(
            (transitions.len(), start.len(), end.len(), weights.len()),
            (count * count, count, count, count << bits)
        );
        let mut bytes = MAGIC.to_vec();
        bytes.extend([VERSION, labels, bits, scale]);
        for score in transitions.iter().chain(start).chain(end) {
            bytes.extend(score.to_le_bytes());
        }
        for row in weights.chunks_exact(count) {
            bytes.extend(row.iter().map(|weight| weight.cast_unsigned()));
            bytes.resize(bytes.len() + stride_of(count) - count, 0);
        }
        bytes
    }

    /// How many labels there are.
    #[must_use]
    pub fn labels(&self) -> usize {
        self.labels
    }

    /// Appends the scores of one place with the features `active` to `emissions`, one a label.
    pub fn emit(&self, active: &[u32], emissions: &mut Vec<i32>) {
        // Rows of a length known beforehand are added in one instruction or two.
        match self.stride {
            8 => self.emit_rows::<8>(active, emissions),
            16 => self.emit_rows::<16>(active, emissions),
            _ => self.emit_rows::<64>(active, emissions),
        }
    }

    fn emit_rows<const WIDTH: usize>(&self, active: &[u32], emissions: &mut Vec<i32>) {
        let (rows, _) = self.weights.as_chunks::<WIDTH>();
        let mut sums = [0_i32; WIDTH];
        // So many weights of one byte add up to less than two bytes hold.
        for some in active.chunks(128) {
            let mut part = [0_i16; WIDTH];
            for feature in some {
                for (sum, weight) in part.iter_mut().zip(&rows[(feature & self.mask) as usize]) {
                    *sum += i16::from(weight.cast_signed());
                }
            }
            for (sum, part) in sums.iter_mut().zip(part) {
                *sum += i32::from(part);
            }
        }
        emissions.extend_from_slice(&sums[..self.labels]);
    }

    /// Appends the scores of a place that must have label 0.
    pub fn emit_outside(&self, emissions: &mut Vec<i32>) {
        emissions.push(0);
        emissions.extend(std::iter::repeat_n(FORBIDDEN, self.labels - 1));
    }

    /// The most probable labels of a sequence with these emissions (Viterbi).
    ///
    /// Takes time in places × labels²; allocates only what `scratch` has not grown to before.
    pub fn decode<'s>(&self, emissions: &[i32], scratch: &'s mut Scratch) -> &'s [u8] {
        match self.stride {
            8 => self.decode_rows::<8>(emissions, scratch),
            16 => self.decode_rows::<16>(emissions, scratch),
            _ => self.decode_rows::<64>(emissions, scratch),
        }
    }

    fn decode_rows<'s, const WIDTH: usize>(&self, emissions: &[i32], scratch: &'s mut Scratch) -> &'s [u8] {
        let labels = self.labels;
        let (rows, _) = self.transitions.as_chunks::<WIDTH>();
        let Scratch { best, back, .. } = scratch;
        best.clear();
        back.clear();
        let mut score = [0_i32; WIDTH];
        for (place, emission) in emissions.chunks_exact(labels).enumerate() {
            if place == 0 {
                score[..labels].copy_from_slice(&self.start);
                back.resize(labels, 0);
            } else {
                let mut highest = [i32::MIN; WIDTH];
                let mut from = [0_i32; WIDTH];
                for (before, (known, row)) in (0_i32..).zip(score.iter().zip(rows)) {
                    // Behind a place that must have label 0 no other leads on.
                    if *known <= OUT_OF_REACH {
                        continue;
                    }
                    for ((highest, from), step) in highest.iter_mut().zip(&mut from).zip(row) {
                        let sum = known + step;
                        *from = if sum > *highest { before } else { *from };
                        *highest = sum.max(*highest);
                    }
                }
                score = highest;
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most 64 labels
                back.extend(from[..labels].iter().map(|before| *before as u8));
            }
            for (score, emission) in score.iter_mut().zip(emission) {
                *score = score.saturating_add(*emission);
            }
            // Only differences count, and they stay small; the sum of a very long sequence does not.
            let top = score[..labels].iter().copied().max().unwrap_or(0);
            if top.unsigned_abs() > FAR && top > OUT_OF_REACH {
                score[..labels].iter_mut().filter(|score| **score > OUT_OF_REACH).for_each(|score| *score -= top);
            }
        }
        best.resize(emissions.len() / labels, 0);
        let mut label = (0..labels).max_by_key(|label| (score[*label] + self.end[*label], labels - label)).unwrap_or(0);
        for place in (0..best.len()).rev() {
            #[allow(clippy::cast_possible_truncation)] // at most 64 labels
            {
                best[place] = label as u8;
            }
            label = usize::from(back[place * labels + label]);
        }
        best
    }
}

impl Crf<'_> {
    /// How probable each label is at each place of a sequence with these emissions, all labels of a place adding up to one; nothing
    /// where the model does not say what its scores are worth.
    ///
    /// Takes time in places × labels²; allocates only what `scratch` has not grown to before.
    pub fn marginals<'s>(&self, emissions: &[i32], scratch: &'s mut Scratch) -> &'s [f64] {
        scratch.shares.clear();
        if !self.odds.is_empty() {
            match self.stride {
                8 => self.marginals_of_rows::<8>(emissions, scratch),
                16 => self.marginals_of_rows::<16>(emissions, scratch),
                _ => self.marginals_of_rows::<64>(emissions, scratch),
            }
        }
        &scratch.shares
    }

    /// The labels of a place stand side by side, so that a sum for each of them is added up in vectors, each in the order of the
    /// labels it comes from.
    fn marginals_of_rows<const WIDTH: usize>(&self, emissions: &[i32], scratch: &mut Scratch) {
        let labels = self.labels;
        let Scratch { here, forward, shares, .. } = scratch;
        here.clear();
        forward.clear();
        for row in emissions.chunks_exact(labels) {
            let best = row.iter().copied().max().unwrap_or_default();
            here.extend(row.iter().map(|score| self.odds_of(best - score)));
            here.resize(here.len() + WIDTH - labels, 0.0);
        }
        let (here, _) = here.as_chunks::<WIDTH>();
        let mut row = [0.0; WIDTH];
        for (place, here) in here.iter().enumerate() {
            row = if place == 0 { row_of(&self.worth.start) } else { carried(&row, &self.worth.onward) };
            row.iter_mut().zip(here).for_each(|(reached, here)| *reached *= here);
            normalise(&mut row);
            forward.extend_from_slice(&row);
        }
        let (forward, _) = forward.as_chunks_mut::<WIDTH>();
        let mut backward: [f64; WIDTH] = row_of(&self.worth.end);
        for (forward, here) in forward.iter_mut().zip(here).rev() {
            forward.iter_mut().zip(&backward).for_each(|(forward, backward)| *forward *= backward);
            normalise(forward);
            backward.iter_mut().zip(here).for_each(|(backward, here)| *backward *= here);
            backward = carried(&backward, &self.worth.back);
            normalise(&mut backward);
        }
        shares.extend(forward.iter().flat_map(|row| &row[..labels]));
    }

    /// What a score lower than the best by `less` is worth beside it.
    fn odds_of(&self, less: i32) -> f64 {
        usize::try_from(less).ok().and_then(|less| self.odds.get(less)).copied().unwrap_or_default()
    }

    fn weighed(&self) -> Worth {
        let (labels, stride) = (self.labels, self.stride);
        let rows = || self.transitions.chunks_exact(stride).map(|row| &row[..labels]);
        let best = rows().flatten().copied().max().unwrap_or_default();
        let mut worth = Worth {
            onward: vec![0.0; labels * stride],
            back: vec![0.0; labels * stride],
            start: self.odds_of_all(&self.start),
            end: self.odds_of_all(&self.end),
        };
        for (from, row) in rows().enumerate() {
            for (to, score) in row.iter().enumerate() {
                let odds = self.odds_of(best - score);
                worth.onward[from * stride + to] = odds;
                worth.back[to * stride + from] = odds;
            }
        }
        worth
    }

    fn odds_of_all(&self, scores: &[i32]) -> Vec<f64> {
        let best = scores.iter().copied().max().unwrap_or_default();
        scores.iter().map(|score| self.odds_of(best - score)).collect()
    }
}

/// Some odds and as many zeros as fill a row.
fn row_of<const WIDTH: usize>(odds: &[f64]) -> [f64; WIDTH] {
    std::array::from_fn(|label| odds.get(label).copied().unwrap_or_default())
}

/// What labels are worth after a step from those of `row`, by the rows of `steps`.
fn carried<const WIDTH: usize>(row: &[f64; WIDTH], steps: &[f64]) -> [f64; WIDTH] {
    let (steps, _) = steps.as_chunks::<WIDTH>();
    let mut reached = [0.0; WIDTH];
    for (known, step) in row.iter().zip(steps).filter(|(known, _)| **known > 0.0) {
        for (reached, step) in reached.iter_mut().zip(step) {
            *reached += known * step;
        }
    }
    reached
}

/// Makes numbers add up to one; leaves them where they are nothing.
fn normalise<const WIDTH: usize>(numbers: &mut [f64; WIDTH]) {
    let sum: f64 = numbers.iter().sum();
    if sum > 0.0 {
        for number in numbers {
            *number /= sum;
        }
    }
}

/// Memory that [`Crf::decode`] and [`Crf::marginals`] use again from one sequence to the next.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    best: Vec<u8>,
    back: Vec<u8>,
    here: Vec<f64>,
    forward: Vec<f64>,
    shares: Vec<f64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two labels, four buckets: feature 1 speaks for label 0, feature 2 for label 1, and labels like to stay.
    fn model() -> Vec<u8> {
        Crf::write([2, 2, 4], &[3, -3, -3, 3], &[0, 0], &[0, 0], &[0, 0, 5, 0, 0, 5, 0, 0])
    }

    #[test]
    fn best_path_weighs_features_against_transitions() {
        let bytes = model();
        let crf = Crf::read(&bytes).expect("a model");
        let check = |features: &[&[u32]], expected: &[u8]| {
            let mut emissions = Vec::new();
            for active in features {
                crf.emit(active, &mut emissions);
            }
            assert_eq!(crf.decode(&emissions, &mut Scratch::default()), expected, "{features:?}");
        };
        check(&[], &[]);
        check(&[&[1]], &[0]);
        check(&[&[1], &[2]], &[0, 0]); // a tie of -1 and 8: staying is worth more than one feature
        check(&[&[1], &[2], &[2, 2]], &[1, 1, 1]);
        check(&[&[1, 1, 1], &[2, 2, 2]], &[0, 1]);
        check(&[&[5], &[]], &[0, 0]); // hashes wrap round to their bucket
    }

    #[test]
    fn marginals_are_the_shares_of_all_paths() {
        let bytes = model();
        let crf = Crf::read(&bytes).expect("a model");
        let mut emissions = Vec::new();
        for active in [&[1][..], &[2], &[]] {
            crf.emit(active, &mut emissions);
        }
        let mut expected = [0.0; 6];
        let step = |from: usize, to: usize| if from == to { 3 } else { -3 };
        for path in 0..8 {
            let labels = [path & 1, path >> 1 & 1, path >> 2 & 1];
            let score = emissions[labels[0]] + emissions[2 + labels[1]] + emissions[4 + labels[2]];
            let worth = (f64::from(score + step(labels[0], labels[1]) + step(labels[1], labels[2])) / 4.0).exp();
            (0..3).for_each(|place| expected[place * 2 + labels[place]] += worth);
        }
        let total = expected[0] + expected[1];
        let mut scratch = Scratch::default();
        for (found, expected) in crf.marginals(&emissions, &mut scratch).iter().zip(expected) {
            assert!((found - expected / total).abs() < 1e-9, "{found} is not {}", expected / total);
        }
    }

    #[test]
    fn bytes_of_anything_else_are_refused() {
        let bytes = model();
        assert!(Crf::read(&bytes[..bytes.len() - 1]).is_none());
        assert!(Crf::read(b"ACRF").is_none());
        assert!(Crf::read(&[0; 64]).is_none());
    }
}
