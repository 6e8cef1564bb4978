//! Posts of publishing systems: Ghost's export, and what WordPress answers over its REST interface.
//!
//! Source: Ghost's JSON import format, <https://ghost.org/docs/migration/>; the WordPress REST API handbook, `posts`.

use serde_json::Value;

use super::editor_state::{of_lexical, of_mobiledoc};
use super::lookup::{at, date, line, list, names, prose_of_text, standfirst, text, value};
use crate::model::Given;
use crate::read::formats::xml::{Article, language};
use crate::read::markup::{Prose, prose_of_html};

/// The post of a Ghost blog in the list it is in alone.
pub(super) fn ghost(record: &Value) -> Option<Article> {
    let post = the_post(record)?;
    if is_unpublished(post) {
        return None;
    }
    let prose = body(post)?;
    let authors = value(post, &["authors", "primaryauthor"]).map(names).filter(|names| !names.is_empty());
    let headline = text(post, &["title"]);
    headline.as_ref()?;
    let given = Given {
        url: text(post, &["url", "canonicalurl"]).filter(|url| url.starts_with("http")),
        site: text(record, &["blogtitle"]),
        language: text(post, &["language", "locale"]).map(|tag| language(&tag)),
        headline,
        byline: authors.as_ref().map(|authors| authors.join(", ")),
        authors,
        standfirst: standfirst(text(post, &["customexcerpt"]), &prose),
        published_at: date(post, &["publishedat"]).or_else(|| date(post, &["createdat"])),
        updated_at: date(post, &["updatedat"]),
        captions: prose.captions.clone(),
        ..Given::default()
    };
    Some(Article { id: text(post, &["id", "uuid"]), given, body: prose.body(), diagnostics: Vec::new() })
}

/// What a post without an article is instead.
pub(super) fn refusal(record: &Value) -> Option<String> {
    the_post(record)
        .filter(|post| is_unpublished(post))
        .map(|post| format!("a post that was not published (status `{}`)", text(post, &["status"]).unwrap_or_default()))
}

fn the_post(record: &Value) -> Option<&Value> {
    value(record, &["posts"])?.as_array()?.first()
}

fn is_unpublished(post: &Value) -> bool {
    text(post, &["status"]).is_some_and(|status| !matches!(status.as_str(), "published" | "publish" | "sent"))
}

/// The body of a post: rendered where it is, else the state of the editor it was written in.
fn body(post: &Value) -> Option<Prose> {
    let has_text = |prose: &Prose| !prose.paragraphs.is_empty();
    let parsed = |name: &str| serde_json::from_str::<Value>(&text(post, &[name])?).ok();
    let html = text(post, &["html", "content"]).map(|html| prose_of_html(&html)).filter(has_text);
    html.or_else(|| parsed("lexical").map(|state| of_lexical(&state)).filter(has_text))
        .or_else(|| parsed("mobiledoc").map(|state| of_mobiledoc(&state)).filter(has_text))
        .or_else(|| text(post, &["plaintext", "markdown"]).map(|words| prose_of_text(&words)).filter(has_text))
}

/// A post or page of WordPress.
pub(super) fn wordpress(post: &Value) -> Option<Article> {
    let rendered = |name: &str| text(at(post, &[name])?, &["rendered"]);
    let prose = prose_of_html(&rendered("content")?);
    let moment = |utc: &[&str], local: &[&str]| {
        let utc = date(post, utc).map(|date| if date.contains(['Z', '+']) { date } else { format!("{date}Z") });
        utc.or_else(|| date(post, local))
    };
    let authors = at(post, &["embedded", "author"]).map(names).filter(|names| !names.is_empty());
    let given = Given {
        url: text(post, &["link"]),
        headline: rendered("title").and_then(|title| line(&title)),
        byline: authors.as_ref().map(|authors| authors.join(", ")),
        authors,
        standfirst: standfirst(rendered("excerpt"), &prose),
        published_at: moment(&["dategmt"], &["date"]),
        updated_at: moment(&["modifiedgmt"], &["modified"]),
        captions: prose.captions.clone(),
        ..Given::default()
    };
    Some(Article { id: text(post, &["id"]), given, body: prose.body(), diagnostics: Vec::new() })
}

