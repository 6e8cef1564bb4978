//! Parameters of addresses that choose a page in this archive.
//!
//! Their names come in; the articles known by an address that has one get their keys anew, and are shown as the corrections
//! have it that speak of them now.
//!
//! Invariant: all of it is one transaction.

use rusqlite::TransactionBehavior;

use crate::store::archive::Archive;
use crate::store::error::StoreError;
use crate::store::rebuild::correct;
use crate::store::rekey::anew::rekey;
use crate::store::sources::editions::Again;

impl Archive {
    /// Takes these parameters of addresses for such as choose a page, from now on and for whoever imports after; articles
    /// known by an address that has one get their keys anew. Those of which a correction speaks now are read with `again`.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written.
    pub fn keep_parameters(&mut self, names: &[String], again: Again<'_>) -> std::result::Result<(), StoreError> {
        let mut keep = || {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut added = 0;
            for name in names.iter().map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty()) {
                added += transaction.execute("INSERT OR IGNORE INTO kept_parameters (name) VALUES (?1)", [name])?;
            }
            if added > 0 {
                let changed = rekey(&transaction)?;
                correct::show_corrected(&transaction, &changed, again)?;
            }
            transaction.commit()
        };
        let kept = keep();
        kept.map_err(|cause| self.refused(cause))
    }
}
