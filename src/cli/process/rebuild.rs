//! `archive rebuild`: reads the originals in the archive again with this version of the program.
//!
//! Invariant: sources and decisions stay; an original that cannot be read again is named, and its article stays as it
//! was.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::analyse::analyse;
use crate::cli::command_error::{CommandError, leave};
use crate::cli::exit_code::ExitStatus;
use crate::cli::input::{ThreadArgs, describe};
use crate::cli::{access, clock, signals, ui};
use crate::import::{Deliver, Sink, Step, load, read_stored, run_from, understand};
use crate::model::Source;
use crate::read;
use crate::read::Progress;
use crate::store::{Again, Archive, Entry, Journal, Original, Rebuild, Rebuilt, StoreError};

/// Read the originals kept in the archive again with this version of archive, and say what changed.
///
/// Articles, people, places, quotes and captions are brought up to date in place; what was decided about them holds.
/// A run that is interrupted leaves a sound archive: run it again to complete it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive rebuild
  archive rebuild --repair
  archive --db news.db rebuild --threads 2")]
pub struct RebuildArgs {
    /// Make every row anew from the originals and the decisions, whatever was changed by hand, and say what was put right.
    ///
    /// What `archive check` finds wrong with rows is mended so. Rows whose original is damaged are named and stay.
    #[arg(long)]
    repair: bool,
    #[command(flatten)]
    threads: ThreadArgs,
}

/// Rebuilds, and says in one line what came of it.
///
/// # Errors
/// Where the archive cannot be used; what was stored before stays.
pub fn run(arguments: &RebuildArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    load()?;
    signals::listen();
    let mut archive = Archive::open(db, access::writing(Journal::Wal))?;
    // The thread that reads has a connection of its own.
    let reader = archive.reader()?;
    let again = Again { read: &read_stored, analyse: &analyse };
    let began = clock::now();
    let rebuild = if arguments.repair { archive.begin_repair(&began)? } else { archive.begin_rebuild(&began)? };
    let mut rebuild = rebuild.reading_with(again);
    if let Some(articles) = access::batch_articles() {
        rebuild = rebuild.in_batches_of(articles);
    }
    let after = rebuild.goes_on_after();
    let (_, byte_len) = reader.originals_after(after)?;
    let mut writer =
        Writer { rebuild, path: db.to_path_buf(), progress: ui::Progress::start(Some(byte_len)), records: 0, bugs: 0 };
    read_again(reader, after, arguments.threads, &mut writer)?;
    let Writer { rebuild, progress, bugs, .. } = writer;
    let done = rebuild.finish(&clock::now())?;
    drop(progress);
    access::put_away(archive);
    report(&done);
    Ok(match (bugs, done.skipped) {
        (0, 0) => ExitStatus::Done,
        (0, _) => ExitStatus::Skipped,
        _ => ExitStatus::Bug,
    })
}

/// Reads every original after the article of number `after` again and hands what comes of it to `writer`.
fn read_again(reader: Archive, after: i64, threads: ThreadArgs, writer: &mut Writer<'_>) -> Result<(), CommandError> {
    let mut failure = None;
    let failed = &mut failure;
    let reading = move |deliver: &mut Deliver<'_>| {
        let mut progress = Progress::default();
        let outcome = reader.originals(after, &mut |original| {
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
    let outcome = run_from(reading, threads.limits(), understand, writer);
    if let Some(signal) = signals::came() {
        // The thread that reads has ended, and its connection with it: the log can be put away.
        writer.rebuild.break_off();
        writer.progress.clear();
        leave(signal, &format!("rebuilt {} so far", writer.rebuild.stored()))
    }
    outcome?;
    // What was not read again is taken up by the next run.
    failure.map_or(Ok(()), |error: StoreError| Err(error.into()))
}

/// Says what came of it.
fn report(Rebuilt { rebuilt, changed, skipped, parts, repaired, articles }: &Rebuilt) {
    ui::say(&format!("rebuilt {rebuilt}, changed {changed}, skipped {skipped}"));
    for article in articles {
        ui::note_line(&format!("articles {article}: made anew, its rows did not agree with its original"));
    }
    if !repaired.is_empty() {
        let repaired: Vec<_> = repaired.iter().map(|(table, rows)| format!("{table} {rows}")).collect();
        ui::say(&format!("put right in {}", repaired.join(", ")));
    }
    if !parts.is_empty() {
        let parts: Vec<_> = parts.iter().map(|(part, articles)| format!("{part} {articles}")).collect();
        ui::say(&format!("articles with changes in {}", parts.join(", ")));
    }
}

/// Stores what the pipeline delivers.
struct Writer<'a> {
    rebuild: Rebuild<'a>,
    path: PathBuf,
    progress: ui::Progress,
    records: u64,
    bugs: u64,
}

impl Sink<Entry> for Writer<'_> {
    type Error = StoreError;

    fn is_known(&mut self, _: &Source) -> Result<bool, StoreError> {
        Ok(false)
    }

    fn take(&mut self, step: Step<Entry>, bytes_read: u64) -> Result<(), StoreError> {
        self.heed_signals()?;
        self.records += 1;
        self.progress.show(bytes_read, self.records);
        self.store(step)
    }

    fn idle(&mut self) -> Result<(), StoreError> {
        self.heed_signals()
    }
}

impl Writer<'_> {
    /// Ends the work where a signal asks for it: the threads come to their end, and with them the run.
    fn heed_signals(&self) -> Result<(), StoreError> {
        match signals::came() {
            Some(_) => Err(StoreError::Halted { path: self.path.clone() }),
            None => Ok(()),
        }
    }

    fn store(&mut self, step: Step<Entry>) -> Result<(), StoreError> {
        match step {
            Step::Done(entry) => return self.rebuild.put(entry),
            Step::Known(_) => {}
            Step::Failed(error) => {
                self.progress.note(&error.to_string());
                self.rebuild.skip();
            }
            Step::Broken(breakdown) => {
                self.bugs += 1;
                self.progress.note(&describe(&breakdown));
                self.rebuild.skip();
            }
        }
        Ok(())
    }
}
