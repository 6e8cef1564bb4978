//! Trains the linear-chain CRF of `article_archive::training::learned::crf`: maximum likelihood by AdaGrad, one sequence a step.
//!
//! Forward and backward passes are scaled, not in logarithms (Rabiner 1989); AdaGrad as in Duchi et al. (2011). One
//! thread, one fixed seed: the same input gives the same weights bit for bit.

// Each trainer uses its part, and the formulas stand as they do on paper, index by index.
#![allow(
    dead_code,
    clippy::cast_sign_loss,
    clippy::needless_range_loop,
    clippy::needless_for_each,
    clippy::too_many_lines
)]

use article_archive::training::learned::crf::Crf;

/// One sequence: the features of each place and its label.
#[derive(Clone, Debug, Default)]
pub struct Sequence {
    /// Hashed features of all places, one after the other.
    pub features: Vec<u32>,
    /// Where the features of each place end in `features`.
    pub ends: Vec<u32>,
    /// How many features at the start of each place's list name the word itself, for word dropout.
    pub lexical: Vec<u8>,
    /// How many features at the start of each place's list, and how many at its end, are of one language only.
    pub own: Vec<(u8, u8)>,
    /// Places that must have label 0 and have no features.
    pub outside: Vec<bool>,
    /// The right label of each place.
    pub labels: Vec<u8>,
    /// How much the sequence counts.
    pub weight: f32,
}

impl Sequence {
    /// Adds a place.
    pub fn push(&mut self, features: &[u32], lexical: u8, own: (u8, u8), label: u8) {
        self.features.extend_from_slice(features);
        self.ends.push(u32::try_from(self.features.len()).expect("a sequence of less than 2^32 features"));
        self.lexical.push(lexical);
        self.own.push(own);
        self.outside.push(false);
        self.labels.push(label);
    }

    /// Adds a place that must have label 0.
    pub fn push_outside(&mut self) {
        self.push(&[], 0, (0, 0), 0);
        if let Some(last) = self.outside.last_mut() {
            *last = true;
        }
    }

    /// Takes out the features that `keep` does not want.
    pub fn retain(&mut self, keep: impl Fn(u32) -> bool) {
        let (mut features, mut start) = (Vec::with_capacity(self.features.len()), 0);
        for place in 0..self.ends.len() {
            let end = self.ends[place] as usize;
            let all = &self.features[start..end];
            let kept = |from: usize, to: usize| all[from..to].iter().filter(|feature| keep(**feature)).count() as u8;
            let (lexical, (first, last)) = (usize::from(self.lexical[place]), self.own[place]);
            self.lexical[place] = kept(0, lexical);
            self.own[place] = (kept(0, usize::from(first)), kept(all.len() - usize::from(last), all.len()));
            features.extend(all.iter().copied().filter(|feature| keep(*feature)));
            self.ends[place] = u32::try_from(features.len()).expect("a sequence of less than 2^32 features");
            start = end;
        }
        self.features = features;
    }

    fn place(&self, at: usize) -> &[u32] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.features[start..self.ends[at] as usize]
    }
}

/// What is tuned.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How many labels.
    pub labels: usize,
    /// log2 of the buckets.
    pub bits: u32,
    /// Passes over the data.
    pub epochs: usize,
    /// First step size of AdaGrad.
    pub rate: f32,
    /// L2 penalty on the weights a sequence touches.
    pub penalty: f32,
    /// Share of places whose lexical features are left out in a pass.
    pub word_dropout: f32,
    /// Share of sequences whose features of one language are left out in a pass, so that the others learn to do without.
    pub tongue_dropout: f32,
    /// The first pass whose weights are averaged, counted from 0.
    pub average_from: usize,
    /// Where the random numbers start.
    pub seed: u64,
    /// Taken off every step into label 0 when the model is written: more of the other labels, for less precision.
    pub bias: f32,
}

/// Weights in training.
pub struct Trainer {
    settings: Settings,
    weights: Vec<f32>,
    squares: Vec<f32>,
    /// Transitions (from, to), then start, then end.
    edges: Vec<f32>,
    edge_squares: Vec<f32>,
    random: u64,
    /// Sums of the weights and edges at several moments, and of how many.
    sums: (Vec<f32>, Vec<f32>, f32),
}

