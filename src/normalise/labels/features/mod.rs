//! What a trained labeller is told of each block of a page.
//!
//! Blocks and the labels that the rules gave them come in; for each block a list of hashed features goes out: its size,
//! letters and marks, what it parses as, what its markup says, what the page says again, where it stands, and the same of
//! its neighbours in short. Nothing names a publisher; words count by what a block shares with the rest of the page.
//!
//! Invariant: one pass over the text of the page and a bounded number of features a block, so the time is linear.

pub(in crate::normalise) mod block;
pub mod chain;
pub mod classes;
pub mod markup;
pub(in crate::normalise) mod scales;
pub(in crate::normalise) mod shared_words;
pub(in crate::normalise) mod surroundings;

use rustc_hash::FxHashMap;

use crate::normalise::blocks::{BlockPage, Hints, Labels};
use crate::normalise::labels::features::block::{Look, Said, look};
use crate::normalise::labels::features::chain::{Chain, chain_of};
use crate::normalise::labels::features::classes::RuleLabels;
use crate::normalise::labels::features::scales::{capped, share, signed};
use crate::normalise::labels::features::shared_words::{Words, shared_words};
use crate::normalise::labels::features::surroundings::{BODY, Group, Surroundings, usual_indent};

/// What was found out about the blocks of a page.
pub struct PageFeatures {
    /// For the trees: [`WIDTH`] bytes a block, one block after the other.
    pub rows: Vec<u8>,
    looks: Vec<Look>,
    around: Surroundings,
}

impl PageFeatures {
    /// The hashed features of the chain.
    #[must_use]
    pub fn chain(&self) -> Chain {
        chain_of(&self.looks, &self.around)
    }
}

/// Looks at each block of `page`, which the rules labelled `rules`.
#[must_use]
pub fn features_of(page: &BlockPage, rules: &RuleLabels) -> PageFeatures {
    let said = Said::by(page, &rules.labels);
    let none = Labels::BOILERPLATE;
    let labels = rules.labels.iter().copied().chain(std::iter::repeat(none));
    let traits = rules.traits.iter().map(Some).chain(std::iter::repeat(None));
    let mut words = Words::default();
    let mut looks: Vec<Look> = page
        .blocks
        .iter()
        .zip(labels.zip(traits))
        .map(|(block, (rule, traits))| look(block, rule, traits, &said, &mut words))
        .collect();
    let body: Vec<bool> = looks.iter().map(|look| look.rule == BODY).collect();
    let running: Vec<bool> = looks.iter().map(|look| look.running).collect();
    let surnames: Vec<u64> = looks.iter().map(|look| look.surname).collect();
    for (look, shared) in looks.iter_mut().zip(shared_words(&words, &body, &running, &surnames)) {
        look.shared = shared;
    }
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
    let mut rows = vec![0; looks.len() * WIDTH];
    for (at, row) in rows.chunks_exact_mut(WIDTH).enumerate() {
        around.describe(&looks, at, row);
    }
    PageFeatures { rows, looks, around }
}

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
            indent: usual_indent(looks),
            before,
            after,
            running,
            body,
            saved: looks.first().is_some_and(|look| look.tag != 0),
            all_chars: looks.iter().filter(|look| look.running).map(|look| look.chars).sum(),
        }
    }

    pub(in crate::normalise) fn between(counts: &[usize], from: usize, to: usize) -> usize {
        let last = counts.len().saturating_sub(1);
        let at = |place: usize| counts.get(place.min(last)).copied().unwrap_or(0);
        at(to).saturating_sub(at(from))
    }

    /// Fills the row of the block `at`.
    fn describe(&self, looks: &[Look], at: usize, row: &mut [u8]) {
        let none = Look::default();
        let near: Near<'_> = [-3, -2, -1, 0, 1, 2, 3]
            .map(|step| at.checked_add_signed(step).and_then(|place| looks.get(place)).unwrap_or(&none));
        let own = near[OWN];
        let mut row = row.iter_mut();
        let mut add = |value: u32| match row.next() {
            Some(feature) => *feature = u8::try_from(value).unwrap_or(u8::MAX),
            None => debug_assert!(false, "more features than WIDTH"),
        };
        describe_rules(&near, &mut add);
        describe_letters(own, near[OWN + 1], &mut add);
        describe_repeats(&near, &mut add);
        self.describe_indent(&near, &mut add);
        self.describe_place(at, looks.len(), &mut add);
        describe_neighbours(&near, &mut add);
        self.describe_markup(own, near[OWN - 1], near[OWN + 1], &mut add);
        debug_assert_eq!(row.len(), 0, "fewer features than WIDTH");
    }

    /// How far it is indented, against the running text and its neighbours.
    fn describe_indent(&self, near: &Near<'_>, add: &mut impl FnMut(u32)) {
        let own = near[OWN];
        add(own.indent);
        add(u32::from(own.indent == self.indent));
        for other in [near[OWN - 1], near[OWN + 1]] {
            add(1 + u32::from(other.indent > own.indent) - u32::from(other.indent < own.indent));
        }
    }

    /// Where the block `at` of `blocks` stands, and the prose around it.
    fn describe_place(&self, at: usize, blocks: usize, add: &mut impl FnMut(u32)) {
        add(self.headline.map_or(0, |headline| signed(headline, at)));
        add(self.first.map_or(0, |first| signed(first, at)));
        add(self.last.map_or(0, |last| signed(last, at)));
        add(capped(at));
        add(share(at, blocks));
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

/// A block between the three before it and the three behind it.
type Near<'l> = [&'l Look; 7];

