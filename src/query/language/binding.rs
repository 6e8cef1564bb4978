//! Puts together what means the same quote, picture, person or place.
//!
//! Conditions that must all hold come in, fewer go out: `speaker:quill said:parking` is one condition on one quote. A second
//! speaker, photographer, person or place begins another row, to which what follows it belongs.
//!
//! Invariant: what is left out of an article (`-speaker:quill`) and what is inside `any(…)` is put together with nothing.

use super::checked::{Expr, PersonTerm, PictureTerm, PlaceTerm, QuoteTerm, Same};

/// A term of which a row has one: a second one begins another row.
trait Single {
    /// Which of the single things it is; `None` for words, of which a row may have to hold any number.
    fn single(&self) -> Option<u8>;
}

impl Single for QuoteTerm {
    fn single(&self) -> Option<u8> {
        match self {
            Self::Speaker(_) => Some(0),
            Self::Kind(_) => Some(1),
            Self::Said(_) | Self::Sure(_) => None,
        }
    }
}

impl Single for PictureTerm {
    fn single(&self) -> Option<u8> {
        matches!(self, Self::Photo(_)).then_some(0)
    }
}

impl Single for PersonTerm {
    fn single(&self) -> Option<u8> {
        matches!(self, Self::Named(_)).then_some(0)
    }
}

impl Single for PlaceTerm {
    fn single(&self) -> Option<u8> {
        match self {
            Self::Named(_) => Some(0),
            Self::In(_) => Some(1),
            Self::Near(..) => Some(2),
        }
    }
}

/// The conditions with those of one row put together.
pub(super) fn bound(parts: Vec<Expr>) -> Vec<Expr> {
    let mut found: Vec<Expr> = Vec::new();
    // Where the row of each family stands that is still open.
    let mut open: [Option<usize>; 4] = [None; 4];
    for part in parts {
        let family = match &part {
            Expr::Quote(_) => 0,
            Expr::Picture(_) => 1,
            Expr::Person(_) => 2,
            Expr::Place(_) => 3,
            _ => {
                found.push(part);
                continue;
            }
        };
        if let Some(at) = open[family] {
            let joined = match (&mut found[at], part) {
                (Expr::Quote(row), Expr::Quote(more)) => join(row, more).map(Expr::Quote),
                (Expr::Picture(row), Expr::Picture(more)) => join(row, more).map(Expr::Picture),
                (Expr::Person(row), Expr::Person(more)) => join(row, more).map(Expr::Person),
                (Expr::Place(row), Expr::Place(more)) => join(row, more).map(Expr::Place),
                (_, other) => Some(other),
            };
            let Some(other) = joined else { continue };
            open[family] = Some(found.len());
            found.push(other);
        } else {
            open[family] = Some(found.len());
            found.push(part);
        }
    }
    found
}

/// Puts `more` into the row, or gives it back where it begins another.
fn join<T: Single + Clone>(row: &mut Same<T>, more: Same<T>) -> Option<Same<T>> {
    let mut singles = Vec::new();
    row.each(&mut |term: &T| singles.extend(term.single()));
    let mut begins = false;
    more.each(&mut |term: &T| begins |= term.single().is_some_and(|single| singles.contains(&single)));
    if begins {
        return Some(more);
    }
    match row {
        Same::All(parts) => parts.push(more),
        _ => *row = Same::All(vec![row.clone(), more]),
    }
    None
}

/// One of the conditions holds: those on a row of the same family are one condition on it.
pub(super) fn either(parts: Vec<Expr>) -> Expr {
    let mut quotes = Vec::new();
    let mut pictures = Vec::new();
    let mut people = Vec::new();
    let mut places = Vec::new();
    let mut others = Vec::new();
    for part in parts {
        match part {
            Expr::Quote(row) => quotes.push(row),
            Expr::Picture(row) => pictures.push(row),
            Expr::Person(row) => people.push(row),
            Expr::Place(row) => places.push(row),
            Expr::Or(parts) => others.extend(parts),
            other => others.push(other),
        }
    }
    let mut found: Vec<Expr> = Vec::new();
    found.extend(one_of(quotes).map(Expr::Quote));
    found.extend(one_of(pictures).map(Expr::Picture));
    found.extend(one_of(people).map(Expr::Person));
    found.extend(one_of(places).map(Expr::Place));
    found.extend(others);
    if found.len() == 1 { found.remove(0) } else { Expr::Or(found) }
}

fn one_of<T>(mut rows: Vec<Same<T>>) -> Option<Same<T>> {
    match rows.len() {
        0 => None,
        1 => rows.pop(),
        _ => Some(Same::Some(rows)),
    }
}
