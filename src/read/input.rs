//! One opened input: its first bytes, and the rest of it, once.
//!
//! A path or standard input comes in; the format that reads it gets an [`Input`]. What no format reads is refused
//! here, before any of them sees it.
//!
//! Invariant: never more bytes of an input are held than a record may have.

use std::cell::Cell;
use std::fs::File;
use std::io;
use std::io::{BufRead, BufReader, Cursor, IsTerminal as _, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::rc::Rc;

use encoding_rs::{Encoding, UTF_8};

use crate::model::{DateOrders, Document, Reading};
use crate::read::ahead::read_records;
use crate::read::beside::{Held, InBox, InFolder, Neighbours, Part, Waiting};
use crate::read::encoding::charset::Charset;
use crate::read::encoding::transcoder::Transcoder;
use crate::read::error::{ReadError, ReadErrorKind};
use crate::read::format::{Format, Head, Input, longer_than};
use crate::read::formats::{format_of, references};
use crate::read::request::{Each, Progress};
use crate::read::shown_path::shown;
use crate::read::stream::{self, Again, HEAD_LEN, Stream, read_head};
use crate::read::{FieldMap, FormatChoice, boxes, encoding, exports, refused, signature};

/// The longest text that is read as it is: 256 MB.
const TEXT_LIMIT: usize = 256 << 20;

/// How inputs are to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manner {
    /// The format of all of them.
    pub format: FormatChoice,
    /// The columns the user named.
    pub map: FieldMap,
    /// The longest record, in bytes.
    pub limit: usize,
    /// Whether records tell nothing of one another.
    pub records_alone: bool,
}

/// Takes documents and how far the run has come.
type EachWithProgress<'e> = dyn FnMut(Result<Document, ReadError>, Progress) -> ControlFlow<()> + 'e;

/// Reads what `open` opens at `path`.
pub(super) fn read_path(
    beside: &InFolder<'_>,
    open: impl FnOnce(&Path) -> io::Result<File>,
    manner: &Manner,
    progress: &mut Progress,
    each: &mut EachWithProgress<'_>,
) -> ControlFlow<()> {
    let shown = shown(beside.path);
    match open(beside.path) {
        Ok(file) => {
            let stream = Stream { beside: Some(beside), ..Stream::of_file(&file) };
            read_from(&shown, stream, manner, progress, each)
        }
        Err(error) => each(Err(ReadError::of_io(&shown, &error)), *progress),
    }
}

/// Reads standard input.
pub(super) fn read_standard_input(
    manner: &Manner,
    progress: &mut Progress,
    each: &mut EachWithProgress<'_>,
) -> ControlFlow<()> {
    let file = stream::standard_input_as_file();
    read_from("-", Stream::standard_input(file.as_ref()), manner, progress, each)
}

/// The text of the file at `path`, or of standard input for `-`, as it is: for files of the program's own.
///
/// # Errors
/// What the system refuses, a file that is too long, and one that is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, ReadError> {
    let shown = shown(path);
    let reader: Box<dyn Read> = if shown == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(path).map_err(|error| ReadError::of_io(&shown, &error))?)
    };
    let mut bytes = Vec::new();
    reader.take(TEXT_LIMIT as u64 + 1).read_to_end(&mut bytes).map_err(|error| ReadError::of_io(&shown, &error))?;
    if bytes.len() > TEXT_LIMIT {
        return Err(ReadError::of_file(&shown, ReadErrorKind::TooLarge, longer_than(TEXT_LIMIT)));
    }
    String::from_utf8(bytes).map_err(|_| ReadError::of_file(&shown, ReadErrorKind::Unsupported, "not UTF-8 text"))
}

/// What tells whether the file of this path, written as sources have it, has changed: its length and the time of its last
/// change. `None` where that cannot be told.
#[must_use]
pub fn file_state(path: &str) -> Option<String> {
    let about = std::fs::metadata(path).ok()?;
    let changed = about.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(format!("{} {}.{:09}", about.len(), changed.as_secs(), changed.subsec_nanos()))
}

