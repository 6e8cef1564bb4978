//! `archive decisions`: what was decided about who is who and what articles say, and the way of it, with tags and notes, from one
//! archive to another.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use crate::cli::command_error::CommandError;
use crate::cli::decide::correct;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::{FormatArgs, WindowArgs, open};
use crate::cli::screen::Screen;
use crate::cli::{access, clock, signals, ui};
use crate::present::terminal::one_line;
use crate::store::{Applied, Archive, Journal, Remark, RemarkKind};
use crate::{query, read};

/// List the decisions about people, places, organisations and fields of articles, undo them, and carry them to another
/// archive.
///
/// Decisions are made by `archive people merge` and its kin, and by `archive correct`. They name people and articles by what they are called and
/// not by number, so they survive a new import, a rebuild and a newer version, and another archive understands them. An export
/// has your tags and notes, too.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive decisions                          those that hold, in the order in which they were made
  archive decisions undo 3
  archive decisions export > decisions.txt   as text, a decision a line
  archive --db other.db decisions apply decisions.txt")]
pub struct DecisionsArgs {
    #[command(subcommand)]
    verb: Option<DecisionsVerb>,
    /// Show those that were undone, too.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    window: WindowArgs,
    #[command(flatten)]
    format: FormatArgs,
}

/// What to do with decisions.
#[derive(Debug, Subcommand)]
enum DecisionsVerb {
    /// Undo a decision: what followed from it is as it was.
    Undo {
        /// Number of the decision.
        id: i64,
    },
    /// Write the decisions that hold to standard output, a line each, and then all tags and notes.
    Export,
    /// Make the decisions of an export, all of them or none; those that hold already change nothing. Tags and notes of articles
    /// that are not in the archive are named: apply the export again when they are.
    Apply {
        /// The export; - for standard input.
        file: PathBuf,
    },
}

/// Lists them, or does what the verb says.
///
/// # Errors
/// Where the archive cannot be used, nothing matches, or an export cannot be read.
pub fn run(arguments: &DecisionsArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    match &arguments.verb {
        None => {
            let rows = query::decisions(&open(db)?, arguments.all, arguments.window.into())?;
            arguments.format.print(&rows, "decisions", db)
        }
        Some(DecisionsVerb::Undo { id }) => {
            signals::listen();
            let mut archive = Archive::open(db, access::writing(Journal::Rollback))?;
            let undone = match archive.undo_correction(*id, &clock::now(), correct::again())? {
                Some(correction) => correction.to_string(),
                None => archive.undo_decision(*id, &clock::now())?.to_string(),
            };
            ui::say(&format!("undone: {}", one_line(&undone)));
            Ok(ExitStatus::Done)
        }
        Some(DecisionsVerb::Export) => {
            let text = open(db)?.export_decisions()?;
            Screen::open().print(|out| out.write_all(text.as_bytes()))
        }
        Some(DecisionsVerb::Apply { file }) => {
            let text = read::read_text(file).map_err(|error| {
                CommandError::usage(error.to_string(), "name a file that `archive decisions export` wrote")
            })?;
            signals::listen();
            let Applied { made, unchanged, absent } = Archive::open(db, access::writing(Journal::Rollback))?
                .apply_decisions(&text, Some(correct::again()))?;
            for remark in &absent {
                ui::say(&one_line(&without_article(remark)));
            }
            if absent.is_empty() {
                ui::say(&format!("decided {made}, unchanged {unchanged}"));
                return Ok(ExitStatus::Done);
            }
            ui::say("hint: import these articles, then apply the decisions again");
            ui::say(&format!("decided {made}, unchanged {unchanged}, skipped {}", absent.len()));
            Ok(ExitStatus::Skipped)
        }
    }
}

/// What is said of a tag or a note whose article is not there.
fn without_article(remark: &Remark) -> String {
    let article = remark.article.strip_prefix("url ").unwrap_or(&remark.article);
    let what = match remark.kind {
        RemarkKind::Tag => "tag",
        RemarkKind::Note => "note",
    };
    format!("archive: {article}: not in this archive, so it got no {what} “{}”", remark.text)
}
