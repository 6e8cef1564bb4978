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
    look.add_text(&block.text, said, content);
    look.add_setting(block);
    // Most of what is linked is a menu or a teaser, and there is much of it.
    let mostly_linked = look.link_chars * 2 > look.chars;
    let found = if known.is_some() || mostly_linked { Traits::default() } else { traits_of(block) };
    look.add_traits(known.unwrap_or(&found));
    look.running = look.chars >= 80 && matches!(look.end, 1 | 3) && look.link_chars * 3 < look.chars;
    look
}

/// What the words and characters of a block come to.
#[derive(Default)]
struct Counts {
    words: usize,
    capitals: usize,
    stops: usize,
    commas: usize,
    digits: usize,
    letters: usize,
    /// Words that the title, the description or the address has too.
    titled: usize,
    described: usize,
    addressed: usize,
}

impl Counts {
    /// Counts a word by its hash and its letters, and says whether it is a stop word.
    fn add_word(&mut self, word: u64, letters: &str, said: &Said) -> bool {
        let stop = STOPS.contains(&word);
        self.words += 1;
        self.stops += usize::from(stop);
        self.titled += usize::from(said.title.contains(&word));
        self.described += usize::from(said.description.contains(&word));
        self.addressed += usize::from(said.address.contains(&word) || said.addresses(letters));
        stop
    }
}

impl Look {
    /// Counts the words and characters of `text`.
    fn add_text(&mut self, text: &str, said: &Said, content: &mut Words) {
        let mut counts = Counts::default();
        // Scripts without spaces: pairs of characters stand for words.
        let mut pairs: Vec<u64> = Vec::new();
        let (mut word, mut start, mut length) = (0_u64, 0_usize, 0_usize);
        let mut before = ' ';
        let mut close = |look: &mut Self, counts: &mut Counts, word: u64, length: usize, letters: &str| {
            if word != 0 {
                if !counts.add_word(word, letters, said) && length >= 4 {
                    content.push(word);
                }
                look.whole = look.whole.rotate_left(9).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word;
            }
        };
        for (at, character) in text.char_indices() {
            self.chars += 1;
            let last = std::mem::replace(&mut before, character);
            if is_alphanumeric(character) {
                if word == 0 {
                    (start, length) = (at, 0);
                    counts.capitals += usize::from(character.is_uppercase());
                }
                length += 1;
                // Two texts whose markup was taken away between them: `Most readWeather`.
                self.glued += u32::from(character.is_uppercase() && word != 0 && last.is_lowercase());
                if !character.is_ascii() && is_dense(character) && is_dense(last) {
                    pairs.push(mix(mix(0, last), character));
                }
                counts.digits += usize::from(is_numeric(character));
                counts.letters += usize::from(is_alphabetic(character));
                word = if character.is_ascii() {
                    mix(word, character.to_ascii_lowercase())
                } else {
                    character.to_lowercase().fold(word, mix)
                };
                continue;
            }
            close(self, &mut counts, std::mem::take(&mut word), length, text.get(start..at).unwrap_or_default());
            counts.commas += usize::from(matches!(character, ',' | '，' | '、' | ';'));
            self.brackets += u32::from(matches!(character, '(' | '（'));
            self.quoted |= u32::from(matches!(character, '"' | '“' | '”' | '„' | '«' | '»' | '「'));
        }
        close(self, &mut counts, word, length, text.get(start..).unwrap_or_default());
        for pair in pairs {
            content.push(pair);
        }
        content.close();
        self.add_counts(&counts, said);
    }

    fn add_counts(&mut self, counts: &Counts, said: &Said) {
        self.words = capped(counts.words);
        self.capitals = share(counts.capitals, counts.words);
        self.digits = share(counts.digits, counts.letters + counts.digits);
        self.stops = share(counts.stops, counts.words);
        self.commas = capped(counts.commas);
        // Both ways: how much of the block is the title's, and how much of the title the block's.
        self.title = share(counts.titled, said.title.len());
        self.title_share = share(counts.titled, counts.words);
        self.address = share(counts.addressed, said.address.len());
        self.address_share = share(counts.addressed, counts.words);
        self.described = share(counts.described, counts.words);
    }

    /// Where the block stands in its page, how it begins and ends, and what its markup says.
    fn add_setting(&mut self, block: &Block) {
        self.indent = u32::from(block.indent.min(60));
        self.flags = u32::from(block.gap_before) | u32::from(block.bullet) << 1;
        self.opening = class_of_char(block.text.chars().next());
        self.end = class_of_char(block.text.chars().next_back());
        if let Some(markup) = &block.markup {
            self.link_chars = markup.link_chars;
            self.linked = share(markup.link_chars, self.chars);
            self.tag = tag_number(markup.tag);
            self.hints = markup.hints.0;
            self.parent = markup.parent;
            self.depth = u32::from(markup.depth);
        }
    }

    /// What the line parsers make of the block.
    fn add_traits(&mut self, traits: &Traits) {
        self.parsed = parsed(traits);
        self.signs = u32::from(traits.signs);
        self.people = u32::from(traits.people);
        self.everyday = u32::from(traits.everyday);
        self.surname = traits.surname().chars().flat_map(char::to_lowercase).fold(0, mix);
        self.dated = u32::from(traits.dated);
        self.ends_in_day = u32::from(traits.ends_in_day);
        self.prose = prose_steps(traits.prose);
    }
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
