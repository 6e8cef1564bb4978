//! A page as a sequence of blocks, the common form of saved pages and of dumps.
//!
//! `block` is a block and a page of them, `declared` what a page says about itself, `hints` what markup says about a block,
//! `labels` what a block is and who decides it. `text` cuts dumps into blocks; saved pages are cut in
//! [`html`](super::html).
//!
//! Invariant: blocks keep the order of the page and lose none of its visible text.

pub mod block;
pub mod declared;
pub mod hints;
pub mod labels;
pub mod text;

pub use block::{Block, BlockPage, MOST_BLOCKS, Markup, Setting};
pub use hints::Hints;
pub use labels::{Labeller, Labels};
