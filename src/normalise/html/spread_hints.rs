//! Hands the hints of elements down to what is inside them, and takes back those that would leave no story.
//!
//! What is known of each node comes in; its hints, those of its ancestors included, go out. A class word such as `share`
//! or `promo` sets a box apart. Where it is on what holds the headline and its text, or on every paragraph of the
//! page, it is a word of the page's builder and says nothing.
//!
//! Invariant: a few passes over the nodes in document order, so the time is linear in the page.

use crate::normalise::blocks::Hints;
use crate::normalise::html::hints::of_tag;
use crate::normalise::html::main_text::find_title;
use crate::normalise::html::survey::{APART, Place};
use crate::normalise::html::tags::Tag;
use crate::normalise::html::tree::Tree;

/// Hints that a wrapper of the whole story may bear by accident: they count only where they cover a part of the page.
const PARTIAL: Hints = Hints(
    Hints::NAVIGATION.0
        | Hints::HEADER.0
        | Hints::FOOTER.0
        | Hints::ASIDE.0
        | Hints::PROMOTION.0
        | Hints::FIGURE.0
        | Hints::CAPTION.0
        | Hints::CREDIT.0
        | Hints::BYLINE.0
        | Hints::DATE.0
        | Hints::HEADLINE.0
        | Hints::SUMMARY.0
        | Hints::HIDDEN.0
        | Hints::QUOTATION.0
        | Hints::TAGS.0
        | Hints::AUTHOR_NOTE.0
        | Hints::TABLE.0
        | Hints::COMMENT.0,
);

/// Hints that class words give and that may be taken back; captions, credits and comments stay what they are.
const WORDS: Hints = Hints(
    Hints::NAVIGATION.0 | Hints::FOOTER.0 | Hints::ASIDE.0 | Hints::PROMOTION.0 | Hints::TAGS.0 | Hints::AUTHOR_NOTE.0,
);

/// Bytes of running text below the headline that may be a whole story. Less than this, and hints are taken back.
const LEAST: u32 = 200;

/// How much of what elements say of themselves is believed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// All of it.
    Full,
    /// Not the class words of paragraphs.
    Boxes,
    /// No class words: elements are what their names say.
    Tags,
    /// Comments only: what is hidden may be shown later.
    Comments,
}

/// Hands hints down and finds the heading that shows one of `titles`.
pub(in crate::normalise) fn spread_hints(tree: &Tree, places: &mut [Place], titles: &[&str]) -> Option<usize> {
    hand_down(tree, places, &[], Trust::Full);
    let title = find_title(tree, places, titles);
    let around = boxes_of(tree, places, title);
    if !around.is_empty() {
        hand_down(tree, places, &around, Trust::Full);
    }
    let left = free(tree, places, title);
    // Paragraphs with class words that hold more text than all others are the story, whatever else the page has.
    let several: &[Trust] = match left {
        0..LEAST => &[Trust::Boxes, Trust::Tags, Trust::Comments, Trust::Full],
        _ if marked(tree, places) >= left => &[Trust::Boxes, Trust::Full],
        _ => &[],
    };
    for &trust in several {
        hand_down(tree, places, &around, trust);
        let found = free(tree, places, title);
        if found >= LEAST && found / 2 >= left {
            break;
        }
    }
    title
}

/// Bytes of running text in paragraphs that class words set apart.
fn marked(tree: &Tree, places: &[Place]) -> u32 {
    let paragraphs = tree.nodes.iter().zip(places).filter(|(node, place)| node.tag == Tag::P && place.own.any(WORDS));
    paragraphs.fold(0, |sum, (_, place)| sum.saturating_add(place.running))
}

/// The elements around the headline that hold text as well, from the outermost to the innermost: no hint sets them apart.
fn boxes_of(tree: &Tree, places: &[Place], title: Option<usize>) -> Vec<usize> {
    let mut boxes = Vec::new();
    let mut at = title.unwrap_or(0);
    while at != 0 {
        let Some((node, place)) = tree.nodes.get(at).zip(places.get(at)) else { break };
        if place.own.any(WORDS) && place.running >= LEAST {
            boxes.push(at);
        }
        at = node.parent as usize;
    }
    boxes.reverse();
    boxes
}

/// Bytes of running text that no hint sets apart: below the headline, where most of the text is there.
fn free(tree: &Tree, places: &[Place], title: Option<usize>) -> u32 {
    let sum = |from: usize, any: bool| {
        let text = tree.nodes.iter().zip(places).skip(from).filter(|(node, _)| node.tag == Tag::TEXT);
        let counted = text.filter(|(_, place)| any || !place.hints.any(APART));
        counted.fold(0_u32, |sum, (_, place)| sum.saturating_add(place.running))
    };
    let whole = places.first().map_or(0, |root| root.running);
    sum(title.filter(|title| sum(*title, true) > whole / 2).unwrap_or(0), false)
}

