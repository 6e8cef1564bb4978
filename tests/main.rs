//! All tests of the binary and of the rooms together, in one binary so that it links once.

// A test that cannot go on should stop, and says on standard error what it skipped.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod accuracy;
mod addresses;
mod architecture;
mod bombs;
mod cli;
mod copies;
mod crash;
mod damage;
mod docs;
mod docs_formats;
mod docs_query;
mod dump;
mod editions;
mod encodings;
#[cfg(target_os = "linux")]
mod faults;
mod fuzz;
mod golden;
mod harness;
mod lexicon;
mod memory;
mod properties;
mod refusals;
mod scans;
mod tables;
