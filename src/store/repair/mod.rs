//! Levels an archive that was changed by hand or damaged, so that its articles can be made anew one by one.
//!
//! A transaction comes in; how many rows of each table were put right goes out. What articles are made of cannot be told
//! here: `archive rebuild --repair` reads every original again afterwards. What is put together from other rows is put
//! together anew: counts, aliases, roles, forms of names, credits, the full-text indexes.
//!
//! Invariant: originals and decisions are not touched, nor the rows of an article whose original cannot be read, unless
//! they speak of something that is not there.

mod names;
mod pointers;
pub(super) mod repaired;

use rusqlite::{Result, Transaction};

use crate::store::articles::search::Index;
use crate::store::articles::{captions, search};
use crate::store::bar::IS_SURE;
use crate::store::copies::anew;
use crate::store::kind::Kind;
use crate::store::repair::repaired::{Repaired, execute, note};

/// Makes everything agree with the rows it is made of.
pub(super) fn level(transaction: &Transaction<'_>) -> Result<Repaired> {
    let mut repaired = Repaired::new();
    pointers::mend(transaction, &mut repaired)?;
    names::mend_rows(transaction, &mut repaired)?;
    level_counts(transaction, &mut repaired)?;
    names::level_forms(transaction, &mut repaired)?;
    let credits = captions::keep_the_fullest(transaction)?;
    note(&mut repaired, "captions", credits);
    let signatures = anew::wrong(transaction)?;
    anew::mend(transaction, &signatures)?;
    note(&mut repaired, "copy_signatures", signatures.len());
    level_search(transaction, &mut repaired)?;
    Ok(repaired)
}

/// Makes counts, aliases and roles anew from the mentions and uses.
pub(super) fn count_anew(transaction: &Transaction<'_>) -> Result<()> {
    level_counts(transaction, &mut Repaired::new())
}

/// Counts, aliases and roles as the mentions and uses have them; what nothing names any more goes.
fn level_counts(transaction: &Transaction<'_>, repaired: &mut Repaired) -> Result<()> {
    for kind in Kind::ALL {
        let (noun, table) = (kind.noun(), kind.table());
        let speaks = if kind == Kind::Person {
            "AND NOT EXISTS (SELECT 1 FROM quotes WHERE speaker_id = people.id OR named_speaker_id = people.id)"
        } else {
            ""
        };
        let unnamed = format!(
            "SELECT id FROM {table}
             WHERE NOT EXISTS (SELECT 1 FROM {noun}_mentions WHERE {noun}_id = {table}.id)
               AND NOT EXISTS (SELECT 1 FROM {noun}_mentions WHERE named_id = {table}.id)
               AND NOT EXISTS (SELECT 1 FROM unplaced_mentions WHERE kind = '{noun}'
                               AND (entity_id = {table}.id OR named_id = {table}.id))
               AND NOT EXISTS (SELECT 1 FROM appearances WHERE kind = '{noun}'
                               AND (named_id = {table}.id OR entity_id = {table}.id)) {speaks}"
        );
        for part in [format!("{noun}_aliases"), format!("{noun}_names"), format!("{noun}_roles")] {
            if kind == Kind::Person || !part.ends_with("_roles") {
                transaction.execute(&format!("DELETE FROM {part} WHERE {noun}_id IN ({unnamed})"), [])?;
            }
        }
        execute(transaction, repaired, table, &format!("DELETE FROM {table} WHERE id IN ({unnamed})"))?;
        level_aliases(transaction, repaired, kind)?;
        let mut counts = vec![
            ("confidence", format!("(SELECT max(confidence) FROM {noun}_mentions WHERE {noun}_id = {table}.id)")),
            (
                "mention_count",
                format!("(SELECT count(*) FROM {noun}_mentions WHERE {noun}_id = {table}.id AND {IS_SURE})"),
            ),
            (
                "article_count",
                format!(
                    "(SELECT count(DISTINCT article_id) FROM {noun}_mentions
                      WHERE {noun}_id = {table}.id AND {IS_SURE})"
                ),
            ),
        ];
        if kind == Kind::Person {
            let sql = format!("(SELECT count(*) FROM quotes WHERE speaker_id = people.id AND {IS_SURE})");
            counts.push(("quote_count", sql));
        }
        level_columns(transaction, repaired, table, &counts)?;
    }
    level_captions(transaction, repaired)
}

