//! Words, numbers and marks of a text, each with the bytes it is on.
//!
//! Text comes in, a list of tokens goes out. White space is in no token; everything else is in exactly one, so the
//! tokens of a text and the gaps between them give the text back.
//!
//! Invariant: tokens are in order, do not overlap and start and end on character boundaries.

use std::ops::Range;

use crate::lexicon::abbreviations;
use crate::model::letters::{is_alphabetic, is_alphanumeric, is_numeric};

/// One token: where it stands and what it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// First byte after it.
    pub end: u32,
    /// What it is made of.
    pub kind: TokenKind,
}

impl Token {
    /// The bytes of the token.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and dots: `al-Assad`, `O'Donnell`, `U.S.`, `Mr.`.
    Word,
    /// The possessive ending of the word before it: `'s`, `’s`, or the lone apostrophe after an s.
    Possessive,
    /// Digits, with inner separators: `70,000`, `3.5`, `1990s`.
    Number,
    /// An address of the web or of mail, a handle.
    Address,
    /// One of the marks that open or close a quotation; two characters where it is typed as two.
    Mark,
    /// A full stop, comma, bracket, dash, run of dots or any other sign.
    Sign,
}

/// Splits `text`, at most 4 GB of it, into tokens.
#[must_use]
pub fn tokenise(text: &str) -> Vec<Token> {
    let text = text.get(..u32::MAX as usize).unwrap_or(text);
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (len, kind) = token_at(text, at, first, tokens.last());
        push(&mut tokens, at..at + len, kind);
        at += len;
    }
    tokens
}

#[allow(clippy::cast_possible_truncation)] // `tokenise` reads no text past u32::MAX
fn push(tokens: &mut Vec<Token>, range: Range<usize>, kind: TokenKind) {
    tokens.push(Token { start: range.start as u32, end: range.end as u32, kind });
}

/// Length in bytes and kind of the token that starts at byte `at` with the character `first`.
fn token_at(text: &str, at: usize, first: char, before: Option<&Token>) -> (usize, TokenKind) {
    let rest = &text[at..];
    if (is_alphabetic(first) || (first == '@' && rest[1..].starts_with(|c: char| is_alphabetic(c))))
        && let Some(len) = address_len(rest)
    {
        return (len, TokenKind::Address);
    }
    if is_alphabetic(first) {
        return (word_len(rest), TokenKind::Word);
    }
    if is_numeric(first) {
        return (number_len(rest), TokenKind::Number);
    }
    if is_apostrophe(first) {
        let glued = before.is_some_and(|token| token.end as usize == at && token.kind == TokenKind::Word);
        let tail = &rest[first.len_utf8()..];
        let ends = |tail: &str| !tail.starts_with(|c: char| is_alphanumeric(c));
        if glued && tail.starts_with(['s', 'S']) && ends(&tail[1..]) {
            return (first.len_utf8() + 1, TokenKind::Possessive);
        }
    }
    for double in ["``", "''", ",,"] {
        if rest.starts_with(double) {
            return (2, TokenKind::Mark);
        }
    }
    if is_quotation_mark(first) {
        return (first.len_utf8(), TokenKind::Mark);
    }
    if matches!(first, '.' | '-') {
        return (rest.len() - rest.trim_start_matches(first).len(), TokenKind::Sign);
    }
    (first.len_utf8(), TokenKind::Sign)
}

/// Whether `c` opens or closes quotations somewhere in the world; apostrophes are among them.
#[must_use]
pub fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '`'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '＂'
    )
}

/// Whether `c` is typed as an apostrophe.
#[must_use]
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '`')
}

/// A word: letters, marks and digits, joined by single hyphens, apostrophes and dots between letters.
fn word_len(rest: &str) -> usize {
    // Most words are plain letters up to a space or a comma.
    let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let joins = |next: &u8| !next.is_ascii() || matches!(next, b'-' | b'&' | b'\'' | b'`' | b'.');
    if plain > 0 && !rest.as_bytes().get(plain).is_some_and(joins) {
        return plain;
    }
    let mut len = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if is_alphanumeric(c) || is_combining(c) {
            // These scripts set no spaces: each letter is a word, and none goes on with a word of another script.
            if is_ideograph(c) {
                return if at == 0 { c.len_utf8() } else { len };
            }
            len = at + c.len_utf8();
            continue;
        }
        let joins = matches!(c, '-' | '‐' | '‑' | '&' | '·') || is_apostrophe(c) || c == '.';
        let next = chars.peek().map(|(_, next)| *next);
        if !joins || !next.is_some_and(is_alphanumeric) {
            break;
        }
        if is_apostrophe(c) {
            // The possessive is a token of its own; so is what a British quotation opens.
            let tail = &rest[at + c.len_utf8()..];
            let possessive = tail.starts_with(['s', 'S']) && !tail[1..].starts_with(|c: char| is_alphanumeric(c));
            if possessive || c == '`' || c == '‘' {
                break;
            }
        }
        // A dot joins single letters (U.S., a.m.), never sentences that lack a space.
        if c == '.' && !(is_initials(&rest[..len]) && tail_is_initial(&rest[at + 1..])) {
            break;
        }
    }
    let word = &rest[..len];
    if let Some(verb) = verb_before_pronoun(word) {
        return verb;
    }
    let dotted = rest[len..].starts_with('.') && !rest[len..].starts_with("..");
    if dotted && (is_initials(word) && (word.contains('.') || one_capital(word)) || abbreviations::takes_a_dot(word)) {
        return len + 1;
    }
    len
}

