//! RSS and Atom: the entries of a feed, whole or as summaries.
//!
//! Source: RSS 2.0, RSS 1.0 (RDF), Atom (RFC 4287).

use super::format::{Article, Xml, language};
use crate::model::{Diagnostic, Given};
use crate::read::about::About;
use crate::read::choice::FormatChoice;
use crate::read::markup::{Element, Prose, Shape, prose_of, prose_of_html};

/// The format of RSS feeds.
pub(in crate::read) static RSS: Xml = Xml {
    choice: FormatChoice::Rss,
    about: About {
        what: "RSS feeds, 0.9 to 2.0, with whatever of each story they hold",
        told_by: "the roots `rss` and `RDF`",
        examples: "rss.xml",
    },
    roots: &["rss", "rdf"],
    marks: &[],
    shape: Shape { records: &["item"], context: &["title", "link", "language"] },
    without_records: "a feed without entries",
    article: rss,
};

/// The format of Atom feeds.
pub(in crate::read) static ATOM: Xml = Xml {
    choice: FormatChoice::Atom,
    about: About { what: "Atom feeds", told_by: "the roots `feed` and `entry`", examples: "atom.xml" },
    roots: &["feed", "entry"],
    marks: &["http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"],
    shape: Shape { records: &["entry"], context: &["title", "author"] },
    without_records: "a feed without entries",
    article: atom,
};

/// What comes before the kind of an entry in the exports of Blogger.
const BLOGGER_KIND: &str = "http://schemas.google.com/blogger/2008/kind#";

fn rss(root: &Element) -> Option<Article> {
    let item = root.find("item")?;
    let channel = root.child("channel").unwrap_or(root);
    let full = item.child("encoded").map(Element::raw_text).filter(|html| !html.trim().is_empty());
    let prose = prose_of_html(full.as_ref().unwrap_or(&item.child("description")?.raw_text()));
    let links = || item.elements().filter(|element| element.name == "link");
    let given = Given {
        url: links().find_map(Element::text).or_else(|| item.text_at(&["guid"]).filter(|id| id.starts_with("http"))),
        site: channel.text_at(&["title"]),
        language: channel.text_at(&["language"]).map(|tag| language(&tag)),
        headline: item.child("title").and_then(title_of),
        byline: item.text_at(&["creator"]).or_else(|| item.text_at(&["author"])).map(|author| without_address(&author)),
        published_at: item.text_at(&["pubdate"]).or_else(|| item.text_at(&["date"])),
        ..Given::default()
    };
    Some(article(item.text_at(&["guid"]), given, prose, full.is_some()))
}

fn atom(root: &Element) -> Option<Article> {
    let entry = if root.name == "entry" { root } else { root.find("entry")? };
    if is_of_no_post(entry) {
        return None;
    }
    let content = entry.child("content").filter(|content| content.attribute("src").is_none());
    let summary = || entry.child("summary").map(text_of);
    // WENN's feeds hold the story in elements of their own, and a stand-in in the usual one.
    let own = entry.child("contentmetadata").and_then(|own| {
        let parts = [own.child("first_line"), own.child("body")].into_iter().flatten();
        let paragraphs: Vec<String> = parts.flat_map(|part| paragraphs_of(&part.raw_text())).collect();
        (!paragraphs.is_empty()).then_some(Prose { paragraphs, captions: Vec::new() })
    });
    let agency = own.is_some().then(|| "WENN".to_owned());
    let full = own.or_else(|| content.map(text_of)).filter(|prose| !prose.paragraphs.is_empty());
    let is_full = full.is_some();
    let prose = full.or_else(summary)?;
    let author = |of: &Element| of.text_at(&["author", "name"]);
    let given = Given {
        url: address(entry),
        site: root.text_at(&["title"]).filter(|_| root.name == "feed"),
        language: entry.attribute("lang").or_else(|| root.attribute("lang")).map(language),
        headline: entry.child("title").and_then(title_of),
        byline: author(entry).or_else(|| author(root)),
        agency,
        published_at: entry.text_at(&["published"]).or_else(|| entry.text_at(&["issued"])),
        updated_at: entry.text_at(&["updated"]).or_else(|| entry.text_at(&["modified"])),
        ..Given::default()
    };
    Some(article(entry.text_at(&["id"]), given, prose, is_full))
}

fn article(id: Option<String>, mut given: Given, mut prose: Prose, is_full: bool) -> Article {
    given.captions = std::mem::take(&mut prose.captions);
    let message = "the feed holds a summary of this article, not its text";
    let diagnostics = if is_full { Vec::new() } else { vec![Diagnostic::new("summary-only", message)] };
    Article { id, given, body: prose.body(), diagnostics }
}

