//! What the formats of the wire share: messages between a start and an end of header, of text and of transmission.
//!
//! Source: IPTC 7901, the IPTC recommended message format; ANPA 1312, its American sister. Both frame with ASCII controls.
//!
//! Invariant: every message gives one document or one error; the bytes of a document are those of its message alone.

use std::ops::ControlFlow;

use crate::model::{Content, Document, Source};
use crate::read::about::About;
use crate::read::choice::FormatChoice;
use crate::read::encoding;
use crate::read::error::{ReadError, ReadErrorKind};
use crate::read::format::{Format, Head, Input};
use crate::read::formats::xml::Article;
use crate::read::request::Each;

/// Opens the header of a message.
const START_OF_HEADING: u8 = 1;

/// A message in its parts.
pub(in crate::read) struct Message<'m> {
    /// The lines before the text.
    pub header: &'m str,
    /// The text.
    pub text: &'m str,
    /// What follows the text.
    pub trailer: &'m str,
}

/// A format of the wire.
pub(in crate::read) struct Wire {
    /// Its name on the command line.
    pub choice: FormatChoice,
    /// What a user is told of it.
    pub about: About,
    /// Whether the characters before the first message, and its header, are those of the format.
    pub opens: fn(&str) -> bool,
    /// Reads an article off a message.
    pub article: fn(&Message<'_>) -> Option<Article>,
}

impl Format for Wire {
    fn choice(&self) -> FormatChoice {
        self.choice
    }

    fn about(&self) -> About {
        self.about
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        head.text.contains('\u{2}') && (self.opens)(head.text)
    }

    fn is_certain(&self) -> bool {
        true
    }

    fn read(&self, input: Input<'_>, each: &mut Each<'_>) -> ControlFlow<()> {
        let path = input.path.to_owned();
        let bytes = match input.into_whole() {
            Ok(bytes) => bytes,
            Err(error) => return each(Err(error)),
        };
        let mut starts: Vec<usize> = memchr::memchr_iter(START_OF_HEADING, &bytes).collect();
        // What stands before the first message belongs to it.
        match starts.first_mut() {
            Some(first) => *first = 0,
            None => starts.push(0),
        }
        let several = starts.len() > 1;
        for (place, start) in starts.iter().enumerate() {
            let end = starts.get(place + 1).copied().unwrap_or(bytes.len());
            let message = bytes.get(*start..end).unwrap_or_default().to_vec();
            let number = several.then(|| (place + 1).to_string());
            each(self.document(&path, number, *start as u64, message))?;
        }
        ControlFlow::Continue(())
    }
}

impl Wire {
    fn document(
        &self,
        path: &str,
        number: Option<String>,
        byte_offset: u64,
        bytes: Vec<u8>,
    ) -> Result<Document, ReadError> {
        let decoded = encoding::decode(bytes.clone(), None);
        match parts(&decoded.text).and_then(|message| (self.article)(&message)) {
            Some(article) if !article.body.trim().is_empty() => Ok(Document {
                source: Source::new(path.to_owned(), article.id.or(number), "text/plain", bytes),
                content: Content::Body(article.body),
                given: article.given,
                diagnostics: decoded.diagnostics.into_iter().chain(article.diagnostics).collect(),
            }),
            _ => {
                let message = "the message has no text";
                let number = number.unwrap_or_else(|| "1".to_owned());
                Err(ReadError::of_record(path, number, byte_offset, ReadErrorKind::NoText, message))
            }
        }
    }
}

/// A message in its parts; a text that is cut short ends with the file.
fn parts(message: &str) -> Option<Message<'_>> {
    let message = message.split_once('\u{1}').map_or(message, |(_, message)| message);
    let (header, text) = message.split_once('\u{2}')?;
    let (text, trailer) = text.split_once('\u{3}').unwrap_or((text, ""));
    Some(Message { header, text, trailer })
}

/// A moment in GMT written with `format`, as ISO 8601.
pub(super) fn moment(text: &str, format: &str) -> Option<String> {
    let moment = jiff::fmt::strtime::parse(format, text).ok()?.to_datetime().ok()?;
    Some(format!("{moment}Z"))
}

/// Words of one line, white space made single and control characters left out.
pub(super) fn words(line: &str) -> String {
    line.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
