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
mod crate_examples;
mod damage;
mod docs;
mod docs_formats;
mod docs_query;
mod docs_tasks;
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
mod other_programs;
mod properties;
mod refusals;
mod scans;
#[cfg(all(unix, feature = "serve"))]
mod serve;
mod tables;
mod vetting;
