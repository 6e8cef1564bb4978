//! How a run ends, in the numbers that scripts rely on.
//!
//! Invariant: a number never changes its meaning.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitStatus {
    /// Everything was done; also where the reader of standard output left early.
    Done,
    /// A query matched nothing.
    NoMatch,
    /// The command line was not understood.
    Usage,
    /// Some records were skipped, each named on standard error.
    Skipped,
    /// The archive cannot be used: not ours, newer, locked, damaged or full.
    Unusable,
    /// A signal asked the run to stop; what was stored is whole.
    Stopped(u8),
    /// A bug; `EX_SOFTWARE` of `sysexits.h`.
    Bug,
}

impl ExitStatus {
    /// Its number.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::NoMatch => 1,
            Self::Usage => 2,
            Self::Skipped => 3,
            Self::Unusable => 4,
            // As a shell counts the programs that a signal ended.
            Self::Stopped(signal) => 128 + signal,
            Self::Bug => 70,
        }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status.code())
    }
}
