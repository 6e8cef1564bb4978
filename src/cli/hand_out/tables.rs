//! `archive export csv`: every table as a file, with a description that other programs read.
//!
//! Invariant: the description is written last, so that a folder without one is of an export that was cut short.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::hand_out::scope::ScopeArgs;
use crate::cli::hand_out::target::{Draft, Folder, ForceArgs, written};
use crate::cli::output::open;
use crate::cli::ui::Progress;
use crate::cli::{clock, ui};
use crate::present::forms::table_files;
use crate::present::forms::table_files::TableFile;
use crate::present::json;
use crate::query::export;
use crate::query::export::{TableShape, Tabled};

/// Every table as a file of comma-separated values, for spreadsheets, R and pandas.
///
/// UTF-8, RFC 4180, nothing cut. A date is there twice: `published_at` holds days alone (YYYY-MM-DD), `published_at_stated` what
/// the page states, however vague. A cell that a spreadsheet would run as a formula has an apostrophe in front. Offsets are code
/// points. `datapackage.json` describes fields, types and keys (Frictionless Data Package). Left out are the originals, which
/// `archive original` writes, and what only this program reads. Of a part of an archive, counts over the whole are left out.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive export csv tables/
  archive export csv kerry/ --speaker Kerry --views
  archive export csv for-excel/ --bom
  Rscript -e 'quotes <- read.csv(\"tables/quotes.csv\")'")]
pub struct CsvArgs {
    /// The folder, which is made.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    scope: ScopeArgs,
    /// Also write the views: one row an article and person, place, quote or caption, with headline and date beside.
    #[arg(long)]
    views: bool,
    /// Begin each file with a byte order mark, by which Excel knows UTF-8.
    #[arg(long)]
    bom: bool,
    #[command(flatten)]
    force: ForceArgs,
}

/// Writes them.
///
/// # Errors
/// Where the archive cannot be used, nothing matches, or the files cannot be written.
pub fn run(arguments: &CsvArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let archive = open(db)?;
    let scope = arguments.scope.of(&archive, db)?;
    let folder = Folder::open(&arguments.folder, arguments.force, false)?;
    let mut files =
        Files { folder: &folder, bom: arguments.bom, open: None, written: Vec::new(), progress: Progress::none() };
    export::tables(&archive, &scope, arguments.views, &mut |tabled| match tabled {
        Tabled::Table(shape, rows) => files.begin(shape, rows),
        Tabled::Row(values) => files.row(|file| file.row(values)),
        Tabled::End(_) => files.end(),
    })??;
    let tables = files.written;
    let name = db.file_stem().map_or_else(|| "archive".to_owned(), |stem| stem.to_string_lossy().to_lowercase());
    let package = table_files::describe(&tables, &name, &clock::now());
    folder.write("datapackage.json", |out| written(json::write_indented(&mut &mut *out, &package)))?;
    let rows: u64 = tables.iter().map(|(_, rows)| rows).sum();
    ui::say(&format!("{}: {} tables, {rows} rows", arguments.folder.display(), tables.len()));
    Ok(ExitStatus::Done)
}

/// The files of a folder, one of them open.
struct Files<'f> {
    folder: &'f Folder,
    bom: bool,
    open: Option<(TableFile<Draft>, Draft)>,
    written: Vec<(TableShape, u64)>,
    progress: Progress,
}

impl Files<'_> {
    fn begin(&mut self, shape: &TableShape, rows: u64) -> Result<(), CommandError> {
        let draft = self.folder.draft(&format!("{}.csv", shape.name))?;
        let file = TableFile::begin(draft.clone(), shape, self.bom);
        self.open = Some((file.map_err(|error| draft.refused(&error))?, draft));
        self.written.push((shape.clone(), rows));
        self.progress = Progress::over(rows);
        Ok(())
    }

    fn row(&mut self, write: impl FnOnce(&mut TableFile<Draft>) -> std::io::Result<()>) -> Result<(), CommandError> {
        let Some((file, draft)) = &mut self.open else { return Ok(()) };
        self.progress.step();
        write(file).map_err(|error| draft.refused(&error))
    }

    fn end(&mut self) -> Result<(), CommandError> {
        let Some((file, mut draft)) = self.open.take() else { return Ok(()) };
        file.end().and_then(|()| draft.flush()).map_err(|error| draft.refused(&error))?;
        draft.appear()
    }
}
