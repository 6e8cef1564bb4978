//! Boosted regression trees over small integer features, as tables.
//!
//! Method: gradient boosting, Friedman, Annals of Statistics 29 (2001); leaves grown best first. Features are bytes and
//! leaves are `i16` with one common scale, so a score is a sum of small integers.
//!
//! File: magic `ATRE`, version 1, features a row (1 byte), trees (`u16`, little-endian); then each tree: how many inner
//! nodes it has (1 byte), four bytes a node (feature, threshold, left, right) and an `i16` a leaf. A row goes left where
//! its feature is at most the threshold; a child of 128 or more is a leaf, numbered from 128. A tree without nodes has one
//! leaf.

use std::ops::Range;

/// A model over borrowed bytes.
#[derive(Clone, Debug)]
pub struct Trees<'m> {
    features: usize,
    trees: Vec<Tree<'m>>,
}

#[derive(Clone, Copy, Debug)]
struct Tree<'m> {
    nodes: &'m [u8],
    leaves: &'m [u8],
}

/// An inner node as it is written.
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

const MAGIC: &[u8; 4] = b"ATRE";
const VERSION: u8 = 1;
const NODE_LEN: usize = 4;

impl<'m> Trees<'m> {
    /// Reads a model; `None` where the bytes are not one or a tree points outside itself or backwards.
    #[must_use]
    pub fn read(bytes: &'m [u8]) -> Option<Self> {
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
            let sound = nodes.chunks_exact(NODE_LEN).enumerate().all(|(at, node)| {
                let child = |child: u8| match child {
                    FIRST_LEAF.. => usize::from(child - FIRST_LEAF) <= inner,
                    _ => usize::from(child) > at && usize::from(child) < inner,
                };
                usize::from(node[0]) < features && child(node[2]) && child(node[3])
            });
            if !sound {
                return None;
            }
            trees.push(Tree { nodes, leaves });
        }
        rest.is_empty().then_some(Self { features, trees })
    }

    /// Writes a model in the form that [`Trees::read`] takes: for each tree its nodes, children after parents, and its
    /// leaves.
    ///
    /// # Panics
    /// Where a tree has more than 127 inner nodes or there are more than 65,535 trees: a fault of the trainer.
    #[must_use]
    pub fn write(features: u8, trees: &[(Vec<Node>, Vec<i16>)]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend([VERSION, features]);
        bytes.extend(u16::try_from(trees.len()).expect("few trees").to_le_bytes());
        for (nodes, leaves) in trees {
            assert!(nodes.len() < usize::from(FIRST_LEAF) && leaves.len() == nodes.len() + 1);
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
        self.score_by(0..self.trees.len(), row)
    }

    /// What the trees at the places `which` add to the score of a row.
    #[must_use]
    pub fn score_by(&self, which: Range<usize>, row: &[u8]) -> i32 {
        self.trees.get(which).unwrap_or_default().iter().map(|tree| i32::from(tree.leaf(row))).sum()
    }

    /// How many trees there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.trees.len()
    }
}

impl Tree<'_> {
    fn leaf(&self, row: &[u8]) -> i16 {
        let mut at = if self.nodes.is_empty() { FIRST_LEAF } else { 0 };
        while at < FIRST_LEAF {
            let node = &self.nodes[usize::from(at) * NODE_LEN..usize::from(at) * NODE_LEN + NODE_LEN];
            let value = row.get(usize::from(node[0])).copied().unwrap_or(0);
            // Picked by place, not by branch: no processor guesses these well.
            at = node[2 + usize::from(value > node[1])];
        }
        let leaf = usize::from(at - FIRST_LEAF) * 2;
        i16::from_le_bytes([self.leaves[leaf], self.leaves[leaf + 1]])
    }
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
        let check = |row: &[u8], expected| assert_eq!(trees.score(row), expected, "{row:?}");
        check(&[3, 9], -9);
        check(&[4, 0], 6);
        check(&[4, 1], 51);
        check(&[4], 6);
        check(&[], -9);
    }

    #[test]
    fn broken_models_are_refused() {
        let bytes = model();
        assert!(Trees::read(&bytes[..bytes.len() - 1]).is_none());
        let mut loops = bytes.clone();
        loops[9 + 2] = 0;
        assert!(Trees::read(&loops).is_none());
        assert!(Trees::read(b"ATRE").is_none());
    }
}
