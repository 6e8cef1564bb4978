//! NewsML-G2: items alone or in messages, their story as NITF, XHTML or plain text inside.
//!
//! Source: IPTC, NewsML-G2 2.30. A package refers to items and holds no text.

use super::format::{Article, Xml, iso_date, language};
use super::nitf::{self, status_note, story_of};
use super::reuters;
use super::wire_text::{reporters, take_byline, unwrapped, without_furniture};
use crate::model::Given;
use crate::read::about::About;
use crate::read::choice::FormatChoice;
use crate::read::markup::{Element, Prose, Shape, prose_of, prose_of_html};

/// The format.
pub(in crate::read) static NEWSML_G2: Xml = Xml {
    choice: FormatChoice::NewsMlG2,
    about: About {
        what: "NewsML-G2, items, packages and messages of an agency; also the items of Reuters' corpus RCV1",
        told_by: "the roots `newsItem`, `newsMessage`, `packageItem`",
        examples: "newsml-g2.xml",
    },
    roots: &["newsmessage", "newsitem", "packageitem", "knowledgeitem", "conceptitem", "planningitem"],
    marks: &[],
    shape: Shape { records: &["newsitem"], context: &["header"] },
    without_records: "no news item in it: packages and concepts refer to articles and hold no text",
    article,
};

fn article(root: &Element) -> Option<Article> {
    let item = if root.name == "newsitem" { root } else { root.find("newsitem")? };
    if item.child("contentset").is_none() {
        return reuters::article(item);
    }
    let mut prose = story(item.child("contentset")?)?;
    let (about_item, about) = (item.child("itemmeta"), item.child("contentmeta"));
    let meta = |name: &str| about.and_then(|about| about.text_at(&[name]));
    let date = |name: &str| about_item.and_then(|about| about.text_at(&[name])).as_deref().map(iso_date);
    let (created, version) = (date("firstcreated").or_else(|| meta("contentcreated")), date("versioncreated"));
    let inline = item.find("nitf");
    let given = Given {
        headline: headline(about).or_else(|| inline.and_then(nitf::headline)),
        byline: take_byline(&mut prose.paragraphs).or_else(|| meta("by")),
        dateline: meta("dateline"),
        authors: noted_authors(item),
        agency: agency(root, item),
        language: about
            .and_then(|about| about.child("language")?.attribute("tag"))
            .or_else(|| item.attribute("lang"))
            .map(language),
        updated_at: created.as_ref().and(version.clone()).filter(|version| Some(version) != created.as_ref()),
        published_at: created.or(version),
        captions: std::mem::take(&mut prose.captions),
        ..Given::default()
    };
    let status = about_item.and_then(|about| about.child("pubstatus")?.attribute("qcode"));
    Some(Article {
        id: item.attribute("guid").map(str::to_owned),
        given,
        body: prose.body(),
        diagnostics: status.and_then(status_note).into_iter().collect(),
    })
}

/// The authors that a note to editors names, where the item itself names none.
fn noted_authors(item: &Element) -> Option<Vec<String>> {
    let notes = item.all("ednote").into_iter().map(Element::raw_text);
    notes.map(|note| reporters(&note)).find(|names| !names.is_empty())
}

/// The first headline that is not a secondary one.
fn headline(about: Option<&Element>) -> Option<String> {
    let headlines = || about.into_iter().flat_map(Element::elements).filter(|element| element.name == "headline");
    let main = headlines().find(|headline| !headline.attribute("role").is_some_and(|role| role.contains("ub")));
    main.or_else(|| headlines().next()).and_then(Element::text)
}

/// The story of a content set.
fn story(content: &Element) -> Option<Prose> {
    let inline = content.elements().filter(|element| element.name.starts_with("inline"));
    inline.map(story_of_part).find(|prose| !prose.paragraphs.is_empty())
}

fn story_of_part(part: &Element) -> Prose {
    if let Some(prose) = story_of(part) {
        return prose;
    }
    let main = part
        .all("section")
        .into_iter()
        .find(|section| section.attribute("class").is_some_and(|class| class.starts_with("main")));
    if let Some(body) = main.or_else(|| part.find("body")).or_else(|| part.elements().next().map(|_| part)) {
        return without_furniture(prose_of(body));
    }
    let text = part.raw_text();
    let marked = prose_of_html(&text);
    // One paragraph around wrapped lines says nothing of where paragraphs begin.
    if marked.paragraphs.len() > 1 {
        return without_furniture(marked);
    }
    let bare = text.trim().trim_start_matches("<p>").trim_end_matches("</p>");
    without_furniture(Prose { paragraphs: unwrapped(bare), captions: Vec::new() })
}

/// Who sends it: the sender of the message, else what the item says of itself.
fn agency(root: &Element, item: &Element) -> Option<String> {
    let named = |name: &str| item.find(name).and_then(name_of);
    root.find("sender")
        .and_then(Element::text)
        .map(|sender| short_name(&sender))
        .or_else(|| {
            item.find("creditline").and_then(Element::text).map(|line| line.trim_matches([' ', '-', '–']).to_owned())
        })
        .or_else(|| named("infosource"))
        .or_else(|| named("provider"))
}

/// The name of a party: its code where that is an abbreviation.
fn name_of(party: &Element) -> Option<String> {
    let code = party.attribute("qcode").and_then(|code| code.rsplit(':').next());
    let code = code.filter(|code| code.chars().all(char::is_alphabetic));
    code.map(str::to_owned).or_else(|| party.attribute("literal").map(short_name)).or_else(|| party.text_at(&["name"]))
}

/// `ap.org` as `AP`; other names as they are.
fn short_name(name: &str) -> String {
    match name.split_once('.') {
        Some((first, rest)) if !first.is_empty() && !rest.contains(' ') && first.len() <= 5 => first.to_uppercase(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn item_of_a_message_is_read_with_its_fields() {
        let xml = "<newsMessage><header><sender>xna.org</sender></header><itemSet><newsItem guid='g1'><itemMeta>\
                   <versionCreated>2026-03-01T10:15:00Z</versionCreated><pubStatus qcode='stat:withheld'/></itemMeta><contentMeta>\
                   <language tag='de'/><headline role='hld:sub'>Zwei</headline><headline>Eins</headline></contentMeta><contentSet>\
                   <inlineXML><html><body><header><h1>Eins</h1></header><section class='main'><p>Wasser stand.</p></section></body>\
                   </html></inlineXML></contentSet></newsItem></itemSet></newsMessage>";
        let article = article(&Element::parse(xml).unwrap()).unwrap();
        assert_eq!(article.body, "Wasser stand.");
        assert_eq!(article.given.headline.as_deref(), Some("Eins"));
        assert_eq!(article.given.agency.as_deref(), Some("XNA"));
        assert_eq!(article.given.language.as_deref(), Some("de"));
        assert_eq!(article.diagnostics[0].message, "the agency marks it as withheld");
    }

    #[test]
    fn wrapped_plain_text_is_put_together() {
        let xml = "<newsItem guid='g'><contentSet><inlineData><![CDATA[<p>\n   (XNA) - Water\nstood.\n   Boats\nlay.</p>]]></inlineData>\
                   </contentSet></newsItem>";
        assert_eq!(article(&Element::parse(xml).unwrap()).unwrap().body, "(XNA) - Water stood.\n\nBoats lay.");
    }
}
