//! People, places and organisations: one row each, with their mentions, aliases and counts.
//!
//! The analyses of articles come in, rows go out. Counts are kept by adding what a batch changes, never by counting
//! anew: the most mentioned people are in every batch.
//!
//! Invariant: counts, aliases and roles agree with the mentions; nobody stays who is no longer named.

mod kind;
mod ledger;

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Result, Transaction};

use super::captions::Kept;
use crate::model::{Analysis, Field, Mention};
use kind::Kind;
use ledger::{Ledger, Located, NewEntity};

/// The people, places and organisations that a batch touches.
pub(super) struct Register {
    people: Ledger,
    places: Ledger,
    organisations: Ledger,
}

impl Register {
    pub(super) fn new(transaction: &Transaction<'_>) -> Result<Self> {
        Ok(Self {
            people: Ledger::new(transaction, Kind::Person)?,
            places: Ledger::new(transaction, Kind::Place)?,
            organisations: Ledger::new(transaction, Kind::Organisation)?,
        })
    }

    /// Removes all mentions from an article; its quotes must still be there.
    pub(super) fn forget(&mut self, transaction: &Transaction<'_>, article_id: i64) -> Result<()> {
        let sql = "SELECT speaker_id, count(*) FROM quotes
                   WHERE article_id = ?1 AND speaker_id IS NOT NULL GROUP BY speaker_id";
        let mut statement = transaction.prepare_cached(sql)?;
        let mut rows = statement.query([article_id])?;
        while let Some(row) = rows.next()? {
            self.people.count_quotes(row.get(0)?, -row.get::<_, i64>(1)?);
        }
        for ledger in [&mut self.people, &mut self.places, &mut self.organisations] {
            ledger.forget(transaction, article_id)?;
        }
        Ok(())
    }

    /// Enters everybody and everything an article names; gives the numbers of its people, in order.
    pub(super) fn enter(
        &mut self,
        transaction: &Transaction<'_>,
        article_id: i64,
        analysis: &Analysis,
        captions: &[Kept<'_>],
    ) -> Result<Vec<i64>> {
        let mut people = Vec::with_capacity(analysis.people.len());
        let mut ordinal = 0;
        for person in &analysis.people {
            let id = self.people.id_of(transaction, &NewEntity::named(&person.name))?;
            people.push(id);
            enter_mentions(&mut self.people, transaction, article_id, id, &person.mentions, captions, &mut ordinal)?;
        }
        ordinal = 0;
        for place in &analysis.places {
            let id = self.places.id_of(transaction, &NewEntity::place(place))?;
            enter_mentions(&mut self.places, transaction, article_id, id, &place.mentions, captions, &mut ordinal)?;
        }
        ordinal = 0;
        for organisation in &analysis.organisations {
            let id = self.organisations.id_of(transaction, &NewEntity::named(&organisation.name))?;
            let mentions = &organisation.mentions;
            enter_mentions(&mut self.organisations, transaction, article_id, id, mentions, captions, &mut ordinal)?;
        }
        for ledger in [&mut self.people, &mut self.places, &mut self.organisations] {
            ledger.close_article();
        }
        Ok(people)
    }

    /// Adds to the quotes of a person.
    pub(super) fn count_quote(&mut self, person: i64, quotes: i64) {
        self.people.count_quotes(person, quotes);
    }

    /// Finds the names that stand in the credits of a caption again in the credit it keeps now.
    pub(super) fn relocate(
        &mut self,
        transaction: &Transaction<'_>,
        caption_id: i64,
        credit: Option<&str>,
    ) -> Result<()> {
        for ledger in [&mut self.people, &mut self.places, &mut self.organisations] {
            ledger.relocate(transaction, caption_id, credit)?;
        }
        Ok(())
    }

    /// Writes counts, aliases and names of all that was touched, and removes what is no longer named.
    pub(super) fn settle(self, transaction: &Transaction<'_>) -> Result<()> {
        for ledger in [self.people, self.places, self.organisations] {
            ledger.settle(transaction)?;
        }
        Ok(())
    }
}

fn enter_mentions(
    ledger: &mut Ledger,
    transaction: &Transaction<'_>,
    article_id: i64,
    id: i64,
    mentions: &[Mention],
    captions: &[Kept<'_>],
    ordinal: &mut i64,
) -> Result<()> {
    // How often each text was looked for in each credit that is not the article's own.
    let mut found: HashMap<(i64, &str), usize> = HashMap::new();
    for mention in mentions {
        let (start, end) = (mention.span.start_char, mention.span.end_char);
        let kept = match mention.field.caption() {
            None => None,
            Some(place) => match captions.get(place) {
                Some(kept) => Some(kept),
                None => continue,
            },
        };
        if start >= end {
            continue;
        }
        let caption_id = kept.map(|kept| kept.id);
        let located = match (mention.field, kept) {
            (Field::Credit(_), Some(kept)) if kept.own_credit != kept.credit => {
                let nth = found.entry((kept.id, &mention.text)).or_default();
                let span = find_nth(kept.credit.unwrap_or_default(), &mention.text, *nth);
                *nth += 1;
                span
            }
            _ => Some((start, end)),
        }
        .map(|(start, end)| Located { field: mention.field.name(), caption_id, start, end });
        let role = mention.role.as_deref();
        match (located, caption_id) {
            (Some(located), _) => {
                ledger.mention(transaction, article_id, *ordinal, id, &located, &mention.text, role)?;
            }
            (None, Some(caption_id)) => {
                ledger.set_aside(transaction, article_id, *ordinal, id, caption_id, &mention.text, role)?;
            }
            (None, None) => {}
        }
        *ordinal += 1;
    }
    Ok(())
}

/// Where `name` stands in `text` as whole words for the time `nth` (from 0), in code points.
fn find_nth(text: &str, name: &str, nth: usize) -> Option<(usize, usize)> {
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

/// Counts by text, as one batch changes them.
type Changes = BTreeMap<String, i64>;

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
