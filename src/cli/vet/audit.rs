//! `archive audit`: who is quoted, and who is named but never quoted.

use std::path::Path;

use clap::{Args, ValueEnum};

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::hand_out::scope::ScopeArgs;
use crate::cli::output::{FormatArgs, open};
use crate::lexicon::grammar::third_person::pronoun_of;
use crate::query::Window;
use crate::query::lookup::{AuditBy, audit, unquoted};

/// Count who is quoted: by role, publication, month, or the pronoun that the articles themselves use.
///
/// Quotes whose speaker is a known person are counted, as sure as the archive's bar. Nobody's gender is guessed from a name: `--by
/// pronoun` counts those of whom an article says he, she or they where they speak, and says how many that leaves out.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive audit                            by the role of who speaks
  archive audit --by pronoun --site \"The Daily Star\"
  archive audit --by month --person Kerry
  archive audit --never-quoted             who is named and never quoted, the most named first")]
pub struct AuditArgs {
    /// By what quotes are counted.
    #[arg(long, value_name = "WHAT", default_value = "role")]
    by: By,
    /// Instead, list the people whom articles name and none quotes; authors and photographers aside.
    #[arg(long, conflicts_with = "by")]
    never_quoted: bool,
    /// Maximum number of rows; 0 shows all.
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u32,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    format: FormatArgs,
}

/// Names of [`AuditBy`].
#[derive(Clone, Copy, Debug, ValueEnum)]
enum By {
    /// The role that articles give the speaker most often.
    Role,
    /// The publication.
    Site,
    /// The month.
    Month,
    /// The pronoun that articles use of the speaker most often.
    Pronoun,
}

/// Counts.
///
/// # Errors
/// Where the archive cannot be used or nothing matches.
pub fn run(arguments: &AuditArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let archive = open(db)?;
    let scope = arguments.scope.of(&archive, db)?;
    let limit = (arguments.limit > 0).then_some(arguments.limit);
    if arguments.never_quoted {
        let rows = unquoted(&archive, &scope, Window { limit, offset: 0 })?;
        return arguments.format.print(&rows, "people", db);
    }
    let by = match arguments.by {
        By::Role => AuditBy::Role,
        By::Site => AuditBy::Site,
        By::Month => AuditBy::Month,
        By::Pronoun => AuditBy::Pronoun,
    };
    let mut rows = audit(&archive, &scope, by, pronoun_of)?;
    // A month left out in the middle would be missed; the others come by their number.
    if by != AuditBy::Month {
        rows.truncate(limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX)));
    }
    arguments.format.print(&rows, "quotes", db)
}
