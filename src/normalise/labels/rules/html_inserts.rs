//! Finds what a saved page puts into or behind the story and that is none of it: galleries of other stories, shop boxes.
//!
//! Blocks with their markup and the labels so far come in; what is found is labelled [`Labels::INSERT`], which nothing
//! takes back.
//!
//! Invariant: told by the structure of the page, a few passes over its blocks; a page that is itself a gallery keeps it.

use std::ops::Range;

use crate::normalise::blocks::{Block, Hints, Labels, Markup};

/// Code points from which a block of the story is a paragraph and no heading.
const PARAGRAPH: usize = 60;
/// Slides from which numbers such as `2/9` are those of a gallery.
const SLIDES: usize = 3;
/// A gallery that holds more than this many times the text around it is the article itself. On `suites_open` (November 2026)
/// galleries inside stories hold up to four times their text, pages that are galleries twenty times and more.
const LARGER: usize = 6;
/// Paragraphs of a story that say in which element its text stands.
const SURE: usize = 4;

/// Marks galleries and shop boxes. `headline` is the place of the block that shows it.
pub(in crate::normalise) fn settle_inserts(
    marked: &[(&Block, &Markup)],
    labels: &mut [Labels],
    headline: Option<usize>,
) {
    let title = headline.and_then(|place| marked.get(place)).map_or("", |(block, _)| block.text.as_str());
    for gallery in galleries(marked, title) {
        if is_inside_story(marked, labels, &gallery) {
            mark(labels, gallery);
        }
    }
    if let Some(shop) = behind_story(marked, labels) {
        mark(labels, shop);
    }
}

fn mark(labels: &mut [Labels], range: Range<usize>) {
    for label in labels.get_mut(range).unwrap_or_default() {
        *label = Labels::INSERT;
    }
}

/// The number of a slide and how many there are: `3/12 The pier at noon`.
fn counter(text: &str) -> Option<(u32, u32)> {
    let (number, rest) = text.split_once('/')?;
    let digits = rest.trim_start();
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let short = |digits: &str| (1..4).contains(&digits.len());
    let (number, all) = (number.trim_end(), digits.get(..end)?);
    // A date or a path goes on with another stroke.
    if !short(number) || !short(all) || digits.get(end..)?.starts_with('/') {
        return None;
    }
    let (number, all): (u32, u32) = (number.parse().ok()?, all.parse().ok()?);
    (number >= 1 && number <= all && all > 2).then_some((number, all))
}

/// Runs of blocks that are the slides of one gallery, its heading included.
fn galleries(marked: &[(&Block, &Markup)], title: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut slides: Vec<usize> = Vec::new();
    let mut last = (0, 0);
    for (place, (block, _)) in marked.iter().enumerate() {
        let Some((number, all)) = counter(&block.text) else { continue };
        if all != last.1 || number <= last.0 {
            found.extend(gallery(marked, &slides, last.1, title));
            slides.clear();
        }
        slides.push(place);
        last = (number, all);
    }
    found.extend(gallery(marked, &slides, last.1, title));
    found
}

/// From the heading above the first slide to the end of the last.
fn gallery(marked: &[(&Block, &Markup)], slides: &[usize], all: u32, title: &str) -> Option<Range<usize>> {
    let (first, last) = (*slides.first()?, *slides.last()?);
    // What announces "50 things to do" consists of them.
    let announced = title.split(|c: char| !c.is_ascii_digit()).any(|number| number.parse() == Ok(all));
    if slides.len() < SLIDES || announced {
        return None;
    }
    let parent = |place: usize| marked.get(place).map(|(_, markup)| markup.parent);
    let boxed = slides.windows(2).all(|pair| matches!(pair, [one, other] if parent(*one) != parent(*other)));
    // Slides that are no elements of their own are as long as the shortest.
    let length = slides.windows(2).filter_map(|pair| Some(pair.get(1)? - pair.first()?)).min().unwrap_or(1);
    let goes_on = |place: &usize| if boxed { parent(*place) == parent(last) } else { *place < last + length };
    let end = (last + 1..marked.len()).take_while(goes_on).last().unwrap_or(last) + 1;
    let heads = |place: &usize| marked.get(*place).is_some_and(|(_, markup)| markup.tag.starts_with('h'));
    let start = first.checked_sub(1).filter(heads).unwrap_or(first);
    Some(start..end)
}

