//! The list of captions.
//!
//! Invariant: a caption comes with the number of times it is shown.

use super::rows::CaptionRow;
use crate::query::error::QueryError;
use crate::query::filter::{CaptionFilter, Window};
use crate::query::sql::statement::Conditions;
use crate::query::sql::words::{Wanted, wanted};
use crate::store::Archive;

/// Captions, those shown most often first.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn captions(archive: &Archive, filter: &CaptionFilter, window: Window) -> Result<Vec<CaptionRow>, QueryError> {
    let mut conditions = Conditions::default();
    require_in_columns(&mut conditions, "text", &filter.words);
    for credit in &filter.credits {
        require_in_columns(&mut conditions, "credit photographer agency", std::slice::from_ref(credit));
    }
    if filter.repeated {
        conditions.require("caption.occurrences > 1".to_owned());
    }
    let sql = format!(
        "SELECT caption.id, caption.text, caption.credit, caption.photographer, caption.agency,
                caption.article_count, caption.occurrences, caption.sha256
         FROM captions AS caption{} ORDER BY caption.occurrences DESC, caption.id{}",
        conditions.where_clause(),
        conditions.window(window)
    );
    conditions.rows(archive, &sql, |row| {
        Ok(CaptionRow {
            id: row.get(0)?,
            text: row.get(1)?,
            credit: row.get(2)?,
            photographer: row.get(3)?,
            agency: row.get(4)?,
            articles: row.get(5)?,
            occurrences: row.get(6)?,
            sha256: row.get(7)?,
        })
    })
}

/// The words occur in the given columns of the caption index.
fn require_in_columns(conditions: &mut Conditions, columns: &str, words: &[String]) {
    match wanted(words) {
        Wanted::Anything => {}
        Wanted::Nothing => conditions.require("0".to_owned()),
        Wanted::Matching(expression) => {
            let expression = conditions.bind(format!("{{{columns}}} : ({expression})"));
            conditions.require(format!(
                "caption.id IN (SELECT rowid FROM caption_search WHERE caption_search MATCH {expression})"
            ));
        }
    }
}
