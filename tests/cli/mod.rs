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
mod language;
mod mcp;
mod notes;
mod original;
mod problems;
mod profiles;
mod query;
mod quotes;
mod rebuild;
mod several;
mod sure;
mod timeline;
mod versions;
mod vet;
