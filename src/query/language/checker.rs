//! Gives the parts of a tree their meaning.
//!
//! A tree of words comes in, conditions with typed values go out; `values` reads the values, `binding` puts together what means
//! the same quote, picture, person or place.
//!
//! Invariant: what is inside `any(…)` is put together with nothing.

use std::ops::Range;

use super::binding::{bound, either};
use super::checked::{ArticleTerm, Clock, Column, Expr, PersonTerm, PictureTerm, PlaceTerm, QuoteTerm, Same};
use super::fault::LanguageFault;
use super::fields::{Field, FieldKind, HAS, IS, KINDS};
use super::syntax::{Node, Part, Typed};
use super::values::value::Value;

/// The condition that `node` is; `binds` says whether its parts are put together.
pub(super) fn check(node: &Node, binds: bool) -> Result<Expr, LanguageFault> {
    Ok(match &node.part {
        Part::And(nodes, _) => {
            let parts = together(nodes, binds)?;
            if parts.len() == 1 { parts.into_iter().next().unwrap_or(Expr::And(Vec::new())) } else { Expr::And(parts) }
        }
        Part::Or(nodes) => either(nodes.iter().map(|node| check(node, binds)).collect::<Result<_, _>>()?),
        Part::Not(node) => Expr::Not(Box::new(check(node, binds)?)),
        Part::Any(node) => Expr::Loose(Box::new(check(node, false)?)),
        Part::Field(field, times, value) => field_of(field, *times, value)?,
        Part::Text(typed) if typed.has_letters() => Expr::Words(typed.clone()),
        Part::Text(typed) => Expr::Wordless(typed.text.clone()),
    })
}

/// The conditions of nodes that must all hold. Words without letters say nothing beside others.
pub(super) fn together(nodes: &[Node], binds: bool) -> Result<Vec<Expr>, LanguageFault> {
    let mut parts = nodes.iter().map(|node| check(node, binds)).collect::<Result<Vec<_>, _>>()?;
    let is_said = |part: &Expr| match part {
        Expr::Not(inner) => !matches!(**inner, Expr::Wordless(_)),
        part => !matches!(part, Expr::Wordless(_)),
    };
    if parts.iter().any(is_said) {
        parts.retain(is_said);
    }
    Ok(if binds { bound(parts) } else { parts })
}

/// A value with the bytes it was read from.
type Placed = (Typed, Range<usize>);

/// The values of a field and how they are joined. Words of a name belong together: `person:(ada quill OR nora vale)`.
fn values(field: &'static Field, node: &Node, are_names: bool) -> Result<Same<Placed>, LanguageFault> {
    let each = |nodes: &[Node]| nodes.iter().map(|node| values(field, node, are_names)).collect::<Result<Vec<_>, _>>();
    Ok(match &node.part {
        Part::Text(typed) => Same::Is((typed.clone(), node.span.clone())),
        Part::And(nodes, false) if are_names => match whole_name(nodes) {
            Some(name) => Same::Is((name, node.span.clone())),
            None => Same::All(each(nodes)?),
        },
        Part::And(nodes, _) => Same::All(each(nodes)?),
        Part::Or(nodes) => Same::Some(each(nodes)?),
        Part::Not(node) => Same::Not(Box::new(values(field, node, are_names)?)),
        Part::Field(inner, ..) => {
            let hint = format!("close the bracket of {}: before it", field.name);
            return Err(LanguageFault::new(
                format!("{}: stands inside {}:", inner.name, field.name),
                node.span.clone(),
                hint,
            ));
        }
        Part::Any(_) => {
            let hint = format!("write it the other way round: any({}:…)", field.name);
            return Err(LanguageFault::new(format!("any(…) stands inside {}:", field.name), node.span.clone(), hint));
        }
    })
}

fn whole_name(nodes: &[Node]) -> Option<Typed> {
    let mut name = Typed::default();
    for node in nodes {
        let Part::Text(typed) = &node.part else { return None };
        if typed.quoted || name.is_prefix {
            return None;
        }
        if !name.text.is_empty() {
            name.text.push(' ');
        }
        name.text += &typed.text;
        name.is_prefix = typed.is_prefix;
    }
    Some(name)
}

