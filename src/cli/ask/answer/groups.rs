//! Prints the groups of an answer.

use std::path::PathBuf;

use super::arguments::AnswerArgs;
use super::list::Rows;
use super::notes;
use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output;
use crate::cli::output::Opened;
use crate::cli::screen::Screen;
use crate::cli::ui;
use crate::present::answer::bars::{named, with_bars};
use crate::present::answer::envelope::{Told, write_envelope};
use crate::present::{Format, write_rows};
use crate::query::answers::{GroupBy, merged_groups};
use crate::query::rows::GroupRow;
use crate::query::{Query, Window};

/// Prints the groups that `groups` finds, with bars on a terminal.
///
/// # Errors
/// Where the archive cannot be used or nothing matches.
pub(in crate::cli::ask) fn print_groups(
    groups: &Rows<'_, GroupRow>,
    by: GroupBy,
    asked: &Query,
    arguments: &AnswerArgs,
    archives: &[Opened],
) -> Result<ExitStatus, CommandError> {
    let mut window = Window::from(arguments.window);
    if matches!(by, GroupBy::Day | GroupBy::Month | GroupBy::Year) && !arguments.window.is_limited() {
        // The beginning of a time line alone says little.
        window.limit = None;
    }
    let rows = if let [Opened { archive, .. }] = archives {
        groups(archive, window)?
    } else {
        let each = archives.iter().map(|opened| groups(&opened.archive, Window::ALL));
        merged_groups(each.collect::<Result<_, _>>()?, by, window)
    };
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
        let paths: Vec<PathBuf> = archives.iter().map(|opened| opened.path.clone()).collect();
        return Err(CommandError::no_match(format!("{}: nothing matched", output::named(&paths)), None));
    }
    if ui::somebody_looks_on() && rows.iter().any(|row| row.thin) {
        ui::say("few: the archive has so little of that group that the share says nothing");
    }
    Ok(ExitStatus::Done)
}
