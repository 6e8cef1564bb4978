//! Names what is text and yet no page, so that nothing is taken for an article that is none.
//!
//! The start of a file comes in, decoded; words for an error message go out: what it looks like, and what to do instead. One
//! file a family, so that a family that gets a reader is taken off the list.
//!
//! Invariant: ordinary pages, page dumps and tables are never refused; a rule asks for marks that only its family has.

mod exports;
mod indexes;
mod machine;
mod markup;
mod start;

use crate::read::FormatChoice;

/// What a family sees in a text, if it is of it.
type Family = fn(&str) -> Option<&'static str>;

/// The families that no reader takes, whichever format would.
const FAMILIES: [Family; 6] =
    [machine::pointer, machine::sealed, indexes::index, markup::document, exports::of_text, exports::of_markup];

/// The families that only a text without any structure is asked about.
const OF_PLAIN_TEXT: [Family; 3] = [machine::base64, machine::code, machine::without_sentence];

/// What `text`, the start of a file that would be read as `format`, is instead of a page.
///
/// Scripts and style sheets, which a browser saves beside a page, are told by the end of the file's name: nothing in
/// them is always there.
pub(super) fn unsupported_text(text: &str, extension: &str, format: FormatChoice) -> Option<&'static str> {
    match extension {
        "css" => return Some("a style sheet by its name"),
        "js" | "mjs" => return Some("a script by its name"),
        _ => {}
    }
    // A record of JSON that is none of ours is named with its record.
    let families: &[Family] = if format == FormatChoice::Jsonl { &[] } else { &FAMILIES };
    let plain: &[Family] = if format == FormatChoice::Text { &OF_PLAIN_TEXT } else { &[] };
    families.iter().chain(plain).find_map(|family| family(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_are_no_pages_are_told_apart() {
        let check = |text: &str, expected: Option<&str>| {
            let found = unsupported_text(text, "txt", FormatChoice::Text);
            assert_eq!(found.map(|found| found.split(';').next().unwrap()), expected, "{text}");
        };
        check("filedesc://a.arc 0.0.0.0 20240508", Some("looks like an ARC file"));
        check("{\\rtf1\\ansi", Some("looks like an RTF document"));
        check("<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", Some("looks like a feed"));
        check("<?xml version=\"1.0\"?><ledger>", Some("looks like XML"));
        check("<?xml version=\"1.0\"?><!DOCTYPE html><html>", None);
        check("From: a reader's letter", None);
        check("<svg xmlns=", Some("looks like a drawing"));
        check("Rain fell on Friday.", None);
        assert_eq!(unsupported_text("p { margin: 0 }", "css", FormatChoice::Text), Some("a style sheet by its name"));
    }
}
