//! Names what is text and yet no page, so that nothing is taken for an article that is none.
//!
//! The start of a file comes in, decoded; words for an error message go out: what it looks like, and what to do instead. One
//! file a family, so that a family that gets a reader is taken off the list.
//!
//! Invariant: ordinary pages, page dumps and tables are never refused; a rule asks for marks that only its family has.

mod exports;
mod family;
mod indexes;
mod licence;
mod machine;
mod markup;
mod program;
mod start;
mod tables;
mod words;

use crate::read::FormatChoice;
use crate::read::about::{Entry, Refusal};
use family::Family;

/// The families that no reader takes, whichever format would.
static FAMILIES: [&Family; 7] = [
    &machine::POINTER,
    &machine::SEALED,
    &program::CHANGES,
    &indexes::INDEXES,
    &markup::DOCUMENTS,
    &exports::TEXTS,
    &exports::PAGES,
];

/// The families that only a text without any structure is asked about.
static OF_PLAIN_TEXT: [&Family; 5] =
    [&tables::WITHOUT_HEADER, &machine::BASE64, &licence::LICENCE, &program::PROGRAM, &machine::WITHOUT_SENTENCE];

static OWN_EXPORT: Refusal =
    Refusal::new("an export of an archive, among other files", "import it by itself, into a new archive");
static STYLE_SHEET: Refusal = Refusal::new("a style sheet, by its name", "");
static SCRIPT: Refusal = Refusal::new("a script, by its name", "");

/// What is told of every family.
pub(super) fn entries() -> Vec<Entry> {
    let families = FAMILIES.iter().chain(&OF_PLAIN_TEXT).flat_map(|family| family.refusals);
    families.copied().chain([&STYLE_SHEET, &SCRIPT, &OWN_EXPORT]).map(Entry::of_refused).collect()
}

/// What `text`, the start of a file that would be read as `format`, is instead of a page.
///
/// Scripts and style sheets, which a browser saves beside a page, are told by the end of the file's name: nothing in
/// them is always there.
pub(super) fn unsupported_text(text: &str, extension: &str, format: FormatChoice) -> Option<&'static Refusal> {
    match extension {
        "css" => return Some(&STYLE_SHEET),
        "js" | "mjs" => return Some(&SCRIPT),
        _ => {}
    }
    if text.starts_with("{\"archive_export\":") {
        return Some(&OWN_EXPORT);
    }
    // A record of JSON that is none of ours is named with its record.
    let families: &[&Family] = if format == FormatChoice::Jsonl { &[] } else { &FAMILIES };
    let plain: &[&Family] = if format == FormatChoice::Text { &OF_PLAIN_TEXT } else { &[] };
    families.iter().chain(plain).find_map(|family| (family.look)(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_lists_whatever_it_refuses() {
        let texts = ["{\\rtf1", "<?xml version='1.0'?><rss>", "<?xml version='1.0'?><a>", "<svg>"];
        for text in texts.into_iter().chain(["<urlset>", "<didl>", "#!/bin/sh", "3 of 9 DOCUMENTS", "7 7 7"]) {
            let refusal = unsupported_text(text, "txt", FormatChoice::Text).unwrap();
            assert!(entries().contains(&Entry::of_refused(refusal)), "{text}");
        }
    }

    #[test]
    fn texts_that_are_no_pages_are_told_apart() {
        let check = |text: &str, expected: Option<&str>| {
            let found = unsupported_text(text, "txt", FormatChoice::Text);
            assert_eq!(found.map(|found| found.what), expected, "{text}");
        };
        check("{\\rtf1\\ansi", Some("an RTF document that is no export of Nexis or Factiva"));
        check("<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", Some("a feed of a kind that is not known"));
        check("<?xml version=\"1.0\"?><ledger>", Some("XML of a kind that is not known"));
        check("<?xml version=\"1.0\"?><!DOCTYPE html><html>", None);
        check("From: a reader's letter", None);
        check("<svg xmlns=", Some("a drawing (SVG)"));
        check("Rain fell on Friday.", None);
        assert_eq!(unsupported_text("p { margin: 0 }", "css", FormatChoice::Text), Some(&STYLE_SHEET));
    }
}
