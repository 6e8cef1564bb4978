//! Who is meant where an article calls a person by one word.
//!
//! A person known only by a surname in an article is the person of that surname whom other articles name in full, where
//! the archive offers exactly one in articles of the same year, the year before or the year after. An article without a
//! date links nothing. Where a decision speaks of the name, the decision holds.
//!
//! All that is touched is a surname and a year: everyone called by that word in articles of that year is the same one or
//! none, so a batch looks again only at the surnames and years it touches.
//!
//! Invariant: what links is the full names of articles, never another link, so that the result depends on what the
//! archive holds and not on the order in which it came.

use crate::store::entities::ledger::NewEntity;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use rusqlite::{Result, Transaction, params};

use crate::store::decisions::rulings::Ruling;
use crate::store::entities::meaning::{Meaning, Reason};
use crate::store::entities::register::{Register, key_of};
use crate::store::entities::surnames::{NEAR_YEARS, surname_forms};
use crate::store::kind::Kind;
use crate::store::whom::Whom;

impl Register {
    /// A full name was added to an article of this year, taken from it, or means somebody else there.
    pub(super) fn touch_full_name(&mut self, name: &str, year: Option<i64>) {
        let Some(year) = year else { return };
        for form in surname_forms(name) {
            for near in year - NEAR_YEARS..=year + NEAR_YEARS {
                self.touched.insert((form.clone(), near));
            }
        }
    }

    /// Looks again at everyone called by one word where that may mean somebody else now.
    pub(super) fn link(&mut self, transaction: &Transaction<'_>) -> Result<()> {
        let split = self.rulings.split_articles(transaction)?;
        let mut spoken_of = HashMap::new();
        let mut namesakes = Namesakes::default();
        for (surname, year) in std::mem::take(&mut self.touched) {
            let called: Vec<(i64, i64, Option<i64>, String)> = transaction
                .prepare_cached(
                    "SELECT named_id, article_id, entity_id, reason FROM appearances
                     WHERE surname = ?1 AND year = ?2 ORDER BY article_id, named_id",
                )?
                .query_map(params![surname, year], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
                .collect::<Result<_>>()?;
            if called.is_empty() {
                continue;
            }
            let candidate = namesakes.only_one(transaction, &surname, year)?;
            for (named, article_id, meant, reason) in called {
                let is_spoken_of = match spoken_of.entry(named) {
                    Entry::Occupied(known) => *known.get(),
                    Entry::Vacant(place) => *place.insert(
                        !self.rulings.are_none()
                            && self.rulings.speaks_of(Kind::Person, &key_of(transaction, Kind::Person, named)?),
                    ),
                };
                let meaning = if is_spoken_of || split.contains(&article_id) {
                    self.meaning_of_lone(transaction, named, article_id, candidate)?
                } else {
                    let reason = if candidate.is_some() { Reason::Surname } else { Reason::Name };
                    Meaning { whom: candidate.or(Some(named)), reason }
                };
                if meaning.whom != meant || meaning.reason.name() != reason {
                    self.assign(transaction, Kind::Person, article_id, named, meaning)?;
                }
            }
        }
        Ok(())
    }

    /// Who is meant by a name of one word, if the archive offers `candidate` for it.
    fn meaning_of_lone(
        &mut self,
        transaction: &Transaction<'_>,
        named: i64,
        article_id: i64,
        candidate: Option<i64>,
    ) -> Result<Meaning> {
        let splits = self.rulings.splits_of(transaction, article_id)?;
        let meaning = self.ruled(transaction, Kind::Person, named, &splits)?;
        let Some(candidate) = candidate.filter(|_| meaning.reason == Reason::Name) else { return Ok(meaning) };
        let key = key_of(transaction, Kind::Person, named)?;
        if self.rulings.speaks_of(Kind::Person, &key) {
            return Ok(meaning);
        }
        if !splits.is_empty() {
            // The decision may be about the person of the full name, in this article.
            let full = key_of(transaction, Kind::Person, candidate)?;
            if self.rulings.resolve(Kind::Person, &full, &splits) != Ruling::Itself {
                return self.ruled(transaction, Kind::Person, candidate, &splits);
            }
        }
        Ok(Meaning { whom: Some(candidate), reason: Reason::Surname })
    }

    /// Who is meant by the name `named` according to the decisions alone.
    pub(super) fn ruled(
        &mut self,
        transaction: &Transaction<'_>,
        kind: Kind,
        named: i64,
        splits: &[usize],
    ) -> Result<Meaning> {
        if self.rulings.are_none() {
            return Ok(Meaning { whom: Some(named), reason: Reason::Name });
        }
        let key = key_of(transaction, kind, named)?;
        self.ruled_key(transaction, kind, named, &key, splits)
    }

    /// The same for a name whose key is known.
    pub(super) fn ruled_key(
        &mut self,
        transaction: &Transaction<'_>,
        kind: Kind,
        named: i64,
        key: &str,
        splits: &[usize],
    ) -> Result<Meaning> {
        let rulings = std::rc::Rc::clone(&self.rulings);
        Ok(match rulings.resolve(kind, key, splits) {
            Ruling::Itself => Meaning { whom: Some(named), reason: Reason::Name },
            Ruling::Nobody => Meaning { whom: None, reason: Reason::Decision },
            Ruling::Means(key) => {
                let entity = NewEntity::decided(rulings.spelling(kind, key), key);
                let id = self.ledger(kind).id_of(transaction, &entity)?;
                Meaning { whom: Some(id), reason: Reason::Decision }
            }
        })
    }

    /// The name `named` in the article has this meaning from now on.
    pub(super) fn assign(
        &mut self,
        transaction: &Transaction<'_>,
        kind: Kind,
        article_id: i64,
        named: i64,
        meaning: Meaning,
    ) -> Result<()> {
        let sql = "SELECT entity_id, reason, surname IS NOT NULL FROM appearances
                   WHERE kind = ?1 AND named_id = ?2 AND article_id = ?3";
        let before: Option<(Option<i64>, String, bool)> = rusqlite::OptionalExtension::optional(
            transaction
                .prepare_cached(sql)?
                .query_row(params![kind.noun(), named, article_id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))),
        )?;
        let (from, reason, is_lone) =
            before.clone().unwrap_or_else(|| (Some(named), Reason::Name.name().to_owned(), false));
        if from == meaning.whom && reason == meaning.reason.name() {
            return Ok(());
        }
        let whom = Whom { named, meant: meaning.whom };
        if before.is_none() || is_lone || meaning.reason != Reason::Name {
            transaction
                .prepare_cached(
                    "INSERT INTO appearances (kind, named_id, article_id, entity_id, reason) VALUES (?1, ?2, ?3, ?4, ?5)
                     ON CONFLICT DO UPDATE SET entity_id = excluded.entity_id, reason = excluded.reason",
                )?
                .execute(params![kind.noun(), named, article_id, meaning.whom, meaning.reason.name()])?;
        } else {
            transaction
                .prepare_cached("DELETE FROM appearances WHERE kind = ?1 AND named_id = ?2 AND article_id = ?3")?
                .execute(params![kind.noun(), named, article_id])?;
        }
        self.ledger(kind).give(transaction, article_id, from, whom)
    }
}

