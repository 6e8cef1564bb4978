//! Labels the blocks of a saved page by rules.
//!
//! Blocks with their markup come in, one set of labels each goes out. The element that holds most of the running text is
//! where the article is looked for; hints from the markup, the share of linked text and the page's own declared text
//! decide block by block what belongs to it.
//!
//! Invariant: rules speak of markup and language, never of a publisher.

use rustc_hash::FxHashSet;

use crate::normalise::blocks::{Block, BlockPage, Hints, Labeller, Labels, Markup};
use crate::normalise::fields::byline::parse_byline;
use crate::normalise::fields::dates::{DateRole, find_dates_in};
use crate::normalise::html::survey::APART;
use crate::normalise::labels::rules::html_captions::settle_captions;
use crate::normalise::labels::rules::html_inserts::settle_inserts;
use crate::normalise::labels::rules::html_lines::{OPEN, bare, is_heading};
use crate::normalise::labels::traits::traits_of;
use crate::normalise::text::prompts::is_prompt;

/// The rules for saved pages.
#[derive(Clone, Copy, Debug, Default)]
pub struct HtmlRules;

/// Most code points of a line that may be a byline or a date.
const LINE: usize = 160;

impl Labeller for HtmlRules {
    fn label(&self, page: &BlockPage) -> Vec<Labels> {
        let none = Markup::default();
        let marked: Vec<(&Block, &Markup)> =
            page.blocks.iter().map(|block| (block, block.markup.as_ref().unwrap_or(&none))).collect();
        let mut labels: Vec<Labels> = marked.iter().map(|(block, markup)| first_label(block, markup)).collect();
        let headline = find_headline(page, &marked);
        if let Some(place) = headline {
            set(&mut labels, place, Labels::HEADLINE);
        }
        settle_start(page, &marked, &mut labels, headline);
        settle_lines(page, &marked, &mut labels);
        settle_head(page, &marked, &mut labels, headline);
        settle_lists(&marked, &mut labels);
        settle_subheads(&marked, &mut labels);
        settle_end(&marked, &mut labels);
        settle_captions(page, &marked, &mut labels);
        mark_repeats(&marked, &mut labels, headline);
        settle_inserts(&marked, &mut labels, headline);
        labels
    }
}

fn set(labels: &mut [Labels], place: usize, label: Labels) {
    if let Some(found) = labels.get_mut(place) {
        *found = label;
    }
}

/// What a block is by itself.
fn first_label(block: &Block, markup: &Markup) -> Labels {
    let hints = markup.hints;
    let chars = block.text.chars().count();
    // Captions open at a touch on small screens, and the markup hides them until then.
    let unfolds = hints.any(Hints::STORY) && hints.any(Hints::FIGURE) && hints.any(Hints::CAPTION);
    if hints.any(Hints::HIDDEN) && !hints.any(Hints::DECLARED) && !unfolds {
        return Labels::BOILERPLATE;
    }
    if hints.any(Hints::CAPTION.with(Hints::CREDIT)) || markup.tag == "figcaption" {
        let credit = hints.any(Hints::CREDIT) && chars < LINE;
        // Style sheets call small print captions too; away from pictures, other hints say more.
        let small_print = Hints::BYLINE.with(Hints::DATE).with(Hints::AUTHOR_NOTE).with(Hints::PROMOTION);
        if !hints.any(Hints::FIGURE) && markup.tag != "figcaption" && hints.any(small_print) {
            return line_label(hints, chars);
        }
        return if hints.any(Hints::COMMENT.with(Hints::NAVIGATION).with(Hints::FOOTER)) {
            Labels::BOILERPLATE
        } else if credit {
            Labels::CREDIT
        } else {
            Labels::CAPTION
        };
    }
    let pointer =
        chars > 30 && markup.link_chars * 10 >= chars * 9 || is_prompt(&block.text, markup.link_chars * 3 > chars);
    if hints.any(Hints::DECLARED) && !hints.any(Hints::COMMENT) && !pointer {
        return if is_heading(markup) { Labels::SUBHEAD } else { Labels::BODY };
    }
    // What is quoted in the story is part of it, even a post from a social network.
    let apart =
        if hints.any(Hints::QUOTATION) && hints.any(Hints::STORY) { APART.0 & !Hints::PROMOTION.0 } else { APART.0 };
    if hints.any(Hints(apart)) || !hints.any(Hints::STORY.with(Hints::BODY)) || hints.any(Hints::FIGURE) && chars < LINE
    {
        return line_label(hints, chars);
    }
    let linked = markup.link_chars;
    if !hints.any(Hints::STORY) && (hints.any(Hints::HEADER) || block.bullet || chars < 60 || linked * 3 > chars) {
        return Labels::BOILERPLATE;
    }
    if is_heading(markup) {
        return if chars < 250 && linked * 2 <= chars.max(2) { Labels::SUBHEAD } else { Labels::BOILERPLATE };
    }
    if chars < LINE && hints.any(Hints::BYLINE.with(Hints::DATE)) {
        return line_label(hints, chars);
    }
    let mostly_linked = if block.bullet { linked * 2 > chars } else { linked * 3 > chars * 2 };
    if mostly_linked || is_prompt(&block.text, linked * 3 > chars) {
        return Labels::BOILERPLATE;
    }
    Labels::BODY
}

