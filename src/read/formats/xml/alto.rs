//! ALTO: the text of one scanned page, line by line.
//!
//! Source: Library of Congress, ALTO 2 to 4. A word that a line end cuts stands once, as `SUBS_CONTENT` says it. A page has
//! no articles: it comes as one.

use super::format::{Article, Xml};
use crate::model::Given;
use crate::read::about::About;
use crate::read::choice::FormatChoice;
use crate::read::markup::{Element, Shape};

/// The format.
pub(in crate::read) static ALTO: Xml = Xml {
    choice: FormatChoice::Alto,
    about: About { what: "ALTO, the text of one scanned page", told_by: "the root `alto`", examples: "page.alto.xml" },
    roots: &["alto"],
    marks: &[],
    shape: Shape { records: &["alto"], context: &[] },
    without_records: "no page in it",
    article,
};

#[allow(clippy::unnecessary_wraps)] // the form that every format has
fn article(alto: &Element) -> Option<Article> {
    let paragraphs: Vec<String> =
        in_reading_order(alto).into_iter().map(block).filter(|text| !text.is_empty()).collect();
    let id = alto.find("filename").and_then(Element::text);
    Some(Article { id, given: Given::default(), body: paragraphs.join("\n\n"), diagnostics: Vec::new() })
}

/// The blocks of text, in the order the file states, else in that of the file.
fn in_reading_order(alto: &Element) -> Vec<&Element> {
    let mut blocks = alto.all("textblock");
    if let Some(order) = alto.find("readingorder") {
        let named: Vec<&str> =
            order.all("elementref").into_iter().filter_map(|element| element.attribute("ref")).collect();
        let place = |block: &&Element| {
            let id = block.attribute("id");
            named.iter().position(|name| Some(*name) == id).unwrap_or(usize::MAX)
        };
        blocks.sort_by_cached_key(place);
    }
    blocks
}

/// The words of a block.
fn block(block: &Element) -> String {
    let mut words: Vec<&str> = Vec::new();
    for line in block.all("textline") {
        for string in line.elements().filter(|element| element.name == "string") {
            let (content, whole) = (string.attribute("content"), string.attribute("subs_content"));
            match string.attribute("subs_type") {
                Some("HypPart2") if whole.is_some() => {}
                Some("HypPart1") => words.extend(whole.or(content)),
                _ => words.extend(content),
            }
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_word_stands_once() {
        let xml = "<alto><TextBlock ID='b'><TextLine><String CONTENT='The'/><SP/>\
                   <String CONTENT='har' SUBS_TYPE='HypPart1' SUBS_CONTENT='harbour'/><HYP CONTENT='-'/></TextLine>\
                   <TextLine><String CONTENT='bour' SUBS_TYPE='HypPart2' SUBS_CONTENT='harbour'/><String CONTENT='froze.'/>\
                   </TextLine></TextBlock><TextBlock ID='a'><TextLine><String CONTENT='Ice.'/></TextLine></TextBlock></alto>";
        assert_eq!(article(&Element::parse(xml).unwrap()).unwrap().body, "The harbour froze.\n\nIce.");
    }
}
