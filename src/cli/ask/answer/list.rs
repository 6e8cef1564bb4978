//! Prints a list: its rows, its count, its numbers, its plan.

use std::io::Write as _;
use std::path::Path;

use super::arguments::{AnswerArgs, OutputName};
use super::notes;
use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::screen::Screen;
use crate::cli::ui;
use crate::present::answer::chosen::{Chosen, columns_named, write_chosen};
use crate::present::answer::envelope::{Told, write_envelope};
use crate::present::columns::Row;
use crate::present::{Format, write_rows};
use crate::query::answers::{Explained, ambiguous, why_nothing};
use crate::query::{Query, QueryError, Window};
use crate::store::{Archive, EntityKind};

/// A list: what it is of, and how it is asked for.
pub(in crate::cli::ask) struct List<'l, R> {
    /// What its rows are called, such as `people`.
    pub(in crate::cli::ask) things: &'static str,
    /// Whose names its rows are, where they are names.
    pub(in crate::cli::ask) names: Option<EntityKind>,
    /// The words of the query as typed.
    pub(in crate::cli::ask) typed: String,
    /// The query as understood.
    pub(in crate::cli::ask) asked: &'l Query,
    /// Its rows.
    pub(in crate::cli::ask) rows: &'l dyn Fn(Window) -> Result<Vec<R>, QueryError>,
    /// How many rows another query would have.
    pub(in crate::cli::ask) count: &'l dyn Fn(&Query) -> Result<u64, QueryError>,
    /// How the rows are found.
    pub(in crate::cli::ask) explained: &'l dyn Fn(Window) -> Result<Explained, QueryError>,
    /// The numbers of its rows.
    pub(in crate::cli::ask) ids: &'l dyn Fn(Window) -> Result<Vec<i64>, QueryError>,
    /// What `--after` takes to begin behind a row; `None` in lists that go by `--offset`.
    pub(in crate::cli::ask) after: Option<fn(&R) -> String>,
}

impl<R: Row> List<'_, R> {
    /// Prints it as `arguments` ask.
    ///
    /// # Errors
    /// Where the archive cannot be used or nothing matches.
    pub(in crate::cli::ask) fn print(
        &self,
        archive: &Archive,
        arguments: &AnswerArgs,
        db: &Path,
    ) -> Result<ExitStatus, CommandError> {
        let window = Window::from(arguments.window);
        if arguments.explain {
            return print_plan(&(self.explained)(window)?);
        }
        if arguments.count {
            let count = (self.count)(self.asked)?;
            Screen::open().print(|out| writeln!(out, "{count}"))?;
            return if count == 0 { Err(self.nothing(archive, db)?) } else { Ok(ExitStatus::Done) };
        }
        if arguments.output == OutputName::Ids {
            return self.print_ids(archive, window, db);
        }
        let columns = columns_named::<R>(&arguments.fields).map_err(|name| no_such_column::<R>(&name))?;
        let rows = (self.rows)(window)?;
        let full = window.limit.is_some_and(|limit| rows.len() as u64 >= u64::from(limit));
        let is_asked_whole = arguments.format.format() == Format::Answer;
        let counts = is_asked_whole || (full && ui::somebody_looks_on());
        let told = Told {
            query: Some(self.typed.clone()),
            understood: Some(self.asked.written()),
            bound: self.asked.bound(),
            ambiguous: if is_asked_whole || ui::somebody_looks_on() {
                ambiguous(archive, self.asked)?
            } else {
                Vec::new()
            },
            count: if counts { Some((self.count)(self.asked)?) } else { None },
            next: rows.last().filter(|_| full).zip(self.after).map(|(row, after)| after(row)),
        };
        let mut screen = Screen::open_paged(matches!(arguments.format.format(), Format::Table | Format::Markdown));
        let (style, format) = (screen.style, arguments.format.format());
        screen.print(|out| match (format, columns.is_empty()) {
            (Format::Answer, true) => write_envelope(out, &told, &rows),
            (Format::Answer, false) => write_envelope(out, &told, &Chosen { rows: &rows, columns: &columns }),
            (_, true) => write_rows(out, &rows, format, style),
            (_, false) => write_chosen(out, &rows, &columns, format, style),
        })?;
        drop(screen);
        notes::understood(self.asked);
        if rows.is_empty() {
            return Err(self.nothing(archive, db)?);
        }
        notes::under(&told, window, rows.len() as u64);
        Ok(ExitStatus::Done)
    }

    fn print_ids(&self, archive: &Archive, window: Window, db: &Path) -> Result<ExitStatus, CommandError> {
        let ids = (self.ids)(window)?;
        Screen::open().print(|out| ids.iter().try_for_each(|id| writeln!(out, "{id}")))?;
        if ids.is_empty() { Err(self.nothing(archive, db)?) } else { Ok(ExitStatus::Done) }
    }

    /// Nothing matches, and why.
    fn nothing(&self, archive: &Archive, db: &Path) -> Result<CommandError, CommandError> {
        let mut said = why_nothing(archive, self.asked, self.names, self.count)?;
        said.extend(notes::lost_quotes(&self.typed));
        let hint = said.join("\nhint: ");
        let hint = (!hint.is_empty()).then_some(hint);
        Ok(CommandError::no_match(format!("{}: no {} matched", db.display(), self.things), hint.as_deref()))
    }
}

fn no_such_column<R: Row>(name: &str) -> CommandError {
    let known: Vec<&str> = R::COLUMNS.iter().map(|column| column.name).collect();
    CommandError::usage(format!("there is no column {name}"), format!("there are: {}", known.join(", ")))
}

fn print_plan(explained: &Explained) -> Result<ExitStatus, CommandError> {
    Screen::open().print(|out| {
        writeln!(out, "{}\n", explained.sql)?;
        for (value, number) in explained.values.iter().zip(1..) {
            writeln!(out, "?{number} = {value}")?;
        }
        writeln!(out)?;
        explained.plan.iter().try_for_each(|step| writeln!(out, "{step}"))
    })
}
