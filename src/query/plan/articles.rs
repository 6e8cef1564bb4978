//! What is asked of an article itself, as SQL.

use super::mentions::of_ids;
use super::names::{NameOf, forms, one_of};
use super::occurrences;
use super::planner::{COMMON_ARTICLES, Planner, Scope};
use super::{like, matching};
use crate::model::host_of;
use crate::query::article::article_id;
use crate::query::copies::of_article;
use crate::query::error::QueryError;
use crate::query::filter::{ArticleKey, Window};
use crate::query::language::{ArticleTerm, Called, Clock, Column, Edge, Limits, Name, Period, Typed};
use crate::query::sql::statement::Conditions;
use crate::store::names;

/// The condition on `article` that `term` is.
pub(super) fn condition(planner: &mut Planner<'_>, term: &ArticleTerm) -> Result<String, QueryError> {
    Ok(match term {
        ArticleTerm::Words(column, typed) => words(planner, *column, typed),
        ArticleTerm::AtLeast(times, typed) => {
            let ids = occurrences::at_least(planner.archive, *times, typed)?;
            one_of(&mut planner.conditions, "article.id", &ids)
        }
        ArticleTerm::About(name) => about(planner, name)?,
        ArticleTerm::Org(name) => {
            let found = planner.called(NameOf::Organisation, name)?;
            let ids: Vec<i64> = found.iter().map(|organisation| organisation.id).collect();
            if planner.scope == Scope::Names(NameOf::Organisation) {
                return Ok(one_of(&mut planner.conditions, "entity.id", &ids));
            }
            let articles = found.iter().map(|organisation| organisation.articles).sum();
            of_ids(planner, NameOf::Organisation, &ids, articles)
        }
        ArticleTerm::By(name) => by(planner, name)?,
        ArticleTerm::Agency(agency) => {
            let agency = planner.bind(agency.clone());
            format!("article.agency = {agency} COLLATE NOCASE")
        }
        ArticleTerm::When(clock, period) => when(planner, *clock, period),
        ArticleTerm::Site(site) => site_of(planner, site)?,
        ArticleTerm::Lang(code) => {
            // The plus keeps SQLite from gathering all articles of the language where the newest few are wanted.
            let plus = if are_many(planner, "language = ?1", code)? { "+" } else { "" };
            format!("{plus}article.language = {}", planner.bind(code.clone()))
        }
        ArticleTerm::Length(Limits { least, most }) => {
            let (least, most) = (planner.bind(least.unwrap_or(0)), planner.bind(most.unwrap_or(i64::MAX)));
            if planner.few {
                format!("article.word_count BETWEEN {least} AND {most}")
            } else {
                // An index has the numbers in a small part of the pages that the articles take.
                format!("article.id IN (SELECT id FROM articles WHERE word_count BETWEEN {least} AND {most})")
            }
        }
        ArticleTerm::Has(what) => has(what).to_owned(),
        ArticleTerm::Is(what) => is(what).to_owned(),
        ArticleTerm::Tag(tag) => {
            let key = planner.bind(names::key(tag));
            format!("article.id IN (SELECT article_id FROM tags WHERE key = {key})")
        }
        ArticleTerm::Story(called) | ArticleTerm::Like(called) | ArticleTerm::Called(called) => {
            let ids = beside(planner, term, called)?;
            one_of(&mut planner.conditions, "article.id", &ids)
        }
        ArticleTerm::Ids(ids) => one_of(&mut planner.conditions, "article.id", ids),
    })
}

/// The article that is called so, its copies, or the articles like it, as `term` asks.
fn beside(planner: &Planner<'_>, term: &ArticleTerm, called: &Called) -> Result<Vec<i64>, QueryError> {
    let Some(id) = article_id(planner.archive, key(called))? else { return Ok(Vec::new()) };
    match term {
        ArticleTerm::Like(_) => like::like(planner.archive, id),
        ArticleTerm::Story(_) => {
            let copies = of_article::copies(planner.archive, ArticleKey::Id(id), Window::ALL)?;
            Ok(copies.into_iter().flatten().map(|copy| copy.id).chain([id]).collect())
        }
        _ => Ok(vec![id]),
    }
}

