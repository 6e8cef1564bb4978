//! The carrier RTF: control words to paragraphs of plain text.
//!
//! Source: Rich Text Format 1.9.1. Read are paragraphs, line breaks, characters of code pages and of Unicode; pictures, headers,
//! footers, tables of fonts and whatever else is marked as not to be shown are passed over.
//!
//! Invariant: total and linear; groups deeper than [`DEPTH`] are text of the last one that is kept.

use encoding_rs::{Encoding, WINDOWS_1252};

/// The deepest group that is told apart.
const DEPTH: usize = 256;

/// Groups whose text is not shown.
const HIDDEN: [&str; 22] = [
    "annotation",
    "bkmkend",
    "bkmkstart",
    "colortbl",
    "filetbl",
    "fonttbl",
    "footer",
    "footerf",
    "footerl",
    "footerr",
    "footnote",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "info",
    "listtable",
    "nonshppict",
    "object",
    "pict",
    "shppict",
    "stylesheet",
];

/// Whether `bytes`, a file or its start, are RTF, whatever the file is called.
pub(in crate::read::exports) fn is_rtf(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"{\\rtf")
}

/// The text of `rtf`: a paragraph between blank lines.
pub(in crate::read::exports) fn text_of_rtf(rtf: &[u8]) -> String {
    let mut reader = Reader {
        rtf,
        at: 0,
        text: String::new(),
        pending: Vec::new(),
        page: WINDOWS_1252,
        groups: vec![Group::default()],
    };
    reader.run();
    reader.text
}

/// What holds inside one group.
#[derive(Clone, Copy)]
struct Group {
    is_hidden: bool,
    /// How many bytes stand for a Unicode character where it cannot be shown.
    fallback: usize,
}

impl Default for Group {
    fn default() -> Self {
        Self { is_hidden: false, fallback: 1 }
    }
}

struct Reader<'r> {
    rtf: &'r [u8],
    at: usize,
    text: String,
    /// Bytes of the code page that are not decoded yet.
    pending: Vec<u8>,
    page: &'static Encoding,
    groups: Vec<Group>,
}

