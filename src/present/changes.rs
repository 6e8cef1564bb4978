//! What became of one version of an article in another, as a page to read: as text, and as Markdown.
//!
//! Invariant: paragraphs in which nothing changed are left out, and what is said of words is said with signs, not with colours
//! alone.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style as Ansi};

use crate::present::markdown::escape;
use crate::present::style::Style;
use crate::present::terminal::one_line;
use crate::query::versions::rows::{Change, Changes, Named, PartChanges, Pictured, Said, VersionRow};

/// What stands for paragraphs that are the same.
const SAME: &str = "…";

/// How words that went and came are set.
struct Signs {
    went: [String; 2],
    came: [String; 2],
    heading: [String; 2],
    item: &'static str,
    is_markdown: bool,
}

impl Signs {
    fn of_text(style: Style) -> Self {
        let (red, green, bold) = if style.colour {
            (AnsiColor::Red.on_default(), AnsiColor::Green.on_default(), Ansi::new().bold())
        } else {
            (Ansi::new(), Ansi::new(), Ansi::new())
        };
        Self {
            went: [format!("{red}[-"), format!("-]{red:#}")],
            came: [format!("{green}{{+"), format!("+}}{green:#}")],
            heading: [format!("{bold}"), format!("{bold:#}")],
            item: "  ",
            is_markdown: false,
        }
    }

    fn of_markdown() -> Self {
        let same = |sign: &str| [sign.to_owned(), sign.to_owned()];
        Self {
            went: same("~~"),
            came: same("**"),
            heading: ["## ".to_owned(), String::new()],
            item: "- ",
            is_markdown: true,
        }
    }

    /// A text that no reader obeys.
    fn harmless(&self, text: &str) -> String {
        if self.is_markdown { escape(text) } else { one_line(text).into_owned() }
    }

    fn went(&self, text: &str) -> String {
        format!("{}{}{}", self.went[0], self.harmless(text), self.went[1])
    }

    fn came(&self, text: &str) -> String {
        format!("{}{}{}", self.came[0], self.harmless(text), self.came[1])
    }
}

/// Writes `changes` between the versions `from` and `to` as text.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_text(out: &mut impl Write, changes: &Changes, versions: [&VersionRow; 2], style: Style) -> io::Result<()> {
    write(out, changes, versions, &Signs::of_text(style))
}

/// Writes `changes` between the versions `from` and `to` as Markdown.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_markdown(out: &mut impl Write, changes: &Changes, versions: [&VersionRow; 2]) -> io::Result<()> {
    write(out, changes, versions, &Signs::of_markdown())
}

fn write(out: &mut impl Write, changes: &Changes, versions: [&VersionRow; 2], signs: &Signs) -> io::Result<()> {
    for (word, version) in ["from", "to"].into_iter().zip(versions) {
        writeln!(
            out,
            "{}{word:<4} {}",
            if signs.is_markdown { "- " } else { "" },
            signs.harmless(&described(version))
        )?;
    }
    if !changes.fields.is_empty() {
        heading(out, signs, "Fields")?;
    }
    for change in &changes.fields {
        let sides =
            [change.from.as_deref().map(|text| signs.went(text)), change.to.as_deref().map(|text| signs.came(text))];
        let sides: Vec<String> = sides.into_iter().flatten().collect();
        writeln!(out, "{}{}: {}", signs.item, change.field, sides.join(" "))?;
    }
    if changes.words_added + changes.words_removed > 0 {
        let counts = format!("Text: {} words added, {} removed", changes.words_added, changes.words_removed);
        heading(out, signs, &counts)?;
        for paragraph in paragraphs(changes, signs) {
            writeln!(out, "{}{paragraph}", if signs.is_markdown { "\n" } else { signs.item })?;
        }
    }
    write_part(out, signs, "Quotes", &changes.quotes, quote)?;
    write_part(out, signs, "People", &changes.people, person)?;
    write_part(out, signs, "Captions", &changes.captions, caption)?;
    let is_same = changes.fields.is_empty()
        && changes.words_added + changes.words_removed == 0
        && changes.quotes.is_empty()
        && changes.people.is_empty()
        && changes.captions.is_empty();
    if is_same { writeln!(out, "\nnothing of the text is another") } else { Ok(()) }
}

fn heading(out: &mut impl Write, signs: &Signs, text: &str) -> io::Result<()> {
    writeln!(out, "\n{}{text}{}", signs.heading[0], signs.heading[1])?;
    if signs.is_markdown { writeln!(out) } else { Ok(()) }
}

fn described(version: &VersionRow) -> String {
    let place = match &version.record {
        Some(record) => format!("{}:{record}", version.path),
        None => version.path.clone(),
    };
    let date = version.date.as_deref().unwrap_or("no date");
    let shown = if version.shown { ", shown" } else { "" };
    format!("version {}, {date}, {} {place}{shown}", version.version, version.kind)
}

/// The paragraphs in which something changed, with a sign for those between them.
fn paragraphs(changes: &Changes, signs: &Signs) -> Vec<String> {
    let mut paragraphs = vec![(String::new(), false)];
    for piece in &changes.body {
        for (place, text) in piece.text.split("\n\n").enumerate() {
            if place > 0 {
                paragraphs.push((String::new(), false));
            }
            let Some((paragraph, is_changed)) = paragraphs.last_mut().filter(|_| !text.is_empty()) else { continue };
            let set = match piece.change {
                "removed" => signs.went(text),
                "added" => signs.came(text),
                _ => signs.harmless(text),
            };
            *is_changed |= piece.change != "same";
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(&set);
        }
    }
    let mut shown: Vec<String> = Vec::new();
    for (paragraph, is_changed) in paragraphs {
        if is_changed {
            shown.push(paragraph);
        } else if shown.last().is_none_or(|last| last != SAME) && !paragraph.is_empty() {
            shown.push(SAME.to_owned());
        }
    }
    shown
}

fn write_part<T>(
    out: &mut impl Write,
    signs: &Signs,
    name: &str,
    part: &PartChanges<T>,
    describe: fn(&T) -> String,
) -> io::Result<()> {
    if part.is_empty() {
        return Ok(());
    }
    heading(out, signs, name)?;
    for gone in &part.vanished {
        writeln!(out, "{}vanished {}", signs.item, signs.went(&describe(gone)))?;
    }
    for Change { from, to } in &part.changed {
        writeln!(out, "{}changed {} {}", signs.item, signs.went(&describe(from)), signs.came(&describe(to)))?;
    }
    for new in &part.came {
        writeln!(out, "{}came {}", signs.item, signs.came(&describe(new)))?;
    }
    Ok(())
}

fn quote(said: &Said) -> String {
    let words = if said.kind == "indirect" { said.text.clone() } else { format!("“{}”", said.text) };
    match said.speaker.as_ref().or(said.speaker_text.as_ref()) {
        Some(speaker) => format!("{speaker}: {words}"),
        None => words,
    }
}

fn person(named: &Named) -> String {
    if named.roles.is_empty() { named.name.clone() } else { format!("{}, {}", named.name, named.roles.join(", ")) }
}

fn caption(caption: &Pictured) -> String {
    let credit = caption.credit.as_ref().map(|credit| format!(" ({credit})")).unwrap_or_default();
    format!("{}{credit}", caption.text)
}
