//! One quote and why it was decided so, and every use of what it says.
//!
//! Two quotes are one saying where their words are the same, or where one holds four fifths of the other's runs of three
//! words (shingles, Broder 1997, compared by containment so that a shortened quote still counts).
//!
//! Invariant: the first use comes first, and a saying is at least one use: the quote asked for.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension as _, Row, params};

use super::rows::{QuoteReason, VariantRow};
use crate::query::alignment::{Fate, Stretch, align_short};
use crate::query::error::QueryError;
use crate::query::filter::Window;
use crate::store::Archive;
use crate::store::sayings;

/// Words in a run.
const RUN: usize = 3;
/// Runs that are looked up in the index, spread over the quote.
const LOOKED_UP: usize = 24;
/// Quotes that are compared.
const COMPARED: i64 = 5_000;
/// Words of a quote that are compared one by one; the rest is shown as it is.
const ALIGNED: usize = 400;

/// The quote of number `id` with the reason of its decision; `None` where there is none.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn quote_reason(archive: &Archive, id: i64) -> Result<Option<QuoteReason>, QueryError> {
    let sql = "SELECT quote.id, quote.text, quote.kind, person.name, quote.speaker_text, quote.cue, quote.confidence,
                      (SELECT text FROM quote_reasons WHERE id = quote.reason_id), article.id, article.headline, article.date
               FROM quotes AS quote JOIN articles AS article ON article.id = quote.article_id
                    LEFT JOIN people AS person ON person.id = quote.speaker_id
               WHERE quote.id = ?1";
    let read = |row: &Row<'_>| {
        Ok(QuoteReason {
            id: row.get(0)?,
            text: row.get(1)?,
            kind: row.get(2)?,
            speaker: row.get(3)?,
            speaker_text: row.get(4)?,
            cue: row.get(5)?,
            confidence: row.get(6)?,
            reason: row.get(7)?,
            article_id: row.get(8)?,
            headline: row.get(9)?,
            date: row.get(10)?,
        })
    };
    archive.connection.query_row(sql, [id], read).optional().map_err(|cause| QueryError(archive.refused(cause)))
}

/// Every use of what quote `id` says, the oldest article first and undated ones last; `None` where there is no such
/// quote.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn variants(archive: &Archive, id: i64, window: Window) -> Result<Option<Vec<VariantRow>>, QueryError> {
    find(archive, id, window).map_err(|cause| QueryError(archive.refused(cause)))
}

fn find(archive: &Archive, id: i64, window: Window) -> rusqlite::Result<Option<Vec<VariantRow>>> {
    let connection = &archive.connection;
    let text: Option<String> =
        connection.query_row("SELECT text FROM quotes WHERE id = ?1", [id], |row| row.get(0)).optional()?;
    let Some(text) = text else { return Ok(None) };
    let words = sayings::words(&text);
    let own = runs(&words);
    let sql = "SELECT quote.id, article.date, article.site, person.name, quote.speaker_text, quote.text, article.id,
                      article.headline
               FROM quotes AS quote JOIN articles AS article ON article.id = quote.article_id
                    LEFT JOIN people AS person ON person.id = quote.speaker_id
               WHERE quote.id = ?1 OR quote.saying_key = ?2
                  OR quote.id IN (SELECT rowid FROM quote_search WHERE quote_search MATCH ?3 LIMIT ?4)
               ORDER BY article.date IS NULL, article.date, article.id, quote.id";
    // No word is as long as this: a quote of fewer words than a run is looked up by its key alone.
    let expression = expression(&words).unwrap_or_else(|| format!("\"{}\"", "x".repeat(64)));
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map(params![id, sayings::key(&text), expression, COMPARED], |row| {
        Ok(VariantRow {
            id: row.get(0)?,
            date: row.get(1)?,
            site: row.get(2)?,
            speaker: row.get(3)?,
            speaker_text: row.get(4)?,
            text: row.get(5)?,
            differences: String::new(),
            article_id: row.get(6)?,
            headline: row.get(7)?,
        })
    })?;
    let mut found = Vec::new();
    for row in rows {
        let row = row?;
        if row.id == id || is_same(&own, &words, &sayings::words(&row.text)) {
            found.push(row);
        }
    }
    let first = found.first().map(|row| row.text.clone()).unwrap_or_default();
    for row in &mut found {
        row.differences = differences(&first, &row.text);
    }
    let offset = usize::try_from(window.offset).unwrap_or(usize::MAX);
    let limit = window.limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
    Ok(Some(found.into_iter().skip(offset).take(limit).collect()))
}

