//! What a folder holds and is not read, counted by reason.
//!
//! Invariant: everything met in a folder is read, named as a problem or counted here, but for the archive itself.

use std::collections::BTreeMap;
use std::fs::FileType;

/// How many members of folders are not read, by reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LeftOut(BTreeMap<&'static str, u64>);

/// The user excluded it.
pub(super) const EXCLUDED: &str = "excluded";
/// Its name begins with a dot.
pub(super) const HIDDEN: &str = "hidden";
/// It leads to a file or folder that is read under another name, perhaps to the one it stands in.
pub(super) const LINK: &str = "link to what is read already";

impl LeftOut {
    pub(super) fn count(&mut self, reason: &'static str) {
        *self.0.entry(reason).or_default() += 1;
    }

    /// The reasons and how often each came up.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, u64)> + '_ {
        self.0.iter().map(|(reason, count)| (*reason, *count))
    }
}

/// What something is that is neither a file nor a folder.
#[cfg(unix)]
pub(super) fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    match kind {
        kind if kind.is_fifo() => "pipe",
        kind if kind.is_socket() => "socket",
        _ => "device",
    }
}

#[cfg(not(unix))]
pub(super) fn special(_: FileType) -> &'static str {
    "device"
}
