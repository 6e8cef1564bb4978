//! Which record of an authority file somebody or something is.
//!
//! A table of names with identifiers comes in and becomes decisions; for the numbers of the archive their identifiers go out.
//!
//! Invariant: names that were merged have the identifiers of all of them; of each authority the one of the name that stayed, else the
//! one that was decided last.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension as _, Result, Transaction, params};

use crate::model::{Identifier, Identifiers};
use crate::store::archive::Archive;
use crate::store::decide::make;
use crate::store::decisions::call::{Call, interpret};
use crate::store::decisions::decision::{Decision, Verb, holding, id_of_key, load};
use crate::store::decisions::error::DecisionError;
use crate::store::decisions::rulings::Rulings;
use crate::store::kind::Kind;

/// Somebody or something with identifiers, as a table has it that went out and came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The line of the table.
    pub line: u64,
    /// What it is.
    pub kind: Kind,
    /// Its number when the table went out.
    pub id: Option<i64>,
    /// Its name then.
    pub name: String,
    /// Its identifiers, one or more.
    pub identifiers: Vec<Identifier>,
}

/// What became of a table.
#[derive(Debug, Default)]
pub struct Identified {
    /// Decisions that are new.
    pub made: u64,
    /// Decisions that held already.
    pub unchanged: u64,
    /// Lines of which nobody of the archive is meant, or more than one, with the reason.
    pub refused: Vec<(u64, DecisionError)>,
}

impl Archive {
    /// Decides what `rows` say; `made_at` is the time, ISO 8601. Who is meant is told by number where that has the name of the row,
    /// else by the name.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written.
    pub fn identify(&mut self, rows: &[Named], made_at: &str) -> std::result::Result<Identified, DecisionError> {
        self.in_transaction(|transaction| {
            let rulings = Rulings::in_force(transaction, &load(transaction)?)?;
            let (mut decisions, mut identified) = (Vec::new(), Identified::default());
            for row in rows {
                let subject = match row.id.filter(|_| !row.name.is_empty()) {
                    Some(id) if is_called(transaction, row.kind, id, &row.name)? => id.to_string(),
                    // A name of digits would be taken for the number of another.
                    _ if row.name.trim().parse::<i64>().is_ok() => {
                        let (noun, name) = (row.kind.noun(), row.name.clone());
                        let error = DecisionError::Unknown { noun, name, candidates: Vec::new() };
                        identified.refused.push((row.line, error));
                        continue;
                    }
                    _ => row.name.clone(),
                };
                let call = Call::Identify { subject, identifiers: row.identifiers.clone() };
                match interpret(transaction, &rulings, row.kind, &call, made_at) {
                    Ok(made) => decisions.extend(made),
                    Err(error @ (DecisionError::Unknown { .. } | DecisionError::Ambiguous { .. })) => {
                        identified.refused.push((row.line, error));
                    }
                    Err(error) => return Err(error),
                }
            }
            let applied = make(transaction, &decisions)?.0;
            Ok(Identified { made: applied.made, unchanged: applied.unchanged, ..identified })
        })
    }
}

/// Whether the one of this number has this name.
fn is_called(transaction: &Transaction<'_>, kind: Kind, id: i64, name: &str) -> Result<bool> {
    let sql = format!("SELECT 1 FROM {} WHERE id = ?1 AND name = ?2", kind.table());
    Ok(transaction.prepare_cached(&sql)?.query_row(params![id, name], |_| Ok(())).optional()?.is_some())
}

/// The numbers of everything of `kind` that was decided to be this record.
pub(crate) fn identified(connection: &Connection, kind: Kind, identifier: &Identifier) -> Result<Vec<i64>> {
    let sql = "SELECT EXISTS (SELECT 1 FROM decisions WHERE verb = 'identify' AND undone_at IS NULL AND object = ?1)";
    if !connection.query_row(sql, [identifier.to_string()], |row| row.get::<_, bool>(0))? {
        return Ok(Vec::new());
    }
    let is_it = |own: &Identifiers| own.get(&identifier.authority) == Some(&identifier.value);
    let mut ids: Vec<i64> =
        identifiers(connection, kind)?.into_iter().filter(|(_, own)| is_it(own)).map(|(id, _)| id).collect();
    ids.sort_unstable();
    Ok(ids)
}

/// Identifiers as one text: `viaf:7; wikidata:Q42`.
pub(crate) fn written(identifiers: &Identifiers) -> String {
    identifiers.iter().map(|(authority, value)| format!("{authority}:{value}")).collect::<Vec<_>>().join("; ")
}

/// The identifiers of everything of `kind` that has one, by number.
pub(crate) fn identifiers(connection: &Connection, kind: Kind) -> Result<HashMap<i64, Identifiers>> {
    let mut by_id: HashMap<i64, Identifiers> = HashMap::new();
    let sql = "SELECT EXISTS (SELECT 1 FROM decisions WHERE verb = 'identify' AND undone_at IS NULL)";
    if !connection.query_row(sql, [], |row| row.get::<_, bool>(0))? {
        return Ok(by_id);
    }
    let decisions = load(connection)?;
    let rulings = Rulings::in_force(connection, &decisions)?;
    let is_of_kind = |decision: &&Decision| decision.kind == kind && decision.verb == Verb::Identify;
    let is_own = |decision: &&Decision| rulings.root(kind, &decision.subject_key) == decision.subject_key;
    let (own, merged): (Vec<_>, Vec<_>) = holding(&decisions).into_iter().filter(is_of_kind).partition(is_own);
    for decision in merged.into_iter().chain(own) {
        let Some((authority, value)) = decision.identifier() else { continue };
        let Some(id) = id_of_key(connection, kind, rulings.root(kind, &decision.subject_key))? else { continue };
        by_id.entry(id).or_default().insert(authority.to_owned(), value.to_owned());
    }
    Ok(by_id)
}
