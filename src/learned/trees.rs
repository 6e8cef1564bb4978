//! Boosted regression trees over small integer features, as tables.
//!
//! Method: gradient boosting, Friedman, Annals of Statistics 29 (2001); leaves grown best first. Features are bytes and
//! leaves are `i16` with one common scale, so a score is a sum of small integers. Trees are not walked: every test that a
//! row fails strikes leaves from a set of bits, and the first leaf left in a tree is the one the row falls to (`QuickScorer`,
//! Lucchese et al., SIGIR 2015). A walk mispredicts a branch at almost every node; this mispredicts about one per feature.
//!
//! File: magic `ATRE`, version 1, features a row (1 byte), trees (`u16`, little-endian); then each tree: how many inner
//! nodes it has (1 byte), four bytes a node (feature, threshold, left, right) and an `i16` a leaf. A row goes left where
//! its feature is at most the threshold; a child of 128 or more is a leaf, numbered from 128. A tree without nodes has one
//! leaf, and none has more than [`MOST_LEAVES`].

use std::sync::OnceLock;

/// A model, ready to score rows.
#[derive(Clone, Debug)]
pub struct Trees {
    features: usize,
    all: Vec<Tree>,
    /// The first eighth of the trees. Each is made when it is first asked, as most models are only ever asked one of them.
    glance: OnceLock<Forest>,
    /// The others.
    rest: OnceLock<Vec<Forest>>,
    /// All of them: a whole score is one pass over the features and not two.
    whole: OnceLock<Vec<Forest>>,
}

/// An inner node as it is written.
#[cfg(any(test, feature = "training"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Which feature is asked.
    pub feature: u8,
    /// The largest value that goes left.
    pub threshold: u8,
    /// Where it goes left: a node, or 128 and more for a leaf.
    pub left: u8,
    /// Where it goes right: a node, or 128 and more for a leaf.
    pub right: u8,
}

/// The first number that means a leaf.
pub const FIRST_LEAF: u8 = 128;

/// Leaves of the largest tree that is read.
pub const MOST_LEAVES: usize = 32;

const MAGIC: &[u8; 4] = b"ATRE";
const VERSION: u8 = 1;
const NODE_LEN: usize = 4;

/// A first look asks one tree in this many.
const GLANCE: usize = 8;
/// Trees of one forest: few enough that a byte numbers them.
const FOREST: usize = 256;

impl Trees {
    /// Reads a model; `None` where the bytes are not one or a tree does not hold together.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (header, mut rest) = bytes.split_at_checked(8)?;
        if &header[..4] != MAGIC || header[4] != VERSION {
            return None;
        }
        let features = usize::from(header[5]);
        let count = usize::from(u16::from_le_bytes([header[6], header[7]]));
        let mut trees = Vec::with_capacity(count);
        for _ in 0..count {
            let (inner, tail) = rest.split_first()?;
            let inner = usize::from(*inner);
            let (nodes, tail) = tail.split_at_checked(inner * NODE_LEN)?;
            let (leaves, tail) = tail.split_at_checked((inner + 1) * 2)?;
            rest = tail;
            trees.push(Tree::read(features, nodes, leaves)?);
        }
        let is_whole = rest.is_empty() && count / GLANCE <= FOREST;
        let (glance, rest, whole) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        is_whole.then_some(Self { features, all: trees, glance, rest, whole })
    }

    fn first(&self) -> &Forest {
        self.glance.get_or_init(|| Forest::new(self.split().0))
    }

    fn others(&self) -> &[Forest] {
        self.rest.get_or_init(|| Forest::all(self.split().1))
    }

    /// The trees of the first look, and the others.
    fn split(&self) -> (&[Tree], &[Tree]) {
        self.all.split_at(self.all.len() / GLANCE)
    }

    /// Writes a model in the form that [`Trees::read`] takes: for each tree its nodes, children after parents, and its
    /// leaves.
    ///
    /// # Panics
    /// Where a tree has more than [`MOST_LEAVES`] leaves or there are more than 2,048 trees: a fault of the trainer.
    #[cfg(any(test, feature = "training"))]
    #[must_use]
    pub fn write(features: u8, trees: &[(Vec<Node>, Vec<i16>)]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend([VERSION, features]);
        assert!(trees.len() / GLANCE <= FOREST);
        bytes.extend(u16::try_from(trees.len()).expect("few trees").to_le_bytes());
        for (nodes, leaves) in trees {
            assert!(nodes.len() < MOST_LEAVES && leaves.len() == nodes.len() + 1);
            bytes.push(u8::try_from(nodes.len()).expect("few nodes"));
            bytes.extend(nodes.iter().flat_map(|node| [node.feature, node.threshold, node.left, node.right]));
            bytes.extend(leaves.iter().flat_map(|leaf| leaf.to_le_bytes()));
        }
        bytes
    }

    /// How many features a row has.
    #[must_use]
    pub fn features(&self) -> usize {
        self.features
    }

    /// The score of a row; a feature the row lacks counts as 0.
    #[must_use]
    pub fn score(&self, row: &[u8]) -> i32 {
        self.whole.get_or_init(|| Forest::all(&self.all)).iter().map(|forest| forest.score(row)).sum()
    }

    /// What the first eighth of the trees adds to the score of a row.
    #[must_use]
    pub fn glance(&self, row: &[u8]) -> i32 {
        self.first().score(row)
    }

    /// What the others add.
    #[must_use]
    pub fn rest(&self, row: &[u8]) -> i32 {
        self.others().iter().map(|forest| forest.score(row)).sum()
    }

    /// What the first eighth of the trees adds to the score of each row; cheaper than one by one, as what the rows have
    /// in common is asked once.
    #[must_use]
    pub fn glance_at_all(&self, rows: &[&[u8]]) -> Vec<i32> {
        self.first().scores(rows)
    }

    /// What the others add to the score of each row.
    #[must_use]
    pub fn rest_of_all(&self, rows: &[&[u8]]) -> Vec<i32> {
        let mut sums = vec![0; rows.len()];
        for forest in self.others() {
            for (sum, score) in sums.iter_mut().zip(forest.scores(rows)) {
                *sum += score;
            }
        }
        sums
    }

    /// How many trees there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.all.len()
    }
}

