//! How long one question may take.
//!
//! A thread that answers sets the end of its time; SQLite asks every few thousand steps whether it is over.
//!
//! Invariant: a limit is one thread's, and the last one set holds.

use std::cell::Cell;
use std::time::{Duration, Instant};

thread_local! {
    static END: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// Sets the end of the time of this thread.
pub fn allow(time: Duration) {
    END.set(Instant::now().checked_add(time));
}

/// Whether the time of this thread is over.
#[must_use]
pub fn is_over() -> bool {
    END.get().is_some_and(|end| Instant::now() >= end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_a_thread_is_its_own() {
        allow(Duration::ZERO);
        assert!(is_over());
        assert!(!std::thread::spawn(is_over).join().unwrap());
        allow(Duration::from_hours(1));
        assert!(!is_over());
    }
}
