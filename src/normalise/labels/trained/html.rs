//! Labels the blocks of a saved page: what the rules, the trees and the chain say of them, put together.
//!
//! What each of the three says comes in; one set of labels a block goes out. The rules know the markup; the trees mend the
//! text where they are sure of it, and the chain says what the smaller parts are.
//!
//! Invariant: every block gets labels; text that the rules found goes only where the trees are very sure.

use crate::normalise::blocks::{Block, BlockPage, Hints, Labels};
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
    let [text, shown] = HTML_PARTS;
    // Most blocks have nothing of the article near them, and need not be looked at again.
    let is_far = |rule: Labels, row: &[u8]| {
        rule == Labels::BOILERPLATE && row.get(NEAR).is_some_and(|near| near.iter().all(|kind| *kind <= 1))
    };
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
        let mut found = class;
        if found == Labels::BOILERPLATE && rule.any(text.with(Labels::STANDFIRST)) || found.any(text) && !rule.any(text)
        {
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
                let called = markup.hints.any(Hints::CAPTION) && markup.hints.any(Hints::FIGURE);
                let small = markup.setting.slanted > 90 && !markup.hints.any(Hints::STORY);
                let held = markup.setting.holds_picture || called || small;
                markup.setting.picture_before && (markup.own.any(Hints::CAPTION) || held)
            });
        let slight = Labels::BOILERPLATE.with(Labels::CREDIT);
        if captioned || found.any(slight) && (follows || signed || boxed && rule.any(Labels::CAPTION)) {
            found = *rule;
        }
        let far = is_far(*rule, row);
        if found.any(text) {
            // A cell says too little by itself to be judged alone.
            let cell = block.markup.as_ref().is_some_and(|markup| markup.hints.any(Hints::TABLE));
            if !cell && model.text.score(wide) < DROP {
                found = Labels::BOILERPLATE;
            }
        } else if !far
            && !leads_elsewhere(block)
            && !rule.any(Labels::HEADLINE.with(Labels::REPEAT))
            && model.text.score(wide) > ADD
        {
            found = Labels::BODY;
        }
        if !far && !found.any(shown.with(Labels::HEADLINE)) && model.shown.score(wide) > SHOWN {
            found = Labels::CAPTION;
        }
        let open = Labels::BOILERPLATE.with(Labels::BYLINE).with(Labels::DATE);
        if found.any(open) {
            let dated = model.date_score(row);
            if let Some(score) = dated.filter(|score| likeliest.is_none_or(|(most, _)| *score > most)) {
                likeliest = Some((score, labels.len()));
            }
            found = lines(dated.is_some_and(|score| score > 0), found.any(Labels::BYLINE));
        }
        // What the markup calls a credit and what reads as nothing else is one, wherever in its box it stands.
        let credited = rule.any(Labels::CREDIT)
            && !found.any(text.with(Labels::HEADLINE))
            && markup.is_some_and(|m| m.hints.any(Hints::CREDIT));
        if credited && is_credit(&block.text) {
            found = Labels::CREDIT;
        }
        labels.push(found);
    }
    // Most pages have a date: where none is sure, the best line of those that hold one.
    let unsure = likeliest.filter(|(score, _)| (LEAST_DATE..=0).contains(score)).and_then(|(_, at)| labels.get_mut(at));
    if let Some(label) = unsure {
        *label = lines(true, label.any(Labels::BYLINE));
    }
    // What stands in the title before the site's name is the headline, though the chain may miss a short one.
    if !labels.iter().any(|label| label.any(Labels::HEADLINE)) {
        let title = page.declared.title.as_deref().unwrap_or_default();
        let heads: Vec<String> = heads(title).into_iter().map(bare_words).collect();
        let mut pairs = page.blocks.iter().zip(rules);
        let shown =
            pairs.position(|(block, rule)| rule.any(Labels::HEADLINE) && heads.contains(&bare_words(&block.text)));
        if let Some(label) = shown.and_then(|at| labels.get_mut(at)) {
            *label = Labels::HEADLINE;
        }
    }
    labels
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
