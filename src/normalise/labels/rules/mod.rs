//! Labels blocks by rules: [`text`] for pages dumped as text, [`html`] for saved pages.
//!
//! Invariant: the rules know nothing of trained weights; they are what is left where a page is too long for those.

pub mod html;
pub(in crate::normalise) mod html_captions;
pub(in crate::normalise) mod html_inserts;
pub(in crate::normalise) mod html_lines;
pub mod text;
pub(in crate::normalise) mod text_headlines;

use html::HtmlRules;
use text::label_with_traits;

use crate::normalise::blocks::{BlockPage, Labeller as _};
use crate::normalise::labels::features::classes::RuleLabels;

/// What the rules for this kind of page say.
#[must_use]
pub fn rule_labels(page: &BlockPage) -> RuleLabels {
    let saved = page.blocks.first().is_some_and(|block| block.markup.is_some());
    if saved {
        return RuleLabels { labels: HtmlRules.label(page), ..RuleLabels::default() };
    }
    label_with_traits(page)
}
