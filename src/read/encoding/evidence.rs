//! Tells encodings of one byte a letter by the letters that come out.
//!
//! Bytes and the encoding a detector takes them for come in; the encoding goes out that gives letters which some language
//! has, each where it may stand. Mac Roman, the code pages of DOS and Windows-1257 are tried besides the detector's own.
//!
//! Invariant: the detector is overruled only by an encoding that leaves a third of the misfits or fewer.

use encoding_rs::{
    Encoding, ISO_8859_2, ISO_8859_4, ISO_8859_10, ISO_8859_13, ISO_8859_14, ISO_8859_15, MACINTOSH, WINDOWS_1250,
    WINDOWS_1252, WINDOWS_1254, WINDOWS_1257, WINDOWS_1258,
};

use crate::read::encoding::alphabets::alphabets;
use crate::read::encoding::charset::Charset;

/// Encodings of Latin script, between which the detector errs.
static LATIN: [&Encoding; 12] = [
    WINDOWS_1252,
    WINDOWS_1250,
    WINDOWS_1254,
    WINDOWS_1257,
    WINDOWS_1258,
    ISO_8859_2,
    ISO_8859_4,
    ISO_8859_10,
    ISO_8859_13,
    ISO_8859_14,
    ISO_8859_15,
    MACINTOSH,
];

/// What is tried besides the detector's own.
static TRIED: [Charset; 5] =
    [Charset::Web(WINDOWS_1252), Charset::Web(MACINTOSH), Charset::Cp850, Charset::Cp437, Charset::Web(WINDOWS_1257)];

/// How much of a text is looked at, from its first character outside ASCII on.
const SAMPLE_LEN: usize = 16 << 10;

/// `guessed`, or an encoding of Latin script whose letters fit far better.
pub(in crate::read) fn settled(bytes: &[u8], guessed: &'static Encoding) -> Charset {
    let guessed_first = Charset::Web(guessed);
    if !LATIN.contains(&guessed) {
        return guessed_first;
    }
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(8);
    let sample = bytes.get(start..bytes.len().min(start + SAMPLE_LEN)).unwrap_or(bytes);
    let own = misfits(&guessed_first.decode(sample).0);
    if own == 0 {
        return guessed_first;
    }
    let tried = TRIED.iter().map(|charset| (misfits(&charset.decode(sample).0), *charset));
    match tried.min_by_key(|(misfits, _)| *misfits) {
        Some((misfits, charset)) if misfits * 3 <= own => charset,
        _ => guessed_first,
    }
}

/// How many characters of `text` no one language has where they stand.
fn misfits(text: &str) -> usize {
    let mut letters: Vec<(char, usize)> = Vec::new();
    let mut wrong = 0;
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let last = std::mem::replace(&mut before, character);
        if character.is_ascii() {
            continue;
        }
        let next = characters.peek().copied().unwrap_or(' ');
        if character.is_alphabetic() && !matches!(character, 'ª' | 'º' | 'ƒ') {
            let stands_wrong = character.is_uppercase() && last.is_lowercase();
            let small = character.to_lowercase().next().unwrap_or(character);
            match letters.iter_mut().find(|(known, _)| *known == small) {
                _ if stands_wrong => wrong += 1,
                Some((_, count)) => *count += 1,
                None => letters.push((small, 1)),
            }
        } else if !is_mark(character, last, next) {
            wrong += 1;
        }
    }
    let of_letters: usize = letters.iter().map(|(_, count)| count).sum();
    let known =
        |alphabet: &str| letters.iter().filter(|(letter, _)| alphabet.contains(*letter)).map(|(_, count)| count).sum();
    let best: usize = alphabets().map(known).max().unwrap_or(0);
    wrong + of_letters - best
}

/// Whether a mark that is no letter may come between `last` and `next`.
fn is_mark(mark: char, last: char, next: char) -> bool {
    match mark {
        '’' | '‘' | '\u{ad}' | '·' | '–' | '—' | '\u{a0}' => true,
        '“' | '”' | '„' | '‚' | '«' | '»' | '‹' | '›' | '…' | '€' | '£' | '§' | '©' | '®' | '™' | '°' | '•' | '´'
        | '½' | '¼' | '²' | '³' | '¿' | '¡' | '±' | '×' | 'ª' | 'º' | '†' | '¾' | '‰' => {
            !(last.is_alphabetic() && next.is_alphabetic())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_the_encoding() {
        let check = |bytes: &[u8], expected: Charset| assert_eq!(settled(bytes, WINDOWS_1252), expected, "{bytes:?}");
        let west = Charset::Web(WINDOWS_1252);
        check(b"Un caf\xe9 noir, un th\xe9 vert \x96 \x93tr\xe8s bien\x94", west);
        check(b"The mayor\x92s office", west);
        check(b"Un caf\x8e noir, la p\x90che", Charset::Web(MACINTOSH));
        check(b"\xd2It rained,\xd3 said the mayor\xd5s office.", Charset::Web(MACINTOSH));
        check(b"Die Br\x81cke \x94ffnet fr\x81h", Charset::Cp850);
        check(b"\xd0ilta vasara, mergait\xeb \xf0oka ir \xfeaid\xfeia su \xf0uniu", Charset::Web(WINDOWS_1257));
        check(b"plain", west);
        assert_eq!(settled(b"\xcc\xee\xf1\xf2", encoding_rs::WINDOWS_1251).name(), "windows-1251");
    }
}
