//! A query whose fields and values are understood.
//!
//! Invariant: plain data; whatever can be built here has an answer, so that nothing after this step refuses a query.

use super::syntax::Typed;
use super::values::called::Called;
use super::values::dates::Period;
use super::values::limits::Limits;

/// A query that is understood: all of its parts must hold. Without parts it is true of everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// The parts, those that mean the same quote, picture, person or place put together.
    pub(in crate::query) parts: Vec<Expr>,
}

impl Query {
    /// Whether it asks for nothing in particular.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The query whose parts are those of both.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.parts.extend(other.parts);
        self
    }

    /// Articles of these numbers, whatever else is asked for.
    #[must_use]
    pub fn of_articles(ids: Vec<i64>) -> Self {
        Self { parts: vec![Expr::Article(ArticleTerm::Ids(ids))] }
    }
}

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::query) enum Expr {
    /// All hold.
    And(Vec<Expr>),
    /// One holds.
    Or(Vec<Expr>),
    /// It does not hold.
    Not(Box<Expr>),
    /// What is inside is not put together with what is outside.
    Loose(Box<Expr>),
    /// Words of the row that is asked for.
    Words(Typed),
    /// A word without letters, which nothing matches.
    Wordless(String),
    /// The article has a quote of which this is true.
    Quote(Same<QuoteTerm>),
    /// The article shows a picture of which this is true.
    Picture(Same<PictureTerm>),
    /// The article mentions a person of whom this is true.
    Person(Same<PersonTerm>),
    /// The article mentions a place of which this is true.
    Place(Same<PlaceTerm>),
    /// Something is true of the article itself.
    Article(ArticleTerm),
}

/// A condition on one and the same row.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::query) enum Same<T> {
    /// One term.
    Is(T),
    /// All are true of the row.
    All(Vec<Same<T>>),
    /// One is.
    Some(Vec<Same<T>>),
    /// It is not.
    Not(Box<Same<T>>),
}

impl<T> Same<T> {
    /// Calls `visit` with every term.
    pub(in crate::query) fn each<'s>(&'s self, visit: &mut impl FnMut(&'s T)) {
        match self {
            Self::Is(term) => visit(term),
            Self::All(parts) | Self::Some(parts) => parts.iter().for_each(|part| part.each(visit)),
            Self::Not(part) => part.each(visit),
        }
    }
}

/// A name that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::query) struct Name {
    /// As typed, given name first.
    pub(in crate::query) text: String,
    /// All names that begin so.
    pub(in crate::query) is_prefix: bool,
    /// The number in the archive, where that was given.
    pub(in crate::query) id: Option<i64>,
}

/// What is asked of a quote.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::query) enum QuoteTerm {
    /// Who spoke.
    Speaker(Name),
    /// Words of it.
    Said(Typed),
    /// How sure it is, per mille.
    Sure(Limits),
    /// Its sort.
    Kind(String),
}

/// What is asked of a picture.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::query) enum PictureTerm {
    /// Who took it.
    Photo(Name),
    /// Words of its caption.
    Caption(Typed),
    /// Words of its credit.
    Credit(Typed),
}

/// What is asked of a person.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::query) enum PersonTerm {
    /// The name.
    Named(Name),
    /// Words of the role.
    Role(Typed),
}

/// What is asked of a place.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::query) enum PlaceTerm {
    /// The name.
    Named(Name),
    /// The country.
    In(Country),
    /// So many kilometres from somewhere.
    Near(Centre, f64),
}

/// A country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::query) enum Country {
    /// ISO 3166-1 alpha-2, in capitals.
    Code(String),
    /// As it is called.
    Named(String),
}

/// What places are near to.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::query) enum Centre {
    /// A place the archive knows.
    Place(Name),
    /// Latitude and longitude.
    Point(f64, f64),
}

/// What is asked of an article itself.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::query) enum ArticleTerm {
    /// Words of one of its texts.
    Words(Column, Typed),
    /// A word or phrase so many times.
    AtLeast(u32, Typed),
    /// What it is about.
    About(Name),
    /// An organisation it mentions.
    Org(Name),
    /// Who wrote it.
    By(Name),
    /// Its news agency.
    Agency(String),
    /// When it was published, fetched or changed.
    When(Clock, Period),
    /// Its publication, by name or host.
    Site(String),
    /// Its language.
    Lang(String),
    /// The number of its words.
    Length(Limits),
    /// One of [`HAS`](super::fields::HAS).
    Has(&'static str),
    /// One of [`IS`](super::fields::IS).
    Is(&'static str),
    /// A tag.
    Tag(String),
    /// It is a copy of that article, or the article itself.
    Story(Called),
    /// It shares names with that article.
    Like(Called),
    /// It is that article.
    Called(Called),
    /// It is one of these.
    Ids(Vec<i64>),
}

/// A text of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::query) enum Column {
    /// The headline.
    Headline,
    /// The standfirst.
    Standfirst,
    /// The body.
    Body,
}

/// A date of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::query) enum Clock {
    /// `published_at`, else `updated_at`.
    Published,
    /// When the page was fetched, else imported.
    Seen,
    /// `updated_at`.
    Changed,
}
