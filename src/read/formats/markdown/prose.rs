//! The paragraphs of a text in Markdown, without its marks.
//!
//! Source: `CommonMark` 0.31, of it headings, lists, quotations, emphasis, links, pictures, code and escapes. A picture with words is a
//! caption. What is HTML is read as HTML.
//!
//! Invariant: a mark that closes nothing stays; every word of the text is in a paragraph or a caption.

use crate::model::GivenCaption;
use crate::read::markup::{Prose, prose_of_html};

/// How long the words and the address of a link may be; what is longer is none, so that no mark is looked at twice.
const LINK_LEN: usize = 2_000;

/// How many marks stand beside each other; of more each is looked at for itself.
const MOST_MARKS: usize = 4;

/// The prose of `text`.
pub(super) fn prose_of_markdown(text: &str) -> Prose {
    let mut prose = Prose { paragraphs: Vec::new(), captions: Vec::new() };
    let mut open = String::new();
    for line in text.lines() {
        let (starts, ends, line) = unmarked(line.trim());
        if starts || line.is_empty() {
            close(&mut open, &mut prose);
        }
        if !open.is_empty() {
            open.push(' ');
        }
        open.push_str(line);
        if ends {
            close(&mut open, &mut prose);
        }
    }
    close(&mut open, &mut prose);
    prose
}

/// A line without the mark of a heading, a list or a quotation, and whether it opens a paragraph, or is one.
fn unmarked(line: &str) -> (bool, bool, &str) {
    let heading = line.trim_start_matches('#');
    if heading.len() < line.len() && heading.starts_with(' ') {
        return (true, true, heading.trim().trim_end_matches('#').trim_end());
    }
    let is_rule = line.len() >= 3 && line.bytes().all(|byte| matches!(byte, b'-' | b'*' | b'_' | b'='));
    if is_rule || line.starts_with("```") || line.starts_with("~~~") {
        return (true, true, "");
    }
    if let Some(item) = ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark)) {
        return (true, false, item.trim_start());
    }
    if let Some((number, item)) = line.split_once(". ")
        && (1..=3).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
    {
        return (true, false, item.trim_start());
    }
    (false, false, line.trim_start_matches('>').trim_start())
}

/// Ends the paragraph that is `open`.
fn close(open: &mut String, prose: &mut Prose) {
    let text = std::mem::take(open);
    if text.starts_with('<') && text.contains("</") {
        let html = prose_of_html(&text);
        prose.paragraphs.extend(html.paragraphs);
        prose.captions.extend(html.captions);
        return;
    }
    let text = without_marks(&text, &mut prose.captions);
    let text = text.trim();
    if !text.is_empty() {
        prose.paragraphs.push(text.to_owned());
    }
}

/// Words without emphasis, links and pictures; what the pictures show is added to `captions`.
fn without_marks(text: &str, captions: &mut Vec<GivenCaption>) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find(['\\', '!', '[', '*', '_', '`']) {
        plain.push_str(rest.get(..place).unwrap_or_default());
        let marked = rest.get(place..).unwrap_or_default();
        let mark = marked.chars().next().unwrap_or_default();
        let behind = marked.get(1..).unwrap_or_default();
        rest = behind;
        match mark {
            '\\' if behind.starts_with(|c: char| c.is_ascii_punctuation()) => {
                plain.extend(behind.chars().next());
                rest = behind.get(1..).unwrap_or_default();
            }
            '!' | '[' => match link(marked.strip_prefix('!').unwrap_or(marked)) {
                Some((words, after)) if mark == '!' => {
                    let text = words.trim().to_owned();
                    captions.extend((!text.is_empty()).then_some(GivenCaption { text, credit: None }));
                    rest = after;
                }
                // Words of a link hold none, so that this goes no deeper.
                Some((words, after)) => {
                    plain.push_str(&without_marks(words, captions));
                    rest = after;
                }
                None => plain.push(mark),
            },
            // A mark between two letters or between two spaces is one of the text.
            '*' | '_' => {
                let before = plain.chars().next_back();
                let after = behind.chars().take(MOST_MARKS).find(|c| *c != mark);
                let of_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                let of_gap = |c: Option<char>| c.is_none_or(char::is_whitespace);
                if mark == '_' && of_word(before) && of_word(after) || of_gap(before) && of_gap(after) {
                    plain.push(mark);
                }
            }
            '`' => {}
            _ => plain.push(mark),
        }
    }
    plain.push_str(rest);
    plain
}

/// The first bytes of `text`, as many as words or address of a link may have.
fn start(text: &str) -> &[u8] {
    text.as_bytes().get(..LINK_LEN).unwrap_or(text.as_bytes())
}

/// The words of a link such as `[words](address)`, and what is behind it.
fn link(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('[')?;
    let end = memchr::memmem::find(start(inner), b"](")?;
    let rest = inner.get(end + 2..)?;
    let close = memchr::memchr(b')', start(rest))?;
    let words = inner.get(..end)?;
    (!words.contains('[')).then_some((words, rest.get(close + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_off() {
        let check = |text: &str, expected: &[&str]| assert_eq!(prose_of_markdown(text).paragraphs, expected, "{text}");
        check("## Rain ##\nIt *fell* on\n**Friday**.\n", &["Rain", "It fell on Friday."]);
        check("- one\n- two\n\n3. three\n> four\n", &["one", "two", "three four"]);
        check("See [the _quay_](https://fen.example/q \"Quay\") now.", &["See the quay now."]);
        check("2 * 3, a_b, \\*star\\*, `code` [x] and !", &["2 * 3, a_b, *star*, code [x] and !"]);
        check("<p>Rain.</p>\n\n---\n\nMore.", &["Rain.", "More."]);
    }

    #[test]
    fn marks_without_end_are_read_in_linear_time() {
        for text in ["[", "*", "_a", "![", "[x]("] {
            assert_eq!(prose_of_markdown(&text.repeat(200_000)).paragraphs.len(), usize::from(text != "*"), "{text}");
        }
    }

    #[test]
    fn picture_is_a_caption() {
        let prose = prose_of_markdown("![The quay](q.jpg)\n\nRain ![](x.gif)fell.\n");
        assert_eq!((prose.paragraphs.as_slice(), prose.captions.len()), (["Rain fell.".to_owned()].as_slice(), 1));
    }
}
