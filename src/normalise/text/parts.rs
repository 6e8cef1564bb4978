//! Cuts short texts at what joins their parts.
//!
//! Invariant: the parts are stretches of the text, in its order; what joins them is in none.

use crate::steps::took;

use memchr::memchr_iter;

/// The parts of `text` between `joint`; the whole where it stands nowhere.
///
/// As `str::split`, which takes longer to set up its search than this takes to end on a line: few have a joint.
pub(in crate::normalise) fn parts<'t>(text: &'t str, joint: &'t str) -> impl Iterator<Item = &'t str> {
    took(text.len());
    let first = joint.bytes().next().unwrap_or_default();
    let mut left = Some(text);
    std::iter::from_fn(move || {
        let text = left?;
        let opens = |at: &usize| text.get(*at..).is_some_and(|rest| rest.starts_with(joint));
        match memchr_iter(first, text.as_bytes()).find(opens) {
            Some(at) => {
                left = text.get(at + joint.len()..);
                text.get(..at)
            }
            None => left.take(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_as_the_library_cuts_them() {
        for text in
            ["Anna Berg - Lund - Carl Dahl", "Anna-Lena Berg", " - Berg - ", "Quelle - - dpa", "港 - 港", " - ", ""]
        {
            assert_eq!(parts(text, " - ").collect::<Vec<_>>(), text.split(" - ").collect::<Vec<_>>(), "{text}");
        }
    }
}
