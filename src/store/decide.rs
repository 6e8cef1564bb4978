//! Makes and undoes decisions about who is who, and carries decisions, tags and notes from one archive to another.
//!
//! Commands come in; rows of `decisions` and everything that follows from them go out, in one transaction.
//!
//! Invariant: what follows from a decision is in the archive with it, or neither is.

use std::collections::HashSet;

use rusqlite::{Result, Transaction, TransactionBehavior, params};

use crate::store::archive::Archive;
use crate::store::decisions::call::{Call, interpret};
use crate::store::decisions::correction;
use crate::store::decisions::decision::{Decision, Verb, holding, insert, load};
use crate::store::decisions::error::DecisionError;
use crate::store::decisions::lines::{Line, read, write};
use crate::store::decisions::remark;
use crate::store::decisions::remark::{Put, Remark};
use crate::store::decisions::rulings::Rulings;
use crate::store::entities::register::Register;
use crate::store::error::StoreError;
use crate::store::kind::Kind;
use crate::store::rebuild::correct;
use crate::store::seals;
use crate::store::seals::table::Table;
use crate::store::sources::editions::Again;

/// What became of decisions that were applied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Decisions that are new here.
    pub made: u64,
    /// Decisions that held already.
    pub unchanged: u64,
    /// Tags and notes of articles that are not here.
    pub absent: Vec<Remark>,
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
            let rulings = Rulings::in_force(transaction, &load(transaction)?)?;
            let decisions = interpret(transaction, &rulings, kind, call, made_at)?;
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
            follow(transaction, &Rulings::in_force(transaction, &before)?, std::slice::from_ref(&decision))?;
            Ok(decision)
        })
    }

    /// The decisions that hold, a line each, in the order in which they were made, and then tags and notes: what
    /// [`apply_decisions`](Self::apply_decisions) reads.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be read.
    pub fn export_decisions(&self) -> std::result::Result<String, StoreError> {
        let export = || {
            let transaction = self.connection.unchecked_transaction()?;
            let corrections = correction::latest(correction::load(&transaction)?);
            Ok(write(&holding(&load(&transaction)?), &corrections, &remark::load(&transaction)?))
        };
        export().map_err(|cause| self.refused(cause))
    }

    /// Makes the decisions of an export that do not hold yet, all of them or none. Articles of which a field is corrected are
    /// read with `again`; without it a rebuild corrects them. Tags and notes of articles that are not here are given back.
    ///
    /// # Errors
    ///
    /// Where a line cannot be read, and where the archive cannot be written.
    pub fn apply_decisions(
        &mut self,
        text: &str,
        again: Option<Again<'_>>,
    ) -> std::result::Result<Applied, DecisionError> {
        let mut decisions_and_corrections = Vec::new();
        let mut remarks = Vec::new();
        for line in read(text)? {
            match line {
                Line::Remark(remark) => remarks.push(remark),
                line => decisions_and_corrections.push(line),
            }
        }
        self.in_transaction(|transaction| {
            let mut applied = apply(transaction, &decisions_and_corrections, again)?;
            for remark in remarks {
                match remark::put(transaction, &remark)? {
                    Put::New => applied.made += 1,
                    Put::Known => applied.unchanged += 1,
                    Put::Absent => applied.absent.push(remark),
                }
            }
            Ok(applied)
        })
    }

    /// Does `work` in one transaction.
    pub(in crate::store) fn in_transaction<T>(
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

/// Makes decisions and corrections in their order, as many of a sort at once as follow each other.
fn apply(
    transaction: &Transaction<'_>,
    lines: &[Line],
    again: Option<Again<'_>>,
) -> std::result::Result<Applied, DecisionError> {
    let is_identity = |line: &Line| matches!(line, Line::Identity(_));
    let mut applied = Applied::default();
    for alike in lines.chunk_by(|one, next| is_identity(one) == is_identity(next)) {
        let (mut decisions, mut corrections) = (Vec::new(), Vec::new());
        for line in alike.iter().cloned() {
            match line {
                Line::Identity(decision) => decisions.push(decision),
                Line::Correction(correction) => corrections.push(correction),
                Line::Remark(_) => {}
            }
        }
        let made = make(transaction, &decisions)?.0.made + correct::make(transaction, corrections, again)?.len() as u64;
        applied.made += made;
        applied.unchanged += alike.len() as u64 - made;
    }
    Ok(applied)
}

/// Stores the decisions that do not hold yet and draws the consequences.
pub(in crate::store) fn make(
    transaction: &Transaction<'_>,
    decisions: &[Decision],
) -> Result<(Applied, Vec<Decision>)> {
    let before = load(transaction)?;
    let rulings = Rulings::in_force(transaction, &before)?;
    let mut applied = Applied::default();
    let mut made = Vec::new();
    {
        let holding = holding(&before);
        let mut meanings: HashSet<_> = holding.iter().map(|decision| decision.meaning()).collect();
        let mut fresh = Vec::new();
        // Of what only the last decision holds, those before it in the same table are none.
        let mut later = HashSet::new();
        let mut last = Vec::with_capacity(decisions.len());
        for decision in decisions.iter().rev() {
            if decision.choice().is_none_or(|choice| later.insert(choice)) {
                last.push(decision);
            }
        }
        last.reverse();
        applied.unchanged += (decisions.len() - last.len()) as u64;
        for decision in last {
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

/// Draws the consequences of `decisions`, which were made or undone since the decisions came to `before`.
fn follow(transaction: &Transaction<'_>, before: &Rulings, decisions: &[Decision]) -> Result<()> {
    // An identifier says nothing of who is meant.
    let mut decisions = decisions.iter().filter(|decision| decision.verb != Verb::Identify).peekable();
    if decisions.peek().is_none() {
        return Ok(());
    }
    let mut register = Register::new(transaction)?;
    for decision in decisions {
        register.reconsider(transaction, before, decision)?;
    }
    register.settle(transaction)
}

/// Lets the splits that hold speak of the articles that they name now, where articles became one.
pub(super) fn follow_splits(transaction: &Transaction<'_>) -> Result<()> {
    let all = load(transaction)?;
    let is_split = |decision: &&Decision| decision.verb == Verb::Split && decision.undone_at.is_none();
    let splits: Vec<Decision> = all.iter().filter(is_split).cloned().collect();
    follow(transaction, &Rulings::in_force(transaction, &all)?, &splits)
}
