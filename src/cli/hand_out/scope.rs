//! Which articles are handed out.
//!
//! Invariant: every form takes the same words and filters, those of `archive query`.

use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::filter::FilterArgs;
use crate::query::export::{Scope, matching};
use crate::store::Archive;

/// Which articles are handed out; all of them where nothing is said.
#[derive(Debug, Args)]
pub struct ScopeArgs {
    /// Hand out only articles that `archive query` finds for these words and filters.
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
    #[command(flatten)]
    filter: FilterArgs,
}

impl ScopeArgs {
    /// The articles that are meant.
    ///
    /// # Errors
    /// Where none matches, and where the archive cannot be read.
    pub fn of(&self, archive: &Archive, db: &Path) -> Result<Scope, CommandError> {
        let asked = self.filter.query(&self.words, &[])?;
        if asked.is_empty() {
            return Ok(Scope::Whole);
        }
        let ids = matching(archive, &asked)?;
        if ids.is_empty() {
            let hint = "`archive query` with the same words shows what would be handed out";
            return Err(CommandError::no_match(format!("{}: no articles matched", db.display()), Some(hint)));
        }
        Ok(Scope::Articles(ids))
    }
}
