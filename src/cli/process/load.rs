//! The part of `archive import` that makes an archive of an export.
//!
//! Invariant: every line ends as a row or is named on standard error; a new archive has its name only when it is whole.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::command_error::{CommandError, leave};
use crate::cli::decide::correct;
use crate::cli::exit_code::ExitStatus;
use crate::cli::ui::Progress;
use crate::cli::{access, signals, ui};
use crate::read::rows::{Rows, TableLine, open};
use crate::store::{Applied, Archive, Journal, Load, Loaded};

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

/// Makes an archive at `db`, where nothing is, of the export.
///
/// # Errors
/// Where it cannot be written.
pub fn load(rows: Rows, db: &Path, quiet: bool) -> Result<ExitStatus, CommandError> {
    let articles = rows.head.articles;
    let (loaded, skipped) = put_all(rows, db, quiet)?;
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

/// Puts every row into a new archive; gives how many lines are none.
fn put_all(mut rows: Rows, path: &Path, quiet: bool) -> Result<(Loaded, u64), CommandError> {
    let (schema, count) = (rows.head.schema, rows.head.rows);
    let mut load = Load::begin(path, schema, &rows.head.mark, access::writing(Journal::Rollback))?;
    let progress = if quiet { Progress::none() } else { Progress::over(count) };
    let (mut skipped, mut done) = (0_u64, 0);
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
    Ok((load.finish()?, skipped))
}

fn put(load: &mut Load, row: &TableLine) -> Result<Result<(), String>, CommandError> {
    let columns: Vec<&str> = row.columns.iter().map(String::as_str).collect();
    Ok(load.row(&row.table, &columns, &row.values)?)
}

/// An export as an archive beside the one that it goes into; it is removed in the end.
pub struct Part {
    path: PathBuf,
    skipped: u64,
}

impl Part {
    /// Puts the rows of an export into an archive beside `db`.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn of(rows: Rows, db: &Path, quiet: bool) -> Result<Self, CommandError> {
        let mut name = db.as_os_str().to_owned();
        name.push(".archive-part");
        let mut part = Self { path: PathBuf::from(name), skipped: 0 };
        // Of a run that was killed while it read from it.
        let _ = fs::remove_file(&part.path);
        part.skipped = put_all(rows, &part.path, quiet)?.1;
        Ok(part)
    }

    /// The archive of the export.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn open(&self) -> Result<Archive, CommandError> {
        Ok(Archive::open_to_read(&self.path, access::reading())?)
    }

    /// Whether every line was a row.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.skipped == 0
    }

    /// Makes its decisions, tags and notes in the archive at `db` that are not there yet.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn hand_over(&self, db: &Path, quiet: bool) -> Result<(), CommandError> {
        let part = self.open()?;
        let mut archive = Archive::open(db, access::writing(Journal::Rollback))?;
        let Applied { made, .. } = archive.apply_decisions(&part.export_decisions()?, Some(correct::again()))?;
        if !quiet && made > 0 {
            ui::say(&format!("decisions, tags and notes: {made} made"));
        }
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // What stays is removed by the next run.
        let _ = fs::remove_file(&self.path);
    }
}
