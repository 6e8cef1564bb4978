//! The part of `archive import` that makes an archive of an export.
//!
//! Invariant: every line ends as a row or is named on standard error; the archive has its name only when it is whole.

use std::path::{Path, PathBuf};

use crate::cli::command_error::{CommandError, leave};
use crate::cli::exit_code::ExitStatus;
use crate::cli::ui::Progress;
use crate::cli::{access, signals, ui};
use crate::model::Datum;
use crate::query;
use crate::read::rows::{Rows, TableLine, open};
use crate::store::{Archive, Journal, Load, Loaded};

/// The export among `paths`, if there is one.
///
/// # Errors
/// Where its first line cannot be read, and where there is more than the export.
pub fn export_among(paths: &[PathBuf]) -> Result<Option<Rows>, CommandError> {
    for path in paths {
        match open(path) {
            None => {}
            Some(Err(error)) => {
                return Err(CommandError::usage(error.to_string(), "write the export anew: `archive export jsonl`"));
            }
            Some(Ok(rows)) if paths.len() == 1 => return Ok(Some(rows)),
            Some(Ok(_)) => {
                let message = format!("{}: an export of an archive, among other files", path.display());
                return Err(CommandError::usage(message, "import it by itself, into a new archive"));
            }
        }
    }
    Ok(None)
}

/// Makes an archive at `db` of the export; where there is one already, says whether it holds all of it.
///
/// # Errors
/// Where the archive holds other articles, and where it cannot be written.
pub fn load(rows: Rows, db: &Path, quiet: bool) -> Result<ExitStatus, CommandError> {
    if db.symlink_metadata().is_ok() {
        return compare(rows, db, quiet);
    }
    let (schema, articles, count) = (rows.head.schema, rows.head.articles, rows.head.rows);
    let mut load = Load::begin(db, schema, &rows.head.mark, access::writing(Journal::Rollback))?;
    let progress = if quiet { Progress::none() } else { Progress::over(count) };
    let (mut rows, mut skipped, mut done) = (rows, 0_u64, 0);
    while let Some(line) = rows.next() {
        if let Some(signal) = signals::came() {
            let Loaded { rows, present } = load.loaded();
            load.break_off();
            progress.clear();
            leave(signal, &format!("{} rows of {count} so far", rows + present));
        }
        let outcome = match line {
            Err(error) => Err(error),
            Ok(row) => put(&mut load, &row)?.map_err(|words| rows.error(words)),
        };
        done += 1;
        progress.reach(done);
        if let Err(error) = outcome {
            skipped += 1;
            progress.note(&error.to_string());
        }
    }
    drop(progress);
    let loaded = load.finish()?;
    if !quiet {
        let rows = loaded.rows + loaded.present;
        ui::say(&format!("loaded {articles} articles, {rows} rows, skipped {skipped}"));
    }
    if skipped == 0 {
        return Ok(ExitStatus::Done);
    }
    ui::hint("`archive rebuild --repair` makes anew what is missing, of the originals that are there");
    Ok(ExitStatus::Skipped)
}

fn put(load: &mut Load, row: &TableLine) -> Result<Result<(), String>, CommandError> {
    let columns: Vec<&str> = row.columns.iter().map(String::as_str).collect();
    Ok(load.row(&row.table, &columns, &row.values)?)
}

/// Whether every original of the export is in the archive at `db` already: a run that was repeated has nothing to do.
fn compare(rows: Rows, db: &Path, quiet: bool) -> Result<ExitStatus, CommandError> {
    let archive = Archive::open_to_read(db, access::reading())?;
    let articles = rows.head.articles;
    let mut missing = 0_u64;
    for row in rows.flatten().filter(|row| row.table == "sources") {
        let digest = row.columns.iter().position(|column| column == "sha256").and_then(|place| row.values.get(place));
        let is_here = match digest {
            Some(Datum::Text(digest)) => query::export::has_original(&archive, digest)?,
            _ => false,
        };
        missing += u64::from(!is_here);
    }
    if missing > 0 {
        let message =
            format!("{}: an archive of other articles, which lacks {missing} originals of the export", db.display());
        return Err(CommandError::usage(message, "name a new file with --db: an export becomes an archive of its own"));
    }
    if !quiet {
        ui::say(&format!("loaded 0 articles, unchanged {articles}"));
    }
    Ok(ExitStatus::Done)
}
