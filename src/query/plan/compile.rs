//! Makes conditions in SQL of a query.
//!
//! A query comes in; conditions made of constants and parameters go out, for one of the lists. Names are looked up on the way,
//! because whether a name is common decides the form of a condition.
//!
//! Invariant: what a person typed is bound, never part of the SQL.

use super::names::NameOf;
use super::planner::{Planner, Scope};
use super::same::joined;
use super::{articles, captions, matching, mentions, quotes};
use crate::query::error::QueryError;
use crate::query::language::{ArticleTerm, Expr, Query};
use crate::query::sql::statement::Conditions;
use crate::store::Archive;

/// Requires all parts of the query.
pub(in crate::query) fn require(planner: &mut Planner<'_>, query: &Query) -> Result<(), QueryError> {
    require_parts(planner, &query.parts.iter().collect::<Vec<_>>())
}

/// The numbers of the articles that match, as a statement with one column `id`. Words alone are asked of their index, which knows the
/// articles without a look at their rows.
pub(in crate::query) fn article_ids(planner: &mut Planner<'_>, query: &Query) -> Result<String, QueryError> {
    if !query.is_empty() && query.parts.iter().all(is_of_words) {
        let parts: Vec<&Expr> = query.parts.iter().collect();
        if let Some(expression) = matching::of_all(&parts) {
            let expression = planner.bind(expression.text());
            return Ok(format!("SELECT rowid AS id FROM article_search WHERE article_search MATCH {expression}"));
        }
    }
    require(planner, query)?;
    Ok(format!("SELECT article.id AS id FROM articles AS article{}", planner.conditions.where_clause()))
}

/// Requires all of `parts`.
pub(in crate::query) fn require_parts(planner: &mut Planner<'_>, parts: &[&Expr]) -> Result<(), QueryError> {
    for term in all(planner, parts)? {
        planner.conditions.require(term);
    }
    Ok(())
}

/// The conditions of parts that must all hold; those of nothing but words of the article are one.
fn all(planner: &mut Planner<'_>, parts: &[&Expr]) -> Result<Vec<String>, QueryError> {
    let mut terms = Vec::new();
    let mut others = parts.to_vec();
    match planner.scope {
        Scope::Articles => {
            let (words, rest): (Vec<&Expr>, Vec<&Expr>) = parts.iter().partition(|part| is_of_words(part));
            if let Some(expression) = matching::of_all(&words) {
                terms.push(matches(planner, expression.text(), rest.is_empty())?);
                others = rest;
            }
        }
        Scope::Quotes => {}
        // What is asked of articles is asked of one and the same article.
        Scope::Captions | Scope::Names(_) => {
            let (of_articles, rest): (Vec<&Expr>, Vec<&Expr>) =
                parts.iter().partition(|part| !names_row(part, planner.scope));
            if !of_articles.is_empty() {
                terms.push(in_an_article(planner, &of_articles)?);
            }
            others = rest;
        }
    }
    for part in others {
        terms.push(condition(planner, part)?);
    }
    Ok(terms)
}

/// The condition that the row is in an article of which `parts` are true.
fn in_an_article(planner: &mut Planner<'_>, parts: &[&Expr]) -> Result<String, QueryError> {
    let scope = planner.scope;
    planner.scope = Scope::Articles;
    let terms = all(planner, parts);
    planner.scope = scope;
    let condition = joined(&terms?, " AND ");
    Ok(match scope {
        Scope::Names(of) => {
            let noun = of.words().0;
            format!(
                "entity.id IN (SELECT told.{noun}_id FROM {noun}_mentions AS told
                               JOIN articles AS article ON article.id = told.article_id WHERE {condition})"
            )
        }
        _ => format!(
            "caption.id IN (SELECT shown.caption_id FROM article_captions AS shown
                            JOIN articles AS article ON article.id = shown.article_id WHERE {condition})"
        ),
    })
}

fn is_of_words(expr: &Expr) -> bool {
    match expr {
        Expr::Not(inner) => matching::of_expr(inner).is_some(),
        expr => matching::of_expr(expr).is_some(),
    }
}

/// The condition that the article matches; `is_all` where nothing else is asked. Where few rows by date are wanted, what many articles
/// match is looked for from the newest one on: in the numbers of all that match, which are read off the index in a row, or, of what very
/// many match and nothing else is asked, article by article.
fn matches(planner: &mut Planner<'_>, expression: String, is_all: bool) -> Result<String, QueryError> {
    let way = if planner.few { Way::to(planner.archive, &expression)? } else { Way::Gather };
    let expression = planner.bind(expression);
    Ok(match way {
        Way::Ask if is_all => format!(
            "EXISTS (SELECT 1 FROM article_search WHERE article_search MATCH {expression}
                     AND article_search.rowid = article.id)"
        ),
        // The plus keeps SQLite from looking all of them up and sorting them by date.
        Way::Ask | Way::Walk => {
            format!("+article.id IN (SELECT rowid FROM article_search WHERE article_search MATCH {expression})")
        }
        Way::Gather => {
            format!("article.id IN (SELECT rowid FROM article_search WHERE article_search MATCH {expression})")
        }
    })
}

/// How the newest articles that match are found.
#[derive(Clone, Copy)]
enum Way {
    /// All that match are looked up and sorted.
    Gather,
    /// Articles are passed over from the newest on, until enough are among the numbers of those that match.
    Walk,
    /// The same, and the index is asked about each.
    Ask,
}

