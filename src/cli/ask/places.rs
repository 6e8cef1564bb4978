//! `archive places`: where the news is, on the map.

use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::decide::identity;
use crate::cli::decide::identity::IdentityVerb;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::{FormatArgs, WindowArgs, open};
use crate::query;
use crate::query::EntityFilter;
use crate::store::EntityKind;

/// List places with their coordinates, those that most articles mention first, or decide which is which.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive places --kind city --country PT    cities in Portugal
  archive places porto --format json")]
pub struct PlacesArgs {
    #[command(subcommand)]
    verb: Option<IdentityVerb>,
    /// Words of the name; all of them must be in it. A word that is also a verb is written after --.
    words: Vec<String>,
    /// Leave out those that fewer articles mention.
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_articles: u32,
    /// Only this sort of place: country, region, city, feature or building; any of those given.
    #[arg(long, value_name = "KIND", value_parser = ["country", "region", "city", "feature", "building"])]
    kind: Vec<String>,
    /// Only places in this country, by ISO 3166-1 code (PT); any of those given.
    #[arg(long, value_name = "CODE")]
    country: Vec<String>,
    #[command(flatten)]
    window: WindowArgs,
    #[command(flatten)]
    format: FormatArgs,
}

/// Lists them.
///
/// # Errors
/// Where the archive cannot be used or nothing matches.
pub fn run(arguments: &PlacesArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    if let Some(verb) = &arguments.verb {
        return identity::run(EntityKind::Place, verb, db);
    }
    let archive = open(db)?;
    let filter = EntityFilter {
        words: arguments.words.clone(),
        min_articles: arguments.min_articles,
        kinds: arguments.kind.clone(),
        countries: arguments.country.iter().map(|code| code.to_uppercase()).collect(),
    };
    let rows = query::places(&archive, &filter, arguments.window.into())?;
    arguments.format.print(&rows, "places", db)
}
