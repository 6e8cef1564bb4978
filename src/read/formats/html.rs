//! A saved page.

use std::ops::ControlFlow;

use crate::model::Content;
use crate::read::about::About;
use crate::read::encoding::declaration::declared_encoding;
use crate::read::format::{Format, Head, Input};
use crate::read::formats::text::read_whole;
use crate::read::request::Each;
use crate::read::signature::looks_like_html;
use crate::read::{FormatChoice, encoding};

/// The format of saved pages.
pub(super) struct Html;

impl Format for Html {
    fn choice(&self) -> FormatChoice {
        FormatChoice::Html
    }

    fn about(&self) -> About {
        About {
            what: "Saved pages, as a browser or a crawler keeps them",
            told_by: "an element that pages open with, `<html`, or closing tags of prose",
            examples: "page.html",
        }
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        looks_like_html(head.text)
    }

    fn read(&self, input: Input<'_>, each: &mut Each<'_>) -> ControlFlow<()> {
        let declared = declared_encoding(&input.head);
        each(read_whole(input, "text/html", |bytes| encoding::decode(bytes, declared), Content::Html))
    }
}