/// One tree, its leaves in the order of the branches from left to right.
#[derive(Clone, Debug)]
struct Tree {
    /// Each with its feature.
    tests: Vec<(u8, Test)>,
    leaves: [i16; MOST_LEAVES],
}

/// A test of a tree: a row whose feature is above the threshold loses the leaves to the left.
#[derive(Clone, Copy, Debug)]
struct Test {
    /// The leaves that are left.
    mask: u32,
    threshold: u8,
    tree: u8,
}

impl Tree {
    /// Reads a tree; `None` where a node or leaf is missing, is reached twice, or precedes its parent.
    fn read(features: usize, nodes: &[u8], leaves: &[u8]) -> Option<Self> {
        let inner = nodes.len() / NODE_LEN;
        if inner >= MOST_LEAVES {
            return None;
        }
        let mut reading = Reading { features, nodes, leaves, tree: Self { tests: vec![], leaves: [0; MOST_LEAVES] } };
        let end = reading.branch(if inner == 0 { FIRST_LEAF } else { 0 }, 0)?;
        (end == inner + 1).then_some(reading.tree)
    }
}

struct Reading<'m> {
    features: usize,
    nodes: &'m [u8],
    leaves: &'m [u8],
    tree: Tree,
}

impl Reading<'_> {
    /// Reads the branch that starts at `at`, its first leaf the one at place `first`; returns the place after its last one.
    fn branch(&mut self, at: u8, first: usize) -> Option<usize> {
        let place = usize::from(at);
        if at >= FIRST_LEAF {
            let value = self.leaves.chunks_exact(2).nth(place - usize::from(FIRST_LEAF))?;
            *self.tree.leaves.get_mut(first)? = i16::from_le_bytes([value[0], value[1]]);
            return Some(first + 1);
        }
        let &[feature, threshold, left, right] = self.nodes.chunks_exact(NODE_LEN).nth(place)? else { return None };
        if usize::from(feature) >= self.features || left <= at || right <= at {
            return None;
        }
        let middle = self.branch(left, first)?;
        let struck = u32::MAX.checked_shl(u32::try_from(middle).ok()?).unwrap_or(0) ^ (u32::MAX << first);
        self.tree.tests.push((feature, Test { mask: !struck, threshold, tree: 0 }));
        self.branch(right, middle)
    }
}