/// The line that somebody at a terminal types in answer to `question`, which `show` puts before them where it can; `None` where
/// nobody is there.
pub fn ask(question: &str, show: impl FnOnce(&str) -> bool) -> Option<String> {
    let input = io::stdin();
    if !input.is_terminal() || !show(question) {
        return None;
    }
    let mut answer = String::new();
    input.read_line(&mut answer).ok().map(|_| answer)
}

/// A line of standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Its bytes, without the end of the line.
    Whole(Vec<u8>),
    /// It was longer than it may be, and was passed over.
    TooLong,
    /// There is none.
    End,
}

/// The next line of standard input, of which no more than `limit` bytes are held.
///
/// # Errors
/// What the system refuses.
pub fn next_line(limit: usize) -> io::Result<Line> {
    line_of(&mut io::stdin().lock(), limit)
}

fn line_of(input: &mut impl BufRead, limit: usize) -> io::Result<Line> {
    let (mut bytes, mut is_too_long, mut is_begun) = (Vec::new(), false, false);
    loop {
        let buffer = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            filled => filled?,
        };
        let end = memchr::memchr(b'\n', buffer);
        let piece = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default();
        is_begun |= !buffer.is_empty();
        if bytes.len() + piece.len() > limit {
            is_too_long = true;
            bytes = Vec::new();
        } else if !is_too_long {
            bytes.extend_from_slice(piece);
        }
        let (is_over, used) = (end.is_some() || buffer.is_empty(), end.map_or(buffer.len(), |end| end + 1));
        input.consume(used);
        if is_over {
            return Ok(match (is_begun, is_too_long) {
                (false, _) => Line::End,
                (true, true) => Line::TooLong,
                (true, false) => Line::Whole(bytes),
            });
        }
    }
}

/// Reads one opened input and counts what it read.
fn read_from(
    path: &str,
    stream: Stream<'_>,
    manner: &Manner,
    progress: &mut Progress,
    each: &mut EachWithProgress<'_>,
) -> ControlFlow<()> {
    let count = Rc::new(Cell::new(0));
    let counted = Box::new(Counted { inner: stream.reader, count: Rc::clone(&count) });
    let stream = Stream { reader: counted, ..stream };
    let before = *progress;
    let now = |count: &Cell<u64>| Progress { bytes: before.bytes.saturating_add(count.get()), ..before };
    let flow = read_opened(path, stream, manner, None, &mut |outcome| each(outcome, now(&count)));
    *progress = Progress { files: before.files + 1, ..now(&count) };
    flow
}

/// Recognises what `stream` holds and has it read by its format. `encoding` is that of the file, where `stream` holds a
/// record of it.
pub(super) fn read_opened(
    path: &str,
    stream: Stream<'_>,
    manner: &Manner,
    encoding: Option<Charset>,
    each: &mut Each<'_>,
) -> ControlFlow<()> {
    let depth = stream.depth;
    let &Manner { format: choice, ref map, limit, records_alone } = manner;
    let Stream { mut reader, again, file, beside, .. } = stream;
    let head = match read_head(&mut reader, choice) {
        Ok(head) => head,
        Err(error) => return each(Err(ReadError::of_io(path, &error))),
    };
    let is_office_file = exports::is_office_file(&head);
    if !is_office_file && let Some(kind) = boxes::kind_of(&head) {
        let waiting = Held::default();
        let place = BoxPlace { path, kind, depth, held: &waiting, is_last: false };
        return read_box(&place, (head, reader), file, manner, each);
    }
    let format = match recognise(path, &head, is_office_file, manner) {
        Ok(format) => format,
        Err((kind, message)) => return each(Err(ReadError::of_file(path, kind, message))),
    };
    if let Some((beside, part)) = waits_for(beside, format.choice(), choice) {
        let input = Input { path, head, rest: reader, map, limit, encoding: None, beside: None };
        return lay_aside(beside, part, input).map_or_else(|error| each(Err(error)), ControlFlow::Continue);
    }
    let of_records = is_of_records(format);
    if of_records
        && encoding.is_none()
        && let Some((wide, _)) = encoding::wide(&head)
    {
        // Its records are read as the UTF-8 they are now, and kept as the bytes they were.
        let manner = Manner { format: format.choice(), map: map.clone(), limit, records_alone };
        let reader: Box<dyn Read + '_> = Box::new(Cursor::new(head).chain(reader));
        let stream = narrowed(Stream { reader, again, file: None, depth, beside: None }, wide);
        return read_opened(path, stream, &manner, Some(Charset::Web(UTF_8)), &mut |outcome| {
            each(outcome.map(|document| encoding::widened(document, wide)))
        });
    }
    let encoding = encoding.or_else(|| of_records.then(|| encoding::guess_of_stream(&head)).flatten());
    let reading = Reading {
        format: Some(format.choice().name().into()),
        map: map.to_json().filter(|_| of_records),
        encoding: encoding.map(|encoding| encoding.name().into()),
        ..Reading::default()
    };
    let input = Input { path, head, rest: reader, map, limit, encoding, beside };
    if of_records {
        return read_records(format, input, again, choice, &mut |outcome, orders| {
            let orders = if records_alone { DateOrders::default() } else { orders };
            each(outcome.map(|document| with_reading(document, &reading).with_date_orders(orders)))
        });
    }
    format.read(input, &mut |outcome| each(outcome.map(|document| with_reading(document, &reading))))
}

