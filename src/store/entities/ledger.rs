//! What one batch changes about the things of one sort.
//!
//! Invariant: mentions are written at once, counts when the batch is settled; both in the same transaction.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{OptionalExtension as _, Result, Transaction, params};

use super::kind::{Kind, Statements};
use super::{Changes, find_nth};
use crate::model::Place;
use crate::store::articles::offset;
use crate::store::{batch, names};

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
struct Change {
    articles: i64,
    mentions: i64,
    quotes: i64,
    aliases: Changes,
    roles: Changes,
    /// Names it was given, in so far as they may be the better spelling.
    spellings: BTreeSet<String>,
    is_new: bool,
}

/// The changes to the things of one sort.
pub(super) struct Ledger {
    kind: Kind,
    sql: Statements,
    next: i64,
    ids: HashMap<String, i64>,
    changes: BTreeMap<i64, Change>,
    /// Things mentioned in the article that is being entered.
    in_article: BTreeSet<i64>,
}

impl Ledger {
    pub(super) fn new(transaction: &Transaction<'_>, kind: Kind) -> Result<Self> {
        Ok(Self {
            kind,
            sql: kind.statements(),
            next: batch::next_id(transaction, kind.table())?,
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
                Some(id) => id,
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
            None => statement.execute(params![id, entity.name, entity.key])?,
        };
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
        id: i64,
        located: &Located,
        text: &str,
        role: Option<&str>,
    ) -> Result<()> {
        transaction.prepare_cached(&self.sql.insert_mention)?.execute(params![
            article_id,
            ordinal,
            id,
            located.field,
            located.caption_id,
            offset(located.start),
            offset(located.end),
            text,
            role
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
        id: i64,
        caption_id: i64,
        text: &str,
        role: Option<&str>,
    ) -> Result<()> {
        transaction
            .prepare_cached(
                "INSERT INTO unplaced_mentions (article_id, caption_id, ordinal, kind, entity_id, text, role)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![article_id, caption_id, ordinal, self.kind.noun(), id, text, role])?;
        self.changes.entry(id).or_default();
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

    fn count_mention(&mut self, id: i64, text: &str, role: Option<&str>, by: i64) {
        let change = self.changes.entry(id).or_default();
        change.mentions += by;
        add(&mut change.aliases, text, by);
        if let Some(role) = role {
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
                let (id, text, role): (i64, String, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
                self.count_mention(id, &text, role.as_deref(), -1);
                mentioned.insert(id);
            }
        }
        for id in mentioned {
            self.changes.entry(id).or_default().articles -= 1;
        }
        transaction.prepare_cached(&self.sql.delete_mentions)?.execute([article_id])?;
        let mut statement = transaction
            .prepare_cached("DELETE FROM unplaced_mentions WHERE article_id = ?1 AND kind = ?2 RETURNING entity_id")?;
        let mut rows = statement.query(params![article_id, self.kind.noun()])?;
        while let Some(row) = rows.next()? {
            self.changes.entry(row.get(0)?).or_default();
        }
        Ok(())
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
                    id: row.get(2)?,
                    text: row.get(3)?,
                    role: row.get(4)?,
                    placed: row.get(5)?,
                })
            })?
            .collect::<Result<_>>()?;
        let mut mentioned_before = BTreeMap::new();
        for name in &named {
            let (id, article_id) = (name.id, name.article_id);
            if let std::collections::btree_map::Entry::Vacant(place) = mentioned_before.entry((id, article_id)) {
                place.insert(self.is_mentioned(transaction, id, article_id)?);
            }
        }
        let mut found: HashMap<(i64, i64, &str), usize> = HashMap::new();
        for name in &named {
            let nth = found.entry((name.article_id, name.id, &name.text)).or_default();
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
        let Named { article_id, ordinal, id, text, role, placed } = name;
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
                self.mention(transaction, *article_id, *ordinal, *id, &located, text, role.as_deref())?;
                self.in_article.remove(id);
            }
            (None, true) => {
                transaction.prepare_cached(&self.sql.delete_mention)?.execute(params![article_id, ordinal])?;
                self.count_mention(*id, text, role.as_deref(), -1);
                self.set_aside(transaction, *article_id, *ordinal, *id, caption_id, text, role.as_deref())?;
            }
            (None, false) => {}
        }
        Ok(())
    }

    fn is_mentioned(&self, transaction: &Transaction<'_>, id: i64, article_id: i64) -> Result<bool> {
        transaction.prepare_cached(&self.sql.is_mentioned)?.query_row([id, article_id], |row| row.get(0))
    }

