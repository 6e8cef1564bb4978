//! `archive verify`: a draft against the archive.
//!
//! Invariant: the exit code says whether everything in the draft stands in the archive as the draft has it.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::{FormatArgs, open};
use crate::cli::screen::Screen;
use crate::cli::ui;
use crate::cli::vet::claims::{About, Claim, claims};
use crate::import::{load, understand};
use crate::model::folding::without_accents as fold;
use crate::model::{Content, Document, Given, Source};
use crate::present::page::verdict_list;
use crate::present::{Format, write_rows};
use crate::query;
use crate::query::lookup::{Passage, articles_of_day, known, passages};
use crate::query::rows::VerifyRow;
use crate::read;
use crate::read::Request;
use crate::store::{Archive, EntityKind};

/// Compare a draft with the archive: every quotation, name with its role, place and day.
///
/// The draft is a text, a page of Markdown or HTML, or a Word file. A quotation is `verbatim` (the same words in the same order,
/// whatever marks and capitals say), `changed` (at least half of it stands in the archive; the words that differ are shown), by
/// an `other speaker`, or `missing`. A name is `found` or `missing`; a role that no article gives is an `other role`. Of a day it is said
/// how many articles are of it. Each line says in which article, at which characters, with the digest of its original in JSON
/// and CSV. Exit code 0 where all quotations are verbatim and all names are found, 1 where anything is changed or missing.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive verify draft.docx
  archive verify draft.md --problems                only what is not as the archive has it
  archive verify draft.txt --format json > facts.json || echo \"look again\"")]
pub struct VerifyArgs {
    /// The draft, or - for standard input.
    #[arg(value_name = "DRAFT")]
    draft: PathBuf,
    /// Show only what is not as the archive has it.
    #[arg(long)]
    problems: bool,
    #[command(flatten)]
    format: FormatArgs,
}

/// Compares it.
///
/// # Errors
/// Where the archive or the draft cannot be read.
pub fn run(arguments: &VerifyArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let archive = open(db)?;
    load()?;
    let mut rows = Vec::new();
    for draft in drafts(&arguments.draft)? {
        for claim in claims(&draft) {
            rows.push(verdict(&archive, &claim)?);
        }
    }
    let is_sound = |row: &VerifyRow| matches!(row.status.as_str(), "verbatim" | "found");
    // That no article is of a day says nothing against the day.
    let wrong = rows.iter().filter(|row| !is_sound(row) && row.what != "date").count();
    let all = rows.len();
    if arguments.problems {
        rows.retain(|row| !is_sound(row) && row.what != "date");
    }
    let mut screen = Screen::open();
    let style = screen.style;
    screen.print(|out| match arguments.format.format() {
        Format::Table => verdict_list::write_text(out, &rows, style),
        format => write_rows(out, &rows, format, style),
    })?;
    ui::say(&format!("{all} looked up, {wrong} of them not as the archive has it"));
    Ok(if wrong == 0 { ExitStatus::Done } else { ExitStatus::NoMatch })
}

/// The media type of a Word file.
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The draft, analysed as an import would.
fn drafts(path: &Path) -> Result<Vec<crate::store::Entry>, CommandError> {
    let unread =
        |error: read::ReadError| CommandError::usage(error.to_string(), "`archive formats` lists what can be read");
    if path.is_file()
        && let Some(text) = read::word_text(path).map_err(unread)?
    {
        // A Word file is read as an export of a database elsewhere; a draft is nobody's export.
        let source = Source::new(path.display().to_string(), None, WORD, text.clone().into_bytes());
        let draft = Document { source, content: Content::Body(text), given: Given::default(), diagnostics: Vec::new() };
        return Ok(vec![understand(draft)]);
    }
    let (mut drafts, mut failed) = (Vec::new(), None);
    let request = Request { paths: vec![path.to_path_buf()], ..Request::default() };
    read::read(&request, &mut |outcome| match outcome {
        Ok(mut document) => {
            // A draft is no page dumped as text: nothing of it is to be stripped.
            document.content = match document.content {
                Content::Text(text) => Content::Body(text),
                other => other,
            };
            drafts.push(understand(document));
            ControlFlow::Continue(())
        }
        Err(error) => {
            failed = Some(error);
            ControlFlow::Break(())
        }
    });
    match failed {
        Some(error) => Err(unread(error)),
        None => Ok(drafts),
    }
}

