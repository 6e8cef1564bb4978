//! What one batch changes about the things of one sort.
//!
//! Invariant: mentions are written at once, counts when the batch is settled; both in the same transaction.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{CachedStatement, OptionalExtension as _, Result, Transaction, params};

use crate::model::{Place, PlaceKind};
use crate::store::entities::kind::Statements;
use crate::store::entities::told::{Located, NewEntity, Told, Words};
use crate::store::kind::Kind;
use crate::store::seals;
use crate::store::seals::table::Table;
use crate::store::values::{next_id, offset};

/// Counts by text, as one batch changes them.
pub(super) type Changes = BTreeMap<String, i64>;

/// What a batch changes about one thing.
#[derive(Default)]
pub(super) struct Change {
    pub(super) articles: i64,
    pub(super) mentions: i64,
    pub(super) quotes: i64,
    /// That of the surest mention that came in.
    pub(super) confidence: Option<u16>,
    /// The surest mention may have gone.
    pub(super) has_lost_mentions: bool,
    pub(super) aliases: Changes,
    pub(super) roles: Changes,
    /// Names it was given, in so far as they may be the better spelling.
    pub(super) spellings: BTreeSet<String>,
    pub(super) is_new: bool,
    /// Decisions may have changed its name.
    pub(super) is_reconsidered: bool,
}

/// The changes to the things of one sort.
pub(super) struct Ledger<'t> {
    pub(super) kind: Kind,
    pub(super) sql: Statements,
    /// How sure a mention must be to count, per mille.
    pub(super) bar: u16,
    /// Those that an article needs many times: each time the connection is asked for a statement costs a look into its list.
    find: CachedStatement<'t>,
    insert_mention: CachedStatement<'t>,
    next: i64,
    pub(super) ids: HashMap<String, (i64, String)>,
    pub(super) changes: BTreeMap<i64, Change>,
    /// Things mentioned in the article that is being entered.
    pub(super) in_article: BTreeSet<i64>,
}

impl<'t> Ledger<'t> {
    pub(super) fn new(transaction: &'t Transaction<'_>, kind: Kind, bar: u16) -> Result<Self> {
        let sql = kind.statements();
        Ok(Self {
            kind,
            bar,
            find: transaction.prepare_cached(&sql.find)?,
            insert_mention: transaction.prepare_cached(&sql.insert_mention)?,
            sql,
            next: next_id(transaction, kind.table())?,
            ids: HashMap::new(),
            changes: BTreeMap::new(),
            in_article: BTreeSet::new(),
        })
    }

    /// The number of a thing, which is entered where it is new.
    pub(super) fn id_of(&mut self, transaction: &Transaction<'_>, entity: &NewEntity<'_>) -> Result<i64> {
        let (id, is_its_name) = if let Some((id, name)) = self.ids.get(entity.key) {
            (*id, name == entity.name)
        } else {
            let (id, name) = self.find_or_insert(transaction, entity)?;
            let is_its_name = name == entity.name;
            self.ids.insert(entity.key.to_owned(), (id, name));
            (id, is_its_name)
        };
        let spellings = &mut self.changes.entry(id).or_default().spellings;
        if !is_its_name && !spellings.contains(entity.name) {
            spellings.insert(entity.name.to_owned());
        }
        Ok(id)
    }

