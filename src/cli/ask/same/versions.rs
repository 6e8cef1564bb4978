//! The versions of articles, read again from their originals.
//!
//! Invariant: what is read here is stored nowhere.

use std::path::Path;

use crate::cli::command_error::CommandError;
use crate::import::understand;
use crate::query;
use crate::query::versions::rows::{Changes, VersionRow};
use crate::query::{ArticleKey, Sureness};
use crate::read::reread;
use crate::store::{Archive, Entry, Version};

/// The versions of an article, the oldest first, each with what this version of the program reads in it; nothing is read of
/// an original that is damaged.
///
/// # Errors
/// Where the archive cannot be used.
pub fn read_versions(archive: &Archive, article_id: i64) -> Result<Vec<(Version, Option<Entry>)>, CommandError> {
    let versions = archive.versions(article_id)?;
    let read = |mut version: Version| {
        let entry = version.original.take().and_then(|original| reread(original).ok()).map(understand);
        (version, entry)
    };
    Ok(versions.into_iter().map(read).collect())
}

/// The list of the versions of an article; `None` where there is no such article.
///
/// # Errors
/// Where the archive cannot be used.
pub fn list(
    archive: &Archive,
    key: ArticleKey<'_>,
    sureness: Sureness,
) -> Result<Option<Vec<VersionRow>>, CommandError> {
    let Some(id) = query::article_id(archive, key)? else { return Ok(None) };
    Ok(Some(query::versions::version_rows(archive, &read_versions(archive, id)?, sureness)?))
}

/// What became of one version in another, with both; `None` where there is no such article.
///
/// # Errors
/// Where the archive cannot be used, or has no such version, or cannot read it any more.
pub fn diff(
    archive: &Archive,
    key: ArticleKey<'_>,
    numbers: [usize; 2],
    sureness: Sureness,
    db: &Path,
) -> Result<Option<(Changes, [VersionRow; 2])>, CommandError> {
    let Some(id) = query::article_id(archive, key)? else { return Ok(None) };
    let versions = read_versions(archive, id)?;
    let rows = query::versions::version_rows(archive, &versions, sureness)?;
    let find = |number: usize| {
        let place = number.checked_sub(1).filter(|place| *place < versions.len()).ok_or_else(|| {
            CommandError::no_match(
                format!("{}: article {id} has no version {number}", db.display()),
                Some("`archive show ID --versions` lists versions with their numbers"),
            )
        })?;
        let entry = versions[place].1.as_ref().ok_or_else(|| {
            CommandError::no_match(
                format!("{}: the original of version {number} of article {id} cannot be read", db.display()),
                Some("`archive check` says what is damaged"),
            )
        })?;
        Ok::<_, CommandError>((rows[place].clone(), entry))
    };
    let [from, to] = numbers;
    let ((from_row, old), (to_row, new)) = (find(from)?, find(to)?);
    let changes = query::versions::changes(archive, id, (from_row.version, old), (to_row.version, new), sureness)?;
    Ok(Some((changes, [from_row, to_row])))
}
