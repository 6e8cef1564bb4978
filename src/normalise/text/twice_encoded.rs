//! Text that was encoded twice: UTF-8 read as Windows-1252 and written as UTF-8 once more.
//!
//! A declared value comes in; what it says goes out.
//!
//! Invariant: only text all of which turns back into UTF-8 is changed; `Ã` in a Portuguese headline stays.

/// Code points that Windows-1252 has at 0x80 to 0x9F; 0 where it has none.
const HIGH: [u16; 32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0,
    0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
];

/// The text as it was before it was encoded a second time; as it is where it was not.
#[must_use]
pub(in crate::normalise) fn once_encoded(text: String) -> String {
    // The first byte of every letter beyond ASCII turns into one of these.
    if !text.contains(['Ã', 'Â', 'â', 'Å', 'Ð', 'Ñ', 'Ø', 'Ù', 'à', 'ã', 'ä', 'å', 'æ', 'ç', 'è', 'é', 'Ä', 'Î', 'Ï'])
    {
        return text;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(byte_of).collect();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or(text)
}

fn byte_of(character: char) -> Option<u8> {
    let code = u32::from(character);
    if let Ok(byte) = u8::try_from(code) {
        return Some(byte);
    }
    let place = HIGH.iter().position(|known| u32::from(*known) == code)?;
    u8::try_from(0x80 + place).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_decoded_once_more_only_where_it_was_encoded_twice() {
        let check = |text: &str, expected: &str| assert_eq!(once_encoded(text.to_owned()), expected, "{text}");
        check("CafÃ© owner wins naÃ¯ve prize", "Café owner wins naïve prize");
        check("The mayorâ€™s â€œlastâ€\u{9d} budget", "The mayor’s “last” budget");
        check("São Paulo e a informação", "São Paulo e a informação");
        check("INFORMAÇÃO À POPULAÇÃO", "INFORMAÇÃO À POPULAÇÃO");
        check("Café", "Café");
        check("Ferry late", "Ferry late");
    }
}
