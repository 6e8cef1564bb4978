//! `archive doubts`: who may be who, and the answers.

use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::decide::identity;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::{FormatArgs, WindowArgs, open};
use crate::cli::ui;
use crate::query;
use crate::query::rows::DoubtRow;
use crate::store::{Call, EntityKind};

/// List people who may be one, the likeliest first, with what speaks for it; or answer for a pair.
///
/// The archive never takes two names of different articles for one person by itself: it asks. An answer is a decision like any
/// other: it holds for articles to come, and `archive decisions undo` takes it back. A pair that was answered is not listed
/// again.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive doubts                        the twenty likeliest pairs
  archive doubts --merge 3f2a91c0       they are one: the first name stays
  archive doubts --distinct 3f2a91c0    they are two
  archive doubts --reject 3f2a91c0      the second is nobody")]
pub struct DoubtsArgs {
    /// The two of this pair are one.
    #[arg(long, value_name = "PAIR", conflicts_with_all = ["distinct", "reject"])]
    merge: Option<String>,
    /// The two of this pair are two.
    #[arg(long, value_name = "PAIR", conflicts_with = "reject")]
    distinct: Option<String>,
    /// The second of this pair is nobody at all.
    #[arg(long, value_name = "PAIR")]
    reject: Option<String>,
    #[command(flatten)]
    window: WindowArgs,
    #[command(flatten)]
    format: FormatArgs,
}

/// Lists the pairs, or answers.
///
/// # Errors
/// Where the archive cannot be used, there is no such pair, or nothing is in doubt.
pub fn run(arguments: &DoubtsArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    if let Some(id) = &arguments.merge {
        return answer(db, id, |pair| Call::Merge {
            stays: pair.person_id.to_string(),
            others: vec![pair.other_id.to_string()],
        });
    }
    if let Some(id) = &arguments.distinct {
        return answer(db, id, |pair| Call::Distinct {
            subject: pair.person_id.to_string(),
            other: pair.other_id.to_string(),
        });
    }
    if let Some(id) = &arguments.reject {
        return answer(db, id, |pair| Call::Reject { subject: pair.other_id.to_string() });
    }
    let archive = open(db)?;
    let rows = query::doubts(&archive, arguments.window.into())?;
    let status = arguments.format.print(&rows, "doubts", db)?;
    if ui::somebody_looks_on() {
        if let Some(people) = query::doubts_among(&archive)? {
            ui::say(&format!("the {people} people of most articles were compared"));
        }
        ui::say("answer with --merge PAIR, --distinct PAIR or --reject PAIR");
    }
    Ok(status)
}

fn answer(db: &Path, id: &str, call: impl FnOnce(DoubtRow) -> Call) -> Result<ExitStatus, CommandError> {
    let pair = query::doubt(&open(db)?, id)?.ok_or_else(|| {
        CommandError::no_match(
            format!("{}: no pair {id} is in doubt", db.display()),
            Some("`archive doubts` lists the pairs; one that was answered is in `archive decisions`"),
        )
    })?;
    identity::decide(EntityKind::Person, &call(pair), db)
}
