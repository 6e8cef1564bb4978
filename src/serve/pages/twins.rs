//! The twins of a list: its rows for programs.

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

/// The twin of a list that a query was asked for, which has `count` rows in all.
pub(in crate::serve::pages) fn list_twin<R: Row>(
    asked: &Asked,
    name: &str,
    rows: &[R],
    (query, count): (&Query, u64),
) -> Result<Option<Reply>, Fault> {
    let told = Told {
        query: Some(asked.query().to_owned()),
        understood: Some(query.written()),
        bound: query.bound(),
        count: Some(count),
        ..Told::default()
    };
    twin(asked.form, name, rows, &told)
}

/// One thing as JSON.
pub(in crate::serve::pages) fn object(value: &impl Serialize) -> Result<Reply, Fault> {
    let mut bytes = Vec::new();
    json::write_indented(&mut bytes, value)?;
    Ok(Reply::json(bytes))
}
