//! The versions of articles, read again from their originals.
//!
//! Invariant: what is read here is stored nowhere.

use std::panic::resume_unwind;
use std::path::Path;
use std::thread;

use crate::analyse::analyse;
use crate::cli::command_error::CommandError;
use crate::import::understand;
use crate::model::{Analysis, Article};
use crate::normalise::normalise;
use crate::query;
use crate::query::versions::rows::{Changes, VersionRow};
use crate::query::{ArticleKey, Sureness};
use crate::read::reread;
use crate::store::{Archive, Entry, StoreError, Version};

/// The versions of an article, the oldest first, each with what this version of the program reads in it; nothing is read of
/// an original that is damaged.
///
/// # Errors
/// Where the archive cannot be used.
pub fn read_versions(archive: &Archive, article_id: i64) -> Result<ReadVersions, StoreError> {
    let versions = archive.versions(article_id)?;
    let read = |mut version: Version| {
        let entry = version.original.take().and_then(|original| reread(original).ok()).map(understand);
        (version, entry)
    };
    Ok(versions.into_iter().map(read).collect())
}

/// The versions of an article, each with what is read in it.
type ReadVersions = Vec<(Version, Option<Entry>)>;

/// Whether an older version needs a closer look.
pub type IsOfInterest<'i> = dyn Fn(&Article) -> bool + Sync + 'i;

/// The versions of each of these articles, as [`read_versions`] has them, but for older ones that are of no interest or say
/// what the one that is shown says: nothing is read in them. As many threads read as the machine has.
///
/// # Errors
/// Where the archive cannot be used.
pub fn read_changed(
    archive: &Archive,
    articles: &[i64],
    is_of_interest: &IsOfInterest<'_>,
) -> Result<Vec<ReadVersions>, CommandError> {
    let mut stored = Vec::new();
    for article_id in articles {
        stored.push(archive.versions(*article_id)?);
    }
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = stored.len().div_ceil(threads).max(1);
    let mut shares = Vec::new();
    while !stored.is_empty() {
        shares.push(stored.drain(..share.min(stored.len())).collect::<Vec<_>>());
    }
    Ok(thread::scope(|scope| {
        let read =
            |share: Vec<Vec<Version>>| share.into_iter().map(|versions| changed(versions, is_of_interest)).collect();
        let others: Vec<_> = shares.into_iter().map(|share| scope.spawn(move || -> Vec<_> { read(share) })).collect();
        others.into_iter().flat_map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    }))
}

/// The versions of one article, with what is read in those that may have another text than the one shown, and in that.
fn changed(versions: Vec<Version>, is_of_interest: &IsOfInterest<'_>) -> ReadVersions {
    let mut read: ReadVersions = versions.into_iter().map(normalised).collect();
    let shown = read.iter().find(|(version, _)| version.is_shown).and_then(|(_, entry)| entry.clone());
    for (version, entry) in &mut read {
        let is_wanted = |entry: &Entry| {
            let differs = shown.as_ref().is_some_and(|shown| !says_the_same(&entry.article, &shown.article));
            version.is_shown || differs && is_of_interest(&entry.article)
        };
        *entry = entry.take().filter(is_wanted);
    }
    if read.iter().any(|(version, entry)| !version.is_shown && entry.is_some()) {
        read.iter_mut()
            .filter_map(|(_, entry)| entry.as_mut())
            .for_each(|entry| entry.analysis = analyse(&entry.article));
    }
    read
}

/// The version with its article, in which nothing was looked for yet.
fn normalised(mut version: Version) -> (Version, Option<Entry>) {
    let entry = version.original.take().and_then(|original| reread(original).ok()).map(|document| {
        let (article, diagnostics) = normalise(&document);
        let (analysis, is_dump) = (Analysis::default(), version.is_dump);
        Entry { source: document.source, article, analysis, diagnostics, is_dump }
    });
    (version, entry)
}

fn says_the_same(one: &Article, other: &Article) -> bool {
    let parts = |article: &Article| (article.headline.clone(), article.standfirst.clone(), article.captions.clone());
    one.body == other.body && parts(one) == parts(other)
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
