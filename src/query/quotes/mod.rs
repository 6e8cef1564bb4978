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
use crate::query::filter::{QuoteFilter, Sureness, Window};
use crate::query::language::Expr;
use crate::query::plan::compile;
use crate::query::plan::matching;
use crate::query::plan::planner::{Planner, Scope};
use crate::query::rows::QuoteRow;
use crate::query::sql::prepared::Prepared;
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
    let mut rows = Vec::new();
    each_quote(archive, filter, window, &mut |some| {
        rows.extend(some);
        ControlFlow::Continue(())
    })?;
    Ok(rows)
}

/// Hands over utterances some at a time, in the order of [`quotes`], until `take` has enough.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn each_quote(
    archive: &Archive,
    filter: &QuoteFilter,
    window: Window,
    take: &mut dyn FnMut(Vec<QuoteRow>) -> ControlFlow<()>,
) -> Result<(), QueryError> {
    if let Some(rows) = newest(archive, filter, window)? {
        let _ = take(rows);
        return Ok(());
    }
    let mut list = List::new(filter, window);
    for is_marked in [true, false] {
        let mut refused = None;
        let mut is_enough = false;
        list.read(archive, is_marked, &mut |found| {
            let rows: Result<Vec<QuoteRow>, QueryError> =
                found.into_iter().map(|utterance| utterance.row(archive)).collect();
            let go_on = match rows {
                Ok(rows) => take(rows),
                Err(error) => {
                    refused = Some(error);
                    ControlFlow::Break(())
                }
            };
            is_enough = go_on.is_break();
            go_on
        })?;
        if let Some(error) = refused {
            return Err(error);
        }
        if is_enough || list.is_full() {
            break;
        }
    }
    Ok(())
}

/// Quotes of the newest articles that are looked through before all that have what is asked for are gathered.
const LOOKED_THROUGH: u32 = 10_000;

/// The window, where words are asked for that so many quotes have that it is likely full with utterances of the newest articles; `None`
/// where it is not.
fn newest(archive: &Archive, filter: &QuoteFilter, window: Window) -> Result<Option<Vec<QuoteRow>>, QueryError> {
    let [Expr::Words(typed)] = filter.query.parts.as_slice() else { return Ok(None) };
    let Some(expression) = matching::of_typed(typed).filter(|_| window.is_few()) else { return Ok(None) };
    let mut conditions = Conditions::default();
    let expression = conditions.bind(expression.text());
    let sql = format!(
        "WITH few AS (SELECT max(id) / {} AS least FROM quotes)
         SELECT count(*) > (SELECT least FROM few) FROM
             (SELECT 1 FROM quote_search WHERE quote_search MATCH {expression} LIMIT (SELECT least + 1 FROM few))",
        LOOKED_THROUGH / 200
    );
    if !conditions.rows(archive, &sql, |row| row.get::<_, bool>(0))?.pop().unwrap_or(false) {
        return Ok(None);
    }
    let has = format!("quote.id IN (SELECT rowid FROM quote_search WHERE quote_search MATCH {expression})");
    let prepared = Prepared { sql: listed("", &format!(", {has}"), ""), conditions };
    let mut list = List::new(filter, window);
    let mut found = Vec::new();
    list.left = Some(LOOKED_THROUGH);
    list.go_through(archive, &prepared, true, &mut |some| {
        found.extend(some);
        ControlFlow::Continue(())
    })?;
    let is_full = list.is_full();
    if !is_full {
        return Ok(None);
    }
    found.into_iter().map(|utterance| utterance.row(archive)).collect::<Result<_, _>>().map(Some)
}

/// Utterances that are handed over at a time.
const AT_A_TIME: usize = 1000;

/// The rows that were found and not handed over yet.
struct List<'f> {
    filter: &'f QuoteFilter,
    window: Window,
    /// How many rows are still to be left out.
    skipped: u32,
    /// How many were found.
    count: u64,
    found: Vec<Utterance>,
    /// How many quotes may still be looked at; `None` for all.
    left: Option<u32>,
}

