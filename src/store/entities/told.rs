//! What an article says of one thing: the thing itself, and each mention of it.
//!
//! Invariant: plain data; nothing is written here.

use std::borrow::Cow;

use rusqlite::{Result, Row};

use crate::model::{Mention, Place};
use crate::store::whom::Whom;

/// A thing as an article or a decision gives it.
pub(super) struct NewEntity<'a> {
    pub(super) name: &'a str,
    /// What makes it one row.
    pub(super) key: &'a str,
    pub(super) place: Option<&'a Place>,
}

impl<'a> NewEntity<'a> {
    /// A thing of which no more is known.
    pub(super) fn named(name: &'a str, key: &'a str) -> Self {
        Self { name, key, place: None }
    }
}

/// The place of a mention, in code points.
pub(super) struct Located {
    pub(super) field: &'static str,
    pub(super) caption_id: Option<i64>,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The words of a mention and how sure it is.
pub(super) struct Words<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) role: Option<Cow<'a, str>>,
    /// Per mille; `None` in rows of an older version of the program.
    pub(super) confidence: Option<u16>,
}

impl Words<'_> {
    /// Reads text, role and confidence from three columns, `column` and those after it.
    pub(super) fn read(row: &Row<'_>, column: usize) -> Result<Words<'static>> {
        let role: Option<String> = row.get(column + 1)?;
        Ok(Words { text: Cow::Owned(row.get(column)?), role: role.map(Cow::Owned), confidence: row.get(column + 2)? })
    }

    pub(super) fn is_sure(&self, bar: u16) -> bool {
        self.confidence.is_none_or(|confidence| confidence >= bar)
    }
}

/// A mention as an article tells it, wherever it stands.
pub(super) struct Told<'a> {
    pub(super) article_id: i64,
    pub(super) ordinal: i64,
    pub(super) whom: Whom,
    pub(super) words: Words<'a>,
}

impl<'a> Told<'a> {
    /// The mention of number `ordinal` in the article.
    pub(super) fn of(mention: &'a Mention, (article_id, ordinal): (i64, i64), whom: Whom) -> Self {
        let words = Words {
            text: Cow::Borrowed(&mention.text),
            role: mention.role.as_deref().map(Cow::Borrowed),
            confidence: Some(mention.confidence.min(1000)),
        };
        Self { article_id, ordinal, whom, words }
    }
}
