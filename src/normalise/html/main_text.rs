//! Finds the headline and the story of a saved page among the elements of its tree.
//!
//! A [`Tree`] with what is known of its nodes and the titles that the page declares come in; the node of the heading that
//! shows the title and the range of nodes that hold the story go out.
//!
//! Invariant: passes over the nodes in document order only, so the time is linear in the page.

use crate::normalise::blocks::Hints;
use crate::normalise::html::survey::{APART, Place, RUNNING};
use crate::normalise::html::tags::Tag;
use crate::normalise::html::tree::Tree;
use crate::normalise::text::titles::bare_words;

/// Nodes of a heading that are read for its text.
const TITLE_NODES: usize = 12;
/// Bytes of running text between the headline and an element that it may leave behind: a summary, but no paragraphs.
const LEFT_BEHIND: u32 = 400;

/// Bytes of running text in an `article` that may be the whole story.
const OWN: u32 = 200;

/// Bytes of a title that only a headline says.
const TELLING: usize = 20;

/// The first heading that shows one of `titles`, or a part of it long enough to be no accident; where none does, the first
/// element classed as a headline that says the whole title.
pub(in crate::normalise) fn find_title(tree: &Tree, places: &[Place], titles: &[&str]) -> Option<usize> {
    let titles: Vec<String> = titles.iter().map(|title| bare_words(title)).collect();
    let mut shown = String::new();
    let (mut best, mut stand_in) = (None, None);
    for (index, node) in tree.nodes.iter().enumerate() {
        let classed = places.get(index).is_some_and(|place| place.own.any(Hints::HEADLINE));
        if !(node.tag.is_heading() || classed && node.tag.is_block()) {
            continue;
        }
        shown.clear();
        for inside in tree.nodes.iter().skip(index + 1).take(TITLE_NODES).take_while(|inside| !inside.tag.is_block()) {
            shown.push_str(tree.text(inside));
        }
        let words = bare_words(&shown);
        let aside = places.get(index).is_some_and(|place| place.unread || place.hints.any(Hints::COMMENT));
        if aside || words.is_empty() {
            continue;
        }
        let whole = titles.contains(&words);
        if !node.tag.is_heading() {
            stand_in = stand_in.or(Some(index).filter(|_| whole && words.len() > TELLING));
            continue;
        }
        let known = whole || words.len() > TELLING && titles.iter().any(|title| title.contains(&words));
        if known && node.tag == Tag::H1 {
            return Some(index);
        }
        if known && best.is_none() {
            best = Some(index);
        }
    }
    best.or(stand_in)
}

/// The nodes, first and past the last, of the innermost element that holds most of the running text.
///
/// Text between the headline and an element is not left behind for it: many a page of short texts ends in a longer list
/// of teasers.
pub(in crate::normalise) fn find_story(tree: &Tree, places: &[Place], headline: Option<usize>) -> (usize, usize) {
    let mut weights = vec![0_u32; places.len()];
    let mut ends: Vec<u32> = (1..=u32::try_from(places.len()).unwrap_or(u32::MAX)).collect();
    for (index, node) in tree.nodes.iter().enumerate().rev() {
        if node.tag == Tag::TEXT
            && let (Some(place), Some(weight)) = (places.get(index), weights.get_mut(index))
        {
            let favour = if place.hints.any(Hints::BODY) { 3 } else { 2 };
            *weight = if place.hints.any(APART) { 0 } else { place.running.saturating_mul(favour) };
        }
        if index > 0 {
            let (weight, end) = (weights.get(index).copied().unwrap_or(0), ends.get(index).copied().unwrap_or(0));
            let parent = node.parent as usize;
            if let (Some(above), Some(last)) = (weights.get_mut(parent), ends.get_mut(parent)) {
                *above = above.saturating_add(weight);
                *last = (*last).max(end);
            }
        }
    }
    // Of running text that comes before each node.
    let mut before = Vec::with_capacity(places.len());
    let mut sum = 0_u32;
    for (index, node) in tree.nodes.iter().enumerate() {
        before.push(sum);
        if node.tag == Tag::TEXT && places.get(index).is_some_and(|place| place.running >= RUNNING) {
            sum = sum.saturating_add(weights.get(index).copied().unwrap_or(0));
        }
    }
    let until = |index: usize| before.get(index).copied().unwrap_or(0);
    let mut story = 0;
    // In document order, the chain of heaviest children is met from the root down.
    for (index, node) in tree.nodes.iter().enumerate().skip(1) {
        let (above, weight) = (weights.get(story).copied().unwrap_or(0), weights.get(index).copied().unwrap_or(0));
        if node.parent as usize == story
            && node.tag != Tag::TEXT
            && node.tag != Tag::P
            && weight > above / 10 * 7
            && weight > 0
            && headline.is_none_or(|headline| {
                let from = headline.max(story);
                from >= index || until(index).saturating_sub(until(from)) <= LEFT_BEHIND * 2
            })
        {
            story = index;
        }
    }
    let end = |story: usize| ends.get(story).copied().unwrap_or(0) as usize;
    let own = headline.and_then(|headline| own_article(tree, places, headline, story, &end));
    let story = own.unwrap_or(story);
    (story, end(story))
}

/// The `article` around the headline, where the page has others next to it and this one holds a good part of the text.
fn own_article(
    tree: &Tree,
    places: &[Place],
    headline: usize,
    story: usize,
    end: &dyn Fn(usize) -> usize,
) -> Option<usize> {
    let mut at = headline;
    while at != story && at != 0 {
        let node = tree.nodes.get(at)?;
        let running = places.get(at).map_or(0, |place| place.running);
        if node.tag == Tag::ARTICLE && running >= OWN {
            let whole = places.get(story).map_or(0, |place| place.running);
            let beside = tree.nodes.get(end(at)..end(story)).unwrap_or_default();
            let others = || beside.iter().enumerate().filter(|(_, other)| other.tag == Tag::ARTICLE);
            let several = others().take(3).count() > 2;
            // One other that opens with a headline of its own is the next story; without one it may be a part of this.
            let headed = |after: usize| {
                let inside = beside.iter().skip(after + 1).take(TITLE_NODES);
                inside.take_while(|inside| inside.tag != Tag::P).any(|inside| matches!(inside.tag, Tag::H1 | Tag::H2))
            };
            let next = running.saturating_mul(2) >= whole && others().take(3).all(|(after, _)| headed(after));
            let apart = several && running >= 600 && running.saturating_mul(10) >= whole.saturating_mul(3);
            return (apart || next && others().next().is_some()).then_some(at);
        }
        at = node.parent as usize;
    }
    None
}
