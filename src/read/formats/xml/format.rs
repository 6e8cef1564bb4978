//! What all formats in XML share: recognising the root, decoding, walking the records, naming what is broken.
//!
//! Invariant: every record gives one document or one error; a file without a record gives one error.

use std::io::{BufRead, Cursor, Read};
use std::ops::ControlFlow;

use encoding_rs::UTF_8;

use crate::model::{Content, Diagnostic, Document, Given, Source};
use crate::read::about::About;
use crate::read::choice::FormatChoice;
use crate::read::encoding;
use crate::read::encoding::declaration::declared_encoding;
use crate::read::encoding::transcoder::Transcoder;
use crate::read::error::{ReadError, ReadErrorKind};
use crate::read::format::{Format, Head, Input, longer_than};
use crate::read::markup::{Broken, Element, Piece, Records, Shape, root_of};
use crate::read::request::Each;

/// A format in XML.
pub(in crate::read) struct Xml {
    /// Its name on the command line.
    pub choice: FormatChoice,
    /// What a user is told of it.
    pub about: About,
    /// The names that its root may have, in lower case without a prefix.
    pub roots: &'static [&'static str],
    /// Words of which one has to stand in the first characters, where the root alone does not say enough.
    pub marks: &'static [&'static str],
    /// Its records.
    pub shape: Shape,
    /// What is said of a file that has none.
    pub without_records: &'static str,
    /// Reads an article off the root of a record.
    pub article: fn(&Element) -> Option<Article>,
}

/// What a record says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::read) struct Article {
    /// The maker's own name of the record.
    pub id: Option<String>,
    /// The fields.
    pub given: Given,
    /// The body: paragraphs with a blank line between them.
    pub body: String,
    /// What a reader should know of it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Format for Xml {
    fn choice(&self) -> FormatChoice {
        self.choice
    }

    fn about(&self) -> About {
        self.about
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        root_of(head.text).is_some_and(|root| self.roots.contains(&root.as_str()))
            && (self.marks.is_empty() || self.marks.iter().any(|mark| head.text.contains(mark)))
    }

    fn is_certain(&self) -> bool {
        true
    }

    fn read(&self, input: Input<'_>, each: &mut Each<'_>) -> ControlFlow<()> {
        let (path, limit) = (input.path.to_owned(), input.limit);
        let declared = declared_encoding(&input.head);
        let mut stream = input.into_stream();
        let mut start = Vec::new();
        if let Err(error) = stream.by_ref().take(limit as u64 + 1).read_to_end(&mut start) {
            return each(Err(ReadError::of_io(&path, &error)));
        }
        let file = |whole| XmlFile { format: self, path: &path, limit, whole };
        if start.len() <= limit {
            let decoded = encoding::decode(start.clone(), declared);
            let whole = Whole { bytes: start, diagnostics: decoded.diagnostics };
            let is_one_record = self.shape.records == self.roots;
            return file(Some(whole).filter(|_| is_one_record)).read_records(Cursor::new(decoded.text), each);
        }
        let rest = Cursor::new(start).chain(stream);
        match declared.filter(|encoding| *encoding != UTF_8) {
            Some(encoding) => {
                let narrow = std::io::BufReader::new(Transcoder::new(rest, encoding));
                file(None).read_records(narrow, each)
            }
            None => file(None).read_records(rest, each),
        }
    }
}

/// One file of a format.
struct XmlFile<'a> {
    format: &'a Xml,
    path: &'a str,
    /// The longest record that is read, in bytes.
    limit: usize,
    /// The whole file, where it is one record.
    whole: Option<Whole>,
}

/// A file that was read whole: its own bytes are kept.
struct Whole {
    bytes: Vec<u8>,
    diagnostics: Vec<Diagnostic>,
}

