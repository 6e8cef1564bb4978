//! `archive export archive`: an archive of some of the articles.
//!
//! Invariant: nothing is read or analysed again; the new archive is one like any other, and `archive check` passes it.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::hand_out::scope::ScopeArgs;
use crate::cli::output::open;
use crate::cli::ui::Progress;
use crate::cli::{access, ui};
use crate::query::export;
use crate::query::export::{Contents, Handed, Scope, TableRow};
use crate::store::{Archive, Journal, Load};

/// Another archive, of the articles that a query finds, with their originals, older versions, decisions, tags and notes.
///
/// Counts in it are of its own articles. Decisions come along that are about names in them; problems of imports and digests
/// of what was deleted come only with a whole archive.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive export archive kerry.db --speaker Kerry --from 2013-05
  archive --db kerry.db check
  archive export archive copy.db                  a copy of the whole archive")]
pub struct PartArgs {
    /// The new file.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    scope: ScopeArgs,
}

/// Makes it.
///
/// # Errors
/// Where the archive cannot be used, nothing matches, or the file is there already or cannot be written.
pub fn run(arguments: &PartArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let archive = open(db)?;
    let scope = arguments.scope.of(&archive, db)?;
    let articles = make(&archive, &scope, &arguments.file)?;
    ui::say(&format!("{}: {articles} articles", arguments.file.display()));
    Ok(ExitStatus::Done)
}

/// Makes an archive of `scope` at `file`; gives how many articles it has.
///
/// # Errors
/// Where the file is there already, and where it cannot be written.
pub fn make(archive: &Archive, scope: &Scope, file: &Path) -> Result<u64, CommandError> {
    let mut target = Target { file, load: None, progress: Progress::none(), rows: 0, articles: 0 };
    export::rows(archive, scope, &mut |handed| match handed {
        Handed::Contents(contents) => target.begin(contents, archive),
        Handed::Row(row) => target.put(row),
    })??;
    let Target { load, progress, articles, .. } = target;
    drop(progress);
    if let Some(load) = load {
        load.finish()?;
    }
    Ok(articles)
}

/// The archive that is being made.
struct Target<'t> {
    file: &'t Path,
    load: Option<Load>,
    progress: Progress,
    rows: u64,
    articles: u64,
}

impl Target<'_> {
    fn begin(&mut self, contents: &Contents, archive: &Archive) -> Result<(), CommandError> {
        let mark = format!("part of {}, {contents:?}", archive.path().display());
        self.load = Some(Load::begin(self.file, contents.schema, &mark, access::writing(Journal::Rollback))?);
        self.progress = Progress::over(contents.rows());
        self.articles = contents.articles();
        Ok(())
    }

    fn put(&mut self, (table, columns, values): TableRow<'_>) -> Result<(), CommandError> {
        let Some(load) = &mut self.load else { return Ok(()) };
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        self.rows += 1;
        self.progress.reach(self.rows);
        match load.row(table, &columns, values)? {
            Ok(()) => Ok(()),
            Err(words) => Err(CommandError {
                hint: Some("`archive check` says what is wrong with it, and what to do".to_owned()),
                ..CommandError::bug(format!("a row of {table} could not be copied: {words}"))
            }),
        }
    }
}
