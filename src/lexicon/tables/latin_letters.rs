//! Cyrillic and Greek letters in Latin ones, and Latin ones without their marks: as English newspapers print names.
//!
//! Facts of spelling: the romanisation of the United States Board on Geographic Names, simplified.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::lexicon::plain_letters::plain;

/// `word`, in lower case, in the letters `a` to `z` as far as its script is known here.
#[must_use]
pub fn latin(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let mut latin = String::with_capacity(word.len());
    for letter in word.chars() {
        if let Some(letters) = cyrillic(letter).or_else(|| plain(letter)) {
            latin.push_str(letters);
        } else {
            latin.extend(letter.nfd().filter(|letter| !is_combining_mark(*letter)));
        }
    }
    Cow::Owned(latin)
}

fn cyrillic(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' | 'є' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' => "i",
        'й' | 'ы' => "y",
        'ї' => "yi",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        'ј' => "j",
        'љ' => "lj",
        'њ' => "nj",
        'ћ' => "c",
        'ђ' => "dj",
        'џ' => "dz",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_letters_are_written_in_latin_ones() {
        let check = |word: &str, expected: &str| assert_eq!(latin(word), expected, "{word}");
        check("berg", "berg");
        check("škvorecký", "skvorecky");
        check("шевченко", "shevchenko");
        check("łódź", "lodz");
    }
}
