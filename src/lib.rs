//! Turns a pile of news pages into one SQLite file of articles, people, places, organisations, quotes and captions.
//!
//! ```text
//! read ──► normalise ──► analyse ──► store ──► query ──► present
//! bytes    Document      Article     Entry     rows      bytes
//!          to Article    to Analysis
//! ```
//!
//! [`import`] is that flow for one record; [`cli`] starts it and shows what comes out. [`model`] has the nouns that all rooms
//! share, [`lexicon`] the word lists, [`learned`] the trained tables. `docs/ARCHITECTURE.md` says what each room may use.
//!
//! The middle of the flow is free of I/O and can be used alone:
//!
//! ```
//! use article_archive::analyse::analyse;
//! use article_archive::model::Article;
//!
//! let body = "\"The bridge is open,\" said Anna Berg, the mayor of Mostar.".to_owned();
//! let analysis = analyse(&Article { body, language: Some("en".to_owned()), ..Article::default() });
//! assert_eq!(analysis.people[0].name, "Anna Berg");
//! assert_eq!(analysis.quotes[0].speaker, Some(0));
//! ```

pub mod analyse;
pub mod cli;
pub mod import;
pub mod learned;
pub mod lexicon;
mod memo;
pub mod model;
pub mod normalise;
pub mod present;
pub mod query;
pub mod read;
mod steps;
pub mod store;
