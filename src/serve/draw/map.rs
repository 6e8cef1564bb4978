//! Places on the map of the land: a circle each, the larger the more articles mention it, hollow where it is doubtful.
//!
//! Invariant: where circles would hide each other, one with their number stands for them and leads nearer.

use crate::present::forms::escape::xml;
use crate::query::rows::PlaceRow;
use crate::serve::draw::land::{DEGREE, UNITS, View, land};
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

/// The narrowest view, in degrees: in it every place has a circle of its own.
const NARROWEST: i32 = 4;

/// The view of this name: one of those that can be chosen, or `latitude,longitude,degrees`; the world where it is neither.
pub(in crate::serve) fn view_of(name: &str) -> View {
    let chosen = VIEWS.into_iter().find(|(own, ..)| *own == name).map(|(.., view)| view);
    chosen.or_else(|| around(name)).unwrap_or(VIEWS[0].2)
}

/// What lies around a point.
#[allow(clippy::cast_possible_truncation)] // degrees of the earth
fn around(text: &str) -> Option<View> {
    let mut numbers = text.split(',').map(|number| number.parse::<f64>().ok().filter(|number| number.is_finite()));
    let (latitude, longitude, wide) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let wide = wide.clamp(f64::from(NARROWEST), 180.0) * UNITS;
    let (x, y) = (longitude.clamp(-180.0, 180.0) * UNITS, latitude.clamp(-85.0, 85.0) * UNITS);
    let sides = |middle: f64, whole: f64| ((middle - whole / 2.0) as i32, (middle + whole / 2.0) as i32);
    Some(View { x: sides(x, wide), y: sides(y, wide / 2.0) })
}

/// A circle, and what it stands for.
struct Circle<'p> {
    x: f64,
    y: f64,
    radius: f64,
    place: &'p PlaceRow,
    /// Further places that it would hide.
    more: usize,
}

/// The map; `nearer` is an address that a view can be added to, empty where nobody answers.
pub(in crate::serve) fn map(view: View, places: &[PlaceRow], links: Links, nearer: &str) -> String {
    let (width, height) = (view.x.1 - view.x.0, view.y.1 - view.y.0);
    let mut drawing = format!(
        "<svg class=\"map\" viewBox=\"{} {} {width} {height}\" role=\"group\" aria-label=\"Map of the places\"><title>Map of the places</title>\
         <path class=\"land\" d=\"{}\"/>\n",
        view.x.0,
        -view.y.1,
        land(view)
    );
    let narrow = width <= NARROWEST * DEGREE;
    for circle in circles(view, places, !narrow && !nearer.is_empty()) {
        let Circle { x, y, radius, place, more } = circle;
        let doubtful = if place.doubtful && more == 0 { " class=\"doubtful\"" } else { "" };
        // The list beneath leads to every place, and the Tab key need not go there twice.
        let (link, title, passed) = if more == 0 {
            (links.one("place", place.id), titled(place), " tabindex=\"-1\"")
        } else {
            let wide = f64::from(width) / UNITS / 4.0;
            let view = format!("{:.2},{:.2},{wide:.0}", -y / UNITS, x / UNITS);
            (format!("{nearer}{view}"), format!("{} and {more} more", place.name), "")
        };
        drawing += &format!(
            "<a{passed} href=\"{}\"><title>{}</title><circle cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"{radius:.1}\"{doubtful}/>",
            xml(&link),
            xml(&title)
        );
        if more > 0 {
            drawing += &format!(
                "<text x=\"{x:.0}\" y=\"{:.1}\" font-size=\"{radius:.1}\">{}</text>",
                y + radius * 0.36,
                more + 1
            );
        }
        drawing += "</a>\n";
    }
    drawing + "</svg>\n"
}

