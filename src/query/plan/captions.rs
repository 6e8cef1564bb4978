//! What is asked of one picture, as SQL.

use super::matching;
use super::matching::Expression;
use super::planner::{Planner, Scope};
use super::same;
use crate::query::error::QueryError;
use crate::query::language::{Name, PictureTerm, Same, Typed};

/// The condition that the row is such a caption, or that the article shows one.
pub(super) fn condition(planner: &mut Planner<'_>, row: &Same<PictureTerm>) -> Result<String, QueryError> {
    let column = if planner.scope == Scope::Captions { "caption.id" } else { "usage.caption_id" };
    let condition = same::condition(planner, row, &mut |planner, term| {
        let expression = match term {
            PictureTerm::Photo(Name { id: Some(id), .. }) => {
                let id = planner.bind(*id);
                return Ok(format!(
                    "{column} IN (SELECT caption_id FROM person_mentions WHERE person_id = {id} AND field = 'credit')"
                ));
            }
            PictureTerm::Photo(name) => {
                let name = Typed { text: name.text.clone(), quoted: true, is_prefix: name.is_prefix, within: None };
                in_columns(&name, "photographer")
            }
            PictureTerm::Caption(typed) => in_columns(typed, "text"),
            PictureTerm::Credit(typed) => in_columns(typed, "credit photographer agency"),
        };
        let Some(expression) = expression else { return Ok("0".to_owned()) };
        let expression = planner.bind(expression.text());
        Ok(format!("{column} IN (SELECT rowid FROM caption_search WHERE caption_search MATCH {expression})"))
    })?;
    Ok(if planner.scope == Scope::Captions {
        condition
    } else {
        format!("article.id IN (SELECT usage.article_id FROM article_captions AS usage WHERE {condition})")
    })
}

fn in_columns(typed: &Typed, columns: &str) -> Option<Expression> {
    Some(matching::of_typed(typed)?.of_columns(columns))
}
