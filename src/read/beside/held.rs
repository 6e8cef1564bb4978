//! Files beside one another in a box, whose bytes come once.
//!
//! Pages are held, and indexes until all of their pages are there, or the box ends. What is held has a limit: beyond it the pages go that
//! an index has named; where that is not enough, everything held is read as it is.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::neighbours::{Neighbours, Part, Waiting, names_of};

/// How much of a box is held: 64 MB, some ten issues of a daily.
const MOST_HELD: usize = 64 << 20;

/// A file of a box with its name.
pub(in crate::read) type File = (String, Vec<u8>);

/// What is held of a box.
#[derive(Default)]
pub(in crate::read) struct Held {
    pages: RefCell<BTreeMap<String, Vec<u8>>>,
    named: RefCell<BTreeSet<String>>,
    indexes: RefCell<Vec<Index>>,
    byte_len: Cell<usize>,
}

/// An index that waits, with the references it makes.
struct Index {
    file: File,
    references: Vec<String>,
}

impl Held {
    /// The indexes that can be read now, because all of their pages are there; all of them where too much is held.
    pub fn ready(&self) -> Vec<File> {
        let is_full = self.byte_len.get() > MOST_HELD;
        let is_here = |index: &Index| index.references.iter().all(|one| self.find(&index.file.0, one).is_some());
        let (ready, waiting): (Vec<_>, Vec<_>) =
            self.indexes.take().into_iter().partition(|index| is_full || is_here(index));
        *self.indexes.borrow_mut() = waiting;
        ready.into_iter().map(|index| index.file).collect()
    }

    /// The pages that have to go because too much is held, without those that an index has named.
    pub fn overflow(&self) -> Vec<File> {
        if self.byte_len.get() <= MOST_HELD {
            return Vec::new();
        }
        self.unnamed()
    }

    /// All indexes that still wait.
    pub fn indexes(&self) -> Vec<File> {
        self.indexes.take().into_iter().map(|index| index.file).collect()
    }

    /// Everything held but the pages that an index has named; nothing is held afterwards.
    pub fn unnamed(&self) -> Vec<File> {
        let named = self.named.take();
        self.byte_len.set(self.indexes.borrow().iter().map(|index| index.file.1.len()).sum());
        self.pages.take().into_iter().filter(|(name, _)| !named.contains(name)).collect()
    }

    /// The name of the page that `reference` in the index `index` means.
    fn find(&self, index: &str, reference: &str) -> Option<String> {
        let folder = index.rsplit_once('/').map_or("", |(folder, _)| folder);
        let names = names_of(reference);
        let pages = self.pages.borrow();
        let ends = (0..names.len()).filter_map(|from| names.get(from..));
        let paths = ends.map(|end| [&[folder.to_owned()][usize::from(folder.is_empty())..], end].concat().join("/"));
        paths.into_iter().find(|path| pages.contains_key(path))
    }
}

/// The files beside the one called `name` in a box.
pub(in crate::read) struct InBox<'a> {
    /// What is held of the box.
    pub held: &'a Held,
    /// The name of the file in the box.
    pub name: &'a str,
    /// Whether nothing waits any more.
    pub is_last: bool,
    /// The references that an index makes.
    pub references: fn(&[u8]) -> Vec<String>,
}

impl Neighbours for InBox<'_> {
    fn open(&self, reference: &str, limit: usize) -> Option<io::Result<Vec<u8>>> {
        let name = self.held.find(self.name, reference)?;
        let pages = self.held.pages.borrow();
        let bytes = pages.get(&name)?;
        let bytes = bytes.get(..bytes.len().min(limit.saturating_add(1)))?.to_vec();
        self.held.named.borrow_mut().insert(name);
        Some(Ok(bytes))
    }

    fn waiting(&self, _: Part) -> Waiting {
        // A box may hold two files of one name, of which the second is nobody's page.
        let is_here = self.held.pages.borrow().contains_key(self.name);
        if self.is_last || is_here { Waiting::Not } else { Waiting::Held }
    }

    fn lay_aside(&self, part: Part, bytes: Vec<u8>) {
        self.held.byte_len.set(self.held.byte_len.get() + bytes.len());
        match part {
            Part::Page => drop(self.held.pages.borrow_mut().insert(self.name.to_owned(), bytes)),
            Part::Index => {
                let references = (self.references)(&bytes);
                self.held.indexes.borrow_mut().push(Index { file: (self.name.to_owned(), bytes), references });
            }
        }
    }
}
