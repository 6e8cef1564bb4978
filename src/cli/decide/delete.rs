//! `archive delete`: takes articles out of the archive for good.
//!
//! Invariant: what goes is shown before anything goes, and nothing goes that was not agreed to.

use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::filter::{FilterArgs, find, is_key};
use crate::cli::output::FormatArgs;
use crate::cli::{access, clock, signals, ui};
use crate::present::terminal::one_line;
use crate::query;
use crate::query::{Query, Sort, Window};
use crate::read;
use crate::store::{Archive, Delete, Deletion, Journal};

/// Delete articles for good: originals, older versions, quotes, and whatever they alone show or name.
///
/// What would go is shown first; on a terminal you are asked, elsewhere --yes is needed. Nothing of their text stays in the
/// file: it is written anew, which takes a while and as much room again. Digests stay, of the original bytes, of the
/// address and of the text, so that an import leaves the articles out from then on, also in a newer version at that address or
/// from another file; --forget drops them. docs/deletion.md says exactly what leaves and what stays.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive delete 7 https://example.org/ferry    two articles, by number and by address
  archive delete ferry strike --site Gazette    all that match, as in archive query
  archive delete 7 --yes                        without asking
  archive delete --forget https://example.org/ferry   let an import bring it back")]
pub struct DeleteArgs {
    /// Articles by number or address, or words that they hold.
    #[arg(value_name = "ID|URL|WORD")]
    what: Vec<String>,
    #[command(flatten)]
    filters: FilterArgs,
    /// Delete without asking.
    #[arg(long)]
    yes: bool,
    /// Keep no digests, so that an import may bring the articles back; of what was deleted before, by address or by the
    /// SHA-256 of its original, drop them.
    #[arg(long)]
    forget: bool,
    #[command(flatten)]
    format: FormatArgs,
}

/// Articles that are shown one by one.
const MOST_SHOWN: u32 = 20;
/// Names that are said.
const MOST_NAMES: usize = 8;

/// Shows what would go, asks, and deletes.
///
/// # Errors
/// Where the archive cannot be used, nothing matches, or nobody agreed.
pub fn run(arguments: &DeleteArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    // Numbers and addresses are no words.
    let words: Vec<String> = arguments.what.iter().filter(|name| !is_key(name)).cloned().collect();
    let asked = arguments.filters.query(&words, &[])?;
    if asked.is_empty() && arguments.what.is_empty() {
        return Err(CommandError::usage(
            "delete what: no article is named",
            "name articles by number or address, or give words and filters as for `archive query`",
        ));
    }
    signals::listen();
    let mut archive = Archive::open(db, access::writing(Journal::Rollback))?;
    archive.is_alone()?;
    let Some(filter) = articles_meant(arguments, asked, &archive, db)? else {
        return forget(arguments, &mut archive);
    };
    let ids: Vec<i64> = rows(&archive, &filter, None)?.iter().map(|row| row.id).collect();
    arguments.format.print(&rows(&archive, &filter, Some(MOST_SHOWN))?, "articles", db)?;
    if ids.len() > MOST_SHOWN as usize {
        ui::say(&format!("the first {MOST_SHOWN} of {} articles are shown", ids.len()));
    }
    let preview = archive.delete(&ids, Delete::Preview)?;
    ui::say(&format!("to go: {}", in_words(&preview)));
    say_copies(&preview);
    if !arguments.yes {
        match is_agreed(preview.articles) {
            Some(true) => {}
            Some(false) => {
                ui::say("nothing was deleted");
                return Ok(ExitStatus::Done);
            }
            None => return Err(CommandError::usage("nothing was deleted", "add --yes to delete them for good")),
        }
    }
    if let Some(signal) = signals::came() {
        return Err(CommandError::stopped(signal, None));
    }
    let now = clock::now();
    let deletion = archive.delete(&ids, if arguments.forget { Delete::Forget } else { Delete::Remember(&now) })?;
    let done = format!("deleted {}", counted(deletion.articles, "article"));
    if let Some(signal) = signals::came() {
        // Writing a large file anew takes longer than a signal may be made to wait, and its last part cannot be broken off.
        return Err(unfinished(&done, CommandError::stopped(signal, None)));
    }
    archive.wipe().map_err(|error| unfinished(&done, error.into()))?;
    ui::say(&done);
    Ok(ExitStatus::Done)
}

