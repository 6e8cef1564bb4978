//! Markdown below a block of fields, as sites made with Hugo or Jekyll keep their posts and web clippers their notes.
//!
//! This is the example for whoever adds a format: a file of its own, a line in `FORMATS`, a name in `FormatChoice`. The bytes of
//! a file come in; one document goes out, whose fields stand as given and whose body is not labelled again.
//!
//! Invariant: one file gives one document or one error, and its bytes alone give the same document again.

mod front_matter;
mod prose;

use std::ops::ControlFlow;

use crate::model::{Content, Document, Source};
use crate::read::about::About;
use crate::read::error::{ReadError, ReadErrorKind};
use crate::read::format::{Format, Head, Input};
use crate::read::records::record::Columns;
use crate::read::request::Each;
use crate::read::{FormatChoice, encoding};
use front_matter::parted;

/// The format.
pub(super) struct Markdown;

impl Format for Markdown {
    // Its name for `--format`, and the name under which an archive remembers how a source was read.
    fn choice(&self) -> FormatChoice {
        FormatChoice::Markdown
    }

    // A line of `archive formats` and of docs/FORMATS.md. A test reads the files of the example.
    fn about(&self) -> About {
        About {
            what: "Markdown below a block of fields, as in posts of Hugo and Jekyll and in notes of web clippers",
            told_by: "a line `---`, fields with a `title` or `headline` among them, and another line `---`",
            examples: "post.md",
        }
    }

    // Only what the bytes say counts. Formats that stand before this one in the list have declined.
    fn recognises(&self, head: &Head<'_>) -> bool {
        parted(head.text).is_some_and(|(fields, _)| fields.contains_key("title") || fields.contains_key("headline"))
    }

    // Nothing else opens like this, so that nobody is asked whether it is something to be refused.
    fn is_certain(&self) -> bool {
        true
    }

    // Each record is handed over as soon as it is read; here the file is the only one. `into_whole` minds the limit; a format
    // of many records takes `into_stream` and holds one of them at a time.
    fn read(&self, input: Input<'_>, each: &mut Each<'_>) -> ControlFlow<()> {
        each(document(input))
    }
}

/// The document that a file is.
fn document(input: Input<'_>) -> Result<Document, ReadError> {
    let (path, map) = (input.path.to_owned(), input.map);
    let bytes = input.into_whole()?;
    // Whatever the encoding was: what was odd about it is a diagnostic of the document.
    let decoded = encoding::decode(bytes.clone(), None);
    let refused = |kind, message: &str| ReadError::of_file(&path, kind, message);
    let Some((fields, text)) = parted(decoded.text.trim_start_matches('\u{feff}')) else {
        return Err(refused(ReadErrorKind::Malformed, "no block of fields between two lines `---`"));
    };
    let prose = prose::prose_of_markdown(text);
    if prose.paragraphs.is_empty() {
        return Err(refused(ReadErrorKind::NoText, "no text below the fields"));
    }
    // The names of fields are those of all records, and `--map` holds for them too.
    let mut columns = Columns::default();
    for (name, value) in fields {
        if columns.wants(&name, map) {
            columns.insert(&name, value);
        }
    }
    let record = columns.id(map);
    let mut given = columns.take_given(map);
    given.captions.extend(prose.captions.iter().cloned());
    Ok(Document {
        source: Source::new(path, record, "text/markdown", bytes),
        content: Content::Body(prose.body()),
        given,
        diagnostics: decoded.diagnostics,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::FieldMap;

    fn read(text: &str) -> Result<Document, ReadError> {
        let map = FieldMap::default();
        let rest = Box::new(std::io::empty());
        document(Input { path: "a.md", head: text.into(), rest, map: &map, limit: 1000, encoding: None, beside: None })
    }

    #[test]
    fn fields_and_body_are_taken_apart() {
        let text = "---\ntitle: \"Quay: under water\"\ndate: 2026-03-06\nauthors:\n  - Ida Moe\n  - Bo Ek\ntags: [rain]\n---\n\n# Rain\n\nIt **fell**.\n\n![The quay](q.jpg)\n";
        let document = read(text).unwrap();
        assert_eq!(document.content, Content::Body("Rain\n\nIt fell.".to_owned()));
        assert_eq!(document.given.headline.as_deref(), Some("Quay: under water"));
        assert_eq!(document.given.authors, Some(vec!["Ida Moe".to_owned(), "Bo Ek".to_owned()]));
        assert_eq!(document.given.captions[0].text, "The quay");
    }

    #[test]
    fn what_is_missing_is_said() {
        let check = |text: &str, expected: &str| assert!(read(text).unwrap_err().to_string().contains(expected));
        check("---\ntitle: Quay\n---\n\n", "no text below the fields");
        check("title: Quay\n\nRain.", "no block of fields");
    }

    #[test]
    fn no_truncation_breaks_the_reader() {
        let text = "---\ntitle: Caf\u{e9}\nauthors:\n- Ida\nnote: >\n  Rain\n---\n[Rain](x) *fell* `at` \\* noon.\n";
        for cut in (0..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
            let _ = read(&text[..cut]);
        }
    }
}
