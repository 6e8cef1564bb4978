//! What the owner of the archive decided about who is who.
//!
//! Commands come in; rows of `decisions` and everything that follows from them go out, in one transaction.
//!
//! Invariant: a decision names things by their names and articles by their addresses or digests, never by row numbers,
//! so that it survives a re-import, a rebuild, and the way into another archive.

mod call;
mod error;
mod lines;

use std::collections::{HashMap, HashSet};

use rusqlite::{OptionalExtension as _, Result, Transaction, TransactionBehavior, params};

use super::entities::{Kind, Register};
use super::rulings::Rulings;
use super::seals::{self, Table};
use super::{Archive, StoreError};
pub use call::Call;
pub use error::{Candidate, DecisionError};

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
}

impl Verb {
    /// Every verb.
    pub const ALL: [Self; 6] = [Self::Merge, Self::Split, Self::Rename, Self::Reject, Self::Alias, Self::Distinct];

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
        }
    }

    fn of(name: &str) -> Option<Self> {
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

/// What became of decisions that were applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Decisions that are new here.
    pub made: u64,
    /// Decisions that held already.
    pub unchanged: u64,
}

impl Decision {
    /// What it says, whenever it was made and however the names are spelt.
    fn meaning(&self) -> (Kind, Verb, &str, Option<&str>, &[String]) {
        // A new name is what counts of a renaming, letter for letter.
        let object = if self.verb == Verb::Rename { &self.object } else { &self.object_key };
        (self.kind, self.verb, &self.subject_key, object.as_deref(), &self.articles)
    }
}

impl Archive {
    /// Makes the decision that `call` asks for; `made_at` is the time, ISO 8601. Gives the decisions it came to: one for
    /// each name that is merged, none where they hold already.
    ///
    /// # Errors
    ///
    /// Where a name is not known or means several, where the call makes no sense, and where the archive cannot be
    /// written.
    pub fn decide(
        &mut self,
        kind: Kind,
        call: &Call,
        made_at: &str,
    ) -> std::result::Result<Vec<Decision>, DecisionError> {
        self.in_transaction(|transaction| {
            let rulings = Rulings::new(&load(transaction)?);
            let decisions = call::interpret(transaction, &rulings, kind, call, made_at)?;
            Ok(make(transaction, &decisions)?.1)
        })
    }

    /// Undoes decision `id`; `undone_at` is the time, ISO 8601. What followed from it is as it was.
    ///
    /// # Errors
    ///
    /// Where there is no such decision that holds, and where the archive cannot be written.
    pub fn undo_decision(&mut self, id: i64, undone_at: &str) -> std::result::Result<Decision, DecisionError> {
        self.in_transaction(|transaction| {
            let before = load(transaction)?;
            let Some(decision) =
                before.iter().find(|decision| decision.id == id && decision.undone_at.is_none()).cloned()
            else {
                return Err(DecisionError::NoDecision(id));
            };
            let is_sound = seals::is_sound(transaction, Table::Decisions, id)?;
            transaction.execute("UPDATE decisions SET undone_at = ?1 WHERE id = ?2", params![undone_at, id])?;
            if is_sound {
                seals::seal(transaction, Table::Decisions, id)?;
            }
            follow(transaction, &Rulings::new(&before), std::slice::from_ref(&decision))?;
            Ok(decision)
        })
    }

    /// The decisions that hold, a line each, in the order in which they were made: what
    /// [`apply_decisions`](Self::apply_decisions) reads.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be read.
    pub fn export_decisions(&self) -> std::result::Result<String, StoreError> {
        let export = || {
            let transaction = self.connection.unchecked_transaction()?;
            Ok(lines::write(&holding(&load(&transaction)?)))
        };
        export().map_err(|cause| self.refused(cause))
    }

    /// Makes the decisions of an export that do not hold yet, all of them or none.
    ///
    /// # Errors
    ///
    /// Where a line cannot be read, and where the archive cannot be written.
    pub fn apply_decisions(&mut self, text: &str) -> std::result::Result<Applied, DecisionError> {
        let decisions = lines::read(text)?;
        self.in_transaction(|transaction| Ok(make(transaction, &decisions)?.0))
    }

    fn in_transaction<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> std::result::Result<T, DecisionError>,
    ) -> std::result::Result<T, DecisionError> {
        let outcome = (|| {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        })();
        outcome.map_err(|error| match error {
            DecisionError::Sqlite(cause) => DecisionError::Store(self.refused(cause)),
            other => other,
        })
    }
}

/// Stores the decisions that do not hold yet and draws the consequences.
fn make(transaction: &Transaction<'_>, decisions: &[Decision]) -> Result<(Applied, Vec<Decision>)> {
    let before = load(transaction)?;
    let rulings = Rulings::new(&before);
    let mut applied = Applied::default();
    let mut made = Vec::new();
    {
        let holding = holding(&before);
        let mut meanings: HashSet<_> = holding.iter().map(|decision| decision.meaning()).collect();
        let mut fresh = Vec::new();
        for decision in decisions {
            if meanings.insert(decision.meaning()) {
                fresh.push(decision.clone());
            } else {
                applied.unchanged += 1;
            }
        }
        for mut decision in fresh {
            decision.id = insert(transaction, &decision)?;
            applied.made += 1;
            made.push(decision);
        }
    }
    follow(transaction, &rulings, &made)?;
    Ok((applied, made))
}

/// The decisions that hold; of several names chosen for one thing only the last does.
fn holding(decisions: &[Decision]) -> Vec<&Decision> {
    let mut chosen: HashMap<(Kind, &str), i64> = HashMap::new();
    let holds = |decision: &&Decision| decision.undone_at.is_none();
    for decision in decisions.iter().filter(holds).filter(|decision| decision.verb == Verb::Rename) {
        chosen.insert((decision.kind, &decision.subject_key), decision.id);
    }
    let is_last = |decision: &&Decision| {
        decision.verb != Verb::Rename || chosen.get(&(decision.kind, &decision.subject_key)) == Some(&decision.id)
    };
    decisions.iter().filter(holds).filter(is_last).collect()
}

/// Draws the consequences of `decisions`, which were made or undone since the decisions came to `before`.
fn follow(transaction: &Transaction<'_>, before: &Rulings, decisions: &[Decision]) -> Result<()> {
    if decisions.is_empty() {
        return Ok(());
    }
    let mut register = Register::new(transaction)?;
    for decision in decisions {
        register.reconsider(transaction, before, decision)?;
    }
    register.settle(transaction)
}

fn insert(transaction: &Transaction<'_>, decision: &Decision) -> Result<i64> {
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

/// All decisions, in the order in which they were made.
pub(super) fn load(transaction: &Transaction<'_>) -> Result<Vec<Decision>> {
    transaction
        .prepare_cached(
            "SELECT id, made_at, kind, verb, subject, subject_key, object, object_key, articles, undone_at
             FROM decisions ORDER BY id",
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
fn id_of_key(transaction: &Transaction<'_>, kind: Kind, key: &str) -> Result<Option<i64>> {
    transaction
        .prepare_cached(&format!("SELECT id FROM {} WHERE key = ?1", kind.table()))?
        .query_row([key], |row| row.get(0))
        .optional()
}

#[cfg(test)]
mod tests;
