//! The list of quotes, a row an utterance: what somebody says in one go, its parts joined.
//!
//! Articles are gone through from the newest on, once for what stands in quotation marks and once for what is reported without,
//! and no further than the rows that are wanted. [`parts`] joins the parts of an utterance.
//!
//! Invariant: a row stands for at least one quote, and a quote for one row.

mod parts;
mod utterance;

use std::ops::ControlFlow;

use crate::query::error::QueryError;
use crate::query::filter::{QuoteFilter, Window};
use crate::query::rows::QuoteRow;
use crate::query::sql::statement::Conditions;
use crate::query::sql::sureness;
use crate::store::Archive;
use utterance::{Part, Utterance};

/// Utterances: those with words in quotation marks first, of these those of the newest articles, in the order of the text.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn quotes(archive: &Archive, filter: &QuoteFilter, window: Window) -> Result<Vec<QuoteRow>, QueryError> {
    let mut list = List { filter, skipped: window.offset, window, found: Vec::new() };
    for is_marked in [true, false] {
        if list.is_full() {
            break;
        }
        list.read(archive, is_marked)?;
    }
    list.found.into_iter().map(|utterance| utterance.row(archive)).collect()
}

/// The rows that were found so far.
struct List<'f> {
    filter: &'f QuoteFilter,
    window: Window,
    /// How many rows are still to be left out.
    skipped: u32,
    found: Vec<Utterance>,
}

impl List<'_> {
    fn is_full(&self) -> bool {
        self.window.limit.is_some_and(|limit| self.found.len() >= usize::try_from(limit).unwrap_or(usize::MAX))
    }

    /// Goes through the articles for what stands in quotation marks, or for the rest.
    fn read(&mut self, archive: &Archive, is_marked: bool) -> Result<(), QueryError> {
        let (conditions, sql) = self.statement();
        let (mut article, mut parts) = (None, Vec::new());
        let sought = self.filter.words.len() + self.filter.speakers.len();
        conditions.each_row(archive, &sql, |row| {
            let part = Part::read(row, sought)?;
            if article.replace(part.article_id) != Some(part.article_id) {
                self.add(std::mem::take(&mut parts), is_marked);
            }
            parts.push(part);
            Ok(if self.is_full() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        self.add(parts, is_marked);
        Ok(())
    }

    /// Adds the utterances of an article whose quotes are `parts`.
    fn add(&mut self, parts: Vec<Part>, is_marked: bool) {
        let kinds = &self.filter.kinds;
        let by_name = !self.filter.words.is_empty() || !self.filter.speakers.is_empty();
        for utterance in Utterance::all(parts) {
            let is_wanted = utterance.is_marked() == is_marked
                && utterance.is_as_sure(self.filter.sureness, by_name)
                && utterance.holds_all()
                && (kinds.is_empty() || kinds.iter().any(|kind| utterance.is(kind)));
            if !is_wanted || self.is_full() {
                continue;
            }
            if self.skipped > 0 {
                self.skipped -= 1;
            } else {
                self.found.push(utterance);
            }
        }
    }

    /// The quotes of every article that may have what is wanted; after the columns that are always read, one for each word and each
    /// speaker asked for: whether the quote has it.
    fn statement(&self) -> (Conditions, String) {
        let filter = self.filter;
        let mut conditions = Conditions::default();
        let mut sought = String::new();
        for word in &filter.words {
            let found = conditions.has_words("quote.id", "quote_search", std::slice::from_ref(word));
            sought.push_str(&format!(", {found}"));
            let anywhere = conditions.has_words("id", "quote_search", std::slice::from_ref(word));
            conditions.require(format!("article.id IN (SELECT article_id FROM quotes WHERE {anywhere})"));
        }
        for name in &filter.speakers {
            let named = conditions.is_name(name);
            let people = format!("(SELECT person_id FROM person_names WHERE {named})");
            sought.push_str(&format!(", ifnull(quote.speaker_id IN {people}, 0)"));
            conditions.require(format!("article.id IN (SELECT article_id FROM quotes WHERE speaker_id IN {people})"));
        }
        conditions.require_dates("article.date", filter.from.as_ref(), filter.to.as_ref());
        let is_sure = sureness::quote_is_sure();
        let sql = format!(
            "SELECT quote.id, article.id, article.date, article.headline, quote.group_id, quote.kind, quote.field, quote.caption_id,
                    quote.start_char, quote.end_char, quote.text, person.name, quote.speaker_text, quote.cue,
                    quote.confidence, NOT ({is_sure}){sought}
             FROM articles AS article JOIN quotes AS quote ON quote.article_id = article.id
                  LEFT JOIN people AS person ON person.id = quote.speaker_id{}
             ORDER BY article.date DESC, article.id, quote.id",
            conditions.where_clause(),
        );
        (conditions, sql)
    }
}
