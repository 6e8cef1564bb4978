//! How the verbs open an archive: with how much patience, with what word while they wait, and who may stop them.
//!
//! Invariant: a user who waits for another program is told so once, and soon.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::cli::command_error::CommandError;
use crate::cli::{signals, ui};
use crate::store::{Access, Archive, Journal, Rest};

/// After what time a run says what it is waiting for.
const SILENCE: Duration = Duration::from_secs(1);

/// How an archive is opened for writing in `journal` mode.
#[must_use]
pub fn writing(journal: Journal) -> Access {
    let access = Access { journal, while_waiting, halted: signals::time_is_up, ..Access::default() };
    Access { patience: asked_patience().unwrap_or(access.patience), ..access }
}

/// How an archive is opened for a question.
#[must_use]
pub fn reading() -> Access {
    writing(Journal::default())
}

/// `ARCHIVE_WAIT`, in seconds.
fn asked_patience() -> Option<Duration> {
    std::env::var("ARCHIVE_WAIT").ok()?.trim().parse().ok().map(Duration::from_secs)
}

/// `ARCHIVE_BATCH_ARTICLES`: articles in a transaction. It is for tests that cut batches, and changes no row.
#[must_use]
pub fn batch_articles() -> Option<usize> {
    std::env::var("ARCHIVE_BATCH_ARTICLES").ok()?.trim().parse().ok()
}

fn while_waiting(waited: Duration) -> bool {
    static SAID: AtomicBool = AtomicBool::new(false);
    if waited >= SILENCE && !SAID.swap(true, Ordering::Relaxed) {
        ui::note("another program is using the archive; waiting for it");
    }
    signals::came().is_some()
}

/// Closes the archive when all is stored, and names any files that had to stay next to it.
pub fn put_away(mut archive: Archive) {
    let path = archive.path().to_path_buf();
    match archive.rest() {
        Rest::Whole => {}
        Rest::Shared { holders } => {
            let who = if holders.is_empty() { "another program still reads the archive".to_owned() } else { holders };
            say_what_to_copy(&path, &who);
        }
        Rest::Unfinished(error) => {
            let CommandError { message, .. } = error.into();
            let about = format!("{}: ", path.display());
            say_what_to_copy(&path, message.strip_prefix(&about).unwrap_or(&message));
        }
    }
}

fn say_what_to_copy(path: &Path, why: &str) {
    let path = path.display();
    ui::note(&format!("{path}: everything is stored, part of it in {path}-wal: {why}"));
    ui::hint(&format!(
        "copy {path} and {path}-wal together; the next `archive import` or `archive rebuild` makes one file of them"
    ));
}
