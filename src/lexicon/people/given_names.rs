//! Given names of people, with the gender they are mostly given to. Origin and licence: `SOURCES.md`.

use std::sync::LazyLock;

use crate::lexicon::tables::sorted_lines::{Entries, read};

static LIST: &str = include_str!("given_names.txt");
static ENTRIES: LazyLock<Entries> = LazyLock::new(|| read(LIST));

/// What the list knows about a given name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenName {
    /// To whom it is given.
    pub bearers: Bearers,
    /// Whether it is a frequent name, or one of several countries.
    pub frequent: bool,
}

/// Who bears a given name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearers {
    /// Women, five to one or more.
    Women,
    /// Men, five to one or more.
    Men,
    /// Both, or not known.
    Both,
}

/// Looks up `word`, which must be in lower case.
#[must_use]
pub fn find(word: &str) -> Option<GivenName> {
    let mark = ENTRIES.get(word)?;
    let bearers = match mark {
        "f" | "F" => Bearers::Women,
        "m" | "M" => Bearers::Men,
        _ => Bearers::Both,
    };
    Some(GivenName { bearers, frequent: mark.starts_with(|c: char| c.is_ascii_uppercase()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_countries_are_known_with_their_bearers() {
        let check = |name, expected| assert_eq!(find(name).map(|found| found.bearers), expected, "{name}");
        check("olga", Some(Bearers::Women));
        check("david", Some(Bearers::Men));
        check("mohammed", Some(Bearers::Men));
        check("yulia", Some(Bearers::Women));
        check("table", None);
    }
}
