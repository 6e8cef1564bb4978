//! The news items of Reuters' corpora (RCV1, RCV2): a root of the name that NewsML-G2 took later, with its parts named plainly.
//!
//! Source: Lewis et al., "RCV1: A New Benchmark Collection for Text Categorization Research", 2004.

use super::format::{Article, iso_date, language};
use crate::model::Given;
use crate::read::markup::{Element, prose_of};

/// The article of an item; `None` where it has no text of that form.
pub(super) fn article(item: &Element) -> Option<Article> {
    let prose = prose_of(item.child("text")?);
    let given = Given {
        headline: item.text_at(&["headline"]).or_else(|| item.text_at(&["title"])),
        byline: item.text_at(&["byline"]),
        dateline: item.text_at(&["dateline"]),
        agency: Some("Reuters".to_owned()),
        language: item.attribute("lang").map(language),
        published_at: item.attribute("date").map(iso_date),
        ..Given::default()
    };
    let id = item.attribute("itemid").map(str::to_owned);
    Some(Article { id, given, body: prose.body(), diagnostics: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn item_of_the_corpus_is_read_with_its_fields() {
        let xml = "<newsitem itemid='7' date='1996-08-20' xml:lang='en'><title>UK: Quay floods.</title><headline>Quay floods.\
                   </headline><byline>Anna Quill</byline><dateline>FENMOUTH 1996-08-20</dateline><text><p>Water stood.</p>\
                   <p>Boats lay.</p></text><copyright>(c) 1996</copyright></newsitem>";
        let article = article(&Element::parse(xml).unwrap()).unwrap();
        assert_eq!((article.id.as_deref(), article.body.as_str()), (Some("7"), "Water stood.\n\nBoats lay."));
        assert_eq!(article.given.headline.as_deref(), Some("Quay floods."));
        assert_eq!(article.given.published_at.as_deref(), Some("1996-08-20"));
        assert_eq!(article.given.byline.as_deref(), Some("Anna Quill"));
    }
}
