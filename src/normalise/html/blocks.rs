//! Cuts a saved page into blocks.
//!
//! A [`Tree`] comes in; the page's paragraphs, headings, captions and list items go out in order, each with what the
//! markup around it hints at. Block-level elements and doubled line breaks separate blocks; text in inline elements is
//! joined as a browser shows it. Elements that only a program reads are left out.
//!
//! Invariant: passes over the nodes in document order only, so the time is linear in the page.

use crate::normalise::blocks::{Block, Hints, MOST_BLOCKS, Markup, Setting};
use crate::normalise::html::main_text::find_story;
use crate::normalise::html::spread_hints::spread_hints;
use crate::normalise::html::survey::{Place, survey};
use crate::normalise::html::tags::Tag;
use crate::normalise::html::tree::{Name, Tree};
use crate::normalise::text::unicode::clean;

/// Elements above a block that may be the box around it and its picture.
const BOXES: usize = 5;
/// Bytes of text that a box may hold next to the caption: a credit, a count.
const BESIDE: usize = 80;

/// The blocks of the page, in its order. `titles` are what the page declares as its headline.
#[must_use]
pub fn blocks(tree: &Tree, titles: &[&str]) -> Vec<Block> {
    let mut places = survey(tree);
    let headline = spread_hints(tree, &mut places, titles);
    let story = find_story(tree, &places, headline);
    let mut flow = Flow::new(tree, &places, story, headline);
    for place in 0..tree.nodes.len() {
        flow.visit(place);
    }
    flow.flush();
    flow.blocks
}

/// The block being read.
#[allow(clippy::struct_excessive_bools)] // each is one thing seen since the last character
struct Flow<'a> {
    tree: &'a Tree,
    places: &'a [Place],
    story: (usize, usize),
    blocks: Vec<Block>,
    open: Vec<u32>,
    text: String,
    /// Hints that all text of the block shares.
    hints: Option<Hints>,
    block: u32,
    link_chars: usize,
    breaks: usize,
    pending_space: bool,
    inline_end: bool,
    /// Two inline elements abut: columns of a line, as a rule, not parts of one word.
    abutting: bool,
    /// As `abutting` in a byline, where a number that follows is a date or a count.
    abutting_number: bool,
    in_story: bool,
    title: usize,
    below_title: bool,
    /// The node of the picture seen since the last block.
    picture: Option<usize>,
    bold: u32,
    slanted: u32,
}

impl<'a> Flow<'a> {
    fn new(tree: &'a Tree, places: &'a [Place], story: (usize, usize), title: Option<usize>) -> Self {
        Self {
            tree,
            places,
            story,
            blocks: Vec::new(),
            open: Vec::new(),
            text: String::new(),
            hints: None,
            block: 0,
            link_chars: 0,
            breaks: 0,
            pending_space: false,
            inline_end: false,
            abutting: false,
            abutting_number: false,
            in_story: false,
            title: title.unwrap_or(usize::MAX),
            below_title: false,
            picture: None,
            bold: 0,
            slanted: 0,
        }
    }

    fn visit(&mut self, index: usize) {
        let (Some(node), Some(place)) = (self.tree.nodes.get(index), self.places.get(index)) else { return };
        if place.unread {
            // Players and embedded pages show something, though nothing in them is read.
            if matches!(node.tag, Tag::VIDEO | Tag::IFRAME) {
                self.see_picture(index);
            }
            return;
        }
        while let Some(&top) = self.open.last()
            && top != node.parent
        {
            self.open.pop();
            self.leave(top as usize);
        }
        if node.tag == Tag::TEXT {
            self.read(index, place);
            return;
        }
        self.open.push(u32::try_from(index).unwrap_or(u32::MAX));
        if self.tree.is_picture(node) {
            self.see_picture(index);
        }
        if node.tag == Tag::BR {
            self.breaks += 1;
            self.pending_space = true;
            if self.breaks > 1 {
                self.flush();
            }
        } else if self.separates(index) {
            self.flush();
        } else if self.inline_end {
            let block = self.tree.nodes.get(place.block as usize).map_or(Tag::ROOT, |block| block.tag);
            self.abutting = block != Tag::P && !block.is_heading();
            self.abutting_number = place.hints.any(Hints::BYLINE);
            self.inline_end = false;
        }
    }

    /// Notes a picture, and whether the block before it says what the picture says of itself.
    fn see_picture(&mut self, index: usize) {
        self.picture = Some(index);
        if self.text.is_empty()
            && let Some(alt) = self.said(index)
            && let Some(last) = self.blocks.last_mut()
            && let Some(markup) = &mut last.markup
        {
            markup.setting.names_picture |= clean(alt) == last.text;
        }
    }

