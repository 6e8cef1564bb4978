//! The first page: what is here, the newest, the most named and most quoted, and articles by month.

use std::time::Duration;

use askama::Template;
use serde::Serialize;

use crate::query::answers::{GroupBy, group_articles};
use crate::query::rows::{ArticleRow, GroupRow, HeadCount, PersonRow, PlaceRow, QuotedRow, Stats};
use crate::query::{self, EntityFilter, Query, QueryError, Sort, Window};
use crate::serve::asked::{Asked, Form};
use crate::serve::draw::months::months;
use crate::serve::frame::Frame;
use crate::serve::limit;
use crate::serve::pages::twins::object;
use crate::serve::reply::{Fault, Reply};
use crate::serve::site::Site;
use crate::store::Archive;

/// Time for all that is counted: where nothing of the file is in memory yet, as with the first page that is asked for, the disk takes more of it
/// than the processor.
const TIME: Duration = Duration::from_secs(10);

/// Rows of each list.
const FEW: Window = Window { limit: Some(10), offset: 0 };

/// All that programs are told.
#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    stats: Stats,
    #[serde(flatten)]
    here: Overview,
}

/// What is here.
#[derive(Serialize)]
struct Overview {
    newest: Vec<ArticleRow>,
    most_named: Vec<PersonRow>,
    most_quoted: Vec<QuotedRow>,
    most_named_places: Vec<PlaceRow>,
    by_month: Vec<GroupRow>,
}

impl Overview {
    fn of(archive: &Archive) -> Result<Self, QueryError> {
        Ok(Self {
            newest: query::articles(archive, &Query::default(), Sort::Date.into(), FEW)?,
            most_named: query::people(archive, &EntityFilter::default(), FEW)?,
            most_quoted: query::most_quoted(archive, FEW)?,
            most_named_places: query::places(archive, &EntityFilter::default(), FEW)?,
            by_month: group_articles(archive, &Query::default(), GroupBy::Month, Window::ALL)?,
        })
    }
}

#[derive(Template)]
#[template(path = "home.html", config = "src/serve/askama.toml")]
struct Home {
    frame: Frame,
    counts: HeadCount,
    here: Overview,
    months: String,
}

/// The page.
pub(super) fn page(site: &Site, archive: &Archive, asked: &Asked) -> Result<Reply, Fault> {
    if asked.form != Form::Page {
        return object(&Whole { stats: query::stats(archive)?, here: Overview::of(archive)? });
    }
    limit::allow(TIME);
    let here = Overview::of(archive)?;
    let counted = here.by_month.iter().filter_map(|row| Some((row.group.clone()?, row.count, None))).collect();
    let home = Home {
        frame: Frame::new(site, "", site.name())
            .found_by(site.command(&["stats"]), "SELECT count(*) FROM articles")
            .with_twins(asked, &["json"]),
        months: months(counted, |time| site.links.found("articles", &format!("date:{time}"))),
        counts: query::head_count(archive)?,
        here,
    };
    Ok(Reply::page(home.render()?))
}
