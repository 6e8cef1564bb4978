//! Builds the tree of a page.
//!
//! Markup comes in as decoded text; a [`Tree`] goes out. Tree building is our own and simpler than the standard's: a stack
//! of open elements, void elements, implied ends, tolerated mismatches.
//!
//! Invariant: total, and linear in time and memory whatever the input. Elements deeper than [`DEPTH`] lie flat.

use std::borrow::Cow;
use std::cell::Cell;
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, State, Tokenizer};

use crate::normalise::html::attributes::limit_attributes;
use crate::normalise::html::tags::Tag;
use crate::normalise::html::tree::{Name, Node, Tree};

/// Elements deeper than this are kept without children; browsers stop here as well.
pub const DEPTH: usize = 512;
/// Elements and runs of text that are kept apart: text behind them is read on without its markup. Of 920 saved pages
/// none has more than 10,300 tags (November 2026); a node takes some 90 bytes on its way to blocks.
const NODES: usize = 200_000;
/// Attributes kept of one element.
const ATTRIBUTES: u16 = 32;
/// Bytes kept of an attribute's value; `content` and `style` apart.
const VALUE: usize = 600;
/// Bytes kept of a `content` attribute.
const CONTENT: usize = 20_000;

impl Tree {
    /// Reads `html` as a browser that runs scripts shows it.
    #[must_use]
    pub fn parse(html: &str) -> Self {
        Self::read(html, true)
    }

    /// Reads `html` as a browser that runs no scripts shows it: what stands in `noscript` is part of the page.
    #[must_use]
    pub fn parse_without_scripts(html: &str) -> Self {
        Self::read(html, false)
    }

    fn read(html: &str, scripts: bool) -> Self {
        let html = limit_attributes(html);
        let as_markup = Cell::new(false);
        let mut builder = Builder::new(html.len(), scripts);
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
            let begins = matches!(event, CallbackEvent::CloseStartTag { .. });
            builder.take(&event);
            if begins {
                as_markup.set(builder.reads_on);
            }
            None
        });
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(&*html, Lenient { inner: emitter, as_markup: &as_markup }).finish();
        builder.tree
    }
}

/// An emitter that is told of no errors, which every page is full of and nobody reads: looking for them takes time.
struct Lenient<'c, E> {
    inner: E,
    /// What follows the start tag just read is markup, though the tag's name says that it is plain text.
    as_markup: &'c Cell<bool>,
}

impl<E: Emitter> ForwardingEmitter for Lenient<'_, E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = Self::Token> {
        &mut self.inner
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        let state = self.inner.emit_current_tag();
        if self.as_markup.take() { None } else { state }
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

/// An element that is still open.
#[derive(Clone, Copy)]
struct Open {
    node: u32,
    tag: Tag,
    /// Tells unknown elements apart.
    name: u32,
    /// Inside a drawing or a formula, where the rules of XML hold.
    foreign: bool,
}

const ROOT: Open = Open { node: 0, tag: Tag::ROOT, name: 0, foreign: false };

struct Builder {
    tree: Tree,
    /// Whether scripts run, so that `noscript` is not shown.
    scripts: bool,
    /// Whether the element whose start tag was read last holds markup, whatever its name.
    reads_on: bool,
    stack: Vec<Open>,
    /// How many elements of each tag are open, so that a stray end tag costs nothing.
    open: [u16; Tag::COUNT],
    /// Elements open beyond the depth that is kept.
    beyond: usize,
    /// The start tag being read.
    tag: Tag,
    name: u32,
    first_attribute: usize,
    pending: Option<Name>,
}

impl Builder {
    fn new(byte_len: usize, scripts: bool) -> Self {
        let root = Node { tag: Tag::ROOT, attributes: 0, parent: 0, start: 0, end: 0 };
        let tree = Tree {
            nodes: Vec::with_capacity(byte_len / 60 + 16),
            text: String::with_capacity(byte_len / 4),
            attributes: Vec::with_capacity(byte_len / 100),
        };
        let mut builder = Self {
            tree,
            scripts,
            reads_on: false,
            stack: vec![ROOT],
            open: [0; Tag::COUNT],
            beyond: 0,
            tag: Tag::OTHER,
            name: 0,
            first_attribute: 0,
            pending: None,
        };
        builder.tree.nodes.push(root);
        builder
    }

