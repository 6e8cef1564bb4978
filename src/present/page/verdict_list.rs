//! What an archive says to a draft, or to a list of names, as a list to read: what is wrong stands out, and each line says where to look.
//!
//! Invariant: no text of the draft or of a page is obeyed by a terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style as Ansi};

use crate::present::page::paragraph::hanging;
use crate::present::style::Style;
use crate::present::terminal::one_line;
use crate::query::rows::{ScreenRow, VerifyRow};

/// Writes `rows`, each with what was found beneath.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_text(out: &mut impl Write, rows: &[VerifyRow], style: Style) -> io::Result<()> {
    for row in rows {
        let colour = match row.status.as_str() {
            _ if !style.colour => Ansi::new(),
            "verbatim" | "found" => AnsiColor::Green.on_default(),
            "missing" if row.what != "date" => AnsiColor::Red.on_default().bold(),
            "missing" => Ansi::new(),
            // Yellow cannot be read on white.
            _ => AnsiColor::Magenta.on_default().bold(),
        };
        let status = format!("{colour}{:<13}{colour:#}", row.status);
        let marked = if row.what == "quotation" { format!("“{}”", row.draft) } else { row.draft.clone() };
        let says = row.draft_says.as_deref().map(|says| format!(", {says}")).unwrap_or_default();
        writeln!(out, "{status} {:<12} {}", row.what, wrapped(&format!("{marked}{says}"), 27, style))?;
        if let Some(differences) = &row.differences {
            writeln!(out, "{:27}{}", "", wrapped(differences, 27, style))?;
        }
        let is_news = row.draft_says.as_deref() != row.archive_says.as_deref();
        if is_news
            && !matches!(row.status.as_str(), "verbatim" | "found")
            && let Some(says) = &row.archive_says
        {
            writeln!(out, "{:27}{}", "", wrapped(&format!("in the archive: {says}"), 27, style))?;
        }
        if let Some(place) = place_of(row) {
            writeln!(out, "{:27}{}", "", wrapped(&place, 27, style))?;
        }
    }
    Ok(())
}

/// Where it stands: a passage to its characters, a name with how many articles have it.
fn place_of(row: &VerifyRow) -> Option<String> {
    let id = row.article_id?;
    let date = row.date.as_deref().and_then(|date| date.get(..10).or(Some(date)));
    let date = date.map(|date| format!(", {date}")).unwrap_or_default();
    let at = match (&row.field, row.start_char, row.end_char) {
        (Some(field), Some(start), Some(end)) => format!(", {field}:{start}-{end}"),
        _ => String::new(),
    };
    let more =
        row.articles.filter(|count| *count > 1).map(|count| format!(" and {} more", count - 1)).unwrap_or_default();
    let headline = row.headline.as_deref().filter(|_| row.field.is_some()).map(shortened);
    let headline = headline.map(|headline| format!(": {headline}")).unwrap_or_default();
    Some(format!("article {id}{more}{at}{date}{headline}"))
}

/// The headline, cut between words where it is long.
fn shortened(headline: &str) -> String {
    const LONGEST: usize = 70;
    if headline.chars().count() <= LONGEST {
        return headline.to_owned();
    }
    let mut short = String::new();
    for word in headline.split_whitespace() {
        if short.chars().count() + word.chars().count() >= LONGEST {
            break;
        }
        short.push_str(word);
        short.push(' ');
    }
    short.trim_end().to_owned() + " …"
}

/// Writes hits of a list: who was looked for, whom that may be, and the sentence that names them.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_hits(out: &mut impl Write, rows: &[ScreenRow], style: Style) -> io::Result<()> {
    let bold = if style.colour { Ansi::new().bold() } else { Ansi::new() };
    for row in rows {
        let articles = if row.articles == 1 { "1 article".to_owned() } else { format!("{} articles", row.articles) };
        let facts = format!("{} → {} (person {}, {articles})", row.listed, row.name, row.person_id);
        writeln!(out, "{bold}{:<15}{bold:#}{}", row.how, wrapped(&facts, 15, style))?;
        let date = row.date.as_deref().and_then(|date| date.get(..10).or(Some(date)));
        let date = date.map(|date| format!(", {date}")).unwrap_or_default();
        if let (Some(id), Some(sentence)) = (row.article_id, &row.sentence) {
            writeln!(out, "{:15}{}", "", wrapped(&format!("article {id}{date}: {sentence}"), 15, style))?;
        }
    }
    Ok(())
}

/// `text` in lines that fit beside an indent of `indent` columns; whole where nothing says how wide they may be.
fn wrapped(text: &str, indent: usize, style: Style) -> String {
    hanging(&one_line(text), indent, style.width.map(usize::from))
}
