//! `archive export geojson`, `graphml`, `ftm` and `openrefine`: names with the articles that name them, in one file.
//!
//! Invariant: what is counted is counted over the articles that are handed out.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::hand_out::scope::ScopeArgs;
use crate::cli::hand_out::target::{ForceArgs, refuse_taken, shown, write_file, written};
use crate::cli::output::open;
use crate::cli::ui;
use crate::present::forms::name_table::NameTable;
use crate::present::forms::{follow_the_money, graph, map};
use crate::query;
use crate::query::export::{NameKind, Scope, article_ids, links, names};
use crate::query::{ArticleKey, Sureness};
use crate::store::Archive;

/// Where the file goes, and of which articles it is.
#[derive(Debug, Args)]
pub struct FileArgs {
    /// The file, or - for standard output.
    #[arg(value_name = "FILE|-")]
    file: PathBuf,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    force: ForceArgs,
}

/// The places on the map, as GeoJSON: a point a place, with the articles that name it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive export geojson places.geojson
  archive export geojson - --person Kerry --from 2013-05")]
pub struct GeojsonArgs {
    #[command(flatten)]
    file: FileArgs,
}

/// Who is named together with whom, as GraphML for Gephi, igraph or NetworkX: weights are numbers of articles.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive export graphml people.graphml --min-articles 3
  archive export graphml syria.graphml --place SY")]
pub struct GraphmlArgs {
    #[command(flatten)]
    file: FileArgs,
    /// Leave out pairs that fewer articles name together.
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_articles: u32,
}

/// Articles, people, organisations and places as entities of FollowTheMoney, for Aleph and OpenSanctions tools.
///
/// Each name has the articles that name it as its proof.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive export ftm entities.ftm.json
  archive export ftm - --organisation OPCW | ftm validate")]
pub struct FtmArgs {
    #[command(flatten)]
    file: FileArgs,
}

/// Names as a table that OpenRefine reconciles with Wikidata, VIAF and others.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive export openrefine names.csv")]
pub struct OpenrefineArgs {
    #[command(flatten)]
    file: FileArgs,
}

/// What is written, as it is counted.
type Told = Vec<(u64, &'static str)>;

fn run(
    arguments: &FileArgs,
    db: &Path,
    write: impl FnOnce(&Archive, &Scope, &mut dyn Write) -> Result<Told, CommandError>,
) -> Result<ExitStatus, CommandError> {
    if arguments.file != Path::new("-") {
        refuse_taken(&arguments.file, arguments.force)?;
    }
    let archive = open(db)?;
    let scope = arguments.scope.of(&archive, db)?;
    let told = write_file(&arguments.file, arguments.force, |out| write(&archive, &scope, out))?;
    let told: Vec<String> = told.iter().map(|(count, noun)| format!("{count} {noun}")).collect();
    ui::say(&format!("{}: {}", shown(&arguments.file), told.join(", ")));
    Ok(ExitStatus::Done)
}

/// Writes GeoJSON.
///
/// # Errors
/// Where the archive cannot be used, nothing matches, or the file cannot be written.
pub fn geojson(arguments: &GeojsonArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    run(&arguments.file, db, |archive, scope, mut out| {
        let mut count = 0;
        written(map::begin(&mut out))?;
        names(archive, NameKind::Place, scope, &mut |place| {
            let is_there = map::write_place(&mut out, &place, count == 0);
            count += u64::from(is_there.map_err(|error| CommandError::output(&error))?);
            Ok::<(), CommandError>(())
        })??;
        written(map::end(&mut out))?;
        Ok(vec![(count, "places")])
    })
}

/// Writes GraphML.
///
/// # Errors
/// Where the archive cannot be used, nothing matches, or the file cannot be written.
pub fn graphml(arguments: &GraphmlArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    run(&arguments.file, db, |archive, scope, mut out| {
        let (mut people, mut pairs) = (0, 0);
        written(graph::begin(&mut out))?;
        names(archive, NameKind::Person, scope, &mut |person| {
            people += 1;
            written(graph::write_node(&mut out, &person))
        })??;
        links(archive, scope, arguments.min_articles, &mut |link| {
            pairs += 1;
            written(graph::write_edge(&mut out, &link))
        })??;
        written(graph::end(&mut out))?;
        Ok(vec![(people, "people"), (pairs, "pairs")])
    })
}

/// Writes entities of `FollowTheMoney`.
///
/// # Errors
/// Where the archive cannot be used, nothing matches, or the file cannot be written.
pub fn ftm(arguments: &FtmArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    run(&arguments.file, db, |archive, scope, mut out| {
        let ids = article_ids(archive, scope)?;
        for id in &ids {
            if let Some(article) = query::article(archive, ArticleKey::Id(*id), Sureness::Bar)? {
                written(follow_the_money::write_article(&mut out, &article))?;
            }
        }
        let mut count = 0;
        for kind in NameKind::ALL {
            names(archive, kind, scope, &mut |name| {
                count += 1;
                written(follow_the_money::write_name(&mut out, &name))
            })??;
        }
        Ok(vec![(ids.len() as u64, "articles"), (count, "names")])
    })
}

/// Writes names for `OpenRefine`.
///
/// # Errors
/// Where the archive cannot be used, nothing matches, or the file cannot be written.
pub fn openrefine(arguments: &OpenrefineArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    run(&arguments.file, db, |archive, scope, out| {
        let refused = |error| CommandError::output(&error);
        let mut table = NameTable::begin(out).map_err(refused)?;
        let mut count = 0;
        for kind in NameKind::ALL {
            names(archive, kind, scope, &mut |name| {
                count += 1;
                table.row(&name).map_err(refused)
            })??;
        }
        table.end().map_err(refused)?;
        Ok(vec![(count, "names")])
    })
}
