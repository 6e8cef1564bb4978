//! `archive import`: reads pages into the archive.
//!
//! Invariant: every record ends as imported, updated, unchanged or skipped, and what is skipped is named on standard
//! error and kept in `import_problems`.

use std::path::Path;

use clap::{Args, ValueEnum};

use crate::cli::clock;
use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::input::{BUG, InputArgs, describe};
use crate::cli::ui::{self, Progress};
use crate::import::{Sink, Step, run as run_pipeline, understand};
use crate::model::Source;
use crate::read;
use crate::store::{Archive, Counts, Entry, Import, Journal, Problem, StoreError};

/// Read pages, analyse them and store them in the archive.
///
/// The archive is made where there is none. Importing the same bytes again changes nothing; a page that has changed
/// updates its article and the old source is kept. A record that cannot be read is named and skipped, and the run goes
/// on. A run that is interrupted leaves a sound archive: run it again to complete it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive import pages/
  archive --db news.db import dump.jsonl more/*.html
  archive import table.csv --map body=Volltext --map headline=Titel
  curl -s https://example.org/page.html | archive import -")]
pub struct ImportArgs {
    #[command(flatten)]
    input: InputArgs,
    /// How the archive is kept whole while it is written.
    #[arg(long, value_name = "MODE", default_value = "wal")]
    journal: JournalName,
}

/// Names of [`Journal`].
#[derive(Clone, Copy, Debug, ValueEnum)]
enum JournalName {
    /// A write-ahead log beside the file: the fastest.
    Wal,
    /// A rollback journal: for network drives.
    Rollback,
}

/// Imports, and says in one line what came of it.
///
/// # Errors
/// Where the archive cannot be used; what was stored before stays.
pub fn run(arguments: &ImportArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let journal = match arguments.journal {
        JournalName::Wal => Journal::Wal,
        JournalName::Rollback => Journal::Rollback,
    };
    let mut archive = Archive::create_or_open(db, journal)?;
    let plan = read::plan(&arguments.input.request(Some(db)));
    let import = archive.begin_import(&clock::now())?;
    let mut writer = Writer { import, progress: Progress::start(plan.byte_len()), records: 0, bugs: 0 };
    run_pipeline(&plan, arguments.input.limits(), understand, &mut writer)?;
    let Writer { import, progress, bugs, .. } = writer;
    let counts = import.finish(&clock::now())?;
    drop(progress);
    let Counts { imported, updated, unchanged, skipped } = counts;
    ui::say(&format!("imported {imported}, updated {updated}, unchanged {unchanged}, skipped {skipped}"));
    Ok(match (bugs, skipped) {
        (0, 0) => ExitStatus::Done,
        (0, _) => ExitStatus::Skipped,
        _ => ExitStatus::Bug,
    })
}

/// Stores what the pipeline delivers.
struct Writer<'a> {
    import: Import<'a>,
    progress: Progress,
    records: u64,
    bugs: u64,
}

impl Sink<Entry> for Writer<'_> {
    type Error = StoreError;

    fn is_known(&mut self, source: &Source) -> Result<bool, StoreError> {
        self.import.known(&source.sha256)
    }

    fn take(&mut self, step: Step<Entry>, bytes_read: u64) -> Result<(), StoreError> {
        self.records += 1;
        self.progress.show(bytes_read, self.records);
        match step {
            Step::Done(entry) => self.import.put(entry).map(drop),
            Step::Known(source) => self.import.seen(&source),
            Step::Failed(error) => {
                self.progress.note(&error.to_string());
                let kind = error.kind.name().to_owned();
                self.problem(&Problem { path: error.path, record: error.record, kind, message: error.message })
            }
            Step::Broken(breakdown) => {
                self.bugs += 1;
                self.progress.note(&describe(&breakdown));
                let kind = BUG.to_owned();
                self.problem(&Problem {
                    path: breakdown.path,
                    record: breakdown.record,
                    kind,
                    message: breakdown.message,
                })
            }
        }
    }
}

impl Writer<'_> {
    fn problem(&mut self, problem: &Problem) -> Result<(), StoreError> {
        self.import.problem(problem, &clock::now())
    }
}
