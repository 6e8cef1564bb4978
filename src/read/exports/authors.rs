//! Authors of a byline as databases print it: `Last, First`, names with semicolons between them, posts after a name.
//!
//! Invariant: what is not plainly a list of names is left to the reader of bylines.

use crate::lexicon::{byline_words, given_names, lower_case};

/// The names in `byline` of an article of `site`; `None` where it is not plainly a list of them.
pub(super) fn authors_of(byline: &str, site: Option<&str>) -> Option<Vec<String>> {
    let bare = without_post(&without_brackets(byline), site);
    let parts: Vec<&str> = bare.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
    let turned: Vec<String> = parts.iter().filter_map(|part| turned(part)).collect();
    if !turned.is_empty() && turned.len() == parts.len() {
        return Some(turned);
    }
    let mut names = Vec::new();
    for part in &parts {
        let part = without_lead(part);
        let found: Option<Vec<String>> = pieces(part).into_iter().map(name_of).collect();
        match found {
            Some(found) => names.extend(found),
            // What comes after a semicolon may be a post or a paper.
            None if parts.len() > 1 && !names.is_empty() && !opens_as_name(part) => {}
            None => return None,
        }
    }
    (!names.is_empty()).then_some(names)
}

/// The names in a credit, which prints them without anything between and posts after them.
pub(super) fn authors_of_credit(credit: &str) -> Option<Vec<String>> {
    let words: Vec<&str> = credit.split_whitespace().collect();
    let pairs: Vec<String> = words.chunks(2).map(|pair| pair.join(" ")).collect();
    let is_pair = |pair: &String| opens_as_name(pair) && name_of(pair).is_some();
    if words.len().is_multiple_of(2) && pairs.iter().all(is_pair) && !pairs.is_empty() {
        return Some(pairs);
    }
    let names = pairs.first().filter(|first| is_pair(first) && words.iter().skip(2).any(|word| is_no_name(word)));
    names.map(|first| vec![first.clone()])
}

/// `First Last` of `Last, First`.
pub(super) fn turned(name: &str) -> Option<String> {
    let (last, first) = name.split_once(',')?;
    let (last, first) = (last.trim(), first.trim());
    let (lasts, firsts) = (last.split_whitespace().count(), first.split_whitespace().count());
    if first.contains(',') || !(1..=3).contains(&lasts) || !(1..=3).contains(&firsts) {
        return None;
    }
    let is_given = |word: &str| given_names::find(&lower_case::lower_case(word.trim_end_matches('.'))).is_some();
    let opens = first.split([' ', '-']).next().unwrap_or_default();
    let proper = first.split_whitespace().all(|word| word.starts_with(char::is_uppercase) && !is_no_name(word));
    let sure = is_given(opens) || lasts == 1 && !is_given(last);
    // Two names of two words each are two people.
    if lasts > 1 && firsts > 1 {
        return None;
    }
    (proper && sure && name_like(last)).then(|| format!("{first} {last}"))
}

/// `byline` without the paper and the trades that close it: `Fen Echo Staff Writers`.
fn without_post(byline: &str, site: Option<&str>) -> String {
    let paper = site.map(without_brackets).map(|site| site.trim().to_owned()).filter(|site| site.contains(' '));
    let mut kept = byline.trim();
    if let Some((before, after)) = paper.and_then(|paper| byline.split_once(paper.as_str()))
        && after.split_whitespace().all(is_no_name)
    {
        kept = before.trim();
    }
    kept.to_owned()
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut bare = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(letter),
            _ => {}
        }
    }
    bare
}

/// A part of a byline without `By` or `and reported by` before it.
fn without_lead(part: &str) -> &str {
    let mut rest = part;
    loop {
        let lower = lower_case::lower_case(rest);
        let joint = rest.split(' ').next().filter(|word| byline_words::AND.contains(word));
        let lead = joint.or_else(|| byline_words::LEADS.iter().copied().find(|lead| opens_with(&lower, lead)));
        match lead.and_then(|lead| rest.get(lead.len()..)) {
            Some(after) => rest = after.trim_start(),
            None => return rest,
        }
    }
}

