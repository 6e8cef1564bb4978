//! Collects everything a saved page declares about itself.
//!
//! A [`Tree`] comes in; JSON-LD, OpenGraph and other meta tags, microdata, `time` elements, canonical link and title go
//! out as [`Declared`], best evidence first in each list.
//!
//! Invariant: one pass over the nodes; nothing is weighed against what the page shows.

use crate::lexicon::byline_words::AUTHOR_PATHS;
use crate::normalise::blocks::declared::{Declared, Linked};
use crate::normalise::fields::byline::parse_byline;
use crate::normalise::fields::person_names::person;
use crate::normalise::html::blocks::plain_text;
use crate::normalise::html::json_ld::Graph;
use crate::normalise::html::meta_keys::{MetaField, find_meta_key};
use crate::normalise::html::tags::Tag;
use crate::normalise::html::tree::{Name, Node, Tree};
use crate::normalise::text::titles::bare_words;
use crate::normalise::text::twice_encoded::once_encoded;
use crate::normalise::text::unicode::clean;

/// At most this many links are looked at.
const MOST_LINKS: usize = 4_000;
/// At most this many nodes lie between two things in the head of one story.
const CLOSE: usize = 80;
/// At most this many headings are looked at for the headline.
const MOST_HEADINGS: usize = 40;

/// Values by how good the evidence is.
#[derive(Default)]
struct Ranked(Vec<(u8, String)>);

impl Ranked {
    fn add(&mut self, rank: u8, value: &str) {
        let value = if value.contains(['<', '&']) { plain_text(value).replace('\n', " ") } else { clean(value) };
        let value = once_encoded(value);
        if !value.is_empty() && self.0.len() < 64 {
            self.0.push((rank, value));
        }
    }

    fn has(&self, rank: u8) -> bool {
        self.0.iter().any(|(known, _)| *known == rank)
    }

    /// How many values there are of `rank` or better.
    fn up_to(&self, rank: u8) -> usize {
        self.0.iter().filter(|(known, _)| *known <= rank).count()
    }

    /// Adds the values to `list`, best first, each once.
    fn add_to(mut self, list: &mut Vec<String>) {
        self.0.sort_by_key(|(rank, _)| *rank);
        for (_, value) in self.0 {
            if !list.contains(&value) {
                list.push(value);
            }
        }
    }

    fn best(mut self) -> Option<String> {
        self.0.sort_by_key(|(rank, _)| *rank);
        self.0.into_iter().next().map(|(_, value)| value)
    }
}

#[derive(Default)]
struct Found {
    url: Ranked,
    site: Ranked,
    language: Ranked,
    headlines: Ranked,
    title: Ranked,
    descriptions: Ranked,
    authors: Ranked,
    published: Ranked,
    updated: Ranked,
    graph: Graph,
    /// What relative addresses are relative to.
    base: Option<String>,
    frames: Vec<String>,
    /// Ranks and dates of `time` elements with their places in the tree.
    times: Vec<(usize, u8, String)>,
    /// Places of the headings of the first two ranks.
    headings: Vec<usize>,
    /// Authors shown on the page, with their places in the tree.
    shown_authors: Vec<(usize, String)>,
    /// Places of links.
    links: Vec<usize>,
}

/// What the page declares; `given_url` distinguishes its own JSON-LD from that of others.
#[must_use]
pub fn declared(tree: &Tree, given_url: Option<&str>) -> Declared {
    let mut found = Found::default();
    for (index, node) in tree.nodes.iter().enumerate() {
        if node.tag == Tag::TEXT {
            found.text(tree, node);
            continue;
        }
        found.element(tree, index, node);
        if let Some(property) = tree.attribute(node, Name::ItemProp) {
            found.property(tree, index, node, property);
        }
    }
    let headline = found.headline_place(tree);
    found.place_times(headline);
    found.place_authors(headline);
    let linked_authors = found.linked_authors(tree, headline);
    Declared { linked_authors, ..found.into_declared(given_url) }
}

/// An address as it is, or what a relative one means on a page at `base`.
fn whole_address(address: &str, base: Option<&str>) -> Option<String> {
    if address.contains("://") {
        return Some(address.to_owned());
    }
    let base = base.filter(|base| base.starts_with("http://") || base.starts_with("https://"))?;
    let (scheme, rest) = base.split_once("://")?;
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let host = rest.split('/').next().unwrap_or_default();
    if let Some(other_host) = address.strip_prefix("//") {
        return Some(format!("{scheme}://{other_host}"));
    }
    let folder = rest.rsplit_once('/').map_or(host, |(folder, _)| folder);
    match address.strip_prefix('/') {
        Some(path) => Some(format!("{scheme}://{host}/{path}")),
        None if address.starts_with(['.', '#', '?']) => None,
        None => Some(format!("{scheme}://{folder}/{address}")),
    }
}

