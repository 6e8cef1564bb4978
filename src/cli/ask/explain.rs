//! `archive explain`: why the archive says what it says.

use std::io;
use std::io::Write;
use std::path::Path;

use clap::{Args, Subcommand};

use crate::cli::ask::quotes::no_such_quote;
use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::filter::{key_of, no_article};
use crate::cli::output::open;
use crate::cli::screen::Screen;
use crate::present::Style;
use crate::present::page::paragraph::{width_in, write_wrapped};
use crate::present::terminal::one_line;
use crate::query;
use crate::query::Sureness;
use crate::query::rows::{ArticleWhole, CorrectedRow, EntityReason, MentionReason, QuoteReason};
use crate::store::{Archive, EntityKind};

/// Say in plain words why something was decided so.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive explain quote 12                 who is said to have said it, and why
  archive explain person 7                 which characters name the person, and how sure each of them is
  archive explain article 7                where its fields come from, and which of them were corrected")]
pub struct ExplainArgs {
    #[command(subcommand)]
    what: What,
}

/// What is to be explained.
#[derive(Debug, Subcommand)]
enum What {
    /// Why a quote has the speaker it has, and how sure that is.
    #[command(after_help = "\
Examples:
  archive explain quote 12                 the quote with number 12; `archive quotes` shows the numbers in JSON and CSV")]
    Quote {
        /// The number of the quote in the archive.
        id: i64,
    },
    /// Which characters name a person, how sure each of them is, and what was rejected.
    Person {
        /// The number of the person in the archive.
        id: i64,
    },
    /// Which characters name a place, where it is taken to be, and how sure that is.
    Place {
        /// The number of the place in the archive.
        id: i64,
    },
    /// Where the fields of an article come from: what the page says of them, and what was decided.
    Article {
        /// Its number in the archive, or its address.
        #[arg(value_name = "ID|URL")]
        id: String,
    },
    /// Which characters name an organisation, and how sure each of them is.
    Organisation {
        /// The number of the organisation in the archive.
        id: i64,
    },
}

/// Explains it.
///
/// # Errors
/// Where the archive cannot be used or has nothing of that number.
pub fn run(arguments: &ExplainArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let archive = open(db)?;
    match &arguments.what {
        What::Quote { id } => {
            let quote = query::quote_reason(&archive, *id)?.ok_or_else(|| no_such_quote(db, *id))?;
            print(|out, style| write_quote(out, &quote, style))
        }
        What::Article { id } => explain_article(&archive, id, db),
        What::Person { id } => explain_entity(&archive, EntityKind::Person, *id, db),
        What::Place { id } => explain_entity(&archive, EntityKind::Place, *id, db),
        What::Organisation { id } => explain_entity(&archive, EntityKind::Organisation, *id, db),
    }
}

fn print(write: impl FnOnce(&mut dyn Write, Style) -> io::Result<()>) -> Result<ExitStatus, CommandError> {
    let mut screen = Screen::open();
    let style = screen.style;
    screen.print(|out| write(out, style))
}

/// Writes a sentence, on a terminal in lines that fit it; what begins with blanks stays indented.
fn write_line(mut out: &mut dyn Write, text: &str, style: Style) -> io::Result<()> {
    let sentence = text.trim_start_matches(' ');
    write_wrapped(&mut out, &one_line(sentence), &text[..text.len() - sentence.len()], width_in(style))
}

fn explain_article(archive: &Archive, name: &str, db: &Path) -> Result<ExitStatus, CommandError> {
    let article = query::article(archive, key_of(name), Sureness::Bar)?.ok_or_else(|| no_article(name, db))?;
    print(|out, style| write_article(out, &article, style))
}

fn write_article(out: &mut dyn Write, article: &ArticleWhole, style: Style) -> io::Result<()> {
    let line = |out: &mut dyn Write, text: &str| write_line(out, text, style);
    let headline = article.headline.as_deref().map(|headline| format!(", “{headline}”")).unwrap_or_default();
    let record = article.source.record.as_deref().map(|record| format!(":{record}")).unwrap_or_default();
    line(out, &format!("Article {}{headline}, read from {}{record}", article.id, article.source.path))?;
    for CorrectedRow { field, original, decision } in &article.corrected {
        let said = original.as_deref().map_or_else(|| "nothing".to_owned(), |original| format!("“{original}”"));
        line(out, &format!("{field}: as decided (decision {decision}); the page says {said}"))?;
    }
    for note in &article.diagnostics {
        line(out, &format!("{}: {}", note.kind, note.message))?;
    }
    line(out, &format!("Read by archive {}; {} of it kept.", article.extractor, versions(article.versions)))
}

fn versions(count: i64) -> String {
    if count == 1 { "1 version".to_owned() } else { format!("{count} versions") }
}