/// The format of what begins with `head`; an error where no format reads it.
fn recognise(
    path: &str,
    head: &[u8],
    is_office_file: bool,
    manner: &Manner,
) -> Result<&'static dyn Format, (ReadErrorKind, String)> {
    let records_asked_for = matches!(manner.format, FormatChoice::Jsonl | FormatChoice::Csv);
    // Of the files that are no text a Word file alone is read, and of these what Nexis exports.
    let choice = if is_office_file { FormatChoice::Nexis } else { manner.format };
    if !is_office_file && let Some(what) = signature::binary(head, records_asked_for) {
        return Err((ReadErrorKind::Unsupported, format!("not text: {what}")));
    }
    let text = encoding::decode_head(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.is_empty() && head.len() < HEAD_LEN && !records_asked_for {
        return Err((ReadErrorKind::Empty, "nothing to read".to_owned()));
    }
    let extension = Path::new(path).extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let format = format_of(choice, &Head { text, extension: &extension, map: &manner.map });
    if choice == FormatChoice::Auto
        && !format.is_certain()
        && let Some(what) = refused::unsupported_text(text, &extension, format.choice())
    {
        return Err((ReadErrorKind::Unsupported, format!("not a page: {what}")));
    }
    Ok(format)
}

/// The files that a file of `format` has to wait for, and what it is to them, where nobody asked for a format.
fn waits_for(
    beside: Option<&dyn Neighbours>,
    format: FormatChoice,
    asked_for: FormatChoice,
) -> Option<(&dyn Neighbours, Part)> {
    let part = match format {
        FormatChoice::Mets => Part::Index,
        FormatChoice::Alto => Part::Page,
        _ => return None,
    };
    let beside = beside.filter(|_| asked_for == FormatChoice::Auto)?;
    (beside.waiting(part) != Waiting::Not).then_some((beside, part))
}

/// Lays a file aside until those beside it are known.
fn lay_aside(beside: &dyn Neighbours, part: Part, input: Input<'_>) -> Result<(), ReadError> {
    let bytes = if beside.waiting(part) == Waiting::Held { input.into_whole()? } else { Vec::new() };
    beside.lay_aside(part, bytes);
    Ok(())
}

/// Whether a file of the format holds records with fields.
fn is_of_records(format: &dyn Format) -> bool {
    matches!(format.choice(), FormatChoice::Jsonl | FormatChoice::Csv)
}

/// A stream in the encoding `wide` as one in UTF-8.
fn narrowed<'s>(stream: Stream<'s>, wide: &'static Encoding) -> Stream<'s> {
    let narrow = move |reader| Transcoder::new(BufReader::new(reader), wide);
    let again = match stream.again {
        Again::Opened(reopen) => Again::Opened(Box::new(move || Ok(Box::new(narrow(reopen()?)) as Box<dyn Read>))),
        again => again,
    };
    Stream { reader: Box::new(narrow(stream.reader)), again, ..stream }
}

/// The document with how it was read.
fn with_reading(mut document: Document, reading: &Reading) -> Document {
    // A reader of messages says itself what a record of it is.
    let format = document.source.reading.format.take().or_else(|| reading.format.clone());
    document.source.reading = Reading { format, ..reading.clone() };
    document
}

