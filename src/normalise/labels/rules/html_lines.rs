//! What a single line of a saved page is told by.

use crate::model::letters::is_alphanumeric;
use crate::normalise::blocks::{Labels, Markup};

/// Labels that may still give way to a better one.
pub(in crate::normalise) const OPEN: Labels = Labels(Labels::BODY.0 | Labels::SUBHEAD.0 | Labels::BOILERPLATE.0);

pub(in crate::normalise) fn is_heading(markup: &Markup) -> bool {
    matches!(markup.tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Letters and digits in lower case, by which two printings of a headline are the same.
pub(in crate::normalise) fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_alphanumeric() {
            bare.push(character.to_ascii_lowercase());
        } else if !character.is_ascii() && is_alphanumeric(character) {
            bare.extend(character.to_lowercase());
        }
    }
    bare
}
