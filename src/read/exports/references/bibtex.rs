//! `BibTeX`: entries `@kind{key, name = {value}, …}`, braces within braces, accents written as commands.
//!
//! Invariant: linear in the length of an entry; a brace that is never closed ends with its entry.

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::wording::WITHOUT_TEXT;
use crate::lexicon::months;
use crate::model::Given;
use crate::read::exports::article::{Article, Read};
use crate::read::exports::authors::turned;
use crate::read::exports::date::iso_date;

/// Entries that are no references.
const OTHER_ENTRIES: [&str; 3] = ["comment", "preamble", "string"];

/// Whether `text`, the start of a file, opens with an entry; remarks may stand above it.
pub(super) fn is_bibtex(text: &str) -> bool {
    let is_remark = |line: &&str| line.trim().is_empty() || line.starts_with('%');
    let Some(first) = text.trim_start_matches('\u{feff}').lines().find(|line| !is_remark(line)) else { return false };
    let Some((kind, rest)) = entry(first) else { return false };
    let key = rest.split(',').next().unwrap_or_default().trim();
    let is_key = !key.contains(|c: char| c.is_whitespace() || "{}();\"".contains(c)) && rest.contains(',');
    (is_key || OTHER_ENTRIES.contains(&kind.as_str())) && text.contains('=')
}

/// The kind of the entry that `line` opens, in lower case, and what follows the brace.
fn entry(line: &str) -> Option<(String, &str)> {
    let (kind, rest) = line.trim_start().strip_prefix('@')?.split_once('{')?;
    let kind = kind.trim();
    (!kind.is_empty() && kind.bytes().all(|b| b.is_ascii_alphabetic())).then(|| (kind.to_ascii_lowercase(), rest))
}

