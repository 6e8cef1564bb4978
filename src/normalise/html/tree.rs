//! HTML as a light tree: elements and runs of text in the order of the page.
//!
//! A [`Tree`]'s nodes are in document order, so that a pass over the tree is a pass over a slice. Text and attribute
//! values lie in one string each node points into. `tree_builder.rs` builds it of markup.
//!
//! Invariant: a node comes before its children and they before its next sibling.

use crate::normalise::html::tags::Tag;

/// An attribute this program has a use for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, clippy::enum_variant_names)] // each is the attribute of that name
pub enum Name {
    Alt,
    AriaHidden,
    Class,
    Content,
    DateTime,
    Hidden,
    Href,
    Id,
    ItemProp,
    Lang,
    Name,
    Property,
    PubDate,
    Rel,
    Role,
    Src,
    Style,
    TestId,
    Title,
    Type,
}

impl Name {
    pub(super) fn of(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"alt" => Self::Alt,
            b"aria-hidden" => Self::AriaHidden,
            b"class" => Self::Class,
            b"content" => Self::Content,
            b"datetime" => Self::DateTime,
            b"hidden" => Self::Hidden,
            b"href" => Self::Href,
            b"id" => Self::Id,
            b"itemprop" => Self::ItemProp,
            b"lang" => Self::Lang,
            b"name" => Self::Name,
            b"property" => Self::Property,
            b"pubdate" => Self::PubDate,
            b"rel" => Self::Rel,
            b"role" => Self::Role,
            b"src" => Self::Src,
            b"style" => Self::Style,
            b"data-testid" | b"data-component" | b"data-qa" | b"data-type" | b"data-block-type" | b"data-gu-name" => {
                Self::TestId
            }
            b"title" => Self::Title,
            b"type" => Self::Type,
            _ => return None,
        })
    }
}

/// One element or one run of text.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// [`Tag::TEXT`] for a run of text.
    pub tag: Tag,
    pub(super) attributes: u16,
    /// Place of the parent; the root is its own.
    pub parent: u32,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// A page as a tree, its nodes in document order. Node 0 is the root.
#[derive(Debug)]
pub struct Tree {
    /// In document order: a node comes before its children and they before its next sibling.
    pub nodes: Vec<Node>,
    pub(super) text: String,
    pub(super) attributes: Vec<(Name, u32, u32)>,
}

impl Tree {
    /// Whether an element is a picture; `amp-img` and its like are pictures under a name of their own.
    #[must_use]
    pub fn is_picture(&self, node: &Node) -> bool {
        let shows = |name| self.attribute(node, name).is_some();
        node.tag == Tag::IMG || node.tag == Tag::OTHER && (shows(Name::Alt) || shows(Name::Src))
    }

    /// The characters of a run of text; empty for an element.
    #[must_use]
    pub fn text(&self, node: &Node) -> &str {
        if node.tag == Tag::TEXT { self.slice(node.start, node.end) } else { "" }
    }

    /// The value of an element's attribute, the first where it is given twice.
    #[must_use]
    pub fn attribute(&self, node: &Node, name: Name) -> Option<&str> {
        self.attributes(node).find_map(|(found, value)| (found == name).then_some(value))
    }

    /// The attributes of an element in the order of the page.
    pub fn attributes(&self, node: &Node) -> impl Iterator<Item = (Name, &str)> {
        let start = node.start as usize;
        let kept = self.attributes.get(start..start + usize::from(node.attributes)).unwrap_or_default();
        kept.iter().map(|&(name, start, end)| (name, self.slice(start, end)))
    }

    fn slice(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }
}
