//! A page in blocks, and a block.
//!
//! Invariant: blocks keep the order of the page.

use crate::normalise::blocks::declared::Declared;
use crate::normalise::blocks::hints::Hints;

/// How many blocks of a page are kept apart: what comes after them is read as one more. Of 1,400 pages
/// and dumps at hand none has a tenth as many lines or tags (November 2026); a block takes some 250 bytes beside its text.
pub const MOST_BLOCKS: usize = 50_000;

/// A page in blocks, and what it declares about itself outside them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BlockPage {
    /// In the order of the page.
    pub blocks: Vec<Block>,
    /// Metadata: JSON-LD, OpenGraph, microdata, meta tags. Empty for a dump.
    pub declared: Declared,
    /// Address of the page, as given or declared.
    pub url: Option<String>,
}

/// One paragraph, line, heading, caption or list item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// Its text: NFC, runs of white space as one space, trimmed; never empty.
    pub text: String,
    /// Whether an empty line comes before it (text dumps).
    pub gap_before: bool,
    /// Columns of indentation, and whether a bullet or number opened the line (text dumps).
    pub indent: u16,
    /// Whether a list bullet opened the line, or the block is a list item.
    pub bullet: bool,
    /// What the markup says; `None` in a text dump.
    pub markup: Option<Markup>,
}

/// What the markup says of a block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Markup {
    /// The nearest block-level element: `p`, `h1`, `li`, `figcaption`, `div`.
    pub tag: &'static str,
    /// Elements above it.
    pub depth: u16,
    /// Code points of `text` that are inside links.
    pub link_chars: usize,
    /// A number shared by the blocks of one parent element.
    pub parent: u32,
    /// What class names, ids, roles and element names of the block and its ancestors hint at.
    pub hints: Hints,
    /// What the element itself hints at, its ancestors left out.
    pub own: Hints,
    /// Where it stands among pictures and boxes.
    pub setting: Setting,
}

/// What surrounds a block of a saved page. Shares are in hundredths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // each is one thing seen around the block
pub struct Setting {
    /// A picture is between the block before and this one.
    pub picture_before: bool,
    /// The text is what a picture next to it says of itself.
    pub names_picture: bool,
    /// A box around it holds a picture and hardly any other text.
    pub boxed: bool,
    /// The block's own element holds a picture and no text but the block's.
    pub holds_picture: bool,
    /// How much of the text is in bold.
    pub bold: u8,
    /// How much of the text is in italics or small print.
    pub slanted: u8,
    /// For the block-level element and three above it: how much of the page's running text is inside.
    pub running: [u8; 4],
    /// For the same elements: how much of the text inside is linked.
    pub linked: [u8; 4],
    /// For the outermost element whose hints set it apart: how much of the page's running text is inside; 255 for none.
    pub apart_running: u8,
    /// For the same element: how much of its text is linked.
    pub apart_linked: u8,
    /// Whether the heading that shows the title comes before it.
    pub below_title: bool,
}
