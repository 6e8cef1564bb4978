//! One SQLite file out of a pile of news pages.

pub mod analyse;
pub mod cli;
pub mod import;
pub mod learned;
pub mod lexicon;
pub mod model;
pub mod normalise;
pub mod present;
pub mod query;
pub mod read;
pub mod store;
