//! What leaves the archive: rows of its tables, articles one by one, and what is counted over many.
//!
//! [`Scope`] says which articles; `catalogue` which rows of which table belong to them; one file a sort of rows hands them
//! out, one at a time.
//!
//! Invariant: nothing here holds more than one row, or one article, of an archive of any size.

mod canned;
mod catalogue;
mod names;
mod rows;
mod scope;
mod shapes;
mod tables;

pub use crate::store::EntityKind as NameKind;
pub use canned::{CANNED, Canned};
pub use names::{Headline, Link, NameRow, headlines, links, names};
pub use rows::{Contents, Handed, TableRow, rows};
pub use scope::{Scope, article_ids, matching};
pub use shapes::{FieldKind, FieldShape, TableShape};
pub use tables::{Shapes, Tabled, shapes, tables};
