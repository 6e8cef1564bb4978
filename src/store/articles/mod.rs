//! The rows of one article that belong to nothing else: itself, its authors, its quotes and notes.
//!
//! Invariant: offsets are stored as they come; only a span that is empty or points to a caption that is not there is
//! left out.

pub(super) mod captions;
pub(super) mod corrected;
pub(crate) mod folding;
pub(crate) mod marks;
mod notes;
pub(super) mod reasons;
pub(crate) mod search;

use rusqlite::{Result, Transaction, params};

use crate::model::{Field, PartialDate, Quote};
use crate::store::articles::captions::Kept;
use crate::store::articles::reasons::Reasons;
use crate::store::articles::search::json_list;
use crate::store::sources::pending::Pending;
use crate::store::values::offset;
use crate::store::whom::Whom;

const COLUMNS: &str = "source_id = ?2, key = ?3, url = ?4, site = ?5, headline = ?6, byline = ?7, agency = ?8,
    dateline = ?9, language = ?10, published_at = ?11, updated_at = ?12, word_count = ?13, sha256 = ?14,
    extractor = ?15, body = ?16, captions = ?17, fingerprint = ?18,
    standfirst = ?19";

/// Inserts the row of a new article.
pub(super) fn insert(
    transaction: &Transaction<'_>,
    article_id: i64,
    source_id: i64,
    entry: &Pending,
    extractor: &str,
) -> Result<()> {
    let sql = "INSERT INTO articles (id, source_id, key, url, site, headline, byline, agency, dateline, language,
                                     published_at, updated_at, word_count, sha256, extractor, body, captions,
                                     fingerprint, standfirst)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)";
    write_row(transaction, sql, (article_id, source_id), entry, extractor)
}

/// Writes the row of a known article anew.
pub(super) fn update(
    transaction: &Transaction<'_>,
    article_id: i64,
    source_id: i64,
    entry: &Pending,
    extractor: &str,
) -> Result<()> {
    let sql = format!("UPDATE articles SET {COLUMNS} WHERE id = ?1");
    write_row(transaction, &sql, (article_id, source_id), entry, extractor)
}

fn write_row(
    transaction: &Transaction<'_>,
    sql: &str,
    (article_id, source_id): (i64, i64),
    entry: &Pending,
    extractor: &str,
) -> Result<()> {
    let article = &entry.article;
    transaction.prepare_cached(sql)?.execute(params![
        article_id,
        source_id,
        entry.key,
        article.url,
        article.site,
        article.headline,
        article.byline,
        article.agency,
        article.dateline,
        article.language,
        article.published_at.as_ref().map(PartialDate::as_str),
        article.updated_at.as_ref().map(PartialDate::as_str),
        entry.derived.word_count,
        entry.derived.body_sha256,
        extractor,
        article.body,
        entry.derived.caption_lines,
        entry.fingerprint,
        article.standfirst,
    ])?;
    Ok(())
}

/// Inserts the authors, the notes and what the page says of corrected fields.
pub(super) fn insert_parts(transaction: &Transaction<'_>, article_id: i64, entry: &Pending) -> Result<()> {
    for (position, name) in (0_i64..).zip(&entry.article.authors) {
        transaction
            .prepare_cached("INSERT INTO authors (article_id, position, name) VALUES (?1, ?2, ?3)")?
            .execute(params![article_id, position, name])?;
    }
    for folded in &entry.derived.authors {
        transaction
            .prepare_cached("INSERT INTO author_names (folded, article_id) VALUES (?1, ?2)")?
            .execute(params![folded, article_id])?;
    }
    for (position, note) in (0_i64..).zip(&entry.diagnostics) {
        transaction
            .prepare_cached(
                "INSERT INTO article_diagnostics (article_id, position, kind, message) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![article_id, position, note.kind, note.message])?;
    }
    corrected::insert(transaction, article_id, &entry.corrected)
}

/// A quote with what is known of it beside its text.
pub(super) struct Said<'a> {
    pub(super) article_id: i64,
    pub(super) quote: &'a Quote,
    /// The key of its saying.
    pub(super) saying: Option<i64>,
    pub(super) speaker: Option<Whom>,
}

/// Inserts a quote; `false` where it has no place to stand.
pub(super) fn insert_quote(
    transaction: &Transaction<'_>,
    id: i64,
    said: &Said<'_>,
    captions: &[Kept<'_>],
    reasons: &mut Reasons,
) -> Result<bool> {
    let Said { article_id, quote, saying, speaker } = said;
    let caption_id = match quote.field {
        // Nobody speaks in a credit, and the credit kept may be another one than the article's.
        Field::Credit(_) => return Ok(false),
        Field::Caption(place) => match captions.get(place as usize) {
            Some(kept) => Some(kept.id),
            None => return Ok(false),
        },
        _ => None,
    };
    if quote.span.start_char >= quote.span.end_char {
        return Ok(false);
    }
    let reason = reasons.id_of(transaction, &quote.reason)?;
    transaction.prepare_cached(INSERT_QUOTE)?.execute(params![
        id,
        article_id,
        quote.field.name(),
        caption_id,
        offset(quote.span.start_char),
        offset(quote.span.end_char),
        quote.text,
        quote.kind.name(),
        speaker.and_then(|speaker| speaker.meant),
        quote.speaker_text,
        quote.speaker_span.map(|span| offset(span.start_char)),
        quote.speaker_span.map(|span| offset(span.end_char)),
        quote.cue,
        quote.group.map(offset),
        quote.confidence.min(1000),
        reason,
        saying,
        speaker.and_then(Whom::other_name),
    ])?;
    Ok(true)
}

const INSERT_QUOTE: &str =
    "INSERT INTO quotes (id, article_id, field, caption_id, start_char, end_char, text, kind, speaker_id, speaker_text,
                         speaker_start_char, speaker_end_char, cue, group_id, confidence, reason_id, saying_key,
                         named_speaker_id)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";

/// The quotes of the articles, in ascending order.
pub(super) fn quote_ids(transaction: &Transaction<'_>, article_ids: &[i64]) -> Result<Vec<i64>> {
    transaction
        .prepare_cached("SELECT id FROM quotes WHERE article_id IN (SELECT value FROM json_each(?1)) ORDER BY id")?
        .query_map([json_list(article_ids)], |row| row.get(0))?
        .collect()
}

/// Removes the quotes, authors, notes and corrected fields of an article.
pub(super) fn erase_parts(transaction: &Transaction<'_>, article_id: i64) -> Result<()> {
    for sql in [
        "DELETE FROM quotes WHERE article_id = ?1",
        "DELETE FROM authors WHERE article_id = ?1",
        "DELETE FROM author_names WHERE article_id = ?1",
        "DELETE FROM article_diagnostics WHERE article_id = ?1",
        "DELETE FROM corrected_fields WHERE article_id = ?1",
    ] {
        transaction.prepare_cached(sql)?.execute([article_id])?;
    }
    Ok(())
}
