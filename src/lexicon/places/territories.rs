//! Countries, parts of the world and large cities under the names they have in the languages of the news.
//!
//! A name and the page's language come in, the place of the gazetteer it stands for goes out. The table is
//! `models/territories.bin`, made by `examples/build_territories.rs` from CLDR and `GeoNames` and used where it lies in the
//! binary; `models/README.md` says how to make it anew. It holds the numbers of one edition of `models/gazetteer.bin`.
//!
//! Invariant: any string may be looked up; a name in one language is never taken for a word of another.

use std::sync::LazyLock;

use fst::Map;

use crate::lexicon::gazetteer::{self, Candidate, key};
use crate::lexicon::places::inflections;
use crate::model::BrokenData;
use crate::model::built_in::whole;

static BYTES: &[u8] = include_bytes!("../../../models/territories.bin");

/// First bytes of the table; the last of them is its version.
pub const MAGIC: &[u8; 4] = b"TER1";

/// What stands between a name and its language in the table.
pub const BEHIND_NAME: char = '\u{1f}';

/// The language of names that are told by their script alone.
pub const ANY_LANGUAGE: &str = "";

static TABLE: LazyLock<Result<Map<&'static [u8]>, BrokenData>> = LazyLock::new(|| read(BYTES));

fn read(bytes: &'static [u8]) -> Result<Map<&'static [u8]>, BrokenData> {
    let table = bytes.strip_prefix(MAGIC).and_then(|bytes| Map::new(bytes).ok());
    // A table that was cut still opens: its checksum tells.
    let table = table.filter(|table| table.as_fst().verify().is_ok());
    table.ok_or(BrokenData { file: "models/territories.bin" })
}

/// Reads the table that is compiled in.
///
/// # Errors
/// Where it is broken.
pub fn load() -> Result<(), BrokenData> {
    TABLE.as_ref().map(|_| ()).map_err(|broken| *broken)
}

/// The place that `name`, as printed, stands for in `language` (ISO 639-1): under the name itself, else under what is left
/// without the ending the language gives it (`Schwedens`, `Москвой`, `Ruotsissa`), else under a name in the same script of
/// no language in particular.
#[must_use]
pub fn find(name: &str, language: &str) -> Option<Candidate> {
    let key = key(name);
    in_language(&key, language)
        .or_else(|| inflections::bases(name, &key, language).iter().find_map(|base| in_language(base, language)))
        .and_then(gazetteer::place)
}

/// Whether any name of several words in the table, in whatever language, opens with `word` as a word of its own.
#[must_use]
pub fn opens_longer_name(word: &str) -> bool {
    let mut start = key(word);
    // An article at the beginning of a name is left out, and tells nothing.
    if start.is_empty() {
        return true;
    }
    start.push(' ');
    let keys = whole(&TABLE).as_fst();
    let mut node = keys.root();
    for byte in start.bytes() {
        let Some(at) = node.find_input(byte) else { return false };
        node = keys.node(node.transition_addr(at));
    }
    true
}

/// What the table has under a name spelt as places are filed, in `language` or in none.
fn in_language(key: &str, language: &str) -> Option<u32> {
    let table = whole(&TABLE);
    let mut entry = String::with_capacity(key.len() + 4);
    entry.push_str(key);
    entry.push(BEHIND_NAME);
    let at = entry.len();
    entry.push_str(language);
    let named = table.get(&entry);
    entry.truncate(at);
    entry.push_str(ANY_LANGUAGE);
    let found = if key.is_ascii() { named } else { named.or_else(|| table.get(&entry)) };
    found.and_then(|record| u32::try_from(record).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use fst::Streamer;
    use proptest::prelude::*;

    fn check(language: &str, name: &str, expected: Option<&str>) {
        let found = find(name, language).map(|place| place.name);
        assert_eq!(found, expected, "{name} in {language}");
    }

    #[test]
    fn table_is_small_and_of_the_same_edition_as_the_gazetteer() {
        assert!(BYTES.len() <= 520_000, "{}", BYTES.len());
        assert_eq!(load(), Ok(()));
        let table = whole(&TABLE);
        let mut all = table.stream();
        while let Some((name, record)) = all.next() {
            let place = u32::try_from(record).ok().and_then(gazetteer::place);
            assert!(place.is_some(), "{}", String::from_utf8_lossy(name));
        }
        check("de", "Deutschland", Some("Germany"));
        check("ru", "Москва", Some("Moscow"));
    }

    #[test]
    fn broken_tables_are_an_error() {
        for bytes in [&BYTES[..BYTES.len() - 1], &BYTES[1..], b"TER1", b""] {
            assert_eq!(read(bytes).err(), Some(BrokenData { file: "models/territories.bin" }));
        }
    }

    #[test]
    fn countries_and_capitals_have_their_names_in_the_language_of_the_page() {
        check("de", "Österreich", Some("Austria"));
        check("fr", "États-Unis", Some("United States"));
        check("es", "Reino Unido", Some("United Kingdom"));
        check("sv", "Köpenhamn", Some("Copenhagen"));
        check("it", "Parigi", Some("Paris"));
        check("el", "Αθήνα", Some("Athens"));
        check("tr", "Yunanistan", Some("Greece"));
        check("uk", "Київ", Some("Kyiv"));
        check("ja", "中国", Some("China"));
        check("ko", "서울", Some("Seoul"));
        check("ar", "مصر", Some("Egypt"));
        check("hi", "भारत", Some("India"));
        check("en", "Nowhere at All", None);
        check("de", "", None);
    }

    #[test]
    fn endings_come_off_where_the_language_has_them() {
        check("de", "Schwedens", Some("Sweden"));
        check("fi", "Ruotsissa", Some("Sweden"));
        check("et", "Saksamaal", Some("Germany"));
        check("hu", "Magyarországon", Some("Hungary"));
        check("tr", "Almanya’da", Some("Germany"));
        check("pl", "Ukrainie", Some("Ukraine"));
        check("ru", "Москвой", Some("Moscow"));
        check("cs", "Německu", Some("Germany"));
        check("hr", "Hrvatskoj", Some("Croatia"));
        check("en", "Swedens", None);
    }

    #[test]
    fn a_name_in_one_language_is_no_word_of_another() {
        check("de", "Man", None);
        check("de", "Inglaterra", None);
    }

    proptest! {
        #[test]
        fn any_string_may_be_looked_up(name in any::<String>(), language in "[a-z]{0,3}") {
            let _ = find(&name, &language);
        }
    }
}
