//! Signals: a run that is asked to stop reports how far it got and leaves a whole archive.
//!
//! Invariant: a signal that was ignored when the program started (`nohup`, a job in the background) stays ignored, and
//! verbs that only read are left to the system, which ends them at once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use signal_hook::consts::signal::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

use crate::cli::exit_code::ExitStatus;

/// How long the batch under way may go on after the signal; after that it is taken back.
const GRACE: Duration = Duration::from_millis(200);

/// The signal that came, 0 before one does. It is there once the signals are listened for.
static CAME: OnceLock<Arc<AtomicUsize>> = OnceLock::new();
/// When it was first noticed.
static NOTICED: OnceLock<Instant> = OnceLock::new();

/// Lets a file that grows beyond `ulimit -f` be refused like a full disk, instead of ending the program without a word.
pub fn outlive_file_limits() {
    #[cfg(unix)]
    {
        // Where it cannot be had, such a limit ends the program as it always did.
        let _ = flag::register(signal_hook::consts::signal::SIGXFSZ, Arc::default());
    }
}

/// Listens for the signals that ask a program to end.
pub fn listen() {
    let came = CAME.get_or_init(Arc::default);
    let ignored = ignored_at_start();
    for (signal, number) in [(SIGINT, 2), (SIGTERM, 15), (SIGHUP, 1)] {
        if ignored & (1 << (number - 1)) == 0 {
            // Where it cannot be had, the signal ends the program at once, and SQLite puts the archive right.
            let _ = flag::register_usize(signal, Arc::clone(came), number);
        }
    }
}

/// The signal that asked the run to stop.
#[must_use]
pub fn came() -> Option<u8> {
    let number = CAME.get()?.load(Ordering::Relaxed);
    if number == 0 {
        return None;
    }
    NOTICED.get_or_init(Instant::now);
    u8::try_from(number).ok()
}

/// Whether the time that is left to a batch after the signal is over.
#[must_use]
pub fn time_is_up() -> bool {
    came().is_some() && NOTICED.get().is_some_and(|noticed| noticed.elapsed() >= GRACE)
}

/// The name of a signal that is listened for.
#[must_use]
pub fn name(signal: u8) -> &'static str {
    match signal {
        1 => "SIGHUP",
        2 => "SIGINT",
        _ => "SIGTERM",
    }
}

/// Ends the program here and now, from whichever depth: a thread that waits for standard input cannot be called back.
/// The archive has been closed by now.
pub fn leave(signal: u8) -> ! {
    low_level::exit(ExitStatus::Stopped(signal).code().into())
}

/// The signals that were ignored when the program started, as a mask; none where the system does not tell.
fn ignored_at_start() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}
