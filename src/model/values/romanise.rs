//! Names of other scripts in Latin letters, and names as they sound, so that two spellings of one name compare as equal.
//!
//! A name comes in; Latin letters, or a key of its sounds, go out. Letters follow BGN/PCGN for Cyrillic and Greek in their simplest
//! form, without marks; sounds then level what languages write differently (`Youri`, `Yuri`; `Ivanoff`, `Ivanov`).
//!
//! Invariant: never fails; what has no entry stays as it is.

/// Letters of Cyrillic, without accents and in lower case, and the Latin ones for them.
pub const CYRILLIC: [(char, &str); 37] = [
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('е', "e"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ъ', ""),
    ('ы', "y"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "yu"),
    ('я', "ya"),
    ('і', "i"),
    ('є', "ye"),
    ('ґ', "g"),
    ('ј', "j"),
    ('ћ', "c"),
    ('ђ', "d"),
];

/// Letters of Greek, without accents and in lower case, and the Latin ones for them.
pub const GREEK: [(char, &str); 25] = [
    ('α', "a"),
    ('β', "v"),
    ('γ', "g"),
    ('δ', "d"),
    ('ε', "e"),
    ('ζ', "z"),
    ('η', "i"),
    ('θ', "th"),
    ('ι', "i"),
    ('κ', "k"),
    ('λ', "l"),
    ('μ', "m"),
    ('ν', "n"),
    ('ξ', "x"),
    ('ο', "o"),
    ('π', "p"),
    ('ρ', "r"),
    ('σ', "s"),
    ('ς', "s"),
    ('τ', "t"),
    ('υ', "y"),
    ('φ', "f"),
    ('χ', "ch"),
    ('ψ', "ps"),
    ('ω', "o"),
];

/// Letters that are less common, accented or of Arabic, and the Latin ones for them; they go before the others.
const MORE: [(char, &str); 31] = [
    ('ё', "yo"),
    ('ї', "yi"),
    ('й', "y"),
    ('ў', "u"),
    ('ђ', "dj"),
    ('љ', "lj"),
    ('њ', "nj"),
    ('џ', "dz"),
    ('ѓ', "g"),
    ('ќ', "k"),
    ('ά', "a"),
    ('έ', "e"),
    ('ή', "i"),
    ('ί', "i"),
    ('ό', "o"),
    ('ύ', "y"),
    ('ώ', "o"),
    ('ا', "a"),
    ('ب', "b"),
    ('ت', "t"),
    ('ج', "j"),
    ('د', "d"),
    ('ر', "r"),
    ('س', "s"),
    ('ف', "f"),
    ('ق', "q"),
    ('ك', "k"),
    ('ل', "l"),
    ('م', "m"),
    ('ن', "n"),
    ('ي', "y"),
];

/// What sounds alike: the longer spellings first.
const SOUNDS: [(&str, &str); 27] = [
    ("you", "u"),
    ("shch", "s"),
    ("tsch", "s"),
    ("sch", "s"),
    ("tch", "s"),
    ("ch", "s"),
    ("sh", "s"),
    ("zh", "s"),
    ("kh", "h"),
    ("ph", "f"),
    ("ts", "s"),
    ("tz", "s"),
    ("ck", "k"),
    ("qu", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("yo", "o"),
    ("io", "o"),
    ("ye", "e"),
    ("ie", "e"),
    ("ia", "a"),
    ("ya", "a"),
    ("yu", "u"),
    ("iu", "u"),
    ("th", "t"),
    ("ff", "v"),
    ("dj", "j"),
];

/// The name in Latin letters.
#[must_use]
pub fn romanised(name: &str) -> String {
    let mut latin = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match MORE.iter().chain(&CYRILLIC).chain(&GREEK).find(|(own, _)| *own == letter) {
            Some((_, letters)) => latin.push_str(letters),
            None => latin.push(letter),
        }
    }
    latin
}

/// The letter for which languages write others that sound much alike.
fn sound_of(letter: char) -> char {
    match letter {
        'y' | 'j' => 'i',
        'w' | 'f' => 'v',
        'c' | 'q' => 'k',
        'z' => 's',
        other => other,
    }
}

/// How a word in plain lower-case Latin letters sounds, roughly: the same key for spellings of one name in several languages.
#[must_use]
pub fn sound(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(letter) = rest.chars().next() {
        let spelt = SOUNDS.iter().find(|(spelling, _)| rest.starts_with(spelling));
        let (sound, length) = spelt.map_or_else(
            || (sound_of(letter).to_string(), letter.len_utf8()),
            |(spelling, sound)| ((*sound).to_owned(), spelling.len()),
        );
        if !key.ends_with(&sound) {
            key.push_str(&sound);
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    let bare = key.trim_end_matches('e');
    if bare.is_empty() { key } else { bare.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_sound_alike() {
        let check = |a: &str, b: &str, alike: bool| {
            assert_eq!(sound(&romanised(a)) == sound(&romanised(b)), alike, "{a} | {b}");
        };
        check("Малинин", "malinin", true);
        check("youri", "yuri", true);
        check("ivanoff", "ivanov", true);
        check("poutine", "putin", true);
        check("хрущёв", "khrushchov", true);
        check("lund", "land", false);
        check("ferrin", "ferran", false);
        assert_eq!(romanised("Ида Lund"), "ida lund");
        assert_eq!(sound(""), "");
        assert_eq!(sound("e"), "e");
    }
}
