//! What one batch changes about the things of one sort.
//!
//! Invariant: mentions are written at once, counts when the batch is settled; both in the same transaction.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{OptionalExtension as _, Result, Transaction, params};

use crate::model::Place;
use crate::store::entities::kind::Statements;
use crate::store::kind::Kind;
use crate::store::seals::Table;
use crate::store::values::{next_id, offset};
use crate::store::whom::Whom;
use crate::store::{names, seals};

/// Counts by text, as one batch changes them.
pub(super) type Changes = BTreeMap<String, i64>;

/// A thing as an article gives it.
pub(super) struct NewEntity<'a> {
    name: &'a str,
    key: String,
    place: Option<&'a Place>,
}

impl<'a> NewEntity<'a> {
    /// A person or organisation: the same name is the same thing.
    pub(super) fn named(name: &'a str) -> Self {
        Self { name, key: names::key(name), place: None }
    }

    /// A thing of which a decision speaks.
    pub(super) fn decided(name: &'a str, key: &str) -> Self {
        Self { name, key: key.to_owned(), place: None }
    }

    /// The key that makes it one row.
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    /// A place: the same number in `GeoNames` is the same place, else the same name, kind and country.
    pub(super) fn place(place: &'a Place) -> Self {
        let kind = place.kind.map_or("", crate::model::PlaceKind::name);
        let key = if let Some(number) = place.geonames_id {
            format!("geonames {number}")
        } else {
            let country = place.country_code.as_deref().unwrap_or("");
            format!("name {}|{kind}|{country}", names::key(&place.name))
        };
        Self { name: &place.name, key, place: Some(place) }
    }
}

/// Where a mention stands, in code points.
pub(super) struct Located {
    pub(super) field: &'static str,
    pub(super) caption_id: Option<i64>,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What a batch changes about one thing.
#[derive(Default)]
pub(super) struct Change {
    pub(super) articles: i64,
    pub(super) mentions: i64,
    pub(super) quotes: i64,
    pub(super) aliases: Changes,
    pub(super) roles: Changes,
    /// Names it was given, in so far as they may be the better spelling.
    pub(super) spellings: BTreeSet<String>,
    pub(super) is_new: bool,
    /// Decisions may have changed its name.
    pub(super) is_reconsidered: bool,
}

/// The changes to the things of one sort.
pub(super) struct Ledger {
    pub(super) kind: Kind,
    pub(super) sql: Statements,
    next: i64,
    pub(super) ids: HashMap<String, i64>,
    pub(super) changes: BTreeMap<i64, Change>,
    /// Things mentioned in the article that is being entered.
    in_article: BTreeSet<i64>,
}

impl Ledger {
    pub(super) fn new(transaction: &Transaction<'_>, kind: Kind) -> Result<Self> {
        Ok(Self {
            kind,
            sql: kind.statements(),
            next: next_id(transaction, kind.table())?,
            ids: HashMap::new(),
            changes: BTreeMap::new(),
            in_article: BTreeSet::new(),
        })
    }

    /// The number of a thing, which is entered where it is new.
    pub(super) fn id_of(&mut self, transaction: &Transaction<'_>, entity: &NewEntity<'_>) -> Result<i64> {
        let id = if let Some(id) = self.ids.get(&entity.key) {
            *id
        } else {
            let known =
                transaction.prepare_cached(&self.sql.find)?.query_row([&entity.key], |row| row.get(0)).optional()?;
            let id = match known {
                Some(id) => {
                    if let Some(place) = entity.place {
                        put_on_map(transaction, id, place)?;
                    }
                    id
                }
                None => self.insert(transaction, entity)?,
            };
            self.ids.insert(entity.key.clone(), id);
            id
        };
        let spellings = &mut self.changes.entry(id).or_default().spellings;
        if !spellings.contains(entity.name) {
            spellings.insert(entity.name.to_owned());
        }
        Ok(id)
    }

