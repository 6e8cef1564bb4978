//! The pairs of people who may be one, the likeliest first, with what speaks for it.

use std::time::Duration;

use askama::Template;

use crate::present::answer::envelope::Told;
use crate::query::rows::DoubtRow;
use crate::query::{self, Window};
use crate::serve::asked::Asked;
use crate::serve::frame::Frame;
use crate::serve::limit;
use crate::serve::pages::twins::part;
use crate::serve::paging::Paging;
use crate::serve::reply::{Fault, Reply};
use crate::serve::site::Site;
use crate::store::Archive;

/// Time for finding all pairs, which reads the names of very many.
const TIME: Duration = Duration::from_secs(30);

#[derive(Template)]
#[template(path = "doubts.html", config = "src/serve/askama.toml")]
struct Doubts {
    frame: Frame,
    rows: Vec<DoubtRow>,
    paging: Paging,
    decides: bool,
    /// How many people were compared, where there are more.
    among: Option<u32>,
}

/// The page.
pub(in crate::serve::pages) fn page(site: &Site, archive: &Archive, asked: &Asked) -> Result<Reply, Fault> {
    let window = asked.window();
    let all = site.doubts.get(|| {
        limit::allow(TIME);
        query::doubts(archive, Window::ALL)
    })?;
    let from = usize::try_from(window.offset).unwrap_or(usize::MAX);
    let most = window.limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
    let rows: Vec<DoubtRow> = all.iter().skip(from).take(most).cloned().collect();
    if let Some(reply) = part(asked, "doubts", &rows, Told::default())? {
        return Ok(reply);
    }
    let page = Doubts {
        frame: Frame::new(site, "doubts", "Doubts")
            .found_by(site.command(&["doubts"]), String::new())
            .with_twins(asked, &["json", "csv"]),
        paging: Paging::new(site, asked, "doubts", rows.len(), all.len() as u64),
        rows,
        decides: site.decides(),
        among: query::doubts_among(archive)?,
    };
    Ok(Reply::page(page.render()?))
}
