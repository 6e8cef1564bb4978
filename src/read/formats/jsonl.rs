//! Records of JSON: one a line, the members of an array, or a single one.
//!
//! Invariant: every line that is not blank gives exactly one result, in order.

use std::fmt;
use std::io::{Cursor, Read as _};
use std::ops::ControlFlow;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use crate::model::{Diagnostic, Document, Source};
use crate::read::about::About;
use crate::read::encoding::charset::Charset;
use crate::read::error::{ReadError, ReadErrorKind};
use crate::read::format::{Format, Head, Input, longer_than};
use crate::read::formats::json;
use crate::read::records::json_mend::mend;
use crate::read::records::json_shape::{Piece, Shape};
use crate::read::records::json_split::Splitter;
use crate::read::records::record::{Columns, cut_note};
use crate::read::request::Each;
use crate::read::{FieldMap, FormatChoice, encoding};

/// The format of records.
pub(super) struct Jsonl;

impl Format for Jsonl {
    fn choice(&self) -> FormatChoice {
        FormatChoice::Jsonl
    }

    fn about(&self) -> About {
        About {
            what: "Records, one a line, in an array, or alone: `body`, `text` or `html` with the names of news-please, trafilatura, Common Crawl and schema.org; others with `--map`",
            told_by: "an object of JSON in the first lines",
            examples: "records.jsonl list.json",
        }
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        let object = |text: &str| text.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']));
        let opens = |text: &str| object(text.strip_prefix('[').map_or(text, str::trim_start));
        opens(head.text) || opens_behind_others(head, object, opens)
    }

    fn read(&self, input: Input<'_>, each: &mut Each<'_>) -> ControlFlow<()> {
        let (path, map, limit) = (input.path, input.map, input.limit);
        let shape = Shape::of(&input.head);
        let guessed = input.encoding;
        let may_be_long = input.head.len() >= LONG && json::opens_list(&input.head);
        let mut stream = input.into_stream();
        if may_be_long {
            let mut start = Vec::new();
            if let Err(error) = stream.by_ref().take(limit as u64 + 1).read_to_end(&mut start) {
                return each(Err(ReadError::of_io(path, &error)));
            }
            let is_long = start.len() > limit;
            stream = Box::new(Cursor::new(start).chain(stream));
            if is_long {
                return json::read_long_list(stream, &json::Manner { path, map, guessed, limit }, each);
            }
        }
        let mut splitter = Splitter::new(stream, shape, limit);
        loop {
            match splitter.next_piece() {
                Ok(None) => return ControlFlow::Continue(()),
                Ok(Some(mut piece)) => match read_piece(path, &mut piece, map, limit, guessed) {
                    Err(error) if error.kind == ReadErrorKind::NoText => {
                        of_maker(path, piece, (map, guessed), error, each)?;
                    }
                    outcome => each(outcome)?,
                },
                Err(error) => {
                    let byte_offset = Some(splitter.byte_offset());
                    return each(Err(ReadError { byte_offset, ..ReadError::of_io(path, &error) }));
                }
            }
        }
    }
}

/// How long the start of a file is that leaves a list open: the rest of it may be longer than a record.
const LONG: usize = 32 << 10;

/// How many lines may stand before the first record.
const MOST_OTHERS: usize = 20;

/// Whether records begin behind comments, or behind lines that are broken records: a page that shows a line of JSON is
/// no file of records, one with more of it than of anything else is.
fn opens_behind_others(head: &Head<'_>, object: impl Fn(&str) -> bool, opens: impl Fn(&str) -> bool) -> bool {
    let lines = || head.text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_record = |line: &str| object(line) && line.ends_with('}');
    let is_comment = |line: &str| line.starts_with('#') || line.starts_with("//");
    let comments = lines().take_while(|line| is_comment(line)).count();
    let behind: Vec<&str> = lines().skip(comments).take(4 * MOST_OTHERS).collect();
    if comments > 0 && comments <= MOST_OTHERS && behind.first().is_some_and(|line| opens(line) || *line == "[") {
        return true;
    }
    let records = behind.iter().filter(|line| is_record(line)).count();
    let others = behind.len() - records;
    let named = matches!(head.extension, "jsonl" | "ndjson" | "json");
    // The last line may be cut short.
    others <= MOST_OTHERS && (records > others.saturating_sub(1).max(1) || named && records > 0)
}

