//! Writes elements as XML again.
//!
//! Names stay as they are held: in lower case, without a prefix.
//!
//! Invariant: what is written is read as the same element.

use super::element::{Element, Node};

/// `text` with what XML sets apart written as references.
pub(in crate::read) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The tag that opens `element`.
pub(in crate::read) fn open_tag(element: &Element) -> String {
    let mut tag = format!("<{}", element.name);
    let mut seen: Vec<&str> = Vec::new();
    for (name, value) in element.attributes() {
        // Two that differ in their prefix alone would be one twice: the first is the one that is found.
        if !seen.contains(&name) {
            tag.push_str(&format!(" {name}=\"{}\"", escaped(value)));
            seen.push(name);
        }
    }
    tag.push('>');
    tag
}

/// The tag that closes `element`.
pub(in crate::read) fn close_tag(element: &Element) -> String {
    format!("</{}>", element.name)
}

/// The whole of `element`.
pub(in crate::read) fn to_xml(element: &Element) -> String {
    let mut xml = String::new();
    write(element, &mut xml);
    xml
}

fn write(element: &Element, xml: &mut String) {
    xml.push_str(&open_tag(element));
    for child in &element.children {
        match child {
            Node::Element(inner) => write(inner, xml),
            Node::Text(text) => xml.push_str(&escaped(text)),
        }
    }
    xml.push_str(&close_tag(element));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_as_the_same() {
        let xml = "<a:Doc b='1 &lt; &quot;2&quot;'>One &amp; <i/> two<c>&gt;</c></a:Doc>";
        let element = Element::parse(xml).unwrap();
        assert_eq!(Element::parse(&to_xml(&element)).unwrap(), element);
    }
}
