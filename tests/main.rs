//! All tests of the binary and of the rooms together, in one binary so that it links once.

// A test that cannot go on should stop, and says on standard error what it skipped.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod accuracy;
mod architecture;
mod cli_decisions;
mod cli_doubts;
mod cli_extract;
mod cli_help;
mod cli_import;
mod cli_query;
mod cli_quotes;
mod cli_rebuild;
mod crash;
mod damage;
mod docs;
mod dump;
mod editions;
mod errors;
#[cfg(target_os = "linux")]
mod faults;
mod golden;
mod harness;
mod memory;
mod properties;
