//! Questions in SQL that whoever opens the file elsewhere need not write: a name, what it answers, the statement.
//!
//! Invariant: a value in a question is a parameter of its name (`:name`); every statement runs on an archive of the latest schema.

/// A question in SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Canned {
    /// Its name, as in an address.
    pub name: &'static str,
    /// What it answers.
    pub title: &'static str,
    /// The statement.
    pub sql: &'static str,
}

/// The questions, the commonest first.
pub const CANNED: [Canned; 8] = [
    Canned {
        name: "search",
        title: "Articles with these words, the best match first",
        sql: "SELECT article.article_id, article.date, article.site, article.headline,
       snippet(article_search, -1, '[', ']', '…', 16) AS passage
FROM article_search JOIN article_list AS article ON article.article_id = article_search.rowid
WHERE article_search MATCH :words ORDER BY article_search.rank LIMIT 100",
    },
    Canned {
        name: "said_by",
        title: "What somebody said, by full name, the newest first",
        sql: "SELECT date, speaker, cue, text, kind, headline, article_id FROM article_quotes
WHERE speaker = :name ORDER BY date DESC, quote_id",
    },
    Canned {
        name: "said_about",
        title: "Quotes with these words, the newest first",
        sql: "SELECT date, speaker, text, headline, article_id FROM article_quotes
WHERE quote_id IN (SELECT rowid FROM quote_search WHERE quote_search MATCH :words) ORDER BY date DESC, quote_id LIMIT 200",
    },
    Canned {
        name: "together",
        title: "Who is named in the same articles as somebody, by full name",
        sql: "SELECT other.name, count(DISTINCT other.article_id) AS articles FROM article_people AS one
JOIN article_people AS other ON other.article_id = one.article_id AND other.person_id <> one.person_id
WHERE one.name = :name GROUP BY other.person_id ORDER BY articles DESC, other.name LIMIT 100",
    },
    Canned {
        name: "months",
        title: "Articles a month, and how many of them name somebody, by full name",
        sql: "SELECT substr(article.date, 1, 7) AS month, count(DISTINCT article.article_id) AS articles,
       count(DISTINCT named.article_id) AS naming
FROM article_list AS article
LEFT JOIN article_people AS named ON named.article_id = article.article_id AND named.name = :name
WHERE length(article.date) >= 7 GROUP BY month ORDER BY month",
    },
    Canned {
        name: "in_country",
        title: "Articles that name a place of a country, by its two letters",
        sql: "SELECT date, headline, group_concat(name, ', ') AS places, article_id FROM article_places
WHERE country_code = upper(:country) GROUP BY article_id ORDER BY date DESC",
    },
    Canned {
        name: "pictures",
        title: "Captions that several articles show, with their photographers",
        sql: "SELECT caption_id, text, photographer, count(DISTINCT article_id) AS articles, min(date) AS first_date
FROM caption_uses GROUP BY caption_id HAVING articles > 1 ORDER BY articles DESC, caption_id",
    },
    Canned {
        name: "publications",
        title: "Publications, with how much of each and from when to when",
        sql: "SELECT coalesce(site, host) AS publication, count(article_id) AS articles, min(date) AS first_date, max(date) AS last_date
FROM article_list GROUP BY publication ORDER BY articles DESC, publication",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Archive, Journal};

    #[test]
    fn every_question_is_sql_of_this_schema() {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::create_or_open(&folder.path().join("a.db"), Journal::Rollback).unwrap();
        for question in CANNED {
            let mut statement = archive.connection.prepare(question.sql).unwrap();
            assert!(statement.readonly(), "{}", question.name);
            for number in 1..=statement.parameter_count() {
                assert!(statement.parameter_name(number).is_some_and(|name| name.starts_with(':')));
                statement.raw_bind_parameter(number, "quay").unwrap();
            }
            let mut rows = statement.raw_query();
            while rows.next().unwrap().is_some() {}
        }
    }
}
