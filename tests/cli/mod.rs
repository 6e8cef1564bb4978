//! The verbs as they are called: one file a verb, exact output.

mod copies;
mod decisions;
mod doubts;
mod errors;
mod extract;
mod help;
mod import;
mod query;
mod quotes;
mod rebuild;
mod versions;
