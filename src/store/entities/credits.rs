//! Names in a credit, where the caption comes to keep another credit than the article printed.
//!
//! A caption keeps one credit; the names of all credits that articles print for it are looked for in that one. What it
//! does not hold is set aside, and found again when the credit changes.
//!
//! Invariant: no name of a credit is lost, whichever credit the caption keeps.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};

use rusqlite::{Result, Transaction, params};

use crate::store::entities::ledger::Ledger;
use crate::store::entities::told::{Located, Told, Words};
use crate::store::values::offset;
use crate::store::whom::Whom;

impl Ledger<'_> {
    /// Looks for the names of all credits of a caption in the credit that it keeps now.
    pub(super) fn relocate(
        &mut self,
        transaction: &Transaction<'_>,
        caption_id: i64,
        credit: Option<&str>,
    ) -> Result<()> {
        let named: Vec<(Told<'_>, bool)> = transaction
            .prepare_cached(&self.sql.mentions_of_credit)?
            .query_map([caption_id], |row| {
                let whom = Whom { meant: row.get(2)?, named: row.get(3)? };
                let told = Told { article_id: row.get(0)?, ordinal: row.get(1)?, whom, words: Words::read(row, 4)? };
                Ok((told, row.get(7)?))
            })?
            .collect::<Result<_>>()?;
        let mut mentioned_before = BTreeMap::new();
        for (told, _) in &named {
            let (Some(id), article_id) = (told.whom.meant, told.article_id) else { continue };
            if let Entry::Vacant(place) = mentioned_before.entry((id, article_id)) {
                place.insert(self.is_mentioned(transaction, id, article_id)?);
            }
        }
        let mut found: HashMap<(i64, &str), usize> = HashMap::new();
        for (told, placed) in &named {
            let nth = found.entry((told.article_id, &told.words.text)).or_default();
            let span = find_nth(credit.unwrap_or_default(), &told.words.text, *nth);
            *nth += 1;
            self.place_again(transaction, (caption_id, *placed), told, span)?;
        }
        for ((id, article_id), before) in mentioned_before {
            let after = self.is_mentioned(transaction, id, article_id)?;
            self.changes.entry(id).or_default().articles += i64::from(after) - i64::from(before);
        }
        Ok(())
    }

    fn place_again(
        &mut self,
        transaction: &Transaction<'_>,
        (caption_id, placed): (i64, bool),
        told: &Told<'_>,
        span: Option<(usize, usize)>,
    ) -> Result<()> {
        let Told { article_id, ordinal, whom, words } = told;
        let Some(id) = whom.meant else { return Ok(()) };
        match (span, placed) {
            (Some((start, end)), true) => {
                transaction.prepare_cached(&self.sql.move_mention)?.execute(params![
                    article_id,
                    ordinal,
                    offset(start),
                    offset(end)
                ])?;
            }
            (Some((start, end)), false) => {
                transaction
                    .prepare_cached(
                        "DELETE FROM unplaced_mentions WHERE article_id = ?1 AND kind = ?2 AND ordinal = ?3",
                    )?
                    .execute(params![article_id, self.kind.noun(), ordinal])?;
                let located = Located { field: "credit", caption_id: Some(caption_id), start, end };
                self.mention(transaction, told, &located)?;
                self.in_article.remove(&id);
            }
            (None, true) => {
                transaction.prepare_cached(&self.sql.delete_mention)?.execute(params![article_id, ordinal])?;
                self.count_mention(id, words, -1);
                self.set_aside(transaction, told, caption_id)?;
            }
            (None, false) => {}
        }
        Ok(())
    }
}

/// Where `name` stands in `text` as whole words for the time `nth` (from 0), in code points.
pub(super) fn find_nth(text: &str, name: &str, nth: usize) -> Option<(usize, usize)> {
    if name.is_empty() {
        return None;
    }
    let word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let (at, _) = text
        .match_indices(name)
        .filter(|(at, _)| {
            let before = text.get(..*at).and_then(|before| before.chars().next_back());
            let after = text.get(at + name.len()..).and_then(|after| after.chars().next());
            !word(before) && !word(after)
        })
        .nth(nth)?;
    let start = text.get(..at)?.chars().count();
    Some((start, start + name.chars().count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_is_found_again_as_whole_words() {
        let check = |text: &str, name: &str, nth, expected| assert_eq!(find_nth(text, name, nth), expected, "{text}");
        check("© Anna Berg - AFP/Pool", "Anna Berg", 0, Some((2, 11)));
        check("Annabel, Anna", "Anna", 0, Some((9, 13)));
        check("AFP / AFP", "AFP", 1, Some((6, 9)));
        check("AFP / AFP", "AFP", 2, None);
        check("", "AFP", 0, None);
        check("AFP", "", 0, None);
    }
}
