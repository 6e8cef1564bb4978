//! The rows of a Parquet file as lines of JSON.
//!
//! Invariant: a row that cannot be read ends the file, with its number: what stands behind it cannot be found.

use std::io::{self, Read};
use std::ops::ControlFlow;

use bytes::Bytes;
use parquet::file::reader::SerializedFileReader;
use parquet::record::reader::RowIter;

use crate::read::FormatChoice;
use crate::read::error::{ReadError, ReadErrorKind};
use crate::read::format::{Format as _, Input, longer_than};
use crate::read::formats::jsonl::Jsonl;
use crate::read::request::Each;

/// The longest file: its table of contents stands at its end, so that it has to be held. 256 MB.
const FILE_LEN: usize = 256 << 20;

/// How much is read to tell that records follow.
const HEAD_LEN: u64 = 4 << 10;

/// Reads all of `input`.
pub(super) fn read(input: Input<'_>, each: &mut Each<'_>) -> ControlFlow<()> {
    let (path, map, limit) = (input.path, input.map, input.limit);
    let failed = |kind, message: String| ReadError::of_file(path, kind, message);
    let bytes = match (Input { limit: limit.max(FILE_LEN), ..input }).into_whole() {
        Ok(bytes) => Bytes::from(bytes),
        Err(error) if error.kind == ReadErrorKind::TooLarge => {
            let message =
                format!("{}; write the table as JSON Lines, which may be of any length", longer_than(FILE_LEN));
            return each(Err(failed(ReadErrorKind::TooLarge, message)));
        }
        Err(error) => return each(Err(error)),
    };
    let broken =
        |error: &dyn std::fmt::Display| failed(ReadErrorKind::Malformed, format!("not valid Parquet: {error}"));
    let rows = match SerializedFileReader::new(bytes).map(|file| RowIter::from_file_into(Box::new(file))) {
        Ok(rows) => rows,
        Err(error) => return each(Err(broken(&error))),
    };
    let mut lines = Lines { rows, line: io::Cursor::new(Vec::new()) };
    let mut head = Vec::new();
    if let Err(error) = lines.by_ref().take(HEAD_LEN).read_to_end(&mut head) {
        return each(Err(broken(&error)));
    }
    let input = Input { path, head, rest: Box::new(lines), map, limit, encoding: None, beside: None };
    Jsonl.read(input, &mut |outcome| {
        each(outcome.map(|mut document| {
            document.source.reading.format = Some(FormatChoice::Jsonl.name().into());
            document
        }))
    })
}

/// Rows, each as a line of JSON.
struct Lines {
    rows: RowIter<'static>,
    line: io::Cursor<Vec<u8>>,
}

impl Read for Lines {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        loop {
            let more = self.line.read(room)?;
            if more > 0 || room.is_empty() {
                return Ok(more);
            }
            let Some(row) = self.rows.next() else { return Ok(0) };
            let row = row.map_err(|error| io::Error::other(format!("not valid Parquet: {error}")))?;
            self.line = io::Cursor::new(format!("{}\n", row.to_json_value()).into_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use parquet::basic::{Compression, ZstdLevel};
    use parquet::data_type::{ByteArray, ByteArrayType};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    use super::*;
    use crate::model::Content;
    use crate::read::{FieldMap, reread};

    /// A table of a headline and a text in each row.
    fn table(compression: Compression) -> Vec<u8> {
        let schema = "message news { required binary title (UTF8); required binary text (UTF8); }";
        let schema = Arc::new(parse_message_type(schema).unwrap());
        let properties = Arc::new(WriterProperties::builder().set_compression(compression).build());
        let mut bytes = Vec::new();
        let mut writer = SerializedFileWriter::new(&mut bytes, schema, properties).unwrap();
        let mut group = writer.next_row_group().unwrap();
        for cells in [["Quay", "Tide"], ["Caf\u{e9} under water.", "Boats rose."]] {
            let mut column = group.next_column().unwrap().unwrap();
            let cells = cells.map(ByteArray::from);
            column.typed::<ByteArrayType>().write_batch(&cells, None, None).unwrap();
            column.close().unwrap();
        }
        group.close().unwrap();
        writer.close().unwrap();
        bytes
    }

    fn read_bytes(bytes: &[u8]) -> Vec<Result<crate::model::Document, ReadError>> {
        let map = FieldMap::default();
        let rest = Box::new(io::empty());
        let input =
            Input { path: "a", head: bytes.to_vec(), rest, map: &map, limit: 1000, encoding: None, beside: None };
        let mut outcomes = Vec::new();
        let _ = read(input, &mut |outcome| {
            outcomes.push(outcome);
            ControlFlow::Continue(())
        });
        outcomes
    }

    #[test]
    fn rows_are_records_and_are_read_again_without_the_table() {
        for compression in [Compression::SNAPPY, Compression::ZSTD(ZstdLevel::default()), Compression::UNCOMPRESSED] {
            let documents: Vec<_> = read_bytes(&table(compression)).into_iter().map(Result::unwrap).collect();
            assert_eq!(documents.len(), 2);
            assert_eq!(documents[0].content, Content::Body("Caf\u{e9} under water.".to_owned()));
            assert_eq!(documents[1].given.headline.as_deref(), Some("Tide"));
            assert_eq!(documents[1].source.record.as_deref(), Some("2"));
            for document in documents {
                assert_eq!(reread(document.source.clone()).unwrap(), document);
            }
        }
    }

    #[test]
    fn no_truncation_breaks_the_reader() {
        let whole = table(Compression::SNAPPY);
        for cut in (0..whole.len()).step_by(7) {
            assert!(read_bytes(&whole[..cut]).iter().all(Result::is_err), "{cut}");
        }
    }
}
