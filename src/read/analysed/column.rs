//! Lines that stand in a column of a Parquet file, as Spark writes them.
//!
//! Invariant: a few lines and the page of the column that they stand in are held, however long the file is.

use std::fs::File;

use crate::read::error::{ReadError, ReadErrorKind};

/// How every Parquet file begins.
pub(super) const MAGIC: &[u8] = b"PAR1";

/// Is given each line with its number.
pub(super) type Take<'a, E> = dyn FnMut(u64, &[u8]) -> Result<(), E> + 'a;

/// Hands the column `line` of `file` to `take`, row by row with its number.
///
/// # Errors
/// Where the file is not whole or has no such column, and whatever `take` ends it with.
#[cfg(feature = "parquet")]
pub(super) fn read<E: From<ReadError>>(file: File, name: &str, take: &mut Take<'_, E>) -> Result<(), E> {
    use parquet::column::reader::ColumnReader;
    use parquet::errors::ParquetError;
    use parquet::file::reader::{FileReader as _, SerializedFileReader};

    let malformed = |message: String| ReadError::of_file(name, ReadErrorKind::Malformed, message);
    let broken = |error: ParquetError| malformed(format!("not valid Parquet: {error}"));
    let missing = || malformed(format!("a table without the column `{COLUMN}` of text, in which lines stand"));
    let table = SerializedFileReader::new(file).map_err(broken)?;
    let columns = table.metadata().file_metadata().schema_descr().columns();
    let place = columns.iter().position(|column| column.path().string() == COLUMN).ok_or_else(missing)?;
    let (mut lines, mut levels, mut number) = (Vec::new(), Vec::new(), 0_u64);
    for group in 0..table.num_row_groups() {
        let group = table.get_row_group(group).map_err(broken)?;
        let ColumnReader::ByteArrayColumnReader(mut column) = group.get_column_reader(place).map_err(broken)? else {
            return Err(missing().into());
        };
        loop {
            lines.clear();
            levels.clear();
            let found = column.read_records(LINES_HELD, Some(&mut levels), None, &mut lines).map_err(broken)?;
            if found.0 == 0 {
                break;
            }
            for line in &lines {
                number += 1;
                take(number, line.data())?;
            }
        }
    }
    Ok(())
}

/// The column.
#[cfg(feature = "parquet")]
const COLUMN: &str = "line";

/// How many lines are taken out of a page at a time.
#[cfg(feature = "parquet")]
const LINES_HELD: usize = 16;

/// Says what to do instead.
///
/// # Errors
/// Always.
#[cfg(not(feature = "parquet"))]
pub(super) fn read<E: From<ReadError>>(_: File, name: &str, _: &mut Take<'_, E>) -> Result<(), E> {
    let message = "lines in Parquet; let the job write them as text (--lines text), or build the program with `--features parquet`";
    Err(ReadError::of_file(name, ReadErrorKind::Unsupported, message).into())
}

#[cfg(feature = "parquet")]
#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use parquet::data_type::{ByteArray, ByteArrayType};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    use super::*;

    /// What is read of a table with lines, one of them null, in groups of two rows.
    fn read_table(schema: &str, cut: usize) -> Result<Vec<(u64, String)>, ReadError> {
        let schema = Arc::new(parse_message_type(schema).unwrap());
        let mut bytes = Vec::new();
        let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(WriterProperties::default())).unwrap();
        for (cells, levels) in [(vec!["one", "two"], [1, 1]), (vec!["three"], [1, 0])] {
            let mut group = writer.next_row_group().unwrap();
            while let Some(mut column) = group.next_column().unwrap() {
                let cells: Vec<ByteArray> = cells.iter().map(|cell| ByteArray::from(*cell)).collect();
                column.typed::<ByteArrayType>().write_batch(&cells, Some(&levels), None).unwrap();
                column.close().unwrap();
            }
            group.close().unwrap();
        }
        writer.close().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, &bytes[..bytes.len() - cut]).unwrap();
        let mut found = Vec::new();
        read::<ReadError>(File::open(path).unwrap(), "a", &mut |number, line| {
            found.push((number, String::from_utf8(line.to_vec()).unwrap()));
            Ok(())
        })?;
        Ok(found)
    }

    #[test]
    fn lines_are_found_in_their_column_over_all_groups() {
        let schema = "message spark { optional binary month (UTF8); optional binary line (UTF8); }";
        let lines = ["one", "two", "three"].map(str::to_owned);
        assert_eq!(read_table(schema, 0).unwrap(), (1..).zip(lines).collect::<Vec<_>>());
    }

    #[test]
    fn another_table_and_a_cut_one_are_refused() {
        let refused = |schema, cut| read_table(schema, cut).unwrap_err().to_string();
        let other = refused("message spark { optional binary month (UTF8); }", 0);
        assert_eq!(other, "a: a table without the column `line` of text, in which lines stand");
        assert!(refused("message spark { optional binary line (UTF8); }", 9).starts_with("a: not valid Parquet: "));
    }
}
