//! Tables as Parquet files: columns with real types, for DuckDB, pandas, Polars, R and Spark.
//!
//! A shape and its rows come in; a file goes out, in groups of rows. Days are `DATE`, points in time `TIMESTAMP` in UTC.
//! Source: Apache Parquet, <https://parquet.apache.org/docs/file-format/>.
//!
//! Invariant: one group of rows is held at a time, however long the table.

use std::io::{self, Write};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;

use crate::model::Datum;
use crate::query::export::{FieldKind, FieldShape, TableShape};

/// A group is written when it has so many rows. Readers work group by group; of a row of numbers, these are a megabyte.
const GROUP_ROWS: usize = 1 << 16;

/// Or when it holds so many bytes, as a few thousand articles do.
const GROUP_BYTES: usize = 16 << 20;

const DAY_SECONDS: i64 = 86_400;

/// A file that a table is written to.
pub struct ParquetFile<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Column>,
    rows: usize,
    bytes: usize,
}

/// The values of a column in the group that waits, and for each row whether it has one.
struct Column {
    values: Values,
    there: Vec<i16>,
}

enum Values {
    Integers(Vec<i64>),
    Numbers(Vec<f64>),
    Texts(Vec<ByteArray>),
    Days(Vec<i32>),
    Times(Vec<i64>),
}

impl<W: Write + Send> ParquetFile<W> {
    /// Begins the file of a table.
    ///
    /// # Errors
    /// Whatever `out` refuses.
    pub fn begin(out: W, shape: &TableShape) -> io::Result<Self> {
        let fields: String = shape.fields.iter().map(field).collect();
        let schema = parse_message_type(&format!("message {} {{ {fields}}}", shape.name)).map_err(refused)?;
        let described = |(name, text): (&str, Option<&String>)| {
            text.map(|text| KeyValue::new(format!("description{name}"), text.clone()))
        };
        let names: Vec<String> = shape.fields.iter().map(|field| format!(".{}", field.name)).collect();
        let of_fields =
            names.iter().map(String::as_str).zip(shape.fields.iter().map(|field| field.description.as_ref()));
        let about: Vec<KeyValue> =
            [("", shape.description.as_ref())].into_iter().chain(of_fields).filter_map(described).collect();
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_created_by("archive".to_owned())
            .set_key_value_metadata(Some(about))
            .build();
        let writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(refused)?;
        let columns = shape.fields.iter().map(|field| Column::of(field.kind)).collect();
        Ok(Self { writer, columns, rows: 0, bytes: 0 })
    }

    /// Takes a row.
    ///
    /// # Errors
    /// Whatever the file refuses.
    pub fn row(&mut self, values: &[Datum<'_>]) -> io::Result<()> {
        for (column, value) in self.columns.iter_mut().zip(values) {
            column.push(value);
            self.bytes += value.byte_len();
        }
        self.rows += 1;
        if self.rows >= GROUP_ROWS || self.bytes >= GROUP_BYTES { self.write_group() } else { Ok(()) }
    }

    /// Writes what still waits, and the table of contents.
    ///
    /// # Errors
    /// Whatever the file refuses.
    pub fn end(mut self) -> io::Result<()> {
        if self.rows > 0 {
            self.write_group()?;
        }
        self.writer.close().map(drop).map_err(refused)
    }

    fn write_group(&mut self) -> io::Result<()> {
        let mut group = self.writer.next_row_group().map_err(refused)?;
        for column in &mut self.columns {
            let Some(mut out) = group.next_column().map_err(refused)? else { break };
            column.write(&mut out).and_then(|()| out.close()).map_err(refused)?;
            column.clear();
        }
        group.close().map_err(refused)?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }
}

/// A field as the language of schemas has it.
fn field(field: &FieldShape) -> String {
    let (kind, meaning) = match field.kind {
        FieldKind::Integer => ("int64", ""),
        FieldKind::Number => ("double", ""),
        FieldKind::Text => ("binary", " (STRING)"),
        FieldKind::Day => ("int32", " (DATE)"),
        FieldKind::Time => ("int64", " (TIMESTAMP(MILLIS,true))"),
    };
    format!("optional {kind} {}{meaning}; ", field.name)
}

impl Column {
    fn of(kind: FieldKind) -> Self {
        let values = match kind {
            FieldKind::Integer => Values::Integers(Vec::new()),
            FieldKind::Number => Values::Numbers(Vec::new()),
            FieldKind::Text => Values::Texts(Vec::new()),
            FieldKind::Day => Values::Days(Vec::new()),
            FieldKind::Time => Values::Times(Vec::new()),
        };
        Self { values, there: Vec::new() }
    }

    /// Takes a value; what is not of the column's sort, such as the 31st of February, is not there.
    fn push(&mut self, value: &Datum<'_>) {
        let is_there = match &mut self.values {
            Values::Integers(values) => integer(value).map(|number| values.push(number)),
            Values::Numbers(values) => number(value).map(|number| values.push(number)),
            Values::Texts(values) => text(value).map(|text| values.push(text)),
            Values::Days(values) => day(value).map(|day| values.push(day)),
            Values::Times(values) => time(value).map(|time| values.push(time)),
        };
        self.there.push(i16::from(is_there.is_some()));
    }

    fn write(&self, out: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let there = Some(self.there.as_slice());
        match &self.values {
            Values::Integers(values) | Values::Times(values) => {
                out.typed::<Int64Type>().write_batch(values, there, None)
            }
            Values::Numbers(values) => out.typed::<DoubleType>().write_batch(values, there, None),
            Values::Texts(values) => out.typed::<ByteArrayType>().write_batch(values, there, None),
            Values::Days(values) => out.typed::<Int32Type>().write_batch(values, there, None),
        }
        .map(drop)
    }

    fn clear(&mut self) {
        self.there.clear();
        match &mut self.values {
            Values::Integers(values) | Values::Times(values) => values.clear(),
            Values::Numbers(values) => values.clear(),
            Values::Texts(values) => values.clear(),
            Values::Days(values) => values.clear(),
        }
    }
}

fn integer(value: &Datum<'_>) -> Option<i64> {
    if let Datum::Integer(number) = value { Some(*number) } else { None }
}

#[allow(clippy::cast_precision_loss)] // a number with a fraction that happens to be whole
fn number(value: &Datum<'_>) -> Option<f64> {
    match value {
        Datum::Real(number) => Some(*number),
        Datum::Integer(number) => Some(*number as f64),
        _ => None,
    }
}

fn text(value: &Datum<'_>) -> Option<ByteArray> {
    match value {
        Datum::Text(text) => Some(ByteArray::from(text.as_bytes().to_vec())),
        Datum::Integer(number) => Some(ByteArray::from(number.to_string().into_bytes())),
        Datum::Real(number) => Some(ByteArray::from(number.to_string().into_bytes())),
        Datum::Null | Datum::Bytes(_) => None,
    }
}

/// Days since 1 January 1970.
fn day(value: &Datum<'_>) -> Option<i32> {
    let Datum::Text(text) = value else { return None };
    let midnight = text.parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok()?;
    i32::try_from(midnight.timestamp().as_second().div_euclid(DAY_SECONDS)).ok()
}

/// Milliseconds since the beginning of that day.
fn time(value: &Datum<'_>) -> Option<i64> {
    let Datum::Text(text) = value else { return None };
    Some(text.parse::<jiff::Timestamp>().ok()?.as_millisecond())
}

fn refused(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(cause) => *cause,
            Err(cause) => io::Error::other(cause.to_string()),
        },
        other => io::Error::other(other.to_string()),
    }
}
