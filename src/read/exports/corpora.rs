//! News corpora in SGML: TREC, Gigaword and Reuters-21578. Many articles in a file, tags without an end, no declaration.
//!
//! The elements of all three are few and named alike, so that one list says what each holds. A part ends where the next of the list
//! begins, and what stands in no part is none of the article.
//!
//! Invariant: an entity stands for one character at most, and what tags are nested in each other is not remembered.

use std::ops::Range;

use super::article::{Article, Read};
use super::date::iso_date;
use crate::lexicon::corpus_elements::{PARTS, SIGNS};
use crate::read::markup::root_of;

/// How the elements begin that are one article each.
const RECORDS: [&str; 2] = ["<DOC", "<REUTERS"];

/// What every document has besides its fields.
const MARKS: [&str; 3] = ["<DOCNO>", "<TEXT", "<BODY>"];

/// How long the name and attributes of an element may be, in bytes.
const TAG_LEN: usize = 400;

/// Whether `text`, the start of a file, is of such a corpus.
pub(super) fn is_corpus(text: &str) -> bool {
    root_of(text).is_some_and(|root| root == "doc" || root == "reuters")
        && !text.contains("<DOCFULL>")
        && starts(text).next().is_some()
        && MARKS.iter().any(|mark| text.contains(mark))
}

/// The places where a document begins.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    memchr::memchr_iter(b'<', text.as_bytes()).filter(|at| {
        let rest = text.get(*at..).unwrap_or_default();
        RECORDS.iter().any(|tag| {
            rest.strip_prefix(tag).is_some_and(|rest| rest.starts_with('>') || rest.starts_with(char::is_whitespace))
        })
    })
}

/// The documents of `text`, each up to the beginning of the next.
pub(super) fn split(text: &str) -> (Vec<Range<usize>>, Option<u32>) {
    let starts: Vec<usize> = starts(text).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    (starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect(), None)
}

/// The article of a document.
#[allow(clippy::unnecessary_wraps)] // the form that every database has
pub(super) fn article(segment: &str) -> Read {
    let mut article = Article::default();
    let (mut part, mut text) = ("", String::new());
    let mut left = segment;
    while let Some((before, after)) = left.split_once('<') {
        text.push_str(before);
        let Some((tag, behind)) = tag_of(after) else {
            text.push('<');
            left = after;
            continue;
        };
        left = behind;
        let name = tag.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
        let (name, closes) = name.strip_prefix('/').map_or((name.as_str(), false), |name| (name, true));
        // Other tags inside a part divide its paragraphs.
        let Some(known) = PARTS.find(name) else {
            text.push_str("\n\n");
            continue;
        };
        add(part, &text, &mut article);
        text.clear();
        part = if closes { "" } else { known };
        if part == "record" {
            article.id = attribute(tag, "id").or_else(|| attribute(tag, "NEWID"));
        }
    }
    text.push_str(left);
    add(part, &text, &mut article);
    Ok(article)
}

/// The tag at the head of `text`, which follows its opening bracket, and what comes behind it.
fn tag_of(text: &str) -> Option<(&str, &str)> {
    let end = memchr::memchr(b'>', text.as_bytes().get(..text.len().min(TAG_LEN))?)?;
    let opens = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
    let (tag, behind) = (text.get(..end)?, text.get(end + 1..)?);
    (opens && !tag.contains('<')).then_some((tag, behind))
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, value) = tag.split_once(&format!(" {name}="))?;
    let value = value.trim_start_matches(['"', '\'']);
    value.split(['"', '\'', ' ']).next().map(str::to_owned).filter(|value| !value.is_empty())
}

/// Adds what a part holds. Of two headlines, datelines or dates the first holds.
fn add(part: &str, text: &str, article: &mut Article) {
    let paragraphs = paragraphs_of(&decoded(text));
    let line = paragraphs.join(" ");
    if line.is_empty() {
        return;
    }
    let given = &mut article.given;
    match part {
        "id" => article.id = article.id.take().or(Some(line)),
        // The Wall Street Journal's headlines hold the byline, too.
        "headline" => {
            let mut pieces = line.split('@').map(str::trim);
            given.headline = given.headline.take().or_else(|| pieces.next().map(str::to_owned));
            given.byline = given.byline.take().or_else(|| pieces.find(|one| one.starts_with("By ")).map(str::to_owned));
        }
        "byline" => given.byline = given.byline.take().or(Some(line)),
        "dateline" => given.dateline = given.dateline.take().or_else(|| Some(without_dash(&line).to_owned())),
        "date" => given.published_at = given.published_at.take().or_else(|| date_of(&line)),
        "site" => given.site = given.site.take().or(Some(line)),
        "body" => article.paragraphs.extend(paragraphs),
        _ => {}
    }
}

/// The paragraphs of lines: a blank line or an indent begins one. The sign of the agency that closes a story is none of it.
fn paragraphs_of(text: &str) -> Vec<String> {
    let text = text.trim_end();
    let sign = text.lines().last().filter(|line| SIGNS.contains(line.trim().to_lowercase().as_str()));
    let text = text.strip_suffix(sign.unwrap_or_default()).unwrap_or(text);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
        match paragraphs.last_mut().filter(|_| open && !line.starts_with("  ") && !line.starts_with('\t')) {
            Some(last) if !words.is_empty() => {
                last.push(' ');
                last.push_str(&words);
            }
            _ => paragraphs.push(words.clone()),
        }
        open = !words.is_empty();
    }
    paragraphs.retain(|paragraph| paragraph.chars().any(char::is_alphanumeric));
    paragraphs
}

