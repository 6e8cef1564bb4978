//! The endings that names of places take in the languages that inflect them: `Schwedens`, `Ruotsissa`, `Москвой`.
//!
//! A form comes in, the names it may be a form of go out. The endings are in `inflections.txt`.
//!
//! Invariant: what is left of a name has at least `SHORTEST` letters; nothing is known of whether it is a name at all.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::places::place_spelling::key as spell;
use crate::lexicon::tables::sections;

static LIST: &str = include_str!("inflections.txt");

/// Letters that an ending leaves at least; with fewer, everyday words become names.
const SHORTEST: usize = 3;

/// What a language does to names.
#[derive(Default)]
struct Endings {
    /// The ending seen, and what the name itself ends in.
    endings: Vec<(String, String)>,
    /// Small words written in front.
    prefixes: Vec<String>,
}

static ENDINGS: LazyLock<FxHashMap<&'static str, Endings>> = LazyLock::new(|| read(LIST));

fn read(list: &'static str) -> FxHashMap<&'static str, Endings> {
    let mut all: FxHashMap<&'static str, Endings> = FxHashMap::default();
    for entry in sections::read(list) {
        let known = all.entry(entry.language).or_default();
        if entry.list == "prefixes" {
            known.prefixes.push(spell(entry.word));
            continue;
        }
        let base = if entry.word == "-" { String::new() } else { spell(entry.word) };
        known.endings.extend(entry.value.split(' ').map(|form| (spell(form), base.clone())));
    }
    // The longest ending is the likeliest.
    for known in all.values_mut() {
        known.endings.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        known.endings.dedup();
    }
    all
}

/// The names that `name`, spelt `key` as places are filed, may be a form of in `language`, the likeliest first.
#[must_use]
pub fn bases(name: &str, key: &str, language: &str) -> Vec<String> {
    let mut bases = Vec::new();
    // `Almanya’da`, `Amerika's`: the apostrophe says where the name ends.
    if language != "en"
        && let Some((before, behind)) = name.rsplit_once(['\'', '’'])
        && before.chars().count() >= SHORTEST
        && behind.starts_with(char::is_lowercase)
        && !behind.contains(' ')
    {
        bases.push(spell(before));
    }
    let Some(known) = ENDINGS.get(language) else { return bases };
    let enough = |text: &str| text.chars().count() >= SHORTEST;
    for (ending, base) in &known.endings {
        if let Some(stem) = key.strip_suffix(ending.as_str()).filter(|stem| enough(stem)) {
            bases.push(format!("{stem}{base}"));
        }
    }
    let bare = known.prefixes.iter().filter_map(|prefix| key.strip_prefix(prefix.as_str()));
    bases.extend(bare.filter(|rest| enough(rest)).map(str::to_owned));
    bases
}

/// Whether names take small words in front in `language`, so that they begin otherwise than they are filed.
#[must_use]
pub fn take_prefixes(language: &str) -> bool {
    ENDINGS.get(language).is_some_and(|known| !known.prefixes.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: &str, name: &str, expected: &str, is: bool) {
        let found = bases(name, &spell(name), language).contains(&spell(expected));
        assert_eq!(found, is, "{name} of {expected} in {language}");
    }

    #[test]
    fn endings_come_off() {
        check("de", "Orlens", "Orlen", true);
        check("en", "Orlens", "Orlen", false);
        check("tr", "Orlen'de", "Orlen", true);
        check("fi", "Orlensissa", "Orlensi", true);
        check("ru", "Орлении", "Орления", true);
        check("he", "בירושלים", "ירושלים", true);
        check("de", "Abs", "Ab", false);
    }
}
