//! Factiva as HTML, in three layouts; as text, RTF and Word file it is read with the help of `factiva_text`.
//!
//! The indexed layout is a table of two-letter codes and their values. The display layout is a row of elements without
//! names between headline and text: section, author, length, date, paper, its code, edition, page, language, copyright. The
//! reading page saved from a browser is laid out like the latter, after a long script.

use std::ops::Range;

use super::article::{Article, Read};
use super::authors::authors_of;
use super::carriers::block::Block;
use super::carriers::html::{blocks_of_html, tags_with};
use super::carriers::rtf::{is_rtf, text_of_rtf};
use super::date::iso_date;
use super::factiva_head::{number_of, read_head};
use super::factiva_text::{displayed as displayed_text, indexed_blocks, is_factiva_text, split as split_text};
use crate::lexicon::export_labels as words;
use crate::lexicon::lower_case::lower_case;
use crate::model::GivenCaption;

/// How an article opens in all layouts; the language of its text follows.
const OPENERS: [&str; 2] = ["class=\"article ", "class='article "];

/// More words than these are no name of a publisher.
const PUBLISHER_WORDS: usize = 8;

/// Whether `text`, the start of a file, is a page of Factiva.
pub(super) fn is_factiva(text: &str) -> bool {
    if is_rtf(text.as_bytes()) {
        return is_factiva_text(&text_of_rtf(text.as_bytes()));
    }
    if !text.starts_with('<') {
        return is_factiva_text(text);
    }
    let lower = text.to_ascii_lowercase();
    lower.contains("<title>factiva</title>") || lower.contains("factivalogo") || !starts(text).is_empty()
}

/// The segments of `text`, one an article.
pub(super) fn split(text: &str) -> (Vec<Range<usize>>, Option<u32>) {
    if !text.trim_start().starts_with('<') {
        return (split_text(text), None);
    }
    let starts = starts(text);
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    (starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect(), None)
}

/// Where the articles begin: at an element of the class `frArticle` or that of another language.
fn starts(text: &str) -> Vec<usize> {
    let opens = |at: &usize| {
        let tag = text.get(*at..).and_then(|rest| rest.split('>').next()).unwrap_or_default();
        tag.split([' ', '"', '\'', '=']).any(|name| name.len() <= 9 && name.len() > 7 && name.ends_with("Article"))
    };
    tags_with(text, &OPENERS).into_iter().filter(opens).collect()
}

/// The article of `segment`.
pub(super) fn article(segment: &str) -> Read {
    let mut article = if segment.trim_start().starts_with('<') {
        let blocks = blocks_of_html(segment, &[]);
        if blocks.iter().any(|block| block.is_named("index")) { indexed(&blocks) } else { displayed(&blocks)? }
    } else {
        match indexed_blocks(segment) {
            Some(blocks) => indexed(&blocks),
            None => displayed_text(segment)?,
        }
    };
    for paragraph in &mut article.paragraphs {
        *paragraph = without_links(paragraph);
    }
    let given = &mut article.given;
    while article.paragraphs.len() > 1 && article.paragraphs.last().is_some_and(|last| is_caption(last)) {
        if let Some(text) = article.paragraphs.pop() {
            given.captions.insert(0, GivenCaption { text, credit: None });
        }
    }
    given.authors = given.byline.as_deref().and_then(|byline| authors_of(byline, given.site.as_deref()));
    Ok(article)
}

fn is_caption(text: &str) -> bool {
    let lower = lower_case(text.get(..text.len().min(24)).unwrap_or_default());
    words::CAPTION_LEADS.iter().any(|lead| lower.starts_with(lead))
}

/// The indexed layout.
fn indexed(blocks: &[Block]) -> Article {
    let (mut article, mut field, mut time) = (Article::default(), None, None);
    let mut credit = None;
    for block in blocks {
        if block.is_named("index") {
            field = words::FACTIVA_CODES.find(&lower_case(block.text.trim()));
            continue;
        }
        let (text, given) = (block.line(), &mut article.given);
        match field {
            Some("headline") => given.headline = Some(text),
            Some("byline") => given.byline = Some(text),
            Some("credit") => credit = Some(text),
            Some("language") => given.language = Some(text),
            Some("site") => given.site = Some(text),
            Some("date") => given.published_at = Some(text),
            Some("time") => time = Some(text),
            Some("caption") => given.captions.push(GivenCaption { text, credit: None }),
            Some("body") => article.paragraphs.push(text),
            Some("id") => article.id = text.split_whitespace().last().map(str::to_owned),
            _ => {}
        }
    }
    let given = &mut article.given;
    given.byline = given.byline.take().or(credit);
    given.published_at = given.published_at.take().and_then(|day| {
        let dated = time.and_then(|time| iso_date(&format!("{day} {time}")));
        dated.or_else(|| iso_date(&day)).or(Some(day))
    });
    article
}

/// The display layout, which the saved reading page has too.
fn displayed(blocks: &[Block]) -> Read {
    let is_text = |block: &Block| block.is_named("articleParagraph");
    let first = blocks.iter().position(is_text).ok_or("the article has no text")?;
    let last = blocks.iter().rposition(is_text).unwrap_or(first);
    let headline = blocks.iter().position(|block| block.names.split(' ').any(|name| name.ends_with("Headline")));
    let paragraphs = blocks.get(first..=last).unwrap_or_default().iter().map(Block::line).collect();
    let mut article = Article { paragraphs, ..Article::default() };
    article.given.headline = headline.and_then(|place| blocks.get(place)).map(Block::line);
    let head = blocks.get(headline.map_or(0, |place| place + 1)..first).unwrap_or_default();
    read_head(head, &mut article.given);
    read_tail(blocks.get(last + 1..).unwrap_or_default(), &mut article);
    Ok(article)
}

/// What comes after the text: captions, the publisher, the number of the document.
fn read_tail(blocks: &[Block], article: &mut Article) {
    let number = blocks.iter().position(|block| number_of(&block.text).is_some());
    article.id = number.and_then(|place| number_of(&blocks.get(place)?.text)).map(str::to_owned);
    let before = blocks.get(..number.unwrap_or(0)).unwrap_or_default();
    let mut captions: Vec<String> = before.iter().map(Block::line).collect();
    let is_publisher =
        |text: &String| text.split_whitespace().count() <= PUBLISHER_WORDS && !text.ends_with(['.', '!', '?']);
    if captions.len() > 1 || captions.last().is_some_and(is_publisher) {
        captions.pop();
    }
    article.given.captions.extend(captions.into_iter().map(|text| GivenCaption { text, credit: None }));
}

/// `text` without the addresses of links, which are in brackets after their words.
fn without_links(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, link)) = rest.split_once("[http") {
        kept.push_str(before);
        if let Some((_, after)) = link.split_once(']') {
            rest = after;
        } else {
            kept.push_str("[http");
            rest = link;
        }
    }
    kept.push_str(rest);
    kept
}
