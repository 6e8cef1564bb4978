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
    let rows = said(archive, scope)?;
    let is_of_article = matches!(by, AuditBy::Site | AuditBy::Month);
    let grouped = |row: &Said| if is_of_article { row.article } else { row.speaker };
    let mut quotes: HashMap<i64, i64> = HashMap::new();
    for row in &rows {
        *quotes.entry(grouped(row)).or_default() += row.quotes;
    }
    let names = match by {
        AuditBy::Pronoun => {
            pronouns(archive, pronoun_of)?.into_iter().map(|(speaker, pronoun)| (speaker, pronoun.to_owned())).collect()
        }
        AuditBy::Role => named(archive, scope, ROLES, &quotes)?,
        AuditBy::Site => named(archive, scope, SITES, &quotes)?,
        AuditBy::Month => named(archive, scope, MONTHS, &quotes)?,
    };
    let (groups, all) = gathered(&rows, &quotes, &names, grouped);
    let mut rows: Vec<AuditRow> = groups.into_iter().map(|group| group.row(all)).collect();
    match by {
        AuditBy::Month => rows.sort_by(|a, b| a.group.cmp(&b.group)),
        _ => rows.sort_by(|a, b| (-a.quotes, &a.group).cmp(&(-b.quotes, &b.group))),
    }
    Ok(rows)
}

/// How many quotes of an article somebody has.
struct Said {
    speaker: i64,
    article: i64,
    quotes: i64,
}

fn said(archive: &Archive, scope: &Scope) -> Result<Vec<Said>, QueryError> {
    let mut conditions = Conditions::default();
    let within = within(&mut conditions, scope, "article_id");
    let sql = format!(
        "SELECT speaker_id, article_id, count(*) FROM quotes WHERE speaker_id IS NOT NULL AND {IS_SURE}{within} GROUP BY 1, 2"
    );
    conditions.rows(archive, &sql, |row| Ok(Said { speaker: row.get(0)?, article: row.get(1)?, quotes: row.get(2)? }))
}

/// A statement of two columns, numbers and names, for one condition, with the column of the numbers.
type Naming = (&'static str, &'static str);

/// Roles of people, the usual one of each first.
const ROLES: Naming = (
    "person_id",
    "SELECT person_id, role FROM person_roles AS told WHERE {} ORDER BY person_id, mention_count DESC, role",
);
/// Publications of articles.
const SITES: Naming = ("id", "SELECT id, site FROM articles WHERE site IS NOT NULL AND {}");
/// Months of articles.
const MONTHS: Naming =
    ("id", "SELECT id, substr(date, 1, 7) FROM articles WHERE date > '' AND length(date) >= 7 AND {}");

/// The first name that a statement gives for each of those who are counted.
fn named(
    archive: &Archive,
    scope: &Scope,
    (id, sql): Naming,
    counted: &HashMap<i64, i64>,
) -> Result<HashMap<i64, String>, QueryError> {
    let mut conditions = Conditions::default();
    let condition = match scope {
        Scope::Whole => "1".to_owned(),
        Scope::Articles(_) => {
            let ids = conditions.bind(json_list(&counted.keys().copied().collect::<Vec<_>>()));
            format!("{id} IN (SELECT value FROM json_each({ids}))")
        }
    };
    let rows = conditions
        .rows(archive, &sql.replace("{}", &condition), |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
    let mut names = HashMap::with_capacity(rows.len());
    for (id, name) in rows {
        names.entry(id).or_insert(name);
    }
    Ok(names)
}

/// The quotes by the names of what they are counted by, and how many there are in all.
fn gathered(
    rows: &[Said],
    quotes: &HashMap<i64, i64>,
    names: &HashMap<i64, String>,
    grouped: impl Fn(&Said) -> i64,
) -> (Vec<Group>, i64) {
    // A role is one, with a capital or without: what most quotes have is shown.
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<Group> = Vec::new();
    let mut place_of: HashMap<i64, usize> = HashMap::with_capacity(quotes.len());
    for (id, quotes) in quotes {
        let name = names.get(id).map_or(UNKNOWN, String::as_str);
        let place = *places.entry(name.to_lowercase()).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Group::default());
        }
        if let Some(group) = groups.get_mut(place) {
            *group.spellings.entry(name.to_owned()).or_default() += quotes;
        }
        place_of.insert(*id, place);
    }
    let mut all = 0;
    let (mut people, mut articles) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
    for row in rows {
        let Some(place) = place_of.get(&grouped(row)) else { continue };
        people.push((*place, row.speaker));
        articles.push((*place, row.article));
        if let Some(group) = groups.get_mut(*place) {
            group.quotes += row.quotes;
            all += row.quotes;
        }
    }
    for place in each_once(people) {
        if let Some(group) = groups.get_mut(place) {
            group.people += 1;
        }
    }
    for place in each_once(articles) {
        if let Some(group) = groups.get_mut(place) {
            group.articles += 1;
        }
    }
    (groups, all)
}

/// The groups of the members, each member once.
fn each_once(mut members: Vec<(usize, i64)>) -> impl Iterator<Item = usize> {
    // Sorting the pairs takes less time than a set for each group.
    members.sort_unstable();
    members.dedup();
    members.into_iter().map(|(place, _)| place)
}

#[derive(Default)]
struct Group {
    spellings: HashMap<String, i64>,
    people: i64,
    articles: i64,
    quotes: i64,
}

impl Group {
    fn row(self, all: i64) -> AuditRow {
        let usual = self.spellings.into_iter().max_by(|(a, many), (b, more)| (many, b).cmp(&(more, a)));
        let group = usual.map(|(name, _)| name).unwrap_or_default();
        let per_mille = u16::try_from(self.quotes * 1000 / all.max(1)).unwrap_or(1000);
        AuditRow {
            group,
            people: self.people,
            quotes: self.quotes,
            share: Share::per_mille(per_mille),
            articles: self.articles,
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
