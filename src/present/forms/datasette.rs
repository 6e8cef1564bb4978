//! What Datasette is told of an archive: titles, what tables and columns mean, licences, facets, and questions to begin with.
//!
//! Shapes of tables come in, one JSON object goes out.
//! Source: Datasette, Metadata and Canned queries, <https://docs.datasette.io/en/stable/metadata.html>.
//!
//! Invariant: nothing of a page is in it, only what the schema says of itself and what the owner says.

use serde_json::{Map, Value, json};

use crate::query::export::{CANNED, Shapes, TableShape};

/// What the owner says of the archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// What it is called.
    pub title: Option<String>,
    /// Where the pages come from, and its address.
    pub source: (Option<String>, Option<String>),
    /// On which terms it may be used, and their address.
    pub licence: (Option<String>, Option<String>),
}

/// Columns by whose values people narrow a table down.
const FACETS: [(&str, &[&str]); 6] = [
    ("article_list", &["site", "language", "agency"]),
    ("articles", &["site", "language", "agency"]),
    ("article_places", &["country_code", "kind"]),
    ("article_quotes", &["kind", "cue"]),
    ("places", &["kind", "country_code"]),
    ("tags", &["name"]),
];
/// Columns by which a table is sorted, the greatest value first.
const SORTED: [(&str, &str); 6] = [
    ("article_list", "date"),
    ("article_people", "date"),
    ("article_quotes", "date"),
    ("people", "article_count"),
    ("places", "article_count"),
    ("organisations", "article_count"),
];
/// Columns that stand for a row where another table points to it.
const LABELS: [(&str, &str); 5] =
    [("articles", "headline"), ("people", "name"), ("places", "name"), ("organisations", "name"), ("captions", "text")];
/// Tables with a full-text index of their own.
const SEARCHED: [(&str, &str); 3] =
    [("articles", "article_search"), ("quotes", "quote_search"), ("captions", "caption_search")];

/// The metadata for the database `name`.
#[must_use]
pub fn metadata(shapes: &Shapes, name: &str, about: &About) -> Value {
    let mut tables: Map<String, Value> =
        shapes.shown.iter().map(|shape| (shape.name.to_owned(), of_table(shape))).collect();
    for hidden in &shapes.hidden {
        tables.insert(hidden.clone(), json!({ "hidden": true }));
    }
    let queries: Map<String, Value> = CANNED
        .iter()
        .map(|question| (question.name.to_owned(), json!({ "title": question.title, "sql": question.sql })))
        .collect();
    let mut whole = json!({
        "title": about.title.as_deref().unwrap_or("News archive"),
        "description": "Articles with the people, places, organisations, quotes and captions that `archive` found in them.",
    });
    let said = [
        ("source", &about.source.0),
        ("source_url", &about.source.1),
        ("license", &about.licence.0),
        ("license_url", &about.licence.1),
    ];
    for (key, value) in said {
        if let Some(value) = value {
            whole[key] = json!(value);
        }
    }
    whole["databases"] = json!({ name: { "tables": tables, "queries": queries } });
    whole
}

fn of_table(shape: &TableShape) -> Value {
    let mut said = Map::new();
    if let Some(description) = &shape.description {
        said.insert("description".to_owned(), json!(description));
    }
    let columns: Map<String, Value> =
        shape.columns().filter_map(|(column, description)| Some((column.to_owned(), json!(description?)))).collect();
    if !columns.is_empty() {
        said.insert("columns".to_owned(), Value::Object(columns));
    }
    let has = |column: &str| shape.columns().any(|(name, _)| name == column);
    if let Some((_, facets)) = FACETS.iter().find(|(table, _)| *table == shape.name) {
        said.insert("facets".to_owned(), json!(facets.iter().filter(|facet| has(facet)).collect::<Vec<_>>()));
    }
    let chosen = |list: &[(&str, &'static str)]| {
        list.iter().find(|(table, column)| *table == shape.name && has(column)).map(|(_, column)| *column)
    };
    if let Some(column) = chosen(&SORTED) {
        said.insert("sort_desc".to_owned(), json!(column));
    }
    if let Some(column) = chosen(&LABELS) {
        said.insert("label_column".to_owned(), json!(column));
    }
    if let Some((_, index)) = SEARCHED.iter().find(|(table, _)| *table == shape.name) {
        said.insert("fts_table".to_owned(), json!(index));
        said.insert("fts_pk".to_owned(), json!("id"));
    }
    if shape.name == "places" {
        let terms = [
            ("source", "GeoNames"),
            ("source_url", "https://www.geonames.org"),
            ("license", "CC BY 4.0"),
            ("license_url", "https://creativecommons.org/licenses/by/4.0/"),
        ];
        said.extend(terms.map(|(key, value)| (key.to_owned(), json!(value))));
    }
    Value::Object(said)
}