fn explain_entity(archive: &Archive, kind: EntityKind, id: i64, db: &Path) -> Result<ExitStatus, CommandError> {
    let entity = query::entity_reason(archive, kind, id)?.ok_or_else(|| {
        let hint = format!("`archive {} --format csv` lists them with their numbers", kind.table());
        CommandError::no_match(format!("{}: no {} {id}", db.display(), kind.noun()), Some(&hint))
    })?;
    print(|out, style| write_entity(out, &entity, style))
}

fn write_entity(out: &mut dyn Write, entity: &EntityReason, style: Style) -> io::Result<()> {
    let line = |out: &mut dyn Write, text: &str| write_line(out, text, style);
    let facts = entity.facts.as_deref().map(|facts| format!(" ({facts})")).unwrap_or_default();
    line(out, &format!("{} {}, {}{facts}", entity.kind, entity.id, entity.name))?;
    let bar = entity.bar.value();
    match entity.confidence {
        Some(share) if share >= entity.bar => line(
            out,
            &format!(
                "As sure as its surest mention, {:.2}; the archive lists what is at least {bar:.2}.",
                share.value()
            ),
        )?,
        Some(share) => line(
            out,
            &format!(
                "Doubtful: its surest mention is {:.2}, and the archive lists what is at least {bar:.2}.",
                share.value()
            ),
        )?,
        None => {
            line(
                out,
                "An older version of archive found it and kept no confidence; `archive rebuild` reads it again.",
            )?;
        }
    }
    let counted =
        format!("{} of {} mentions count, in {} articles:", entity.mentions, entity.all_mentions, entity.articles);
    line(out, &counted)?;
    for mention in &entity.told {
        line(out, &sentence_on_mention(mention))?;
    }
    if !entity.rejected.is_empty() {
        line(out, "Rejected by a decision:")?;
        for mention in &entity.rejected {
            line(out, &sentence_on_mention(mention))?;
        }
    }
    Ok(())
}

/// Where a mention stands, and how sure it is.
fn sentence_on_mention(mention: &MentionReason) -> String {
    let share = mention.confidence.map(|share| format!("{:.2}  ", share.value())).unwrap_or_default();
    let span =
        mention.start_char.zip(mention.end_char).map(|(start, end)| format!(" {start}–{end}")).unwrap_or_default();
    let named = mention.named.as_deref().map(|name| format!(", named {name}: as decided")).unwrap_or_default();
    let headline = mention.headline.as_deref().map(|headline| format!(", “{headline}”")).unwrap_or_default();
    let date = mention.date.as_deref().map(|date| format!(" of {date}")).unwrap_or_default();
    let MentionReason { text, field, article_id, extractor, .. } = mention;
    format!("  {share}“{text}” in {field}{span} of article {article_id}{headline}{date}{named} (archive {extractor})")
}

fn write_quote(out: &mut dyn Write, quote: &QuoteReason, style: Style) -> io::Result<()> {
    let headline = quote.headline.as_deref().map(|headline| format!(", “{headline}”")).unwrap_or_default();
    let date = quote.date.as_deref().map(|date| format!(" of {date}")).unwrap_or_default();
    let line = |out: &mut dyn Write, text: &str| write_line(out, text, style);
    line(out, &format!("Quote {} of article {}{headline}{date}: “{}”", quote.id, quote.article_id, quote.text))?;
    line(out, &sentence_on_speaker(quote))?;
    match (&quote.reason, quote.confidence) {
        (Some(reason), Some(confidence)) => line(
            out,
            &format!("Because {reason}. Of 100 decisions as clear as this one, {} are right.", (confidence + 5) / 10),
        ),
        _ => line(out, "An older version of archive decided this and kept no reason; import the page again."),
    }
}

/// Who spoke, and under which words.
fn sentence_on_speaker(quote: &QuoteReason) -> String {
    match (&quote.speaker, &quote.speaker_text) {
        (Some(person), Some(words)) if person != words => {
            format!("Said by {person}, for whom “{words}” stands in the text.")
        }
        (Some(person), _) => format!("Said by {person}."),
        (None, Some(words)) => format!("Said by “{words}”, which names no known person."),
        (None, None) => "The text names nobody who said it.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(speaker: Option<&str>, words: Option<&str>, expected: &str) {
        let quote = QuoteReason {
            id: 1,
            text: "all well".into(),
            kind: "mixed".into(),
            speaker: speaker.map(str::to_owned),
            speaker_text: words.map(str::to_owned),
            cue: None,
            confidence: None,
            reason: None,
            article_id: 1,
            headline: None,
            date: None,
        };
        assert_eq!(sentence_on_speaker(&quote), expected);
    }

    #[test]
    fn a_speaker_is_told_from_the_words_for_them() {
        check(Some("Ada Quill"), Some("she"), "Said by Ada Quill, for whom “she” stands in the text.");
        check(Some("Ada Quill"), Some("Ada Quill"), "Said by Ada Quill.");
        check(None, Some("a report"), "Said by “a report”, which names no known person.");
        check(None, None, "The text names nobody who said it.");
    }
}
