//! Opens input and reads it into documents.
//!
//! Paths and standard input come in; [`Document`]s go out, in an order that is the same on every machine, each with the
//! bytes it was read from. What cannot be read comes out as a [`ReadError`] in its place, and the run goes on.
//!
//! A path is found by `walk`, opened by `input`, recognised by one of `FORMATS` and decoded by `encoding`; records of
//! JSON and of tables share the field names of `fields` and `record`.
//!
//! Invariant: no other room opens input, and nothing here holds more than one record (or one page) at a time.

mod alphabets;
mod charset;
mod choice;
mod csv;
mod date_columns;
mod declaration;
mod encoding;
mod error;
mod evidence;
mod fields;
mod html;
mod input;
mod json_grammar;
mod json_mend;
mod json_split;
mod json_values;
mod jsonl;
mod plain;
mod record;
mod reread;
mod shown_path;
mod signature;
mod stream;
mod table_split;
mod text;
mod transcoder;
mod walk;

use std::ops::ControlFlow;
use std::path::PathBuf;

pub use choice::FormatChoice;
pub use error::{ReadError, ReadErrorKind};
pub use fields::{FieldMap, FieldMapping, RecordField};
pub use input::read_text;
pub use reread::{damaged, reread};
pub use walk::Plan;

use crate::model::Document;
use input::Input;

/// The longest record, and the longest page, that is read where nothing else is said: 16 MB. No page of news comes near
/// it, and reading one takes several times its length of memory.
pub const RECORD_LIMIT: usize = 16 << 20;

/// What to read, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// Files, folders and `-` for standard input, in the order of the command line.
    pub paths: Vec<PathBuf>,
    /// The format of all of them.
    pub format: FormatChoice,
    /// Which columns hold which fields, where the usual names do not say.
    pub map: FieldMap,
    /// The longest record and the longest page, in bytes; [`RECORD_LIMIT`] where `None`.
    pub record_limit: Option<usize>,
    /// Files never to be opened, such as the archive itself with its `-wal`, `-shm` and `-journal`. They are told apart
    /// by device and inode: opening the file would cancel the locks its writer holds. Those that do not exist are ignored.
    pub skip: Vec<PathBuf>,
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read so far; read-ahead included, so it may run up to some 100 KB before the documents.
    pub bytes: u64,
    /// Files finished so far.
    pub files: usize,
}

/// What takes the documents; it ends the run by answering `Break`.
pub type Each<'e> = dyn FnMut(Result<Document, ReadError>) -> ControlFlow<()> + 'e;

/// Finds the files of `request`, without opening any.
#[must_use]
pub fn plan(request: &Request) -> Plan {
    walk::plan(request)
}

/// Hands every document of `request` to `each`, in order; [`plan`] and [`Plan::read`] in one.
pub fn read(request: &Request, each: &mut Each<'_>) {
    plan(request).read(&mut |outcome, _| each(outcome));
}

/// A format of input.
trait Format: Sync {
    /// Its name on the command line.
    fn choice(&self) -> FormatChoice;

    /// Whether a file that opens with `head` is of this format. Asked in the order of [`FORMATS`], so that a format may
    /// rely on those before it having declined.
    fn recognises(&self, head: &Head<'_>) -> bool;

    /// Reads all of `input`: one call of `each` a record.
    fn read(&self, input: Input<'_>, each: &mut Each<'_>) -> ControlFlow<()>;
}

/// What a format is recognised by.
struct Head<'h> {
    /// The first characters of the input, decoded; leading white space left out.
    text: &'h str,
    /// The end of the file's name after the last point, in lower case: to break a tie, never more.
    extension: &'h str,
    /// The columns the user named.
    map: &'h FieldMap,
}

/// Every format, the most particular first: the last one that is ever guessed accepts any text.
static FORMATS: [&dyn Format; 5] = [&jsonl::Jsonl, &html::Html, &csv::Csv, &text::Text, &plain::Plain];

/// The format `choice` names, or the first that recognises `head`.
fn format_of(choice: FormatChoice, head: &Head<'_>) -> &'static dyn Format {
    let chosen = FORMATS.iter().find(|format| match choice {
        FormatChoice::Auto => format.recognises(head),
        _ => format.choice() == choice,
    });
    chosen.copied().unwrap_or(&text::Text)
}

#[cfg(test)]
mod tests;
