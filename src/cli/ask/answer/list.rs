//! Prints a list: its rows, its count, its numbers, its plan.

use std::cmp::Ordering;
use std::io::{IsTerminal as _, Write as _};
use std::ops::ControlFlow;
use std::path::PathBuf;

use super::arguments::{AnswerArgs, OutputName};
use super::notes;
use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::{Opened, named};
use crate::cli::screen::Screen;
use crate::cli::ui;
use crate::present::answer::chosen::{Chosen, columns_named, write_chosen};
use crate::present::answer::envelope::{Told, write_envelope};
use crate::present::answer::placed::Placed;
use crate::present::answer::stream::Stream;
use crate::present::columns::{Column, Row};
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
    pub(in crate::cli::ask) rows: &'l Rows<'l, R>,
    /// Its rows some at a time, where there may be more of them than memory should hold.
    pub(in crate::cli::ask) each: Option<&'l Each<'l, R>>,
    /// How many rows another query would have.
    pub(in crate::cli::ask) count: &'l dyn Fn(&Archive, &Query) -> Result<u64, QueryError>,
    /// How the rows are found.
    pub(in crate::cli::ask) explained: &'l dyn Fn(&Archive, Window) -> Result<Explained, QueryError>,
    /// The numbers of its rows.
    pub(in crate::cli::ask) ids: &'l Rows<'l, i64>,
    /// What `--after` takes to begin behind a row; `None` in lists that go by `--offset`.
    pub(in crate::cli::ask) after: Option<fn(&R) -> String>,
    /// The order of rows of several archives; rows that are equal stay in that of the archives.
    pub(in crate::cli::ask) order: fn(&R, &R) -> Ordering,
}

/// Finds rows of an archive.
pub(in crate::cli::ask) type Rows<'l, R> = dyn Fn(&Archive, Window) -> Result<Vec<R>, QueryError> + 'l;

/// Hands over the rows of an archive some at a time, until what takes them has enough.
pub(in crate::cli::ask) type Each<'l, R> =
    dyn Fn(&Archive, Window, &mut dyn FnMut(Vec<R>) -> ControlFlow<()>) -> Result<(), QueryError> + 'l;

