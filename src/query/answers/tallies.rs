//! How many of some articles name or quote each: counted in one pass over their mentions, or over the index of who is quoted.
//!
//! SQLite would sort every mention to count the articles of each name; here they come article by article, or name by name, and one
//! number each is kept.
//!
//! Invariant: memory grows with the names and never with the mentions; names are looked up only of those that are shown.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use super::groups::group_row;
use crate::query::error::QueryError;
use crate::query::filter::Window;
use crate::query::rows::GroupRow;
use crate::query::sql::statement::Conditions;
use crate::store::Archive;
use crate::store::articles::search::json_list;
use crate::store::bar::IS_SURE;

/// A statement of one column, the numbers of the articles that match, and what is bound in it.
pub(super) struct Hits {
    sql: String,
    conditions: Conditions,
}

impl Hits {
    pub(super) fn new(sql: &str, conditions: Conditions) -> Self {
        Self { sql: sql.to_owned(), conditions }
    }

    /// The numbers.
    pub(super) fn ids(&self, archive: &Archive) -> Result<Vec<i64>, QueryError> {
        self.conditions.rows(archive, &self.sql, |row| row.get(0))
    }
}

/// Articles of one name: those that match, and all.
#[derive(Clone, Copy, Default)]
struct Tally {
    last: Option<i64>,
    number: i64,
    whole: Option<i64>,
}

/// Who or what the hits mention, with the articles kept of each as the whole.
pub(super) fn mentioned(
    archive: &Archive,
    (noun, table): (&str, &str),
    hits: &Hits,
    window: Window,
) -> Result<Vec<GroupRow>, QueryError> {
    let count = format!("SELECT count(*) FROM ({})", hits.sql);
    let number = hits.conditions.rows(archive, &count, |row| row.get::<_, i64>(0))?.pop().unwrap_or(0);
    let are_most = number.saturating_mul(2) > articles(archive)?;
    // Where most articles match, the others are gone through, and taken off what is kept of all.
    let gone_through =
        if are_most { format!("SELECT id FROM articles WHERE id NOT IN ({})", hits.sql) } else { hits.sql.clone() };
    let sql = format!(
        "SELECT {noun}_id, article_id FROM {noun}_mentions WHERE article_id IN ({gone_through}) AND {IS_SURE}
         ORDER BY article_id"
    );
    let mut tallies = by_article(archive, &hits.conditions, &sql)?;
    if are_most {
        tallies = taken_off(archive, table, &tallies)?;
    }
    rows(archive, table, &tallies, window)
}

/// What is kept of all articles, less these.
fn taken_off(archive: &Archive, table: &str, less: &HashMap<i64, Tally>) -> Result<HashMap<i64, Tally>, QueryError> {
    let sql = format!("SELECT id, article_count FROM {table} WHERE article_count > 0");
    let kept = Conditions::default().rows(archive, &sql, |row| {
        let (id, articles): (i64, i64) = (row.get(0)?, row.get(1)?);
        let number = articles - less.get(&id).map_or(0, |less| less.number);
        Ok((id, Tally { number, ..Tally::default() }))
    })?;
    Ok(kept.into_iter().filter(|(_, tally)| tally.number > 0).collect())
}

fn articles(archive: &Archive) -> Result<i64, QueryError> {
    let counts = Conditions::default().rows(archive, "SELECT count(*) FROM articles", |row| row.get(0))?;
    Ok(counts.first().copied().unwrap_or(0))
}

/// Of so many articles one in this many has to match for the whole index to be read.
const ONE_IN: i64 = 8;

/// Whom the hits quote, all articles where there are none, with all articles that quote each as the whole.
pub(super) fn quoted(archive: &Archive, hits: Option<&Hits>, window: Window) -> Result<Vec<GroupRow>, QueryError> {
    let wanted = hits.map(|hits| hits.ids(archive)).transpose()?;
    let all = articles(archive)?;
    match wanted {
        Some(ids) if i64::try_from(ids.len()).unwrap_or(i64::MAX).saturating_mul(ONE_IN) < all => {
            let mut conditions = Conditions::default();
            let ids = conditions.bind(json_list(&ids));
            let sql = format!(
                "SELECT speaker_id, article_id FROM quotes
                 WHERE article_id IN (SELECT value FROM json_each({ids})) AND speaker_id IS NOT NULL AND {IS_SURE}
                 ORDER BY article_id"
            );
            let mut found = by_article(archive, &conditions, &sql)?;
            let shown = top(&found, window);
            for id in shown {
                if let Some(tally) = found.get_mut(&id) {
                    tally.whole = Some(quoting(archive, id)?);
                }
            }
            rows(archive, "people", &found, window)
        }
        wanted => rows(archive, "people", &by_speaker(archive, wanted)?, window),
    }
}

