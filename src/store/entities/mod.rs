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

mod credits;
pub(super) mod kind;
pub(super) mod ledger;
pub(super) mod meaning;
pub(super) mod moves;
pub(super) mod reconsider;
pub(super) mod register;
pub(super) mod settling;
pub(super) mod told;

use std::collections::HashMap;

use rusqlite::types::ValueRef;
use rusqlite::{Result, Transaction};

use crate::model::{Field, Mention};
use crate::store::articles::captions::Kept;
use crate::store::bar::IS_SURE;
use crate::store::entities::credits::find_nth;
use crate::store::entities::ledger::Ledger;
use crate::store::entities::meaning::put_down;
use crate::store::entities::register::Register;
use crate::store::entities::told::{Located, NewEntity, Told};
use crate::store::kind::Kind;
use crate::store::seals::article::{ArticleSeal, Part};
use crate::store::sources::pending::Pending;
use crate::store::values::{number_or_null, offset, text, text_or_null};
use crate::store::whom::Whom;

pub(super) use settling::own_name;

impl Register<'_> {
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
        seal: &mut ArticleSeal,
        entry: &Pending,
        captions: &[Kept<'_>],
    ) -> Result<Vec<Whom>> {
        let (article_id, analysis, keys) = (seal.article_id(), &entry.analysis, &entry.keys);
        let splits = self.rulings.splits_of(transaction, article_id)?;
        let mut people = Vec::with_capacity(analysis.people.len());
        let mut page = Page { article_id, splits, captions, seal, found: HashMap::new(), ordinal: 0 };
        for (person, key) in analysis.people.iter().zip(&keys.people) {
            let whom = self.identify(transaction, Kind::Person, &page, &NewEntity::named(&person.name, key))?;
            people.push(whom);
            page.enter(&mut self.people, transaction, whom, &person.mentions)?;
        }
        page.begin_again();
        for (place, key) in analysis.places.iter().zip(&keys.places) {
            let entity = NewEntity { name: &place.name, key, place: Some(place) };
            let whom = self.identify(transaction, Kind::Place, &page, &entity)?;
            page.enter(&mut self.places, transaction, whom, &place.mentions)?;
        }
        page.begin_again();
        for (organisation, key) in analysis.organisations.iter().zip(&keys.organisations) {
            let entity = NewEntity::named(&organisation.name, key);
            let whom = self.identify(transaction, Kind::Organisation, &page, &entity)?;
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
    ) -> Result<Whom> {
        let named = self.ledger(kind).id_of(transaction, entity)?;
        if self.rulings.are_none() {
            return Ok(Whom { named, meant: Some(named) });
        }
        let meaning = self.ruled_key(transaction, kind, (named, entity.key), &page.splits)?;
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

/// An article whose names are being entered.
struct Page<'a> {
    article_id: i64,
    /// The decisions that part names in it, as the rulings number them.
    splits: Vec<usize>,
    captions: &'a [Kept<'a>],
    seal: &'a mut ArticleSeal,
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
        ledger: &mut Ledger<'_>,
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
            self.seal(ledger.kind, mention, caption_id, whom.named);
            match (located, caption_id) {
                (Some(located), _) => ledger.mention(transaction, &told, &located)?,
                (None, Some(caption)) => ledger.set_aside(transaction, &told, caption)?,
                (None, None) => {}
            }
            self.ordinal += 1;
        }
        Ok(())
    }

    /// Takes a mention into the digest of the article, wherever it is kept.
    fn seal(&mut self, kind: Kind, mention: &Mention, caption_id: Option<i64>, named: i64) {
        let part = match kind {
            Kind::Person => Part::People,
            Kind::Place => Part::Places,
            Kind::Organisation => Part::Organisations,
        };
        let ordinal = ValueRef::Integer(self.ordinal);
        // Another credit may be kept for the caption one day.
        let span = Some(mention.span).filter(|_| !matches!(mention.field, Field::Credit(_)));
        self.seal.add(
            part,
            &[
                ordinal,
                ValueRef::Integer(named),
                text(mention.field.name()),
                number_or_null(caption_id),
                number_or_null(span.map(|span| offset(span.start_char))),
                number_or_null(span.map(|span| offset(span.end_char))),
                text(&mention.text),
                text_or_null(mention.role.as_deref()),
            ],
        );
        let confidence = ValueRef::Integer(mention.confidence.min(1000).into());
        self.seal.add(Part::Confidences, &[text(kind.noun()), ordinal, confidence]);
    }
}