    fn take(&mut self, event: &CallbackEvent<'_>) {
        if self.tree.nodes.len() >= NODES {
            return self.take_surplus(event);
        }
        match *event {
            CallbackEvent::OpenStartTag { name } => {
                (self.tag, self.name) = (self.tag_of(name), digest(name));
                self.first_attribute = self.tree.attributes.len();
                self.pending = None;
            }
            CallbackEvent::AttributeName { name } => {
                self.keep_pending("");
                self.pending = Name::of(name);
            }
            CallbackEvent::AttributeValue { value } => {
                if self.pending.is_some() {
                    self.keep_pending(&text_of(value));
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                self.keep_pending("");
                self.start_element(self_closing);
            }
            CallbackEvent::EndTag { name } => {
                self.pending = None;
                self.end_element(self.tag_of(name), digest(name));
            }
            CallbackEvent::String { value } => self.text(value),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    /// Takes what stands behind the nodes that are kept: its text goes on from the last of them.
    fn take_surplus(&mut self, event: &CallbackEvent<'_>) {
        match *event {
            CallbackEvent::OpenStartTag { name } => self.tag = Tag::of(name),
            CallbackEvent::EndTag { .. } => self.tag = Tag::OTHER,
            CallbackEvent::String { value } if !matches!(self.tag, Tag::SCRIPT | Tag::STYLE) => {
                let (start, end) = self.store(&text_of(value));
                match self.tree.nodes.last_mut() {
                    Some(last) if last.tag == Tag::TEXT && last.end == start => last.end = end,
                    _ => {
                        let node = Node { tag: Tag::TEXT, attributes: 0, parent: self.top().node, start, end };
                        self.tree.nodes.push(node);
                    }
                }
            }
            _ => {}
        }
    }

    /// The tag called `name`; where no scripts run, `noscript` is an element like any other.
    fn tag_of(&self, name: &[u8]) -> Tag {
        match Tag::of(name) {
            Tag::NOSCRIPT if !self.scripts => Tag::DIV,
            tag => tag,
        }
    }

    fn keep_pending(&mut self, value: &str) {
        let Some(name) = self.pending.take() else { return };
        if self.tree.attributes.len() - self.first_attribute < usize::from(ATTRIBUTES) {
            let limit = if name == Name::Content { CONTENT } else { VALUE };
            let (start, end) = self.store(&value[..value.floor_char_boundary(limit)]);
            self.tree.attributes.push((name, start, end));
        }
    }

    fn store(&mut self, text: &str) -> (u32, u32) {
        let start = self.tree.text.len();
        self.tree.text.push_str(text);
        (u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(self.tree.text.len()).unwrap_or(u32::MAX))
    }

    fn top(&self) -> Open {
        self.stack.last().copied().unwrap_or(ROOT)
    }

    fn text(&mut self, value: &[u8]) {
        let top = self.top();
        // Of scripts only declared metadata is ever read; style sheets never are.
        let wanted = match top.tag {
            Tag::STYLE => false,
            Tag::SCRIPT => self.tree.nodes.get(top.node as usize).is_some_and(|script| {
                self.tree
                    .attribute(script, Name::Type)
                    .is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"))
            }),
            _ => true,
        };
        // Beyond the depth that is kept, the tag last begun stands in for the open element.
        if wanted && (self.beyond == 0 || !self.tag.is_unread()) {
            let (start, end) = self.store(&text_of(value));
            self.tree.nodes.push(Node { tag: Tag::TEXT, attributes: 0, parent: top.node, start, end });
        }
    }

    fn start_element(&mut self, self_closing: bool) {
        let tag = self.tag;
        self.leave_drawing(tag);
        let foreign = self.top().foreign;
        // A drawing's `<style/>` ends where it begins, while that of a page goes on to its end tag.
        self.reads_on = foreign && (self_closing || tag == Tag::TITLE) || tag == Tag::DIV;
        if matches!(tag, Tag::HTML | Tag::BODY) && self.open[tag.index()] > 0 {
            return;
        }
        if self.beyond == 0 && !foreign {
            self.end_implied(tag);
        }
        let top = self.top();
        let node = u32::try_from(self.tree.nodes.len()).unwrap_or(u32::MAX);
        self.tree.nodes.push(Node {
            tag,
            attributes: u16::try_from(self.tree.attributes.len() - self.first_attribute).unwrap_or(ATTRIBUTES),
            parent: top.node,
            start: u32::try_from(self.first_attribute).unwrap_or(u32::MAX),
            end: 0,
        });
        if tag.is_void() || self_closing && (tag == Tag::OTHER || foreign) {
            return;
        }
        if self.stack.len() > DEPTH {
            self.beyond += 1;
            return;
        }
        let enters = matches!(tag, Tag::SVG | Tag::MATH);
        let foreign = enters || foreign && !HOLDS_HTML.contains(&self.name);
        self.stack.push(Open { node, tag, name: self.name, foreign });
        self.open[tag.index()] += 1;
    }

    /// Ends a drawing or formula that nobody closed, as a browser does where an element of a page begins in it.
    fn leave_drawing(&mut self, tag: Tag) {
        if self.beyond == 0 && self.top().foreign && (tag.is_block() || matches!(tag, Tag::IMG | Tag::SPAN)) {
            let place = self.stack.iter().rposition(|open| !open.foreign).map_or(1, |place| place + 1);
            self.pop_to(place);
        }
    }

    /// Ends the elements that the start of `tag` ends without saying so.
    fn end_implied(&mut self, tag: Tag) {
        match tag {
            Tag::LI => self.end_up_to(&[Tag::LI], &[Tag::UL, Tag::OL]),
            Tag::DT | Tag::DD => self.end_up_to(&[Tag::DT, Tag::DD], &[Tag::DL]),
            Tag::TR => self.end_up_to(&[Tag::TR], &[Tag::TABLE]),
            Tag::TD | Tag::TH => self.end_up_to(&[Tag::TD, Tag::TH], &[Tag::TR, Tag::TABLE]),
            Tag::THEAD | Tag::TBODY | Tag::TFOOT => {
                self.end_up_to(&[Tag::THEAD, Tag::TBODY, Tag::TFOOT], &[Tag::TABLE]);
            }
            Tag::OPTION => self.end_up_to(&[Tag::OPTION], &[Tag::SELECT]),
            Tag::BODY => self.end_up_to(&[Tag::HEAD], &[]),
            Tag::A => {
                if self.open[Tag::A.index()] > 0 {
                    self.end_inline(Tag::A, None);
                }
                return;
            }
            _ => {}
        }
        if tag.is_block() {
            self.end_up_to(&[Tag::P], &[Tag::TD, Tag::TH, Tag::TABLE, Tag::BUTTON, Tag::LI, Tag::FIGURE]);
        }
        if tag.is_heading() && self.top().tag.is_heading() {
            self.pop();
        }
    }

    /// Ends the innermost open element of `tags`, unless one of `barriers` stands in between.
    fn end_up_to(&mut self, tags: &[Tag], barriers: &[Tag]) {
        if tags.iter().all(|tag| self.open[tag.index()] == 0) {
            return;
        }
        let found = self.stack.iter().rposition(|open| tags.contains(&open.tag) || barriers.contains(&open.tag));
        if let Some(place) = found.filter(|&place| self.stack.get(place).is_some_and(|open| tags.contains(&open.tag))) {
            self.pop_to(place);
        }
    }

    /// Ends an inline element, unless a block has begun inside it.
    fn end_inline(&mut self, tag: Tag, name: Option<u32>) {
        for (place, open) in self.stack.iter().enumerate().rev() {
            if open.tag == tag && name.is_none_or(|name| name == open.name) {
                self.pop_to(place);
                return;
            }
            if open.tag.is_block() {
                return;
            }
        }
    }

    fn end_element(&mut self, tag: Tag, name: u32) {
        if self.beyond > 0 {
            if !tag.is_void() {
                self.beyond -= 1;
            }
            return;
        }
        match tag {
            // What follows `</body>` still belongs to the page.
            Tag::HTML | Tag::BODY => {}
            Tag::BR | Tag::P if self.open[tag.index()] == 0 => {
                // `</br>` and a stray `</p>` break the line as they do in a browser.
                (self.tag, self.name, self.first_attribute) = (Tag::BR, name, self.tree.attributes.len());
                self.start_element(true);
            }
            _ if self.open[tag.index()] == 0 => {}
            _ if tag == Tag::OTHER => {
                let found = self.stack.iter().rposition(|open| open.name == name || open.tag.is_barrier());
                let same = |&place: &usize| self.stack.get(place).is_some_and(|open| open.name == name);
                if let Some(place) = found.filter(same) {
                    self.pop_to(place);
                }
            }
            _ if tag.is_block() || tag.is_barrier() => {
                let barriers: &[Tag] =
                    if tag == Tag::TABLE || tag.is_barrier() { &[] } else { &[Tag::TD, Tag::TH, Tag::TABLE] };
                self.end_up_to(&[tag], barriers);
            }
            _ => self.end_inline(tag, None),
        }
    }

    fn pop_to(&mut self, place: usize) {
        while self.stack.len() > place.max(1) {
            self.pop();
        }
    }

    fn pop(&mut self) {
        if self.stack.len() > 1
            && let Some(open) = self.stack.pop()
        {
            self.open[open.tag.index()] = self.open[open.tag.index()].saturating_sub(1);
        }
    }
}

/// Elements of a drawing in which the rules of a page hold again.
const HOLDS_HTML: [u32; 4] = [digest(b"foreignobject"), digest(b"desc"), digest(b"title"), digest(b"annotation-xml")];

/// FNV-1a, enough to tell the names of unknown elements apart.
const fn digest(name: &[u8]) -> u32 {
    let (mut hash, mut at) = (0x811c_9dc5_u32, 0);
    while at < name.len() && at < 64 {
        hash = (hash ^ name[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}

/// What `bytes` spell: they are nearly always whole characters, which is told faster than where they are not.
fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}