fn key(called: &Called) -> ArticleKey<'_> {
    match called {
        Called::Id(id) => ArticleKey::Id(*id),
        Called::Address(address) => ArticleKey::Url(address),
    }
}

fn words(planner: &mut Planner<'_>, column: Column, typed: &Typed) -> String {
    let term = crate::query::language::Expr::Article(ArticleTerm::Words(column, typed.clone()));
    match matching::of_expr(&term) {
        Some(expression) => {
            let expression = planner.bind(expression.text());
            format!("article.id IN (SELECT rowid FROM article_search WHERE article_search MATCH {expression})")
        }
        None => "0".to_owned(),
    }
}

/// Named in headline or standfirst, or three times: a person, an organisation or a place.
fn about(planner: &mut Planner<'_>, name: &Name) -> Result<String, QueryError> {
    let mut terms = Vec::new();
    for of in [NameOf::Person, NameOf::Organisation, NameOf::Place] {
        if name.id.is_some() && of != NameOf::Person {
            continue;
        }
        let ids: Vec<i64> = planner.called(of, name)?.iter().map(|found| found.id).collect();
        if ids.is_empty() {
            continue;
        }
        let noun = of.words().0;
        let is_one = one_of(&mut planner.conditions, &format!("{noun}_id"), &ids);
        terms.push(format!(
            "article.id IN (SELECT article_id FROM {noun}_mentions WHERE {is_one} AND field NOT IN ('byline', 'credit', 'dateline')
                            GROUP BY article_id HAVING count(*) >= 3 OR max(field IN ('headline', 'standfirst')))"
        ));
    }
    Ok(if terms.is_empty() { "0".to_owned() } else { format!("({})", terms.join(" OR ")) })
}

fn by(planner: &mut Planner<'_>, name: &Name) -> Result<String, QueryError> {
    let mut names: Vec<String> = forms(&name.text).into_iter().collect();
    if name.id.is_some() {
        names = planner.called(NameOf::Person, name)?.iter().flat_map(|person| forms(&person.name)).collect();
    }
    let terms: Vec<String> = names
        .into_iter()
        .map(|form| {
            let exact = planner.bind(form.clone());
            if name.is_prefix && !form.is_empty() {
                let end = planner.bind(format!("{form}\u{10ffff}"));
                return format!("(folded >= {exact} AND folded < {end})");
            }
            format!("folded = {exact}")
        })
        .collect();
    Ok(if terms.is_empty() {
        "0".to_owned()
    } else {
        format!("article.id IN (SELECT article_id FROM author_names WHERE {})", terms.join(" OR "))
    })
}

fn when(planner: &mut Planner<'_>, clock: Clock, period: &Period) -> String {
    match clock {
        Clock::Published => within(planner, "article.date", period),
        Clock::Changed => within(planner, "article.updated_at", period),
        Clock::Seen => {
            let within = within(planner, "coalesce(fetched_at, imported_at)", period);
            format!("article.source_id IN (SELECT id FROM sources WHERE {within})")
        }
    }
}

