//! The three sorts of things that articles name, and the SQL that keeps each.
//!
//! Invariant: the statements differ in nothing but the words for the sort.

use crate::store::bar::IS_SURE;
use crate::store::kind::Kind;
use crate::store::names;
use crate::store::seals::table::Table;

/// The statements of one sort, put together once a batch.
pub(super) struct Statements {
    pub(super) find: String,
    pub(super) insert: String,
    pub(super) insert_mention: String,
    pub(super) mentions_of_article: String,
    pub(super) delete_mentions: String,
    pub(super) mentions_of_credit: String,
    pub(super) mentions_of_name: String,
    pub(super) give_mentions: String,
    pub(super) reject_mentions: String,
    pub(super) delete_mentions_of_name: String,
    pub(super) restore_mentions: String,
    pub(super) move_mention: String,
    pub(super) delete_mention: String,
    pub(super) is_mentioned: String,
    pub(super) has_mentions: String,
    pub(super) find_surest: String,
    pub(super) add_counts: String,
    pub(super) total: String,
    pub(super) aliases_counted: Counted,
    pub(super) aliases: String,
    pub(super) name: String,
    pub(super) set_name: String,
    pub(super) forms: String,
    pub(super) insert_form: String,
    pub(super) delete_form: String,
    pub(super) delete_aliases: String,
    pub(super) declare_alias: String,
    pub(super) delete: String,
}

/// The statements that count mentions beside a text.
pub(super) struct Counted {
    pub(super) insert: String,
    pub(super) add: String,
    pub(super) delete: String,
}

impl Counted {
    /// Those of the table `{noun}_{texts}`, whose texts stand in `column`.
    pub(super) fn of(noun: &str, texts: &str, column: &str) -> Self {
        let one = format!("{noun}_id = ?1 AND {column} = ?2");
        Self {
            insert: format!("INSERT INTO {noun}_{texts} ({noun}_id, {column}, mention_count) VALUES (?1, ?2, ?3)"),
            add: format!("UPDATE {noun}_{texts} SET mention_count = mention_count + ?3 WHERE {one}"),
            delete: format!("DELETE FROM {noun}_{texts} WHERE {one} AND mention_count <= 0"),
        }
    }
}

impl Kind {
    /// Every sort.
    pub const ALL: [Self; 3] = [Self::Person, Self::Place, Self::Organisation];

