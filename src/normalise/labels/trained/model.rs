//! The trained weights for blocks: their file, and what there is a model for.
//!
//! File: for each of [`KINDS`], [`TEXT_PARTS`] and [`HTML_PARTS`] the length of its trees as a little-endian `u32`, then
//! the trees; likewise the scale of the chain as an `f32`, and the chain.

use std::sync::LazyLock;

use crate::learned::crf::Crf;
use crate::learned::trees::Trees;
use crate::model::BrokenData;
use crate::normalise::blocks::Labels;
use crate::normalise::labels::features::classes::CLASSES;
use crate::normalise::labels::features::markup::EXTRA;
use crate::normalise::labels::features::{DATED, WIDTH};

/// What there are trees for. The headline is picked among all blocks of a page, the others are a yes or a no each.
#[cfg(feature = "training")]
pub const KINDS: [Labels; 3] = [Labels::HEADLINE, Labels::DATE, Labels::BYLINE];

/// What there are trees for in dumps alone: text of the article, captions.
#[cfg(feature = "training")]
pub const TEXT_PARTS: [Labels; 2] = [Labels::BODY.with(Labels::SUBHEAD), Labels::CAPTION];

/// What there are trees for in saved pages alone, where the rows are wider: text of the article, what goes with a picture.
pub const HTML_PARTS: [Labels; 2] = [Labels::BODY.with(Labels::SUBHEAD), Labels::CAPTION.with(Labels::CREDIT)];

/// Trees for each of [`KINDS`], [`TEXT_PARTS`] and [`HTML_PARTS`], and the chain.
#[derive(Clone, Debug)]
pub struct BlockModel<'m> {
    pub(in crate::normalise) headline: Trees,
    pub(in crate::normalise) date: Trees,
    pub(in crate::normalise) byline: Trees,
    pub(in crate::normalise) story: Trees,
    pub(in crate::normalise) caption: Trees,
    pub(in crate::normalise) text: Trees,
    pub(in crate::normalise) shown: Trees,
    /// What a score of the chain is divided by to give log odds.
    pub(in crate::normalise) scale: f32,
    pub(in crate::normalise) chain: Crf<'m>,
}

impl<'m> BlockModel<'m> {
    /// Reads the weights; `None` where the bytes are none.
    #[must_use]
    pub fn read(mut bytes: &'m [u8]) -> Option<Self> {
        let mut next = || {
            let (length, rest) = bytes.split_first_chunk::<4>()?;
            let (part, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            bytes = rest;
            Some(part)
        };
        let trees = |part, width| Trees::read(part).filter(|trees| trees.features() == width);
        let (headline, date, byline) = (trees(next()?, WIDTH)?, trees(next()?, WIDTH)?, trees(next()?, WIDTH)?);
        let (story, caption) = (trees(next()?, WIDTH)?, trees(next()?, WIDTH)?);
        let (text, shown) = (trees(next()?, HTML_WIDTH)?, trees(next()?, HTML_WIDTH)?);
        let scale = f32::from_le_bytes(next()?.try_into().ok()?);
        let chain = Crf::read(next()?).filter(|chain| chain.labels() == CLASSES.len())?;
        bytes.is_empty().then_some(Self { headline, date, byline, story, caption, text, shown, scale, chain })
    }
}

impl BlockModel<'_> {
    /// How sure it is that a block of a saved page dates it; `None` where it holds no date.
    pub(in crate::normalise) fn date_score(&self, row: &[u8]) -> Option<i32> {
        row.get(DATED).is_some_and(|dated| *dated > 0).then(|| self.date.score(row))
    }
}

/// How many features a block of a saved page has for the trees of [`HTML_PARTS`].
pub const HTML_WIDTH: usize = WIDTH + EXTRA + 1;

static BYTES: &[u8] = include_bytes!("../../../../models/blocks.bin");
pub(in crate::normalise) static MODEL: LazyLock<Result<BlockModel<'static>, BrokenData>> =
    LazyLock::new(|| read(BYTES));

fn read(bytes: &[u8]) -> Result<BlockModel<'_>, BrokenData> {
    BlockModel::read(bytes).ok_or(BrokenData { file: "models/blocks.bin" })
}

/// Reads the weights that are compiled in.
///
/// # Errors
/// Where they are broken.
pub fn load() -> Result<(), BrokenData> {
    MODEL.as_ref().map(|_| ()).map_err(|broken| *broken)
}

/// What a score of trees is divided by to give log odds.
pub const LOG_ODDS: f32 = 4096.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_weights_are_read() {
        assert_eq!(load(), Ok(()));
    }

    #[test]
    fn broken_weights_are_an_error() {
        let mut foreign = BYTES.to_vec();
        foreign[4 + 5] += 1; // another number of features
        for bytes in [&BYTES[..BYTES.len() - 1], &BYTES[..3], &foreign, b""] {
            assert_eq!(read(bytes).err(), Some(BrokenData { file: "models/blocks.bin" }));
        }
    }

    #[test]
    fn bytes_of_anything_else_are_refused() {
        for bytes in [&b""[..], b"\0\0\0\0", b"\xff\xff\xff\xff", &[0; 64]] {
            assert!(BlockModel::read(bytes).is_none());
        }
    }
}