/// Byline, date or nothing of the article.
fn line_label(hints: Hints, chars: usize) -> Labels {
    let outside =
        Hints::COMMENT.with(Hints::FOOTER).with(Hints::NAVIGATION).with(Hints::ASIDE).with(Hints::AUTHOR_NOTE);
    if chars >= LINE || hints.any(outside) {
        return Labels::BOILERPLATE;
    }
    match (hints.any(Hints::BYLINE), hints.any(Hints::DATE)) {
        (true, true) => Labels::BYLINE.with(Labels::DATE),
        (true, false) => Labels::BYLINE,
        (false, true) => Labels::DATE,
        (false, false) => Labels::BOILERPLATE,
    }
}

/// The block that shows the headline.
fn find_headline(page: &BlockPage, marked: &[(&Block, &Markup)]) -> Option<usize> {
    let declared: Vec<String> = page.declared.headlines.iter().map(|headline| bare(headline)).collect();
    let title = page.declared.title.as_deref().map(bare).unwrap_or_default();
    let score = |block: &Block, markup: &Markup| {
        if block.text.len() > 600 || markup.hints.any(Hints::COMMENT) {
            return 0;
        }
        let heading = match markup.tag {
            "h1" => 40,
            "h2" => 8,
            _ if is_heading(markup) => 4,
            _ if markup.hints.any(Hints::HEADLINE) => 3,
            _ => return 0,
        };
        let shown = bare(&block.text);
        if shown.is_empty() {
            return 0;
        }
        let matches = if declared.contains(&shown) {
            60
        } else if shown.chars().count() > 20 && title.contains(&shown) {
            50
        } else if shown.chars().count() > 8 && (title.contains(&shown) || declared.iter().any(|d| d.contains(&shown))) {
            20
        } else {
            0
        };
        if heading < 40 && matches == 0 {
            return 0;
        }
        let apart = if markup.hints.any(Hints::NAVIGATION.with(Hints::FOOTER).with(Hints::ASIDE).with(Hints::HIDDEN)) {
            15
        } else {
            0
        };
        let linked = if markup.link_chars * 2 > block.text.chars().count() { 15 } else { 0 };
        (heading + matches + 5_usize).saturating_sub(apart + linked)
    };
    let mut best = (0, None);
    for (place, (block, markup)) in marked.iter().enumerate() {
        let found = score(block, markup);
        if found > best.0 {
            best = (found, Some(place));
        }
    }
    best.1
}

