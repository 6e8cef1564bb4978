//! Flags of the lists that answer a query.

use clap::{Args, ValueEnum};

use crate::cli::command_error::CommandError;
use crate::cli::output::{FormatArgs, WindowArgs};
use crate::query::After;
use crate::query::answers::GroupBy;

/// What is shown of an answer.
#[derive(Clone, Debug, Args)]
pub(in crate::cli::ask) struct AnswerArgs {
    /// Only say how many there are.
    #[arg(long, conflicts_with_all = ["fields", "output", "limit", "offset"])]
    pub(super) count: bool,
    /// Only these columns, in this order, by their names in JSON, with commas between them.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(super) fields: Vec<String>,
    /// What to write: rows, or their numbers alone, one a line.
    #[arg(long, value_name = "WHAT", default_value = "rows", conflicts_with = "fields")]
    pub(super) output: OutputName,
    /// Instead, show the SQL, its values and the plan of the database.
    #[arg(long)]
    pub(super) explain: bool,
    #[command(flatten)]
    pub(super) window: WindowArgs,
    #[command(flatten)]
    pub(super) format: FormatArgs,
}

impl AnswerArgs {
    /// Which rows are shown.
    pub(in crate::cli::ask) fn window(&self) -> WindowArgs {
        self.window
    }

    /// Whether whole rows are asked for.
    pub(in crate::cli::ask) fn is_rows(&self) -> bool {
        !self.count && !self.explain && self.fields.is_empty() && self.output == OutputName::Rows
    }

    /// How rows are written.
    pub(in crate::cli::ask) fn format(&self) -> FormatArgs {
        self.format
    }
}

/// Where a page of articles begins.
#[derive(Clone, Debug, Args)]
pub(in crate::cli::ask) struct AfterArgs {
    /// Begin after a row of an earlier page, as the remark under that page or `next` in --format answer says.
    #[arg(long, value_name = "PLACE", conflicts_with = "group_by")]
    after: Option<String>,
}

impl AfterArgs {
    /// Where the page begins.
    ///
    /// # Errors
    /// Where that is no place in a list.
    pub(in crate::cli::ask) fn after(&self) -> Result<Option<After>, CommandError> {
        let Some(text) = &self.after else { return Ok(None) };
        After::parse(text).map(Some).ok_or_else(|| {
            CommandError::usage(
                format!("{text} is no place in a list"),
                "take it from the remark under a page, or from `next` in --format answer: --after 2013-05-10,12",
            )
        })
    }
}

/// How an answer is split.
#[derive(Clone, Debug, Args)]
pub(in crate::cli::ask) struct GroupArgs {
    /// Instead of rows, how many there are of each group, and which part of all in the archive that is.
    #[arg(long, value_name = "GROUP", conflicts_with_all = ["count", "fields", "output", "explain"])]
    pub(super) group_by: Option<GroupName>,
}

impl GroupArgs {
    /// What is grouped by.
    pub(in crate::cli::ask) fn by(&self) -> Option<GroupBy> {
        self.group_by.map(GroupName::by)
    }
}

/// What is written of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputName {
    /// The rows.
    Rows,
    /// Their numbers, one a line.
    Ids,
}

/// Names of [`GroupBy`].
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum GroupName {
    /// Who is mentioned.
    Person,
    /// Who is quoted.
    Speaker,
    /// What place is mentioned.
    Place,
    /// The publication.
    Site,
    /// An author.
    Author,
    /// The language.
    Language,
    /// The day.
    Day,
    /// The month.
    Month,
    /// The year.
    Year,
}

impl GroupName {
    fn by(self) -> GroupBy {
        match self {
            Self::Person => GroupBy::Person,
            Self::Speaker => GroupBy::Speaker,
            Self::Place => GroupBy::Place,
            Self::Site => GroupBy::Site,
            Self::Author => GroupBy::Author,
            Self::Language => GroupBy::Language,
            Self::Day => GroupBy::Day,
            Self::Month => GroupBy::Month,
            Self::Year => GroupBy::Year,
        }
    }
}
