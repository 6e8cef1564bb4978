//! Looks over a saved page before its text is read: what is known of each node.
//!
//! A [`Tree`] comes in; depth, links, pictures, the weight of the text inside and what the element says of itself go out,
//! one `Place` a node.
//!
//! Invariant: two passes over the nodes in document order, so the time is linear in the page.

use crate::normalise::blocks::Hints;
use crate::normalise::html::hints;
use crate::normalise::html::tags::Tag;
use crate::normalise::html::tree::{Name, Tree};

/// Bytes from which a run of text outside a paragraph counts as running text.
pub(in crate::normalise) const RUNNING: u32 = 80;

/// Hints of text that is not the article's running text.
pub const APART: Hints = Hints(
    Hints::NAVIGATION.0
        | Hints::FOOTER.0
        | Hints::ASIDE.0
        | Hints::COMMENT.0
        | Hints::PROMOTION.0
        | Hints::CAPTION.0
        | Hints::CREDIT.0
        | Hints::HIDDEN.0
        | Hints::TAGS.0
        | Hints::AUTHOR_NOTE.0,
);

/// Bytes of a caption that is read though its markup hides it from screen readers; less is the word on a button.
const LEAST_CAPTION: usize = 24;

/// What is known of one node before the text is read.
#[derive(Clone, Copy, Default)]
pub(in crate::normalise) struct Place {
    /// Hints of the element and its ancestors.
    pub(in crate::normalise) hints: Hints,
    /// Hints of the element alone.
    pub(in crate::normalise) own: Hints,
    /// Bytes of running text inside.
    pub(in crate::normalise) running: u32,
    /// Bytes of text inside, and of it in links.
    pub(in crate::normalise) text: u32,
    pub(in crate::normalise) link_text: u32,
    /// Pictures inside.
    pub(in crate::normalise) pictures: u32,
    /// The outermost element around it whose hints set it apart; 0 for none.
    pub(in crate::normalise) apart: u32,
    /// The nearest block-level element, the node itself included.
    pub(in crate::normalise) block: u32,
    pub(in crate::normalise) depth: u16,
    pub(in crate::normalise) unread: bool,
    pub(in crate::normalise) linked: bool,
}

/// Depth, links, unread parts, running text and each element's own hints.
#[must_use]
pub(in crate::normalise) fn survey(tree: &Tree) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::with_capacity(tree.nodes.len());
    let mut known = hints::KnownNames::default();
    for (index, node) in tree.nodes.iter().enumerate() {
        let above = places.get(node.parent as usize).copied().unwrap_or_default();
        let mut place =
            Place { depth: above.depth.saturating_add(1), unread: above.unread, linked: above.linked, ..above };
        (place.running, place.text, place.link_text) = (0, 0, 0);
        place.pictures = u32::from(tree.is_picture(node));
        (place.hints, place.own) = (Hints::default(), Hints::default());
        if node.tag == Tag::TEXT {
            let len = u32::try_from(tree.text(node).trim().len()).unwrap_or(u32::MAX);
            let in_paragraph = tree.nodes.get(above.block as usize).is_some_and(|block| block.tag == Tag::P);
            if !place.unread {
                place.text = len;
                place.link_text = if place.linked { len } else { 0 };
            }
            if !place.unread && !place.linked && (len >= RUNNING || in_paragraph) {
                place.running = len;
            }
        } else if !place.unread {
            place.own = hints::of_element(tree, node, &mut known);
            place.linked |= node.tag == Tag::A && tree.attribute(node, Name::Href).is_some();
            let block = node.tag.is_block();
            // A caption is hidden from screen readers, which read the picture's own words, and not from readers.
            let caption = tree.nodes.get(above.block as usize).is_some_and(|block| block.tag == Tag::FIGCAPTION)
                && tree.nodes.get(index + 1).is_some_and(|first| tree.text(first).len() >= LEAST_CAPTION);
            place.unread |= node.tag.is_unread() || !block && !caption && place.own.any(Hints::HIDDEN);
            if block || node.tag == Tag::ROOT {
                place.block = u32::try_from(index).unwrap_or(u32::MAX);
            }
        }
        places.push(place);
    }
    add_upwards(tree, &mut places);
    places
}

/// Adds each node's running text to its ancestors.
fn add_upwards(tree: &Tree, places: &mut [Place]) {
    for (index, node) in tree.nodes.iter().enumerate().skip(1).rev() {
        let inside = places.get(index).copied().unwrap_or_default();
        if let Some(above) = places.get_mut(node.parent as usize) {
            above.running = above.running.saturating_add(inside.running);
            above.text = above.text.saturating_add(inside.text);
            above.link_text = above.link_text.saturating_add(inside.link_text);
            above.pictures = above.pictures.saturating_add(inside.pictures);
        }
    }
}
