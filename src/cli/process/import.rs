//! `archive import`: reads pages into the archive.
//!
//! Invariant: every record ends as imported, updated, unchanged or skipped, and what is skipped is named on standard
//! error and kept in `import_problems`.

use std::collections::VecDeque;
use std::path::Path;

use clap::{Args, ValueEnum};

use crate::analyse::analyse;
use crate::cli::command_error::{CommandError, leave};
use crate::cli::decide::correct;
use crate::cli::exit_code::ExitStatus;
use crate::cli::input::{BUG, InputArgs, describe};
use crate::cli::passed_over::PassedOver;
use crate::cli::process::analysed::{self, Told};
use crate::cli::process::load::{Part, export_among, load as load_export};
use crate::cli::ui::Progress;
use crate::cli::{access, clock, signals, ui};
use crate::import::{Breakdown, Deliver, Sink, Step, load, read_numbered, read_stored, run_from, understand};
use crate::model::{Document, Source};
use crate::read::analysed::Unreadable;
use crate::read::rows::Rows;
use crate::read::{self, Plan, ReadError, ReadErrorKind, Request};
use crate::store::{Archive, Counts, Import, Journal, Original, Packed, Problem, Reread, StoreError};

/// Read pages, analyse them and store them in the archive.
///
/// The archive is made where there is none. Importing the same bytes again changes nothing; a page that has changed
/// updates its article and the old source is kept. A record that cannot be read is named and skipped, and the run goes
/// on. A run that is interrupted leaves a sound archive: run it again to complete it.
///
/// An export of `archive export jsonl`, packed with gzip or not, becomes an archive of its own where --db names a file that is not
/// there yet, with nothing analysed anew. Into an archive that is there, its originals are read like pages, and its decisions,
/// tags and notes follow.
///
/// With --analysed the paths are folders of lines that `archive extract --with-source` wrote, here or on a cluster. They are
/// stored as an import of their pages stores them, with nothing analysed anew; lines of another version are refused.
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
  archive import --analysed analysed/
  curl -s https://example.org/page.html | archive import -")]
