//! Settings of whoever uses the program, from a file in the place where the platform keeps them.
//!
//! `place` says where the file is, `settings` reads it. What the command line or the environment says goes before it.
//!
//! Invariant: a file that is not understood is an error with its line; it is never passed over.

mod place;
mod settings;

use std::path::PathBuf;
use std::sync::OnceLock;

use crate::cli::command_error::{CommandError, cause_of};
pub use settings::Colour;
use settings::Settings;

static SETTINGS: OnceLock<Settings> = OnceLock::new();

/// Reads the file, where there is one.
///
/// # Errors
/// Where it cannot be read, or holds what is no setting.
pub fn read() -> Result<(), CommandError> {
    let Some(file) = place::file() else { return Ok(()) };
    let text = match std::fs::read_to_string(&file.path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !file.is_named => return Ok(()),
        Err(error) => return Err(CommandError::config(&file.path, None, &cause_of(&error), CANNOT_READ)),
    };
    let settings = settings::parse(&text, &file.path)
        .map_err(|fault| CommandError::config(&file.path, fault.line, &fault.message, &fault.hint))?;
    // The first reading stands: there is one run in a process.
    let _ = SETTINGS.set(settings);
    Ok(())
}

const CANNOT_READ: &str = "mend it, or go without: --no-config, or ARCHIVE_CONFIG set to nothing";

fn settings() -> Option<&'static Settings> {
    SETTINGS.get()
}

/// The archives that are asked where none is named.
pub fn archives() -> Vec<PathBuf> {
    settings().map(|settings| settings.db.clone()).unwrap_or_default()
}

/// The pager.
pub fn pager() -> Option<&'static str> {
    settings()?.pager.as_deref()
}

/// Rows that a terminal shows where nobody says how many; 0 is all.
pub fn limit() -> Option<u32> {
    settings()?.limit
}

/// Whether there is colour.
pub fn colour() -> Colour {
    settings().map(|settings| settings.colour).unwrap_or_default()
}
