//! Web archives: WARC with its pages as servers sent them, WET with their text, and ARC, which was there before.
//!
//! Source: WARC 1.1 (ISO 28500:2017). One record is one document, its bytes those of the record from `WARC/1.` to the end of the
//! block. What is no page is passed over and counted by reason.
//!
//! Invariant: a record that is cut short or was read from damaged bytes gives no document; one that is whole gives what it holds
//! wherever the file breaks.

mod arc;
mod http;
mod record;

use std::ops::ControlFlow;

use encoding_rs::Encoding;

use crate::model::{Content, Document, Given, Source};
use crate::read::FormatChoice;
use crate::read::about::About;
use crate::read::encoding;
use crate::read::encoding::declaration::declared_encoding;
use crate::read::error::{ReadError, ReadErrorKind};
use crate::read::format::{Format, Head, Input, longer_than};
use crate::read::formats::warc::record::{Fault, Record, Records};
use crate::read::request::Each;

/// The format of web archives.
pub(super) struct Warc;

/// The format of older web archives.
pub(super) struct Arc;

/// Records that describe others.
const BESIDE: [&str; 3] = ["warcinfo", "request", "metadata"];

impl Format for Warc {
    fn choice(&self) -> FormatChoice {
        FormatChoice::Warc
    }

    fn about(&self) -> About {
        About {
            what: "Web archives (WARC) with their pages as servers sent them, and their text (WET)",
            told_by: "`WARC/1.` in the first line",
            examples: "crawl.warc crawl.wet",
        }
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        head.text.starts_with("WARC/1.") || head.text.starts_with("WARC/0.")
    }

    fn is_certain(&self) -> bool {
        true
    }

    fn read(&self, input: Input<'_>, each: &mut Each<'_>) -> ControlFlow<()> {
        let (path, limit) = (input.path.to_owned(), input.limit);
        let mut records = Records::new(input.into_stream(), limit);
        let next = || match records.next_record() {
            Ok(record) => record.map(|record| page(&path, record, limit)),
            Err(fault) => Some(Found::Failed(said(&path, fault, limit))),
        };
        hand_over(&path, next, each)
    }
}

impl Format for Arc {
    fn choice(&self) -> FormatChoice {
        FormatChoice::Arc
    }

    fn about(&self) -> About {
        About {
            what: "ARC 1 and 2, in which crawls were kept before WARC",
            told_by: "`filedesc://` in the first line",
            examples: "crawl.arc",
        }
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        head.text.starts_with("filedesc://")
    }

    fn is_certain(&self) -> bool {
        true
    }

    fn read(&self, input: Input<'_>, each: &mut Each<'_>) -> ControlFlow<()> {
        let (path, limit) = (input.path.to_owned(), input.limit);
        let mut records = arc::Records::new(input.into_stream(), limit);
        let next = || match records.next_record() {
            Ok(record) => record.map(|record| page_of_arc(&path, record, limit)),
            Err(fault) => Some(Found::Failed(said(&path, fault, limit))),
        };
        hand_over(&path, next, each)
    }
}

/// Hands over what `next` finds, to its end; an archive without a page is named.
fn hand_over(path: &str, mut next: impl FnMut() -> Option<Found>, each: &mut Each<'_>) -> ControlFlow<()> {
    let (mut pages, mut passed) = (0, 0);
    while let Some(found) = next() {
        let outcome = match found {
            Found::Beside => continue,
            Found::Page(document) => Ok(*document),
            Found::Failed(error) => Err(error),
        };
        match &outcome {
            Err(error) if error.kind == ReadErrorKind::PassedOver => passed += 1,
            _ => pages += 1,
        }
        each(outcome)?;
    }
    if pages > 0 {
        return ControlFlow::Continue(());
    }
    let message = format!("the web archive holds no page of an article; of its records {passed} were passed over");
    each(Err(ReadError::of_file(path, ReadErrorKind::NoText, message)))
}

/// What a record turned out to be.
enum Found {
    Page(Box<Document>),
    Failed(ReadError),
    Beside,
}

