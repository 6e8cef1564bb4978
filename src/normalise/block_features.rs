//! What a trained labeller is told of each block of a page.
//!
//! Blocks and the labels that the rules gave them come in; for each block a list of hashed features goes out: its size,
//! letters and marks, what it parses as, what its markup says, what the page says again, where it stands, and the same of
//! its neighbours in short. Nothing names a publisher; words count only at the edges of a block.
//!
//! Invariant: one pass over the text of the page and a bounded number of features a block, so the time is linear.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::normalise::block_chain::{Chain, chain_of};
use crate::normalise::block_traits::{Traits, traits_of};
use crate::normalise::blocks::{Block, BlockPage, Hints, Labels};
use crate::normalise::text_labels::slug_words;

/// The classes a block may be of, as the labels that are read off; the class is the place in this list.
pub const CLASSES: [Labels; 12] = [
    Labels::BOILERPLATE,
    Labels::BODY,
    Labels::SUBHEAD,
    Labels::HEADLINE,
    Labels::STANDFIRST,
    Labels::BYLINE,
    Labels::DATE,
    Labels::BYLINE.with(Labels::DATE),
    Labels::CAPTION,
    Labels::CREDIT,
    Labels::REPEAT,
    Labels::TITLE,
];

/// What the rules say of a page's blocks, and what of it need not be found out again.
#[derive(Clone, Debug, Default)]
pub struct RuleLabels {
    /// One set of labels a block.
    pub labels: Vec<Labels>,
    /// The traits of each block; none for a saved page.
    pub(super) traits: Vec<Traits>,
}

/// The place in [`CLASSES`] that fits `labels` best.
#[must_use]
pub fn class_of(labels: Labels) -> u8 {
    if labels.any(Labels::BYLINE) && labels.any(Labels::DATE) {
        return 7;
    }
    // A caption with its credit is a caption, a title that is the headline a headline.
    let order = [1, 2, 3, 4, 5, 6, 8, 9, 10, 11];
    order.into_iter().find(|class| CLASSES.get(usize::from(*class)).is_some_and(|only| labels.any(*only))).unwrap_or(0)
}

/// Words that running text of European languages is full of.
const STOP_WORDS: &str = "the of and to in a is that for it was on with as by at from this be are der die das und den von zu mit \
    ist im auf für nicht ein eine dem des sich le la les de et en du un une que qui dans pour est au el los las y se del por con \
    il di che e per non sono o do da em um os no na ve bir bu için de da i w z nie że się je v že na a och att som det är av för \
    på og er til den van het een dat niet и в на не что с по для та у як";

static STOPS: LazyLock<FxHashSet<u64>> =
    LazyLock::new(|| STOP_WORDS.split_whitespace().map(|word| word.chars().fold(0, mix)).collect());

/// What one pass over a block tells.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    pub(super) rule: u32,
    pub(super) flags: u32,
    pub(super) words: u32,
    pub(super) end: u32,
    pub(super) opening: u32,
    pub(super) capitals: u32,
    pub(super) digits: u32,
    pub(super) stops: u32,
    pub(super) commas: u32,
    pub(super) quoted: u32,
    pub(super) linked: u32,
    pub(super) tag: u32,
    pub(super) hints: u32,
    pub(super) parent: u32,
    pub(super) depth: u32,
    pub(super) title: u32,
    pub(super) title_share: u32,
    pub(super) address: u32,
    pub(super) address_share: u32,
    pub(super) described: u32,
    pub(super) parsed: u32,
    pub(super) prose: u32,
    pub(super) signs: u32,
    pub(super) people: u32,
    pub(super) dated: u32,
    pub(super) before: u32,
    pub(super) copies: u32,
    pub(super) whole: u64,
    pub(super) chars: usize,
    pub(super) link_chars: usize,
    /// Long, ends as a sentence and is not linked.
    pub(super) running: bool,
}

/// Folds a character into the hash of a word.
fn mix(hash: u64, character: char) -> u64 {
    (hash ^ u64::from(u32::from(character))).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(7) | 1
}

