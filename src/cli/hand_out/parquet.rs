//! `archive export parquet`: every table as a file of columns with types.
//!
//! Invariant: a file has its name only when it is whole.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::hand_out::scope::ScopeArgs;
use crate::cli::hand_out::target::ForceArgs;

/// Every table as a Parquet file, for DuckDB, pandas, Polars and R; the program must have been built with the feature `parquet`.
///
/// The tables and columns are those of `archive export csv`, with types: whole numbers, numbers, texts, days and points in time in
/// UTC. Nothing is cut and nothing is put before a cell. Rows are written in groups, so that memory does not grow with the table.
/// What tables and columns mean stands in the metadata of each file.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive export parquet columns/
  archive export parquet kerry/ --speaker Kerry --views
  duckdb -c \"SELECT * FROM 'columns/quotes.parquet' LIMIT 5\"")]
// Without the feature nobody reads the arguments; the verb is there all the same and says what is missing.
#[cfg_attr(not(feature = "parquet"), allow(dead_code))]
pub struct ParquetArgs {
    /// The folder, which is made.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    scope: ScopeArgs,
    /// Also write the views: one row an article and person, place, quote or caption, with headline and date beside.
    #[arg(long)]
    views: bool,
    #[command(flatten)]
    force: ForceArgs,
}

/// Says what is missing.
///
/// # Errors
/// Always.
#[cfg(not(feature = "parquet"))]
pub fn run(_: &ParquetArgs, _: &Path) -> Result<ExitStatus, CommandError> {
    let hint = "write `archive export csv`, or build the program with `--features parquet`";
    Err(CommandError::usage("this program was built without Parquet", hint))
}

/// Writes them.
///
/// # Errors
/// Where the archive cannot be used, nothing matches, or the files cannot be written.
#[cfg(feature = "parquet")]
pub fn run(arguments: &ParquetArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    use crate::cli::hand_out::target::Folder;
    use crate::query::export::{Tabled, tables};
    let archive = crate::cli::output::open(db)?;
    let scope = arguments.scope.of(&archive, db)?;
    let folder = Folder::open(&arguments.folder, arguments.force, false)?;
    let mut files = writing::Files::of(&folder);
    tables(&archive, &scope, arguments.views, &mut |tabled| match tabled {
        Tabled::Table(shape, rows) => files.begin(shape, rows),
        Tabled::Row(values) => files.row(values),
        Tabled::End(_) => files.end(),
    })??;
    crate::cli::ui::say(&format!("{}: {} tables, {} rows", arguments.folder.display(), files.tables, files.rows));
    Ok(ExitStatus::Done)
}

#[cfg(feature = "parquet")]
mod writing {
    use crate::cli::command_error::CommandError;
    use crate::cli::hand_out::target::{Draft, Folder};
    use crate::cli::ui::Progress;
    use crate::model::Datum;
    use crate::present::parquet::ParquetFile;
    use crate::query::export::TableShape;

    /// The files of a folder, one of them open.
    pub(super) struct Files<'f> {
        folder: &'f Folder,
        open: Option<(ParquetFile<Draft>, Draft)>,
        progress: Progress,
        pub(super) tables: usize,
        pub(super) rows: u64,
    }

    impl<'f> Files<'f> {
        pub(super) fn of(folder: &'f Folder) -> Self {
            Self { folder, open: None, progress: Progress::none(), tables: 0, rows: 0 }
        }

        pub(super) fn begin(&mut self, shape: &TableShape, rows: u64) -> Result<(), CommandError> {
            let draft = self.folder.draft(&format!("{}.parquet", shape.name))?;
            let file = ParquetFile::begin(draft.clone(), shape).map_err(|error| draft.refused(&error))?;
            self.open = Some((file, draft));
            self.progress = Progress::over(rows);
            self.tables += 1;
            self.rows += rows;
            Ok(())
        }

        pub(super) fn row(&mut self, values: &[Datum<'_>]) -> Result<(), CommandError> {
            let Some((file, draft)) = &mut self.open else { return Ok(()) };
            self.progress.step();
            file.row(values).map_err(|error| draft.refused(&error))
        }

        pub(super) fn end(&mut self) -> Result<(), CommandError> {
            let Some((file, draft)) = self.open.take() else { return Ok(()) };
            file.end().map_err(|error| draft.refused(&error))?;
            draft.appear()
        }
    }
}
