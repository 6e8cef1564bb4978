//! Prints the groups of an answer.

use std::path::Path;

use super::arguments::AnswerArgs;
use super::notes;
use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::screen::Screen;
use crate::cli::ui;
use crate::present::answer::bars::{named, with_bars};
use crate::present::answer::envelope::{Told, write_envelope};
use crate::present::{Format, write_rows};
use crate::query::answers::GroupBy;
use crate::query::rows::GroupRow;
use crate::query::{Query, QueryError, Window};

/// Prints the groups that `groups` finds, with bars on a terminal.
///
/// # Errors
/// Where the archive cannot be used or nothing matches.
pub(in crate::cli::ask) fn print_groups(
    groups: &dyn Fn(Window) -> Result<Vec<GroupRow>, QueryError>,
    by: GroupBy,
    asked: &Query,
    arguments: &AnswerArgs,
    db: &Path,
) -> Result<ExitStatus, CommandError> {
    let mut window = Window::from(arguments.window);
    if matches!(by, GroupBy::Day | GroupBy::Month | GroupBy::Year) && !arguments.window.is_limited() {
        // The beginning of a time line alone says little.
        window.limit = None;
    }
    let rows = groups(window)?;
    let format = arguments.format.format();
    let mut screen = Screen::open_paged(format == Format::Table);
    let style = screen.style;
    let told = Told { understood: Some(asked.written()), bound: asked.bound(), ..Told::default() };
    screen.print(|out| match (format, style.width) {
        (Format::Answer, _) => write_envelope(out, &told, &rows),
        (Format::Table, Some(_)) => write_rows(out, &with_bars(&rows), format, style),
        (Format::Table, None) => write_rows(out, &named(&rows), format, style),
        _ => write_rows(out, &rows, format, style),
    })?;
    drop(screen);
    notes::understood(asked);
    if rows.is_empty() {
        return Err(CommandError::no_match(format!("{}: nothing matched", db.display()), None));
    }
    if ui::somebody_looks_on() && rows.iter().any(|row| row.thin) {
        ui::say("few: the archive has so little of that group that the share says nothing");
    }
    Ok(ExitStatus::Done)
}
