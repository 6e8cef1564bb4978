//! Labels blocks with weights that were trained, on top of the rules.
//!
//! The rules for the kind of page label first; their labels are features among others. A linear-chain CRF names every
//! block, boosted trees pick headline, date and byline. For text and captions trees vote in the chain of a dump and mend
//! what the rules say of a saved page. One model serves both; the weights are `models/blocks.bin`, trained by
//! `examples/train_blocks`.
//!
//! File: for each of [`KINDS`], [`DUMP_PARTS`] and [`SAVED_PARTS`] the length of its trees as a little-endian `u32`, then
//! the trees; likewise the scale of the chain as an `f32`, and the chain.
//!
//! Invariant: the same page gives the same labels on every machine; weights that cannot be read leave the rules alone.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::learned::crf::{Crf, Scratch};
use crate::learned::trees::Trees;
use crate::normalise::block_features::{CLASSES, DATED, NEAR, OPENS_LIST, RuleLabels, SIGNS, WIDTH, features_of};
use crate::normalise::blocks::{BlockPage, Hints, Labeller, Labels};
use crate::normalise::dateline::find_dateline;
use crate::normalise::html_labels::HtmlRules;
use crate::normalise::markup_features::{EXTRA, markup_rows};
use crate::normalise::text_labels::{is_story_only, label_with_traits};
use crate::normalise::titles::{bare_words, heads};

/// What there are trees for. The headline is picked among all blocks of a page, the others are a yes or a no each.
pub const KINDS: [Labels; 3] = [Labels::HEADLINE, Labels::DATE, Labels::BYLINE];

/// What there are trees for in dumps alone: text of the article, captions.
pub const DUMP_PARTS: [Labels; 2] = [Labels::BODY.with(Labels::SUBHEAD), Labels::CAPTION];

/// What there are trees for in saved pages alone, where the rows are wider: text of the article, what goes with a picture.
pub const SAVED_PARTS: [Labels; 2] = [Labels::BODY.with(Labels::SUBHEAD), Labels::CAPTION.with(Labels::CREDIT)];

/// Trees for each of [`KINDS`], [`DUMP_PARTS`] and [`SAVED_PARTS`], and the chain.
#[derive(Clone, Debug)]
pub struct BlockModel<'m> {
    headline: Trees,
    date: Trees,
    byline: Trees,
    story: Trees,
    caption: Trees,
    text: Trees,
    shown: Trees,
    /// What a score of the chain is divided by to give log odds.
    scale: f32,
    chain: Crf<'m>,
}

impl<'m> BlockModel<'m> {
    /// Reads the weights; `None` where the bytes are none.
    #[must_use]
    pub fn read(mut bytes: &'m [u8]) -> Option<Self> {
        let mut next = || {
            let (length, rest) = bytes.split_first_chunk::<4>()?;
            let (part, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            bytes = rest;
            Some(part)
        };
        let trees = |part, width| Trees::read(part).filter(|trees| trees.features() == width);
        let (headline, date, byline) = (trees(next()?, WIDTH)?, trees(next()?, WIDTH)?, trees(next()?, WIDTH)?);
        let (story, caption) = (trees(next()?, WIDTH)?, trees(next()?, WIDTH)?);
        let (text, shown) = (trees(next()?, SAVED_WIDTH)?, trees(next()?, SAVED_WIDTH)?);
        let scale = f32::from_le_bytes(next()?.try_into().ok()?);
        let chain = Crf::read(next()?).filter(|chain| chain.labels() == CLASSES.len())?;
        Some(Self { headline, date, byline, story, caption, text, shown, scale, chain })
    }
}

/// What trees think of the blocks of a page one by one, in log odds.
struct Opinions {
    /// For each block how likely it is the story's and how likely a caption.
    odds: Vec<[f32; 2]>,
}

impl Opinions {
    fn of(model: &BlockModel<'_>, rows: &[u8]) -> Self {
        #[allow(clippy::cast_precision_loss)] // far below 2^24
        let odds = |trees: &Trees, row| trees.score(row) as f32 / LOG_ODDS;
        let both = |row| [odds(&model.story, row), odds(&model.caption, row)];
        Self { odds: rows.chunks_exact(WIDTH).map(both).collect() }
    }
}

impl BlockModel<'_> {
    /// Whether a block of a saved page dates it.
    fn date_at(&self, row: &[u8]) -> bool {
        row.get(DATED).is_some_and(|dated| *dated > 0) && self.date.score(row) > 0
    }
}

