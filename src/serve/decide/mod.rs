//! Decisions made in the browser: a page asks for one, shows what it changes, and makes it when it is confirmed.
//!
//! `order` reads what is asked for, `preview` shows it, `act` does it. What can be decided is what the command line can decide.
//!
//! Invariant: nothing is written before a form with the token of this server has confirmed it.

mod act;
mod order;
mod preview;

pub(in crate::serve) use act::act;
pub(in crate::serve) use preview::preview;
