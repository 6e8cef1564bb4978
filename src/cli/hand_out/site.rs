//! `archive export site`: the pages of `archive serve` as files.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::access;
use crate::cli::command_error::CommandError;
use crate::cli::decide::correct::again;
use crate::cli::exit_code::ExitStatus;
use crate::cli::hand_out::part;
use crate::cli::hand_out::scope::ScopeArgs;
use crate::cli::hand_out::target::{Folder, ForceArgs, written};
use crate::cli::output::open;
use crate::cli::ui::Progress;
use crate::cli::{clock, ui};
use crate::query::export::Scope;
use crate::serve::{Fault, Site, Tools, each_page};
use crate::store::Archive;

/// The pages of `archive serve` as files: a site that opens from a disk or from any web server.
///
/// It is a site of the articles that a query finds: counts, people and places in it are those of these articles. Nothing answers
/// queries in it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive export site site/
  archive export site inquiry/ --tag \"harbour inquiry\"")]
pub struct SiteArgs {
    /// The folder, which is made; `index.html` is its first page.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    force: ForceArgs,
}

/// Writes it.
///
/// # Errors
/// Where the archive cannot be used, nothing matches, or the files cannot be written.
pub fn run(arguments: &SiteArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let archive = open(db)?;
    let scope = arguments.scope.of(&archive, db)?;
    let folder = Folder::open(&arguments.folder, arguments.force, false)?;
    let pages = match scope {
        Scope::Whole => write(db, &archive, &folder)?,
        Scope::Articles(_) => {
            // Counts and links are then those of the part, as if there were no other articles.
            let part = Part(arguments.folder.join("part.archive-part"));
            part.remove();
            part::make(&archive, &scope, &part.0)?;
            write(db, &open(&part.0)?, &folder)?
        }
    };
    ui::say(&format!("{}: {pages} pages", arguments.folder.display()));
    Ok(ExitStatus::Done)
}

/// The archive of the part, which goes when its pages are there.
struct Part(PathBuf);

impl Part {
    fn remove(&self) {
        // Where there is none, none is left.
        let _ = std::fs::remove_file(&self.0);
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        self.remove();
    }
}

/// Writes the pages; gives how many.
fn write(db: &Path, archive: &Archive, folder: &Folder) -> Result<u64, CommandError> {
    let tools = Tools { now: clock::now, again, versions: |archive, id| archive.versions(id).map(unread) };
    let site = Site::filed(db.to_path_buf(), access::reading(), tools);
    let progress = Progress::over(0);
    let mut pages = 0;
    each_page(&site, archive, &mut |name, bytes| {
        pages += 1;
        progress.step();
        folder.write(name, |out| written(out.write_all(bytes)))
    })?;
    drop(progress);
    Ok(pages)
}

/// Versions in which nothing is read: a site of files has no page of them.
fn unread(versions: Vec<crate::store::Version>) -> crate::serve::ReadVersions {
    versions.into_iter().map(|version| (version, None)).collect()
}

impl From<Fault> for CommandError {
    fn from(fault: Fault) -> Self {
        Self { hint: Some(fault.hint().to_owned()), ..Self::bug(fault.to_string()) }
    }
}
