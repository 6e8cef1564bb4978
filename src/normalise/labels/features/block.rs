//! What one pass over a block tells: its size, letters and marks, what it parses as, what it shares with the title.
//!
//! A block and what the page says elsewhere come in; a [`Look`] goes out, and the content words of the block.
//!
//! Invariant: one pass over the text of a block.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lexicon::function_words::STOP_WORDS;
use crate::model::letters::{is_alphabetic, is_alphanumeric, is_numeric};
use crate::normalise::blocks::{Block, BlockPage, Labels};
use crate::normalise::labels::features::classes::class_of;
use crate::normalise::labels::features::scales::{capped, share};
use crate::normalise::labels::features::shared_words::{Shared, Words};
use crate::normalise::labels::traits::{Traits, traits_of};
use crate::normalise::text::address_words::{is_in_address, slug_words};
use crate::normalise::text::scripts::is_dense;

static STOPS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| STOP_WORDS.iter().map(|word| hash_of(word)).collect());

/// What one pass over a block tells.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::normalise) struct Look {
    pub(in crate::normalise) rule: u32,
    pub(in crate::normalise) flags: u32,
    pub(in crate::normalise) words: u32,
    pub(in crate::normalise) end: u32,
    pub(in crate::normalise) opening: u32,
    pub(in crate::normalise) capitals: u32,
    pub(in crate::normalise) digits: u32,
    pub(in crate::normalise) stops: u32,
    pub(in crate::normalise) commas: u32,
    pub(in crate::normalise) quoted: u32,
    pub(in crate::normalise) linked: u32,
    pub(in crate::normalise) tag: u32,
    pub(in crate::normalise) hints: u32,
    pub(in crate::normalise) parent: u32,
    pub(in crate::normalise) depth: u32,
    pub(in crate::normalise) title: u32,
    pub(in crate::normalise) title_share: u32,
    /// Opening brackets.
    pub(in crate::normalise) brackets: u32,
    pub(in crate::normalise) ends_in_day: u32,
    pub(in crate::normalise) address: u32,
    pub(in crate::normalise) address_share: u32,
    pub(in crate::normalise) described: u32,
    pub(in crate::normalise) parsed: u32,
    pub(in crate::normalise) prose: u32,
    pub(in crate::normalise) signs: u32,
    pub(in crate::normalise) people: u32,
    pub(in crate::normalise) dated: u32,
    pub(in crate::normalise) before: u32,
    pub(in crate::normalise) copies: u32,
    pub(in crate::normalise) whole: u64,
    pub(in crate::normalise) indent: u32,
    pub(in crate::normalise) glued: u32,
    pub(in crate::normalise) everyday: u32,
    pub(in crate::normalise) surname: u64,
    pub(in crate::normalise) shared: Shared,
    pub(in crate::normalise) chars: usize,
    pub(in crate::normalise) link_chars: usize,
    /// Long, ends as a sentence and is not linked.
    pub(in crate::normalise) running: bool,
}

/// Folds a character into the hash of a word.
fn mix(hash: u64, character: char) -> u64 {
    (hash ^ u64::from(u32::from(character))).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(7) | 1
}

/// The hash of a word in lower case.
fn hash_of(word: &str) -> u64 {
    word.chars().fold(0, mix)
}

/// The hashes of the words of a text, lower case.
fn word_hashes(text: &str) -> FxHashSet<u64> {
    let mut found = FxHashSet::default();
    let mut word = 0;
    for character in text.chars() {
        if is_alphanumeric(character) {
            word = character.to_lowercase().fold(word, mix);
        } else if word != 0 {
            found.insert(std::mem::take(&mut word));
        }
    }
    found.insert(word);
    found.remove(&0);
    found
}

/// What the page says elsewhere that blocks are compared with.
pub(in crate::normalise) struct Said {
    title: FxHashSet<u64>,
    /// The words of the address.
    address: FxHashSet<u64>,
    description: FxHashSet<u64>,
}

