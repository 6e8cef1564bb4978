//! The world's places by name: countries, their parts, cities, seas, rivers, mountains, famous buildings.
//!
//! A name comes in, every place it can name goes out, with where it lies and how many people live there. The table is
//! `models/gazetteer.bin`, made by `examples/build_gazetteer.rs` and used where it lies in the binary: nothing is read,
//! decoded or copied at start-up. `models/README.md` says how to make it anew, `SOURCES.md` where its facts come from.
//!
//! Invariant: any string may be looked up.

use std::sync::LazyLock;

use fst::raw::{CompiledAddr, Fst};

use crate::lexicon::place_words;
use crate::model::built_in::whole;
use crate::model::letters::is_alphabetic;
use crate::model::{BrokenData, PlaceKind};

pub use crate::lexicon::place_spelling::key;
use crate::lexicon::place_spelling::{code, is_filed_as_it_is};
use crate::lexicon::places::key_filter::KeyHash;

static BYTES: &[u8] = include_bytes!("../../../models/gazetteer.bin");

/// First bytes of the table; the last of them is its version.
pub const MAGIC: &[u8; 4] = b"GAZ1";

/// Bytes of one record: latitude 3, longitude 3 (both offset, 1/10,000 degree), `GeoNames` number 3, name 3, first-level
/// division 2, country 1, population 1, kind 1.
pub const RECORD_LEN: usize = 17;

/// Bytes of one entry of the countries: code 2, record 3.
pub const COUNTRY_LEN: usize = 5;

/// Sections behind the magic and their lengths (`u32` each): records, names, countries, divisions, postings, keys.
pub const SECTIONS: usize = 6;

/// Flags in the low bits of what the map of keys holds; the rest is a record, or a posting list where `MANY` is set.
pub const FLAG_BITS: u32 = 3;
/// The key names more than one place.
pub const MANY: u64 = 1;
/// The key is a common English word.
pub const WORD: u64 = 2;
/// The key is a common first name or surname.
pub const PERSON: u64 = 4;

/// Stands for the latitude and the longitude of a place that lies nowhere in particular.
pub const NOWHERE: u32 = 0x00FF_FFFF;

/// Set in the kind of a record that is the capital of its country.
pub const CAPITAL: u8 = 0x80;

/// How a name stands to the place it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// The name the place goes by in English.
    Name,
    /// Another name, an older one or one in another language.
    Alternate,
    /// A code or abbreviation (`UK`, `Calif.`, `TX`) that counts only as it is written.
    Code,
}

/// One place a name can stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The place's number in this edition of the table: the same for all its names.
    pub id: u32,
    /// The name it goes by.
    pub name: &'static str,
    /// What sort of place.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-2; `None` for what lies in several countries or none.
    pub country_code: Option<&'static str>,
    /// The record of the first-level division it lies in, or is.
    pub division: Option<u32>,
    /// WGS 84 degrees north; `None` for what is a place by name only, such as the West.
    pub latitude: Option<f64>,
    /// WGS 84 degrees east.
    pub longitude: Option<f64>,
    /// Its number in `GeoNames`.
    pub geonames_id: Option<u32>,
    /// People who live there, within 5 %; for seas, mountains and buildings a made-up figure as large as their fame.
    pub population: u64,
    /// The seat of the government of its country.
    pub capital: bool,
    /// How the name looked up stands to the place.
    pub form: Form,
}

/// What the table knows about a bare capitalised name, for whoever has to decide whether it is a place at all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// The kind of the likeliest place.
    pub kind: PlaceKind,
    /// People who live in the likeliest place; see [`Candidate::population`].
    pub population: u64,
    /// How many places share the name.
    pub places: usize,
    /// The name is also a common English word (`Reading`, `Nice`).
    pub word: bool,
    /// The name is also a common first name or surname (`Florence`, `Jackson`).
    pub person: bool,
    /// From 0 to 1, how sure the bare name is a place before its context has a say.
    pub confidence: f32,
}

struct Table {
    records: &'static [u8],
    names: &'static [u8],
    countries: &'static [u8],
    divisions: &'static [u8],
    postings: &'static [u8],
    keys: Fst<&'static [u8]>,
    articles: Vec<Article>,
}

/// An article that names are filed with.
#[derive(Clone, Copy)]
struct Article {
    text: &'static str,
    hash: KeyHash,
    /// Where the article leads in the map of keys.
    step: Step,
}

/// Articles of Arabic and Spanish names; but for the first they stand as they sound before one letter.
const ARTICLES: [&str; 8] = ["al ", "el ", "ar ", "as ", "ash ", "at ", "an ", "ad "];

