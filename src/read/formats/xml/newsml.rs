//! `NewsML` 1: items with their story inside, several in a file.
//!
//! Source: IPTC, `NewsML` 1.2.

use super::format::{Article, Xml, iso_date, language};
use super::nitf::{status_note, story_of};
use super::wire_text::{take_byline, unwrapped, without_furniture};
use crate::model::{Given, GivenCaption};
use crate::read::about::About;
use crate::read::choice::FormatChoice;
use crate::read::markup::{Element, Prose, Shape, prose_of};

/// The format.
pub(in crate::read) static NEWSML: Xml = Xml {
    choice: FormatChoice::NewsMl,
    about: About { what: "NewsML 1, items of an agency", told_by: "the root `NewsML`", examples: "newsml.xml" },
    roots: &["newsml"],
    marks: &[],
    shape: Shape { records: &["newsitem"], context: &[] },
    without_records: "no news item in it",
    article,
};

fn article(root: &Element) -> Option<Article> {
    let item = root.find("newsitem")?;
    let mut prose = item.all("contentitem").into_iter().filter(|content| is_text(content)).find_map(text_of)?;
    let management = item.child("newsmanagement");
    let date = |name: &str| management.and_then(|management| management.text_at(&[name])).as_deref().map(iso_date);
    let formal = |element: Option<&Element>| element?.attribute("formalname").map(str::to_owned);
    let created = date("firstcreated");
    let given = Given {
        headline: item.find("headline").and_then(Element::text),
        byline: take_byline(&mut prose.paragraphs).or_else(|| item.find("byline").and_then(Element::text)),
        dateline: item.find("dateline").and_then(Element::text),
        agency: formal(item.find("provider").and_then(|provider| provider.find("party"))),
        language: formal(item.find("language"))
            .or_else(|| item.attribute("lang").map(str::to_owned))
            .map(|tag| language(&tag)),
        updated_at: date("thisrevisioncreated").filter(|revised| Some(revised) != created.as_ref()),
        published_at: created,
        captions: captions(item, std::mem::take(&mut prose.captions)),
        ..Given::default()
    };
    let status = formal(management.and_then(|management| management.child("status")));
    Some(Article {
        id: item.find("newsitemid").and_then(Element::text),
        given,
        body: prose.body(),
        diagnostics: status.as_deref().and_then(status_note).into_iter().collect(),
    })
}

/// Whether a content item is text: what says nothing of its kind is.
fn is_text(content: &Element) -> bool {
    let kind = content.child("mediatype").and_then(|kind| kind.attribute("formalname"));
    kind.is_none_or(|kind| kind.eq_ignore_ascii_case("text") || kind.eq_ignore_ascii_case("complexdata"))
}

fn text_of(content: &Element) -> Option<Prose> {
    let data = content.child("datacontent")?;
    let prose =
        story_of(data).unwrap_or_else(|| match data.find("body").or_else(|| data.elements().next().map(|_| data)) {
            Some(body) => without_furniture(prose_of(body)),
            None => Prose { paragraphs: unwrapped(&data.raw_text()), captions: Vec::new() },
        });
    (!prose.paragraphs.is_empty()).then_some(prose)
}

/// The captions of the story and of pictures that came with it.
fn captions(item: &Element, mut captions: Vec<GivenCaption>) -> Vec<GivenCaption> {
    let is_caption = |component: &&Element| {
        component
            .child("role")
            .and_then(|role| role.attribute("formalname"))
            .is_some_and(|role| role.eq_ignore_ascii_case("caption"))
    };
    let mut stack: Vec<&Element> = vec![item];
    while let Some(element) = stack.pop() {
        if element.name == "newscomponent" && is_caption(&element) {
            captions.extend(
                element.find("datacontent").and_then(Element::text).map(|text| GivenCaption { text, credit: None }),
            );
            continue;
        }
        let mut below: Vec<&Element> = element.elements().collect();
        below.reverse();
        stack.extend(below);
    }
    captions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn item_is_read_with_its_fields() {
        let xml = "<NewsML><NewsItem><Identification><NewsIdentifier><NewsItemId>x9</NewsItemId></NewsIdentifier></Identification>\
                   <NewsManagement><FirstCreated>20260301T101500Z</FirstCreated><Status FormalName='Canceled'/></NewsManagement>\
                   <NewsComponent><NewsLines><HeadLine>Quay floods</HeadLine></NewsLines><AdministrativeMetadata><Provider>\
                   <Party FormalName='XNA'/></Provider></AdministrativeMetadata><NewsComponent><ContentItem>\
                   <MediaType FormalName='Text'/><DataContent><p>By Anna Quill</p><p>Water stood.</p></DataContent></ContentItem>\
                   </NewsComponent></NewsComponent></NewsItem></NewsML>";
        let article = article(&Element::parse(xml).unwrap()).unwrap();
        assert_eq!(article.body, "Water stood.");
        assert_eq!(article.given.byline.as_deref(), Some("By Anna Quill"));
        assert_eq!(article.given.agency.as_deref(), Some("XNA"));
        assert_eq!(article.given.published_at.as_deref(), Some("2026-03-01T10:15:00Z"));
        assert_eq!(article.diagnostics[0].message, "the agency marks it as canceled");
    }

    #[test]
    fn picture_is_no_article() {
        let xml = "<NewsML><NewsItem><NewsComponent><ContentItem><MediaType FormalName='Photo'/></ContentItem></NewsComponent>\
                   </NewsItem></NewsML>";
        assert!(article(&Element::parse(xml).unwrap()).is_none());
    }
}
