//! The twins of a list: its rows for programs, a part at a time.
//!
//! Invariant: a list of any size has an answer; whoever follows `next` gets every row.

use serde::Serialize;

use crate::present::answer::envelope::{Told, write_envelope};
use crate::present::columns::Row;
use crate::present::{Style, csv, json};
use crate::query::Query;
use crate::serve::asked::{Asked, Form};
use crate::serve::reply::{Fault, Reply};

/// Rows as JSON, with what is told of them, or as CSV; `None` for a page.
pub(in crate::serve::pages) fn twin<R: Row>(
    form: Form,
    name: &str,
    rows: &[R],
    told: &Told,
) -> Result<Option<Reply>, Fault> {
    let mut bytes = Vec::new();
    match form {
        Form::Page => Ok(None),
        Form::Json => {
            write_envelope(&mut bytes, told, &rows)?;
            Ok(Some(Reply::json(bytes)))
        }
        Form::Csv => {
            csv::write_csv(&mut bytes, rows, Style::default())?;
            Ok(Some(Reply::csv(name, bytes)))
        }
    }
}

/// A part of a list, as [`twin`]; where it is full, the address of the next part is told.
pub(in crate::serve::pages) fn part<R: Row>(
    asked: &Asked,
    name: &str,
    rows: &[R],
    told: Told,
) -> Result<Option<Reply>, Fault> {
    let is_full = asked.window().limit.is_some_and(|limit| rows.len() as u64 >= u64::from(limit));
    let next = is_full.then(|| asked.next_part());
    let told = Told { next: next.clone(), ..told };
    Ok(twin(asked.form, name, rows, &told)?.map(|reply| Reply { next, ..reply }))
}

/// The part of a list that a query was asked for; `count` says how many rows it has in all.
pub(in crate::serve::pages) fn list_part<R: Row>(
    asked: &Asked,
    name: &str,
    rows: &[R],
    (query, count): (&Query, Option<u64>),
) -> Result<Option<Reply>, Fault> {
    let told = Told {
        query: Some(asked.query().to_owned()),
        understood: Some(query.written()),
        bound: query.bound(),
        count,
        ..Told::default()
    };
    part(asked, name, rows, told)
}

/// One thing as JSON.
pub(in crate::serve::pages) fn object(value: &impl Serialize) -> Result<Reply, Fault> {
    let mut bytes = Vec::new();
    json::write_indented(&mut bytes, value)?;
    Ok(Reply::json(bytes))
}
