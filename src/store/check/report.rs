//! What a check found, and what mends it.

/// What a check looked at and what it found wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// What was looked at and how often, in the order of the check: `("offsets", 5300)`.
    pub checked: Vec<(&'static str, u64)>,
    /// What is wrong; empty for a sound archive. At most 100 of each kind are listed.
    pub findings: Vec<Finding>,
    /// The file cannot be written from here, and so its full-text indexes could be compared with their tables by the number
    /// of rows only.
    pub by_count_only: bool,
    /// A deletion was stopped before the file had been written anew: deleted text may still stand in free parts of it.
    pub is_to_be_wiped: bool,
}

/// One thing wrong with an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// A short name that scripts can match: `application-id`, `integrity`, `foreign-key`, `search-index`, `offset`,
    /// `caption-digest`, `source-digest`, `body-digest`, `row-digest`, `state-digest`, `count`, `derived`, `correction`, `identity`,
    /// `edition`, `signature`.
    pub kind: &'static str,
    /// One sentence in lower case without a final stop, naming table and row.
    pub message: String,
}

/// More findings of one kind than this say nothing new.
pub(super) const MOST_FINDINGS: usize = 100;

/// What mends a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remedy {
    /// Another version is to be shown: `archive rebuild`.
    Rebuild,
    /// Rows are to be made anew from the originals and the decisions: `archive rebuild --repair`.
    Repair,
    /// The file itself, an original or another thing that stands nowhere else: a copy.
    Copy,
}

impl Finding {
    /// What mends it.
    #[must_use]
    pub fn remedy(&self) -> Remedy {
        match self.kind {
            "edition" => Remedy::Rebuild,
            "application-id" | "integrity" | "source-digest" | "state-digest" => Remedy::Copy,
            _ => Remedy::Repair,
        }
    }
}

impl CheckReport {
    pub(super) fn find(&mut self, kind: &'static str, message: String) {
        if self.findings.iter().filter(|finding| finding.kind == kind).count() < MOST_FINDINGS {
            self.findings.push(Finding { kind, message });
        }
    }
}
