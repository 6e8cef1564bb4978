//! What flags of the command line ask for, as parts of a query.
//!
//! Invariant: a flag says what its field says, and no mark in its value is syntax: `--person "C. (Ada) Quill"` is a name.

use crate::model::PartialDate;

use super::binding::bound;
use super::checked::{ArticleTerm, Clock, Expr, Query};
use super::checker::{check, together};
use super::fault::LanguageFault;
use super::fields::{FIELDS, FieldKind};
use super::parser::parse;
use super::syntax::{Node, Part, Typed};
use super::values::dates::Period;

/// A flag and its values.
#[derive(Clone, Debug)]
pub enum Flag {
    /// All of the values hold: names, or words and "phrases".
    All(FieldKind, Vec<String>),
    /// One of the values holds.
    One(FieldKind, Vec<String>),
    /// It was published then.
    Dates(Option<PartialDate>, Option<PartialDate>),
}

/// The query of `text` and of flags.
///
/// # Errors
///
/// Where the text is no query, and where a flag has a value that its field does not take.
pub fn query(text: &str, flags: &[Flag]) -> Result<Query, LanguageFault> {
    let mut parts = match parse(text)? {
        None => Vec::new(),
        Some(Node { part: Part::And(nodes, _), .. }) => together(&nodes, false)?,
        Some(node) => vec![check(&node, true)?],
    };
    for flag in flags {
        match flag {
            Flag::All(kind, values) => {
                for value in values {
                    parts.extend(field(*kind, value)?);
                }
            }
            Flag::One(kind, values) => {
                let mut choices =
                    values.iter().map(|value| field(*kind, value)).collect::<Result<Vec<_>, _>>()?.concat();
                match choices.len() {
                    0 => {}
                    1 => parts.extend(choices.pop()),
                    _ => parts.push(super::binding::either(choices)),
                }
            }
            Flag::Dates(None, None) => {}
            Flag::Dates(from, to) => {
                parts.push(Expr::Article(ArticleTerm::When(
                    Clock::Published,
                    Period::between(from.clone(), to.clone()),
                )));
            }
        }
    }
    let mut parts = bound(parts);
    // What is left of brackets when words without letters are taken away needs none.
    while let [Expr::And(inside)] = parts.as_mut_slice() {
        parts = std::mem::take(inside);
    }
    Ok(Query { parts })
}

/// What a field with this value asks for.
fn field(kind: FieldKind, value: &str) -> Result<Vec<Expr>, LanguageFault> {
    let Some(field) = FIELDS.iter().find(|field| field.kind == kind) else { return Ok(Vec::new()) };
    let is_of_words = matches!(kind, FieldKind::Said | FieldKind::Caption | FieldKind::Credit);
    let texts = if is_of_words {
        phrases(value)
    } else {
        vec![Typed { text: value.replace(['\0', '"'], " "), ..Typed::default() }]
    };
    let texts = texts.into_iter().map(|typed| Node { part: Part::Text(typed), span: 0..0 });
    texts.map(|text| check(&Node { part: Part::Field(field, 0, Box::new(text)), span: 0..0 }, true)).collect()
}

/// Words and phrases between marks; a star at the end of either finds all that begin so, and a mark left open closes at the end.
fn phrases(value: &str) -> Vec<Typed> {
    let is_mark =
        |letter: char| matches!(letter, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{ab}' | '\u{bb}');
    let mut found = Vec::new();
    for (place, piece) in value.replace('\0', " ").split(is_mark).enumerate() {
        let words: Vec<&str> = if place % 2 == 1 { vec![piece] } else { piece.split_whitespace().collect() };
        for word in words {
            let bare = word.trim_end_matches('*');
            let typed = Typed {
                text: bare.to_owned(),
                quoted: place % 2 == 1,
                is_prefix: bare.len() < word.len(),
                within: None,
            };
            if !bare.trim().is_empty() || !word.trim().is_empty() {
                found.push(typed);
            }
        }
    }
    found
}
