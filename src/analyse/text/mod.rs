//! The article as the stages of `analyse` see it: every field with its tokens, sentences and paragraphs.

pub mod clitics;
pub mod sentences;
pub mod tokens;

use std::ops::Range;

use crate::analyse::text::sentences::{paragraphs, sentences};
use crate::analyse::text::tokens::{Token, TokenKind, tokenise};
use crate::model::{Article, CharIndex, Field, Span};
use crate::steps::took;

/// So much of a field is analysed; names and quotes after it are not looked for. Of 1,400 pages and bodies at hand none has
/// more than 110 KB of text (November 2026). A byte takes up to 90 bytes of memory, a word up to 200.
const MOST_BYTES: usize = 1 << 20;
/// How many words and marks of a field are analysed at most.
const MOST_WORDS: usize = 200_000;

/// The start of `text` that is analysed: nearly always all of it.
#[must_use]
pub fn analysed(text: &str) -> &str {
    if text.len() <= MOST_WORDS {
        return text;
    }
    let start = text.get(..text.floor_char_boundary(MOST_BYTES)).unwrap_or(text);
    let mut before = b' ';
    let mut left = MOST_WORDS;
    let end = start.bytes().position(|byte| {
        let opens = byte.is_ascii_punctuation() || before.is_ascii_whitespace() && !byte.is_ascii_whitespace();
        before = byte;
        left -= usize::from(opens);
        left == 0
    });
    match end.and_then(|end| start.get(..end)) {
        None if start.len() == text.len() => text,
        // The last word may be cut in two.
        cut => {
            let cut = cut.unwrap_or(start);
            cut.rfind(char::is_whitespace).and_then(|end| cut.get(..end)).unwrap_or(cut).trim_end()
        }
    }
}

/// All fields of one article, read once. The body comes first: it says most about everything else.
#[derive(Debug)]
pub struct Page<'a> {
    /// Fields that have text: body, headline, standfirst, dateline, byline, then each caption followed by its credit.
    pub fields: Vec<FieldText<'a>>,
    /// ISO 639-1 code of the article's language.
    pub language: Option<&'a str>,
    /// Who signed what, as `normalise` read it: authors with the byline, photographers with the credit of a caption.
    pub signatures: Vec<(Field, &'a str)>,
}

/// One field and its tokens.
#[derive(Debug)]
pub struct FieldText<'a> {
    /// Which field.
    pub field: Field,
    /// The text of the article that offsets count in.
    pub text: &'a str,
    /// Words, numbers and marks, in order.
    pub tokens: Vec<Token>,
    /// Token ranges of its sentences.
    pub sentences: Vec<Range<usize>>,
    /// Token ranges of its paragraphs.
    pub paragraphs: Vec<Range<usize>>,
    chars: CharIndex<'a>,
}

impl<'a> Page<'a> {
    /// Reads the fields of `article`.
    #[must_use]
    pub fn new(article: &'a Article) -> Self {
        let single = [
            (Field::Body, Some(article.body.as_str())),
            (Field::Headline, article.headline.as_deref()),
            (Field::Standfirst, article.standfirst.as_deref()),
            (Field::Dateline, article.dateline.as_deref()),
            (Field::Byline, article.byline.as_deref()),
        ];
        let captions = (0..).zip(&article.captions).flat_map(|(place, caption)| {
            [(Field::Caption(place), Some(caption.text.as_str())), (Field::Credit(place), caption.credit.as_deref())]
        });
        let fields = single
            .into_iter()
            .chain(captions)
            .filter_map(|(field, text)| {
                let text = text.map(analysed).filter(|text| !text.is_empty())?;
                Some(FieldText::in_language(field, text, article.language.as_deref()))
            })
            .collect();
        let authors = article.authors.iter().map(|author| (Field::Byline, author.as_str()));
        let photographers = (0..).zip(&article.captions).filter_map(|(place, caption)| {
            caption.photographer.as_deref().map(|photographer| (Field::Credit(place), photographer))
        });
        let signatures = authors.chain(photographers).collect();
        Self { fields, language: article.language.as_deref(), signatures }
    }

    /// The place of `field` in `fields`.
    #[must_use]
    pub fn find_field(&self, field: Field) -> Option<usize> {
        self.fields.iter().position(|text| text.field == field)
    }
}

impl<'a> FieldText<'a> {
    /// Reads `text`, of whatever language.
    #[cfg(test)]
    #[must_use]
    pub fn new(field: Field, text: &'a str) -> Self {
        Self::in_language(field, text, None)
    }

    /// Reads `text` in the language of an ISO 639-1 code.
    #[must_use]
    pub fn in_language(field: Field, text: &'a str, language: Option<&str>) -> Self {
        took(text.len());
        let tokens = clitics::cut(text, tokenise(text), language);
        let sentences = sentences(text, &tokens);
        let paragraphs = paragraphs(text, &tokens);
        Self { field, text, tokens, sentences, paragraphs, chars: CharIndex::new(text) }
    }

    /// The characters of token `at`; empty past either end.
    #[must_use]
    pub fn word(&self, at: usize) -> &'a str {
        took(1);
        self.tokens.get(at).map_or("", |token| &self.text[token.range()])
    }

    /// The kind of token `at`.
    #[must_use]
    pub fn kind(&self, at: usize) -> Option<TokenKind> {
        took(1);
        self.tokens.get(at).map(|token| token.kind)
    }

    /// The bytes from the first to the last of `tokens`; an empty range where there are none.
    #[must_use]
    pub fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if first.start <= last.start => first.range().start..last.range().end,
            _ => 0..0,
        }
    }

    /// The text from the first to the last of `tokens`.
    #[must_use]
    pub fn slice(&self, tokens: &Range<usize>) -> &'a str {
        took(tokens.len());
        &self.text[self.bytes(tokens)]
    }

    /// The code points of a range of bytes.
    #[must_use]
    pub fn span(&self, bytes: Range<usize>) -> Span {
        self.chars.span(bytes)
    }

    /// The place in `sentences` of the sentence that token `at` is in.
    #[must_use]
    pub fn sentence_of(&self, at: usize) -> Option<usize> {
        find_range(&self.sentences, at)
    }

    /// The place in `paragraphs` of the paragraph that token `at` is in.
    #[must_use]
    pub fn paragraph_of(&self, at: usize) -> Option<usize> {
        find_range(&self.paragraphs, at)
    }
}

fn find_range(ranges: &[Range<usize>], at: usize) -> Option<usize> {
    let place = ranges.partition_point(|range| range.end <= at);
    ranges.get(place).is_some_and(|range| range.contains(&at)).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_texts_longer_than_any_article_are_cut() {
        let check = |text: &str, expected: usize| {
            let start = analysed(text);
            assert!(text.starts_with(start), "not the start");
            assert_eq!(start.len(), expected);
        };
        check("", 0);
        check(&"a ".repeat(150_000), 300_000);
        check(&"a ".repeat(500_000), 2 * MOST_WORDS - 3);
        check(&"a".repeat(3 << 20), MOST_BYTES);
        check(&"sentences of words\n".repeat(100_000), MOST_BYTES / 19 * 19 - 1);
        check(&"é".repeat(1 << 20), MOST_BYTES);
    }
}
