//! Turns what a person types into an expression that the full-text index takes.
//!
//! Words come in, an FTS5 expression goes out. Every word is quoted, so `AND`, `NEAR`, `al-Assad`, `U.S.`, `C++` and
//! marks of every sort are words like others; text between quotation marks is a phrase; `*` at the end of a word or
//! phrase finds all words that begin so.
//!
//! Invariant: no input makes the index complain.

use crate::store::articles::folding::plain_letters;

/// What the words ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::query) enum Wanted {
    /// Nothing was asked for.
    Anything,
    /// There is not one letter or digit in the words, so nothing can match.
    Nothing,
    /// An expression for `MATCH`.
    Matching(String),
}

/// Reads `words`: each may hold several words and phrases.
pub(in crate::query) fn wanted(words: &[String]) -> Wanted {
    let mut terms = Vec::new();
    for word in words {
        read_terms(&word.replace('\0', " "), &mut terms);
    }
    if terms.is_empty() {
        return Wanted::Anything;
    }
    let mut expressions: Vec<String> = Vec::new();
    for term in &terms {
        if !term.text.chars().any(char::is_alphanumeric) {
            continue;
        }
        let star = if term.is_prefix { " *" } else { "" };
        let expression = format!("\"{}\"{star}", plain_letters(&term.text));
        if !expressions.contains(&expression) && expressions.len() < MOST_TERMS {
            expressions.push(expression);
        }
    }
    if expressions.is_empty() { Wanted::Nothing } else { Wanted::Matching(expressions.join(" AND ")) }
}

/// More terms than anybody types; the index has a limit of its own a little beyond.
const MOST_TERMS: usize = 200;

struct Term {
    text: String,
    is_prefix: bool,
}

/// Straight, curly, low and angular marks all part phrases from words.
fn is_mark(letter: char) -> bool {
    matches!(letter, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{ab}' | '\u{bb}')
}

/// A mark opens a phrase, the next one closes it; a phrase left open goes on to the end.
fn read_terms(input: &str, terms: &mut Vec<Term>) {
    let mut rest = input;
    loop {
        rest = rest.trim_start();
        let Some(first) = rest.chars().next() else { return };
        let text;
        if is_mark(first) {
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            let end = rest.find(is_mark).unwrap_or(rest.len());
            let (phrase, after) = rest.split_at(end);
            text = phrase;
            let mut after = after.chars();
            after.next();
            rest = after.as_str();
            let after_star = rest.trim_start_matches('*');
            let is_prefix = after_star.len() < rest.len() || text.ends_with('*');
            rest = after_star;
            if !text.trim().is_empty() {
                terms.push(Term { text: text.trim_end_matches('*').to_owned(), is_prefix });
            }
        } else {
            let end = rest.find(|letter: char| letter.is_whitespace() || is_mark(letter)).unwrap_or(rest.len());
            (text, rest) = rest.split_at(end);
            terms.push(Term { text: text.trim_end_matches('*').to_owned(), is_prefix: text.ends_with('*') });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::query::sql::words::*;

    #[test]
    fn words_are_quoted_for_the_index() {
        let check = |words: &[&str], expected: &str| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!(wanted(&words), Wanted::Matching(expected.to_owned()), "{words:?}");
        };
        check(&["harbour", "strike"], r#""harbour" AND "strike""#);
        check(&["harbour strike"], r#""harbour" AND "strike""#);
        check(&["\"harbour strike\" night"], r#""harbour strike" AND "night""#);
        check(&["“harbour strike”"], r#""harbour strike""#);
        check(&["harb*"], r#""harb" *"#);
        check(&["\"harbour str\"*"], r#""harbour str" *"#);
        check(&["\"harbour strike"], r#""harbour strike""#);
        check(&["AND", "NEAR(a", "NOT"], r#""AND" AND "NEAR(a" AND "NOT""#);
        check(&["al-Assad U.S. it's C++ foo:bar -x ^y {z}"], {
            r#""al-Assad" AND "U.S." AND "it's" AND "C++" AND "foo:bar" AND "-x" AND "^y" AND "{z}""#
        });
        check(&["الأسد"], r#""الأسد""#);
        check(&["Łódź", "“Straße 5”"], r#""lódź" AND "Strasse 5""#);
        check(&["&", "law"], r#""law""#);
        check(&["a\0b"], r#""a" AND "b""#);
    }

    #[test]
    fn words_without_letters_match_nothing_and_no_words_match_anything() {
        assert_eq!(wanted(&[]), Wanted::Anything);
        assert_eq!(wanted(&[String::new(), "  \"\" ".to_owned()]), Wanted::Anything);
        assert_eq!(wanted(&["++".to_owned()]), Wanted::Nothing);
        assert_eq!(wanted(&["*".to_owned()]), Wanted::Nothing);
    }
}
