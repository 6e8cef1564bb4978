//! `archive places`: where the news is, on the map.

use std::path::PathBuf;

use clap::Args;

use crate::cli::ask::entities::{List, ListArgs};
use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::query;
use crate::query::EntityFilter;
use crate::query::rows::PlaceRow;
use crate::store::EntityKind;

/// List places with their coordinates, those that most articles mention first, or decide which is which.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive places --kind city --country PT    cities in Portugal
  archive places porto --format json")]
pub struct PlacesArgs {
    /// Only this sort of place: country, region, city, feature or building; any of those given.
    #[arg(long, value_name = "KIND", value_parser = ["country", "region", "city", "feature", "building"])]
    kind: Vec<String>,
    /// Only places in this country, by ISO 3166-1 code (PT); any of those given.
    #[arg(long, value_name = "CODE")]
    country: Vec<String>,
    #[command(flatten)]
    list: ListArgs,
}

/// Lists them.
///
/// # Errors
/// Where the archive cannot be used or nothing matches.
pub fn run(arguments: &PlacesArgs, dbs: &[PathBuf]) -> Result<ExitStatus, CommandError> {
    let list = List {
        kind: EntityKind::Place,
        name: "places",
        id: |row: &PlaceRow| row.id,
        order: |one, other| (other.articles, other.mentions).cmp(&(one.articles, one.mentions)),
        find: query::places,
    };
    let filter = EntityFilter {
        kinds: arguments.kind.clone(),
        countries: arguments.country.iter().map(|code| code.to_uppercase()).collect(),
        ..EntityFilter::default()
    };
    arguments.list.run(&list, &filter, dbs)
}
