//! A page as a sequence of blocks: what both kinds of page, saved and dumped, are turned into before anything is decided.
//!
//! Paragraphs, lines, headings and captions come in as they are on the page; labels go out, one set a block. The
//! article is then read off blocks and labels together.
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
