//! The one place where what went wrong becomes a message, a hint and an exit code.
//!
//! Errors of the other rooms come in; two lines on standard error and an [`ExitStatus`] go out.
//!
//! Invariant: a message is lower case without a final stop, says what, where and what next, and never shows a Rust
//! value.

use std::io;
use std::ops::Range;
use std::path::Path;

use unicode_width::UnicodeWidthStr as _;

use crate::cli::exit_code::ExitStatus;
use crate::cli::{signals, ui};
use crate::model::BrokenData;
use crate::query::{LanguageFault, QueryError};
use crate::store::StoreError;

/// Why a command ended early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandError {
    /// A short name of the sort of failure, in kebab case.
    pub kind: &'static str,
    /// What went wrong and where.
    pub message: String,
    /// What to do next.
    pub hint: Option<String>,
    /// How the run ends.
    pub status: ExitStatus,
}

impl CommandError {
    /// The command line makes no sense.
    #[must_use]
    pub fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { kind: "usage", message: message.into(), hint: Some(hint.into()), status: ExitStatus::Usage }
    }

    /// The file of settings makes no sense.
    #[must_use]
    pub fn config(path: &Path, line: Option<usize>, what: &str, hint: &str) -> Self {
        let line = line.map_or_else(String::new, |line| format!(":{line}"));
        Self { kind: "config", ..Self::usage(format!("{}{line}: {what}", path.display()), hint) }
    }

    /// A query makes no sense: the place is pointed at.
    #[must_use]
    pub fn language(text: &str, fault: &LanguageFault) -> Self {
        let mut message = fault.message.clone();
        if !text.is_empty() && fault.span != (0..0) {
            message += &pointed_at(text, fault.span.clone());
        }
        Self { kind: "query", message, hint: Some(fault.hint.clone()), status: ExitStatus::Usage }
    }

    /// A query found nothing: not a failure, but reported, and distinguished by its exit code.
    #[must_use]
    pub fn no_match(message: impl Into<String>, hint: Option<&str>) -> Self {
        Self { kind: "no-match", message: message.into(), hint: hint.map(str::to_owned), status: ExitStatus::NoMatch }
    }

    /// Something happened that must not happen.
    #[must_use]
    pub fn bug(message: impl Into<String>) -> Self {
        let hint = Some("please report it, with what you did before".to_owned());
        Self { kind: "bug", message: message.into(), hint, status: ExitStatus::Bug }
    }

    /// A signal asked the run to stop; `stored` says how far it came, where that is more than nothing.
    #[must_use]
    pub fn stopped(signal: u8, stored: Option<&str>) -> Self {
        let stored = stored.unwrap_or("nothing was changed");
        Self {
            kind: "stopped",
            message: format!("stopped by {}: {stored}", signals::name(signal)),
            hint: Some("run the same command again to go on".to_owned()),
            status: ExitStatus::Stopped(signal),
        }
    }

    /// Standard output could not be written. A reader that closed the pipe has seen enough: that ends the run well.
    #[must_use]
    pub fn output(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self { kind: "closed-pipe", message: String::new(), hint: None, status: ExitStatus::Done };
        }
        Self {
            kind: "output",
            message: format!("standard output: {}", cause_of(error)),
            hint: Some("write to a place with room, and run the same command again".to_owned()),
            status: ExitStatus::Unusable,
        }
    }

    /// A file could not be written.
    #[must_use]
    pub fn file(path: &Path, error: &io::Error) -> Self {
        let hint = if is_open_too_often(error) {
            "let the program open more files (`ulimit -n`), and run the same command again"
        } else {
            "write to a place with room where you may write, and run the same command again"
        };
        Self {
            kind: "output",
            message: format!("{}: {}", path.display(), cause_of(error)),
            hint: Some(hint.to_owned()),
            status: ExitStatus::Unusable,
        }
    }

    /// Reports it on standard error and returns the status.
    #[must_use]
    pub fn report(&self) -> ExitStatus {
        if !self.message.is_empty() {
            ui::note(&self.message);
        }
        if let Some(hint) = &self.hint {
            ui::hint(hint);
        }
        self.status
    }
}

