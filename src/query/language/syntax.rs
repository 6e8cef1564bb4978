//! The tree of a query as it was typed.
//!
//! Invariant: plain data; every node knows the bytes it was read from.

use std::ops::Range;

use super::fields::Field;

/// One node and the bytes it was read from.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) part: Part,
    pub(super) span: Range<usize>,
}

/// What a node is.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// All of them; those that only a space joins have `false`, those of an `AND` have `true`.
    And(Vec<Node>, bool),
    /// One of them.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// What is inside may mean several quotes, pictures, people or places.
    Any(Box<Node>),
    /// A field with its value; the number is that of an `atleast…`.
    Field(&'static Field, u32, Box<Node>),
    /// A word or phrase.
    Text(Typed),
}

/// A word or phrase as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// Its letters, without marks and star.
    pub text: String,
    /// It stood between quotation marks.
    pub quoted: bool,
    /// It ended with `*`: all words that begin so.
    pub is_prefix: bool,
    /// It ended with `~N`: the words, so many others between them, in any order.
    pub within: Option<u32>,
}

impl Typed {
    /// Whether there is anything to look for.
    pub(super) fn has_letters(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }
}