/// Adds authors from the next best evidence, as long as no person has been named: what names people best names them all.
fn add_authors(mut found: Ranked, authors: &mut Vec<String>) {
    found.0.sort_by_key(|(rank, _)| *rank);
    let names_people =
        |name: &String| parse_byline(name).is_some_and(|line| !line.authors.is_empty()) || person(name).is_some();
    for group in found.0.chunk_by(|(rank, _), (next, _)| rank == next) {
        if authors.iter().any(names_people) {
            return;
        }
        for (_, name) in group {
            if !authors.contains(name) {
                authors.push(name.clone());
            }
        }
    }
}

impl Found {
    fn element(&mut self, tree: &Tree, index: usize, node: &Node) {
        match node.tag {
            Tag::META => self.meta(tree, node),
            Tag::LINK => self.link(tree, node),
            Tag::HTML => {
                if let Some(language) = tree.attribute(node, Name::Lang) {
                    self.language.add(0, language);
                }
            }
            Tag::TIME => self.time(tree, index, node),
            Tag::A if self.links.len() < MOST_LINKS => self.links.push(index),
            // Menus hold headings of the second rank by the dozen.
            Tag::H1 if self.headings.len() < 2 * MOST_HEADINGS => self.headings.push(index),
            Tag::H2 if self.headings.len() < MOST_HEADINGS => self.headings.push(index),
            Tag::BASE => self.base = self.base.take().or_else(|| tree.attribute(node, Name::Href).map(str::to_owned)),
            Tag::FRAME => self.frames.extend(tree.attribute(node, Name::Src).map(clean)),
            _ => {}
        }
    }

    fn text(&mut self, tree: &Tree, node: &Node) {
        let Some(parent) = tree.nodes.get(node.parent as usize) else { return };
        match parent.tag {
            Tag::SCRIPT => self.graph.add(tree.text(node)),
            Tag::TITLE => {
                let is_of_drawing = tree.nodes.get(parent.parent as usize).is_some_and(|above| above.tag == Tag::SVG);
                if !is_of_drawing {
                    self.title.add(0, tree.text(node));
                }
            }
            _ => {}
        }
    }

    /// Puts what was found in order, the best evidence first: JSON-LD, then the rest by rank.
    fn into_declared(self, given_url: Option<&str>) -> Declared {
        let base = self.base.as_deref().or(given_url);
        let url = self.url.best().and_then(|url| whole_address(&url, base));
        let mut declared = Declared { url, title: self.title.best(), frames: self.frames, ..Declared::default() };
        let address = declared.url.clone().or_else(|| given_url.map(str::to_owned));
        let title = declared.title.clone();
        self.graph.declare(address.as_deref(), title.as_deref(), &mut declared);
        declared.json_ld = Linked {
            headlines: declared.headlines.len(),
            authors: declared.authors.len(),
            published: declared.published.len(),
            stated: declared.published.len() + self.published.up_to(2),
            updated: declared.updated.len(),
        };
        self.headlines.add_to(&mut declared.headlines);
        self.descriptions.add_to(&mut declared.descriptions);
        add_authors(self.authors, &mut declared.authors);
        self.published.add_to(&mut declared.published);
        self.updated.add_to(&mut declared.updated);
        declared.site = self.site.best().or(declared.site);
        declared.language = self.language.best().or(declared.language);
        declared
    }

    fn meta(&mut self, tree: &Tree, node: &Node) {
        let Some(content) = tree.attribute(node, Name::Content) else { return };
        for name in [Name::Property, Name::Name, Name::ItemProp] {
            if let Some(key) = tree.attribute(node, name) {
                self.key(&key.trim().to_ascii_lowercase(), content);
            }
        }
    }

    fn key(&mut self, key: &str, content: &str) {
        let Some(row) = find_meta_key(key) else { return };
        if !row.may_be_address && content.contains("://") {
            return;
        }
        let values = match row.field {
            MetaField::Url => &mut self.url,
            MetaField::Site => &mut self.site,
            MetaField::Language => &mut self.language,
            MetaField::Headline => &mut self.headlines,
            MetaField::Description => &mut self.descriptions,
            MetaField::Author => &mut self.authors,
            MetaField::Published => &mut self.published,
            MetaField::Updated => &mut self.updated,
        };
        values.add(row.rank, content);
    }

