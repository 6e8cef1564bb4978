//! The first page: what is here, the newest, the most named and most quoted, and articles by month.

use askama::Template;

use crate::query::answers::{GroupBy, group_articles};
use crate::query::rows::{ArticleRow, PersonRow, PlaceRow, Stats};
use crate::query::{self, EntityFilter, Query, Sort, Window};
use crate::serve::asked::{Asked, Form};
use crate::serve::draw::months::months;
use crate::serve::frame::Frame;
use crate::serve::pages::twins::object;
use crate::serve::reply::{Fault, Reply};
use crate::serve::site::Site;
use crate::store::Archive;

/// Rows of each list.
const FEW: Window = Window { limit: Some(10), offset: 0 };

#[derive(Template)]
#[template(path = "home.html", config = "src/serve/askama.toml")]
struct Home {
    frame: Frame,
    stats: Stats,
    newest: Vec<ArticleRow>,
    people: Vec<PersonRow>,
    places: Vec<PlaceRow>,
    months: String,
}

/// The page.
pub(super) fn page(site: &Site, archive: &Archive, asked: &Asked) -> Result<Reply, Fault> {
    let stats = query::stats(archive)?;
    if asked.form != Form::Page {
        return object(&stats);
    }
    let by_month = group_articles(archive, &Query::default(), GroupBy::Month, Window::ALL)?;
    let counted = by_month.into_iter().filter_map(|row| Some((row.group?, row.count, None))).collect();
    let home = Home {
        frame: Frame::new(site, "", site.name())
            .found_by(site.command(&["stats"]), "SELECT count(*) FROM articles")
            .with_twins(asked, &["json"]),
        stats,
        newest: query::articles(archive, &Query::default(), Sort::Date.into(), FEW)?,
        people: query::people(archive, &EntityFilter::default(), FEW)?,
        places: query::places(archive, &EntityFilter::default(), FEW)?,
        months: months(counted, |time| site.links.found("articles", &format!("date:{time}"))),
    };
    Ok(Reply::page(home.render()?))
}