/// Length of the French verb that a pronoun is hung on: `dit` of `dit-il`, `a` of `a-t-elle`, and `t` of what is left of it.
/// `Kim Jong-il` is none.
fn verb_before_pronoun(word: &str) -> Option<usize> {
    if !word.starts_with(char::is_lowercase) {
        return None;
    }
    let verb = ["-il", "-elle", "-ils", "-elles"].iter().find_map(|pronoun| word.strip_suffix(pronoun))?;
    Some(verb.strip_suffix("-t").unwrap_or(verb).len())
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// `U`, `U.S`, `a.m`: single letters with dots between.
fn is_initials(word: &str) -> bool {
    word.split('.').all(|part| {
        let mut chars = part.chars();
        chars.next().is_some_and(is_alphabetic) && chars.next().is_none()
    })
}

fn one_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn tail_is_initial(tail: &str) -> bool {
    let mut chars = tail.chars();
    chars.next().is_some_and(is_alphabetic) && !chars.next().is_some_and(is_alphanumeric)
}

/// A number: digits with single separators between digits, and letters right after (`1990s`, `24th`, `5G`).
fn number_len(rest: &str) -> usize {
    let mut len = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if is_alphanumeric(c) {
            if is_ideograph(c) && at > 0 {
                break;
            }
            len = at + c.len_utf8();
            continue;
        }
        let next = chars.peek().map(|(_, next)| *next);
        let joins = match c {
            '.' | ',' | ':' | '/' => next.is_some_and(is_numeric),
            '-' | '‑' => next.is_some_and(is_alphanumeric),
            _ => false,
        };
        if !joins {
            break;
        }
    }
    len
}

/// Bytes of the longest address that is known for one.
const LONGEST_ADDRESS: usize = 500;

/// A mail or web address or a handle at the start of `rest`, without the punctuation that ends its sentence.
fn address_len(rest: &str) -> Option<usize> {
    // Without a bound, text that no space parts would be searched to its end at every token.
    let rest = &rest[..rest.floor_char_boundary(LONGEST_ADDRESS)];
    // Most words hold none of the signs of an address.
    let run = rest.as_bytes().split(u8::is_ascii_whitespace).next().unwrap_or_default();
    if !rest.starts_with("www.") && memchr::memchr2(b':', b'@', run).is_none() {
        return None;
    }
    let end = rest
        .char_indices()
        .find(|(_, c)| {
            c.is_whitespace() || is_quotation_mark(*c) || matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | '|')
        })
        .map_or(rest.len(), |(at, _)| at);
    let word = &rest[..end];
    let looks = word.contains("://")
        || word.starts_with("www.")
        || word.starts_with('@')
        || word.find('@').is_some_and(|at| word[at..].contains('.'));
    let word = word.trim_end_matches(['.', ',', ';', ':', '!', '?', '…']);
    (looks && !word.is_empty()).then_some(word.len())
}

#[cfg(test)]
mod tests {
    use crate::analyse::text::tokens::*;

    fn check(text: &str, expected: &[&str]) {
        let tokens: Vec<&str> = tokenise(text).iter().map(|token| &text[token.range()]).collect();
        assert_eq!(tokens, expected, "{text}");
    }

    #[test]
    fn words_keep_their_inner_signs() {
        check("Bashar al-Assad's regime", &["Bashar", "al-Assad", "'s", "regime"]);
        check("O’Donnell’s plan", &["O’Donnell", "’s", "plan"]);
        check("don't stop.", &["don't", "stop", "."]);
        check("Mr. J. Smith met U.S. envoys.", &["Mr.", "J.", "Smith", "met", "U.S.", "envoys", "."]);
        check("at 5 a.m. today", &["at", "5", "a.m.", "today"]);
        check("the end.Next", &["the", "end", ".", "Next"]);
        check("AT&T said", &["AT&T", "said"]);
        check("dit-il, a-t-elle ajouté", &["dit", "-", "il", ",", "a", "-", "t", "-", "elle", "ajouté"]);
        check("Kim Jong-il, vis-à-vis", &["Kim", "Jong-il", ",", "vis-à-vis"]);
    }

    #[test]
    fn a_word_ends_where_a_script_without_spaces_begins() {
        check("Anna Grell氏を", &["Anna", "Grell", "氏", "を"]);
        check("3月25日に", &["3", "月", "25", "日", "に"]);
    }

    #[test]
    fn numbers_keep_their_separators() {
        check("70,000 lives, 3.5%", &["70,000", "lives", ",", "3.5", "%"]);
        check("June 17-18.", &["June", "17-18", "."]);
    }

    #[test]
    fn quotation_marks_stand_alone() {
        check("\"red line,\" he", &["\"", "red", "line", ",", "\"", "he"]);
        check("``No,'' she said", &["``", "No", ",", "''", "she", "said"]);
        check("‘It’s a club,’ he", &["‘", "It", "’s", "a", "club", ",", "’", "he"]);
        check("«да» сказал", &["«", "да", "»", "сказал"]);
        check("dogs' dinner", &["dogs", "'", "dinner"]);
    }

    #[test]
    fn addresses_are_one_token() {
        check(
            "mail a.b@example.org, or see https://example.org/x.",
            &["mail", "a.b@example.org", ",", "or", "see", "https://example.org/x", "."],
        );
        check("@handle wrote", &["@handle", "wrote"]);
    }
}
