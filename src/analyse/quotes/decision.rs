//! The outcome for one quotation: whether it is one, and who said it.
//!
//! Invariant: plain data; `quotes` fills it in and `rows` writes it out.

use crate::analyse::quotes::cues::Source;
use crate::analyse::quotes::scene::Setting;
use crate::analyse::quotes::speakers::candidates::Relation;

/// What was decided about one quotation.
#[derive(Clone, Debug)]
pub(super) struct Decision {
    pub(super) setting: Setting,
    pub(super) relation: Relation,
    pub(super) source: Option<Source>,
    pub(super) speaker: Option<usize>,
    pub(super) cue: Option<usize>,
    pub(super) kept: bool,
    pub(super) confidence: u16,
    /// The quotation whose speaker this one takes over.
    pub(super) like: Option<usize>,
}
