//! Puts a statement together: SQL from constants, everything a person typed as parameters.
//!
//! Invariant: what a person typed is bound, never part of the SQL.

use std::ops::ControlFlow;

use rusqlite::types::Value;
use rusqlite::{Row, ToSql, params_from_iter};

use crate::model::PartialDate;
use crate::query::error::QueryError;
use crate::query::filter::Window;
use crate::store::Archive;
use crate::store::articles::folding;

/// Conditions that must all hold, and the values bound to them.
#[derive(Clone, Debug, Default)]
pub(in crate::query) struct Conditions {
    terms: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    /// Binds `value` and returns its parameter.
    pub(in crate::query) fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    /// Adds a condition made of constants and [bound](Self::bind) parameters.
    pub(in crate::query) fn require(&mut self, term: String) {
        self.terms.push(term);
    }

    /// `column` is as one of `choices`; no choices, no condition.
    pub(in crate::query) fn require_one_of(&mut self, column: &str, choices: &[String]) {
        if !choices.is_empty() {
            let choices: Vec<String> = choices.iter().map(|choice| self.bind(choice.clone())).collect();
            self.require(format!("{column} IN ({})", choices.join(", ")));
        }
    }

    /// The condition that `folded` is exactly the name asked for, or an ending of it.
    pub(in crate::query) fn is_name(&mut self, name: &str) -> String {
        let folded = self.bind(folding::fold(name));
        format!("folded = {folded}")
    }

    /// The condition that `folded` begins with the name asked for, at a word boundary. As every ending of a name is
    /// there, this finds the words anywhere in it.
    pub(in crate::query) fn holds_name(&mut self, name: &str) -> String {
        let folded = folding::fold(name);
        let (whole, low, high) =
            (self.bind(folded.clone()), self.bind(format!("{folded} ")), self.bind(format!("{folded}!")));
        format!("(folded = {whole} OR (folded >= {low} AND folded < {high}))")
    }

    /// The date in `column` is neither before `from` nor after `to`, as far as both are known: `2013` is neither
    /// before nor after May 2013.
    pub(in crate::query) fn require_dates(
        &mut self,
        column: &str,
        from: Option<&PartialDate>,
        to: Option<&PartialDate>,
    ) {
        if let Some(from) = from {
            let mut vaguer: Vec<String> = Vec::new();
            for length in ["2013".len(), "2013-05".len(), "2013-05-10".len()] {
                if let Some(start) = from.as_str().get(..length).filter(|start| start.len() < from.as_str().len()) {
                    vaguer.push(start.to_owned());
                }
            }
            let year = self.bind(from.as_str().get(..4).unwrap_or_default().to_owned());
            let exact = self.bind(from.as_str().to_owned());
            let vaguer: Vec<String> = vaguer.into_iter().map(|start| self.bind(start)).collect();
            self.require(format!(
                "{column} >= {year} AND ({column} >= {exact} OR {column} IN ({}))",
                vaguer.join(", ")
            ));
        }
        if let Some(to) = to {
            // `~` sorts after every character of a date, so all that begins like `to` is still wanted.
            let end = self.bind(format!("{to}~"));
            self.require(format!("{column} < {end}"));
        }
    }

    /// The values bound so far, without conditions.
    pub(in crate::query) fn with_values_only(self) -> Self {
        Self { terms: Vec::new(), values: self.values }
    }

    /// The values as SQL would write them, for people to read.
    pub(in crate::query) fn values_written(&self) -> Vec<String> {
        let written = |value: &Value| match value {
            Value::Null => "NULL".to_owned(),
            Value::Integer(number) => number.to_string(),
            Value::Real(number) => number.to_string(),
            Value::Text(text) => format!("'{}'", text.replace('\'', "''")),
            Value::Blob(bytes) => format!("a blob of {} bytes", bytes.len()),
        };
        self.values.iter().map(written).collect()
    }

    /// `WHERE …`, or nothing.
    pub(in crate::query) fn where_clause(&self) -> String {
        if self.terms.is_empty() { String::new() } else { format!(" WHERE {}", self.terms.join(" AND ")) }
    }

    /// `LIMIT … OFFSET …`.
    pub(in crate::query) fn window(&mut self, window: Window) -> String {
        let limit = self.bind(window.limit.map_or(-1, i64::from));
        let offset = self.bind(i64::from(window.offset));
        format!(" LIMIT {limit} OFFSET {offset}")
    }

    /// Runs `sql` and reads rows until `read` has enough.
    pub(in crate::query) fn each_row(
        &self,
        archive: &Archive,
        sql: &str,
        mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<ControlFlow<()>>,
    ) -> Result<(), QueryError> {
        let mut go = || -> rusqlite::Result<()> {
            let mut statement = archive.connection.prepare(sql)?;
            let mut rows = statement.query(params_from_iter(self.values.iter().map(|value| value as &dyn ToSql)))?;
            while let Some(row) = rows.next()? {
                if read(row)?.is_break() {
                    break;
                }
            }
            Ok(())
        };
        go().map_err(|cause| QueryError(archive.refused(cause)))
    }

    /// Runs `sql` and reads every row.
    pub(in crate::query) fn rows<T>(
        &self,
        archive: &Archive,
        sql: &str,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, QueryError> {
        archive
            .connection
            .prepare(sql)
            .and_then(|mut statement| {
                statement
                    .query_map(params_from_iter(self.values.iter().map(|value| value as &dyn ToSql)), read)?
                    .collect()
            })
            .map_err(|cause| QueryError(archive.refused(cause)))
    }
}
