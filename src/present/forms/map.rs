//! Places as GeoJSON (RFC 7946): a point a place.
//!
//! Invariant: positions are longitude, then latitude; a place that is not on the map has no feature.

use std::io::{self, Write};

use serde_json::json;

use crate::present::json::write_object;
use crate::query::export::NameRow;

/// Begins the collection.
///
/// # Errors
/// Whatever `out` refuses.
pub fn begin(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")
}

/// Writes a place; gives whether it is on the map. `is_first` where none was written before.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_place(out: &mut impl Write, place: &NameRow, is_first: bool) -> io::Result<bool> {
    let Some((latitude, longitude)) = place.coordinates else { return Ok(false) };
    out.write_all(if is_first { b"\n" } else { b",\n" })?;
    let feature = json!({
        "type": "Feature",
        "id": place.id,
        "geometry": { "type": "Point", "coordinates": [longitude, latitude] },
        "properties": {
            "name": place.name,
            "kind": place.place_kind,
            "country_code": place.country_code,
            "geonames_id": place.geonames_id,
            "articles": place.articles.len(),
            "mentions": place.mentions,
            "article_ids": place.articles,
        },
    });
    write_object(out, &feature)?;
    Ok(true)
}

/// Ends the collection.
///
/// # Errors
/// Whatever `out` refuses.
pub fn end(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"\n]}\n")
}
