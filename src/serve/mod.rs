//! The archive in a browser: pages of HTML for everyone who types no commands.
//!
//! An address comes in, a page goes out: `asked` reads the address, `pages` has a file for each page, which asks `query` and fills
//! a template beside them; `marked` and `draw` make the parts of a page that are more than text. `server` listens and `gate` says
//! who may ask. `decide` makes decisions, where that is allowed. `site` says what all pages share.
//!
//! Invariant: no text of an article is markup, no page fetches anything from elsewhere, and without `--decide` nothing is
//! written.

mod asked;
mod decide;
mod draw;
pub(crate) mod escape;
mod files;
mod frame;
mod gate;
mod kept;
mod limit;
mod links;
mod marked;
mod pages;
mod paging;
mod reply;
mod server;
mod site;

pub use files::each_page;
pub use gate::Gate;
pub use reply::Fault;
pub use server::run;
pub use site::{ReadVersions, Site, Tools};