/// Columns that hold what can be counted.
fn level_columns(
    transaction: &Transaction<'_>,
    repaired: &mut Repaired,
    table: &'static str,
    counts: &[(&str, String)],
) -> Result<()> {
    let set: Vec<String> = counts.iter().map(|(column, count)| format!("{column} = {count}")).collect();
    let differs: Vec<String> = counts.iter().map(|(column, count)| format!("{column} IS NOT {count}")).collect();
    let sql = format!("UPDATE {table} SET {} WHERE {}", set.join(", "), differs.join(" OR "));
    execute(transaction, repaired, table, &sql)
}

fn level_captions(transaction: &Transaction<'_>, repaired: &mut Repaired) -> Result<()> {
    let uses = "FROM article_captions WHERE caption_id = captions.id)";
    let counts = [
        ("article_count", format!("(SELECT count(*) {uses}")),
        ("occurrences", format!("(SELECT ifnull(sum(occurrences), 0) {uses}")),
    ];
    level_columns(transaction, repaired, "captions", &counts)?;
    let unused = "SELECT id FROM captions
         WHERE NOT EXISTS (SELECT 1 FROM article_captions WHERE caption_id = captions.id)
           AND NOT EXISTS (SELECT 1 FROM person_mentions WHERE caption_id = captions.id)
           AND NOT EXISTS (SELECT 1 FROM place_mentions WHERE caption_id = captions.id)
           AND NOT EXISTS (SELECT 1 FROM organisation_mentions WHERE caption_id = captions.id)
           AND NOT EXISTS (SELECT 1 FROM unplaced_mentions WHERE caption_id = captions.id)
           AND NOT EXISTS (SELECT 1 FROM rejected_mentions WHERE caption_id = captions.id)
           AND NOT EXISTS (SELECT 1 FROM quotes WHERE caption_id = captions.id)";
    execute(transaction, repaired, "captions", &format!("DELETE FROM captions WHERE id IN ({unused})"))
}

/// Aliases and roles with their counts: those that do not agree with the mentions go, those that are missing come.
fn level_aliases(transaction: &Transaction<'_>, repaired: &mut Repaired, kind: Kind) -> Result<()> {
    let tables: &[(&'static str, &str, &str)] = match kind {
        Kind::Person => &[("person_aliases", "alias", "text"), ("person_roles", "role", "role")],
        Kind::Place => &[("place_aliases", "alias", "text")],
        Kind::Organisation => &[("organisation_aliases", "alias", "text")],
    };
    let noun = kind.noun();
    for (table, column, word) in tables {
        let told =
            format!("SELECT {noun}_id, {word}, count(*) FROM {noun}_mentions WHERE {word} IS NOT NULL GROUP BY 1, 2");
        let sql = format!(
            "DELETE FROM {table} WHERE mention_count <> 0
                 AND ({noun}_id, {column}, mention_count) NOT IN (SELECT * FROM ({told}))"
        );
        execute(transaction, repaired, table, &sql)?;
        // What a decision declares as an alias may stand there without a count.
        let sql = format!(
            "INSERT INTO {table} ({noun}_id, {column}, mention_count)
             SELECT * FROM ({told}) AS told WHERE true EXCEPT SELECT {noun}_id, {column}, mention_count FROM {table} WHERE true
             ON CONFLICT DO UPDATE SET mention_count = excluded.mention_count"
        );
        execute(transaction, repaired, table, &sql)?;
    }
    Ok(())
}

/// Makes the full-text indexes anew that do not agree with their tables.
fn level_search(transaction: &Transaction<'_>, repaired: &mut Repaired) -> Result<()> {
    for index in Index::ALL {
        let (name, table, _) = index.names();
        let rows: i64 = transaction.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
        let agrees =
            index.count(transaction)?.is_none_or(|indexed| indexed == rows) && search::compare(transaction, index)?;
        if !agrees {
            search::learn_anew(transaction, index)?;
            note(repaired, name, 1);
        }
    }
    Ok(())
}
