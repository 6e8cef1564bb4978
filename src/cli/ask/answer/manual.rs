//! The language of queries on one page.
//!
//! Invariant: no line is wider than the help of the verbs.

use crate::query::language::fields::FIELDS;

/// What stands before the fields.
const SYNTAX: &str = "\
Examples:
  archive query ferry strike                     both words, anywhere in headline, body or captions
  archive query 'ferry OR \"harbour strike\" -port'
  archive query 'speaker:quill said:parking'     both of one quote
  archive query 'person:\"Ada Quill\" place:Porto date:2013-05..2013-06'
  archive query ferry --group-by month           how many each month, and which share
  archive query --format csv > all.csv

The query language, of all lists:
  ferry strike           both; a space is AND, and binds tighter than OR
  ferry OR strike        one of them; AND, OR and NOT in capitals: in small letters they are words
  -port, NOT port        not that
  (a OR b) c             brackets
  \"ferry strike\"         a phrase
  \"ferry strike\"~5       both with at most five words between them, in any order
  harb*                  all words that begin so
  headline:(a OR b)      a field, and several values for it
  speaker:a said:b       of one and the same quote; so too pictures, people and places;
                         a second speaker: begins another quote
  any(speaker:a said:b)  of the same quote or of several
  -speaker:a             no quote of hers; speaker:(-a) said:b: somebody else said it
  person:#12             number 12, where a name means several
  date:2013-05..2013-06  also 2013, <2014, >=2013-05, May 2013, 10 May 2013
  words:>500             also <100, 100..500
What is not of this is words: 10:30, C++, AT&T, http://example.org. Case, accents and ł, ø, ß, æ do
not matter. Bare words are looked for in what the list is of: articles, quotes, captions or names;
fields are asked of its articles.

Fields:";

/// The page.
pub(in crate::cli::ask) fn language() -> String {
    let mut page = SYNTAX.to_owned();
    for field in FIELDS {
        let mut line = format!("\n  {:<12}", format!("{}:", field.name));
        for word in field.asks.split(' ') {
            if line.len() + word.len() > WIDTH {
                page += line.trim_end();
                line = format!("\n{}", " ".repeat(14));
            }
            line += word;
            line.push(' ');
        }
        page += line.trim_end();
    }
    page + "\n\ndocs/query.md has an example of each."
}

/// Columns of the help.
const WIDTH: usize = 98;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_every_field_and_fits_the_help() {
        let page = language();
        for field in FIELDS {
            assert!(page.contains(&format!("\n  {}:", field.name)), "{}", field.name);
        }
        for line in page.lines() {
            assert!(line.chars().count() <= 100, "{line}");
        }
    }
}