/// How many features a block of a saved page has for the trees of [`SAVED_PARTS`].
pub const SAVED_WIDTH: usize = WIDTH + EXTRA + 1;

static MODEL: LazyLock<Option<BlockModel<'static>>> =
    LazyLock::new(|| BlockModel::read(include_bytes!("../../models/blocks.bin")));

/// Pages of more blocks are left to the rules: no article has them, and features of a million blocks fill the memory.
const MOST_BLOCKS: usize = 50_000;

/// The labeller for both kinds of page.
#[derive(Clone, Copy, Debug, Default)]
pub struct TrainedLabeller;

impl Labeller for TrainedLabeller {
    fn label(&self, page: &BlockPage) -> Vec<Labels> {
        let rules = rule_labels(page);
        match &*MODEL {
            Some(model) if page.blocks.len() <= MOST_BLOCKS => label_with(model, page, &rules),
            _ => rules.labels,
        }
    }
}

/// What the rules for this kind of page say.
#[must_use]
pub fn rule_labels(page: &BlockPage) -> RuleLabels {
    let saved = page.blocks.first().is_some_and(|block| block.markup.is_some());
    if saved {
        return RuleLabels { labels: HtmlRules.label(page), traits: Vec::new() };
    }
    let (labels, traits) = label_with_traits(page);
    RuleLabels { labels, traits }
}

/// Labels `page` with `model`, given what the rules say.
#[must_use]
pub fn label_with(model: &BlockModel<'_>, page: &BlockPage, rules: &RuleLabels) -> Vec<Labels> {
    let saved = page.blocks.first().is_some_and(|block| block.markup.is_some());
    let features = features_of(page, rules);
    let rows = &features.rows;
    let chain = features.chain();
    let mut emissions = Vec::with_capacity(chain.ends.len() * CLASSES.len());
    let mut start = 0;
    for end in &chain.ends {
        model.chain.emit(chain.hashes.get(start..*end as usize).unwrap_or_default(), &mut emissions);
        start = *end as usize;
    }
    if !saved {
        vote(&mut emissions, &Opinions::of(model, rows), model.scale);
    }
    let mut scratch = Scratch::default();
    let classes = model.chain.decode(&emissions, &mut scratch);
    let classes = classes.iter().map(|class| CLASSES.get(usize::from(*class)).copied().unwrap_or(Labels::BOILERPLATE));
    let rows: Vec<&[u8]> = rows.chunks_exact(WIDTH).collect();
    if saved {
        settle_saved(model, page, &rows, classes, &rules.labels)
    } else {
        settle_dump(model, page, &rows, classes, rules)
    }
}

/// How much more likely than the chain's own word a block of a dump is the story's and a caption, in log odds. The chain
/// alone loses more of a story than it adds. By cross-validation on `dumps_dev` (November 2026) biases of 0, .5, 1 and 1.5
/// towards the story gave body F1 .931, .932, .933 and .933; those towards captions from 1 to 3 hardly differ.
const MORE_STORY: f32 = 0.75;
const MORE_CAPTIONS: f32 = 1.0;

/// Adds the opinions of the trees to the emissions of the chain, which sees what is around a block.
fn vote(emissions: &mut [i32], opinions: &Opinions, scale: f32) {
    #[allow(clippy::cast_possible_truncation)] // a few thousand at the most
    let score = |odds: f32| (odds * scale).round() as i32;
    for (row, [story, caption]) in emissions.chunks_exact_mut(CLASSES.len()).zip(&opinions.odds) {
        for (emission, class) in row.iter_mut().zip(CLASSES) {
            if class.any(Labels::BODY.with(Labels::SUBHEAD)) {
                *emission += score(story + MORE_STORY);
            } else if class.any(Labels::CAPTION) {
                *emission += score(caption + MORE_CAPTIONS);
            }
        }
    }
}