impl<'f> List<'f> {
    fn new(filter: &'f QuoteFilter, window: Window) -> Self {
        Self { filter, window, skipped: window.offset, count: 0, found: Vec::new(), left: None }
    }

    fn is_full(&self) -> bool {
        self.window.limit.is_some_and(|limit| self.count >= u64::from(limit))
    }

    /// Goes through the articles for what stands in quotation marks, or for the rest, and hands it over some at a time.
    fn read(
        &mut self,
        archive: &Archive,
        is_marked: bool,
        take: &mut dyn FnMut(Vec<Utterance>) -> ControlFlow<()>,
    ) -> Result<(), QueryError> {
        self.go_through(archive, &prepare_quotes(archive, self.filter, self.window)?, is_marked, take)
    }

    /// The same with the quotes that `prepared` finds.
    fn go_through(
        &mut self,
        archive: &Archive,
        Prepared { sql, conditions }: &Prepared,
        is_marked: bool,
        take: &mut dyn FnMut(Vec<Utterance>) -> ControlFlow<()>,
    ) -> Result<(), QueryError> {
        let (mut article, mut parts, mut is_enough) = (None, Vec::new(), self.is_full());
        conditions.each_row(archive, sql, |row| {
            if self.left == Some(0) {
                is_enough = true;
                return Ok(ControlFlow::Break(()));
            }
            self.left = self.left.map(|left| left - 1);
            let part = Part::read(row)?;
            if article.replace(part.article_id) != Some(part.article_id) {
                self.add(std::mem::take(&mut parts), is_marked);
            }
            parts.push(part);
            if self.found.len() >= AT_A_TIME {
                is_enough = take(std::mem::take(&mut self.found)).is_break();
            }
            Ok(if is_enough || self.is_full() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        if !is_enough {
            self.add(parts, is_marked);
            if !self.found.is_empty() {
                let _ = take(std::mem::take(&mut self.found));
            }
        }
        Ok(())
    }

    /// Adds the utterances of an article whose quotes are `parts`.
    fn add(&mut self, parts: Vec<Part>, is_marked: bool) {
        let kinds = &self.filter.kinds;
        let by_name = names_quotes(self.filter);
        let (own, _) = own_and_others(self.filter);
        let unwanted: Vec<bool> = own.into_iter().map(|part| unwanted(part).1).collect();
        for utterance in Utterance::all(parts) {
            let is_wanted = utterance.is_marked() == is_marked
                && utterance.has_what_is_asked(&unwanted)
                && utterance.is_as_sure(self.filter.sureness, by_name)
                && (kinds.is_empty() || kinds.iter().any(|kind| utterance.is(kind)));
            if !is_wanted || self.is_full() {
                continue;
            }
            if self.skipped > 0 {
                self.skipped -= 1;
            } else {
                self.count += 1;
                self.found.push(utterance);
            }
        }
    }
}

/// Whether quotes are asked for by their words or by who is quoted: these are shown however doubtful.
fn names_quotes(filter: &QuoteFilter) -> bool {
    filter.query.parts.iter().any(|part| compile::names_row(part, Scope::Quotes))
}

/// What `filter` asks of quotes, and what it asks of their articles.
fn own_and_others(filter: &QuoteFilter) -> (Vec<&Expr>, Vec<&Expr>) {
    filter.query.parts.iter().partition(|part| compile::names_row(part, Scope::Quotes))
}

/// What is looked for, and whether an utterance is wanted that does not have it.
fn unwanted(part: &Expr) -> (&Expr, bool) {
    match part {
        Expr::Not(inner) => (inner, true),
        part => (part, false),
    }
}

/// Quotes by somebody or with a word: of more than this the newest are looked for, of fewer all are sorted.
const MANY_QUOTES: u32 = 2_000;

/// The quotes of every article that has what is wanted; after the columns that are always read, one for each thing asked for: whether
/// the quote has it. What is asked of the quotes themselves may stand in different parts of one utterance.
pub(in crate::query) fn prepare_quotes(
    archive: &Archive,
    filter: &QuoteFilter,
    window: Window,
) -> Result<Prepared, QueryError> {
    let (own, others) = own_and_others(filter);
    let mut planner = Planner::new(archive, Scope::Quotes, window.is_few());
    compile::require_parts(&mut planner, &others)?;
    let clause = planner.conditions.where_clause();
    planner.conditions = std::mem::take(&mut planner.conditions).with_values_only();
    let mut of_articles: Vec<String> = clause.strip_prefix(" WHERE ").map(str::to_owned).into_iter().collect();
    let (mut with, mut columns) = (Vec::new(), String::new());
    for (thing, is_unwanted) in own.into_iter().map(unwanted) {
        compile::require_parts(&mut planner, &[thing])?;
        let (asked, from) = (format!("asked_{}", with.len()), quotes_of(&[thing]));
        columns.push_str(&format!(", quote.id IN (SELECT id FROM {asked})"));
        if !is_unwanted {
            // The plus keeps SQLite from gathering the articles, and with them all their quotes.
            let plus = if window.is_few() && are_many(archive, thing)? { "+" } else { "" };
            of_articles.push(format!("{plus}article.id IN (SELECT article_id FROM {asked})"));
        }
        with.push(format!(
            "{asked} AS MATERIALIZED (SELECT quote.id AS id, quote.article_id AS article_id FROM {from}{})",
            planner.conditions.where_clause()
        ));
        planner.conditions = std::mem::take(&mut planner.conditions).with_values_only();
    }
    let [with, of_articles] = [("WITH ", with.join(", ")), (" WHERE ", of_articles.join(" AND "))]
        .map(|(word, list)| if list.is_empty() { list } else { format!("{word}{list} ") });
    Ok(Prepared { sql: listed(&with, &columns, &of_articles), conditions: planner.conditions })
}

/// Whether so many quotes have `thing` that the newest of them are found sooner one after the other.
fn are_many(archive: &Archive, thing: &Expr) -> Result<bool, QueryError> {
    let mut planner = Planner::new(archive, Scope::Quotes, false);
    compile::require_parts(&mut planner, &[thing])?;
    let sql = format!(
        "SELECT count(*) > {MANY_QUOTES} FROM (SELECT 1 FROM {}{} LIMIT {MANY_QUOTES} + 1)",
        quotes_of(&[thing]),
        planner.conditions.where_clause()
    );
    Ok(planner.conditions.rows(archive, &sql, |row| row.get(0))?.pop().unwrap_or(false))
}

/// The quotes of which `things` are asked, each with its article unless all is asked of the quote itself.
fn quotes_of(things: &[&Expr]) -> &'static str {
    if things.iter().all(|thing| is_of_quotes_alone(thing)) {
        "quotes AS quote"
    } else {
        "quotes AS quote JOIN articles AS article ON article.id = quote.article_id"
    }
}

/// The statement that lists quotes from the newest article on: what stands before it, further columns, and what is asked of the articles.
fn listed(with: &str, columns: &str, of_articles: &str) -> String {
    let is_sure = sureness::quote_is_sure();
    format!(
        "{with}SELECT quote.id, article.id, article.date, article.headline, quote.group_id, quote.kind, quote.field, quote.caption_id,
                quote.start_char, quote.end_char, quote.text, person.name, quote.speaker_text, quote.cue,
                quote.confidence, NOT ({is_sure}){columns}
         FROM articles AS article JOIN quotes AS quote ON quote.article_id = article.id
              LEFT JOIN people AS person ON person.id = quote.speaker_id{of_articles}
         ORDER BY article.date DESC, article.id, quote.id"
    )
}

/// How many utterances there are.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn count_quotes(archive: &Archive, filter: &QuoteFilter) -> Result<u64, QueryError> {
    counted(archive, filter, None)
}

/// How many utterances there are; `None` where they are more than `most`, and then no more of them are read.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn count_quotes_up_to(archive: &Archive, filter: &QuoteFilter, most: u32) -> Result<Option<u64>, QueryError> {
    let count = counted(archive, filter, Some(most.saturating_add(1)))?;
    Ok(Some(count).filter(|count| *count <= u64::from(most)))
}