    /// The number of a thing and the name it is shown by.
    fn find_or_insert(&mut self, transaction: &Transaction<'_>, entity: &NewEntity<'_>) -> Result<(i64, String)> {
        let known = self.find.query_row([entity.key], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((id, name)) = known else { return Ok((self.insert(transaction, entity)?, entity.name.to_owned())) };
        if let Some(place) = entity.place {
            put_on_map(transaction, id, place)?;
        }
        Ok((id, name))
    }

    fn insert(&mut self, transaction: &Transaction<'_>, entity: &NewEntity<'_>) -> Result<i64> {
        let id = self.next;
        self.next += 1;
        let mut statement = transaction.prepare_cached(&self.sql.insert)?;
        match entity.place {
            None if self.kind == Kind::Place => {
                let (kind, country_code, geonames_id) = facts_of_key(entity.key);
                let nowhere: Option<f64> = None;
                statement.execute(params![
                    id,
                    entity.name,
                    entity.key,
                    kind,
                    country_code,
                    nowhere,
                    nowhere,
                    geonames_id
                ])?
            }
            Some(place) => statement.execute(params![
                id,
                entity.name,
                entity.key,
                place.kind.map(PlaceKind::name),
                place.country_code,
                place.latitude,
                place.longitude,
                place.geonames_id,
            ])?,
            None => {
                let digest = seals::digest_of_name(id, entity.name, entity.key);
                statement.execute(params![id, entity.name, entity.key, digest])?
            }
        };
        if self.kind == Kind::Place {
            seals::seal(transaction, Table::Places, id)?;
        }
        self.changes.entry(id).or_default().is_new = true;
        Ok(id)
    }

    /// Stores a mention.
    pub(super) fn mention(&mut self, transaction: &Transaction<'_>, told: &Told<'_>, located: &Located) -> Result<()> {
        let Some(id) = told.whom.meant else {
            let span = (located.field != "credit").then(|| (offset(located.start), offset(located.end)));
            return self.put_rejected(transaction, told, (located.field, located.caption_id), span);
        };
        self.insert_mention.execute(params![
            told.article_id,
            told.ordinal,
            id,
            located.field,
            located.caption_id,
            offset(located.start),
            offset(located.end),
            told.words.text,
            told.words.role,
            told.whom.other_name(),
            told.words.confidence,
        ])?;
        self.count_mention(id, &told.words, 1);
        if told.words.is_sure(self.bar) {
            self.in_article.insert(id);
        }
        Ok(())
    }

    /// Keeps a name that the credit kept for its caption does not hold.
    pub(super) fn set_aside(&mut self, transaction: &Transaction<'_>, told: &Told<'_>, caption_id: i64) -> Result<()> {
        let Some(id) = told.whom.meant else {
            return self.put_rejected(transaction, told, ("credit", Some(caption_id)), None);
        };
        transaction
            .prepare_cached(
                "INSERT INTO unplaced_mentions (article_id, caption_id, ordinal, kind, entity_id, text, role, named_id,
                                                confidence)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                told.article_id,
                caption_id,
                told.ordinal,
                self.kind.noun(),
                id,
                told.words.text,
                told.words.role,
                told.whom.other_name(),
                told.words.confidence,
            ])?;
        self.changes.entry(id).or_default();
        Ok(())
    }

    /// Keeps a mention of what was rejected.
    fn put_rejected(
        &mut self,
        transaction: &Transaction<'_>,
        told: &Told<'_>,
        (field, caption_id): (&str, Option<i64>),
        span: Option<(i64, i64)>,
    ) -> Result<()> {
        let (start, end) = span.unzip();
        transaction
            .prepare_cached(
                "INSERT INTO rejected_mentions (article_id, kind, ordinal, named_id, field, caption_id, start_char,
                                                end_char, text, role, confidence)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute(params![
                told.article_id,
                self.kind.noun(),
                told.ordinal,
                told.whom.named,
                field,
                caption_id,
                start,
                end,
                told.words.text,
                told.words.role,
                told.words.confidence,
            ])?;
        Ok(())
    }

    /// All mentions of the article are entered.
    pub(super) fn close_article(&mut self) {
        for id in std::mem::take(&mut self.in_article) {
            self.changes.entry(id).or_default().articles += 1;
        }
    }

    pub(super) fn count_quotes(&mut self, id: i64, quotes: i64) {
        self.changes.entry(id).or_default().quotes += quotes;
    }

    /// Counts a mention `by` times: below zero where it is taken away.
    pub(super) fn count_mention(&mut self, id: i64, words: &Words<'_>, by: i64) {
        let is_sure = words.is_sure(self.bar);
        let change = self.changes.entry(id).or_default();
        if is_sure {
            change.mentions += by;
        }
        if by > 0 {
            change.confidence = change.confidence.max(words.confidence);
        } else {
            change.has_lost_mentions = true;
        }
        add(&mut change.aliases, &words.text, by);
        if let Some(role) = &words.role {
            add(&mut change.roles, role, by);
        }
    }

    /// Removes the mentions of an article.
    pub(super) fn forget(&mut self, transaction: &Transaction<'_>, article_id: i64) -> Result<()> {
        let mut mentioned = BTreeSet::new();
        {
            let mut statement = transaction.prepare_cached(&self.sql.mentions_of_article)?;
            let mut rows = statement.query([article_id])?;
            while let Some(row) = rows.next()? {
                let (id, words) = (row.get(0)?, Words::read(row, 1)?);
                if words.is_sure(self.bar) {
                    mentioned.insert(id);
                }
                self.count_mention(id, &words, -1);
            }
        }
        for id in mentioned {
            self.changes.entry(id).or_default().articles -= 1;
        }
        transaction.prepare_cached(&self.sql.delete_mentions)?.execute([article_id])?;
        for sql in [
            "DELETE FROM unplaced_mentions WHERE article_id = ?1 AND kind = ?2 RETURNING entity_id",
            "DELETE FROM rejected_mentions WHERE article_id = ?1 AND kind = ?2 RETURNING named_id",
            "DELETE FROM appearances WHERE article_id = ?1 AND kind = ?2 RETURNING named_id",
        ] {
            let mut statement = transaction.prepare_cached(sql)?;
            let mut rows = statement.query(params![article_id, self.kind.noun()])?;
            while let Some(row) = rows.next()? {
                self.changes.entry(row.get(0)?).or_default();
            }
        }
        Ok(())
    }

    pub(super) fn is_mentioned(&self, transaction: &Transaction<'_>, id: i64, article_id: i64) -> Result<bool> {
        transaction.prepare_cached(&self.sql.is_mentioned)?.query_row([id, article_id], |row| row.get(0))
    }
}

fn add(changes: &mut Changes, text: &str, by: i64) {
    match changes.get_mut(text) {
        Some(count) => *count += by,
        None => {
            changes.insert(text.to_owned(), by);
        }
    }
}

/// Gives a place that is known the coordinates of the article's gazetteer: it may have been entered by a decision, or by
/// an older gazetteer.
fn put_on_map(transaction: &Transaction<'_>, id: i64, place: &Place) -> Result<()> {
    let moved = transaction
        .prepare_cached(
            "UPDATE places SET kind = ?2, country_code = ?3, latitude = ?4, longitude = ?5, geonames_id = ?6
             WHERE id = ?1 AND (kind, country_code, latitude, longitude, geonames_id) IS NOT (?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            id,
            place.kind.map(PlaceKind::name),
            place.country_code,
            place.latitude,
            place.longitude,
            place.geonames_id
        ])?;
    if moved > 0 { seals::seal(transaction, Table::Places, id) } else { Ok(()) }
}

/// Kind, country and `GeoNames` number, as far as the key of a place holds them.
fn facts_of_key(key: &str) -> (Option<&str>, Option<&str>, Option<u32>) {
    if let Some(number) = key.strip_prefix("geonames ") {
        return (None, None, number.parse().ok());
    }
    let mut parts = key.rsplit('|').map(|part| Some(part).filter(|part| !part.is_empty()));
    let country = parts.next().flatten();
    let kinds = ["country", "region", "city", "feature", "building"];
    (parts.next().flatten().filter(|kind| kinds.contains(kind)), country, None)
}