/// Hands hints down, those that cover nearly the whole page left out, and those of the elements `around` the headline.
fn hand_down(tree: &Tree, places: &mut [Place], around: &[usize], trust: Trust) {
    let whole = places.first().map_or(0, |root| root.running);
    let mut around = around.iter().peekable();
    for (index, node) in tree.nodes.iter().enumerate() {
        let (above, apart) =
            places.get(node.parent as usize).map_or((Hints::default(), 0), |place| (place.hints, place.apart));
        let Some(place) = places.get_mut(index) else { return };
        let above = if index == 0 { Hints::default() } else { above };
        let mut own = believed(place.own, node.tag, trust);
        // Headers and footers of pictures are what goes with them.
        if own.any(Hints::FOOTER.with(Hints::HEADER)) && above.with(own).any(Hints::FIGURE) {
            own = without(own, Hints::FOOTER.with(Hints::HEADER));
        }
        // Who is named inside a caption took the picture.
        if own.any(Hints::BYLINE) && above.any(Hints::CAPTION) {
            own = without(own, Hints::BYLINE).with(Hints::CREDIT);
        }
        if node.tag == Tag::CITE && above.any(Hints::CAPTION) {
            own = own.with(Hints::CREDIT);
        }
        // The caption inside what is called after the credit is none.
        let caption = own.any(Hints::CAPTION) && !own.any(Hints::CREDIT);
        let above = if caption { without(above, Hints::CREDIT) } else { above };
        if place.running > whole / 5 * 2 && place.running > 300 && node.tag != Tag::BLOCKQUOTE {
            let comments = own.any(Hints::COMMENT) && place.running < whole / 5 * 4;
            own = without(own, PARTIAL);
            if comments {
                own = own.with(Hints::COMMENT);
            }
        }
        if around.next_if(|around| **around == index).is_some() {
            own = without(own, WORDS);
        }
        place.hints = own.with(above);
        let opens = apart == 0 && own.any(APART);
        place.apart = if opens { u32::try_from(index).unwrap_or(0) } else { apart };
    }
}

/// What is believed of an element's own hints.
fn believed(own: Hints, tag: Tag, trust: Trust) -> Hints {
    let said = Hints(own.0 & of_tag(tag).0);
    let paragraph = !tag.is_block() || tag.is_heading() || matches!(tag, Tag::P | Tag::LI | Tag::BLOCKQUOTE);
    match trust {
        Trust::Full => own,
        Trust::Boxes if !paragraph => own,
        Trust::Boxes | Trust::Tags => without(own, WORDS).with(said),
        Trust::Comments => without(own, WORDS.with(Hints::HIDDEN)),
    }
}

fn without(hints: Hints, others: Hints) -> Hints {
    Hints(hints.0 & !others.0)
}

#[cfg(test)]
mod tests {
    use crate::normalise::blocks::Labels;
    use crate::normalise::labels::rules::html::tests::{TEXT, labelled};

    #[test]
    fn class_words_on_every_paragraph_say_nothing() {
        for word in ["share", "promo", "print-only", "related", "sidebar", "sponsor", "follow-up", "tags"] {
            let text = TEXT.replace("<p>", &format!("<p class='el {word}'>"));
            let html = format!("<title>Ferry late again</title><article><h1>Ferry late again</h1>{text}</article>");
            assert_eq!(labelled(&html, Labels::BODY).len(), 3, "{word}");
            let html =
                format!("<title>Ferry late again</title><h1>Ferry late again</h1><div class={word}>{TEXT}</div>");
            assert_eq!(labelled(&html, Labels::BODY).len(), 3, "{word}");
        }
    }

    #[test]
    fn a_box_around_headline_and_text_is_not_set_apart() {
        let other = format!("<div>{}</div>", TEXT.replace("ferry", "train").repeat(2));
        let html = format!(
            "<title>Ferry late again</title><div class=sidebar-layout-promo><h1>Ferry late again</h1>{TEXT}</div>\
             <div class=more-stories>{other}</div>"
        );
        assert!(labelled(&html, Labels::BODY).iter().any(|text| text.starts_with("The ferry to the island")));
    }

    #[test]
    fn a_word_that_leaves_a_story_is_believed() {
        let html = format!(
            "<title>Ferry late again</title><h1>Ferry late again</h1>{TEXT}<p class=promo>Get our letter about boats every \
             morning before they leave the harbour.</p>"
        );
        assert_eq!(labelled(&html, Labels::BODY).len(), 3);
    }

    #[test]
    fn marked_paragraphs_that_outweigh_the_rest_are_the_story() {
        let text = TEXT.repeat(2).replace("<p>", "<p class=paywall-cta>");
        let other =
            "<p>The harbour office of Norrask has three rooms, a stove and a cat that nobody has ever seen asleep.</p>"
                .repeat(3);
        let html = format!("<title>Ferry late again</title><h1>Ferry late again</h1>{text}<hr>{other}");
        assert!(labelled(&html, Labels::BODY).iter().any(|text| text.contains("Varga")));
    }

    #[test]
    fn comments_are_never_the_story() {
        let comments = TEXT.replace("<p>", "<p class=comment>");
        let html = format!("<title>Ferry late again</title><h1>Ferry late again</h1><p>Late.</p>{comments}");
        assert!(labelled(&html, Labels::BODY).iter().all(|text| !text.contains("Varga")));
    }
}
