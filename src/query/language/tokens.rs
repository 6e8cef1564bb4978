//! Cuts a query into words, phrases, fields, brackets and operators.
//!
//! A text comes in, tokens with the bytes they were read from go out.
//!
//! Invariant: what is not syntax is a word: `10:30`, `http://…`, `C++`, `AT&T`, addresses of mail, a lone `-`. Only what can
//! mean nothing else is an error: an unknown field, a bracket or mark left open, a star that does not end a word.

use std::ops::Range;

use super::fault::LanguageFault;
use super::fields::{self, Field, FieldKind};
use super::syntax::Typed;
use super::values::dates;

/// A piece of a query.
#[derive(Clone, Debug)]
pub(super) enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    /// `any` in front of a bracket.
    Any,
    /// A field, with the number of an `atleast…`; its value follows.
    Field(&'static Field, u32),
    Text(Typed),
}

/// A token and its bytes.
pub(super) type Placed = (Token, Range<usize>);

/// Cuts `text` into tokens.
pub(super) fn tokens(text: &str) -> Result<Vec<Placed>, LanguageFault> {
    let mut lexer = Lexer { text, at: 0, open: Vec::new(), found: Vec::new() };
    while lexer.next()? {}
    if let Some(at) = lexer.open.first() {
        let hint = "close it with ), or put the words in quotation marks to search for the bracket itself";
        return Err(LanguageFault::new("this bracket is never closed", *at..*at + 1, hint));
    }
    Ok(lexer.found)
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    /// Where the brackets stand that are open.
    open: Vec<usize>,
    found: Vec<Placed>,
}

