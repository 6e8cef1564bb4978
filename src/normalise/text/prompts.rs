//! Tells lines that a site adds to its articles from the articles' own text: prompts to read on, to subscribe, to share.
//!
//! Invariant: looks at the words of one block only, and never at a publisher's name.

use std::sync::LazyLock;

use crate::lexicon::furniture::{POINTERS, PROMPTS};
use crate::lexicon::openings::{ByFirst, Openings};
use crate::model::letters::is_alphanumeric;

static POINTER_OPENINGS: Openings = LazyLock::new(|| ByFirst::new(&POINTERS));
static PROMPT_OPENINGS: Openings = LazyLock::new(|| ByFirst::new(&PROMPTS));

/// Whether the block asks its reader to go elsewhere. `linked`: a good part of it is a link.
#[must_use]
pub fn is_prompt(text: &str, linked: bool) -> bool {
    if text.len() > 400 {
        return false;
    }
    let end = text.char_indices().nth(40).map_or(text.len(), |(at, _)| at);
    let head = text.get(..end).unwrap_or(text).trim_start_matches(|c: char| !is_alphanumeric(c) && c != '©');
    (linked || text.len() < 160) && PROMPT_OPENINGS.of(head).next().is_some()
        || POINTER_OPENINGS.of(head).any(|pointer| linked || head.to_lowercase().len() < pointer.len() + 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_are_told_by_their_opening() {
        let check = |text: &str, linked: bool, expected: bool| assert_eq!(is_prompt(text, linked), expected, "{text}");
        check("Read more: Eels return to the canal", true, true);
        check("Read more", false, true);
        check("Read more than one book a year, the mayor tells pupils.", false, false);
        check("Lesen Sie auch: Aale im Kanal", true, true);
        check("Sign up for our morning letter", false, true);
        check("»À lire aussi : les anguilles", true, true);
        check("PUEDES VER: Las anguilas vuelven al canal", true, true);
        check("Related article: Eels return to the canal", true, true);
        check("Related articles of the law were changed in spring.", false, false);
        check("Advertisement", false, true);
        check("The advertisement cost the town a year's rent.", false, false);
        check("", false, false);
    }
}
