//! The outcome for one quotation: whether it is a quote, and who said it.
//!
//! Invariant: plain data; `speakers/choice.rs` fills it in, later quotations and `rows` read it.

use crate::analyse::quotes::scene::Setting;
use crate::analyse::quotes::speakers::candidates::Candidate;

/// A quotation with its speaker.
#[derive(Clone, Debug)]
pub struct AttributedQuotation {
    /// Where it stands.
    pub setting: Setting,
    /// The candidate that was chosen.
    pub speaker: Candidate,
    /// Whether it is a quote.
    pub kept: bool,
    /// How sure that is, per mille.
    pub confidence: u16,
}