/// What stands before the text: nothing before the headline is body, and a summary under it is a standfirst.
fn settle_start(page: &BlockPage, marked: &[(&Block, &Markup)], labels: &mut [Labels], headline: Option<usize>) {
    let long = |place: usize| marked.get(place).is_some_and(|(block, _)| block.text.chars().count() >= 80);
    let is_body = |labels: &[Labels], place: usize| labels.get(place).is_some_and(|label| label.any(Labels::BODY));
    let first = (0..marked.len()).find(|&place| is_body(labels, place) && long(place));
    let before =
        headline.filter(|&headline| first.is_none_or(|first| headline < first || !declared_text(marked, first)));
    if let Some(headline) = before {
        let after = (headline..marked.len()).any(|place| is_body(labels, place) && long(place));
        if after {
            for place in 0..headline {
                if labels.get(place).is_some_and(|label| label.any(Labels::BODY.with(Labels::SUBHEAD))) {
                    set(labels, place, Labels::BOILERPLATE);
                }
            }
        }
    }
    let descriptions: Vec<String> = page.declared.descriptions.iter().map(|text| bare(text)).collect();
    let start = headline.map_or(0, |headline| headline + 1);
    let of_text = |(_, label): &(&(&Block, &Markup), &Labels)| label.any(Labels::BODY);
    let paragraphs = marked.iter().zip(&*labels).filter(of_text).count();
    let summaries =
        marked.iter().zip(&*labels).filter(of_text).filter(|((_, markup), _)| markup.hints.any(Hints::SUMMARY));
    // Where much of the text is classed as a summary, the class says nothing.
    let told = summaries.count() * 3 < paragraphs;
    let elsewhere = APART.with(Hints::FIGURE).with(Hints::BYLINE).with(Hints::DATE);
    for (place, (block, markup)) in marked.iter().enumerate().skip(start).take(12) {
        let open = labels.get(place).is_some_and(|label| label.any(OPEN));
        if markup.hints.any(elsewhere) || !open {
            continue;
        }
        let chars = block.text.chars().count();
        let described = chars > 40 && descriptions.contains(&bare(&block.text));
        let summary = told && markup.hints.any(Hints::SUMMARY) && chars > 30 && chars < 700;
        // What the page says of itself may be its first paragraph, which stands with the others.
        let set_apart = markup.tag != "p" || !markup.hints.any(Hints::STORY.with(Hints::BODY));
        let below = place < start + 3
            && matches!(markup.tag, "h2" | "h3")
            && (50..400).contains(&chars)
            && (chars >= 80 || block.text.ends_with(['.', '!', '?', '…', '”', '"', '。']))
            && !is_title(page, &block.text);
        if (summary || described && set_apart || headline.is_some() && below) && markup.link_chars * 2 < chars {
            set(labels, place, Labels::STANDFIRST);
        }
    }
}

/// Whether the page calls itself by `text`.
fn is_title(page: &BlockPage, text: &str) -> bool {
    let text = bare(text);
    page.declared.headlines.iter().chain(&page.declared.title).any(|title| bare(title).contains(&text))
}

fn declared_text(marked: &[(&Block, &Markup)], place: usize) -> bool {
    marked.get(place).is_some_and(|(_, markup)| markup.hints.any(Hints::DECLARED))
}

/// A heading stays only where text follows it before the next thing that is not the article's.
fn settle_subheads(marked: &[(&Block, &Markup)], labels: &mut [Labels]) {
    let mut text_follows = false;
    let mut apart = 0;
    for place in (0..marked.len()).rev() {
        let Some(label) = labels.get(place).copied() else { continue };
        if label.any(Labels::BODY) {
            (text_follows, apart) = (true, 0);
        } else if label.any(Labels::SUBHEAD) {
            if !text_follows {
                set(labels, place, Labels::BOILERPLATE);
            }
        } else if label.any(Labels::BOILERPLATE) {
            apart += 1;
            text_follows &= apart < 8;
        }
    }
}

