//! `--version`: which program this is, to the digest of its weights and its code, and whose data it carries.

use std::io::Write as _;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::screen::Screen;
use crate::store::MODELS;

/// Data of others that is compiled in and asks to be named.
const ATTRIBUTION: &str = "\
places: GeoNames (https://www.geonames.org), CC BY 4.0
names of people: United States Census 1990, public domain; faker, MIT
everyday words: SCOWL, copyright 2000-2019 Kevin Atkinson
weights that find names learned from: Groningen Meaning Bank, ODbL; WikiGold, CC BY 4.0; GUM, CC BY 4.0;
  UNER English EWT, CC BY-SA 4.0; CrossNER, MIT; SEC filings, CC BY 3.0; word clusters of spaCy, MIT
weights that find speakers learned from: PolNeAR, which states no licence
storage: SQLite (https://www.sqlite.org), public domain
licence: MIT";

/// Prints the version; `long` adds the attribution.
///
/// # Errors
/// Where standard output cannot be written.
pub fn run(long: bool) -> Result<ExitStatus, CommandError> {
    let mut screen = Screen::open();
    screen.print(|out| {
        writeln!(out, "archive {}", env!("CARGO_PKG_VERSION"))?;
        if !long {
            return Ok(());
        }
        // By these two lines a cluster knows that all its machines have the same program.
        writeln!(out, "models: {MODELS}\ncode: {}\n{ATTRIBUTION}", env!("ARCHIVE_CODE"))
    })
}
