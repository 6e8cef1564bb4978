//! The endings that names of people take in the languages that inflect them: `Tuskiem`, `Plenkovića`, `Лаврову`, `Holtkamps`.
//!
//! Invariant: what is left of a name has at least `SHORTEST` letters; nothing is known of whether it is a name at all.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::tables::sections;

static LIST: &str = include_str!("name_inflections.txt");

/// Letters that an ending leaves at least.
const SHORTEST: usize = 3;

/// An ending, and what the name itself ends in.
type Ending = (&'static str, &'static str);

static ENDINGS: LazyLock<FxHashMap<&'static str, Vec<Ending>>> = LazyLock::new(|| {
    let mut all: FxHashMap<&'static str, Vec<Ending>> = FxHashMap::default();
    for entry in sections::read(LIST) {
        let base = if entry.word == "-" { "" } else { entry.word };
        all.entry(entry.language).or_default().extend(entry.value.split(' ').map(|form| (form, base)));
    }
    // The longest ending is the likeliest.
    for known in all.values_mut() {
        known.sort_by_key(|(form, base)| (std::cmp::Reverse(form.len()), *base, *form));
    }
    all
});

/// The section that holds the endings of a language.
fn section(language: &str) -> &str {
    match language {
        "lb" => "de",
        "nb" | "nn" => "no",
        "bs" | "sr" | "sl" => "hr",
        "be" => "ru",
        other => other,
    }
}

/// Whether names of people take endings in `language`.
#[must_use]
pub fn has_endings(language: &str) -> bool {
    ENDINGS.contains_key(section(language))
}

/// The names that `word` may be a form of in `language`, the likeliest first; both are written alike, the endings in
/// lower case.
#[must_use]
pub fn bases(word: &str, language: &str) -> Vec<String> {
    let endings = ENDINGS.get(section(language)).map_or(&[] as &[Ending], Vec::as_slice);
    let cut = endings.iter().filter_map(|(form, base)| {
        let stem = word.strip_suffix(form)?;
        let long = stem.chars().count() + base.chars().count() >= SHORTEST && !stem.is_empty();
        (long && form != base).then(|| format!("{stem}{base}"))
    });
    cut.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_by_their_other_cases() {
        let check = |language: &str, form: &str, base: &str| {
            assert!(bases(form, language).iter().any(|found| found == base), "{form}");
        };
        check("pl", "tuskiem", "tusk");
        check("pl", "sikorskiego", "sikorski");
        check("pl", "dudy", "duda");
        check("hr", "plenkoviću", "plenković");
        check("ru", "лавровым", "лавров");
        check("ru", "хаматовой", "хаматова");
        check("sr", "grellom", "grell");
        check("nb", "fossums", "fossum");
        assert_eq!(bases("lindqvists", "de"), ["lindqvist"]);
    }

    #[test]
    fn nothing_is_cut_to_the_bone() {
        assert!(bases("ans", "de").is_empty() && bases("tuska", "en").is_empty() && !has_endings("en"));
    }
}
