//! Which passage of an article is cited, and in which form.
//!
//! Invariant: a passage that is not there is refused, never cut to fit.

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::screen::Screen;
use crate::present::forms::citation::{CitationForm, Cited, write_citation};
use crate::query::rows::ArticleWhole;

/// Which passage is cited.
#[derive(Debug, Args)]
pub struct PassageArgs {
    /// With a format of citations: cite these characters of a field, body:120-134; as `quotes --format csv` and `verify` give them.
    #[arg(long, value_name = "FIELD:START-END", conflicts_with_all = ["quote", "versions", "diff"])]
    at: Option<String>,
    /// With a format of citations: cite the quote with this number.
    #[arg(long, value_name = "ID", conflicts_with_all = ["versions", "diff"])]
    quote: Option<i64>,
}

impl PassageArgs {
    /// Whether a passage is asked for.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.at.is_some() || self.quote.is_some()
    }

    fn passage(&self, article: &ArticleWhole) -> Result<Option<Cited>, CommandError> {
        if let Some(id) = self.quote {
            let Some(quote) = article.quotes.iter().find(|quote| quote.id == id) else {
                let hint =
                    "`archive show ID --format json` lists its quotes with their numbers; doubtful ones need --sure 0";
                return Err(CommandError::no_match(format!("article {} has no quote {id}", article.id), Some(hint)));
            };
            let offset = |number: i64| usize::try_from(number).unwrap_or(0);
            return Ok(Some(Cited {
                field: quote.field.clone(),
                start_char: offset(quote.start_char),
                end_char: offset(quote.end_char),
                text: quote.text.clone(),
                speaker: quote.speaker.clone().or_else(|| quote.speaker_text.clone()),
            }));
        }
        self.at.as_deref().map(|at| passage_at(article, at)).transpose()
    }
}

/// The characters that `at` names: `body:120-134`.
fn passage_at(article: &ArticleWhole, at: &str) -> Result<Cited, CommandError> {
    let refused = |why: &str| {
        CommandError::usage(format!("--at {at}: {why}"), "give a field and its characters: body:120-134, headline:0-12")
    };
    let (field, range) = at.split_once(':').ok_or_else(|| refused("there is no field before a colon"))?;
    let (start, end) = range.split_once('-').ok_or_else(|| refused("there are no two numbers with a dash between"))?;
    let (Ok(start), Ok(end)) = (start.trim().parse::<usize>(), end.trim().parse::<usize>()) else {
        return Err(refused("these are no numbers"));
    };
    let text = match field {
        "body" => Some(article.body.as_str()),
        "headline" => article.headline.as_deref(),
        "standfirst" => article.standfirst.as_deref(),
        "byline" => article.byline.as_deref(),
        "dateline" => article.dateline.as_deref(),
        _ => return Err(refused("a field is body, headline, standfirst, byline or dateline")),
    };
    let text = text.ok_or_else(|| refused("the article has no such field"))?;
    let length = text.chars().count();
    if start >= end || end > length {
        return Err(refused(&format!("the field has {length} characters, and the first number is the smaller one")));
    }
    let speaker = article.quotes.iter().find(|quote| {
        let (from, to) = (usize::try_from(quote.start_char), usize::try_from(quote.end_char));
        quote.field == field && from.is_ok_and(|from| from <= start) && to.is_ok_and(|to| to >= end)
    });
    Ok(Cited {
        field: field.to_owned(),
        start_char: start,
        end_char: end,
        text: text.chars().skip(start).take(end - start).collect(),
        speaker: speaker.and_then(|quote| quote.speaker.clone().or_else(|| quote.speaker_text.clone())),
    })
}

/// Prints the entry.
///
/// # Errors
/// Where there is no such passage, and where standard output cannot be written.
pub fn print(article: &ArticleWhole, passage: &PassageArgs, form: CitationForm) -> Result<ExitStatus, CommandError> {
    let passage = passage.passage(article)?;
    Screen::open().print(|out| write_citation(out, article, passage.as_ref(), form))
}