fn opens_with(lower: &str, lead: &str) -> bool {
    lower.strip_prefix(lead).is_some_and(|after| after.starts_with(' '))
}

/// The names that commas and the words for `and` part.
fn pieces(part: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    for piece in part.split(',') {
        let mut start = 0;
        for (place, word) in word_places(piece) {
            if byline_words::AND.contains(word) {
                pieces.push(piece.get(start..place).unwrap_or_default().trim());
                start = place + word.len();
            }
        }
        pieces.push(piece.get(start..).unwrap_or_default().trim());
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn word_places(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(' ').scan(0, |at, word| {
        let place = *at;
        *at += word.len() + 1;
        Some((place, word))
    })
}

/// `text`, if it is the name of a person and nothing else.
fn name_of(text: &str) -> Option<String> {
    let words = text.split_whitespace().count();
    // Korean names are written without a space: two to four syllables.
    if words == 1
        && (2..=4).contains(&text.chars().count())
        && text.chars().all(|c| ('\u{ac00}'..='\u{d7a3}').contains(&c))
    {
        return Some(text.to_owned());
    }
    let shouts = !text.chars().any(char::is_lowercase);
    ((2..=4).contains(&words) && !shouts && name_like(text)).then(|| text.to_owned())
}

fn name_like(text: &str) -> bool {
    let is_particle = |word: &str| byline_words::PARTICLES.contains(&lower_case::lower_case(word));
    text.split_whitespace().all(|word| {
        (word.starts_with(char::is_uppercase) || is_particle(word))
            && word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
            && !is_no_name(word)
    })
}

fn is_no_name(word: &str) -> bool {
    let lower = lower_case::lower_case(word.trim_end_matches('.'));
    byline_words::NOT_NAMES.contains(&lower) || byline_words::WRITERS.contains(&lower)
}

/// Whether the first two words could be a name, so that the part is no mere post.
fn opens_as_name(part: &str) -> bool {
    let first = part.split_whitespace().next().unwrap_or_default();
    given_names::find(&lower_case::lower_case(first)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_credit_are_parted() {
        let check = |credit: &str, expected: &[&str]| {
            assert_eq!(authors_of_credit(credit).unwrap_or_default(), expected, "{credit}");
        };
        check("Anna Berg Peter Moe", &["Anna Berg", "Peter Moe"]);
        check("Peter Moe Fen Echo Bureau Chief", &["Peter Moe"]);
        check("Quay Photo Desk", &[]);
        check("", &[]);
    }

    #[test]
    fn lists_of_names_are_read() {
        let check = |byline: &str, expected: &[&str]| {
            assert_eq!(authors_of(byline, Some("Fen Echo (Fen)")).unwrap_or_default(), expected, "{byline}");
        };
        check("Moe, Ida", &["Ida Moe"]);
        check("Berg-Holm, Anna; Moe, Peter", &["Anna Berg-Holm", "Peter Moe"]);
        check("Ida Moe;Peter L. Berg", &["Ida Moe", "Peter L. Berg"]);
        check("Ida Moe;and reported by Anna Berg;Peter Quill", &["Ida Moe", "Anna Berg", "Peter Quill"]);
        check("Ida Moe; Staff", &["Ida Moe"]);
        check("Ida Moe (now), Anna Berg (earlier)", &["Ida Moe", "Anna Berg"]);
        check("Ida Moe and Anna Berg", &["Ida Moe", "Anna Berg"]);
        check("By Ida Moe and Anna Berg Fen Echo Staff Writers", &["Ida Moe", "Anna Berg"]);
        check("By IDA MOE", &[]);
        check("Ida Moe, fenecho.example", &[]);
        check("김하늘", &["김하늘"]);
        check("Letters", &[]);
        check("", &[]);
    }
}
