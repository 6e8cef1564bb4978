//! JSON Feed: the entries of a feed, whole or as summaries.
//!
//! Source: JSON Feed 1 and 1.1, <https://www.jsonfeed.org/version/1.1/>. An entry without an author has that of the feed.

use serde_json::Value;

use super::lookup::{date, line, names, prose_of_text, standfirst, text, value};
use crate::model::{Diagnostic, Given};
use crate::read::formats::xml::{Article, language};
use crate::read::markup::prose_of_html;

/// Whether a value is a JSON Feed.
pub(super) fn is_feed(record: &Value) -> bool {
    text(record, &["version"]).is_some_and(|version| version.contains("jsonfeed.org/version"))
}

/// The only entry of a feed.
pub(super) fn json_feed(feed: &Value) -> Option<Article> {
    if !is_feed(feed) {
        return None;
    }
    let item = value(feed, &["items"])?.as_array()?.first()?;
    let full = text(item, &["contenthtml"]).map(|html| prose_of_html(&html));
    let full = full.filter(|prose| !prose.paragraphs.is_empty());
    let full = full.or_else(|| text(item, &["contenttext"]).map(|words| prose_of_text(&words)));
    let summary = text(item, &["summary"]);
    let is_whole = full.as_ref().is_some_and(|prose| Some(prose.body()) != summary);
    let prose = full.or_else(|| summary.as_deref().map(prose_of_text))?;
    let writers = |of: &Value| value(of, &["authors", "author"]).map(names).filter(|names| !names.is_empty());
    let authors = writers(item).or_else(|| writers(feed));
    let given = Given {
        url: text(item, &["url", "externalurl"]),
        site: text(feed, &["title"]),
        language: text(item, &["language"]).or_else(|| text(feed, &["language"])).map(|tag| language(&tag)),
        headline: text(item, &["title"]).and_then(|title| line(&title)),
        byline: authors.as_ref().map(|authors| authors.join(", ")),
        authors,
        standfirst: standfirst(summary, &prose),
        published_at: date(item, &["datepublished"]),
        updated_at: date(item, &["datemodified"]),
        captions: prose.captions.clone(),
        ..Given::default()
    };
    let message = "the feed holds a summary of this article, not its text";
    let diagnostics = if is_whole { Vec::new() } else { vec![Diagnostic::new("summary-only", message)] };
    Some(Article { id: text(item, &["id", "url"]), given, body: prose.body(), diagnostics })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn entry_inherits_the_author_and_says_that_it_is_a_summary() {
        let feed = json!({"version": "https://jsonfeed.org/version/1.1", "title": "Fen Post",
            "authors": [{"name": "Anna Quill"}],
            "items": [{"id": 7, "title": "Quay", "content_html": "<p>Water stood.</p>", "summary": "Water stood."}]});
        let article = json_feed(&feed).unwrap();
        assert_eq!(article.given.authors, Some(vec!["Anna Quill".to_owned()]));
        assert_eq!((article.id.as_deref(), article.body.as_str()), (Some("7"), "Water stood."));
        assert_eq!((article.given.standfirst, article.diagnostics.len()), (None, 1));
        assert!(json_feed(&json!({"items": [{"content_text": "x"}]})).is_none());
    }
}
