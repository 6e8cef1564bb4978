//! Languages by their English names and three-letter codes, as records of news state them.

use crate::lexicon::tables::sections::Values;

static NAMES: Values = Values::new(include_str!("language_names.txt"), "");

/// The ISO 639-1 code of the language that `name` names: `English`, `eng`.
#[must_use]
pub fn code_of(name: &str) -> Option<&'static str> {
    NAMES.find(&name.trim().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_are_found() {
        for (name, expected) in [("English", Some("en")), (" ger ", Some("de")), ("deu", Some("de")), ("en", None)] {
            assert_eq!(code_of(name), expected, "{name}");
        }
    }
}
