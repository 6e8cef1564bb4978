//! A list of names against everybody in the archive.
//!
//! Names come in; for each, everybody who has or may have that name goes out, the surest first, with a sentence as evidence.
//!
//! Invariant: the names of the archive are gone through once, whatever the length of the list; memory grows with the list.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension as _, Result};

use crate::query::error::QueryError;
use crate::query::lookup::likeness::{Form, Likeness, likeness};
use crate::query::lookup::sentences::around;
use crate::query::rows::ScreenRow;
use crate::store::Archive;

/// A name of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The name as the list has it.
    pub name: String,
    /// The line it stands in.
    pub line: i64,
}

/// Everybody in the archive who has, or may have, a name of the list.
///
/// # Errors
/// Where the archive cannot be read.
pub fn screen(archive: &Archive, list: &[Listed]) -> std::result::Result<Vec<ScreenRow>, QueryError> {
    find(&archive.connection, list).map_err(|cause| QueryError(archive.refused(cause)))
}

/// The names of a list by everything that a name like them has as well.
struct Index {
    forms: Vec<Form>,
    by_key: HashMap<String, Vec<usize>>,
}

impl Index {
    fn of(list: &[Listed]) -> Self {
        let forms: Vec<Form> = list.iter().map(|listed| Form::of(&listed.name)).collect();
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, form) in forms.iter().enumerate() {
            for key in keys(form) {
                by_key.entry(key).or_default().push(number);
            }
        }
        Self { forms, by_key }
    }

    /// The names of the list that are alike, each with how.
    fn like(&self, form: &Form) -> Vec<(usize, Likeness)> {
        let mut numbers: HashSet<usize> = HashSet::new();
        for key in keys(form) {
            numbers.extend(self.by_key.get(&key).into_iter().flatten());
        }
        let how = |number: usize| likeness(self.forms.get(number)?, form).map(|how| (number, how));
        numbers.into_iter().filter_map(how).collect()
    }
}

/// Whatever two names that are alike share, with a letter in front that says of which sort it is.
fn keys(form: &Form) -> Vec<String> {
    if form.folded.is_empty() {
        return Vec::new();
    }
    let mut keys = vec![format!("s{}", form.sorted)];
    if form.is_full() {
        keys.push(format!("t{}", form.sounds));
    }
    keys.extend(form.initials().map(|key| format!("i{key}")));
    keys.extend(form.deletions().into_iter().map(|key| format!("d{key}")));
    keys
}

fn find(connection: &Connection, list: &[Listed]) -> Result<Vec<ScreenRow>> {
    let transaction = connection.unchecked_transaction()?;
    let index = Index::of(list);
    // Of several names of one person the likest counts.
    let mut found: BTreeMap<(usize, i64), (Likeness, String)> = BTreeMap::new();
    let sql = "SELECT id, name FROM people UNION ALL SELECT person_id, alias FROM person_aliases";
    let mut statement = transaction.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, name): (i64, String) = (row.get(0)?, row.get(1)?);
        for (number, how) in index.like(&Form::of(&name)) {
            let best = found.entry((number, id)).or_insert((how, name.clone()));
            if how < best.0 {
                *best = (how, name.clone());
            }
        }
    }
    let mut hits = Vec::new();
    for ((number, id), (how, _)) in found {
        let Some(listed) = list.get(number) else { continue };
        if let Some(row) = hit(&transaction, listed, id, how)? {
            hits.push((number, how, row));
        }
    }
    hits.sort_by(|(a, how_a, row_a), (b, how_b, row_b)| {
        (a, how_a, -row_a.articles, row_a.person_id).cmp(&(b, how_b, -row_b.articles, row_b.person_id))
    });
    Ok(hits.into_iter().map(|(_, _, row)| row).collect())
}

/// The row of somebody; `None` where no article names them any more.
fn hit(connection: &Connection, listed: &Listed, id: i64, how: Likeness) -> Result<Option<ScreenRow>> {
    let sql = "SELECT person.name, (SELECT count(DISTINCT article_id) FROM person_mentions WHERE person_id = person.id)
               FROM people AS person WHERE person.id = ?1";
    let Some((name, articles)) = connection
        .prepare_cached(sql)?
        .query_row([id], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))
        .optional()?
        .filter(|(_, articles)| *articles > 0)
    else {
        return Ok(None);
    };
    let mut row = ScreenRow {
        listed: listed.name.clone(),
        line: listed.line,
        how: how.name().to_owned(),
        name,
        person_id: id,
        articles,
        article_id: None,
        date: None,
        headline: None,
        sentence: None,
    };
    // A mention in running text says more than one in a byline.
    let sql = "SELECT article.id, article.date, article.headline, mention.start_char, mention.end_char,
                      CASE mention.field WHEN 'body' THEN article.body WHEN 'headline' THEN article.headline
                           WHEN 'standfirst' THEN article.standfirst WHEN 'byline' THEN article.byline
                           WHEN 'caption' THEN (SELECT text FROM captions WHERE id = mention.caption_id)
                           WHEN 'credit' THEN (SELECT credit FROM captions WHERE id = mention.caption_id)
                           ELSE article.dateline END
               FROM person_mentions AS mention JOIN articles AS article ON article.id = mention.article_id
               WHERE mention.person_id = ?1
               ORDER BY mention.field <> 'body', article.date DESC, article.id, mention.ordinal LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([id])?;
    if let Some(found) = rows.next()? {
        row.article_id = found.get(0)?;
        row.date = found.get(1)?;
        row.headline = found.get(2)?;
        let offset = |number: i64| usize::try_from(number).unwrap_or(0);
        let text: Option<String> = found.get(5)?;
        row.sentence = text.map(|text| {
            let (start, end) = (found.get(3).map_or(0, offset), found.get(4).map_or(0, offset));
            around(&text, start, end)
        });
    }
    Ok(Some(row))
}