/// Straight, curly, low and angular marks part phrases from words.
fn is_mark(letter: char) -> bool {
    matches!(letter, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{ab}' | '\u{bb}')
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace() || letter == '\0'
}

impl<'t> Lexer<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn push(&mut self, token: Token, len: usize) {
        self.found.push((token, self.at..self.at + len));
        self.at += len;
    }

    /// Whether the token before is a field that waits for its value.
    fn is_value(&self) -> bool {
        matches!(self.found.last(), Some((Token::Field(..), span)) if span.end == self.at)
    }

    /// Reads one token; whether there was any.
    fn next(&mut self) -> Result<bool, LanguageFault> {
        self.at += self.rest().len() - self.rest().trim_start_matches(is_space).len();
        let rest = self.rest();
        let mut letters = rest.chars();
        let Some(first) = letters.next() else { return Ok(false) };
        let second = letters.next();
        match first {
            '(' => {
                self.open.push(self.at);
                self.push(Token::Open, 1);
            }
            ')' if self.open.pop().is_some() => self.push(Token::Close, 1),
            ')' if second.is_none_or(|letter| is_space(letter) || letter == ')') => {
                let hint = "take it away, or open a bracket before it";
                return Err(LanguageFault::new("this bracket closes nothing", self.at..self.at + 1, hint));
            }
            _ if is_mark(first) => self.phrase(first)?,
            '-' | '\u{2212}'
                if second.is_some_and(|letter| !is_space(letter) && letter != '-' && letter != ')')
                    && (!self.is_value() || rest.chars().any(char::is_alphabetic)) =>
            {
                self.push(Token::Not, first.len_utf8());
            }
            _ => self.word()?,
        }
        Ok(true)
    }

    /// Reads a phrase that `mark` opens. A straight mark is closed by a straight one, any other by any other.
    fn phrase(&mut self, mark: char) -> Result<(), LanguageFault> {
        let inside = self.rest().get(mark.len_utf8()..).unwrap_or_default();
        let closes = |letter: char| if mark == '"' { letter == '"' } else { is_mark(letter) };
        let Some(end) = inside.find(closes) else {
            let hint = format!("close it with {}", if mark == '\u{201c}' { '\u{201d}' } else { '"' });
            let span = self.at..self.at + mark.len_utf8();
            return Err(LanguageFault::new("this quotation mark is never closed", span, hint));
        };
        let words = inside.get(..end).unwrap_or_default();
        let close = inside.get(end..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        let mut len = mark.len_utf8() + end + close;
        let mut typed = Typed { text: words.trim_end_matches('*').to_owned(), quoted: true, ..Typed::default() };
        typed.is_prefix = typed.text.len() < words.len();
        let after = self.rest().get(len..).unwrap_or_default();
        if let Some(number) = after.strip_prefix('~') {
            let digits = number.bytes().take_while(u8::is_ascii_digit).count();
            typed.within = number.get(..digits).and_then(|digits| digits.parse().ok()).filter(|words| *words <= 1000);
            if typed.within.is_none() {
                let span = self.at + len..self.at + len + 1 + digits;
                let hint = "write how many words may stand between, up to 1000: \"ferry strike\"~5";
                return Err(LanguageFault::new("~ after a phrase wants a number", span, hint));
            }
            len += 1 + digits;
        } else if after.starts_with('*') {
            typed.is_prefix = true;
            len += after.len() - after.trim_start_matches('*').len();
        }
        self.push(Token::Text(typed), len);
        Ok(())
    }

    /// Reads a word, an operator or the name of a field.
    fn word(&mut self) -> Result<(), LanguageFault> {
        let value = self.is_value();
        if !value && self.field()? {
            return Ok(());
        }
        if let (true, Some((Token::Field(field, _), _))) = (value, self.found.last())
            && matches!(field.kind, FieldKind::Date | FieldKind::Seen | FieldKind::Changed)
            && let Some(len) = dates::length(self.upto_close())
        {
            let typed = Typed { text: self.rest().get(..len).unwrap_or_default().to_owned(), ..Typed::default() };
            self.push(Token::Text(typed), len);
            return Ok(());
        }
        let len = self.word_len();
        let word = self.rest().get(..len).unwrap_or_default();
        let token = match word {
            "AND" if !value => Token::And,
            "OR" if !value => Token::Or,
            "NOT" if !value => Token::Not,
            "any" if !value && self.rest().get(len..).is_some_and(|rest| rest.starts_with('(')) => Token::Any,
            _ => Token::Text(starred(word, self.at)?),
        };
        self.push(token, len);
        Ok(())
    }

    /// What may belong to a value: all up to the bracket that closes what is open.
    fn upto_close(&self) -> &'t str {
        let end = self.rest().find(['(', ')', '"']).unwrap_or(self.rest().len());
        self.rest().get(..end).unwrap_or_default()
    }

    /// How long the word is that begins here. A bracket that closes one of the query ends it; `f(x)` has its own.
    fn word_len(&self) -> usize {
        let mut own = 0_usize;
        for (at, letter) in self.rest().char_indices() {
            match letter {
                _ if is_space(letter) => return at,
                '(' if at > 0 && self.rest().get(..at) == Some("any") => return at,
                '(' => own += 1,
                ')' if own == 0 && !self.open.is_empty() => return at,
                ')' => own = own.saturating_sub(1),
                _ => {}
            }
        }
        self.rest().len()
    }

    /// Reads the name of a field with its colon; whether there is one.
    fn field(&mut self) -> Result<bool, LanguageFault> {
        let rest = self.rest();
        let letters = rest.bytes().take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'-').count();
        let digits = rest.bytes().skip(letters).take_while(u8::is_ascii_digit).count();
        let name = rest.get(..letters + digits).unwrap_or_default();
        let Some(value) = rest.get(name.len()..).and_then(|rest| rest.strip_prefix(':')) else { return Ok(false) };
        let span = self.at..self.at + name.len() + 1;
        let next = value.chars().next();
        let is_empty = next.is_none_or(|letter| is_space(letter) || (letter == ')' && !self.open.is_empty()));
        if let Some((field, times)) = fields::find(name) {
            if value.starts_with("//") {
                return Ok(false);
            }
            if is_empty {
                let following: String = value.trim_start().chars().take_while(|letter| !is_space(*letter)).collect();
                let hint = match following.as_str() {
                    "" => format!("write what to look for right behind the colon: {}", field.example),
                    word => format!("no space behind the colon: {}:{word}", field.name),
                };
                return Err(LanguageFault::new(format!("{}: is followed by nothing", field.name), span, hint));
            }
            self.push(Token::Field(field, times), name.len() + 1);
            return Ok(true);
        }
        let is_name = digits == 0 && letters > 1 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        let is_count = name.starts_with("atleast");
        if is_empty || !(is_name || is_count) || matches!(next, Some('/' | ':' | '\\')) {
            return Ok(false);
        }
        let word = rest.get(..self.word_len()).unwrap_or(name);
        let instead = match fields::nearest(name) {
            _ if is_count => "a number from 1 to 1000 follows atleast: atleast3:ferry".to_owned(),
            Some(near) => format!("did you mean {near}: ? For the words themselves write \"{word}\""),
            None => format!("`archive help query` lists the fields; for the words themselves write \"{word}\""),
        };
        Err(LanguageFault::new(format!("there is no field {name}:"), span, instead))
    }
}

/// A word with its star taken off.
fn starred(word: &str, at: usize) -> Result<Typed, LanguageFault> {
    let bare = word.trim_end_matches('*');
    if let Some(star) = bare.find('*') {
        let (before, after) = (bare.get(..star).unwrap_or_default(), bare.get(star + 1..).unwrap_or_default());
        let hint = if before.is_empty() {
            format!("leave it out: {}", after.trim_start_matches('*'))
        } else {
            format!("write {before}* for all words that begin so, or \"{word}\" for the words themselves")
        };
        return Err(LanguageFault::new("a * can only end a word", at + star..at + star + 1, hint));
    }
    if bare.is_empty() {
        let hint = "leave it out: a query of no words finds everything";
        return Err(LanguageFault::new("a * can only end a word", at..at + word.len(), hint));
    }
    // A mark inside a word parts it, as the index would.
    let text = bare.replace(['\0', '"'], " ").trim().to_owned();
    Ok(Typed { text, is_prefix: bare.len() < word.len(), ..Typed::default() })
}
