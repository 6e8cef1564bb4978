//! The encodings text is decoded from: those of the web, and two code pages of DOS that the web has no name for.
//!
//! Bytes come in, text goes out, with whether some of them mean nothing.
//!
//! Invariant: every byte of a code page means one character, so that decoding it never fails.

use std::borrow::Cow;

use encoding_rs::Encoding;

/// An encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Charset {
    /// One of the encodings of the web.
    Web(&'static Encoding),
    /// Code page 437: DOS in America.
    Cp437,
    /// Code page 850: DOS in Western Europe.
    Cp850,
}

impl Charset {
    /// Its name, by which [`for_label`](Self::for_label) finds it again.
    pub fn name(self) -> &'static str {
        match self {
            Self::Web(encoding) => encoding.name(),
            Self::Cp437 => "IBM437",
            Self::Cp850 => "IBM850",
        }
    }

    /// The encoding that `label` names.
    pub fn for_label(label: &[u8]) -> Option<Self> {
        let label = label.trim_ascii().to_ascii_lowercase();
        match label.as_slice() {
            b"ibm437" | b"cp437" | b"437" | b"dos-437" => Some(Self::Cp437),
            b"ibm850" | b"cp850" | b"850" | b"dos-850" | b"ibm858" | b"ibm00858" | b"cp858" => Some(Self::Cp850),
            label => Encoding::for_label(label).map(Self::Web),
        }
    }

    /// `bytes` as text, a byte order mark left out; whether some were malformed and became U+FFFD.
    pub fn decode(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        match self {
            Self::Web(encoding) => encoding.decode_with_bom_removal(bytes),
            Self::Cp437 => (Cow::Owned(decode_page(bytes, &CP437)), false),
            Self::Cp850 => (Cow::Owned(decode_page(bytes, &CP850)), false),
        }
    }
}

fn decode_page(bytes: &[u8], page: &[char; 128]) -> String {
    let decode = |byte: &u8| match byte.checked_sub(128) {
        None => char::from(*byte),
        Some(high) => page.get(usize::from(high)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    bytes.iter().map(decode).collect()
}

/// Source: CP437.TXT of the Unicode consortium.
#[rustfmt::skip]
const CP437: [char; 128] = [
    'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å',
    'É', 'æ', 'Æ', 'ô', 'ö', 'ò', 'û', 'ù', 'ÿ', 'Ö', 'Ü', '¢', '£', '¥', '₧', 'ƒ',
    'á', 'í', 'ó', 'ú', 'ñ', 'Ñ', 'ª', 'º', '¿', '⌐', '¬', '½', '¼', '¡', '«', '»',
    '░', '▒', '▓', '│', '┤', '╡', '╢', '╖', '╕', '╣', '║', '╗', '╝', '╜', '╛', '┐',
    '└', '┴', '┬', '├', '─', '┼', '╞', '╟', '╚', '╔', '╩', '╦', '╠', '═', '╬', '╧',
    '╨', '╤', '╥', '╙', '╘', '╒', '╓', '╫', '╪', '┘', '┌', '█', '▄', '▌', '▐', '▀',
    'α', 'ß', 'Γ', 'π', 'Σ', 'σ', 'µ', 'τ', 'Φ', 'Θ', 'Ω', 'δ', '∞', 'φ', 'ε', '∩',
    '≡', '±', '≥', '≤', '⌠', '⌡', '÷', '≈', '°', '∙', '·', '√', 'ⁿ', '²', '■', '\u{a0}',
];

/// Source: CP850.TXT of the Unicode consortium.
#[rustfmt::skip]
const CP850: [char; 128] = [
    'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å',
    'É', 'æ', 'Æ', 'ô', 'ö', 'ò', 'û', 'ù', 'ÿ', 'Ö', 'Ü', 'ø', '£', 'Ø', '×', 'ƒ',
    'á', 'í', 'ó', 'ú', 'ñ', 'Ñ', 'ª', 'º', '¿', '®', '¬', '½', '¼', '¡', '«', '»',
    '░', '▒', '▓', '│', '┤', 'Á', 'Â', 'À', '©', '╣', '║', '╗', '╝', '¢', '¥', '┐',
    '└', '┴', '┬', '├', '─', '┼', 'ã', 'Ã', '╚', '╔', '╩', '╦', '╠', '═', '╬', '¤',
    'ð', 'Ð', 'Ê', 'Ë', 'È', 'ı', 'Í', 'Î', 'Ï', '┘', '┌', '█', '▄', '¦', 'Ì', '▀',
    'Ó', 'ß', 'Ô', 'Ò', 'õ', 'Õ', 'µ', 'þ', 'Þ', 'Ú', 'Û', 'Ù', 'ý', 'Ý', '¯', '´',
    '\u{ad}', '±', '‗', '¾', '¶', '§', '÷', '¸', '°', '¨', '·', '¹', '³', '²', '■', '\u{a0}',
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_pages_are_decoded_and_found_by_name() {
        assert_eq!(Charset::Cp437.decode(b"K\x84the").0, "Käthe");
        assert_eq!(Charset::Cp850.decode(b"p\x88che \xb5").0, "pêche Á");
        for charset in [Charset::Cp437, Charset::Cp850, Charset::Web(encoding_rs::WINDOWS_1257)] {
            assert_eq!(Charset::for_label(charset.name().as_bytes()), Some(charset));
        }
        assert_eq!(Charset::for_label(b"nonsense"), None);
    }
}
