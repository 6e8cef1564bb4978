//! The lists of people, places and organisations, those of most articles first.

use askama::Template;

use crate::present::columns::Row;
use crate::query::answers::{explain_names, why_nothing};
use crate::query::rows::{OrganisationRow, PersonRow, PlaceRow, Share};
use crate::query::{self, EntityFilter, Query, QueryError, Sureness, Window, language};
use crate::serve::asked::Asked;
use crate::serve::frame::Frame;
use crate::serve::pages::twins::list_part;
use crate::serve::paging::Paging;
use crate::serve::reply::{Fault, Reply};
use crate::serve::site::Site;
use crate::store::{Archive, EntityKind};

#[derive(Template)]
#[template(path = "names.html", config = "src/serve/askama.toml")]
struct Names {
    frame: Frame,
    heading: &'static str,
    kind: &'static str,
    lines: Vec<Line>,
    paging: Paging,
    nothing: Vec<String>,
    sureness: String,
    with_quotes: bool,
}

/// A line of the list.
struct Line {
    id: i64,
    name: String,
    detail: String,
    articles: i64,
    quotes: Option<i64>,
    doubtful: bool,
    confidence: Option<Share>,
}

/// The list of people.
pub(in crate::serve::pages) fn people(site: &Site, archive: &Archive, asked: &Asked) -> Result<Reply, Fault> {
    list(site, archive, asked, EntityKind::Person, query::people)
}

/// The list of places.
pub(in crate::serve::pages) fn places(site: &Site, archive: &Archive, asked: &Asked) -> Result<Reply, Fault> {
    list(site, archive, asked, EntityKind::Place, query::places)
}

/// The list of organisations.
pub(in crate::serve::pages) fn organisations(site: &Site, archive: &Archive, asked: &Asked) -> Result<Reply, Fault> {
    list(site, archive, asked, EntityKind::Organisation, query::organisations)
}

/// How the rows of a list are found.
type Find<R> = fn(&Archive, &EntityFilter, Window) -> Result<Vec<R>, QueryError>;

fn list<R: Row>(site: &Site, archive: &Archive, asked: &Asked, kind: EntityKind, find: Find<R>) -> Result<Reply, Fault>
where
    for<'r> Line: From<&'r R>,
{
    let name = kind.table();
    let query = language::query(asked.query(), &[])?;
    let of = |query: &Query| EntityFilter {
        query: query.clone(),
        min_articles: u32::from(asked.parameter("sure").is_empty()),
        sureness: asked.sureness(),
        ..EntityFilter::default()
    };
    let filter = of(&query);
    let rows = find(archive, &filter, asked.window())?;
    let count = |query: &Query| query::count_names(archive, kind, &of(query));
    let all = count(&query)?;
    if let Some(reply) = list_part(asked, name, &rows, (&query, Some(all)))? {
        return Ok(reply);
    }
    let nothing = if rows.is_empty() { why_nothing(archive, &query, Some(kind), &count)? } else { Vec::new() };
    let flags: &[&str] = match asked.sureness() {
        Sureness::Bar => &[],
        Sureness::Doubtful => &["--doubtful"],
        Sureness::AtLeast(_) => &["--sure", "0"],
    };
    let page = Names {
        frame: Frame::new(site, name, heading(kind))
            .asking(asked.query())
            .found_by(
                site.list_command(name, asked.query(), flags),
                explain_names(archive, kind, &filter, asked.window())?.sql,
            )
            .with_twins(asked, &["json", "csv"]),
        heading: heading(kind),
        kind: kind.noun(),
        lines: rows.iter().map(Line::from).collect(),
        paging: Paging::new(site, asked, name, rows.len(), all),
        nothing,
        sureness: asked.parameter("sure").to_owned(),
        with_quotes: kind == EntityKind::Person,
    };
    Ok(Reply::page(page.render()?))
}

fn heading(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "People",
        EntityKind::Place => "Places",
        EntityKind::Organisation => "Organisations",
    }
}

impl From<&PersonRow> for Line {
    fn from(row: &PersonRow) -> Self {
        Self {
            id: row.id,
            name: row.name.clone(),
            detail: row.role.clone().unwrap_or_default(),
            articles: row.articles,
            quotes: Some(row.quotes),
            doubtful: row.doubtful,
            confidence: row.confidence,
        }
    }
}

impl From<&PlaceRow> for Line {
    fn from(row: &PlaceRow) -> Self {
        let facts: Vec<&str> = [&row.kind, &row.country_code].into_iter().filter_map(|fact| fact.as_deref()).collect();
        Self {
            id: row.id,
            name: row.name.clone(),
            detail: facts.join(", "),
            articles: row.articles,
            quotes: None,
            doubtful: row.doubtful,
            confidence: row.confidence,
        }
    }
}

impl From<&OrganisationRow> for Line {
    fn from(row: &OrganisationRow) -> Self {
        Self {
            id: row.id,
            name: row.name.clone(),
            detail: String::new(),
            articles: row.articles,
            quotes: None,
            doubtful: row.doubtful,
            confidence: row.confidence,
        }
    }
}