/// The words for what is wrong with a record.
fn said(path: &str, fault: Fault, limit: usize) -> ReadError {
    let (offset, kind, message) = match fault {
        Fault::TooLong(offset) => {
            let message = format!("{}; --max-record-bytes sets the longest that is read", longer_than(limit));
            (offset, ReadErrorKind::TooLarge, message)
        }
        Fault::Damaged(offset, what) => (offset, ReadErrorKind::Malformed, format!("damaged at byte {offset}: {what}")),
    };
    ReadError::of_record(path, offset.to_string(), offset, kind, message)
}

/// The page in `record`.
fn page(path: &str, record: Record, limit: usize) -> Found {
    let kind = record.field("warc-type").unwrap_or_default().to_ascii_lowercase();
    if BESIDE.contains(&kind.as_str()) {
        return Found::Beside;
    }
    let id = record.field("warc-record-id").map_or_else(|| record.offset.to_string(), bare);
    let url = record.field("warc-target-uri").map(bare);
    let passed =
        |reason: &'static str| Found::Failed(ReadError::of_passed_over(path, id.clone(), record.offset, reason));
    let content = match kind.as_str() {
        "revisit" => return passed("unchanged since an earlier visit"),
        "continuation" => return passed("a later part of a record in parts"),
        "conversion" if record.is_of("text/plain") => text(record.block()),
        "response" | "resource" if url.as_deref().is_some_and(is_front_page) => return passed("front page of a site"),
        "response" => match http::body(record.block(), limit) {
            Ok(body) => html(&body.bytes, body.charset),
            Err(http::NoPage::Because(reason)) => return passed(reason),
            Err(http::NoPage::TooLong) => return Found::Failed(said(path, Fault::TooLong(record.offset), limit)),
        },
        "resource" if record.is_of("text/html") || record.is_of("application/xhtml") => html(record.block(), None),
        _ => return passed("not a page"),
    };
    let (content, diagnostics) = content;
    let given = Given { url, fetched_at: record.field("warc-date").map(str::to_owned), ..Given::default() };
    let source = Source::new(path.to_owned(), Some(id), "application/warc", record.bytes);
    Found::Page(Box::new(Document { source, content, given, diagnostics }))
}

/// The page in `record` of an ARC file.
fn page_of_arc(path: &str, record: arc::Record, limit: usize) -> Found {
    let (url, id) = (record.header.url.clone(), record.offset.to_string());
    if url.starts_with("filedesc:") {
        return Found::Beside;
    }
    let passed =
        |reason: &'static str| Found::Failed(ReadError::of_passed_over(path, id.clone(), record.offset, reason));
    if !url.starts_with("http") {
        return passed("not a page");
    }
    if is_front_page(&url) {
        return passed("front page of a site");
    }
    let (content, diagnostics) = match http::body(record.block(), limit) {
        Ok(body) => html(&body.bytes, body.charset),
        Err(http::NoPage::Because(reason)) => return passed(reason),
        Err(http::NoPage::TooLong) => return Found::Failed(said(path, Fault::TooLong(record.offset), limit)),
    };
    let given = Given { url: Some(url), fetched_at: Some(record.header.date), ..Given::default() };
    let source = Source::new(path.to_owned(), Some(id), "application/x-arc", record.bytes);
    Found::Page(Box::new(Document { source, content, given, diagnostics }))
}

/// A page in markup; the server's word on its encoding goes before the page's own.
fn html(bytes: &[u8], charset: Option<&'static Encoding>) -> (Content, Vec<crate::model::Diagnostic>) {
    let decoded = encoding::decode(bytes.to_vec(), charset.or_else(|| declared_encoding(bytes)));
    (Content::Html(decoded.text), decoded.diagnostics)
}

/// The text of a page.
fn text(bytes: &[u8]) -> (Content, Vec<crate::model::Diagnostic>) {
    let decoded = encoding::decode(bytes.to_vec(), None);
    (Content::Text(decoded.text), decoded.diagnostics)
}

/// An address or a name without what it is set in.
fn bare(value: &str) -> String {
    value.trim_start_matches('<').trim_end_matches('>').to_owned()
}

/// Whether `url` is that of a whole site, which shows many articles and is none.
fn is_front_page(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split_once('/').is_none_or(|(_, path)| path.is_empty())
}

#[cfg(test)]
mod tests;
