//! `archive original`: the bytes an article was read from.
//!
//! Invariant: the bytes are those that were imported, to the last one, or none at all.

use std::fs::OpenOptions;
use std::io;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::filter::find;
use crate::cli::output::open;
use crate::cli::screen::Screen;
use crate::cli::ui;
use crate::store::Original;

/// Write the original of an article, byte for byte as it was imported.
///
/// Of a page that was a record of a larger file (a line, a message, a file in a box), the original is that record.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive original 7 > page.html
  archive original https://example.org/ferry --output page.html")]
pub struct OriginalArgs {
    /// The article, by number or address.
    #[arg(value_name = "ID|URL")]
    article: String,
    /// Write it to this file, which must not be there yet.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Writes it.
///
/// # Errors
/// Where the archive cannot be used or has no such article, the original is damaged, or the bytes cannot be written.
pub fn run(arguments: &OriginalArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let archive = open(db)?;
    let id = find(&archive, &arguments.article, db)?;
    let Some(Original::Whole(source)) = archive.original(id)? else {
        return Err(CommandError {
            kind: "source-digest",
            message: format!("{}: the original of article {id} is damaged", db.display()),
            hint: Some("`archive check` says what else is, and what to do".to_owned()),
            status: ExitStatus::Unusable,
        });
    };
    if let Some(path) = &arguments.output {
        write_new(path, &source.bytes)?;
        ui::say(&format!("{}: {} bytes", path.display(), source.bytes.len()));
        return Ok(ExitStatus::Done);
    }
    if io::stdout().is_terminal() && !is_plain_text(&source.bytes) {
        return Err(CommandError::usage(
            format!("the original of article {id} is no plain text, and a terminal would obey it"),
            "write it to a file with --output FILE, or into a pipe",
        ));
    }
    Screen::open().print(|out| out.write_all(&source.bytes))
}

/// Writes a file that is not there yet.
fn write_new(path: &Path, bytes: &[u8]) -> Result<(), CommandError> {
    let written = OpenOptions::new().write(true).create_new(true).open(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.flush()
    });
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            CommandError::usage(format!("{}: there is such a file already", path.display()), "name another one")
        }
        _ => CommandError::file(path, &error),
    })
}

/// Whether a terminal shows the bytes as they are: UTF-8 without anything it would obey.
fn is_plain_text(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes)
        .is_ok_and(|text| !text.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_no_plain_text() {
        let check = |bytes: &[u8], expected: bool| assert_eq!(is_plain_text(bytes), expected, "{bytes:?}");
        check("Ein Café\n\tam Kai\r\n".as_bytes(), true);
        check(b"\x1b[2J", false);
        check(b"caf\xe9", false);
        check("a\u{9b}2J".as_bytes(), false);
        check(b"", true);
    }
}
