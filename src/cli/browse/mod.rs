//! The archive for those who type no commands.

pub mod serve;
