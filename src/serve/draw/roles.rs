//! Roles over time: a line from the first article that gives a role to the last.

use crate::present::forms::escape::xml;
use crate::query::RoleSpan;

/// Room of one line.
const STEP: usize = 22;
/// Where the lines begin, behind their names, and how long the whole time is.
const LEFT: i64 = 4;
const LONG: i64 = 592;

/// The lines; nothing where fewer than two roles are dated.
pub(in crate::serve) fn roles(spans: &[RoleSpan]) -> String {
    let dated: Vec<(&RoleSpan, i64, i64)> = spans
        .iter()
        .filter_map(|span| Some((span, month_of(span.first.as_deref()?)?, month_of(span.last.as_deref()?)?)))
        .collect();
    let (Some(first), Some(last)) =
        (dated.iter().map(|(_, first, _)| *first).min(), dated.iter().map(|(.., last)| *last).max())
    else {
        return listed(spans);
    };
    if dated.len() < 2 {
        return listed(spans);
    }
    let at = |month: i64| LEFT + (month - first) * LONG / (last - first).max(1);
    let mut drawing = format!(
        "<figure class=\"roles\"><figcaption>Roles over time</figcaption>\n<svg viewBox=\"0 0 600 {}\" role=\"img\" \
         aria-label=\"Roles over time\"><title>Roles over time</title>\n",
        dated.len() * STEP + 4
    );
    for (place, (span, from, to)) in dated.iter().enumerate() {
        let y = place * STEP + 18;
        let (from, to) = (at(*from), at(*to).max(at(*from) + 4));
        // A name that would run out of the drawing ends where it would begin.
        let (x, anchor) = if from > LONG / 2 { (to, "end") } else { (from, "start") };
        drawing += &format!(
            "<g><title>{}</title><text x=\"{x}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>\
             <line x1=\"{from}\" y1=\"{y}\" x2=\"{to}\" y2=\"{y}\"/></g>\n",
            xml(&described(span)),
            y - 4,
            xml(&span.role)
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

/// Months since the year 0; of a year alone its first.
fn month_of(date: &str) -> Option<i64> {
    let year: i64 = date.get(..4)?.parse().ok()?;
    let month: i64 = date.get(5..7).and_then(|month| month.parse().ok()).unwrap_or(1);
    Some(year * 12 + month - 1)
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
        assert!(drawing.contains("x1=\"4\" y1=\"18\" x2=\"300\""), "{drawing}");
        assert!(drawing.contains("x1=\"300\" y1=\"40\" x2=\"596\""), "{drawing}");
        assert!(!roles(&[span("mayor", None, None)]).contains("svg"));
        assert_eq!(roles(&[]), "");
    }
}
