//! Articles and names as entities of FollowTheMoney, one a line, each name with the articles that are its proof.
//!
//! Source: <https://followthemoney.tech/explorer/schemata/>: `Article`, `Person`, `Organization`, `Address`.
//!
//! Invariant: an entity points only to articles of the same export.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use crate::present::json::write_object;
use crate::query::export::{NameKind, NameRow};
use crate::query::rows::ArticleWhole;

/// Writes an article.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_article(out: &mut impl Write, article: &ArticleWhole) -> io::Result<()> {
    let mut properties = Map::new();
    let mut put = |name: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            properties.insert(name.to_owned(), json!([value]));
        }
    };
    put("title", article.headline.as_deref());
    put("summary", article.standfirst.as_deref());
    put("publishedAt", article.published_at.as_deref());
    put("modifiedAt", article.updated_at.as_deref());
    put("sourceUrl", article.url.as_deref());
    put("publisher", article.site.as_deref());
    put("language", article.language.as_deref());
    put("bodyText", Some(&article.body));
    put("mimeType", Some(&article.source.media_type));
    if !article.authors.is_empty() {
        properties.insert("author".to_owned(), json!(article.authors));
    }
    write(out, &article_id(article.id), "Article", &properties)
}

/// Writes somebody or something that articles name.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_name(out: &mut impl Write, name: &NameRow) -> io::Result<()> {
    let mut properties = Map::new();
    let schema = match name.kind {
        NameKind::Person => "Person",
        NameKind::Organisation => "Organization",
        NameKind::Place => "Address",
    };
    properties.insert("name".to_owned(), json!([name.name]));
    if name.kind == NameKind::Place {
        properties.insert("full".to_owned(), json!([name.name]));
        if let Some((latitude, longitude)) = name.coordinates {
            properties.insert("latitude".to_owned(), json!([latitude.to_string()]));
            properties.insert("longitude".to_owned(), json!([longitude.to_string()]));
        }
    }
    if let Some(country) = &name.country_code {
        properties.insert("country".to_owned(), json!([country.to_lowercase()]));
    }
    if !name.aliases.is_empty() {
        properties.insert("alias".to_owned(), json!(name.aliases));
    }
    if !name.roles.is_empty() {
        properties.insert("position".to_owned(), json!(name.roles));
    }
    if let Some(number) = name.identifiers.get("wikidata") {
        properties.insert("wikidataId".to_owned(), json!([number]));
    }
    let proof: Vec<String> = name.articles.iter().map(|id| article_id(*id)).collect();
    properties.insert("proof".to_owned(), json!(proof));
    write(out, &format!("{}-{}", name.kind.noun(), name.id), schema, &properties)
}

fn article_id(id: i64) -> String {
    format!("article-{id}")
}

fn write(out: &mut impl Write, id: &str, schema: &str, properties: &Map<String, Value>) -> io::Result<()> {
    write_object(out, &json!({ "id": id, "schema": schema, "properties": properties }))?;
    out.write_all(b"\n")
}
