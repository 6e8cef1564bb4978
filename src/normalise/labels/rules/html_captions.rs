//! Labels the captions of a saved page by rules.
//!
//! Blocks with their markup and the labels they have so far come in; those that are captions of pictures are labelled so.
//! A step of [`html`](crate::normalise::labels::rules::html).
//!
//! Invariant: a line is a caption for what the page says of it or where it stands, never for its length alone.

use rustc_hash::FxHashSet;

use crate::normalise::blocks::{Block, BlockPage, Hints, Labels, Markup};
use crate::normalise::fields::byline::parse_byline;
use crate::normalise::fields::credits::split_credit;
use crate::normalise::labels::rules::html_lines::{OPEN, bare, is_heading};
use crate::normalise::text::prompts::is_prompt;

/// Hints that explain why a line stands beside a picture and is no caption.
const ELSEWHERE: Hints = Hints(
    Hints::NAVIGATION.0
        | Hints::FOOTER.0
        | Hints::HEADER.0
        | Hints::COMMENT.0
        | Hints::PROMOTION.0
        | Hints::AUTHOR_NOTE.0
        | Hints::BYLINE.0
        | Hints::DATE.0
        | Hints::TAGS.0
        | Hints::HIDDEN.0
        | Hints::HEADLINE.0,
);

/// Code points of a caption that has no sign but the picture it shares an element with.
const HELD: usize = 250;

/// Whether a short line beside a picture is the name of whoever it shows: an author, as a rule.
fn names_people(text: &str) -> bool {
    text.len() < 80 && parse_byline(text).is_some_and(|line| !line.authors.is_empty())
}

/// Lines that the page declares as captions, and lines outside paragraphs that end in a credit.
pub(in crate::normalise) fn settle_captions(page: &BlockPage, marked: &[(&Block, &Markup)], labels: &mut [Labels]) {
    let declared: FxHashSet<String> = page.declared.captions.iter().map(|(text, _)| bare(text)).collect();
    // Where the story is elsewhere; a page of one picture and one line has no other.
    let told = labels.iter().filter(|label| label.any(Labels::BODY)).take(3).count() > 2;
    for (label, (block, markup)) in labels.iter_mut().zip(marked) {
        let chars = block.text.chars().count();
        // What a picture says of itself and the page shows beside it is its caption, in any language.
        let named = markup.setting.names_picture && markup.hints.any(Hints::STORY) && !is_heading(markup);
        if named && label.any(OPEN) && markup.link_chars == 0 && chars > 3 {
            *label = Labels::CAPTION;
        }
        // So is what stands alone in a box with a picture, if the box is called one; else what nothing else explains.
        let inside = markup.hints.any(Hints::STORY.with(Hints::ARTICLE).with(Hints::MAIN));
        let boxed = markup.setting.boxed && inside && !is_heading(markup) && (12..400).contains(&chars);
        if boxed && label.any(OPEN) && markup.link_chars * 4 < chars && !is_prompt(&block.text, false) {
            let unexplained = !markup.hints.any(ELSEWHERE) && label.any(Labels::BOILERPLATE) && chars > 24;
            if markup.hints.any(Hints::FIGURE) || unexplained {
                *label = Labels::CAPTION;
            }
        }
        // A picture and a line in one bare element: nobody puts a paragraph of the story there.
        let beside = markup.setting.holds_picture || markup.setting.boxed && markup.tag == "div";
        let held = beside && markup.setting.picture_before && markup.hints.any(Hints::STORY) && told;
        let line = (24..HELD).contains(&chars) && block.text.split(' ').nth(3).is_some();
        let other = markup.hints.any(ELSEWHERE.with(Hints::QUOTATION))
            || is_heading(markup)
            || is_prompt(&block.text, false)
            || names_people(&block.text);
        if held && line && !other && label.any(Labels::BODY.with(Labels::SUBHEAD)) && markup.link_chars * 4 < chars {
            *label = Labels::CAPTION;
            continue;
        }
        // Small print or italics below a picture that end in a credit.
        let small = markup.setting.picture_before && markup.setting.slanted > 90 && chars < 300 && label.any(OPEN);
        if small && !markup.hints.any(ELSEWHERE) && split_credit(&block.text).credit.is_some() {
            *label = Labels::CAPTION;
            continue;
        }
        if !label.any(Labels::BODY) || chars > 400 {
            continue;
        }
        // A short sentence in bold right below a picture is about it; headings there end without a full stop.
        let below = markup.setting.picture_before && markup.setting.bold > 90 && chars < 90;
        if below && markup.hints.any(Hints::STORY) && block.text.ends_with(['.', ')']) {
            *label = Labels::CAPTION;
            continue;
        }
        let outside = markup.tag == "div" && chars < 250 && split_credit(&block.text).credit.is_some();
        if outside || chars > 15 && !declared.is_empty() && declared.contains(&bare(&block.text)) {
            *label = Labels::CAPTION;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::normalise::blocks::Labels;
    use crate::normalise::labels::rules::html::tests::{TEXT, labelled};

    #[test]
    fn captions_are_known_by_their_pictures() {
        let check = |around: &str, expected: &[&str]| {
            let html = format!("<article><h1>Ferry late</h1>{TEXT}{around}{TEXT}</article>");
            assert_eq!(labelled(&html, Labels::CAPTION), expected, "{around}");
        };
        check("<div><img alt='The pier at noon'></div><div><span>The pier at noon</span></div>", &["The pier at noon"]);
        check("<figure><img></figure><p><b>Tom Okri on the pier.</b></p>", &["Tom Okri on the pier."]);
        check("<figure><img></figure><p><b>Soup and stories</b></p>", &[]);
        check(
            "<div class=story-image><img><p>Tom Okri sells soup on the pier, as his mother did.</p></div>",
            &["Tom Okri sells soup on the pier, as his mother did."],
        );
        check(
            "<div><picture><source><img></picture><span>Volunteers carry soup to the hall at noon</span></div>",
            &["Volunteers carry soup to the hall at noon"],
        );
        check(
            "<div><amp-img src=a.jpg></amp-img>Volunteers carry soup to the hall at noon</div>",
            &["Volunteers carry soup to the hall at noon"],
        );
        check("<div><img><span>Tom Okri</span></div>", &[]);
        check("<div><img><a href=/x>Eels return to the canal after forty years</a></div>", &[]);
        check("<p><img>Volunteers carried soup to the hall at noon, as they had the day before.</p>", &[]);
        check("<figure><img alt='A grey day at the pier' data-caption='x'></figure>", &[]);
        check("<figure><img></figure><p class=caption-text>The pier at noon</p>", &["The pier at noon"]);
        check("<div class=teaser><img><a href=/x>Eels return to the canal after years</a></div>", &[]);
    }
}
