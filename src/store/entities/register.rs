//! The people, places and organisations that a batch touches.

use std::rc::Rc;

use rusqlite::{Result, Transaction};

use crate::store::bar;
use crate::store::decisions::decision::load;
use crate::store::decisions::rulings::Rulings;
use crate::store::entities::ledger::Ledger;
use crate::store::kind::Kind;

/// The people, places and organisations that a batch touches.
pub(in crate::store) struct Register<'t> {
    pub(super) people: Ledger<'t>,
    pub(super) places: Ledger<'t>,
    pub(super) organisations: Ledger<'t>,
    pub(super) rulings: Rc<Rulings>,
}

impl<'t> Register<'t> {
    pub(in crate::store) fn new(transaction: &'t Transaction<'_>) -> Result<Self> {
        let bar = bar::read(transaction)?;
        Ok(Self {
            people: Ledger::new(transaction, Kind::Person, bar)?,
            places: Ledger::new(transaction, Kind::Place, bar)?,
            organisations: Ledger::new(transaction, Kind::Organisation, bar)?,
            rulings: Rc::new(Rulings::in_force(transaction, &load(transaction)?)?),
        })
    }

    pub(super) fn ledger(&mut self, kind: Kind) -> &mut Ledger<'t> {
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
