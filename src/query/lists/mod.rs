//! Lists that are no list of articles, names or quotes: who writes, who publishes, what is near.
//!
//! Invariant: each is one pass over an index or a small table; no body is read.

mod authors;
mod near;
mod sites;

pub use authors::authors;
pub use near::{Centre, PlacePoint, near, place_numbered, places_called};
pub use sites::sites;
