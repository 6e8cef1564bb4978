//! How Nexis marks the parts of a document: labels, lines that stand alone, numbers, notices of copyright.
//!
//! Invariant: the labels are a closed list; `POLICE:` in a body is none.

use crate::lexicon::export_labels as words;
use crate::lexicon::lower_case::lower_case;
use crate::read::exports::carriers::block::Block;

/// The longest label, in bytes.
const LABEL_LEN: usize = 40;

/// A part of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read::exports) enum Part {
    Headline,
    Byline,
    Body,
    Dateline,
    Standfirst,
    Updated,
    Language,
    Graphic,
    Url,
    /// What comes before the body and is no field of an article: section, length.
    Head,
    /// What the database says of the document after its body.
    End,
}

fn part_of(field: &str) -> Option<Part> {
    Some(match field {
        "headline" => Part::Headline,
        "byline" => Part::Byline,
        "body" => Part::Body,
        "dateline" => Part::Dateline,
        "standfirst" => Part::Standfirst,
        "updated" => Part::Updated,
        "language" => Part::Language,
        "graphic" => Part::Graphic,
        "url" => Part::Url,
        "head" => Part::Head,
        "end" => Part::End,
        _ => return None,
    })
}

impl Part {
    /// Whether it comes after the body.
    pub fn follows_body(self) -> bool {
        matches!(self, Self::End | Self::Language | Self::Graphic)
    }
}

/// The part that `text` opens, with what comes after the label. Labels are in capitals, or have a hard space after them.
pub(in crate::read::exports) fn label(text: &str) -> Option<(Part, &str)> {
    let (name, rest) = text.split_once(':').filter(|(name, _)| name.len() <= LABEL_LEN)?;
    let shouts = name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase);
    let is_set = name.starts_with(char::is_uppercase) && rest.starts_with('\u{a0}');
    if !shouts && !is_set {
        return None;
    }
    let part = part_of(words::NEXIS.find(&lower_case(name.trim()))?)?;
    Some((part, rest.trim()))
}

/// The part that a line standing alone opens, as newer exports write it.
pub(in crate::read::exports) fn part_line(text: &str) -> Option<Part> {
    let known = text.len() <= LABEL_LEN && text.starts_with(char::is_uppercase);
    if known { part_of(words::NEXIS_PARTS.find(&lower_case(text.trim()))?) } else { None }
}

/// Number and count of a line such as `3 of 161 DOCUMENTS`.
pub(in crate::read::exports) fn counted(text: &str) -> Option<(u32, u32)> {
    let lower = lower_case(text.trim());
    let mut parts = lower.split_whitespace();
    let number = |part: &str| part.replace([',', '.'], "").parse().ok();
    let (this, of, all, unit) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let is_line = parts.next().is_none() && words::OF.contains(of) && words::DOCUMENTS.contains(unit);
    is_line.then(|| Some((number(this)?, number(all)?)))?
}

/// Whether `text` is the line that ends a document.
pub(in crate::read::exports) fn ends_document(text: &str) -> bool {
    text.len() <= LABEL_LEN && words::NEXIS_ENDS.contains(&lower_case(text.trim()))
}

/// Whether `text` opens as a notice of copyright does.
pub(in crate::read::exports) fn is_copyright(text: &str) -> bool {
    let lower = lower_case(text.get(..text.len().min(24)).unwrap_or(text));
    words::COPYRIGHT.iter().any(|opener| lower.starts_with(opener))
}

/// The lines of `block` without a notice of copyright: it ends where all rights are reserved, else with the paragraph.
pub(in crate::read::exports) fn without_copyright(block: &Block) -> Vec<&str> {
    let mut lines: Vec<&str> = block.text.lines().collect();
    let is_reserved = |line: &str| {
        let lower = lower_case(line);
        words::RESERVED.iter().any(|words| lower.contains(words))
    };
    let first = lines.iter().position(|line| is_copyright(line));
    let last = lines.iter().rposition(|line| is_reserved(line));
    match (first, last) {
        (Some(first), Some(last)) if last >= first => drop(lines.drain(first..=last)),
        (Some(first), _) => lines.truncate(first),
        (None, Some(last)) => drop(lines.drain(..=last)),
        (None, None) => {}
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_a_closed_list() {
        let check = |text: &str, expected: Option<(Part, &str)>| assert_eq!(label(text), expected, "{text}");
        check("LENGTH: 40 words", Some((Part::Head, "40 words")));
        check("LÄNGE: 40 Wörter", Some((Part::Head, "40 Wörter")));
        check("AUTEUR: Ida Moe", Some((Part::Byline, "Ida Moe")));
        check("Byline:\u{a0}Ida Moe", Some((Part::Byline, "Ida Moe")));
        check("BODY:", Some((Part::Body, "")));
        check("Byline: a word of the press", None);
        check("POLICE: Two boats are missing.", None);
        check("Subject: rain", None);
        check("", None);
    }

    #[test]
    fn numbers_of_documents_are_read() {
        assert_eq!(counted("3 of 1,161 DOCUMENTS"), Some((3, 1161)));
        assert_eq!(counted("3 von 9 DOKUMENTEN"), Some((3, 9)));
        assert_eq!(counted("3 of 9 boats"), None);
        assert_eq!(counted("3 of 9 documents were lost"), None);
    }

    #[test]
    fn notice_of_copyright_ends_where_rights_are_reserved() {
        let lines = |text: &str| {
            let block = Block { text: text.to_owned(), ..Block::default() };
            without_copyright(&block).join("|")
        };
        assert_eq!(lines("Copyright 2015 Fen Papers, d/b/a\nFen Digital\nAll Rights Reserved\nFen Echo"), "Fen Echo");
        assert_eq!(lines("Copyright 2015 Fen Papers"), "");
        assert_eq!(lines("Fen Echo"), "Fen Echo");
    }
}
