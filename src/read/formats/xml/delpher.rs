//! The text of one article of a scanned newspaper, as the Dutch Royal Library hands it out (`articletext`).
//!
//! Issue, date and place are in the library's index, not in this file.

use super::format::{Article, Xml};
use crate::model::Given;
use crate::read::about::About;
use crate::read::choice::FormatChoice;
use crate::read::markup::{Element, Shape, prose_of};

/// The format.
pub(in crate::read) static DELPHER: Xml = Xml {
    choice: FormatChoice::Delpher,
    about: About {
        what: "The text of one article of Delpher, the Dutch newspaper archive (articletext)",
        told_by: "the root `text` with paragraphs in it",
        examples: "article.delpher.xml",
    },
    roots: &["text"],
    marks: &["<p>", "<p/>"],
    shape: Shape { records: &["text"], context: &[] },
    without_records: "no article in it",
    article,
};

#[allow(clippy::unnecessary_wraps)] // the form that every format has
fn article(text: &Element) -> Option<Article> {
    let titles: Vec<String> =
        text.elements().filter(|element| element.name == "title").filter_map(Element::text).collect();
    let paragraphs: Vec<String> =
        text.elements().filter(|element| element.name == "p").flat_map(|p| prose_of(p).paragraphs).collect();
    let headline = Some(titles.join(" ")).filter(|title| !title.is_empty());
    let given = Given { headline, ..Given::default() };
    Some(Article { id: None, given, body: paragraphs.join("\n\n"), diagnostics: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_the_headline() {
        let xml = "<text><title>FEN.</title><p>Water stond.</p><p>Schepen.</p></text>";
        let article = article(&Element::parse(xml).unwrap()).unwrap();
        assert_eq!(
            (article.body.as_str(), article.given.headline.as_deref()),
            ("Water stond.\n\nSchepen.", Some("FEN."))
        );
    }
}