    fn link(&mut self, tree: &Tree, node: &Node) {
        if let (Some(rel), Some(href)) = (tree.attribute(node, Name::Rel), tree.attribute(node, Name::Href))
            && rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("canonical"))
        {
            // Whatever is relative needs the page's base.
            self.url.add(if href.contains("://") { 0 } else { 2 }, href);
        }
    }

    fn time(&mut self, tree: &Tree, index: usize, node: &Node) {
        let Some(date) = tree.attribute(node, Name::DateTime).filter(|_| self.times.len() < 200) else { return };
        let property = tree.attribute(node, Name::ItemProp).unwrap_or_default();
        let class = tree.attribute(node, Name::Class).unwrap_or_default().to_ascii_lowercase();
        if property.contains("dateModified") || class.contains("updat") || class.contains("modif") {
            self.updated.add(4, date);
        } else if tree.attribute(node, Name::PubDate).is_some() || property.contains("datePublished") {
            self.times.push((index, 4, date.to_owned()));
        } else if class.contains("publish") || class.contains("entry-date") {
            self.times.push((index, 5, date.to_owned()));
        } else {
            self.times.push((index, 6, date.to_owned()));
        }
    }

    /// Where the heading that is the headline stands.
    fn headline_place(&self, tree: &Tree) -> Option<usize> {
        let title = self.title.0.first().map(|(_, title)| bare_words(title)).unwrap_or_default();
        // The name of the site is in the title as well: the longest heading that does is the headline.
        let told = |heading: usize| {
            let shown = bare_words(&clean(&first_text(tree, heading)));
            let known = shown.len() > 8
                && (title.contains(&shown) || self.headlines.0.iter().any(|(_, known)| bare_words(known) == shown));
            known.then_some((std::cmp::Reverse(shown.len()), heading))
        };
        let headings = || self.headings.iter().copied();
        let first = headings().find(|heading| tree.nodes.get(*heading).is_some_and(|node| node.tag == Tag::H1));
        headings().filter_map(told).min().map(|(_, heading)| heading).or(first)
    }

    /// Takes the dates of `time` elements, those under the headline before those above it: teasers have dates as well.
    fn place_times(&mut self, headline: Option<usize>) {
        let headline = headline.unwrap_or(0);
        let mut times = std::mem::take(&mut self.times);
        times.sort_by_key(|(index, _, _)| (*index < headline, *index));
        for (_, rank, date) in &times {
            self.published.add(*rank, date);
        }
    }

    /// Takes the authors that the page shows: the first under the headline and those right after it; farther on they are those
    /// of teasers.
    fn place_authors(&mut self, headline: Option<usize>) {
        let headline = headline.unwrap_or(0);
        let mut authors = std::mem::take(&mut self.shown_authors);
        authors.sort_by_key(|(index, _)| (*index < headline, *index));
        let Some(first) = authors.first().map(|(index, _)| *index) else { return };
        let near = authors.iter().filter(|(index, _)| (first..first + CLOSE).contains(index));
        near.for_each(|(_, name)| self.authors.add(4, name));
    }

    /// The texts of the links to pages of authors that stand near the headline.
    fn linked_authors(&self, tree: &Tree, headline: Option<usize>) -> Vec<String> {
        let Some(headline) = headline else { return Vec::new() };
        let window = headline.saturating_sub(CLOSE)..headline + CLOSE * 2;
        let to_author = |index: &usize| {
            let Some(node) = tree.nodes.get(*index) else { return false };
            let rel = tree.attribute(node, Name::Rel).is_some_and(|rel| rel.split(' ').any(|word| word == "author"));
            rel || tree.attribute(node, Name::Href).is_some_and(leads_to_author)
        };
        let links = self.links.iter().filter(|index| window.contains(index)).filter(|index| to_author(index));
        let mut names: Vec<String> = Vec::new();
        for name in links.map(|index| clean(first_text(tree, *index).trim_start_matches([' ', '©']))) {
            if !name.is_empty() && !names.contains(&name) && names.len() < 6 {
                names.push(name);
            }
        }
        names
    }

    fn property(&mut self, tree: &Tree, index: usize, node: &Node, property: &str) {
        let stated = tree.attribute(node, Name::Content).or_else(|| tree.attribute(node, Name::DateTime));
        let shown = || first_text(tree, index);
        for word in property.split_ascii_whitespace() {
            match word {
                // Teasers of other stories are marked up as the story itself is; it comes first.
                "headline" if !self.headlines.has(4) => {
                    self.headlines.add(4, stated.map_or_else(shown, str::to_owned).as_str());
                }
                "datePublished" => self.published.add(3, stated.map_or_else(shown, str::to_owned).as_str()),
                "dateModified" => self.updated.add(3, stated.map_or_else(shown, str::to_owned).as_str()),
                // An author with parts names itself in one of them.
                "author" if node.tag == Tag::META => self.authors.add(3, stated.unwrap_or_default()),
                "author" if self.shown_authors.len() < 40 => {
                    let text = shown();
                    let name = if clean(&text).is_empty() { part_called_name(tree, index) } else { Some(text) };
                    self.shown_authors.extend(name.map(|name| (index, name)));
                }
                _ => {}
            }
        }
    }
}

