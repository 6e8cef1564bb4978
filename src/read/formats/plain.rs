//! Body text and nothing else: taken as it is decoded, code point for code point.

use std::ops::ControlFlow;

use crate::model::Content;
use crate::read::about::About;
use crate::read::format::{Format, Head, Input};
use crate::read::formats::text::read_whole;
use crate::read::request::Each;
use crate::read::{FormatChoice, encoding};

/// The format of a body alone. It is never guessed: only the user knows that nothing is to be stripped.
pub(super) struct Plain;

impl Format for Plain {
    fn choice(&self) -> FormatChoice {
        FormatChoice::Plain
    }

    fn about(&self) -> About {
        About {
            what: "Body text and nothing else",
            told_by: "nothing: it has to be named",
            examples: "--format plain plain.txt",
        }
    }

    fn recognises(&self, _: &Head<'_>) -> bool {
        false
    }

    fn read(&self, input: Input<'_>, each: &mut Each<'_>) -> ControlFlow<()> {
        each(read_whole(input, "text/plain", |bytes| encoding::decode(bytes, None), Content::Body))
    }
}
