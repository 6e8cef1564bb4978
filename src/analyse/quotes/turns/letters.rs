//! Letters to the editor, signed below.
//!
//! The paragraphs of a page come in, those of its letters go out, each letter with its writer. What belongs to the page
//! and not to a letter (titles, addresses, salutations) is left out.
//!
//! Invariant: a letter ends with a signature; without one it is nobody's and nothing is said of it.

use std::ops::Range;

use crate::analyse::quotes::turns::paragraphs::{Paragraphs, Turn};
use crate::analyse::text::Page;
use crate::lexicon::function_words::WordRole;
use crate::lexicon::letter_words::{CLOSINGS, SALUTATIONS};
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::turn_words::LETTERS;
use crate::model::Field;

/// Nodes of the longest line that signs a letter, or stands around one as its title or an address.
const LINE: usize = 12;

/// Paragraphs of the longest letter; longer ones are articles.
const PARAGRAPHS: usize = 12;

/// The letters of a page that shows by a salutation, a closing formula or its headline that it has any.
pub(crate) fn find_letters(paragraphs: &Paragraphs<'_>, page: &Page<'_>) -> Vec<Turn> {
    let headline = page.find_field(Field::Headline).and_then(|place| page.fields.get(place));
    let titled = headline.is_some_and(|field| begins(field.text, &LETTERS).is_some());
    let closes = |nodes: &Range<usize>| nodes.len() <= LINE && begins(paragraphs.text(nodes), &CLOSINGS).is_some();
    let written =
        titled || paragraphs.nodes.iter().any(|nodes| closes(nodes) || salutation(paragraphs, nodes).is_some());
    if !written {
        return Vec::new();
    }
    let mut found: Vec<Turn> = Vec::new();
    let mut letter: Vec<Range<usize>> = Vec::new();
    let mut between = true;
    for (place, nodes) in paragraphs.nodes.iter().enumerate() {
        if let Some(start) = salutation(paragraphs, nodes) {
            letter.clear();
            between = false;
            letter.extend((start < nodes.end).then_some(start..nodes.end));
        } else if closes(nodes) {
            between = true;
        } else if let Some((speaker, source)) = signature(paragraphs, nodes).filter(|_| !letter.is_empty()) {
            let turn = |nodes| Turn {
                nodes,
                source: Some(source.clone()),
                speaker,
                utterance: place,
                shown_by: "the words are a letter, and whoever wrote it signed below",
            };
            if letter.len() <= PARAGRAPHS {
                found.extend(letter.iter().cloned().map(turn));
            }
            letter.clear();
            between = true;
        } else if between && nodes.len() <= LINE && !paragraphs.is_sentence(nodes) {
            // An address below the name, or the title of the next letter.
        } else {
            if between {
                letter.clear();
            }
            between = false;
            letter.push(nodes.clone());
        }
    }
    found
}

/// How many bytes of `text` one of `phrases`, in lower case, takes up at its beginning, as whole words.
fn begins(text: &str, phrases: &[&str]) -> Option<usize> {
    let opens = |phrase: &&&str| {
        text.get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase))
            && !text.get(phrase.len()..).is_some_and(|tail| tail.starts_with(char::is_alphanumeric))
    };
    phrases.iter().find(opens).map(|phrase| phrase.len())
}

/// Where the words after the salutation start: `Sir, – Your report …`, `Dear Editor:`.
fn salutation(paragraphs: &Paragraphs<'_>, nodes: &Range<usize>) -> Option<usize> {
    let len = begins(paragraphs.text(nodes), &SALUTATIONS)?;
    let ends = |at: usize| matches!(paragraphs.word(at), "," | ":" | "–" | "—" | "-" | "!" | ".");
    let sign = (nodes.start + 1..nodes.end.min(nodes.start + LINE)).find(|at| ends(*at))?;
    // "Sir Keir said" greets nobody: the sign comes right after the words, unless a name belongs between them.
    let named = paragraphs.text(nodes).get(..len).is_some_and(|head| lower_case(head).starts_with("sehr geehrte"));
    if !named && paragraphs.text(&(nodes.start..sign)).len() > len {
        return None;
    }
    (sign..nodes.end).find(|at| !ends(*at)).or(Some(nodes.end))
}

/// Who signs with the line `nodes`: a name alone, `– Name`, `Name, Town`.
fn signature(paragraphs: &Paragraphs<'_>, nodes: &Range<usize>) -> Option<(Option<usize>, Range<usize>)> {
    let dash = matches!(paragraphs.word(nodes.start), "–" | "—" | "-" | "--" | "―");
    let start = nodes.start + usize::from(dash);
    if nodes.len() > LINE || matches!(paragraphs.last_sign(nodes), Some('?' | '!' | ':')) {
        return None;
    }
    let ends =
        |at: usize| at >= nodes.end || matches!(paragraphs.word(at), "," | "(") && !paragraphs.is_sentence(nodes);
    if let Some((person, named)) = paragraphs.person_at(start) {
        return ends(named.end).then_some((Some(person), named));
    }
    // A name that nobody has tagged shows as one by its capitals or initials: `B. NOLAN,`, never `Mill Lane, Dunmore`.
    let clauses = paragraphs.scene.clauses;
    let part = |at: usize| {
        paragraphs.word(at).starts_with(char::is_uppercase)
            && !matches!(clauses.role(at), Some(role) if role != WordRole::Other)
            || at > start && paragraphs.word(at) == "." && paragraphs.word(at - 1).chars().count() == 1
    };
    let end = (start..nodes.end).find(|at| !part(*at)).unwrap_or(nodes.end);
    let capitals = |at: usize| paragraphs.word(at).chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    if clauses.name_at(start).is_some() || !(start..end).any(capitals) {
        return None;
    }
    let words = (start..end).filter(|at| paragraphs.word(*at) != ".").count();
    ((2..=4).contains(&words) && ends(end)).then_some((None, start..end))
}
