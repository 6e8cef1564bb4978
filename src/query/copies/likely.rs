//! Which articles are worth comparing.

/// Whether two articles of which the shorter has `marks` may be copies where they share `hits`: one in ten is less than
/// the worst misread copy keeps.
pub(super) fn is_likely(hits: usize, marks: usize) -> bool {
    hits > 0 && hits * 10 >= marks
}
