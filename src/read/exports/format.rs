//! What all exports share: the carrier is turned into text, the text is split, each segment is one article.
//!
//! Invariant: every segment gives one document or one error, and its bytes alone give the same document again. They are the
//! segment as it stands in the file, in UTF-8; of a Word file or RTF they are the text of its paragraphs.

use std::borrow::Cow;
use std::ops::{ControlFlow, Range};

use super::article::Read;
use super::carriers::docx::{is_office_file, text_of_docx};
use super::carriers::rtf::{is_rtf, text_of_rtf};
use crate::model::{Content, Diagnostic, Document, Source};
use crate::read::about::About;
use crate::read::choice::FormatChoice;
use crate::read::encoding;
use crate::read::encoding::declaration::declared_encoding;
use crate::read::error::{ReadError, ReadErrorKind};
use crate::read::format::{Format, Head, Input, longer_than};
use crate::read::request::Each;

/// The longest export, in bytes: databases give out no more than a thousand articles at a time.
const EXPORT_LEN: usize = 256 << 20;

/// An export of a database.
pub(in crate::read) struct Export {
    /// Its name on the command line.
    pub choice: FormatChoice,
    /// What a user is told of it.
    pub about: About,
    /// Whether the start of a file is of it.
    pub recognises: fn(&str) -> bool,
    /// What of the decoded file is split.
    pub carried: fn(&str) -> Cow<'_, str>,
    /// The segments of a text, and how many it says that there are.
    pub split: Split,
    /// Reads the article of a segment.
    pub article: fn(&str) -> Read,
    /// What is said of a file that has none.
    pub without_articles: &'static str,
}

/// Finds the segments of a text and the count that it states.
type Split = fn(&str) -> (Vec<Range<usize>>, Option<u32>);

impl Format for Export {
    fn choice(&self) -> FormatChoice {
        self.choice
    }

    fn about(&self) -> About {
        self.about
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        (self.recognises)(head.text)
    }

    fn is_certain(&self) -> bool {
        true
    }

    fn read(&self, input: Input<'_>, each: &mut Each<'_>) -> ControlFlow<()> {
        let (path, limit) = (input.path.to_owned(), input.limit);
        let declared = declared_encoding(&input.head);
        let bytes = match (Input { limit: limit.max(EXPORT_LEN), ..input }).into_whole() {
            Ok(bytes) => bytes,
            Err(error) => return each(Err(error)),
        };
        let file = ExportFile { export: self, path: &path, limit };
        if is_office_file(&bytes) {
            return match text_of_docx(&bytes) {
                Ok(text) => file.read_text(&text, &[], each),
                Err(message) => each(Err(ReadError::of_file(&path, ReadErrorKind::Unsupported, message))),
            };
        }
        if is_rtf(&bytes) {
            return file.read_text(&text_of_rtf(&bytes), &[], each);
        }
        let decoded = encoding::decode(bytes, declared);
        file.read_text(&(self.carried)(&decoded.text), &decoded.diagnostics, each)
    }
}

/// One file of an export.
struct ExportFile<'a> {
    export: &'a Export,
    path: &'a str,
    /// The longest segment that is read, in bytes.
    limit: usize,
}

impl ExportFile<'_> {
    /// Reads the segments of `text`; `diagnostics` are those of the whole file.
    fn read_text(&self, text: &str, diagnostics: &[Diagnostic], each: &mut Each<'_>) -> ControlFlow<()> {
        let path = self.path;
        let (segments, count) = (self.export.split)(text);
        if segments.is_empty() {
            return each(Err(ReadError::of_file(path, ReadErrorKind::NoText, self.export.without_articles)));
        }
        let found = segments.len();
        for (place, range) in segments.into_iter().enumerate() {
            let offset = range.start as u64;
            let segment = text.get(range).unwrap_or_default();
            let outcome = self
                .document(place + 1, segment)
                .map_err(|(kind, message)| ReadError::of_record(path, (place + 1).to_string(), offset, kind, message));
            let outcome = outcome.map(|mut document| {
                document.diagnostics.extend(diagnostics.iter().cloned());
                // A segment that is read again is one of many and says so; only a file of several can be short of some.
                if let Some(count) = count.filter(|count| found > 1 && place + 1 == found && *count as usize != found) {
                    let message = format!("the file says that it holds {count} documents, and holds {found}");
                    document.diagnostics.push(Diagnostic::new("count-differs", message));
                }
                document
            });
            each(outcome)?;
        }
        ControlFlow::Continue(())
    }

    /// The document of the segment with this number.
    fn document(&self, number: usize, segment: &str) -> Result<Document, (ReadErrorKind, String)> {
        if segment.len() > self.limit {
            let message = format!("{}; --max-record-bytes sets the longest that is read", longer_than(self.limit));
            return Err((ReadErrorKind::TooLarge, message));
        }
        let article = (self.export.article)(segment).map_err(|message| (ReadErrorKind::NoText, message.to_owned()))?;
        if article.paragraphs.iter().all(|paragraph| paragraph.trim().is_empty()) {
            return Err((ReadErrorKind::NoText, "the document has no text".to_owned()));
        }
        let media_type = if segment.trim_start().starts_with('<') { "text/html" } else { "text/plain" };
        let record = article.id.unwrap_or_else(|| number.to_string());
        Ok(Document {
            source: Source::new(self.path.to_owned(), Some(record), media_type, segment.as_bytes().to_vec()),
            content: Content::Body(article.paragraphs.join("\n\n")),
            given: article.given,
            diagnostics: article.diagnostics,
        })
    }
}
