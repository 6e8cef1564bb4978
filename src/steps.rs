//! Counts steps of work in tests, so that a test can say that four times the input is four times the work.
//!
//! What reads a text (a word of a field, a line of a page, a byte of a record) calls [`took`]; so does a loop that looks
//! back or ahead. Outside tests the call is nothing.
//!
//! Invariant: counting never changes a result.

/// Counts `steps` steps of work on this thread.
#[inline]
pub(crate) fn took(steps: usize) {
    #[cfg(test)]
    counted::add(steps);
    #[cfg(not(test))]
    let _ = steps;
}

#[cfg(test)]
pub(crate) use counted::assert_linear;

#[cfg(test)]
mod counted {
    use std::cell::Cell;

    thread_local! {
        static STEPS: Cell<usize> = const { Cell::new(0) };
    }

    pub fn add(steps: usize) {
        STEPS.set(STEPS.get() + steps);
    }

    /// Asserts that `work` on an input of `4 * n` pieces takes at most five times the steps of one of `n` pieces, and
    /// that it counts at least a step a piece: without that the comparison would prove nothing.
    pub fn assert_linear(what: &str, n: usize, work: impl Fn(usize)) {
        let steps = |n: usize| {
            STEPS.set(0);
            work(n);
            STEPS.get()
        };
        let (few, many) = (steps(n), steps(4 * n));
        assert!(few >= n, "{what:?}: {n} pieces are counted as {few} steps");
        assert!(many <= 5 * few, "{what:?}: {n} pieces take {few} steps, {} take {many}", 4 * n);
    }

    #[test]
    fn linear_work_passes() {
        assert_linear("once over", 100, |n| (0..n).for_each(|_| add(1)));
    }

    #[test]
    #[should_panic(expected = "take")]
    fn quadratic_work_fails() {
        assert_linear("each with each", 100, |n| (0..n).for_each(|_| add(n)));
    }

    #[test]
    #[should_panic(expected = "are counted as")]
    fn work_that_is_not_counted_fails() {
        assert_linear("nothing", 100, |_| ());
    }
}