    /// What a picture says of itself.
    fn said(&self, picture: usize) -> Option<&'a str> {
        let node = self.tree.nodes.get(picture)?;
        [Name::Alt, Name::Title]
            .into_iter()
            .filter_map(|name| self.tree.attribute(node, name))
            .find(|said| said.len() > 3)
    }

    fn leave(&mut self, index: usize) {
        if self.separates(index) {
            self.flush();
        } else {
            self.inline_end = self.tree.nodes.get(index).is_some_and(|node| node.tag != Tag::BR);
        }
    }

    /// Whether text before and after the edge of the element belongs to different blocks.
    fn separates(&self, index: usize) -> bool {
        let (Some(node), Some(place)) = (self.tree.nodes.get(index), self.places.get(index)) else { return false };
        node.tag.is_block()
            // The credit inside a caption is a line of its own, whatever element it is in.
            || place.hints.any(Hints::CREDIT)
                && place.hints.any(Hints::FIGURE.with(Hints::CAPTION))
                && self.places.get(node.parent as usize).is_some_and(|above| !above.hints.any(Hints::CREDIT))
            // And so is the caption inside what is called after its credit.
            || place.hints.any(Hints::CAPTION)
                && !place.hints.any(Hints::CREDIT)
                && self.places.get(node.parent as usize).is_some_and(|above| above.hints.any(Hints::CREDIT))
    }

    fn read(&mut self, index: usize, place: &Place) {
        let Some(node) = self.tree.nodes.get(index) else { return };
        let text = self.tree.text(node);
        let trimmed = text.trim();
        if trimmed.is_empty() {
            self.pending_space |= !text.is_empty();
            self.inline_end &= text.is_empty();
            return;
        }
        let spaced = self.pending_space
            || text.starts_with(char::is_whitespace)
            || self.abutting
                && self.text.ends_with(char::is_alphanumeric)
                && trimmed.starts_with(char::is_alphanumeric)
            || self.abutting_number
                && self.text.ends_with(char::is_alphabetic)
                && trimmed.starts_with(|first: char| first.is_ascii_digit());
        if spaced && !self.text.is_empty() {
            self.text.push(' ');
        }
        (self.abutting, self.abutting_number) = (false, false);
        if self.text.is_empty() {
            self.block = place.block;
            self.in_story = (self.story.0..self.story.1).contains(&index);
            self.below_title = index > self.title;
        }
        self.text.push_str(trimmed);
        self.hints = Some(Hints(self.hints.map_or(place.hints.0, |hints| hints.0 & place.hints.0)));
        if place.linked {
            self.link_chars += trimmed.chars().count();
        }
        let within = self.tree.nodes.get(node.parent as usize).map_or(Tag::ROOT, |parent| parent.tag);
        let len = u32::try_from(trimmed.len()).unwrap_or(u32::MAX);
        match within {
            Tag::B | Tag::STRONG => self.bold = self.bold.saturating_add(len),
            Tag::I | Tag::EM | Tag::CITE | Tag::SMALL => self.slanted = self.slanted.saturating_add(len),
            _ => {}
        }
        self.pending_space = text.ends_with(char::is_whitespace);
        self.breaks = 0;
        self.inline_end = false;
    }

    fn flush(&mut self) {
        self.breaks = 0;
        self.pending_space = false;
        self.inline_end = false;
        self.abutting = false;
        let mut hints = self.hints.take().unwrap_or_default();
        let link_chars = std::mem::take(&mut self.link_chars);
        let (bold, slanted) = (std::mem::take(&mut self.bold), std::mem::take(&mut self.slanted));
        if self.text.is_empty() {
            return;
        }
        let text = clean(&self.text);
        self.text.clear();
        if text.is_empty() {
            return;
        }
        if self.blocks.len() >= MOST_BLOCKS
            && let Some(last) = self.blocks.last_mut()
        {
            last.text.push(' ');
            last.text += &text;
            return;
        }
        if self.in_story {
            hints = hints.with(Hints::STORY);
        }
        let block = self.tree.nodes.get(self.block as usize);
        let place = self.places.get(self.block as usize).copied().unwrap_or_default();
        let tag = block.map_or(Tag::ROOT, |block| block.tag);
        let picture = self.picture.take();
        let setting = Setting {
            picture_before: picture.is_some(),
            names_picture: picture.and_then(|picture| self.said(picture)).is_some_and(|said| clean(said) == text),
            bold: hundredths(bold, text.len()),
            slanted: hundredths(slanted, text.len()),
            below_title: self.below_title,
            boxed: self.is_boxed(self.block, text.len()),
            holds_picture: tag != Tag::P
                && (1..3).contains(&place.pictures)
                && place.text as usize <= text.len() + BESIDE,
            ..self.around(self.block)
        };
        let link_chars = if link_chars == 0 { 0 } else { link_chars.min(text.chars().count()) };
        self.blocks.push(Block {
            text,
            gap_before: false,
            indent: 0,
            bullet: tag == Tag::LI,
            markup: Some(Markup {
                tag: tag.name(),
                depth: place.depth,
                link_chars,
                parent: block.map_or(0, |block| block.parent),
                hints,
                own: place.own,
                setting,
            }),
        });
    }

    /// Whether a box around a block holds a picture and hardly any text but the block's, `len` bytes.
    fn is_boxed(&self, block: u32, len: usize) -> bool {
        let mut at = block as usize;
        for _ in 0..BOXES {
            let Some(node) = self.tree.nodes.get(at) else { return false };
            at = node.parent as usize;
            let Some(place) = self.places.get(at) else { return false };
            if place.text as usize > len + BESIDE {
                return false;
            }
            if place.pictures > 0 {
                return place.pictures < 3;
            }
        }
        false
    }

    /// The shares of text in the elements around a block.
    fn around(&self, block: u32) -> Setting {
        let whole = self.places.first().map_or(0, |root| root.running) as usize;
        let mut setting = Setting { apart_running: u8::MAX, ..Setting::default() };
        let mut at = block as usize;
        for (running, linked) in setting.running.iter_mut().zip(&mut setting.linked) {
            let Some((place, node)) = self.places.get(at).zip(self.tree.nodes.get(at)) else { break };
            *running = hundredths(place.running, whole);
            *linked = hundredths(place.link_text, place.text as usize);
            at = node.parent as usize;
        }
        if let Some(apart) = self.places.get(block as usize).filter(|place| place.apart != 0)
            && let Some(place) = self.places.get(apart.apart as usize)
        {
            setting.apart_running = hundredths(place.running, whole);
            setting.apart_linked = hundredths(place.link_text, place.text as usize);
        }
        setting
    }
}

