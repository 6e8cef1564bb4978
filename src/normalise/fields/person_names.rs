//! Tells a person's name from the titles, desks, sites and places that are next to it in bylines and credits.
//!
//! A piece of a byline or credit comes in; the name it holds goes out, in ordinary case.
//!
//! Invariant: what is returned is a stretch of the input, or that stretch with capitals made small.

use crate::lexicon::agencies::agency;
use crate::lexicon::byline_words::{NOT_NAMES, PARTICLES};
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::surnames::Currency;
use crate::lexicon::{common_words, given_names, surnames};
use crate::model::letters::is_alphabetic;
use crate::normalise::text::scripts::is_dense;

/// The person named by the whole of `piece`: two to five words with capitals, small particles between them.
#[must_use]
pub fn person(piece: &str) -> Option<String> {
    let piece = piece.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '-' | '–' | '—' | '|' | '*' | '"' | '“' | '”')
    });
    if piece.is_empty() || piece.len() > 80 {
        return None;
    }
    // Most of what is asked about is prose: it is told by its ends and its length before anything is looked up.
    let (first, last) = (piece.split_whitespace().next()?, piece.split_whitespace().next_back()?);
    if !is_name_word(first) || !is_name_word(last) {
        return None;
    }
    let words: Vec<&str> = piece.split_whitespace().take(7).collect();
    if !(2..=6).contains(&words.len()) {
        return None;
    }
    let mut names = 0;
    for (place, word) in words.iter().enumerate() {
        // A nickname is in marks inside the name.
        let word = if place > 0 && place + 1 < words.len() { word.trim_matches(is_mark_of_nickname) } else { *word };
        let proper = is_name_word(word) && !word.ends_with("'s") && !word.ends_with("’s");
        let inside = place + 1 < words.len();
        let lower = lower_case(word.trim_matches('.'));
        let called = place == 0 && matches!(word, "Al" | "Ben" | "AL" | "BEN") && is_surname(words.get(1).copied());
        if inside && !called && PARTICLES.contains(&lower) {
            continue;
        }
        if !proper || NOT_NAMES.contains(&lower) {
            return None;
        }
        names += 1;
    }
    // Two words next to the particles, the last of them a name and not an initial.
    let last = words.last().map_or(0, |last| last.trim_matches('.').chars().count());
    (names >= 2 && last > 1 && agency(piece).is_none() && !words.iter().any(|word| agency(word).is_some()))
        .then(|| ordinary_case(&words))
}

fn is_mark_of_nickname(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '\'' | '‘' | '’' | '(' | ')' | '«' | '»')
}

fn is_surname(word: Option<&str>) -> bool {
    word.is_some_and(|word| surnames::find(&lower_case(word)).is_some())
}

/// A name in Chinese characters, kana or Hangul, which no space parts; the word for a reporter after it left out.
///
/// Only for what is known to be an author: two to six such characters may be any word.
#[must_use]
pub fn unspaced_person(piece: &str) -> Option<String> {
    let piece = piece.trim();
    let piece = TRADES.iter().find_map(|trade| piece.strip_suffix(trade)).unwrap_or(piece).trim();
    let letters = piece.chars().count();
    let script =
        |c: char| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '々');
    ((2..=6).contains(&letters) && piece.chars().all(script) && !piece.ends_with(DESKS)).then(|| piece.to_owned())
}

/// As [`unspaced_person`] for a text that may be anything: the word for a reporter must come after the name.
#[must_use]
pub fn unspaced_reporter(piece: &str) -> Option<String> {
    let piece = piece.trim();
    let told = piece.ends_with(is_dense) && TRADES.iter().any(|trade| piece.ends_with(trade));
    told.then(|| unspaced_person(piece)).flatten()
}

/// Whether a name is made of everyday words rather than of names: `Link Building`, `AI Agent`, `Download PDF`.
pub(in crate::normalise) fn is_made_of_words(name: &str) -> bool {
    let Some((first, rest)) = name.split_once([' ', '-']) else { return false };
    let is_surname = |word: &str, least: Currency| surnames::find(&lower_case(word)).is_some_and(|c| c >= least);
    let everyday = |word: &str| common_words::contains(&lower_case(word)) && !is_surname(word, Currency::Frequent);
    let shouted = |word: &str| word.len() < 4 && word.chars().all(char::is_uppercase);
    let last = rest.rsplit(' ').next().unwrap_or_default();
    everyday(last) && (common_words::contains(&first.to_lowercase()) || shouted(first))
        || rest.split(' ').filter(|word| everyday(word)).count() > 1
        || shouted(last) && !first.chars().all(char::is_uppercase) && !is_surname(last, Currency::Rare)
}

/// The person whom a title follows without any mark between: `Anna Berg Political Correspondent`.
///
/// The first name must be a known one, or any paper called after a town would be somebody.
#[must_use]
pub fn person_before_title(piece: &str) -> Option<String> {
    if !piece.starts_with(char::is_uppercase) {
        return None;
    }
    let known = |word: &str| given_names::find(&lower_case(word)).is_some();
    // Two words of a name at least, and the title.
    if piece.split(' ').nth(2).is_none() || !known(piece.split(' ').next()?) {
        return None;
    }
    let words: Vec<&str> = piece.split(' ').take(8).collect();
    // `Anna Berg is a writer` is a sentence: titles are printed with capitals.
    let title = words.iter().position(|word| NOT_NAMES.contains(&lower_case(word.trim_end_matches(','))))?;
    if !words.get(title)?.starts_with(char::is_uppercase) {
        return None;
    }
    let mut name = words.get(..title)?;
    // `SEO Specialist`, `Climate Correspondent`, `Landespolitische Korrespondentin`: what qualifies the title is no part of the name.
    let shouted = |word: &str| word.len() > 1 && word.chars().all(char::is_uppercase);
    while let Some((last, before)) = name.split_last() {
        let topic = common_words::contains(&lower_case(last)) && before.last().is_some_and(|word| !known(word));
        let qualifies = topic || shouted(last) && !before.iter().all(|word| shouted(word));
        // `BayVoice`: a name that is no person's has a capital in its middle.
        let camel = last.chars().count() > 5
            && last.char_indices().skip(3).any(|(at, c)| {
                c.is_uppercase() && last.get(..at).is_some_and(|head| head.ends_with(char::is_lowercase))
            });
        let qualifies = qualifies || camel && !last.starts_with("Mac");
        if before.len() < 2 || !(qualifies || last.ends_with("ische") || last.ends_with("ischer")) {
            break;
        }
        name = before;
    }
    (2..=4).contains(&name.len()).then(|| person(&name.join(" "))).flatten()
}

