//! Who wrote a page: what it declares, what it shows under its headline and whom it links there, put together.
//!
//! A page with its labels and what its record gives come in; byline, authors and agency go out.
//!
//! Invariant: what the record gives stands; the fuller of two lists of the same people wins, and a byline that says that it
//! is one goes before a declared list of others.

use crate::lexicon::agencies::agency;
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::{gazetteer, given_names, surnames};
use crate::model::Given;
use crate::normalise::blocks::{Block, BlockPage, Hints, Labels};
use crate::normalise::fields::byline::{Byline, parse_byline};
use crate::normalise::fields::credits::opens_credit;
use crate::normalise::fields::pen_names::{pen_name, people_of, with_initial, without_about};
use crate::normalise::fields::person_names::{is_made_of_words, unspaced_person};
use crate::normalise::labels::head::Head;
use crate::normalise::text::titles::bare_words;

/// More blocks than these are no byline any more; it also bounds the search for repeated names.
const MOST_BYLINES: usize = 8;
/// A page that declares more authors than these declares something else.
const MOST_AUTHORS: usize = 60;

/// Who wrote a page.
#[derive(Default)]
pub(in crate::normalise) struct Authorship {
    /// As printed.
    pub byline: Option<String>,
    pub authors: Vec<String>,
    pub agency: Option<String>,
}

/// Who wrote `page`, which appeared on `site`.
pub(in crate::normalise) fn authorship(
    page: &BlockPage,
    labels: &[Labels],
    given: &Given,
    site: Option<&str>,
) -> Authorship {
    let lines = if given.byline.is_some() { Vec::new() } else { shown_lines(page, labels) };
    let sure = lines.iter().any(|line| line.sure);
    let found = match &given.byline {
        Some(byline) => parse_byline(byline),
        None => lines.into_iter().map(|line| line.byline).reduce(both_lines),
    };
    let mut authorship = Authorship {
        byline: given.byline.clone().or_else(|| found.as_ref().map(|line| line.text.clone())),
        agency: found.as_ref().and_then(|line| line.agency.clone()),
        authors: Vec::new(),
    };
    let shown = found.map(|line| line.authors).unwrap_or_default();
    let declared: Vec<&String> = page.declared.authors.iter().take(MOST_AUTHORS).collect();
    authorship.authors = match &given.authors {
        Some(authors) => authors.clone(),
        None if given.byline.is_some() => shown,
        None => told_authors(page, &declared, shown, sure, site),
    };
    if authorship.agency.is_none() {
        authorship.agency = declared.iter().find_map(|author| agency(author.trim())).map(str::to_owned);
    }
    authorship
}

/// The authors of a page whose record gives none.
fn told_authors(
    page: &BlockPage,
    declared: &[&String],
    shown: Vec<String>,
    sure: bool,
    site: Option<&str>,
) -> Vec<String> {
    let site_words = site.map(bare_words).unwrap_or_default();
    let mut people: Vec<String> = Vec::new();
    for name in declared.iter().flat_map(|author| people_of(author)) {
        // `Saltmarsh Echo` could be a person's name, were it not the paper's.
        if !people.contains(&name) && bare_words(&name) != site_words {
            people.push(name);
        }
    }
    let shown: Vec<String> =
        shown.into_iter().map(|name| linked_part(page, name)).filter(|name| bare_words(name) != site_words).collect();
    // A declared author whose name is on the page by itself is one, whatever other lines say.
    let stands =
        |name: &String| page.blocks.iter().any(|block| block.text.len() <= 80 && block.text.contains(name.as_str()));
    let settled = people.iter().any(stands);
    let told = both_lists(people, shown, sure, settled);
    if !told.is_empty() {
        return told;
    }
    let linked = &page.declared.linked_authors;
    let mut people: Vec<String> = linked.iter().flat_map(|name| people_of(name)).collect();
    if people.is_empty() {
        let site = own_name(page, site);
        people.extend(page.declared.persons.iter().chain(linked).filter_map(|name| pen_name(name, &site)).take(1));
    }
    people.dedup();
    people
}

/// Of a name the part that is a link to the page of an author, where there is one: what follows was not parted from it.
fn linked_part(page: &BlockPage, name: String) -> String {
    let part = page.declared.linked_authors.iter().find(|linked| {
        linked.contains(' ') && name.strip_prefix(linked.as_str()).is_some_and(|rest| rest.starts_with(' '))
    });
    part.cloned().unwrap_or(name)
}