/// Reads one record.
fn read_piece(
    path: &str,
    piece: &mut Piece,
    map: &FieldMap,
    limit: usize,
    guessed: Option<Charset>,
) -> Result<Document, ReadError> {
    let number = piece.number.to_string();
    let failed =
        |record, kind, message: String| Err(ReadError::of_record(path, record, piece.byte_offset, kind, message));
    if piece.too_large {
        let message = format!("{}; --max-record-bytes sets the longest that is read", longer_than(limit));
        return failed(number, ReadErrorKind::TooLarge, message);
    }
    let (text, mut diagnostics) = encoding::decode_record(&piece.bytes, guessed);
    if piece.broken {
        let mut columns = Columns::default();
        // What stands before the fault may say which record it is.
        let _ = parse_into(&text, map, &mut columns);
        let message = "not valid JSON: a brace, bracket or quotation mark is missing".to_owned();
        return failed(columns.id(map).unwrap_or(number), ReadErrorKind::Malformed, message);
    }
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
    diagnostics.extend(cut_note(&content));
    let source = Source::new(path.to_owned(), Some(record), "application/json", std::mem::take(&mut piece.bytes));
    Ok(Document { source, content, given, diagnostics })
}

/// Reads a record that has no text under our names as one of a known maker, or as a list of such records; where it is none,
/// `error` stands.
fn of_maker(
    path: &str,
    piece: Piece,
    (map, guessed): (&FieldMap, Option<Charset>),
    error: ReadError,
    each: &mut Each<'_>,
) -> ControlFlow<()> {
    let (text, diagnostics) = encoding::decode_record(&piece.bytes, guessed);
    let parsed = serde_json::from_str::<Value>(&text);
    let parsed = parsed.ok().or_else(|| mend(&text).and_then(|mended| serde_json::from_str(&mended).ok()));
    // Where the file is in another encoding, the bytes of a member are read in that one again, too.
    let is_utf_8 = std::str::from_utf8(&piece.bytes).is_ok();
    let mut members = parsed.map(json::members).unwrap_or_default();
    if members.len() < 2 {
        let Some(record) = members.pop() else { return each(Err(error)) };
        let number = error.record.clone().unwrap_or_else(|| piece.number.to_string());
        return each(match json::member(&record, map) {
            Some((id, content, given, more)) => {
                let source = Source::new(path.to_owned(), Some(id.unwrap_or(number)), "application/json", piece.bytes);
                Ok(Document { source, content, given, diagnostics: diagnostics.into_iter().chain(more).collect() })
            }
            None => {
                Err(ReadError { message: json::refusal(&record).unwrap_or_else(|| error.message.clone()), ..error })
            }
        });
    }
    let list = json::OfList { path, map, is_utf_8, byte_offset: piece.byte_offset };
    for (place, record) in members.iter().enumerate() {
        each(list.document(place + 1, record))?;
    }
    ControlFlow::Continue(())
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
    let mut columns = Columns::default();
    parse_into(text, map, &mut columns)?;
    Ok(columns)
}

/// Reads the columns of one object into `columns`, as far as they can be read.
fn parse_into(text: &str, map: &FieldMap, columns: &mut Columns) -> serde_json::Result<()> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    Wanted { map, columns }.deserialize(&mut deserializer)?;
    deserializer.end()
}

/// Keeps the columns that `map` or we know.
struct Wanted<'m> {
    map: &'m FieldMap,
    columns: &'m mut Columns,
}

impl<'de> DeserializeSeed<'de> for Wanted<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Wanted<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(key) = object.next_key::<String>()? {
            if self.columns.wants(&key, self.map) {
                self.columns.insert(&key, object.next_value()?);
            } else {
                object.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}
