//! The command line: one verb a file, with its arguments, its help and its work together.
//!
//! Arguments come in, an [`ExitStatus`] goes out; rows go to standard output, everything else to standard error.
//!
//! Invariant: the clock, the environment and the terminal are asked here and nowhere below; what they say is passed
//! down as values. No other room uses this one.

mod access;
mod ask;
#[cfg(feature = "serve")]
mod browse;
mod clock;
mod command_error;
mod config;
mod dashes;
mod decide;
mod exit_code;
mod filter;
mod guide;
mod hand_out;
mod input;
mod mcp;
mod output;
mod passed_over;
mod process;
mod screen;
mod signals;
mod ui;
mod version;
mod vet;

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use clap::builder::Resettable;
use clap::parser::ValueSource;
use clap::{ArgAction, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::cli::command_error::CommandError;
pub use crate::cli::exit_code::ExitStatus;

/// Turns a pile of news pages into one SQLite file of articles, people, places, organisations, quotes and captions, and
/// answers questions about them.
#[derive(Debug, Parser)]
#[command(
    name = "archive",
    disable_version_flag = true,
    disable_help_subcommand = true,
    arg_required_else_help = true,
    subcommand_required = false,
    infer_long_args = false,
    max_term_width = 100,
    after_help = EXAMPLES,
    after_long_help = EXIT_CODES
)]
#[allow(clippy::struct_excessive_bools)] // each is a flag
struct CommandLine {
    /// The archive to use; given again, lists ask several.
    #[arg(long, value_name = "FILE", global = true, env = "ARCHIVE_DB", default_value = "archive.db")]
    #[arg(hide_env_values = true)]
    db: Vec<PathBuf>,

    /// Print the version; with --verbose, also the sources of the built-in data.
    #[arg(long)]
    version: bool,

    /// Print the version and the sources of the built-in data.
    #[arg(short = 'V')]
    long_version: bool,

    /// With --version, also print the sources of the built-in data.
    #[arg(short, long, action = ArgAction::SetTrue)]
    verbose: bool,

    /// Show lists on a terminal without a pager.
    #[arg(long, global = true)]
    no_pager: bool,

    /// Go without the file of settings: see `archive help config`.
    #[arg(long, global = true)]
    no_config: bool,

    #[command(subcommand)]
    verb: Option<Verb>,
}

const EXAMPLES: &str = "\
Examples:
  archive import pages/                    read a folder into ./archive.db
  archive query --person \"Ada Quill\"       articles that mention her
  archive quotes --speaker Quill           what she said
  archive extract page.html                the same analysis as JSON, without an archive";

const EXIT_CODES: &str = "\
Examples:
  archive import pages/                    read a folder into ./archive.db
  archive query --person \"Ada Quill\"       articles that mention her
  archive quotes --speaker Quill           what she said
  archive extract page.html                the same analysis as JSON, without an archive

Exit codes:
  0   done
  1   a query matched nothing
  2   the command line was not understood
  3   some records were skipped, each named on standard error
  4   the archive cannot be used
  70  a bug in archive
  129, 130, 143  stopped by SIGHUP, SIGINT or SIGTERM; what was stored is whole

Environment:
  ARCHIVE_DB    the archive, where --db does not name one
  ARCHIVE_CONFIG  the file of settings, nothing for none: see `archive help config`
  ARCHIVE_WAIT  seconds to wait while another program uses the archive, 60 where not set
  ARCHIVE_PASSWORD  what `archive serve` asks everybody for
  ARCHIVE_PAGER, PAGER  the pager of lists on a terminal, less where not set; cat for none
  NO_COLOR      set to anything: no colour
  COLUMNS       the width of tables on a terminal";

