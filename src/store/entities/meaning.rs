//! Whom a name in an article means, and why.

/// Why a name means whom it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// It means itself.
    Name,
    /// The archive offers one person of that surname.
    Surname,
    /// A decision.
    Decision,
}

impl Reason {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Surname => "surname",
            Self::Decision => "decision",
        }
    }
}

/// Whom a name in an article means, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) whom: Option<i64>,
    pub(super) reason: Reason,
}
