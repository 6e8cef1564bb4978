//! A field after attribution, from which its rows are written, and what the files of this room share.

use std::ops::Range;

use crate::analyse::quotes::attributed::AttributedQuotation;
use crate::analyse::quotes::scene::Scene;
use crate::analyse::quotes::speakers::pronouns::Focus;
use crate::analyse::quotes::turns::paragraphs::Turn;

/// A field with its quotations and turns attributed.
pub(in crate::analyse::quotes) struct AttributedField<'a> {
    pub(in crate::analyse::quotes) scene: &'a Scene<'a>,
    pub(in crate::analyse::quotes) quotations: &'a [AttributedQuotation],
    pub(in crate::analyse::quotes) focus: &'a Focus<'a>,
    pub(in crate::analyse::quotes) turns: &'a [Turn],
}

/// What a cue has besides quotations: the group of those it governs, or the whole of what it says of an inner speaker.
#[derive(Clone, Debug, Default)]
pub(super) struct CueUse {
    pub(super) group: Option<usize>,
    pub(super) embeds: Option<Range<usize>>,
}

/// The number of the next group.
pub(super) fn next(groups: &mut usize) -> usize {
    *groups += 1;
    *groups
}
