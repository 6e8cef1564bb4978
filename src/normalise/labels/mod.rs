//! Decides what each block of a page is.
//!
//! [`rules`] label first; [`features`] describe each block to the models of [`trained`], which settle what rules and
//! models say. Before the article is read off, the settlers of this folder correct the labels of one kind of block each:
//! headlines and bylines of saved pages, signatures of letters, stray lines.
//!
//! Files named `text_…` are about pages dumped as text, `html_…` about saved pages; the others are about both.
//!
//! Invariant: one set of labels a block, in the order of the blocks.

pub mod features;
pub(super) mod head;
pub(super) mod html_bylines;
pub(super) mod html_headline;
pub(super) mod letters;
pub mod rules;
pub(super) mod stray_lines;
pub(super) mod text_repeats;
pub(super) mod text_shown_again;
pub mod trained;
pub(super) mod traits;