/// What to do.
#[derive(Debug, Subcommand)]
enum Verb {
    Import(process::import::ImportArgs),
    Extract(process::extract::ExtractArgs),
    Query(ask::query::QueryArgs),
    Show(ask::show::ShowArgs),
    People(ask::people::PeopleArgs),
    Places(ask::places::PlacesArgs),
    Organisations(ask::organisations::OrganisationsArgs),
    Quotes(ask::quotes::QuotesArgs),
    Captions(ask::captions::CaptionsArgs),
    Authors(ask::lists::authors::AuthorsArgs),
    Sites(ask::lists::sites::SitesArgs),
    Near(ask::lists::near::NearArgs),
    Timeline(ask::lists::timeline::TimelineArgs),
    Copies(ask::same::copies::CopiesArgs),
    Decisions(decide::decisions::DecisionsArgs),
    Identify(decide::identify::IdentifyArgs),
    Correct(decide::correct::CorrectArgs),
    Tag(decide::tag::TagArgs),
    Note(decide::note::NoteArgs),
    Delete(decide::delete::DeleteArgs),
    Original(ask::original::OriginalArgs),
    Problems(ask::problems::ProblemsArgs),
    Rebuild(process::rebuild::RebuildArgs),
    Doubts(decide::doubts::DoubtsArgs),
    Explain(ask::explain::ExplainArgs),
    Stats(ask::stats::StatsArgs),
    Formats(process::formats::FormatsArgs),
    Vanished(ask::same::vanished::VanishedArgs),
    Check(process::check::CheckArgs),
    Dump(ask::dump::DumpArgs),
    Export(hand_out::export::ExportArgs),
    Verify(vet::verify::VerifyArgs),
    Screen(vet::screen::ScreenArgs),
    Audit(vet::audit::AuditArgs),
    Mcp(mcp::McpArgs),
    #[cfg(feature = "serve")]
    Serve(browse::serve::ServeArgs),
    Completions(guide::completions::CompletionsArgs),
    Man(guide::manual::ManArgs),
    Help(guide::help::HelpArgs),
}

/// Does what `arguments` ask for, the name of the program first among them.
///
/// Nothing panics through this function: a bug is reported on standard error and ends as [`ExitStatus::Bug`].
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitStatus {
    ui::report_bugs();
    signals::outlive_file_limits();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let (mut parsed, is_named) = match parse(arguments.clone()) {
        Ok(parsed) => parsed,
        Err(error) => return guide::refused::refuse(&error, &arguments, &CommandLine::command()),
    };
    if let Err(error) = settle(&mut parsed, is_named) {
        return error.report();
    }
    match catch_unwind(AssertUnwindSafe(|| obey(&parsed))) {
        Ok(Ok(status)) => status,
        Ok(Err(error)) => match signals::came() {
            // A verb that knows how far it came says so itself.
            Some(signal) if !matches!(error.status, ExitStatus::Stopped(_)) => {
                CommandError::stopped(signal, None).report()
            }
            _ => error.report(),
        },
        Err(_) => ExitStatus::Bug,
    }
}

/// The command line, and whether it or the environment names an archive.
fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<(CommandLine, bool), clap::Error> {
    let mut command = CommandLine::command();
    if std::env::var_os("ARCHIVE_DB").is_some_and(|name| name.is_empty()) {
        // A variable that is set to nothing names no file.
        command = command.mut_arg("db", |db| db.env(Resettable::Reset));
    }
    let matches = command.try_get_matches_from(dashes::in_letters(arguments))?;
    let is_named = matches.value_source("db") != Some(ValueSource::DefaultValue);
    Ok((CommandLine::from_arg_matches(&matches)?, is_named))
}

/// Reads the settings, and takes the archives from there where nothing else names one.
fn settle(parsed: &mut CommandLine, is_named: bool) -> Result<(), CommandError> {
    if parsed.no_config {
        return Ok(());
    }
    config::read()?;
    let archives = config::archives();
    if !is_named && !archives.is_empty() {
        parsed.db = archives;
    }
    Ok(())
}

