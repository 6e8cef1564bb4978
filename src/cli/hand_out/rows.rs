//! `archive export jsonl`: the archive as lines that another archive reads.
//!
//! Invariant: what is written is all that an archive cannot make again by itself.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::hand_out::scope::ScopeArgs;
use crate::cli::hand_out::target::{ForceArgs, refuse_taken, shown, write_file, written};
use crate::cli::output::open;
use crate::cli::ui;
use crate::cli::ui::Progress;
use crate::present::forms::row_lines;
use crate::query::export;
use crate::query::export::{Handed, Scope};
use crate::store::{Archive, EXTRACTOR};

/// Everything, as lines of JSON that `archive import` makes an archive of.
///
/// A line a row: the originals, byte for byte, with where and when they were found and all older versions; what was read of
/// them, so that nothing need be analysed again; decisions, corrections, tags, notes, problems, and the digests of what was
/// deleted. Left out is what follows from these: full-text indexes, signatures of copies and seals. An import into a new
/// archive gives the same `archive dump`. A file that ends in .gz may be packed with gzip afterwards; it is read packed.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive export jsonl news.jsonl
  archive --db copy.db import news.jsonl
  archive export jsonl - | gzip > news.jsonl.gz
  archive export jsonl kerry.jsonl --speaker Kerry --from 2013-05")]
pub struct JsonlArgs {
    /// The file, or - for standard output.
    #[arg(value_name = "FILE|-")]
    file: PathBuf,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    force: ForceArgs,
}

/// Writes it.
///
/// # Errors
/// Where the archive cannot be used, nothing matches, or the file cannot be written.
pub fn run(arguments: &JsonlArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    if arguments.file != Path::new("-") {
        refuse_taken(&arguments.file, arguments.force)?;
    }
    let archive = open(db)?;
    let scope = arguments.scope.of(&archive, db)?;
    let told = write_file(&arguments.file, arguments.force, |out| write(&archive, &scope, out))?;
    ui::say(&format!("{}: {} articles, {} rows", shown(&arguments.file), told.0, told.1));
    Ok(ExitStatus::Done)
}

fn write(archive: &Archive, scope: &Scope, mut out: &mut dyn Write) -> Result<(u64, u64), CommandError> {
    let (mut articles, mut rows) = (0, 0);
    let mut progress = Progress::none();
    export::rows(archive, scope, &mut |handed| match handed {
        Handed::Contents(contents) => {
            articles = contents.articles();
            progress = Progress::over(contents.rows());
            written(row_lines::write_head(&mut out, contents, EXTRACTOR))
        }
        Handed::Row(row) => {
            rows += 1;
            progress.reach(rows);
            written(row_lines::write_row(&mut out, row))
        }
    })??;
    written(row_lines::write_end(&mut out, rows))?;
    Ok((articles, rows))
}
