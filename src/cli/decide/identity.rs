//! The verbs that decide who is who: `archive people merge`, `archive places reject` and their kin.
//!
//! A verb with names comes in; a decision is made, and said in one sentence.
//!
//! Invariant: the three sorts of things have the same verbs with the same arguments; a word that means nobody, or more
//! than one, decides nothing.

use std::path::Path;

use clap::{Args, Subcommand};

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::{access, clock, signals, ui};
use crate::model::Identifier;
use crate::present::terminal::one_line;
use crate::store::{Archive, Call, Candidate, DecisionError, EntityKind, Journal};

/// A decision.
#[derive(Debug, Subcommand)]
#[allow(missing_docs)] // clap would show it instead of what the arguments say
pub enum IdentityVerb {
    Merge(MergeArgs),
    Split(SplitArgs),
    Rename(RenameArgs),
    Reject(RejectArgs),
    Alias(AliasArgs),
    Distinct(DistinctArgs),
    Identify(IdentifyArgs),
}

/// Say that several names are one: the first one stays.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive people merge \"Ada Quill\" \"A. M. Quill\" 214    A. M. Quill and number 214 are Ada Quill
  archive places merge Kyiv Kiev")]
pub struct MergeArgs {
    /// Who stays, by number or full name.
    #[arg(value_name = "WHO")]
    stays: String,
    /// Who is the same.
    #[arg(value_name = "SAME", required = true)]
    others: Vec<String>,
}

/// Say that in some articles the name means another one.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive people split \"Jon Berg\" --article 7 12                      a new Jon Berg (2)
  archive people split \"Jon Berg\" --article 7 --as \"Jon Berg, jockey\"
  archive places split Paris --article 9 --as 311                     the place of number 311")]
pub struct SplitArgs {
    /// Who is split, by number or full name.
    #[arg(value_name = "WHO")]
    subject: String,
    /// Numbers of the articles.
    #[arg(long, value_name = "ID", required = true, num_args = 1..)]
    article: Vec<i64>,
    /// Who it is there: a known one by number or full name, or a new name.
    #[arg(long = "as", value_name = "NAME")]
    name: Option<String>,
}

/// Give another name.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive people rename \"Adda Quill\" \"Ada Quill\"")]
pub struct RenameArgs {
    /// Who, by number or full name.
    #[arg(value_name = "WHO")]
    subject: String,
    /// The name to show.
    name: String,
}

/// Say that it is none: its mentions leave the tables, and the name is known from now on.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive people reject \"Grand Harbour\"")]
pub struct RejectArgs {
    /// What is meant, by number or full name.
    #[arg(value_name = "WHO")]
    subject: String,
}

/// Add another name that means the same one, here and in articles to come.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive people alias \"Ada Quill\" Quilly")]
pub struct AliasArgs {
    /// Who, by number or full name.
    #[arg(value_name = "WHO")]
    subject: String,
    /// The other name.
    alias: String,
}

/// Say that two who look alike are two: `archive doubts` asks no more.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive people distinct \"Jon Berg\" \"Jonas Berg\"")]
pub struct DistinctArgs {
    /// One of them, by number or full name.
    #[arg(value_name = "WHO")]
    subject: String,
    /// The other.
    #[arg(value_name = "OTHER")]
    other: String,
}

/// Say which record of an authority file it is: Wikidata, VIAF and their like.
///
/// `archive identify` takes a whole table of them. Of each authority the last identifier holds.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive people identify \"Ada Quill\" wikidata:Q42 viaf:113230702
  archive places identify Brill https://www.wikidata.org/wiki/Q913617")]
pub struct IdentifyArgs {
    /// Who, by number or full name.
    #[arg(value_name = "WHO")]
    subject: String,
    /// The authority and what it calls them, or the address of the record.
    #[arg(value_name = "IDENTIFIER", required = true, value_parser = identifier)]
    identifiers: Vec<Identifier>,
}

/// Reads an identifier.
fn identifier(text: &str) -> Result<Identifier, String> {
    Identifier::parse(text)
        .ok_or_else(|| "none of an authority: write it as in wikidata:Q42 or viaf:113230702".to_owned())
}

impl IdentityVerb {
    fn call(&self) -> Call {
        match self {
            Self::Merge(MergeArgs { stays, others }) => Call::Merge { stays: stays.clone(), others: others.clone() },
            Self::Split(SplitArgs { subject, article, name }) => {
                Call::Split { subject: subject.clone(), articles: article.clone(), name: name.clone() }
            }
            Self::Rename(RenameArgs { subject, name }) => Call::Rename { subject: subject.clone(), name: name.clone() },
            Self::Reject(RejectArgs { subject }) => Call::Reject { subject: subject.clone() },
            Self::Distinct(DistinctArgs { subject, other }) => {
                Call::Distinct { subject: subject.clone(), other: other.clone() }
            }
            Self::Identify(IdentifyArgs { subject, identifiers }) => {
                Call::Identify { subject: subject.clone(), identifiers: identifiers.clone() }
            }
            Self::Alias(AliasArgs { subject, alias }) => Call::Alias { subject: subject.clone(), alias: alias.clone() },
        }
    }
}

/// Decides.
///
/// # Errors
/// Where the archive cannot be used, and a name is not known or means several.
pub fn run(kind: EntityKind, verb: &IdentityVerb, db: &Path) -> Result<ExitStatus, CommandError> {
    decide(kind, &verb.call(), db)
}

/// Makes the decision that `call` asks for, and says it.
pub(super) fn decide(kind: EntityKind, call: &Call, db: &Path) -> Result<ExitStatus, CommandError> {
    signals::listen();
    let mut archive = Archive::open(db, access::writing(Journal::Rollback))?;
    let decisions = archive.decide(kind, call, &clock::now())?;
    for decision in &decisions {
        ui::say(&format!("decision {}: {}", decision.id, one_line(&decision.to_string())));
    }
    if decisions.is_empty() {
        ui::say("nothing to decide: it holds already");
    }
    Ok(ExitStatus::Done)
}

impl From<DecisionError> for CommandError {
    fn from(error: DecisionError) -> Self {
        let message = one_line(&error.to_string()).into_owned();
        match error {
            DecisionError::Store(error) => error.into(),
            DecisionError::Sqlite(_) => Self::bug(message),
            DecisionError::Unknown { candidates, .. } => {
                Self { hint: list(&candidates, "call one by number or full name"), ..Self::no_match(message, None) }
            }
            DecisionError::Ambiguous { candidates, .. } => {
                Self { hint: list(&candidates, "call one by number"), ..Self::usage(message, "") }
            }
            DecisionError::NoArticle(_) => {
                Self::no_match(message, Some("`archive query` lists articles with their numbers"))
            }
            DecisionError::NoDecision(_) => {
                Self::no_match(message, Some("`archive decisions` lists those that hold with their numbers"))
            }
            DecisionError::Senseless(_) => Self { hint: None, ..Self::usage(message, "") },
            DecisionError::Line { .. } => Self::usage(message, "nothing of the file was applied"),
        }
    }
}

/// What to do, with those who may be meant.
fn list(candidates: &[Candidate], what_next: &str) -> Option<String> {
    if candidates.is_empty() {
        return None;
    }
    let lines = candidates.iter().map(|Candidate { id, name, facts, articles }| {
        let facts = if facts.is_empty() { String::new() } else { format!(", {facts}") };
        let plural = if *articles == 1 { "" } else { "s" };
        format!("\n  {id}  {}", one_line(&format!("{name}{facts}, {articles} article{plural}")))
    });
    Some(format!("{what_next}:{}", lines.collect::<String>()))
}
