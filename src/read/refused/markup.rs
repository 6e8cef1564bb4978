//! Documents in markup that is not that of pages: XML, feeds, drawings, word processors.

use super::family::Family;
use super::start::start_of;
use crate::read::about::Refusal;
use crate::read::markup::root_of;

static DRAWING: Refusal = Refusal::new("a drawing (SVG)", "");
static RTF: Refusal =
    Refusal::new("an RTF document that is no export of Nexis or Factiva", "save it as text or as a web page");
static FEED: Refusal = Refusal::new("a feed of a kind that is not known", "fetch the pages it names");
static XML: Refusal = Refusal::new("XML of a kind that is not known", "save what it holds as text or as a web page");

/// The documents.
pub(super) static DOCUMENTS: Family = Family { refusals: &[&XML, &FEED, &RTF, &DRAWING], look: document };

/// Every element a page may open with, those of older pages too; of the HTML standard, its list of obsolete ones and none that
/// has a hyphen.
const OF_PAGES: [&str; 76] = [
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "center",
    "cite",
    "code",
    "details",
    "dfn",
    "dialog",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "label",
    "li",
    "link",
    "main",
    "map",
    "meta",
    "nav",
    "noscript",
    "object",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "script",
    "section",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "template",
    "time",
    "title",
    "tr",
    "u",
    "ul",
    "video",
];

/// A document whose markup is none of pages.
fn document(text: &str) -> Option<&'static Refusal> {
    let start = start_of(text, 1024);
    let opens = |with: &str| start.starts_with(with);
    if opens("<svg") {
        return Some(&DRAWING);
    }
    if opens("{\\rtf") {
        return Some(&RTF);
    }
    let declared = opens("<?xml") || opens("<rss") || opens("<feed") || opens("<rdf:rdf");
    if declared && ["<rss", "<feed", "<rdf:rdf"].iter().any(|tag| start.contains(tag)) {
        return Some(&FEED);
    }
    if declared && !start.contains("<html") && !start.contains("<!doctype html") {
        return Some(&XML);
    }
    (!declared && undeclared(text)).then_some(&XML)
}

/// Whether `text` is XML that does not say so: its root is an element of no page, and is closed or declares a namespace.
///
/// A name with a hyphen may be that of a component of a page.
fn undeclared(text: &str) -> bool {
    let Some(root) = root_of(text).filter(|root| !root.contains('-') && !OF_PAGES.contains(&root.as_str())) else {
        return false;
    };
    let lower = text.to_ascii_lowercase();
    let Some(tag) = lower.split('<').find(|tag| tag.split([':', ' ', '>', '\n', '\r', '\t']).any(|part| part == root))
    else {
        return false;
    };
    let tag = tag.split('>').next().unwrap_or_default();
    let is_page = lower.contains("<html") || lower.contains("<!doctype html") || lower.contains("<body");
    let closes = lower.contains(&format!("</{root}>")) || lower.contains(&format!(":{root}>"));
    !is_page && (tag.contains("xmlns") || closes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_is_told_without_its_declaration() {
        let check = |text: &str, expected: bool| assert_eq!(document(text).is_some(), expected, "{text}");
        check("<story id='7'><hl1>Quay floods</hl1><p>Rain.</p></story>", true);
        check("<x:index xmlns:x='urn:x'><x:leaf>", true);
        check("<ledger xmlns='urn:x'>", true);
        check("<!-- kept --><ledger><line>7</line></ledger>", true);
        check("<article><p>Rain fell.</p></article>", false);
        check("<my-story><p>Rain fell.</p></my-story>", false);
        check("<anna> are you there?\n<bram> yes, I am.", false);
        check("<custom><html><body><p>Rain.</p></body></html></custom>", false);
        check("<3 is love", false);
    }
}
