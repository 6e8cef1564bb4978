//! The list of the articles that match a query, and what else they have in common.

use askama::Template;

use crate::present::answer::envelope::Told;
use crate::query::answers::{GroupBy, ambiguous, explain_articles, group_articles, why_nothing};
use crate::query::language;
use crate::query::rows::{ArticleRow, GroupRow};
use crate::query::{self, EntityFilter, Query, Sort, Window};
use crate::serve::asked::{Asked, Form};
use crate::serve::frame::Frame;
use crate::serve::links::encoded;
use crate::serve::marked::snippet;
use crate::serve::pages::twins::part;
use crate::serve::paging::Paging;
use crate::serve::reply::{Fault, Reply};
use crate::serve::site::Site;
use crate::store::Archive;

#[derive(Template)]
#[template(path = "articles.html", config = "src/serve/askama.toml")]
struct Articles {
    frame: Frame,
    chips: Vec<Chip>,
    bound: Option<String>,
    rows: Vec<ArticleRow>,
    paging: Paging,
    by_relevance: bool,
    facets: Vec<Facet>,
    nothing: Vec<String>,
    other_order: String,
}

/// A part of the query as it was understood, and the page without it.
struct Chip {
    text: String,
    without: String,
}

/// What the articles found have in common.
struct Facet {
    name: &'static str,
    values: Vec<FacetValue>,
}

/// One value of a facet, and the page with it.
struct FacetValue {
    name: String,
    count: i64,
    link: String,
}

/// Articles of which every mention is read for a facet.
const FEW: u64 = 500;
/// Articles of which one row each is read.
const MANY: u64 = 10_000;

/// Values of a facet that are shown.
const VALUES: Window = Window { limit: Some(8), offset: 0 };

/// The page.
pub(in crate::serve::pages) fn page(site: &Site, archive: &Archive, asked: &Asked) -> Result<Reply, Fault> {
    let query = language::query(asked.query(), &[])?;
    let by_relevance = asked.parameter("sort") == "relevance";
    let sort = if by_relevance { Sort::Relevance } else { Sort::Date };
    let window = asked.window();
    let rows = query::articles(archive, &query, sort.into(), window)?;
    let count = query::count_articles(archive, &query)?;
    if asked.form != Form::Page {
        let told = Told {
            query: Some(asked.query().to_owned()),
            understood: Some(query.written()),
            bound: query.bound(),
            ambiguous: ambiguous(archive, &query)?,
            count: Some(count),
            next: None,
        };
        if let Some(reply) = part(asked, "articles", &rows, told)? {
            return Ok(reply);
        }
    }
    let nothing = if rows.is_empty() {
        why_nothing(archive, &query, None, &|query| query::count_articles(archive, query))?
    } else {
        Vec::new()
    };
    let frame = Frame::new(site, "articles", title(&query))
        .asking(asked.query())
        .found_by(command(site, asked), explain_articles(archive, &query, sort.into(), window)?.sql)
        .with_twins(asked, &["json", "csv"]);
    let articles = Articles {
        chips: chips(site, &query),
        bound: query.bound(),
        facets: if site.links.answered() { facets(site, archive, asked, (&query, count))? } else { Vec::new() },
        nothing,
        paging: Paging::new(site, asked, "articles", rows.len(), count),
        other_order: format!(
            "{}?{}sort={}",
            site.links.page("articles"),
            asked.without(&["offset", "sort"]),
            if by_relevance { "date" } else { "relevance" }
        ),
        frame,
        rows,
        by_relevance,
    };
    Ok(Reply::page(articles.render()?))
}

fn title(query: &Query) -> String {
    if query.is_empty() { "Articles".to_owned() } else { format!("Articles: {}", query.written()) }
}

fn command(site: &Site, asked: &Asked) -> String {
    let flags: &[&str] = if asked.parameter("sort") == "relevance" { &["--sort", "relevance"] } else { &[] };
    site.list_command("query", asked.query(), flags)
}

/// The parts of the query, each with the page that lacks it.
fn chips(site: &Site, query: &Query) -> Vec<Chip> {
    let parts = query.parts_written();
    let without = |left_out: usize| {
        let kept = parts.iter().enumerate().filter(|(place, _)| *place != left_out);
        let kept: Vec<&str> = kept.map(|(_, part)| part.as_str()).collect();
        site.links.list("articles", &kept.join(" "))
    };
    parts.iter().enumerate().map(|(place, part)| Chip { text: part.clone(), without: without(place) }).collect()
}

/// How the articles found are spread: over what can be counted without reading too many of them.
fn facets(site: &Site, archive: &Archive, asked: &Asked, (query, count): (&Query, u64)) -> Result<Vec<Facet>, Fault> {
    let kinds = [
        ("Publications", GroupBy::Site, "site", MANY),
        ("Languages", GroupBy::Language, "lang", MANY),
        ("People", GroupBy::Person, "person", FEW),
        ("Places", GroupBy::Place, "place", FEW),
        ("Years", GroupBy::Year, "date", MANY),
    ];
    let mut facets = Vec::new();
    for (name, by, field, most) in kinds {
        let values = match by {
            _ if count <= most => group_articles(archive, query, by, VALUES)?,
            _ if query.is_empty() => kept(archive, by)?,
            _ => continue,
        };
        let value = |row: GroupRow| {
            let name = row.group?;
            let added = format!("{} {field}:\"{}\"", asked.query(), name.replace('"', " "));
            let link = format!("{}?q={}", site.links.page("articles"), encoded(added.trim()));
            Some(FacetValue { name, count: row.count, link })
        };
        let values: Vec<FacetValue> = values.into_iter().filter_map(value).collect();
        if values.len() > 1 {
            facets.push(Facet { name, values });
        }
    }
    Ok(facets)
}

/// The people or places of the whole archive, whose counts are kept; of anything else nothing.
fn kept(archive: &Archive, by: GroupBy) -> Result<Vec<GroupRow>, Fault> {
    let row = |(name, count)| GroupRow { group: Some(name), count, of: None, share: None, thin: false };
    let every = EntityFilter { min_articles: 1, ..EntityFilter::default() };
    Ok(match by {
        GroupBy::Person => {
            query::people(archive, &every, VALUES)?.into_iter().map(|one| row((one.name, one.articles))).collect()
        }
        GroupBy::Place => {
            query::places(archive, &every, VALUES)?.into_iter().map(|one| row((one.name, one.articles))).collect()
        }
        _ => Vec::new(),
    })
}
