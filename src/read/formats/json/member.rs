//! One member of a list of records as a document.
//!
//! Invariant: its bytes are JSON of it alone, from which the same document is read again.

use serde_json::Value;

use super::makers::{article, refusal};
use crate::model::{Content, Diagnostic, Document, Given, Source};
use crate::read::FieldMap;
use crate::read::error::{ReadError, ReadErrorKind};
use crate::read::records::record::{Columns, cut_note};

/// What is known of all members of a list.
pub(in crate::read::formats) struct OfList<'l> {
    pub path: &'l str,
    pub map: &'l FieldMap,
    /// Whether the list is in UTF-8: in a file of another encoding the bytes of a member are read in that one again, too.
    pub is_utf_8: bool,
    /// Where the list begins, or the member.
    pub byte_offset: u64,
}

impl OfList<'_> {
    /// The document of the member at `place`, from 1.
    pub fn document(&self, place: usize, record: &Value) -> Result<Document, ReadError> {
        let number = || place.to_string();
        if let Some((id, content, given, diagnostics)) = member(record, self.map) {
            let json = record.to_string();
            let bytes = if self.is_utf_8 { json.into_bytes() } else { in_ascii(&json).into_bytes() };
            let record = Some(id.unwrap_or_else(number));
            let source = Source::new(self.path.to_owned(), record, "application/json", bytes);
            return Ok(Document { source, content, given, diagnostics });
        }
        let message = refusal(record).unwrap_or_else(|| "the record has no text".to_owned());
        Err(ReadError::of_record(self.path, number(), self.byte_offset, ReadErrorKind::NoText, message))
    }
}

/// JSON with every other character written as an escape.
fn in_ascii(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_ascii() {
            escaped.push(c);
        } else {
            escaped.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    escaped
}

/// What one member of a list says, with its id: in our form, or in that of a known maker.
pub(in crate::read::formats) fn member(
    record: &Value,
    map: &FieldMap,
) -> Option<(Option<String>, Content, Given, Vec<Diagnostic>)> {
    let mut columns = Columns::default();
    for (key, value) in record.as_object()? {
        if columns.wants(key, map) {
            columns.insert(key, value.clone());
        }
    }
    let id = columns.id(map);
    if let Some((content, given)) = columns.into_content(map) {
        let diagnostics = cut_note(&content).into_iter().collect();
        return Some((id, content, given, diagnostics));
    }
    let article = article(record)?;
    Some((article.id, Content::Body(article.body), article.given, article.diagnostics))
}
