//! The versions of an article as a list.

use crate::query::error::QueryError;
use crate::query::filter::Sureness;
use crate::query::versions::changes::changes;
use crate::query::versions::rows::VersionRow;
use crate::store::{Archive, Entry, Version};

/// A row for each of `versions`, which come the oldest first, each with what was read of it. What has changed is told
/// against the version before that could be read.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn version_rows(
    archive: &Archive,
    versions: &[(Version, Option<Entry>)],
    sureness: Sureness,
) -> Result<Vec<VersionRow>, QueryError> {
    let mut rows = Vec::with_capacity(versions.len());
    let mut before: Option<(i64, &Entry)> = None;
    for (number, (version, entry)) in (1_i64..).zip(versions) {
        let change = match (before, entry) {
            (_, None) => "the original cannot be read".to_owned(),
            (None, Some(_)) => "first version".to_owned(),
            (Some(old), Some(new)) => changes(archive, 0, old, (number, new), sureness)?.in_one_line(),
        };
        let words = |entry: &Entry| {
            let words = entry.article.body.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
            i64::try_from(words.count()).unwrap_or(i64::MAX)
        };
        rows.push(VersionRow {
            version: number,
            shown: version.is_shown,
            date: version.date.clone(),
            fetched_at: version.fetched_at.clone(),
            imported_at: version.imported_at.clone(),
            kind: if version.is_dump { "dump" } else { "page" },
            path: version.path.clone(),
            record: version.record.clone(),
            word_count: entry.as_ref().map(words),
            change,
        });
        before = entry.as_ref().map(|entry| (number, entry)).or(before);
    }
    Ok(rows)
}
