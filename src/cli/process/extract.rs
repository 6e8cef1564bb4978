//! `archive extract`: the analysis as JSON, with no archive.
//!
//! Invariant: one line a record, in the order of the input, whatever became of it; memory does not grow with the
//! number of records.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::input::{BUG, InputArgs, describe};
use crate::cli::passed_over::PassedOver;
use crate::cli::process::parts::{PART_RECORDS, Parts};
use crate::cli::screen::Screen;
use crate::cli::{clock, ui};
use crate::import::{self, Breakdown, Deliver, Sink, Step, read_numbered, run as run_pipeline, run_from, understand};
use crate::model::{Analysis, Document, Source};
use crate::present::analysed::ForImport;
use crate::present::extract_json::{Origin, Record, write_failure, write_record};
use crate::read;
use crate::read::{Plan, ReadError, ReadErrorKind};
use crate::store::{EXTRACTOR, MODELS};

/// Read pages, analyse them and print one JSON object a line, without an archive.
///
/// A record that cannot be read is a line too, with "error" in place of the article. A place whose name fits several
/// on the map says how far it is ahead of the next one elsewhere ("margin", in powers of ten) and which else may be
/// meant ("candidates"); where none stands out, it has no coordinates.
///
/// Dates that a page counts back ("2 hours ago", "gestern um 9.15 Uhr") are read where it is known when the page was
/// fetched: from a record's `fetched_at` (`crawled_at`, `date_download`, `retrieved_at` …), or from what a browser
/// or crawler wrote into the page. They are no more precise than what is said; without a fetch they stay empty. No date
/// that a page shows is later than the year after the fetch or, failing that, after this run.
///
/// With --out the lines go to files of 1,000 records in a folder. A file is there when it is whole, so that a run that was
/// interrupted goes on with --skip-done; `_SUCCESS` beside them says that nothing is missing. With --with-source,
/// `archive import --analysed` makes the archive of them that an import of the pages makes.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive extract page.html
  archive extract --format jsonl - < records.jsonl > analysed.jsonl
  archive extract pages/ | jq -r '.people[].name'
  archive extract --with-source --out analysed --skip-done crawl/*.warc.gz")]
pub struct ExtractArgs {
    #[command(flatten)]
    input: InputArgs,
    /// Add to each line the original and whatever else `archive import --analysed` needs, under "import".
    #[arg(long)]
    with_source: bool,
    /// Write the lines into files in this folder.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Go on with a folder that an earlier run of the same version began from the same files: what is there is not analysed again.
    #[arg(long, requires = "out")]
    skip_done: bool,
}

/// Extracts.
///
/// # Errors
/// Where standard output cannot be written.
pub fn run(arguments: &ExtractArgs) -> Result<ExitStatus, CommandError> {
    import::load()?;
    let plan = read::plan(&arguments.input.request(None));
    let target = match &arguments.out {
        None => Target::Screen(Screen::open()),
        Some(folder) => {
            let options = format!("{:?} {}", arguments.input.request(None), arguments.with_source);
            Target::Parts(Parts::open(folder, &plan, &options, arguments.skip_done)?)
        }
    };
    let mut printer = Printer { target, skipped: 0, bugs: 0, passed: PassedOver::of(&plan) };
    let year = clock::year_of(&clock::now());
    let with_source = arguments.with_source;
    let work = |document: Document| to_line(document.read_in(year), with_source);
    let limits = arguments.input.limits();
    match &printer.target {
        Target::Screen(_) => run_pipeline(&plan, limits, work, &mut printer)?,
        Target::Parts(parts) => {
            let done = parts.done().clone();
            run_from(|deliver| read_missing(&plan, &done, deliver), limits, work, &mut printer)?;
        }
    }
    printer.target.finish()?;
    if let Some(summary) = printer.passed.alone() {
        ui::say(&summary);
    }
    Ok(match (printer.bugs, printer.skipped) {
        (0, 0) => ExitStatus::Done,
        (0, _) => ExitStatus::Skipped,
        _ => ExitStatus::Bug,
    })
}

/// What a mention takes in a line, at most but for long names: a line that grows by doubling takes twice its length.
const MENTION_LEN: usize = 128;

/// How many mentions there are of everybody and everything.
fn mentions(analysis: &Analysis) -> usize {
    let people = analysis.people.iter().map(|person| person.mentions.len());
    let places = analysis.places.iter().map(|place| place.mentions.len());
    let organisations = analysis.organisations.iter().map(|organisation| organisation.mentions.len());
    people.chain(places).chain(organisations).sum()
}

/// Delivers the documents of parts that are not done.
fn read_missing(plan: &Plan, done: &BTreeSet<u64>, deliver: &mut Deliver<'_>) {
    let mut number = 0_u64;
    read_numbered(plan, &mut |outcome, progress| {
        number += 1;
        if done.contains(&((number - 1) / PART_RECORDS)) {
            return ControlFlow::Continue(());
        }
        deliver(outcome, progress)
    });
}

/// A worker's whole job: the line of one document.
fn to_line(document: Document, with_source: bool) -> Vec<u8> {
    let entry = understand(document);
    let source = Origin {
        path: &entry.source.path,
        record: entry.source.record.as_deref(),
        sha256: Some(&entry.source.sha256),
        media_type: Some(entry.source.media_type),
    };
    let original = if with_source { entry.source.bytes.len() / 3 * 4 } else { 0 };
    let article_len = entry.article.body.len() / 8 * 9 + mentions(&entry.analysis) * MENTION_LEN;
    let mut line = Vec::with_capacity(article_len + original + 4096);
    // Memory refuses nothing.
    let (article, analysis) = (&entry.article, &entry.analysis);
    let import = with_source.then_some(ForImport {
        models: MODELS,
        source: &entry.source,
        article,
        analysis,
        is_dump: entry.is_dump,
    });
    let record = Record { extractor: EXTRACTOR, source, article, analysis, diagnostics: &entry.diagnostics, import };
    let _ = write_record(&mut line, &record);
    line
}

/// Where lines go.
enum Target {
    Screen(Screen),
    Parts(Parts),
}

impl Target {
    fn line(&mut self, line: &[u8]) -> Result<(), CommandError> {
        match self {
            Self::Screen(screen) => screen.buffer(|out| std::io::Write::write_all(out, line)),
            Self::Parts(parts) => parts.line(line),
        }
    }

    /// A record has been taken, whether it gave a line or not.
    fn taken(&mut self) -> Result<(), CommandError> {
        match self {
            Self::Screen(_) => Ok(()),
            Self::Parts(parts) => parts.taken(),
        }
    }

    fn finish(&mut self) -> Result<(), CommandError> {
        match self {
            Self::Screen(screen) => screen.print(|_| Ok(())).map(drop),
            Self::Parts(parts) => parts.finish(),
        }
    }
}

/// Prints what the pipeline delivers.
struct Printer {
    target: Target,
    skipped: u64,
    bugs: u64,
    passed: PassedOver,
}

impl Sink<Vec<u8>> for Printer {
    type Error = CommandError;

    fn is_known(&mut self, _: &Source) -> Result<bool, CommandError> {
        Ok(false)
    }

    fn take(&mut self, step: Step<Vec<u8>>, _: u64) -> Result<(), CommandError> {
        self.print(step)?;
        self.target.taken()
    }

    /// Whoever waits for an answer before it asks on gets it.
    fn idle(&mut self) -> Result<(), CommandError> {
        match &mut self.target {
            Target::Screen(screen) => screen.print(|_| Ok(())).map(drop),
            Target::Parts(_) => Ok(()),
        }
    }
}

impl Printer {
    fn print(&mut self, step: Step<Vec<u8>>) -> Result<(), CommandError> {
        match step {
            Step::Done(line) => self.target.line(&line),
            // Nothing is known to a printer.
            Step::Known(_) => Ok(()),
            Step::Failed(error) if error.kind == ReadErrorKind::PassedOver => {
                self.passed.count(&error.message);
                Ok(())
            }
            Step::Failed(error) => {
                self.skipped += 1;
                ui::note_line(&error.to_string());
                let ReadError { path, record, kind, message, .. } = &error;
                self.failure(path, record.as_deref(), kind.name(), message)
            }
            Step::Broken(breakdown) => {
                self.bugs += 1;
                ui::note_line(&describe(&breakdown));
                let Breakdown { path, record, message } = &breakdown;
                self.failure(path, record.as_deref(), BUG, message)
            }
        }
    }

    fn failure(&mut self, path: &str, record: Option<&str>, kind: &str, message: &str) -> Result<(), CommandError> {
        let source = Origin { path, record, sha256: None, media_type: None };
        let mut line = Vec::new();
        // Memory refuses nothing.
        let _ = write_failure(&mut line, source, kind, message);
        self.target.line(&line)
    }
}