/// Up to [`FOREST`] trees, their tests gathered by feature.
#[derive(Clone, Debug)]
struct Forest {
    /// The features that are asked.
    asked: Vec<Asked>,
    /// The tests of one feature after those of the other, the lowest threshold first.
    tests: Vec<Strike>,
    /// For each feature, one after the other, and each value of it up to the highest threshold, how many of its tests fail.
    failed: Vec<u16>,
    /// The leaves of each tree.
    leaves: Vec<[i16; MOST_LEAVES]>,
}

/// What a test that fails does to its tree.
#[derive(Clone, Copy, Debug)]
struct Strike {
    /// The leaves that are left.
    mask: u32,
    tree: u8,
}

/// A feature that is asked.
#[derive(Clone, Copy, Debug)]
struct Asked {
    feature: u8,
    /// A row with no more than this passes all tests: most rows do, and need not touch them.
    least: u8,
    /// The highest threshold: a row with more fails all tests.
    most: u8,
    /// The range of its tests.
    from: u16,
    to: u16,
    /// Where it is said how many tests fail at a value of 0.
    failed: u32,
}

/// The leaves of each tree that no test has struck, a bit each.
type Alive = [u32; FOREST];

impl Forest {
    /// Forests of all of `trees`.
    fn all(trees: &[Tree]) -> Vec<Self> {
        trees.chunks(FOREST).map(Self::new).collect()
    }

    fn new(trees: &[Tree]) -> Self {
        let numbered = trees.iter().zip(0_u8..=u8::MAX);
        let mut tests: Vec<(u8, Test)> = numbered
            .flat_map(|(tree, number)| {
                tree.tests.iter().map(move |(feature, test)| (*feature, Test { tree: number, ..*test }))
            })
            .collect();
        tests.sort_by_key(|(feature, test)| (*feature, test.threshold));
        let mut forest = Self {
            asked: Vec::new(),
            tests: Vec::with_capacity(tests.len()),
            failed: Vec::new(),
            leaves: trees.iter().map(|tree| tree.leaves).collect(),
        };
        for of_feature in tests.chunk_by(|(one, _), (other, _)| one == other) {
            forest.ask(of_feature);
        }
        forest
    }

    /// Adds the tests of one feature, the lowest threshold first. A forest has less than 2^16 tests: a byte numbers its trees, and
    /// none has more than 31.
    fn ask(&mut self, tests: &[(u8, Test)]) {
        let (Some((feature, lowest)), Some((_, highest))) = (tests.first(), tests.last()) else { return };
        let place = |len: usize| u16::try_from(len).unwrap_or(u16::MAX);
        let (least, most) = (lowest.threshold, highest.threshold);
        let (from, failed) = (place(self.tests.len()), u32::try_from(self.failed.len()).unwrap_or(u32::MAX));
        let fail = |value: u8| place(tests.partition_point(|(_, test)| test.threshold < value));
        self.failed.extend((0..=most).map(fail));
        self.tests.extend(tests.iter().map(|(_, test)| Strike { mask: test.mask, tree: test.tree }));
        self.asked.push(Asked { feature: *feature, least, most, from, to: place(self.tests.len()), failed });
    }

    /// The sum of the leaves that a row falls to.
    fn score(&self, row: &[u8]) -> i32 {
        let mut alive: Alive = [u32::MAX; FOREST];
        for &asked in &self.asked {
            self.strike(asked, value_of(row, asked), &mut alive);
        }
        self.fallen_to(&alive)
    }

    /// The scores of rows that have much in common, which strikes its leaves once.
    fn scores(&self, rows: &[&[u8]]) -> Vec<i32> {
        let Some((first, others)) = rows.split_first() else { return Vec::new() };
        let mut common: Alive = [u32::MAX; FOREST];
        let mut varied: Vec<Asked> = Vec::with_capacity(self.asked.len());
        for &asked in &self.asked {
            let value = value_of(first, asked);
            if others.iter().all(|row| value_of(row, asked) == value) {
                self.strike(asked, value, &mut common);
            } else {
                varied.push(asked);
            }
        }
        let score = |row: &&[u8]| {
            let mut alive = common;
            for &asked in &varied {
                self.strike(asked, value_of(row, asked), &mut alive);
            }
            self.fallen_to(&alive)
        };
        rows.iter().map(score).collect()
    }

