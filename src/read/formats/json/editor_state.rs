//! Text in the state of a block editor, as Ghost stores a post that was never rendered.
//!
//! Source: Lexical's `root` of `children`; Mobiledoc 0.3, <https://github.com/bustle/mobiledoc-kit/blob/master/MOBILEDOC.md>.
//!
//! Invariant: no deeper than the parser went, so that no state exhausts the stack.

use serde_json::Value;

use super::lookup::{at, list, text};
use crate::read::markup::{Prose, prose_of_html};

/// The prose of a state of Lexical.
pub(super) fn of_lexical(state: &Value) -> Prose {
    let mut prose = Prose::default();
    if let Some(root) = at(state, &["root"]) {
        for block in list(root, &["children"]) {
            let words = words_of(block);
            if !words.is_empty() {
                prose.paragraphs.push(words);
            } else if let Some(html) = text(block, &["html"]) {
                prose.paragraphs.extend(prose_of_html(&html).paragraphs);
            }
        }
    }
    prose
}

/// All text below a node.
fn words_of(node: &Value) -> String {
    let own = node.get("text").and_then(Value::as_str).unwrap_or_default().to_owned();
    let inside: String = list(node, &["children"]).into_iter().map(words_of).collect();
    own + &inside
}

/// The prose of a Mobiledoc: markup sections, list sections and cards.
pub(super) fn of_mobiledoc(state: &Value) -> Prose {
    let mut prose = Prose::default();
    let cards = list(state, &["cards"]);
    for section in list(state, &["sections"]) {
        let part = |place: usize| section.get(place);
        match part(0).and_then(Value::as_u64) {
            Some(1) => prose.paragraphs.extend(part(2).and_then(markers)),
            Some(3) => {
                let items = part(2).and_then(Value::as_array);
                prose.paragraphs.extend(items.into_iter().flatten().filter_map(markers));
            }
            Some(10) => {
                let place = part(1).and_then(Value::as_u64).and_then(|place| usize::try_from(place).ok());
                let card = place.and_then(|place| cards.get(place)?.get(1));
                let html = card.and_then(|card| text(card, &["html", "markdown"]));
                prose.paragraphs.extend(html.map(|html| prose_of_html(&html).paragraphs).unwrap_or_default());
            }
            _ => {}
        }
    }
    prose
}

/// The text of the markers of a section: `[kind, opened, closed, text]`.
fn markers(list: &Value) -> Option<String> {
    let words: String = list.as_array()?.iter().filter_map(|marker| marker.get(3)?.as_str()).collect();
    Some(words.trim().to_owned()).filter(|words| !words.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn sections_of_a_mobiledoc_are_paragraphs() {
        let state = json!({"version": "0.3.1", "cards": [["html", {"html": "<p>Ice.</p>"}]],
            "sections": [[1, "p", [[0, [], 0, "Water "], [0, [0], 1, "stood."]]], [10, 0],
                [3, "ul", [[[0, [], 0, "Boats"]]]], [1, "p", []], [10, 99], 7]});
        assert_eq!(of_mobiledoc(&state).paragraphs, ["Water stood.", "Ice.", "Boats"]);
    }
}
