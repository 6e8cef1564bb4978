//! Labels the blocks of a dump: what the rules, the trees and the chain say of them, put together.
//!
//! What each of the three says comes in; one set of labels a block goes out. The chain tells the parts of the page;
//! headline, date and byline are the best lines of it.
//!
//! Invariant: every block gets labels, and one at most is the headline.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::learned::trees::Trees;
use crate::lexicon::agencies::agency;
use crate::normalise::blocks::{BlockPage, Labels};
use crate::normalise::fields::dateline::find_dateline;
use crate::normalise::labels::features::classes::RuleLabels;
use crate::normalise::labels::features::{DATED, SIGNS};
use crate::normalise::labels::rules::text::is_story_only;
use crate::normalise::labels::text_shown_again::ShownAgain;
use crate::normalise::labels::trained::model::BlockModel;
use crate::normalise::labels::trained::scores::{Scores, best};
use crate::normalise::labels::trained::text_bylines::{signatures, weigh_bylines};
use crate::normalise::text::titles::{bare_words, heads};

/// What is the story's.
const TEXT: Labels = Labels::BODY.with(Labels::SUBHEAD);

/// The best date line of a dump counts from this score on, about one chance in twenty: more than half of all pages have one,
/// and the best of many that are each unlikely is right more often than not. Of -7,300, -9,000, -11,000, -14,000, -18,000 and
/// -30,000 those in the middle did best by cross-validation on `dumps_dev` (November 2026).
const LEAST_DATE: i32 = -12_000;
/// How much surer the trees grow of a headline, in their scores, where it says the title of the page again and where the
/// rules take it for one: three and one log odds. Without both three headlines of 177 more are lost on `dumps_dev`,
/// cross-validated (November 2026).
const SAYS_TITLE: i32 = 12_000;
const RULES_SAY: i32 = 5_000;
/// How much surer they are of the line that heads the story below captions which the page shows again.
const HEADS_CAPTIONS: i32 = 24_000;
/// A dump of so few blocks that is nothing but a story keeps the body the rules find. Without the bound the leak of captions
/// rises from .20 to .27 on `dumps_dev`, cross-validated (November 2026).
const SHORT_PAGE: usize = 40;

/// Labels a dump of which `classes` is what the chain says.
pub(in crate::normalise) fn settle_text(
    model: &BlockModel<'_>,
    page: &BlockPage,
    rows: &[&[u8]],
    classes: impl Iterator<Item = Labels>,
    rules: &RuleLabels,
) -> Vec<Labels> {
    // Few pages of the training data are nothing but a story: there the rules lose no paragraph, and the chain may.
    let keep_body = page.blocks.len() <= SHORT_PAGE && is_story_only(&rules.traits);
    let mut labels = parts(page, classes, &rules.labels, keep_body);
    keep_story(page, &rules.labels, &mut labels);
    mend_captions(page, &rules.labels, &mut labels);
    show_again(&rules.shown, &mut labels);
    let scores = |may: &dyn Fn(&[u8], &str) -> bool, trees: &Trees| -> Scores {
        let pairs = rows.iter().zip(&page.blocks);
        pairs.map(|(row, block)| may(row, &block.text).then(|| trees.score(row))).collect()
    };
    let mut headlines = scores(&|_, text| may_be_headline(text), &model.headline);
    weigh_headlines(page, &rules.labels, &labels, &mut headlines);
    if let Some(score) = rules.shown.heading.and_then(|at| headlines.get_mut(at)) {
        *score = Some(score.unwrap_or(0).max(0) + HEADS_CAPTIONS);
    }
    let dates = scores(&|row, _| row.get(DATED).is_some_and(|dated| *dated > 0), &model.date);
    let mut bylines = scores(&|row, _| row.get(SIGNS).is_some_and(|signs| *signs > 0), &model.byline);
    weigh_bylines(page, rules, rows, &mut bylines);
    if let Some(place) = best(&headlines, i32::MIN).and_then(|at| labels.get_mut(at)) {
        *place = if place.any(Labels::TITLE) { Labels::TITLE.with(Labels::HEADLINE) } else { Labels::HEADLINE };
    }
    let signed = signatures(page, rules, &bylines);
    let day = best(&dates, LEAST_DATE).map(|at| (at, Labels::DATE));
    for (at, label) in day.into_iter().chain(signed.into_iter().map(|at| (at, Labels::BYLINE))) {
        if let Some(place) = labels.get_mut(at).filter(|place| !place.any(Labels::HEADLINE)) {
            let known = if place.any(Labels::DATE.with(Labels::BYLINE)) { *place } else { Labels::default() };
            *place = known.with(label);
        }
    }
    labels
}

