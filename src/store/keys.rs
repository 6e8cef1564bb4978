//! The keys of what an article names, by which a thing is one row.
//!
//! Invariant: a key hangs on the name and the place alone, never on an archive.

use crate::model::{Analysis, Place, PlaceKind};
use crate::store::names;

/// The keys of the people, places and organisations of an article, each in their order.
pub(in crate::store) struct Keys {
    pub(in crate::store) people: Vec<String>,
    pub(in crate::store) places: Vec<String>,
    pub(in crate::store) organisations: Vec<String>,
}

impl Keys {
    pub(in crate::store) fn of(analysis: &Analysis) -> Self {
        Self {
            people: analysis.people.iter().map(|person| names::key(&person.name)).collect(),
            places: analysis.places.iter().map(of_place).collect(),
            organisations: analysis.organisations.iter().map(|organisation| names::key(&organisation.name)).collect(),
        }
    }
}

/// That of a place: the same number in `GeoNames` is the same place, else the same name, kind and country.
fn of_place(place: &Place) -> String {
    if let Some(number) = place.geonames_id {
        return format!("geonames {number}");
    }
    let kind = place.kind.map_or("", PlaceKind::name);
    let country = place.country_code.as_deref().unwrap_or("");
    format!("name {}|{kind}|{country}", names::key(&place.name))
}
