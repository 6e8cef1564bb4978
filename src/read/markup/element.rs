//! A piece of XML as a tree.
//!
//! Well-formed XML in UTF-8 comes in, its elements go out with their text and attributes. Names go without their prefix and
//! in lower case, because makers differ in both and no format read here has two names that only differ so.
//!
//! Invariant: a tree is no deeper than [`DEPTH`] and has no more than [`NODES`] nodes.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion, escape};

/// The deepest element that is read; agency files are some 12 deep.
pub(in crate::read) const DEPTH: usize = 200;

/// The most elements and runs of text of one record; a scanned newspaper page has some 60,000.
const NODES: usize = 1_000_000;

/// Why a piece of XML could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read) struct Fault {
    /// What is wrong, in lower case without a final stop.
    pub message: String,
    /// Where, in bytes from the start of the piece.
    pub byte_offset: u64,
}

/// One element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::read) struct Element {
    /// Its name in lower case, without a prefix.
    pub name: String,
    /// Its attributes, named in the same way.
    attributes: Vec<(String, String)>,
    /// What is in it, in order.
    pub children: Vec<Node>,
}

/// What is in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read) enum Node {
    /// A child with its own content.
    Element(Element),
    /// A run of text, references resolved.
    Text(String),
}

impl Element {
    /// Reads the one element of `xml`; comments, declarations and white space may stand around it.
    ///
    /// # Errors
    /// XML that is not well formed, without an element, too deep or with too many nodes.
    pub fn parse(xml: &str) -> Result<Self, Fault> {
        let mut reader = Reader::from_reader(xml.as_bytes());
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().allow_dangling_amp = true;
        let mut builder = Builder::default();
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let event = reader.read_event_into(&mut buffer);
            let fault = match event {
                Ok(Event::Eof) => break,
                Ok(event) => builder.take(&event).err(),
                Err(error) => Some(error.to_string()),
            };
            if let Some(message) = fault {
                return Err(Fault { message, byte_offset: reader.error_position().max(reader.buffer_position()) });
            }
        }
        builder.finish().map_err(|message| Fault { message, byte_offset: reader.buffer_position() })
    }

    /// The value of the attribute `name`, if it is not blank.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(key, _)| key == name)?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }

    /// Its attributes, in order.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The elements directly in this one.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child of that name.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// The first element reached by going down by these names.
    pub fn at(&self, path: &[&str]) -> Option<&Self> {
        let Some((first, rest)) = path.split_first() else { return Some(self) };
        self.elements().filter(|element| element.name == *first).find_map(|element| element.at(rest))
    }

    /// Every element of that name in this one, however deep, in the order of the document; none inside another.
    pub fn all<'e>(&'e self, name: &str) -> Vec<&'e Self> {
        let mut found = Vec::new();
        self.gather(name, &mut found);
        found
    }

    fn gather<'e>(&'e self, name: &str, found: &mut Vec<&'e Self>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            } else {
                element.gather(name, found);
            }
        }
    }

    /// The first element of that name, however deep.
    pub fn find(&self, name: &str) -> Option<&Self> {
        self.elements().find_map(|element| if element.name == name { Some(element) } else { element.find(name) })
    }

    /// All text in it, white space made single, `None` where there is none.
    pub fn text(&self) -> Option<String> {
        let mut text = String::new();
        self.gather_text(&mut text);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    }

    /// All text in it as it stands.
    pub fn raw_text(&self) -> String {
        let mut text = String::new();
        self.gather_text(&mut text);
        text
    }

    fn gather_text(&self, text: &mut String) {
        for child in &self.children {
            match child {
                Node::Element(element) => element.gather_text(text),
                Node::Text(run) => text.push_str(run),
            }
        }
    }

    /// The text of the first element reached by going down by these names.
    pub fn text_at(&self, path: &[&str]) -> Option<String> {
        self.at(path).and_then(Self::text)
    }
}

/// Puts a tree together.
#[derive(Default)]
struct Builder {
    open: Vec<Element>,
    root: Option<Element>,
    nodes: usize,
}

impl Builder {
    fn take(&mut self, event: &Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(start) => self.start(start),
            Event::End(_) => {
                self.end();
                Ok(())
            }
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().ok().flatten();
                match (character, escape::resolve_html5_entity(reference)) {
                    (Some(character), _) => self.text(character.encode_utf8(&mut [0; 4])),
                    (None, Some(text)) => self.text(text),
                    // An entity of the document's own is never expanded: it stands as it was written.
                    (None, None) => self.text(&format!("&{};", &**reference)),
                }
            }
            _ => Ok(()),
        }
    }

    fn count(&mut self) -> Result<(), String> {
        self.nodes += 1;
        if self.nodes > NODES { Err(format!("more than {NODES} elements in one record")) } else { Ok(()) }
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), String> {
        self.count()?;
        if self.open.len() == DEPTH {
            return Err(format!("elements more than {DEPTH} deep"));
        }
        let mut element = Element { name: local(start.local_name().as_ref()), ..Element::default() };
        for attribute in start.html_attributes().with_checks(false).flatten() {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or_else(|_| attribute.value.clone());
            element.attributes.push((local(attribute.key.local_name().as_ref()), value.into_owned()));
        }
        self.open.push(element);
        Ok(())
    }

    fn end(&mut self) {
        let Some(element) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Node::Element(element)),
            None => self.root = self.root.take().or(Some(element)),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        let Some(parent) = self.open.last_mut() else { return Ok(()) };
        if let Some(Node::Text(before)) = parent.children.last_mut() {
            before.push_str(text);
            return Ok(());
        }
        parent.children.push(Node::Text(text.to_owned()));
        self.count()
    }

    fn finish(self) -> Result<Element, String> {
        match self.open.last() {
            Some(open) => Err(format!("`<{}>` is never closed", open.name)),
            None => self.root.ok_or_else(|| "no element in it".to_owned()),
        }
    }
}

/// A name as it is compared.
pub(super) fn local(name: &str) -> String {
    name.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tree_has_names_attributes_and_text() {
        let xml = "<?xml version='1.0'?><!-- a --><x:Doc xmlns:x='u' ID=' 7 '><Head>Caf&#233; &amp; bar&nbsp;one</Head>\n\
                   <p>A <b>tide</b><br/> <![CDATA[<i>]]></p></x:Doc>";
        let doc = Element::parse(xml).unwrap();
        assert_eq!((doc.name.as_str(), doc.attribute("id")), ("doc", Some("7")));
        assert_eq!(doc.text_at(&["head"]).as_deref(), Some("Café & bar one"));
        assert_eq!(doc.find("b").and_then(Element::text).as_deref(), Some("tide"));
        assert_eq!(doc.child("p").map(Element::raw_text).as_deref(), Some("A tide <i>"));
    }

    #[test]
    fn entities_of_the_document_are_never_expanded() {
        let xml = "<!DOCTYPE d [<!ENTITY bomb \"boom boom\">]><d>one &bomb; two</d>";
        assert_eq!(Element::parse(xml).unwrap().text().as_deref(), Some("one &bomb; two"));
    }

    #[test]
    fn faults_are_named() {
        let check = |xml: &str, part: &str| {
            let fault = Element::parse(xml).unwrap_err();
            assert!(fault.message.contains(part), "{xml}: {}", fault.message);
        };
        check("<a><b></a>", "b");
        check("<a><b></b>", "never closed");
        check("", "no element");
        check(&"<a>".repeat(DEPTH + 1), "deep");
    }
}
