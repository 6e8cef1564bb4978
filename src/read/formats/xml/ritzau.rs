//! Ritzau: the queue of stories that the Danish agency hands out, as its interface writes it.
//!
//! The text of a story is HTML inside the XML, and entities in it are escaped once more than they should be.

use super::format::{Article, Xml};
use super::wire_text::without_furniture;
use crate::model::{Diagnostic, Given};
use crate::read::about::About;
use crate::read::choice::FormatChoice;
use crate::read::markup::{Element, Shape, prose_of_html};

/// The format.
pub(in crate::read) static RITZAU: Xml = Xml {
    choice: FormatChoice::Ritzau,
    about: About {
        what: "Ritzau, stories of the Danish agency as its interface hands them out",
        told_by: "the roots `XMLNewsQueuedResponse`, `RBNews` and those between them",
        examples: "ritzau.xml",
    },
    roots: &["xmlnewsqueuedresponse", "xmlnewsqueuedresult", "listofrbnews", "arrayofrbnews", "rbnews"],
    marks: &[],
    shape: Shape { records: &["rbnews"], context: &[] },
    without_records: "no story in it",
    article,
};

fn article(root: &Element) -> Option<Article> {
    let story = if root.name == "rbnews" { root } else { root.find("rbnews")? };
    let line = |name: &str| {
        let text = prose_of_html(&story.text_at(&[name])?).paragraphs.join(" ");
        Some(text).filter(|text| !text.is_empty())
    };
    let html = story.child("content")?.raw_text().replace("&amp;", "&");
    let mut prose = without_furniture(prose_of_html(&html));
    let given = Given {
        headline: line("headline"),
        byline: line("byline"),
        agency: Some("Ritzau".to_owned()),
        dateline: line("town"),
        standfirst: line("subtitle"),
        published_at: story.text_at(&["publishdate"]),
        captions: std::mem::take(&mut prose.captions),
        ..Given::default()
    };
    let is_withdrawn =
        story.text_at(&["annulleret"]).or_else(|| story.text_at(&["annuleret"])).as_deref() == Some("true");
    let note = || Diagnostic::new("agency-status", "the agency marks it as canceled");
    let diagnostics = is_withdrawn.then(note).into_iter().collect();
    Some(Article { id: line("newsid"), given, body: prose.body(), diagnostics })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn story_of_the_queue_is_read_with_its_fields() {
        let xml = "<XMLNewsQueuedResponse xmlns='http://tempuri.org/'><ListOfRBNews><RBNews><NewsID>r7</NewsID>\
                   <PublishDate>2026-03-01T10:15:00.5</PublishDate><headline>Kajen &amp;amp; havnen</headline><town>Fenby</town>\
                   <content>&lt;P&gt;&lt;/P&gt; &lt;P&gt;Vandet stod højt, &amp;amp;quot;ret&amp;amp;quot; højt.&lt;/P&gt;\
                   &lt;P&gt;Ingen kom.&lt;/P&gt;</content><Annuleret>true</Annuleret><byLine>Anna Quill</byLine></RBNews>\
                   </ListOfRBNews></XMLNewsQueuedResponse>";
        let article = article(&Element::parse(xml).unwrap()).unwrap();
        assert_eq!(article.body, "Vandet stod højt, \"ret\" højt.\n\nIngen kom.");
        assert_eq!(article.given.headline.as_deref(), Some("Kajen & havnen"));
        assert_eq!(article.given.byline.as_deref(), Some("Anna Quill"));
        assert_eq!((article.id.as_deref(), article.given.dateline.as_deref()), (Some("r7"), Some("Fenby")));
        assert_eq!(article.diagnostics.len(), 1);
    }
}
