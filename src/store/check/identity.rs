//! Who is meant, against the decisions and the surnames.
//!
//! Invariant: the same rules answer here as in the writer; only the rows are compared, none is changed.

use rusqlite::{Connection, OptionalExtension as _, Result, Transaction, params};

use crate::store::check::report::CheckReport;
use crate::store::decisions::decision::load;
use crate::store::decisions::rulings::{Ruling, Rulings};
use crate::store::entities::Namesakes;
use crate::store::kind::Kind;

/// A row of `appearances`.
struct Appearance {
    named: i64,
    article: i64,
    meant: Option<i64>,
    lone: Option<(String, i64)>,
    reason: String,
}

/// Who is meant.
#[derive(PartialEq, Eq)]
enum Meant {
    /// The thing of this key.
    Thing(String),
    /// Nobody: it was rejected.
    Nobody,
    /// A number that no row has.
    Unknown,
}

/// Checks all names that mean somebody else, and all that should.
pub(super) fn check(connection: &Connection, report: &mut CheckReport) -> Result<()> {
    let transaction = connection.unchecked_transaction()?;
    let rulings = Rulings::new(&load(&transaction)?);
    let mut checked = 0;
    for kind in Kind::ALL {
        checked += check_appearances(&transaction, &rulings, kind, report)?;
        check_unmoved(&transaction, &rulings, kind, report)?;
        check_mentions(&transaction, kind, report)?;
    }
    report.checked.push(("identities", checked));
    Ok(())
}

/// Every row of `appearances` says what the rules say.
fn check_appearances(
    transaction: &Transaction<'_>,
    rulings: &Rulings,
    kind: Kind,
    report: &mut CheckReport,
) -> Result<u64> {
    let appearances: Vec<Appearance> = transaction
        .prepare(
            "SELECT named_id, article_id, entity_id, surname, year, reason FROM appearances WHERE kind = ?1
             ORDER BY surname, year, article_id, named_id",
        )?
        .query_map([kind.noun()], |row| {
            let (surname, year): (Option<String>, Option<i64>) = (row.get(3)?, row.get(4)?);
            Ok(Appearance {
                named: row.get(0)?,
                article: row.get(1)?,
                meant: row.get(2)?,
                lone: surname.zip(year),
                reason: row.get(5)?,
            })
        })?
        .collect::<Result<_>>()?;
    let mut namesakes = Namesakes::default();
    let mut last: Option<(&(String, i64), Option<i64>)> = None;
    for appearance in &appearances {
        let Appearance { named, article, meant, lone, reason } = appearance;
        let candidate = match (lone, last) {
            (None, _) => None,
            (Some(lone), Some((other, candidate))) if lone == other => candidate,
            (Some(lone), _) => namesakes.only_one(transaction, &lone.0, lone.1)?,
        };
        last = lone.as_ref().map(|lone| (lone, candidate)).or(last);
        let (expected, why) = expected(transaction, rulings, kind, appearance, candidate)?;
        let found = match meant {
            Some(id) => key_of(transaction, kind, *id)?.map_or(Meant::Unknown, Meant::Thing),
            None => Meant::Nobody,
        };
        if expected == Meant::Unknown || expected != found || why != reason {
            report
                .find("identity", format!("articles {article}: {} {named} does not mean whom it should", kind.table()));
        }
    }
    Ok(appearances.len() as u64)
}

/// Who should be meant, and why.
fn expected(
    transaction: &Transaction<'_>,
    rulings: &Rulings,
    kind: Kind,
    appearance: &Appearance,
    candidate: Option<i64>,
) -> Result<(Meant, &'static str)> {
    let Some(key) = key_of(transaction, kind, appearance.named)? else { return Ok((Meant::Unknown, "name")) };
    let splits = rulings.splits_of(transaction, appearance.article)?;
    let ruling = rulings.resolve(kind, &key, &splits);
    let full = match candidate.filter(|_| ruling == Ruling::Itself && !rulings.speaks_of(kind, &key)) {
        Some(candidate) => key_of(transaction, kind, candidate)?,
        None => None,
    };
    let (key, ruling) = match &full {
        Some(full) => (full, rulings.resolve(kind, full, &splits)),
        None => (&key, ruling),
    };
    Ok(match ruling {
        Ruling::Itself => (Meant::Thing(key.clone()), if full.is_some() { "surname" } else { "name" }),
        Ruling::Means(key) => (Meant::Thing(key.to_owned()), "decision"),
        Ruling::Nobody => (Meant::Nobody, "decision"),
    })
}

/// No name that a decision gives to somebody else still means itself.
fn check_unmoved(transaction: &Transaction<'_>, rulings: &Rulings, kind: Kind, report: &mut CheckReport) -> Result<()> {
    let (noun, table) = (kind.noun(), kind.table());
    let sql = format!(
        "SELECT DISTINCT mention.article_id FROM {table} AS entity
         JOIN {noun}_mentions AS mention ON mention.{noun}_id = entity.id AND mention.named_id IS NULL
         WHERE entity.key = ?1"
    );
    for key in rulings.keys(kind) {
        if rulings.resolve(kind, key, &[]) == Ruling::Itself {
            continue;
        }
        let articles: Vec<i64> =
            transaction.prepare(&sql)?.query_map([key], |row| row.get(0))?.collect::<Result<_>>()?;
        for article in articles {
            let splits = rulings.splits_of(transaction, article)?;
            if rulings.resolve(kind, key, &splits) != Ruling::Itself {
                report
                    .find("identity", format!("articles {article}: a decision about the {noun} {key} is not followed"));
            }
        }
    }
    Ok(())
}

/// Mentions under another name are those that `appearances` tells of.
fn check_mentions(transaction: &Transaction<'_>, kind: Kind, report: &mut CheckReport) -> Result<()> {
    let noun = kind.noun();
    let mut sources = vec![
        (
            format!("{noun}_mentions"),
            format!("SELECT article_id, named_id, {noun}_id FROM {noun}_mentions WHERE named_id IS NOT NULL"),
        ),
        (
            "unplaced_mentions".to_owned(),
            format!(
                "SELECT article_id, named_id, entity_id FROM unplaced_mentions WHERE named_id IS NOT NULL AND kind = '{noun}'"
            ),
        ),
        (
            "rejected_mentions".to_owned(),
            format!("SELECT article_id, named_id, NULL FROM rejected_mentions WHERE kind = '{noun}'"),
        ),
    ];
    if kind == Kind::Person {
        let sql = "SELECT article_id, named_speaker_id, speaker_id FROM quotes WHERE named_speaker_id IS NOT NULL";
        sources.push(("quotes".to_owned(), sql.to_owned()));
    }
    let mut told = transaction.prepare(
        "SELECT 1 FROM appearances WHERE kind = ?1 AND article_id = ?2 AND named_id = ?3 AND entity_id IS ?4",
    )?;
    for (table, sql) in sources {
        let mut statement = transaction.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (article, named, meant): (i64, i64, Option<i64>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if !told.exists(params![noun, article, named, meant])? {
                report.find("identity", format!("articles {article}: {table} names {noun} {named} for no reason"));
            }
        }
    }
    Ok(())
}

fn key_of(transaction: &Transaction<'_>, kind: Kind, id: i64) -> Result<Option<String>> {
    let sql = match kind {
        Kind::Person => "SELECT key FROM people WHERE id = ?1",
        Kind::Place => "SELECT key FROM places WHERE id = ?1",
        Kind::Organisation => "SELECT key FROM organisations WHERE id = ?1",
    };
    transaction.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()
}