/// A share in hundredths.
fn hundredths(part: u32, whole: usize) -> u8 {
    u8::try_from((part as usize * 100 / whole.max(1)).min(100)).unwrap_or(100)
}

/// The text of a snippet of markup, such as a declared caption; its blocks are separated by line feeds.
#[must_use]
pub fn plain_text(snippet: &str) -> String {
    if !snippet.contains(['<', '&']) {
        return snippet.lines().map(clean).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    }
    // Line feeds of declared text separate paragraphs, which markup would take for spaces.
    let marked = if snippet.contains("</p>") || snippet.contains("<br") {
        snippet.to_owned()
    } else {
        snippet.replace('\n', "<hr>")
    };
    let blocks = blocks(&Tree::parse(&marked), &[]);
    blocks.into_iter().map(|block| block.text).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_blocks() {
        let check = |html: &str, expected: &[&str]| {
            let blocks: Vec<String> = blocks(&Tree::parse(html), &[]).into_iter().map(|block| block.text).collect();
            assert_eq!(blocks, expected, "{html}");
        };
        check("<p>One <b>bold</b>, <i>two</i>.<p>Three", &["One bold, two.", "Three"]);
        check("<p>W<span>ord</span></p>", &["Word"]);
        check("<div><span>By</span><span>Ilse Varga</span></div>", &["By Ilse Varga"]);
        check("<div>one<br>line<br><br>next</div>", &["one line", "next"]);
        check("<div>one<p>two</p>three</div>", &["one", "two", "three"]);
        check("<ul><li>a<li>b</ul>", &["a", "b"]);
        check("<table><tr><td>a<td>b<tr><td>c</table>", &["a", "b", "c"]);
        check("<p>a</b></i></div>b</p>", &["ab"]);
        check("<p>&amp; &eacute;&nbsp;x</p>", &["& é x"]);
        check("<script>var a = '<p>no</p>';</script><style>p{}</style><p>yes", &["yes"]);
        check("<button>no</button><select><option>no</select><svg><title>no</title></svg>yes", &["yes"]);
        check("<svg><style/><title/><path d='x'></svg>yes<svg><script/></svg><p>yes", &["yes", "yes"]);
        check("<svg><title>no<path></title></svg>yes", &["yes"]);
        check("<math><style/><mi>no</mi></math>yes", &["yes"]);
        check("<svg><g><path><p>yes</p>", &["yes"]);
        check("<svg><foreignObject><p>no</p></foreignObject></svg>yes", &["yes"]);
        check("<noscript><p>no</p></noscript><template><p>no</p></template><p>yes", &["yes"]);
        check("<p>shown <span hidden>not</span> again</p>", &["shown again"]);
        check("", &[]);
    }

    #[test]
    fn linked_characters_are_counted() {
        let blocks = blocks(&Tree::parse("<p>see <a href=/x>this <b>one</b></a></p>"), &[]);
        let linked = blocks.first().and_then(|block| block.markup.as_ref()).map(|markup| markup.link_chars);
        assert_eq!(linked, Some(7));
    }

    #[test]
    fn deep_nesting_keeps_its_text() {
        let html = format!("{}deep{}<p>after</p>", "<div>".repeat(5000), "</div>".repeat(5000));
        let texts: Vec<String> = blocks(&Tree::parse(&html), &[]).into_iter().map(|block| block.text).collect();
        assert_eq!(texts, ["deep", "after"]);
    }
}