impl Article {
    /// Whether the article may stand before a word: that of most names before any, the others as they sound before one letter.
    fn may_precede(&self, word: &[u8]) -> bool {
        let first = word.first().map(u8::to_ascii_lowercase);
        word.len() > 3 && (self.text == "al " || first.as_ref() == self.text.as_bytes().get(1))
    }
}

/// A place in the map of keys: a node, and the sum of what was passed on the way.
#[derive(Clone, Copy)]
struct Step {
    node: CompiledAddr,
    sum: u64,
}

/// What the table holds under a name.
struct Found {
    candidates: Vec<Candidate>,
    /// The flags of the name as it is filed, in the low bits.
    flags: u64,
}

static TABLE: LazyLock<Result<Table, BrokenData>> = LazyLock::new(|| read(BYTES));

fn read(bytes: &'static [u8]) -> Result<Table, BrokenData> {
    Table::parse(bytes).ok_or(BrokenData { file: "models/gazetteer.bin" })
}

/// Reads the table that is compiled in.
///
/// # Errors
/// Where it is broken.
pub fn load() -> Result<(), BrokenData> {
    TABLE.as_ref().map(|_| ()).map_err(|broken| *broken)
}

/// Every place `name` can stand for, the likeliest first: a name before other names of as many people.
#[must_use]
pub fn candidates(name: &str) -> Vec<Candidate> {
    whole(&TABLE).find(name).candidates
}

/// Whether `name` is in the table, under any of its spellings. Short capitals (`EU`, `NATO`) count as a code or as a
/// well-known place alone, never as the town of Eu.
#[must_use]
pub fn is_place_name(name: &str) -> bool {
    let table = whole(&TABLE);
    let key = key(name);
    let is_code = code(name, &key).is_some_and(|code| table.get(&code).is_some());
    if is_acronym(name) {
        return is_code || table.find(name).candidates.first().is_some_and(Candidate::is_well_known);
    }
    is_code || table.get(&key).is_some()
}

fn is_acronym(name: &str) -> bool {
    let mut letters = name.chars().filter(|c| is_alphabetic(*c));
    letters.clone().count() <= 4 && letters.all(char::is_uppercase)
}

/// What the table knows about `name`; `None` where no place has it.
#[must_use]
pub fn prior(name: &str) -> Option<Prior> {
    let Found { candidates, flags } = whole(&TABLE).find(name);
    let first = *candidates.first()?;
    let (word, person) = (flags & WORD != 0, flags & PERSON != 0);
    let mut confidence: f32 = match first.kind {
        PlaceKind::Country => 0.98,
        PlaceKind::Region if first.population > 100_000 => 0.9,
        PlaceKind::Feature | PlaceKind::Building => 0.9,
        _ => match first.population {
            1_000_000.. => 0.95,
            100_000.. => 0.85,
            15_000.. => 0.7,
            5_000.. => 0.55,
            _ => 0.4,
        },
    };
    if first.form == Form::Alternate && first.kind == PlaceKind::City {
        confidence *= 0.6;
    }
    if word && first.kind != PlaceKind::Country {
        confidence *= 0.3;
    }
    if person && first.kind != PlaceKind::Country {
        confidence *= match first.population {
            _ if first.capital => 0.95,
            1_000_000.. => 0.9,
            200_000.. => 0.7,
            _ => 0.4,
        };
    }
    if is_acronym(name) && first.form != Form::Code && !first.is_well_known() {
        confidence *= 0.1;
    }
    Some(Prior { kind: first.kind, population: first.population, places: candidates.len(), word, person, confidence })
}

/// The state of the United States that `name` abbreviates as the press does, with its last stop or without: `Ky`, `W.Va.`
#[must_use]
pub fn abbreviated_state(name: &str) -> Option<Candidate> {
    let dotted = format!("{}.", name.trim_end_matches('.'));
    let state = |found: &Candidate| {
        found.form == Form::Code && found.kind == PlaceKind::Region && found.country_code == Some("US")
    };
    candidates(&dotted).into_iter().find(state).filter(|_| name.chars().any(char::is_lowercase))
}

/// The place with this number.
#[cfg_attr(not(feature = "training"), allow(dead_code))] // asked by the builders of tables
#[must_use]
pub fn place(id: u32) -> Option<Candidate> {
    whole(&TABLE).record(id, Form::Name)
}