impl<R: Row> List<'_, R> {
    /// Prints it as `arguments` ask.
    ///
    /// # Errors
    /// Where an archive cannot be used or nothing matches.
    pub(in crate::cli::ask) fn print(
        &self,
        archives: &[Opened],
        arguments: &AnswerArgs,
    ) -> Result<ExitStatus, CommandError> {
        let window = Window::from(arguments.window);
        if arguments.explain {
            return archives
                .iter()
                .try_fold(ExitStatus::Done, |_, opened| print_plan(&(self.explained)(&opened.archive, window)?));
        }
        if arguments.count {
            let count = self.count_all(archives)?;
            Screen::open().print(|out| writeln!(out, "{count}"))?;
            return if count == 0 { Err(self.nothing(archives)?) } else { Ok(ExitStatus::Done) };
        }
        match archives {
            [Opened { archive, .. }] if arguments.output == OutputName::Ids => {
                let ids = (self.ids)(archive, window)?;
                Screen::open().print(|out| ids.iter().try_for_each(|id| writeln!(out, "{id}")))?;
                if ids.is_empty() { Err(self.nothing(archives)?) } else { Ok(ExitStatus::Done) }
            }
            _ if arguments.output == OutputName::Ids => {
                let hint = "say --fields archive,id, or name one archive";
                Err(CommandError::usage("numbers alone do not say of which archive they are", hint))
            }
            [Opened { archive, .. }] => {
                let columns = columns_named::<R>(&arguments.fields).map_err(|name| no_such_column::<R>(&name))?;
                match self.stream(archive, arguments, &columns)? {
                    Some(0) => Err(self.nothing(archives)?),
                    Some(_) => Ok(ExitStatus::Done),
                    None => {
                        let rows = (self.rows)(archive, window)?;
                        let next = rows.last().zip(self.after).map(|(row, after)| after(row));
                        self.print_page(archives, arguments, &Page { columns: &columns, rows, next })
                    }
                }
            }
            _ => {
                let columns =
                    columns_named::<Placed<R>>(&arguments.fields).map_err(|name| no_such_column::<Placed<R>>(&name))?;
                let rows = self.merged(archives, window)?;
                // A place in one archive says nothing of the others.
                self.print_page(archives, arguments, &Page { columns: &columns, rows, next: None })
            }
        }
    }

    /// Writes rows as they come where nobody looks on and the format does not ask for all of them first; says how many.
    fn stream(
        &self,
        archive: &Archive,
        arguments: &AnswerArgs,
        columns: &[&'static Column<R>],
    ) -> Result<Option<u64>, CommandError> {
        let Some(each) = self.each.filter(|_| !std::io::stdout().is_terminal()) else { return Ok(None) };
        let mut screen = Screen::open();
        let Some(mut stream) = Stream::new(arguments.format.format(), screen.style, columns) else { return Ok(None) };
        let mut refused = None;
        each(
            archive,
            Window::from(arguments.window),
            &mut |rows| match screen.buffer(|out| stream.write(out, &rows)) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    refused = Some(error);
                    ControlFlow::Break(())
                }
            },
        )?;
        if let Some(error) = refused {
            return Err(error);
        }
        let written = stream.written();
        screen.print(|out| stream.end(out))?;
        Ok(Some(written))
    }

    /// The rows of all archives in one order.
    fn merged(&self, archives: &[Opened], window: Window) -> Result<Vec<Placed<R>>, CommandError> {
        let first = Window { limit: window.limit.map(|limit| limit.saturating_add(window.offset)), offset: 0 };
        let mut rows = Vec::new();
        for Opened { archive, path } in archives {
            let name = path.display().to_string();
            let found = (self.rows)(archive, first)?;
            rows.extend(found.into_iter().map(|row| Placed { archive: name.clone(), row }));
        }
        rows.sort_by(|one, other| (self.order)(&one.row, &other.row));
        let as_length = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let limit = window.limit.map_or(usize::MAX, as_length);
        Ok(rows.into_iter().skip(as_length(window.offset)).take(limit).collect())
    }

    fn print_page<P: Row>(
        &self,
        archives: &[Opened],
        arguments: &AnswerArgs,
        page: &Page<'_, P>,
    ) -> Result<ExitStatus, CommandError> {
        let Page { columns, rows, next } = page;
        let window = Window::from(arguments.window);
        let full = window.limit.is_some_and(|limit| rows.len() as u64 >= u64::from(limit));
        let is_asked_whole = arguments.format.format() == Format::Answer;
        let counts = is_asked_whole || (full && ui::somebody_looks_on());
        let told = Told {
            query: Some(self.typed.clone()),
            understood: Some(self.asked.written()),
            bound: self.asked.bound(),
            // A number means somebody in one archive alone.
            ambiguous: match archives {
                [opened] if is_asked_whole || ui::somebody_looks_on() => ambiguous(&opened.archive, self.asked)?,
                _ => Vec::new(),
            },
            count: if counts { Some(self.count_all(archives)?) } else { None },
            next: next.clone().filter(|_| full),
        };
        let mut screen = Screen::open_paged(matches!(arguments.format.format(), Format::Table | Format::Markdown));
        let (style, format) = (screen.style, arguments.format.format());
        screen.print(|out| match (format, columns.is_empty()) {
            (Format::Answer, true) => write_envelope(out, &told, rows),
            (Format::Answer, false) => write_envelope(out, &told, &Chosen { rows, columns }),
            (_, true) => write_rows(out, rows, format, style),
            (_, false) => write_chosen(out, rows, columns, format, style),
        })?;
        drop(screen);
        notes::understood(self.asked);
        if rows.is_empty() {
            return Err(self.nothing(archives)?);
        }
        notes::under(&told, window, rows.len() as u64);
        Ok(ExitStatus::Done)
    }

    fn count_all(&self, archives: &[Opened]) -> Result<u64, CommandError> {
        let mut all = 0;
        for Opened { archive, .. } in archives {
            all += (self.count)(archive, self.asked)?;
        }
        Ok(all)
    }

    /// Nothing matches, and why.
    fn nothing(&self, archives: &[Opened]) -> Result<CommandError, CommandError> {
        let mut said = match archives {
            [Opened { archive, .. }] => {
                why_nothing(archive, self.asked, self.names, &|asked: &Query| (self.count)(archive, asked))?
            }
            _ => Vec::new(),
        };
        said.extend(notes::lost_quotes(&self.typed));
        let hint = said.join("\nhint: ");
        let hint = (!hint.is_empty()).then_some(hint);
        let paths: Vec<PathBuf> = archives.iter().map(|opened| opened.path.clone()).collect();
        Ok(CommandError::no_match(format!("{}: no {} matched", named(&paths), self.things), hint.as_deref()))
    }
}

/// Rows to be shown, and what `--after` takes to go on behind them.
struct Page<'p, P: 'static> {
    columns: &'p [&'static Column<P>],
    rows: Vec<P>,
    next: Option<String>,
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