impl Said {
    pub(in crate::normalise) fn by(page: &BlockPage, rules: &[Labels]) -> Self {
        let declared = &page.declared;
        // The first line of a dump is its title where the rules say so.
        let titled = rules.first().is_some_and(|rule| rule.any(Labels::TITLE.with(Labels::HEADLINE)));
        let first = page.blocks.first().filter(|block| block.markup.is_none() && titled);
        let first = first.map(|block| block.text.as_str());
        let title = declared.headlines.first().or(declared.title.as_ref()).map(String::as_str).or(first);
        let description = declared.descriptions.first().map(String::as_str).unwrap_or_default();
        let cut = |text: &str| word_hashes(text.get(..text.floor_char_boundary(1000)).unwrap_or(text));
        let address = page.url.as_deref().map(slug_words).unwrap_or_default().join(" ");
        Self { title: cut(title.unwrap_or_default()), address: cut(&address), description: cut(description) }
    }

    /// Whether the address has a word of other letters than its own.
    fn addresses(&self, word: &str) -> bool {
        !word.is_ascii()
            && !self.address.is_empty()
            && is_in_address(&word.to_lowercase(), |told| self.address.contains(&hash_of(told)))
    }
}

/// Looks at one block, which the rules labelled `rule`; its content words go to `content`.
pub(in crate::normalise) fn look(
    block: &Block,
    rule: Labels,
    known: Option<&Traits>,
    said: &Said,
    content: &mut Words,
) -> Look {
    let mut look = Look { rule: u32::from(class_of(rule)), ..Look::default() };
    if rule.any(Labels::TITLE) && rule.any(Labels::HEADLINE) {
        look.rule = 12;
    }
    let (mut words, mut capitals, mut stops, mut commas) = (0_usize, 0_usize, 0_usize, 0_usize);
    let (mut digits, mut letters, mut titled, mut described) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut addressed = 0_usize;
    // Scripts without spaces: pairs of characters stand for words.
    let mut pairs: Vec<u64> = Vec::new();
    let (mut word, mut start, mut length) = (0_u64, 0_usize, 0_usize);
    let mut before = ' ';
    let mut close = |look: &mut Look, word: u64, length: usize, letters: &str| {
        if word == 0 {
            return;
        }
        let stop = STOPS.contains(&word);
        if length >= 4 && !stop {
            content.push(word);
        }
        words += 1;
        look.whole = look.whole.rotate_left(9).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word;
        stops += usize::from(stop);
        titled += usize::from(said.title.contains(&word));
        described += usize::from(said.description.contains(&word));
        addressed += usize::from(said.address.contains(&word) || said.addresses(letters));
    };
    for (at, character) in block.text.char_indices() {
        look.chars += 1;
        let last = std::mem::replace(&mut before, character);
        if is_alphanumeric(character) {
            if word == 0 && character.is_uppercase() {
                capitals += 1;
            }
            if word == 0 {
                (start, length) = (at, 0);
            }
            length += 1;
            // Two texts whose markup was taken away between them: `Most readWeather`.
            look.glued += u32::from(character.is_uppercase() && word != 0 && last.is_lowercase());
            if !character.is_ascii() && is_dense(character) && is_dense(last) {
                pairs.push(mix(mix(0, last), character));
            }
            digits += usize::from(is_numeric(character));
            letters += usize::from(is_alphabetic(character));
            word = if character.is_ascii() {
                mix(word, character.to_ascii_lowercase())
            } else {
                character.to_lowercase().fold(word, mix)
            };
            continue;
        }
        close(&mut look, std::mem::take(&mut word), length, block.text.get(start..at).unwrap_or_default());
        commas += usize::from(matches!(character, ',' | '，' | '、' | ';'));
        look.brackets += u32::from(matches!(character, '(' | '（'));
        look.quoted |= u32::from(matches!(character, '"' | '“' | '”' | '„' | '«' | '»' | '「'));
    }
    close(&mut look, word, length, block.text.get(start..).unwrap_or_default());
    for pair in pairs {
        content.push(pair);
    }
    content.close();
    look.words = capped(words);
    look.capitals = share(capitals, words);
    look.digits = share(digits, letters + digits);
    look.stops = share(stops, words);
    look.commas = capped(commas);
    // Both ways: how much of the block is the title's, and how much of the title the block's.
    look.title = share(titled, said.title.len());
    look.title_share = share(titled, words);
    look.address = share(addressed, said.address.len());
    look.address_share = share(addressed, words);
    look.described = share(described, words);
    look.indent = u32::from(block.indent.min(60));
    look.flags = u32::from(block.gap_before) | u32::from(block.bullet) << 1;
    look.opening = class_of_char(block.text.chars().next());
    look.end = class_of_char(block.text.chars().next_back());
    if let Some(markup) = &block.markup {
        look.link_chars = markup.link_chars;
        look.linked = share(markup.link_chars, look.chars);
        look.tag = tag_number(markup.tag);
        look.hints = markup.hints.0;
        look.parent = markup.parent;
        look.depth = u32::from(markup.depth);
    }
    // Most of what is linked is a menu or a teaser, and there is much of it.
    let mostly_linked = look.link_chars * 2 > look.chars;
    let found = if known.is_some() || mostly_linked { Traits::default() } else { traits_of(block) };
    let traits = known.unwrap_or(&found);
    look.parsed = parsed(traits);
    look.signs = u32::from(traits.signs);
    look.people = u32::from(traits.people);
    look.everyday = u32::from(traits.everyday);
    look.surname = traits.surname().chars().flat_map(char::to_lowercase).fold(0, mix);
    look.dated = u32::from(traits.dated);
    look.ends_in_day = u32::from(traits.ends_in_day);
    look.prose = prose_steps(traits.prose);
    look.running = look.chars >= 80 && matches!(look.end, 1 | 3) && look.link_chars * 3 < look.chars;
    look
}

