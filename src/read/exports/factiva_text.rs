//! Factiva as text, RTF or a Word file, in the indexed and the display layout.
//!
//! The indexed layout opens each field with a code of two or three letters, at the start of a line or alone on one. The display
//! layout is a row of lines between headline and text: section, author, length, date, paper, its code, edition, page, language,
//! copyright. In both an article ends with the line that gives its number.
//!
//! Invariant: codes are a closed list and come in the order of the database, so that words in capitals in a text are none.

use std::ops::Range;

use super::article::{Article, Read};
use super::authors::authors_of;
use super::carriers::block::{Block, blocks_of_text};
use super::date::iso_date;
use super::factiva_head::{is_length, number_of, read_head};
use super::nexis::labels::is_copyright;
use crate::lexicon::byline_words::LEADS;
use crate::lexicon::export_labels as words;
use crate::lexicon::lower_case::lower_case;

/// How many codes tell the indexed layout.
const CODES: usize = 4;

/// How many lines of the display layout may stand between the length and the end of its head.
const HEAD_LINES: usize = 12;

/// More words than these are no name of a publisher.
const PUBLISHER_WORDS: usize = 8;

/// Whether `text`, the start of a file, is an export of Factiva.
pub(super) fn is_factiva_text(text: &str) -> bool {
    is_indexed(text) || lines(text).any(|(at, line)| is_length(line) && is_head(text.get(at..).unwrap_or_default()))
}

/// Whether a headline, a date, a paper and a text have their codes, in this order.
fn is_indexed(text: &str) -> bool {
    let wanted = ["HD", "PD", "SN", "LA", "LP", "TD"];
    let (mut next, mut found) = (0, 0);
    for (code, ..) in lines(text).filter_map(|(_, line)| code(line)) {
        if let Some(place) = wanted.iter().skip(next).position(|one| *one == code) {
            next += place + 1;
            found += 1;
        }
    }
    found >= CODES
}

/// Whether `text` begins with a length, below which come a date, a paper, the code of the paper and a copyright or the number.
fn is_head(text: &str) -> bool {
    let below: Vec<&str> =
        text.lines().map(str::trim).filter(|line| !line.is_empty()).skip(1).take(HEAD_LINES).collect();
    let is_code = |line: &&str| {
        (2..=8).contains(&line.len()) && line.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    let date = below.iter().take(2).position(|line| line.len() < 40 && iso_date(line).is_some());
    date.is_some_and(|date| below.iter().skip(date + 2).take(3).any(is_code))
        && below.iter().any(|line| is_copyright(line))
}

/// The segments of `text`, each up to the line with the number of its article. What comes after the last says how was searched.
pub(super) fn split(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut found = Vec::new();
    for (at, line) in lines(text) {
        let end = at + line.len();
        let line = line.trim();
        if number_of(line.strip_prefix("AN").unwrap_or(line).trim_start()).is_some() {
            found.push(start..end);
            start = end;
        }
    }
    // A file that was cut has an article without an end.
    let rest = text.get(start..).unwrap_or_default();
    if is_factiva_text(rest) {
        found.push(start..text.len());
    }
    found
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let place = *at;
        *at += line.len();
        Some((place, line))
    })
}

/// The code that `line` opens with, its place in the order of codes, and what comes after it.
fn code(line: &str) -> Option<(&str, usize, &str)> {
    let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let is_code = first.len() <= 3 && first.bytes().all(|byte| byte.is_ascii_uppercase());
    let place = words::FACTIVA_ORDER.find(&lower_case(first)).filter(|_| is_code)?.parse().ok()?;
    Some((first, place, rest.trim()))
}

/// The fields of the indexed layout: a block for each code, named as that of the layout in HTML is, and blocks for what comes after it.
pub(super) fn indexed_blocks(segment: &str) -> Option<Vec<Block>> {
    if !is_indexed(segment) {
        return None;
    }
    let (mut blocks, mut value): (Vec<Block>, String) = (Vec::new(), String::new());
    let mut next = 0;
    for line in segment.lines() {
        match code(line).filter(|(code, place, rest)| *place >= next && is_field(code, rest)) {
            Some((code, place, rest)) => {
                flush(&mut value, &mut blocks);
                blocks.push(Block { text: code.to_owned(), names: " index ".to_owned(), ends_in_break: false });
                rest.clone_into(&mut value);
                next = place + 1;
            }
            // What comes before the first code is a cover.
            None if next == 0 => continue,
            None => value.push_str(line),
        }
        value.push('\n');
    }
    flush(&mut value, &mut blocks);
    Some(blocks)
}

fn flush(value: &mut String, blocks: &mut Vec<Block>) {
    blocks.extend(blocks_of_text(value));
    value.clear();
}

/// Whether `rest` can stand after `code`: lists of the database's own terms have a colon in each, a number its label.
fn is_field(code: &str, rest: &str) -> bool {
    match code {
        "CO" | "IN" | "NS" | "RE" => rest.is_empty() || rest.contains(" : "),
        "AN" => rest.is_empty() || number_of(rest).is_some(),
        _ => true,
    }
}

