//! The rows of an answer, each with its proof.
//!
//! A query comes in; what `archive query` and the other lists show goes out as JSON, with the place where it stands.
//!
//! Invariant: no text of a row is longer than [`LONGEST_TEXT`], no list in it than [`LONGEST_LIST`], and what was cut says so by `…`.

use serde::Serialize;
use serde_json::{Value, json};

use crate::query;
use crate::query::answers::{ambiguous, why_nothing};
use crate::query::lookup::proofs::{Proof, Stretch, of_article, of_caption, of_name};
use crate::query::rows::QuoteRow;
use crate::query::{CaptionFilter, EntityFilter, Query, QueryError, QuoteFilter, Sort, Window};
use crate::store::{Archive, EntityKind};

/// Code points of a text.
const LONGEST_TEXT: usize = 1_000;
/// Entries of a list inside a row.
const LONGEST_LIST: usize = 20;

/// What the rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Articles,
    Quotes,
    People,
    Places,
    Organisations,
    Captions,
}

impl Kind {
    const ALL: [Self; 6] =
        [Self::Articles, Self::Quotes, Self::People, Self::Places, Self::Organisations, Self::Captions];
    /// What they are called, in the order of [`Self::ALL`].
    pub(super) const NAMES: [&str; 6] = ["articles", "quotes", "people", "places", "organisations", "captions"];

    pub(super) fn of_name(name: &str) -> Option<Self> {
        let place = Self::NAMES.iter().position(|known| *known == name)?;
        Self::ALL.get(place).copied()
    }

    fn name(self) -> &'static str {
        Self::ALL.iter().zip(Self::NAMES).find(|(kind, _)| **kind == self).map_or("", |(_, name)| name)
    }

    /// Whose names the rows are.
    fn names(self) -> Option<EntityKind> {
        match self {
            Self::People => Some(EntityKind::Person),
            Self::Places => Some(EntityKind::Place),
            Self::Organisations => Some(EntityKind::Organisation),
            _ => None,
        }
    }
}

/// The answer: rows from the offset on, how many there are, and where nothing is found, why.
///
/// # Errors
/// Where the archive cannot be read.
pub(super) fn answer(
    archive: &Archive,
    kind: Kind,
    asked: &Query,
    (limit, offset): (u32, u32),
) -> Result<Value, QueryError> {
    let rows = rows(archive, kind, asked, Window { limit: Some(limit), offset })?;
    let count = count(archive, kind, asked)?;
    let shown = u64::from(offset) + rows.len() as u64;
    let mut hints = Vec::new();
    if count == 0 {
        hints = why_nothing(archive, asked, kind.names(), &|query| self::count(archive, kind, query))?;
    }
    let mut answer = json!({
        "kind": kind.name(),
        "understood": asked.written(),
        "count": count,
        "next_offset": (shown < count && !rows.is_empty()).then_some(shown),
        "ambiguous": written(&ambiguous(archive, asked)?),
        "hints": hints,
    });
    cut(&mut answer);
    // The rows themselves are as many as were asked for.
    answer["rows"] = Value::Array(rows);
    Ok(answer)
}

