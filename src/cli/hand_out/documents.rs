//! `archive export tei`, `markdown` and `html`: a file an article.
//!
//! Invariant: an article's file is whole or not there, so that an export that was cut short goes on where it stopped.

use std::io;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::hand_out::scope::ScopeArgs;
use crate::cli::hand_out::target::{Folder, ForceArgs, written};
use crate::cli::output::{SureArgs, open};
use crate::cli::ui;
use crate::cli::ui::Progress;
use crate::present::forms::{tei, web_page};
use crate::present::page::article as page;
use crate::query;
use crate::query::export::article_ids;
use crate::query::rows::ArticleWhole;
use crate::query::{ArticleKey, export};
use crate::store::Archive;

/// Where the documents go, and of which articles they are.
#[derive(Debug, Args)]
pub struct DocumentArgs {
    /// The folder, which is made; a file in it is named after the number of its article.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    sure: SureArgs,
    #[command(flatten)]
    force: ForceArgs,
    /// Go on with an export into the same folder that was cut short: files that are there stay.
    #[arg(long, conflicts_with = "force")]
    resume: bool,
}

/// Articles as TEI documents: names and quotes are elements of the text.
///
/// persName, placeName and orgName point to lists in standOff, said to who spoke; what is doubtful has cert="low".
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive export tei tei/
  archive export tei tei/ --place Warsaw --from 2013")]
pub struct TeiArgs {
    #[command(flatten)]
    documents: DocumentArgs,
}

/// Articles as Markdown, with what was found in them beneath.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive export markdown notes/ --tag \"harbour inquiry\"")]
pub struct MarkdownArgs {
    #[command(flatten)]
    documents: DocumentArgs,
}

/// Articles as pages for a browser, with names and quotes marked, and a list of them: a small site with nothing to fetch.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive export html site/ --person Putin
  archive export html site/ --person Putin --resume")]
pub struct HtmlArgs {
    #[command(flatten)]
    documents: DocumentArgs,
}

/// The sorts of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Tei,
    Markdown,
    Html,
}

impl Form {
    fn extension(self) -> &'static str {
        match self {
            Self::Tei => "xml",
            Self::Markdown => "md",
            Self::Html => "html",
        }
    }

    fn write(self, mut out: &mut dyn Write, article: &ArticleWhole) -> io::Result<()> {
        match self {
            Self::Tei => tei::write_tei(&mut out, article),
            Self::Markdown => page::write_markdown(&mut out, article, false),
            Self::Html => web_page::write_page(&mut out, article),
        }
    }
}

/// Writes TEI.
///
/// # Errors
/// Where the archive cannot be used, nothing matches, or the files cannot be written.
pub fn tei(arguments: &TeiArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    run(&arguments.documents, Form::Tei, db)
}

/// Writes Markdown.
///
/// # Errors
/// Where the archive cannot be used, nothing matches, or the files cannot be written.
pub fn markdown(arguments: &MarkdownArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    run(&arguments.documents, Form::Markdown, db)
}

/// Writes HTML.
///
/// # Errors
/// Where the archive cannot be used, nothing matches, or the files cannot be written.
pub fn html(arguments: &HtmlArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    run(&arguments.documents, Form::Html, db)
}

fn run(arguments: &DocumentArgs, form: Form, db: &Path) -> Result<ExitStatus, CommandError> {
    let archive = open(db)?;
    let scope = arguments.scope.of(&archive, db)?;
    let ids = article_ids(&archive, &scope)?;
    let folder = Folder::open(&arguments.folder, arguments.force, arguments.resume)?;
    let progress = Progress::over(ids.len() as u64);
    let mut kept = 0;
    for id in &ids {
        progress.step();
        let name = file_of(*id, form);
        if arguments.resume && folder.has(&name) {
            kept += 1;
            continue;
        }
        // Whoever deletes articles meanwhile leaves a gap and no error.
        if let Some(article) = query::article(&archive, ArticleKey::Id(*id), arguments.sure.into())? {
            folder.write(&name, |out| written(form.write(out, &article)))?;
        }
    }
    drop(progress);
    if form == Form::Html {
        folder.write("index.html", |out| write_list(&archive, &ids, out))?;
    }
    let kept = if arguments.resume { format!(", {kept} of them there before") } else { String::new() };
    ui::say(&format!("{}: {} articles{kept}", arguments.folder.display(), ids.len()));
    Ok(ExitStatus::Done)
}

fn file_of(id: i64, form: Form) -> String {
    format!("{id}.{}", form.extension())
}

/// Writes the list of the articles, the newest first.
fn write_list(archive: &Archive, ids: &[i64], mut out: &mut dyn Write) -> Result<(), CommandError> {
    written(web_page::begin_list(&mut out, ids.len()))?;
    export::headlines(archive, ids, &mut |line| {
        let facts = [line.date.as_deref(), line.headline.as_deref(), line.site.as_deref()];
        written(web_page::write_entry(&mut out, &file_of(line.id, Form::Html), facts))
    })??;
    written(web_page::end_list(&mut out))
}
