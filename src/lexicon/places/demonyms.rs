//! What the people of a country, its language and what is its own are called: an attribute, never a mention of the place.

use crate::lexicon::lower_case::lower_case;
use crate::lexicon::tables::sections::Values;

static COUNTRIES: Values = Values::new(include_str!("demonyms.txt"), "");

/// The country that `word` (`British`, `Syrians`, `South Korean`) belongs to.
#[must_use]
pub fn country_of(word: &str) -> Option<&'static str> {
    if word.len() > 20 {
        return None;
    }
    COUNTRIES.find(&lower_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn demonyms_lead_to_their_country() {
        for (word, expected) in [
            ("British", Some("GB")),
            ("Syrians", Some("SY")),
            ("south korean", Some("KR")),
            ("Table", None),
            ("", None),
        ] {
            assert_eq!(country_of(word), expected, "{word}");
        }
    }
}
