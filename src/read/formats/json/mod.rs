//! Records of JSON that are not in our form, but in that of a known maker: an agency, a publishing system, a crawler.
//!
//! `members` takes lists apart that stand inside an object; each of the other files reads an article off one member. They
//! are asked only where a record has no `body`, `text` or `html` of its own: our own form stands first.

mod agency;
mod blog;
mod editor_state;
mod feed;
mod long_list;
mod lookup;
mod makers;
mod member;
mod members;
mod newspaper;

pub(super) use long_list::{Manner, opens_list, read_long_list};
pub(super) use makers::{NO_TEXT, entries, refusal};
pub(super) use member::{OfList, member};
pub(super) use members::members;