/// Words for who writes, after a name.
const TRADES: [&str; 8] = ["기자", "특파원", "인턴기자", "記者", "记者", "編集委員", "특별취재팀", "論説委員"];
/// Last characters of papers, desks and agencies.
const DESKS: [char; 12] = ['新', '聞', '闻', '社', '部', '局', '網', '网', '報', '报', '刊', '台'];

/// `Anna`, `O'Neil`, `Jean-Luc`, `J.`, `al-Assad`, `McDonald`, and words of scripts without capitals.
fn is_name_word(word: &str) -> bool {
    let (mut first, mut count, mut capitals, mut dots) = (None, 0, false, false);
    for c in word.chars() {
        count += 1;
        match c {
            '.' => dots = true,
            '-' | '\'' | '’' | '‑' | '\u{300}'..='\u{36F}' => {}
            _ if is_alphabetic(c) => capitals |= c.is_uppercase(),
            _ => return false,
        }
        first = first.or(Some(c).filter(|c| is_alphabetic(*c)));
    }
    let large = capitals || first.is_some_and(|first| !first.is_lowercase());
    large && count <= 30 && !(dots && word.trim_end_matches('.').contains(".."))
}

/// The words with `ANNA BERG` as `Anna Berg`; a name not all in capitals stays as it is.
fn ordinary_case(words: &[&str]) -> String {
    let joined = words.join(" ");
    let shouted =
        words.iter().filter(|word| word.chars().filter(|c| is_alphabetic(*c)).count() > 2).collect::<Vec<_>>();
    if shouted.is_empty() || shouted.iter().any(|word| word.chars().any(char::is_lowercase)) {
        return joined;
    }
    let mut name = String::with_capacity(joined.len());
    let mut opens = true;
    for character in joined.chars() {
        if opens || !is_alphabetic(character) {
            name.push(character);
        } else {
            name.extend(character.to_lowercase());
        }
        opens = !is_alphabetic(character);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_spaces_are_told_from_desks() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(unspaced_person(text).as_deref(), expected, "{text}");
        };
        check("김하늘 기자", Some("김하늘"));
        check("山川太郎", Some("山川太郎"));
        check("山川新聞", None);
        check("社会部", None);
        check("Anna", None);
    }

    #[test]
    fn titles_without_a_mark_before_them_are_cut_off() {
        let check = |piece: &str, expected: Option<&str>| {
            assert_eq!(person_before_title(piece).as_deref(), expected, "{piece}");
        };
        check("Anna Berg Political Correspondent", Some("Anna Berg"));
        check("ANNA BERG SENIOR REPORTER", Some("Anna Berg"));
        check("Peter Falk SEO Specialist", Some("Peter Falk"));
        check("Anna Berg Landespolitische Korrespondentin", Some("Anna Berg"));
        check("Anna Lindqvist Climate Correspondent", Some("Anna Lindqvist"));
        check("Anna Maria Stone Senior Reporter", Some("Anna Maria Stone"));
        check("Anna Berg is a writer", None);
        check("Anna Reporter", None);
        check("San Lorenzo Chronicle Staff", None);
        check("Anna Berg", None);
        check("", None);
    }

    #[test]
    fn names_are_told_from_two_words_with_capitals() {
        for words in ["Link Building", "AI Agent", "Download PDF", "Price Transparency", "Total Design Building Update"]
        {
            assert!(is_made_of_words(words), "{words}");
        }
        for name in ["Mark Hunt", "JD Vance", "Anna Berg", "Grace Young", "ANNA LEE", "Lê Phương"] {
            assert!(!is_made_of_words(name), "{name}");
        }
    }

    #[test]
    fn reporters_without_spaces_in_their_names_are_found_by_their_trade() {
        assert_eq!(unspaced_reporter("김하늘 기자").as_deref(), Some("김하늘"));
        assert_eq!(unspaced_reporter("山川太郎"), None);
    }

    #[test]
    fn people_are_told_from_titles_and_desks() {
        let check = |piece: &str, expected: Option<&str>| assert_eq!(person(piece).as_deref(), expected, "{piece}");
        check("Anna Berg", Some("Anna Berg"));
        check("ANNA BERG", Some("Anna Berg"));
        check("J. R. O'Neil", Some("J. R. O'Neil"));
        check("Ludwig van der Aa", Some("Ludwig van der Aa"));
        check("Михаил Ким", Some("Михаил Ким"));
        check("Political Correspondent", None);
        check("Berg Daily News", None);
        check("Reuters", None);
        check("Getty Images", None);
        check("anna berg", None);
        check("Anna", None);
        check("Anna B.", None);
        check("Al Becker", Some("Al Becker"));
        check("Anna (Tansy) Berg", Some("Anna (Tansy) Berg"));
        check("Anna's Present Value", None);
        check("Zu den Kommentaren", None);
        check("2 minutes", None);
        check("", None);
    }
}
