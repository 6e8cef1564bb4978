//! A decision and its row.

use std::collections::HashMap;
use std::fmt;

use rusqlite::{Connection, OptionalExtension as _, Result, Transaction, params};

use crate::store::kind::Kind;
use crate::store::seals;
use crate::store::seals::table::Table;

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// Two names are one; the subject stays.
    Merge,
    /// In some articles the subject is another one.
    Split,
    /// The subject has another name.
    Rename,
    /// The subject is none of its kind.
    Reject,
    /// The subject goes by another name, too.
    Alias,
    /// The subject and the other are two.
    Distinct,
    /// The subject is this record of an authority file.
    Identify,
}

impl Verb {
    /// Every verb.
    pub const ALL: [Self; 7] =
        [Self::Merge, Self::Split, Self::Rename, Self::Reject, Self::Alias, Self::Distinct, Self::Identify];

    /// Its name on the command line and in `decisions.verb`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Split => "split",
            Self::Rename => "rename",
            Self::Reject => "reject",
            Self::Alias => "alias",
            Self::Distinct => "distinct",
            Self::Identify => "identify",
        }
    }

    pub(super) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.name() == name)
    }
}

/// A row of `decisions`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its number; 0 before it is stored.
    pub id: i64,
    /// When it was made, ISO 8601.
    pub made_at: String,
    /// What it is about.
    pub kind: Kind,
    /// What was decided.
    pub verb: Verb,
    /// The name of whom it is about.
    pub subject: String,
    /// The key of that name.
    pub subject_key: String,
    /// The name of the other one.
    pub object: Option<String>,
    /// The key of that name.
    pub object_key: Option<String>,
    /// The articles a split is about.
    pub articles: Vec<String>,
    /// When it was undone, ISO 8601.
    pub undone_at: Option<String>,
}

impl Decision {
    /// What it says, whenever it was made and however the names are spelt.
    pub(in crate::store) fn meaning(&self) -> (Kind, Verb, &str, Option<&str>, &[String]) {
        // A new name and an identifier count letter for letter.
        let object = if matches!(self.verb, Verb::Rename | Verb::Identify) { &self.object } else { &self.object_key };
        (self.kind, self.verb, &self.subject_key, object.as_deref(), &self.articles)
    }

    /// The authority and the identifier of a decision that gives one.
    pub(in crate::store) fn identifier(&self) -> Option<(&str, &str)> {
        self.object.as_deref().filter(|_| self.verb == Verb::Identify)?.split_once(':')
    }

    /// Of what only the last decision holds: the name of somebody, and the identifier of each authority.
    pub(in crate::store) fn choice(&self) -> Option<(Kind, &str, Option<&str>)> {
        let authority = self.identifier().map(|(authority, _)| authority);
        (self.verb == Verb::Rename || authority.is_some()).then_some((self.kind, &self.subject_key, authority))
    }
}

impl fmt::Display for Decision {
    /// The decision as a sentence.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (subject, object) = (&self.subject, self.object.as_deref().unwrap_or_default());
        match self.verb {
            Verb::Merge => write!(out, "{object} is {subject}"),
            Verb::Split if self.articles.len() == 1 => write!(out, "{subject} is {object} in 1 article"),
            Verb::Split => write!(out, "{subject} is {object} in {} articles", self.articles.len()),
            Verb::Rename => write!(out, "{subject} is called {object}"),
            Verb::Reject => write!(out, "{subject} is no {}", self.kind.noun()),
            Verb::Alias => write!(out, "{subject} is also called {object}"),
            Verb::Distinct => write!(out, "{subject} is not {object}"),
            Verb::Identify => write!(out, "{subject} is {object}"),
        }
    }
}

/// The decisions that hold; of several names chosen for one thing only the last does, and so of identifiers of one authority.
pub(in crate::store) fn holding(decisions: &[Decision]) -> Vec<&Decision> {
    let holds = |decision: &&Decision| decision.undone_at.is_none();
    let chosen: HashMap<_, i64> = decisions
        .iter()
        .filter(holds)
        .filter_map(|decision| decision.choice().map(|choice| (choice, decision.id)))
        .collect();
    let is_last =
        |decision: &&Decision| decision.choice().is_none_or(|choice| chosen.get(&choice) == Some(&decision.id));
    decisions.iter().filter(holds).filter(is_last).collect()
}

pub(in crate::store) fn insert(transaction: &Transaction<'_>, decision: &Decision) -> Result<i64> {
    let articles = (decision.verb == Verb::Split).then(|| serde_json::json!(decision.articles).to_string());
    let id = transaction
        .prepare_cached(
            "INSERT INTO decisions (made_at, kind, verb, subject, subject_key, object, object_key, articles)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id",
        )?
        .query_row(
            params![
                decision.made_at,
                decision.kind.noun(),
                decision.verb.name(),
                decision.subject,
                decision.subject_key,
                decision.object,
                decision.object_key,
                articles
            ],
            |row| row.get(0),
        )?;
    seals::seal(transaction, Table::Decisions, id)?;
    Ok(id)
}

/// All decisions about who is who, in the order in which they were made.
pub(in crate::store) fn load(connection: &Connection) -> Result<Vec<Decision>> {
    connection
        .prepare_cached(
            "SELECT id, made_at, kind, verb, subject, subject_key, object, object_key, articles, undone_at
             FROM decisions WHERE kind <> 'article' ORDER BY id",
        )?
        .query_map([], |row| {
            let articles: Option<String> = row.get(8)?;
            Ok(Decision {
                id: row.get(0)?,
                made_at: row.get(1)?,
                kind: Kind::of(&row.get::<_, String>(2)?).unwrap_or(Kind::Person),
                verb: Verb::of(&row.get::<_, String>(3)?).unwrap_or(Verb::Alias),
                subject: row.get(4)?,
                subject_key: row.get(5)?,
                object: row.get(6)?,
                object_key: row.get(7)?,
                articles: articles.and_then(|list| serde_json::from_str(&list).ok()).unwrap_or_default(),
                undone_at: row.get(9)?,
            })
        })?
        .collect()
}

/// The number of the thing of this key, where the archive has one.
pub(in crate::store) fn id_of_key(connection: &Connection, kind: Kind, key: &str) -> Result<Option<i64>> {
    connection
        .prepare_cached(&format!("SELECT id FROM {} WHERE key = ?1", kind.table()))?
        .query_row([key], |row| row.get(0))
        .optional()
}