/// A dateline without the dash that closes it.
fn without_dash(line: &str) -> &str {
    line.trim_end_matches(|c: char| c.is_whitespace() || "-_–—".contains(c))
}

/// The date of a line: `26-FEB-1987 15:01:01.79`, `March 6, 1994`, `940306`, `19940306`, `03/06/94`.
///
/// The corpora that write two digits for the year are of the last century and of America.
fn date_of(line: &str) -> Option<String> {
    let digits: String = line.trim().chars().take_while(char::is_ascii_digit).collect();
    if let [month, day, year] = line.trim().split('/').collect::<Vec<_>>().as_slice()
        && [month, day, year].iter().all(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return Some(format!("19{year}-{month}-{day}"));
    }
    let day = match digits.len() {
        8 => Some(digits),
        6 => Some(format!("19{digits}")),
        _ => None,
    };
    let day = day.and_then(|day| Some(format!("{}-{}-{}", day.get(..4)?, day.get(4..6)?, day.get(6..)?)));
    day.or_else(|| iso_date(line))
}

/// Text with its entities as the characters that they stand for; of control characters nothing.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut left = text;
    while let Some((before, after)) = left.split_once('&') {
        out.push_str(before);
        let end = after.bytes().take(12).position(|byte| byte == b';');
        if let Some((letter, behind)) = end.and_then(|end| Some((entity(after.get(..end)?)?, after.get(end + 1..)?))) {
            out.extend(letter);
            left = behind;
        } else {
            out.push('&');
            left = after;
        }
    }
    out.push_str(left);
    out.retain(|c| !c.is_control() || c.is_whitespace());
    out
}

/// The character of an entity, none for a control character.
#[allow(clippy::option_option)] // an entity that is known may stand for nothing
fn entity(name: &str) -> Option<Option<char>> {
    if let Some(number) = name.strip_prefix('#') {
        let letter = number.parse().ok().and_then(char::from_u32)?;
        return Some(Some(letter).filter(|letter| !letter.is_control()));
    }
    Some(Some(match name.to_ascii_lowercase().as_str() {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "hyph" => '-',
        "blank" | "nbsp" => ' ',
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Article> {
        assert!(is_corpus(text), "{text}");
        split(text).0.into_iter().map(|range| article(&text[range]).unwrap()).collect()
    }

    #[test]
    fn documents_of_trec_need_no_closing_tags() {
        let one = "<DOC>\n<DOCNO> FE940306-7 </DOCNO>\n<DATE>940306\n<HEADLINE>\nQuay &amp; pier\n  flood\n<BYLINE>By Ida Moe\n<TEXT>\nThe quay \
            stood\nunder water.\n\nBoats < nets.\n</TEXT>\n</DOC>\n";
        let articles = read(&one.repeat(2));
        assert_eq!(articles.len(), 2);
        assert_eq!(articles[1].id.as_deref(), Some("FE940306-7"));
        assert_eq!(articles[1].given.published_at.as_deref(), Some("1994-03-06"));
        assert_eq!(articles[1].given.headline.as_deref(), Some("Quay & pier flood"));
        assert_eq!(articles[1].paragraphs, ["The quay stood under water.", "Boats < nets."]);
    }

    #[test]
    fn gigaword_has_its_paragraphs_and_its_number() {
        let text = "<DOC id=\"FEN_ENG_1\" type=\"story\" >\n<HEADLINE>\nQuay floods\n</HEADLINE>\n<DATELINE>\nFENMOUTH, March 6 (FEN)\n</DATELINE>\n\
            <TEXT>\n<P>\nThe quay stood\nunder water.\n</P>\n<P>\nBoats lay.\n</P>\n</TEXT>\n</DOC>\n";
        let article = &read(text)[0];
        assert_eq!(article.id.as_deref(), Some("FEN_ENG_1"));
        assert_eq!(article.given.dateline.as_deref(), Some("FENMOUTH, March 6 (FEN)"));
        assert_eq!(article.paragraphs, ["The quay stood under water.", "Boats lay."]);
    }

    #[test]
    fn reuters_gives_text_without_topics_and_control_characters() {
        let text = "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS TOPICS=\"YES\" OLDID=\"5\" NEWID=\"7\">\n<DATE> 6-MAR-1987 15:01:01.79</DATE>\n<TOPICS>\
            <D>cocoa</D></TOPICS>\n<TEXT>&#2;\n<TITLE>QUAY FLOODS</TITLE>\n<DATELINE>    FENMOUTH, March 6 - </DATELINE><BODY>The quay stood \
            &lt;FEN.O>\nunder water.\n    Boats lay.\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n";
        let article = &read(text)[0];
        assert_eq!(article.id.as_deref(), Some("7"));
        assert_eq!(article.given.published_at.as_deref(), Some("1987-03-06T15:01:01"));
        assert_eq!(article.given.dateline.as_deref(), Some("FENMOUTH, March 6"));
        assert_eq!(article.given.headline.as_deref(), Some("QUAY FLOODS"));
        assert_eq!(article.paragraphs, ["The quay stood <FEN.O> under water.", "Boats lay."]);
    }

    #[test]
    fn pages_are_no_corpus_and_no_cut_breaks_it() {
        assert!(!is_corpus("<doc><p>Rain fell.</p></doc>"));
        assert!(!is_corpus("<html><TEXT>"));
        let text = "<DOC><DOCNO>7</DOCNO><TEXT>R\u{e9}n &lt; &#3; <P> x</TEXT></DOC>";
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            let _ = article(&text[..end]);
        }
    }
}
