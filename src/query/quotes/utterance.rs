//! What somebody says in one go: the quotes of one group, and the row that they are.
//!
//! Invariant: the parts stand in the order of the text, and there is at least one.

use rusqlite::{OptionalExtension as _, Row, params};

use super::parts::joined;
use crate::query::error::QueryError;
use crate::query::filter::Sureness;
use crate::query::rows::{QuotePart, QuoteRow, Share};
use crate::store::Archive;

/// Columns before those that say whether the quote has what is asked for.
const KNOWN: usize = 16;

/// A quote as it is read.
pub(super) struct Part {
    pub(super) article_id: i64,
    date: Option<String>,
    headline: Option<String>,
    group: Option<i64>,
    quote: QuotePart,
    speaker: Option<String>,
    speaker_text: Option<String>,
    cue: Option<String>,
    /// Per mille; a quote of an older version of the program is as sure as can be.
    sure: u16,
    doubtful: bool,
    /// Whether it has each of the things that are asked for.
    has: Vec<bool>,
}

impl Part {
    /// Reads a row that ends with columns on what is asked for.
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            article_id: row.get(1)?,
            date: row.get(2)?,
            headline: row.get(3)?,
            group: row.get(4)?,
            quote: QuotePart {
                id: row.get(0)?,
                kind: row.get(5)?,
                field: row.get(6)?,
                caption_id: row.get(7)?,
                start_char: row.get(8)?,
                end_char: row.get(9)?,
                text: row.get(10)?,
                confidence: row.get::<_, Option<u16>>(14)?.map(Share::per_mille),
            },
            speaker: row.get(11)?,
            speaker_text: row.get(12)?,
            cue: row.get(13)?,
            sure: row.get::<_, Option<u16>>(14)?.unwrap_or(1000),
            doubtful: row.get(15)?,
            has: (KNOWN..row.as_ref().column_count()).map(|column| row.get(column)).collect::<Result<_, _>>()?,
        })
    }

    /// How much of a quote it is: whole clauses in marks come first, then fragments.
    fn rank(&self) -> u8 {
        match self.quote.kind.as_str() {
            "direct" => 0,
            "mixed" => 1,
            _ => 2,
        }
    }
}

/// The quotes of one group.
pub(super) struct Utterance {
    parts: Vec<Part>,
}

impl Utterance {
    /// The utterances that the quotes of one article are, in the order of the text.
    pub(super) fn all(parts: Vec<Part>) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        let mut places = std::collections::HashMap::new();
        for part in parts {
            let known = part.group.map(|group| *places.entry(group).or_insert(all.len()));
            match known.and_then(|place| all.get_mut(place)) {
                Some(utterance) => utterance.parts.push(part),
                None => all.push(Self { parts: vec![part] }),
            }
        }
        for utterance in &mut all {
            utterance.parts.sort_by_key(|part| (part.quote.start_char, part.quote.id));
        }
        all
    }

    /// Whether any of it stands in quotation marks.
    pub(super) fn is_marked(&self) -> bool {
        self.lead().is_some_and(|lead| lead.rank() < 2)
    }

    /// Whether it is of this kind: that of its greatest part, or `marked`.
    pub(super) fn is(&self, kind: &str) -> bool {
        kind == "marked" && self.is_marked() || self.lead().is_some_and(|lead| lead.quote.kind == kind)
    }

    /// Whether it is as sure as asked for: as sure as its surest part, as a person is as sure as the surest mention. What is asked for by
    /// name or by its words is, unless more is asked for than the bar.
    pub(super) fn is_as_sure(&self, sureness: Sureness, by_name: bool) -> bool {
        match sureness {
            Sureness::Bar => by_name || !self.is_doubtful(),
            Sureness::Doubtful => self.is_doubtful(),
            Sureness::AtLeast(least) => self.parts.iter().any(|part| part.sure >= least),
        }
    }

    fn is_doubtful(&self) -> bool {
        self.parts.iter().all(|part| part.doubtful)
    }

    /// Whether every thing that is asked for is in one of its parts, and none of those that are `unwanted`.
    pub(super) fn has_what_is_asked(&self, unwanted: &[bool]) -> bool {
        let asked = self.parts.first().map_or(0, |part| part.has.len());
        let has = |at: usize| self.parts.iter().any(|part| part.has.get(at) == Some(&true));
        (0..asked).all(|at| has(at) != (unwanted.get(at) == Some(&true)))
    }

    /// The part that the row is named after.
    fn lead(&self) -> Option<&Part> {
        self.parts.iter().min_by_key(|part| part.rank())
    }

    /// The row that it is.
    pub(super) fn row(self, archive: &Archive) -> Result<QuoteRow, QueryError> {
        let kind = self.lead().map(|lead| lead.quote.kind.clone()).unwrap_or_default();
        let told = |of: fn(&Part) -> &Option<String>| {
            let lead = self.lead().into_iter();
            lead.chain(&self.parts).find_map(|part| of(part).clone())
        };
        let quotes: Vec<QuotePart> = self.parts.iter().map(|part| part.quote.clone()).collect();
        let between = between(archive, self.parts.first().map_or(0, |part| part.article_id), &quotes)?;
        let surest = self.parts.iter().max_by_key(|part| part.sure);
        let first = self.parts.first();
        Ok(QuoteRow {
            id: self.lead().map_or(0, |lead| lead.quote.id),
            date: first.and_then(|part| part.date.clone()),
            speaker: told(|part| &part.speaker),
            speaker_text: told(|part| &part.speaker_text),
            cue: told(|part| &part.cue),
            kind,
            text: joined(&quotes, &between),
            article_id: first.map_or(0, |part| part.article_id),
            headline: first.and_then(|part| part.headline.clone()),
            confidence: surest.and_then(|part| part.quote.confidence),
            doubtful: self.is_doubtful(),
            parts: quotes,
        })
    }
}

/// What stands between each part and the next.
fn between(archive: &Archive, article: i64, parts: &[QuotePart]) -> Result<Vec<String>, QueryError> {
    let sql = "SELECT substr(CASE ?2 WHEN 'headline' THEN headline WHEN 'standfirst' THEN standfirst
                                     WHEN 'caption' THEN (SELECT text FROM captions WHERE id = ?3) ELSE body END, ?4, ?5)
               FROM articles WHERE id = ?1";
    let read = || -> rusqlite::Result<Vec<String>> {
        let mut statement = archive.connection.prepare_cached(sql)?;
        let pairs = parts.iter().zip(parts.iter().skip(1));
        let gap = |(part, next): (&QuotePart, &QuotePart)| {
            let length = next.start_char.saturating_sub(part.end_char).max(0);
            let values = params![article, part.field, part.caption_id, part.end_char + 1, length];
            let text: Option<Option<String>> = statement.query_row(values, |row| row.get(0)).optional()?;
            Ok(text.flatten().unwrap_or_default())
        };
        pairs.map(gap).collect()
    };
    read().map_err(|cause| QueryError(archive.refused(cause)))
}
