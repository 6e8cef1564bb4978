//! The names that a query asks for.

use crate::query::language::{ArticleTerm, Centre, Expr, Name, PersonTerm, PlaceTerm, QuoteTerm};
use crate::query::plan::names::NameOf;

/// A name that is asked for, and the field it is asked for by.
pub(super) struct Named<'q> {
    pub(super) field: &'static str,
    pub(super) of: NameOf,
    pub(super) name: &'q Name,
}

/// All names in a condition, in their order.
pub(super) fn names<'q>(expr: &'q Expr, found: &mut Vec<Named<'q>>) {
    let mut add = |field, of, name| found.push(Named { field, of, name });
    match expr {
        Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| names(part, found)),
        Expr::Not(part) | Expr::Loose(part) => names(part, found),
        Expr::Quote(row) => row.each(&mut |term| {
            if let QuoteTerm::Speaker(name) = term {
                add("speaker", NameOf::Person, name);
            }
        }),
        Expr::Person(row) => row.each(&mut |term| {
            if let PersonTerm::Named(name) = term {
                add("person", NameOf::Person, name);
            }
        }),
        Expr::Place(row) => row.each(&mut |term| match term {
            PlaceTerm::Named(name) => add("place", NameOf::Place, name),
            PlaceTerm::Near(Centre::Place(name), _) => add("near", NameOf::Place, name),
            _ => {}
        }),
        Expr::Article(ArticleTerm::Org(name)) => add("org", NameOf::Organisation, name),
        Expr::Article(ArticleTerm::About(name)) => add("about", NameOf::Person, name),
        _ => {}
    }
}