/// The date in `column` may lie in the period, as far as both are known: `2013` is neither before nor after May 2013.
fn within(planner: &mut Planner<'_>, column: &str, period: &Period) -> String {
    let mut terms = Vec::new();
    if let Some(Edge { date, included }) = &period.from {
        let text = date.as_str();
        if *included {
            let mut vaguer = Vec::new();
            for length in ["2013".len(), "2013-05".len(), "2013-05-10".len()] {
                if let Some(start) = text.get(..length).filter(|start| start.len() < text.len()) {
                    vaguer.push(planner.bind(start.to_owned()));
                }
            }
            let year = planner.bind(text.get(..4).unwrap_or_default().to_owned());
            let exact = planner.bind(text.to_owned());
            terms.push(if vaguer.is_empty() {
                format!("{column} >= {exact}")
            } else {
                format!("{column} >= {year} AND ({column} >= {exact} OR {column} IN ({}))", vaguer.join(", "))
            });
        } else {
            // `~` sorts after every character of a date, so that all that begins like the date is before.
            let after = planner.bind(format!("{text}~"));
            terms.push(format!("{column} >= {after}"));
        }
    }
    if let Some(Edge { date, included }) = &period.to {
        let end = planner.bind(if *included { format!("{date}~") } else { date.as_str().to_owned() });
        terms.push(format!("{column} < {end}"));
    }
    format!("({})", terms.join(" AND "))
}

/// Whether so many articles have something that the newest ones are gone through, where only these are wanted.
fn are_many(planner: &Planner<'_>, having: &str, value: &str) -> Result<bool, QueryError> {
    if !planner.few {
        return Ok(false);
    }
    let mut conditions = Conditions::default();
    conditions.bind(value.to_owned());
    let sql = format!(
        "SELECT count(*) > {COMMON_ARTICLES} FROM (SELECT 1 FROM articles WHERE {having} LIMIT {COMMON_ARTICLES} + 1)"
    );
    Ok(conditions.rows(planner.archive, &sql, |row| row.get(0))?.pop().unwrap_or(false))
}

fn site_of(planner: &mut Planner<'_>, site: &str) -> Result<String, QueryError> {
    let host = host_of(site);
    let are_many = are_many(planner, "site = ?1 COLLATE NOCASE", site)?
        || host.as_deref().map_or(Ok(false), |host| self::are_many(planner, "host = ?1", host))?;
    let name = planner.bind(site.to_owned());
    let by_name = format!("SELECT id FROM articles WHERE site = {name} COLLATE NOCASE");
    let host = host.map(|host| planner.bind(host));
    if are_many {
        let host = host.map_or_else(String::new, |host| format!(" OR article.host = {host}"));
        return Ok(format!("(+article.site = {name} COLLATE NOCASE{host})"));
    }
    Ok(match host {
        Some(host) => {
            format!("article.id IN ({by_name} UNION SELECT id FROM articles WHERE host = {host})")
        }
        None => format!("article.id IN ({by_name})"),
    })
}

fn has(what: &str) -> &'static str {
    match what {
        "quotes" => "EXISTS (SELECT 1 FROM quotes WHERE article_id = article.id)",
        "pictures" => "EXISTS (SELECT 1 FROM article_captions WHERE article_id = article.id)",
        "people" => "EXISTS (SELECT 1 FROM person_mentions WHERE article_id = article.id)",
        "places" => "EXISTS (SELECT 1 FROM place_mentions WHERE article_id = article.id)",
        "organisations" => "EXISTS (SELECT 1 FROM organisation_mentions WHERE article_id = article.id)",
        "authors" => "EXISTS (SELECT 1 FROM authors WHERE article_id = article.id)",
        "date" => "article.date IS NOT NULL",
        "headline" => "article.headline IS NOT NULL",
        "standfirst" => "article.standfirst IS NOT NULL",
        "tags" => "article.id IN (SELECT article_id FROM tags)",
        _ => "article.id IN (SELECT article_id FROM notes)",
    }
}

fn is(what: &str) -> &'static str {
    match what {
        "unsigned" => "NOT EXISTS (SELECT 1 FROM authors WHERE article_id = article.id)",
        "undated" => "article.date IS NULL",
        "tagged" => "article.id IN (SELECT article_id FROM tags)",
        "noted" => "article.id IN (SELECT article_id FROM notes)",
        "corrected" => "article.id IN (SELECT article_id FROM corrected_fields)",
        _ => "article.id IN (SELECT article_id FROM sources GROUP BY article_id HAVING count(*) > 1)",
    }
}
