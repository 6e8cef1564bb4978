//! Counts as bars, each at its place on the line of time.
//!
//! Invariant: a count above nought is never an empty bar; every bar leads to what it counts, and so does a line of the table beneath.

use crate::present::forms::escape::xml;

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::serve) struct Bar {
    /// What is counted: a month or a year, ISO 8601.
    pub(in crate::serve) name: String,
    /// How many.
    pub(in crate::serve) count: i64,
    /// Of how many, where that is known.
    pub(in crate::serve) of: Option<i64>,
    /// The page of what is counted, where there is one.
    pub(in crate::serve) link: Option<String>,
}

/// The height of the highest bar, in pixels.
const HEIGHT: i64 = 100;
/// Bars that have room at least, so that a single one is no wall.
const ROOM: i64 = 24;
/// The longest line of time, in months or years; what is longer has its bars one beside the other.
const LONGEST: i64 = 720;
/// Names that are written below the bars at most.
const NAMES: i64 = 6;

/// The bars with `title`, and their figures in a table; nothing where there are no bars.
///
/// Across, all is measured in per cent, so that names are as large as other text however wide the page is.
pub(in crate::serve) fn bars(title: &str, bars: &[Bar]) -> String {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0);
    if most <= 0 {
        return String::new();
    }
    let line = Line::of(bars);
    let title = xml(title);
    let mut drawing = format!(
        "<figure class=\"bars\"><figcaption>{title}, at most {most}</figcaption>\n\
         <svg role=\"group\" aria-label=\"{title}\"><title>{title}</title>\n"
    );
    let wide = line.step * if line.step < 1.0 { 1.0 } else { 0.84 };
    for (bar, slot) in bars.iter().zip(&line.slots) {
        let height = (bar.count * HEIGHT / most).max(i64::from(bar.count > 0));
        drawing += &format!(
            "{}<title>{}: {}</title><rect x=\"{:.2}%\" y=\"{}\" width=\"{wide:.2}%\" height=\"{height}\"/>{}\n",
            opened(bar),
            xml(&bar.name),
            counted(bar),
            *slot as f64 * line.step,
            HEIGHT - height,
            if bar.link.is_some() { "</a>" } else { "</g>" }
        );
    }
    for (slot, name) in line.names(bars) {
        let middle = (slot as f64 + 0.42) * line.step;
        // A name at an edge begins or ends there, so that none of it is cut off.
        let (x, anchor) = match middle {
            near if near < 8.0 => (slot as f64 * line.step, "start"),
            far if far > 90.0 => ((slot + 1) as f64 * line.step, "end"),
            _ => (middle, "middle"),
        };
        drawing +=
            &format!("<text x=\"{x:.2}%\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>\n", HEIGHT + 16, xml(&name));
    }
    drawing + "</svg>\n" + &table(bars) + "</figure>\n"
}

fn table(bars: &[Bar]) -> String {
    let row = |bar: &Bar| format!("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", named(bar), counted(bar));
    let rows: String = bars.iter().map(row).collect();
    format!("<details><summary>As a table</summary><table><tbody>\n{rows}</tbody></table></details>")
}

/// The group of a bar, which leads to its page where there is one.
fn opened(bar: &Bar) -> String {
    bar.link.as_ref().map_or_else(|| "<g>".to_owned(), |link| format!("<a tabindex=\"-1\" href=\"{}\">", xml(link)))
}

fn named(bar: &Bar) -> String {
    let name = xml(&bar.name);
    bar.link.as_ref().map_or_else(|| name.to_string(), |link| format!("<a href=\"{}\">{name}</a>", xml(link)))
}

fn counted(bar: &Bar) -> String {
    bar.of.map_or_else(|| bar.count.to_string(), |of| format!("{} of {of}", bar.count))
}

/// Where bars stand.
struct Line {
    /// The place of each bar.
    slots: Vec<i64>,
    /// The room of one, in per cent.
    step: f64,
    /// The time of the first place, in months or years; `None` where bars stand one beside the other.
    first: Option<i64>,
    /// Whether its places are years.
    of_years: bool,
}

