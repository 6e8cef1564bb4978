//! Who is quoted, counted by what the articles themselves say of them; and who is named and never quoted.
//!
//! Invariant: what is counted is at least as sure as the archive's bar; nothing is guessed of a person that no article says.

use std::collections::HashMap;

use crate::query::error::QueryError;
use crate::query::export::Scope;
use crate::query::filter::Window;
use crate::query::rows::{AuditRow, Share, UnquotedRow};
use crate::query::sql::statement::Conditions;
use crate::store::Archive;
use crate::store::articles::search::json_list;
use crate::store::bar::IS_SURE;

/// By what quotes are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditBy {
    /// The role that articles give the speaker most often.
    Role,
    /// The publication.
    Site,
    /// The month.
    Month,
    /// The pronoun that articles use of the speaker most often.
    Pronoun,
}

/// What is said of those for whom nothing is known.
const UNKNOWN: &str = "(not said)";

/// Counts the quotes of the articles of `scope` by `by`, the most quoted first, months in their order. `pronoun_of` says to which
/// group a word belongs, where it is a pronoun.
///
/// # Errors
/// Where the archive cannot be read.
pub fn audit(
    archive: &Archive,
    scope: &Scope,
    by: AuditBy,
    pronoun_of: fn(&str) -> Option<&'static str>,
) -> Result<Vec<AuditRow>, QueryError> {
    let mut conditions = Conditions::default();
    let within = within(&mut conditions, scope, "quote.article_id");
    let group = match by {
        AuditBy::Site => "article.site",
        AuditBy::Month => "iif(length(article.date) >= 7, substr(article.date, 1, 7), NULL)",
        AuditBy::Role => {
            "(SELECT role FROM person_roles WHERE person_id = quote.speaker_id ORDER BY mention_count DESC, role LIMIT 1)"
        }
        AuditBy::Pronoun => "quote.speaker_id",
    };
    let sql = format!(
        "SELECT {group}, quote.speaker_id, quote.article_id, count(*) FROM quotes AS quote
         JOIN articles AS article ON article.id = quote.article_id
         WHERE quote.speaker_id IS NOT NULL AND {}{within} GROUP BY 1, 2, 3",
        IS_SURE.replace("confidence", "quote.confidence")
    );
    let rows = conditions.rows(archive, &sql, |row| {
        let group: rusqlite::types::Value = row.get(0)?;
        let group = match group {
            rusqlite::types::Value::Text(text) => Some(text),
            _ => None,
        };
        Ok((group, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?, row.get::<_, i64>(3)?))
    })?;
    let pronouns = if by == AuditBy::Pronoun { pronouns(archive, pronoun_of)? } else { HashMap::new() };
    // A role is one, with a capital or without: what most quotes have is shown.
    let mut groups: HashMap<String, Group> = HashMap::new();
    let mut all = 0;
    for (name, speaker, article, quotes) in rows {
        let name = match by {
            AuditBy::Pronoun => pronouns.get(&speaker).map(|pronoun| (*pronoun).to_owned()),
            _ => name,
        };
        let name = name.unwrap_or_else(|| UNKNOWN.to_owned());
        let group = groups.entry(name.to_lowercase()).or_default();
        *group.spellings.entry(name).or_default() += quotes;
        group.people.insert(speaker);
        group.articles.insert(article);
        group.quotes += quotes;
        all += quotes;
    }
    let mut rows: Vec<AuditRow> = groups.into_values().map(|group| group.row(all)).collect();
    match by {
        AuditBy::Month => rows.sort_by(|a, b| a.group.cmp(&b.group)),
        _ => rows.sort_by(|a, b| (-a.quotes, &a.group).cmp(&(-b.quotes, &b.group))),
    }
    Ok(rows)
}

#[derive(Default)]
struct Group {
    spellings: HashMap<String, i64>,
    people: std::collections::HashSet<i64>,
    articles: std::collections::HashSet<i64>,
    quotes: i64,
}

impl Group {
    fn row(self, all: i64) -> AuditRow {
        let usual = self.spellings.into_iter().max_by(|(a, many), (b, more)| (many, b).cmp(&(more, a)));
        let group = usual.map(|(name, _)| name).unwrap_or_default();
        let per_mille = u16::try_from(self.quotes * 1000 / all.max(1)).unwrap_or(1000);
        AuditRow {
            group,
            people: i64::try_from(self.people.len()).unwrap_or(i64::MAX),
            quotes: self.quotes,
            share: Share::per_mille(per_mille),
            articles: i64::try_from(self.articles.len()).unwrap_or(i64::MAX),
        }
    }
}

/// The group of pronouns that articles use most often where somebody speaks; nobody has one by name or role.
fn pronouns(
    archive: &Archive,
    pronoun_of: fn(&str) -> Option<&'static str>,
) -> Result<HashMap<i64, &'static str>, QueryError> {
    let sql = "SELECT speaker_id, lower(speaker_text), count(*) FROM quotes
               WHERE speaker_id IS NOT NULL AND length(speaker_text) <= 12 AND instr(speaker_text, ' ') = 0
               GROUP BY 1, 2";
    let said = Conditions::default()
        .rows(archive, sql, |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?)))?;
    let mut counts: HashMap<i64, HashMap<&'static str, i64>> = HashMap::new();
    for (speaker, word, count) in said {
        if let Some(group) = pronoun_of(&word) {
            *counts.entry(speaker).or_default().entry(group).or_default() += count;
        }
    }
    let most = |groups: HashMap<&'static str, i64>| groups.into_iter().max_by_key(|(group, count)| (*count, *group));
    Ok(counts.into_iter().filter_map(|(speaker, groups)| Some((speaker, most(groups)?.0))).collect())
}

/// Everybody whom articles of `scope` name and none quotes, the most named first.
///
/// # Errors
/// Where the archive cannot be read.
pub fn unquoted(archive: &Archive, scope: &Scope, window: Window) -> Result<Vec<UnquotedRow>, QueryError> {
    let mut conditions = Conditions::default();
    let mentioned = within(&mut conditions, scope, "article_id");
    let quoted = within(&mut conditions, scope, "article_id");
    let window = conditions.window(window);
    // Authors and photographers are named to say whose work it is.
    let sql = format!(
        "SELECT person.id, person.name,
                (SELECT role FROM person_roles WHERE person_id = person.id ORDER BY mention_count DESC, role LIMIT 1),
                told.articles, told.mentions
         FROM (SELECT person_id, count(DISTINCT article_id) AS articles, count(*) AS mentions FROM person_mentions
               WHERE field NOT IN ('byline', 'credit') AND {IS_SURE}{mentioned} GROUP BY person_id) AS told
         JOIN people AS person ON person.id = told.person_id
         WHERE NOT EXISTS (SELECT 1 FROM quotes WHERE speaker_id = told.person_id{quoted})
         ORDER BY told.articles DESC, told.mentions DESC, person.name, person.id{window}"
    );
    conditions.rows(archive, &sql, |row| {
        Ok(UnquotedRow {
            id: row.get(0)?,
            name: row.get(1)?,
            role: row.get(2)?,
            articles: row.get(3)?,
            mentions: row.get(4)?,
        })
    })
}

/// The condition that the article is of the scope.
fn within(conditions: &mut Conditions, scope: &Scope, column: &str) -> String {
    match scope {
        Scope::Whole => String::new(),
        Scope::Articles(ids) => {
            let ids = conditions.bind(json_list(ids));
            format!(" AND {column} IN (SELECT value FROM json_each({ids}))")
        }
    }
}