/// What a heading such as "Related stories" opens is not the article's, down to the next heading of its rank.
fn settle_lists(marked: &[(&Block, &Markup)], labels: &mut [Labels]) {
    let text = Labels::BODY.with(Labels::SUBHEAD);
    let size = |range: std::ops::Range<usize>, labels: &[Labels]| -> usize {
        let pairs = marked.get(range.clone()).unwrap_or_default().iter().zip(labels.get(range).unwrap_or_default());
        pairs.filter(|(_, label)| label.any(text)).map(|((block, _), _)| block.text.len()).sum()
    };
    let whole = size(0..marked.len(), labels);
    for (place, (block, markup)) in marked.iter().enumerate() {
        let heads = is_heading(markup) && labels.get(place).is_some_and(|label| label.any(Labels::SUBHEAD));
        if !heads || block.text.split(' ').count() > 5 || !traits_of(block).opens_list {
            continue;
        }
        let after = marked.get(place + 1..).unwrap_or_default();
        let ranks = |(_, other): &(&Block, &Markup)| is_heading(other) && other.tag <= markup.tag;
        let end = after.iter().position(ranks).map_or(marked.len(), |found| place + 1 + found);
        let range = marked.get(place + 1..end).unwrap_or_default();
        let declared = range.iter().any(|(_, other)| other.hints.any(Hints::DECLARED));
        if !declared && size(place..end, labels) * 2 < whole {
            for label in labels.iter_mut().take(end).skip(place).filter(|label| label.any(text)) {
                *label = Labels::BOILERPLATE;
            }
        }
    }
}

/// Short scraps after the last paragraph are not part of the text.
fn settle_end(marked: &[(&Block, &Markup)], labels: &mut [Labels]) {
    let last = marked.iter().enumerate().rev().find(|(place, (block, markup))| {
        labels.get(*place).is_some_and(|label| label.any(Labels::BODY))
            && (block.text.chars().count() >= if block.text.ends_with('.') { 40 } else { 60 }
                || markup.hints.any(Hints::DECLARED)
                || markup.tag == "p")
    });
    if let Some((last, _)) = last {
        for place in last + 1..marked.len() {
            if labels.get(place).is_some_and(|label| label.any(Labels::BODY.with(Labels::SUBHEAD))) {
                set(labels, place, Labels::BOILERPLATE);
            }
        }
    }
}

/// Short lines above the text that are a date or a byline, whatever the markup says.
fn settle_lines(page: &BlockPage, marked: &[(&Block, &Markup)], labels: &mut [Labels]) {
    let language = page.declared.language.as_deref();
    let mut seen = 0;
    for (label, (block, _)) in labels.iter_mut().zip(marked) {
        if !label.any(Labels::BODY) {
            continue;
        }
        seen += 1;
        let chars = block.text.chars().count();
        if seen > 4 {
            return;
        }
        let numbered = chars < LINE && block.text.contains(char::is_numeric);
        let dates = if numbered { find_dates_in(&block.text, language) } else { Vec::new() };
        // `Published on … · Updated on …` may be long, and is no sentence.
        let told = dates.iter().any(|date| date.role != DateRole::Unknown)
            && dates.iter().map(|date| date.bytes.len()).sum::<usize>() * 3 >= block.text.len();
        if chars > 90 && !told || block.text.ends_with(['.', '!', '?', '。', '”', '"', '।']) && chars > 40 {
            continue;
        }
        let byline = parse_byline(&block.text);
        if !dates.is_empty() {
            let people = byline.is_some_and(|line| !line.authors.is_empty());
            *label = if people { Labels::DATE.with(Labels::BYLINE) } else { Labels::DATE };
        } else if byline.is_some() {
            *label = Labels::BYLINE;
        }
    }
}

