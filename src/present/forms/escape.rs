//! Makes text from pages harmless in XML and HTML.
//!
//! Invariant: what comes out is character data, whatever came in: no tag, no end of a section, no character that XML 1.0 does
//! not allow, and none that turns the order of reading around.

use std::borrow::Cow;

use crate::present::terminal::is_hostile;

/// `text` as character data or the value of an attribute in quotation marks.
#[must_use]
pub fn xml(text: &str) -> Cow<'_, str> {
    let is_plain = |letter: char| !matches!(letter, '<' | '>' | '&' | '"' | '\'') && !is_odd(letter);
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '<' => escaped.push_str("&lt;"),
            // Also the end of `]]>`, which may not stand in character data.
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\r' => escaped.push_str("&#13;"),
            _ if is_odd(letter) => escaped.push('\u{fffd}'),
            _ => escaped.push(letter),
        }
    }
    Cow::Owned(escaped)
}

/// Whether XML does not allow it, or it could do anything but be shown.
fn is_odd(letter: char) -> bool {
    (is_hostile(letter) && !matches!(letter, '\n' | '\t')) || matches!(letter, '\u{fffe}' | '\u{ffff}')
}

/// The address, where it is one that a reader may follow: of the web, and nothing that runs.
#[must_use]
pub fn web_address(url: &str) -> Option<&str> {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    (lower.starts_with("http://") || lower.starts_with("https://")).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_page_is_markup() {
        let check = |text: &str, expected: &str| assert_eq!(xml(text), expected, "{text:?}");
        check("Rain fell.", "Rain fell.");
        check("a]]><b x=\"1\">&amp;", "a]]&gt;&lt;b x=&quot;1&quot;&gt;&amp;amp;");
        check("it's\n\there\r", "it&#39;s\n\there&#13;");
        check("\0\x1b\u{202e}\u{fffe}é\u{1f600}", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}é\u{1f600}");
        assert_eq!(web_address("HTTPS://example.org"), Some("HTTPS://example.org"));
        assert_eq!(web_address("javascript:alert(1)"), None);
        assert_eq!(web_address("é"), None);
    }
}
