//! `archive note`: what the owner writes about an article.

use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::filter::find;
use crate::cli::{access, clock, signals, ui};
use crate::store::{Archive, Journal};

/// Write a note about an article, or take one off.
///
/// Notes are shown by `archive show` with their numbers, and stay whatever is imported or rebuilt.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive note 7 \"Ms Quill asked for a correction on 3 June\"
  archive note 7 --remove 2")]
pub struct NoteArgs {
    /// The article, by number or address.
    #[arg(value_name = "ID|URL")]
    article: String,
    /// The note.
    #[arg(required_unless_present = "remove", conflicts_with = "remove")]
    text: Option<String>,
    /// The number of the note that is to go.
    #[arg(long, value_name = "NOTE")]
    remove: Option<i64>,
}

/// Writes the note, or takes one off.
///
/// # Errors
/// Where the archive cannot be used, or has no such article or note.
pub fn run(arguments: &NoteArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    signals::listen();
    let mut archive = Archive::open(db, access::writing(Journal::Rollback))?;
    let id = find(&archive, &arguments.article, db)?;
    if let Some(note) = arguments.remove {
        if !archive.remove_note(id, note)? {
            let hint = format!("`archive show {id}` shows its notes with their numbers");
            return Err(CommandError::no_match(format!("article {id} has no note {note}"), Some(&hint)));
        }
        ui::say(&format!("removed note {note} of article {id}"));
        return Ok(ExitStatus::Done);
    }
    let number = archive.note(id, arguments.text.as_deref().unwrap_or_default(), &clock::now())?;
    ui::say(&format!("note {number} of article {id}"));
    Ok(ExitStatus::Done)
}
