//! Names in the text and what sort of thing each names.
//!
//! A page comes in, names go out: sorted by field and token, none overlapping another.
//!
//! Invariant: a name is a range of whole tokens and leaves out titles, roles, articles and possessives.

pub(crate) mod apposition;
pub(crate) mod bodies;
pub(crate) mod floor;
pub mod prior;
pub mod rules;
pub mod toponyms;
pub mod trained;

use std::ops::Range;

use crate::analyse::text::Page;

/// A name found in one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The place of the field in `Page::fields`.
    pub field: usize,
    /// Its tokens in that field.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: NameKind,
    /// How often names as clear as this one are right, per mille: these tokens and no others name something of this kind.
    pub confidence: u16,
}

/// The sort of thing that has the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A human being.
    Person,
    /// Anything with a position: a country, a city, a river, a building.
    Place,
    /// A body that can act: an authority, a party, a company, a team.
    Organisation,
}

/// Finds names.
pub trait Tagger: Sync {
    /// The names of all fields of `page`, sorted, none overlapping.
    fn tag(&self, page: &Page<'_>) -> Vec<Name>;
}