/// What is shown again is a caption in all its places; of lines that may be sentences one copy labelled a caption tells.
fn show_again(shown: &ShownAgain, labels: &mut [Labels]) {
    let is_caption = |at: &usize| labels.get(*at).is_some_and(|label| label.any(Labels::CAPTION));
    let doubtful = shown.doubtful.iter().filter(|repeat| repeat.places.iter().any(is_caption));
    let places: Vec<usize> = shown.captions.iter().chain(doubtful.flat_map(|repeat| &repeat.places)).copied().collect();
    for at in places {
        if let Some(label) = labels.get_mut(at) {
            *label = Labels::CAPTION;
        }
    }
}

/// The parts of the page but for headline, date and byline.
fn parts(page: &BlockPage, classes: impl Iterator<Item = Labels>, rules: &[Labels], keep_body: bool) -> Vec<Labels> {
    let mut told: FxHashSet<&str> = FxHashSet::default();
    let mut copies: FxHashMap<&str, usize> = FxHashMap::default();
    for block in &page.blocks {
        *copies.entry(block.text.as_str()).or_default() += 1;
    }
    let mut labels: Vec<Labels> = Vec::with_capacity(rules.len());
    for ((class, rule), block) in classes.zip(rules).zip(&page.blocks) {
        let text = block.text.as_str();
        let again = class.any(Labels::BODY) && text.len() > 60 && !told.insert(text);
        // A caption that is shown again, with the credit below it, is one, whatever the chain thinks of its place.
        let shown = rule.any(Labels::CAPTION) && copies.get(text).is_some_and(|count| *count > 1)
            || rule.any(Labels::CREDIT) && labels.last().is_some_and(|label| label.any(Labels::CAPTION));
        let kept = keep_body && rule.any(TEXT) && !again;
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
    labels
}

/// Takes out what is no headline, and raises what the title and the rules say is one.
fn weigh_headlines(page: &BlockPage, rules: &[Labels], labels: &[Labels], headlines: &mut Scores) {
    // What reads as a caption stands above many a copied page and is no headline.
    let shows = Labels::CAPTION.with(Labels::CREDIT);
    let title = title_heads(page, rules);
    for (((score, label), rule), block) in headlines.iter_mut().zip(labels).zip(rules).zip(&page.blocks) {
        let told = !title.is_empty()
            && *rule != Labels::TITLE
            && block.text.len() <= 400
            && title.contains(&bare_words(&block.text));
        let sure = if told { SAYS_TITLE } else { 0 } + if rule.any(Labels::HEADLINE) { RULES_SAY } else { 0 };
        let allowed = told || !label.any(shows) && !rule.any(shows);
        *score = score.filter(|_| allowed).map(|score| score + sure);
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
    let size = |labels: &[Labels]| -> usize {
        page.blocks.iter().zip(labels).filter(|(_, label)| label.any(TEXT)).map(|(block, _)| block.text.len()).sum()
    };
    let lost = if page.blocks.len() <= SHORT_PAGE { LOST_OF_SHORT } else { LOST };
    if size(labels) * 10 < size(rules) * lost {
        for (label, rule) in labels.iter_mut().zip(rules) {
            if rule.any(TEXT) && *label == Labels::BOILERPLATE {
                *label = *rule;
            }
        }
    }
}

/// The title of a dump, bare, with and without what may be the site's name; empty where no line of the page is its title.
fn title_heads(page: &BlockPage, rules: &[Labels]) -> Vec<String> {
    let titled = rules.first().is_some_and(|rule| rule.any(Labels::TITLE));
    let title = page.blocks.first().filter(|_| titled).map_or("", |block| block.text.as_str());
    heads(title).into_iter().map(bare_words).filter(|head| head.len() >= 8).collect()
}

/// A caption stands in or near the story, or it is a teaser; and what a credit of its own follows is one.
fn mend_captions(page: &BlockPage, rules: &[Labels], labels: &mut [Labels]) {
    let first = labels.iter().position(|label| label.any(TEXT)).unwrap_or(0);
    let last = labels.iter().rposition(|label| label.any(TEXT)).unwrap_or(labels.len());
    // The tag of an agency behind the last sentence of a story is no credit.
    if let Some((label, block)) = labels.get_mut(last + 1).zip(page.blocks.get(last + 1))
        && label.any(Labels::CAPTION)
        && closes_a_story(&block.text)
    {
        *label = Labels::BODY;
    }
    for at in 0..labels.len() {
        let rule = |at: usize| rules.get(at).copied().unwrap_or_default();
        let credited = rule(at) == Labels::CAPTION && rule(at + 1) == Labels::CREDIT;
        // Some print the credit first: a short line below it that is no sentence is the caption, unless one stands above.
        let led = at >= 2
            && rule(at - 1) == Labels::CREDIT
            && !labels.get(at - 2).is_some_and(|label| label.any(Labels::CAPTION))
            && page
                .blocks
                .get(at)
                .is_some_and(|block| block.text.len() < SHORT_CAPTION && !block.text.ends_with(['.', ':', '?', '!']));
        let far = at + CAPTION_BEFORE < first || at > last + CAPTION_BEHIND;
        let Some(label) = labels.get_mut(at) else { continue };
        if led && label.any(TEXT) {
            *label = Labels::CAPTION;
        } else if rule(at) == Labels::CREDIT && label.any(Labels::CAPTION.with(TEXT)) {
            *label = Labels::CREDIT;
        } else if credited && label.any(TEXT) && page.blocks.get(at).is_some_and(|block| block.text.len() < 500) {
            *label = Labels::CAPTION;
        } else if far && label.any(Labels::CAPTION) && !rule(at).any(Labels::CAPTION) {
            *label = Labels::BOILERPLATE;
        }
    }
}

/// Whether a text is a sentence with the bare name of an agency in brackets behind it: `… said Berg. (dpa)`.
fn closes_a_story(text: &str) -> bool {
    let parts = text.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    parts.is_some_and(|(told, tag)| told.ends_with(['.', '!', '?', '”', '“', '"', '»']) && agency(tag).is_some())
}

/// A line of fewer bytes may be the caption of the credit above it.
const SHORT_CAPTION: usize = 120;
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
    use crate::normalise::blocks::text::blocks_of_text;

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
    fn tag_of_an_agency_behind_the_last_sentence_is_no_credit() {
        for (last, expected) in
            [("The wind drops, said Berg. (dpa)", Labels::BODY), ("The quay. (Foto: dpa)", Labels::CAPTION)]
        {
            let text = format!("The ferry stayed in port, she said.\n{last}\nMore news");
            let page = BlockPage { blocks: blocks_of_text(&text), ..BlockPage::default() };
            let mut labels = [Labels::BODY, Labels::CAPTION, Labels::BOILERPLATE];
            let rules = [Labels::BODY, Labels::CAPTION, Labels::BOILERPLATE];
            mend_captions(&page, &rules, &mut labels);
            assert_eq!(labels, [Labels::BODY, expected, Labels::BOILERPLATE], "{last}");
        }
    }

    #[test]
    fn line_that_says_the_title_again_is_told_from_menus() {
        let text = "Ferry stays in port - Lund Post\nHome\nFerry stays in port";
        let page = BlockPage { blocks: blocks_of_text(text), ..BlockPage::default() };
        let (title, other) = (Labels::TITLE, Labels::BOILERPLATE);
        assert_eq!(
            title_heads(&page, &[title, other, other]),
            ["ferry stays in port lund post", "ferry stays in port"]
        );
        assert!(title_heads(&page, &[other, other, other]).is_empty());
    }
}
