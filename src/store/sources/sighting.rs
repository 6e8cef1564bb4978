//! Known bytes that were met again.

use crate::model::{Digest, Source};

/// Known bytes in a place, perhaps a new one.
pub(in crate::store) struct Sighting {
    pub(in crate::store) sha256: Digest,
    pub(in crate::store) path: String,
    pub(in crate::store) record: Option<String>,
    pub(in crate::store) position: i64,
}

impl Sighting {
    pub(in crate::store) fn of(source: &Source) -> Self {
        let Source { sha256, path, record, position, .. } = source;
        let position = i64::try_from(*position).unwrap_or(i64::MAX);
        Self { sha256: *sha256, path: path.clone(), record: record.clone(), position }
    }
}
