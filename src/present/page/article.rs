//! One article as a page to read: as text, and as Markdown.
//!
//! A whole article comes in; headline, standfirst, facts, body, captions and everything found in it go out, in that order.
//!
//! Invariant: what the article does not have is left out, heading and all, and no text of it is obeyed by a terminal
//! or by Markdown.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::Style as Ansi;

use crate::present::markdown::escape;
use crate::present::page::paragraph::{Marks, hanging, width_in, write_marked, write_wrapped};
use crate::present::style::Style;
use crate::present::terminal::one_line;
use crate::query::rows::{ArticleWhole, CaptionUse, CorrectedRow, PersonUse, PlaceUse, QuoteUse, Share};

/// Writes `article` as text, with the names in its body marked; `verbose` adds what the machine noted.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_text(out: &mut impl Write, article: &ArticleWhole, style: Style, verbose: bool) -> io::Result<()> {
    let bold = if style.colour { Ansi::new().bold() } else { Ansi::new() };
    let width = width_in(style);
    let paragraph = |out: &mut _, text: &str, indent: &str| write_wrapped(out, &one_line(text), indent, width);
    if let Some(headline) = &article.headline {
        write!(out, "{bold}")?;
        paragraph(out, headline, "")?;
        writeln!(out, "{bold:#}")?;
    }
    if let Some(standfirst) = &article.standfirst {
        paragraph(out, standfirst, "")?;
        writeln!(out)?;
    }
    for (name, value) in facts_of(article) {
        writeln!(out, "{name:<10} {}", hanging(&one_line(&value), 11, width))?;
    }
    let look = if style.colour { Ansi::new().underline() } else { Ansi::new() };
    let names = names_in_body(article);
    let mut start = 0;
    for text in article.body.split("\n\n") {
        let end = start + text.chars().count();
        if !text.is_empty() {
            let inside = names.iter().filter(|name| name.0 < end && name.1 > start);
            let spans: Vec<_> = inside.map(|name| (name.0.saturating_sub(start), name.1 - start)).collect();
            writeln!(out)?;
            write_marked(out, &one_line(text), "", width, &Marks { spans: &spans, look })?;
        }
        start = end + 2;
    }
    for (heading, items) in lists_of(article, verbose) {
        writeln!(out, "\n{bold}{heading}{bold:#}")?;
        for item in items {
            paragraph(out, &item, "  ")?;
        }
    }
    Ok(())
}

/// Writes `article` as Markdown; `verbose` adds what the machine noted.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_markdown(out: &mut impl Write, article: &ArticleWhole, verbose: bool) -> io::Result<()> {
    writeln!(out, "# {}\n", escape(article.headline.as_deref().unwrap_or("Article")))?;
    if let Some(standfirst) = &article.standfirst {
        writeln!(out, "{}\n", escape_line(standfirst))?;
    }
    for (name, value) in facts_of(article) {
        writeln!(out, "- {name}: {}", escape(&value))?;
    }
    for text in article.body.split("\n\n").filter(|text| !text.is_empty()) {
        writeln!(out, "\n{}", escape_line(text))?;
    }
    for (heading, items) in lists_of(article, verbose) {
        writeln!(out, "\n## {heading}\n")?;
        for item in items {
            writeln!(out, "- {}", escape_line(&item))?;
        }
    }
    Ok(())
}

/// `text` as a paragraph that cannot be taken for a list, a heading or a rule.
fn escape_line(text: &str) -> String {
    let escaped = escape(text.trim_start());
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = escaped.split_at(digits);
    match rest.chars().next() {
        Some('-' | '+' | '=') if digits == 0 => format!("\\{escaped}"),
        Some('.' | ')') if digits > 0 => format!("{number}\\{rest}"),
        _ => escaped,
    }
}

/// Where people, places and organisations are named in the body, in order and apart.
fn names_in_body(article: &ArticleWhole) -> Vec<(usize, usize)> {
    let people = article.people.iter().flat_map(|person| &person.mentions);
    let places = article.places.iter().flat_map(|place| &place.mentions);
    let organisations = article.organisations.iter().flat_map(|one| &one.mentions);
    let place = |offset: i64| usize::try_from(offset).unwrap_or(0);
    let mut names: Vec<(usize, usize)> = people
        .chain(places)
        .chain(organisations)
        .filter(|mention| mention.field == "body")
        .map(|mention| (place(mention.start_char), place(mention.end_char)))
        .collect();
    names.sort_unstable();
    let mut end = 0;
    names.retain(|name| {
        let apart = name.0 >= end;
        end = if apart { name.1 } else { end };
        apart
    });
    names
}

