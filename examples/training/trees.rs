//! Trains the boosted trees of `article_archive::training::learned::trees`, to pick one row of a group or to answer yes or no.
//!
//! Histogram boosting with second-order leaves, grown best first (Chen and Guestrin, KDD 2016; Ke et al., NIPS 2017). For
//! groups the loss is the cross-entropy of a softmax over the rows of the group. One thread, and what is drawn is drawn by
//! fixed numbers: the same rows give the same trees bit for bit.

use article_archive::training::learned::trees::{FIRST_LEAF, Node, Trees};

/// Rows to learn from.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Features a row.
    pub width: usize,
    /// The features of all rows, one row after the other.
    pub features: Vec<u8>,
    /// 1 for a right row, 0 for a wrong one. A group may have several right rows.
    pub right: Vec<f32>,
    /// Where each group of rows ends. Empty: every row stands alone and is a yes or a no.
    pub group_ends: Vec<usize>,
    /// How much each row counts; empty for 1 each.
    pub weights: Vec<f32>,
}

/// What is tuned.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Trees.
    pub trees: usize,
    /// Leaves a tree, 32 at most.
    pub leaves: usize,
    /// Share of a leaf's value that is taken over.
    pub rate: f32,
    /// Added to the curvature of every leaf.
    pub penalty: f32,
    /// Least curvature of a leaf.
    pub least: f32,
    /// Share of the features that each tree may look at, drawn anew for each: trees that had to ask different questions
    /// err less alike.
    pub features: f32,
    /// Share of the rows that each tree learns from; 1 where rows stand in groups.
    pub rows: f32,
}

#[derive(Clone, Copy, Default)]
struct Bin {
    slope: f64,
    curve: f64,
}

struct Leaf {
    rows: Vec<u32>,
    histogram: Vec<Bin>,
    total: Bin,
    split: Option<Split>,
    /// Where the parent points to this leaf: node and side.
    parent: Option<(usize, bool)>,
}

#[derive(Clone, Copy)]
struct Split {
    gain: f64,
    feature: usize,
    threshold: u8,
}

/// Trains trees and writes them in the form that ships; says the loss now and then on standard error.
#[must_use]
#[allow(dead_code)] // each trainer uses one of the two
pub fn train(rows: &Rows, settings: Settings) -> Vec<u8> {
    train_scaled(rows, settings, None)
}

/// As [`train`], with scores that are log odds times `scale`, so that those of several models can be compared.
#[must_use]
pub fn train_scaled(rows: &Rows, settings: Settings, scale: Option<f32>) -> Vec<u8> {
    let count = rows.right.len();
    let mut scores = vec![0.0_f32; count];
    let mut trees: Vec<(Vec<Node>, Vec<f32>)> = Vec::new();
    let mut random = Random(SEED);
    for round in 0..settings.trees {
        let (bins, loss) = slopes(rows, &scores);
        if round % 50 == 0 || round + 1 == settings.trees {
            eprintln!("tree {round} loss {loss:.5}");
        }
        trees.push(grow(rows, &bins, settings, &mut random, &mut scores));
    }
    let largest = trees.iter().flat_map(|(_, leaves)| leaves).fold(1e-6_f32, |largest, leaf| largest.max(leaf.abs()));
    let scale = scale.unwrap_or(8_000.0 / largest);
    let trees: Vec<(Vec<Node>, Vec<i16>)> = trees
        .into_iter()
        .map(|(nodes, leaves)| (nodes, leaves.iter().map(|leaf| (leaf * scale).round() as i16).collect()))
        .collect();
    Trees::write(rows.width as u8, &trees)
}

