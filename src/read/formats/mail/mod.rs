//! Messages: e-mails, mailboxes of them, and pages that a browser saved as one (MHTML).
//!
//! A newsletter is the page in its HTML part; a letter is its text, with subject and date; of a saved page the first HTML part
//! is the page, and the others are what stood in its frames. The bytes of a record are those of its message.
//!
//! Invariant: a message gives one document or one error; what it holds is looked at like a file, and refused like one.

mod header;
mod part;
mod record;

use std::io::BufRead;
use std::ops::ControlFlow;

use header::{is_envelope, is_header, named};
use part::Part;
use record::{is_json, record_in};

use crate::model::{Content, Document, Given, Source};
use crate::read::about::About;
use crate::read::encoding::declaration::declared_encoding;
use crate::read::error::{ReadError, ReadErrorKind};
use crate::read::format::{Format, Head, Input, longer_than};
use crate::read::request::Each;
use crate::read::{FieldMap, FormatChoice, exports, refused};

/// The format of messages.
pub(super) struct Mail;

impl Format for Mail {
    fn choice(&self) -> FormatChoice {
        FormatChoice::Mail
    }

    fn about(&self) -> About {
        About {
            what: "E-mails and newsletters (.eml), mailboxes of them (mbox), and pages that a browser saved as one message (MHTML)",
            told_by: "the header of a message, or the line between two messages of a mailbox",
            examples: "letter.eml letters.mbox page.mhtml",
        }
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        let first = head.text.split(['\n', '\r']).next().unwrap_or_default();
        let behind = head.text.get(first.len()..).unwrap_or_default().trim_start();
        is_header(head.text) || is_envelope(first.as_bytes()) && named(behind)
    }

    fn is_certain(&self) -> bool {
        true
    }

    fn read(&self, input: Input<'_>, each: &mut Each<'_>) -> ControlFlow<()> {
        let (path, limit) = (input.path.to_owned(), input.limit);
        if !is_envelope(input.head.trim_ascii_start().split(|byte| *byte == b'\n').next().unwrap_or_default()) {
            return each(input.into_whole().and_then(|bytes| document(&path, None, bytes)));
        }
        let mut messages = Messages { inner: input.into_stream(), offset: 0, start: 0, limit, number: 0 };
        loop {
            match messages.next_message() {
                Ok(None) => return ControlFlow::Continue(()),
                Ok(Some((_, Some(bytes)))) if is_export(&bytes) => export(&path, bytes, limit, each)?,
                Ok(Some((number, Some(bytes)))) => each(document(&path, Some(number.to_string()), bytes))?,
                Ok(Some((number, None))) => {
                    let message = format!("{}; --max-record-bytes sets the longest that is read", longer_than(limit));
                    let kind = ReadErrorKind::TooLarge;
                    each(Err(ReadError::of_record(&path, number.to_string(), messages.start, kind, message)))?;
                }
                Err(error) => return each(Err(ReadError::of_io(&path, &error))),
            }
        }
    }
}

/// How much of a message is looked at to see whether it carries an export.
const HEAD_LEN: usize = 64 << 10;

/// Whether a message is one in which `ProQuest` sends documents.
fn is_export(bytes: &[u8]) -> bool {
    let start = bytes.get(..HEAD_LEN).unwrap_or(bytes);
    let text = String::from_utf8_lossy(start);
    exports::PROQUEST.recognises(&Head { text: text.trim_start(), extension: "", map: &FieldMap::default() })
}

/// The documents of a message that carries an export: each is one of the mailbox, and is read again as one of the export.
fn export(path: &str, bytes: Vec<u8>, limit: usize, each: &mut Each<'_>) -> ControlFlow<()> {
    let map = FieldMap::default();
    let input =
        Input { path, head: bytes, rest: Box::new(std::io::empty()), map: &map, limit, encoding: None, beside: None };
    exports::PROQUEST.read(input, &mut |outcome| {
        each(outcome.map(|mut document| {
            document.source.reading.format = Some(exports::PROQUEST.choice().name().into());
            document
        }))
    })
}

/// The messages of a mailbox.
struct Messages<'r> {
    inner: Box<dyn BufRead + 'r>,
    offset: u64,
    start: u64,
    limit: usize,
    number: u64,
}

