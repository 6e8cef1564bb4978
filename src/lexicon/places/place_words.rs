//! Nouns that say what sort of place a name is, and the words for a part of one. Compiled by hand.

use crate::model::PlaceKind;

const CITY: &[&str] = &["capital", "city", "hamlet", "municipality", "port", "suburb", "town", "township", "village"];
const REGION: &[&str] = &[
    "county",
    "department",
    "district",
    "emirate",
    "governorate",
    "oblast",
    "prefecture",
    "province",
    "region",
    "republic",
    "state",
    "states",
    "territory",
];
const FEATURE: &[&str] = &[
    "archipelago",
    "basin",
    "bay",
    "beach",
    "canal",
    "cape",
    "coast",
    "creek",
    "delta",
    "desert",
    "falls",
    "forest",
    "glacier",
    "gulf",
    "island",
    "islands",
    "isle",
    "lake",
    "mount",
    "mountain",
    "mountains",
    "ocean",
    "peninsula",
    "reef",
    "river",
    "sea",
    "strait",
    "straits",
    "valley",
    "volcano",
];
const BUILDING: &[&str] = &[
    "airport",
    "barracks",
    "bridge",
    "building",
    "castle",
    "cathedral",
    "church",
    "dam",
    "hall",
    "hotel",
    "house",
    "monastery",
    "mosque",
    "museum",
    "palace",
    "prison",
    "residence",
    "road",
    "shrine",
    "square",
    "stadium",
    "station",
    "street",
    "synagogue",
    "temple",
    "theatre",
    "tower",
];

/// What sort of place the noun `word` stands for.
#[must_use]
pub fn kind_of_noun(word: &str) -> Option<PlaceKind> {
    if word.len() > 12 {
        return None;
    }
    let word = word.to_lowercase();
    let has = |list: &[&str]| list.binary_search(&word.as_str()).is_ok();
    [
        (CITY, PlaceKind::City),
        (REGION, PlaceKind::Region),
        (FEATURE, PlaceKind::Feature),
        (BUILDING, PlaceKind::Building),
    ]
    .into_iter()
    .find_map(|(list, kind)| has(list).then_some(kind))
}

/// What sort of place a name of several words says it is: `Homs Governorate`, `Lake Chad`.
#[must_use]
pub fn kind_in_name(name: &str) -> Option<PlaceKind> {
    let (first, rest) = name.split_once(' ')?;
    let last = rest.rsplit(' ').next().unwrap_or(rest);
    kind_of_noun(last).or_else(|| {
        kind_of_noun(first).filter(|kind| *kind == PlaceKind::Feature || first.eq_ignore_ascii_case("county"))
    })
}

/// The name without the word that says what sort of place it is, and that sort.
#[must_use]
pub fn strip_generic(key: &str) -> (&str, Option<PlaceKind>) {
    const BEHIND: &[(&str, PlaceKind)] = &[
        (" province", PlaceKind::Region),
        (" governorate", PlaceKind::Region),
        (" prefecture", PlaceKind::Region),
        (" region", PlaceKind::Region),
        (" state", PlaceKind::Region),
        (" district", PlaceKind::Region),
        (" county", PlaceKind::Region),
        (" oblast", PlaceKind::Region),
        (" department", PlaceKind::Region),
        (" territory", PlaceKind::Region),
        (" municipality", PlaceKind::City),
        (" city", PlaceKind::City),
        (" town", PlaceKind::City),
        (" village", PlaceKind::City),
        (" river", PlaceKind::Feature),
        (" island", PlaceKind::Feature),
        (" islands", PlaceKind::Feature),
        (" mountains", PlaceKind::Feature),
        (" desert", PlaceKind::Feature),
    ];
    const BEFORE: &[(&str, PlaceKind)] = &[
        ("province of ", PlaceKind::Region),
        ("state of ", PlaceKind::Region),
        ("county of ", PlaceKind::Region),
        ("county ", PlaceKind::Region),
        ("city of ", PlaceKind::City),
        ("town of ", PlaceKind::City),
        ("village of ", PlaceKind::City),
        ("river ", PlaceKind::Feature),
        ("island of ", PlaceKind::Feature),
        ("republic of ", PlaceKind::Country),
        ("kingdom of ", PlaceKind::Country),
    ];
    if !key.contains(' ') {
        return (key, None);
    }
    let behind = BEHIND.iter().find_map(|&(generic, kind)| Some((key.strip_suffix(generic)?, Some(kind))));
    let before = || BEFORE.iter().find_map(|&(generic, kind)| Some((key.strip_prefix(generic)?, Some(kind))));
    behind.or_else(before).unwrap_or((key, None))
}

/// The rest of a name behind a word for a part of it: `northern Iraq`.
#[must_use]
pub fn strip_direction(name: &str) -> Option<&str> {
    let (first, rest) = name.split_once([' ', '-'])?;
    let parts = [
        "central",
        "downtown",
        "east",
        "eastern",
        "greater",
        "inner",
        "lower",
        "mainland",
        "north",
        "northeast",
        "northeastern",
        "northern",
        "northwest",
        "northwestern",
        "old",
        "south",
        "southeast",
        "southeastern",
        "southern",
        "southwest",
        "southwestern",
        "upper",
        "west",
        "western",
    ];
    parts.binary_search(&first.to_lowercase().as_str()).is_ok().then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [CITY, REGION, FEATURE, BUILDING] {
            assert!(list.is_sorted());
        }
    }

    #[test]
    fn nouns_say_the_kind() {
        for (name, expected) in [
            ("Lake Orun", Some(PlaceKind::Feature)),
            ("Orun Province", Some(PlaceKind::Region)),
            ("Orun Airport", Some(PlaceKind::Building)),
            ("Orun", None),
            ("", None),
        ] {
            assert_eq!(kind_in_name(name), expected, "{name}");
        }
        assert_eq!(strip_direction("northern Orun"), Some("Orun"));
        assert_eq!(strip_direction("Orun"), None);
    }
}
