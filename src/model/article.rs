//! An article as `normalise` leaves it: clean fields, the body in paragraphs, captions once each.

use crate::model::{Digest, PartialDate};

/// One article. Every text is NFC, without zero-width characters or doubled spaces, unless its record gave it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Address of the page.
    pub url: Option<String>,
    /// The address that the page itself gives as its own, where its record gives another one or none: it may say which page
    /// it is.
    pub canonical: Option<String>,
    /// Name of the publication.
    pub site: Option<String>,
    /// ISO 639-1 code of the body's language; `None` where it cannot be told.
    pub language: Option<String>,
    /// Headline.
    pub headline: Option<String>,
    /// The byline as printed, names, agencies and all.
    pub byline: Option<String>,
    /// Names of the people who wrote it, in the order of the byline.
    pub authors: Vec<String>,
    /// The news agency the byline or dateline names.
    pub agency: Option<String>,
    /// Where (and by whom) the report was filed, such as `BEIRUT (Reuters)`; left out of the body.
    pub dateline: Option<String>,
    /// When it was published.
    pub published_at: Option<PartialDate>,
    /// When it was last changed.
    pub updated_at: Option<PartialDate>,
    /// The summary or deck set apart under the headline, where it is no paragraph of the story.
    pub standfirst: Option<String>,
    /// When the page was fetched, as far as it or its record says so.
    pub fetched_at: Option<PartialDate>,
    /// Paragraphs, separated by one empty line.
    pub body: String,
    /// Captions in the order of their first appearance, each once.
    pub captions: Vec<Caption>,
}

/// A caption of the article, credit apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// Digest of the UTF-8 bytes of `text`.
    pub sha256: Digest,
    /// The caption: NFC, runs of white space as one space, trimmed, without its credit.
    pub text: String,
    /// The credit as printed, such as `© Anna Berg - AFP/Pool`.
    pub credit: Option<String>,
    /// The person who took the picture.
    pub photographer: Option<String>,
    /// The agency or archive that owns it.
    pub agency: Option<String>,
    /// How often the page shows it; at least 1.
    pub occurrences: usize,
}

impl Caption {
    /// A caption seen once. `text` must already be normalised; the digest is taken here so that it can never disagree.
    #[must_use]
    pub fn new(text: String, credit: Option<String>, photographer: Option<String>, agency: Option<String>) -> Self {
        Self { sha256: Digest::of(text.as_bytes()), text, credit, photographer, agency, occurrences: 1 }
    }
}
