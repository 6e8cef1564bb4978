use super::{Archive, StoreError};

/// What a check looked at and what it found wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// What was looked at and how often, in the order of the check: `("offsets", 5300)`.
    pub checked: Vec<(&'static str, u64)>,
    /// What is wrong; empty for a sound archive. At most 100 of each kind are listed.
    pub findings: Vec<Finding>,
}

/// One thing wrong with an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// A short name that scripts can match: `integrity`, `foreign-key`, `search-index`, `offset`, `caption-digest`.
    pub kind: &'static str,
    /// One sentence in lower case without a final stop, naming table and row.
    pub message: String,
}

/// Looks through the whole archive for anything that does not agree.
///
/// # Errors
///
/// Where the archive cannot be read at all.
pub fn check(_archive: &Archive) -> Result<CheckReport, StoreError> {
    unimplemented!()
}
