//! What a family of refused texts is.

use crate::read::about::Refusal;

/// Texts that are told by the same marks.
pub(super) struct Family {
    /// Every refusal that `look` may come to.
    pub refusals: &'static [&'static Refusal],
    /// What it sees in the start of a text, if that is of the family.
    pub look: fn(&str) -> Option<&'static Refusal>,
}
