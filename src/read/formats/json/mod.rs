//! Records of JSON that are not in our form, but in that of a known maker: an agency, a publishing system, a crawler.
//!
//! `members` takes lists apart that stand inside an object; each of the other files reads an article off one member. They
//! are asked only where a record has no `body`, `text` or `html` of its own: our own form stands first.

mod agency;
mod blog;
mod editor_state;
mod feed;
mod lookup;
mod members;
mod newspaper;

use serde_json::Value;

use crate::read::formats::xml::Article;
use lookup::text;
pub(super) use members::members;

/// Asks each maker whether a record is of its form.
static MAKERS: [fn(&Value) -> Option<Article>; 7] = [
    feed::json_feed,
    agency::ninjs,
    blog::ghost,
    blog::wordpress,
    newspaper::guardian,
    newspaper::washington_post,
    newspaper::fundus,
];

/// The article that one member holds, where a known maker wrote it.
pub(super) fn article(record: &Value) -> Option<Article> {
    MAKERS.iter().find_map(|maker| maker(record)).filter(|article| !article.body.trim().is_empty())
}

/// What a record without an article is instead, where its maker says so.
pub(super) fn refusal(record: &Value) -> Option<String> {
    let kind = text(record, &["type"]).map(|kind| kind.to_ascii_lowercase());
    let is_item = text(record, &["guid", "uri"]).is_some();
    match kind.as_deref() {
        Some(kind @ ("picture" | "graphic" | "video" | "audio")) if is_item => {
            Some(format!("an item of the kind `{kind}`, not a text"))
        }
        _ => blog::refusal(record),
    }
}
