//! What is asked of one quote, as SQL.

use super::matching;
use super::names::{NameOf, one_of};
use super::planner::{Planner, Scope};
use super::same;
use crate::query::error::QueryError;
use crate::query::language::{Limits, QuoteTerm, Same};

/// The condition that the row is such a quote, or that the article has one.
pub(super) fn condition(planner: &mut Planner<'_>, row: &Same<QuoteTerm>) -> Result<String, QueryError> {
    let mut articles = 0;
    let mut is_led = false;
    let condition = same::condition(planner, row, &mut |planner, term| match term {
        QuoteTerm::Speaker(name) => {
            let people = planner.called(NameOf::Person, name)?;
            articles += people.iter().map(|person| person.articles).sum::<i64>();
            is_led = true;
            let ids: Vec<i64> = people.iter().map(|person| person.id).collect();
            Ok(one_of(&mut planner.conditions, "quote.speaker_id", &ids))
        }
        QuoteTerm::Said(typed) => {
            is_led = true;
            let Some(expression) = matching::of_typed(typed) else { return Ok("0".to_owned()) };
            let expression = planner.bind(expression.text());
            Ok(format!("quote.id IN (SELECT rowid FROM quote_search WHERE quote_search MATCH {expression})"))
        }
        QuoteTerm::Sure(Limits { least, most }) => {
            let (least, most) = (planner.bind(least.unwrap_or(0)), planner.bind(most.unwrap_or(1000)));
            Ok(format!("ifnull(quote.confidence, 1000) BETWEEN {least} AND {most}"))
        }
        QuoteTerm::Kind(kind) => {
            let kind = planner.bind(kind.clone());
            Ok(format!("quote.kind = {kind}"))
        }
    })?;
    if planner.scope == Scope::Quotes {
        return Ok(condition);
    }
    Ok(if planner.few && (!is_led || planner.is_common(articles)) {
        format!("EXISTS (SELECT 1 FROM quotes AS quote WHERE quote.article_id = article.id AND {})", unled(&condition))
    } else {
        format!("article.id IN (SELECT quote.article_id FROM quotes AS quote WHERE {condition})")
    })
}

/// The plus keeps SQLite from going through all quotes of the speaker once for each article.
fn unled(condition: &str) -> String {
    condition.replace("quote.speaker_id ", "+quote.speaker_id ").replace("quote.id IN", "+quote.id IN")
}
