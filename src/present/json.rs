//! Rows as JSON.
//!
//! Anything that serialises comes in, JSON goes out.
//!
//! Invariant: a control or bidirectional character is always written as an escape, so that JSON on a screen is as
//! harmless as a table.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

use crate::present::columns::Row;
use crate::present::terminal::escape_json;

/// Writes `rows` as one array, a row a line.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_array<R: Row>(out: &mut impl Write, rows: &[R]) -> io::Result<()> {
    if rows.is_empty() {
        return writeln!(out, "[]");
    }
    for (place, row) in rows.iter().enumerate() {
        out.write_all(if place == 0 { b"[\n" } else { b",\n" })?;
        write_object(out, row)?;
    }
    out.write_all(b"\n]\n")
}

/// Writes `value` on one line, without the line break.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_object(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Harmless(CompactFormatter))).map_err(io::Error::from)
}

/// Writes `value` indented, with a line break at the end.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_indented(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let formatter = Harmless(PrettyFormatter::with_indent(b"  "));
    value.serialize(&mut Serializer::with_formatter(&mut *out, formatter)).map_err(io::Error::from)?;
    writeln!(out)
}

/// A formatter that also escapes what JSON would let through and a terminal would obey.
struct Harmless<F>(F);

impl<F: Formatter> Formatter for Harmless<F> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        // Of ASCII, serde_json itself escapes everything below the space; only DEL is left.
        if fragment.is_ascii() && memchr::memchr(0x7f, fragment.as_bytes()).is_none() {
            return writer.write_all(fragment.as_bytes());
        }
        match escape_json(fragment) {
            Some(escaped) => writer.write_all(escaped.as_bytes()),
            None => writer.write_all(fragment.as_bytes()),
        }
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::rows::OrganisationRow;

    fn row(id: i64, name: &str) -> OrganisationRow {
        OrganisationRow {
            id,
            name: name.into(),
            articles: 1,
            mentions: 2,
            confidence: None,
            doubtful: false,
            identifiers: None,
        }
    }

    #[test]
    fn array_has_a_row_a_line() {
        let check = |rows: &[OrganisationRow], expected: &str| {
            let mut out = Vec::new();
            write_array(&mut out, rows).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        };
        check(&[], "[]\n");
        check(
            &[row(1, "Tide \"A\"")],
            "[\n{\"id\":1,\"name\":\"Tide \\\"A\\\"\",\"articles\":1,\"mentions\":2,\"confidence\":null,\"doubtful\":false,\"identifiers\":null}\n]\n",
        );
        check(
            &[row(1, "\x1b[0m"), row(2, "\u{202e}é\x7f")],
            "[\n{\"id\":1,\"name\":\"\\u001b[0m\",\"articles\":1,\"mentions\":2,\"confidence\":null,\"doubtful\":false,\"identifiers\":null},\n\
             {\"id\":2,\"name\":\"\\u202eé\\u007f\",\"articles\":1,\"mentions\":2,\"confidence\":null,\"doubtful\":false,\"identifiers\":null}\n]\n",
        );
    }
}
