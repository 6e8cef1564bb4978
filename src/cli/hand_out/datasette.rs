//! `archive export datasette`: what Datasette is told of the archive, which it then opens itself.
//!
//! Invariant: the archive goes nowhere; the file says nothing of its articles.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::hand_out::target::{ForceArgs, refuse_taken, shown, write_file, written};
use crate::cli::output::open;
use crate::cli::ui;
use crate::present::forms::datasette::{About, metadata};
use crate::present::json;
use crate::query::export::shapes;

/// Titles, meanings of tables and columns, licences, facets and questions, for Datasette to show beside the archive.
///
/// Datasette opens the archive as it is; this is its metadata file. Tables that only this program reads are hidden there.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive export datasette metadata.json --title \"Fen Echo, 2001 to 2031\"
  datasette --immutable archive.db --metadata metadata.json")]
pub struct DatasetteArgs {
    /// The file, or - for standard output.
    #[arg(value_name = "FILE|-")]
    file: PathBuf,
    /// What the archive is called.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Where its pages come from.
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// The address of that.
    #[arg(long, value_name = "URL")]
    source_url: Option<String>,
    /// On which terms its texts may be used.
    #[arg(long, value_name = "TEXT")]
    licence: Option<String>,
    /// The address of the terms.
    #[arg(long, value_name = "URL")]
    licence_url: Option<String>,
    #[command(flatten)]
    force: ForceArgs,
}

/// Writes it.
///
/// # Errors
/// Where the archive cannot be used, or the file cannot be written.
pub fn run(arguments: &DatasetteArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let archive = open(db)?;
    if arguments.file != Path::new("-") {
        refuse_taken(&arguments.file, arguments.force)?;
    }
    let about = About {
        title: arguments.title.clone(),
        source: (arguments.source.clone(), arguments.source_url.clone()),
        licence: (arguments.licence.clone(), arguments.licence_url.clone()),
    };
    // Datasette calls a database by its file.
    let name = db.file_stem().map_or_else(|| "archive".to_owned(), |stem| stem.to_string_lossy().into_owned());
    let shapes = shapes(&archive)?;
    let said = metadata(&shapes, &name, &about);
    write_file(&arguments.file, arguments.force, |out| written(json::write_indented(&mut &mut *out, &said)))?;
    ui::say(&format!("{}: {} tables and views", shown(&arguments.file), shapes.shown.len()));
    Ok(ExitStatus::Done)
}
