//! WXR, the export of WordPress: published posts, whole.
//!
//! Drafts, standing pages, attachments and menus are in the file too and are no articles. In the text a blank line ends a paragraph, and
//! shortcodes in brackets stand for what a plug-in draws.

use super::format::{Article, Xml, language};
use super::wire_text::take_byline;
use crate::lexicon::byline_words::ACCOUNTS;
use crate::model::{Given, GivenCaption};
use crate::read::about::About;
use crate::read::choice::FormatChoice;
use crate::read::markup::{Element, Shape, prose_of_html};

/// The format.
pub(in crate::read) static WORDPRESS: Xml = Xml {
    choice: FormatChoice::WordPress,
    about: About {
        what: "WXR, the export of a WordPress site",
        told_by: "an RSS feed with the names of WordPress in it",
        examples: "wordpress.xml",
    },
    roots: &["rss"],
    marks: &["xmlns:wp=", "wordpress.org/export/"],
    shape: Shape { records: &["item"], context: &["title", "language", "author"] },
    without_records: "an export without posts",
    article,
};

fn article(root: &Element) -> Option<Article> {
    let item = root.find("item")?;
    let is = |name: &str, values: &[&str]| item.text_at(&[name]).is_none_or(|value| values.contains(&value.as_str()));
    if !is("status", &["publish"]) || !is("post_type", &["post"]) {
        return None;
    }
    let channel = root.child("channel").unwrap_or(root);
    let encoded = item.elements().find(|element| element.name == "encoded").map(Element::raw_text)?;
    let (text, captions) = without_shortcodes(&encoded);
    let (signed, text) = signed_above(&text);
    let mut prose = prose_of_html(&with_paragraphs(text));
    prose.captions.extend(captions);
    let login = item.text_at(&["creator"]);
    let moment = |name: &str| item.text_at(&[name]).filter(|date| !date.starts_with("0000")).map(|date| utc(&date));
    let signed = signed.or_else(|| take_byline(&mut prose.paragraphs));
    let byline = signed.or_else(|| name_of(channel, login.as_deref()?));
    let given = Given {
        url: item.text_at(&["link"]),
        site: channel.text_at(&["title"]),
        language: channel.text_at(&["language"]).map(|tag| language(&tag)),
        headline: item.text_at(&["title"]),
        authors: byline.as_deref().map(authors),
        byline,
        published_at: moment("post_date_gmt").or_else(|| item.text_at(&["pubdate"])),
        updated_at: moment("post_modified_gmt"),
        captions: std::mem::take(&mut prose.captions),
        ..Given::default()
    };
    Some(Article { id: item.text_at(&["post_id"]), given, body: prose.body(), diagnostics: Vec::new() })
}

/// The moment in GMT that a database writes without saying so.
fn utc(date: &str) -> String {
    format!("{}Z", date.replacen(' ', "T", 1))
}

/// The names in a byline, whose form is known: an account shows one name, and a line of text was found by its first word.
fn authors(byline: &str) -> Vec<String> {
    let names = byline.strip_prefix("By ").unwrap_or(byline);
    names.split(" and ").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// A byline that is the first line of the text, and the text below it.
fn signed_above(text: &str) -> (Option<String>, &str) {
    let Some((line, rest)) = text.trim_start().split_once('\n') else { return (None, text) };
    let mut lines = vec![line.trim().trim_start_matches("<p>").trim_end_matches("<br>").to_owned(), String::new()];
    match take_byline(&mut lines) {
        Some(byline) => (Some(byline), rest),
        None => (None, text),
    }
}

/// The name shown for a login. An account such as `admin` names nobody.
fn name_of(channel: &Element, login: &str) -> Option<String> {
    let of = |author: &&Element| author.text_at(&["author_login"]).as_deref() == Some(login);
    match channel.elements().filter(|element| element.name == "author").find(of) {
        Some(author) => author.text_at(&["author_display_name"]),
        None => Some(login.to_owned()),
    }
    .filter(|name| !ACCOUNTS.contains(&name.to_lowercase()))
}

/// Text in which blank lines end paragraphs and other line ends do not, as markup that says so.
fn with_paragraphs(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let paragraphs = lines.split(|line| line.trim().is_empty()).map(|lines| lines.join("<br>"));
    paragraphs.map(|paragraph| format!("<div>{paragraph}</div>")).collect()
}

/// The text without its shortcodes: `[caption]<img> words[/caption]` is a caption, a pair around few letters keeps them.
fn without_shortcodes(text: &str) -> (String, Vec<GivenCaption>) {
    let (mut out, mut captions) = (String::with_capacity(text.len()), Vec::new());
    let mut rest = text;
    while let Some(open) = rest.find('[') {
        let (before, from) = rest.split_at(open);
        out.push_str(before);
        let Some((name, tag, after)) = shortcode(from) else {
            out.push('[');
            rest = from.get(1..).unwrap_or_default();
            continue;
        };
        rest = after;
        if name == "caption"
            && let Some((inside, behind)) = after.split_once("[/caption]")
        {
            captions.extend(caption(inside, tag));
            rest = behind;
        }
    }
    out.push_str(rest);
    (out, captions)
}

/// The name of the shortcode that `text` begins with, the tag, and what follows.
fn shortcode(text: &str) -> Option<(&str, &str, &str)> {
    let (tag, after) = text.strip_prefix('[')?.split_once(']')?;
    let name = tag.trim_start_matches('/').split([' ', '=', '/']).next()?;
    let is_name = name.len() > 2
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-' | b'0'..=b'9'));
    // Words in brackets are a writer's; a shortcode has a slash, an underscore or a value, or is one that WordPress has.
    let is_code = tag.starts_with('/')
        || tag.contains('=')
        || name.contains('_')
        || text.contains(&format!("[/{name}]"))
        || matches!(name, "gallery" | "audio" | "video" | "embed" | "playlist");
    (is_name && is_code && tag.len() < 2000).then_some((name, tag, after))
}

fn caption(inside: &str, tag: &str) -> Option<GivenCaption> {
    let text = prose_of_html(inside).paragraphs.join(" ");
    let named = || tag.split_once("caption=\"").and_then(|(_, rest)| rest.split('"').next()).map(str::to_owned);
    let text = Some(text).filter(|text| !text.is_empty()).or_else(named)?;
    Some(GivenCaption { text, credit: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(status: &str, text: &str) -> Option<Article> {
        let xml = format!(
            "<rss><channel><title>Fen Post</title><author><author_login>aq</author_login>\
             <author_display_name>Anna Quill</author_display_name></author><item><title>Quay</title><creator>aq</creator>\
             <status>{status}</status><post_type>post</post_type><post_id>7</post_id>\
             <post_date_gmt>2026-03-01 10:15:00</post_date_gmt><encoded><![CDATA[{text}]]></encoded></item></channel></rss>"
        );
        article(&Element::parse(&xml).unwrap())
    }

    #[test]
    fn published_post_is_read_with_its_fields() {
        let text =
            "[dropcap]W[/dropcap]ater stood\nhigh.\n\n[caption id=\"a\"]<img src=b> Boats[/caption]\n\nIt [sic] fell.";
        let article = item("publish", text).unwrap();
        assert_eq!(article.body, "Water stood high.\n\nIt [sic] fell.");
        assert_eq!(article.given.captions[0].text, "Boats");
        assert_eq!(article.given.byline.as_deref(), Some("Anna Quill"));
        assert_eq!(article.given.published_at.as_deref(), Some("2026-03-01T10:15:00Z"));
        assert!(item("draft", text).is_none());
    }
}
