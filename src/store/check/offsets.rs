//! Every mention, quote and speaker against the characters its offsets give.
//!
//! Invariant: a text is walked once an article, however many offsets count in it.

use std::collections::HashMap;

use rusqlite::{Connection, Result, Row};

use crate::store::check::report::CheckReport;

/// Mentions and quotes in one form: what, row, field, caption, start, end, text.
const SPANS: &str = "
    SELECT 'person_mentions', ordinal, field, caption_id, start_char, end_char, text
    FROM person_mentions WHERE article_id = ?1
    UNION ALL SELECT 'place_mentions', ordinal, field, caption_id, start_char, end_char, text
    FROM place_mentions WHERE article_id = ?1
    UNION ALL SELECT 'organisation_mentions', ordinal, field, caption_id, start_char, end_char, text
    FROM organisation_mentions WHERE article_id = ?1
    UNION ALL SELECT 'rejected_mentions', ordinal, field, caption_id, start_char, end_char, text
    FROM rejected_mentions WHERE article_id = ?1 AND field <> 'credit'
    UNION ALL SELECT 'quotes', id, field, caption_id, start_char, end_char, text
    FROM quotes WHERE article_id = ?1
    UNION ALL SELECT 'quotes.speaker_text', id, field, caption_id, speaker_start_char, speaker_end_char, speaker_text
    FROM quotes WHERE article_id = ?1 AND (speaker_start_char IS NOT NULL OR speaker_end_char IS NOT NULL)";

/// Checks all articles.
pub(super) fn check(connection: &Connection, report: &mut CheckReport) -> Result<()> {
    let mut checked = 0;
    let mut articles =
        connection.prepare("SELECT id, headline, standfirst, byline, dateline, body FROM articles ORDER BY id")?;
    let mut captions = connection.prepare(
        "SELECT id, text, credit FROM captions
         WHERE id IN (SELECT caption_id FROM article_captions WHERE article_id = ?1)",
    )?;
    let mut spans = connection.prepare(SPANS)?;
    let mut rows = articles.query([])?;
    while let Some(row) = rows.next()? {
        let article: i64 = row.get(0)?;
        let mut texts: HashMap<(String, Option<i64>), Text> = HashMap::new();
        for (column, field) in [(1, "headline"), (2, "standfirst"), (3, "byline"), (4, "dateline"), (5, "body")] {
            texts.insert((field.to_owned(), None), Text::read(row, column)?);
        }
        let mut shown = captions.query([article])?;
        while let Some(row) = shown.next()? {
            let id: i64 = row.get(0)?;
            texts.insert(("caption".to_owned(), Some(id)), Text::read(row, 1)?);
            texts.insert(("credit".to_owned(), Some(id)), Text::read(row, 2)?);
        }
        let mut found = spans.query([article])?;
        while let Some(row) = found.next()? {
            checked += 1;
            let field: String = row.get(2)?;
            let text: Option<String> = row.get(6)?;
            let (start, end): (Option<i64>, Option<i64>) = (row.get(4)?, row.get(5)?);
            let sliced = texts.get(&(field.clone(), row.get(3)?)).and_then(|whole| whole.slice(start?, end?));
            if sliced.is_none() || sliced != text.as_deref() {
                let (table, number): (String, i64) = (row.get(0)?, row.get(1)?);
                report.find(
                    "offset",
                    format!("articles {article}, {table} {number}: the offsets do not give its text in {field}"),
                );
            }
        }
    }
    report.checked.push(("offsets", checked));
    Ok(())
}

/// A text that is sliced many times by code points.
struct Text {
    text: String,
    /// Where each code point begins, and the end; empty for a text of ASCII alone.
    starts: Vec<usize>,
}

impl Text {
    fn read(row: &Row<'_>, column: usize) -> Result<Self> {
        let text: String = row.get::<_, Option<String>>(column)?.unwrap_or_default();
        let starts = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect()
        };
        Ok(Self { text, starts })
    }

    fn slice(&self, start: i64, end: i64) -> Option<&str> {
        let byte_at = |chars: i64| {
            let chars = usize::try_from(chars).ok()?;
            if self.starts.is_empty() { Some(chars) } else { self.starts.get(chars).copied() }
        };
        self.text.get(byte_at(start)?..byte_at(end)?)
    }
}
