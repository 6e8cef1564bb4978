//! How often something is written about, month by month or year by year, several queries side by side.

use askama::Template;

use crate::present::answer::envelope::Told;
use crate::query::answers::{GroupBy, group_articles};
use crate::query::rows::GroupRow;
use crate::query::{Window, language};
use crate::serve::asked::{Asked, Form};
use crate::serve::draw::bars::{Bar, bars};
use crate::serve::frame::Frame;
use crate::serve::pages::twins::twin;
use crate::serve::reply::{Fault, Reply};
use crate::serve::site::Site;
use crate::store::Archive;

/// Queries that stand side by side at most.
const MOST: usize = 6;

#[derive(Template)]
#[template(path = "time.html", config = "src/serve/askama.toml")]
struct Time {
    frame: Frame,
    terms: Vec<String>,
    drawings: Vec<String>,
    other_step: (&'static str, String),
}

/// The page.
pub(super) fn page(site: &Site, archive: &Archive, asked: &Asked) -> Result<Reply, Fault> {
    let terms: Vec<&str> = asked.all("q").take(MOST).collect();
    let by_year = asked.parameter("by") == "year";
    let by = if by_year { GroupBy::Year } else { GroupBy::Month };
    let shown = if terms.is_empty() { vec![""] } else { terms.clone() };
    let mut found = Vec::new();
    for term in &shown {
        let query = language::query(term, &[])?;
        found.push((*term, group_articles(archive, &query, by, Window::ALL)?));
    }
    if asked.form != Form::Page {
        let (term, rows) = found.swap_remove(0);
        let told = Told { query: Some(term.to_owned()), ..Told::default() };
        if let Some(reply) = twin(asked.form, "time", &rows, &told)? {
            return Ok(reply);
        }
        found.push((term, rows));
    }
    let step = if by_year { "year" } else { "month" };
    let command = [&["timeline"], terms.as_slice(), &["--by", step]].concat();
    let other = if by_year { "month" } else { "year" };
    let other_link = format!("{}?{}by={other}", site.links.page("time"), asked.without(&["by"]));
    let page = Time {
        frame: Frame::new(site, "time", "Time")
            .asking(terms.first().copied().unwrap_or_default())
            .found_by(site.command(&command), String::new())
            .with_twins(asked, if terms.len() > 1 { &[] } else { &["json", "csv"] }),
        drawings: found.iter().map(|(term, rows)| drawn(site, term, rows)).collect(),
        terms: terms.into_iter().map(str::to_owned).collect(),
        other_step: (other, other_link),
    };
    Ok(Reply::page(page.render()?))
}

/// The bars of one query.
fn drawn(site: &Site, term: &str, rows: &[GroupRow]) -> String {
    let bar = |row: &GroupRow| {
        let name = row.group.clone()?;
        let link = site.links.found("articles", format!("{term} date:{name}").trim());
        Some(Bar { name, count: row.count, of: row.of, link })
    };
    let drawn: Vec<Bar> = rows.iter().filter_map(bar).collect();
    let title = if term.is_empty() { "All articles" } else { term };
    if drawn.is_empty() { String::new() } else { bars(title, &drawn) }
}
