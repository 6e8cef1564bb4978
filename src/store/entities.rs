//! People, places and organisations: one row each, with their mentions, aliases and counts.
//!
//! The analyses of articles come in, rows go out. Counts are kept by adding what a batch changes, never by counting
//! anew: the most mentioned people are in every batch.
//!
//! What an article calls somebody makes one row; who is meant may be another row, where a decision says so. The mentions
//! then belong to who is meant and remember the name, so that it can be taken back. Counts are of mentions and quotes that
//! are at least as sure as the bar; aliases and roles are of all.
//!
//! Invariant: counts, aliases and roles agree with the mentions; nobody stays who is no longer named.

mod kind;
mod ledger;
mod meaning;
mod moves;
mod reconsider;
mod settling;

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use rusqlite::{Result, Transaction};

use super::bar::{self, IS_SURE};
use super::captions::Kept;
use super::decisions;
use super::rulings::Rulings;
use crate::model::{Analysis, Field, Mention};
pub use kind::Kind;
pub(super) use ledger::Whom;
use ledger::{Ledger, Located, NewEntity, Told};
use meaning::put_down;
pub(super) use settling::own_name;

/// The people, places and organisations that a batch touches.
pub(super) struct Register {
    people: Ledger,
    places: Ledger,
    organisations: Ledger,
    rulings: Rc<Rulings>,
}

impl Register {
    pub(super) fn new(transaction: &Transaction<'_>) -> Result<Self> {
        let bar = bar::read(transaction)?;
        Ok(Self {
            people: Ledger::new(transaction, Kind::Person, bar)?,
            places: Ledger::new(transaction, Kind::Place, bar)?,
            organisations: Ledger::new(transaction, Kind::Organisation, bar)?,
            rulings: Rc::new(Rulings::new(&decisions::load(transaction)?)),
        })
    }

    fn ledger(&mut self, kind: Kind) -> &mut Ledger {
        match kind {
            Kind::Person => &mut self.people,
            Kind::Place => &mut self.places,
            Kind::Organisation => &mut self.organisations,
        }
    }

    /// Removes all mentions from an article; its row and its quotes must still be there.
    pub(super) fn forget(&mut self, transaction: &Transaction<'_>, article_id: i64) -> Result<()> {
        let sql = format!(
            "SELECT speaker_id, count(*) FROM quotes
             WHERE article_id = ?1 AND speaker_id IS NOT NULL AND {IS_SURE} GROUP BY speaker_id"
        );
        let mut statement = transaction.prepare_cached(&sql)?;
        let mut rows = statement.query([article_id])?;
        while let Some(row) = rows.next()? {
            self.people.count_quotes(row.get(0)?, -row.get::<_, i64>(1)?);
        }
        self.people.forget(transaction, article_id)?;
        self.places.forget(transaction, article_id)?;
        self.organisations.forget(transaction, article_id)?;
        Ok(())
    }

    /// Enters everybody and everything an article names, its row being there already; gives who its people are, in order.
    pub(super) fn enter(
        &mut self,
        transaction: &Transaction<'_>,
        article_id: i64,
        analysis: &Analysis,
        captions: &[Kept<'_>],
    ) -> Result<Vec<Whom>> {
        let splits = self.rulings.splits_of(transaction, article_id)?;
        let mut people = Vec::with_capacity(analysis.people.len());
        let mut page = Page { article_id, captions, found: HashMap::new(), ordinal: 0 };
        for person in &analysis.people {
            let whom = self.identify(transaction, Kind::Person, &page, &NewEntity::named(&person.name), &splits)?;
            people.push(whom);
            page.enter(&mut self.people, transaction, whom, &person.mentions)?;
        }
        page.begin_again();
        for place in &analysis.places {
            let whom = self.identify(transaction, Kind::Place, &page, &NewEntity::place(place), &splits)?;
            page.enter(&mut self.places, transaction, whom, &place.mentions)?;
        }
        page.begin_again();
        for organisation in &analysis.organisations {
            let entity = NewEntity::named(&organisation.name);
            let whom = self.identify(transaction, Kind::Organisation, &page, &entity, &splits)?;
            page.enter(&mut self.organisations, transaction, whom, &organisation.mentions)?;
        }
        for ledger in [&mut self.people, &mut self.places, &mut self.organisations] {
            ledger.close_article();
        }
        Ok(people)
    }

    /// Whose name it is and who the decisions say is meant.
    fn identify(
        &mut self,
        transaction: &Transaction<'_>,
        kind: Kind,
        page: &Page<'_>,
        entity: &NewEntity<'_>,
        splits: &[usize],
    ) -> Result<Whom> {
        let named = self.ledger(kind).id_of(transaction, entity)?;
        if self.rulings.are_none() {
            return Ok(Whom { named, meant: Some(named) });
        }
        let meaning = self.ruled_key(transaction, kind, (named, entity.key()), splits)?;
        let whom = Whom { named, meant: meaning.whom };
        if meaning.is_decided {
            put_down(transaction, kind, page.article_id, whom)?;
        }
        Ok(whom)
    }

    /// Adds a quote of this confidence to those of a person.
    pub(super) fn count_quote(&mut self, person: i64, confidence: u16) {
        let is_sure = confidence >= self.people.bar;
        self.people.count_quotes(person, i64::from(is_sure));
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
    pub(super) fn settle(mut self, transaction: &Transaction<'_>) -> Result<()> {
        for ledger in [&mut self.people, &mut self.places, &mut self.organisations] {
            ledger.settle(transaction, &self.rulings)?;
        }
        Ok(())
    }
}

/// The key of a thing.
fn key_of(transaction: &Transaction<'_>, kind: Kind, id: i64) -> Result<String> {
    let sql = match kind {
        Kind::Person => "SELECT key FROM people WHERE id = ?1",
        Kind::Place => "SELECT key FROM places WHERE id = ?1",
        Kind::Organisation => "SELECT key FROM organisations WHERE id = ?1",
    };
    transaction.prepare_cached(sql)?.query_row([id], |row| row.get(0))
}

/// An article whose names are being entered.
struct Page<'a> {
    article_id: i64,
    captions: &'a [Kept<'a>],
    /// How often each text was looked for in each credit that is not the article's own.
    found: HashMap<(i64, &'a str), usize>,
    ordinal: i64,
}

impl<'a> Page<'a> {
    /// Mentions of the next sort are counted from the start.
    fn begin_again(&mut self) {
        self.found.clear();
        self.ordinal = 0;
    }

    fn enter(
        &mut self,
        ledger: &mut Ledger,
        transaction: &Transaction<'_>,
        whom: Whom,
        mentions: &'a [Mention],
    ) -> Result<()> {
        for mention in mentions {
            let (start, end) = (mention.span.start_char, mention.span.end_char);
            let kept = match mention.field.caption() {
                None => None,
                Some(place) => match self.captions.get(place) {
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
                    let nth = self.found.entry((kept.id, &mention.text)).or_default();
                    let span = find_nth(kept.credit.unwrap_or_default(), &mention.text, *nth);
                    *nth += 1;
                    span
                }
                _ => Some((start, end)),
            }
            .map(|(start, end)| Located { field: mention.field.name(), caption_id, start, end });
            let told = Told::of(mention, (self.article_id, self.ordinal), whom);
            match (located, caption_id) {
                (Some(located), _) => ledger.mention(transaction, &told, &located)?,
                (None, Some(caption)) => ledger.set_aside(transaction, &told, caption)?,
                (None, None) => {}
            }
            self.ordinal += 1;
        }
        Ok(())
    }
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