impl Way {
    /// The way that is likely the shortest for a page of 20.
    ///
    /// A row that is looked up and sorted costs 1 µs, an article that is passed over and a number that is read .1 µs, a question about one
    /// article 50 to 200 µs (15,000 and 900,000 articles, November 2026). To gather and to walk cost the same at the root of twice the
    /// number of articles; the bound lies above that, because what matches may be old.
    fn to(archive: &Archive, expression: &str) -> Result<Self, QueryError> {
        let articles = Conditions::default()
            .rows(archive, "SELECT ifnull(max(id), 0) FROM articles", |row| row.get::<_, u32>(0))?;
        let articles = articles.first().copied().unwrap_or(0);
        // In a large archive those imported last are counted for all.
        let part = if articles > Self::COUNTED { 16 } else { 1 };
        let least = (40.0 * f64::from(articles)).sqrt() / f64::from(part);
        let very_many = (articles / 5).max(Self::COUNTED) / part;
        let mut conditions = Conditions::default();
        let (expression, after) = (conditions.bind(expression.to_owned()), conditions.bind(articles - articles / part));
        let most = conditions.bind(very_many + 1);
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM article_search
                                   WHERE article_search MATCH {expression} AND rowid > {after} LIMIT {most})"
        );
        let found = conditions.rows(archive, &sql, |row| row.get::<_, u32>(0))?.pop().unwrap_or(0);
        Ok(match found {
            found if f64::from(found) < least => Self::Gather,
            found if found <= very_many => Self::Walk,
            _ => Self::Ask,
        })
    }

    /// Articles of which all are counted.
    const COUNTED: u32 = 100_000;
}

/// The condition that `expr` is.
fn condition(planner: &mut Planner<'_>, expr: &Expr) -> Result<String, QueryError> {
    if planner.scope == Scope::Articles
        && let Some(expression) = matching::of_expr(expr)
    {
        return matches(planner, expression.text(), false);
    }
    let is_of_articles = matches!(planner.scope, Scope::Captions | Scope::Names(_)) && !names_row(expr, planner.scope);
    if is_of_articles {
        return in_an_article(planner, &[expr]);
    }
    Ok(match expr {
        Expr::And(parts) => {
            let terms = all(planner, &parts.iter().collect::<Vec<_>>())?;
            joined(&terms, " AND ")
        }
        Expr::Or(parts) => {
            let terms = parts.iter().map(|part| condition(planner, part)).collect::<Result<Vec<_>, _>>()?;
            joined(&terms, " OR ")
        }
        Expr::Not(part) => {
            let term = condition(planner, part)?;
            format!("NOT ifnull({term}, 0)")
        }
        Expr::Loose(part) => loose(planner, part)?,
        Expr::Words(typed) => match matching::of_typed(typed) {
            Some(expression) => words(planner, expression, &typed.text),
            None => "0".to_owned(),
        },
        Expr::Wordless(_) => "0".to_owned(),
        Expr::Quote(row) => quotes::condition(planner, row)?,
        Expr::Picture(row) => captions::condition(planner, row)?,
        Expr::Person(row) => mentions::of_person(planner, row)?,
        Expr::Place(row) => mentions::of_place(planner, row)?,
        Expr::Article(term) => articles::condition(planner, term)?,
    })
}

/// The condition of a part that is put together with nothing: it is of the article, not of the row.
fn loose(planner: &mut Planner<'_>, part: &Expr) -> Result<String, QueryError> {
    let scope = planner.scope;
    planner.scope = Scope::Articles;
    let term = condition(planner, part);
    planner.scope = scope;
    term
}

/// The condition that the row itself holds words.
fn words(planner: &mut Planner<'_>, expression: matching::Expression, text: &str) -> String {
    let (row, index, expression) = match planner.scope {
        Scope::Articles => ("article.id", "article_search", expression),
        Scope::Quotes => ("quote.id", "quote_search", expression),
        Scope::Captions => ("caption.id", "caption_search", expression.of_columns("text")),
        Scope::Names(of) => {
            let noun = of.words().0;
            let named = planner.conditions.holds_name(text);
            return format!("entity.id IN (SELECT {noun}_id FROM {noun}_names WHERE {named})");
        }
    };
    let expression = planner.bind(expression.text());
    format!("{row} IN (SELECT rowid FROM {index} WHERE {index} MATCH {expression})")
}

/// Whether any part of a condition is on the row of the list itself, and not on articles that it is in.
pub(in crate::query) fn names_row(expr: &Expr, scope: Scope) -> bool {
    match expr {
        Expr::And(parts) | Expr::Or(parts) => parts.iter().any(|part| names_row(part, scope)),
        Expr::Not(part) => names_row(part, scope),
        Expr::Words(_) | Expr::Wordless(_) => true,
        Expr::Person(_) => scope == Scope::Names(NameOf::Person),
        Expr::Place(_) => scope == Scope::Names(NameOf::Place),
        Expr::Article(ArticleTerm::Org(_)) => scope == Scope::Names(NameOf::Organisation),
        Expr::Picture(_) => scope == Scope::Captions,
        Expr::Quote(_) => scope == Scope::Quotes,
        Expr::Loose(_) | Expr::Article(_) => false,
    }
}