fn rows(archive: &Archive, kind: Kind, asked: &Query, window: Window) -> Result<Vec<Value>, QueryError> {
    let of_names = EntityFilter { query: asked.clone(), ..EntityFilter::default() };
    let named = |kind: EntityKind, id: i64| of_name(archive, kind, id);
    match kind {
        Kind::Articles => query::articles(archive, asked, Sort::Date.into(), window)?
            .iter()
            .map(|row| Ok(proven(row, of_article(archive, row.id, row.snippet.as_deref())?.as_ref())))
            .collect(),
        Kind::Quotes => query::quotes(archive, &of_quotes(asked), window)?
            .iter()
            .map(|row| Ok(proven(row, of_quote(archive, row)?.as_ref())))
            .collect(),
        Kind::People => query::people(archive, &of_names, window)?
            .iter()
            .map(|row| Ok(proven(row, named(EntityKind::Person, row.id)?.as_ref())))
            .collect(),
        Kind::Places => query::places(archive, &of_names, window)?
            .iter()
            .map(|row| Ok(proven(row, named(EntityKind::Place, row.id)?.as_ref())))
            .collect(),
        Kind::Organisations => query::organisations(archive, &of_names, window)?
            .iter()
            .map(|row| Ok(proven(row, named(EntityKind::Organisation, row.id)?.as_ref())))
            .collect(),
        Kind::Captions => query::captions(archive, &of_captions(asked), window)?
            .iter()
            .map(|row| Ok(proven(row, of_caption(archive, row.id)?.as_ref())))
            .collect(),
    }
}

fn count(archive: &Archive, kind: Kind, asked: &Query) -> Result<u64, QueryError> {
    match (kind, kind.names()) {
        (_, Some(noun)) => {
            query::count_names(archive, noun, &EntityFilter { query: asked.clone(), ..EntityFilter::default() })
        }
        (Kind::Quotes, _) => query::count_quotes(archive, &of_quotes(asked)),
        (Kind::Captions, _) => query::count_captions(archive, &of_captions(asked)),
        _ => query::count_articles(archive, asked),
    }
}

fn of_quotes(asked: &Query) -> QuoteFilter {
    QuoteFilter { query: asked.clone(), ..QuoteFilter::default() }
}

fn of_captions(asked: &Query) -> CaptionFilter {
    CaptionFilter { query: asked.clone(), ..CaptionFilter::default() }
}

/// The article of a quote, with the characters of its parts.
fn of_quote(archive: &Archive, row: &QuoteRow) -> Result<Option<Proof>, QueryError> {
    let characters = row.parts.iter().map(|part| Stretch {
        field: part.field.clone(),
        caption_id: part.caption_id,
        start_char: part.start_char,
        end_char: part.end_char,
        text: part.text.clone(),
    });
    let proof = of_article(archive, row.article_id, None)?;
    Ok(proof.map(|proof| Proof { characters: characters.collect(), ..proof }))
}

/// A row with its proof, cut to what an answer may hold.
fn proven<R: Serialize>(row: &R, proof: Option<&Proof>) -> Value {
    let mut whole = written(row);
    if let Value::Object(fields) = &mut whole {
        // The proof has the parts of a quote.
        fields.shift_remove("parts");
        fields.insert("proof".to_owned(), written(&proof));
    }
    cut(&mut whole);
    whole
}

/// As JSON; rows have nothing that JSON has not.
fn written<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

fn cut(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Some((at, _)) = text.char_indices().nth(LONGEST_TEXT) {
                text.truncate(at);
                text.push('…');
            }
        }
        Value::Array(values) => {
            if values.len() > LONGEST_LIST {
                values.truncate(LONGEST_LIST);
                values.push(json!("…"));
            }
            values.iter_mut().for_each(cut);
        }
        Value::Object(fields) => fields.values_mut().for_each(cut),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_cut_and_says_so() {
        let mut value = json!({ "text": "ä".repeat(1_001), "list": vec![0; 30], "short": "ä" });
        cut(&mut value);
        assert_eq!(value["text"].as_str().map(|text| (text.chars().count(), text.ends_with('…'))), Some((1_001, true)));
        assert_eq!(
            value["list"].as_array().map(|list| (list.len(), list.last().cloned())),
            Some((21, Some(json!("…"))))
        );
        assert_eq!(value["short"], "ä");
    }

    #[test]
    fn every_kind_has_its_name() {
        for (kind, name) in Kind::ALL.into_iter().zip(Kind::NAMES) {
            assert_eq!((Kind::of_name(name), kind.name()), (Some(kind), name));
        }
        assert_eq!(Kind::of_name("Articles"), None);
    }
}