impl From<StoreError> for CommandError {
    fn from(error: StoreError) -> Self {
        Self {
            kind: error.kind(),
            message: error.to_string(),
            hint: Some(error.hint().to_owned()),
            status: ExitStatus::Unusable,
        }
    }
}

impl From<BrokenData> for CommandError {
    fn from(error: BrokenData) -> Self {
        let hint = "the program was built from a damaged file: restore it as models/README.md says and build again";
        Self { hint: Some(hint.to_owned()), ..Self::bug(error.to_string()) }
    }
}

impl From<QueryError> for CommandError {
    fn from(QueryError(error): QueryError) -> Self {
        error.into()
    }
}

/// The query on a line of its own, and a line of carets under the bytes meant. Of a long query the part around them.
fn pointed_at(text: &str, span: Range<usize>) -> String {
    let line: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    // Control characters are of one byte or two, and a blank in their place would shift what stands behind them.
    let line = if line.len() == text.len() { line } else { text.to_owned() };
    let (before, rest) = line.split_at_checked(span.start).unwrap_or((&line, ""));
    let (meant, after) = rest.split_at_checked(span.len().min(rest.len())).unwrap_or((rest, ""));
    let shown: String = before.chars().rev().take(AROUND).collect::<Vec<_>>().into_iter().rev().collect();
    let dots = if shown.len() < before.len() { "…" } else { "" };
    let (meant, end): (String, String) = (meant.chars().take(AROUND).collect(), after.chars().take(AROUND).collect());
    let more = if end.len() < after.len() { "…" } else { "" };
    let indent = " ".repeat(dots.width() + shown.width());
    format!("\n  {dots}{shown}{meant}{end}{more}\n  {indent}{}", "^".repeat(meant.width().max(1)))
}

/// Characters that are shown on either side of what is wrong in a query.
const AROUND: usize = 30;

/// Whether the program, or everybody together, has as many files open as may be (EMFILE, ENFILE).
fn is_open_too_often(error: &io::Error) -> bool {
    cfg!(unix) && matches!(error.raw_os_error(), Some(23 | 24))
}

/// What the system says, without the number Rust adds.
pub fn cause_of(error: &io::Error) -> String {
    let text = error.to_string();
    let cause = text.split(" (os error").next().unwrap_or(&text);
    let mut chars = cause.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// Says how far a run came that `signal` stopped, and ends the program.
pub fn leave(signal: u8, stored: &str) -> ! {
    let _ = CommandError::stopped(signal, Some(stored)).report();
    signals::leave(signal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_ends_well_and_silently() {
        let error = CommandError::output(&io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!((error.status, error.message.as_str()), (ExitStatus::Done, ""));
    }

    #[test]
    fn a_fault_of_a_query_is_pointed_at() {
        let check =
            |text: &str, span: Range<usize>, expected: &str| assert_eq!(pointed_at(text, span), expected, "{text}");
        check("ferry speeker:quill", 6..14, "\n  ferry speeker:quill\n        ^^^^^^^^");
        check("橋 foo:x", 4..8, "\n  橋 foo:x\n     ^^^^");
        check("ferry OR", 8..8, "\n  ferry OR\n          ^");
        let long = format!("{} foo:x {}", "a".repeat(50), "b".repeat(50));
        check(&long, 51..55, &format!("\n  …{} foo:x {}…\n  {}^^^^", "a".repeat(29), "b".repeat(28), " ".repeat(31)));
    }

    #[test]
    fn broken_weights_end_the_run_and_are_named() {
        let error = CommandError::from(BrokenData { file: "models/tagger.bin" });
        assert_eq!(error.status, ExitStatus::Bug);
        assert_eq!(error.message, "models/tagger.bin: the data compiled into this program cannot be read");
        assert!(error.hint.is_some_and(|hint| hint.contains("build again")));
    }

    #[test]
    fn a_full_disk_is_named() {
        let error = CommandError::output(&io::Error::other("No space left on device (os error 28)"));
        assert_eq!(error.message, "standard output: no space left on device");
    }
}
