//! NITF, the News Industry Text Format: one story a file, as agencies sent it for twenty years.
//!
//! Source: IPTC, NITF 3.6. Of the dates `date.release` says when it may be published and `date.issue` when it was sent.

use super::format::{Article, Xml, iso_date, language};
use super::wire_text::{take_byline, without_furniture};
use crate::model::{Diagnostic, Given};
use crate::read::about::About;
use crate::read::choice::FormatChoice;
use crate::read::markup::{Element, Prose, Shape, prose_of};

/// The format.
pub(in crate::read) static NITF: Xml = Xml {
    choice: FormatChoice::Nitf,
    about: About { what: "NITF, a story of an agency", told_by: "the root `nitf`", examples: "nitf.xml" },
    roots: &["nitf"],
    marks: &[],
    shape: Shape { records: &["nitf"], context: &[] },
    without_records: "no story in it",
    article,
};

fn article(nitf: &Element) -> Option<Article> {
    let (head, mut prose) = (nitf.at(&["body", "body.head"]), story_of(nitf)?);
    let docdata = nitf.at(&["head", "docdata"]);
    let date = |path: &[&str]| docdata.and_then(|data| data.at(path)?.attribute("norm")).map(iso_date);
    let (issued, released) = (date(&["date.issue"]), date(&["date.release"]));
    let published = nitf.at(&["head", "pubdata"]).and_then(|data| data.attribute("date.publication")).map(iso_date);
    let signed = take_byline(&mut prose.paragraphs);
    let given = Given {
        headline: headline(nitf),
        byline: signed.or_else(|| head?.text_at(&["byline"])),
        agency: agency(nitf),
        dateline: head.and_then(|head| dateline(head.child("dateline")?)),
        language: nitf.attribute("baselang").or_else(|| nitf.attribute("lang")).map(language),
        standfirst: head.and_then(|head| standfirst(head, &prose)),
        updated_at: released.as_ref().and(issued.clone()),
        published_at: released.or(issued).or(published),
        captions: std::mem::take(&mut prose.captions),
        ..Given::default()
    };
    let id = docdata.and_then(|data| data.child("doc-id")?.attribute("id-string")).map(str::to_owned);
    let status = docdata.and_then(|data| data.attribute("management-status"));
    Some(Article { id, given, body: prose.body(), diagnostics: status.and_then(status_note).into_iter().collect() })
}

/// The story of an NITF tree, in a file of its own or inside another agency format.
pub(super) fn story_of(nitf: &Element) -> Option<Prose> {
    let content = nitf.at(&["body", "body.content"]).or_else(|| nitf.find("body.content"))?;
    Some(without_furniture(prose_of(whole_text(content).unwrap_or(content))))
}

/// The part that is the whole text, where the first paragraphs stand in a part of their own before it and again in it: so
/// does the annotated corpus of The New York Times.
fn whole_text(content: &Element) -> Option<&Element> {
    content.elements().find(|part| part.name == "block" && part.attribute("class") == Some("full_text"))
}

/// The headline; a slug in the title is the last resort.
pub(super) fn headline(nitf: &Element) -> Option<String> {
    let head = nitf.at(&["body", "body.head"]);
    let hedline = head.and_then(|head| head.child("hedline").or_else(|| head.child("headline")));
    hedline.and_then(|hedline| hedline.text_at(&["hl1"])).or_else(|| nitf.text_at(&["head", "title"]))
}

fn agency(nitf: &Element) -> Option<String> {
    let docdata = nitf.at(&["head", "docdata"]);
    let from = |path: &[&str], name: &str| docdata.and_then(|data| data.at(path)?.attribute(name)).map(str::to_owned);
    from(&["del-list", "from-src"], "src-name")
        .or_else(|| nitf.text_at(&["body", "body.head", "distributor"]))
        .or_else(|| from(&["doc-id"], "regsrc"))
        .or_else(|| from(&["doc.copyright"], "holder"))
        .or_else(|| nitf.text_at(&["body", "body.head", "rights", "rights.owner"]))
}

/// The place of a dateline, without the moment that stands in it for machines.
fn dateline(dateline: &Element) -> Option<String> {
    dateline.text_at(&["location"]).or_else(|| dateline.child("story.date").is_none().then(|| dateline.text())?)
}

/// The abstract, unless it is the beginning of the story.
fn standfirst(head: &Element, prose: &Prose) -> Option<String> {
    let summary = head.text_at(&["abstract"])?;
    let start = prose.paragraphs.first().map_or("", String::as_str);
    (!start.starts_with(summary.trim_end_matches(['.', '…', ' ']))).then_some(summary)
}

/// What to say of a story that is not simply to be used.
pub(in crate::read::formats) fn status_note(status: &str) -> Option<Diagnostic> {
    let status = status.rsplit(':').next().unwrap_or(status).to_ascii_lowercase();
    match status.as_str() {
        "usable" | "publishable" | "" => None,
        _ => Some(Diagnostic::new("agency-status", format!("the agency marks it as {status}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lead_that_is_repeated_in_the_whole_text_stands_once() {
        let xml = "<nitf><body><body.content><block class='lead_paragraph'><p>Water stood.</p></block>\
                   <block class='full_text'><p>Water stood.</p><p>Boats lay.</p></block></body.content></body></nitf>";
        assert_eq!(article(&Element::parse(xml).unwrap()).unwrap().body, "Water stood.\n\nBoats lay.");
    }

    #[test]
    fn story_is_read_with_its_fields() {
        let xml = "<nitf baselang='en-GB'><head><title>1 HARBOUR</title><docdata management-status='embargoed'>\
                   <doc-id id-string='h7' regsrc='XNA'/><date.issue norm='20260301T101500+0100'/>\
                   <date.release norm='20260302T060000+0100'/></docdata></head><body><body.head>\
                   <hedline><hl1>Quay floods</hl1></hedline><byline>By Anna Quill</byline><dateline><location>Fenmouth</location>\
                   </dateline></body.head><body.content><p>Water stood.</p><p>aq/bo</p></body.content></body></nitf>";
        let article = article(&Element::parse(xml).unwrap()).unwrap();
        assert_eq!(article.body, "Water stood.");
        assert_eq!(article.id.as_deref(), Some("h7"));
        assert_eq!(article.given.headline.as_deref(), Some("Quay floods"));
        assert_eq!(article.given.published_at.as_deref(), Some("2026-03-02T06:00:00+01:00"));
        assert_eq!(article.given.updated_at.as_deref(), Some("2026-03-01T10:15:00+01:00"));
        assert_eq!(article.given.agency.as_deref(), Some("XNA"));
        assert_eq!(article.diagnostics.len(), 1);
    }
}