pub struct ImportArgs {
    #[command(flatten)]
    input: InputArgs,
    /// Store what `archive extract --with-source` has analysed: each path is a folder of its lines, or a file of them.
    #[arg(long)]
    analysed: bool,
    /// A parameter of addresses that chooses a page, although it is one of those that say how a reader came to it (utm_*,
    /// fbclid, cmp …). The archive remembers it.
    #[arg(long, value_name = "NAME")]
    keep_parameter: Vec<String>,
    /// Name everything that cannot be read, also what failed before in files that have not changed since.
    #[arg(long, short)]
    verbose: bool,
    /// Say nothing but what goes wrong: for runs that nobody looks on.
    #[arg(long, short, conflicts_with = "verbose")]
    quiet: bool,
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
    signals::listen();
    if arguments.analysed {
        let parts = analysed::parts(arguments.input.paths())?;
        let plan = read::plan(&Request::default());
        return store(arguments, db, &plan, |writer, _| {
            analysed::each(&parts, &mut |step| match step {
                Told::Entry(entry) => Ok(writer.take(Step::Done(Packed::from(*entry)), 0)?),
                Told::Failure(error) => Ok(writer.take(Step::Failed(error), 0)?),
                Told::Unreadable(noted) => Ok(writer.note_again(noted)?),
            })
        });
    }
    if let Some(rows) = export_among(arguments.input.paths())? {
        return if db.symlink_metadata().is_ok() {
            merge(arguments, rows, db)
        } else {
            load_export(rows, db, arguments.quiet)
        };
    }
    load()?;
    let plan = read::plan(&arguments.input.request(Some(db)));
    let limits = arguments.input.limits();
    store(arguments, db, &plan, |writer, year| {
        Ok(run_from(|deliver: &mut Deliver<'_>| read_numbered(&plan, deliver), limits, packing(year), writer)?)
    })
}

/// A worker's whole job. What can be done without the archive is done before its one writer gets the entry.
fn packing(year: Option<u16>) -> impl Fn(Document) -> Packed {
    move |document| Packed::from(understand(document.read_in(year)))
}

/// Stores what `feed` gives the writer, in the year of this run; `plan` says what is passed over.
fn store(
    arguments: &ImportArgs,
    db: &Path,
    plan: &Plan,
    feed: impl FnOnce(&mut Writer<'_>, Option<u16>) -> Result<(), CommandError>,
) -> Result<ExitStatus, CommandError> {
    let journal = match arguments.journal {
        JournalName::Wal => Journal::Wal,
        JournalName::Rollback => Journal::Rollback,
    };
    let mut archive = Archive::create_or_open(db, access::writing(journal))?;
    if !arguments.keep_parameter.is_empty() {
        archive.keep_parameters(&arguments.keep_parameter, correct::again())?;
    }
    // The run's beginning is stored with its sources, so that a rebuild knows the year as well.
    let began = clock::now();
    let again = Reread { read: read_stored, analyse };
    let mut import = archive.begin_import(&began)?.reading_with(again);
    if let Some(articles) = access::batch_articles() {
        import = import.in_batches_of(articles);
    }
    let mut writer = Writer {
        import,
        progress: if arguments.quiet { Progress::none() } else { Progress::start(plan.byte_len()) },
        taken: VecDeque::new(),
        records: 0,
        bugs: 0,
        passed: PassedOver::of(plan),
        is_verbose: arguments.verbose,
        known: 0,
    };
    feed(&mut writer, clock::year_of(&began))?;
    let Writer { import, progress, bugs, passed, known, .. } = writer;
    let counts = import.finish(&clock::now())?;
    drop(progress);
    access::put_away(archive);
    if !arguments.quiet {
        say(counts, &passed, known);
    }
    Ok(match (bugs, counts.skipped) {
        (0, 0) => ExitStatus::Done,
        (0, _) => ExitStatus::Skipped,
        _ => ExitStatus::Bug,
    })
}

/// Reads the originals of an export into an archive that is there already: what it has is unchanged, and the rest is analysed as
/// if its pages were imported, because who is who hangs on both archives. Decisions, tags and notes follow.
fn merge(arguments: &ImportArgs, rows: Rows, db: &Path) -> Result<ExitStatus, CommandError> {
    // A file that is no archive is refused before anything is written beside it.
    drop(Archive::open(db, access::writing(Journal::Rollback))?);
    let part = Part::of(rows, db, arguments.quiet)?;
    load()?;
    let reader = part.open()?;
    let plan = read::plan(&Request::default());
    let mut failure = None;
    let failed = &mut failure;
    let originals = move |deliver: &mut Deliver<'_>| {
        let mut progress = read::Progress::default();
        let outcome = reader.originals(0, &mut |original| {
            let document = match original {
                Original::Whole(source) => {
                    progress.bytes += source.bytes.len() as u64;
                    read::reread(source)
                }
                Original::Damaged { path, record } => Err(read::damaged(&path, record)),
            };
            deliver(document, progress)
        });
        *failed = outcome.err();
    };
    let limits = arguments.input.limits();
    let status = store(arguments, db, &plan, |writer, year| Ok(run_from(originals, limits, packing(year), writer)?))?;
    if let Some(error) = failure {
        return Err(error.into());
    }
    part.hand_over(db, arguments.quiet)?;
    Ok(if part.is_whole() { status } else { ExitStatus::Skipped })
}

/// Says what came of it: `known` records failed as they did before.
fn say(counts: Counts, passed: &PassedOver, known: u64) {
    if known > 0 {
        let records = if known == 1 { "1 record".to_owned() } else { format!("{known} records") };
        ui::say(&format!("{records} failed as before: `archive problems` lists what could not be read"));
    }
    ui::say(&format!("{}{passed}", in_words(counts)));
}

fn in_words(counts: Counts) -> String {
    let Counts { imported, updated, unchanged, skipped, deleted } = counts;
    let deleted = if deleted > 0 { format!(", deleted before {deleted}") } else { String::new() };
    format!("imported {imported}, updated {updated}, unchanged {unchanged}, skipped {skipped}{deleted}")
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
    is_verbose: bool,
    /// Records that failed as they did before, in files that have not changed.
    known: u64,
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
                let (said, kind) = (error.to_string(), error.kind.name().to_owned());
                let ReadError { path, record, message, .. } = error;
                self.problem(path, record, (kind, message), &said)
            }
            Step::Broken(breakdown) => {
                self.bugs += 1;
                let said = describe(&breakdown);
                let Breakdown { path, record, message } = breakdown;
                self.problem(path, record, (BUG.to_owned(), message), &said)
            }
        }
    }

    /// Shows how far storing has come: what is read and not stored yet is lost if the run is killed now.
    fn show_stored(&mut self) {
        let Counts { imported, updated, unchanged, skipped, deleted } = self.import.stored();
        let stored = imported + updated + unchanged + skipped + deleted;
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

    /// Notes what could not be read when it was analysed.
    fn note_again(&mut self, noted: Unreadable) -> Result<(), StoreError> {
        self.heed_signals();
        let Unreadable { path, record, kind, message } = noted;
        let place = record.as_ref().map_or_else(|| path.clone(), |record| format!("{path}:{record}"));
        let said = format!("{place}: {message}");
        self.problem(path, record, (kind, message), &said)
    }

    /// Notes a record that cannot be imported, and says it where it is not known.
    fn problem(
        &mut self,
        path: String,
        record: Option<String>,
        (kind, message): (String, String),
        said: &str,
    ) -> Result<(), StoreError> {
        let file_state = read::file_state(&path);
        let is_new = self.import.problem(&Problem { path, record, kind, message, file_state }, &clock::now())?;
        if is_new || self.is_verbose {
            self.progress.note(said);
        } else {
            self.known += 1;
        }
        Ok(())
    }
}
