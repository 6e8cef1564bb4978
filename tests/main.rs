//! All tests of the binary and of the rooms together, in one binary so that it links once.

mod architecture;
mod cli_extract;
mod cli_help;
mod cli_import;
mod cli_query;
mod cli_quotes;
mod crash;
mod docs;
mod dump;
mod errors;
mod golden;
mod harness;
mod properties;
