//! The two streams and the screen: what is said, in which width and colour, and how far a long run has come.
//!
//! Messages and rows come in; bytes on standard output and standard error go out.
//!
//! Invariant: text from pages reaches standard error only through [`one_line`], and a progress bar is drawn only on a
//! terminal and always removed.

use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write};
use std::panic::{self, PanicHookInfo};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::present::Style;
use crate::present::terminal::{many_lines, one_line};

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

/// Whether both streams end at a terminal, so that remarks around the rows are welcome.
#[must_use]
pub fn somebody_looks_on() -> bool {
    io::stdout().is_terminal() && io::stderr().is_terminal()
}

/// Says `message` on standard error.
pub fn note(message: &str) {
    say(&format!("archive: {}", many_lines(message)));
}

/// Says `message`, which may hold text from a page, on one line of standard error.
pub fn note_line(message: &str) {
    say(&format!("archive: {}", one_line(message)));
}

/// Says what to do next.
pub fn hint(message: &str) {
    say(&format!("hint: {}", many_lines(message)));
}

/// Writes `line` to standard error; a failure to do so is ignored, as it could not be reported either.
pub fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Makes a panic say what it is: a bug, and where.
pub fn report_bugs() {
    panic::set_hook(Box::new(|info: &PanicHookInfo<'_>| {
        let place = info.location().map_or_else(String::new, |at| format!(" ({}:{})", at.file(), at.line()));
        let message = info.payload_as_str().unwrap_or("no message");
        say(&format!("archive: this is a bug in archive: {}{place}", one_line(message)));
        hint("please report it, with the page that brought it to light");
    }));
}

/// How far an import has come, shown on a terminal and nowhere else.
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar over `byte_len` bytes, or a count of them where the end cannot be known.
    #[must_use]
    pub fn start(byte_len: Option<u64>) -> Self {
        if !io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(byte_len, ProgressDrawTarget::stderr());
        let template = if byte_len.is_some() {
            "{wide_bar} {bytes}/{total_bytes} {binary_bytes_per_sec} {msg} records, {eta} left"
        } else {
            "{spinner} {bytes} {binary_bytes_per_sec} {msg} records"
        };
        // Without its template the bar still shows its default one.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// `bytes` are read, `records` are done.
    pub fn show(&self, bytes: u64, records: u64) {
        if self.0.is_hidden() {
            return;
        }
        self.0.set_position(bytes);
        self.0.set_message(records.to_string());
    }

    /// Takes the bar away.
    pub fn clear(&self) {
        self.0.finish_and_clear();
    }

    /// Says `message` above the bar.
    pub fn note(&self, message: &str) {
        self.0.suspend(|| note_line(message));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}
