//! Reads an article off its extract: the parts of its division say what is headline, byline, caption and text.

use super::areas::{Area, areas_in, divisions, type_of};
use super::catalogue;
use super::items::{What, items};
use super::pages::Pages;
use crate::lexicon::exports::scan_divisions::{BYLINES, CAPTIONS, HEADINGS, PARAGRAPHS, SECOND_HEADINGS};
use crate::model::{Given, GivenCaption};
use crate::read::formats::xml::{Article, ScannedText};
use crate::read::markup::Element;

/// What a part of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Title,
    Second,
    Byline,
    Caption,
    Paragraph,
    Text,
}

/// The article of an index with one.
pub(super) fn article(mets: &Element) -> Option<Article> {
    let mut pages = Pages::new(mets, None, usize::MAX / 2);
    let items = items(mets, &pages.names());
    let item = items.first()?;
    pages.expect(&item.areas());
    let parts = match item.what {
        What::Page(_) => vec![(Role::Text, item.areas())],
        What::Division(div) => parts_of(div, None),
    };
    let mut text = Parts::default();
    for (role, areas) in parts {
        let blocks = pages.blocks(&areas).ok()?;
        let blocks: Vec<Element> =
            blocks.into_iter().filter_map(|(_, block)| Element::parse(&block.xml).ok()).collect();
        text.add(role, &blocks);
    }
    let own = match item.what {
        What::Division(div) => Some(div),
        What::Page(_) => None,
    };
    let is_page = own.is_none_or(|div| type_of(div) == "page");
    let issue = catalogue::issue(mets, &item.around);
    let stated = own.and_then(|div| catalogue::title(mets, div)).filter(|_| !is_page);
    let given = Given {
        site: issue.newspaper,
        published_at: issue.date,
        language: issue.language,
        headline: joined(&text.titles).or(stated),
        standfirst: joined(&text.seconds),
        byline: joined(&text.bylines),
        captions: text.captions.into_iter().map(|text| GivenCaption { text, credit: None }).collect(),
        ..Given::default()
    };
    let diagnostics = text.scanned.note().into_iter().collect();
    Some(Article { id: None, given, body: text.paragraphs.join("\n\n"), diagnostics })
}

/// The text of the parts of an article.
#[derive(Default)]
struct Parts {
    titles: Vec<String>,
    seconds: Vec<String>,
    bylines: Vec<String>,
    captions: Vec<String>,
    paragraphs: Vec<String>,
    scanned: ScannedText,
}

impl Parts {
    fn add(&mut self, role: Role, blocks: &[Element]) {
        let read = self.scanned.paragraphs(blocks.iter().flat_map(|page| page.all("textblock")));
        let list = match role {
            Role::Title => &mut self.titles,
            Role::Second => &mut self.seconds,
            Role::Byline => &mut self.bylines,
            Role::Caption => &mut self.captions,
            Role::Paragraph | Role::Text => &mut self.paragraphs,
        };
        let read = if role == Role::Text { read } else { joined(&read).into_iter().collect() };
        for text in read {
            match list.last_mut().filter(|before| role == Role::Text && goes_on(before, &text)) {
                Some(before) => *before = format!("{before} {text}"),
                None => list.push(text),
            }
        }
    }
}

/// Whether `next` is the rest of a sentence that the end of a column or a page cuts.
fn goes_on(last: &str, next: &str) -> bool {
    let ends = last.trim_end_matches(['"', '\'', ')', '\u{201d}', '\u{2019}', '\u{bb}', '\u{201c}']);
    next.starts_with(char::is_lowercase) && ends.ends_with(|last: char| last.is_alphanumeric() || last == ',')
}

fn joined(texts: &[String]) -> Option<String> {
    let text = texts.join(" ");
    (!text.is_empty()).then_some(text)
}

/// The parts of `div` in reading order, with where they stand; `role` is what it is itself, where that is known.
fn parts_of(div: &Element, role: Option<Role>) -> Vec<(Role, Vec<Area<'_>>)> {
    let mut parts = Vec::new();
    let areas = areas_in(div);
    if !areas.is_empty() {
        parts.push((role.unwrap_or(Role::Text), areas));
    }
    for inner in divisions(div) {
        parts.extend(parts_of(inner, role_of(&type_of(inner), role).or(role)));
    }
    parts
}

/// What a division of this type is, in a division that is `outer`.
fn role_of(kind: &str, outer: Option<Role>) -> Option<Role> {
    let is_head = matches!(outer, None | Some(Role::Title | Role::Second));
    if is_head && SECOND_HEADINGS.contains(kind) {
        Some(Role::Second)
    } else if is_head && HEADINGS.contains(kind) {
        Some(Role::Title)
    } else if BYLINES.contains(kind) {
        Some(Role::Byline)
    } else if CAPTIONS.contains(kind) {
        Some(Role::Caption)
    } else if PARAGRAPHS.contains(kind) {
        Some(Role::Paragraph)
    } else {
        // A title further in stands between paragraphs of the text.
        outer.or(Some(Role::Text))
    }
}
