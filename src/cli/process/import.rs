//! `archive import`: reads pages into the archive.
//!
//! Invariant: every record ends as imported, updated, unchanged or skipped, and what is skipped is named on standard
//! error and kept in `import_problems`.

use std::collections::VecDeque;
use std::path::Path;

use clap::{Args, ValueEnum};

use crate::cli::command_error::{CommandError, leave};
use crate::cli::exit_code::ExitStatus;
use crate::cli::input::{BUG, InputArgs, describe};
use crate::cli::passed_over::PassedOver;
use crate::cli::ui::Progress;
use crate::cli::{access, clock, signals, ui};
use crate::import::{Sink, Step, load, run as run_pipeline, understand};
use crate::model::{Document, Source};
use crate::read::{self, ReadErrorKind};
use crate::store::{Archive, Counts, Import, Journal, Packed, Problem, StoreError};

/// Read pages, analyse them and store them in the archive.
///
/// The archive is made where there is none. Importing the same bytes again changes nothing; a page that has changed
/// updates its article and the old source is kept. A record that cannot be read is named and skipped, and the run goes
/// on. A run that is interrupted leaves a sound archive: run it again to complete it.
///
/// Dates that a page counts back ("2 hours ago", "gestern um 9.15 Uhr") are read where it is known when the page was
/// fetched: from a record's `fetched_at` (`crawled_at`, `date_download`, `retrieved_at` …), or from what a browser
/// or crawler wrote into the page. They are no more precise than what is said; without a fetch they stay empty. No date
/// that a page shows is later than the year after the fetch or, failing that, after this run.
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
    /// A parameter of addresses that chooses a page, although it is one of those that say how a reader came to it (utm_*,
    /// fbclid, cmp …). The archive remembers it.
    #[arg(long, value_name = "NAME")]
    keep_parameter: Vec<String>,
    /// How the archive is kept whole while it is written.
    #[arg(long, value_name = "MODE", default_value = "wal")]
    journal: JournalName,
}

/// Names of [`Journal`].
#[derive(Clone, Copy, Debug, ValueEnum)]
enum JournalName {
    /// A write-ahead log next to the file: the fastest.
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
    load()?;
    signals::listen();
    let mut archive = Archive::create_or_open(db, access::writing(journal))?;
    if !arguments.keep_parameter.is_empty() {
        archive.keep_parameters(&arguments.keep_parameter)?;
    }
    let plan = read::plan(&arguments.input.request(Some(db)));
    // The run's beginning is stored with its sources, so that a rebuild knows the year as well.
    let began = clock::now();
    let mut import = archive.begin_import(&began)?.reading_with(|source| read::reread(source).ok().map(understand));
    if let Some(articles) = access::batch_articles() {
        import = import.in_batches_of(articles);
    }
    let mut writer = Writer {
        import,
        progress: Progress::start(plan.byte_len()),
        taken: VecDeque::new(),
        records: 0,
        bugs: 0,
        passed: PassedOver::default(),
    };
    let year = clock::year_of(&began);
    // What can be done without the archive is done before its one writer gets the entry.
    let work = |document: Document| Packed::from(understand(document.read_in(year)));
    run_pipeline(&plan, arguments.input.limits(), work, &mut writer)?;
    let Writer { import, progress, bugs, passed, .. } = writer;
    let counts = import.finish(&clock::now())?;
    drop(progress);
    access::put_away(archive);
    ui::say(&format!("{}{passed}", in_words(counts)));
    Ok(match (bugs, counts.skipped) {
        (0, 0) => ExitStatus::Done,
        (0, _) => ExitStatus::Skipped,
        _ => ExitStatus::Bug,
    })
}

fn in_words(counts: Counts) -> String {
    let Counts { imported, updated, unchanged, skipped } = counts;
    format!("imported {imported}, updated {updated}, unchanged {unchanged}, skipped {skipped}")
}

/// How far reading had come when a record was taken.
struct Mark {
    records: u64,
    bytes_read: u64,
}

/// Stores what the pipeline delivers.
struct Writer<'a> {
    import: Import<'a>,
    progress: Progress,
    taken: VecDeque<Mark>,
    records: u64,
    bugs: u64,
    passed: PassedOver,
}

impl Sink<Packed> for Writer<'_> {
    type Error = StoreError;

    fn is_known(&mut self, source: &Source) -> Result<bool, StoreError> {
        self.heed_signals();
        self.import.known(&source.sha256)
    }

    fn take(&mut self, step: Step<Packed>, bytes_read: u64) -> Result<(), StoreError> {
        self.heed_signals();
        if !is_passed_over(&step) {
            self.records += 1;
            self.taken.push_back(Mark { records: self.records, bytes_read });
        }
        let taken = self.store(step);
        self.show_stored();
        // A batch that a signal took back is no failure of the archive.
        self.heed_signals();
        taken
    }

    fn idle(&mut self) -> Result<(), StoreError> {
        self.heed_signals();
        Ok(())
    }
}

/// Whether the record is left out on purpose: nothing is stored of it.
fn is_passed_over(step: &Step<Packed>) -> bool {
    matches!(step, Step::Failed(error) if error.kind == ReadErrorKind::PassedOver)
}

impl Writer<'_> {
    fn store(&mut self, step: Step<Packed>) -> Result<(), StoreError> {
        match step {
            Step::Failed(error) if error.kind == ReadErrorKind::PassedOver => {
                self.passed.count(&error.message);
                Ok(())
            }
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

    /// Shows how far storing has come: what is read and not stored yet is lost if the run is killed now.
    fn show_stored(&mut self) {
        let Counts { imported, updated, unchanged, skipped } = self.import.stored();
        let stored = imported + updated + unchanged + skipped;
        let mut last = None;
        while self.taken.front().is_some_and(|mark| mark.records <= stored) {
            last = self.taken.pop_front();
        }
        if let Some(Mark { records, bytes_read }) = last {
            self.progress.show(bytes_read, records);
        }
    }

    /// Ends the run where a signal asks for it: with what is stored whole, and said.
    fn heed_signals(&mut self) {
        let Some(signal) = signals::came() else { return };
        self.import.break_off();
        self.progress.clear();
        leave(signal, &format!("{} so far", in_words(self.import.stored())))
    }

    fn problem(&mut self, problem: &Problem) -> Result<(), StoreError> {
        self.import.problem(problem, &clock::now())
    }
}
