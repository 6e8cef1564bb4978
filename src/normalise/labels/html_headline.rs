//! The headline of a saved page, where the labeller took another heading for it or none.
//!
//! Blocks with their labels come in; one block is labelled as the headline.
//!
//! Invariant: a heading becomes the headline only for what the page itself declares to be one.

use std::borrow::Cow;

use crate::normalise::blocks::{Block, BlockPage, Hints, Labels};
use crate::normalise::text::titles::{bare_words, heads, without_site};

/// Blocks with headings below the one labelled that may be the declared headline instead.
const BELOW: usize = 3;
/// Paragraphs at the start of the text of which one may be the headline.
const START: usize = 3;

/// Where no block of a head shows what a page declares as its headline.
const ELSEWHERE: Hints = Hints(Hints::COMMENT.0 | Hints::NAVIGATION.0 | Hints::FOOTER.0);

/// What a page calls itself, in bare words.
struct Told {
    /// Declared headlines without the name of the site.
    declared: Vec<String>,
    /// The title and its parts.
    title: Vec<String>,
    site: String,
}

impl Told {
    fn of(page: &BlockPage) -> Self {
        let site = page.declared.site.as_deref();
        let known = page.declared.headlines.iter().take(8);
        let declared = known.map(|headline| bare_words(without_site(headline, site))).collect();
        let title = page.declared.title.as_deref().unwrap_or_default();
        let title = heads(title).into_iter().map(bare_words).collect();
        Self { declared, title, site: site.map(bare_words).unwrap_or_default() }
    }

    fn declares(&self, words: &str) -> bool {
        words.contains(' ') && self.declared.iter().any(|known| known == words)
    }

    fn titles(&self, words: &str) -> bool {
        words.contains(' ') && self.title.iter().any(|known| known == words)
    }

    /// Whether a shown text is the headline with a kicker of a few words before it.
    fn ends(&self, words: &str) -> bool {
        self.declared.iter().filter(|known| known.split(' ').nth(3).is_some()).any(|known| {
            let kicker = words.strip_suffix(known.as_str()).filter(|kicker| kicker.ends_with(' '));
            kicker.is_some_and(|kicker| self.declared.iter().any(|other| other == kicker.trim_end()))
        })
    }
}

/// The labels of `page` with the heading that it declares to be its headline; as they are for a dump.
pub(in crate::normalise) fn settle_headline<'l>(page: &BlockPage, labels: &'l [Labels]) -> Cow<'l, [Labels]> {
    if page.blocks.first().is_none_or(|block| block.markup.is_none()) {
        return Cow::Borrowed(labels);
    }
    let told = Told::of(page);
    let place = labels.iter().position(|label| label.any(Labels::HEADLINE));
    let found = match place {
        Some(place) => better_heading(page, place, &told),
        None => unmarked_headline(page, labels, &told),
    };
    let Some(found) = found else { return Cow::Borrowed(labels) };
    let mut settled = labels.to_vec();
    if let Some(label) = place.and_then(|place| settled.get_mut(place)) {
        *label = Labels::BOILERPLATE;
    }
    if let Some(label) = settled.get_mut(found) {
        *label = Labels::HEADLINE;
    }
    Cow::Owned(settled)
}

/// The heading that shows the declared headline, where the one labelled shows something else.
fn better_heading(page: &BlockPage, place: usize, told: &Told) -> Option<usize> {
    let block = page.blocks.get(place)?;
    let words = bare_words(&block.text);
    // A heading of the first rank in the bar at the top says what the page is about, and not in the words of its headline,
    // unless both title and metadata have it.
    let barred = block.markup.as_ref().is_some_and(|markup| markup.hints.any(ELSEWHERE));
    let apart = words == told.site || barred && !(told.titles(&words) && told.declares(&words));
    if told.declares(&words) && !apart {
        return None;
    }
    let mut headings = (0..).zip(&page.blocks).filter(|(at, block)| *at != place && is_heading(block));
    // A headline right below what the title says is the one that the page declares.
    let reach = if told.titles(&words) && !apart { place..=place + BELOW } else { 0..=page.blocks.len() };
    headings.find(|(at, block)| reach.contains(at) && shows(told, block)).map(|(at, _)| at)
}

fn is_heading(block: &Block) -> bool {
    block.markup.as_ref().is_some_and(|markup| {
        matches!(markup.tag, "h1" | "h2")
            && !markup.hints.any(ELSEWHERE)
            && markup.link_chars * 2 < block.text.len().max(2)
    })
}

fn shows(told: &Told, block: &Block) -> bool {
    let words = bare_words(&block.text);
    told.declares(&words) || told.ends(&words)
}

/// The line at the start of the text, or above it, that is the headline in all but its markup.
fn unmarked_headline(page: &BlockPage, labels: &[Labels], told: &Told) -> Option<usize> {
    let text = labels.iter().position(|label| label.any(Labels::BODY.with(Labels::SUBHEAD)))?;
    let from = text.saturating_sub(8);
    let near = (from..).zip(page.blocks.iter().zip(labels).skip(from)).take(text - from + START);
    let mut lines = near.filter(|(_, (block, label))| {
        let open = label.any(Labels::BODY.with(Labels::SUBHEAD).with(Labels::BOILERPLATE));
        open && block.text.len() < 400 && block.markup.as_ref().is_some_and(|markup| !markup.hints.any(ELSEWHERE))
    });
    let found = lines.find(|(_, (block, _))| {
        let words = bare_words(&block.text);
        words.split(' ').nth(2).is_some() && words != told.site && (told.declares(&words) || told.titles(&words))
    });
    found.map(|(at, _)| at)
}