/// The rows of a saved page for the trees of [`SAVED_PARTS`]: what any block has, then what its markup says.
#[must_use]
pub fn saved_rows(page: &BlockPage, rows: &[&[u8]], rules: &[Labels]) -> Vec<u8> {
    let extra = markup_rows(page, rules);
    let mut wide = Vec::with_capacity(rows.len() * SAVED_WIDTH);
    let mut since_list = u8::MAX;
    for (row, extra) in rows.iter().zip(extra.chunks_exact(EXTRA)) {
        wide.extend_from_slice(row);
        wide.extend_from_slice(extra);
        let opens = row.get(OPENS_LIST).is_some_and(|opens| *opens > 0);
        since_list = if opens { 0 } else { since_list.saturating_add(1) };
        wide.push(since_list);
    }
    wide
}

/// The trees take from the text what the rules put there only where they are surer than this, and add to it from
/// [`ADD`] on; scores are log odds times [`LOG_ODDS`]. Taking more away gains on fundus, which leaves summaries out of its
/// articles, and loses more on other pages (cross-validated on `html_dev` with an earlier model, November 2026). The bounds
/// were carried over from that model's units and not tuned again.
const DROP: i32 = -10_000;
/// Lower and higher bounds were within .002 in body F1 on that earlier model.
const ADD: i32 = 2_500;
/// What goes with a picture counts as such from this score on, whatever else it was taken for. Lower bounds gain recall of
/// captions and lose more precision.
const SHOWN: i32 = 7_500;

/// A saved page: the rules know the markup; the trees mend the text where they are sure of it, and the chain says what
/// the smaller parts are.
fn settle_saved(
    model: &BlockModel<'_>,
    page: &BlockPage,
    rows: &[&[u8]],
    classes: impl Iterator<Item = Labels>,
    rules: &[Labels],
) -> Vec<Labels> {
    let [text, shown] = SAVED_PARTS;
    let wide = saved_rows(page, rows, rules);
    let mut labels = Vec::with_capacity(rows.len());
    let seen = rows.iter().zip(wide.chunks_exact(SAVED_WIDTH)).zip(&page.blocks);
    for (((row, wide), block), (class, rule)) in seen.zip(classes.zip(rules)) {
        let mut found = class;
        if found == Labels::BOILERPLATE && rule.any(text) || found.any(text) && !rule.any(text) {
            found = *rule;
        }
        // A credit goes with the caption before it, and a box with a picture is sign enough of a caption.
        let follows = rule.any(Labels::CREDIT) && labels.last().is_some_and(|last: &Labels| last.any(Labels::CAPTION));
        let boxed = block.markup.as_ref().is_some_and(|markup| {
            markup.setting.boxed && markup.setting.picture_before && markup.hints.any(Hints::FIGURE)
        });
        // What the markup calls a byline or a caption and the rules read as one is one.
        let markup = block.markup.as_ref();
        let signed = rule.any(Labels::BYLINE) && markup.is_some_and(|markup| markup.hints.any(Hints::BYLINE));
        let captioned = rule.any(Labels::CAPTION)
            && markup.is_some_and(|markup| {
                markup.setting.picture_before && (markup.own.any(Hints::CAPTION) || markup.setting.holds_picture)
            });
        let slight = Labels::BOILERPLATE.with(Labels::CREDIT);
        if captioned || found.any(slight) && (follows || signed || boxed && rule.any(Labels::CAPTION)) {
            found = *rule;
        }
        // Most blocks have nothing of the article near them, and need not be looked at again.
        let far = *rule == Labels::BOILERPLATE && row.get(NEAR).is_some_and(|near| near.iter().all(|kind| *kind <= 1));
        if found.any(text) {
            // A cell says too little by itself to be judged alone.
            let cell = block.markup.as_ref().is_some_and(|markup| markup.hints.any(Hints::TABLE));
            if !cell && model.text.score(wide) < DROP {
                found = Labels::BOILERPLATE;
            }
        } else if !far && !rule.any(Labels::HEADLINE.with(Labels::REPEAT)) && model.text.score(wide) > ADD {
            found = Labels::BODY;
        }
        if !far && !found.any(shown.with(Labels::HEADLINE)) && model.shown.score(wide) > SHOWN {
            found = Labels::CAPTION;
        }
        let open = Labels::BOILERPLATE.with(Labels::BYLINE).with(Labels::DATE);
        if found.any(open) {
            found = lines(model.date_at(row), found.any(Labels::BYLINE));
        }
        labels.push(found);
    }
    // What stands in the title before the site's name is the headline, though the chain may miss a short one.
    if !labels.iter().any(|label| label.any(Labels::HEADLINE)) {
        let title = page.declared.title.as_deref().unwrap_or_default();
        let heads: Vec<String> = heads(title).into_iter().map(bare_words).collect();
        let pairs = page.blocks.iter().zip(rules);
        let shown = pairs
            .into_iter()
            .position(|(block, rule)| rule.any(Labels::HEADLINE) && heads.contains(&bare_words(&block.text)));
        if let Some(label) = shown.and_then(|at| labels.get_mut(at)) {
            *label = Labels::HEADLINE;
        }
    }
    labels
}

