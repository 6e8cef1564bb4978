//! Reads a saved page into blocks and declared metadata.
//!
//! HTML comes in, a [`BlockPage`] goes out. The steps:
//!
//! 1. [`tree`] parses the page.
//! 2. [`metadata`] collects what it declares: [`json_ld`], `meta` elements (`meta_keys`), microdata; `saved_copy` reads what
//!    the program that saved it wrote into it.
//! 3. [`survey`] looks over the nodes: [`hints`] reads class names, `spread_hints` hands them down, `main_text` finds the
//!    story.
//! 4. [`mod@blocks`] cuts the page into blocks. Those that repeat the article text the page declares are hinted as such.
//!
//! Invariant: total and linear; no block is labelled here.

pub(super) mod attributes;
pub mod blocks;
pub mod hints;
pub mod json_ld;
pub(super) mod main_text;
mod meta_keys;
pub mod metadata;
pub(super) mod saved_copy;
pub(super) mod spread_hints;
pub mod survey;
pub mod tags;
pub mod tree;
mod tree_builder;

use rustc_hash::FxHashSet;

use crate::normalise::blocks::{Block, BlockPage, Hints};
use crate::normalise::html::blocks::blocks;
use crate::normalise::html::metadata::declared;
use crate::normalise::html::saved_copy::saved_by;
use crate::normalise::html::tags::Tag;
use crate::normalise::html::tree::{Node, Tree};

/// Words of a shingle when blocks are compared with declared text.
const SHINGLE: usize = 4;
/// A declared text shorter than this, in bytes, is a summary at best.
const SHORTEST_BODY: usize = 200;

/// The page in blocks. `given_url` is where it was found, if that is known.
#[must_use]
pub fn html_page(html: &str, given_url: Option<&str>) -> BlockPage {
    let tree = Tree::parse(html);
    let mut declared = declared(&tree, given_url);
    let saved = saved_by(html);
    declared.saved_at = saved.at;
    declared.url = declared.url.or(saved.url);
    let titles: Vec<&str> = declared.headlines.iter().chain(&declared.title).map(String::as_str).collect();
    let blocks = shown_blocks(&tree, html, &titles);
    let mut page = BlockPage { blocks, url: given_url.map(str::to_owned), declared };
    if page.url.is_none() {
        page.url.clone_from(&page.declared.url);
    }
    mark_declared(&mut page);
    page
}

/// Bytes of running text in `noscript` that may be a story: more than any request to turn scripts on.
const WITHOUT_SCRIPTS: usize = 400;
/// Code points from which a block counts as running text.
const LONG: usize = 80;

/// The blocks of the page; those in `noscript` too, where it holds the story and the page without it none.
fn shown_blocks(tree: &Tree, html: &str, titles: &[&str]) -> Vec<Block> {
    let shown = blocks(tree, titles);
    let noscript = |node: &&Node| tree.nodes.get(node.parent as usize).is_some_and(|above| above.tag == Tag::NOSCRIPT);
    let texts = tree.nodes.iter().filter(noscript).map(|node| tree.text(node));
    let hidden: usize = texts.filter(|text| text.contains("<p")).map(str::len).sum();
    if hidden < WITHOUT_SCRIPTS || running(&shown) >= hidden {
        return shown;
    }
    let all = blocks(&Tree::parse_without_scripts(html), titles);
    let more = running(&all).saturating_sub(running(&shown));
    if more >= WITHOUT_SCRIPTS && more > running(&shown) * 2 { all } else { shown }
}

/// Bytes of running text in `blocks`.
fn running(blocks: &[Block]) -> usize {
    let linked = |block: &Block| block.markup.as_ref().map_or(0, |markup| markup.link_chars);
    let long = |block: &&Block| block.text.len() >= LONG && linked(block) * 2 < block.text.len();
    blocks.iter().filter(long).map(|block| block.text.len()).sum()
}

/// Hints at the blocks whose words the declared article text holds in the same order.
fn mark_declared(page: &mut BlockPage) {
    let Some(body) = page.declared.body.as_deref().filter(|body| body.len() >= SHORTEST_BODY) else { return };
    let known: FxHashSet<u64> = shingles(body).into_iter().collect();
    for block in &mut page.blocks {
        let own = shingles(&block.text);
        let shared = own.iter().filter(|shingle| known.contains(shingle)).count();
        if let Some(markup) = &mut block.markup
            && own.len() > 1
            && shared * 5 >= own.len() * 4
        {
            markup.hints = markup.hints.with(Hints::DECLARED);
        }
    }
}

/// Digests of every run of [`SHINGLE`] words; characters stand for words where a script does not space them.
fn shingles(text: &str) -> Vec<u64> {
    let mut words: Vec<u64> = Vec::with_capacity(text.len() / 5);
    let mut word = 0_u64;
    for character in text.chars() {
        if ('\u{2E80}'..='\u{D7A3}').contains(&character) {
            words.push(u64::from(u32::from(character)) + 1);
        } else if character.is_alphanumeric() {
            let lower =
                if character.is_ascii() { u32::from(character.to_ascii_lowercase()) } else { u32::from(character) };
            word = (word ^ u64::from(lower)).wrapping_mul(0x0000_0100_0000_01b3).wrapping_add(1);
        } else if word != 0 {
            words.push(word);
            word = 0;
        }
    }
    if word != 0 {
        words.push(word);
    }
    let mix = |run: &[u64]| {
        run.iter().fold(0_u64, |hash, word| (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95))
    };
    words.windows(SHINGLE).map(mix).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_for_readers_without_scripts_counts_where_there_is_no_other() {
        let story = "<p>The ferry to the island of Norrask was late again on Monday because of fog, the harbour office said.</p>";
        let shown = |html: &str| html_page(html, None).blocks.iter().filter(|block| block.text.len() > 60).count();
        let page = |seen: &str, unseen: &str| {
            format!("<h1>Late</h1>{seen}<noscript><div>{unseen}</div></noscript><p>End.</p>")
        };
        assert_eq!(shown(&page("", &story.repeat(6))), 6);
        assert_eq!(shown(&page(&story.repeat(6), &story.repeat(6))), 6);
        assert_eq!(shown(&page("", story)), 0);
    }

    #[test]
    fn blocks_of_the_declared_text_are_hinted() {
        let first =
            "The ferry to the island of Norrask was late again on Monday because of fog, the harbour office said.";
        let second =
            "Passengers waited four hours in the hall, where volunteers served soup and told stories of worse winters.";
        let html = format!(
            r#"<script type="application/ld+json">{{"@type":"Article","headline":"h","articleBody":"{first}\n{second}"}}</script>
            <p>{first}</p><p>Something about a cookie that the text does not say.</p><p>{second}</p>"#
        );
        let page = html_page(&html, None);
        let declared: Vec<bool> =
            page.blocks.iter().filter_map(|b| b.markup.as_ref()).map(|m| m.hints.any(Hints::DECLARED)).collect();
        assert_eq!(declared, [true, false, true]);
    }
}
