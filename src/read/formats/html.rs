//! A saved page.

use std::ops::ControlFlow;

use crate::model::Content;
use crate::read::encoding::declaration::declared_encoding;
use crate::read::formats::text::read_whole;
use crate::read::{Each, Format, FormatChoice, Head, Input, encoding};

/// The format of saved pages.
pub(in crate::read) struct Html;

impl Format for Html {
    fn choice(&self) -> FormatChoice {
        FormatChoice::Html
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        looks_like_html(head.text)
    }

    fn read(&self, input: Input<'_>, each: &mut Each<'_>) -> ControlFlow<()> {
        let declared = declared_encoding(&input.head);
        each(read_whole(input, "text/html", |bytes| encoding::decode(bytes, declared), Content::Html))
    }
}

/// Elements that a page, or a piece of one, opens with.
const OPENERS: [&str; 24] = [
    "!doctype html",
    "html",
    "head",
    "body",
    "meta",
    "title",
    "link",
    "script",
    "style",
    "base",
    "main",
    "article",
    "section",
    "header",
    "div",
    "span",
    "p",
    "h1",
    "h2",
    "h3",
    "table",
    "figure",
    "img",
    "a",
];

/// Closing tags of prose; a text about markup has one or two, a page has them at every paragraph.
const CLOSERS: [&str; 6] = ["</p>", "</div>", "</a>", "</li>", "</span>", "</h1>"];

/// Whether `text` opens as a page does or is full of its tags.
pub(in crate::read) fn looks_like_html(text: &str) -> bool {
    let lower = text.trim_start().to_ascii_lowercase();
    let mut start = lower.as_str();
    // Comments, such as where the page was saved from, may stand before anything else.
    while start.starts_with("<!--") {
        match start.find("-->").and_then(|end| start.get(end + 3..)) {
            Some(rest) => start = rest.trim_start(),
            None => return true,
        }
    }
    let opens = start.strip_prefix('<').is_some_and(|tag| {
        OPENERS.iter().any(|name| {
            tag.strip_prefix(name)
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-'))
        })
    });
    opens
        || lower.contains("<!doctype html")
        || lower.contains("<html")
        || CLOSERS.iter().map(|tag| lower.matches(tag).count()).sum::<usize>() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_from_text_about_them() {
        let check = |text: &str, expected| assert_eq!(looks_like_html(text), expected, "{text}");
        check("<!DOCTYPE html>\n<html>", true);
        check("  <HTML lang=en>", true);
        check("<!-- saved from url=(0014)about:internet --><div>", true);
        check("<?xml version='1.0'?><html>", true);
        check("<p>One</p>", true);
        check("Menu<br><p>One</p><p>Two</p><a>Three</a>", true);
        check("<pre-election> notes", false);
        check("<Anna> hello", false);
        check("The page has a </p> too many", false);
        check("a < b and b > c", false);
        check("", false);
        check("<", false);
        check("<!--", true);
    }
}
