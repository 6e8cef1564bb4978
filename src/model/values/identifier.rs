//! What an authority file calls somebody or something: `wikidata:Q42`, `viaf:113230702`.
//!
//! Source: the addresses and forms that the authorities document; written as a CURIE (W3C CURIE Syntax 1.0).
//!
//! Invariant: an identifier is one word, and that of Wikidata or VIAF has the form which these give.

use std::collections::BTreeMap;
use std::fmt;

/// Identifiers by the authority that gives them, one each.
pub type Identifiers = BTreeMap<String, String>;

/// An identifier and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identifier {
    /// Who gives it, in lower case: `wikidata`, `viaf`.
    pub authority: String,
    /// The identifier.
    pub value: String,
}

/// Authorities that are known, each with what stands before the identifier in its addresses.
pub const AUTHORITIES: [(&str, &[&str]); 9] = [
    ("wikidata", &["wikidata.org/wiki/", "wikidata.org/entity/"]),
    ("viaf", &["viaf.org/viaf/"]),
    ("gnd", &["d-nb.info/gnd/"]),
    ("isni", &["isni.org/isni/"]),
    ("lcnaf", &["id.loc.gov/authorities/names/"]),
    ("bnf", &["data.bnf.fr/ark:/12148/", "catalogue.bnf.fr/ark:/12148/"]),
    ("geonames", &["geonames.org/"]),
    ("orcid", &["orcid.org/"]),
    ("ror", &["ror.org/"]),
];

/// The longest identifier, in bytes.
const VALUE_LEN: usize = 200;

/// The longest name of an authority, in bytes.
const AUTHORITY_LEN: usize = 30;

impl Identifier {
    /// Reads `authority:identifier`, the address of a record, or a number of Wikidata alone.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some((authority, value)) = of_address(text) {
            return Self::new(authority, value);
        }
        match text.split_once(':') {
            Some((_, value)) if value.starts_with("//") => None,
            Some((authority, value)) => Self::new(authority, value),
            None => Self::new("wikidata", text),
        }
    }

    /// The identifier `value` of `authority`, as it stands in that one's column of a table: the identifier or its address.
    #[must_use]
    pub fn of(authority: &str, value: &str) -> Option<Self> {
        match of_address(value.trim()) {
            Some((other, value)) if other == authority => Self::new(authority, value),
            Some(_) => None,
            None => Self::new(authority, value),
        }
    }

    fn new(authority: &str, value: &str) -> Option<Self> {
        let (authority, value) = (authority.trim().to_lowercase(), value.trim());
        let is_authority = authority.len() <= AUTHORITY_LEN
            && authority.starts_with(|letter: char| letter.is_ascii_lowercase())
            && authority
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.".contains(&byte));
        let is_one_word =
            !value.is_empty() && value.len() <= VALUE_LEN && value.bytes().all(|byte| byte.is_ascii_graphic());
        let value = if authority == "wikidata" { value.to_ascii_uppercase() } else { value.to_owned() };
        let is_number = |digits: &str| !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
        let has_form = match authority.as_str() {
            "wikidata" => value.strip_prefix('Q').is_some_and(|digits| !digits.is_empty() && is_number(digits)),
            "viaf" | "geonames" => is_number(&value),
            _ => true,
        };
        (is_authority && is_one_word && has_form).then_some(Self { authority, value })
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.authority, self.value)
    }
}

/// The authority and the identifier that an address names.
fn of_address(text: &str) -> Option<(&'static str, &str)> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    AUTHORITIES.into_iter().find_map(|(authority, prefixes)| {
        let value = prefixes.iter().find_map(|prefix| rest.strip_prefix(prefix))?;
        let end = value.find(['/', '?', '#']).unwrap_or(value.len());
        Some((authority, value.get(..end).unwrap_or(value)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_read_as_people_write_them() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(Identifier::parse(text).map(|read| read.to_string()).as_deref(), expected, "{text}");
        };
        check("wikidata:Q42", Some("wikidata:Q42"));
        check(" WikiData: q42 ", Some("wikidata:Q42"));
        check("Q42", Some("wikidata:Q42"));
        check("https://www.wikidata.org/wiki/Q42#sitelinks", Some("wikidata:Q42"));
        check("http://viaf.org/viaf/113230702/", Some("viaf:113230702"));
        check("https://d-nb.info/gnd/11853453X", Some("gnd:11853453X"));
        check("lcnaf:n80076765", Some("lcnaf:n80076765"));
        check("ours:a/7", Some("ours:a/7"));
        for text in ["", "Q", "Q0", "Q4 2", "42", "wikidata:42", "viaf:x", ":x", "x:", "https://a.example/Q42", "a b:c"]
        {
            check(text, None);
        }
    }

    #[test]
    fn a_column_of_an_authority_takes_its_identifiers_alone() {
        let check = |authority: &str, text: &str, expected: Option<&str>| {
            assert_eq!(Identifier::of(authority, text).map(|read| read.value).as_deref(), expected, "{text}");
        };
        check("viaf", "https://viaf.org/viaf/7", Some("7"));
        check("viaf", "7", Some("7"));
        check("viaf", "https://www.wikidata.org/wiki/Q7", None);
        check("wikidata", "Q7", Some("Q7"));
        check("wikidata", "Quay", None);
    }
}
