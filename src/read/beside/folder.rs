//! Files beside one another in a folder.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::neighbours::{Neighbours, Part, Waiting, names_of};
use crate::read::stream::open_file;

/// The pages that were met and not read yet, and those that an index has named.
#[derive(Default)]
pub(in crate::read) struct Aside {
    pages: RefCell<Vec<PathBuf>>,
    named: RefCell<HashSet<PathBuf>>,
}

impl Aside {
    /// The pages that no index named, in the order in which they were met.
    pub fn unnamed(&self) -> Vec<PathBuf> {
        let named = self.named.borrow();
        let is_unnamed = |page: &PathBuf| fs::canonicalize(page).map_or(true, |page| !named.contains(&page));
        self.pages.take().into_iter().filter(is_unnamed).collect()
    }
}

/// The files beside the one at `path`.
pub(in crate::read) struct InFolder<'a> {
    /// The file that is read.
    pub path: &'a Path,
    /// Where pages are laid aside; `None` where all files have been met.
    pub aside: Option<&'a Aside>,
}

impl InFolder<'_> {
    /// Where the page is that `reference` means: in the folder of the index or below it, whatever links lead there.
    fn find(&self, reference: &str) -> Option<PathBuf> {
        let folder = self.path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = fs::canonicalize(folder).ok()?;
        let names = names_of(reference);
        let ends = (0..names.len()).filter_map(|from| names.get(from..));
        let paths = ends.filter_map(|end| fs::canonicalize(folder.join(end.iter().collect::<PathBuf>())).ok());
        paths.into_iter().find(|path| path.starts_with(&folder) && path.is_file())
    }
}

impl Neighbours for InFolder<'_> {
    fn open(&self, reference: &str, limit: usize) -> Option<io::Result<Vec<u8>>> {
        let path = self.find(reference)?;
        let mut bytes = Vec::new();
        let read = open_file(&path).and_then(|file| file.take(limit as u64 + 1).read_to_end(&mut bytes));
        if let Some(aside) = self.aside {
            aside.named.borrow_mut().insert(path);
        }
        Some(read.map(|_| bytes))
    }

    fn waiting(&self, part: Part) -> Waiting {
        if part == Part::Page && self.aside.is_some() { Waiting::Closed } else { Waiting::Not }
    }

    fn lay_aside(&self, _: Part, _: Vec<u8>) {
        if let Some(aside) = self.aside {
            aside.pages.borrow_mut().push(self.path.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_is_found_below_the_folder_of_its_index_and_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("issue/alto")).unwrap();
        for name in ["outside.xml", "issue/mets.xml", "issue/alto/1.xml", "issue/2.xml"] {
            fs::write(at(name), name).unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(at("outside.xml"), at("issue/link.xml")).unwrap();
        let (path, aside) = (at("issue/mets.xml"), Aside::default());
        let beside = InFolder { path: &path, aside: Some(&aside) };
        let check = |reference: &str, expected: Option<&str>| {
            let found = beside.open(reference, 100).map(|bytes| String::from_utf8(bytes.unwrap()).unwrap());
            assert_eq!(found.as_deref(), expected, "{reference}");
        };
        check("file://./alto/1.xml", Some("issue/alto/1.xml"));
        check("https://scans.example/2.xml", Some("issue/2.xml"));
        check("../outside.xml", None);
        check(at("outside.xml").to_str().unwrap(), None);
        check("link.xml", None);
        check("alto", None);
        check("3.xml", None);
        for page in ["issue/2.xml", "issue/alto/1.xml", "outside.xml"] {
            InFolder { path: &at(page), aside: Some(&aside) }.lay_aside(Part::Page, Vec::new());
        }
        assert_eq!(aside.unnamed(), [at("outside.xml")]);
    }
}
