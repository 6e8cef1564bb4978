//! Which tables leave the archive row by row, and which of their rows belong to some articles.
//!
//! Invariant: every table of the schema is either here or in [`LEFT_OUT`]; a condition names the articles by `?1`, a JSON
//! array of their numbers.

/// The rows of a table that belong to the articles of `?1`.
pub(super) const TABLES: [(&str, &str); 37] = [
    (
        "imports",
        "id IN (SELECT import_id FROM sources WHERE article_id IN (SELECT value FROM json_each(?1))
                UNION SELECT placed_by FROM sources WHERE article_id IN (SELECT value FROM json_each(?1))
                UNION SELECT import_id FROM source_locations WHERE source_id IN
                      (SELECT id FROM sources WHERE article_id IN (SELECT value FROM json_each(?1))))",
    ),
    ("bar", "1"),
    ("kept_parameters", "1"),
    ("deleted_digests", "0"),
    ("rebuilds", "0"),
    ("import_problems", "0"),
    ("sources", OF_ARTICLE),
    ("source_locations", "source_id IN (SELECT id FROM sources WHERE article_id IN (SELECT value FROM json_each(?1)))"),
    ("articles", "id IN (SELECT value FROM json_each(?1))"),
    ("authors", OF_ARTICLE),
    ("author_names", OF_ARTICLE),
    ("article_diagnostics", OF_ARTICLE),
    (
        "captions",
        "id IN (SELECT caption_id FROM article_captions WHERE article_id IN (SELECT value FROM json_each(?1)))",
    ),
    ("article_captions", OF_ARTICLE),
    ("people", ID_OF_PERSON),
    ("person_aliases", PERSON),
    ("person_roles", PERSON),
    ("person_names", PERSON),
    ("person_mentions", OF_ARTICLE),
    ("places", ID_OF_PLACE),
    ("place_aliases", PLACE),
    ("place_names", PLACE),
    ("place_mentions", OF_ARTICLE),
    ("organisations", ID_OF_ORGANISATION),
    ("organisation_aliases", ORGANISATION),
    ("organisation_names", ORGANISATION),
    ("organisation_mentions", OF_ARTICLE),
    ("unplaced_mentions", OF_ARTICLE),
    ("rejected_mentions", OF_ARTICLE),
    ("appearances", OF_ARTICLE),
    ("quote_reasons", REASON),
    ("quotes", OF_ARTICLE),
    ("decisions", DECISIONS),
    ("corrected_fields", OF_ARTICLE),
    ("tags", OF_ARTICLE),
    ("notes", OF_ARTICLE),
    ("article_digests", OF_ARTICLE),
];

/// Tables that whoever loads an archive makes anew.
#[cfg(test)]
pub(super) const LEFT_OUT: [&str; 3] = ["seals", "refinery_schema_history", "copy_signatures"];

pub(super) const OF_ARTICLE: &str = "article_id IN (SELECT value FROM json_each(?1))";

/// What decided who spoke in a quote of the articles.
const REASON: &str = "id IN (SELECT reason_id FROM quotes WHERE article_id IN (SELECT value FROM json_each(?1)))";

/// Everybody whom a text of the articles names or who is meant in it.
macro_rules! meant {
    ($noun:literal, $column:literal, $more:literal) => {
        concat!(
            $column,
            " IN (SELECT ",
            $noun,
            "_id FROM ",
            $noun,
            "_mentions WHERE article_id IN (SELECT value FROM json_each(?1))
               UNION SELECT named_id FROM ",
            $noun,
            "_mentions WHERE article_id IN (SELECT value FROM json_each(?1))
               UNION SELECT entity_id FROM unplaced_mentions WHERE kind = '",
            $noun,
            "' AND article_id IN (SELECT value FROM json_each(?1))
               UNION SELECT named_id FROM unplaced_mentions WHERE kind = '",
            $noun,
            "' AND article_id IN (SELECT value FROM json_each(?1))
               UNION SELECT named_id FROM rejected_mentions WHERE kind = '",
            $noun,
            "' AND article_id IN (SELECT value FROM json_each(?1))
               UNION SELECT named_id FROM appearances WHERE kind = '",
            $noun,
            "' AND article_id IN (SELECT value FROM json_each(?1))
               UNION SELECT entity_id FROM appearances WHERE kind = '",
            $noun,
            "' AND article_id IN (SELECT value FROM json_each(?1))",
            $more,
            ")"
        )
    };
}

