//! What a user is told of formats, boxes, refusals and limits: the nouns of the list that `archive formats` prints.
//!
//! Each stands beside what it is about: a format cannot be written without saying what it is, because the trait asks for it.
//!
//! Invariant: nothing here decides anything; the words are those of the error messages.

use std::fmt;

/// What a user is told of a format or a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) struct About {
    /// What it is, and who writes it.
    pub what: &'static str,
    /// By what in its bytes it is told.
    pub told_by: &'static str,
    /// Files of it in `fixtures/formats`, with an option before them where one is needed; none of what needs a feature.
    pub examples: &'static str,
}

/// A kind of file that is refused by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) struct Refusal {
    /// What it is: `a sitemap`.
    pub what: &'static str,
    /// What to do instead; empty where there is no text to be had.
    pub instead: &'static str,
}

impl Refusal {
    /// A refusal of `what`, with what to do `instead`.
    pub const fn new(what: &'static str, instead: &'static str) -> Self {
        Self { what, instead }
    }
}

impl fmt::Display for Refusal {
    /// `looks like a sitemap; fetch the pages it names`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "looks like {}", self.what)?;
        if self.instead.is_empty() { Ok(()) } else { write!(out, "; {}", self.instead) }
    }
}

/// The sorts of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A format that is read.
    Format,
    /// A box that is opened.
    Box,
    /// A kind of file that is refused by name.
    Refused,
    /// How far reading goes.
    Limit,
}

impl EntryKind {
    /// Its name, in lower case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Box => "box",
            Self::Refused => "refused",
            Self::Limit => "limit",
        }
    }
}

/// One line of the list of what is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What sort of entry it is.
    pub kind: EntryKind,
    /// The name for `--format`, of a box, or of a limit; `None` of what is refused.
    pub name: Option<&'static str>,
    /// What it is, and who writes it.
    pub what: String,
    /// By what in its bytes it is told.
    pub told_by: Option<&'static str>,
    /// A command that reads files of it which come with the program.
    pub example: Option<String>,
    /// What to do with what is refused.
    pub instead: Option<&'static str>,
}

impl Entry {
    /// The entry of what is read.
    pub(in crate::read) fn of_read(kind: EntryKind, name: &'static str, about: About) -> Self {
        let About { what, told_by, examples } = about;
        let is_option = |word: &&str| word.starts_with("--");
        let options = examples.split(' ').take(examples.split(' ').take_while(is_option).count() * 2);
        let files = examples.split(' ').skip(options.clone().count());
        let words = options.map(str::to_owned).chain(files.map(|file| format!("fixtures/formats/{file}")));
        let words = ["archive", "import"].map(str::to_owned).into_iter().chain(words);
        let example = (!examples.is_empty()).then(|| words.collect::<Vec<_>>().join(" "));
        Self { kind, name: Some(name), what: what.to_owned(), told_by: Some(told_by), example, instead: None }
    }

    /// The entry of what is refused.
    pub(in crate::read) fn of_refused(refusal: &Refusal) -> Self {
        Self {
            kind: EntryKind::Refused,
            name: None,
            what: refusal.what.to_owned(),
            told_by: None,
            example: None,
            instead: Some(refusal.instead).filter(|instead| !instead.is_empty()),
        }
    }

    /// The entry of a limit: `name` is `what`.
    pub(in crate::read) fn of_limit(name: &'static str, what: String) -> Self {
        Self { kind: EntryKind::Limit, name: Some(name), what, told_by: None, example: None, instead: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn example_is_a_command_with_files_that_come_with_the_program() {
        let check = |examples, expected: &str| {
            let about = About { what: "", told_by: "", examples };
            assert_eq!(Entry::of_read(EntryKind::Format, "x", about).example.as_deref(), Some(expected));
        };
        check("a.txt b.txt", "archive import fixtures/formats/a.txt fixtures/formats/b.txt");
        check("--format plain a.txt", "archive import --format plain fixtures/formats/a.txt");
    }

    #[test]
    fn refusal_says_what_to_do_where_there_is_something() {
        assert_eq!(Refusal::new("a film", "").to_string(), "looks like a film");
        assert_eq!(Refusal::new("a sitemap", "fetch it").to_string(), "looks like a sitemap; fetch it");
    }
}