/// First and second derivatives of the loss at every row, and the mean loss a group or row.
fn slopes(rows: &Rows, scores: &[f32]) -> (Vec<Bin>, f64) {
    let weight = |row: usize| f64::from(rows.weights.get(row).copied().unwrap_or(1.0));
    let mut bins = vec![Bin::default(); scores.len()];
    let mut loss = 0.0;
    if rows.group_ends.is_empty() {
        for (row, bin) in bins.iter_mut().enumerate() {
            let likely = 1.0 / (1.0 + (-f64::from(scores[row])).exp());
            let right = f64::from(rows.right[row]);
            loss -= weight(row) * (right * likely.max(1e-9).ln() + (1.0 - right) * (1.0 - likely).max(1e-9).ln());
            *bin =
                Bin { slope: weight(row) * (likely - right), curve: weight(row) * (likely * (1.0 - likely)).max(1e-6) };
        }
        return (bins, loss / scores.len().max(1) as f64);
    }
    let mut start = 0;
    for end in &rows.group_ends {
        let group = start..*end;
        start = *end;
        let rights: f64 = group.clone().map(|row| f64::from(rows.right[row])).sum();
        if rights == 0.0 {
            continue;
        }
        let highest = group.clone().map(|row| scores[row]).fold(f32::MIN, f32::max);
        let total: f64 = group.clone().map(|row| f64::from(scores[row] - highest).exp()).sum();
        // Several right rows share the probability as the model already divides it among them.
        let share: f64 =
            group.clone().filter(|row| rows.right[*row] > 0.0).map(|row| f64::from(scores[row] - highest).exp()).sum();
        loss -= (share / total).max(1e-9).ln();
        for row in group {
            let power = f64::from(scores[row] - highest).exp();
            let likely = power / total;
            let wanted = if rows.right[row] > 0.0 { power / share } else { 0.0 };
            bins[row] = Bin {
                slope: weight(row) * (likely - wanted),
                curve: weight(row) * (likely * (1.0 - likely)).max(1e-6),
            };
        }
    }
    (bins, loss / rows.group_ends.len().max(1) as f64)
}

/// Grows one tree, best leaf first, and adds its values to the scores.
fn grow(
    rows: &Rows,
    bins: &[Bin],
    settings: Settings,
    random: &mut Random,
    scores: &mut [f32],
) -> (Vec<Node>, Vec<f32>) {
    let mut nodes: Vec<Node> = Vec::new();
    let open: Vec<bool> = (0..rows.width).map(|_| random.chance() < settings.features).collect();
    let (all, left_out) = drawn(bins.len(), settings.rows, random);
    let histogram = histogram(rows, bins, &all);
    let mut leaves = vec![leaf(all, histogram, &open, settings, None)];
    while leaves.len() < settings.leaves {
        let best = (0..leaves.len())
            .filter_map(|at| leaves[at].split.map(|split| (at, split)))
            .max_by(|a, b| a.1.gain.total_cmp(&b.1.gain).then(b.0.cmp(&a.0)));
        let Some((at, split)) = best else { break };
        let value = |row: &u32| rows.features[*row as usize * rows.width + split.feature];
        let (left, right): (Vec<u32>, Vec<u32>) = leaves[at].rows.iter().partition(|row| value(row) <= split.threshold);
        let node = nodes.len();
        nodes.push(Node { feature: split.feature as u8, threshold: split.threshold, left: 0, right: 0 });
        point(&mut nodes, leaves[at].parent, node as u8);
        // The larger child's histogram is the parent's less the smaller child's.
        let smaller = if left.len() <= right.len() { &left } else { &right };
        let small = self::histogram(rows, bins, smaller);
        let large: Vec<Bin> = leaves[at]
            .histogram
            .iter()
            .zip(&small)
            .map(|(whole, part)| Bin { slope: whole.slope - part.slope, curve: whole.curve - part.curve })
            .collect();
        let (of_left, of_right) = if left.len() <= right.len() { (small, large) } else { (large, small) };
        leaves[at] = leaf(left, of_left, &open, settings, Some((node, true)));
        leaves.push(leaf(right, of_right, &open, settings, Some((node, false))));
    }
    let mut values = Vec::with_capacity(leaves.len());
    for (number, leaf) in leaves.iter().enumerate() {
        let value = (-leaf.total.slope / (leaf.total.curve + f64::from(settings.penalty))) as f32 * settings.rate;
        point(&mut nodes, leaf.parent, FIRST_LEAF + number as u8);
        leaf.rows.iter().for_each(|row| scores[*row as usize] += value);
        values.push(value);
    }
    for row in left_out {
        let own = &rows.features[row as usize * rows.width..(row as usize + 1) * rows.width];
        scores[row as usize] += values[leaf_of(&nodes, own)];
    }
    (nodes, values)
}

