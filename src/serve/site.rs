//! What all pages of a served archive share.

use std::io;
use std::path::PathBuf;

use crate::query::rows::DoubtRow;
use crate::serve::kept::Kept;
use crate::serve::limit;
use crate::serve::links::Links;
use crate::store::{Access, Again, Archive, Entry, StoreError, Version};

/// The versions of an article, each with what is read in it.
pub type ReadVersions = Vec<(Version, Option<Entry>)>;

/// What pages need of the rooms that a server does not know.
#[derive(Clone, Copy)]
pub struct Tools {
    /// The time, ISO 8601.
    pub now: fn() -> String,
    /// How articles are read again when a decision is about one of their fields.
    pub again: fn() -> Again<'static>,
    /// The versions of an article, each with what is read in it.
    pub versions: fn(&Archive, i64) -> Result<ReadVersions, StoreError>,
}

/// The archive that is shown, and how.
#[derive(Clone)]
pub struct Site {
    /// The archive.
    pub db: PathBuf,
    /// How it is opened.
    pub access: Access,
    /// How its pages link to each other.
    pub(in crate::serve) links: Links,
    /// The token of the forms that decide; `None` where nothing is decided here.
    pub(in crate::serve) token: Option<String>,
    /// What the rooms below do for it.
    pub(in crate::serve) tools: Tools,
    /// The pairs in doubt, which take longer to find than a page may.
    pub(in crate::serve) doubts: Kept<Vec<DoubtRow>>,
}

impl Site {
    /// An archive that a server shows.
    #[must_use]
    pub fn served(db: PathBuf, access: Access, tools: Tools) -> Self {
        let access = Access { halted: limit::is_over, ..access };
        Self { db, access, links: Links::SERVED, token: None, tools, doubts: Kept::default() }
    }

    /// An archive whose pages are files of a folder.
    #[must_use]
    pub fn filed(db: PathBuf, access: Access, tools: Tools) -> Self {
        Self { db, access, links: Links::files(0), token: None, tools, doubts: Kept::default() }
    }

    /// One whose pages decide, too.
    ///
    /// # Errors
    /// Where the system has no random numbers for the token of the forms.
    pub fn deciding(self) -> io::Result<Self> {
        let mut bytes = [0_u8; 16];
        getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
        let token = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { token: Some(token), ..self })
    }

    /// Whether pages decide.
    pub(in crate::serve) fn decides(&self) -> bool {
        self.token.is_some()
    }

    /// What the archive is called: its file, without folder and ending.
    pub(in crate::serve) fn name(&self) -> String {
        self.db.file_stem().map_or_else(|| "archive".to_owned(), |name| name.to_string_lossy().into_owned())
    }

    /// The command of a list with the query that was asked for and these flags behind it.
    pub(in crate::serve) fn list_command(&self, verb: &str, query: &str, flags: &[&str]) -> String {
        let query: &[&str] = if query.is_empty() { &[] } else { &[query] };
        self.command(&[&[verb], query, flags].concat())
    }

    /// A command of this archive, as a terminal takes it.
    pub(in crate::serve) fn command(&self, words: &[&str]) -> String {
        let db = self.db.to_string_lossy();
        let named: &[&str] = if db == "archive.db" { &[] } else { &["--db", &db] };
        ["archive"].iter().chain(named).chain(words).map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
    }
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./:@,=+%".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// A site for tests, whose archive nobody opens.
#[cfg(test)]
pub(in crate::serve) fn tests_site(db: &str) -> Site {
    let tools = Tools {
        now: || "2031-04-05T06:07:08Z".to_owned(),
        again: || Again { read: &|_| None, analyse: &|_| crate::model::Analysis::default() },
        versions: |_, _| Ok(Vec::new()),
    };
    Site::served(db.into(), Access::default(), tools)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_runs_nothing_of_a_query() {
        let site = tests_site("archive.db");
        assert_eq!(site.command(&["query", "it's $(rm) \"x\""]), "archive query 'it'\\''s $(rm) \"x\"'");
        let named = tests_site("/a b/news.db");
        assert_eq!(named.command(&["show", "7"]), "archive --db '/a b/news.db' show 7");
        assert_eq!(named.name(), "news");
    }
}