/// The name of the site in letters alone, or the host of its address.
fn own_name(page: &BlockPage, site: Option<&str>) -> String {
    let host = page.url.as_deref().and_then(|url| url.split('/').nth(2)).unwrap_or_default();
    let host = host.trim_start_matches("www.").split('.').next().unwrap_or_default();
    site.map_or_else(|| host.to_owned(), |site| bare_words(site).replace(' ', ""))
}

/// The people of two lists: the fuller one of the same people; of others those of the byline, if that is sure to be one.
fn both_lists(declared: Vec<String>, shown: Vec<String>, sure: bool, settled: bool) -> Vec<String> {
    if declared.is_empty() {
        return shown;
    }
    let covers = |more: &[String], fewer: &[String]| fewer.iter().all(|few| more.iter().any(|one| is_same(one, few)));
    if shown.is_empty() || !sure || covers(&declared, &shown) {
        return declared;
    }
    // Whom only the page shows must have a name that is one beyond doubt.
    let known: Vec<String> =
        shown.into_iter().filter(|name| is_plain_name(name) || declared.iter().any(|one| is_same(one, name))).collect();
    let apart = !settled && !known.iter().any(|name| declared.iter().any(|one| is_same(one, name)));
    if covers(&known, &declared) || apart && !known.is_empty() { known } else { declared }
}

/// Whether a name opens with a known first name and is not made of other words.
fn is_plain_name(name: &str) -> bool {
    let first = name.split([' ', '-']).next().map(lower_case).unwrap_or_default();
    (given_names::find(&first).is_some() || first.ends_with('.')) && !is_made_of_words(name)
}

/// Whether two names are forms of one: the same words, or the same first and last.
fn is_same(left: &str, right: &str) -> bool {
    let (left, right) = (bare_words(left), bare_words(right));
    let ends = |name: &str| {
        name.split_once(' ').map(|(first, rest)| (first.to_owned(), rest.rsplit(' ').next().unwrap_or(rest).to_owned()))
    };
    // What follows a whole name is a word of the page that was not parted from it.
    let goes_on = |more: &str, less: &str| {
        less.contains(' ') && more.strip_prefix(less).is_some_and(|rest| rest.starts_with(' '))
    };
    left == right
        || ends(&left).is_some() && ends(&left) == ends(&right)
        || goes_on(&left, &right)
        || goes_on(&right, &left)
}

/// A line of the page that names its authors or an agency.
struct Line {
    /// How far it is from the head of the story.
    distance: u8,
    /// Whether it says or its markup says that it is a byline.
    sure: bool,
    byline: Byline,
}

/// The lines that say who wrote it. On a saved page those in the head of the story alone, where it has any.
fn shown_lines(page: &BlockPage, labels: &[Labels]) -> Vec<Line> {
    let head = Head::of(labels);
    let labelled = (0..).zip(page.blocks.iter().zip(labels)).filter(|(_, (_, label))| label.any(Labels::BYLINE));
    let mut lines: Vec<Line> =
        labelled.filter_map(|(place, (block, _))| read_line(block, head.distance(place))).take(MOST_BYLINES).collect();
    if page.blocks.first().is_none_or(|block| block.markup.is_none()) {
        return lines;
    }
    let named = lines.iter().filter(|line| !line.byline.authors.is_empty());
    let Some(nearest) = named.map(|line| line.distance).min() else { return lines };
    if nearest < 2 {
        // Beside a line that says that it is a byline, others need a name that is one beyond doubt.
        let led = lines.iter().any(|line| line.distance <= nearest && line.byline.led);
        for line in lines.iter_mut().filter(|line| led && !line.byline.led) {
            line.byline.authors.retain(|name| is_plain_name(name));
        }
        lines.retain(|line| {
            line.distance <= nearest && (!line.byline.authors.is_empty() || line.byline.agency.is_some())
        });
        return lines;
    }
    // Away from the head the first byline is the story's, and others are those of teasers.
    lines.into_iter().find(|line| !line.byline.authors.is_empty()).into_iter().collect()
}

/// A labelled block as a byline; `None` for the credit of a picture.
fn read_line(block: &Block, distance: u8) -> Option<Line> {
    let Some(markup) = &block.markup else {
        return parse_byline(&block.text).map(|byline| Line { distance, sure: byline.led, byline });
    };
    if block.text.contains('©') || opens_credit(&block.text) {
        return None;
    }
    let marked = markup.hints.any(Hints::BYLINE);
    let mut byline = match parse_byline(without_about(&block.text)) {
        Some(byline) => byline,
        None => marked_name(&block.text).filter(|_| marked)?,
    };
    if !byline.led {
        // A section or a town may be under a headline like a name.
        byline.authors.retain(|name| !is_place(name));
        if byline.authors.is_empty() && byline.agency.is_none() {
            return None;
        }
    }
    Some(Line { distance, sure: distance < 2 && (byline.led || marked), byline })
}

