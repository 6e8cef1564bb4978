//! How an archive is opened: in which journal mode, with how much patience, and who may end the work.
//!
//! Invariant: nothing here knows a terminal or a signal; whoever opens an archive hands in what is to be asked.

use std::time::Duration;

/// How an archive is opened for writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Journal {
    /// Write-ahead log while importing, rollback journal at rest.
    #[default]
    Wal,
    /// Rollback journal throughout: for network drives.
    Rollback,
}

/// What every connection to an archive goes by.
#[derive(Clone, Copy, Debug)]
pub struct Access {
    /// The journal mode, for writers.
    pub journal: Journal,
    /// How long another program may hold the archive before this one gives up.
    pub patience: Duration,
    /// Told, every few milliseconds while another program holds the archive, for how long it has; `true` ends the
    /// waiting.
    pub while_waiting: fn(Duration) -> bool,
    /// Asked every few thousand steps of a statement; `true` ends it, and its transaction is taken back.
    pub halted: fn() -> bool,
}

/// Longer than the longest batch of a rebuild on a slow disk.
pub const PATIENCE: Duration = Duration::from_mins(1);

impl Default for Access {
    fn default() -> Self {
        Self { journal: Journal::default(), patience: PATIENCE, while_waiting: |_| false, halted: || false }
    }
}

impl From<Journal> for Access {
    fn from(journal: Journal) -> Self {
        Self { journal, ..Self::default() }
    }
}