    /// Strikes the leaves that a row with `value` for the feature `asked` cannot fall to.
    fn strike(&self, asked: Asked, value: u8, alive: &mut Alive) {
        if value <= asked.least {
            return;
        }
        let (from, mut to) = (usize::from(asked.from), usize::from(asked.to));
        if value <= asked.most {
            to = from + usize::from(self.failed[asked.failed as usize + usize::from(value)]);
        }
        for test in &self.tests[from..to] {
            alive[usize::from(test.tree)] &= test.mask;
        }
    }

    fn fallen_to(&self, alive: &Alive) -> i32 {
        // No test strikes the last leaf that is left, so that the bit set here is never the lowest unless it was.
        let leaf = |alive: &u32| (alive | 1 << (MOST_LEAVES - 1)).trailing_zeros() as usize % MOST_LEAVES;
        self.leaves.iter().zip(alive).map(|(leaves, alive)| i32::from(leaves[leaf(alive)])).sum()
    }
}

/// The value of a feature of a row; a feature that the row lacks counts as 0.
fn value_of(row: &[u8], asked: Asked) -> u8 {
    row.get(usize::from(asked.feature)).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> Vec<u8> {
        let node = |feature, threshold, left, right| Node { feature, threshold, left, right };
        Trees::write(2, &[(vec![node(0, 3, 128, 1), node(1, 0, 129, 130)], vec![-10, 5, 50]), (vec![], vec![1])])
    }

    #[test]
    fn rows_fall_to_their_leaves() {
        let bytes = model();
        let trees = Trees::read(&bytes).expect("a model");
        assert_eq!(trees.rest_of_all(&[&[3, 9], &[4, 0], &[4, 1]]), [-9, 6, 51]);
        let check = |row: &[u8], expected| assert_eq!(trees.score(row), expected, "{row:?}");
        check(&[3, 9], -9);
        check(&[4, 0], 6);
        check(&[4, 1], 51);
        check(&[4], 6);
        check(&[], -9);
    }

    /// Trees of three leaves that ask each of three features many times, some with the same threshold, more than one forest
    /// holds.
    fn many_trees() -> Vec<(Vec<Node>, Vec<i16>)> {
        let node = |feature, threshold, left, right| Node { feature, threshold, left, right };
        let tree = |at: u16| {
            let (feature, threshold) = ((at % 3) as u8, (at % 40) as u8);
            let inner = node((feature + 1) % 3, threshold / 2, 129, 130);
            (vec![node(feature, threshold, 128, 1), inner], vec![at.cast_signed(), -1, 7])
        };
        (0..600).map(tree).collect()
    }

    /// The leaves that a row falls to, by walking.
    fn walked(trees: &[(Vec<Node>, Vec<i16>)], row: &[u8]) -> i32 {
        let fallen_to = |(nodes, leaves): &(Vec<Node>, Vec<i16>)| {
            let mut at = 0;
            while at < FIRST_LEAF {
                let node = nodes[usize::from(at)];
                let value = row.get(usize::from(node.feature)).copied().unwrap_or(0);
                at = if value <= node.threshold { node.left } else { node.right };
            }
            i32::from(leaves[usize::from(at - FIRST_LEAF)])
        };
        trees.iter().map(fallen_to).sum()
    }

    #[test]
    fn a_glance_and_the_rest_make_the_score() {
        let trees = many_trees();
        let bytes = Trees::write(3, &trees);
        let model = Trees::read(&bytes).expect("a model");
        let (first, others) = trees.split_at(trees.len() / GLANCE);
        let rows: [&[u8]; 6] = [&[0, 0, 0], &[7, 9, 255], &[20, 3, 11], &[20, 3, 39], &[13], &[]];
        for row in rows {
            assert_eq!((model.glance(row), model.rest(row)), (walked(first, row), walked(others, row)), "{row:?}");
            assert_eq!(model.score(row), walked(&trees, row), "{row:?}");
        }
        assert_eq!(model.glance_at_all(&rows), rows.map(|row| model.glance(row)));
        assert_eq!(model.rest_of_all(&rows), rows.map(|row| model.rest(row)));
    }

    #[test]
    fn broken_models_are_refused() {
        let bytes = model();
        assert!(Trees::read(&bytes[..bytes.len() - 1]).is_none());
        let mut loops = bytes.clone();
        loops[9 + 2] = 0;
        assert!(Trees::read(&loops).is_none());
        let mut shares = bytes.clone();
        shares[9 + 3] = 128;
        assert!(Trees::read(&shares).is_none());
        assert!(Trees::read(b"ATRE").is_none());
    }
}
