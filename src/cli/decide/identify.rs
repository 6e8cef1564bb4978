//! `archive identify`: a table of names that comes back from OpenRefine with identifiers of authority files.
//!
//! Invariant: a row of which nobody, or more than one, is meant decides nothing and is named.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::{access, clock, signals, ui};
use crate::present::terminal::one_line;
use crate::read::lists::identified::{IdentifiedRow, read_identified};
use crate::store::{Archive, EntityKind, Identified, Journal, Named};

/// Take identifiers of Wikidata, VIAF and others from a table of names that was reconciled.
///
/// `archive export openrefine` writes the table, OpenRefine or a person fills in columns, and this verb reads it back. A column is
/// one of identifiers where its header begins with wikidata, viaf, gnd, isni, lcnaf, bnf, geonames, orcid or ror; of others
/// --column says so. Who is meant is told by the columns `kind`, `id` and `name`: by number where that still has the name, else by
/// the name. Each identifier is a decision, which `archive decisions` lists and undoes.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive export openrefine names.csv       and in OpenRefine: reconcile, add a column `wikidata` of the matched ids, export
  archive identify names.csv
  archive identify names.csv --column \"Local number=local\"")]
pub struct IdentifyArgs {
    /// The table with a header line, or - for standard input.
    #[arg(value_name = "FILE.csv|-")]
    file: PathBuf,
    /// Another column of identifiers, and whose they are.
    #[arg(long, value_name = "COLUMN=AUTHORITY", value_parser = column)]
    column: Vec<(String, String)>,
}

fn column(text: &str) -> Result<(String, String), String> {
    match text.rsplit_once('=') {
        Some((column, authority)) if !column.trim().is_empty() && !authority.trim().is_empty() => {
            Ok((column.trim().to_owned(), authority.trim().to_lowercase()))
        }
        _ => Err("not a column and an authority, as in \"Local number=local\"".to_owned()),
    }
}

/// Decides what the table says.
///
/// # Errors
/// Where the archive or the table cannot be read.
pub fn run(arguments: &IdentifyArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let table = read_identified(&arguments.file, &arguments.column).map_err(|error| {
        CommandError::usage(
            error.to_string(),
            "name a table that `archive export openrefine` wrote, with a column filled in",
        )
    })?;
    let mut refused = table.refused;
    let mut rows = Vec::new();
    for row in table.rows {
        match EntityKind::of(&row.kind) {
            Some(kind) => rows.push(named(kind, row)),
            None => refused.push((row.line, format!("`{}` is none of person, place, organisation", row.kind))),
        }
    }
    signals::listen();
    let Identified { made, unchanged, refused: unknown } =
        Archive::open(db, access::writing(Journal::Rollback))?.identify(&rows, &clock::now())?;
    refused.extend(unknown.into_iter().map(|(line, error)| (line, error.to_string())));
    refused.sort();
    for (line, message) in &refused {
        ui::say(&one_line(&format!("archive: {}:{line}: {message}", arguments.file.display())));
    }
    if refused.is_empty() {
        ui::say(&format!("decided {made}, unchanged {unchanged}"));
        return Ok(ExitStatus::Done);
    }
    ui::say("hint: mend these lines and read the table again; what was decided stays as it is");
    ui::say(&format!("decided {made}, unchanged {unchanged}, skipped {}", refused.len()));
    Ok(ExitStatus::Skipped)
}

fn named(kind: EntityKind, row: IdentifiedRow) -> Named {
    let IdentifiedRow { line, id, name, identifiers, .. } = row;
    Named { line, kind, id, name, identifiers }
}
