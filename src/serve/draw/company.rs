//! With whom somebody appears: the one in the middle, the others around, nearer and thicker the more articles have both.

use std::f64::consts::TAU;

use crate::present::forms::escape::xml;
use crate::query::Companion;
use crate::serve::links::Links;
use crate::store::EntityKind;

/// How many are drawn; the list has the others.
const MOST: usize = 12;
/// Half the width and half the height of the drawing.
const HALF: (f64, f64) = (300.0, 170.0);

/// The drawing; nothing where fewer than three are there.
pub(in crate::serve) fn company(name: &str, kind: EntityKind, people: &[Companion], links: Links) -> String {
    let drawn = &people[..people.len().min(MOST)];
    let most = drawn.iter().map(|one| one.articles).max().unwrap_or(0);
    if drawn.len() < 3 || most <= 0 {
        return String::new();
    }
    let title = match kind {
        EntityKind::Person => format!("Who appears with {name}"),
        _ => format!("Who appears where {name} does"),
    };
    let mut threads = String::new();
    let mut names = String::new();
    for (place, one) in drawn.iter().enumerate() {
        let angle = TAU * place as f64 / drawn.len() as f64;
        let weight = one.articles as f64 / most as f64;
        let far = 0.95 - 0.35 * weight;
        let (x, y) = (HALF.0 + angle.cos() * far * (HALF.0 - 90.0), HALF.1 + angle.sin() * far * (HALF.1 - 20.0));
        threads += &format!(
            "<line x1=\"{:.0}\" y1=\"{:.0}\" x2=\"{x:.0}\" y2=\"{y:.0}\" stroke-width=\"{:.1}\"/>",
            HALF.0,
            HALF.1,
            1.0 + 4.0 * weight
        );
        names += &format!(
            "<a href=\"{}\"><title>{}: {} articles with both</title><circle cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"5\"/>\
             <text x=\"{x:.0}\" y=\"{:.0}\" text-anchor=\"middle\">{}</text></a>\n",
            links.one("person", one.id),
            xml(&one.name),
            one.articles,
            y - 8.0,
            xml(&one.name)
        );
    }
    format!(
        "<figure class=\"company\"><figcaption>{title}</figcaption>\n<svg viewBox=\"0 0 600 340\" role=\"group\" aria-label=\"{title}\">\
         <title>{title}</title>\n{threads}\n{names}<circle class=\"self\" cx=\"300\" cy=\"170\" r=\"8\"/></svg></figure>\n",
        title = xml(&title)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companions_stand_around_and_lead_to_their_pages() {
        let one = |id: i64, articles: i64| Companion { id, name: format!("Ida <{id}>"), articles };
        let drawing = company("Nils", EntityKind::Person, &[one(1, 9), one(2, 3), one(3, 1)], Links::SERVED);
        assert_eq!(drawing.matches("<line").count(), 3);
        assert!(drawing.contains("href=\"/person/2\"><title>Ida &lt;2&gt;: 3 articles with both"), "{drawing}");
        assert!(drawing.contains("stroke-width=\"5.0\""));
        assert_eq!(company("Nils", EntityKind::Person, &[one(1, 9)], Links::SERVED), "");
    }
}