/// The country with this ISO 3166-1 alpha-2 code, in upper case.
#[cfg_attr(not(any(test, feature = "training")), allow(dead_code))] // asked by the builders of tables
#[must_use]
pub fn country(code: &str) -> Option<Candidate> {
    let table = whole(&TABLE);
    let at = table.countries.chunks_exact(COUNTRY_LEN).position(|entry| entry.get(..2) == Some(code.as_bytes()))?;
    table.record(read_u24(table.countries, at * COUNTRY_LEN + 2)?, Form::Name)
}

/// All keys of the table in their order, for the filter in front of it.
#[cfg(any(test, feature = "training"))]
pub fn keys() -> impl Iterator<Item = String> {
    use fst::Streamer as _;
    let mut stream = whole(&TABLE).keys.stream();
    std::iter::from_fn(move || stream.next().map(|(key, _)| String::from_utf8_lossy(key).into_owned()))
}

impl Table {
    fn parse(bytes: &'static [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let mut at = SECTIONS * 4;
        let mut section = |place: usize| {
            let len = read_u32(rest, place * 4)? as usize;
            let section = rest.get(at..at.checked_add(len)?)?;
            at += len;
            Some(section)
        };
        let [records, names, countries, divisions, postings] =
            [section(0)?, section(1)?, section(2)?, section(3)?, section(4)?];
        let keys = Fst::new(section(5)?).ok()?;
        if at != rest.len() || records.len() % RECORD_LEN != 0 {
            return None;
        }
        let behind = |text| Some(Article { text, hash: KeyHash::of(text), step: walk(&keys, start_of(&keys), text)? });
        let articles = ARTICLES.into_iter().filter_map(behind).collect();
        Some(Self { records, names, countries, divisions, postings, keys, articles })
    }

    /// What is filed under `key`.
    fn get(&self, key: &str) -> Option<u64> {
        KeyHash::of(key).may_be_filed().then(|| value_behind(&self.keys, start_of(&self.keys), key))?
    }

    fn find(&self, name: &str) -> Found {
        if self.lacks_word(name) {
            return Found { candidates: Vec::new(), flags: 0 };
        }
        let key = key(name);
        let mut candidates = Vec::new();
        if let Some(code) = code(name, &key) {
            self.gather_key(&code, Form::Code, &mut candidates);
        }
        let plain = self.get(&key);
        if let Some(value) = plain {
            self.gather(value, Form::Name, &mut candidates);
        }
        if candidates.is_empty() {
            self.gather_loosely(&key, &mut candidates);
        }
        candidates.sort_by(|a, b| b.weight().total_cmp(&a.weight()).then(a.id.cmp(&b.id)));
        candidates.dedup_by_key(|candidate| candidate.id);
        Found { candidates, flags: plain.unwrap_or(0) }
    }

    /// Whether `word` is certainly in the table neither by itself nor behind an article, told without spelling it: most words of
    /// a text are asked about, and few are places.
    fn lacks_word(&self, word: &str) -> bool {
        is_filed_as_it_is(word)
            && !KeyHash::of("").and_lower(word).may_be_filed()
            && !self
                .articles
                .iter()
                .any(|article| article.may_precede(word.as_bytes()) && article.hash.and_lower(word).may_be_filed())
    }

    /// Places under the name without its article or the word for its kind: `Qusayr` for Al-Qusayr, `Hubei Province`.
    fn gather_loosely(&self, key: &str, found: &mut Vec<Candidate>) {
        let (core, kind) = place_words::strip_generic(key);
        if let Some(kind) = kind {
            self.gather_key(core, Form::Name, found);
            if found.iter().any(|candidate| candidate.kind == kind) {
                found.retain(|candidate| candidate.kind == kind);
            } else {
                found.retain(|candidate| candidate.kind != PlaceKind::Country);
            }
            return;
        }
        let one_word = !key.contains(' ');
        for article in &self.articles {
            if !one_word {
                if let Some(bare) = key.strip_prefix(article.text) {
                    self.gather_key(bare, Form::Alternate, found);
                }
            } else if article.may_precede(key.as_bytes())
                && article.hash.and(key).may_be_filed()
                && let Some(value) = value_behind(&self.keys, article.step, key)
            {
                self.gather(value, Form::Alternate, found);
            }
        }
    }

    fn gather_key(&self, key: &str, form: Form, found: &mut Vec<Candidate>) {
        if let Some(value) = self.get(key) {
            self.gather(value, form, found);
        }
    }