/// The posts of a Ghost export, each with the names of its authors and in a list of its own.
pub(super) fn posts_of_ghost(data: &Value, posts: &[Value]) -> Vec<Value> {
    use std::collections::HashMap;
    let people = list(data, &["users"]);
    let by_id: HashMap<String, String> =
        people.iter().filter_map(|user| Some((text(user, &["id"])?, text(user, &["name"])?))).collect();
    let mut of_post: HashMap<String, Vec<String>> = HashMap::new();
    for link in list(data, &["postsauthors"]) {
        if let (Some(post), Some(author)) = (text(link, &["postid"]), text(link, &["authorid"]))
            && let Some(name) = by_id.get(&author)
        {
            of_post.entry(post).or_default().push(name.clone());
        }
    }
    let with_authors = |post: &Value| {
        let mut post = post.clone();
        let listed = text(&post, &["id"]).and_then(|id| of_post.remove(&id));
        let own = || text(&post, &["authorid"]).and_then(|id| by_id.get(&id).cloned()).map(|name| vec![name]);
        let names = listed.or_else(own);
        if let (Some(object), Some(names)) = (post.as_object_mut(), names)
            && !object.contains_key("authors")
        {
            object.insert("authors".to_owned(), names.into());
        }
        serde_json::json!({ "posts": [post] })
    };
    posts.iter().map(with_authors).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn posts_of_an_export_get_the_names_of_their_authors() {
        let data = json!({"users": [{"id": 1, "name": "Anna Quill"}, {"id": "b", "name": "Bo Ek"}],
            "posts_authors": [{"post_id": 8, "author_id": "b"}, {"post_id": 8, "author_id": 1}]});
        let posts = [
            json!({"id": 7, "title": "Quay", "html": "<p>Water</p>", "author_id": 1, "published_at": 1_772_356_500_000_i64}),
            json!({"id": 8, "title": "Tide", "html": null, "lexical":
                "{\"root\":{\"children\":[{\"type\":\"paragraph\",\"children\":[{\"text\":\"Boats\"}]}]}}"}),
            json!({"id": 9, "title": "Draft", "html": "<p>x</p>", "status": "draft"}),
        ];
        let posts = posts_of_ghost(&data, &posts);
        let first = ghost(&posts[0]).unwrap();
        assert_eq!(first.given.authors, Some(vec!["Anna Quill".to_owned()]));
        assert_eq!(first.given.published_at.as_deref(), Some("2026-03-01T09:15:00Z"));
        let second = ghost(&posts[1]).unwrap();
        assert_eq!(second.given.authors, Some(vec!["Bo Ek".to_owned(), "Anna Quill".to_owned()]));
        assert_eq!(second.body, "Boats");
        assert!(ghost(&posts[2]).is_none());
        assert!(refusal(&posts[2]).unwrap().contains("draft"));
    }

    #[test]
    fn moment_of_wordpress_is_that_in_gmt() {
        let post = json!({"id": 7, "date": "2026-03-01T10:15:00", "date_gmt": "2026-03-01T09:15:00", "author": 3,
            "title": {"rendered": "Quay &amp; tide"}, "content": {"rendered": "<p>Water stood.</p>"},
            "excerpt": {"rendered": "<p>Water [&hellip;]</p>"}});
        let article = wordpress(&post).unwrap();
        assert_eq!(article.given.headline.as_deref(), Some("Quay & tide"));
        assert_eq!(article.given.published_at.as_deref(), Some("2026-03-01T09:15:00Z"));
        assert_eq!((article.given.authors, article.given.standfirst), (None, None));
    }
}
