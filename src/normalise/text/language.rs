//! The language of a text.
//!
//! A text comes in; its ISO 639-1 code goes out. English is recognised by its commonest words, all others by the scripts and
//! letter trigrams of `whatlang`.
//!
//! Invariant: a text that is too short gives none, nor does one in which no language is sure.

use whatlang::{Lang, detect};

use crate::model::letters::is_alphabetic;
use crate::normalise::text::scripts::is_dense;
use crate::steps::took;

/// Texts with fewer letters have no language.
const LEAST: usize = 60;
/// The detector is given no more than this many bytes: it gets no surer, only slower.
const MOST: usize = 2_000;

/// The ISO 639-1 code of the language of `text`.
#[must_use]
pub fn language_of(text: &str) -> Option<String> {
    took(text.len());
    let mut end = text.len().min(MOST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end)?;
    let letters = head.chars().filter(|c| is_alphabetic(*c)).count();
    // A character of these scripts says as much as several Latin letters.
    let dense = head.chars().filter(|c| is_dense(*c)).count();
    if letters + 4 * dense < LEAST {
        return None;
    }
    let plain = head.bytes().filter(u8::is_ascii_alphabetic).count();
    if plain * 100 >= letters * PLAIN && is_english(head) {
        return Some("en".to_owned());
    }
    let found = detect(head)?;
    (found.is_reliable() || letters > 400).then(|| code(found.lang()))?.map(str::to_owned)
}

/// At least this share of the letters, in per cent, is `a` to `z`: words of scripts without spaces would not be counted.
const PLAIN: usize = 95;

/// Whether four of the commonest words of English are as common as in no other language. The detector compares a text with
/// all its languages: 4 % of the time of dumps, when all were told so (November 2026).
fn is_english(text: &str) -> bool {
    let (mut words, mut articles, mut common) = (0, 0, 0);
    for word in text.split_ascii_whitespace() {
        words += 1;
        articles += usize::from(word == "the");
        common += usize::from(matches!(word, "the" | "of" | "and" | "to"));
    }
    words >= LEAST_WORDS && articles * 100 >= words * ARTICLES && common * 100 >= words * COMMON
}

/// Texts of fewer words are left to the detector.
const LEAST_WORDS: usize = 40;
/// At least this share of the words, in per cent, is `the`.
const ARTICLES: usize = 3;
/// At least this share of the words, in per cent, is one of the four.
const COMMON: usize = 10;

