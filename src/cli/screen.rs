//! Standard output: what rows are written to, in which width and colour.

use std::io;
use std::io::{BufWriter, IsTerminal as _, StdoutLock, Write as _};

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::present::Style;

/// Standard output, buffered, and what is known of its reader.
pub struct Screen {
    out: BufWriter<StdoutLock<'static>>,
    /// How rows are to be laid out.
    pub style: Style,
}

impl Screen {
    /// Takes standard output for the rest of the run.
    #[must_use]
    pub fn open() -> Self {
        let stdout = io::stdout();
        let style = Style { width: width_of(&stdout), colour: colour_on(&stdout) };
        Self { out: BufWriter::with_capacity(64 << 10, stdout.lock()), style }
    }

    /// Writes with `write`, then sees it off.
    ///
    /// # Errors
    /// Where standard output cannot be written.
    pub fn print(
        &mut self,
        write: impl FnOnce(&mut BufWriter<StdoutLock<'static>>) -> io::Result<()>,
    ) -> Result<ExitStatus, CommandError> {
        write(&mut self.out).and_then(|()| self.out.flush()).map_err(|error| CommandError::output(&error))?;
        Ok(ExitStatus::Done)
    }

    /// Writes with `write`; what is written may still wait in the buffer.
    ///
    /// # Errors
    /// Where standard output cannot be written.
    pub fn buffer(
        &mut self,
        write: impl FnOnce(&mut BufWriter<StdoutLock<'static>>) -> io::Result<()>,
    ) -> Result<(), CommandError> {
        write(&mut self.out).map_err(|error| CommandError::output(&error))
    }
}

/// Columns of the terminal that shows `stdout`; `None` where none does.
fn width_of(stdout: &io::Stdout) -> Option<u16> {
    if !stdout.is_terminal() {
        return None;
    }
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|columns| *columns > 0);
    let measured = || terminal_size::terminal_size_of(stdout).map(|(width, _)| width.0).filter(|width| *width > 0);
    Some(asked.or_else(measured).unwrap_or(80))
}

/// Whether `stdout` is a terminal whose owner has not said no to colour (<https://no-color.org>).
fn colour_on(stdout: &io::Stdout) -> bool {
    stdout.is_terminal() && anstream::AutoStream::choice(stdout) != anstream::ColorChoice::Never
}