    /// The sort of this [noun](Self::noun).
    #[must_use]
    pub fn of(noun: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.noun() == noun)
    }

    /// The key of something of which the name alone is known.
    pub(crate) fn key_of_name(self, name: &str) -> String {
        match self {
            Self::Place => format!("name {}||", names::key(name)),
            _ => names::key(name),
        }
    }

    /// One of them: `person`, `place`, `organisation`.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Organisation => "organisation",
        }
    }

    /// All of them, which is the name of their table: `people`, `places`, `organisations`.
    #[must_use]
    pub fn table(self) -> &'static str {
        match self {
            Self::Person => "people",
            Self::Place => "places",
            Self::Organisation => "organisations",
        }
    }

    /// The table whose rows have digests.
    pub(in crate::store) fn sealed(self) -> Table {
        match self {
            Self::Person => Table::People,
            Self::Place => Table::Places,
            Self::Organisation => Table::Organisations,
        }
    }

    pub(super) fn statements(self) -> Statements {
        let (noun, table) = (self.noun(), self.table());
        let insert = match self {
            Self::Place => "INSERT INTO places (id, name, key, kind, country_code, latitude, longitude, geonames_id)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
                .to_owned(),
            _ => format!("INSERT INTO {table} (id, name, key, digest) VALUES (?1, ?2, ?3, ?4)"),
        };
        let (quotes, total) = match self {
            Self::Person => (", quote_count = quote_count + ?5", "article_count + mention_count + quote_count"),
            _ => ("", "article_count + mention_count"),
        };
        Statements {
            find: format!("SELECT id, name FROM {table} WHERE key = ?1"),
            insert,
            insert_mention: format!(
                "INSERT INTO {noun}_mentions (article_id, ordinal, {noun}_id, field, caption_id, start_char, end_char,
                                              text, role, named_id, confidence)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
            ),
            mentions_of_article: format!(
                "SELECT {noun}_id, text, role, confidence FROM {noun}_mentions WHERE article_id = ?1"
            ),
            delete_mentions: format!("DELETE FROM {noun}_mentions WHERE article_id = ?1"),
            mentions_of_credit: format!(
                "SELECT article_id, ordinal, {noun}_id, ifnull(named_id, {noun}_id), text, role, confidence, 1
                 FROM {noun}_mentions WHERE caption_id = ?1 AND field = 'credit'
                 UNION ALL
                 SELECT article_id, ordinal, entity_id, ifnull(named_id, entity_id), text, role, confidence, 0
                 FROM unplaced_mentions WHERE caption_id = ?1 AND kind = '{noun}'
                 UNION ALL
                 SELECT article_id, ordinal, NULL, named_id, text, role, confidence, 0
                 FROM rejected_mentions WHERE caption_id = ?1 AND kind = '{noun}' AND field = 'credit'
                 ORDER BY 1, 2"
            ),
            mentions_of_name: format!(
                "SELECT text, role, confidence FROM {noun}_mentions WHERE article_id = ?1 AND ifnull(named_id, {noun}_id) = ?2"
            ),
            give_mentions: format!(
                "UPDATE {noun}_mentions SET {noun}_id = ?3, named_id = nullif(?2, ?3)
                 WHERE article_id = ?1 AND ifnull(named_id, {noun}_id) = ?2"
            ),
            reject_mentions: format!(
                "INSERT INTO rejected_mentions (article_id, kind, ordinal, named_id, field, caption_id, start_char,
                                                end_char, text, role, confidence)
                 SELECT article_id, '{noun}', ordinal, ?2, field, caption_id, iif(field = 'credit', NULL, start_char),
                        iif(field = 'credit', NULL, end_char), text, role, confidence
                 FROM {noun}_mentions WHERE article_id = ?1 AND ifnull(named_id, {noun}_id) = ?2"
            ),
            delete_mentions_of_name: format!(
                "DELETE FROM {noun}_mentions WHERE article_id = ?1 AND ifnull(named_id, {noun}_id) = ?2"
            ),
            restore_mentions: format!(
                "INSERT INTO {noun}_mentions (article_id, ordinal, {noun}_id, field, caption_id, start_char, end_char,
                                              text, role, named_id, confidence)
                 SELECT article_id, ordinal, ?3, field, caption_id, start_char, end_char, text, role, nullif(?2, ?3),
                        confidence
                 FROM rejected_mentions
                 WHERE article_id = ?1 AND kind = '{noun}' AND named_id = ?2 AND field <> 'credit'"
            ),
            move_mention: format!(
                "UPDATE {noun}_mentions SET start_char = ?3, end_char = ?4 WHERE article_id = ?1 AND ordinal = ?2"
            ),
            delete_mention: format!("DELETE FROM {noun}_mentions WHERE article_id = ?1 AND ordinal = ?2"),
            is_mentioned: format!(
                "SELECT EXISTS (SELECT 1 FROM {noun}_mentions WHERE {noun}_id = ?1 AND article_id = ?2 AND {IS_SURE})"
            ),
            has_mentions: format!("SELECT EXISTS (SELECT 1 FROM {noun}_mentions WHERE {noun}_id = ?1)"),
            find_surest: format!(
                "UPDATE {table} SET confidence = (SELECT max(confidence) FROM {noun}_mentions WHERE {noun}_id = ?1)
                 WHERE id = ?1"
            ),
            add_counts: format!(
                "UPDATE {table} SET article_count = article_count + ?2, mention_count = mention_count + ?3,
                        confidence = CASE WHEN ?4 IS NULL OR confidence >= ?4 THEN confidence ELSE ?4 END{quotes}
                 WHERE id = ?1"
            ),
            total: format!("SELECT {total} FROM {table} WHERE id = ?1"),
            aliases_counted: Counted::of(noun, "aliases", "alias"),
            aliases: format!("SELECT alias FROM {noun}_aliases WHERE {noun}_id = ?1"),
            name: format!("SELECT name, key FROM {table} WHERE id = ?1"),
            set_name: format!("UPDATE {table} SET name = ?2 WHERE id = ?1"),
            forms: format!("SELECT folded FROM {noun}_names WHERE {noun}_id = ?1"),
            insert_form: format!("INSERT INTO {noun}_names (folded, {noun}_id) VALUES (?2, ?1)"),
            delete_form: format!("DELETE FROM {noun}_names WHERE folded = ?2 AND {noun}_id = ?1"),
            delete_aliases: format!(
                "DELETE FROM {noun}_aliases WHERE {noun}_id = ?1 AND mention_count <= 0 AND alias NOT IN
                    (SELECT value FROM json_each(?2))"
            ),
            declare_alias: format!(
                "INSERT INTO {noun}_aliases ({noun}_id, alias, mention_count) VALUES (?1, ?2, 0) ON CONFLICT DO NOTHING"
            ),
            delete: format!("DELETE FROM {table} WHERE id = ?1"),
        }
    }
}
