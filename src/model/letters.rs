//! What characters are letters and digits, told at once in any script.
//!
//! A character comes in, whether it is one goes out: what [`char::is_alphabetic`] and [`char::is_numeric`] say, which search their
//! tables for most characters beyond Latin. Each stretch of 64 characters is asked once a process.
//!
//! Invariant: the answers are those of the standard library.

use std::sync::OnceLock;

/// Characters of a stretch, a bit each.
const STRETCH: u32 = 64;
/// Stretches up to the last character of the Basic Multilingual Plane; text beyond it is rare.
const STRETCHES: usize = 1 << 10;

/// Which characters of a stretch are letters, and which of them are numbers.
type Stretch = (u64, u64);

static STRETCHES_KNOWN: [OnceLock<Stretch>; STRETCHES] = [const { OnceLock::new() }; STRETCHES];

/// As [`char::is_alphabetic`].
#[must_use]
#[inline]
pub fn is_alphabetic(character: char) -> bool {
    match character {
        _ if character.is_ascii() => character.is_ascii_alphabetic(),
        _ => known(character).map_or_else(|| character.is_alphabetic(), |(letters, _)| has(letters, character)),
    }
}

/// As [`char::is_numeric`].
#[must_use]
#[inline]
pub fn is_numeric(character: char) -> bool {
    match character {
        _ if character.is_ascii() => character.is_ascii_digit(),
        _ => known(character).map_or_else(|| character.is_numeric(), |(_, numbers)| has(numbers, character)),
    }
}

/// As [`char::is_alphanumeric`].
#[must_use]
#[inline]
pub fn is_alphanumeric(character: char) -> bool {
    match character {
        _ if character.is_ascii() => character.is_ascii_alphanumeric(),
        _ => known(character)
            .map_or_else(|| character.is_alphanumeric(), |(letters, numbers)| has(letters | numbers, character)),
    }
}

fn has(stretch: u64, character: char) -> bool {
    stretch >> (u32::from(character) % STRETCH) & 1 == 1
}

/// The stretch of a character; `None` beyond the Basic Multilingual Plane.
fn known(character: char) -> Option<Stretch> {
    let number = u32::from(character) / STRETCH;
    let stretch = STRETCHES_KNOWN.get(number as usize)?;
    Some(*stretch.get_or_init(|| ask(number)))
}

#[cold]
fn ask(number: u32) -> Stretch {
    let bits = |is: fn(char) -> bool| {
        let characters = (0..STRETCH).map(|bit| (bit, char::from_u32(number * STRETCH + bit)));
        characters.fold(0, |bits, (bit, character)| bits | u64::from(character.is_some_and(is)) << bit)
    };
    (bits(char::is_alphabetic), bits(char::is_numeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_what_the_standard_library_says() {
        for character in '\0'..=char::MAX {
            assert_eq!(is_alphabetic(character), character.is_alphabetic(), "{character:?}");
            assert_eq!(is_numeric(character), character.is_numeric(), "{character:?}");
            assert_eq!(is_alphanumeric(character), character.is_alphanumeric(), "{character:?}");
        }
    }
}