impl Trainer {
    /// Nothing learned yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let edges = settings.labels * settings.labels + 2 * settings.labels;
        let weights = settings.labels << settings.bits;
        Self {
            settings,
            weights: vec![0.0; weights],
            squares: vec![1e-6; weights],
            edges: vec![0.0; edges],
            edge_squares: vec![1e-6; edges],
            random: 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(2 * settings.seed + 1),
            sums: (vec![0.0; weights], vec![0.0; edges], 0.0),
        }
    }

    /// Adds the weights as they are to the average.
    fn note(&mut self) {
        self.sums.0.iter_mut().zip(&self.weights).for_each(|(sum, weight)| *sum += weight);
        self.sums.1.iter_mut().zip(&self.edges).for_each(|(sum, weight)| *sum += weight);
        self.sums.2 += 1.0;
    }

    /// Adds the averages of another trainer.
    pub fn join(&mut self, other: &Self) {
        self.sums.0.iter_mut().zip(&other.sums.0).for_each(|(sum, weight)| *sum += weight);
        self.sums.1.iter_mut().zip(&other.sums.1).for_each(|(sum, weight)| *sum += weight);
        self.sums.2 += other.sums.2;
    }

    /// Puts the average in the place of the weights.
    pub fn settle(&mut self) {
        if self.sums.2 > 0.0 {
            let count = self.sums.2;
            self.weights.iter_mut().zip(&self.sums.0).for_each(|(weight, sum)| *weight = sum / count);
            self.edges.iter_mut().zip(&self.sums.1).for_each(|(weight, sum)| *weight = sum / count);
        }
    }

    /// Runs all epochs; says the mean loss of each on standard error.
    pub fn train(&mut self, sequences: &[Sequence]) {
        let mut order: Vec<usize> = (0..sequences.len()).filter(|at| !sequences[*at].labels.is_empty()).collect();
        for epoch in 0..self.settings.epochs {
            for at in (1..order.len()).rev() {
                let other = self.below(at + 1);
                order.swap(at, other);
            }
            let (mut loss, mut places) = (0.0_f64, 0_usize);
            for (done, at) in order.iter().enumerate() {
                loss += f64::from(self.step(&sequences[*at]));
                places += sequences[*at].labels.len();
                if epoch >= self.settings.average_from && (done + 1) % order.len().div_ceil(4) == 0 {
                    self.note();
                }
            }
            if epoch >= self.settings.average_from {
                self.note();
            }
            eprintln!("epoch {} loss a place {:.5}", epoch + 1, loss / places.max(1) as f64);
        }
    }

    /// The model in the form that ships: bytes, one scale for all scores, a whole number, which the file notes.
    #[must_use]
    pub fn quantise(&self) -> Vec<u8> {
        let scale = self.scale().floor().clamp(1.0, 255.0);
        self.written(scale, scale as u8)
    }

    /// As [`Trainer::quantise`], with the scale, which may be any: how much a log odd of one comes to in the scores that ship.
    #[must_use]
    pub fn quantise_scaled(&self) -> (Vec<u8>, f32) {
        let scale = self.scale();
        (self.written(scale, 0), scale)
    }

    /// The scale that the weights leave room for.
    fn scale(&self) -> f32 {
        // The largest thousandth of the weights may be clipped: one scale must serve the many small ones.
        let mut sizes: Vec<f32> = self.weights.iter().map(|weight| weight.abs()).filter(|size| *size > 1e-4).collect();
        sizes.sort_by(f32::total_cmp);
        let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
        127.0 / largest
    }

    fn written(&self, scale: f32, noted: u8) -> Vec<u8> {
        let byte = |weight: &f32| (weight * scale).round().clamp(-127.0, 127.0) as i8;
        let word = |weight: &f32| (weight * scale).round().clamp(-30000.0, 30000.0) as i16;
        let labels = self.settings.labels;
        let weights: Vec<i8> = self.weights.iter().map(byte).collect();
        let mut biased = self.edges.clone();
        (0..=labels).for_each(|from| biased[from * labels] -= self.settings.bias);
        let edges: Vec<i16> = biased.iter().map(word).collect();
        let (transitions, ends) = edges.split_at(labels * labels);
        let (starts, ends) = ends.split_at(labels);
        Crf::write([labels as u8, self.settings.bits as u8, noted], transitions, starts, ends, &weights)
    }

    /// One step of AdaGrad on one sequence; its negative log likelihood before the step.
    fn step(&mut self, sequence: &Sequence) -> f32 {
        let (labels, length) = (self.settings.labels, sequence.labels.len());
        let mask = (1_u32 << self.settings.bits) - 1;
        let dropped: Vec<bool> = (0..length).map(|_| self.chance() < self.settings.word_dropout).collect();
        let no_tongue = self.settings.tongue_dropout > 0.0 && self.chance() < self.settings.tongue_dropout;
        let active = |place: usize| {
            let all = sequence.place(place);
            let (first, last) = sequence.own[place];
            let start = match () {
                () if dropped[place] => sequence.lexical[place],
                () if no_tongue => first,
                () => 0,
            };
            &all[usize::from(start)..all.len() - if no_tongue { usize::from(last) } else { 0 }]
        };
        // Potentials of every place, scaled by their largest.
        let mut emission = vec![0.0_f32; length * labels];
        let mut gold = 0.0_f32;
        let mut log_scale = 0.0_f32;
        for place in 0..length {
            let row = &mut emission[place * labels..(place + 1) * labels];
            for feature in active(place) {
                let at = (feature & mask) as usize * labels;
                for (sum, weight) in row.iter_mut().zip(&self.weights[at..at + labels]) {
                    *sum += weight;
                }
            }
            if sequence.outside[place] {
                row[1..].fill(-30.0);
            }
            gold += row[usize::from(sequence.labels[place])];
            let largest = row.iter().copied().fold(f32::MIN, f32::max);
            log_scale += largest;
            row.iter_mut().for_each(|value| *value = (*value - largest).exp());
        }
        let edge: Vec<f32> = self.edges.iter().map(|weight| weight.exp()).collect();
        let (start, end) = (labels * labels, labels * labels + labels);
        // Forward, each place scaled to sum to one.
        let mut forward = vec![0.0_f32; length * labels];
        let mut norms = vec![0.0_f32; length];
        for place in 0..length {
            for label in 0..labels {
                let before = if place == 0 {
                    edge[start + label]
                } else {
                    (0..labels).map(|from| forward[(place - 1) * labels + from] * edge[from * labels + label]).sum()
                };
                forward[place * labels + label] = before * emission[place * labels + label];
            }
            let row = &mut forward[place * labels..(place + 1) * labels];
            norms[place] = row.iter().sum::<f32>().max(1e-30);
            row.iter_mut().for_each(|value| *value /= norms[place]);
        }
        let last = &forward[(length - 1) * labels..];
        let total: f32 = (0..labels).map(|label| last[label] * edge[end + label]).sum::<f32>().max(1e-30);
        let log_total = norms.iter().map(|norm| norm.ln()).sum::<f32>() + total.ln() + log_scale;
        // Backward.
        let mut backward = vec![0.0_f32; length * labels];
        for label in 0..labels {
            backward[(length - 1) * labels + label] = edge[end + label] / total;
        }
        for place in (0..length - 1).rev() {
            for from in 0..labels {
                let sum: f32 = (0..labels)
                    .map(|to| {
                        let next = (place + 1) * labels + to;
                        edge[from * labels + to] * emission[next] * backward[next]
                    })
                    .sum();
                backward[place * labels + from] = sum / norms[place + 1];
            }
        }
        // Gradients: expected minus seen.
        let mut edge_gradient = vec![0.0_f32; self.edges.len()];
        for place in 0..length {
            let right = usize::from(sequence.labels[place]);
            let mut gradient = [0.0_f32; 64];
            for label in 0..labels {
                let at = place * labels + label;
                gradient[label] = forward[at] * backward[at];
            }
            let sum: f32 = gradient[..labels].iter().sum::<f32>().max(1e-30);
            gradient[..labels].iter_mut().for_each(|value| *value /= sum);
            if place == 0 {
                for label in 0..labels {
                    edge_gradient[start + label] += gradient[label];
                }
                edge_gradient[start + right] -= 1.0;
                gold += self.edges[start + right];
            } else {
                let before = usize::from(sequence.labels[place - 1]);
                for from in 0..labels {
                    for to in 0..labels {
                        let next = place * labels + to;
                        edge_gradient[from * labels + to] += forward[(place - 1) * labels + from]
                            * edge[from * labels + to]
                            * emission[next]
                            * backward[next]
                            / norms[place];
                    }
                }
                edge_gradient[before * labels + right] -= 1.0;
                gold += self.edges[before * labels + right];
            }
            if place == length - 1 {
                for label in 0..labels {
                    edge_gradient[end + label] += gradient[label];
                }
                edge_gradient[end + right] -= 1.0;
                gold += self.edges[end + right];
            }
            gradient[right] -= 1.0;
            if gradient[..labels].iter().all(|value| value.abs() < 1e-4) {
                continue;
            }
            let (rate, penalty, weight) = (self.settings.rate, self.settings.penalty, sequence.weight);
            for feature in active(place) {
                let at = (feature & mask) as usize * labels;
                for label in 0..labels {
                    let slope = weight * gradient[label] + penalty * self.weights[at + label];
                    self.squares[at + label] += slope * slope;
                    self.weights[at + label] -= rate * slope / self.squares[at + label].sqrt();
                }
            }
        }
        for (at, slope) in edge_gradient.iter().enumerate() {
            let slope = sequence.weight * slope;
            self.edge_squares[at] += slope * slope;
            self.edges[at] -= self.settings.rate * slope / self.edge_squares[at].sqrt();
        }
        log_total - gold
    }

    /// A number in `0..bound` (xorshift64*).
    fn below(&mut self, bound: usize) -> usize {
        self.random ^= self.random >> 12;
        self.random ^= self.random << 25;
        self.random ^= self.random >> 27;
        (self.random.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % bound
    }

    fn chance(&mut self) -> f32 {
        self.below(1 << 20) as f32 / (1 << 20) as f32
    }
}