fn obey(parsed: &CommandLine) -> Result<ExitStatus, CommandError> {
    if parsed.version || parsed.long_version {
        return version::run(parsed.long_version || parsed.verbose);
    }
    if parsed.no_pager {
        screen::without_pager();
    }
    let dbs = parsed.db.as_slice();
    match &parsed.verb {
        Some(Verb::Query(arguments)) => ask::query::run(arguments, dbs),
        Some(Verb::People(arguments)) => ask::people::run(arguments, dbs),
        Some(Verb::Places(arguments)) => ask::places::run(arguments, dbs),
        Some(Verb::Organisations(arguments)) => ask::organisations::run(arguments, dbs),
        Some(Verb::Quotes(arguments)) => ask::quotes::run(arguments, dbs),
        Some(Verb::Captions(arguments)) => ask::captions::run(arguments, dbs),
        Some(Verb::Extract(arguments)) => process::extract::run(arguments),
        Some(Verb::Formats(arguments)) => process::formats::run(arguments),
        Some(Verb::Completions(arguments)) => guide::completions::run(arguments, CommandLine::command()),
        Some(Verb::Man(arguments)) => guide::manual::run(arguments, CommandLine::command()),
        Some(Verb::Help(arguments)) => guide::help::run(arguments, CommandLine::command()),
        Some(verb) => obey_for_one(verb, output::only(dbs)?),
        None => Err(CommandError::usage("no command given", "run `archive --help` for the list")),
    }
}

/// The verbs that ask or change one archive.
fn obey_for_one(verb: &Verb, db: &Path) -> Result<ExitStatus, CommandError> {
    match verb {
        Verb::Import(arguments) => process::import::run(arguments, db),
        Verb::Show(arguments) => ask::show::run(arguments, db),
        Verb::Authors(arguments) => ask::lists::authors::run(arguments, db),
        Verb::Sites(arguments) => ask::lists::sites::run(arguments, db),
        Verb::Near(arguments) => ask::lists::near::run(arguments, db),
        Verb::Timeline(arguments) => ask::lists::timeline::run(arguments, db),
        Verb::Copies(arguments) => ask::same::copies::run(arguments, db),
        Verb::Decisions(arguments) => decide::decisions::run(arguments, db),
        Verb::Identify(arguments) => decide::identify::run(arguments, db),
        Verb::Correct(arguments) => decide::correct::run(arguments, db),
        Verb::Tag(arguments) => decide::tag::run(arguments, db),
        Verb::Note(arguments) => decide::note::run(arguments, db),
        Verb::Delete(arguments) => decide::delete::run(arguments, db),
        Verb::Original(arguments) => ask::original::run(arguments, db),
        Verb::Problems(arguments) => ask::problems::run(arguments, db),
        Verb::Rebuild(arguments) => process::rebuild::run(arguments, db),
        Verb::Doubts(arguments) => decide::doubts::run(arguments, db),
        Verb::Explain(arguments) => ask::explain::run(arguments, db),
        Verb::Stats(arguments) => ask::stats::run(arguments, db),
        Verb::Vanished(arguments) => ask::same::vanished::run(arguments, db),
        Verb::Check(arguments) => process::check::run(arguments, db),
        Verb::Dump(arguments) => ask::dump::run(arguments, db),
        Verb::Export(arguments) => hand_out::export::run(arguments, db),
        Verb::Verify(arguments) => vet::verify::run(arguments, db),
        Verb::Screen(arguments) => vet::screen::run(arguments, db),
        Verb::Audit(arguments) => vet::audit::run(arguments, db),
        Verb::Mcp(arguments) => mcp::run(arguments, db),
        #[cfg(feature = "serve")]
        Verb::Serve(arguments) => browse::serve::run(arguments, db),
        _ => Err(CommandError::bug("a verb is of no archive, and was asked of one")),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn command_line_is_consistent() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn every_verb_shows_an_example() {
        for verb in CommandLine::command().get_subcommands() {
            assert!(verb.get_after_help().is_some_and(|help| help.to_string().contains("archive ")), "{verb}");
        }
    }
}
