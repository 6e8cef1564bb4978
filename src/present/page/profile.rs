//! One person, place, organisation or caption as a page to read: as text, and as Markdown.
//!
//! A profile comes in; who it is, when, in which roles, with whom, where and which words go out, in that order. The
//! numbers in brackets are those of articles, for `archive show`; of words in several articles that of the latest.
//!
//! Invariant: what is not known is left out, heading and all, and no text of a page is obeyed by a terminal or by Markdown.

use std::io::{self, Write};

use anstyle::Style as Ansi;
use serde::Serialize;

use crate::present::json;
use crate::present::markdown::escape;
use crate::present::page::bars::bar;
use crate::present::page::paragraph::{width_in, write_wrapped};
use crate::present::style::{Format, Style};
use crate::present::terminal::{day_of, one_line};
use crate::query::{CaptionProfile, Companion, Month, Profile, Said, Sighting, Whereabouts};

/// More months than these are shown by year.
const MOST_MONTHS: usize = 24;

/// Columns of the longest bar.
const BAR: usize = 24;

/// Of fewer articles than these in all, a share says little.
const THIN: i64 = 10;

/// A page: its title, lines under it, and sections.
pub struct Page {
    title: String,
    facts: Vec<String>,
    sections: Vec<Section>,
}

/// A heading and what stands under it.
type Section = (&'static str, Vec<Item>);

/// What stands under a heading.
enum Item {
    /// Running text, wrapped where the terminal is narrow.
    Text(String),
    /// Figures in columns: the spaces are meant.
    Columns(String),
}

/// Writes each of `pages` in `format`, of those that hold a page; CSV, which holds rows alone, is given none.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_pages<P: Serialize>(out: &mut impl Write, pages: &[P], format: Format, style: Style) -> io::Result<()>
where
    for<'p> Page: From<&'p P>,
{
    if matches!(format, Format::Json | Format::Answer) {
        return json::write_indented(out, &pages);
    }
    for (place, page) in pages.iter().enumerate() {
        let between = if place > 0 { "\n\n" } else { "" };
        match format {
            Format::Table => {
                write!(out, "{between}")?;
                Page::from(page).write_text(out, style)?;
            }
            Format::Markdown => {
                write!(out, "{between}")?;
                Page::from(page).write_markdown(out)?;
            }
            Format::Jsonl => {
                json::write_object(out, page)?;
                writeln!(out)?;
            }
            Format::Json | Format::Answer | Format::Csv => {}
        }
    }
    Ok(())
}

impl Page {
    fn write_text(&self, out: &mut impl Write, style: Style) -> io::Result<()> {
        let bold = if style.colour { Ansi::new().bold() } else { Ansi::new() };
        let width = width_in(style);
        write!(out, "{bold}")?;
        write_wrapped(out, &one_line(&self.title), "", width)?;
        write!(out, "{bold:#}")?;
        for fact in &self.facts {
            write_wrapped(out, &one_line(fact), "", width)?;
        }
        for (heading, items) in &self.sections {
            writeln!(out, "\n{bold}{heading}{bold:#}")?;
            for item in items {
                match item {
                    Item::Columns(columns) => writeln!(out, "  {}", one_line(columns).trim_end())?,
                    Item::Text(text) => write_wrapped(out, &one_line(text), "  ", width)?,
                }
            }
        }
        Ok(())
    }

    fn write_markdown(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "# {}\n", escape(&self.title))?;
        for fact in &self.facts {
            writeln!(out, "- {}", escape(fact))?;
        }
        for (heading, items) in &self.sections {
            writeln!(out, "\n## {heading}\n")?;
            for item in items {
                let (Item::Text(text) | Item::Columns(text)) = item;
                writeln!(out, "- {}", escape(&text.split_whitespace().collect::<Vec<_>>().join(" ")))?;
            }
        }
        Ok(())
    }
}

impl From<&Profile> for Page {
    fn from(profile: &Profile) -> Self {
        let sections = vec![
            ("Roles", roles(profile)),
            ("Months", months(&profile.months)),
            ("With", companions(&profile.people)),
            ("Places", companions(&profile.places)),
            ("Organisations", companions(&profile.organisations)),
            ("Said", profile.said.iter().map(|said| quoted(said, false)).collect()),
            ("Said of", profile.said_of.iter().map(|said| quoted(said, true)).collect()),
            ("Latest articles", profile.latest.iter().map(seen_in).collect()),
        ];
        Self { title: profile.name.clone(), facts: facts_of(profile), sections: kept(sections) }
    }
}

impl From<&CaptionProfile> for Page {
    fn from(caption: &CaptionProfile) -> Self {
        let runs = caption.uses.iter().map(|one| {
            let times = if one.occurrences > 1 { format!(" ×{}", one.occurrences) } else { String::new() };
            let credit = one.credit.as_ref().map(|credit| format!(" ({credit})")).unwrap_or_default();
            let article = [&one.date, &one.site, &one.headline].map(Option::as_deref);
            Item::Text(format!("{}{credit}{times}", story(one.article_id, article)))
        });
        Self {
            title: caption.text.clone(),
            facts: vec![
                format!("{}, digest {}", counted(caption.uses.len(), "story"), caption.sha256),
                format!("caption {} in this archive", caption.id),
            ],
            sections: kept(vec![("Ran in", runs.collect())]),
        }
    }
}

