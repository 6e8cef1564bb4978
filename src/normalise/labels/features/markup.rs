//! What the trees that find the text of a saved page are told of a block, beyond what is told of any block.
//!
//! Blocks with their markup and the rules' labels come in; [`EXTRA`] bytes a block go out. They say what is around the
//! block: the elements above it and how much text and links they hold, pictures, headings, and how well the page's
//! declared text agrees with what it shows.
//!
//! Invariant: two passes over the blocks and a bounded number of features each, so the time is linear.

use crate::normalise::blocks::{Block, BlockPage, Hints, Labels, Markup};
use crate::normalise::labels::features::scales::{capped, share};
use crate::normalise::text::prompts::is_prompt;
use crate::normalise::text::titles::bare_words;

/// How many features a block has.
pub const EXTRA: usize = 63;
/// Bits of the element's own hints that are told.
const OWN: [Hints; 16] = [
    Hints::BODY,
    Hints::NAVIGATION,
    Hints::ASIDE,
    Hints::COMMENT,
    Hints::PROMOTION,
    Hints::FIGURE,
    Hints::CAPTION,
    Hints::CREDIT,
    Hints::BYLINE,
    Hints::DATE,
    Hints::SUMMARY,
    Hints::QUOTATION,
    Hints::TAGS,
    Hints::AUTHOR_NOTE,
    Hints::TABLE,
    Hints::HEADLINE,
];

/// The features of all blocks, one block after the other; zeros for those that are not `wanted`.
#[must_use]
pub fn markup_rows(page: &BlockPage, rules: &[Labels], wanted: &dyn Fn(usize) -> bool) -> Vec<u8> {
    let none = Markup::default();
    let marked: Vec<(&Block, &Markup)> =
        page.blocks.iter().map(|block| (block, block.markup.as_ref().unwrap_or(&none))).collect();
    let whole = Whole::of(page, &marked, rules);
    let mut rows = Vec::with_capacity(marked.len() * EXTRA);
    let mut heading = Heading::default();
    let mut body_before = 0;
    for (at, (_, markup)) in marked.iter().enumerate() {
        let rule = rules.get(at).copied().unwrap_or(Labels::BOILERPLATE);
        if markup.tag.starts_with('h') && markup.tag.len() == 2 {
            heading = Heading { at, level: markup.tag.as_bytes().get(1).map_or(0, |digit| digit - b'0'), rule };
        }
        if wanted(at) {
            whole.describe(&marked, &Place { at, heading, body_before }, &mut rows);
        } else {
            rows.resize((at + 1) * EXTRA, 0);
        }
        debug_assert_eq!(rows.len(), (at + 1) * EXTRA, "the width of a row");
        body_before += usize::from(rule.any(Labels::BODY));
    }
    rows
}

/// The last heading seen.
#[derive(Clone, Copy, Debug, Default)]
struct Heading {
    at: usize,
    level: u8,
    rule: Labels,
}

/// Where a block stands: its place, the last heading before it, and how many blocks of the body.
struct Place {
    at: usize,
    heading: Heading,
    body_before: usize,
}

/// What is known of the page as a whole.
struct Whole {
    descriptions: Vec<String>,
    /// Share of the rules' body that is declared text; 255 where none is declared.
    declared: u8,
    /// Share of the rules' body in paragraphs.
    in_paragraphs: u8,
    /// Share of it classed as article text.
    classed: u8,
    /// The commonest depth and element above the rules' body.
    depth: u16,
    parent: u32,
    body: usize,
}

impl Whole {
    fn of(page: &BlockPage, marked: &[(&Block, &Markup)], rules: &[Labels]) -> Self {
        let (mut all, mut declared, mut paragraphs, mut classed) = (0, 0, 0, 0);
        let mut parents: std::collections::BTreeMap<u32, (usize, u16)> = std::collections::BTreeMap::new();
        let mut body = 0;
        for ((block, markup), rule) in marked.iter().zip(rules) {
            if !rule.any(Labels::BODY) {
                continue;
            }
            let len = block.text.len();
            body += 1;
            all += len;
            declared += if markup.hints.any(Hints::DECLARED) { len } else { 0 };
            paragraphs += if markup.tag == "p" { len } else { 0 };
            classed += if markup.hints.any(Hints::BODY) { len } else { 0 };
            let known = parents.entry(markup.parent).or_default();
            known.0 += len;
            known.1 = markup.depth;
        }
        let main = parents.iter().max_by_key(|(parent, (len, _))| (*len, u32::MAX - **parent));
        Self {
            descriptions: page.declared.descriptions.iter().take(6).map(|text| bare_words(text)).collect(),
            declared: if page.declared.body.is_some() { share(declared, all) } else { u8::MAX },
            in_paragraphs: share(paragraphs, all),
            classed: share(classed, all),
            depth: main.map_or(0, |(_, (_, depth))| *depth),
            parent: main.map_or(0, |(parent, _)| *parent),
            body,
        }
    }

    /// Adds the row of the block at `place`.
    fn describe(&self, marked: &[(&Block, &Markup)], place: &Place, rows: &mut Vec<u8>) {
        let Place { at, heading, body_before } = *place;
        let Some((block, markup)) = marked.get(at) else { return };
        let none = Markup::default();
        let near = |step: isize| {
            at.checked_add_signed(step).and_then(|place| marked.get(place)).map_or(&none, |(_, markup)| *markup)
        };
        let chars = block.text.chars().count();
        rows.extend([self.declared, self.in_paragraphs, self.classed, capped(self.body), capped(body_before)]);
        let setting = &markup.setting;
        rows.extend(setting.running);
        rows.extend(setting.linked);
        rows.extend([setting.apart_running, setting.apart_linked, setting.bold, setting.slanted]);
        rows.extend([
            u8::from(setting.picture_before),
            u8::from(near(1).setting.picture_before),
            u8::from(setting.names_picture),
            u8::from(setting.boxed),
            u8::from(setting.below_title),
        ]);
        rows.extend(OWN.iter().map(|hint| u8::from(markup.own.any(*hint))));
        rows.extend([
            u8::from(markup.parent == self.parent),
            signed(i64::from(markup.depth) - i64::from(self.depth)),
            capped(at - heading.at.min(at)),
            heading.level,
            u8::from(heading.rule.any(Labels::SUBHEAD)),
            u8::from(heading.rule.any(Labels::HEADLINE)),
            u8::from(is_prompt(&block.text, markup.link_chars * 3 > chars)),
            self.described(&block.text, chars),
        ]);
        for step in [-2, -1, 1, 2] {
            let other = near(step);
            rows.extend([
                u8::from(other.parent == markup.parent),
                other.setting.running[1],
                other.setting.apart_running,
                signed(i64::from(other.depth) - i64::from(markup.depth)),
            ]);
        }
        rows.push(u8::from(block.text.starts_with(|c: char| c.is_lowercase())));
    }

    /// Whether a description of the page says the same, or begins like it.
    fn described(&self, text: &str, chars: usize) -> u8 {
        if !(20..900).contains(&chars) {
            return 0;
        }
        let words = bare_words(text);
        let begins = |long: &str, short: &str| {
            short.len() > 30 && long.starts_with(short.get(..short.len() - 4).unwrap_or(short))
        };
        if self.descriptions.contains(&words) {
            2
        } else {
            u8::from(self.descriptions.iter().any(|known| begins(known, &words) || begins(&words, known)))
        }
    }
}

fn signed(difference: i64) -> u8 {
    u8::try_from(difference.clamp(-20, 20) + 20).unwrap_or(20)
}