/// What a short line is.
fn lines(date: bool, byline: bool) -> Labels {
    match (date, byline) {
        (true, true) => Labels::BYLINE.with(Labels::DATE),
        (true, false) => Labels::DATE,
        (false, true) => Labels::BYLINE,
        (false, false) => Labels::BOILERPLATE,
    }
}

/// The best date line or byline of a dump counts from this score on, about one chance in twenty: more than half of all
/// pages have one, and the best of many that are each unlikely is right more often than not. Of -7,300, -9,000, -11,000,
/// -14,000, -18,000 and -30,000 those in the middle did best by cross-validation on `dumps_dev` (November 2026).
const LEAST: i32 = -12_000;

/// What a score of trees is divided by to give log odds.
pub const LOG_ODDS: f32 = 4096.0;

/// A dump of so few blocks that is nothing but a story keeps the body the rules find. Without the bound the leak of captions
/// rises from .20 to .27 on `dumps_dev`, cross-validated (November 2026).
const SHORT_PAGE: usize = 40;

/// A dump: the chain tells its parts; headline, date and byline are the best lines of the page.
fn settle_dump(
    model: &BlockModel<'_>,
    page: &BlockPage,
    rows: &[&[u8]],
    classes: impl Iterator<Item = Labels>,
    rules: &RuleLabels,
) -> Vec<Labels> {
    // Few pages of the training data are nothing but a story: there the rules lose no paragraph, and the chain may.
    let keep_body = page.blocks.len() <= SHORT_PAGE && is_story_only(&rules.traits);
    let rules = &rules.labels;
    let mut told: FxHashSet<&str> = FxHashSet::default();
    let mut copies: FxHashMap<&str, usize> = FxHashMap::default();
    for block in &page.blocks {
        *copies.entry(block.text.as_str()).or_default() += 1;
    }
    let mut labels: Vec<Labels> = Vec::with_capacity(rows.len());
    for ((class, rule), block) in classes.zip(rules).zip(&page.blocks) {
        let text = block.text.as_str();
        let again = class.any(Labels::BODY) && text.len() > 60 && !told.insert(text);
        // A caption that is shown again, with the credit below it, is one, whatever the chain thinks of its place.
        let shown = rule.any(Labels::CAPTION) && copies.get(text).is_some_and(|count| *count > 1)
            || rule.any(Labels::CREDIT) && labels.last().is_some_and(|label| label.any(Labels::CAPTION));
        let kept = keep_body && rule.any(Labels::BODY.with(Labels::SUBHEAD)) && !again;
        let lines = Labels::HEADLINE.with(Labels::DATE).with(Labels::BYLINE).with(Labels::BOILERPLATE);
        labels.push(if shown && class.any(Labels::BOILERPLATE) || kept && class.any(lines) {
            *rule
        } else if again {
            Labels::REPEAT
        } else if class.any(lines) {
            if rule.any(Labels::TITLE) { Labels::TITLE } else { Labels::BOILERPLATE }
        } else {
            class
        });
    }
    keep_story(page, rules, &mut labels);
    mend_captions(page, rules, &mut labels);
    let best = |scores: &[Option<i32>], least: i32| {
        let found = scores.iter().enumerate().filter_map(|(at, score)| score.map(|score| (score, at)));
        found.max_by_key(|(score, at)| (*score, usize::MAX - at)).filter(|(score, _)| *score > least).map(|(_, at)| at)
    };
    let scores = |may: &dyn Fn(&[u8], &str) -> bool, trees: &Trees| -> Vec<Option<i32>> {
        let pairs = rows.iter().zip(&page.blocks);
        pairs.map(|(row, block)| may(row, &block.text).then(|| trees.score(row))).collect()
    };
    let mut headlines = scores(&|_, text| may_be_headline(text), &model.headline);
    // What reads as a caption stands above many a copied page and is no headline.
    let shows = Labels::CAPTION.with(Labels::CREDIT);
    for ((score, label), rule) in headlines.iter_mut().zip(&labels).zip(rules) {
        *score = score.filter(|_| !label.any(shows) && !rule.any(shows));
    }
    // A page without a story has no headline but what the rules are sure of, and a story may begin without one.
    let told = labels.iter().any(|label| label.any(Labels::BODY));
    for ((score, block), rule) in headlines.iter_mut().zip(&page.blocks).zip(rules) {
        let prose = rule.any(Labels::BODY) && block.text.len() > 40 && block.text.ends_with(['.', '”', '"', '»', '“']);
        // What the title says word for word is no prose, whatever it ends in.
        let prose = prose && page.blocks.first().is_none_or(|title| title.text != block.text);
        let allowed = (told || rule.any(Labels::HEADLINE)) && !prose && find_dateline(&block.text).is_none();
        *score = score.filter(|_| allowed);
    }
    let headline = best(&headlines, i32::MIN);
    let dates = scores(&|row, _| row.get(DATED).is_some_and(|dated| *dated > 0), &model.date);
    let bylines = scores(&|row, _| row.get(SIGNS).is_some_and(|signs| *signs > 0), &model.byline);
    if let Some(place) = headline.and_then(|at| labels.get_mut(at)) {
        *place = if place.any(Labels::TITLE) { Labels::TITLE.with(Labels::HEADLINE) } else { Labels::HEADLINE };
    }
    let date = best(&dates, LEAST);
    let byline = best(&bylines, LEAST);
    let mut set = |at: usize, label: Labels| {
        if let Some(place) = labels.get_mut(at).filter(|place| !place.any(Labels::HEADLINE)) {
            let known = if place.any(Labels::DATE.with(Labels::BYLINE)) { *place } else { Labels::default() };
            *place = known.with(label);
        }
    };
    if let Some(at) = date {
        set(at, Labels::DATE);
    }
    if let Some(first) = byline {
        set(first, Labels::BYLINE);
        // Names on lines of their own around it.
        for at in first.saturating_sub(2)..first + 6 {
            let of_story = rules.get(at).is_some_and(|rule| rule.any(Labels::BODY));
            if !of_story && bylines.get(at).copied().flatten().is_some_and(|score| score > 0) {
                set(at, Labels::BYLINE);
            }
        }
    }
    labels
}

