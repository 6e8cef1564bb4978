//! Zip archives, read by their table of contents; also the web archives that are zips (WACZ).

use std::io::{Read, Seek};
use std::ops::ControlFlow;

use super::guard::{Guarded, MOST_ENTRIES, counted, too_many};
use super::piece::{Piece, Take, broken, is_hidden};
use zip::ZipArchive;

/// Hands the files of a zip archive to `take`, in the order of its table of contents.
pub(super) fn unpack(path: &str, reader: impl Read + Seek, take: &mut Take<'_>) -> ControlFlow<()> {
    let mut archive = match ZipArchive::new(reader) {
        Ok(archive) => archive,
        Err(error) => return take(Piece::Failed(broken(path, "zip archive", &error))),
    };
    if archive.len() > MOST_ENTRIES {
        return take(Piece::Failed(broken(path, "zip archive", &too_many())));
    }
    let of_crawl = archive.index_for_name("datapackage.json").is_some()
        && archive.file_names().flatten().any(|name| name.starts_with("archive/"));
    for number in 0..archive.len() {
        let entry = match archive.by_index(number) {
            Ok(entry) => entry,
            Err(error) => {
                take(Piece::Failed(broken(path, "zip archive", &format!("file {number}: {error}"))))?;
                continue;
            }
        };
        let name = entry.name().map_or_else(|_| number.to_string(), std::borrow::Cow::into_owned);
        // What else a web archive holds are indexes of its records.
        if entry.is_file() && !is_hidden(&name) && (!of_crawl || name.starts_with("archive/")) {
            let packed = entry.compressed_size();
            let (_, count) = counted(std::io::empty());
            count.set(packed);
            take(Piece::File { name: Some(&name), reader: Box::new(Guarded::new(entry, count)) })?;
        }
    }
    ControlFlow::Continue(())
}
