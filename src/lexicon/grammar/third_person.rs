//! Pronouns that stand for somebody who speaks.

use crate::lexicon::tables::sections::Words;

const TEXT: &str = include_str!("third_person.txt");
static HE: Words = Words::new(TEXT, "he");
static SHE: Words = Words::new(TEXT, "she");
static THEY: Words = Words::new(TEXT, "they");

/// What a word in lower case, of whichever language, says of somebody who speaks: `he`, `she` or `they`.
#[must_use]
pub fn pronoun_of(word: &str) -> Option<&'static str> {
    let of = |list: &Words, name| list.contains(word).then_some(name);
    of(&SHE, "she").or_else(|| of(&HE, "he")).or_else(|| of(&THEY, "they"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pronouns_say_who_speaks() {
        let check = |word: &str, expected: Option<&str>| assert_eq!(pronoun_of(word), expected, "{word}");
        check("she", Some("she"));
        check("он", Some("he"));
        check("they", Some("they"));
        check("minister", None);
        check("", None);
    }
}