/// What is known of the article in single lines.
fn facts_of(article: &ArticleWhole) -> Vec<(&'static str, Cow<'_, str>)> {
    let authors = (!article.authors.is_empty()).then(|| article.authors.join("; "));
    let source = match &article.source.record {
        Some(record) => format!("{}:{record}", article.source.path),
        None => article.source.path.clone(),
    };
    let facts = [
        ("byline", article.byline.as_deref().map(Cow::Borrowed)),
        ("authors", authors.map(Cow::Owned)),
        ("agency", article.agency.as_deref().map(Cow::Borrowed)),
        ("dateline", article.dateline.as_deref().map(Cow::Borrowed)),
        ("published", article.published_at.as_deref().map(Cow::Borrowed)),
        ("updated", article.updated_at.as_deref().map(Cow::Borrowed)),
        ("site", article.site.as_deref().map(Cow::Borrowed)),
        ("language", article.language.as_deref().map(Cow::Borrowed)),
        ("words", Some(Cow::Owned(article.word_count.to_string()))),
        ("tags", (!article.tags.is_empty()).then(|| Cow::Owned(article.tags.join("; ")))),
        ("url", article.url.as_deref().map(Cow::Borrowed)),
        ("source", Some(Cow::Owned(source))),
        ("versions", (article.versions > 1).then(|| Cow::Owned(article.versions.to_string()))),
    ];
    facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// What was found in the article, a list a heading; empty lists are left out.
fn lists_of(article: &ArticleWhole, verbose: bool) -> Vec<(&'static str, Vec<String>)> {
    let organisations = article
        .organisations
        .iter()
        .map(|one| format!("{}{}{}", one.name, times(one.mentions.len()), doubt(one.doubtful, one.confidence)));
    let noted = article.diagnostics.iter().filter(|_| verbose);
    let lists = [
        ("Captions", article.captions.iter().map(describe_caption).collect()),
        ("People", article.people.iter().map(describe_person).collect()),
        ("Places", article.places.iter().map(describe_place).collect()),
        ("Organisations", organisations.collect()),
        ("Quotes", utterances(&article.quotes)),
        ("Owner's notes", article.notes.iter().map(|note| format!("{}: {}", note.id, note.text)).collect()),
        ("Corrected", article.corrected.iter().map(describe_correction).collect()),
        ("Notes", noted.map(|note| format!("{}: {}", note.kind, note.message)).collect()),
    ];
    lists.into_iter().filter(|(_, items): &(_, Vec<_>)| !items.is_empty()).collect()
}

/// What the page says of a field that is corrected.
fn describe_correction(CorrectedRow { field, original, decision }: &CorrectedRow) -> String {
    let original = original.as_deref().map_or_else(|| "nothing".to_owned(), |original| format!("“{original}”"));
    format!("{field}: the page says {original} (decision {decision})")
}

fn describe_caption(caption: &CaptionUse) -> String {
    let credit = caption.credit.as_ref().map(|credit| format!(" ({credit})")).unwrap_or_default();
    format!("{}{credit}{}", caption.text, times(usize::try_from(caption.occurrences).unwrap_or(1)))
}

fn describe_person(person: &PersonUse) -> String {
    let roles = if person.roles.is_empty() { String::new() } else { format!(", {}", person.roles.join(", ")) };
    let doubt = doubt(person.doubtful, person.confidence);
    format!("{}{roles}{}{}{doubt}", person.name, times(person.mentions.len()), describe_names(&person.named))
}

/// Under which other names the article has the person.
fn describe_names(names: &[String]) -> String {
    let described: Vec<_> = names.iter().map(|name| format!("called {name}: as decided")).collect();
    if described.is_empty() { String::new() } else { format!(" ({})", described.join("; ")) }
}

/// What stands behind something doubtful.
fn doubt(doubtful: bool, confidence: Option<Share>) -> String {
    match confidence.filter(|_| doubtful) {
        Some(share) => format!(" (doubtful, {:.2})", share.value()),
        None => String::new(),
    }
}

fn describe_place(place: &PlaceUse) -> String {
    let facts: Vec<_> = [place.kind.as_deref(), place.country_code.as_deref()].into_iter().flatten().collect();
    let facts = if facts.is_empty() { String::new() } else { format!(", {}", facts.join(", ")) };
    format!("{}{facts}{}{}", place.name, times(place.mentions.len()), doubt(place.doubtful, place.confidence))
}

/// One line an utterance, its parts in the order of the text: `Ida Lund: that it was “no secret” to her`.
fn utterances(quotes: &[QuoteUse]) -> Vec<String> {
    let mut lines: Vec<(Option<i64>, String)> = Vec::new();
    for quote in quotes {
        let said = match quote.kind.as_str() {
            "indirect" => quote.text.clone(),
            _ => format!("“{}”", quote.text),
        };
        let begun = lines.last_mut().filter(|(group, _)| group.is_some() && *group == quote.group);
        if let Some((_, line)) = begun {
            *line += &format!(" {said}{}", doubt(quote.doubtful, quote.confidence));
            continue;
        }
        let speaker = match (&quote.speaker, &quote.speaker_text) {
            (Some(name), _) | (None, Some(name)) => format!("{name}: "),
            (None, None) => String::new(),
        };
        lines.push((quote.group, speaker + &said + &doubt(quote.doubtful, quote.confidence)));
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

/// How often, where it is more than once.
fn times(count: usize) -> String {
    if count > 1 { format!(" ×{count}") } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_never_lists() {
        let check = |text: &str, expected: &str| assert_eq!(escape_line(text), expected);
        check("- no list", "\\- no list");
        check("1. no list", "1\\. no list");
        check("2013 was calm", "2013 was calm");
        check("# no heading", "\\# no heading");
        check("    no code", "no code");
    }
}
