//! News and picture agencies as bylines, datelines and credits name them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::lower_case::lower_case;
use crate::lexicon::tables::sections::Phrases;

/// Names as they are best printed.
static NAMES: Phrases = Phrases::new(include_str!("agencies.txt"), "names");

/// No name is longer, in bytes, in any case of its letters.
const LONGEST: usize = 32;

static BY_NAME: LazyLock<FxHashMap<String, &'static str>> =
    LazyLock::new(|| NAMES.iter().map(|name| (name.to_lowercase(), *name)).collect());

/// The agency of this name as it is best printed.
///
/// A name of at most four letters counts only when it is printed in just this way or in capitals, since `ap`, `sid` and
/// `pap` are also words and initials.
#[must_use]
pub fn agency(name: &str) -> Option<&'static str> {
    if name.len() > LONGEST {
        return None;
    }
    let known = *BY_NAME.get(&*lower_case(name))?;
    (name.chars().count() > 4 || name == known || name.chars().all(char::is_uppercase)).then_some(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_agency_is_too_long_to_be_found() {
        for name in NAMES.iter() {
            assert_eq!(agency(name), Some(*name));
            assert!(name.to_uppercase().len() <= LONGEST, "{name}");
        }
    }

    #[test]
    fn agencies_are_known_in_any_case_unless_short() {
        let check = |name: &str, expected: Option<&str>| assert_eq!(agency(name), expected, "{name}");
        check("Reuters", Some("Reuters"));
        check("REUTERS", Some("Reuters"));
        check("AFP", Some("AFP"));
        check("dpa", Some("dpa"));
        check("DPA", Some("dpa"));
        check("pa", None);
        check("Sid", None);
        check("ASSOCIATED PRESS", Some("Associated Press"));
        check("Anna Berg", None);
    }
}
