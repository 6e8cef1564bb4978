//! `archive extract`: the analysis as JSON, with no archive.
//!
//! Invariant: one line a record, in the order of the input, whatever became of it; memory does not grow with the
//! number of records.

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::input::{BUG, InputArgs, describe};
use crate::cli::passed_over::PassedOver;
use crate::cli::screen::Screen;
use crate::cli::{clock, ui};
use crate::import::{self, Breakdown, Sink, Step, run as run_pipeline, understand};
use crate::model::{Analysis, Document, Source};
use crate::present::extract_json::{Origin, Record, write_failure, write_record};
use crate::read;
use crate::read::{ReadError, ReadErrorKind};
use crate::store::EXTRACTOR;

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
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive extract page.html
  archive extract --format jsonl - < records.jsonl > analysed.jsonl
  archive extract pages/ | jq -r '.people[].name'")]
pub struct ExtractArgs {
    #[command(flatten)]
    input: InputArgs,
}

/// Extracts.
///
/// # Errors
/// Where standard output cannot be written.
pub fn run(arguments: &ExtractArgs) -> Result<ExitStatus, CommandError> {
    import::load()?;
    let plan = read::plan(&arguments.input.request(None));
    let mut printer = Printer { screen: Screen::open(), skipped: 0, bugs: 0, passed: PassedOver::of(&plan) };
    let year = clock::year_of(&clock::now());
    let work = |document: Document| to_line(document.read_in(year));
    run_pipeline(&plan, arguments.input.limits(), work, &mut printer)?;
    printer.screen.print(|_| Ok(()))?;
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

/// A worker's whole job: the line of one document.
fn to_line(document: Document) -> Vec<u8> {
    let entry = understand(document);
    let source = Origin {
        path: &entry.source.path,
        record: entry.source.record.as_deref(),
        sha256: Some(&entry.source.sha256),
        media_type: Some(entry.source.media_type),
    };
    let mut line =
        Vec::with_capacity(entry.article.body.len() / 8 * 9 + mentions(&entry.analysis) * MENTION_LEN + 4096);
    // Memory refuses nothing.
    let (article, analysis) = (&entry.article, &entry.analysis);
    let record = Record { extractor: EXTRACTOR, source, article, analysis, diagnostics: &entry.diagnostics };
    let _ = write_record(&mut line, &record);
    line
}

/// Prints what the pipeline delivers.
struct Printer {
    screen: Screen,
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
        match step {
            Step::Done(line) => self.screen.buffer(|out| std::io::Write::write_all(out, &line)),
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
}

impl Printer {
    fn failure(&mut self, path: &str, record: Option<&str>, kind: &str, message: &str) -> Result<(), CommandError> {
        let source = Origin { path, record, sha256: None, media_type: None };
        self.screen.buffer(|out| write_failure(out, source, kind, message))
    }
}