/// The article of a segment in the display layout.
pub(super) fn displayed(segment: &str) -> Read {
    let blocks = blocks_of_text(segment);
    let lines: Vec<Block> = blocks.iter().flat_map(lines_of).collect();
    let length = lines.iter().position(|line| is_length(&line.text)).ok_or("the article has no head")?;
    let (above, below) = lines.split_at(length);
    let copyright = below.iter().take(HEAD_LINES).position(|line| is_copyright(line.text.trim()));
    let copyright = copyright.ok_or("the article has no head")?;
    let (head, owner) = (below.get(..copyright).unwrap_or_default(), below.get(copyright).map(Block::line));
    let mut article = Article::default();
    read_head(head, &mut article.given);
    let (last, rest) = above.split_last().ok_or("the article has no headline")?;
    let is_byline = !rest.is_empty() && is_signature(&last.text);
    article.given.headline = if is_byline { rest.last().map(Block::line) } else { Some(last.line()) };
    article.given.byline = is_byline.then(|| last.line());
    article.paragraphs = paragraphs_below(&blocks);
    if let Some(number) = lines.iter().rev().find_map(|line| number_of(&line.text)) {
        article.id = Some(number.to_owned());
        article.paragraphs.pop();
        let told =
            [owner.as_deref(), article.given.site.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        if article.paragraphs.len() > 1 && article.paragraphs.last().is_some_and(|text| is_publisher(text, &told)) {
            article.paragraphs.pop();
        }
    }
    Ok(article)
}

/// The lines of a paragraph, each alone.
fn lines_of(block: &Block) -> Vec<Block> {
    let alone = |line: &str| Block { text: line.trim().to_owned(), ..Block::default() };
    block.text.lines().map(alone).collect()
}

/// The paragraphs below the copyright, which closes the head.
fn paragraphs_below(blocks: &[Block]) -> Vec<String> {
    let mut below = blocks.iter().skip_while(|block| !block.text.lines().any(is_length));
    let mut paragraphs = Vec::new();
    for block in below.by_ref() {
        let mut lines = block.text.lines().skip_while(|line| !is_copyright(line.trim()));
        if lines.next().is_some() {
            paragraphs.extend(lines.map(|line| line.trim().to_owned()));
            break;
        }
    }
    for block in below {
        // The number of the article stands right below its publisher in some files.
        match block.text.rsplit_once('\n') {
            Some((text, last)) if number_of(last).is_some() => {
                paragraphs.extend([text.replace('\n', " "), last.to_owned()]);
            }
            _ => paragraphs.push(block.line()),
        }
    }
    paragraphs
}

/// Whether the last paragraph names the publisher again: at least half of its words stand in `told`, the copyright and the name of the
/// paper. Any other short paragraph is the article's own.
fn is_publisher(text: &str, told: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let lower = lower_case(text);
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2).map(str::to_owned).collect()
    };
    let (own, told) = (words(text), words(told));
    let known = own.iter().filter(|word| told.contains(word)).count();
    text.split_whitespace().count() <= PUBLISHER_WORDS && known > 0 && 2 * known >= own.len()
}

/// Whether a line above the length names who wrote the article.
fn is_signature(line: &str) -> bool {
    let lower = lower_case(line);
    let opens = |lead: &&str| lower.strip_prefix(lead.trim_end()).is_some_and(|rest| rest.starts_with([' ', ':']));
    LEADS.iter().any(opens) || authors_of(line, None).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOWN: &str = "Local\nQuay floods after the storm\nBy Ida Moe\n312 words\n4 May 2019\nThe Fen Echo\nFENECH\nMain\n12\nEnglish\n\
        Copyright 2019. Fen Papers Ltd.\n\nThe quay stood under water.\n\nBoats lay on the grass, as\nthey had before.\n\nFen Papers \
        Limited\n\nDocument FENECH0020190504ef5400012\n";

    #[test]
    fn display_layout_is_read_line_by_line() {
        assert!(is_factiva_text(SHOWN));
        let two = format!("{SHOWN}\n\n{SHOWN}\n\nSearch Summary\nText quay\n");
        assert_eq!(split(&two).len(), 2);
        let article = displayed(&two[split(&two)[1].clone()]).unwrap();
        assert_eq!(article.id.as_deref(), Some("FENECH0020190504ef5400012"));
        assert_eq!(article.given.headline.as_deref(), Some("Quay floods after the storm"));
        assert_eq!(article.given.byline.as_deref(), Some("By Ida Moe"));
        assert_eq!(article.given.published_at.as_deref(), Some("2019-05-04"));
        assert_eq!(
            (article.given.site.as_deref(), article.given.language.as_deref()),
            (Some("The Fen Echo"), Some("English"))
        );
        assert_eq!(article.paragraphs, ["The quay stood under water.", "Boats lay on the grass, as they had before."]);
    }

    #[test]
    fn short_last_paragraph_is_the_articles_own_unless_it_names_the_publisher() {
        let text = SHOWN.replace("Fen Papers Limited", "Nobody was hurt");
        let article = displayed(&text).unwrap();
        assert_eq!(article.paragraphs.last().map(String::as_str), Some("Nobody was hurt"));
    }

    #[test]
    fn codes_are_told_from_words_in_capitals() {
        let text = "HD  Quay floods\nBY\nIda Moe\nWC  40 words\nPD  4 May 2019\nSN  The Fen Echo\nLA  English\nLP  The quay stood.\n\n\
            TD  IN FENMOUTH boats lay.\n\nIN ALL they were seven.\n\nHD was a boat.\n\nNS  gcat : News\nAN  Document FENECH0020190504ef5400012\n";
        assert!(is_factiva_text(text));
        let blocks = indexed_blocks(text).unwrap();
        let codes: Vec<&str> =
            blocks.iter().filter(|block| block.is_named("index")).map(|block| block.text.as_str()).collect();
        assert_eq!(codes, ["HD", "BY", "WC", "PD", "SN", "LA", "LP", "TD", "NS", "AN"]);
        assert!(blocks.iter().any(|block| block.text == "IN ALL they were seven."));
    }

    #[test]
    fn other_texts_are_no_export() {
        let check = |text: &str| assert!(!is_factiva_text(text), "{text}");
        check("The letter had 312 words.\n4 May 2019\nThe Fen Echo");
        check("312 words\n4 May 2019\nIt rained, and nobody came.");
        check("HD stands for headline.\nPD for date.");
        check("");
    }
}