    fn gather(&self, value: u64, form: Form, found: &mut Vec<Candidate>) {
        let payload = usize::try_from(value >> FLAG_BITS).unwrap_or(usize::MAX);
        let mut push = |entry: u32| {
            let own = if entry & 1 == 1 { Form::Alternate } else { Form::Name };
            found.extend(self.record(entry >> 1, own.max(form)));
        };
        if value & MANY == 0 {
            push(u32::try_from(payload).unwrap_or(u32::MAX));
            return;
        }
        let Some(&count) = self.postings.get(payload) else { return };
        for place in 0..usize::from(count) {
            if let Some(entry) = read_u24(self.postings, payload + 1 + place * 3) {
                push(entry);
            }
        }
    }

    fn record(&self, id: u32, form: Form) -> Option<Candidate> {
        let start = usize::try_from(id).ok()?.checked_mul(RECORD_LEN)?;
        let bytes = self.records.get(start..start.checked_add(RECORD_LEN)?)?;
        let name_at = read_u24(bytes, 9)? as usize;
        let len = usize::from(*self.names.get(name_at)?);
        let name = std::str::from_utf8(self.names.get(name_at + 1..name_at + 1 + len)?).ok()?;
        let division = usize::from(u16::from_le_bytes([*bytes.get(12)?, *bytes.get(13)?]));
        let country = usize::from(*bytes.get(14)?);
        let code = self.countries.get(country * COUNTRY_LEN..country * COUNTRY_LEN + 2);
        Some(Candidate {
            id,
            name,
            kind: kind_of(*bytes.get(16)? & !CAPITAL)?,
            capital: *bytes.get(16)? & CAPITAL != 0,
            country_code: code.and_then(|code| std::str::from_utf8(code).ok()),
            division: read_u24(self.divisions, division * 3),
            latitude: read_degrees(bytes, 0, 90.0),
            longitude: read_degrees(bytes, 3, 180.0),
            geonames_id: read_u24(bytes, 6).filter(|&id| id != 0),
            population: population_of(*bytes.get(15)?),
            form,
        })
    }
}

fn start_of(keys: &Fst<&'static [u8]>) -> Step {
    Step { node: keys.root().addr(), sum: 0 }
}

/// Where `text` leads from a step; `None` where no key goes on so.
fn walk(keys: &Fst<&'static [u8]>, from: Step, text: &str) -> Option<Step> {
    let mut step = from;
    for byte in text.bytes() {
        let node = keys.node(step.node);
        let transition = node.transition(node.find_input(byte)?);
        step = Step { node: transition.addr, sum: step.sum + transition.out.value() };
    }
    Some(step)
}

/// What is filed under the key that ends where `text` leads from a step.
fn value_behind(keys: &Fst<&'static [u8]>, from: Step, text: &str) -> Option<u64> {
    let step = walk(keys, from, text)?;
    let node = keys.node(step.node);
    node.is_final().then(|| step.sum + node.final_output().value())
}

impl Candidate {
    fn is_well_known(&self) -> bool {
        self.kind == PlaceKind::Country || self.capital || self.population >= 1_000_000
    }

    /// What orders the candidates of one name before any context: the population, less for a name seldom used.
    #[must_use]
    pub fn weight(&self) -> f64 {
        let kind = match self.kind {
            PlaceKind::Country => 5.0,
            PlaceKind::Region => 0.25,
            PlaceKind::City if self.capital && self.form == Form::Name => 4.0,
            PlaceKind::City | PlaceKind::Feature | PlaceKind::Building => 1.0,
        };
        let form = match self.kind {
            _ if self.form == Form::Name => 1.0,
            PlaceKind::Country => 1.0,
            PlaceKind::Region => 0.5,
            _ => 0.1,
        };
        (self.population as f64 + 200.0) * kind * form
    }
}

fn kind_of(byte: u8) -> Option<PlaceKind> {
    [PlaceKind::Country, PlaceKind::Region, PlaceKind::City, PlaceKind::Feature, PlaceKind::Building]
        .get(usize::from(byte))
        .copied()
}

/// An eighth of a power of two a step.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 2^32 at most
fn population_of(step: u8) -> u64 {
    if step == 0 { 0 } else { (f64::from(step) / 8.0).exp2().round() as u64 }
}

fn read_degrees(bytes: &[u8], at: usize, zero: f64) -> Option<f64> {
    let degrees = f64::from(read_u24(bytes, at).filter(|&value| value != NOWHERE)?);
    Some(((degrees - zero * 10_000.0).round()) / 10_000.0)
}