fn runs(words: &[String]) -> BTreeSet<&[String]> {
    words.windows(RUN).collect()
}

/// Whether what is said in one version of an article may be what the other has in its place: half the runs are the same.
pub(in crate::query) fn is_reworded(words: &[String], others: &[String]) -> bool {
    let (own, theirs) = (runs(words), runs(others));
    let shorter = own.len().min(theirs.len());
    words == others || (shorter > 0 && own.intersection(&theirs).count() * 2 >= shorter)
}

/// Whether one holds four fifths of the other.
fn is_same(own: &BTreeSet<&[String]>, words: &[String], others: &[String]) -> bool {
    if words == others {
        return true;
    }
    let theirs = runs(others);
    let shorter = own.len().min(theirs.len());
    // A fragment of three or four words is in many sentences.
    shorter >= RUN && own.intersection(&theirs).count() * 5 >= shorter * 4
}

/// What to look up in the full-text index: runs of words, any of them. The words are letters and digits alone.
fn expression(words: &[String]) -> Option<String> {
    let all: Vec<&[String]> = words.chunks_exact(RUN).collect();
    let step = all.len().div_ceil(LOOKED_UP).max(1);
    let phrases: Vec<String> = all.iter().step_by(step).map(|run| format!("\"{}\"", run.join(" "))).collect();
    (!phrases.is_empty()).then(|| phrases.join(" OR "))
}

#[must_use]
/// `text` with `[-…-]` around words of `first` that are missing and `{+…+}` around words that `first` lacks.
pub fn differences(first: &str, text: &str) -> String {
    let old: Vec<&str> = first.split_whitespace().collect();
    let new: Vec<&str> = text.split_whitespace().collect();
    if old.len() > ALIGNED || new.len() > ALIGNED {
        return text.to_owned();
    }
    let folded = |words: &[&str]| words.iter().map(|word| sayings::words(word).concat()).collect::<Vec<_>>();
    let (a, b) = (folded(&old), folded(&new));
    let piece = |(fate, words): Stretch| match fate {
        Fate::Stayed => new[words].join(" "),
        Fate::Went => format!("[-{}-]", old[words].join(" ")),
        Fate::Came => format!("{{+{}+}}", new[words].join(" ")),
    };
    align_short(&a, &b).into_iter().map(piece).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_marked_word_by_word() {
        let check = |first: &str, text: &str, expected: &str| assert_eq!(differences(first, text), expected);
        check("we mend the quay", "We mend the quay,", "We mend the quay,");
        check("we mend the quay", "we mend the old quay", "we mend the {+old+} quay");
        check("we mend the quay", "we mend quay", "we mend [-the-] quay");
        check("we mend the quay", "they mend the pier", "[-we-] {+they+} mend the [-quay-] {+pier+}");
        check("", "all new", "{+all new+}");
        check("all gone", "", "[-all gone-]");
    }

    #[test]
    fn a_saying_is_reworded_while_half_of_it_stays() {
        let check = |a: &str, b: &str, expected: bool| {
            assert_eq!(is_reworded(&sayings::words(a), &sayings::words(b)), expected, "{a} | {b}");
        };
        check("the quay is shut until the tides are over", "the quay is shut until the spring tides are over", true);
        check("nobody did anything about the cracks", "somebody did something about the cracks", false);
        check("no", "no", true);
        check("no", "yes", false);
    }

    #[test]
    fn a_shortened_saying_is_the_same_saying() {
        let check = |a: &str, b: &str, expected: bool| {
            let (a, b) = (sayings::words(a), sayings::words(b));
            assert_eq!(is_same(&runs(&a), &a, &b), expected, "{a:?} {b:?}");
        };
        check("We shall mend the old quay by spring", "shall mend the old quay", true);
        check("We shall mend the old quay by spring", "We shall sell the old quay by spring", false);
        check("the quay", "The quay!", true);
        check("mend the quay", "we mend the quay", false);
    }
}