const ID_OF_PERSON: &str = meant!(
    "person",
    "id",
    " UNION SELECT speaker_id FROM quotes WHERE article_id IN (SELECT value FROM json_each(?1))
      UNION SELECT named_speaker_id FROM quotes WHERE article_id IN (SELECT value FROM json_each(?1))"
);
const PERSON: &str = meant!(
    "person",
    "person_id",
    " UNION SELECT speaker_id FROM quotes WHERE article_id IN (SELECT value FROM json_each(?1))
      UNION SELECT named_speaker_id FROM quotes WHERE article_id IN (SELECT value FROM json_each(?1))"
);
const ID_OF_PLACE: &str = meant!("place", "id", "");
const PLACE: &str = meant!("place", "place_id", "");
const ID_OF_ORGANISATION: &str = meant!("organisation", "id", "");
const ORGANISATION: &str = meant!("organisation", "organisation_id", "");

/// Decisions about a name of the articles, and those that lead from it to other names; corrections of the articles.
const DECISIONS: &str = "id IN (
    WITH RECURSIVE named (kind, key) AS (
        SELECT 'person', key FROM people WHERE id IN (
            SELECT person_id FROM person_mentions WHERE article_id IN (SELECT value FROM json_each(?1))
            UNION SELECT named_id FROM person_mentions WHERE article_id IN (SELECT value FROM json_each(?1)))
        UNION SELECT 'place', key FROM places WHERE id IN (
            SELECT place_id FROM place_mentions WHERE article_id IN (SELECT value FROM json_each(?1))
            UNION SELECT named_id FROM place_mentions WHERE article_id IN (SELECT value FROM json_each(?1)))
        UNION SELECT 'organisation', key FROM organisations WHERE id IN (
            SELECT organisation_id FROM organisation_mentions WHERE article_id IN (SELECT value FROM json_each(?1))
            UNION SELECT named_id FROM organisation_mentions WHERE article_id IN (SELECT value FROM json_each(?1)))
        UNION SELECT kind, CASE kind WHEN 'person' THEN (SELECT key FROM people WHERE id = named_id)
                                     WHEN 'place' THEN (SELECT key FROM places WHERE id = named_id)
                                     ELSE (SELECT key FROM organisations WHERE id = named_id) END
        FROM (SELECT kind, named_id FROM rejected_mentions WHERE article_id IN (SELECT value FROM json_each(?1))
              UNION SELECT kind, named_id FROM unplaced_mentions WHERE article_id IN (SELECT value FROM json_each(?1)))
        UNION SELECT decision.kind, iif(decision.subject_key = named.key, decision.object_key, decision.subject_key)
        FROM named JOIN decisions AS decision
             ON decision.kind = named.kind AND (decision.subject_key = named.key OR decision.object_key = named.key)
    )
    SELECT decision.id FROM decisions AS decision JOIN named
    ON decision.kind = named.kind AND (decision.subject_key = named.key OR decision.object_key = named.key)
    UNION SELECT id FROM decisions WHERE kind = 'article' AND subject IN (
        SELECT key FROM articles WHERE id IN (SELECT value FROM json_each(?1))
        UNION SELECT 'sha256 ' || sha256 FROM sources WHERE article_id IN (SELECT value FROM json_each(?1))))";

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::store::{Archive, Journal};

    #[test]
    fn every_table_leaves_or_is_left_out_on_purpose() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        drop(Archive::create_or_open(&path, Journal::Rollback).unwrap());
        let connection = Connection::open(&path).unwrap();
        let sql =
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'";
        let mut statement = connection.prepare(sql).unwrap();
        let names: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        for name in &names {
            let leaves = TABLES.iter().any(|(table, _)| table == name);
            assert!(leaves || LEFT_OUT.contains(&name.as_str()), "{name} neither leaves nor is left out");
        }
        for (table, _) in TABLES {
            assert!(names.iter().any(|name| name == table), "there is no table {table}");
        }
    }
}