    /// Writes the counts, aliases and names of everything touched, and removes what nothing names any more.
    pub(super) fn settle(self, transaction: &Transaction<'_>) -> Result<()> {
        for (id, change) in &self.changes {
            let total = self.add_counts(transaction, *id, change)?;
            let mut renamed = change.is_new;
            for (alias, by) in &change.aliases {
                if *by != 0 {
                    let count = add_counted(transaction, &self.sql.add_alias, *id, alias, *by)?;
                    renamed |= count == *by || count <= 0;
                    if count <= 0 {
                        transaction.prepare_cached(&self.sql.delete_alias)?.execute(params![id, alias])?;
                    }
                }
            }
            for (role, by) in &change.roles {
                if self.kind == Kind::Person && *by != 0 {
                    let count = add_counted(transaction, ADD_ROLE, *id, role, *by)?;
                    if count <= 0 {
                        transaction.prepare_cached(DELETE_ROLE)?.execute(params![id, role])?;
                    }
                }
            }
            if total == 0 && !self.is_set_aside(transaction, *id)? {
                self.remove(transaction, *id)?;
            } else {
                self.rename(transaction, *id, change, renamed)?;
            }
        }
        Ok(())
    }

    fn add_counts(&self, transaction: &Transaction<'_>, id: i64, change: &Change) -> Result<i64> {
        let mut statement = transaction.prepare_cached(&self.sql.add_counts)?;
        if self.kind == Kind::Person {
            statement.query_row(params![id, change.articles, change.mentions, change.quotes], |row| row.get(0))
        } else {
            statement.query_row(params![id, change.articles, change.mentions], |row| row.get(0))
        }
    }

    fn is_set_aside(&self, transaction: &Transaction<'_>, id: i64) -> Result<bool> {
        transaction
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM unplaced_mentions WHERE entity_id = ?1 AND kind = ?2)")?
            .query_row(params![id, self.kind.noun()], |row| row.get(0))
    }

    fn remove(&self, transaction: &Transaction<'_>, id: i64) -> Result<()> {
        for folded in texts(transaction, &self.sql.forms, id)? {
            transaction.prepare_cached(&self.sql.delete_form)?.execute(params![id, folded])?;
        }
        transaction.prepare_cached(&self.sql.delete)?.execute([id])?;
        Ok(())
    }

    /// Chooses the name to show and brings the forms it can be asked for by up to date.
    fn rename(&self, transaction: &Transaction<'_>, id: i64, change: &Change, aliases_changed: bool) -> Result<()> {
        let (name, key): (String, String) =
            transaction.prepare_cached(&self.sql.name)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if !aliases_changed && change.spellings.iter().all(|spelling| *spelling == name) {
            return Ok(());
        }
        let aliases = texts(transaction, &self.sql.aliases, id)?;
        // A place on the map has the gazetteer's name; everything else the best spelling found in a text.
        let on_map = key.starts_with("geonames ") && self.kind == Kind::Place;
        let name_key = names::key(&name);
        let in_texts = aliases.iter().map(String::as_str).filter(|alias| !on_map && names::key(alias) == name_key);
        let given = change.spellings.iter().map(String::as_str).chain([name.as_str()]);
        let best = names::best_spelling(in_texts).or_else(|| names::best_spelling(given)).unwrap_or(&name);
        if best != name {
            transaction.prepare_cached(&self.sql.set_name)?.execute(params![id, best])?;
        }
        let mut wanted = BTreeSet::new();
        for form in aliases.iter().map(String::as_str).chain([best]) {
            names::asked_by(form, &mut wanted);
        }
        let present: BTreeSet<String> = texts(transaction, &self.sql.forms, id)?.into_iter().collect();
        for form in present.difference(&wanted) {
            transaction.prepare_cached(&self.sql.delete_form)?.execute(params![id, form])?;
        }
        for form in wanted.difference(&present) {
            transaction.prepare_cached(&self.sql.insert_form)?.execute(params![id, form])?;
        }
        Ok(())
    }
}

/// A name in a credit, placed in the credit that was kept or set aside.
struct Named {
    article_id: i64,
    ordinal: i64,
    id: i64,
    text: String,
    role: Option<String>,
    placed: bool,
}

const ADD_ROLE: &str = "INSERT INTO person_roles (person_id, role, mention_count) VALUES (?1, ?2, ?3)
     ON CONFLICT DO UPDATE SET mention_count = mention_count + excluded.mention_count RETURNING mention_count";

const DELETE_ROLE: &str = "DELETE FROM person_roles WHERE person_id = ?1 AND role = ?2";

fn add(changes: &mut Changes, text: &str, by: i64) {
    match changes.get_mut(text) {
        Some(count) => *count += by,
        None => {
            changes.insert(text.to_owned(), by);
        }
    }
}

/// Adds to the count kept beside a text, and gives the new count.
fn add_counted(transaction: &Transaction<'_>, sql: &str, id: i64, text: &str, by: i64) -> Result<i64> {
    transaction.prepare_cached(sql)?.query_row(params![id, text, by], |row| row.get(0))
}

fn texts(transaction: &Transaction<'_>, sql: &str, id: i64) -> Result<Vec<String>> {
    transaction.prepare_cached(sql)?.query_map([id], |row| row.get(0))?.collect()
}
