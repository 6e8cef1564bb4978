//! `ProQuest` as text, HTML or a mail that carries the latter: labels before every field, the full text among them.
//!
//! The title stands by itself above the labels. Captions and credits close the text; a credit holds the authors where no
//! label does. The address of the document is that of the database and no address of the article.

use std::borrow::Cow;
use std::ops::Range;

use super::article::{Article, Read};
use super::authors::{authors_of, authors_of_credit};
use super::carriers::block::blocks_of_text;
use super::carriers::html::{blocks_of_html, tags_with};
use super::carriers::quoted_printable::html_of_mail;
use super::date::iso_date;
use crate::lexicon::export_labels::PROQUEST;
use crate::lexicon::lower_case::lower_case;
use crate::model::{Given, GivenCaption};

/// The longest label, in bytes.
const LABEL_LEN: usize = 48;

/// As many underscores as these part two documents.
const RULE_LEN: usize = 40;

/// How the name of a document begins in HTML.
const ANCHORS: [&str; 1] = ["<a name=\"docid_"];

/// Whether `text`, the start of a file, is an export of `ProQuest`.
pub(super) fn is_proquest(text: &str) -> bool {
    if text.starts_with('<') {
        let lower = text.to_ascii_lowercase();
        return lower.contains("proquest") && lower.contains(ANCHORS[0]);
    }
    if text.starts_with("____") {
        return text.lines().filter(|line| label(line).is_some()).count() > 2 || text.contains("proquest.com");
    }
    // A mailbox may hold such a mail among others, and takes each for itself.
    let is_mail = !text.starts_with("From ") && text.split('\n').next().is_some_and(|line| line.contains(':'));
    is_mail && text.contains("name=3D\"DocID_")
}

/// A mail as the page that it carries; everything else as it is.
pub(super) fn carried(text: &str) -> Cow<'_, str> {
    html_of_mail(text).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The segments of `text`, one a document.
pub(super) fn split(text: &str) -> (Vec<Range<usize>>, Option<u32>) {
    let starts = tags_with(text, &["name=\"docid_"]);
    if !starts.is_empty() {
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        return (starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect(), None);
    }
    let (mut segments, mut start, mut at) = (Vec::new(), 0, 0);
    for line in text.split_inclusive('\n') {
        let rule = line.trim();
        if rule.len() >= RULE_LEN && rule.bytes().all(|byte| byte == b'_') {
            segments.push(start..at);
            start = at + line.len();
        }
        at += line.len();
    }
    segments.push(start..text.len());
    segments.retain(|range| text.get(range.clone()).is_some_and(is_document));
    (segments, None)
}

/// Whether a segment of text is a document: the last one says how to reach the database.
fn is_document(segment: &str) -> bool {
    segment.lines().any(|line| matches!(label(line), Some(("body" | "id", _))))
}

/// The field that a label at the head of `text` names, and what follows the label.
fn label(text: &str) -> Option<(&'static str, &str)> {
    let (name, rest) = text.split_once(':').filter(|(name, _)| name.len() <= LABEL_LEN)?;
    let known = name.starts_with(char::is_uppercase);
    Some((PROQUEST.find(&lower_case(name.trim())).filter(|_| known)?, rest.trim()))
}

/// The article of `segment`.
#[allow(clippy::unnecessary_wraps)] // the form that every database has
pub(super) fn article(segment: &str) -> Read {
    let is_html = segment.trim_start().starts_with('<');
    let blocks = if is_html { blocks_of_html(segment, &[]) } else { blocks_of_text(segment) };
    let mut document = Document::default();
    let mut field = "";
    for block in &blocks {
        match label(&block.text) {
            Some((labelled, rest)) => {
                field = labelled;
                document.add(field, rest, is_html);
            }
            None => document.add(field, &block.text, is_html),
        }
    }
    Ok(document.finish())
}

/// A document as it is put together.
#[derive(Default)]
struct Document {
    id: Option<String>,
    given: Given,
    title: Option<String>,
    summary: Vec<String>,
    paragraphs: Vec<String>,
}

impl Document {
    fn add(&mut self, field: &str, text: &str, is_html: bool) {
        if text.is_empty() {
            return;
        }
        let line = text.replace('\n', " ");
        match field {
            "" if is_number(&line) => {}
            "" => {
                self.given.headline.get_or_insert(line);
            }
            "headline" => self.title = self.title.take().or(Some(line)),
            "byline" => self.given.byline = Some(line),
            "site" => self.given.site = line.split(';').next().map(|site| site.trim().to_owned()),
            "date" => self.given.published_at = iso_date(&line).or(Some(line)),
            "info" => self.given.published_at = self.given.published_at.take().or_else(|| iso_date(&line)),
            "language" => self.given.language = line.split([';', ',']).next().map(|name| name.trim().to_owned()),
            "id" => self.id = line.split_whitespace().next().map(str::to_owned),
            "abstract" => self.summary.push(line),
            // What is left of broken markup before the text.
            "body" if is_html && line == "html>" => {}
            "body" if is_html => self.paragraphs.push(line),
            // Each line is a paragraph.
            "body" => self.paragraphs.extend(text.lines().map(str::to_owned)),
            _ => {}
        }
    }

    fn finish(mut self) -> Article {
        let given = &mut self.given;
        given.headline = given.headline.take().or_else(|| self.title.take());
        let credit = take_captions(&mut self.paragraphs, given);
        given.authors = match (&given.byline, &credit) {
            (Some(byline), _) => authors_of(byline, given.site.as_deref()),
            (None, Some(credit)) => authors_of_credit(credit),
            (None, None) => None,
        };
        given.byline = given.byline.take().or(credit);
        let summary = self.summary.join(" ");
        let start: String = summary.chars().take(40).collect();
        // An abstract that the database made of sentences of the text says nothing new; `None available.` says nothing.
        let is_new = summary.split_whitespace().count() > 4 && !self.paragraphs.iter().any(|p| p.contains(&start));
        given.standfirst = is_new.then_some(summary);
        Article { id: self.id, given: self.given, paragraphs: self.paragraphs, diagnostics: Vec::new() }
    }
}

/// Whether `line` says which document of how many this is, which may stand above the title.
fn is_number(line: &str) -> bool {
    let numbers = line.split_whitespace().filter(|word| word.bytes().all(|byte| byte.is_ascii_digit())).count();
    numbers == 2 && line.split_whitespace().count() == 4
}

/// Takes captions off the end of a text, and gives the credit that stands there.
fn take_captions(paragraphs: &mut Vec<String>, given: &mut Given) -> Option<String> {
    let mut credit = None;
    while let Some(last) = paragraphs.last() {
        if let Some(text) = last.strip_prefix("CREDIT:") {
            credit = Some(text.trim().to_owned());
        } else if let Some(text) = last.strip_prefix("CAPTION:") {
            given.captions.insert(0, GivenCaption { text: text.trim().to_owned(), credit: None });
        } else {
            break;
        }
        paragraphs.pop();
    }
    credit
}
