//! Articles of newspapers in JSON: the Guardian's open platform, TREC's Washington Post collection, and what fundus writes.
//!
//! Source: <https://open-platform.theguardian.com/documentation/>; <https://trec.nist.gov/data/wapost/>;
//! <https://github.com/flairNLP/fundus>, `Article.to_json`.

use serde_json::Value;

use super::lookup::{add_caption, at, date, line, list, names, prose_of_text, standfirst, text, text_of, value};
use crate::model::Given;
use crate::read::formats::xml::{Article, language};
use crate::read::markup::{Prose, prose_of_html};

/// A result of the Guardian's search, with its fields asked for.
pub(super) fn guardian(result: &Value) -> Option<Article> {
    text(result, &["webtitle", "weburl"])?;
    let none = Value::Null;
    let fields = value(result, &["fields"]).unwrap_or(&none);
    let field = |name: &str| text(fields, &[name]);
    let blocks = value(result, &["blocks"]).map(|blocks| list(blocks, &["body"])).unwrap_or_default();
    let parts: String = blocks.iter().filter_map(|block| text(block, &["bodyhtml"])).collect();
    let html = field("body").or_else(|| Some(parts).filter(|html| !html.is_empty()));
    let html = html.map(|html| prose_of_html(&html)).filter(|prose| !prose.paragraphs.is_empty());
    let prose = html.or_else(|| field("bodytext").map(|words| prose_of_text(&words)))?;
    let given = Given {
        url: text(result, &["weburl"]),
        site: field("publication"),
        language: field("lang").map(|tag| language(&tag)),
        headline: field("headline").or_else(|| text(result, &["webtitle"])).and_then(|headline| line(&headline)),
        byline: field("byline").and_then(|byline| line(&byline)),
        standfirst: standfirst(field("standfirst").or_else(|| field("trailtext")), &prose),
        published_at: date(result, &["webpublicationdate"]),
        updated_at: date(fields, &["lastmodified"]),
        captions: prose.captions.clone(),
        ..Given::default()
    };
    Some(Article { id: text(result, &["id"]), given, body: prose.body(), diagnostics: Vec::new() })
}

/// A document of the Washington Post collection: a list of typed parts.
pub(super) fn washington_post(record: &Value) -> Option<Article> {
    let parts = value(record, &["contents"])?.as_array()?;
    let (mut prose, mut byline, mut deck) = (Prose::default(), None, None);
    for part in parts {
        let content = || text(part, &["content"]);
        match text(part, &["type"]).as_deref() {
            Some("sanitized_html") => prose.paragraphs.extend(prose_of_html(&content().unwrap_or_default()).paragraphs),
            Some("byline") => byline = content(),
            Some("deck") => deck = content(),
            Some("image" | "video" | "gallery") => {
                if let Some(caption) =
                    text(part, &["fullcaption", "caption", "blurb"]).and_then(|caption| line(&caption))
                {
                    add_caption(&mut prose.captions, caption, None);
                }
            }
            _ => {}
        }
    }
    let given = Given {
        url: text(record, &["articleurl"]),
        site: text(record, &["source"]),
        headline: text(record, &["title"]),
        byline: byline.or_else(|| text(record, &["author"])),
        standfirst: standfirst(deck, &prose),
        published_at: date(record, &["publisheddate"]),
        captions: std::mem::take(&mut prose.captions),
        ..Given::default()
    };
    Some(Article { id: text(record, &["id"]), given, body: prose.body(), diagnostics: Vec::new() })
}

/// An article of fundus: the body is a summary and sections, each with its crossheads and paragraphs.
pub(super) fn fundus(record: &Value) -> Option<Article> {
    let body = value(record, &["body"]).filter(|body| body.is_object())?;
    let strings =
        |value: &Value, name: &str| -> Vec<String> { list(value, &[name]).into_iter().filter_map(text_of).collect() };
    let mut prose = Prose::default();
    for section in list(body, &["sections"]) {
        prose.paragraphs.extend(strings(section, "headline"));
        prose.paragraphs.extend(strings(section, "paragraphs"));
    }
    for image in list(record, &["images"]) {
        if let Some(caption) = text(image, &["caption"]) {
            let credit = value(image, &["authors"]).map(|people| names(people).join(", "));
            add_caption(&mut prose.captions, caption, credit.filter(|credit| !credit.is_empty()));
        }
    }
    let page = |name: &str| at(record, &["html", name]).and_then(text_of);
    let given = Given {
        url: page("requestedurl").or_else(|| page("respondedurl")).or_else(|| text(record, &["url"])),
        site: text(record, &["publisher"]),
        language: text(record, &["lang", "language"]).map(|tag| language(&tag)),
        headline: text(record, &["title"]),
        authors: value(record, &["authors"]).map(names),
        standfirst: standfirst(Some(strings(body, "summary").join(" ")), &prose),
        published_at: date(record, &["publishingdate"]),
        fetched_at: page("crawldate"),
        captions: std::mem::take(&mut prose.captions),
        ..Given::default()
    };
    Some(Article { id: text(record, &["id"]), given, body: prose.body(), diagnostics: Vec::new() })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn parts_of_a_document_are_told_by_their_type() {
        let record = json!({"id": "w", "title": "Quay", "author": "Anna Quill", "published_date": 1_772_356_500_000_i64,
            "contents": [null, {"type": "kicker", "content": "Ports"}, {"type": "byline", "content": "By Anna Quill"},
                {"type": "sanitized_html", "content": "Water <b>stood</b>."}, {"type": "image", "fullcaption": "The quay. (Bo Ek)"}]});
        let article = washington_post(&record).unwrap();
        assert_eq!((article.body.as_str(), article.given.byline.as_deref()), ("Water stood.", Some("By Anna Quill")));
        assert_eq!(article.given.captions[0].text, "The quay. (Bo Ek)");
    }

    #[test]
    fn sections_of_fundus_are_joined() {
        let record = json!({"title": "Quay", "publishing_date": "2026-03-01 10:15:00+00:00", "authors": ["Anna Quill"],
            "body": {"summary": ["In short."], "sections": [{"headline": [], "paragraphs": ["One."]},
                {"headline": ["Ice"], "paragraphs": ["Two."]}]}});
        let article = fundus(&record).unwrap();
        assert_eq!(article.body, "One.\n\nIce\n\nTwo.");
        assert_eq!(article.given.standfirst.as_deref(), Some("In short."));
    }

    #[test]
    fn markup_of_the_guardian_goes_before_its_plain_text() {
        let result = json!({"id": "a", "webTitle": "Quay", "webUrl": "https://fen.example/a", "webPublicationDate": "2026-03-01T10:15:00Z",
            "fields": {"bodyText": "One. Two.", "body": "<p>One.</p><p>Two.</p>", "byline": "<a>Anna Quill</a>"}});
        let article = guardian(&result).unwrap();
        assert_eq!((article.body.as_str(), article.given.byline.as_deref()), ("One.\n\nTwo.", Some("Anna Quill")));
    }
}
