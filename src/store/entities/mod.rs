//! People, places and organisations: one row each, with their mentions, aliases and counts.
//!
//! The analyses of articles come in, rows go out. Counts are kept by adding what a batch changes, never by counting
//! anew: the most mentioned people are in every batch.
//!
//! What an article calls somebody makes one row; who is meant may be another row, for which a decision or the surname
//! speaks. The mentions then belong to who is meant and remember the name, so that it can be taken back.
//!
//! Invariant: counts, aliases and roles agree with the mentions; nobody stays who is no longer named.

pub(super) mod kind;
pub(super) mod ledger;
pub(super) mod links;
pub(super) mod meaning;
pub(super) mod moves;
pub(super) mod reconsider;
pub(super) mod register;
pub(super) mod settling;
pub(super) mod surnames;

use std::collections::HashMap;

use rusqlite::{Result, Transaction, params};

use crate::model::{Analysis, Field, Mention};
use crate::store::articles::captions::Kept;
use crate::store::entities::ledger::{Ledger, Located, NewEntity, find_nth};
use crate::store::entities::meaning::Reason;
use crate::store::entities::register::{Register, key_of, year_of_article};
use crate::store::kind::Kind;
use crate::store::whom::Whom;

use crate::store::entities::surnames::lone_form;
pub(super) use links::Namesakes;
pub(super) use settling::own_name;

impl Register {
    /// Removes all mentions from an article; its row and its quotes must still be there.
    pub(super) fn forget(&mut self, transaction: &Transaction<'_>, article_id: i64) -> Result<()> {
        let sql = "SELECT speaker_id, count(*) FROM quotes
                   WHERE article_id = ?1 AND speaker_id IS NOT NULL GROUP BY speaker_id";
        let mut statement = transaction.prepare_cached(sql)?;
        let mut rows = statement.query([article_id])?;
        while let Some(row) = rows.next()? {
            self.people.count_quotes(row.get(0)?, -row.get::<_, i64>(1)?);
        }
        let year = year_of_article(transaction, article_id)?;
        for named in self.people.forget(transaction, article_id)? {
            let key = key_of(transaction, Kind::Person, named)?;
            self.touch_full_name(&key, year);
        }
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
        let year = year_of_article(transaction, article_id)?;
        let mut people = Vec::with_capacity(analysis.people.len());
        let mut page = Page { article_id, captions, found: HashMap::new(), ordinal: 0 };
        for person in &analysis.people {
            let whom = self.identify(transaction, Kind::Person, &page, &NewEntity::named(&person.name), &splits)?;
            people.push(whom);
            match lone_form(&person.name) {
                Some(surname) => self.note_lone(transaction, article_id, whom, surname, year)?,
                None => self.touch_full_name(&person.name, year),
            }
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
        let meaning = self.ruled_key(transaction, kind, named, entity.key(), splits)?;
        if meaning.reason != Reason::Name {
            transaction
                .prepare_cached(
                    "INSERT INTO appearances (kind, named_id, article_id, entity_id, reason)
                     VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                )?
                .execute(params![kind.noun(), named, page.article_id, meaning.whom, meaning.reason.name()])?;
        }
        Ok(Whom { named, meant: meaning.whom })
    }

    /// Notes that an article calls somebody by one word.
    fn note_lone(
        &mut self,
        transaction: &Transaction<'_>,
        article_id: i64,
        whom: Whom,
        surname: String,
        year: Option<i64>,
    ) -> Result<()> {
        transaction
            .prepare_cached(
                "INSERT INTO appearances (kind, named_id, article_id, entity_id, reason, surname, year)
                 VALUES ('person', ?1, ?2, ?3, 'name', ?4, ?5)
                 ON CONFLICT DO UPDATE SET surname = excluded.surname, year = excluded.year",
            )?
            .execute(params![whom.named, article_id, whom.meant, surname, year])?;
        if let Some(year) = year {
            self.touched.insert((surname, year));
        }
        Ok(())
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

    /// Writes counts, aliases and names of all that was touched, removes what is no longer named, and looks again at
    /// everyone called by a surname that was touched.
    pub(super) fn settle(mut self, transaction: &Transaction<'_>) -> Result<()> {
        self.settle_ledgers(transaction)?;
        if !self.touched.is_empty() {
            self.link(transaction)?;
            self.settle_ledgers(transaction)?;
        }
        Ok(())
    }

    fn settle_ledgers(&mut self, transaction: &Transaction<'_>) -> Result<()> {
        for ledger in [&mut self.people, &mut self.places, &mut self.organisations] {
            ledger.settle(transaction, &self.rulings)?;
        }
        Ok(())
    }
}

/// Looks again at everyone called by one word.
pub(super) fn link_all(transaction: &Transaction<'_>) -> Result<()> {
    let mut register = Register::new(transaction)?;
    let sql = "SELECT DISTINCT surname, year FROM appearances WHERE surname IS NOT NULL AND year IS NOT NULL";
    let mut statement = transaction.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        register.touched.insert((row.get(0)?, row.get(1)?));
    }
    register.settle(transaction)
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
            let role = mention.role.as_deref();
            match (located, caption_id) {
                (Some(located), _) => {
                    ledger.mention(transaction, self.article_id, self.ordinal, whom, &located, &mention.text, role)?;
                }
                (None, Some(caption)) => {
                    ledger.set_aside(transaction, self.article_id, self.ordinal, whom, caption, &mention.text, role)?;
                }
                (None, None) => {}
            }
            self.ordinal += 1;
        }
        Ok(())
    }
}
