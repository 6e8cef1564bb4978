//! The features of the chain: what the conditional random field is told of each block.
//!
//! The same findings as the trees are told, in steps and in pairs, hashed: a sum of weights can only weigh together what
//! a feature names together. They are about the block, its neighbours, the stretch of the page and, in saved pages, the
//! markup.
//!
//! Invariant: a bounded number of features a block.

use crate::learned::FeatureHash;
use crate::normalise::blocks::Hints;
use crate::normalise::labels::features::block::Look;
use crate::normalise::labels::features::surroundings::{Group, Surroundings};

/// The hashed features of all blocks of a page.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    /// Hashes, block after block.
    pub hashes: Vec<u32>,
    /// Where each block's hashes end.
    pub ends: Vec<u32>,
}

/// The features of all blocks.
pub(in crate::normalise) fn chain_of(looks: &[Look], around: &Surroundings) -> Chain {
    let mut chain = Chain::default();
    chain.hashes.reserve(looks.len() * 96);
    for at in 0..looks.len() {
        let mut list = List { hashes: &mut chain.hashes, kind: u32::from(around.saved), template: 0 };
        describe(looks, around, at, &mut list);
        chain.ends.push(u32::try_from(chain.hashes.len()).unwrap_or(u32::MAX));
    }
    chain
}

/// The features of the block that is being described.
struct List<'h> {
    hashes: &'h mut Vec<u32>,
    kind: u32,
    template: u32,
}

impl List<'_> {
    /// Adds a feature: the next template, with these values.
    fn add(&mut self, values: &[u32]) {
        self.template += 1;
        let hash = FeatureHash::new(self.template * 2 + self.kind);
        self.hashes.push(values.iter().fold(hash, |hash, value| hash.number(*value)).finish());
    }

    /// Adds a feature for each member of a set.
    fn add_set(&mut self, set: u32) {
        self.template += 1;
        let hash = FeatureHash::new(self.template * 2 + self.kind);
        self.hashes.extend((0..32).filter(|bit| set & (1 << bit) != 0).map(|bit| hash.number(bit).finish()));
    }
}

/// Steps of sizes that grow by about a half.
fn size_step(chars: usize) -> u32 {
    const EDGES: [usize; 15] = [3, 7, 13, 20, 28, 40, 55, 75, 100, 140, 190, 260, 380, 600, 1200];
    u32::try_from(EDGES.partition_point(|edge| *edge <= chars)).unwrap_or(0)
}

/// Steps of a share in hundredths, none apart from little.
fn share_step(share: u32) -> u32 {
    if share == 0 { 0 } else { 1 + share * 8 / 100 }
}

/// Steps of a share of two counts.
fn ratio_step(part: usize, whole: usize) -> u32 {
    if part == 0 { 0 } else { 1 + u32::try_from((part * 8 / whole.max(1)).min(8)).unwrap_or(8) }
}

/// Steps of a distance, its sign kept.
fn distance_step(from: usize, to: usize) -> u32 {
    const EDGES: [usize; 10] = [1, 2, 3, 4, 6, 9, 14, 24, 45, 100];
    let step = |distance: usize| u32::try_from(EDGES.partition_point(|edge| *edge <= distance)).unwrap_or(0);
    if to >= from { step(to - from) } else { 16 + step(from - to) }
}

fn count_step(count: usize) -> u32 {
    u32::try_from(count.min(4) + usize::from(count > 6) + usize::from(count > 15)).unwrap_or(0)
}

fn prose_step(prose: u32) -> u32 {
    match prose {
        0 => 0,
        1..=6 => 1,
        7..=15 => 2,
        _ => 3,
    }
}

/// A block between the three before it and the three behind it.
type Near<'l> = [&'l Look; 7];

/// The places of a block and its neighbours among those near it.
const BEFORE: usize = 2;
const OWN: usize = 3;
const NEXT: usize = 4;

fn describe(looks: &[Look], around: &Surroundings, at: usize, list: &mut List<'_>) {
    let none = Look { rule: 31, ..Look::default() };
    let near: Near<'_> = [-3, -2, -1, 0, 1, 2, 3]
        .map(|step| at.checked_add_signed(step).and_then(|place| looks.get(place)).unwrap_or(&none));
    let own = near[OWN];
    describe_rules(&near, list);
    describe_letters(own, list);
    describe_parsed(&near, list);
    describe_repeats(own, list);
    describe_shared(&near, list);
    describe_indent(&near, around, list);
    describe_place(own, around, at, list);
    describe_neighbours(&near, list);
    if list.kind == 1 {
        describe_markup(own, near[BEFORE], near[NEXT], around, list);
    }
}