/// The place of a block among those near it.
const OWN: usize = 3;

/// Whether it can sign and date a story, first, so that others find it; what the rules say here and around.
fn describe_rules(near: &Near<'_>, add: &mut impl FnMut(u32)) {
    let own = near[OWN];
    add(own.signs);
    add(own.dated);
    add(own.people);
    for (place, other) in near.iter().enumerate() {
        if place != OWN {
            add(other.signs);
            add(other.dated);
        }
    }
    add(own.rule);
    for other in near {
        add(kind_of_rule(other.rule, other.chars));
    }
}

/// Its letters and marks, and what it parses as.
fn describe_letters(own: &Look, next: &Look, add: &mut impl FnMut(u32)) {
    add(capped(own.chars / 4));
    add(own.words);
    for value in [own.end, own.opening, own.capitals, own.digits, own.stops, own.commas, own.quoted] {
        add(value);
    }
    add(own.flags & 1);
    add(own.flags >> 1);
    add(next.flags & 1);
    for bit in 0..12 {
        add(own.parsed >> bit & 1);
    }
    add(own.prose);
}

/// What the page says again, and what the block shares with the story.
fn describe_repeats(near: &Near<'_>, add: &mut impl FnMut(u32)) {
    let own = near[OWN];
    for value in [own.title, own.title_share, own.address, own.address_share, own.described, own.before, own.copies] {
        add(value);
    }
    let shared = own.shared;
    for value in [shared.story, shared.own_story, shared.near, shared.topics, shared.named] {
        add(value);
    }
    for other in [near[OWN - 1], near[OWN + 1]] {
        add(other.shared.story);
        add(other.shared.near);
    }
    add(own.everyday);
    add(own.glued.min(9));
    add(own.brackets.min(9));
    add(own.ends_in_day);
}

/// Neighbours in short.
fn describe_neighbours(near: &Near<'_>, add: &mut impl FnMut(u32)) {
    for other in [near[1], near[2], near[4], near[5]] {
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
}

/// Where a row says whom the block names.
pub const SIGNS: usize = 0;
/// From this value on a block says that whom it names is who wrote.
pub const LED: u8 = 4;
/// Where a row says whether the block holds a date.
pub const DATED: usize = 1;
/// Where a row says whether the block opens a list of other stories.
pub const OPENS_LIST: usize = 36;
/// Where a row says in how many blocks of the body the surname of whom it names stands.
pub const NAMED: usize = 59;
/// Where a row says what the rules make of the blocks around, above 1 where it is something of the article.
pub const NEAR: std::ops::Range<usize> = 16..23;
/// How many features a block has.
pub const WIDTH: usize = 178;

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