fn field_of(field: &'static Field, times: u32, node: &Node) -> Result<Expr, LanguageFault> {
    use FieldKind as F;
    let are_names =
        matches!(field.kind, F::Person | F::About | F::Speaker | F::By | F::Photo | F::Org | F::Agency | F::Place)
            || matches!(field.kind, F::In | F::Site | F::Tag | F::Near);
    let values = values(field, node, are_names)?;
    let quote =
        |term: &dyn Fn(Value<'_>) -> Result<QuoteTerm, LanguageFault>| family(field, &values, term, Expr::Quote);
    let picture =
        |term: &dyn Fn(Value<'_>) -> Result<PictureTerm, LanguageFault>| family(field, &values, term, Expr::Picture);
    let person =
        |term: &dyn Fn(Value<'_>) -> Result<PersonTerm, LanguageFault>| family(field, &values, term, Expr::Person);
    let place =
        |term: &dyn Fn(Value<'_>) -> Result<PlaceTerm, LanguageFault>| family(field, &values, term, Expr::Place);
    match field.kind {
        F::Speaker => quote(&|value| Ok(QuoteTerm::Speaker(value.person()?))),
        F::Said => quote(&|value| Ok(QuoteTerm::Said(value.typed.clone()))),
        F::Sure => quote(&|value| Ok(QuoteTerm::Sure(value.share()?))),
        F::Kind => quote(&|value| Ok(QuoteTerm::Kind(value.one_of(&KINDS)?.to_owned()))),
        F::Photo => picture(&|value| Ok(PictureTerm::Photo(value.person()?))),
        F::Caption => picture(&|value| Ok(PictureTerm::Caption(value.typed.clone()))),
        F::Credit => picture(&|value| Ok(PictureTerm::Credit(value.typed.clone()))),
        F::Person => person(&|value| Ok(PersonTerm::Named(value.person()?))),
        F::Role => person(&|value| Ok(PersonTerm::Role(value.typed.clone()))),
        F::Place => place(&|value| Ok(PlaceTerm::Named(value.name()?))),
        F::In => place(&|value| Ok(PlaceTerm::In(value.country()))),
        F::Near => place(&|value| value.near().map(|(centre, kilometres)| PlaceTerm::Near(centre, kilometres))),
        _ => lifted(&values, &|(typed, span)| {
            let value = Value { field, typed, span: span.clone() };
            Ok(Expr::Article(article_term(&value, times)?))
        }),
    }
}

fn article_term(value: &Value<'_>, times: u32) -> Result<ArticleTerm, LanguageFault> {
    use FieldKind as F;
    let text = || value.typed.text.trim().to_owned();
    Ok(match value.field.kind {
        F::Headline => ArticleTerm::Words(Column::Headline, value.typed.clone()),
        F::Standfirst => ArticleTerm::Words(Column::Standfirst, value.typed.clone()),
        F::AtLeast => ArticleTerm::AtLeast(times, value.typed.clone()),
        F::About => ArticleTerm::About(value.person()?),
        F::Org => ArticleTerm::Org(value.name()?),
        F::By => ArticleTerm::By(value.person()?),
        F::Agency => ArticleTerm::Agency(text()),
        F::Date => ArticleTerm::When(Clock::Published, value.period()?),
        F::Seen => ArticleTerm::When(Clock::Seen, value.period()?),
        F::Changed => ArticleTerm::When(Clock::Changed, value.period()?),
        F::Site => ArticleTerm::Site(text()),
        F::Lang => ArticleTerm::Lang(value.language()?),
        F::Words => ArticleTerm::Length(value.count()?),
        F::Has => ArticleTerm::Has(value.one_of(&HAS)?),
        F::Is => ArticleTerm::Is(value.one_of(&IS)?),
        F::Tag => ArticleTerm::Tag(text()),
        F::Story => ArticleTerm::Story(value.called()?),
        F::Like => ArticleTerm::Like(value.called()?),
        F::Id => ArticleTerm::Called(value.called()?),
        // The families have gone their own way.
        _ => ArticleTerm::Words(Column::Body, value.typed.clone()),
    })
}

/// Terms of a family: of one row, or, where an article has to have several names, of a row each.
fn family<T>(
    field: &'static Field,
    values: &Same<Placed>,
    term: &dyn Fn(Value<'_>) -> Result<T, LanguageFault>,
    wrap: fn(Same<T>) -> Expr,
) -> Result<Expr, LanguageFault> {
    let term = |(typed, span): &Placed| term(Value { field, typed, span: span.clone() });
    let is_of_words = matches!(field.kind, FieldKind::Said | FieldKind::Caption | FieldKind::Credit | FieldKind::Role);
    if !is_of_words && has_all(values) {
        return lifted(values, &|value| Ok(wrap(Same::Is(term(value)?))));
    }
    Ok(wrap(same(values, &term)?))
}

fn has_all<T>(values: &Same<T>) -> bool {
    match values {
        Same::Is(_) => false,
        Same::All(_) => true,
        Same::Some(parts) => parts.iter().any(has_all),
        Same::Not(part) => has_all(part),
    }
}

fn same<T, U>(values: &Same<T>, term: &impl Fn(&T) -> Result<U, LanguageFault>) -> Result<Same<U>, LanguageFault> {
    let each = |parts: &[Same<T>]| parts.iter().map(|part| same(part, term)).collect::<Result<Vec<_>, _>>();
    Ok(match values {
        Same::Is(value) => Same::Is(term(value)?),
        Same::All(parts) => Same::All(each(parts)?),
        Same::Some(parts) => Same::Some(each(parts)?),
        Same::Not(part) => Same::Not(Box::new(same(part, term)?)),
    })
}

fn lifted<T>(values: &Same<T>, term: &dyn Fn(&T) -> Result<Expr, LanguageFault>) -> Result<Expr, LanguageFault> {
    let each = |parts: &[Same<T>]| parts.iter().map(|part| lifted(part, term)).collect::<Result<Vec<_>, _>>();
    Ok(match values {
        Same::Is(value) => term(value)?,
        Same::All(parts) => Expr::And(each(parts)?),
        Same::Some(parts) => Expr::Or(each(parts)?),
        Same::Not(part) => Expr::Not(Box::new(lifted(part, term)?)),
    })
}
