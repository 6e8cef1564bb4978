//! Mends what several JSON writers get wrong and a strict reader refuses: halves of surrogate pairs written as escapes,
//! control characters inside strings, `NaN` and `Infinity`.
//!
//! Text that failed to parse comes in; text that may parse goes out, if there was anything to mend.
//!
//! Invariant: nothing else is touched, and a string keeps every character that has a code point of its own.

/// The text with those faults mended; `None` where it has none of them.
pub(in crate::read) fn mend(text: &str) -> Option<String> {
    let mut mended = String::with_capacity(text.len());
    let mut changed = false;
    let mut in_string = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (keep, replacement) = match c {
            '"' => {
                in_string = !in_string;
                (1, None)
            }
            '\\' if in_string => escape(rest),
            '\u{0}'..='\u{1f}' if in_string => (1, Some(format!("\\u{:04x}", u32::from(c)))),
            'N' | 'I' | '-' if !in_string => {
                let word = ["NaN", "Infinity", "-Infinity"].into_iter().find(|word| rest.starts_with(word));
                word.map_or((1, None), |word| (word.len(), Some("null".to_owned())))
            }
            _ => (c.len_utf8(), None),
        };
        let (piece, after) = rest.split_at_checked(keep).unwrap_or((rest, ""));
        changed |= replacement.is_some();
        mended.push_str(replacement.as_deref().unwrap_or(piece));
        rest = after;
    }
    changed.then_some(mended)
}

/// How long the escape at the start of `rest` is, and what to put for it if it is half a surrogate pair.
fn escape(rest: &str) -> (usize, Option<String>) {
    let Some(unit) = unit(rest) else {
        let escaped = rest.chars().nth(1).map_or(0, char::len_utf8);
        return (1 + escaped, None);
    };
    match unit {
        0xd800..=0xdbff if rest.get(6..).and_then(self::unit).is_some_and(|low| (0xdc00..=0xdfff).contains(&low)) => {
            (12, None)
        }
        0xd800..=0xdfff => (6, Some("\\ufffd".to_owned())),
        _ => (6, None),
    }
}

/// The UTF-16 unit of an escape such as `\u00e9`.
fn unit(rest: &str) -> Option<u16> {
    let digits = rest.strip_prefix("\\u")?.get(..4)?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_faults_are_mended() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(mend(text).as_deref(), expected, "{text}");
        check(r#"{"a": "\ud83d\ude00 \n \\ud800"}"#, None);
        check(r#"{"a": "\ud83d"}"#, Some(r#"{"a": "\ufffd"}"#));
        check(r#"{"a": "\ude00x\ud83d\u0041"}"#, Some(r#"{"a": "\ufffdx\ufffd\u0041"}"#));
        check("{\"a\": \"one\ttwo\"}", Some("{\"a\": \"one\\u0009two\"}"));
        check("{\"a\":\t1}", None);
        check(
            r#"{"a": NaN, "b": -Infinity, "c": "NaN", "d": -1}"#,
            Some(r#"{"a": null, "b": null, "c": "NaN", "d": -1}"#),
        );
        check(r#"{"a": "\"#, None);
        check(r#"{"a": "\u12"#, None);
        check(r#"{"a": "\é"#, None);
        check("", None);
    }
}
