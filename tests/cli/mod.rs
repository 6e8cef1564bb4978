//! The verbs as they are called: one file a verb, exact output.

mod copies;
mod correct;
mod decisions;
mod delete;
mod doubts;
mod dump;
mod errors;
mod export;
mod extract;
mod help;
mod import;
mod notes;
mod original;
mod problems;
mod query;
mod quotes;
mod rebuild;
mod versions;
mod vet;
