//! The decisions that hold.

use askama::Template;

use crate::present::answer::envelope::Told;
use crate::query;
use crate::query::rows::DecisionRow;
use crate::serve::asked::Asked;
use crate::serve::frame::Frame;
use crate::serve::pages::twins::part;
use crate::serve::reply::{Fault, Reply};
use crate::serve::site::Site;
use crate::store::Archive;

#[derive(Template)]
#[template(path = "decisions.html", config = "src/serve/askama.toml")]
struct Decisions {
    frame: Frame,
    rows: Vec<DecisionRow>,
    decides: bool,
}

/// The page.
pub(in crate::serve::pages) fn page(site: &Site, archive: &Archive, asked: &Asked) -> Result<Reply, Fault> {
    let rows = query::decisions(archive, false, asked.window())?;
    if let Some(reply) = part(asked, "decisions", &rows, Told::default())? {
        return Ok(reply);
    }
    let page = Decisions {
        frame: Frame::new(site, "doubts", "Decisions")
            .found_by(site.command(&["decisions"]), "SELECT * FROM decisions WHERE undone_at IS NULL")
            .with_twins(asked, &["json", "csv"]),
        rows,
        decides: site.decides(),
    };
    Ok(Reply::page(page.render()?))
}