/// Whether the block at `place` is the only heading of the first rank, and long enough to be a headline.
pub(in crate::normalise) fn is_only_h1(page: &BlockPage, place: usize) -> bool {
    let first = |block: &Block| block.markup.as_ref().is_some_and(|markup| markup.tag == "h1");
    let mut others = (0..).zip(&page.blocks).filter(|(at, block)| *at != place && first(block));
    let shown = page.blocks.get(place).filter(|block| first(block));
    others.next().is_none() && shown.is_some_and(|block| block.text.split(' ').nth(3).is_some())
}

/// The part of a shown headline that the page declares without the kicker before it.
pub(in crate::normalise) fn without_kicker<'t>(shown: &'t str, page: &BlockPage, site: Option<&str>) -> &'t str {
    let words = bare_words(shown);
    let told = page.declared.headlines.iter().chain(&page.declared.title).take(8);
    let parts: Vec<String> = told
        .map(|text| without_site(text, site))
        .flat_map(|text| {
            heads(text).into_iter().flat_map(|head| [head, head.split_once(": ").map_or("", |(_, rest)| rest)])
        })
        .map(bare_words)
        .collect();
    if parts.contains(&words) {
        return shown;
    }
    // Four words at least, and more than the kicker has.
    let part = parts.iter().filter(|part| {
        let count = part.split(' ').count();
        count >= 4
            && words
                .strip_suffix(part.as_str())
                .is_some_and(|kicker| kicker.ends_with(' ') && kicker.split(' ').count() <= count)
    });
    let Some(part) = part.max_by_key(|part| part.len()) else { return shown };
    let cuts = shown.match_indices(' ').map(|(at, _)| at + 1);
    // What ends in a colon is a part of the headline as it is shown.
    let mut tails =
        cuts.filter(|at| !shown.get(..*at).is_some_and(|kicker| kicker.trim_end().ends_with([':', ',', ';'])));
    tails
        .find(|at| shown.get(*at..).is_some_and(|tail| bare_words(tail) == *part))
        .and_then(|at| shown.get(at..))
        .unwrap_or(shown)
}

#[cfg(test)]
mod tests {
    use crate::model::Given;
    use crate::normalise::article::fetched::Fetched;
    use crate::normalise::article::read_off;
    use crate::normalise::blocks::Labeller;
    use crate::normalise::html::html_page;
    use crate::normalise::labels::rules::html::tests::TEXT;
    use crate::normalise::labels::trained::TrainedLabeller;

    #[track_caller]
    fn check(head: &str, inside: &str, expected: &str) {
        let page = html_page(&format!("{head}<article>{inside}{TEXT}{TEXT}</article>"), None);
        let labels = TrainedLabeller.label(&page);
        let article = read_off(&page, &labels, &Given::default(), &Fetched::default(), &mut Vec::new());
        assert_eq!(article.headline.as_deref(), Some(expected), "{head}{inside}");
        assert!(!article.body.contains(expected), "{}", article.body);
    }

    #[test]
    fn heading_of_the_article_beats_what_is_declared_alone() {
        let og = "<title>Skipper on boats left ashore</title><meta property=og:title content='Skipper on boats left ashore'>";
        let h1 = "Skipper Varga on the boats of a winter: I sold four of them and saw nothing";
        check(og, &format!("<h1>{h1}</h1>"), h1);
    }

    #[test]
    fn names_of_sites_and_kickers_are_no_headlines() {
        let title = "<title>Ferry stays in port again - Harbour Centre</title><meta property=og:title content='Ferry stays in port again - Harbour Centre'><meta property=og:site_name content='Harbour Centre'>";
        check(
            title,
            "<h1 class=site>Harbour Centre</h1><h1>Ferry stays in port again</h1>",
            "Ferry stays in port again",
        );
        let kicker = "<title>Storm: Ferry stays in port again | GULL.EXAMPLE</title><meta property=og:title content='Storm: Ferry stays in port again | GULL.EXAMPLE'>";
        let spans = "<h1><span class=kicker>After the gale</span> <span>Ferry stays in port again</span></h1>";
        check(kicker, spans, "Ferry stays in port again");
    }

    #[test]
    fn headline_without_a_heading_is_no_paragraph() {
        let title = "<title>Superweeds: what they are and how to fight them</title>";
        let headline = "Superweeds: what they are and how to fight them";
        check(title, &format!("<div class=t>{headline}</div><p class=date>17 April 2015</p>"), headline);
        check(title, &format!("<p><b>{headline}</b></p><p class=date>17 April 2015</p>"), headline);
    }

    #[test]
    fn twice_encoded_titles_do_not_win() {
        let title = "<title>CafÃ© owner wins naÃ¯ve prize</title><meta property=og:title content='CafÃ© owner wins naÃ¯ve prize'>";
        check(title, "<h1>Café owner wins naïve prize</h1>", "Café owner wins naïve prize");
    }
}