/// Its words, where it is short, and what the rules say here and around.
fn describe_rules(near: &Near<'_>, list: &mut List<'_>) {
    let own = near[OWN];
    let whole = u32::try_from(own.whole >> 32).unwrap_or(0);
    list.add(&[if own.chars <= 40 { whole } else { 0 }]);
    list.add(&[own.rule]);
    list.add(&[own.rule, near[BEFORE].rule]);
    list.add(&[own.rule, near[NEXT].rule]);
    list.add(&[own.rule, near[BEFORE].rule, near[NEXT].rule]);
    list.add(&[near[1].rule, near[BEFORE].rule]);
    list.add(&[near[NEXT].rule, near[5].rule]);
    list.add(&[near[0].rule, near[6].rule]);
}

/// Its letters and marks.
fn describe_letters(own: &Look, list: &mut List<'_>) {
    let (size, prose) = (size_step(own.chars), prose_step(own.prose));
    list.add(&[size]);
    list.add(&[size_step(usize::try_from(own.words).unwrap_or(0) * 3)]);
    list.add(&[size, own.end]);
    list.add(&[size, own.opening]);
    list.add(&[size, share_step(own.stops)]);
    list.add(&[size, share_step(own.capitals)]);
    list.add(&[size, share_step(own.digits)]);
    list.add(&[own.commas.min(6), own.quoted, size]);
    list.add(&[own.rule, size]);
    list.add(&[own.rule, own.end, prose]);
    list.add(&[own.rule, share_step(own.stops)]);
    list.add(&[own.rule, share_step(own.capitals)]);
    list.add(&[own.flags, own.rule]);
    list.add(&[own.flags, size]);
}

/// What it parses as.
fn describe_parsed(near: &Near<'_>, list: &mut List<'_>) {
    let (own, before, next) = (near[OWN], near[BEFORE], near[NEXT]);
    let (size, prose) = (size_step(own.chars), prose_step(own.prose));
    list.add_set(own.parsed);
    list.add(&[own.parsed]);
    list.add(&[own.parsed, own.rule]);
    list.add(&[own.parsed, size]);
    list.add(&[prose, own.parsed & 0x7]);
    list.add(&[before.parsed, next.parsed]);
    list.add(&[own.parsed, before.parsed]);
    list.add(&[own.parsed, next.parsed]);
}

/// What the page says again.
fn describe_repeats(own: &Look, list: &mut List<'_>) {
    let size = size_step(own.chars);
    let title = share_step(own.title_share) + if own.title > 99 { 16 } else { 0 };
    let described = share_step(own.described);
    let again = own.before.min(2) + 3 * own.copies.min(3);
    list.add(&[title, size]);
    list.add(&[title, own.rule]);
    let address = share_step(own.address);
    list.add(&[address, share_step(own.address_share), size.min(10)]);
    list.add(&[described, size]);
    list.add(&[described, own.rule]);
    list.add(&[again, own.rule]);
    list.add(&[again, size]);
}

/// What it shares with the story.
fn describe_shared(near: &Near<'_>, list: &mut List<'_>) {
    let (own, before, next) = (near[OWN], near[BEFORE], near[NEXT]);
    let (size, prose, shared) = (size_step(own.chars), prose_step(own.prose), own.shared);
    let (story, own_story) = (share_step(shared.story), share_step(shared.own_story));
    let near_by = share_step(shared.near);
    list.add(&[story, size]);
    list.add(&[story, own.rule]);
    list.add(&[own_story, size]);
    list.add(&[own_story, own.rule]);
    list.add(&[near_by, size]);
    list.add(&[near_by, own.rule]);
    list.add(&[story, near_by, prose]);
    list.add(&[share_step(before.shared.story), story, share_step(next.shared.story)]);
    list.add(&[share_step(shared.topics), size.min(10)]);
    list.add(&[own.signs, shared.named.min(4), own.everyday]);
    list.add(&[own.glued.min(3), size]);
    list.add(&[own.brackets.min(3) + 4 * own.ends_in_day, size]);
}

/// How far it is indented, against the running text and its neighbours.
fn describe_indent(near: &Near<'_>, around: &Surroundings, list: &mut List<'_>) {
    let own = near[OWN];
    let shift = |other: &Look| 1 + u32::from(other.indent > own.indent) - u32::from(other.indent < own.indent);
    let usual = u32::from(own.indent == around.indent);
    list.add(&[usual, own.rule]);
    list.add(&[usual, size_step(own.chars), own.flags]);
    list.add(&[shift(near[BEFORE]), shift(near[NEXT]), own.flags]);
}

/// Neighbours in short.
fn describe_neighbours(near: &Near<'_>, list: &mut List<'_>) {
    let (own, before, next) = (near[OWN], near[BEFORE], near[NEXT]);
    let size = size_step(own.chars);
    for other in [near[1], before, next, near[5]] {
        list.add(&[size_step(other.chars), prose_step(other.prose), other.end]);
        list.add(&[size_step(other.chars), size]);
        list.add(&[other.parsed, own.rule]);
    }
    list.add(&[u32::from(before.end == own.end), size_step(before.chars), size, size_step(next.chars)]);
}

