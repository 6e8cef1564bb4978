//! The list of what was said, an utterance a row.

use askama::Template;

use crate::query::answers::{explain_quotes, why_nothing};
use crate::query::rows::QuoteRow;
use crate::query::{self, Query, QuoteFilter, language};
use crate::serve::asked::Asked;
use crate::serve::frame::Frame;
use crate::serve::pages::twins::list_part;
use crate::serve::paging::{Paging, Total};
use crate::serve::reply::{Fault, Reply};
use crate::serve::site::Site;
use crate::store::Archive;

#[derive(Template)]
#[template(path = "quotes.html", config = "src/serve/askama.toml")]
struct Quotes {
    frame: Frame,
    rows: Vec<QuoteRow>,
    paging: Paging,
    nothing: Vec<String>,
    kinds: Vec<(&'static str, String, bool)>,
}

/// The kinds that can be chosen: what they are called, and what the query language calls them.
const KINDS: [(&str, &str); 3] = [("all", ""), ("in quotation marks", "marked"), ("reported", "indirect")];

/// Quotes are counted no further: of a million articles it would take seconds.
const COUNTED: u32 = 100_000;

/// The page.
pub(in crate::serve::pages) fn page(site: &Site, archive: &Archive, asked: &Asked) -> Result<Reply, Fault> {
    let query = language::query(asked.query(), &[])?;
    let kind = KINDS.iter().map(|(_, kind)| *kind).find(|kind| *kind == asked.parameter("kind")).unwrap_or_default();
    let of = |query: &Query| QuoteFilter {
        query: query.clone(),
        kinds: Some(kind).filter(|kind| !kind.is_empty()).map(str::to_owned).into_iter().collect(),
        sureness: asked.sureness(),
    };
    let filter = of(&query);
    let rows = query::quotes(archive, &filter, asked.window())?;
    let count = |query: &Query| query::count_quotes(archive, &of(query));
    let all = query::count_quotes_up_to(archive, &filter, COUNTED)?
        .map_or(Total::MoreThan(u64::from(COUNTED)), Total::Exactly);
    if let Some(reply) = list_part(asked, "quotes", &rows, (&query, all.known()))? {
        return Ok(reply);
    }
    let nothing = if rows.is_empty() { why_nothing(archive, &query, None, &count)? } else { Vec::new() };
    let chosen = |(name, own): (&'static str, &str)| {
        let link = format!("{}?{}kind={own}", site.links.page("quotes"), asked.without(&["kind", "offset"]));
        (name, link, own == kind)
    };
    let flags: &[&str] = if kind.is_empty() { &[] } else { &["--kind", kind] };
    let page = Quotes {
        frame: Frame::new(site, "quotes", "Quotes")
            .asking(asked.query())
            .found_by(
                site.list_command("quotes", asked.query(), flags),
                explain_quotes(archive, &filter, asked.window())?.sql,
            )
            .with_twins(asked, &["json", "csv"]),
        paging: Paging::new(site, asked, "quotes", rows.len(), all),
        kinds: KINDS.into_iter().map(chosen).collect(),
        rows,
        nothing,
    };
    Ok(Reply::page(page.render()?))
}
