//! All tests of the binary and of the rooms together, in one binary so that it links once.

mod architecture;
mod cli_extract;
mod cli_help;
mod cli_import;
mod cli_query;
mod errors;
mod harness;
