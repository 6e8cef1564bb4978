//! Where a page has the head of its story: the headline and what stands between it and the text.
//!
//! Labels come in; how far a block is from the head goes out.
//!
//! Invariant: looks at labels only.

use crate::normalise::blocks::Labels;

/// Lines so many blocks above the headline may still be of its head; farther up they are the paper's own.
const ABOVE: usize = 3;

/// Where a page has its headline and where its text begins.
pub(in crate::normalise) struct Head {
    pub headline: Option<usize>,
    /// The first paragraph of the text below the headline.
    pub text: usize,
}

impl Head {
    /// As the labels tell it.
    pub fn of(labels: &[Labels]) -> Self {
        let headline = labels.iter().position(|label| label.any(Labels::HEADLINE));
        let from = headline.unwrap_or(0);
        let text = labels.iter().skip(from).position(|label| label.any(Labels::BODY));
        Self { headline, text: text.map_or(usize::MAX, |text| from + text) }
    }

    /// How far a block is from where date and byline of a story stand, in four steps: between headline and text, right above
    /// the headline, below the head, far above it.
    pub fn distance(&self, place: usize) -> u8 {
        match self.headline {
            None => 0,
            Some(headline) if (headline..=self.text).contains(&place) => 0,
            Some(headline) if (headline.saturating_sub(ABOVE)..headline).contains(&place) => 1,
            Some(headline) if place > headline => 2,
            Some(_) => 3,
        }
    }
}
