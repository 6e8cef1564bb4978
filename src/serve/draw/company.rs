//! With whom somebody appears: lines from one to the others, thicker the more articles have both.
//!
//! Invariant: no name stands on another, however many and however long they are.

use crate::present::forms::escape::xml;
use crate::query::Companion;
use crate::serve::links::Links;
use crate::store::EntityKind;

/// How many are drawn; the list has the others.
const MOST: usize = 12;
/// The height of one name, in pixels.
const STEP: f64 = 26.0;

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
    let height = drawn.len() as f64 * STEP;
    let middle = height / 2.0;
    let mut threads = String::new();
    let mut names = String::new();
    for (place, one) in drawn.iter().enumerate() {
        let y = (place as f64 + 0.5) * STEP;
        let thick = 1.0 + 5.0 * one.articles as f64 / most as f64;
        threads +=
            &format!("<line x1=\"8\" y1=\"{middle:.0}\" x2=\"30%\" y2=\"{y:.0}\" stroke-width=\"{thick:.1}\"/>\n");
        names += &format!(
            "<a tabindex=\"-1\" href=\"{}\"><title>{}: {} article{} with both</title><circle cx=\"30%\" cy=\"{y:.0}\" r=\"5\"/>\
             <text x=\"33%\" y=\"{:.0}\">{}, {}</text></a>\n",
            links.one("person", one.id),
            xml(&one.name),
            one.articles,
            if one.articles == 1 { "" } else { "s" },
            y + 5.0,
            xml(&one.name),
            one.articles
        );
    }
    format!(
        "<figure class=\"company\"><figcaption>{title}</figcaption>\n<svg height=\"{height:.0}\" role=\"group\" aria-label=\"{title}\">\
         <title>{title}</title>\n{threads}{names}<circle class=\"self\" cx=\"8\" cy=\"{middle:.0}\" r=\"8\"/></svg></figure>\n",
        title = xml(&title)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companions_stand_below_each_other_and_lead_to_their_pages() {
        let one = |id: i64, articles: i64| Companion { id, name: format!("Ida <{id}>"), articles };
        let drawing = company("Nils", EntityKind::Person, &[one(1, 9), one(2, 3), one(3, 1)], Links::SERVED);
        assert_eq!(drawing.matches("<line").count(), 3);
        assert!(drawing.contains("href=\"/person/2\"><title>Ida &lt;2&gt;: 3 articles with both"), "{drawing}");
        assert!(drawing.contains("Ida &lt;3&gt;: 1 article with both"), "{drawing}");
        assert!(drawing.contains("x2=\"30%\" y2=\"13\" stroke-width=\"6.0\""), "{drawing}");
        assert_eq!(company("Nils", EntityKind::Person, &[one(1, 9)], Links::SERVED), "");
    }
}