/// Whether the story stands before and behind `range`, and is not small beside it.
fn is_inside_story(marked: &[(&Block, &Markup)], labels: &[Labels], range: &Range<usize>) -> bool {
    let story = |places: Range<usize>| -> usize {
        let pairs = marked.get(places.clone()).unwrap_or_default().iter().zip(labels.get(places).unwrap_or_default());
        let chars =
            pairs.filter(|(_, label)| label.any(Labels::BODY)).map(|((block, _), _)| block.text.chars().count());
        chars.filter(|chars| *chars >= PARAGRAPH).sum()
    };
    let (before, behind) = (story(0..range.start), story(range.end..marked.len()));
    before > 0 && behind > 0 && (before + behind) * LARGER >= story(range.clone())
}

/// The blocks behind a story in paragraphs that are bare boxes, with a price among them.
fn behind_story(marked: &[(&Block, &Markup)], labels: &[Labels]) -> Option<Range<usize>> {
    let is_text = |place: &usize| labels.get(*place).is_some_and(|label| label.any(Labels::BODY));
    let told = |place: &usize| marked.get(*place).is_some_and(|(_, markup)| markup.tag == "p");
    let last = (0..marked.len()).rev().find(|place| is_text(place) && told(place))?;
    let paragraphs = (0..=last).filter(|place| is_text(place) && told(place)).count();
    let behind = last + 1..marked.len();
    let boxes = marked.get(behind.clone())?;
    let declared = boxes.iter().any(|(_, markup)| markup.hints.any(Hints::DECLARED));
    let prices = boxes.iter().filter(|(block, _)| is_price(&block.text)).count();
    (prices > 1 || prices == 1 && paragraphs >= SURE).then_some(behind).filter(|_| !declared)
}

/// Whether the whole text is a price: `€ 39.98`, `79.95`.
fn is_price(text: &str) -> bool {
    let amount = text.trim_matches(|c: char| !c.is_ascii_digit());
    let rest = text.len() - amount.len();
    let cents = amount.rsplit_once(['.', ',']).is_some_and(|(_, cents)| cents.len() == 2);
    rest <= 8 && cents && amount.len() < 12 && amount.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::labels::rules::html::tests::{TEXT, labelled};

    /// More of the story in other words: what stands twice counts once.
    fn more() -> String {
        TEXT.replace("ferry", "train").replace("Passengers", "Travellers").replace("Skipper", "Driver")
    }

    #[test]
    fn counters_are_numbers_of_slides() {
        let check = |text: &str, expected: Option<(u32, u32)>| assert_eq!(counter(text), expected, "{text}");
        check("1/4 The pier", Some((1, 4)));
        check("12 / 50", Some((12, 50)));
        check("3/12/2019", None);
        check("1/2 cup of flour", None);
        check("9/4", None);
        check("km/h", None);
        check("", None);
    }

    #[test]
    fn a_gallery_of_other_stories_is_not_the_story() {
        let slide = |number: usize| {
            format!(
                "<li><img src=/{number}.jpg><h3>{number}/4 Tin is cheap</h3><p>Tin fell to its lowest price since mine {number} in the hills opened again.</p></li>"
            )
        };
        let slides: String = (1..5).map(slide).collect();
        let gallery = format!("<h4>Business in pictures</h4><ul>{slides}</ul>");
        let page = |title: &str, inside: &str| {
            let html = format!("<title>{title}</title><article><h1>{title}</h1>{inside}</article>");
            labelled(&html, Labels::BODY.with(Labels::SUBHEAD)).join("|")
        };
        let inside = page("Ferry late again", &format!("{TEXT}{gallery}{}", more()));
        assert!(!inside.contains("Tin") && !inside.contains("Business"), "{inside}");
        assert!(page("Tin in 4 pictures", &format!("{TEXT}{gallery}{}", more())).contains("Tin fell"));
        assert!(page("Tin is cheap", &format!("{TEXT}{gallery}")).contains("Tin fell"));
    }

    #[test]
    fn a_shop_behind_the_story_is_not_the_story() {
        let shop = "<div>Soup in a bottle</div><div>79.95</div><div>Get ready for the next winter with a soup that is older than \
                    the ferry and keeps longer than its skipper.</div>";
        let html = format!("<title>Ferry late</title><article><h1>Ferry late</h1>{TEXT}{}{shop}</article>", more());
        assert!(labelled(&html, Labels::BODY).iter().all(|text| !text.starts_with("Get ready")));
        let check = |text: &str, expected: bool| assert_eq!(is_price(text), expected, "{text}");
        check("79.95", true);
        check("€ 1.299,00", true);
        check("2019", false);
        check("At 79.95 it is dear", false);
    }
}
