//! ninjs: items of news agencies in JSON.
//!
//! Source: IPTC, ninjs 1.0 to 1.4, 2.0 and 3.0, and what Superdesk writes. The markup of the body goes before its plain text, which some
//! systems glue together without spaces; the pictures of an item are its associations, and their texts are captions.

use serde_json::Value;

use super::lookup::{add_caption, date, line, list, names, prose_of_text, standfirst, text, text_of, value};
use crate::model::{Diagnostic, Given, GivenCaption};
use crate::read::formats::xml::{Article, language, status_note, take_byline, without_furniture};
use crate::read::markup::{Prose, prose_of_html};

/// The story of a ninjs item; `None` for pictures and the like.
pub(super) fn ninjs(item: &Value) -> Option<Article> {
    text(item, &["guid", "uri"])?;
    let kind = text(item, &["type"]).unwrap_or_default().to_ascii_lowercase();
    if matches!(kind.as_str(), "picture" | "graphic" | "video" | "audio") {
        return None;
    }
    let mut prose = without_furniture(body(item)?);
    let signed = take_byline(&mut prose.paragraphs);
    let mut captions = std::mem::take(&mut prose.captions);
    for picture in list(item, &["associations"]) {
        gather_captions(picture, &mut captions);
    }
    let written = value(item, &["authors"]).map(names).filter(|names| !names.is_empty());
    let byline = text(item, &["byline", "by"]).and_then(|line_| line(&line_)).or(signed);
    let (created, changed) = (date(item, &["firstcreated", "contentcreated"]), date(item, &["versioncreated"]));
    let is_address = |text: &String| text.starts_with("http://") || text.starts_with("https://");
    let given = Given {
        url: text(item, &["url", "canonical"]).or_else(|| text(item, &["guid", "uri"])).filter(is_address),
        language: text(item, &["language"]).map(|tag| language(&tag)),
        headline: valued(item, &["headlines"], &["headline"])
            .and_then(|headline| line(&headline))
            .or_else(|| text(item, &["title", "slugline"])),
        authors: if byline.is_none() { written } else { None },
        byline,
        agency: text(item, &["source", "provider"]).or_else(|| text(list(item, &["infosources"]).first()?, &["name"])),
        dateline: text(item, &["located"]).filter(|_| !has_dateline(&prose)),
        standfirst: standfirst(valued(item, &["descriptions"], &["descriptionhtml", "descriptiontext"]), &prose),
        updated_at: changed.clone().filter(|changed| created.as_ref().is_some_and(|created| created != changed)),
        published_at: created.or(changed),
        captions,
        ..Given::default()
    };
    let mut diagnostics: Vec<_> =
        text(item, &["pubstatus"]).and_then(|status| status_note(&status)).into_iter().collect();
    if let Some(moment) = date(item, &["embargoed"]) {
        diagnostics.push(Diagnostic::new("agency-status", format!("the agency holds it back until {moment}")));
    }
    Some(Article { id: text(item, &["guid", "uri"]), given, body: prose.body(), diagnostics })
}

/// The body: markup first, then plain text; `bodies` since version 2.
fn body(item: &Value) -> Option<Prose> {
    let has_text = |prose: &Prose| !prose.paragraphs.is_empty();
    let html = text(item, &["bodyhtml", "bodyxhtml"]).map(|html| prose_of_html(&html)).filter(has_text);
    let plain = || text(item, &["bodytext"]).map(|words| prose_of_text(&words)).filter(has_text);
    let bodies = list(item, &["bodies"]);
    let is_html = |body: &&&Value| text(body, &["contenttype"]).is_some_and(|kind| kind.contains("html"));
    let parted = || {
        let body = bodies.iter().find(is_html).or_else(|| bodies.first())?;
        let words = text(body, &["value"])?;
        Some(if is_html(&body) { prose_of_html(&words) } else { prose_of_text(&words) }).filter(has_text)
    };
    html.or_else(parted).or_else(plain)
}

/// A text that is a list of values since version 2, and a key of its own before.
fn valued(item: &Value, lists: &[&str], keys: &[&str]) -> Option<String> {
    let listed = list(item, lists).iter().find_map(|entry| text(entry, &["value"]).or_else(|| text_of(entry)));
    text(item, keys).or(listed)
}

/// The captions of a picture, or of the pictures of a gallery in it.
fn gather_captions(picture: &Value, captions: &mut Vec<GivenCaption>) {
    for inner in list(picture, &["associations"]) {
        gather_captions(inner, captions);
    }
    let kind = text(picture, &["type"]).unwrap_or_default();
    if matches!(kind.as_str(), "picture" | "graphic" | "video")
        && let Some(caption) = valued(picture, &["descriptions"], &["descriptiontext", "descriptionhtml", "bodytext"])
        && let Some(caption) = line(&caption)
    {
        let first_author = || value(picture, &["authors"]).and_then(|people| names(people).into_iter().next());
        let credit = text(picture, &["byline", "by", "creditline"]).or_else(first_author);
        add_caption(captions, caption, credit);
    }
}

/// Whether the first paragraph opens with a place and a dash: `FENMOUTH (XNA) --`.
fn has_dateline(prose: &Prose) -> bool {
    let start: String = prose.paragraphs.first().map_or("", String::as_str).chars().take(60).collect();
    [" - ", " -- ", " – ", " — ", " _ "].iter().any(|dash| start.contains(dash))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn item_of_the_first_version_has_captions_and_status() {
        let item = json!({"guid": "urn:x:7", "type": "text", "headline": "Quay floods", "byline": "Anna Quill",
            "authors": [{"name": "Bo Ek"}], "source": "XNA", "language": "en-GB", "pubstatus": "withheld",
            "located": "Fenmouth", "body_text": "Water stood.Boats", "body_html": "<p>Water\nstood.</p><p>Boats rose.</p>",
            "firstcreated": "2026-03-01T10:15:00+0100", "versioncreated": "2026-03-01T11:15:00+0100",
            "associations": {"featuremedia": {"type": "picture", "description_text": "The quay.", "byline": "C. Day",
                "body_text": "no story"}}});
        let article = ninjs(&item).unwrap();
        assert_eq!(article.body, "Water stood.\n\nBoats rose.");
        assert_eq!(article.given.published_at.as_deref(), Some("2026-03-01T10:15:00+01:00"));
        assert_eq!(article.given.captions, [GivenCaption { text: "The quay.".into(), credit: Some("C. Day".into()) }]);
        assert_eq!((article.given.dateline.as_deref(), article.given.authors), (Some("Fenmouth"), None));
        assert_eq!(article.diagnostics.len(), 1);
    }

    #[test]
    fn item_of_the_third_version_is_read_from_its_lists() {
        let item = json!({"uri": "tag:x", "type": "text", "headlines": [{"value": "Quay floods"}], "by": "Anna Quill",
            "bodies": [{"contentType": "text/plain", "value": "no"}, {"contentType": "text/html", "value": "<p>Water</p>"}],
            "infoSources": [{"name": "XNA"}], "versionCreated": "2026-03-01T10:15:00Z",
            "associations": [{"type": "picture", "descriptions": [{"value": "The quay."}]}]});
        let article = ninjs(&item).unwrap();
        assert_eq!((article.body.as_str(), article.given.headline.as_deref()), ("Water", Some("Quay floods")));
        assert_eq!((article.given.agency.as_deref(), article.given.captions.len()), (Some("XNA"), 1));
    }

    #[test]
    fn picture_is_no_article() {
        assert!(ninjs(&json!({"guid": "7", "type": "picture", "body_text": "A quay", "headline": "Quay"})).is_none());
    }
}