/// Which leaf of a tree a row falls into.
fn leaf_of(nodes: &[Node], row: &[u8]) -> usize {
    let mut at = 0;
    while let Some(node) = nodes.get(at) {
        let child = if row[usize::from(node.feature)] <= node.threshold { node.left } else { node.right };
        if child >= FIRST_LEAF {
            return usize::from(child - FIRST_LEAF);
        }
        at = usize::from(child);
    }
    0
}

/// The rows that a tree learns from, and the others.
fn drawn(count: usize, share: f32, random: &mut Random) -> (Vec<u32>, Vec<u32>) {
    if share >= 1.0 {
        return ((0..count as u32).collect(), Vec::new());
    }
    (0..count as u32).partition(|_| random.chance() < share)
}

/// Numbers by xorshift (Marsaglia 2003), the same on every machine.
pub struct Random(pub u64);

/// Where the numbers start; any but 0 will do.
const SEED: u64 = 0x21a2_0b4f_61bf_b8d3;

impl Random {
    /// Between 0 and 1.
    pub fn chance(&mut self) -> f32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 40) as f32 / (1_u64 << 24) as f32
    }
}

fn point(nodes: &mut [Node], parent: Option<(usize, bool)>, child: u8) {
    match parent {
        Some((node, true)) => nodes[node].left = child,
        Some((node, false)) => nodes[node].right = child,
        None => {}
    }
}

fn histogram(rows: &Rows, bins: &[Bin], of: &[u32]) -> Vec<Bin> {
    let mut histogram = vec![Bin::default(); rows.width * 256];
    for row in of {
        let row = *row as usize;
        let bin = bins[row];
        for (feature, value) in rows.features[row * rows.width..(row + 1) * rows.width].iter().enumerate() {
            let cell = &mut histogram[feature * 256 + usize::from(*value)];
            cell.slope += bin.slope;
            cell.curve += bin.curve;
        }
    }
    histogram
}

fn leaf(rows: Vec<u32>, histogram: Vec<Bin>, open: &[bool], settings: Settings, parent: Option<(usize, bool)>) -> Leaf {
    let total = histogram[..256]
        .iter()
        .fold(Bin::default(), |sum, bin| Bin { slope: sum.slope + bin.slope, curve: sum.curve + bin.curve });
    let penalty = f64::from(settings.penalty);
    let worth = |bin: Bin| bin.slope * bin.slope / (bin.curve + penalty);
    let mut split: Option<Split> = None;
    for feature in (0..open.len()).filter(|feature| open[*feature]) {
        let mut left = Bin::default();
        for threshold in 0..255_u8 {
            let bin = histogram[feature * 256 + usize::from(threshold)];
            if bin.curve == 0.0 && bin.slope == 0.0 {
                continue;
            }
            left = Bin { slope: left.slope + bin.slope, curve: left.curve + bin.curve };
            let right = Bin { slope: total.slope - left.slope, curve: total.curve - left.curve };
            if left.curve < f64::from(settings.least) || right.curve < f64::from(settings.least) {
                continue;
            }
            let gain = worth(left) + worth(right) - worth(total);
            if gain > 1e-6 && split.is_none_or(|best| gain > best.gain) {
                split = Some(Split { gain, feature, threshold });
            }
        }
    }
    Leaf { rows, histogram, total, split, parent }
}
