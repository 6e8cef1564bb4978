//! What a page declares about itself: JSON-LD, OpenGraph, microdata and meta tags.
//!
//! Invariant: values as declared, cleaned of markup and white space only; weighing them is the business of others.

/// Declared metadata, best evidence first in each list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Declared {
    /// Canonical address.
    pub url: Option<String>,
    /// Name of the publication.
    pub site: Option<String>,
    /// Language, as a BCP 47 tag.
    pub language: Option<String>,
    /// Best evidence first.
    pub headlines: Vec<String>,
    /// The `title` element.
    pub title: Option<String>,
    /// Summaries.
    pub descriptions: Vec<String>,
    /// Names of authors; people and organisations alike.
    pub authors: Vec<String>,
    /// Those of them that the page says are people.
    pub persons: Vec<String>,
    /// Texts of links to the pages of authors, near the headline.
    pub linked_authors: Vec<String>,
    /// Dates of publication.
    pub published: Vec<String>,
    /// Dates of the last change.
    pub updated: Vec<String>,
    /// When a browser or a crawler saved the page, as it wrote that into the page.
    pub saved_at: Option<String>,
    /// The pages in the frames that the page is made of.
    pub frames: Vec<String>,
    /// Captions of pictures with their credits.
    pub captions: Vec<(String, Option<String>)>,
    /// The text of the article.
    pub body: Option<String>,
    /// How many values at the head of each list came from JSON-LD; the others are from meta tags and microdata.
    pub json_ld: Linked,
}

/// How many values of each list came from JSON-LD.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Linked {
    /// Of the headlines.
    pub headlines: usize,
    /// Of the authors.
    pub authors: usize,
    /// Of the dates of publication.
    pub published: usize,
    /// Of the dates of publication those of JSON-LD together with those of tags that say nothing else.
    pub stated: usize,
    /// Of the dates of the last change.
    pub updated: usize,
}