/// The prose of a text construct: HTML as text, XHTML as elements, or plain text.
fn text_of(element: &Element) -> Prose {
    match element.attribute("type") {
        Some("text") | None if element.elements().next().is_none() => {
            Prose { paragraphs: paragraphs_of(&element.raw_text()), captions: Vec::new() }
        }
        _ if element.elements().next().is_some() => prose_of(element),
        _ => prose_of_html(&element.raw_text()),
    }
}

/// A title: HTML where it says so, and in feeds that do not say where entities or tags are left in it once it is read.
fn title_of(title: &Element) -> Option<String> {
    let text = title.text()?;
    let kind = title.attribute("type");
    let is_marked = text.contains("</") || text.split('&').skip(1).any(is_entity);
    if title.elements().next().is_some() || kind != Some("html") && (!is_marked || kind == Some("text")) {
        return Some(text);
    }
    Some(prose_of_html(&text).paragraphs.join(" ")).filter(|title| !title.is_empty())
}

/// Whether `text`, what comes after an ampersand, opens as an entity does.
fn is_entity(text: &str) -> bool {
    let name = text.split(';').next().unwrap_or_default();
    let letters = name.strip_prefix('#').unwrap_or(name);
    name.len() < text.len() && (2..=8).contains(&name.len()) && letters.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether an entry is no post but a template, a setting or a comment: the export of a blog of Blogger has them all.
fn is_of_no_post(entry: &Element) -> bool {
    let terms = entry.elements().filter(|element| element.name == "category").filter_map(|term| term.attribute("term"));
    let mut kinds = terms.filter_map(|term| term.strip_prefix(BLOGGER_KIND));
    kinds.any(|kind| kind != "post" && kind != "page")
}

/// Paragraphs with blank lines between them.
fn paragraphs_of(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let paragraphs = lines.split(|line| line.is_empty()).map(|lines| lines.join(" "));
    paragraphs.filter(|paragraph| !paragraph.is_empty()).collect()
}

/// The address of an entry: the link that leads to it.
fn address(entry: &Element) -> Option<String> {
    let links = || entry.elements().filter(|element| element.name == "link");
    let is_page = |link: &&Element| link.attribute("rel").is_none_or(|rel| rel == "alternate");
    links().find(is_page).or_else(|| links().next()).and_then(|link| link.attribute("href")).map(str::to_owned)
}

/// `anna@example.org (Anna Quill)` without the address.
fn without_address(author: &str) -> String {
    match author.split_once(" (") {
        Some((address, name)) if address.contains('@') => name.trim_end_matches(')').to_owned(),
        _ => author.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entry_of_atom_inherits_what_the_feed_says() {
        let xml = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Fen Post</title><author><name>Anna Quill</name></author>\
                   <entry><title>Quay</title><link href='http://fen.example/1'/><updated>2026-03-01T10:15:00Z</updated>\
                   <summary>Water stood.</summary></entry></feed>";
        let article = atom(&Element::parse(xml).unwrap()).unwrap();
        assert_eq!(article.given.byline.as_deref(), Some("Anna Quill"));
        assert_eq!(article.given.url.as_deref(), Some("http://fen.example/1"));
        assert_eq!((article.body.as_str(), article.diagnostics.len()), ("Water stood.", 1));
    }

    #[test]
    fn title_is_read_as_markup_where_it_is_markup() {
        let check = |title: &str, expected: &str| {
            assert_eq!(title_of(&Element::parse(title).unwrap()).as_deref(), Some(expected), "{title}");
        };
        check("<title type='html'>Quay &amp;amp; &lt;b&gt;tide&lt;/b&gt;</title>", "Quay & tide");
        check("<title>Quay&amp;#8217;s end</title>", "Quay’s end");
        check("<title>R&amp;D and a &lt; b; c</title>", "R&D and a < b; c");
        check("<title type='text'>The &amp;amp; sign</title>", "The &amp; sign");
    }

    #[test]
    fn template_of_a_blog_is_no_entry() {
        let is_read = |kind: &str| {
            let xml = format!(
                "<entry><category term='{BLOGGER_KIND}{kind}'/><title>Quay</title><content>Water stood.</content></entry>"
            );
            atom(&Element::parse(&xml).unwrap()).is_some()
        };
        assert_eq!(["template", "settings", "comment", "post"].map(is_read), [false, false, false, true]);
    }

    #[test]
    fn item_of_rss_is_whole_where_the_feed_has_it() {
        let xml = "<rss><channel><title>Fen Post</title><item><title>Quay</title><link>http://fen.example/1</link>\
                   <author>aq@fen.example (Anna Quill)</author><description>Short.</description>\
                   <x:encoded xmlns:x='c'>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</x:encoded></item></channel></rss>";
        let article = rss(&Element::parse(xml).unwrap()).unwrap();
        assert_eq!(article.body, "One.\n\nTwo.");
        assert_eq!(article.given.byline.as_deref(), Some("Anna Quill"));
        assert!(article.diagnostics.is_empty());
    }
}
