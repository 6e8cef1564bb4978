//! How sure rows must be to be shown, as SQL.
//!
//! What a query asks for comes in, conditions and counts go out. Where nobody asks otherwise, the counts are those that are
//! kept; another bar is counted over the mentions.
//!
//! Invariant: the counts of a row are of what is shown for it; a row that the archive's bar would leave out is doubtful,
//! whatever was asked for.

use crate::query::filter::Sureness;
use crate::query::sql::statement::Conditions;
use crate::store::bar::IS_SURE;

/// From where the rows of one sort come, and their counts.
pub(in crate::query) struct Counted {
    /// What stands before `SELECT`.
    pub(in crate::query) with: String,
    /// What follows `FROM`; the rows are called `entity`.
    pub(in crate::query) from: String,
    /// Articles.
    pub(in crate::query) articles: String,
    /// Mentions.
    pub(in crate::query) mentions: String,
    /// Quotes, for people.
    pub(in crate::query) quotes: String,
}

/// The rows of `table` that are as sure as asked for. Whoever is asked for by name is found however doubtful.
pub(in crate::query) fn counted(
    conditions: &mut Conditions,
    (noun, table): (&'static str, &'static str),
    sureness: Sureness,
    by_name: bool,
) -> Counted {
    let anywhere = format!("FROM {noun}_mentions WHERE {noun}_id = entity.id");
    let kept = |column: &str, counted: &str| {
        format!("CASE WHEN entity.article_count > 0 THEN entity.{column} ELSE ({counted}) END")
    };
    match sureness {
        Sureness::Bar if !by_name => {
            conditions.require("entity.article_count > 0".to_owned());
            let own = |column: &str| format!("entity.{column}");
            Counted {
                with: String::new(),
                from: format!("{table} AS entity"),
                articles: own("article_count"),
                mentions: own("mention_count"),
                quotes: own("quote_count"),
            }
        }
        Sureness::Bar | Sureness::Doubtful => {
            if sureness == Sureness::Doubtful {
                conditions.require("entity.article_count = 0".to_owned());
            }
            conditions.require(format!("(entity.article_count > 0 OR EXISTS (SELECT 1 {anywhere}))"));
            Counted {
                with: String::new(),
                from: format!("{table} AS entity"),
                articles: kept("article_count", &format!("SELECT count(DISTINCT article_id) {anywhere}")),
                mentions: kept("mention_count", &format!("SELECT count(*) {anywhere}")),
                quotes: kept("quote_count", "SELECT count(*) FROM quotes WHERE speaker_id = entity.id"),
            }
        }
        Sureness::AtLeast(least) => {
            let least = conditions.bind(i64::from(least));
            Counted {
                with: String::new(),
                from: format!(
                    "(SELECT {noun}_id AS told_id, count(DISTINCT article_id) AS articles, count(*) AS mentions
                      FROM {noun}_mentions WHERE ifnull(confidence, 1000) >= {least} GROUP BY {noun}_id) AS told
                     JOIN {table} AS entity ON entity.id = told.told_id"
                ),
                articles: "told.articles".to_owned(),
                mentions: "told.mentions".to_owned(),
                quotes: format!(
                    "(SELECT count(*) FROM quotes
                      WHERE speaker_id = entity.id AND ifnull(confidence, 1000) >= {least})"
                ),
            }
        }
    }
}

/// The rows of `table` that articles of the condition `clause` mention as surely as asked for, counted in these.
pub(in crate::query) fn counted_in(
    conditions: &mut Conditions,
    (noun, table): (&'static str, &'static str),
    sureness: Sureness,
    clause: &str,
) -> Counted {
    let sure = match sureness {
        Sureness::Bar => IS_SURE.to_owned(),
        Sureness::AtLeast(least) => format!("ifnull(confidence, 1000) >= {}", conditions.bind(i64::from(least))),
        Sureness::Doubtful => format!("NOT ({IS_SURE})"),
    };
    Counted {
        with: format!("WITH wanted AS MATERIALIZED (SELECT article.id FROM articles AS article{clause}) "),
        from: format!(
            "(SELECT {noun}_id AS told_id, count(DISTINCT article_id) AS articles, count(*) AS mentions
              FROM {noun}_mentions WHERE article_id IN (SELECT id FROM wanted) AND {sure} GROUP BY {noun}_id) AS told
             JOIN {table} AS entity ON entity.id = told.told_id"
        ),
        articles: "told.articles".to_owned(),
        mentions: "told.mentions".to_owned(),
        quotes: format!(
            "(SELECT count(*) FROM quotes WHERE speaker_id = entity.id AND article_id IN (SELECT id FROM wanted) AND {sure})"
        ),
    }
}

/// Quotes that are as sure as asked for.
pub(in crate::query) fn require_quotes(conditions: &mut Conditions, sureness: Sureness, by_name: bool) {
    match sureness {
        Sureness::Bar if by_name => {}
        Sureness::Bar => conditions.require(quote_is_sure()),
        Sureness::Doubtful => conditions.require(format!("NOT ({})", quote_is_sure())),
        Sureness::AtLeast(least) => {
            let least = conditions.bind(i64::from(least));
            conditions.require(format!("ifnull(quote.confidence, 1000) >= {least}"));
        }
    }
}

/// The condition that a quote is at least as sure as the bar.
pub(in crate::query) fn quote_is_sure() -> String {
    IS_SURE.replace("confidence", "quote.confidence")
}