/// A box that is being read.
struct BoxPlace<'b> {
    path: &'b str,
    kind: boxes::Kind,
    /// In how many others it stands.
    depth: usize,
    /// What of it waits.
    held: &'b Held,
    /// Whether nothing of it waits any more.
    is_last: bool,
}

/// Reads what is in a box: a file that waits for others as soon as these are there.
fn read_box(
    place: &BoxPlace<'_>,
    bytes: (Vec<u8>, Box<dyn Read + '_>),
    file: Option<&File>,
    manner: &Manner,
    each: &mut Each<'_>,
) -> ControlFlow<()> {
    let &BoxPlace { path, kind, held, .. } = place;
    boxes::unpack(kind, path, bytes, file, &mut |piece| {
        read_piece(place, piece, manner, each)?;
        read_held(place, held.ready(), manner, each)?;
        read_held(place, held.overflow(), manner, each)
    })?;
    read_held(place, held.indexes(), manner, each)?;
    read_held(place, held.unnamed(), manner, each)
}

/// Reads files of a box that had to wait.
fn read_held(
    place: &BoxPlace<'_>,
    files: Vec<(String, Vec<u8>)>,
    manner: &Manner,
    each: &mut Each<'_>,
) -> ControlFlow<()> {
    let place = BoxPlace { is_last: true, ..*place };
    for (name, bytes) in files {
        let piece = boxes::Piece::File { name: Some(&name), reader: Box::new(Cursor::new(bytes)) };
        read_piece(&place, piece, manner, each)?;
    }
    ControlFlow::Continue(())
}

/// Reads what came out of a box as a file of its own.
fn read_piece(place: &BoxPlace<'_>, piece: boxes::Piece<'_>, manner: &Manner, each: &mut Each<'_>) -> ControlFlow<()> {
    let &BoxPlace { path, kind, depth, held, is_last } = place;
    let (name, reader) = match piece {
        boxes::Piece::Failed(error) => return each(Err(error)),
        boxes::Piece::File { name, reader } => (name, reader),
    };
    if let Some(message) = boxes::too_deep(depth) {
        return each(Err(ReadError::of_file(path, ReadErrorKind::TooLarge, message)));
    }
    // What is packed alone has the name of its box without the ending that says so.
    let bare = match (kind, path.rsplit_once('.')) {
        (boxes::Kind::Gzip | boxes::Kind::Zstd, Some((bare, _))) => bare,
        _ => path,
    };
    let within = |record: Option<String>| match (name, record) {
        (Some(name), Some(record)) => Some(format!("{name}#{record}")),
        (name, record) => record.or_else(|| name.map(str::to_owned)),
    };
    let in_box = name.map(|name| InBox { held, name, is_last, references });
    let beside = in_box.as_ref().map(|in_box| in_box as &dyn Neighbours);
    let stream = Stream { reader, again: Again::Kept, file: None, depth: depth + 1, beside };
    read_opened(name.unwrap_or(bare), stream, manner, None, &mut |outcome| {
        each(match outcome {
            Ok(mut document) => {
                path.clone_into(&mut document.source.path);
                document.source.record = within(document.source.record.take());
                Ok(document)
            }
            Err(error) => Err(ReadError { path: path.to_owned(), record: within(error.record), ..error }),
        })
    })
}

/// Counts the bytes that are read through it.
struct Counted<'r> {
    inner: Box<dyn Read + 'r>,
    count: Rc<Cell<u64>>,
}

impl Read for Counted<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let more = self.inner.read(room)?;
        self.count.set(self.count.get() + more as u64);
        Ok(more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_too_long_are_passed_over_and_held_by_nobody() {
        let input = [b"one\n\n".as_slice(), &[b'x'; 50], b"\ntwo"].concat();
        let mut input = BufReader::with_capacity(4, input.as_slice());
        let mut next = || line_of(&mut input, 10).unwrap();
        assert_eq!(next(), Line::Whole(b"one".to_vec()));
        assert_eq!(next(), Line::Whole(Vec::new()));
        assert_eq!(next(), Line::TooLong);
        assert_eq!(next(), Line::Whole(b"two".to_vec()));
        assert_eq!(next(), Line::End);
    }
}
