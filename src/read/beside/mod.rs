//! Files that stand beside one another, of which one names others: the index of a scanned issue and its pages.
//!
//! A reader asks for the file that a reference means ([`Neighbours`]). `folder` looks beside the index on disk, `held` in the box that
//! the index came out of. A page that is met before its index is laid aside until it is known whether an index names it.
//!
//! Invariant: no reference leads out of the folder or the box of the file that makes it, and nothing is ever fetched.

mod folder;
mod held;
mod neighbours;

pub(super) use folder::{Aside, InFolder};
pub(super) use held::{Held, InBox};
pub(super) use neighbours::{Neighbours, Part, Waiting};
