//! What `archive extract --with-source` wrote, on this machine or on many.
//!
//! Folders and files come in; the articles of their lines go out, each with its original and its analysis, ready to be
//! stored, and what could not be read as it was noted there. `line` reads one line, `column` finds lines in Parquet.
//!
//! Invariant: a line that is not whole is an error in its place; nothing is read or analysed again.

mod column;
mod line;

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;

pub use crate::read::analysed::line::{Analysed, AnalysedArticle, Unreadable};
use crate::read::error::{ReadError, ReadErrorKind};

/// The longest line: an original of the greatest length that is read, as base64, with room for its article.
const LONGEST_LINE: u64 = 2 << 30;
/// What stands in a folder once all of it is written, as it does with Hadoop and Spark.
pub const COMPLETE: &str = "_SUCCESS";

/// The files of lines below `folder`, in the order of their names: what begins with a dot or an underscore, and what
/// `archive extract --out` notes about its run, is none.
///
/// # Errors
/// Where the folder cannot be listed.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let mut found = Vec::new();
    list(folder, &mut found).map_err(|cause| ReadError::of_io(&folder.display().to_string(), &cause))?;
    found.sort();
    Ok(found)
}

fn list(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(['.', '_']) || name == RUN {
            continue;
        }
        // A link to a folder is left alone, so that the walk ends.
        if entry.file_type()?.is_dir() {
            list(&entry.path(), found)?;
        } else {
            found.push(entry.path());
        }
    }
    Ok(())
}

/// What `archive extract --out` notes about its run, beside the parts.
pub const RUN: &str = "extract.json";

/// Hands every line of the file at `path`, text packed with gzip or not, or Parquet, to `each`, until that ends it.
///
/// # Errors
/// Where the file cannot be read, and whatever `each` ends it with.
pub fn read<E: From<ReadError>>(
    path: &Path,
    each: &mut dyn FnMut(u64, Result<Analysed, ReadError>) -> Result<(), E>,
) -> Result<(), E> {
    let name = path.display().to_string();
    let refused = |cause: std::io::Error| E::from(ReadError::of_io(&name, &cause));
    let mut input = BufReader::with_capacity(1 << 16, File::open(path).map_err(refused)?);
    let (packed, parquet) = {
        let head = input.fill_buf().map_err(refused)?;
        (head.starts_with(&[0x1f, 0x8b]), head.starts_with(column::MAGIC))
    };
    let mut take = |number: u64, bytes: &[u8]| {
        if bytes.trim_ascii().is_empty() {
            return Ok(());
        }
        each(number, line::read(bytes).map_err(|message| of_line(&name, number, message)))
    };
    if parquet {
        return column::read(input.into_inner(), &name, &mut take);
    }
    if packed {
        return read_text(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(input)), &name, &mut take);
    }
    read_text(input, &name, &mut take)
}

fn read_text<E: From<ReadError>>(mut input: impl BufRead, name: &str, take: &mut column::Take<'_, E>) -> Result<(), E> {
    let (mut bytes, mut number) = (Vec::new(), 0_u64);
    loop {
        bytes.clear();
        number += 1;
        let read = input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut bytes);
        if read.map_err(|cause| ReadError::of_io(name, &cause))? == 0 {
            return Ok(());
        }
        if bytes.last() != Some(&b'\n') && bytes.len() as u64 >= LONGEST_LINE {
            return Err(of_line(name, number, format!("the line is longer than {} MB", LONGEST_LINE >> 20)).into());
        }
        take(number, &bytes)?;
    }
}

fn of_line(name: &str, number: u64, message: String) -> ReadError {
    ReadError { record: Some(number.to_string()), ..ReadError::of_file(name, ReadErrorKind::Malformed, message) }
}
