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
mod dashes;
mod decide;
mod exit_code;
mod filter;
mod guide;
mod hand_out;
mod input;
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
use std::path::PathBuf;

use clap::builder::Resettable;
use clap::error::{ContextKind, ContextValue, ErrorKind};
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
    /// The archive to use.
    #[arg(long, value_name = "FILE", global = true, env = "ARCHIVE_DB", default_value = "archive.db")]
    #[arg(hide_env_values = true)]
    db: PathBuf,

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
    Copies(ask::same::copies::CopiesArgs),
    Decisions(decide::decisions::DecisionsArgs),
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
    let parsed = match parse(arguments) {
        Ok(parsed) => parsed,
        Err(error) => return refuse(&error),
    };
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

fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<CommandLine, clap::Error> {
    let mut command = CommandLine::command();
    if std::env::var_os("ARCHIVE_DB").is_some_and(|name| name.is_empty()) {
        // A variable that is set to nothing names no file.
        command = command.mut_arg("db", |db| db.env(Resettable::Reset));
    }
    CommandLine::from_arg_matches(&command.try_get_matches_from(dashes::in_letters(arguments))?)
}

fn obey(parsed: &CommandLine) -> Result<ExitStatus, CommandError> {
    if parsed.version || parsed.long_version {
        return version::run(parsed.long_version || parsed.verbose);
    }
    if parsed.no_pager {
        screen::without_pager();
    }
    let db = &parsed.db;
    match &parsed.verb {
        Some(Verb::Import(arguments)) => process::import::run(arguments, db),
        Some(Verb::Extract(arguments)) => process::extract::run(arguments),
        Some(Verb::Query(arguments)) => ask::query::run(arguments, db),
        Some(Verb::Show(arguments)) => ask::show::run(arguments, db),
        Some(Verb::People(arguments)) => ask::people::run(arguments, db),
        Some(Verb::Places(arguments)) => ask::places::run(arguments, db),
        Some(Verb::Organisations(arguments)) => ask::organisations::run(arguments, db),
        Some(Verb::Quotes(arguments)) => ask::quotes::run(arguments, db),
        Some(Verb::Captions(arguments)) => ask::captions::run(arguments, db),
        Some(Verb::Authors(arguments)) => ask::lists::authors::run(arguments, db),
        Some(Verb::Sites(arguments)) => ask::lists::sites::run(arguments, db),
        Some(Verb::Near(arguments)) => ask::lists::near::run(arguments, db),
        Some(Verb::Copies(arguments)) => ask::same::copies::run(arguments, db),
        Some(Verb::Decisions(arguments)) => decide::decisions::run(arguments, db),
        Some(Verb::Correct(arguments)) => decide::correct::run(arguments, db),
        Some(Verb::Tag(arguments)) => decide::tag::run(arguments, db),
        Some(Verb::Note(arguments)) => decide::note::run(arguments, db),
        Some(Verb::Delete(arguments)) => decide::delete::run(arguments, db),
        Some(Verb::Original(arguments)) => ask::original::run(arguments, db),
        Some(Verb::Problems(arguments)) => ask::problems::run(arguments, db),
        Some(Verb::Rebuild(arguments)) => process::rebuild::run(arguments, db),
        Some(Verb::Doubts(arguments)) => decide::doubts::run(arguments, db),
        Some(Verb::Explain(arguments)) => ask::explain::run(arguments, db),
        Some(Verb::Stats(arguments)) => ask::stats::run(arguments, db),
        Some(Verb::Formats(arguments)) => process::formats::run(arguments),
        Some(Verb::Vanished(arguments)) => ask::same::vanished::run(arguments, db),
        Some(Verb::Check(arguments)) => process::check::run(arguments, db),
        Some(Verb::Dump(arguments)) => ask::dump::run(arguments, db),
        Some(Verb::Export(arguments)) => hand_out::export::run(arguments, db),
        Some(Verb::Verify(arguments)) => vet::verify::run(arguments, db),
        Some(Verb::Screen(arguments)) => vet::screen::run(arguments, db),
        Some(Verb::Audit(arguments)) => vet::audit::run(arguments, db),
        #[cfg(feature = "serve")]
        Some(Verb::Serve(arguments)) => browse::serve::run(arguments, db),
        Some(Verb::Completions(arguments)) => guide::completions::run(arguments, CommandLine::command()),
        Some(Verb::Man(arguments)) => guide::manual::run(arguments, CommandLine::command()),
        Some(Verb::Help(arguments)) => guide::help::run(arguments, CommandLine::command()),
        None => Err(CommandError::usage("no command given", "run `archive --help` for the list")),
    }
}

/// Shows the help that was asked for, or says what is wrong with the command line.
fn refuse(error: &clap::Error) -> ExitStatus {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A reader that closed the pipe has seen enough of the help.
            let _ = error.print();
            ExitStatus::Done
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            ExitStatus::Usage
        }
        ErrorKind::InvalidSubcommand if meant_by(error).is_some() => {
            let Some((word, meant)) = meant_by(error) else { return ExitStatus::Usage };
            CommandError::usage(format!("there is no verb `{word}`"), meant).report()
        }
        _ => {
            let text = error.render().to_string();
            ui::note(text.trim_end().strip_prefix("error: ").unwrap_or(&text));
            ExitStatus::Usage
        }
    }
}

/// The word that is no verb, and what to say to it.
fn meant_by(error: &clap::Error) -> Option<(&str, &'static str)> {
    match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(word)) => guide::meant::meant_by(word).map(|meant| (word.as_str(), meant)),
        _ => None,
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