impl Reader<'_> {
    fn run(&mut self) {
        let mut overflow = 0_usize;
        while let Some(byte) = self.next() {
            match byte {
                b'{' if self.groups.len() >= DEPTH => overflow += 1,
                b'{' => self.groups.push(self.group()),
                b'}' if overflow > 0 => overflow -= 1,
                b'}' => {
                    self.settle();
                    if self.groups.len() > 1 {
                        self.groups.pop();
                    }
                }
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                byte => self.push_byte(byte),
            }
        }
        self.settle();
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.rtf.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or_default()
    }

    fn push_byte(&mut self, byte: u8) {
        if !self.group().is_hidden {
            self.pending.push(byte);
        }
    }

    /// Decodes the bytes that wait.
    fn settle(&mut self) {
        if !self.pending.is_empty() {
            self.text.push_str(&self.page.decode_without_bom_handling(&self.pending).0);
            self.pending.clear();
        }
    }

    fn push(&mut self, text: &str) {
        if !self.group().is_hidden {
            self.settle();
            self.text.push_str(text);
        }
    }

    /// What comes after a backslash.
    fn control(&mut self) {
        let Some(first) = self.next() else { return };
        match first {
            b'\\' | b'{' | b'}' => self.push_byte(first),
            b'\'' => {
                if let Some(byte) = self.hex_byte() {
                    self.push_byte(byte);
                }
            }
            b'~' => self.push("\u{a0}"),
            b'_' => self.push("\u{2011}"),
            b'-' => {}
            b'*' => self.hide(),
            b'\r' | b'\n' => self.push("\n\n"),
            first if first.is_ascii_alphabetic() => self.word(),
            _ => {}
        }
    }

    fn hex_byte(&mut self) -> Option<u8> {
        let digits = self.rtf.get(self.at..self.at + 2)?;
        let byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
        self.at += 2;
        Some(byte)
    }

    fn hide(&mut self) {
        self.settle();
        if let Some(group) = self.groups.last_mut() {
            group.is_hidden = true;
        }
    }

    /// A control word whose first letter has been read, with its number and the space that ends it.
    fn word(&mut self) {
        let start = self.at - 1;
        let rest = |at: usize| self.rtf.get(at..).unwrap_or_default().iter();
        let letters = rest(start).take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let sign = usize::from(self.rtf.get(start + letters) == Some(&b'-'));
        let digits = rest(start + letters + sign).take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let end = start + letters + if digits > 0 { sign + digits } else { 0 };
        let slice = |from: usize, to: usize| self.rtf.get(from..to).and_then(|bytes| std::str::from_utf8(bytes).ok());
        let name = slice(start, start + letters).unwrap_or_default();
        let number: Option<i64> = slice(start + letters, end).and_then(|number| number.parse().ok());
        self.at = end + usize::from(self.rtf.get(end) == Some(&b' '));
        if HIDDEN.binary_search(&name).is_ok() {
            return self.hide();
        }
        match name {
            "par" | "sect" | "page" | "row" => self.push("\n\n"),
            "line" => self.push("\n"),
            "tab" | "cell" => self.push(" "),
            "emdash" => self.push("—"),
            "endash" => self.push("–"),
            "lquote" => self.push("‘"),
            "rquote" => self.push("’"),
            "ldblquote" => self.push("“"),
            "rdblquote" => self.push("”"),
            "bullet" => self.push("•"),
            "ansicpg" => self.set_page(number),
            "uc" => self.set_fallback(number),
            "u" => self.unicode(number),
            "bin" => self.at += usize::try_from(number.unwrap_or(0)).unwrap_or(0).min(self.rtf.len()),
            _ => {}
        }
    }

    fn set_page(&mut self, number: Option<i64>) {
        self.settle();
        let label = number.map(|number| format!("windows-{number}")).unwrap_or_default();
        self.page = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
    }

    fn set_fallback(&mut self, number: Option<i64>) {
        if let (Some(group), Some(count)) =
            (self.groups.last_mut(), number.and_then(|count| usize::try_from(count).ok()))
        {
            group.fallback = count.min(8);
        }
    }

    /// A character of Unicode; surrogates come one after the other. What stands for it elsewhere is passed over.
    fn unicode(&mut self, number: Option<i64>) {
        let unit = number.map_or(0xfffd, |number| number.rem_euclid(1 << 16));
        let unit = u16::try_from(unit).unwrap_or(0xfffd);
        self.skip_fallback();
        let mut units = vec![unit];
        if (0xd800..0xdc00).contains(&unit)
            && let Some(low) = self.low_surrogate()
        {
            units.push(low);
            self.skip_fallback();
        }
        self.push(&String::from_utf16_lossy(&units));
    }

    fn low_surrogate(&mut self) -> Option<u16> {
        let rest = self.rtf.get(self.at..)?.strip_prefix(b"\\u")?;
        let len = rest.iter().take(7).take_while(|byte| byte.is_ascii_digit() || **byte == b'-').count();
        let number: i64 = std::str::from_utf8(rest.get(..len)?).ok()?.parse().ok()?;
        let low = u16::try_from(number.rem_euclid(1 << 16)).ok().filter(|low| (0xdc00..0xe000).contains(low))?;
        self.at += 2 + len;
        self.at += usize::from(self.rtf.get(self.at) == Some(&b' '));
        Some(low)
    }

    fn skip_fallback(&mut self) {
        for _ in 0..self.group().fallback {
            match self.rtf.get(self.at) {
                Some(b'\\') if self.rtf.get(self.at + 1) == Some(&b'\'') => self.at += 4,
                None | Some(b'\\' | b'{' | b'}') => return,
                Some(_) => self.at += 1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_words_become_text() {
        let check = |rtf: &str, expected: &str| assert_eq!(text_of_rtf(rtf.as_bytes()), expected, "{rtf}");
        check("{\\rtf1\\ansi{\\fonttbl{\\f0 Courier;}}One \\b two\\b0  three\\par Four}", "One two three\n\nFour");
        check("{\\rtf1 Caf\\'e9 \\u8211?\\~x\\{\\}}", "Café –\u{a0}x{}");
        check("{\\rtf1\\uc0\\u-10179\\u-9043 .}", "\u{1f4ad}.");
        check("{\\rtf1 a{\\header Page \\chpgn}{\\*\\shppict{\\pict 89504e}}b}", "ab");
        check("{\\rtf1\\ansicpg1251 \\'cc\\'ee\\'f1\\'f2}", "Мост");
    }

    #[test]
    fn every_cut_and_any_depth_ends_in_text() {
        let rtf = "{\\rtf1\\ansi Caf\\'e9 \\u8211?{\\b x}\\par\\bin9 a";
        for end in 0..rtf.len() {
            let _ = text_of_rtf(&rtf.as_bytes()[..end]);
        }
        let deep = "{".repeat(100_000) + "x" + &"}".repeat(100_000);
        assert_eq!(text_of_rtf(deep.as_bytes()), "x");
    }

    #[test]
    fn hidden_groups_are_sorted() {
        assert!(HIDDEN.is_sorted());
    }
}
