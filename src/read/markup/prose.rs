//! Takes the prose out of markup: paragraphs, and captions apart from them.
//!
//! Elements come in one after the other, with their text; paragraphs go out with single spaces. What is set apart as code,
//! script, form or embed is no prose.
//!
//! Invariant: no paragraph is empty, and no text of a caption is also in a paragraph.

use super::element::{Element, Node};
use crate::model::GivenCaption;

/// Text in paragraphs and the captions of its pictures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::read) struct Prose {
    /// The paragraphs, in order.
    pub paragraphs: Vec<String>,
    /// The captions, in order.
    pub captions: Vec<GivenCaption>,
}

impl Prose {
    /// The paragraphs as a body.
    pub fn body(&self) -> String {
        self.paragraphs.join("\n\n")
    }
}

/// The prose of `element`.
pub(in crate::read) fn prose_of(element: &Element) -> Prose {
    let mut builder = Builder::default();
    walk(element, &mut builder);
    builder.finish()
}

fn walk(element: &Element, builder: &mut Builder) {
    for child in &element.children {
        match child {
            Node::Text(text) => builder.text(text),
            Node::Element(element) => {
                builder.open(&element.name);
                walk(element, builder);
                builder.close(&element.name);
            }
        }
    }
}

/// What an element does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Stands in a line.
    Inline,
    /// Begins and ends a paragraph.
    Block,
    /// Ends a line: two of them end a paragraph.
    Break,
    /// Keeps its lines.
    Lines,
    /// Holds a caption.
    Caption,
    /// Holds the credit of a picture.
    Credit,
    /// Holds no prose.
    Silent,
}

/// The role of an element of HTML, NITF or TEI.
fn role_of(name: &str) -> Role {
    match name {
        "br" => Role::Break,
        "pre" => Role::Lines,
        "figcaption" | "media-caption" => Role::Caption,
        "media-producer" => Role::Credit,
        "script" | "style" | "template" | "iframe" | "object" | "embed" | "button" | "select" | "svg" | "noscript"
        | "media-metadata" | "media-reference" => Role::Silent,
        "p" | "div" | "section" | "article" | "header" | "footer" | "aside" | "main" | "figure" | "blockquote"
        | "ul" | "ol" | "li" | "dl" | "dt" | "dd" | "table" | "tr" | "caption" | "h1" | "h2" | "h3" | "h4" | "h5"
        | "h6" | "hl1" | "hl2" | "hr" | "block" | "media" | "bq" | "fn" | "note" | "body" | "html" | "form" | "nav"
        | "head" => Role::Block,
        _ => Role::Inline,
    }
}

/// Gathers prose from elements and text in their order.
#[derive(Default)]
pub(super) struct Builder {
    prose: Prose,
    text: String,
    breaks: usize,
    lines: usize,
    silent: usize,
    caption: Option<String>,
    credit: bool,
}

impl Builder {
    /// An element begins.
    pub fn open(&mut self, name: &str) {
        match role_of(name) {
            Role::Inline => {
                if matches!(name, "td" | "th") {
                    self.space();
                }
            }
            Role::Block => self.end_paragraph(),
            Role::Break => self.line_break(),
            Role::Lines => {
                self.end_paragraph();
                self.lines += 1;
            }
            Role::Silent => self.silent += 1,
            Role::Caption => {
                self.end_paragraph();
                self.caption = Some(String::new());
            }
            Role::Credit => {
                self.end_paragraph();
                self.credit = true;
            }
        }
    }

    /// An element ends.
    pub fn close(&mut self, name: &str) {
        match role_of(name) {
            Role::Inline | Role::Break => {}
            Role::Block => self.end_paragraph(),
            Role::Lines => {
                self.end_paragraph();
                self.lines = self.lines.saturating_sub(1);
            }
            Role::Silent => self.silent = self.silent.saturating_sub(1),
            Role::Caption => {
                self.end_paragraph();
                let text = self.caption.take().unwrap_or_default();
                if !text.is_empty() {
                    self.prose.captions.push(GivenCaption { text, credit: None });
                }
            }
            Role::Credit => {
                self.end_paragraph();
                self.credit = false;
            }
        }
    }

    /// A run of text.
    pub fn text(&mut self, text: &str) {
        if self.silent > 0 {
            return;
        }
        if self.lines > 0 {
            for (number, line) in text.split('\n').enumerate() {
                if number > 0 {
                    self.line_end();
                }
                self.add(line);
            }
        } else {
            self.add(text);
        }
    }

    /// What was gathered.
    pub fn finish(mut self) -> Prose {
        self.end_paragraph();
        self.prose
    }

    /// Adds text with its white space made single.
    fn add(&mut self, text: &str) {
        if text.starts_with(char::is_whitespace) {
            self.space();
        }
        let mut first = true;
        for word in text.split_whitespace() {
            self.breaks = 0;
            if !first {
                self.space();
            }
            self.text.push_str(word);
            first = false;
        }
        if !first && text.ends_with(char::is_whitespace) {
            self.space();
        }
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    fn line_break(&mut self) {
        self.breaks += 1;
        if self.breaks > 1 { self.end_paragraph() } else { self.space() }
    }

    fn line_end(&mut self) {
        if self.text.is_empty() || self.text.ends_with('\n') {
            return self.end_paragraph();
        }
        self.text.truncate(self.text.trim_end().len());
        self.text.push('\n');
    }

    fn end_paragraph(&mut self) {
        self.breaks = 0;
        let text = std::mem::take(&mut self.text);
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        match (&mut self.caption, self.credit) {
            (_, true) => {
                if let Some(last) = self.prose.captions.last_mut() {
                    last.credit.get_or_insert_with(|| text.to_owned());
                }
            }
            (Some(caption), false) => {
                if !caption.is_empty() {
                    caption.push(' ');
                }
                caption.push_str(text);
            }
            (None, false) => self.prose.paragraphs.push(text.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(xml: &str, paragraphs: &[&str], captions: &[(&str, Option<&str>)]) {
        let prose = prose_of(&Element::parse(&format!("<x>{xml}</x>")).unwrap());
        assert_eq!(prose.paragraphs, paragraphs, "{xml}");
        let found: Vec<_> = prose.captions.iter().map(|c| (c.text.as_str(), c.credit.as_deref())).collect();
        assert_eq!(found, captions, "{xml}");
    }

    #[test]
    fn blocks_are_paragraphs_and_white_space_is_single() {
        check("<p>One\n  <b>two</b>.</p><p> </p>Three<p>Four</p>", &["One two.", "Three", "Four"], &[]);
        check("One<br/>two<br/><br/>three", &["One two", "three"], &[]);
        check("<pre>A\n  B\n\nC</pre>", &["A\nB", "C"], &[]);
        check("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", &["1 2", "3"], &[]);
        check("<p>wet<script>no()</script> day</p>", &["wet day"], &[]);
    }

    #[test]
    fn captions_are_kept_apart() {
        let media = "<p>Text</p><media><media-caption><p>The quay.</p></media-caption><media-producer>A. Quill</media-producer></media>";
        check(media, &["Text"], &[("The quay.", Some("A. Quill"))]);
        check("<figure><img/><figcaption>Boats</figcaption></figure><p>T</p>", &["T"], &[("Boats", None)]);
    }
}
