//! What became of one version of an article in another.
//!
//! Two entries come in, one for each version; fields, words, quotes, people and captions that are others go out.
//!
//! Invariant: a version is no change of itself.

use crate::model::PartialDate;
use crate::query::alignment::{Fate, align};
use crate::query::error::QueryError;
use crate::query::filter::Sureness;
use crate::query::versions::parts;
use crate::query::versions::parts::Sure;
use crate::query::versions::rows::{Changes, FieldChange, PartChanges, Piece};
use crate::store::sayings;
use crate::store::{Archive, Entry, bar};

/// The word between two paragraphs.
const BREAK: &str = "\n\n";

/// What became of `old`, the version of number `from` of an article, in `new`, that of number `to`.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn changes(
    archive: &Archive,
    article_id: i64,
    (from, old): (i64, &Entry),
    (to, new): (i64, &Entry),
    sureness: Sureness,
) -> Result<Changes, QueryError> {
    let bar = bar::read(&archive.connection).map_err(|cause| QueryError(archive.refused(cause)))?;
    let sure = Sure { sureness, bar };
    let (body, words_added, words_removed) = pieces(&old.article.body, &new.article.body);
    Ok(Changes {
        article_id,
        from,
        to,
        fields: fields(old, new),
        words_added,
        words_removed,
        body,
        quotes: parts::quotes(old, new, sure),
        people: parts::people(old, new, sure),
        captions: parts::captions(&old.article, &new.article),
    })
}

impl Changes {
    /// All of it in one line: `headline, 12 words added, 3 removed, quotes +1 -2`.
    #[must_use]
    pub fn in_one_line(&self) -> String {
        let mut told: Vec<String> = self.fields.iter().map(|change| change.field.replace('_', " ")).collect();
        let words = |count: usize| format!("{count} word{}", if count == 1 { "" } else { "s" });
        match (self.words_added, self.words_removed) {
            (0, 0) => {}
            (added, 0) => told.push(format!("{} added", words(added))),
            (0, removed) => told.push(format!("{} removed", words(removed))),
            (added, removed) => told.push(format!("{} added, {removed} removed", words(added))),
        }
        told.extend(count("quotes", &self.quotes));
        told.extend(count("people", &self.people));
        told.extend(count("captions", &self.captions));
        if told.is_empty() { "nothing".to_owned() } else { told.join(", ") }
    }
}

fn count<T>(what: &str, changes: &PartChanges<T>) -> Option<String> {
    let counts = [('+', changes.came.len()), ('-', changes.vanished.len()), ('~', changes.changed.len())];
    let told: Vec<String> =
        counts.iter().filter(|(_, count)| *count > 0).map(|(sign, count)| format!("{sign}{count}")).collect();
    (!told.is_empty()).then(|| format!("{what} {}", told.join(" ")))
}

fn fields(old: &Entry, new: &Entry) -> Vec<FieldChange> {
    let (old, new) = (&old.article, &new.article);
    let date = |date: &Option<PartialDate>| date.as_ref().map(|date| date.as_str().to_owned());
    let authors = |authors: &[String]| (!authors.is_empty()).then(|| authors.join("; "));
    let pairs = [
        ("headline", old.headline.clone(), new.headline.clone()),
        ("standfirst", old.standfirst.clone(), new.standfirst.clone()),
        ("byline", old.byline.clone(), new.byline.clone()),
        ("authors", authors(&old.authors), authors(&new.authors)),
        ("agency", old.agency.clone(), new.agency.clone()),
        ("dateline", old.dateline.clone(), new.dateline.clone()),
        ("published_at", date(&old.published_at), date(&new.published_at)),
        ("updated_at", date(&old.updated_at), date(&new.updated_at)),
        ("site", old.site.clone(), new.site.clone()),
        ("language", old.language.clone(), new.language.clone()),
        ("url", old.url.clone(), new.url.clone()),
    ];
    let others = pairs.into_iter().filter(|(_, from, to)| from != to);
    others.map(|(field, from, to)| FieldChange { field, from, to }).collect()
}

/// Both bodies piece by piece, and how many words came and went.
fn pieces(old: &str, new: &str) -> (Vec<Piece>, usize, usize) {
    let (old, new) = (tokens(old), tokens(new));
    let folded = |tokens: &[&str]| tokens.iter().map(|token| fold(token)).collect::<Vec<_>>();
    let (mut added, mut removed) = (0, 0);
    let mut pieces = Vec::new();
    for (fate, range) in align(&folded(&old), &folded(&new)) {
        let words = match fate {
            Fate::Went => &old[range],
            Fate::Stayed | Fate::Came => &new[range],
        };
        let count = words.iter().filter(|word| word.contains(char::is_alphanumeric)).count();
        let change = match fate {
            Fate::Stayed => "same",
            Fate::Went => {
                removed += count;
                "removed"
            }
            Fate::Came => {
                added += count;
                "added"
            }
        };
        pieces.push(Piece { change, text: joined(words) });
    }
    (pieces, added, removed)
}

/// The words of a body with a sign between paragraphs.
fn tokens(body: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    for paragraph in body.split(BREAK).filter(|paragraph| !paragraph.trim().is_empty()) {
        if !tokens.is_empty() {
            tokens.push(BREAK);
        }
        tokens.extend(paragraph.split_whitespace());
    }
    tokens
}

/// A word as it is compared: marks, case and accents aside.
fn fold(token: &str) -> String {
    let words = sayings::words(token).concat();
    if words.is_empty() { token.to_owned() } else { words }
}

fn joined(words: &[&str]) -> String {
    let mut text = String::new();
    for word in words {
        if *word != BREAK && !text.is_empty() && !text.ends_with(BREAK) {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_told_piece_by_piece() {
        let (pieces, added, removed) =
            pieces("The ferry is late.\n\nIt rained.", "The “Ferry” is very late.\n\nIt snowed – again.");
        let told: Vec<(&str, &str)> = pieces.iter().map(|piece| (piece.change, piece.text.as_str())).collect();
        let expected = [
            ("same", "The “Ferry” is"),
            ("added", "very"),
            ("same", "late.\n\nIt"),
            ("removed", "rained."),
            ("added", "snowed – again."),
        ];
        assert_eq!(told, expected);
        assert_eq!((added, removed), (3, 1));
    }
}