/// Whether an address is that of the page of one author.
fn leads_to_author(href: &str) -> bool {
    let path = href.split_once("://").map_or(href, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut parts = path.split('/').filter(|part| !part.is_empty()).take(5);
    parts.any(|part| AUTHOR_PATHS.contains(&part.to_ascii_lowercase())) && parts.next().is_some()
}

/// The name in a `meta` element inside an element of microdata.
fn part_called_name(tree: &Tree, index: usize) -> Option<String> {
    let parts = tree.nodes.iter().skip(index + 1).take(8).filter(|node| node.tag == Tag::META);
    let name = parts.filter(|node| tree.attribute(node, Name::ItemProp) == Some("name")).find(|node| {
        let above = tree.nodes.get(node.parent as usize);
        node.parent as usize == index || above.is_some_and(|above| above.parent as usize == index)
    })?;
    tree.attribute(name, Name::Content).map(str::to_owned)
}

/// The text right after an element's start tag, as far as one line of names or a date goes.
fn first_text(tree: &Tree, index: usize) -> String {
    let mut shown = String::new();
    let inside = |mut place: usize| {
        for _ in 0..12 {
            let Some(node) = tree.nodes.get(place) else { return false };
            place = node.parent as usize;
            if place == index {
                return true;
            }
        }
        false
    };
    for (place, node) in tree.nodes.iter().enumerate().skip(index + 1).take(40) {
        if !inside(place) || shown.len() > 200 {
            break;
        }
        if !tree.nodes.get(node.parent as usize).is_some_and(|parent| parent.tag.is_unread()) {
            shown.push_str(tree.text(node));
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declare(html: &str) -> Declared {
        declared(&Tree::parse(html), None)
    }

    #[test]
    fn evidence_is_ranked() {
        let page = declare(
            r#"<html lang="en-GB"><head><title>Ferry late | The Gull</title><link rel=canonical href="https://gull.example/a">
            <meta name=author content="The Gull"><meta name="byl" content="By Ilse Varga"><meta property="og:title" content="Ferry late">
            <meta name="date" content="2020"><meta property="article:published_time" content="2020-03-04T10:00:00Z">
            <script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry is late","datePublished":"2020-03-04"}</script>
            <meta property="og:site_name" content="The Gull">"#,
        );
        assert_eq!(page.headlines, ["Ferry is late", "Ferry late"]);
        assert_eq!(page.published, ["2020-03-04", "2020-03-04T10:00:00Z", "2020"]);
        assert_eq!(page.authors, ["By Ilse Varga"]);
        assert_eq!(page.title.as_deref(), Some("Ferry late | The Gull"));
        assert_eq!(page.site.as_deref(), Some("The Gull"));
        assert_eq!(page.url.as_deref(), Some("https://gull.example/a"));
        assert_eq!(page.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn relative_addresses_are_read_from_the_base_of_the_page() {
        let check = |head: &str, given: Option<&str>, expected: Option<&str>| {
            let found = declared(&Tree::parse(head), given);
            assert_eq!(found.url.as_deref(), expected, "{head}");
        };
        let canonical = "<link rel=canonical href=";
        check(
            &format!("<base href=https://gull.example/2012/>{canonical}ferry>"),
            None,
            Some("https://gull.example/2012/ferry"),
        );
        check(&format!("{canonical}/ferry>"), Some("https://gull.example/a/b?c"), Some("https://gull.example/ferry"));
        check(
            &format!("{canonical}//gull.example/ferry>"),
            Some("http://x.example/a"),
            Some("http://gull.example/ferry"),
        );
        check(&format!("{canonical}https://gull.example/ferry>"), None, Some("https://gull.example/ferry"));
        check(&format!("{canonical}ferry>"), None, None);
        check(&format!("<base href=/local/>{canonical}ferry>"), None, None);
    }

    #[test]
    fn microdata_and_time_are_read() {
        let page = declare(
            r#"<div itemscope><h1 itemprop="headline">Eel season</h1><span itemprop="author"><b>Tom Okri</b></span>
            <meta itemprop="datePublished" content="2019-05-06"><time datetime="2019-05-07">May</time></div>"#,
        );
        assert_eq!(page.headlines, ["Eel season"]);
        assert_eq!(page.authors, ["Tom Okri"]);
        assert_eq!(page.published, ["2019-05-06", "2019-05-07"]);
    }
}
