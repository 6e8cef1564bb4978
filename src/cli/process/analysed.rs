//! The part of `archive import` that stores what `archive extract --with-source` has analysed.
//!
//! Invariant: only lines of this very version, models included, become entries, because the archive says of each article
//! which version has read it.

use std::path::{Path, PathBuf};

use crate::cli::command_error::CommandError;
use crate::read::ReadError;
use crate::read::analysed::{self, Analysed, AnalysedArticle, COMPLETE, RUN, Unreadable};
use crate::store::{EXTRACTOR, Entry, MODELS};

/// What a line says.
pub enum Told {
    /// An article, ready to be stored.
    Entry(Box<Entry>),
    /// A line that says nothing.
    Failure(ReadError),
    /// A record that could not be read when it was analysed.
    Unreadable(Unreadable),
}

/// The files of lines at `paths`.
///
/// # Errors
/// Where one of them cannot be read, and where the run that filled a folder did not come to its end.
pub fn parts(paths: &[PathBuf]) -> Result<Vec<PathBuf>, CommandError> {
    let mut parts = Vec::new();
    for path in paths {
        if !path.is_dir() {
            parts.push(path.clone());
            continue;
        }
        if !path.join(COMPLETE).exists() {
            let hint = if path.join(RUN).exists() {
                "run `archive extract --out` with --skip-done again to complete it"
            } else {
                "let the job that fills it come to its end, or name its files one by one"
            };
            let message = format!("{}: not complete, there is no {COMPLETE} in it", path.display());
            return Err(CommandError::usage(message, hint));
        }
        parts.extend(analysed::files(path).map_err(|error| unreadable(&error))?);
    }
    Ok(parts)
}

/// Hands every line of `parts` to `take`.
///
/// # Errors
/// Where a file cannot be read, where a line is of another version, and whatever `take` ends it with.
pub fn each(parts: &[PathBuf], take: &mut dyn FnMut(Told) -> Result<(), CommandError>) -> Result<(), CommandError> {
    for path in parts {
        analysed::read::<Ended>(path, &mut |number, line| {
            let told = match line {
                Err(error) => Told::Failure(error),
                Ok(Analysed::Unreadable(noted)) => Told::Unreadable(noted),
                Ok(Analysed::Article(article)) => Told::Entry(Box::new(entry(*article, path, number)?)),
            };
            Ok(take(told)?)
        })
        .map_err(|Ended(error)| error)?;
    }
    Ok(())
}

/// What ends the reading.
struct Ended(CommandError);

impl From<CommandError> for Ended {
    fn from(error: CommandError) -> Self {
        Self(error)
    }
}

impl From<ReadError> for Ended {
    fn from(error: ReadError) -> Self {
        Self(unreadable(&error))
    }
}

fn unreadable(error: &ReadError) -> CommandError {
    CommandError::usage(error.to_string(), "name folders that `archive extract --out` or a cluster has filled")
}

fn entry(article: AnalysedArticle, path: &Path, number: u64) -> Result<Entry, CommandError> {
    let AnalysedArticle { extractor, models, source, article, analysis, diagnostics, is_dump } = article;
    if extractor != EXTRACTOR || models != MODELS {
        let models = models.get(..12).unwrap_or_default();
        let message = format!(
            "{}:{number}: analysed by archive {extractor} with the models {models}, and this is {EXTRACTOR} with {}",
            path.display(),
            &MODELS[..12],
        );
        return Err(CommandError::usage(message, "import with the version that analysed it, or analyse it anew"));
    }
    Ok(Entry { source, article, analysis, diagnostics, is_dump })
}