/// How many utterances there are, counted no further than `limit`.
fn counted(archive: &Archive, filter: &QuoteFilter, limit: Option<u32>) -> Result<u64, QueryError> {
    let window = Window { limit, offset: 0 };
    if filter.query.parts.is_empty() && filter.kinds.is_empty() && filter.sureness == Sureness::Bar {
        let mut conditions = Conditions::default();
        let window = conditions.window(window);
        let sql = format!(
            "SELECT count(*) FROM (SELECT DISTINCT article_id, ifnull(group_id, -id) FROM quotes AS quote WHERE {}{window})",
            sureness::quote_is_sure()
        );
        let counts = conditions.rows(archive, &sql, |row| row.get::<_, i64>(0))?;
        return Ok(counts.first().and_then(|count| u64::try_from(*count).ok()).unwrap_or(0));
    }
    if let Some(sql) = counted_in_sql(archive, filter, window)? {
        let Prepared { sql, conditions } = sql;
        let counts = conditions.rows(archive, &sql, |row| row.get::<_, i64>(0))?;
        return Ok(counts.first().and_then(|count| u64::try_from(*count).ok()).unwrap_or(0));
    }
    // What an utterance is and has is known by all its parts.
    let mut list = List::new(filter, window);
    for is_marked in [true, false] {
        list.read(archive, is_marked, &mut |_| ControlFlow::Continue(()))?;
        if list.is_full() {
            break;
        }
    }
    Ok(list.count)
}

