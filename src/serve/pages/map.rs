//! The places on a map, and those that are on none.

use askama::Template;

use crate::present::answer::envelope::Told;
use crate::query::rows::PlaceRow;
use crate::query::{self, EntityFilter, Window, language};
use crate::serve::asked::Asked;
use crate::serve::draw::map::{VIEWS, map, view_of};
use crate::serve::frame::Frame;
use crate::serve::links::encoded;
use crate::serve::pages::twins::twin;
use crate::serve::reply::{Fault, Reply};
use crate::serve::site::Site;
use crate::store::Archive;

/// Places that are drawn.
const MOST: Window = Window { limit: Some(200), offset: 0 };

#[derive(Template)]
#[template(path = "map.html", config = "src/serve/askama.toml")]
struct MapPage {
    frame: Frame,
    views: Vec<(&'static str, String, bool)>,
    drawing: String,
    placed: Vec<PlaceRow>,
    unplaced: Vec<PlaceRow>,
}

/// The page.
pub(super) fn page(site: &Site, archive: &Archive, asked: &Asked) -> Result<Reply, Fault> {
    let filter = EntityFilter {
        query: language::query(asked.query(), &[])?,
        min_articles: u32::from(asked.parameter("sure").is_empty()),
        sureness: asked.sureness(),
        ..EntityFilter::default()
    };
    let rows = query::places(archive, &filter, MOST)?;
    if let Some(reply) = twin(asked.form, "places", &rows, &Told::default())? {
        return Ok(reply);
    }
    let name = Some(asked.parameter("view")).filter(|name| !name.is_empty()).unwrap_or(VIEWS[0].0);
    let (placed, unplaced): (Vec<_>, Vec<_>) = rows.into_iter().partition(|place| place.latitude.is_some());
    let chosen = format!("{}?{}view=", site.links.page("map"), asked.without(&["view"]));
    let nearer = if site.links.answered() { chosen.as_str() } else { "" };
    let words: &[&str] = if asked.query().is_empty() { &[] } else { &[asked.query()] };
    let page = MapPage {
        frame: Frame::new(site, "map", "Map")
            .asking(asked.query())
            .found_by(
                site.command(&[&["export", "geojson", "-"], words].concat()),
                "SELECT name, latitude, longitude, article_count FROM places WHERE article_count > 0",
            )
            .with_twins(asked, &["json", "csv"]),
        views: VIEWS
            .into_iter()
            .map(|(own, title, _)| (title, format!("{chosen}{}", encoded(own)), own == name))
            .collect(),
        drawing: map(view_of(name), &placed, site.links, nearer),
        placed,
        unplaced,
    };
    Ok(Reply::page(page.render()?))
}