/// How much it reads as prose, in tenths.
fn prose_steps(prose: f64) -> u32 {
    (0..60_u32).take_while(|step| f64::from(*step) * 0.1 < prose).count().try_into().unwrap_or(0)
}

fn tag_number(tag: &str) -> u32 {
    const TAGS: [&str; 14] =
        ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "figcaption", "blockquote", "td", "div", "section", "article"];
    TAGS.iter().position(|known| *known == tag).map_or(1, |at| u32::try_from(at).unwrap_or(0) + 2)
}

fn parsed(traits: &Traits) -> u32 {
    let flags = [
        traits.furniture,
        traits.opens_list,
        traits.opens_comments,
        traits.is_date,
        traits.dates_with_role,
        traits.is_byline,
        traits.led_byline,
        traits.is_lead,
        traits.is_caption,
        traits.has_credit,
        traits.credit_only,
        traits.is_noise,
    ];
    flags.into_iter().enumerate().fold(0, |bits, (at, flag)| bits | u32::from(flag) << at)
}

fn class_of_char(character: Option<char>) -> u32 {
    match character {
        Some('.' | '!' | '?' | '。' | '！' | '？' | '।' | '۔') => 1,
        Some('…') => 2,
        Some('"' | '”' | '“' | '’' | '\'' | '»' | '«' | '」' | '„' | '‘') => 3,
        Some(':') => 4,
        Some(',' | ';') => 5,
        Some(')' | ']') => 6,
        Some('(' | '[') => 7,
        Some('-' | '–' | '—') => 8,
        Some('|' | '/' | '•' | '·' | '>' | '›' | '→') => 9,
        Some('#' | '@') => 10,
        Some('©') => 11,
        Some(other) if is_numeric(other) => 12,
        Some(other) if other.is_uppercase() => 13,
        Some(other) if other.is_lowercase() => 14,
        Some(other) if is_alphabetic(other) => 15,
        _ => 0,
    }
}
