//! Roles over time: a line from the first article that gives a role to the last.

use crate::present::forms::escape::xml;
use crate::query::RoleSpan;
use crate::serve::draw::bars::month_of;

/// The height of one role with its name, in pixels.
const STEP: usize = 34;
/// Roles that are drawn; the list has the others.
const MOST: usize = 20;

/// The lines; nothing where fewer than two roles are dated.
pub(in crate::serve) fn roles(spans: &[RoleSpan]) -> String {
    let dated: Vec<(&RoleSpan, i64, i64)> = spans
        .iter()
        .filter_map(|span| Some((span, month_of(span.first.as_deref()?)?, month_of(span.last.as_deref()?)?)))
        .take(MOST)
        .collect();
    let (Some(first), Some(last)) =
        (dated.iter().map(|(_, first, _)| *first).min(), dated.iter().map(|(.., last)| *last).max())
    else {
        return listed(spans);
    };
    if dated.len() < 2 {
        return listed(spans);
    }
    // Across, all is measured in per cent, so that names are as large as other text however wide the page is.
    let at = |month: i64| 98.0 * (month - first) as f64 / (last - first).max(1) as f64;
    let height = dated.len() * STEP;
    let mut drawing = format!(
        "<figure class=\"roles\"><figcaption>Roles over time</figcaption>\n<svg height=\"{}\" role=\"img\" \
         aria-label=\"Roles over time\"><title>Roles over time</title>\n",
        height + 22
    );
    for (place, (span, from, to)) in dated.iter().enumerate() {
        let y = place * STEP + 24;
        let (from, to) = (at(*from), at(*to) + 2.0);
        drawing += &format!(
            "<g><title>{}</title><text x=\"0\" y=\"{}\">{}</text><line class=\"whole\" x1=\"0\" y1=\"{y}\" x2=\"100%\" y2=\"{y}\"/>\
             <line x1=\"{from:.1}%\" y1=\"{y}\" x2=\"{to:.1}%\" y2=\"{y}\"/></g>\n",
            xml(&described(span)),
            y - 8,
            xml(&span.role)
        );
    }
    for (month, x, anchor) in [(first, "0", "start"), (last, "100%", "end")] {
        drawing += &format!(
            "<text class=\"edge\" x=\"{x}\" y=\"{}\" text-anchor=\"{anchor}\">{}-{:02}</text>\n",
            height + 12,
            month / 12,
            month % 12 + 1
        );
    }
    drawing + "</svg>\n<details><summary>As a list</summary>" + &items(spans) + "</details></figure>\n"
}

/// Roles without a drawing.
fn listed(spans: &[RoleSpan]) -> String {
    if spans.is_empty() { String::new() } else { format!("<section><h2>Roles</h2>{}</section>\n", items(spans)) }
}

fn items(spans: &[RoleSpan]) -> String {
    let items: String = spans.iter().map(|span| format!("<li dir=\"auto\">{}</li>", xml(&described(span)))).collect();
    format!("<ul>{items}</ul>")
}

fn described(span: &RoleSpan) -> String {
    let day = |date: &Option<String>| date.as_deref().map(|date| date.get(..7).unwrap_or(date).to_owned());
    let articles = format!("{} article{}", span.articles, if span.articles == 1 { "" } else { "s" });
    match (day(&span.first), day(&span.last)) {
        (Some(first), Some(last)) if first != last => format!("{}: {first} to {last}, {articles}", span.role),
        (Some(only), _) => format!("{}: {only}, {articles}", span.role),
        _ => format!("{}: {articles}", span.role),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(role: &str, first: Option<&str>, last: Option<&str>) -> RoleSpan {
        RoleSpan { role: role.into(), articles: 2, first: first.map(str::to_owned), last: last.map(str::to_owned) }
    }

    #[test]
    fn roles_are_lines_from_first_to_last() {
        let drawing = roles(&[
            span("mayor & <b>", Some("2010-01-05"), Some("2011-01")),
            span("minister", Some("2011-01"), Some("2012")),
        ]);
        assert!(drawing.contains("mayor &amp; &lt;b&gt;: 2010-01 to 2011-01, 2 articles"), "{drawing}");
        assert!(drawing.contains("x1=\"0.0%\" y1=\"24\" x2=\"51.0%\""), "{drawing}");
        assert!(drawing.contains("x1=\"49.0%\" y1=\"58\" x2=\"100.0%\""), "{drawing}");
        assert!(!roles(&[span("mayor", None, None)]).contains("svg"));
        assert_eq!(roles(&[]), "");
    }
}
