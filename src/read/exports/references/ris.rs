//! RIS: a tag of two letters or digits, two spaces, a hyphen and a value; `TY` begins a reference and `ER` ends it.
//!
//! Source: the specification of Research Information Systems. Lines without a tag go on with the value above.

use std::ops::Range;

use super::wording::WITHOUT_TEXT;
use crate::model::Given;
use crate::read::exports::article::{Article, Read};
use crate::read::exports::authors::turned;
use crate::read::exports::date::iso_date;

/// Whether `text`, the start of a file, opens with the type of a reference.
pub(super) fn is_ris(text: &str) -> bool {
    let first = text.trim_start_matches('\u{feff}').lines().find(|line| !line.trim().is_empty());
    first.and_then(field).is_some_and(|(tag, kind)| tag == "TY" && !kind.is_empty() && !kind.contains(' '))
}

/// The references of `text`, each from its type to what comes before the next one's.
pub(super) fn split(text: &str) -> (Vec<Range<usize>>, Option<u32>) {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if field(line.trim_start_matches('\u{feff}')).is_some_and(|(tag, _)| tag == "TY") {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    (starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect(), None)
}

/// The tag of a line and its value.
fn field(line: &str) -> Option<(&str, &str)> {
    let (tag, value) = line.split_at_checked(2)?;
    let is_tag = tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let value = value.strip_prefix(' ')?.trim_start_matches(' ').strip_prefix('-')?;
    (is_tag && (value.is_empty() || value.starts_with(char::is_whitespace))).then_some((tag, value.trim()))
}

/// The article of a reference.
pub(super) fn article(segment: &str) -> Read {
    let mut fields: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in segment.lines().map(|line| line.trim_start_matches('\u{feff}')) {
        match (field(line), fields.last_mut()) {
            (Some(("ER", _)), _) => break,
            (Some((tag, value)), _) => fields.push((tag, vec![value])),
            (None, Some((_, lines))) => lines.push(line.trim()),
            (None, None) => {}
        }
    }
    let all = |tag: &str| fields.iter().filter(|(one, _)| *one == tag).map(|(_, lines)| lines).collect::<Vec<_>>();
    let first = |tags: &[&str]| {
        let values = tags.iter().flat_map(|tag| all(tag));
        values.map(|lines| lines.join(" ").trim().to_owned()).find(|value| !value.is_empty())
    };
    let paragraphs: Vec<String> =
        ["AB", "N2"].iter().map(|tag| paragraphs_of(&all(tag))).find(|p| !p.is_empty()).ok_or(WITHOUT_TEXT)?;
    let names = ["AU", "A1"].iter().flat_map(|tag| all(tag)).map(|lines| lines.join(" "));
    let names: Vec<String> = names.filter(|name| !name.is_empty()).map(|name| turned(&name).unwrap_or(name)).collect();
    let day = ["DA", "Y1", "PY"].iter().flat_map(|tag| all(tag)).find_map(|lines| iso_date(&lines.join(" ")));
    let given = Given {
        headline: first(&["TI", "T1"]),
        authors: (!names.is_empty()).then_some(names),
        published_at: day.or_else(|| first(&["DA", "Y1", "PY"])),
        site: first(&["T2", "JO", "JF", "JA", "PB"]),
        language: first(&["LA"]),
        url: first(&["UR"]).filter(|url| url.starts_with("http")),
        ..Given::default()
    };
    Ok(Article { id: first(&["ID", "AN"]), given, paragraphs, diagnostics: Vec::new() })
}

/// The paragraphs of values: each value and each line of it is one, but for lines that were broken at a width.
fn paragraphs_of(values: &[&Vec<&str>]) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    for lines in values {
        let mut open = false;
        for line in lines.iter().map(|line| line.trim()) {
            match paragraphs.last_mut().filter(|last| open && !ends_sentence(last)) {
                _ if line.is_empty() => {}
                Some(last) => {
                    last.push(' ');
                    last.push_str(line);
                }
                None => paragraphs.push(line.to_owned()),
            }
            open = !line.is_empty();
        }
    }
    paragraphs
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '"', '”', '»', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = "TY  - NEWS\r\nTI  - Quay floods\r\nAU  - Moe, Ida\r\nT2  - The Fen Echo\r\nPY  - 2026\r\nDA  - 2026/03/06/\r\n\
        AB  - The quay stood\r\nunder water.\r\nBoats lay on the grass.\r\nUR  - https://echo.example/7\r\nER  - \r\n\r\n\
        TY  - NEWS\r\nTI  - Pier falls\r\nER  - \r\n";

    #[test]
    fn references_with_a_text_are_articles_and_others_are_named() {
        assert!(is_ris(TWO));
        let (segments, _) = split(TWO);
        assert_eq!(segments.len(), 2);
        let read = article(&TWO[segments[0].clone()]).unwrap();
        assert_eq!(read.given.headline.as_deref(), Some("Quay floods"));
        assert_eq!(read.given.authors, Some(vec!["Ida Moe".to_owned()]));
        assert_eq!(read.given.published_at.as_deref(), Some("2026-03-06"));
        assert_eq!(read.given.site.as_deref(), Some("The Fen Echo"));
        assert_eq!(read.paragraphs, ["The quay stood under water.", "Boats lay on the grass."]);
        assert_eq!(article(&TWO[segments[1].clone()]), Err(WITHOUT_TEXT));
    }

    #[test]
    fn other_texts_are_no_references() {
        let check = |text: &str| assert!(!is_ris(text), "{text}");
        check("TY - a boat of many names");
        check("AB  - The quay stood under water.");
        check("Ty  - NEWS");
        check("é");
        check("");
    }
}
