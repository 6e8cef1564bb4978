//! `archive near`: which places around a place or a point articles mention.

use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::{FormatArgs, WindowArgs, open};
use crate::query;
use crate::query::{Centre, PlacePoint};
use crate::store::Archive;

/// List the places around a place or a point that articles mention, the nearest first.
///
/// Distances are along the earth, in kilometres.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive near Damascus --km 50
  archive near \"43.6, 39.7\" --km 100       around a point, latitude first
  archive near 17                            around the place of that number")]
pub struct NearArgs {
    /// A place of the archive, by name or number, or degrees of latitude and longitude: "43.6, 39.7".
    #[arg(value_name = "PLACE|POINT", allow_hyphen_values = true)]
    around: String,
    /// How far away, in kilometres.
    #[arg(long, value_name = "KM", default_value_t = 50.0, value_parser = parse_km)]
    km: f64,
    #[command(flatten)]
    window: WindowArgs,
    #[command(flatten)]
    format: FormatArgs,
}

/// Lists them.
///
/// # Errors
/// Where the archive cannot be used, the place is not known or means several, or nothing is near.
pub fn run(arguments: &NearArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let archive = open(db)?;
    let centre = match parse_point(&arguments.around) {
        Some(point) => point,
        None => centre_of(&archive, &arguments.around, db)?,
    };
    let rows = query::near(&archive, centre, arguments.km, arguments.window.into())?;
    arguments.format.print(&rows, "places", db)
}

/// The point of the place of that name or number.
fn centre_of(archive: &Archive, around: &str, db: &Path) -> Result<Centre, CommandError> {
    let found = match around.parse() {
        Ok(id) => query::place_numbered(archive, id)?.into_iter().collect(),
        Err(_) => query::places_called(archive, around)?,
    };
    match found.as_slice() {
        [] => {
            let hint = "archive places lists those that are known; degrees do as well, such as \"43.6, 39.7\"";
            let message = format!("{}: no place with coordinates is called {around:?}", db.display());
            Err(CommandError::no_match(message, Some(hint)))
        }
        [only] => Ok(only.centre),
        [first, ..] => {
            let told: Vec<String> = found.iter().map(described).collect();
            let hint = format!("say which by its number, such as archive near {}: {}", first.id, told.join("; "));
            Err(CommandError::usage(format!("{} places are called {around:?}", found.len()), hint))
        }
    }
}

/// `17 Sochi, RU`.
fn described(place: &PlacePoint) -> String {
    let country = place.country_code.as_ref().map(|code| format!(", {code}")).unwrap_or_default();
    format!("{} {}{country}", place.id, place.name)
}

/// Degrees of latitude and longitude, parted by a comma or a space.
fn parse_point(text: &str) -> Option<Centre> {
    let mut numbers = text.split([',', ' ']).filter(|part| !part.is_empty());
    let latitude: f64 = numbers.next()?.parse().ok()?;
    let longitude: f64 = numbers.next()?.parse().ok()?;
    let on_earth = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    (on_earth && numbers.next().is_none()).then_some(Centre { latitude, longitude })
}

fn parse_km(text: &str) -> Result<f64, String> {
    let km: f64 =
        text.trim().trim_end_matches("km").trim_end().parse().map_err(|_| "not a number of kilometres".to_owned())?;
    if km.is_finite() && km >= 0.0 { Ok(km) } else { Err("not a number of kilometres".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_latitude_first() {
        let check = |text: &str, expected: Option<(f64, f64)>| {
            let point = parse_point(text).map(|point| (point.latitude, point.longitude));
            assert_eq!(point, expected, "{text}");
        };
        check("43.6, 39.7", Some((43.6, 39.7)));
        check("-33.9 151.2", Some((-33.9, 151.2)));
        check("17", None);
        check("91, 0", None);
        check("NaN, 0", None);
        check("Sochi", None);
    }
}
