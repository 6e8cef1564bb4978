//! The classes that the chain tells apart, and what the rules say of a page.

use crate::normalise::blocks::Labels;
use crate::normalise::labels::text_shown_again::ShownAgain;
use crate::normalise::labels::traits::Traits;

/// The classes a block may be of, as the labels that are read off; the class is the place in this list.
pub const CLASSES: [Labels; 12] = [
    Labels::BOILERPLATE,
    Labels::BODY,
    Labels::SUBHEAD,
    Labels::HEADLINE,
    Labels::STANDFIRST,
    Labels::BYLINE,
    Labels::DATE,
    Labels::BYLINE.with(Labels::DATE),
    Labels::CAPTION,
    Labels::CREDIT,
    Labels::REPEAT,
    Labels::TITLE,
];

/// What the rules say of a page's blocks, and what of it need not be found out again.
#[derive(Clone, Debug, Default)]
pub struct RuleLabels {
    /// One set of labels a block.
    pub labels: Vec<Labels>,
    /// The traits of each block; none for a saved page.
    pub(in crate::normalise) traits: Vec<Traits>,
    /// What is shown more than once; nothing for a saved page.
    pub(in crate::normalise) shown: ShownAgain,
}

/// The place in [`CLASSES`] that fits `labels` best.
#[must_use]
pub fn class_of(labels: Labels) -> u8 {
    if labels.any(Labels::BYLINE) && labels.any(Labels::DATE) {
        return 7;
    }
    // A caption with its credit is a caption, a title that is the headline a headline.
    let order = [1, 2, 3, 4, 5, 6, 8, 9, 10, 11];
    order.into_iter().find(|class| CLASSES.get(usize::from(*class)).is_some_and(|only| labels.any(*only))).unwrap_or(0)
}
