//! Labels the blocks of a saved page: what the rules, the trees and the chain say of them, put together.
//!
//! What each of the three says comes in; one set of labels a block goes out. The rules know the markup; the trees mend the
//! text where they are sure of it, and the chain says what the smaller parts are.
//!
//! Invariant: every block gets labels; text that the rules found goes only where the trees are very sure.

use crate::normalise::blocks::{Block, BlockPage, Hints, Labels, Markup};
use crate::normalise::fields::credits::is_credit;
use crate::normalise::labels::features::markup::{EXTRA, markup_rows};
use crate::normalise::labels::features::{NEAR, OPENS_LIST};
use crate::normalise::labels::trained::model::{BlockModel, HTML_PARTS, HTML_WIDTH};
use crate::normalise::text::titles::{bare_words, heads};

/// The rows of a saved page for the trees of [`HTML_PARTS`]: what any block has, then what its markup says.
#[cfg(feature = "training")]
#[must_use]
pub fn html_rows(page: &BlockPage, rows: &[&[u8]], rules: &[Labels]) -> Vec<u8> {
    rows_of(page, rows, rules, &|_| true)
}

/// As `html_rows`, what the markup says left at 0 where a block is not `wanted`.
fn rows_of(page: &BlockPage, rows: &[&[u8]], rules: &[Labels], wanted: &dyn Fn(usize) -> bool) -> Vec<u8> {
    let extra = markup_rows(page, rules, wanted);
    let mut wide = Vec::with_capacity(rows.len() * HTML_WIDTH);
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
/// [`ADD`] on; scores are log odds times [`LOG_ODDS`](crate::normalise::labels::trained::model::LOG_ODDS). Taking more away gains on fundus, which leaves summaries out of its
/// articles, and loses more on other pages (cross-validated on `html_dev` with an earlier model, November 2026). The bounds
/// were carried over from that model's units and not tuned again.
const DROP: i32 = -10_000;
/// Lower and higher bounds were within .002 in body F1 on that earlier model.
const ADD: i32 = 2_500;
/// What goes with a picture counts as such from this score on, whatever else it was taken for. Lower bounds gain recall of
/// captions and lose more precision.
const SHOWN: i32 = 7_500;

/// The best date line of a page counts from this score on where no line is surer, about one chance in five: WCXB .872 → .885 and
/// wrong dates .077 → .064, cross-validated (November 2026); from -4,000 to -12,000 the same.
const LEAST_DATE: i32 = -6_000;

/// Labels a saved page of which `classes` is what the chain says.
pub(in crate::normalise) fn settle_html(
    model: &BlockModel<'_>,
    page: &BlockPage,
    rows: &[&[u8]],
    classes: impl Iterator<Item = Labels>,
    rules: &[Labels],
) -> Vec<Labels> {
    let wanted = |at: usize| !rules.get(at).zip(rows.get(at)).is_some_and(|(rule, row)| is_far(*rule, row));
    let wide = rows_of(page, rows, rules, &wanted);
    let mut labels = Vec::with_capacity(rows.len());
    let mut likeliest: Option<(i32, usize)> = None;
    let seen = rows.iter().zip(wide.chunks_exact(HTML_WIDTH)).zip(&page.blocks);
    for (((row, wide), block), (class, rule)) in seen.zip(classes.zip(rules)) {
        if *rule == Labels::INSERT {
            labels.push(Labels::BOILERPLATE);
            continue;
        }
        let seen = Seen { block, rule: *rule, wide, far: is_far(*rule, row) };
        let mut found = seen.with_trees(model, seen.with_rules(class, labels.last().copied()));
        if found.any(Labels::BOILERPLATE.with(Labels::BYLINE).with(Labels::DATE)) {
            let dated = model.date_score(row);
            if let Some(score) = dated.filter(|score| likeliest.is_none_or(|(most, _)| *score > most)) {
                likeliest = Some((score, labels.len()));
            }
            found = lines(dated.is_some_and(|score| score > 0), found.any(Labels::BYLINE));
        }
        labels.push(if seen.is_credit(found) { Labels::CREDIT } else { found });
    }
    // Most pages have a date: where none is sure, the best line of those that hold one.
    let unsure = likeliest.filter(|(score, _)| (LEAST_DATE..=0).contains(score)).and_then(|(_, at)| labels.get_mut(at));
    if let Some(label) = unsure {
        *label = lines(true, label.any(Labels::BYLINE));
    }
    settle_headline(page, rules, &mut labels);
    labels
}

/// Whether a block has nothing of the article near it, so that it need not be looked at again; most have not.
fn is_far(rule: Labels, row: &[u8]) -> bool {
    rule == Labels::BOILERPLATE && row.get(NEAR).is_some_and(|near| near.iter().all(|kind| *kind <= 1))
}

/// One block of a saved page, what the rules say of it, and its row for the trees.
struct Seen<'s> {
    block: &'s Block,
    rule: Labels,
    wide: &'s [u8],
    far: bool,
}