/// A name that only its markup makes one, as a byline.
fn marked_name(text: &str) -> Option<Byline> {
    let name = with_initial(text).or_else(|| unspaced_person(text))?;
    Some(Byline { text: text.to_owned(), authors: vec![name], agency: None, led: false })
}

/// Whether a name is that of a place and hardly that of a person.
fn is_place(name: &str) -> bool {
    let last = name.rsplit(' ').next().map(lower_case).unwrap_or_default();
    gazetteer::is_place_name(name) && (!is_plain_name(name) || surnames::find(&last).is_none())
}

/// One byline out of two lines that follow each other.
fn both_lines(mut first: Byline, second: Byline) -> Byline {
    let new: Vec<String> = second.authors.into_iter().filter(|name| !first.authors.contains(name)).collect();
    if !new.is_empty() || first.agency.is_none() && second.agency.is_some() {
        first.text += ", ";
        first.text += &second.text;
    }
    first.authors.extend(new);
    first.agency = first.agency.or(second.agency);
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::blocks::Labeller;
    use crate::normalise::html::html_page;
    use crate::normalise::labels::html_bylines::settle_bylines;
    use crate::normalise::labels::rules::html::tests::TEXT;
    use crate::normalise::labels::trained::TrainedLabeller;

    #[track_caller]
    fn check(head: &str, line: &str, end: &str, expected: &[&str]) {
        let html = format!(
            "<title>Ferry late again | The Gull</title>{head}<nav><a href=/>Home</a></nav><article><h1>Ferry late again</h1>{line}{TEXT}{TEXT}{end}</article>"
        );
        let page = html_page(&html, None);
        let labels = TrainedLabeller.label(&page);
        let labels = settle_bylines(&page, &labels);
        let found = authorship(&page, &labels, &Given::default(), Some("The Gull"));
        assert_eq!(found.authors, expected, "{head}{line}{end}");
    }

    #[test]
    fn fuller_byline_that_is_shown_beats_the_declared_one() {
        let meta = "<meta name=author content='Tom Okri'>";
        check(meta, "<p class=byline>By Tom Okri, Ilse Varga</p>", "", &["Tom Okri", "Ilse Varga"]);
        check(
            "<meta name=author content='Tom Okri, Ilse Varga'>",
            "<p class=byline>By Tom Okri</p>",
            "",
            &["Tom Okri", "Ilse Varga"],
        );
        check(meta, "<p class=byline>By Ilse Varga and Eva Falk</p>", "", &["Ilse Varga", "Eva Falk"]);
        check(
            "<meta name=author content='Morning Pages'>",
            "<p class=byline>By <a href=/h>Ilse Varga</a></p>",
            "",
            &["Ilse Varga"],
        );
    }

    #[test]
    fn authors_are_found_wherever_the_page_puts_them() {
        check("", "<div class=dateline>By <a rel=author href=/a>Tom Okri</a> | June 16, 2019</div>", "", &["Tom Okri"]);
        check(
            "",
            "<footer class=meta><p class=byline>By <a rel=author href=/a>TOM OKRI</a></p></footer>",
            "",
            &["Tom Okri"],
        );
        check("", "<h3 class=byline>By <a href=/a>Tom Okri</a></h3>", "", &["Tom Okri"]);
        check("", "", "<p><em>By Ilse Varga</em></p>", &["Ilse Varga"]);
        check("", "", "<p class=right>- Ilse Varga<br>Contributing Writer</p>", &["Ilse Varga"]);
        check("", "", "<p>Reporting by Ilse Varga; Editing by Tom Okri</p>", &["Ilse Varga"]);
        check(
            "",
            "<p><span class='author vcard'><a class='url fn n' href=/a>Natalie D.</a></span></p>",
            "",
            &["Natalie D."],
        );
        check("", "<div><a href=/author/okri>Tom Okri</a> <a href=/c>Harbours</a></div>", "", &["Tom Okri"]);
    }

    #[test]
    fn nobody_else_is_an_author() {
        check("", "<p class=byline>By Tom Okri</p><ul><li><p>Link Copied</p></li></ul>", "", &["Tom Okri"]);
        check(
            "",
            "<div class=info><span class=section>North Korea</span> <span class=date>August 20, 2019</span></div>",
            "",
            &[],
        );
        let teaser = "<aside><h4><a href=/x>Eels return</a></h4><div class=byline>by <a href=/author/v>Ilse Varga</a></div></aside>";
        check("", "<p class=byline>By Tom Okri</p>", teaser, &["Tom Okri"]);
    }
}