/// The filter that is true of the articles meant; `None` where those named are not there and their digests are to be
/// forgotten.
fn articles_meant(
    arguments: &DeleteArgs,
    asked: Query,
    archive: &Archive,
    db: &Path,
) -> Result<Option<Query>, CommandError> {
    let is_digest = |name: &String| name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    let keys = arguments.what.iter().filter(|name| is_key(name) || (arguments.forget && is_digest(name))).count();
    if keys == 0 {
        return Ok(Some(asked));
    }
    if keys < arguments.what.len() {
        return Err(CommandError::usage(
            "numbers and addresses stand beside words",
            "name articles by number or address alone, or by words and filters alone; a number is a word in quotes: '\"7\"'",
        ));
    }
    let mut ids = Vec::new();
    for name in &arguments.what {
        match find(archive, name, db) {
            Ok(id) => ids.push(id),
            Err(error) if error.status == ExitStatus::NoMatch && arguments.forget => {}
            Err(error) => return Err(error),
        }
    }
    let flags = arguments.filters.query(&[], &[])?;
    Ok((!ids.is_empty()).then(|| Query::of_articles(ids).and(flags)))
}

fn rows(archive: &Archive, asked: &Query, limit: Option<u32>) -> Result<Vec<query::rows::ArticleRow>, CommandError> {
    Ok(query::articles(archive, asked, Sort::Date.into(), Window { limit, offset: 0 })?)
}

/// Drops the digests of what was deleted before.
fn forget(arguments: &DeleteArgs, archive: &mut Archive) -> Result<ExitStatus, CommandError> {
    let mut forgotten = 0;
    for name in &arguments.what {
        forgotten += archive.forget_deleted(name)?;
    }
    if forgotten == 0 {
        let hint = "a deleted article is named by its address, or by the SHA-256 of its original";
        return Err(CommandError::no_match("nothing of that name was deleted", Some(hint)));
    }
    ui::say(&format!("forgot {}: an import may bring them back", counted(forgotten, "deleted article")));
    Ok(ExitStatus::Done)
}

/// Whether somebody at a terminal says yes; `None` where nobody is there.
fn is_agreed(articles: u64) -> Option<bool> {
    read::ask(&format!("delete {} for good? yes or no: ", counted(articles, "article")), ui::ask)
        .map(|answer| matches!(answer.trim().to_lowercase().as_str(), "yes" | "y"))
}

/// The rows are gone, but not all that they left in the file.
fn unfinished(done: &str, error: CommandError) -> CommandError {
    let rest = "their text may still stand in free parts of the file";
    let hint = "the next command that writes to the archive clears it: run `archive import` with anything";
    match signals::came() {
        Some(signal) => CommandError {
            hint: Some(hint.to_owned()),
            ..CommandError::stopped(signal, Some(&format!("{done}; {rest}")))
        },
        None => CommandError {
            message: format!("{done}; {rest}: {}", error.message),
            hint: Some(error.hint.map_or_else(|| hint.to_owned(), |first| format!("{first}; {hint}"))),
            ..error
        },
    }
}

fn in_words(deletion: &Deletion) -> String {
    let mut parts = vec![
        counted(deletion.articles, "article"),
        counted(deletion.originals, "original"),
        counted(deletion.quotes, "quote"),
    ];
    for (names, one) in [
        (&deletion.captions, "caption"),
        (&deletion.people, "person"),
        (&deletion.places, "place"),
        (&deletion.organisations, "organisation"),
    ] {
        if !names.is_empty() {
            parts.push(named(names, one));
        }
    }
    if deletion.decisions > 0 {
        parts.push(counted(deletion.decisions, "decision"));
    }
    parts.join(", ")
}

/// So many, and some of them by name.
fn named(names: &[String], one: &str) -> String {
    let count = counted(names.len() as u64, one);
    if one == "caption" {
        return count;
    }
    let more = if names.len() > MOST_NAMES { "; …" } else { "" };
    let some = names.iter().take(MOST_NAMES).map(String::as_str).collect::<Vec<_>>().join("; ");
    format!("{count} ({}{more})", one_line(&some))
}

fn counted(count: u64, one: &str) -> String {
    match (count, one) {
        (1, _) => format!("1 {one}"),
        (_, "person") => format!("{count} people"),
        _ => format!("{count} {one}s"),
    }
}

fn say_copies(deletion: &Deletion) {
    if !deletion.copies.is_empty() {
        let numbers: Vec<String> = deletion.copies.iter().take(MOST_NAMES).map(i64::to_string).collect();
        let more = if deletion.copies.len() > MOST_NAMES { " …" } else { "" };
        ui::say(&format!(
            "to stay, with the same text: {} ({}{more})",
            counted(deletion.copies.len() as u64, "article"),
            numbers.join(" ")
        ));
    }
}