/// Short lines around the headline that name a day or, after "by", a person, whatever part of the page they are in.
fn settle_head(page: &BlockPage, marked: &[(&Block, &Markup)], labels: &mut [Labels], headline: Option<usize>) {
    let Some(headline) = headline else { return };
    let language = page.declared.language.as_deref();
    let never = Hints::FOOTER.with(Hints::COMMENT).with(Hints::CAPTION).with(Hints::HIDDEN).with(Hints::FIGURE);
    for (place, (block, markup)) in marked.iter().enumerate().skip(headline.saturating_sub(3)).take(24) {
        let Some(label) = labels.get_mut(place) else { return };
        let chars = block.text.chars().count();
        if place > headline && label.any(Labels::BODY) && chars > 80 {
            return;
        }
        if !label.any(Labels::BOILERPLATE) || chars > 120 || markup.hints.any(never) {
            continue;
        }
        let dated = block.text.contains(char::is_numeric) && !find_dates_in(&block.text, language).is_empty();
        let named = (dated || markup.hints.any(Hints::BYLINE) || opens_byline(&block.text))
            && parse_byline(&block.text).is_some_and(|line| !line.authors.is_empty());
        *label = match (dated, named) {
            (true, true) => Labels::DATE.with(Labels::BYLINE),
            (true, false) => Labels::DATE,
            (false, true) => Labels::BYLINE,
            (false, false) => *label,
        };
    }
}

/// Whether a line begins as bylines do.
fn opens_byline(text: &str) -> bool {
    let first: String = text.chars().take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    matches!(
        first.as_str(),
        "by" | "written" | "von" | "par" | "por" | "di" | "av" | "af" | "door" | "tekst" | "yazan" | "posted"
    )
}

/// A paragraph shown twice is one paragraph, and the headline is not part of the text.
fn mark_repeats(marked: &[(&Block, &Markup)], labels: &mut [Labels], headline: Option<usize>) {
    let headline = headline.and_then(|place| marked.get(place)).map(|(block, _)| bare(&block.text)).unwrap_or_default();
    let mut seen = FxHashSet::default();
    for (label, (block, _)) in labels.iter_mut().zip(marked) {
        if !label.any(Labels::BODY.with(Labels::SUBHEAD)) {
            continue;
        }
        let short = block.text.len() < 400;
        let again = label.any(Labels::BODY) && block.text.chars().count() > 60 && !seen.insert(block.text.as_str());
        if again || short && !headline.is_empty() && bare(&block.text) == headline {
            *label = Labels::REPEAT;
        }
    }
}

