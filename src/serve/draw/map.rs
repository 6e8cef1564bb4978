//! Places on the map of the land: a circle each, the larger the more articles mention it, hollow where it is doubtful.

use crate::present::forms::escape::xml;
use crate::query::rows::PlaceRow;
use crate::serve::draw::land::{UNITS, View, land};
use crate::serve::links::Links;

/// Views that can be chosen: what they are called in an address and on the page.
pub(in crate::serve) const VIEWS: [(&str, &str, View); 7] = [
    ("world", "World", View::degrees(-180, 180, -58, 84)),
    ("europe", "Europe", View::degrees(-25, 45, 34, 72)),
    ("africa", "Africa", View::degrees(-20, 55, -36, 38)),
    ("asia", "Asia", View::degrees(25, 150, -12, 60)),
    ("north-america", "North America", View::degrees(-170, -50, 5, 75)),
    ("south-america", "South America", View::degrees(-92, -30, -57, 15)),
    ("oceania", "Oceania", View::degrees(95, 180, -50, 20)),
];

/// The map.
pub(in crate::serve) fn map(view: View, places: &[PlaceRow], links: Links) -> String {
    let (width, height) = (view.x.1 - view.x.0, view.y.1 - view.y.0);
    let most = places.iter().map(|place| place.articles).max().unwrap_or(1).max(1);
    let full = f64::from(width) / 45.0;
    let mut drawing = format!(
        "<svg class=\"map\" viewBox=\"{} {} {width} {height}\" role=\"group\" aria-label=\"Map of the places\"><title>Map of the places</title>\
         <path class=\"land\" d=\"{}\"/>\n",
        view.x.0,
        -view.y.1,
        land(view)
    );
    // The largest come first, so that small ones are not hidden beneath them.
    for place in places {
        let Some((latitude, longitude)) = place.latitude.zip(place.longitude) else { continue };
        let (x, y) = (longitude * UNITS, -latitude * UNITS);
        let radius = full * (place.articles.max(1) as f64 / most as f64).sqrt().max(0.18);
        let doubtful = if place.doubtful { " class=\"doubtful\"" } else { "" };
        drawing += &format!(
            "<a href=\"{}\"><title>{}: {} article{}{}</title><circle cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"{radius:.0}\"{doubtful}/></a>\n",
            links.one("place", place.id),
            xml(&place.name),
            place.articles,
            if place.articles == 1 { "" } else { "s" },
            if place.doubtful { ", doubtful" } else { "" },
        );
    }
    drawing + "</svg>\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_circles_where_they_are() {
        let place = |id: i64, at: Option<(f64, f64)>, doubtful: bool| PlaceRow {
            id,
            name: "<Porto>".into(),
            kind: None,
            country_code: None,
            latitude: at.map(|at| at.0),
            longitude: at.map(|at| at.1),
            geonames_id: None,
            articles: if doubtful { 0 } else { 4 },
            mentions: 4,
            confidence: None,
            doubtful,
        };
        let drawing = map(
            VIEWS[1].2,
            &[place(1, Some((41.15, -8.61)), false), place(2, Some((0.0, 0.0)), true), place(3, None, false)],
            Links::SERVED,
        );
        assert!(drawing.contains("viewBox=\"-500 -1440 1400 760\""));
        assert!(
            drawing.contains("<a href=\"/place/1\"><title>&lt;Porto&gt;: 4 articles</title><circle cx=\"-172\" cy=\"-823\" r=\"31\"/></a>"),
            "no place of four articles"
        );
        assert!(
            drawing.contains("doubtful</title><circle cx=\"0\" cy=\"-0\" r=\"16\" class=\"doubtful\"/>"),
            "no place of four articles"
        );
        assert!(!drawing.contains("/place/3"));
    }
}