/// The hashes of the words of a text, lower case.
fn word_hashes(text: &str) -> FxHashSet<u64> {
    let mut found = FxHashSet::default();
    let mut word = 0;
    for character in text.chars() {
        if character.is_alphanumeric() {
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
struct Said {
    title: FxHashSet<u64>,
    /// The words of the address.
    address: FxHashSet<u64>,
    description: FxHashSet<u64>,
}

impl Said {
    fn by(page: &BlockPage) -> Self {
        let declared = &page.declared;
        let first = page.blocks.first().filter(|block| block.markup.is_none()).map(|block| block.text.as_str());
        let title = declared.headlines.first().or(declared.title.as_ref()).map(String::as_str).or(first);
        let description = declared.descriptions.first().map(String::as_str).unwrap_or_default();
        let cut = |text: &str| word_hashes(text.get(..text.floor_char_boundary(1000)).unwrap_or(text));
        let address = page.url.as_deref().map(slug_words).unwrap_or_default().join(" ");
        Self { title: cut(title.unwrap_or_default()), address: cut(&address), description: cut(description) }
    }
}

fn look(block: &Block, rule: Labels, known: Option<&Traits>, said: &Said) -> Look {
    let mut look = Look { rule: u32::from(class_of(rule)), ..Look::default() };
    if rule.any(Labels::TITLE) && rule.any(Labels::HEADLINE) {
        look.rule = 12;
    }
    let (mut words, mut capitals, mut stops, mut commas) = (0_usize, 0_usize, 0_usize, 0_usize);
    let (mut digits, mut letters, mut titled, mut described) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut addressed = 0_usize;
    let mut word = 0_u64;
    let mut close = |look: &mut Look, word: u64| {
        if word == 0 {
            return;
        }
        words += 1;
        look.whole = look.whole.rotate_left(9).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word;
        stops += usize::from(STOPS.contains(&word));
        titled += usize::from(said.title.contains(&word));
        described += usize::from(said.description.contains(&word));
        addressed += usize::from(said.address.contains(&word));
    };
    for character in block.text.chars() {
        look.chars += 1;
        if character.is_alphanumeric() {
            if word == 0 && character.is_uppercase() {
                capitals += 1;
            }
            digits += usize::from(character.is_numeric());
            letters += usize::from(character.is_alphabetic());
            word = if character.is_ascii() {
                mix(word, character.to_ascii_lowercase())
            } else {
                character.to_lowercase().fold(word, mix)
            };
            continue;
        }
        close(&mut look, std::mem::take(&mut word));
        commas += usize::from(matches!(character, ',' | '，' | '、' | ';'));
        look.quoted |= u32::from(matches!(character, '"' | '“' | '”' | '„' | '«' | '»' | '「'));
    }
    close(&mut look, word);
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
    look.dated = u32::from(traits.dated);
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
        Some(other) if other.is_numeric() => 12,
        Some(other) if other.is_uppercase() => 13,
        Some(other) if other.is_lowercase() => 14,
        Some(other) if other.is_alphabetic() => 15,
        _ => 0,
    }
}

/// What the blocks of one parent element are together.
#[derive(Clone, Copy, Default)]
pub(super) struct Group {
    pub(super) blocks: usize,
    pub(super) chars: usize,
    pub(super) linked: usize,
    pub(super) running: usize,
    pub(super) body: usize,
}

/// The features of each block of `page`, which the rules labelled `rules`: [`WIDTH`] bytes a block for the
/// trees, one block after the other, and hashes for the chain.
#[must_use]
pub fn features_of(page: &BlockPage, rules: &RuleLabels) -> (Vec<u8>, Chain) {
    let said = Said::by(page);
    let none = Labels::BOILERPLATE;
    let labels = rules.labels.iter().copied().chain(std::iter::repeat(none));
    let traits = rules.traits.iter().map(Some).chain(std::iter::repeat(None));
    let mut looks: Vec<Look> = page
        .blocks
        .iter()
        .zip(labels.zip(traits))
        .map(|(block, (rule, traits))| look(block, rule, traits, &said))
        .collect();
    let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
    for look in &mut looks {
        let count = seen.entry(look.whole).or_default();
        look.before = (*count).min(9);
        *count += 1;
    }
    for look in &mut looks {
        look.copies = seen.get(&look.whole).copied().unwrap_or(0).min(9);
    }
    let around = Surroundings::of(&looks);
    let mut rows = Vec::with_capacity(looks.len() * WIDTH);
    for at in 0..looks.len() {
        around.describe(&looks, at, &mut rows);
        debug_assert_eq!(rows.len(), (at + 1) * WIDTH);
    }
    (rows, chain_of(&looks, &around))
}

/// Where things stand on the page.
pub(super) struct Surroundings {
    pub(super) headline: Option<usize>,
    pub(super) first: Option<usize>,
    pub(super) last: Option<usize>,
    pub(super) groups: FxHashMap<u32, Group>,
    pub(super) main: u32,
    pub(super) main_depth: u32,
    pub(super) before: Vec<usize>,
    pub(super) after: Vec<usize>,
    /// Running blocks up to each place.
    pub(super) running: Vec<usize>,
    /// Blocks that the rules take for body up to each place.
    pub(super) body: Vec<usize>,
    pub(super) all_chars: usize,
    pub(super) saved: bool,
}

const BODY: u32 = 1;

impl Surroundings {
    fn of(looks: &[Look]) -> Self {
        let place = |wanted: &[u32]| looks.iter().position(|look| wanted.contains(&look.rule));
        let mut groups: FxHashMap<u32, Group> = FxHashMap::default();
        for look in looks {
            let group = groups.entry(look.parent).or_default();
            group.blocks += 1;
            group.chars += look.chars;
            group.linked += look.link_chars;
            group.running += if look.running { look.chars } else { 0 };
            group.body += usize::from(look.rule == BODY);
        }
        // Of equals the first on the page.
        let mut main = (0, 0, 0);
        for look in looks {
            let running = groups.get(&look.parent).map_or(0, |group| group.running);
            if running > main.0 {
                main = (running, look.parent, look.depth);
            }
        }
        let (mut running, mut body, mut before) = (vec![0], vec![0], Vec::new());
        let mut last_running = None;
        for (at, look) in looks.iter().enumerate() {
            before.push(last_running.map_or(usize::MAX, |last: usize| at - last));
            if look.running {
                last_running = Some(at);
            }
            running.push(running.last().copied().unwrap_or(0) + usize::from(look.running));
            body.push(body.last().copied().unwrap_or(0) + usize::from(look.rule == BODY));
        }
        let mut after = vec![usize::MAX; looks.len()];
        let mut next = None;
        for (at, look) in looks.iter().enumerate().rev() {
            if let (Some(distance), Some(next)) = (after.get_mut(at), next) {
                *distance = next - at;
            }
            if look.running {
                next = Some(at);
            }
        }
        Self {
            headline: place(&[3, 12]).or_else(|| place(&[11])),
            first: place(&[BODY]),
            last: looks.iter().rposition(|look| look.rule == BODY),
            groups,
            main: main.1,
            main_depth: main.2,
            before,
            after,
            running,
            body,
            saved: looks.first().is_some_and(|look| look.tag != 0),
            all_chars: looks.iter().filter(|look| look.running).map(|look| look.chars).sum(),
        }
    }

    pub(super) fn between(counts: &[usize], from: usize, to: usize) -> usize {
        let last = counts.len().saturating_sub(1);
        let at = |place: usize| counts.get(place.min(last)).copied().unwrap_or(0);
        at(to).saturating_sub(at(from))
    }

    fn describe(&self, looks: &[Look], at: usize, rows: &mut Vec<u8>) {
        let Some(own) = looks.get(at) else { return };
        let none = Look::default();
        let near = |step: isize| at.checked_add_signed(step).and_then(|place| looks.get(place)).unwrap_or(&none);
        let mut add = |value: u32| rows.push(u8::try_from(value).unwrap_or(u8::MAX));
        // Whether it can sign and date a story: first, so that others find it.
        add(own.signs);
        add(own.dated);
        add(own.people);
        for step in [-3, -2, -1, 1, 2, 3] {
            add(near(step).signs);
            add(near(step).dated);
        }
        // What the rules say here and around.
        add(own.rule);
        for step in [-3, -2, -1, 0, 1, 2, 3] {
            add(kind_of_rule(near(step).rule, near(step).chars));
        }
        // Its letters and marks.
        add(capped(own.chars / 4));
        add(own.words);
        for value in [own.end, own.opening, own.capitals, own.digits, own.stops, own.commas, own.quoted] {
            add(value);
        }
        add(own.flags & 1);
        add(own.flags >> 1);
        add(near(1).flags & 1);
        // What it parses as.
        for bit in 0..12 {
            add(own.parsed >> bit & 1);
        }
        add(own.prose);
        // What the page says again.
        for value in [own.title, own.title_share, own.address, own.address_share, own.described, own.before, own.copies]
        {
            add(value);
        }
        // Where it stands.
        add(self.headline.map_or(0, |headline| signed(headline, at)));
        add(self.first.map_or(0, |first| signed(first, at)));
        add(self.last.map_or(0, |last| signed(last, at)));
        add(capped(at));
        add(share(at, looks.len()));
        add(capped(self.before.get(at).copied().unwrap_or(usize::MAX)));
        add(capped(self.after.get(at).copied().unwrap_or(usize::MAX)));
        for reach in [2, 5, 12] {
            add(capped(Self::between(&self.running, at.saturating_sub(reach), at)));
            add(capped(Self::between(&self.running, at + 1, at + 1 + reach)));
            add(capped(Self::between(&self.body, at.saturating_sub(reach), at)));
            add(capped(Self::between(&self.body, at + 1, at + 1 + reach)));
        }
        add(share(Self::between(&self.running, 0, at), self.running.last().copied().unwrap_or(0)));
        add(share(Self::between(&self.body, 0, at), self.body.last().copied().unwrap_or(0)));
        add(capped(self.all_chars / 100));
        add(capped(self.body.last().copied().unwrap_or(0)));
        // Neighbours in short.
        for step in [-2, -1, 1, 2] {
            let other = near(step);
            add(capped(other.chars / 4));
            add(other.end);
            add(other.prose);
            add(other.linked);
            add(other.parsed & 7);
            add(other.parsed >> 3 & 1);
            add(other.parsed >> 5 & 7);
            add(other.parsed >> 8 & 7);
            add(other.title_share);
            add(other.tag);
        }
        self.describe_markup(own, near(-1), near(1), &mut add);
    }

    fn describe_markup(&self, own: &Look, before: &Look, next: &Look, add: &mut impl FnMut(u32)) {
        let group = self.groups.get(&own.parent).copied().unwrap_or_default();
        add(own.linked);
        add(own.tag);
        for bit in 0..24 {
            add(own.hints >> bit & 1);
        }
        for other in [before, next] {
            add(u32::from(other.parent == own.parent));
            add(u32::from(other.tag == own.tag));
            add((other.hints & Hints::DECLARED.0).min(1));
            add((other.hints & Hints::FIGURE.with(Hints::CAPTION).0).min(1));
        }
        add(u32::from(own.parent == self.main));
        add(u32::try_from((i64::from(own.depth) - i64::from(self.main_depth)).clamp(-20, 20) + 20).unwrap_or(0));
        add(capped(group.blocks));
        add(share(group.linked, group.chars));
        add(share(group.running, self.all_chars));
        add(share(group.running, group.chars));
        add(share(group.body, group.blocks));
        add(share(own.chars, group.chars));
        add(u32::from(self.saved));
    }
}

/// Where a row says whom the block names.
pub const SIGNS: usize = 0;
/// Where a row says whether the block holds a date.
pub const DATED: usize = 1;
/// Where a row says whether the block opens a list of other stories.
pub const OPENS_LIST: usize = 36;
/// Where a row says what the rules make of the blocks around, above 1 where it is something of the article.
pub const NEAR: std::ops::Range<usize> = 16..23;
/// How many features a block has.
pub const WIDTH: usize = 161;

/// What a tree can tell apart: nothing, furniture, another part of the article, its text.
fn kind_of_rule(rule: u32, chars: usize) -> u32 {
    match rule {
        _ if chars == 0 => 0,
        0 => 1,
        1 => 3,
        2 => 4,
        _ => 2,
    }
}

fn capped(count: usize) -> u32 {
    u32::try_from(count.min(255)).unwrap_or(255)
}

/// A share in hundredths.
fn share(part: usize, whole: usize) -> u32 {
    u32::try_from((part.saturating_mul(100) / whole.max(1)).min(100)).unwrap_or(100)
}

/// How far after (above 128) or before.
fn signed(from: usize, to: usize) -> u32 {
    if to >= from { 128 + capped(to - from).min(127) } else { 128 - capped(from - to).min(127) }
}
