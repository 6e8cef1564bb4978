//! What all exports share: the carrier is turned into text, the text is split, each segment is one article.
//!
//! Invariant: every segment gives one document or one error, and its bytes alone give the same document again. They are the
//! segment as it stands in the file, in UTF-8; of a Word file or RTF they are the text of its paragraphs.

use std::borrow::Cow;
use std::io::{BufReader, Cursor, Read as IoRead};
use std::ops::ControlFlow;

use encoding_rs::UTF_8;

use super::article::Read;
use super::carriers::docx::{is_office_file, text_of_docx};
use super::carriers::rtf::{is_rtf, text_of_rtf};
use super::windows::{Split, Windows};
use crate::model::{Content, Diagnostic, Document, Source};
use crate::read::about::About;
use crate::read::choice::FormatChoice;
use crate::read::encoding;
use crate::read::encoding::charset::Charset;
use crate::read::encoding::declaration::declared_encoding;
use crate::read::encoding::transcoder::Transcoder;
use crate::read::error::{ReadError, ReadErrorKind};
use crate::read::format::{Format, Head, Input, longer_than, too_large};
use crate::read::request::Each;

/// The longest export that is held, in bytes; of one that is longer, windows are.
const WHOLE_LEN: usize = 16 << 20;

/// The longest export that has to be unpacked, in bytes, where nobody asks for longer ones: databases give out no more than a thousand
/// articles at a time.
pub(super) const EXPORT_LEN: usize = 256 << 20;

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
    /// Other databases whose exports are Word files, too; all Word files are taken for those of one.
    pub others_in_word: &'static [&'static Export],
    /// What is said of a file that has none.
    pub without_articles: &'static str,
}

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
        let head = input.head.clone();
        let mut stream = input.into_stream();
        let mut bytes = Vec::new();
        if let Err(error) = stream.by_ref().take(WHOLE_LEN as u64 + 1).read_to_end(&mut bytes) {
            return each(Err(ReadError::of_io(&path, &error)));
        }
        let file = ExportFile { export: self, path: &path, limit };
        if bytes.len() > WHOLE_LEN {
            if self.is_text(&head) {
                return file.read_windows(bytes, stream, each);
            }
            let longest = longest_unpacked(limit);
            if let Err(error) = stream.take((longest - WHOLE_LEN) as u64).read_to_end(&mut bytes) {
                return each(Err(ReadError::of_io(&path, &error)));
            }
            if bytes.len() > longest {
                return each(Err(too_large(&path, longest)));
            }
        }
        let declared = declared_encoding(&head);
        if is_office_file(&bytes) {
            return match text_of_docx(&bytes) {
                Ok(text) => ExportFile { export: self.of_word(&text), ..file }.read_text(&text, &[], each),
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

/// The longest export that is unpacked where records of `limit` bytes are read.
fn longest_unpacked(limit: usize) -> usize {
    EXPORT_LEN.max(limit)
}

impl Export {
    /// The database whose export a Word file with this text is: the first bytes of Word files do not say it.
    fn of_word(&self, text: &str) -> &Self {
        if (self.recognises)(text) {
            return self;
        }
        self.others_in_word.iter().find(|other| (other.recognises)(text)).copied().unwrap_or(self)
    }

    /// Whether a file that begins with `head` is the text that is split, and not something that has to be unpacked first.
    fn is_text(&self, head: &[u8]) -> bool {
        let start = encoding::decode_head(head);
        !is_office_file(head) && !is_rtf(head) && matches!((self.carried)(&start), Cow::Borrowed(_))
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
    /// Reads a text that begins with `held`, goes on with `rest`, and is too long to be held as a whole: all that is held tells how it
    /// is encoded.
    fn read_windows(&self, held: Vec<u8>, rest: impl IoRead, each: &mut Each<'_>) -> ControlFlow<()> {
        let guessed = encoding::guess_of_stream(&held).and_then(|charset| match charset {
            Charset::Web(encoding) => Some(encoding),
            _ => None,
        });
        let wide = encoding::wide(&held).map(|(encoding, _)| encoding);
        let charset = wide.or_else(|| declared_encoding(&held)).or(guessed).unwrap_or(UTF_8);
        let text = Transcoder::new(BufReader::new(Cursor::new(held).chain(rest)), charset);
        let mut windows = Windows::new(text, self.export.split, self.limit);
        let mut found = 0;
        loop {
            let window = match windows.next_window() {
                Ok(Some(window)) => window,
                Ok(None) if found == 0 => {
                    return each(Err(ReadError::of_file(
                        self.path,
                        ReadErrorKind::NoText,
                        self.export.without_articles,
                    )));
                }
                Ok(None) => return ControlFlow::Continue(()),
                Err(error) => return each(Err(ReadError::of_io(self.path, &error))),
            };
            let last = window.segments.len();
            for (place, (offset, segment)) in window.segments.into_iter().enumerate() {
                found += 1;
                let mut outcome = self.record(found, offset, segment);
                if let Ok(document) = &mut outcome
                    && segment.contains(char::REPLACEMENT_CHARACTER)
                {
                    let message = "some characters could not be decoded";
                    document.diagnostics.push(Diagnostic::new("encoding-malformed", message));
                }
                if let Ok(document) = &mut outcome
                    && window.is_last
                    && place + 1 == last
                {
                    document.diagnostics.extend(other_count(window.count, found));
                }
                each(outcome)?;
            }
        }
    }

    /// The document of the segment with this number, which begins at `offset`.
    fn record(&self, number: usize, offset: u64, segment: &str) -> Result<Document, ReadError> {
        let failed = |(kind, message)| ReadError::of_record(self.path, number.to_string(), offset, kind, message);
        self.document(number, segment).map_err(failed)
    }

    /// Reads the segments of `text`; `diagnostics` are those of the whole file.
    fn read_text(&self, text: &str, diagnostics: &[Diagnostic], each: &mut Each<'_>) -> ControlFlow<()> {
        let path = self.path;
        let (segments, count) = (self.export.split)(text);
        if segments.is_empty() {
            return each(Err(ReadError::of_file(path, ReadErrorKind::NoText, self.export.without_articles)));
        }
        let found = segments.len();
        for (place, range) in segments.into_iter().enumerate() {
            let (offset, segment) = (range.start as u64, text.get(range).unwrap_or_default());
            let outcome = self.record(place + 1, offset, segment).map(|mut document| {
                document.diagnostics.extend(diagnostics.iter().cloned());
                document.diagnostics.extend(other_count(count, found).filter(|_| place + 1 == found));
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
        let mut source = Source::new(self.path.to_owned(), Some(record), media_type, segment.as_bytes().to_vec());
        source.reading.format = Some(self.export.choice.name().into());
        Ok(Document {
            source,
            content: Content::Body(article.paragraphs.join("\n\n")),
            given: article.given,
            diagnostics: article.diagnostics,
        })
    }
}

/// What is said of a file that states another count than that of the segments which were found. A segment that is read again is one of many
/// and says so; only a file of several can be short of some.
fn other_count(stated: Option<u32>, found: usize) -> Option<Diagnostic> {
    let count = stated.filter(|count| found > 1 && *count as usize != found)?;
    let message = format!("the file says that it holds {count} documents, and holds {found}");
    Some(Diagnostic::new("count-differs", message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_export_is_unpacked_where_longer_records_are_asked_for() {
        assert_eq!(longest_unpacked(16 << 20), EXPORT_LEN);
        assert_eq!(longest_unpacked(1 << 30), 1 << 30);
    }
}
