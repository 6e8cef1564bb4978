//! Words without their endings and in Latin letters, as the lists of names and places have them: `Warszawy` is Warszawa.
//!
//! A word comes in, what the lists know of its likeliest root goes out: of `Варшаве` what they know of `varshava`.
//!
//! Invariant: bounded work a word, whatever its length.

use crate::analyse::names::trained::place_class::place_class;
use crate::analyse::names::trained::tongues;
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::{given_names, latin_letters, surnames};

/// What the lists know of a word without its ending.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Root {
    /// The class of the place it names, as in `Look`; 0 for none.
    pub place: u8,
    /// Given name: 0 no, 1 rare, 2 frequent.
    pub given: u8,
    /// Family name: 0 no, 1 rare, 2 frequent.
    pub family: u8,
    /// How many letters were cut off before the first list knew it; 0 where none does.
    pub cut: u8,
}

/// No ending of a case is longer.
const LONGEST_ENDING: usize = 4;
/// No shorter root is looked up.
const SHORTEST_ROOT: usize = 3;
/// Longer words are no names.
const LONGEST_WORD: usize = 30;
/// What stands at the end of a name where other cases have their ending.
const ENDINGS: [&str; 4] = ["", "a", "o", "i"];

/// Whether a language hangs endings on names.
pub(super) fn has_endings(tongue: u32) -> bool {
    !matches!(tongue, tongues::UNKNOWN | tongues::ENGLISH)
}

/// What the lists know of `word`.
pub(in crate::analyse::names) fn root(word: &str) -> Root {
    let mut root = Root::default();
    let lower = lower_case(word);
    let foreign = !lower.is_ascii();
    let latin = latin_letters::latin(&lower);
    let letters = latin.chars().count();
    if !(SHORTEST_ROOT..=LONGEST_WORD).contains(&letters) {
        return root;
    }
    for cut in usize::from(!foreign)..=LONGEST_ENDING.min(letters - SHORTEST_ROOT) {
        let end = latin.char_indices().nth(letters - cut).map_or(latin.len(), |(byte, _)| byte);
        let mut form = latin[..end].to_owned();
        for ending in ENDINGS.iter().take(if cut == 0 { 1 } else { ENDINGS.len() }) {
            form.truncate(end);
            form.push_str(ending);
            if form == latin && !foreign {
                continue;
            }
            note(&mut root, &form, cut);
        }
        if root.place > 0 && root.given > 0 && root.family > 0 {
            break;
        }
    }
    root
}

/// Adds what the lists know of one form to what they knew of those before it.
fn note(root: &mut Root, form: &str, cut: usize) {
    let before = *root;
    if root.place == 0 {
        // A word in plain letters is looked up whatever its case.
        let plain = form.is_ascii() && form.bytes().skip(1).any(|byte| byte.is_ascii_lowercase());
        root.place = if plain { place_class(form) } else { place_class(&capitalised(form)) };
    }
    if root.given == 0 {
        root.given = given_names::find(form).map_or(0, |name| 1 + u8::from(name.frequent));
    }
    if root.family == 0 {
        root.family = surnames::find(form).map_or(0, |name| 1 + u8::from(name == surnames::Currency::Frequent));
    }
    if before == Root::default() && *root != before {
        root.cut = u8::try_from(cut).unwrap_or(u8::MAX);
    }
}

fn capitalised(form: &str) -> String {
    let mut letters = form.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::trained::roots::*;

    #[test]
    fn names_are_known_without_their_endings_and_in_latin_letters() {
        assert!(root("Warszawie").place > 0);
        assert!(root("Владимиром").given > 0);
        assert_eq!(root("Владимир").cut, 0);
        assert_eq!(root("Qx"), Root::default());
        assert_eq!(root(&"x".repeat(500)), Root::default());
    }
}
