//! Languages as the tagger's model tells them apart: near ones, which a detector may take for one another, are one.
//!
//! Invariant: a number never changes its meaning, since weights are learned for it.

/// The number that stands for English.
pub const ENGLISH: u32 = 1;
/// The number that stands for German, where every noun has a capital.
pub const GERMAN: u32 = 2;
/// The number that stands for a language that is not known, or that nothing was learned of.
pub const UNKNOWN: u32 = 0;

/// Languages by ISO 639-1 code, those that share weights in one entry, which stands at their number.
const TONGUES: [&[&str]; 17] = [
    &[],
    &["en"],
    &["de", "lb"],
    &["nl", "af"],
    &["da", "no", "nb", "nn"],
    &["sv"],
    &["fi", "et"],
    &["fr"],
    &["es", "ca", "gl"],
    &["pt"],
    &["ro"],
    &["pl"],
    &["cs", "sk"],
    &["hr", "sr", "bs", "sl"],
    &["hu"],
    &["ru", "uk", "be", "bg", "mk"],
    &["tr", "az"],
];

/// The number of a language.
#[must_use]
pub fn tongue(language: Option<&str>) -> u32 {
    let place = language.and_then(|code| TONGUES.iter().position(|codes| codes.contains(&code)));
    place.and_then(|place| u32::try_from(place).ok()).unwrap_or(UNKNOWN)
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::trained::tongues::*;

    #[test]
    fn near_languages_are_one() {
        assert_eq!(tongue(Some("da")), tongue(Some("no")));
        assert_ne!(tongue(Some("de")), tongue(Some("nl")));
        assert_eq!((tongue(Some("en")), tongue(Some("de"))), (ENGLISH, GERMAN));
        assert_eq!((tongue(None), tongue(Some("xx"))), (UNKNOWN, UNKNOWN));
    }
}
