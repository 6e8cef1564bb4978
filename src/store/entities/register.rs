//! The people, places and organisations that a batch touches.

use std::rc::Rc;

use rusqlite::{Result, Transaction};

use crate::store::decisions::decision::load;
use crate::store::decisions::rulings::Rulings;
use crate::store::entities::ledger::Ledger;
use crate::store::entities::surnames::{Touched, year_of};
use crate::store::kind::Kind;

/// The people, places and organisations that a batch touches.
pub(in crate::store) struct Register {
    pub(super) people: Ledger,
    pub(super) places: Ledger,
    pub(super) organisations: Ledger,
    pub(super) rulings: Rc<Rulings>,
    pub(super) touched: Touched,
}

impl Register {
    pub(in crate::store) fn new(transaction: &Transaction<'_>) -> Result<Self> {
        Ok(Self {
            people: Ledger::new(transaction, Kind::Person)?,
            places: Ledger::new(transaction, Kind::Place)?,
            organisations: Ledger::new(transaction, Kind::Organisation)?,
            rulings: Rc::new(Rulings::new(&load(transaction)?)),
            touched: Touched::new(),
        })
    }

    pub(super) fn ledger(&mut self, kind: Kind) -> &mut Ledger {
        match kind {
            Kind::Person => &mut self.people,
            Kind::Place => &mut self.places,
            Kind::Organisation => &mut self.organisations,
        }
    }
}

/// The key of a thing.
pub(super) fn key_of(transaction: &Transaction<'_>, kind: Kind, id: i64) -> Result<String> {
    let sql = match kind {
        Kind::Person => "SELECT key FROM people WHERE id = ?1",
        Kind::Place => "SELECT key FROM places WHERE id = ?1",
        Kind::Organisation => "SELECT key FROM organisations WHERE id = ?1",
    };
    transaction.prepare_cached(sql)?.query_row([id], |row| row.get(0))
}

/// The year of an article.
pub(super) fn year_of_article(transaction: &Transaction<'_>, article_id: i64) -> Result<Option<i64>> {
    let date: Option<String> = transaction
        .prepare_cached("SELECT date FROM articles WHERE id = ?1")?
        .query_row([article_id], |row| row.get(0))?;
    Ok(year_of(date.as_deref()))
}
