//! IPTC 7901: a header with service, priority and category, a slug, the headline up to ` =`, hard-wrapped text, the moment.
//!
//! Source: IPTC 7901, as dpa and others send it. What the notebook below the story says is not for publication; only the reporters
//! are taken from it.

use super::message::{Message, Wire, moment, words};
use crate::model::Given;
use crate::read::about::About;
use crate::read::choice::FormatChoice;
use crate::read::formats::xml::{Article, reporters, take_byline, unwrapped};

/// The format.
pub(in crate::read) static IPTC_7901: Wire = Wire {
    choice: FormatChoice::Iptc7901,
    about: About {
        what: "IPTC 7901, stories of an agency as sent over the wire",
        told_by: "control characters around header and text, after SOH",
        examples: "story.iptc",
    },
    opens,
    article,
};

/// Whether a header such as `abc062 4 i 211 dpa 061` follows the start of heading.
fn opens(text: &str) -> bool {
    let Some(header) = text.strip_prefix('\u{1}') else { return false };
    let parts: Vec<&str> = header.lines().next().unwrap_or_default().split_whitespace().collect();
    let is_digit = |word: &&str| word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_digit());
    parts.first().is_some_and(|service| (4..=12).contains(&service.len()) && service.is_ascii())
        && parts.get(1).is_some_and(is_digit)
}

#[allow(clippy::unnecessary_wraps)] // the form that every format has
fn article(message: &Message<'_>) -> Option<Article> {
    let (above, below) = headline_block(message.text);
    let (story, note) = without_note(below);
    let mut paragraphs = unwrapped(&story);
    let agency = agency(message.header);
    if paragraphs.last().is_some_and(|last| is_signature(last, agency.as_deref())) {
        paragraphs.pop();
    }
    let is_byline = |line: &String| line.starts_with("By ") || line.starts_with("Von ");
    let byline = above.iter().rev().find(|line| is_byline(line)).cloned();
    let lines: Vec<String> = above.into_iter().filter(|line| !is_byline(line)).collect();
    // `EXTRA`, `1ST LEAD` and the like stand above the headline.
    let marks = lines.iter().take_while(|line| is_mark(line)).count().min(lines.len().saturating_sub(1));
    let headline = lines.get(marks..).unwrap_or_default().join(" ");
    let byline = byline.or_else(|| take_byline(&mut paragraphs));
    let authors: Vec<String> =
        reporters(&note).iter().map(|name| name.split(" in ").next().unwrap_or_default().to_owned()).collect();
    let given = Given {
        headline: Some(headline).filter(|headline| !headline.is_empty()).or_else(|| slug(message.header)),
        authors: Some(authors).filter(|authors| byline.is_none() && !authors.is_empty()),
        byline,
        agency,
        published_at: moment(&words(message.trailer), "%d%H%M GMT %b %y"),
        ..Given::default()
    };
    let id = words(message.header).split(' ').next().map(str::to_owned);
    Some(Article { id, given, body: paragraphs.join("\n\n"), diagnostics: Vec::new() })
}

/// The lines above the story, which end with ` =`, and the story. Without that mark the first line is the headline.
fn headline_block(text: &str) -> (Vec<String>, &str) {
    let mut rest = text.trim_start();
    let (mut lines, whole) = (Vec::new(), rest);
    while let Some((line, after)) = rest.split_once('\n') {
        let said = words(line);
        rest = after;
        if let Some(last) = said.strip_suffix('=') {
            lines.push(last.trim().to_owned());
            return (lines, rest);
        }
        if said.is_empty() || lines.len() > 8 {
            break;
        }
        lines.push(said);
    }
    let (first, after) = whole.split_once('\n').unwrap_or((whole, ""));
    (vec![words(first)], after)
}

/// The story without what follows it for editors, and that.
fn without_note(text: &str) -> (String, String) {
    let is_note = |line: &str| {
        let line = line.trim();
        line.starts_with("# ") || line.starts_with("## ") || line == "* * * *"
    };
    let lines: Vec<&str> = text.lines().collect();
    let end = lines.iter().position(|line| is_note(line)).unwrap_or(lines.len());
    let join = |lines: Option<&[&str]>| lines.unwrap_or_default().join("\n");
    (join(lines.get(..end)), join(lines.get(end..)))
}

/// Whether a line above the headline is a mark of the desk: few words, all in capitals.
fn is_mark(line: &str) -> bool {
    line.split(' ').count() <= 3 && line.chars().any(char::is_alphabetic) && !line.chars().any(char::is_lowercase)
}

/// Whether a line is the agency and the initials of the desk: `dpa wsz jln`.
fn is_signature(line: &str, agency: Option<&str>) -> bool {
    let mut parts = line.split(' ');
    parts.next() == agency && parts.all(|part| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// The agency: the word before the number that ends the header's first line.
fn agency(header: &str) -> Option<String> {
    let line = words(header.lines().next().unwrap_or_default());
    let parts: Vec<&str> = line.split(' ').skip(4).collect();
    let is_name = |part: &&&str| part.chars().all(char::is_alphabetic);
    parts.iter().rev().find(is_name).map(|part| (*part).to_owned())
}

/// The slug: the last line of the header.
fn slug(header: &str) -> Option<String> {
    header
        .lines()
        .skip(1)
        .map(words)
        .filter(|line| !line.is_empty())
        .last()
        .map(|line| line.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_is_read_with_headline_and_reporters() {
        let message = Message {
            header: "xna062 4 i 211 ccb xna 061\r\n\nHarbour/\r\n",
            text: "EXTRA\nQuay floods\nonce more =\r\n\nFenmouth (xna) - Water stood\r\non the quay.\r\n\nBoats rose.\r\n\n# xna NOTEBOOK\r\n\
                   not for publication\n- Reporting by: Anna Quill in Fenmouth\r\nxna aq bo\r\n",
            trailer: "131137 GMT Nov 26 \r\n\u{7f}",
        };
        let article = article(&message).unwrap();
        assert_eq!(article.body, "Fenmouth (xna) - Water stood on the quay.\n\nBoats rose.");
        assert_eq!(article.given.headline.as_deref(), Some("Quay floods once more"));
        assert_eq!(article.given.published_at.as_deref(), Some("2026-11-13T11:37:00Z"));
        assert_eq!(article.given.agency.as_deref(), Some("xna"));
        assert_eq!(article.given.authors, Some(vec!["Anna Quill".to_owned()]));
        assert_eq!(article.id.as_deref(), Some("xna062"));
    }

    #[test]
    fn header_is_told_from_text() {
        assert!(opens("\u{1}xna062 4 i 211 xna 061\r\n"));
        assert!(!opens("xna062 4 i 211 xna 061"));
        assert!(!opens("\u{1}Words of a page"));
        assert!(!opens("\u{1}"));
    }
}