/// The entries of `text` that are references.
pub(super) fn split(text: &str) -> (Vec<Range<usize>>, Option<u32>) {
    let mut starts: Vec<(usize, bool)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some((kind, _)) = entry(line.trim_start_matches('\u{feff}')) {
            starts.push((at, !OTHER_ENTRIES.contains(&kind.as_str())));
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    let entries = starts.iter().zip(ends).filter(|((_, is_reference), _)| *is_reference);
    (entries.map(|((start, _), end)| *start..end).collect(), None)
}

/// The article of an entry.
pub(super) fn article(segment: &str) -> Read {
    let (_, inside) = segment.split_once('{').unwrap_or_default();
    let (key, rest) = inside.split_once(',').unwrap_or((inside, ""));
    let fields = fields_of(rest);
    let first = |names: &[&str]| names.iter().find_map(|name| fields.get(*name)).filter(|v| !v.is_empty()).cloned();
    let text = first(&["abstract"]).ok_or(WITHOUT_TEXT)?;
    let authors = first(&["author"]).map(|names| {
        names.split(" and ").map(|name| turned(name.trim()).unwrap_or_else(|| name.trim().to_owned())).collect()
    });
    let given = Given {
        headline: first(&["title"]),
        authors,
        published_at: first(&["date"]).and_then(|date| iso_date(&date).or(Some(date))).or_else(|| date_of(&fields)),
        site: first(&["journal", "journaltitle", "newspaper", "publisher"]),
        language: first(&["language", "langid"]),
        url: first(&["url"]).filter(|url| url.starts_with("http")),
        ..Given::default()
    };
    let id = Some(key.trim().to_owned()).filter(|key| !key.is_empty());
    Ok(Article { id, given, paragraphs: vec![text], diagnostics: Vec::new() })
}

/// The date of the fields `year`, `month` and `day`; the year alone where there is no more.
fn date_of(fields: &HashMap<String, String>) -> Option<String> {
    let year = fields.get("year")?.clone();
    let number = |text: &String| text.parse::<u8>().ok();
    let month = fields.get("month").and_then(|month| number(month).or_else(|| months::month(&month.to_lowercase())));
    let day = fields.get("day").and_then(number);
    Some(match (month, day) {
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        _ => year,
    })
}

/// The fields of an entry, by their names in lower case.
fn fields_of(text: &str) -> HashMap<String, String> {
    let mut fields = HashMap::new();
    let mut rest = text;
    while let Some((name, after)) = rest.split_once('=') {
        let name = name.trim_matches(|c: char| c.is_whitespace() || c == ',').to_ascii_lowercase();
        let (value, left) = value_of(after.trim_start());
        fields.entry(name).or_insert_with(|| plain(value));
        rest = left;
    }
    fields
}

/// The value at the head of `text`, in braces, in quotation marks or bare, and what follows it.
fn value_of(text: &str) -> (&str, &str) {
    let quoted = text.starts_with('"');
    if !quoted && !text.starts_with('{') {
        let end = text.find([',', '}', '\n']).unwrap_or(text.len());
        return text.split_at_checked(end).unwrap_or((text, ""));
    }
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let closes = if quoted { at > 0 && letter == '"' && depth == 0 } else { letter == '}' && depth == 0 };
        if closes {
            return (text.get(1..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
        }
    }
    (text.get(1..).unwrap_or_default(), "")
}

/// A value without braces, with its commands for accents and signs carried out and its white space made single.
fn plain(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut letters = value.chars().peekable();
    let mut accent = None;
    while let Some(letter) = letters.next() {
        match letter {
            '{' | '}' => {}
            '~' => text.push(' '),
            '\\' => match letters.next() {
                Some(sign) if accent_of(sign).is_some() => accent = accent_of(sign),
                Some(sign) => text.push(sign),
                None => {}
            },
            _ => {
                text.push(letter);
                text.extend(accent.take());
            }
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
}

/// The combining accent that a command puts on the letter behind it.
fn accent_of(sign: char) -> Option<char> {
    Some(match sign {
        '"' => '\u{308}',
        '\'' => '\u{301}',
        '`' => '\u{300}',
        '^' => '\u{302}',
        '~' => '\u{303}',
        '=' => '\u{304}',
        '.' => '\u{307}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = "% kept\n@string{echo = \"The Fen Echo\"}\n@article{moe2026,\n  title = {{Quay} floods \\& falls},\n  author = {Moe, Ida and B{\\\"o} Ek},\n  \
        journal = \"The Fen Echo\",\n  year = 2026, month = mar, day = 6,\n  abstract = {The quay = stood,\n  under {water}.}\n}\n\
        @misc{ek2026, title = {Pier falls}}\n";

    #[test]
    fn entries_with_an_abstract_are_articles_and_others_are_named() {
        assert!(is_bibtex(TWO));
        let (segments, _) = split(TWO);
        assert_eq!(segments.len(), 2);
        let read = article(&TWO[segments[0].clone()]).unwrap();
        assert_eq!(read.id.as_deref(), Some("moe2026"));
        assert_eq!(read.given.headline.as_deref(), Some("Quay floods & falls"));
        assert_eq!(read.given.authors, Some(vec!["Ida Moe".to_owned(), "B\u{f6} Ek".to_owned()]));
        assert_eq!(read.given.published_at.as_deref(), Some("2026-03-06"));
        assert_eq!(read.paragraphs, ["The quay = stood, under water."]);
        assert_eq!(article(&TWO[segments[1].clone()]), Err(WITHOUT_TEXT));
    }

    #[test]
    fn other_texts_are_no_entries() {
        let check = |text: &str| assert!(!is_bibtex(text), "{text}");
        check("@media print{ p { margin: 0 } }");
        check("@font-face{font-family:a,b; x=1}");
        check("@ida: see you at the quay = pier");
        check("");
    }

    #[test]
    fn no_cut_breaks_the_reader() {
        for end in (0..TWO.len()).filter(|end| TWO.is_char_boundary(*end)) {
            for range in split(&TWO[..end]).0 {
                let _ = article(&TWO[range]);
            }
        }
    }
}
