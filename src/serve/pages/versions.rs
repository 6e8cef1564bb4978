//! The versions of an article, and what became of one in the next.

use askama::Template;

use crate::present::answer::envelope::Told;
use crate::query::versions::rows::{Changes, VersionRow};
use crate::query::versions::{changes, version_rows};
use crate::query::{self, ArticleKey};
use crate::serve::asked::Asked;
use crate::serve::frame::Frame;
use crate::serve::pages::twins::twin;
use crate::serve::reply::{Fault, Reply};
use crate::serve::site::Site;
use crate::store::Archive;

#[derive(Template)]
#[template(path = "versions.html", config = "src/serve/askama.toml")]
struct Versions {
    frame: Frame,
    id: i64,
    rows: Vec<VersionRow>,
    /// What became of one version in another.
    changes: Option<Changes>,
}

/// The page.
pub(super) fn page(site: &Site, archive: &Archive, asked: &Asked, id: i64) -> Result<Reply, Fault> {
    query::article_id(archive, ArticleKey::Id(id))?
        .ok_or_else(|| Fault::Missing(format!("there is no article {id}")))?;
    let versions = (site.tools.versions)(archive, id)?;
    let rows = version_rows(archive, &versions, asked.sureness())?;
    if let Some(reply) = twin(asked.form, "versions", &rows, &Told::default())? {
        return Ok(reply);
    }
    let last = rows.len();
    let number = |name: &str, other: usize| asked.parameter(name).parse::<usize>().unwrap_or(other);
    let (from, to) = (number("from", last.saturating_sub(1)), number("to", last));
    let entry = |number: usize| {
        let place = number.checked_sub(1)?;
        Some((rows.get(place)?.version, versions.get(place)?.1.as_ref()?))
    };
    let changes = match (entry(from), entry(to)) {
        (Some(old), Some(new)) if from != to => Some(changes(archive, id, old, new, asked.sureness())?),
        _ => None,
    };
    let page = Versions {
        frame: Frame::new(site, "articles", format!("Versions of article {id}"))
            .found_by(
                site.command(&["show", &id.to_string(), "--versions"]),
                format!("SELECT * FROM sources WHERE article_id = {id}"),
            )
            .with_twins(asked, &["json", "csv"]),
        id,
        rows,
        changes,
    };
    Ok(Reply::page(page.render()?))
}
