//! What is put together from other rows, against those rows: aliases, roles, forms of names, credits of captions, and
//! which version of an article is shown.
//!
//! Invariant: the same rules answer here as in the writer; one name or caption is held at a time.

use std::collections::BTreeSet;

use rusqlite::{Connection, Result, params};

use crate::store::articles::captions;
use crate::store::check::report::CheckReport;
use crate::store::decisions::decision::load;
use crate::store::decisions::rulings::Rulings;
use crate::store::entities::own_name;
use crate::store::kind::Kind;
use crate::store::{editions, names};

/// Checks all of it.
pub(super) fn check(connection: &Connection, report: &mut CheckReport) -> Result<()> {
    let transaction = connection.unchecked_transaction()?;
    let rulings = Rulings::new(&load(&transaction)?);
    let mut checked = 0;
    for kind in Kind::ALL {
        check_aliases(connection, kind, report)?;
        checked += check_names(connection, kind, &rulings, report)?;
    }
    report.checked.push(("names", checked));
    check_credits(connection, report)?;
    check_editions(connection, report)
}

/// Aliases and roles are the words of mentions, as often as they stand there.
fn check_aliases(connection: &Connection, kind: Kind, report: &mut CheckReport) -> Result<()> {
    let noun = kind.noun();
    let mut pairs = vec![(
        format!("{noun}_aliases"),
        format!("SELECT {noun}_id, text, count(*) FROM {noun}_mentions GROUP BY 1, 2"),
        format!("SELECT {noun}_id, alias, mention_count FROM {noun}_aliases WHERE mention_count <> 0"),
    )];
    if kind == Kind::Person {
        pairs.push((
            "person_roles".to_owned(),
            "SELECT person_id, role, count(*) FROM person_mentions WHERE role IS NOT NULL GROUP BY 1, 2".to_owned(),
            "SELECT person_id, role, mention_count FROM person_roles".to_owned(),
        ));
    }
    for (table, told, kept) in &pairs {
        let sql = format!(
            "SELECT * FROM (SELECT * FROM ({told}) EXCEPT SELECT * FROM ({kept}))
             UNION SELECT * FROM (SELECT * FROM ({kept}) EXCEPT SELECT * FROM ({told}))"
        );
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            report.find("derived", format!("{table}: what is kept of {noun} {id} does not agree with the mentions"));
        }
    }
    Ok(())
}

/// Declared aliases are those of the decisions, and the forms a name can be asked for by are those of name and aliases.
fn check_names(connection: &Connection, kind: Kind, rulings: &Rulings, report: &mut CheckReport) -> Result<u64> {
    let (noun, table) = (kind.noun(), kind.table());
    let mut checked = 0;
    let mut things = connection.prepare(&format!("SELECT id, name, key FROM {table} ORDER BY id"))?;
    let mut aliases = connection
        .prepare(&format!("SELECT alias, mention_count FROM {noun}_aliases WHERE {noun}_id = ?1 ORDER BY alias"))?;
    let mut forms =
        connection.prepare(&format!("SELECT folded FROM {noun}_names WHERE {noun}_id = ?1 ORDER BY folded"))?;
    let mut rows = things.query([])?;
    while let Some(row) = rows.next()? {
        checked += 1;
        let (id, name, key): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let kept: Vec<(String, i64)> =
            aliases.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_>>()?;
        let declared: BTreeSet<&str> = rulings.aliases(kind, &key).collect();
        let is_told = |alias: &str| kept.iter().any(|(kept, _)| kept == alias);
        let is_free = |(alias, count): &(String, i64)| *count == 0 && !declared.contains(alias.as_str());
        if kept.iter().any(is_free) || !declared.iter().all(|alias| is_told(alias)) {
            report.find("derived", format!("{table} {id}: its aliases are not those that decisions give"));
        }
        if rulings.chosen_name(kind, &key).is_some_and(|chosen| chosen != name) {
            report.find("derived", format!("{table} {id}: it does not have the name that was chosen"));
        }
        let mut wanted = BTreeSet::new();
        let spellings = kept.iter().map(|(alias, _)| alias.as_str()).chain([name.as_str()]);
        spellings.chain(own_name(kind, &key)).for_each(|spelling| names::asked_by(spelling, &mut wanted));
        let present: BTreeSet<String> = forms.query_map(params![id], |row| row.get(0))?.collect::<Result<_>>()?;
        if present != wanted {
            report.find("derived", format!("{table} {id}: what it can be asked for by is not what it is called"));
        }
    }
    Ok(checked)
}

/// A caption keeps the fullest credit of its uses.
fn check_credits(connection: &Connection, report: &mut CheckReport) -> Result<()> {
    let mut statement = connection.prepare("SELECT id FROM captions ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        if !captions::keeps_the_fullest(connection, id)? {
            report.find("derived", format!("captions {id}: its credit is not the fullest of its uses"));
        }
    }
    Ok(())
}

/// Every article shows its newest version.
fn check_editions(connection: &Connection, report: &mut CheckReport) -> Result<()> {
    let mut after = 0;
    loop {
        let outdated = editions::outdated(connection, after, 64)?;
        let Some((last, _)) = outdated.last() else { return Ok(()) };
        after = *last;
        for (article, newest) in outdated {
            report
                .find("edition", format!("articles {article}: sources {newest} is a newer version than the one shown"));
        }
    }
}