/// Everyone whose full name ends with one surname.
#[derive(Default)]
pub(in crate::store) struct Namesakes {
    surname: String,
    people: Vec<i64>,
}

impl Namesakes {
    /// The one person of this surname whom articles around this year name in full; `None` where there are none or several.
    /// Cheapest where years of one surname follow each other.
    pub(in crate::store) fn only_one(
        &mut self,
        transaction: &Transaction<'_>,
        surname: &str,
        year: i64,
    ) -> Result<Option<i64>> {
        if self.surname != surname {
            surname.clone_into(&mut self.surname);
            self.people = people_of(transaction, surname)?;
        }
        let (first, last) = (format!("{:04}", year - NEAR_YEARS), format!("{:04}", year + NEAR_YEARS));
        // Names in credits are left out: photographers are not what the news is about.
        let mut of_its_own = transaction.prepare_cached(
            "SELECT 1 FROM person_mentions AS mention CROSS JOIN articles AS article ON article.id = mention.article_id
             WHERE mention.person_id = ?1 AND mention.named_id IS NULL AND mention.field <> 'credit'
               AND substr(article.date, 1, 4) BETWEEN ?2 AND ?3 LIMIT 1",
        )?;
        let mut of_others = transaction.prepare_cached(
            "SELECT DISTINCT appearance.entity_id
             FROM appearances AS appearance CROSS JOIN articles AS article ON article.id = appearance.article_id
             WHERE appearance.kind = 'person' AND appearance.named_id = ?1 AND appearance.entity_id IS NOT NULL
               AND appearance.entity_id <> ?1 AND substr(article.date, 1, 4) BETWEEN ?2 AND ?3
               AND EXISTS (SELECT 1 FROM person_mentions AS mention WHERE mention.article_id = article.id
                           AND mention.named_id = ?1 AND mention.field <> 'credit')",
        )?;
        let mut candidates = BTreeSet::new();
        for id in &self.people {
            if of_its_own.exists(params![id, first, last])? {
                candidates.insert(*id);
            }
            let mut others = of_others.query(params![id, first, last])?;
            while let Some(row) = others.next()? {
                candidates.insert(row.get(0)?);
            }
            if candidates.len() > 1 {
                return Ok(None);
            }
        }
        Ok(candidates.pop_first())
    }
}

fn people_of(transaction: &Transaction<'_>, surname: &str) -> Result<Vec<i64>> {
    let mut statement = transaction.prepare_cached(
        "SELECT person.id, person.key FROM person_names AS asked JOIN people AS person ON person.id = asked.person_id
         WHERE asked.folded = ?1",
    )?;
    let mut rows = statement.query([surname])?;
    let mut people = Vec::new();
    while let Some(row) = rows.next()? {
        if surname_forms(row.get_ref(1)?.as_str()?).iter().any(|form| form == surname) {
            people.push(row.get(0)?);
        }
    }
    Ok(people)
}
