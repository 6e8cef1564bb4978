//! Places around a point.
//!
//! Distances are along great circles of a sphere of 6,371.0088 km (the mean radius of IUGG 1980), right to half a per cent.
//!
//! Invariant: a place without coordinates is near nothing.

use crate::query::error::QueryError;
use crate::query::filter::Window;
use crate::query::rows::NearRow;
use crate::query::sql::statement::Conditions;
use crate::store::Archive;

/// Mean radius of the earth, km.
const RADIUS: f64 = 6_371.008_8;

/// A point on the earth, WGS 84 degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Centre {
    /// North of the equator.
    pub latitude: f64,
    /// East of Greenwich.
    pub longitude: f64,
}

impl Centre {
    /// Kilometres to `other`, by the haversine formula.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        let [latitude, towards] = [self.latitude, other.latitude].map(f64::to_radians);
        let half = |from: f64, to: f64| ((to - from) / 2.0).sin().powi(2);
        let turned = half(self.longitude.to_radians(), other.longitude.to_radians());
        let chord = half(latitude, towards) + latitude.cos() * towards.cos() * turned;
        2.0 * RADIUS * chord.clamp(0.0, 1.0).sqrt().asin()
    }
}

/// A place that can be a centre.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacePoint {
    /// Number in the archive.
    pub id: i64,
    /// Name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country_code: Option<String>,
    /// Where it is.
    pub centre: Centre,
}

/// The places of a name that have coordinates, those of most articles first.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn places_called(archive: &Archive, name: &str) -> Result<Vec<PlacePoint>, QueryError> {
    let mut conditions = Conditions::default();
    let named = conditions.is_name(name);
    conditions.require(format!("id IN (SELECT place_id FROM place_names WHERE {named})"));
    points(archive, conditions)
}

/// The place of that number, where it has coordinates.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn place_numbered(archive: &Archive, id: i64) -> Result<Option<PlacePoint>, QueryError> {
    let mut conditions = Conditions::default();
    let id = conditions.bind(id);
    conditions.require(format!("id = {id}"));
    Ok(points(archive, conditions)?.pop())
}

fn points(archive: &Archive, mut conditions: Conditions) -> Result<Vec<PlacePoint>, QueryError> {
    conditions.require("latitude IS NOT NULL AND longitude IS NOT NULL".to_owned());
    let sql = format!(
        "SELECT id, name, country_code, latitude, longitude FROM places{} ORDER BY article_count DESC, id",
        conditions.where_clause()
    );
    conditions.rows(archive, &sql, |row| {
        let centre = Centre { latitude: row.get(3)?, longitude: row.get(4)? };
        Ok(PlacePoint { id: row.get(0)?, name: row.get(1)?, country_code: row.get(2)?, centre })
    })
}

/// The places within `km` of `centre` that articles mention as sure as the archive's bar, the nearest first.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn near(archive: &Archive, centre: Centre, km: f64, window: Window) -> Result<Vec<NearRow>, QueryError> {
    let mut conditions = Conditions::default();
    conditions.require("article_count > 0 AND latitude IS NOT NULL AND longitude IS NOT NULL".to_owned());
    // A degree of latitude is at least 110.5 km everywhere.
    let margin = km / 110.5;
    let (south, north) = (conditions.bind(centre.latitude - margin), conditions.bind(centre.latitude + margin));
    conditions.require(format!("latitude BETWEEN {south} AND {north}"));
    let sql = format!(
        "SELECT id, name, kind, country_code, latitude, longitude, article_count, mention_count FROM places{}",
        conditions.where_clause()
    );
    let mut rows = conditions.rows(archive, &sql, |row| {
        let (latitude, longitude) = (row.get(4)?, row.get(5)?);
        Ok(NearRow {
            id: row.get(0)?,
            km: (centre.distance(Centre { latitude, longitude }) * 100.0).round() / 100.0,
            name: row.get(1)?,
            kind: row.get(2)?,
            country_code: row.get(3)?,
            latitude,
            longitude,
            articles: row.get(6)?,
            mentions: row.get(7)?,
        })
    })?;
    rows.retain(|row| row.km <= km);
    rows.sort_by(|one, other| {
        one.km.total_cmp(&other.km).then(other.articles.cmp(&one.articles)).then(one.id.cmp(&other.id))
    });
    let offset = usize::try_from(window.offset).unwrap_or(usize::MAX);
    let limit = window.limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
    Ok(rows.into_iter().skip(offset).take(limit).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_along_the_earth() {
        let check = |from: (f64, f64), to: (f64, f64), expected: f64| {
            let [from, to] = [from, to].map(|(latitude, longitude)| Centre { latitude, longitude });
            let found = from.distance(to);
            assert!((found - expected).abs() < expected * 0.005 + 0.01, "{found} for {expected}");
            assert!((found - to.distance(from)).abs() < 1e-6);
        };
        check((52.52, 13.405), (48.8566, 2.3522), 878.0);
        check((0.0, 179.5), (0.0, -179.5), 111.2);
        check((90.0, 0.0), (-90.0, 77.0), 20_015.0);
        check((10.0, 20.0), (10.0, 20.0), 0.0);
    }
}
