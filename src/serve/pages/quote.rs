//! One quote: who said it and why that is believed, where it was first used, and every article that has it.

use askama::Template;
use serde::Serialize;

use crate::query::rows::{QuoteReason, VariantRow};
use crate::query::{self, Window};
use crate::serve::asked::{Asked, Form};
use crate::serve::frame::Frame;
use crate::serve::marked::differences;
use crate::serve::pages::twins::{object, twin};
use crate::serve::reply::{Fault, Reply};
use crate::serve::site::Site;
use crate::store::Archive;

#[derive(Template)]
#[template(path = "quote.html", config = "src/serve/askama.toml")]
struct QuotePage<'q> {
    frame: Frame,
    quote: &'q QuoteReason,
    said_by: String,
    uses: Vec<(&'q VariantRow, String)>,
}

/// A quote with its uses, as JSON has it.
#[derive(Serialize)]
struct Whole<'q> {
    quote: &'q QuoteReason,
    uses: &'q [VariantRow],
}

/// Uses that a page shows.
const USES: Window = Window { limit: Some(200), offset: 0 };

/// The page.
pub(super) fn page(site: &Site, archive: &Archive, asked: &Asked, id: i64) -> Result<Reply, Fault> {
    let missing = || Fault::Missing(format!("there is no quote {id}"));
    let quote = query::quote_reason(archive, id)?.ok_or_else(missing)?;
    let uses = query::variants(archive, id, USES)?.ok_or_else(missing)?;
    match asked.form {
        Form::Page => {}
        Form::Json => return object(&Whole { quote: &quote, uses: &uses }),
        Form::Csv => {
            if let Some(reply) = twin(asked.form, "uses", &uses, &crate::present::answer::envelope::Told::default())? {
                return Ok(reply);
            }
        }
    }
    let id = id.to_string();
    let page = QuotePage {
        frame: Frame::new(site, "quotes", format!("“{}”", quote.text))
            .found_by(site.command(&["quotes", "--variants", &id]), format!("SELECT * FROM quotes WHERE id = {id}"))
            .with_twins(asked, &["json", "csv"]),
        uses: uses.iter().map(|row| (row, differences(&row.differences))).collect(),
        said_by: said_by(&quote),
        quote: &quote,
    };
    Ok(Reply::page(page.render()?))
}

/// Who said it, and under which words.
fn said_by(quote: &QuoteReason) -> String {
    match (&quote.speaker, &quote.speaker_text) {
        (Some(person), Some(words)) if person != words => {
            format!("Said by {person}, for whom “{words}” stands in the text.")
        }
        (Some(person), _) => format!("Said by {person}."),
        (None, Some(words)) => format!("Said by “{words}”, which names no known person."),
        (None, None) => "The text names nobody who said it.".to_owned(),
    }
}