impl Line {
    /// The line of time, or the order of the bars where they do not lie on one.
    fn of(bars: &[Bar]) -> Self {
        let of_years = bars.iter().all(|bar| bar.name.len() == 4);
        let times: Option<Vec<i64>> = bars.iter().map(|bar| month_of(&bar.name)).collect();
        let times: Vec<i64> =
            times.unwrap_or_default().into_iter().map(|month| if of_years { month / 12 } else { month }).collect();
        let long = times.first().zip(times.last()).map_or(LONGEST, |(first, last)| last.saturating_sub(*first));
        let ascending = times.windows(2).all(|pair| matches!(pair, [one, next] if one < next));
        let first = times.first().copied().filter(|_| ascending && long < LONGEST);
        let slots: Vec<i64> = match first {
            Some(first) => times.iter().map(|time| time - first).collect(),
            None => (0_i64..).take(bars.len()).collect(),
        };
        let room = slots.last().map_or(1, |last| last + 1).max(ROOM);
        Self { slots, step: 100.0 / room as f64, first, of_years }
    }

    /// The names below the bars, each with its place.
    fn names(&self, bars: &[Bar]) -> Vec<(i64, String)> {
        let last = self.slots.last().copied().unwrap_or(0);
        let Some(first) = self.first else {
            let every = last / NAMES + 1;
            let named = self.slots.iter().zip(bars).filter(|(slot, _)| *slot % every == 0);
            return named.map(|(slot, bar)| (*slot, bar.name.clone())).collect();
        };
        let steps: &[i64] =
            if self.of_years { &[1, 2, 5, 10, 20, 50, 100, 200] } else { &[1, 2, 3, 6, 12, 24, 60, 120, 240] };
        // Few bars stand close together, and so do their names.
        let most = (NAMES * (last + 1) / ROOM).clamp(1, NAMES);
        let every = steps.iter().copied().find(|every| last / every < most).unwrap_or(240);
        let mut slots: Vec<i64> = (0..=last).filter(|slot| (first + slot) % every == 0).collect();
        if slots.is_empty() {
            slots.push(0);
        }
        let name = |slot: i64| {
            let time = first + slot;
            match (self.of_years, every < 12 || slots.len() == 1) {
                (true, _) => time.to_string(),
                (false, true) => format!("{}-{:02}", time / 12, time % 12 + 1),
                (false, false) => (time / 12).to_string(),
            }
        };
        slots.iter().map(|slot| (*slot, name(*slot))).collect()
    }
}

/// Months since the year 0; of a year alone its first.
pub(super) fn month_of(date: &str) -> Option<i64> {
    let year: i64 = date.get(..4)?.parse().ok()?;
    let month: i64 = date.get(5..7).and_then(|month| month.parse().ok()).unwrap_or(1);
    Some(year * 12 + month - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(name: &str, count: i64) -> Bar {
        Bar { name: name.to_owned(), count, of: Some(300), link: Some(format!("/x?q={name}&")) }
    }

    #[test]
    fn bars_are_as_high_as_their_counts_and_lead_somewhere() {
        let drawing = bars("By <month>", &[bar("2013-05", 200), bar("2013-06", 1), bar("2013-07", 0)]);
        for expected in [
            "<title>By &lt;month&gt;</title>",
            "at most 200</figcaption>",
            "href=\"/x?q=2013-05&amp;\"><title>2013-05: 200 of 300</title><rect x=\"0.00%\" y=\"0\" width=\"3.50%\" height=\"100\"/>",
            "y=\"99\" width=\"3.50%\" height=\"1\"",
            "height=\"0\"",
        ] {
            assert!(drawing.contains(expected), "{expected}\n{drawing}");
        }
        assert_eq!(bars("None", &[]), "");
    }

    #[test]
    fn bars_stand_where_their_time_is() {
        let check = |names: &[&str], slots: &[i64], below: &[&str]| {
            let bars: Vec<Bar> = names.iter().map(|name| bar(name, 1)).collect();
            let line = Line::of(&bars);
            assert_eq!(line.slots, slots, "{names:?}");
            let named: Vec<String> = line.names(&bars).into_iter().map(|(_, name)| name).collect();
            assert_eq!(named, below, "{names:?}");
        };
        check(&["2013-05"], &[0], &["2013-05"]);
        check(&["2012-11", "2013-02"], &[0, 3], &["2013-01"]);
        check(&["2010-01", "2012-01", "2014-12"], &[0, 24, 59], &["2010", "2011", "2012", "2013", "2014"]);
        check(&["1990", "1993", "2013"], &[0, 3, 23], &["1990", "1995", "2000", "2005", "2010"]);
        // A year alone among months, and what is no time at all, stand beside the others.
        check(&["2013", "2013-01", "2013-02"], &[0, 1, 2], &["2013", "2013-01", "2013-02"]);
        check(&["0001", "2013"], &[0, 1], &["0001", "2013"]);
    }
}
