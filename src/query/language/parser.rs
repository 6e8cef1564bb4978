//! Makes a tree of the tokens of a query.
//!
//! ```text
//! query  = some
//! some   = all ("OR" all)*
//! all    = one ("AND"? one)*
//! one    = ("NOT" | "-") one | "(" some ")" | "any(" some ")" | field value | word | phrase
//! value  = word | phrase | "(" some ")"
//! ```
//!
//! Invariant: brackets are counted, so that no query, however nested, takes more of the stack than [`DEEPEST`] of them.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use super::fault::LanguageFault;
use super::syntax::{Node, Part};
use super::tokens::{Placed, Token, tokens};

/// More brackets inside each other than anybody writes; the full-text index has a limit of its own not far beyond.
const DEEPEST: usize = 16;

/// More words and fields than anybody writes; the full-text index has a limit of its own a little beyond.
const MOST_TERMS: usize = 200;

/// Reads a query; `None` where it says nothing.
pub(super) fn parse(text: &str) -> Result<Option<Node>, LanguageFault> {
    let tokens = tokens(text)?;
    let mut terms = tokens.iter().filter(|(token, _)| matches!(token, Token::Text(_)));
    if let Some((_, span)) = terms.nth(MOST_TERMS) {
        let hint = "ask for fewer, or put words that belong together in quotation marks";
        return Err(LanguageFault::new(format!("more than {MOST_TERMS} words"), span.clone(), hint));
    }
    if tokens.is_empty() {
        return Ok(None);
    }
    let mut parser = Parser { tokens: tokens.into_iter().peekable(), depth: 0, end: text.len() };
    let node = parser.some()?;
    Ok(Some(node))
}

struct Parser {
    tokens: Peekable<IntoIter<Placed>>,
    depth: usize,
    end: usize,
}

impl Parser {
    fn peek(&mut self) -> Option<&Token> {
        self.tokens.peek().map(|(token, _)| token)
    }

    fn next_span(&mut self) -> Range<usize> {
        let end = self.end;
        self.tokens.peek().map_or(end..end, |(_, span)| span.clone())
    }

    fn some(&mut self) -> Result<Node, LanguageFault> {
        let mut choices = vec![self.all()?];
        while let Some(Token::Or) = self.peek() {
            let or = self.next_span();
            self.tokens.next();
            if !self.one_follows() {
                return Err(dangling("OR", or));
            }
            choices.push(self.all()?);
        }
        Ok(joined(choices, Part::Or))
    }

    /// Whether something can be read here that is a term.
    fn one_follows(&mut self) -> bool {
        !matches!(self.peek(), None | Some(Token::Close | Token::Or | Token::And))
    }

    fn all(&mut self) -> Result<Node, LanguageFault> {
        let mut parts = vec![self.one()?];
        let mut said = false;
        loop {
            match self.peek() {
                None | Some(Token::Close | Token::Or) => break,
                Some(Token::And) => {
                    let and = self.next_span();
                    self.tokens.next();
                    said = true;
                    if !self.one_follows() {
                        return Err(dangling("AND", and));
                    }
                }
                Some(_) => {}
            }
            parts.push(self.one()?);
        }
        Ok(joined(parts, |parts| Part::And(parts, said)))
    }

    fn one(&mut self) -> Result<Node, LanguageFault> {
        let mut nots: Vec<Range<usize>> = Vec::new();
        while let Some(Token::Not) = self.peek() {
            nots.push(self.next_span());
            self.tokens.next();
        }
        if let Some(last) = nots.last().filter(|_| !self.one_follows()) {
            return Err(dangling("NOT", last.clone()));
        }
        let mut node = self.term()?;
        // Two of them take each other away.
        if nots.len() % 2 == 1 {
            let span = nots[0].start..node.span.end;
            node = Node { part: Part::Not(Box::new(node)), span };
        }
        Ok(node)
    }

    fn term(&mut self) -> Result<Node, LanguageFault> {
        let end = self.end;
        match self.tokens.next() {
            Some((Token::Text(typed), span)) => Ok(Node { part: Part::Text(typed), span }),
            Some((Token::Open, span)) => self.bracket(span),
            Some((Token::Any, span)) => {
                self.tokens.next();
                let inside = self.bracket(span.clone())?;
                Ok(Node { span: span.start..inside.span.end, part: Part::Any(Box::new(inside)) })
            }
            Some((Token::Field(field, times), span)) => {
                let value = match self.tokens.next() {
                    Some((Token::Open, open)) => self.bracket(open)?,
                    Some((Token::Text(typed), span)) => Node { part: Part::Text(typed), span },
                    // `speaker:-quill`
                    Some((Token::Not, minus)) if matches!(self.peek(), Some(Token::Text(_) | Token::Open)) => {
                        let value = self.term()?;
                        Node { span: minus.start..value.span.end, part: Part::Not(Box::new(value)) }
                    }
                    _ => {
                        return Err(LanguageFault::new(
                            format!("{}: is followed by nothing", field.name),
                            span,
                            field.example,
                        ));
                    }
                };
                Ok(Node { span: span.start..value.span.end, part: Part::Field(field, times, Box::new(value)) })
            }
            Some((Token::Or, span)) => Err(dangling("OR", span)),
            Some((Token::And, span)) => Err(dangling("AND", span)),
            Some((Token::Not | Token::Close, span)) => {
                Err(LanguageFault::new("there is nothing between these brackets", span, "write words between them"))
            }
            None => Err(LanguageFault::new("the query ends too soon", end..end, "write what else to look for")),
        }
    }

    /// What stands up to the bracket that closes; the one that opens is `open`.
    fn bracket(&mut self, open: Range<usize>) -> Result<Node, LanguageFault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            let hint = "take away brackets: a space binds tighter than OR";
            return Err(LanguageFault::new(format!("more than {DEEPEST} brackets inside each other"), open, hint));
        }
        let node = self.some()?;
        self.depth -= 1;
        let close = self.next_span();
        self.tokens.next();
        Ok(Node { span: open.start..close.end, ..node })
    }
}

fn joined(mut parts: Vec<Node>, join: impl FnOnce(Vec<Node>) -> Part) -> Node {
    if parts.len() == 1 {
        return parts.remove(0);
    }
    let start = parts.first().map_or(0, |part| part.span.start);
    let end = parts.last().map_or(0, |part| part.span.end);
    Node { part: join(parts), span: start..end }
}

fn dangling(operator: &str, span: Range<usize>) -> LanguageFault {
    let small = operator.to_lowercase();
    LanguageFault::new(
        format!("{operator} has nothing to join"),
        span,
        format!("write what it joins, or `{small}` in small letters for the word"),
    )
}
