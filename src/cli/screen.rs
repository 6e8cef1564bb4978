//! Standard output: what rows are written to, in which width and colour, and through which pager.
//!
//! Invariant: a pager is started for a terminal and for nothing else, and the run ends after it.

use std::io;
use std::io::{BufWriter, IsTerminal as _, Write};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::cli::command_error::CommandError;
use crate::cli::config;
use crate::cli::config::Colour;
use crate::cli::exit_code::ExitStatus;
use crate::present::Style;

/// Standard output or a pager, buffered.
pub type Out = BufWriter<Box<dyn Write>>;

/// Whether `--no-pager` was given.
static NO_PAGER: AtomicBool = AtomicBool::new(false);

/// Standard output, buffered, and what is known of its reader.
pub struct Screen {
    out: Option<Out>,
    pager: Option<Child>,
    /// How rows are to be laid out.
    pub style: Style,
}

impl Screen {
    /// Takes standard output for the rest of the run.
    #[must_use]
    pub fn open() -> Self {
        Self::open_paged(false)
    }

    /// Takes standard output, through a pager where rows of text go to a terminal: `$ARCHIVE_PAGER`, else `$PAGER`, else `less`.
    #[must_use]
    pub fn open_paged(is_paged: bool) -> Self {
        let stdout = io::stdout();
        let style = Style { width: width_of(&stdout), colour: colour_on(&stdout) };
        let mut pager = if is_paged && stdout.is_terminal() { pager() } else { None };
        let out: Box<dyn Write> = match pager.as_mut().and_then(|pager| pager.stdin.take()) {
            Some(stdin) => Box::new(stdin),
            None => Box::new(stdout.lock()),
        };
        Self { out: Some(BufWriter::with_capacity(64 << 10, out)), pager, style }
    }

    /// Writes with `write`, then sees it off.
    ///
    /// # Errors
    /// Where standard output cannot be written.
    pub fn print(&mut self, write: impl FnOnce(&mut Out) -> io::Result<()>) -> Result<ExitStatus, CommandError> {
        let Some(out) = self.out.as_mut() else { return Ok(ExitStatus::Done) };
        write(out).and_then(|()| out.flush()).map_err(|error| CommandError::output(&error))?;
        Ok(ExitStatus::Done)
    }

    /// Writes with `write`; what is written may still wait in the buffer.
    ///
    /// # Errors
    /// Where standard output cannot be written.
    pub fn buffer(&mut self, write: impl FnOnce(&mut Out) -> io::Result<()>) -> Result<(), CommandError> {
        let Some(out) = self.out.as_mut() else { return Ok(()) };
        write(out).map_err(|error| CommandError::output(&error))
    }
}

impl Drop for Screen {
    /// The pager sees the end of its input, and the run waits until its reader has seen enough.
    fn drop(&mut self) {
        drop(self.out.take());
        if let Some(mut pager) = self.pager.take() {
            // A pager that cannot be waited for has ended.
            let _ = pager.wait();
        }
    }
}

/// Shows everything without a pager.
pub fn without_pager() {
    NO_PAGER.store(true, Ordering::Relaxed);
}

/// Starts the pager; `None` where there is none, or it is said to be `cat` or nothing.
fn pager() -> Option<Child> {
    if NO_PAGER.load(Ordering::Relaxed) {
        return None;
    }
    let named = std::env::var("ARCHIVE_PAGER")
        .ok()
        .or_else(|| config::pager().map(str::to_owned))
        .or_else(|| std::env::var("PAGER").ok())
        .unwrap_or_else(|| "less".to_owned());
    let mut words = named.split_whitespace();
    let program = words.next().filter(|program| *program != "cat")?;
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        // As git has it: end at once where all fits the screen, show colours, leave the screen as it is.
        command.env("LESS", "FRX");
    }
    command.spawn().ok()
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
    stdout.is_terminal()
        && match config::colour() {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => anstream::AutoStream::choice(stdout) != anstream::ColorChoice::Never,
        }
}