    fn insert(&mut self, transaction: &Transaction<'_>, entity: &NewEntity<'_>) -> Result<i64> {
        let id = self.next;
        self.next += 1;
        let mut statement = transaction.prepare_cached(&self.sql.insert)?;
        match entity.place {
            None if self.kind == Kind::Place => {
                let (kind, country_code, geonames_id) = facts_of_key(&entity.key);
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
                place.kind.map(crate::model::PlaceKind::name),
                place.country_code,
                place.latitude,
                place.longitude,
                place.geonames_id,
            ])?,
            None => {
                let digest = seals::digest_of_name(id, entity.name, &entity.key);
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
    #[allow(clippy::too_many_arguments)] // one for each column
    pub(super) fn mention(
        &mut self,
        transaction: &Transaction<'_>,
        article_id: i64,
        ordinal: i64,
        whom: Whom,
        located: &Located,
        text: &str,
        role: Option<&str>,
    ) -> Result<()> {
        let Some(id) = whom.meant else {
            let span = (located.field != "credit").then(|| (offset(located.start), offset(located.end))).unzip();
            let place = (located.field, located.caption_id, span.0, span.1);
            return self.put_rejected(transaction, article_id, ordinal, whom.named, place, text, role);
        };
        transaction.prepare_cached(&self.sql.insert_mention)?.execute(params![
            article_id,
            ordinal,
            id,
            located.field,
            located.caption_id,
            offset(located.start),
            offset(located.end),
            text,
            role,
            whom.other_name()
        ])?;
        self.count_mention(id, text, role, 1);
        self.in_article.insert(id);
        Ok(())
    }

    /// Keeps a name that the credit kept for its caption does not hold.
    #[allow(clippy::too_many_arguments)] // one for each column
    pub(super) fn set_aside(
        &mut self,
        transaction: &Transaction<'_>,
        article_id: i64,
        ordinal: i64,
        whom: Whom,
        caption_id: i64,
        text: &str,
        role: Option<&str>,
    ) -> Result<()> {
        let Some(id) = whom.meant else {
            let place = ("credit", Some(caption_id), None, None);
            return self.put_rejected(transaction, article_id, ordinal, whom.named, place, text, role);
        };
        transaction
            .prepare_cached(
                "INSERT INTO unplaced_mentions (article_id, caption_id, ordinal, kind, entity_id, text, role, named_id)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![article_id, caption_id, ordinal, self.kind.noun(), id, text, role, whom.other_name()])?;
        self.changes.entry(id).or_default();
        Ok(())
    }

    /// Keeps a mention of what was rejected.
    #[allow(clippy::too_many_arguments)] // one for each column
    fn put_rejected(
        &mut self,
        transaction: &Transaction<'_>,
        article_id: i64,
        ordinal: i64,
        named: i64,
        (field, caption_id, start, end): (&str, Option<i64>, Option<i64>, Option<i64>),
        text: &str,
        role: Option<&str>,
    ) -> Result<()> {
        transaction
            .prepare_cached(
                "INSERT INTO rejected_mentions (article_id, kind, ordinal, named_id, field, caption_id, start_char,
                                                end_char, text, role)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                article_id,
                self.kind.noun(),
                ordinal,
                named,
                field,
                caption_id,
                start,
                end,
                text,
                role
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

    pub(super) fn count_mention(&mut self, id: i64, text: &str, role: Option<&str>, by: i64) {
        let change = self.changes.entry(id).or_default();
        change.mentions += by;
        add(&mut change.aliases, text, by);
        if let Some(role) = role {
            add(&mut change.roles, role, by);
        }
    }

    /// Removes the mentions of an article; gives those whose names stood in it.
    pub(super) fn forget(&mut self, transaction: &Transaction<'_>, article_id: i64) -> Result<BTreeSet<i64>> {
        let mut mentioned = BTreeSet::new();
        let mut named = BTreeSet::new();
        {
            let mut statement = transaction.prepare_cached(&self.sql.mentions_of_article)?;
            let mut rows = statement.query([article_id])?;
            while let Some(row) = rows.next()? {
                let (id, text, role): (i64, String, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
                self.count_mention(id, &text, role.as_deref(), -1);
                mentioned.insert(id);
                named.insert(row.get(3)?);
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
        Ok(named)
    }

    /// Looks for the names of all credits of a caption in the credit that it keeps now.
    pub(super) fn relocate(
        &mut self,
        transaction: &Transaction<'_>,
        caption_id: i64,
        credit: Option<&str>,
    ) -> Result<()> {
        let named: Vec<Named> = transaction
            .prepare_cached(&self.sql.mentions_of_credit)?
            .query_map([caption_id], |row| {
                Ok(Named {
                    article_id: row.get(0)?,
                    ordinal: row.get(1)?,
                    whom: Whom { meant: row.get(2)?, named: row.get(3)? },
                    text: row.get(4)?,
                    role: row.get(5)?,
                    placed: row.get(6)?,
                })
            })?
            .collect::<Result<_>>()?;
        let mut mentioned_before = BTreeMap::new();
        for name in &named {
            let (Some(id), article_id) = (name.whom.meant, name.article_id) else { continue };
            if let std::collections::btree_map::Entry::Vacant(place) = mentioned_before.entry((id, article_id)) {
                place.insert(self.is_mentioned(transaction, id, article_id)?);
            }
        }
        let mut found: HashMap<(i64, &str), usize> = HashMap::new();
        for name in &named {
            let nth = found.entry((name.article_id, &name.text)).or_default();
            let span = find_nth(credit.unwrap_or_default(), &name.text, *nth);
            *nth += 1;
            self.place_again(transaction, caption_id, name, span)?;
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
        caption_id: i64,
        name: &Named,
        span: Option<(usize, usize)>,
    ) -> Result<()> {
        let Named { article_id, ordinal, whom, text, role, placed } = name;
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
                self.mention(transaction, *article_id, *ordinal, *whom, &located, text, role.as_deref())?;
                self.in_article.remove(&id);
            }
            (None, true) => {
                transaction.prepare_cached(&self.sql.delete_mention)?.execute(params![article_id, ordinal])?;
                self.count_mention(id, text, role.as_deref(), -1);
                self.set_aside(transaction, *article_id, *ordinal, *whom, caption_id, text, role.as_deref())?;
            }
            (None, false) => {}
        }
        Ok(())
    }

    pub(super) fn is_mentioned(&self, transaction: &Transaction<'_>, id: i64, article_id: i64) -> Result<bool> {
        transaction.prepare_cached(&self.sql.is_mentioned)?.query_row([id, article_id], |row| row.get(0))
    }
}

/// A name in a credit, placed in the credit that was kept or set aside.
struct Named {
    article_id: i64,
    ordinal: i64,
    whom: Whom,
    text: String,
    role: Option<String>,
    placed: bool,
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
            place.kind.map(crate::model::PlaceKind::name),
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