fn read_u24(bytes: &[u8], at: usize) -> Option<u32> {
    match bytes.get(at..at.checked_add(3)?)? {
        &[a, b, c] => Some(u32::from_le_bytes([a, b, c, 0])),
        _ => None,
    }
}

fn read_u32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::places::key_filter::filter_of;
    use proptest::prelude::*;

    fn check(name: &str, expected: Option<(&str, PlaceKind, Option<&str>)>) {
        let found = candidates(name);
        let first = found.first().map(|first| (first.name, first.kind, first.country_code));
        assert_eq!(first, expected, "{name}");
    }

    #[test]
    fn table_is_whole_and_small() {
        assert!(BYTES.len() <= 8_000_000);
        assert_eq!(load(), Ok(()));
        let table = whole(&TABLE);
        assert_eq!(table.records.len() % RECORD_LEN, 0);
        for id in 0..u32::try_from(table.records.len() / RECORD_LEN).unwrap() {
            let place = table.record(id, Form::Name).expect("every record decodes");
            assert!(!place.name.is_empty());
            assert_eq!(place.latitude.is_some(), place.longitude.is_some());
            assert!(place.latitude.is_none_or(|latitude| latitude.abs() <= 90.0), "{}", place.name);
            assert!(place.longitude.is_none_or(|longitude| longitude.abs() <= 180.0), "{}", place.name);
        }
        table.keys.verify().expect("the keys are sound");
    }

    #[test]
    fn the_filter_in_front_of_the_table_is_made_of_its_keys() {
        assert!(keys().all(|key| KeyHash::of(&key).may_be_filed()));
        assert!(filter_of(keys()) == include_bytes!("../../../models/gazetteer_filter.bin"), "of another edition");
    }

    #[test]
    fn broken_tables_are_an_error() {
        for bytes in [&BYTES[..BYTES.len() - 1], &BYTES[1..], b"GAZ1", b""] {
            assert_eq!(read(bytes).err(), Some(BrokenData { file: "models/gazetteer.bin" }));
        }
    }

    #[test]
    fn the_best_known_place_comes_first() {
        use PlaceKind::{Building, City, Country, Feature, Region};
        check("Paris", Some(("Paris", City, Some("FR"))));
        check("London", Some(("London", City, Some("GB"))));
        check("Sochi", Some(("Sochi", City, Some("RU"))));
        check("Qusayr", Some(("Al Qusayr", City, Some("SY"))));
        check("Geneva", Some(("Geneva", City, Some("CH"))));
        check("Washington", Some(("Washington", City, Some("US"))));
        check("Kiev", Some(("Kyiv", City, Some("UA"))));
        check("Britain", Some(("United Kingdom", Country, Some("GB"))));
        check("U.S.", Some(("United States", Country, Some("US"))));
        check("Burma", Some(("Myanmar", Country, Some("MM"))));
        check("Calif.", Some(("California", Region, Some("US"))));
        check("Northern Ireland", Some(("Northern Ireland", Region, Some("GB"))));
        check("Black Sea", Some(("Black Sea", Feature, None)));
        check("White House", Some(("White House", Building, Some("US"))));
        check("Nowhere at All in Particular", None);
        check("", None);
    }

    #[test]
    fn namesakes_are_all_there() {
        let found = candidates("Georgia");
        for (kind, country) in [(PlaceKind::Country, "GE"), (PlaceKind::Region, "US")] {
            assert!(found.iter().any(|place| place.kind == kind && place.country_code == Some(country)));
        }
    }

    #[test]
    fn words_and_names_of_people_are_doubtful_places() {
        let confidence = |name| prior(name).map_or(0.0, |prior| prior.confidence);
        assert!(confidence("Syria") > 0.9 && confidence("Damascus") > 0.9);
        assert!(confidence("Reading") < 0.5 && confidence("Jackson") < 0.5);
        assert!(confidence("EU") < 0.1 && confidence("UK") > 0.9 && confidence("IRAN") > 0.9);
        assert!(!is_place_name("EU") && is_place_name("UK") && is_place_name("ROME"));
        assert!(prior("Zzyzzx Qqq").is_none());
        assert!(is_place_name("Warsaw") && !is_place_name("Zzyzzx Qqq"));
    }

    #[test]
    fn countries_are_found_by_code() {
        assert_eq!(country("SY").map(|place| place.name), Some("Syria"));
        assert_eq!(country("ZZ"), None);
    }

    proptest! {
        #[test]
        fn any_string_may_be_looked_up(name in any::<String>()) {
            let found = candidates(&name);
            prop_assert_eq!(prior(&name).is_some(), !found.is_empty());
        }
    }
}
