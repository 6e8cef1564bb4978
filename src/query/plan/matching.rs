//! Words as the full-text indexes are asked for them.
//!
//! Typed words come in, expressions for `MATCH` go out. Every word is quoted, so that `AND`, `NEAR`, `al-Assad`, `U.S.`, `C++`
//! and marks of every sort are words like others.
//!
//! Invariant: no input makes the index complain.

use crate::query::language::{ArticleTerm, Column, Expr, Typed};
use crate::store::articles::folding::{in_two_letters, plain_letters};

/// An expression for `MATCH`, and whether it needs brackets beside others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::query) struct Expression {
    text: String,
    is_whole: bool,
}

impl Expression {
    /// The expression alone.
    pub(in crate::query) fn text(self) -> String {
        self.text
    }

    fn nested(&self) -> String {
        if self.is_whole { self.text.clone() } else { format!("({})", self.text) }
    }

    fn joined(parts: &[Self], by: &str) -> Self {
        match parts {
            [one] => one.clone(),
            _ => Self { text: parts.iter().map(Self::nested).collect::<Vec<_>>().join(by), is_whole: false },
        }
    }

    /// The words in these columns.
    pub(in crate::query) fn of_columns(self, columns: &str) -> Self {
        Self { text: format!("{{{columns}}} : {}", self.nested()), is_whole: true }
    }
}

/// One word or phrase; `None` where it has neither letters nor digits.
pub(in crate::query) fn of_typed(typed: &Typed) -> Option<Expression> {
    let text = typed.text.replace(['"', '\0'], " ");
    if !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    if let Some(within) = typed.within {
        let words: Vec<String> = text
            .split_whitespace()
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .map(|word| format!("\"{}\"", plain_letters(word)))
            .collect();
        return Some(Expression { text: format!("NEAR({}, {within})", words.join(" ")), is_whole: true });
    }
    let star = if typed.is_prefix { " *" } else { "" };
    let spelt: Vec<Expression> = spellings(&text)
        .into_iter()
        .map(|text| Expression { text: format!("\"{text}\"{star}"), is_whole: true })
        .collect();
    Some(Expression::joined(&spelt, " OR "))
}

/// The text in plain letters, and as German and the Nordic languages write it in two letters. Of a phrase the index has only plain
/// letters, so that one typed in two letters is asked for in one, too.
fn spellings(text: &str) -> Vec<String> {
    let mut found = vec![plain_letters(text).into_owned()];
    found.extend(in_two_letters(text));
    if text.split_whitespace().nth(1).is_some() {
        let small = text.to_lowercase();
        let one = [("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a")]
            .into_iter()
            .fold(small.clone(), |text, (two, one)| text.replace(two, one));
        if one != small {
            found.push(plain_letters(&one).into_owned());
        }
    }
    found
}

/// The expression of a condition that is of nothing but words of the article; `None` where it is not, and where it only says
/// which words are not there.
pub(in crate::query) fn of_expr(expr: &Expr) -> Option<Expression> {
    match expr {
        Expr::Words(typed) => of_typed(typed),
        Expr::Article(ArticleTerm::Words(column, typed)) => Some(of_typed(typed)?.of_columns(column_name(*column))),
        Expr::And(parts) => of_all(&parts.iter().collect::<Vec<_>>()),
        Expr::Or(parts) => {
            let parts = parts.iter().map(of_expr).collect::<Option<Vec<_>>>()?;
            (!parts.is_empty()).then(|| Expression::joined(&parts, " OR "))
        }
        _ => None,
    }
}

/// The expression of conditions that must all hold, as [`of_expr`].
pub(in crate::query) fn of_all(parts: &[&Expr]) -> Option<Expression> {
    let (mut wanted, mut unwanted) = (Vec::new(), Vec::new());
    for part in parts {
        match part {
            Expr::Not(inner) => unwanted.push(of_expr(inner)?),
            part => wanted.push(of_expr(part)?),
        }
    }
    if wanted.is_empty() {
        return None;
    }
    let wanted = Expression::joined(&wanted, " AND ");
    if unwanted.is_empty() {
        return Some(wanted);
    }
    let unwanted = Expression::joined(&unwanted, " OR ");
    Some(Expression { text: format!("{} NOT {}", wanted.nested(), unwanted.nested()), is_whole: false })
}

/// All words that the conditions ask for, any of them: what is marked in a passage.
pub(in crate::query) fn to_mark(parts: &[Expr]) -> Option<String> {
    let mut found = Vec::new();
    for part in parts {
        gather(part, &mut found);
    }
    (!found.is_empty()).then(|| Expression::joined(&found, " OR ").text())
}

/// The words and phrases that [`to_mark`] asks for, as typed.
pub(in crate::query) fn words_to_mark(parts: &[Expr]) -> Vec<String> {
    fn gather(expr: &Expr, found: &mut Vec<String>) {
        match expr {
            Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| gather(part, found)),
            Expr::Loose(part) => gather(part, found),
            Expr::Words(typed) | Expr::Article(ArticleTerm::Words(_, typed) | ArticleTerm::AtLeast(_, typed)) => {
                found.push(typed.text.clone());
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for part in parts {
        gather(part, &mut found);
    }
    found
}

fn gather(expr: &Expr, found: &mut Vec<Expression>) {
    match expr {
        Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| gather(part, found)),
        Expr::Loose(part) => gather(part, found),
        Expr::Article(ArticleTerm::AtLeast(_, typed)) => found.extend(of_typed(typed)),
        Expr::Words(_) | Expr::Article(ArticleTerm::Words(..)) => found.extend(of_expr(expr)),
        _ => {}
    }
}

fn column_name(column: Column) -> &'static str {
    match column {
        Column::Headline => "headline",
        Column::Standfirst => "standfirst",
        Column::Body => "body",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::language::query;

    #[test]
    fn words_are_quoted_for_the_index() {
        let check = |text: &str, expected: &str| {
            let query = query(text, &[]).unwrap();
            let parts: Vec<&Expr> = query.parts.iter().collect();
            assert_eq!(of_all(&parts).map(Expression::text).as_deref(), Some(expected), "{text}");
        };
        check("harbour strike", r#""harbour" AND "strike""#);
        check("harbour OR strike", r#""harbour" OR "strike""#);
        check("a (b OR c) -d -e", r#"("a" AND ("b" OR "c")) NOT ("d" OR "e")"#);
        check("“harbour strike” night*", r#""harbour strike" AND "night" *"#);
        check("\"ferry & strike\"~5", r#"NEAR("ferry" "strike", 5)"#);
        check("headline:(a OR \"b c\") d", r#"({headline} : "a" OR {headline} : "b c") AND "d""#);
        check("al-Assad U.S. C++ 5\"", r#""al-Assad" AND "U.S." AND "C++" AND "5""#);
        check("Łódź “Straße 5”", r#""lódź" AND "Strasse 5""#);
        check("Müller", r#""Müller" OR "mueller""#);
        check("Mueller", r#""Mueller""#);
        check("\"Jan Mueller\"", r#""Jan Mueller" OR "jan muller""#);
        check("橋本", r#"" 橋  本 ""#);
        check("-a b", r#""b" NOT "a""#);
    }
}
