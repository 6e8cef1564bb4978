//! The list of captions, those shown most often first.

use askama::Template;

use crate::query::answers::{explain_captions, why_nothing};
use crate::query::rows::CaptionRow;
use crate::query::{self, CaptionFilter, Query, language};
use crate::serve::asked::Asked;
use crate::serve::frame::Frame;
use crate::serve::pages::twins::list_part;
use crate::serve::paging::Paging;
use crate::serve::reply::{Fault, Reply};
use crate::serve::site::Site;
use crate::store::Archive;

#[derive(Template)]
#[template(path = "captions.html", config = "src/serve/askama.toml")]
struct Captions {
    frame: Frame,
    rows: Vec<CaptionRow>,
    paging: Paging,
    nothing: Vec<String>,
}

/// The page.
pub(in crate::serve::pages) fn page(site: &Site, archive: &Archive, asked: &Asked) -> Result<Reply, Fault> {
    let query = language::query(asked.query(), &[])?;
    let of = |query: &Query| CaptionFilter { query: query.clone(), repeated: !asked.parameter("repeated").is_empty() };
    let filter = of(&query);
    let rows = query::captions(archive, &filter, asked.window())?;
    let count = |query: &Query| query::count_captions(archive, &of(query));
    let all = count(&query)?;
    if let Some(reply) = list_part(asked, "captions", &rows, (&query, Some(all)))? {
        return Ok(reply);
    }
    let nothing = if rows.is_empty() { why_nothing(archive, &query, None, &count)? } else { Vec::new() };
    let flags: &[&str] = if filter.repeated { &["--repeated"] } else { &[] };
    let page = Captions {
        frame: Frame::new(site, "captions", "Captions")
            .asking(asked.query())
            .found_by(
                site.list_command("captions", asked.query(), flags),
                explain_captions(archive, &filter, asked.window())?.sql,
            )
            .with_twins(asked, &["json", "csv"]),
        paging: Paging::new(site, asked, "captions", rows.len(), all),
        rows,
        nothing,
    };
    Ok(Reply::page(page.render()?))
}
