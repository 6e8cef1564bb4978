//! Turns a pile of news pages into one SQLite file of articles, people, places, organisations, quotes and captions.
//!
//! Data flows one way, and each step is a module that can be used without the later ones:
//!
//! ```text
//! read ──► normalise ──► analyse ──► store ──► query ──► present
//! bytes    Document      Article     Entry     rows      bytes
//!          to Article    to Analysis
//! ```
//!
//! Read the modules in that order; [`model`] has the types that pass between them, [`import`] runs the steps up to the store on
//! several threads, and [`cli`] is the program `archive` itself.
//!
//! # Extracting a page
//!
//! [`normalise`](normalise::normalise) and [`analyse`](analyse::analyse) do no I/O and never fail; odd input gives diagnostics.
//! [`read::read`] makes documents of files and folders; a page that is already in memory is a document at once:
//!
//! ```
//! use article_archive::analyse::analyse;
//! use article_archive::model::{Content, Document, Given, Source};
//! use article_archive::normalise::normalise;
//!
//! let page = "<html><head><title>Bridge opens | Post</title></head><body><article><h1>Bridge opens</h1>
//!     <p>By Carl Dahl</p><p>“The bridge is open,” said Anna Berg, the mayor of Mostar, who waited for three years.</p>
//!     </article></body></html>";
//! let document = Document {
//!     source: Source::new("bridge.html".to_owned(), None, "text/html", page.as_bytes().to_vec()),
//!     content: Content::Html(page.to_owned()),
//!     given: Given::default(),
//!     diagnostics: Vec::new(),
//! };
//! let (article, diagnostics) = normalise(&document);
//! assert_eq!(article.headline.as_deref(), Some("Bridge opens"));
//! assert_eq!(article.authors, ["Carl Dahl"]);
//! assert!(diagnostics.iter().all(|note| note.kind != "no-body"));
//!
//! let analysis = analyse(&article);
//! let quote = &analysis.quotes[0];
//! let speaker = quote.speaker.map(|place| analysis.people[place].name.as_str());
//! assert_eq!((quote.text.as_str(), speaker), ("The bridge is open,", Some("Anna Berg")));
//! // Every fact says where it was read: code points in the text of its field.
//! assert_eq!(quote.span.slice(&article.body), Some("The bridge is open,"));
//! ```
//!
//! # Keeping and asking an archive
//!
//! [`import::understand`] does both steps and keeps the original beside their result. One import is a run of
//! [`put`](store::Import::put)s; nothing is visible to others before its batch is whole.
//!
//! ```
//! use article_archive::import::understand;
//! use article_archive::query::{self, Sort, Window};
//! use article_archive::read::{self, Request};
//! use article_archive::store::{Access, Archive, Journal};
//! use std::ops::ControlFlow;
//!
//! # let folder = tempfile::tempdir()?;
//! # let file = folder.path().join("archive.db");
//! let mut archive = Archive::create_or_open(&file, Journal::Wal)?;
//! let mut import = archive.begin_import("2026-11-28T09:00:00Z")?;
//! let request = Request { paths: vec!["fixtures/tour".into()], ..Request::default() };
//! let mut failure = None;
//! read::read(&request, &mut |document| {
//!     // A record that cannot be read is an `Err` here; `archive import` keeps it in `import_problems`.
//!     let stored = document.ok().map(|document| import.put(understand(document)));
//!     match stored {
//!         Some(Err(error)) => {
//!             failure = Some(error);
//!             ControlFlow::Break(())
//!         }
//!         _ => ControlFlow::Continue(()),
//!     }
//! });
//! assert!(failure.is_none());
//! assert_eq!(import.finish("2026-11-28T09:00:01Z")?.imported, 4);
//!
//! let archive = Archive::open_to_read(&file, Access::default())?;
//! let asked = query::language::query("person:Putin", &[])?;
//! let window = Window { limit: Some(10), offset: 0 };
//! let rows = query::articles(&archive, &asked, Sort::Date.into(), window)?;
//! assert_eq!(rows[0].headline.as_deref(), Some("Helsinki summit ends after two hours of talks"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Versions
//!
//! Versions follow semantic versioning, for what the two examples above and those in `examples/` (`extract_page`, `ask_archive`) use: the
//! modules [`model`], [`read`], [`mod@normalise`], [`mod@analyse`], [`import`], [`store`], [`query`] and [`present`] change in a way that breaks
//! callers only with the first number, or with the second while the first is 0. [`cli`] is public for the program alone. The file has a
//! version of its own: a newer program brings an older archive up to date, an older one refuses a newer archive. The JSON of
//! `archive extract` and the tables of the file are kept as README.md and `.schema` describe them; what changes is in CHANGELOG.md.
//! The least version of Rust is that in Cargo.toml; raising it is no breaking change.
//!
//! # Features
//!
//! `training` opens the inside of the crate to the trainers in `examples/`, as the module `training`. Without it, what is public
//! is what the two examples above need and little more.

pub mod analyse;
pub mod cli;
pub mod import;
mod learned;
mod lexicon;
mod memo;
pub mod model;
pub mod normalise;
pub mod present;
pub mod query;
pub mod read;
#[cfg(feature = "serve")]
pub mod serve;
mod steps;
pub mod store;
#[cfg(feature = "training")]
pub mod training;