#[cfg(test)]
pub(in crate::normalise) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::normalise::html::html_page;

    /// Opens a page whose text is long enough to be told from what surrounds it.
    pub(in crate::normalise) const TEXT: &str = "<p>The ferry to the island of Norrask was late again on Monday because of fog, the harbour office said.</p>\
        <p>Passengers waited four hours in the hall, where volunteers served soup and told stories of worse winters.</p>\
        <p>Skipper Ilse Varga said she had never seen the like of it in thirty years on the sound, and went to bed.</p>";

    /// The blocks of `html` that bear any of `wanted`.
    pub(in crate::normalise) fn labelled(html: &str, wanted: Labels) -> Vec<String> {
        let page = html_page(html, None);
        let labels = HtmlRules.label(&page);
        assert_eq!(labels.len(), page.blocks.len());
        let pairs = page.blocks.into_iter().zip(labels);
        pairs.filter(|(_, label)| label.any(wanted)).map(|(block, _)| block.text).collect()
    }

    #[test]
    fn parts_of_an_article_are_labelled() {
        let check = |inside: &str, wanted: Labels, expected: &[&str]| {
            let html = format!("<nav><a href=/>Home</a></nav><article>{inside}</article><footer>The Gull</footer>");
            assert_eq!(labelled(&html, wanted), expected, "{inside}");
        };
        check(&format!("<h1>Ferry late</h1>{TEXT}"), Labels::HEADLINE, &["Ferry late"]);
        check(&format!("<h1>Ferry late</h1><div>By Tom Okri</div>{TEXT}"), Labels::BYLINE, &["By Tom Okri"]);
        check(&format!("<h1>Ferry late</h1><div>4 March 2019</div>{TEXT}"), Labels::DATE, &["4 March 2019"]);
        check(
            &format!("<h1>Ferry late</h1><p class=standfirst>Fog keeps the island waiting for its post</p>{TEXT}"),
            Labels::STANDFIRST,
            &["Fog keeps the island waiting for its post"],
        );
        check(
            &format!("<h1>Ferry late</h1><h2>Fog keeps the island of Norrask waiting for its post.</h2>{TEXT}"),
            Labels::STANDFIRST,
            &["Fog keeps the island of Norrask waiting for its post."],
        );
        check(
            &format!("<h1>Ferry late</h1>{TEXT}<h2>Fog kept the island waiting for its post all day.</h2>{TEXT}"),
            Labels::STANDFIRST,
            &[],
        );
        check(&format!("{TEXT}<h2>Soup</h2>{TEXT}"), Labels::SUBHEAD, &["Soup"]);
        check(&format!("{TEXT}<h2>More stories</h2><ul><li><a href=/x>Eels return</a></ul>"), Labels::SUBHEAD, &[]);
        check(
            &format!("{TEXT}<figure><img><figcaption>The pier at noon</figcaption></figure>{TEXT}"),
            Labels::CAPTION,
            &["The pier at noon"],
        );
    }

    #[test]
    fn what_surrounds_the_text_is_not_body() {
        let check = |around: &str| {
            let html = format!("<article><h1>Ferry late</h1>{TEXT}{around}</article>");
            assert_eq!(labelled(&html, Labels::BODY).len(), 3, "{around}");
        };
        check("");
        check("<p><a href=/x>Read more: Eels return to the canal after forty years</a></p>");
        check(
            "<div class=newsletter-signup><p>Get our letter every morning before the boats leave the harbour.</p></div>",
        );
        check(
            "<section id=comments><p>I waited too and the soup was cold, but nobody wants to hear about that.</p></section>",
        );
        check(
            "<aside><p>Norrask has four hundred people, two shops and one ferry, which was built in another age.</p></aside>",
        );
        check(
            "<div class=author-bio><p>Tom Okri writes about boats and the people who are late because of them.</p></div>",
        );
        check(
            "<p style='display: none'>This is not shown to anyone, however long the sentence may become in the end.</p>",
        );
    }

    #[test]
    fn lists_of_other_stories_are_left_out() {
        let teasers = "<h2>Related stories</h2><h4>Eels return</h4><p>They came back to the canal in one night.</p>";
        let html = format!("<article><h1>Ferry late</h1>{TEXT}{teasers}<h2>Soup</h2>{TEXT}</article>");
        assert_eq!(labelled(&html, Labels::SUBHEAD), ["Soup"]);
    }

    #[test]
    fn text_between_headline_and_teasers_is_the_story() {
        let teasers = format!("<div>{}</div>", TEXT.repeat(8));
        let html = format!("<title>Ferry late again</title><h1>Ferry late again</h1>{TEXT}{TEXT}{teasers}");
        let found = labelled(&html, Labels::BODY);
        assert!(found.first().is_some_and(|first| first.starts_with("The ferry to the island")), "{found:?}");
        let articles = format!("<article><h2>Another</h2>{TEXT}</article>").repeat(3);
        let html = format!(
            "<title>Ferry late again</title><article><h1>Ferry late again</h1>{TEXT}{TEXT}</article>{articles}"
        );
        assert_eq!(labelled(&html, Labels::HEADLINE), ["Ferry late again"]);
        assert!(labelled(&html, Labels::SUBHEAD).is_empty());
    }

    proptest! {
        #[test]
        fn any_text_is_labelled(html in "(<(/)?(p|div|li|td|table|h1|b|a href=x|br|script|title|figure|!--)>|[a-zé<&\"; ]{0,12}){0,40}") {
            labelled(&html, Labels::BODY);
        }

        #[test]
        fn any_string_is_labelled(html in "\\PC{0,200}") {
            labelled(&html, Labels::BODY);
        }
    }
}
