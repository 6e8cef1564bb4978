//! Words that some languages hang on a name with an apostrophe: articles and prepositions before it (`l'Europe`, `dell'Italia`),
//! endings after it (`Ankara'da`). Finnish hangs its endings on abbreviations with a colon (`EU:n`), where they stay, as those
//! of other names do.
//!
//! Tokens come in, tokens go out, some of them cut in two, some joined.
//!
//! Invariant: the tokens cover the same bytes as before; in languages without such words none is touched.

use crate::analyse::text::tokens::{Token, TokenKind, is_apostrophe};

/// No ending of Turkish is longer.
const LONGEST_ENDING: usize = 8;
/// No article or preposition that loses its vowel is longer.
const LONGEST_ARTICLE: usize = 6;

/// Cuts what depends on names off them, in the languages that write so.
#[must_use]
pub fn cut(text: &str, tokens: Vec<Token>, language: Option<&str>) -> Vec<Token> {
    let cut: fn(&str) -> Option<(usize, TokenKind)> = match language {
        Some("fr" | "it" | "ca") => article_before,
        Some("tr" | "az") => ending_behind,
        Some("fi") => return with_colons(text, tokens),
        _ => return tokens,
    };
    let mut all = Vec::with_capacity(tokens.len() + tokens.len() / 16);
    for token in tokens {
        let word = text.get(token.range()).filter(|_| token.kind == TokenKind::Word);
        match word.and_then(cut).and_then(|(at, kind)| Some((u32::try_from(at).ok()?, kind))) {
            Some((at, kind)) => {
                all.push(Token { end: token.start + at, ..token });
                all.push(Token { start: token.start + at, kind, ..token });
            }
            None => all.push(token),
        }
    }
    all
}

/// Joins `EU`, `:` and `n`.
fn with_colons(text: &str, tokens: Vec<Token>) -> Vec<Token> {
    let mut all: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let small = text.get(token.range()).is_some_and(|word| word.chars().all(char::is_lowercase));
        if let [.., name, colon] = all.as_slice()
            && (token.kind, name.kind, small) == (TokenKind::Word, TokenKind::Word, true)
            && text.get(colon.range()) == Some(":")
            && (name.end, colon.end) == (colon.start, token.start)
        {
            let joined = Token { end: token.end, ..*name };
            all.truncate(all.len() - 2);
            all.push(joined);
        } else {
            all.push(token);
        }
    }
    all
}

/// Where the name starts in `l'Europe`; `D'Angelo` and `O'Neill` are names.
fn article_before(word: &str) -> Option<(usize, TokenKind)> {
    let (at, mark) = word.char_indices().find(|(_, c)| is_apostrophe(*c))?;
    let (article, name) = (&word[..at], &word[at + mark.len_utf8()..]);
    let mut letters = article.chars();
    let opens_sentence = match letters.next()? {
        'D' | 'O' => return None,
        first => first.is_uppercase(),
    };
    let rest = letters.as_str();
    let fits = article.len() <= LONGEST_ARTICLE
        && rest.chars().all(char::is_lowercase)
        && (!opens_sentence || rest.is_empty() || rest == "u" || rest.ends_with("ll"))
        && name.starts_with(char::is_uppercase);
    fits.then_some((at + mark.len_utf8(), TokenKind::Word))
}

/// Where the ending starts in `Ankara'da`.
fn ending_behind(word: &str) -> Option<(usize, TokenKind)> {
    let (at, mark) = word.char_indices().rfind(|(_, c)| is_apostrophe(*c))?;
    let ending = &word[at + mark.len_utf8()..];
    let fits = word.starts_with(char::is_uppercase)
        && ending.chars().all(char::is_lowercase)
        && ending.chars().count() <= LONGEST_ENDING;
    fits.then_some((at, TokenKind::Possessive))
}

#[cfg(test)]
mod tests {
    use crate::analyse::text::clitics::*;
    use crate::analyse::text::tokens::tokenise;

    #[test]
    fn what_hangs_on_a_name_is_a_token_of_its_own() {
        let check = |language: &str, text: &str, expected: &[&str]| {
            let tokens = cut(text, tokenise(text), Some(language));
            let words: Vec<&str> = tokens.iter().map(|token| &text[token.range()]).collect();
            assert_eq!(words, expected, "{text}");
        };
        check("fr", "l'Europe d’Odile", &["l'", "Europe", "d’", "Odile"]);
        check("fr", "L'Europe aujourd'hui", &["L'", "Europe", "aujourd'hui"]);
        check("it", "dell'Etna D'Angelo", &["dell'", "Etna", "D'Angelo"]);
        check("it", "Sant'Agata", &["Sant'Agata"]);
        check("tr", "Ankara'da Türkiye’nin", &["Ankara", "'da", "Türkiye", "’nin"]);
        check("fi", "EU:n jäsen: ei", &["EU:n", "jäsen", ":", "ei"]);
        check("en", "Sana'a l'Oréal", &["Sana'a", "l'Oréal"]);
    }
}
