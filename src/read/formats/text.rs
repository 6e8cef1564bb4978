//! A page dumped as text: copied from a browser, or stripped of its tags by a crawler.

use std::ops::ControlFlow;

use crate::model::{Content, Document, Given, Source};
use crate::read::about::About;
use crate::read::format::{Format, Head, Input};
use crate::read::request::Each;
use crate::read::{FormatChoice, ReadError, encoding};

/// The format that takes any text no other format takes.
pub(super) struct Text;

impl Format for Text {
    fn choice(&self) -> FormatChoice {
        FormatChoice::Text
    }

    fn about(&self) -> About {
        About {
            what: "Pages dumped as text, with menus, captions and footers between the paragraphs",
            told_by: "any text that is nothing else",
            examples: "text.txt",
        }
    }

    fn recognises(&self, _: &Head<'_>) -> bool {
        true
    }

    fn read(&self, input: Input<'_>, each: &mut Each<'_>) -> ControlFlow<()> {
        each(read_whole(input, "text/plain", |bytes| encoding::decode(bytes, None), Content::Text))
    }
}

/// Reads an input that is one document, from first byte to last.
pub(in crate::read) fn read_whole(
    input: Input<'_>,
    media_type: &'static str,
    decode: impl FnOnce(Vec<u8>) -> encoding::Decoded,
    content: impl FnOnce(String) -> Content,
) -> Result<Document, ReadError> {
    let path = input.path.to_owned();
    let bytes = input.into_whole()?;
    let decoded = decode(bytes.clone());
    Ok(Document {
        source: Source::new(path, None, media_type, bytes),
        content: content(decoded.text),
        given: Given::default(),
        diagnostics: decoded.diagnostics,
    })
}