/// How many articles quote somebody.
fn quoting(archive: &Archive, id: i64) -> Result<i64, QueryError> {
    let mut conditions = Conditions::default();
    let id = conditions.bind(id);
    let sql = format!("SELECT count(DISTINCT article_id) FROM quotes WHERE speaker_id = {id} AND {IS_SURE}");
    Ok(conditions.rows(archive, &sql, |row| row.get(0))?.pop().unwrap_or(0))
}

/// Counts rows of a name and an article that come article by article.
fn by_article(archive: &Archive, conditions: &Conditions, sql: &str) -> Result<HashMap<i64, Tally>, QueryError> {
    let mut tallies: HashMap<i64, Tally> = HashMap::new();
    conditions.each_row(archive, sql, |row| {
        let tally = tallies.entry(row.get(0)?).or_default();
        let article = row.get(1)?;
        if tally.last.replace(article) != Some(article) {
            tally.number += 1;
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(tallies)
}

/// Counts who is quoted from the index, which has the articles of each together.
fn by_speaker(archive: &Archive, wanted: Option<Vec<i64>>) -> Result<HashMap<i64, Tally>, QueryError> {
    let wanted: Option<HashSet<i64>> = wanted.map(|ids| ids.into_iter().collect());
    let sql = format!(
        "SELECT speaker_id, article_id FROM quotes WHERE speaker_id IS NOT NULL AND {IS_SURE} ORDER BY speaker_id, article_id"
    );
    let mut tallies: HashMap<i64, Tally> = HashMap::new();
    let mut open: (Option<i64>, Tally) = (None, Tally { whole: Some(0), ..Tally::default() });
    let mut close = |(speaker, tally): (Option<i64>, Tally)| {
        if let Some(speaker) = speaker.filter(|_| tally.number > 0) {
            tallies.insert(speaker, tally);
        }
    };
    Conditions::default().each_row(archive, &sql, |row| {
        let (speaker, article) = (Some(row.get(0)?), row.get(1)?);
        if speaker != open.0 {
            close(std::mem::replace(&mut open, (speaker, Tally { whole: Some(0), ..Tally::default() })));
        }
        let tally = &mut open.1;
        if tally.last.replace(article) != Some(article) {
            tally.whole = tally.whole.map(|whole| whole + 1);
            tally.number += i64::from(wanted.as_ref().is_none_or(|wanted| wanted.contains(&article)));
        }
        Ok(ControlFlow::Continue(()))
    })?;
    close(open);
    Ok(tallies)
}

/// Those who may be in the window: all that are in as many articles as its last row, because names decide among them.
fn top(tallies: &HashMap<i64, Tally>, window: Window) -> Vec<i64> {
    let mut numbers: Vec<i64> = tallies.values().map(|tally| tally.number).collect();
    let last = window.limit.map_or(usize::MAX, |limit| size(limit.saturating_add(window.offset)));
    let fewest = if (1..numbers.len()).contains(&last) {
        *numbers.select_nth_unstable_by(last - 1, |a, b| b.cmp(a)).1
    } else {
        0
    };
    tallies.iter().filter(|(_, tally)| tally.number >= fewest).map(|(id, _)| *id).collect()
}

fn size(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// The rows of the window, those of most articles first; the names are those of `table`.
fn rows(
    archive: &Archive,
    table: &str,
    tallies: &HashMap<i64, Tally>,
    window: Window,
) -> Result<Vec<GroupRow>, QueryError> {
    let mut conditions = Conditions::default();
    let ids = conditions.bind(json_list(&top(tallies, window)));
    let sql = format!("SELECT id, name, article_count FROM {table} WHERE id IN (SELECT value FROM json_each({ids}))");
    let mut named = conditions.rows(archive, &sql, |row| {
        let tally = tallies.get(&row.get(0)?).copied().unwrap_or_default();
        Ok((tally.number, row.get::<_, String>(1)?, tally.whole.unwrap_or(row.get(2)?)))
    })?;
    named.sort_by(|(number, name, _), (other, its, _)| (other, name).cmp(&(number, its)));
    let shown = named.into_iter().skip(size(window.offset)).take(window.limit.map_or(usize::MAX, size));
    Ok(shown.map(|(number, name, whole)| group_row(Some(name), number, Some(whole))).collect())
}
