//! Puts an archive away when the work is done: one file, without a log beside it, where that can be had.
//!
//! Invariant: what is stored is stored, whatever happens here. A log that stays is read by whoever opens the file next.

use std::thread;
use std::time::Duration;

use crate::store::archive::Archive;
use crate::store::error::StoreError;
use crate::store::open::beside::has_log;
use crate::store::open::connection::{be_patient, journal_mode};

/// Questions that are just being answered are waited for; whoever else is connected may stay for hours.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(50);

/// How an archive was left.
#[derive(Debug)]
pub enum Rest {
    /// The file holds everything.
    Whole,
    /// Part of it stands in the log beside the file, which somebody else still reads; who, where that is known.
    Shared {
        /// The processes, in words; empty where they are not known.
        holders: String,
    },
    /// Part of it stands in the log beside the file, which could not be put away.
    Unfinished(StoreError),
}

impl Archive {
    /// Puts the log away, so that the file alone holds everything and nothing stands beside it.
    pub fn rest(&mut self) -> Rest {
        let outcome = self.put_away();
        let _ = be_patient(&mut self.connection, &self.access);
        match outcome {
            Err(cause) if has_log(&self.path) => Rest::Unfinished(self.refused(cause)),
            Ok(false) => Rest::Shared { holders: super::holders::holders(&self.path) },
            _ => Rest::Whole,
        }
    }

    /// Whether the file alone holds everything, with no log that somebody else still reads: only then can all of it be
    /// written anew.
    ///
    /// # Errors
    ///
    /// Where somebody else keeps a log beside it, or the archive cannot be read.
    pub fn is_alone(&self) -> Result<(), StoreError> {
        let mode = self.connection.pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0));
        match mode.map_err(|cause| self.refused(cause))?.as_str() {
            "wal" => {
                let holders = super::holders::holders(&self.path);
                Err(StoreError::Locked { path: self.path.clone(), holders })
            }
            _ => Ok(()),
        }
    }

    /// Whether the file alone holds everything now.
    fn put_away(&mut self) -> rusqlite::Result<bool> {
        self.connection.busy_timeout(Duration::ZERO)?;
        let mut in_file = true;
        for step in 0..TRIES {
            if step > 0 {
                thread::sleep(PAUSE);
            }
            // Pages go from the log into the file while others read; the change of mode then keeps them out only briefly.
            in_file = self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| {
                let (busy, pages, moved): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
                Ok(busy == 0 && pages == moved)
            })?;
            if journal_mode(&self.connection, "delete")? != "wal" {
                return Ok(true);
            }
            if (self.access.halted)() {
                break;
            }
        }
        Ok(in_file)
    }
}