/// The statement that counts utterances where one of their parts tells whether they are wanted: of quotes one thing is asked, or none.
fn counted_in_sql(archive: &Archive, filter: &QuoteFilter, window: Window) -> Result<Option<Prepared>, QueryError> {
    let (own, others) = own_and_others(filter);
    let is_told_by_one_part = filter.kinds.is_empty()
        && filter.sureness == Sureness::Bar
        && match own.as_slice() {
            [] => true,
            [one] => !matches!(one, Expr::Not(_)),
            _ => false,
        };
    if !is_told_by_one_part {
        return Ok(None);
    }
    let mut planner = Planner::new(archive, Scope::Quotes, false);
    require(&mut planner, filter)?;
    let things = [own, others].concat();
    let clause = planner.conditions.where_clause();
    let window = planner.conditions.window(window);
    let sql = format!(
        "SELECT count(*) FROM (SELECT DISTINCT quote.article_id, ifnull(quote.group_id, -quote.id) FROM {}{clause}{window})",
        quotes_of(&things)
    );
    Ok(Some(Prepared { sql, conditions: planner.conditions }))
}

/// Whether nothing is asked of the article.
fn is_of_quotes_alone(part: &Expr) -> bool {
    match part {
        Expr::And(parts) | Expr::Or(parts) => parts.iter().all(is_of_quotes_alone),
        Expr::Not(part) => is_of_quotes_alone(part),
        Expr::Words(_) | Expr::Wordless(_) | Expr::Quote(_) => true,
        _ => false,
    }
}

/// What `filter` asks of one quote. Who or what is asked for by name is counted however doubtful.
pub(in crate::query) fn require(planner: &mut Planner<'_>, filter: &QuoteFilter) -> Result<(), QueryError> {
    compile::require(planner, &filter.query)?;
    sureness::require_quotes(&mut planner.conditions, filter.sureness, names_quotes(filter));
    Ok(())
}
