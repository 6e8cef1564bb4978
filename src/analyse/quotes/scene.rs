//! One field as attribution sees it: its clauses, its cues and its quotations.
//!
//! Invariant: plain data, made once a field and never changed.

use crate::analyse::quotes::clauses::Clauses;
use crate::analyse::quotes::cues::Cue;
use crate::analyse::quotes::marks::Quotation;

/// What is known of a quotation before it is attributed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // features, each independent of the others
pub struct Setting {
    /// Its node.
    pub node: usize,
    /// The place of its frame.
    pub frame: usize,
    /// Words inside the marks.
    pub words: usize,
    /// Whether a comma, question mark or the like ends it, or a comma follows.
    pub handed_on: bool,
    /// Whether its last sign ends a sentence.
    pub stopped: bool,
    /// Whether nothing else stands in its sentence.
    pub alone: bool,
    /// Whether it begins its sentence.
    pub leads: bool,
}

/// Everything candidates are listed from.
pub struct Scene<'a> {
    /// The clauses of the field.
    pub clauses: &'a Clauses<'a>,
    /// Its cues.
    pub cues: &'a [Cue],
    /// Its quotations.
    pub quotations: &'a [Quotation],
}
