//! Cuts short texts at what joins their parts.
//!
//! Invariant: the parts are stretches of the text, in its order; what joins them is in none.

use memchr::memchr2_iter;

/// The parts of `text` between `joints`, each of which opens with a space or a colon; the whole where none stands.
///
/// Few texts have any: the search for a string, as `str::split` does it, takes longer to set up than this takes to end.
pub(super) fn parts<'t>(text: &'t str, joints: &'t [&'t str]) -> impl Iterator<Item = &'t str> {
    let mut left = Some(text);
    std::iter::from_fn(move || {
        let text = left?;
        let joint = |at: usize| {
            let rest = text.get(at..)?;
            joints.iter().find(|joint| rest.starts_with(**joint)).map(|joint| (at, at + joint.len()))
        };
        match memchr2_iter(b' ', b':', text.as_bytes()).find_map(joint) {
            Some((from, to)) => {
                left = text.get(to..);
                text.get(..from)
            }
            None => left.take(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_at_each_joint() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(parts(text, &[" - ", ": "]).collect::<Vec<_>>(), expected, "{text}");
        };
        check("Anna Berg - Lund: Carl Dahl", &["Anna Berg", "Lund", "Carl Dahl"]);
        check("Anna-Lena Berg 14:30", &["Anna-Lena Berg 14:30"]);
        check(" - Berg: ", &["", "Berg", ""]);
        check("", &[""]);
    }
}
