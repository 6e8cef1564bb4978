//! Articles that get another key: each its key anew, then those that have the same one become one.

pub(super) mod anew;
pub(super) mod merges;