/// The circles in a view, the largest first, so that small ones are not hidden beneath them.
fn circles<'p>(view: View, places: &'p [PlaceRow], joined: bool) -> Vec<Circle<'p>> {
    let width = f64::from(view.x.1 - view.x.0);
    let most = places.iter().map(|place| place.articles).max().unwrap_or(1).max(1);
    let mut circles: Vec<Circle<'p>> = Vec::new();
    for place in places {
        let Some((latitude, longitude)) = place.latitude.zip(place.longitude) else { continue };
        let (x, y) = (longitude * UNITS, -latitude * UNITS);
        let within = |at: f64, (from, to): (i32, i32)| at >= f64::from(from) && at <= f64::from(to);
        if !within(x, view.x) || !within(-y, view.y) {
            continue;
        }
        let radius = width / 45.0 * (place.articles.max(1) as f64 / most as f64).sqrt().max(0.25);
        let hidden = |circle: &&mut Circle<'_>| (circle.x - x).hypot(circle.y - y) < circle.radius + radius;
        match circles.iter_mut().filter(|_| joined).find(hidden) {
            Some(circle) => {
                circle.more += 1;
                // A number needs room.
                circle.radius = circle.radius.max(width / 90.0);
            }
            None => circles.push(Circle { x, y, radius, place, more: 0 }),
        }
    }
    circles
}

fn titled(place: &PlaceRow) -> String {
    let plural = if place.articles == 1 { "" } else { "s" };
    let doubtful = if place.doubtful { ", doubtful" } else { "" };
    format!("{}: {} article{plural}{doubtful}", place.name, place.articles)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(id: i64, at: Option<(f64, f64)>, doubtful: bool) -> PlaceRow {
        PlaceRow {
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
            identifiers: None,
        }
    }

    #[test]
    fn places_are_circles_where_they_are() {
        let places = [
            place(1, Some((41.15, -8.61)), false),
            place(2, Some((50.0, 0.0)), true),
            place(3, None, false),
            place(4, Some((0.0, 0.0)), false),
        ];
        let drawing = map(VIEWS[1].2, &places, Links::SERVED, "/map?view=");
        assert!(drawing.contains("viewBox=\"-500 -1440 1400 760\""));
        for expected in [
            "href=\"/place/1\"><title>&lt;Porto&gt;: 4 articles</title><circle cx=\"-172\" cy=\"-823\" r=\"31.1\"/></a>",
            "doubtful</title><circle cx=\"0\" cy=\"-1000\" r=\"15.6\" class=\"doubtful\"/>",
        ] {
            assert!(drawing.contains(expected), "{expected}\n{drawing}");
        }
        assert!(!drawing.contains("/place/3"), "it is nowhere");
        assert!(!drawing.contains("/place/4"), "it is elsewhere");
    }

    #[test]
    fn places_that_would_hide_each_other_are_one_circle_that_leads_nearer() {
        let places = [place(1, Some((41.15, -8.61)), false), place(2, Some((41.25, -8.51)), false)];
        let world = map(VIEWS[0].2, &places, Links::SERVED, "/map?q=a&view=");
        assert!(
            world.contains("href=\"/map?q=a&amp;view=41.15,-8.61,90\"><title>&lt;Porto&gt; and 1 more</title>"),
            "{world}"
        );
        assert!(world.contains(">2</text>") && !world.contains("/place/"), "{world}");
        for (view, nearer) in [(view_of("41.15,-8.61,1"), "/map?view="), (VIEWS[0].2, "")] {
            assert_eq!(map(view, &places, Links::SERVED, nearer).matches("href=\"/place/").count(), 2);
        }
    }

    #[test]
    fn any_name_of_a_view_shows_something() {
        assert_eq!(view_of("0,10,40"), View { x: (-200, 600), y: (-200, 200) });
        for odd in ["", "mars", "1,2", "nan,0,1", "1e999,0,10", ",,,", "1,2,x"] {
            assert_eq!(view_of(odd), VIEWS[0].2, "{odd}");
        }
        assert_eq!(view_of("-999,999,-3"), View { x: (3560, 3640), y: (-1720, -1680) });
    }
}