/// The two-letter code of a language tag: `en-GB` gives `en`.
#[must_use]
pub fn primary_subtag(tag: &str) -> Option<String> {
    let first = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    let first = if matches!(first.as_str(), "nb" | "nn") { "no".to_owned() } else { first };
    (first.len() == 2 && first.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(first)
}

/// The ISO 639-1 codes of the languages that the detector knows.
const CODES: [(Lang, &str); 69] = [
    (Lang::Epo, "eo"),
    (Lang::Eng, "en"),
    (Lang::Rus, "ru"),
    (Lang::Cmn, "zh"),
    (Lang::Spa, "es"),
    (Lang::Por, "pt"),
    (Lang::Ita, "it"),
    (Lang::Ben, "bn"),
    (Lang::Fra, "fr"),
    (Lang::Deu, "de"),
    (Lang::Ukr, "uk"),
    (Lang::Kat, "ka"),
    (Lang::Ara, "ar"),
    (Lang::Hin, "hi"),
    (Lang::Jpn, "ja"),
    (Lang::Heb, "he"),
    (Lang::Yid, "yi"),
    (Lang::Pol, "pl"),
    (Lang::Amh, "am"),
    (Lang::Jav, "jv"),
    (Lang::Kor, "ko"),
    (Lang::Nob, "no"),
    (Lang::Dan, "da"),
    (Lang::Swe, "sv"),
    (Lang::Fin, "fi"),
    (Lang::Tur, "tr"),
    (Lang::Nld, "nl"),
    (Lang::Hun, "hu"),
    (Lang::Ces, "cs"),
    (Lang::Ell, "el"),
    (Lang::Bul, "bg"),
    (Lang::Bel, "be"),
    (Lang::Mar, "mr"),
    (Lang::Kan, "kn"),
    (Lang::Ron, "ro"),
    (Lang::Slv, "sl"),
    (Lang::Hrv, "hr"),
    (Lang::Srp, "sr"),
    (Lang::Mkd, "mk"),
    (Lang::Lit, "lt"),
    (Lang::Lav, "lv"),
    (Lang::Est, "et"),
    (Lang::Tam, "ta"),
    (Lang::Vie, "vi"),
    (Lang::Urd, "ur"),
    (Lang::Tha, "th"),
    (Lang::Guj, "gu"),
    (Lang::Uzb, "uz"),
    (Lang::Pan, "pa"),
    (Lang::Aze, "az"),
    (Lang::Ind, "id"),
    (Lang::Tel, "te"),
    (Lang::Pes, "fa"),
    (Lang::Mal, "ml"),
    (Lang::Ori, "or"),
    (Lang::Mya, "my"),
    (Lang::Nep, "ne"),
    (Lang::Sin, "si"),
    (Lang::Khm, "km"),
    (Lang::Tuk, "tk"),
    (Lang::Aka, "ak"),
    (Lang::Zul, "zu"),
    (Lang::Sna, "sn"),
    (Lang::Afr, "af"),
    (Lang::Lat, "la"),
    (Lang::Slk, "sk"),
    (Lang::Cat, "ca"),
    (Lang::Tgl, "tl"),
    (Lang::Hye, "hy"),
];

fn code(language: Lang) -> Option<&'static str> {
    CODES.iter().find(|(known, _)| *known == language).map(|(_, code)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_is_told_from_enough_text() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(language_of(text).as_deref(), expected, "{text}");
        check(
            "The harbour was closed on Monday because of the storm, and the ferry stayed in port until the evening.",
            Some("en"),
        );
        check(
            "Der Hafen blieb am Montag wegen des Sturms geschlossen, und die Fähre fuhr erst am Abend wieder.",
            Some("de"),
        );
        check("港は月曜日に嵐のため閉鎖され、フェリーは夕方まで港にとどまった。", Some("ja"));
        check("Short", None);
        check("", None);
    }

    #[test]
    fn english_is_told_by_its_commonest_words() {
        let check = |words: &[(&str, usize)], expected: bool| {
            let text: Vec<&str> = words.iter().flat_map(|(word, count)| std::iter::repeat_n(*word, *count)).collect();
            assert_eq!(is_english(&text.join(" ")), expected, "{words:?}");
        };
        check(&[("the", 2), ("of", 1), ("and", 1), ("harbour", 36)], true);
        check(&[("the", 2), ("of", 1), ("and", 1), ("harbour", 35)], false);
        check(&[("the", 1), ("of", 2), ("and", 1), ("harbour", 36)], false);
        check(&[("the", 2), ("of", 1), ("harbour", 37)], false);
    }

    #[test]
    fn english_words_in_a_text_of_another_script_do_not_make_it_english() {
        let quoted = "the captain of the ferry and the mayor of the town went to the harbour ".repeat(4);
        assert_eq!(language_of(&quoted).as_deref(), Some("en"));
        let text =
            format!("{}\n{quoted}", "港口因风暴关闭渡轮停在港内直到晚上没有人知道什么时候能够再次启航".repeat(10));
        assert_eq!(language_of(&text).as_deref(), Some("zh"));
    }

    #[test]
    fn tags_are_cut_to_two_letters() {
        let check = |tag: &str, expected: Option<&str>| assert_eq!(primary_subtag(tag).as_deref(), expected, "{tag}");
        check("en-GB", Some("en"));
        check("nb_NO", Some("no"));
        check("deu", None);
        check("", None);
    }
}
