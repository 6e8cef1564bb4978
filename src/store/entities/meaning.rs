//! Who a name means according to the decisions, and how that is put down.
//!
//! Invariant: a name that no decision speaks of means itself and has no row in `appearances`.

use rusqlite::{OptionalExtension as _, Result, Transaction, params};

use crate::store::decisions::rulings::Ruling;
use crate::store::entities::register::Register;
use crate::store::entities::told::NewEntity;
use crate::store::kind::Kind;
use crate::store::whom::Whom;

/// Whom a name in an article means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    /// Who is meant; `None` where that was rejected.
    pub(super) whom: Option<i64>,
    /// A decision says so.
    pub(super) is_decided: bool,
}

impl Register<'_> {
    /// Who is meant by the name `named` of this key in an article that `splits` speak of.
    pub(super) fn ruled_key(
        &mut self,
        transaction: &Transaction<'_>,
        kind: Kind,
        (named, key): (i64, &str),
        splits: &[usize],
    ) -> Result<Meaning> {
        let rulings = std::rc::Rc::clone(&self.rulings);
        Ok(match rulings.resolve(kind, key, splits) {
            Ruling::Itself => Meaning { whom: Some(named), is_decided: false },
            Ruling::Nobody => Meaning { whom: None, is_decided: true },
            Ruling::Means(key) => {
                let entity = NewEntity::named(rulings.spelling(kind, key), key);
                let id = self.ledger(kind).id_of(transaction, &entity)?;
                Meaning { whom: Some(id), is_decided: true }
            }
        })
    }

    /// The name `named` in the article has this meaning from now on.
    pub(super) fn assign(
        &mut self,
        transaction: &Transaction<'_>,
        kind: Kind,
        (article_id, named): (i64, i64),
        meaning: Meaning,
    ) -> Result<()> {
        let before: Option<Option<i64>> = transaction
            .prepare_cached("SELECT entity_id FROM appearances WHERE kind = ?1 AND named_id = ?2 AND article_id = ?3")?
            .query_row(params![kind.noun(), named, article_id], |row| row.get(0))
            .optional()?;
        let from = before.unwrap_or(Some(named));
        if before.is_some() == meaning.is_decided && from == meaning.whom {
            return Ok(());
        }
        if meaning.is_decided {
            put_down(transaction, kind, article_id, Whom { named, meant: meaning.whom })?;
        } else {
            transaction
                .prepare_cached("DELETE FROM appearances WHERE kind = ?1 AND named_id = ?2 AND article_id = ?3")?
                .execute(params![kind.noun(), named, article_id])?;
        }
        self.ledger(kind).give(transaction, article_id, from, Whom { named, meant: meaning.whom })
    }
}

/// Puts down whom a name in the article means.
pub(super) fn put_down(transaction: &Transaction<'_>, kind: Kind, article_id: i64, whom: Whom) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO appearances (kind, named_id, article_id, entity_id) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET entity_id = excluded.entity_id",
        )?
        .execute(params![kind.noun(), whom.named, article_id, whom.meant])?;
    Ok(())
}
