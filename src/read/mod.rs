//! Opens input and reads it into documents.
//!
//! Paths and standard input come in; [`Document`](crate::model::Document)s go out, in an order that is the same on every machine, each with the
//! bytes it was read from. What cannot be read comes out as a [`ReadError`] in its place, and the run goes on.
//!
//! The steps: `walk` finds the files of a request, `input` opens each, `boxes` unpacks archives, `signature` and `refused`
//! turn away what is no text or no page, and the first of `formats::FORMATS` that recognises the file reads it. `encoding`
//! decodes for all formats, `records` has the field names of JSON and tables, `markup` reads XML, `exports` what databases
//! of articles export. `ahead` reads files of records in advance for the order of their dates; `reread` reads a stored
//! original again. `beside` finds the pages that the index of a scanned issue names.
//!
//! Invariant: no other room opens input, and nothing here holds more than one record (or one page) at a time.

mod about;
mod ahead;
pub mod analysed;
mod beside;
mod boxes;
mod choice;
mod date_columns;
mod encoding;
mod error;
mod exports;
mod format;
mod formats;
mod input;
pub mod lists;
mod markup;
mod records;
mod refused;
mod request;
mod reread;
pub mod rows;
mod shown_path;
mod signature;
mod stream;
mod walk;

pub use about::{Entry, EntryKind};
pub use choice::FormatChoice;
pub use error::{ReadError, ReadErrorKind};
pub use exports::word_text;
pub use input::{Line, ask, file_state, next_line, read_text};
pub use records::fields::{FieldMap, FieldMapping, RecordField};
pub use request::{Each, Progress, RECORD_LIMIT, Request};
pub use reread::{damaged, reread};
pub use walk::{Exclude, Plan};

/// What is read and what is not: formats, boxes, what is refused by name, and limits.
#[must_use]
pub fn catalogue() -> Vec<Entry> {
    let limit = format!("{} MB for a record or a page; --max-record-bytes sets it", RECORD_LIMIT >> 20);
    let parts = [formats::entries(), boxes::entries(), refused::entries(), signature::entries(), boxes::limits()];
    let mut entries: Vec<Entry> = parts.into_iter().flatten().chain([Entry::of_limit("record", limit)]).collect();
    entries.sort_by_key(|entry| entry.kind as u8);
    entries
}

/// Finds the files of `request`, without opening any.
#[must_use]
pub fn plan(request: &Request) -> Plan {
    walk::plan(request)
}

/// Hands every document of `request` to `each`, in order; [`plan`] and [`Plan::read`] in one.
pub fn read(request: &Request, each: &mut Each<'_>) {
    plan(request).read(&mut |outcome, _| each(outcome));
}

#[cfg(test)]
mod tests;
