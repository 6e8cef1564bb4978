//! Nexis: many documents in a file, as text, HTML, RTF or a Word file.
//!
//! Two looks: the older one numbers its documents (`3 of 161 DOCUMENTS`) and prints copyright, paper and date above labels in
//! capitals; the newer one prints title, paper and date and ends each with `End of Document`. The date of loading is no date
//! of the article. A page before the first document, which says who searched for what, is passed over.

pub(super) mod labels;

use std::ops::Range;

use crate::lexicon::agencies::agency;
use crate::lexicon::export_labels::NOT_SHOWN;
use crate::lexicon::lower_case::lower_case;
use crate::model::{Given, GivenCaption};
use crate::read::exports::article::{Article, Read};
use crate::read::exports::authors::authors_of;
use crate::read::exports::carriers::block::{Block, blocks_of_text};
use crate::read::exports::carriers::html::{blocks_of_html, tags_with};
use crate::read::exports::carriers::rtf::{is_rtf, text_of_rtf};
use crate::read::exports::date::iso_date;
use crate::read::exports::nexis::labels::{
    Part, counted, ends_document, is_copyright, label, part_line, without_copyright,
};

/// How many paragraphs after the body may come between two labels: captions of a picture do.
const LABEL_GAP: usize = 3;

/// Whether `text`, the start of a file, is an export of Nexis.
pub(super) fn is_nexis(text: &str) -> bool {
    if is_rtf(text.as_bytes()) {
        return is_nexis(&text_of_rtf(text.as_bytes()));
    }
    if text.starts_with('<') {
        let lower = text.to_ascii_lowercase();
        return lower.contains("<a name=\"doc_id_") && (lower.contains("<docfull>") || lower.contains("lxncomment"));
    }
    let mut lines = text.lines().map(str::trim);
    let numbered = lines.clone().any(|line| counted(line).is_some());
    let labelled = lines.clone().any(|line| label(line).is_some());
    let softly_labelled = || text.lines().any(|line| soft_label(line).is_some());
    // Of the newer look a cover page or the end of the first document tells.
    numbered && labelled || lines.any(ends_document) && (text.contains('\u{a0}') || softly_labelled())
}

/// The segments of `text`, one a document, and how many documents the file says that it holds.
pub(super) fn split(text: &str) -> (Vec<Range<usize>>, Option<u32>) {
    let starts =
        if text.trim_start().starts_with('<') { tags_with(text, &["name=\"doc_id_"]) } else { numbered_lines(text) };
    if starts.is_empty() {
        return (ended(text), None);
    }
    let first = starts.first().and_then(|start| text.get(*start..));
    let count = first.and_then(|first| {
        let blocks = blocks(first.get(..first.len().min(4000)).unwrap_or(first));
        blocks.iter().take(3).find_map(|block| counted(&block.text)).map(|(_, all)| all)
    });
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    (starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect(), count)
}

/// Where the lines begin that number a document.
fn numbered_lines(text: &str) -> Vec<usize> {
    lines(text).filter(|(_, line)| line.len() < 120 && counted(line).is_some()).map(|(at, _)| at).collect()
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let place = *at;
        *at += line.len();
        Some((place, line))
    })
}

/// The documents of the newer look, each up to the line that ends it.
fn ended(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, line) in lines(text).filter(|(_, line)| ends_document(line)) {
        found.push(start..at + line.len());
        start = at + line.len();
    }
    let rest = text.get(start..).unwrap_or_default();
    // A file that was cut has a document without an end.
    if blocks_of_text(rest).iter().any(|block| label(&block.text).is_some_and(|(part, _)| part == Part::Head)) {
        found.push(start..text.len());
    }
    found
}

fn blocks(segment: &str) -> Vec<Block> {
    if segment.trim_start().starts_with('<') {
        return blocks_of_html(segment, &[]);
    }
    if segment.contains('\u{a0}') || !segment.lines().any(ends_document) {
        return blocks_of_text(segment);
    }
    let hardened = |line: &str| match soft_label(line) {
        Some((name, rest)) => format!("{name}:\u{a0}{rest}\n"),
        None => format!("{line}\n"),
    };
    blocks_of_text(&segment.lines().map(hardened).collect::<String>())
}

/// A line that opens with a label of the newer look and a common space, which programs that pass a file on write for the hard one.
fn soft_label(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.trim().split_once(": ")?;
    label(&format!("{name}:\u{a0}")).map(|_| (name, rest))
}

/// The document of `segment`.
pub(super) fn article(segment: &str) -> Read {
    let mut blocks = blocks(segment);
    let number = blocks.iter().take(2).position(|block| counted(&block.text).is_some());
    let id = number.and_then(|place| counted(&blocks.get(place)?.text)).map(|(this, _)| this.to_string());
    match number {
        Some(place) => drop(blocks.drain(..=place)),
        None => drop_cover(&mut blocks),
    }
    let mut document = Document { is_numbered: number.is_some(), ..Document::default() };
    let head = blocks.iter().position(|block| document.opens(block).is_some()).unwrap_or(blocks.len());
    let labelled = blocks.split_off(head);
    document.head(&blocks);
    document.labelled(&labelled);
    let article = document.finish(id);
    match article.paragraphs.as_slice() {
        [only] if is_not_shown(only) => Err("the database could not show this document"),
        _ => Ok(article),
    }
}

/// Whether the database says in place of a text that it has none.
fn is_not_shown(text: &str) -> bool {
    let lower = lower_case(text);
    NOT_SHOWN.iter().any(|words| lower.contains(words))
}

