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

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Result, Transaction, params, params_from_iter};

use crate::model::{Field, PartialDate, Quote};
use crate::store::articles::captions::Kept;
use crate::store::articles::reasons::Reasons;
use crate::store::articles::search::json_list;
use crate::store::seals::article::{ArticleSeal, Part};
use crate::store::seals::table::ARTICLE_COLUMNS;
use crate::store::sources::pending::{Current, Pending};
use crate::store::values::{number_or_null, offset, text, text_or_null};
use crate::store::whom::Whom;

/// The columns that the digest of an article covers, and the body.
const INSERT: &str = "INSERT INTO articles (id, source_id, key, url, site, headline, byline, agency, dateline, language,
                          published_at, updated_at, word_count, sha256, extractor, captions, fingerprint, standfirst, body)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)";
const UPDATE: &str =
    "UPDATE articles SET source_id = ?2, key = ?3, url = ?4, site = ?5, headline = ?6, byline = ?7, agency = ?8,
         dateline = ?9, language = ?10, published_at = ?11, updated_at = ?12, word_count = ?13, sha256 = ?14,
         extractor = ?15, captions = ?16, fingerprint = ?17, standfirst = ?18, body = ?19
     WHERE id = ?1";

/// Inserts the row of a new article.
pub(super) fn insert(transaction: &Transaction<'_>, current: &Current<'_>, extractor: &str) -> Result<ArticleSeal> {
    write_row(transaction, INSERT, current, extractor)
}

/// Writes the row of a known article anew.
pub(super) fn update(transaction: &Transaction<'_>, current: &Current<'_>, extractor: &str) -> Result<ArticleSeal> {
    write_row(transaction, UPDATE, current, extractor)
}

fn write_row(transaction: &Transaction<'_>, sql: &str, current: &Current<'_>, extractor: &str) -> Result<ArticleSeal> {
    let Current { article_id, source_id, entry } = current;
    let article = &entry.article;
    let columns = [
        ValueRef::Integer(*article_id),
        ValueRef::Integer(*source_id),
        text(&entry.key),
        text_or_null(article.url.as_deref()),
        text_or_null(article.site.as_deref()),
        text_or_null(article.headline.as_deref()),
        text_or_null(article.byline.as_deref()),
        text_or_null(article.agency.as_deref()),
        text_or_null(article.dateline.as_deref()),
        text_or_null(article.language.as_deref()),
        text_or_null(article.published_at.as_ref().map(PartialDate::as_str)),
        text_or_null(article.updated_at.as_ref().map(PartialDate::as_str)),
        ValueRef::Integer(entry.derived.word_count),
        text(&entry.derived.body_sha256),
        text(extractor),
        text_or_null(entry.derived.caption_lines.as_deref()),
        text(&entry.fingerprint),
        text_or_null(article.standfirst.as_deref()),
    ];
    let values = columns.into_iter().chain([text(&article.body)]).map(ToSqlOutput::Borrowed);
    transaction.prepare_cached(sql)?.execute(params_from_iter(values))?;
    Ok(ArticleSeal::of(*article_id, ARTICLE_COLUMNS.into_iter().zip(columns)))
}

/// Inserts the authors, the notes and what the page says of corrected fields.
pub(super) fn insert_parts(transaction: &Transaction<'_>, seal: &mut ArticleSeal, entry: &Pending) -> Result<()> {
    let article_id = seal.article_id();
    for (position, name) in (0_i64..).zip(&entry.article.authors) {
        transaction
            .prepare_cached("INSERT INTO authors (article_id, position, name) VALUES (?1, ?2, ?3)")?
            .execute(params![article_id, position, name])?;
        seal.add(Part::Authors, &[ValueRef::Integer(position), text(name)]);
    }
    for folded in &entry.derived.authors {
        transaction
            .prepare_cached("INSERT INTO author_names (folded, article_id) VALUES (?1, ?2)")?
            .execute(params![folded, article_id])?;
        seal.add(Part::AuthorNames, &[text(folded)]);
    }
    for (position, note) in (0_i64..).zip(&entry.diagnostics) {
        transaction
            .prepare_cached(
                "INSERT INTO article_diagnostics (article_id, position, kind, message) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![article_id, position, note.kind, note.message])?;
        seal.add(Part::Notes, &[ValueRef::Integer(position), text(&note.kind), text(&note.message)]);
    }
    corrected::insert(transaction, seal, &entry.corrected)
}

/// A quote with what is known of it beside its text.
pub(super) struct Said<'a> {
    pub(super) quote: &'a Quote,
    /// The key of its saying.
    pub(super) saying: Option<i64>,
    pub(super) speaker: Option<Whom>,
}