/// Where the chain finds less than this share of the text the rules do, in tenths, it has missed the story: pages of short
/// paragraphs, such as lists and live reports, are few in what it learned from.
/// By cross-validation on `dumps_dev` (November 2026) body F1 is .9341 without it, .9372 with 2, 3 and 4, and .9362, .9336 and
/// .9309 with 5, 6 and 7.
const LOST: usize = 3;
/// The same on a short page, of which there are few among those.
const LOST_OF_SHORT: usize = 8;

/// Text that the rules find counts where the chain has lost most of it.
fn keep_story(page: &BlockPage, rules: &[Labels], labels: &mut [Labels]) {
    let text = Labels::BODY.with(Labels::SUBHEAD);
    let size = |labels: &[Labels]| -> usize {
        page.blocks.iter().zip(labels).filter(|(_, label)| label.any(text)).map(|(block, _)| block.text.len()).sum()
    };
    let lost = if page.blocks.len() <= SHORT_PAGE { LOST_OF_SHORT } else { LOST };
    if size(labels) * 10 < size(rules) * lost {
        for (label, rule) in labels.iter_mut().zip(rules) {
            if rule.any(text) && *label == Labels::BOILERPLATE {
                *label = *rule;
            }
        }
    }
}

/// A caption stands in or near the story, or it is a teaser; and what a credit of its own follows is one.
fn mend_captions(page: &BlockPage, rules: &[Labels], labels: &mut [Labels]) {
    let text = Labels::BODY.with(Labels::SUBHEAD);
    let first = labels.iter().position(|label| label.any(text)).unwrap_or(0);
    let last = labels.iter().rposition(|label| label.any(text)).unwrap_or(labels.len());
    for at in 0..labels.len() {
        let rule = |at: usize| rules.get(at).copied().unwrap_or_default();
        let credited = rule(at) == Labels::CAPTION && rule(at + 1) == Labels::CREDIT;
        let far = at + CAPTION_BEFORE < first || at > last + CAPTION_BEHIND;
        let Some(label) = labels.get_mut(at) else { continue };
        if rule(at) == Labels::CREDIT && label.any(Labels::CAPTION.with(text)) {
            *label = Labels::CREDIT;
        } else if credited && label.any(text) && page.blocks.get(at).is_some_and(|block| block.text.len() < 500) {
            *label = Labels::CAPTION;
        } else if far && label.any(Labels::CAPTION) && !rule(at).any(Labels::CAPTION) {
            *label = Labels::BOILERPLATE;
        }
    }
}

