//! The two streams and the screen: what is said, in which width and colour, and how far a long run has come.
//!
//! Messages and rows come in; bytes on standard output and standard error go out.
//!
//! Invariant: text from pages reaches standard error only through [`one_line`], and a progress bar is drawn only on a
//! terminal and always removed.

use std::io::{IsTerminal as _, Write as _};
use std::panic::PanicHookInfo;
use std::{io, panic};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::present::terminal::{many_lines, one_line};

/// Whether both streams end at a terminal, so that remarks beside the rows are welcome.
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

/// Asks on standard error, and leaves the line open for the answer; whether there is a terminal to show it.
#[must_use]
pub fn ask(question: &str) -> bool {
    let mut screen = io::stderr().lock();
    screen.is_terminal() && write!(screen, "{question}").and_then(|()| screen.flush()).is_ok()
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

    /// A bar over so many things.
    #[must_use]
    pub fn over(things: u64) -> Self {
        if !io::stderr().is_terminal() {
            return Self::none();
        }
        let bar = ProgressBar::with_draw_target(Some(things), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{wide_bar} {human_pos}/{human_len}, {eta} left") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// One more is done.
    pub fn step(&self) {
        if !self.0.is_hidden() {
            self.0.inc(1);
        }
    }

    /// So many of them are done.
    pub fn reach(&self, things: u64) {
        if !self.0.is_hidden() {
            self.0.set_position(things);
        }
    }

    /// No bar at all.
    #[must_use]
    pub fn none() -> Self {
        Self(ProgressBar::hidden())
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