impl XmlFile<'_> {
    fn read_records(&self, stream: impl BufRead, each: &mut Each<'_>) -> ControlFlow<()> {
        let Self { format, path, limit, .. } = *self;
        let mut records = Records::new(stream, format.shape, limit);
        let mut number = 0_u64;
        loop {
            match records.next_piece() {
                Ok(None) if number == 0 => {
                    return each(Err(ReadError::of_file(path, ReadErrorKind::NoText, format.without_records)));
                }
                Ok(None) => return ControlFlow::Continue(()),
                Ok(Some(piece)) => {
                    number += 1;
                    each(self.document(number, &piece))?;
                }
                Err(fault) => {
                    let message = format!("not valid XML: {}", fault.message);
                    let error = ReadError::of_file(path, ReadErrorKind::Malformed, message);
                    return each(Err(ReadError { byte_offset: Some(fault.byte_offset), ..error }));
                }
            }
        }
    }

    /// The document of the record with this number.
    fn document(&self, number: u64, piece: &Piece) -> Result<Document, ReadError> {
        let (path, whole) = (self.path, self.whole.as_ref());
        let failed = |record: Option<String>, kind, message: String| {
            let record = record.unwrap_or_else(|| number.to_string());
            Err(ReadError::of_record(path, record, piece.byte_offset, kind, message))
        };
        let xml = match &piece.xml {
            Ok(xml) => xml,
            Err(Broken::TooLarge) => {
                let message = format!("{}; --max-record-bytes sets the longest that is read", longer_than(self.limit));
                return failed(None, ReadErrorKind::TooLarge, message);
            }
            Err(Broken::Malformed(message)) => {
                return failed(None, ReadErrorKind::Malformed, format!("not valid XML: {message}"));
            }
        };
        let root = match Element::parse(xml) {
            Ok(root) => root,
            Err(fault) => return failed(None, ReadErrorKind::Malformed, format!("not valid XML: {}", fault.message)),
        };
        let Some(Article { id, given, body, diagnostics }) = (self.format.article)(&root) else {
            return failed(None, ReadErrorKind::NoText, "the record has no text".to_owned());
        };
        if body.trim().is_empty() {
            return failed(id, ReadErrorKind::NoText, "the record has no text".to_owned());
        }
        let bytes = whole.map_or_else(|| xml.as_bytes().to_vec(), |whole| whole.bytes.clone());
        let record = id.or_else(|| whole.is_none().then(|| number.to_string()));
        let diagnostics = whole.map_or_else(Vec::new, |whole| whole.diagnostics.clone()).into_iter().chain(diagnostics);
        Ok(Document {
            source: Source::new(path.to_owned(), record, "application/xml", bytes),
            content: Content::Body(body),
            given,
            diagnostics: diagnostics.collect(),
        })
    }
}

/// A date as agencies write it (`20170102T222800+0000`) as ISO 8601 writes it; others stand as they are.
pub(super) fn iso_date(date: &str) -> String {
    let date = date.trim();
    let digits = date.bytes().take_while(u8::is_ascii_digit).count();
    let (Some(day), Some(rest)) = (date.get(..8), date.get(8..)) else { return date.to_owned() };
    if digits != 8 {
        return date.to_owned();
    }
    let day = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
    let Some(time) = rest.strip_prefix('T') else { return if rest.is_empty() { day } else { date.to_owned() } };
    let (Some(clock), Some(zone)) =
        (time.get(..6).filter(|clock| clock.bytes().all(|b| b.is_ascii_digit())), time.get(6..))
    else {
        return day;
    };
    let zone = match zone.as_bytes() {
        [sign @ (b'+' | b'-'), a, b, c, d] => {
            let at = |byte: &u8| char::from(*byte);
            format!("{}{}{}:{}{}", char::from(*sign), at(a), at(b), at(c), at(d))
        }
        _ => zone.to_owned(),
    };
    format!("{day}T{}:{}:{}{zone}", &clock[..2], &clock[2..4], &clock[4..])
}

/// The language of a tag such as `en-GB`.
pub(in crate::read::formats) fn language(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_agencies_become_iso() {
        let check = |date: &str, expected: &str| assert_eq!(iso_date(date), expected, "{date}");
        check("20170102T222800+0000", "2017-01-02T22:28:00+00:00");
        check("20240710T125902Z", "2024-07-10T12:59:02Z");
        check("20200907T144527", "2020-09-07T14:45:27");
        check("20200907", "2020-09-07");
        check("2020-09-07T14:45:26", "2020-09-07T14:45:26");
        check("2020é907T", "2020é907T");
        check("", "");
    }
}
