//! `archive check`: whether the archive agrees with itself.

use std::collections::BTreeSet;
use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::{FormatArgs, open};
use crate::cli::screen::Screen;
use crate::cli::ui;
use crate::present::figures::Checked;
use crate::present::write_rows;
use crate::store;
use crate::store::{DAMAGED, Finding, Remedy};

/// Look through the whole archive for anything that does not agree.
///
/// The file itself, its foreign keys, the full-text index against the tables, every row against the digest beside it,
/// every offset against its text, every count and alias against the rows it is made of, everyone who is meant against
/// the decisions, and every article against the versions it does not show. What is wrong is named on standard error, each thing
/// with what mends it, and then the exit code is 4. Rows of archives made by older versions have no digest until `archive
/// rebuild` has gone over them; how many there are is the figure `rows without a digest`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive check
  archive --db news.db check --format json")]
pub struct CheckArgs {
    #[command(flatten)]
    format: FormatArgs,
}

/// Checks.
///
/// # Errors
/// Where the archive cannot be used, or something in it is wrong.
pub fn run(arguments: &CheckArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let report = store::check(&open(db)?)?;
    let rows: Vec<_> = report.checked.iter().map(|&(what, looked_at)| Checked::new(what, looked_at)).collect();
    let mut screen = Screen::open();
    let style = screen.style;
    screen.print(|out| write_rows(out, &rows, arguments.format.format(), style))?;
    if report.by_count_only {
        ui::note(
            "the archive cannot be written from here: its full-text indexes were compared by the number of rows only",
        );
    }
    if report.is_to_be_wiped {
        ui::note("a deletion was cut short: deleted text may still stand in free parts of the file");
        ui::hint("the next command that writes to the archive clears it: run `archive import` with anything");
    }
    if report.findings.is_empty() {
        ui::say(&format!("{}: sound", db.display()));
        return Ok(ExitStatus::Done);
    }
    let remedies: BTreeSet<Remedy> = report.findings.iter().map(Finding::remedy).collect();
    for remedy in remedies {
        for finding in report.findings.iter().filter(|finding| finding.remedy() == remedy) {
            ui::note_line(&format!("{}: {}: {}", db.display(), finding.kind, finding.message));
        }
        ui::hint(&in_words(remedy));
    }
    Ok(ExitStatus::Unusable)
}

/// What to do about the findings above it.
fn in_words(remedy: Remedy) -> String {
    match remedy {
        Remedy::Rebuild => "`archive rebuild` lets every article show its newest version".to_owned(),
        Remedy::Repair => {
            "`archive rebuild --repair` makes the rows anew from the originals and the decisions".to_owned()
        }
        Remedy::Copy => format!(
            "what is wrong with the file, an original or other rows of its own can be mended from a copy alone: {DAMAGED}"
        ),
    }
}
