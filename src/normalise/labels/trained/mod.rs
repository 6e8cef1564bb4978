//! Labels blocks with weights that were trained, on top of the rules.
//!
//! The rules for the kind of page label first; their labels are features among others. A linear-chain CRF names every
//! block, boosted trees pick headline, date and byline. For text and captions trees vote in the chain of a dump and mend
//! what the rules say of a saved page. One model serves both; the weights are `models/blocks.bin`, trained by
//! `examples/train_blocks`.
//!
//! Invariant: the same page gives the same labels on every machine.

pub mod html;
pub mod model;
pub(in crate::normalise) mod scores;
pub mod text;
pub(in crate::normalise) mod text_bylines;

use crate::learned::crf::Scratch;
use crate::learned::trees::Trees;
use crate::model::built_in::whole;
use crate::normalise::blocks::{BlockPage, Labeller, Labels};
use crate::normalise::labels::features::classes::{CLASSES, RuleLabels};
use crate::normalise::labels::features::{WIDTH, features_of};
use crate::normalise::labels::rules::rule_labels;
use crate::normalise::labels::trained::html::settle_html;
use crate::normalise::labels::trained::model::{BlockModel, LOG_ODDS, MODEL};
use crate::normalise::labels::trained::text::settle_text;

/// What trees think of the blocks of a page one by one, in log odds.
struct Opinions {
    /// For each block how likely it is the story's and how likely a caption.
    odds: Vec<[f32; 2]>,
}

impl Opinions {
    fn of(model: &BlockModel<'_>, rows: &[u8]) -> Self {
        #[allow(clippy::cast_precision_loss)] // far below 2^24
        let odds = |trees: &Trees| rows.chunks_exact(WIDTH).map(|row| trees.score(row) as f32 / LOG_ODDS).collect();
        // One forest after the other, so that it stays in the cache.
        let (stories, captions): (Vec<f32>, Vec<f32>) = (odds(&model.story), odds(&model.caption));
        Self { odds: stories.into_iter().zip(captions).map(|(story, caption)| [story, caption]).collect() }
    }
}

/// Pages of more blocks are left to the rules: no article has a tenth of them, and features take a kilobyte a block.
const MOST_BLOCKS: usize = 20_000;

/// The labeller for both kinds of page.
#[derive(Clone, Copy, Debug, Default)]
pub struct TrainedLabeller;

impl Labeller for TrainedLabeller {
    fn label(&self, page: &BlockPage) -> Vec<Labels> {
        let rules = rule_labels(page);
        if page.blocks.len() > MOST_BLOCKS {
            return rules.labels;
        }
        label_with(whole(&MODEL), page, &rules)
    }
}

/// Labels `page` with `model`, given what the rules say.
#[must_use]
pub fn label_with(model: &BlockModel<'_>, page: &BlockPage, rules: &RuleLabels) -> Vec<Labels> {
    let saved = page.blocks.first().is_some_and(|block| block.markup.is_some());
    let features = features_of(page, rules);
    let rows = &features.rows;
    let chain = features.chain();
    let mut emissions = Vec::with_capacity(chain.ends.len() * CLASSES.len());
    let mut start = 0;
    for end in &chain.ends {
        model.chain.emit(chain.hashes.get(start..*end as usize).unwrap_or_default(), &mut emissions);
        start = *end as usize;
    }
    if !saved {
        vote(&mut emissions, &Opinions::of(model, rows), model.scale);
    }
    let mut scratch = Scratch::default();
    let classes = model.chain.decode(&emissions, &mut scratch);
    let classes = classes.iter().map(|class| CLASSES.get(usize::from(*class)).copied().unwrap_or(Labels::BOILERPLATE));
    let rows: Vec<&[u8]> = rows.chunks_exact(WIDTH).collect();
    if saved {
        settle_html(model, page, &rows, classes, &rules.labels)
    } else {
        settle_text(model, page, &rows, classes, rules)
    }
}

/// How much more likely than the chain's own word a block of a dump is the story's and a caption, in log odds. The chain
/// alone loses more of a story than it adds. By cross-validation on `dumps_dev` (November 2026) biases of 0, .25, .5, .75 and 1
/// towards the story gave body F1 .938, .937, .938, .937 and .937, and what leaks of captions grows with them; those towards
/// captions from 1 to 2 hardly differ.
const MORE_STORY: f32 = 0.5;
const MORE_CAPTIONS: f32 = 1.0;

/// Adds the opinions of the trees to the emissions of the chain, which sees what is around a block.
fn vote(emissions: &mut [i32], opinions: &Opinions, scale: f32) {
    #[allow(clippy::cast_possible_truncation)] // a few thousand at the most
    let score = |odds: f32| (odds * scale).round() as i32;
    for (row, [story, caption]) in emissions.chunks_exact_mut(CLASSES.len()).zip(&opinions.odds) {
        for (emission, class) in row.iter_mut().zip(CLASSES) {
            if class.any(Labels::BODY.with(Labels::SUBHEAD)) {
                *emission += score(story + MORE_STORY);
            } else if class.any(Labels::CAPTION) {
                *emission += score(caption + MORE_CAPTIONS);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::blocks::text::blocks_of_text;
    use crate::normalise::html::html_page;
    use crate::normalise::labels::features::OPENS_LIST;

    #[test]
    fn row_says_where_a_list_opens() {
        let page =
            html_page("<p>The ferry stayed in port, she said.</p><h3>Related articles</h3><p>Eels return</p>", None);
        let rows = features_of(&page, &rule_labels(&page)).rows;
        let opens: Vec<u8> = rows.chunks_exact(WIDTH).filter_map(|row| row.get(OPENS_LIST).copied()).collect();
        assert_eq!(opens, [0, 1, 0]);
    }

    #[test]
    fn every_block_gets_labels_and_one_is_the_headline() {
        let text = "Ferry stays in port as storm closes the bridge\nBy Carl Dahl\n10 May 2013\nThe ferry to Lund stayed in port \
            on Monday because of the storm, said Anna Berg, who runs the harbour.";
        let dump = BlockPage { blocks: blocks_of_text(text), ..BlockPage::default() };
        let saved = html_page(
            "<h1>Ferry stays in port</h1><p>By Carl Dahl</p><p>The ferry stayed in port, she said.</p>",
            None,
        );
        for page in [dump, saved, BlockPage::default()] {
            let labels = TrainedLabeller.label(&page);
            assert_eq!(labels.len(), page.blocks.len());
            assert!(labels.iter().filter(|label| label.any(Labels::HEADLINE)).count() <= 1);
        }
    }
}
