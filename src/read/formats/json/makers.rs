//! The makers whose records are known, and what is told of them.
//!
//! Invariant: a record is asked about in the order of the list; one of none of them has no article.

use serde_json::Value;

use super::lookup::text;
use super::{agency, blog, feed, newspaper};
use crate::read::about::{About, Entry, EntryKind, Refusal};
use crate::read::formats::xml::Article;

/// A maker of records.
struct Maker {
    about: About,
    /// The article that a record of it holds.
    article: fn(&Value) -> Option<Article>,
}

/// Asks each maker whether a record is of its form.
static MAKERS: [Maker; 7] = [
    Maker {
        about: About {
            what: "JSON Feed",
            told_by: "`version` with the address of the standard",
            examples: "feed.json",
        },
        article: feed::json_feed,
    },
    Maker {
        about: About {
            what: "ninjs 1 to 3, items of an agency, alone or in the answer of its search",
            told_by: "`guid` or `uri`, `type` and a body",
            examples: "ninjs.json",
        },
        article: agency::ninjs,
    },
    Maker {
        about: About {
            what: "Ghost's export of a site",
            told_by: "`db`, `data` and `posts` in each other",
            examples: "ghost.json",
        },
        article: blog::ghost,
    },
    Maker {
        about: About {
            what: "Posts of WordPress as its REST interface hands them out",
            told_by: "`title` and `content` with `rendered` in them",
            examples: "posts.json",
        },
        article: blog::wordpress,
    },
    Maker {
        about: About {
            what: "Answers of the Guardian's interface",
            told_by: "`webTitle` and `fields`",
            examples: "guardian.json",
        },
        article: newspaper::guardian,
    },
    Maker {
        about: About {
            what: "TREC's Washington Post collection",
            told_by: "`contents`, a list of parts with their types",
            examples: "washington-post.jsonl",
        },
        article: newspaper::washington_post,
    },
    Maker {
        about: About { what: "fundus", told_by: "`body` with `summary` and `sections`", examples: "fundus.json" },
        article: newspaper::fundus,
    },
];

/// What a search engine wraps its records in.
const HITS: About = About {
    what: "Hits of Elasticsearch, in its answer or one a line",
    told_by: "`_source` around the record",
    examples: "hits.json",
};

/// An item of an agency that is no text.
pub(in crate::read::formats) static NO_TEXT: Refusal = Refusal::new(
    "an item of an agency that is a picture, a graphic, a film or a sound",
    "import the story it goes with, which has its caption",
);

/// What is told of the makers.
pub(in crate::read::formats) fn entries(name: &'static str) -> Vec<Entry> {
    let makers = MAKERS.iter().map(|maker| maker.about).chain([HITS]);
    makers.map(|about| Entry::of_read(EntryKind::Format, name, about)).collect()
}

/// The article that one member holds, where a known maker wrote it.
pub(in crate::read::formats) fn article(record: &Value) -> Option<Article> {
    MAKERS.iter().find_map(|maker| (maker.article)(record)).filter(|article| !article.body.trim().is_empty())
}

/// What a record without an article is instead, where its maker says so.
pub(in crate::read::formats) fn refusal(record: &Value) -> Option<String> {
    let kind = text(record, &["type"]).map(|kind| kind.to_ascii_lowercase());
    let is_item = text(record, &["guid", "uri"]).is_some();
    match kind.as_deref() {
        Some(kind @ ("picture" | "graphic" | "video" | "audio")) if is_item => {
            Some(format!("an item of the kind `{kind}`, not a text"))
        }
        _ => blog::refusal(record),
    }
}
