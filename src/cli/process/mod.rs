//! Verbs that go through pages or through a whole archive: `import`, `extract`, `rebuild` and `check`.
//!
//! Invariant: they show how far they have come, and what a signal cuts short is taken up where it was.

mod analysed;
pub mod check;
pub mod extract;
pub mod formats;
pub mod import;
mod load;
mod parts;
pub mod rebuild;
