//! METS with ALTO: the index of a scanned issue, which says what its articles are, and the text of its pages.
//!
//! Source: Library of Congress, METS 1 and ALTO 2 to 4, and the profiles in which libraries hand out newspapers. The steps: `items` finds
//! the articles in the logical structure, `pages` opens the pages that they stand on, `extract` writes each article with its blocks as an
//! index of its own, `article` reads the fields off that, `catalogue` newspaper and date off the records about the issue.
//!
//! The bytes of a record are its extract: an index with the one article, its pages in it (`FContent`) as far as it stands on them. So it
//! is read again like any index.
//!
//! Invariant: every article, and every page on which there is none, gives one document or one error; no page is held longer than an
//! article needs it.

mod areas;
mod article;
mod catalogue;
mod extract;
mod items;
mod pages;

use std::ops::ControlFlow;

use crate::model::{Content, Document, Source};
use crate::read::about::About;
use crate::read::choice::FormatChoice;
use crate::read::encoding;
use crate::read::encoding::declaration::declared_encoding;
use crate::read::error::{ReadError, ReadErrorKind};
use crate::read::format::{Format, Head, Input, longer_than};
use crate::read::formats::xml::Article;
use crate::read::markup::{Element, root_of};
use crate::read::request::Each;
use items::Item;
use pages::{Missing, Pages, files};

/// The reason by which text is counted that stands in no article of its page.
const OUTSIDE: &str = "text of a scanned page outside of its articles";

/// The format.
pub(in crate::read) struct Mets;

/// The references to pages that the index in `bytes` makes.
pub(in crate::read) fn references(bytes: &[u8]) -> Vec<String> {
    let text = encoding::decode(bytes.to_vec(), declared_encoding(bytes)).text;
    let Ok(mets) = Element::parse(&text) else { return Vec::new() };
    files(&mets).iter().filter_map(pages::File::reference).map(str::to_owned).collect()
}

impl Format for Mets {
    fn choice(&self) -> FormatChoice {
        FormatChoice::Mets
    }

    fn about(&self) -> About {
        About {
            what: "METS, the index of a scanned issue, with its pages as ALTO beside it, in the same folder or box",
            told_by: "the root `mets`",
            examples: "issue/mets.xml",
        }
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        root_of(head.text).as_deref() == Some("mets")
    }

    fn is_certain(&self) -> bool {
        true
    }

    fn read(&self, input: Input<'_>, each: &mut Each<'_>) -> ControlFlow<()> {
        let (path, limit, beside) = (input.path.to_owned(), input.limit, input.beside);
        let declared = declared_encoding(&input.head);
        let bytes = match input.into_whole() {
            Ok(bytes) => bytes,
            Err(error) => return each(Err(error)),
        };
        let failed = |kind, message: String| Err(ReadError::of_file(&path, kind, message));
        let mets = match Element::parse(&encoding::decode(bytes, declared).text) {
            Ok(mets) => mets,
            Err(fault) => {
                let error =
                    ReadError::of_file(&path, ReadErrorKind::Malformed, format!("not valid XML: {}", fault.message));
                return each(Err(ReadError { byte_offset: Some(fault.byte_offset), ..error }));
            }
        };
        let pages = Pages::new(&mets, beside, limit);
        if pages.is_empty() {
            return each(failed(
                ReadErrorKind::NoText,
                "an index of a scanned issue that names no page of text".to_owned(),
            ));
        }
        let items = items::items(&mets, &pages.names());
        Issue { path: &path, limit, mets: &mets }.read(&items, pages, each)
    }
}

/// An index that is read.
struct Issue<'i> {
    path: &'i str,
    /// The longest record, in bytes.
    limit: usize,
    mets: &'i Element,
}

impl Issue<'_> {
    fn read(&self, items: &[Item<'_>], mut pages: Pages<'_>, each: &mut Each<'_>) -> ControlFlow<()> {
        for item in items {
            pages.expect(&item.areas());
        }
        let (mut found, mut missing) = (0, Vec::new());
        for (number, item) in items.iter().enumerate() {
            let outcome = self.document(number + 1, item, &mut pages);
            for _ in 0..pages.take_left_over() {
                let record = item.id(number + 1);
                each(Err(ReadError::of_passed_over(self.path, record, 0, OUTSIDE)))?;
            }
            match outcome {
                Err(Failure::Missing(error)) if found == 0 => missing.push(error),
                outcome => {
                    // Where no page at all is there, that is one thing to say and not as many as there are articles.
                    found += 1;
                    for error in missing.drain(..) {
                        each(Err(error))?;
                    }
                    each(outcome.map_err(Failure::into_error))?;
                }
            }
        }
        if missing.is_empty() && found > 0 {
            return ControlFlow::Continue(());
        }
        let message =
            "an index of a scanned issue whose pages are not beside it; read the folder or the box that holds both";
        each(Err(ReadError::of_file(self.path, ReadErrorKind::Unsupported, message)))
    }

    /// The document of the item with this number.
    fn document(&self, number: usize, item: &Item<'_>, pages: &mut Pages<'_>) -> Result<Document, Failure> {
        let record = item.id(number);
        let failed = |kind, message: String| ReadError {
            record: Some(record.clone()),
            ..ReadError::of_file(self.path, kind, message)
        };
        let areas = item.areas();
        let xml = pages.blocks(&areas).map(|blocks| extract::extract(self.mets, item, &blocks));
        // Also where it failed: no page is held longer than its articles need it.
        pages.done(&areas);
        let xml = xml.map_err(|missing| match missing {
            Missing::NotThere(page) => {
                Failure::Missing(failed(ReadErrorKind::NotFound, format!("its page {page} is not beside the index")))
            }
            Missing::Broken(page, message) => {
                Failure::Other(failed(ReadErrorKind::Malformed, format!("its page {page}: {message}")))
            }
            Missing::TooLong(message) => Failure::Other(failed(ReadErrorKind::TooLarge, message)),
        })?;
        if xml.len() > self.limit {
            let message = format!("{}; --max-record-bytes sets the longest that is read", longer_than(self.limit));
            return Err(Failure::Other(failed(ReadErrorKind::TooLarge, message)));
        }
        let article = Element::parse(&xml).ok().and_then(|mets| article::article(&mets));
        let Some(Article { given, body, diagnostics, .. }) = article.filter(|article| !article.body.trim().is_empty())
        else {
            return Err(Failure::Other(failed(ReadErrorKind::NoText, "the record has no text".to_owned())));
        };
        let source = Source::new(self.path.to_owned(), Some(record), "application/xml", xml.into_bytes());
        Ok(Document { source, content: Content::Body(body), given, diagnostics })
    }
}

/// Why an item gives no document.
enum Failure {
    /// A page of it is not there.
    Missing(ReadError),
    /// Anything else.
    Other(ReadError),
}

impl Failure {
    fn into_error(self) -> ReadError {
        match self {
            Self::Missing(error) | Self::Other(error) => error,
        }
    }
}

#[cfg(test)]
mod tests;
