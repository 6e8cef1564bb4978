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
                terms.push(matches(planner, expression.text())?);
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

/// The condition that the article matches. Of few rows by date, what very many articles match is asked of one after the other,
/// from the newest on.
fn matches(planner: &mut Planner<'_>, expression: String) -> Result<String, QueryError> {
    let is_common = planner.few && is_common(planner.archive, &expression)?;
    let expression = planner.bind(expression);
    Ok(if is_common {
        format!(
            "EXISTS (SELECT 1 FROM article_search WHERE article_search MATCH {expression}
                     AND article_search.rowid = article.id)"
        )
    } else {
        format!("article.id IN (SELECT rowid FROM article_search WHERE article_search MATCH {expression})")
    })
}

/// Whether so many articles match that going through the newest ones finds a page sooner than sorting all of them.
///
/// To ask the index about one article takes twice as long as to look one up and sort it (20,000 articles, November 2026); for a
/// page of 20 the two ways cost the same at the root of forty times the number of articles.
fn is_common(archive: &Archive, expression: &str) -> Result<bool, QueryError> {
    let sizes =
        Conditions::default().rows(archive, "SELECT ifnull(max(id), 0) FROM articles", |row| row.get::<_, u32>(0))?;
    let least = (40.0 * sizes.first().copied().map_or(0.0, f64::from)).sqrt();
    let mut conditions = Conditions::default();
    let (expression, least) = (conditions.bind(expression.to_owned()), conditions.bind(least));
    let sql = format!(
        "SELECT count(*) >= {least} FROM
             (SELECT 1 FROM article_search WHERE article_search MATCH {expression} LIMIT CAST({least} AS INTEGER) + 1)"
    );
    Ok(conditions.rows(archive, &sql, |row| row.get(0))?.pop().unwrap_or(false))
}

/// The condition that `expr` is.
fn condition(planner: &mut Planner<'_>, expr: &Expr) -> Result<String, QueryError> {
    if planner.scope == Scope::Articles
        && let Some(expression) = matching::of_expr(expr)
    {
        return matches(planner, expression.text());
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