/// Where it stands, and the prose around it.
fn describe_place(own: &Look, around: &Surroundings, at: usize, list: &mut List<'_>) {
    let (size, prose) = (size_step(own.chars), prose_step(own.prose));
    let since = |place: Option<usize>| place.map_or(63, |place| distance_step(place, at));
    let (from_headline, from_first, from_last) = (since(around.headline), since(around.first), since(around.last));
    list.add(&[from_headline]);
    list.add(&[from_headline, own.parsed]);
    list.add(&[from_headline, size.min(10), own.rule]);
    list.add(&[from_first, own.parsed]);
    list.add(&[from_first, own.rule]);
    list.add(&[from_last, own.rule]);
    list.add(&[from_last, own.parsed, u32::from(own.running)]);
    list.add(&[distance_step(0, at), own.rule]);
    let region = u32::from(from_first >= 16 && from_first != 63)
        + 2 * u32::from(from_last < 16)
        + 4 * u32::from(from_headline < 16);
    list.add(&[region, own.parsed, own.rule]);
    list.add(&[region, size, prose]);
    let far = |distances: &[usize]| distances.get(at).copied().unwrap_or(usize::MAX).min(200);
    let (behind, ahead) = (distance_step(0, far(&around.before)), distance_step(0, far(&around.after)));
    list.add(&[behind, ahead]);
    list.add(&[behind, ahead, size.min(9)]);
    list.add(&[behind, ahead, own.rule]);
    let narrow = Surroundings::between(&around.running, at.saturating_sub(3), at + 4);
    let wide = Surroundings::between(&around.running, at.saturating_sub(12), at + 13);
    let body = Surroundings::between(&around.body, at.saturating_sub(6), at + 7);
    list.add(&[count_step(narrow), own.rule]);
    list.add(&[count_step(wide), own.rule]);
    list.add(&[count_step(body), size, own.rule]);
    let all = around.running.last().copied().unwrap_or(0);
    list.add(&[ratio_step(Surroundings::between(&around.running, 0, at), all), own.rule]);
    list.add(&[size_step(around.all_chars / 10), own.rule]);
}

fn describe_markup(own: &Look, before: &Look, next: &Look, around: &Surroundings, list: &mut List<'_>) {
    let (size, prose, linked) = (size_step(own.chars), prose_step(own.prose), share_step(own.linked));
    let group: Group = around.groups.get(&own.parent).copied().unwrap_or_default();
    list.add_set(own.hints);
    list.add(&[own.tag]);
    list.add(&[own.tag, own.rule]);
    list.add(&[own.tag, size]);
    list.add(&[own.tag, prose, own.end]);
    list.add(&[linked, size]);
    list.add(&[linked, own.rule]);
    list.add(&[linked, own.tag]);
    let place = own.hints & (Hints::STORY.0 | Hints::BODY.0 | Hints::ARTICLE.0 | Hints::DECLARED.0 | Hints::MAIN.0);
    let apart =
        own.hints & (Hints::NAVIGATION.0 | Hints::ASIDE.0 | Hints::PROMOTION.0 | Hints::FOOTER.0 | Hints::COMMENT.0);
    let kind = own.hints & (Hints::FIGURE.0 | Hints::CAPTION.0 | Hints::CREDIT.0 | Hints::BYLINE.0 | Hints::DATE.0);
    list.add(&[place, own.rule]);
    list.add(&[place, own.tag, size]);
    list.add(&[apart, own.rule]);
    list.add(&[apart, place, size]);
    list.add(&[kind, own.rule]);
    list.add(&[kind, own.parsed]);
    list.add(&[kind, place, apart]);
    list.add(&[own.hints, own.rule]);
    let main = u32::from(own.parent == around.main);
    list.add(&[main, own.rule, own.tag]);
    list.add(&[main, size, linked]);
    let deeper = (i64::from(own.depth) - i64::from(around.main_depth)).clamp(-6, 6) + 6;
    let deeper = u32::try_from(deeper).unwrap_or(0);
    list.add(&[deeper, own.rule]);
    list.add(&[deeper, own.tag]);
    let running = ratio_step(group.running, around.all_chars);
    let body = ratio_step(group.body, group.blocks);
    list.add(&[count_step(group.blocks), ratio_step(group.linked, group.chars), own.rule]);
    list.add(&[running, own.rule]);
    list.add(&[running, size, prose]);
    list.add(&[ratio_step(group.running, group.chars), size, own.tag]);
    list.add(&[body, own.rule]);
    list.add(&[body, size, linked]);
    let same = u32::from(before.parent == own.parent) + 2 * u32::from(next.parent == own.parent);
    let alike = u32::from(before.tag == own.tag) + 2 * u32::from(next.tag == own.tag);
    list.add(&[same, alike, own.rule]);
    list.add(&[before.tag, own.tag, next.tag]);
    list.add(&[share_step(before.linked), linked, share_step(next.linked)]);
    list.add(&[before.hints & next.hints & place, own.rule]);
}
