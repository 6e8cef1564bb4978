//! Counts as bars, one beside the other.
//!
//! Invariant: a count above nought is never an empty bar; every bar leads to what it counts.

use crate::present::forms::escape::xml;

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::serve) struct Bar {
    /// What is counted, such as a month.
    pub(in crate::serve) name: String,
    /// How many.
    pub(in crate::serve) count: i64,
    /// Of how many, where that is known.
    pub(in crate::serve) of: Option<i64>,
    /// The page of what is counted, where there is one.
    pub(in crate::serve) link: Option<String>,
}

/// The height of the highest bar, in units of the drawing.
const HEIGHT: i64 = 100;
/// The room of one bar.
const STEP: usize = 12;
/// Names that are written below the bars.
const NAMES: usize = 8;

/// The bars with `title`, and their figures in a table; nothing where there are no bars.
pub(in crate::serve) fn bars(title: &str, bars: &[Bar]) -> String {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0);
    if most <= 0 {
        return String::new();
    }
    let width = bars.len() * STEP;
    let mut drawing = format!(
        "<figure class=\"bars\"><figcaption>{}</figcaption>\n<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">\
         <title>{}</title>\n",
        xml(title),
        width.max(STEP * 12),
        HEIGHT + 16,
        xml(title),
        xml(title)
    );
    let every = bars.len().div_ceil(NAMES).max(1);
    for (place, bar) in bars.iter().enumerate() {
        let height = (bar.count * HEIGHT / most).max(i64::from(bar.count > 0));
        let x = place * STEP;
        drawing += &format!(
            "{}<title>{}: {}</title><rect x=\"{x}\" y=\"{}\" width=\"{}\" height=\"{height}\"/>{}",
            opened(bar),
            xml(&bar.name),
            counted(bar),
            HEIGHT - height,
            STEP - 2,
            if bar.link.is_some() { "</a>" } else { "</g>" }
        );
        if place % every == 0 {
            drawing += &format!("<text x=\"{x}\" y=\"{}\">{}</text>", HEIGHT + 12, xml(&bar.name));
        }
        drawing.push('\n');
    }
    drawing += "</svg>\n<details><summary>As a table</summary><table><tbody>\n";
    for bar in bars {
        drawing += &format!("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", named(bar), counted(bar));
    }
    drawing + "</tbody></table></details></figure>\n"
}

/// The group of a bar, which leads to its page where there is one.
fn opened(bar: &Bar) -> String {
    bar.link.as_ref().map_or_else(|| "<g>".to_owned(), |link| format!("<a href=\"{}\">", xml(link)))
}

fn named(bar: &Bar) -> String {
    let name = xml(&bar.name);
    bar.link.as_ref().map_or_else(|| name.to_string(), |link| format!("<a href=\"{}\">{name}</a>", xml(link)))
}

fn counted(bar: &Bar) -> String {
    bar.of.map_or_else(|| bar.count.to_string(), |of| format!("{} of {of}", bar.count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_high_as_their_counts_and_lead_somewhere() {
        let bar = |name: &str, count: i64| Bar {
            name: name.to_owned(),
            count,
            of: Some(300),
            link: Some(format!("/x?q={name}&")),
        };
        let drawing = bars("By <month>", &[bar("2013-05", 200), bar("2013-06", 1), bar("2013-07", 0)]);
        for expected in [
            "<title>By &lt;month&gt;</title>",
            "<a href=\"/x?q=2013-05&amp;\"><title>2013-05: 200 of 300</title><rect x=\"0\" y=\"0\" width=\"10\" height=\"100\"/>",
            "y=\"99\" width=\"10\" height=\"1\"",
            "height=\"0\"",
        ] {
            assert!(drawing.contains(expected), "{expected}\n{drawing}");
        }
        assert_eq!(bars("None", &[]), "");
    }
}
