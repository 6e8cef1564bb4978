//! Turns a document into an article.
//!
//! Responsible for everything between decoded text and clean fields: a page becomes blocks, a labeller says what each
//! block is, and the article is read off both. Body text that a record gives as such skips all of it.
//!
//! Invariant: pure and total. No I/O, no clock, no error: odd input gives a [`Diagnostic`].

pub mod article;
mod block_traits;
pub mod blocks;
pub mod byline;
pub mod captions;
mod date_grammar;
pub mod dateline;
pub mod dates;
pub mod declared;
pub mod language;
pub mod person_names;
pub mod text_blocks;
pub mod text_labels;
pub mod titles;
pub mod unicode;

use crate::model::{Article, Content, Diagnostic, Document, Given};
use crate::normalise::blocks::{BlockPage, Labeller};
use crate::normalise::text_labels::TextRules;

/// Reads the article off `document`.
#[must_use]
pub fn normalise(document: &Document) -> (Article, Vec<Diagnostic>) {
    let mut diagnostics = document.diagnostics.clone();
    let given = &document.given;
    let article = match &document.content {
        Content::Body(body) => given_article(body, given, &mut diagnostics),
        Content::Text(text) => {
            let blocks = text_blocks::blocks_of_text(text);
            let page = BlockPage { blocks, url: given.url.clone(), ..BlockPage::default() };
            read(&page, &TextRules, given, &mut diagnostics)
        }
        Content::Html(_) => Article::default(),
    };
    (article, diagnostics)
}

/// Labels the blocks of a page and reads the article off them: the same for every kind of page.
fn read(page: &BlockPage, labeller: &dyn Labeller, given: &Given, diagnostics: &mut Vec<Diagnostic>) -> Article {
    let labels = labeller.label(page);
    article::read_off(page, &labels, given, diagnostics)
}

/// The article of a record that gives its body: nothing but the language is told from the text.
fn given_article(body: &str, given: &Given, diagnostics: &mut Vec<Diagnostic>) -> Article {
    let byline = given.byline.as_deref().and_then(byline::parse_byline);
    let (found_authors, agency) = byline.map(|line| (line.authors, line.agency)).unwrap_or_default();
    let language = given.language.clone().or_else(|| language::language_of(body));
    let mut date =
        |text: &Option<String>, field| article::given_date(text.as_deref(), field, language.as_deref(), diagnostics);
    let published_at = date(&given.published_at, "published_at");
    let updated_at = date(&given.updated_at, "updated_at");
    Article {
        url: given.url.clone(),
        site: given.site.clone(),
        language,
        headline: given.headline.clone(),
        byline: given.byline.clone(),
        authors: given.authors.clone().unwrap_or(found_authors),
        agency,
        dateline: given.dateline.clone(),
        published_at,
        updated_at,
        body: body.to_owned(),
        captions: article::given_captions(given).into_captions(),
    }
}
