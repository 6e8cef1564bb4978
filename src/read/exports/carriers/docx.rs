//! The carrier Word file: paragraphs of `word/document.xml` in a ZIP archive.
//!
//! Source: ECMA-376, part 1, `WordprocessingML`. Headers, footers, notes and pictures are other parts and not read.
//!
//! Invariant: no more than [`DOCUMENT_LEN`] bytes are unpacked, and nothing but the one part.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::Event;

/// The longest text that is unpacked.
const DOCUMENT_LEN: u64 = 256 << 20;

/// The part that holds the text.
const DOCUMENT: &str = "word/document.xml";

/// Names that the first members of an office file have.
const MEMBERS: [&[u8]; 4] = [b"[Content_Types].xml", b"_rels/.rels", b"docProps/", b"word/"];

/// Whether `head`, the first bytes of a file, are of a Word file or another one of its kind.
pub(in crate::read) fn is_office_file(head: &[u8]) -> bool {
    // The name of a member is 30 bytes after its signature.
    head.starts_with(b"PK\x03\x04")
        && head.get(30..).is_some_and(|name| MEMBERS.iter().any(|member| name.starts_with(member)))
}

/// The text of the Word file `bytes`: a paragraph between blank lines.
///
/// # Errors
/// What keeps it from being read.
pub(in crate::read::exports) fn text_of_docx(bytes: &[u8]) -> Result<String, String> {
    let broken = |error: &dyn std::fmt::Display| format!("a damaged Word file: {error}");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let part = archive.by_name(DOCUMENT).map_err(|_| format!("an office document without `{DOCUMENT}`"))?;
    let mut xml = Vec::new();
    part.take(DOCUMENT_LEN + 1).read_to_end(&mut xml).map_err(|error| broken(&error))?;
    if xml.len() as u64 > DOCUMENT_LEN {
        return Err(format!("its text is longer than {} MB (DOCUMENT_LEN)", DOCUMENT_LEN >> 20));
    }
    Ok(text_of_xml(&String::from_utf8_lossy(&xml)))
}

/// The text of the paragraphs; broken XML gives the text before the break.
fn text_of_xml(xml: &str) -> String {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let (mut text, mut in_text) = (String::new(), false);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(start) => in_text = start.name().as_ref() == "w:t",
            Event::Empty(empty) => match empty.name().as_ref() {
                "w:br" | "w:cr" => text.push('\n'),
                "w:tab" => text.push(' '),
                _ => {}
            },
            Event::End(end) => {
                in_text = false;
                if end.name().as_ref() == "w:p" {
                    text.push_str("\n\n");
                }
            }
            Event::Text(piece) if in_text => text.push_str(&piece),
            Event::GeneralRef(reference) if in_text => match reference.resolve_char_ref() {
                Ok(Some(letter)) => text.push(letter),
                _ => text.push_str(resolve_html5_entity(&reference).unwrap_or_default()),
            },
            Event::Eof => break,
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_of_a_document_are_text() {
        let xml = "<w:body><w:p><w:r><w:t>One </w:t></w:r><w:r><w:br/><w:t>two &amp; &#233;</w:t></w:r></w:p><w:p><w:t>Three</w:t></w:p><w:p><w:t>cut";
        assert_eq!(text_of_xml(xml), "One \ntwo & é\n\nThree\n\ncut");
    }

    #[test]
    fn office_files_are_told_by_their_first_member() {
        assert!(is_office_file(&[b"PK\x03\x04".as_slice(), &[0; 26], b"docProps/app.xml"].concat()));
        assert!(!is_office_file(&[b"PK\x03\x04".as_slice(), &[0; 26], b"pages/a.html"].concat()));
        assert!(text_of_docx(b"PK\x03\x04").is_err());
    }
}