/// The sections that say something.
fn kept(mut sections: Vec<Section>) -> Vec<Section> {
    sections.retain(|(_, items)| !items.is_empty());
    sections
}

fn facts_of(profile: &Profile) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(profile.place.as_ref().map(whereabouts).filter(|text| !text.is_empty()));
    let mut seen = counted(usize::try_from(profile.articles).unwrap_or(0), "article");
    let day = |sighting: &Option<Sighting>| {
        sighting.as_ref().and_then(|sighting| sighting.date.as_deref()).map(|date| day_of(date).to_owned())
    };
    match (day(&profile.first_seen), day(&profile.last_seen)) {
        (Some(first), Some(last)) if first != last => seen += &format!(", {first} to {last}"),
        (Some(day), _) => seen += &format!(", {day}"),
        _ => {}
    }
    if profile.doubtful {
        let share = profile.confidence.map(|share| format!(", {:.2}", share.value())).unwrap_or_default();
        seen += &format!(" (doubtful{share})");
    }
    facts.push(seen);
    facts.extend(
        profile.latest_only.map(|latest| format!("the company and what others said are those of the latest {latest}")),
    );
    if !profile.aliases.is_empty() {
        facts.push(format!("also {}", profile.aliases.join("; ")));
    }
    if !profile.identifiers.is_empty() {
        let named = profile.identifiers.iter().map(|(authority, value)| format!("{authority}:{value}"));
        facts.push(named.collect::<Vec<_>>().join(", "));
    }
    facts.push(format!("{} {} in this archive", profile.kind, profile.id));
    facts
}

fn whereabouts(place: &Whereabouts) -> String {
    let mut parts: Vec<String> = [&place.kind, &place.country_code].into_iter().flatten().cloned().collect();
    if let (Some(latitude), Some(longitude)) = (place.latitude, place.longitude) {
        parts.push(format!("{latitude}, {longitude}"));
    }
    parts.extend(place.geonames_id.map(|id| format!("GeoNames {id}")));
    parts.join(", ")
}

fn roles(profile: &Profile) -> Vec<Item> {
    let described = profile.roles.iter().map(|span| {
        let articles = counted(usize::try_from(span.articles).unwrap_or(0), "article");
        match (span.first.as_deref().map(month_of), span.last.as_deref().map(month_of)) {
            (Some(first), Some(last)) if first != last => format!("{}: {first} to {last}, {articles}", span.role),
            (Some(only), _) => format!("{}: {only}, {articles}", span.role),
            _ => format!("{}: {articles}", span.role),
        }
    });
    described.map(Item::Text).collect()
}

/// Months as bars, each beside its share of all articles then; very many of them as years.
fn months(months: &[Month]) -> Vec<Item> {
    let mut spans: Vec<(&str, i64, i64)> = Vec::new();
    let length = if months.len() > MOST_MONTHS { "2013".len() } else { "2013-05".len() };
    for month in months {
        let span = month.month.get(..length).unwrap_or(&month.month);
        match spans.last_mut().filter(|(last, ..)| *last == span) {
            Some((_, articles, of)) => (*articles, *of) = (*articles + month.articles, *of + month.of),
            None => spans.push((span, month.articles, month.of)),
        }
    }
    let most = spans.iter().map(|(_, articles, _)| *articles).max().unwrap_or(0);
    let described = spans.into_iter().map(|(span, articles, of)| {
        let thin = if of < THIN { ", few" } else { "" };
        Item::Columns(format!("{span}  {:<BAR$}  {articles} of {of}{thin}", bar(articles, most, BAR)))
    });
    described.collect()
}

fn companions(companions: &[Companion]) -> Vec<Item> {
    let digits = companions.iter().map(|one| one.articles.to_string().len()).max().unwrap_or(0);
    companions.iter().map(|one| Item::Columns(format!("{:>digits$}  {}", one.articles, one.name))).collect()
}

/// A quote with its day, its speaker where that is not plain, and its article.
fn quoted(said: &Said, with_speaker: bool) -> Item {
    let day = said.date.as_deref().map(|date| format!("{} ", day_of(date))).unwrap_or_default();
    let speaker = said.speaker.as_ref().filter(|_| with_speaker).map(|name| format!("{name}: ")).unwrap_or_default();
    let words = if said.kind == "indirect" { said.text.clone() } else { format!("“{}”", said.text) };
    let others = if said.articles > 1 { format!(", {} articles", said.articles) } else { String::new() };
    Item::Text(format!("{day}{speaker}{words} ({}{others})", said.article_id))
}

fn seen_in(sighting: &Sighting) -> Item {
    let article = [&sighting.date, &sighting.site, &sighting.headline].map(Option::as_deref);
    Item::Text(story(sighting.article_id, article))
}

/// An article in one line: its day, publication, headline and number.
fn story(id: i64, [date, site, headline]: [Option<&str>; 3]) -> String {
    let where_told: Vec<&str> = [site, headline].into_iter().flatten().collect();
    let parts: Vec<String> =
        date.map(|date| day_of(date).to_owned()).into_iter().chain([where_told.join(": ")]).collect();
    format!("{} ({id})", parts.join(" "))
}

fn month_of(date: &str) -> &str {
    date.get(.."2013-05".len()).unwrap_or(date)
}

fn counted(count: usize, noun: &str) -> String {
    match (count, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        (_, None) => format!("{count} {noun}s"),
    }
}
