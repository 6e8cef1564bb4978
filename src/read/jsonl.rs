//! Records of JSON: one a line, the members of an array, or a single one.
//!
//! Invariant: every line that is not blank gives exactly one result, in order.

use std::fmt;
use std::io::{BufRead, BufReader};
use std::ops::ControlFlow;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::error::{ReadError, ReadErrorKind};
use super::input::longer_than;
use super::json_mend::mend;
use super::json_split::{Piece, Shape, Splitter};
use super::record::Columns;
use super::transcoder::Transcoder;
use super::{Each, FieldMap, Format, FormatChoice, Head, Input, encoding};
use crate::model::{Diagnostic, Document, Source};

/// The format of records.
pub(super) struct Jsonl;

impl Format for Jsonl {
    fn choice(&self) -> FormatChoice {
        FormatChoice::Jsonl
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        let object = |text: &str| text.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']));
        let first = head.text.strip_prefix('[').map_or(head.text, str::trim_start);
        object(first)
    }

    fn read(&self, input: Input<'_>, each: &mut Each<'_>) -> ControlFlow<()> {
        let (path, map, limit) = (input.path, input.map, input.limit);
        let wide = encoding::wide(&input.head);
        let shape = match wide {
            Some(_) => Shape::of(encoding::decode_head(&input.head).as_bytes()),
            None => Shape::of(&input.head),
        };
        let guessed = input.encoding;
        let mut notes = Vec::new();
        let reader: Box<dyn BufRead + '_> = match wide {
            Some((encoding, note)) => {
                notes.push(note);
                Box::new(BufReader::new(Transcoder::new(input.into_stream(), encoding)))
            }
            None => input.into_stream(),
        };
        let mut splitter = Splitter::new(reader, shape, limit);
        loop {
            match splitter.next_piece() {
                Ok(None) => return ControlFlow::Continue(()),
                Ok(Some(piece)) => {
                    let outcome = read_piece(path, piece, map, limit, guessed).map(|mut document| {
                        document.diagnostics.splice(0..0, notes.iter().cloned());
                        document
                    });
                    each(outcome)?;
                }
                Err(error) => {
                    let byte_offset = Some(splitter.byte_offset());
                    return each(Err(ReadError { byte_offset, ..ReadError::of_io(path, &error) }));
                }
            }
        }
    }
}

/// Reads one record.
fn read_piece(
    path: &str,
    piece: Piece,
    map: &FieldMap,
    limit: usize,
    guessed: Option<&'static encoding_rs::Encoding>,
) -> Result<Document, ReadError> {
    let number = piece.number.to_string();
    let failed =
        |record, kind, message: String| Err(ReadError::of_record(path, record, piece.byte_offset, kind, message));
    if piece.too_large {
        let message = format!("{}; --max-record-bytes sets the longest that is read", longer_than(limit));
        return failed(number, ReadErrorKind::TooLarge, message);
    }
    let (text, mut diagnostics) = encoding::decode_record(&piece.bytes, guessed);
    let columns = match parse(&text, map) {
        Ok(columns) => columns,
        Err(error) => match mend(&text).and_then(|mended| parse(&mended, map).ok()) {
            Some(columns) => {
                let message = "the record is not valid JSON and was mended";
                diagnostics.push(Diagnostic::new("json-mended", message));
                columns
            }
            None => return failed(number, ReadErrorKind::Malformed, cause(&error)),
        },
    };
    let record = columns.id(map).unwrap_or(number);
    let Some((content, given)) = columns.into_content(map) else {
        return failed(record, ReadErrorKind::NoText, "the record has no body, text or html".to_owned());
    };
    let source = Source::new(path.to_owned(), Some(record), "application/json", piece.bytes);
    Ok(Document { source, content, given, diagnostics })
}

/// What the parser said, in our form.
fn cause(error: &serde_json::Error) -> String {
    if error.is_data() {
        return "not a JSON object".to_owned();
    }
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    match error.line() {
        0 | 1 => format!("not valid JSON: {said} at column {}", error.column()),
        line => format!("not valid JSON: {said} at line {line} of the record, column {}", error.column()),
    }
}

/// The columns of one object. Columns that mean nothing are passed over, however deep they are.
fn parse(text: &str, map: &FieldMap) -> serde_json::Result<Columns> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let columns = Wanted { map }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(columns)
}

/// Keeps the columns that `map` or we know.
struct Wanted<'m> {
    map: &'m FieldMap,
}

impl<'de> DeserializeSeed<'de> for Wanted<'_> {
    type Value = Columns;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Columns, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Wanted<'_> {
    type Value = Columns;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Columns, A::Error> {
        let mut columns = Columns::default();
        while let Some(key) = object.next_key::<String>()? {
            if columns.wants(&key, self.map) {
                columns.insert(&key, object.next_value()?);
            } else {
                object.next_value::<IgnoredAny>()?;
            }
        }
        Ok(columns)
    }
}
