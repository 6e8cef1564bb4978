//! The dateline: where, and by which agency, a report was filed.
//!
//! The first paragraph of a body comes in; the dateline and the rest of the paragraph go out.
//!
//! Invariant: dateline and rest are stretches of the paragraph. In doubt there is no dateline.

use crate::lexicon::agencies::agency;
use crate::lexicon::dateline_words::NOT_PLACES;
use crate::lexicon::months;
use crate::normalise::text::scripts::is_dense;

/// A paragraph without its dateline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline<'t> {
    /// As printed, the dash after it left out: `BEIRUT (Reuters)`.
    pub text: &'t str,
    /// The agency in brackets.
    pub agency: Option<&'static str>,
    /// What follows the dash.
    pub rest: &'t str,
}

/// A dateline ends within this many bytes.
const LONGEST: usize = 90;

/// The dateline that opens `paragraph`.
#[must_use]
pub fn find_dateline(paragraph: &str) -> Option<Dateline<'_>> {
    let (at, dash) = first_dash(paragraph)?;
    let text = paragraph.get(..at)?.trim_end();
    let rest = paragraph.get(at + dash..)?.trim_start();
    if text.is_empty() || rest.split_whitespace().nth(3).is_none() && !rest.chars().any(is_dense) {
        return None;
    }
    let (place, found_agency) = match text.strip_suffix(')').and_then(|open| open.rsplit_once('(')) {
        Some((place, inner)) => {
            let inner = inner.trim();
            let known = agency(inner).or_else(|| inner.split(['/', ',', ';']).find_map(|piece| agency(piece.trim())));
            (place.trim(), Some(known?))
        }
        None => (text, None),
    };
    // A colon ends a dateline only where an agency comes before it.
    if paragraph.get(at..)?.starts_with(':') && found_agency.is_none() {
        return None;
    }
    is_place(place, found_agency.is_some()).then_some(Dateline { text, agency: found_agency, rest })
}

/// The first dash with room around it, a double hyphen, or a colon; and its length in bytes.
fn first_dash(paragraph: &str) -> Option<(usize, usize)> {
    let mut marks = paragraph.char_indices().take_while(|(at, _)| *at <= LONGEST);
    marks.find_map(|(at, mark)| {
        if !matches!(mark, '—' | '–' | '-' | ':') {
            return None;
        }
        let (before, rest) = paragraph.split_at(at);
        let apart = before.ends_with([' ', ')']);
        match mark {
            '—' | '–' if apart || rest.chars().nth(1) == Some(' ') => Some((at, mark.len_utf8())),
            '-' if rest.starts_with("--") && apart => Some((at, 2)),
            '-' if apart && rest.starts_with("- ") => Some((at, 1)),
            ':' if before.ends_with(')') => Some((at, 1)),
            _ => None,
        }
    })
}

/// Whether `text` may be the place of a dateline, with a date after it or not.
fn is_place(text: &str, with_agency: bool) -> bool {
    let mut parts = text.split(',').map(str::trim);
    let Some(first) = parts.next() else { return false };
    if NOT_PLACES.contains(first) || first.is_empty() {
        return false;
    }
    let words: Vec<&str> = first.split([' ', '/']).filter(|word| !word.is_empty()).collect();
    let shouted = words.iter().all(|word| {
        word.chars().all(|c| c.is_uppercase() || matches!(c, '-' | '\'' | '’' | '.'))
            && word.chars().any(char::is_alphabetic)
    });
    let capital = words
        .iter()
        .all(|word| word.chars().next().is_some_and(|c| !c.is_lowercase() && c.is_alphabetic()) || word.len() <= 3);
    let letters = first.chars().filter(|c| c.is_alphabetic()).count();
    let fits = if with_agency { capital && words.len() <= 5 } else { shouted && letters >= 4 && words.len() <= 4 };
    fits && parts.all(is_qualifier)
}

/// What may follow the place: a country, a state, a date.
fn is_qualifier(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    words.len() <= 4
        && words.iter().all(|word| {
            let bare = word.trim_end_matches('.');
            bare.bytes().all(|byte| byte.is_ascii_digit())
                || months::month(&bare.to_lowercase()).is_some()
                || word.chars().next().is_some_and(char::is_uppercase)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_told_from_sentences() {
        let check = |paragraph: &str, text: Option<&str>, agency: Option<&str>, rest: &str| {
            let found = find_dateline(paragraph);
            assert_eq!(found.map(|found| found.text), text, "{paragraph}");
            assert_eq!(found.and_then(|found| found.agency), agency, "{paragraph}");
            assert_eq!(found.map_or(paragraph, |found| found.rest), rest, "{paragraph}");
        };
        let rest = "The ferry stayed in port on Monday.";
        let with = |line: &str| format!("{line}{rest}");
        check(&with("BEIRUT (Reuters) - "), Some("BEIRUT (Reuters)"), Some("Reuters"), rest);
        check(&with("PARIS, May 10 (AFP) — "), Some("PARIS, May 10 (AFP)"), Some("AFP"), rest);
        check(&with("WASHINGTON – "), Some("WASHINGTON"), None, rest);
        check(&with("NEW YORK -- "), Some("NEW YORK"), None, rest);
        check(&with("Moscow (AFP) - "), Some("Moscow (AFP)"), Some("AFP"), rest);
        check(&with("Berlin (dpa): "), Some("Berlin (dpa)"), Some("dpa"), rest);
        check(&with("BEIRUT, Lebanon (AP) — "), Some("BEIRUT, Lebanon (AP)"), Some("AP"), rest);
        check(&with("BREAKING - "), None, None, &with("BREAKING - "));
        check(&with("Anna Berg (left) - "), None, None, &with("Anna Berg (left) - "));
        check(&with("Lund – "), None, None, &with("Lund – "));
        check(rest, None, None, rest);
        check("LUND - no", None, None, "LUND - no");
        check("", None, None, "");
    }
}