impl Seen<'_> {
    fn markup(&self) -> Option<&Markup> {
        self.block.markup.as_ref()
    }

    /// What the chain calls `class`, unless the rules know better; `above` is the label of the block before.
    fn with_rules(&self, class: Labels, above: Option<Labels>) -> Labels {
        let [text, _] = HTML_PARTS;
        let rule = self.rule;
        let misses_text = class == Labels::BOILERPLATE && rule.any(text.with(Labels::STANDFIRST));
        let found = if misses_text || class.any(text) && !rule.any(text) { rule } else { class };
        // A credit goes with the caption before it, and a box with a picture is sign enough of a caption.
        let follows = rule.any(Labels::CREDIT) && above.is_some_and(|above| above.any(Labels::CAPTION));
        let boxed = self.markup().is_some_and(|markup| {
            markup.setting.boxed && markup.setting.picture_before && markup.hints.any(Hints::FIGURE)
        });
        // What the markup calls a byline or a caption and the rules read as one is one.
        let signed = rule.any(Labels::BYLINE) && self.markup().is_some_and(|markup| markup.hints.any(Hints::BYLINE));
        let captioned = rule.any(Labels::CAPTION)
            && self.markup().is_some_and(|markup| {
                let called = markup.hints.any(Hints::CAPTION) && markup.hints.any(Hints::FIGURE);
                let small = markup.setting.slanted > 90 && !markup.hints.any(Hints::STORY);
                let held = markup.setting.holds_picture || called || small;
                markup.setting.picture_before && (markup.own.any(Hints::CAPTION) || held)
            });
        let slight = Labels::BOILERPLATE.with(Labels::CREDIT);
        let told = captioned || found.any(slight) && (follows || signed || boxed && rule.any(Labels::CAPTION));
        if told { rule } else { found }
    }

    /// What rules and chain call `found`, unless the trees are sure that it is something else.
    fn with_trees(&self, model: &BlockModel<'_>, found: Labels) -> Labels {
        let [text, shown] = HTML_PARTS;
        let mut found = found;
        if found.any(text) {
            // A cell says too little by itself to be judged alone.
            let cell = self.markup().is_some_and(|markup| markup.hints.any(Hints::TABLE));
            if !cell && model.text.score(self.wide) < DROP {
                found = Labels::BOILERPLATE;
            }
        } else if !self.far
            && !leads_elsewhere(self.block)
            && !self.rule.any(Labels::HEADLINE.with(Labels::REPEAT))
            && model.text.score(self.wide) > ADD
        {
            found = Labels::BODY;
        }
        let open = !self.far && !found.any(shown.with(Labels::HEADLINE));
        if open && model.shown.score(self.wide) > SHOWN { Labels::CAPTION } else { found }
    }

    /// Whether the markup calls it a credit and it reads as nothing else, wherever in its box it stands.
    fn is_credit(&self, found: Labels) -> bool {
        let [text, _] = HTML_PARTS;
        let credited = self.rule.any(Labels::CREDIT)
            && !found.any(text.with(Labels::HEADLINE))
            && self.markup().is_some_and(|markup| markup.hints.any(Hints::CREDIT));
        credited && is_credit(&self.block.text)
    }
}

/// What stands in the title before the site's name is the headline, though the chain may miss a short one.
fn settle_headline(page: &BlockPage, rules: &[Labels], labels: &mut [Labels]) {
    if labels.iter().any(|label| label.any(Labels::HEADLINE)) {
        return;
    }
    let title = page.declared.title.as_deref().unwrap_or_default();
    let heads: Vec<String> = heads(title).into_iter().map(bare_words).collect();
    let mut pairs = page.blocks.iter().zip(rules);
    let shown = pairs.position(|(block, rule)| rule.any(Labels::HEADLINE) && heads.contains(&bare_words(&block.text)));
    if let Some(label) = shown.and_then(|at| labels.get_mut(at)) {
        *label = Labels::HEADLINE;
    }
}

/// Whether a block is an item of a list and nothing but a link: a table of contents, other stories.
fn leads_elsewhere(block: &Block) -> bool {
    let linked = block.markup.as_ref().map_or(0, |markup| markup.link_chars);
    block.bullet && linked * 10 >= block.text.chars().count() * 9
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::html::html_page;

    #[test]
    fn items_that_are_links_and_no_more_lead_elsewhere() {
        let check = |html: &str, expected: bool| {
            let page = html_page(html, None);
            assert_eq!(page.blocks.first().is_some_and(leads_elsewhere), expected, "{html}");
        };
        check("<ul><li><a href=#soup>Best for winter: Soup of Norrask</a></ul>", true);
        check("<ul><li>Soup, which <a href=/soup>Norrask</a> has sold for years</ul>", false);
        check("<p><a href=/soup>Soup of Norrask</a></p>", false);
    }
}
