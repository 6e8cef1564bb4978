//! The carrier HTML: elements to paragraphs.
//!
//! Invariant: total and linear; scripts, styles and comments are never text.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::block::Block;

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 27] = [
    "article",
    "blockquote",
    "body",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "li",
    "ol",
    "p",
    "section",
    "table",
    "td",
    "text",
    "tr",
];

/// The most names that are kept of one paragraph.
const NAMES_LEN: usize = 4 << 10;

/// The paragraphs of `html`. Elements of a class in `apart` are paragraphs, whatever their name.
pub(in crate::read::exports) fn blocks_of_html(html: &str, apart: &'static [&'static str]) -> Vec<Block> {
    let mut builder = Builder { apart, ..Builder::default() };
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        builder.take(&event);
        None
    });
    let mut emitter = emitter;
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
    builder.flush();
    builder.blocks
}

#[derive(Default)]
struct Builder {
    apart: &'static [&'static str],
    blocks: Vec<Block>,
    block: Block,
    name: String,
    is_name_of: bool,
    named: String,
    /// The element set apart that is open, with how many of its name are open in it.
    open: Option<(String, usize)>,
    hidden: bool,
}

impl Builder {
    fn take(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.name = String::from_utf8_lossy(name).into_owned();
                self.named.clear();
            }
            CallbackEvent::AttributeName { name } => self.is_name_of = matches!(*name, b"class" | b"id"),
            CallbackEvent::AttributeValue { value } if self.is_name_of => {
                self.named.push_str(&String::from_utf8_lossy(value));
                self.named.push(' ');
            }
            CallbackEvent::CloseStartTag { .. } => self.open(),
            CallbackEvent::EndTag { name } => self.close(&String::from_utf8_lossy(name)),
            CallbackEvent::String { value } if !self.hidden => self.text(&String::from_utf8_lossy(value)),
            _ => {}
        }
    }

    fn open(&mut self) {
        let name = std::mem::take(&mut self.name);
        match name.as_str() {
            "script" | "style" | "title" => self.hidden = true,
            "br" => self.line_end(),
            _ => {}
        }
        let is_apart = self.open.is_none() && self.named.split(' ').any(|one| self.apart.contains(&one));
        if is_apart || BLOCKS.binary_search(&name.as_str()).is_ok() {
            self.flush();
        }
        if is_apart {
            self.open = Some((name, 1));
        } else if let Some((open, count)) = &mut self.open
            && *open == name
        {
            *count += 1;
        }
        if self.block.names.len() < NAMES_LEN {
            self.block.names.push_str(&self.named);
        }
    }

    fn close(&mut self, name: &str) {
        if matches!(name, "script" | "style" | "title") {
            self.hidden = false;
        }
        if let Some((open, count)) = &mut self.open
            && open == name
        {
            *count -= 1;
            if *count == 0 {
                self.open = None;
                self.flush();
            }
        }
        if BLOCKS.binary_search(&name).is_ok() {
            self.flush();
        }
    }

    fn text(&mut self, text: &str) {
        for (place, word) in text.split(char::is_whitespace).enumerate() {
            if place > 0 && !self.block.text.is_empty() && !self.block.text.ends_with([' ', '\n']) {
                self.block.text.push(' ');
            }
            self.block.text.push_str(word);
        }
    }

    /// A line break; two of them end the paragraph.
    fn line_end(&mut self) {
        let text = &mut self.block.text;
        text.truncate(text.trim_end_matches(' ').len());
        if text.ends_with('\n') {
            self.flush();
        } else if !text.is_empty() {
            text.push('\n');
        }
    }

    fn flush(&mut self) {
        let text = self.block.text.trim();
        if text.is_empty() {
            self.block.text.clear();
            return;
        }
        let ends_in_break = self.block.text.ends_with('\n');
        let text = text.to_owned();
        let names = std::mem::take(&mut self.block.names);
        self.block.text.clear();
        self.blocks.push(Block { text, names, ends_in_break });
    }
}

/// Where in `html` the tags begin that hold one of `marks`, which are in lower case.
pub(in crate::read::exports) fn tags_with(html: &str, marks: &[&str]) -> Vec<usize> {
    let lower = html.to_ascii_lowercase();
    let mut found: Vec<usize> = Vec::new();
    for mark in marks {
        found.extend(memchr::memmem::find_iter(lower.as_bytes(), mark.as_bytes()).filter_map(|at| {
            // A tag is short: what stands further off is no part of it.
            let from = at.saturating_sub(1000);
            let before = lower.as_bytes().get(from..at)?;
            memchr::memrchr(b'<', before).map(|place| from + place)
        }));
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_breaks_are_kept() {
        let html = "<script>no</script><div class=a><p><span class='b'>One <b>two</b></span></p><x></x>Three<br>four<br><br>Five<br><p></p>";
        let blocks = blocks_of_html(html, &[]);
        let seen: Vec<_> = blocks.iter().map(|b| (b.text.as_str(), b.names.as_str(), b.ends_in_break)).collect();
        assert_eq!(seen, [("One two", "a b ", false), ("Three\nfour", "", true), ("Five", "", true)]);
    }

    #[test]
    fn elements_set_apart_are_paragraphs() {
        let html = "<span class=Paper>Fen Echo</span><span>x<span class=Title>A <span>red</span> hit</span> after";
        let texts: Vec<_> = blocks_of_html(html, &["Paper", "Title"]).into_iter().map(|b| b.text).collect();
        assert_eq!(texts, ["Fen Echo", "x", "A red hit", "after"]);
    }

    #[test]
    fn block_names_are_sorted() {
        assert!(BLOCKS.is_sorted());
    }
}
