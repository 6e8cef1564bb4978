//! Takes lists of articles apart that stand inside an object: the answer of a search, a feed, an export.
//!
//! Each member comes out as a record of its own, with what it needs of the whole: read again alone it is the same article.
//!
//! Invariant: the members together are no larger than the record, but for the little that is said of all of them.

use serde_json::{Map, Value};

use super::blog::posts_of_ghost;
use super::feed::is_feed;
use super::lookup::at;

/// Where lists stand, by the names on the way: ninjs and its agencies, Guardian, Elasticsearch, Solr, Superdesk, schema.org,
/// Webz.io, the search interfaces of news.
const LISTS: [&[&str]; 21] = [
    &["response", "results"],
    &["response", "docs"],
    &["response", "content"],
    &["hits", "hits"],
    &["data", "items"],
    &["data", "item"],
    &["articles", "results"],
    &["data", "articles"],
    &["items"],
    &["item"],
    &["articles"],
    &["stories"],
    &["objects"],
    &["data"],
    &["results"],
    &["posts"],
    &["docs"],
    &["documents"],
    &["records"],
    &["graph"],
    &["@graph"],
];

/// The records in `record`: one that holds no list is its only member.
pub(in crate::read::formats) fn members(record: Value) -> Vec<Value> {
    if is_feed(&record) {
        return entries(&record);
    }
    if let Some(posts) = ghost(&record) {
        return posts;
    }
    for path in LISTS {
        match at(&record, path) {
            Some(Value::Array(list)) if list.iter().any(Value::is_object) => {
                return list.iter().cloned().map(inner).collect();
            }
            Some(one @ Value::Object(_)) if path.len() > 1 => return vec![inner(one.clone())],
            _ => {}
        }
    }
    vec![inner(record)]
}

/// Whether lists of records stand behind these names, as they are written.
pub(super) fn is_path_to_list(names: &[String]) -> bool {
    let plain: Vec<String> = names.iter().map(|name| name.to_ascii_lowercase().replace(['_', '-'], "")).collect();
    LISTS.iter().any(|path| plain == *path)
}

/// The record that a search engine wraps, with the engine's name for it; AP's answers wrap theirs too.
pub(super) fn inner(record: Value) -> Value {
    let Value::Object(mut object) = record else { return record };
    if let Some(Value::Object(mut source)) = object.remove("_source") {
        if let (false, Some(id)) = (source.contains_key("id"), object.remove("_id")) {
            source.insert("id".to_owned(), id);
        }
        return Value::Object(source);
    }
    match (object.get("item"), object.get("attributes")) {
        (Some(Value::Object(item)), _) => Value::Object(item.clone()),
        // JSON:API and Strapi keep the fields of a record apart from its number.
        (_, Some(Value::Object(fields))) if object.contains_key("id") => {
            let mut record = fields.clone();
            if let Some(id) = object.get("id").filter(|_| !fields.contains_key("id")) {
                record.insert("id".to_owned(), id.clone());
            }
            Value::Object(record)
        }
        _ => Value::Object(object),
    }
}

/// The entries of a feed, each in the feed without the others.
fn entries(feed: &Value) -> Vec<Value> {
    let (Some(object), Some(items)) = (feed.as_object(), feed.get("items").and_then(Value::as_array)) else {
        return vec![feed.clone()];
    };
    let said: Map<String, Value> = ["version", "title", "language", "author", "authors"]
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), object.get(*name)?.clone())))
        .collect();
    let alone = |item: &Value| {
        let mut feed = said.clone();
        feed.insert("items".to_owned(), Value::Array(vec![item.clone()]));
        Value::Object(feed)
    };
    items.iter().map(alone).collect()
}

/// The posts of a Ghost export.
fn ghost(record: &Value) -> Option<Vec<Value>> {
    let database = record.get("db").and_then(Value::as_array).and_then(|list| list.first()).unwrap_or(record);
    let data = database.get("data").unwrap_or(database);
    let posts = data.get("posts")?.as_array()?;
    let is_post =
        |post: &Value| ["html", "mobiledoc", "lexical", "markdown"].iter().any(|key| post.get(*key).is_some());
    posts.iter().any(is_post).then(|| posts_of_ghost(data, posts))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lists_inside_an_object_are_taken_apart() {
        let check = |record: Value, expected: Value| assert_eq!(Value::Array(members(record)), expected);
        check(json!({"hits": {"hits": [{"_id": "e", "_source": {"a": 1}}]}}), json!([{"a": 1, "id": "e"}]));
        check(json!({"_id": "e", "_source": {"id": 2}}), json!([{"id": 2}]));
        check(json!({"total": 2, "item": [{"a": 1}, {"b": 2}]}), json!([{"a": 1}, {"b": 2}]));
        check(json!({"data": {"items": [{"item": {"a": 1}, "meta": 0}]}}), json!([{"a": 1}]));
        check(json!({"articles": {"total": 1, "results": [{"a": 1}]}}), json!([{"a": 1}]));
        check(json!({"data": [{"id": 3, "attributes": {"a": 1}}]}), json!([{"a": 1, "id": 3}]));
        check(json!({"a": 1}), json!([{"a": 1}]));
        check(json!({"items": ["words"]}), json!([{"items": ["words"]}]));
        check(json!(7), json!([7]));
    }

    #[test]
    fn entry_keeps_what_the_feed_says_of_all() {
        let feed = json!({"version": "https://jsonfeed.org/version/1", "title": "Fen", "icon": "i", "items": [{"id": 1}, {"id": 2}]});
        let entries = members(feed);
        assert_eq!(entries.len(), 2);
        assert_eq!(
            entries[1],
            json!({"version": "https://jsonfeed.org/version/1", "title": "Fen", "items": [{"id": 2}]})
        );
        assert_eq!(members(entries[1].clone()), [entries[1].clone()]);
    }
}