/// Drops what comes before the title of a document of the newer look.
fn drop_cover(blocks: &mut Vec<Block>) {
    let is_date = |place: usize| {
        blocks.get(place).is_some_and(|block| iso_date(&block.text).is_some())
            && blocks.get(place + 1).is_some_and(|next| is_copyright(next.text.trim()) || label(&next.text).is_some())
    };
    if let Some(date) = (2..blocks.len()).find(|place| is_date(*place))
        && date > 4
    {
        blocks.drain(..date - 2);
    }
}

/// A document as it is put together.
#[derive(Default)]
struct Document {
    is_numbered: bool,
    given: Given,
    body: Vec<String>,
}

impl Document {
    /// The part that `block` opens.
    fn opens<'b>(&self, block: &'b Block) -> Option<(Part, &'b str)> {
        label(&block.text).or_else(|| Some((part_line(&block.text).filter(|_| !self.is_numbered)?, "")))
    }

    /// What is above the first label: paper, date and title in the order of the look.
    fn head(&mut self, blocks: &[Block]) {
        let kept = |block: &Block| without_copyright(block).join(" ");
        let date = blocks
            .iter()
            .position(|block| block.text.lines().any(|line| iso_date(line).is_some()) && !is_copyright(&block.text));
        let (before, after) = blocks.split_at(date.unwrap_or(blocks.len()));
        let mut before: Vec<String> = before.iter().map(kept).filter(|line| !line.is_empty()).collect();
        self.given.published_at = after.first().and_then(|block| block.text.lines().find_map(iso_date));
        let after: Vec<String> = after.iter().skip(1).map(kept).filter(|line| !line.is_empty()).collect();
        if self.is_numbered {
            self.given.headline = after.into_iter().next();
            self.given.site = before.into_iter().next();
        } else {
            self.given.site = (before.len() > 1).then(|| before.pop()).flatten();
            self.given.headline = (!before.is_empty()).then(|| before.join(" "));
        }
        self.given.site = self.given.site.take().map(|site| site.trim_end_matches('.').to_owned());
    }

    /// What stands from the first label on.
    fn labelled(&mut self, blocks: &[Block]) {
        let has_body = blocks.iter().any(|block| self.opens(block).is_some_and(|(part, _)| part == Part::Body));
        let (mut part, mut in_body) = (Part::Head, false);
        for (place, block) in blocks.iter().enumerate() {
            let opened = self.opens(block).filter(|(opened, _)| {
                if in_body {
                    opened.follows_body() && self.label_run(blocks, place)
                } else {
                    !opened.follows_body() || part != Part::Body || !has_body
                }
            });
            if let Some((opened, rest)) = opened {
                in_body = opened == Part::Body || in_body && !opened.follows_body();
                part = opened;
                self.add(part, rest);
            } else if ends_document(&block.text) {
                return;
            } else if part.follows_body() {
                if part == Part::Graphic {
                    self.add(part, &block.line());
                }
            } else {
                if !has_body && !in_body {
                    (part, in_body) = (Part::Body, true);
                }
                self.add(part, &block.line());
            }
        }
    }

    /// Whether the label at `place` opens the run of labels after a body: another one or the end is near.
    fn label_run(&self, blocks: &[Block], place: usize) -> bool {
        let Some(rest) = blocks.get(place + 1..) else { return true };
        rest.len() <= LABEL_GAP
            || rest.iter().take(LABEL_GAP).any(|block| self.opens(block).is_some_and(|(part, _)| part.follows_body()))
    }

    fn add(&mut self, part: Part, text: &str) {
        let text = text.replace('\n', " ");
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let join = |field: &mut Option<String>| match field {
            Some(all) => {
                all.push(' ');
                all.push_str(text);
            }
            None => *field = Some(text.to_owned()),
        };
        match part {
            Part::Body => self.body.push(text.to_owned()),
            Part::Headline => self.given.headline = Some(text.to_owned()),
            Part::Byline => join(&mut self.given.byline),
            Part::Dateline => join(&mut self.given.dateline),
            Part::Standfirst => join(&mut self.given.standfirst),
            Part::Updated => self.given.updated_at = iso_date(text),
            Part::Language => {
                self.given.language = text.split([';', ',']).next().map(|name| name.trim().to_owned());
            }
            Part::Graphic => self.given.captions.push(GivenCaption { text: text.to_owned(), credit: None }),
            Part::Url => self.given.url = Some(text.to_owned()),
            Part::Head | Part::End => {}
        }
    }

    fn finish(mut self, id: Option<String>) -> Article {
        take_abstract(&mut self.body, &mut self.given);
        take_address(&mut self.given);
        let site = self.given.site.as_deref();
        self.given.authors = self.given.byline.as_deref().and_then(|byline| authors_of(byline, site));
        self.given.agency = site.and_then(|site| agency(site.split(" --").next()?.trim())).map(str::to_owned);
        Article { id, given: self.given, paragraphs: self.body, diagnostics: Vec::new() }
    }
}

/// Takes `ABSTRACT … FULL TEXT` off the head of a body.
fn take_abstract(body: &mut Vec<String>, given: &mut Given) {
    if body.first().is_some_and(|first| first == "ABSTRACT")
        && let Some(end) = body.iter().position(|line| line == "FULL TEXT")
    {
        let summary: Vec<String> = body.drain(..=end).skip(1).take(end.saturating_sub(1)).collect();
        given.standfirst.get_or_insert_with(|| summary.join(" "));
    }
}

/// Takes the address of the page off the end of the standfirst.
fn take_address(given: &mut Given) {
    let Some(standfirst) = &given.standfirst else { return };
    let (words, last) = standfirst.rsplit_once(' ').unwrap_or(("", standfirst));
    if last.starts_with("http://") || last.starts_with("https://") {
        given.url = Some(last.to_owned());
        given.standfirst = Some(words.trim_end_matches([' ', ';']).to_owned()).filter(|words| !words.is_empty());
    }
}
