//! What is the same in the texts of all agencies: lines that are no story, hard-wrapped text, a byline as the first paragraph.
//!
//! Invariant: takes whole paragraphs away or leaves them as they are.

use crate::lexicon::byline_words::JOINS;
use crate::read::markup::Prose;

/// Takes signs of desks (`hh/ph/ts`), rules and pasted embeds out of `prose`.
pub(in crate::read::formats) fn without_furniture(mut prose: Prose) -> Prose {
    let is_embed = |text: &str| {
        let start = text.trim_start();
        ["<div", "<script", "<iframe", "<blockquote"].iter().any(|tag| start.starts_with(tag))
    };
    let mut kept: Vec<String> = Vec::with_capacity(prose.paragraphs.len());
    for paragraph in prose.paragraphs {
        if is_embed(&paragraph) {
            // Its heading says no more than that something is embedded.
            if kept.last().is_some_and(|last| last.starts_with("Embed (")) {
                kept.pop();
            }
        } else if !is_rule(&paragraph) {
            kept.push(paragraph);
        }
    }
    if kept.last().is_some_and(|last| is_desk_sign(last)) {
        kept.pop();
    }
    prose.paragraphs = kept;
    prose
}

/// Whether a paragraph is a line drawn with characters.
fn is_rule(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// Whether a paragraph is the initials of those who sent it, their agency or desk before them or not: `hh/ph/ts/hd`, `ORA jp/el`.
fn is_desk_sign(text: &str) -> bool {
    let text = text.trim();
    let is_desk = |word: &str| (2..=5).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
    let initials = text.split_once(' ').filter(|(desk, _)| is_desk(desk)).map_or(text, |(_, initials)| initials);
    let parts: Vec<&str> = initials.split('/').collect();
    parts.len() > 1
        && parts.iter().all(|part| (1..=5).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase()))
}

/// The paragraphs of text that is broken into lines of equal length: a blank line or an indent begins one.
pub(in crate::read::formats) fn unwrapped(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            open = false;
            continue;
        }
        let indented = line.starts_with("  ") || line.starts_with('\t');
        match paragraphs.last_mut().filter(|_| open && !indented) {
            Some(paragraph) => {
                paragraph.push(' ');
                paragraph.push_str(&words);
            }
            None => paragraphs.push(words),
        }
        open = true;
    }
    paragraphs
}

/// Takes a first paragraph that is nothing but `By Anna Quill` off `paragraphs`.
pub(in crate::read::formats) fn take_byline(paragraphs: &mut Vec<String>) -> Option<String> {
    let first = paragraphs.first()?;
    let name = ["By ", "BY ", "by ", "Von ", "Par ", "Por ", "Av ", "Door ", "Di "]
        .iter()
        .find_map(|word| first.strip_prefix(word))?;
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_name = |word: &&str| word.starts_with(char::is_uppercase) || JOINS.contains(word);
    let is_byline =
        (1..=10).contains(&words.len()) && words.iter().all(is_name) && !name.ends_with(['.', '?', '!', ':']);
    (is_byline && paragraphs.len() > 1).then(|| paragraphs.remove(0))
}

/// What comes before the reporters in a note to editors.
const REPORTER_LABELS: [&str; 6] = ["Reporting by:", "Autor/in:", "Autor:", "Autorin:", "Author:", "Writer:"];

/// The reporters that a note to editors names: `Reporting by: Anna Quill and Bo Ek`, `Autor/in: Anna Quill (Fenmouth)`.
pub(in crate::read::formats) fn reporters(note: &str) -> Vec<String> {
    let named = REPORTER_LABELS.iter().find_map(|label| note.split_once(label)).map(|(_, after)| after.trim_start());
    let line = named.and_then(|after| after.split(['(', '\n', ';', '<', '+', ':']).next()).unwrap_or_default();
    let parts = line.split(',').next().unwrap_or_default().split(" and ").flat_map(|names| names.split(" und "));
    let is_name = |name: &&str| {
        let words = name.split_whitespace().count();
        (2..=5).contains(&words) && name.starts_with(char::is_uppercase) && !name.contains(|c: char| c.is_ascii_digit())
    };
    parts.map(str::trim).filter(is_name).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_story_goes() {
        let check = |paragraphs: &[&str], expected: &[&str]| {
            let prose =
                Prose { paragraphs: paragraphs.iter().map(|p| (*p).to_owned()).collect(), captions: Vec::new() };
            assert_eq!(without_furniture(prose).paragraphs, expected);
        };
        check(&["The quay.", "_____", "hh/ph/ts"], &["The quay."]);
        check(&["The quay.", "ORA jp/el"], &["The quay."]);
        check(&["The quay.", "In and/or out"], &["The quay.", "In and/or out"]);
        check(&["The quay.", "Embed (x.no)", "<div class=a></div>"], &["The quay."]);
        check(&["and/or", "The quay and/or the pier."], &["and/or", "The quay and/or the pier."]);
    }

    #[test]
    fn wrapped_lines_become_paragraphs() {
        let text = "   One two\nthree.\n   Four\n\nFive\n";
        assert_eq!(unwrapped(text), ["One two three.", "Four", "Five"]);
    }

    #[test]
    fn reporters_are_read_off_a_note() {
        let check = |note: &str, expected: &[&str]| assert_eq!(reporters(note), expected, "{note}");
        check("Reporting by: Anna Quill and Bo Ek\nEditing by: Cy Day", &["Anna Quill", "Bo Ek"]);
        check("Autor/in: Anna Quill (Fenmouth), +49 1 2", &["Anna Quill"]);
        check("Editing by: Cy Day", &[]);
    }

    #[test]
    fn byline_is_taken_off_only_where_it_is_one() {
        let check = |first: &str, expected: bool| {
            let mut paragraphs = vec![first.to_owned(), "Text.".to_owned()];
            assert_eq!(take_byline(&mut paragraphs).is_some(), expected, "{first}");
        };
        check("By Anna Quill", true);
        check("By Anna Quill and Bo Ek", true);
        check("By Friday the water was gone.", false);
        check("By the quay", false);
        check("By", false);
    }
}