/// What the archive says to a claim.
fn verdict(archive: &Archive, claim: &Claim) -> Result<VerifyRow, CommandError> {
    let offset = |number: usize| i64::try_from(number).ok();
    let row = VerifyRow {
        draft: claim.text.clone(),
        draft_field: Some(claim.field.to_owned()),
        draft_start_char: offset(claim.start_char),
        draft_end_char: offset(claim.end_char),
        draft_says: (!claim.says.is_empty()).then(|| claim.says.join("; ")),
        ..VerifyRow::default()
    };
    match claim.about {
        About::Quotation => quotation(archive, claim, row),
        About::Person => name(archive, EntityKind::Person, claim, row),
        About::Organisation => name(archive, EntityKind::Organisation, claim, row),
        About::Place => name(archive, EntityKind::Place, claim, row),
        About::Day => {
            let (articles, first) = articles_of_day(archive, &claim.text)?;
            let (article_id, headline) = first.map_or((None, None), |(id, headline)| (Some(id), headline));
            let status = if articles > 0 { "found" } else { "missing" };
            Ok(VerifyRow { article_id, headline, articles: Some(articles), ..told(row, "date", status) })
        }
    }
}

fn told(row: VerifyRow, what: &str, status: &str) -> VerifyRow {
    VerifyRow { what: what.to_owned(), status: status.to_owned(), ..row }
}

fn quotation(archive: &Archive, claim: &Claim, row: VerifyRow) -> Result<VerifyRow, CommandError> {
    let found = passages(archive, &claim.text)?;
    let said_by = claim.says.first();
    let agrees =
        |passage: &&Passage| said_by.is_none_or(|name| passage.speaker.as_deref().is_some_and(|own| is_one(name, own)));
    let Some(passage) = found.iter().find(agrees).or_else(|| found.first()) else {
        return Ok(told(row, "quotation", "missing"));
    };
    // Where the archive does not say who speaks, it does not say that it is another.
    let is_other = said_by.is_some() && passage.speaker.is_some() && !agrees(&passage);
    let status = match (passage.is_verbatim, is_other) {
        (true, false) => "verbatim",
        (true, true) => "other speaker",
        (false, _) => "changed",
    };
    let offset = |number: usize| i64::try_from(number).ok();
    Ok(VerifyRow {
        archive_says: passage.speaker.clone(),
        differences: (!passage.is_verbatim).then(|| query::differences(&passage.text, &claim.text)),
        article_id: Some(passage.article_id),
        date: passage.date.clone(),
        headline: passage.headline.clone(),
        field: Some(passage.field.to_owned()),
        start_char: offset(passage.start_char),
        end_char: offset(passage.end_char),
        articles: i64::try_from(found.len()).ok(),
        sha256: Some(passage.sha256.clone()),
        ..told(row, "quotation", status)
    })
}

/// Whether two names are of one speaker: one ends like the other, or they share the surname and the first letter.
fn is_one(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let ends = |long: &str, short: &str| long == short || long.ends_with(&format!(" {short}"));
    let surname = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_owned();
    ends(&one, &other)
        || ends(&other, &one)
        || (surname(&one) == surname(&other) && one.chars().next() == other.chars().next())
}

fn name(archive: &Archive, kind: EntityKind, claim: &Claim, row: VerifyRow) -> Result<VerifyRow, CommandError> {
    let Some(known) = known(archive, kind, &claim.text)? else { return Ok(told(row, kind.noun(), "missing")) };
    let roles: Vec<String> = known.roles.iter().map(|role| fold(role)).collect();
    let is_known = |role: &String| {
        let role = fold(role);
        roles.iter().any(|own| *own == role || own.contains(&role) || role.contains(own.as_str()))
    };
    // Whom no article gives a role has no other one.
    let is_other = !claim.says.is_empty() && !roles.is_empty() && !claim.says.iter().any(is_known);
    Ok(VerifyRow {
        archive_says: (!known.roles.is_empty())
            .then(|| known.roles.iter().take(3).cloned().collect::<Vec<_>>().join("; ")),
        article_id: known.article_id,
        date: known.date,
        headline: known.headline,
        articles: Some(known.articles),
        ..told(row, kind.noun(), if is_other { "other role" } else { "found" })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speakers_are_one_by_surname_and_first_letter() {
        let check = |a: &str, b: &str, expected: bool| assert_eq!(is_one(a, b), expected, "{a} | {b}");
        check("Tomas Ferrin", "Ferrin", true);
        check("T. Ferrin", "Tomas Ferrin", true);
        check("Tomás Ferrin", "tomas ferrin", true);
        check("Ida Ferrin", "Tomas Ferrin", false);
        check("Tomas Ferrin", "Ida Lund", false);
    }
}