impl Messages<'_> {
    /// The next message with its number, from one; without its bytes where there are too many.
    fn next_message(&mut self) -> std::io::Result<Option<(u64, Option<Vec<u8>>)>> {
        let (mut bytes, mut line, mut is_long) = (Vec::new(), Vec::new(), false);
        self.start = self.offset;
        let mut blank = true;
        loop {
            line.clear();
            let more = std::io::Read::take(&mut self.inner, self.limit as u64).read_until(b'\n', &mut line)?;
            self.offset += more as u64;
            if more == 0 || blank && is_envelope(&line) {
                let found = !bytes.trim_ascii().is_empty() || is_long;
                if found {
                    self.number += 1;
                    return Ok(Some((self.number, (!is_long).then_some(bytes))));
                }
                if more == 0 {
                    return Ok(None);
                }
                continue;
            }
            blank = line.trim_ascii().is_empty();
            is_long |= bytes.len() + line.len() > self.limit;
            if !is_long {
                // A line of the message that looked like the beginning of another was set off by a mark.
                bytes.extend_from_slice(if line.starts_with(b">From ") {
                    line.get(1..).unwrap_or_default()
                } else {
                    &line
                });
            }
        }
    }
}

/// The document of one message.
fn document(path: &str, record: Option<String>, bytes: Vec<u8>) -> Result<Document, ReadError> {
    let refusal =
        |kind, message: String| ReadError { record: record.clone(), ..ReadError::of_file(path, kind, message) };
    let message = Part::parse(&bytes);
    let saved = message.media_type() == "multipart/related" && message.field("received").is_none();
    let letter = message.field("list-id").is_none() && message.field("list-unsubscribe").is_none();
    let plain = message.first("text/plain").filter(|_| letter && !saved);
    let Some(part) = plain.or_else(|| message.first("text/html")).or_else(|| message.first("text/plain")) else {
        return Err(refusal(ReadErrorKind::NoText, "the message has no text".to_owned()));
    };
    let is_html = part.media_type() == "text/html";
    let decoded = part.text(|bytes| declared_encoding(bytes).filter(|_| is_html));
    let start: String = decoded.text.trim_start().chars().take(64 << 10).collect();
    let form = if is_json(&start) { record_in(&decoded.text) } else { None };
    let choice = if is_html { FormatChoice::Html } else { FormatChoice::Text };
    if let Some(what) = refused::unsupported_text(&start, "", choice).filter(|_| form.is_none()) {
        return Err(refusal(ReadErrorKind::Unsupported, format!("not a page: {what}")));
    }
    if is_json(&start) && form.is_none() {
        let message = "not a page: the message holds JSON without a body";
        return Err(refusal(ReadErrorKind::Unsupported, message.to_owned()));
    }
    let (content, stated) = match form {
        Some((content, given)) => (content, given),
        None if is_html => (Content::Html(decoded.text), Given::default()),
        None => (Content::Body(paragraphs(&decoded.text)), Given::default()),
    };
    if let Content::Body(body) = &content
        && body.is_empty()
    {
        return Err(refusal(ReadErrorKind::NoText, "the message has no text".to_owned()));
    }
    let date = message.field("date");
    let given = if saved {
        let url = message.field("snapshot-content-location").or_else(|| part.field("content-location"));
        Given { url, fetched_at: date, ..Given::default() }
    } else {
        let headline = stated.headline.or_else(|| message.field("subject"));
        Given { headline, published_at: stated.published_at.or(date), ..stated }
    };
    let id = record.as_ref().and(message.field("message-id")).map(|id| id.trim_matches(['<', '>']).to_owned());
    let diagnostics = decoded.diagnostics;
    let mut source = Source::new(path.to_owned(), id.or(record), "message/rfc822", bytes);
    source.reading.format = Some(FormatChoice::Mail.name().into());
    Ok(Document { source, content, given, diagnostics })
}

/// The paragraphs of a letter, without its signature.
fn paragraphs(text: &str) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines().take_while(|line| *line != "-- ") {
        let line = line.trim();
        match paragraphs.last_mut() {
            _ if line.is_empty() => open = false,
            Some(paragraph) if open => {
                paragraph.push(' ');
                paragraph.push_str(line);
            }
            _ => {
                paragraphs.push(line.to_owned());
                open = true;
            }
        }
    }
    paragraphs.join("\n\n")
}

#[cfg(test)]
mod tests;