/// So many blocks before the story and behind it a caption may stand.
const CAPTION_BEFORE: usize = 25;
const CAPTION_BEHIND: usize = 8;

/// Whether a block has the length of a headline.
#[must_use]
pub fn may_be_headline(text: &str) -> bool {
    (4..=600).contains(&text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::html_page::html_page;
    use crate::normalise::text_blocks::blocks_of_text;

    #[test]
    fn shipped_weights_can_be_read() {
        assert!(MODEL.is_some());
    }

    #[test]
    fn bytes_of_anything_else_are_refused() {
        for bytes in [&b""[..], b"\0\0\0\0", b"\xff\xff\xff\xff", &[0; 64]] {
            assert!(BlockModel::read(bytes).is_none());
        }
    }

    #[test]
    fn text_of_the_rules_counts_where_the_chain_lost_most_of_it() {
        let (body, other) = (Labels::BODY, Labels::BOILERPLATE);
        let text = "Ten chars.\n".repeat(10);
        let page = BlockPage { blocks: blocks_of_text(&text), ..BlockPage::default() };
        let check = |found: usize, expected: usize| {
            let mut labels: Vec<Labels> = (0..10).map(|at| if at < found { body } else { other }).collect();
            keep_story(&page, &[body; 10], &mut labels);
            assert_eq!(labels.iter().filter(|label| **label == body).count(), expected, "{found}");
        };
        check(0, 10);
        check(7, 10);
        check(8, 8);
    }

    #[test]
    fn row_says_where_a_list_opens() {
        let page =
            html_page("<p>The ferry stayed in port, she said.</p><h3>Related articles</h3><p>Eels return</p>", None);
        let rows = features_of(&page, &rule_labels(&page)).rows;
        let opens: Vec<u8> = rows.chunks_exact(WIDTH).filter_map(|row| row.get(OPENS_LIST).copied()).collect();
        assert_eq!(opens, [0, 1, 0]);
    }

    #[test]
    fn every_block_gets_labels_and_one_is_the_headline() {
        let text = "Ferry stays in port as storm closes the bridge\nBy Carl Dahl\n10 May 2013\nThe ferry to Lund stayed in port \
            on Monday because of the storm, said Anna Berg, who runs the harbour.";
        let dump = BlockPage { blocks: blocks_of_text(text), ..BlockPage::default() };
        let saved = html_page(
            "<h1>Ferry stays in port</h1><p>By Carl Dahl</p><p>The ferry stayed in port, she said.</p>",
            None,
        );
        for page in [dump, saved, BlockPage::default()] {
            let labels = TrainedLabeller.label(&page);
            assert_eq!(labels.len(), page.blocks.len());
            assert!(labels.iter().filter(|label| label.any(Labels::HEADLINE)).count() <= 1);
        }
    }
}
