//! `--version`: which program this is, and whose data it carries.

use std::io::Write as _;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::ui::Screen;

/// Data of others that is compiled in and asks to be named.
const ATTRIBUTION: &str = "\
places: GeoNames (https://www.geonames.org), CC BY 4.0
storage: SQLite (https://www.sqlite.org), public domain
licence: MIT OR Apache-2.0";

/// Prints the version; `long` adds the attribution.
///
/// # Errors
/// Where standard output cannot be written.
pub fn run(long: bool) -> Result<ExitStatus, CommandError> {
    let mut screen = Screen::open();
    screen.print(|out| {
        writeln!(out, "archive {}", env!("CARGO_PKG_VERSION"))?;
        if long { writeln!(out, "{ATTRIBUTION}") } else { Ok(()) }
    })
}