/// The quotes that a batch adds.
pub(super) struct Quotes<'t> {
    next: i64,
    reasons: Reasons,
    insert: CachedStatement<'t>,
}

impl<'t> Quotes<'t> {
    /// Those that are numbered from `first_new` on.
    pub(super) fn new(transaction: &'t Transaction<'_>, first_new: i64) -> Result<Self> {
        let insert = transaction.prepare_cached(INSERT_QUOTE)?;
        Ok(Self { next: first_new, reasons: Reasons::new(transaction)?, insert })
    }

    /// Inserts a quote; `false` where it has no place to stand.
    pub(super) fn put(
        &mut self,
        transaction: &Transaction<'_>,
        seal: &mut ArticleSeal,
        said: &Said<'_>,
        captions: &[Kept<'_>],
    ) -> Result<bool> {
        let Said { quote, saying, speaker } = said;
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
        let own = [
            text(quote.field.name()),
            number_or_null(caption_id),
            ValueRef::Integer(offset(quote.span.start_char)),
            ValueRef::Integer(offset(quote.span.end_char)),
            text(&quote.text),
            text(quote.kind.name()),
        ];
        let speaking = [
            text_or_null(quote.speaker_text.as_deref()),
            number_or_null(quote.speaker_span.map(|span| offset(span.start_char))),
            number_or_null(quote.speaker_span.map(|span| offset(span.end_char))),
            text_or_null(quote.cue.as_deref()),
            number_or_null(quote.group.map(offset)),
            ValueRef::Integer(quote.confidence.min(1000).into()),
        ];
        let reason = self.reasons.id_of(transaction, &quote.reason)?;
        let rest = [
            number_or_null(speaker.and_then(|speaker| speaker.meant)),
            number_or_null(speaker.and_then(Whom::other_name)),
            ValueRef::Integer(reason),
            number_or_null(*saying),
            ValueRef::Integer(self.next),
            ValueRef::Integer(seal.article_id()),
        ];
        let values = own.iter().chain(&speaking).chain(&rest).map(|value| ToSqlOutput::Borrowed(*value));
        self.insert.execute(params_from_iter(values))?;
        self.next += 1;
        let named = [number_or_null(speaker.map(|speaker| speaker.named))];
        let why = [text(&quote.reason), number_or_null(*saying)];
        seal.add(Part::Quotes, own.iter().chain(&named).chain(&speaking).chain(&why));
        Ok(true)
    }
}

const INSERT_QUOTE: &str =
    "INSERT INTO quotes (field, caption_id, start_char, end_char, text, kind, speaker_text, speaker_start_char,
                         speaker_end_char, cue, group_id, confidence, speaker_id, named_speaker_id, reason_id, saying_key,
                         id, article_id)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";

/// The quotes of the articles, in ascending order.
pub(super) fn quote_ids(transaction: &Transaction<'_>, article_ids: &[i64]) -> Result<Vec<i64>> {
    transaction
        .prepare_cached("SELECT id FROM quotes WHERE article_id IN (SELECT value FROM json_each(?1)) ORDER BY id")?
        .query_map([json_list(article_ids)], |row| row.get(0))?
        .collect()
}

/// Removes the quotes, authors, notes and corrected fields of an article, and what its names left behind that were set aside or
/// rejected: a sort that was changed by hand is known to none of the ledgers.
pub(super) fn erase_parts(transaction: &Transaction<'_>, article_id: i64) -> Result<()> {
    for sql in [
        "DELETE FROM quotes WHERE article_id = ?1",
        "DELETE FROM authors WHERE article_id = ?1",
        "DELETE FROM author_names WHERE article_id = ?1",
        "DELETE FROM article_diagnostics WHERE article_id = ?1",
        "DELETE FROM corrected_fields WHERE article_id = ?1",
        "DELETE FROM unplaced_mentions WHERE article_id = ?1",
        "DELETE FROM rejected_mentions WHERE article_id = ?1",
    ] {
        transaction.prepare_cached(sql)?.execute([article_id])?;
    }
    Ok(())
}
