//! Labels blocks by rules: [`text`] for pages dumped as text, [`html`] for saved pages.
//!
//! Invariant: the rules know nothing of trained weights; they are what is left where a page is too long for those.

pub mod html;
pub(in crate::normalise) mod html_captions;
pub(in crate::normalise) mod html_inserts;
pub mod text;
pub(in crate::normalise) mod text_headlines;
