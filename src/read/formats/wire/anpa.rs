//! ANPA 1312: a header with service letter and number, a slug, lines that open with `^`, indented paragraphs, the moment.
//!
//! Source: ANPA 1312, as AP and others send it. Lines for editors and of pictures are no text.

use super::message::{Message, Wire, moment, words};
use crate::model::Given;
use crate::read::about::About;
use crate::read::choice::FormatChoice;
use crate::read::formats::xml::{Article, unwrapped, without_furniture};
use crate::read::markup::Prose;

/// The format.
pub(in crate::read) static ANPA: Wire = Wire {
    choice: FormatChoice::Anpa,
    about: About {
        what: "ANPA 1312, stories of an agency as sent over the wire",
        told_by: "control characters around header and text, after two SYN",
        examples: "story.anpa",
    },
    opens,
    article,
};

/// Lines above the story that are none of it.
const FOR_EDITORS: [&str; 8] =
    ["Eds:", "Eds.:", "EDS:", "EDITOR'S NOTE", "AP Photo", "AP Video", "AP Graphic", "Editors:"];

/// Whether a header such as `W2607_xna` follows synchronising characters and the start of heading.
fn opens(text: &str) -> bool {
    let Some(header) = text.strip_prefix('\u{16}').map(|text| text.trim_start_matches('\u{16}')) else { return false };
    let number = header.strip_prefix('\u{1}').and_then(|header| header.strip_prefix(|c: char| c.is_ascii_alphabetic()));
    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

#[allow(clippy::unnecessary_wraps)] // the form that every format has
fn article(message: &Message<'_>) -> Option<Article> {
    let (above, below) = parts(message.text);
    let mut above = above.into_iter();
    let slug = above.next().map(|slug| without_length(&slug));
    let lines: Vec<String> = above.filter(|line| !FOR_EDITORS.iter().any(|mark| line.starts_with(mark))).collect();
    let signed = lines.iter().position(|line| line.starts_with("By "));
    let byline = signed.map(|place| lines.get(place..).unwrap_or_default().join(", "));
    let lines = lines.get(..signed.unwrap_or(lines.len())).unwrap_or_default();
    let headline = lines.first().cloned();
    let rest = lines.get(1..).unwrap_or_default();
    let paragraphs = if below.trim().is_empty() { rest.to_vec() } else { unwrapped(&below) };
    let standfirst = (!below.trim().is_empty()).then(|| rest.join(" ")).filter(|text| !text.is_empty());
    let prose = without_furniture(Prose { paragraphs, captions: Vec::new() });
    let trailer = words(message.trailer);
    let (agency, date) = moment_of(&trailer);
    let given =
        Given { headline: headline.or(slug), byline, standfirst, agency, published_at: date, ..Given::default() };
    let number = words(message.header.lines().next().unwrap_or_default());
    let id = number.split(['_', ' ']).next().filter(|id| !id.is_empty()).map(str::to_owned);
    Some(Article { id, given, body: prose.body(), diagnostics: Vec::new() })
}

/// The lines that open with `^`, without their marks, and the indented text below them.
fn parts(text: &str) -> (Vec<String>, String) {
    let (mut above, mut below) = (Vec::new(), String::new());
    for line in text.lines() {
        let indented = line.starts_with(['\t', ' ']);
        let bare = line.trim_end().trim_end_matches(['<', '=']);
        if bare.trim_matches(|c: char| c == '^' || c.is_whitespace()) == "END" {
            break;
        }
        if indented || !below.is_empty() {
            below.push_str(&bare.replace("``", "\u{201c}").replace("''", "\u{201d}"));
            below.push('\n');
        } else {
            let said = words(bare.trim_start_matches('^'));
            if !said.is_empty() {
                above.push(said);
            }
        }
    }
    (above, below)
}

/// A slug without the length in words behind it and the number of a desk before it.
fn without_length(slug: &str) -> String {
    let slug = slug.split_once('^').filter(|(before, _)| before.contains('<')).map_or(slug, |(_, slug)| slug);
    let slug = slug.trim_end_matches(|c: char| c.is_ascii_digit());
    slug.trim_end_matches(',').to_owned()
}

/// Agency and moment of a trailer such as `AP-WF-11-13-26 0745GMT<`.
fn moment_of(trailer: &str) -> (Option<String>, Option<String>) {
    let agency = trailer.split('-').next().filter(|name| !name.is_empty() && name.chars().all(char::is_alphabetic));
    let found = trailer.split_once("GMT").and_then(|(before, _)| {
        let start = before.trim_end().len().checked_sub(13)?;
        moment(before.get(start..)?.trim_end(), "%m-%d-%y %H%M")
    });
    (agency.map(str::to_owned), found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_is_read_with_byline_and_moment() {
        let message = Message {
            header: "W2607_xna\nr a\u{13}\u{11} BC-Harbour 11-13 0093\n",
            text: "^BC-Harbour, 1st Ld,140<\n^Quay floods<\n^Eds: With photos.<\n^By ANNA QUILL and BO EK=\n^Fen Press=\n\
                   \t   FENMOUTH (XN) _ Water stood\non the quay, ``knee deep.''<\n \n\t   Boats rose.<\n\t   ___\n^END<\n\tx - none<\n",
            trailer: "XN-WF-11-13-26 0745GMT<\n\u{c}",
        };
        let article = article(&message).unwrap();
        assert_eq!(article.body, "FENMOUTH (XN) _ Water stood on the quay, “knee deep.”\n\nBoats rose.");
        assert_eq!(article.given.headline.as_deref(), Some("Quay floods"));
        assert_eq!(article.given.byline.as_deref(), Some("By ANNA QUILL and BO EK, Fen Press"));
        assert_eq!(article.given.published_at.as_deref(), Some("2026-11-13T07:45:00Z"));
        assert_eq!((article.given.agency.as_deref(), article.id.as_deref()), (Some("XN"), Some("W2607")));
    }

    #[test]
    fn list_of_headlines_is_the_text_below_the_first() {
        let message = Message {
            header: "V1_x\n",
            text: "^*9006< ^XN-Top,0176<\n^XN News at noon<\n^One<\n^Two<\n^\n",
            trailer: "",
        };
        let article = article(&message).unwrap();
        assert_eq!((article.given.headline.as_deref(), article.body.as_str()), (Some("XN News at noon"), "One\n\nTwo"));
    }

    #[test]
    fn header_is_told_from_text() {
        assert!(opens("\u{16}\u{16}\u{1}W2607_xna"));
        assert!(!opens("W2607_xna"));
        assert!(!opens("\u{16}"));
    }
}
