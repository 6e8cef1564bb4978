//! Europresse as HTML: one table or element an article, its fields told by their classes.
//!
//! The text of the older layout is in no element of its own, only between breaks. The certificate that ends an article,
//! with the name of the reader's library, is no text.

use std::ops::Range;

use super::article::{Article, Read};
use super::authors::authors_of;
use super::carriers::block::Block;
use super::carriers::html::{blocks_of_html, tags_with};
use super::date::iso_date;
use super::nexis::labels::is_copyright;
use crate::lexicon::export_labels::NUMBERS;
use crate::lexicon::lower_case::lower_case;
use crate::model::Given;

/// Classes of the elements that are fields, in both layouts.
const APART: &[&str] = &["DocPublicationName", "DocHeader", "TitreArticleVisu", "titreArticleVisu", "publiC-lblNodoc"];

/// More words than these are no line of authors.
const BYLINE_WORDS: usize = 8;

/// Whether `text`, the start of a file, is an export of Europresse.
pub(super) fn is_europresse(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    text.starts_with('<') && lower.contains("docpublicationname") && lower.contains("titrearticle")
}

/// The segments of `text`, one an article.
pub(super) fn split(text: &str) -> (Vec<Range<usize>>, Option<u32>) {
    let starts = tags_with(text, &["class=\"docpublicationname\"", "class='docpublicationname'"]);
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    (starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect(), None)
}

/// The article of `segment`.
#[allow(clippy::unnecessary_wraps)] // the form that every database has
pub(super) fn article(segment: &str) -> Read {
    let blocks = blocks_of_html(segment, APART);
    let of = |class: &'static str| blocks.iter().filter(move |block| block.is_named(class)).map(Block::line);
    let site = of("DocPublicationName").next();
    let header: Vec<String> = of("DocHeader").collect();
    let is_title = |block: &Block| block.is_named("TitreArticleVisu") || block.is_named("titreArticleVisu");
    let title = blocks.iter().position(is_title);
    let header_end = blocks.iter().rposition(|block| block.is_named("DocHeader")).map_or(0, |place| place + 1);
    let above = title.and_then(|title| blocks.get(header_end..title)).unwrap_or_default();
    let text = blocks.get(title.map_or(header_end, |title| title + 1)..).unwrap_or_default();
    let end = text.iter().position(ends_text).unwrap_or(text.len());
    let (text, tail) = text.split_at(end);
    let byline = text.first().filter(|first| text.len() > 1 && is_byline(first)).map(Block::line);
    let mut given = Given {
        headline: title.and_then(|place| blocks.get(place)).map(Block::line),
        published_at: iso_date(&header.join(" ")),
        standfirst: (!above.is_empty()).then(|| above.iter().map(Block::line).collect::<Vec<_>>().join(" ")),
        // The number of the issue comes after the name of the paper.
        site: site.map(|site| site.split(", no.").next().unwrap_or_default().trim().to_owned()),
        ..Given::default()
    };
    given.authors = byline.as_deref().and_then(|byline| authors_of(byline, given.site.as_deref()));
    let skipped = usize::from(byline.is_some());
    given.byline = byline;
    Ok(Article {
        id: tail.iter().find_map(number_of),
        given,
        paragraphs: text.iter().skip(skipped).map(Block::line).collect(),
        diagnostics: Vec::new(),
    })
}

/// A short line that a break ends, right under the title.
fn is_byline(block: &Block) -> bool {
    (block.ends_in_break || block.is_named("sm-margin-bottomNews"))
        && block.text.split_whitespace().count() <= BYLINE_WORDS
        && !block.text.ends_with(['.', '!', '?', '…', ':'])
}

/// Whether the text ends before `block`: copyright, number, certificate.
fn ends_text(block: &Block) -> bool {
    is_copyright(&block.text) || block.is_named("publiC-lblNodoc") || number_of(block).is_some()
}

/// The number of the document.
fn number_of(block: &Block) -> Option<String> {
    let line = block.line();
    let number = line.rsplit([':', ' ']).next().unwrap_or_default().trim();
    let lower = lower_case(&line);
    let is_labelled = NUMBERS.iter().any(|lead| lower.starts_with(lead)) && number.contains('·');
    (is_labelled || number.starts_with("news·")).then(|| number.to_owned())
}
