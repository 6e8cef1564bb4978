//! Finds the files of a request, each once, in an order that is the same everywhere.
//!
//! Paths come in, a [`Plan`] of files goes out. Nothing is opened here but folders: a FIFO or a device met in a folder is
//! left alone, as are hidden files and what the user excludes, and a folder that is linked into itself is walked once. What is
//! left out is counted.
//!
//! Invariant: the order depends on the paths alone, never on the order in which the system lists a folder.

mod exclude;
mod left_out;

use std::collections::{HashSet, VecDeque};
use std::fs;
use std::fs::{File, Metadata};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::model::Document;
use crate::read::beside::{Aside, InFolder};
use crate::read::error::{ReadError, ReadErrorKind};
use crate::read::input;
use crate::read::input::Manner;
use crate::read::request::{Progress, RECORD_LIMIT, Request};
use crate::read::shown_path::shown;
use crate::read::stream::open_file;
use crate::read::walk::left_out::{EXCLUDED, HIDDEN, LINK, LeftOut, special};

pub use exclude::Exclude;

/// The files a request comes to, in the order they are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    entries: Vec<Entry>,
    left_out: LeftOut,
    manner: Manner,
}

/// One step of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    File { path: PathBuf, byte_len: u64 },
    Pipe { path: PathBuf },
    StandardInput,
    Problem(ReadError),
}

impl Plan {
    /// How many files will be read, standard input counted as one.
    #[must_use]
    pub fn file_count(&self) -> usize {
        self.entries.iter().filter(|entry| !matches!(entry, Entry::Problem(_))).count()
    }

    /// The files that will be read, in order; `None` where standard input or a pipe is among them.
    #[must_use]
    pub fn files(&self) -> Option<Vec<&Path>> {
        let mut files = Vec::with_capacity(self.entries.len());
        for entry in &self.entries {
            match entry {
                Entry::File { path, .. } => files.push(path.as_path()),
                Entry::Problem(_) => {}
                Entry::StandardInput | Entry::Pipe { .. } => return None,
            }
        }
        Some(files)
    }

    /// What the folders hold and is not read: reasons, each with how often it came up.
    pub fn left_out(&self) -> impl Iterator<Item = (&'static str, u64)> + '_ {
        self.left_out.iter()
    }

    /// How many bytes will be read; `None` where that cannot be known before the end, as with standard input and pipes.
    #[must_use]
    pub fn byte_len(&self) -> Option<u64> {
        self.entries.iter().try_fold(0_u64, |sum, entry| match entry {
            Entry::File { byte_len, .. } => Some(sum.saturating_add(*byte_len)),
            Entry::Problem(_) => Some(sum),
            Entry::StandardInput | Entry::Pipe { .. } => None,
        })
    }

    /// Hands every document to `each`, in order, with how far the run has come, until `each` answers `Break`.
    pub fn read(&self, each: &mut dyn FnMut(Result<Document, ReadError>, Progress) -> ControlFlow<()>) {
        // Whoever takes the documents has ended the run itself.
        let _ = self.read_entries(each);
    }

    fn read_entries(
        &self,
        each: &mut dyn FnMut(Result<Document, ReadError>, Progress) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let (mut progress, aside, manner) = (Progress::default(), Aside::default(), &self.manner);
        for entry in &self.entries {
            match entry {
                Entry::Problem(problem) => each(Err(problem.clone()), progress),
                Entry::File { path, .. } => {
                    let beside = InFolder { path, aside: Some(&aside) };
                    input::read_path(&beside, open_file, manner, &mut progress, each)
                }
                Entry::Pipe { path } => {
                    let beside = InFolder { path, aside: None };
                    input::read_path(&beside, |path: &Path| File::open(path), manner, &mut progress, each)
                }
                Entry::StandardInput => input::read_standard_input(manner, &mut progress, each),
            }?;
        }
        // A page that no index named is an article of its own. It has been counted when it was met.
        for path in aside.unnamed() {
            let beside = InFolder { path: &path, aside: None };
            let done = progress;
            input::read_path(&beside, open_file, manner, &mut progress, each)?;
            progress = done;
        }
        ControlFlow::Continue(())
    }
}

/// Finds the files of `request`.
pub(super) fn plan(request: &Request) -> Plan {
    let mut walk = Walk { exclude: &request.exclude, ..Walk::default() };
    for path in &request.skip {
        if let Ok(metadata) = fs::metadata(path) {
            walk.skipped.extend(Identity::of(path, &metadata));
        }
    }
    for path in &request.paths {
        walk.add(path);
    }
    let limit = request.record_limit.unwrap_or(RECORD_LIMIT);
    let manner =
        Manner { format: request.format, map: request.map.clone(), limit, records_alone: request.records_alone };
    Plan { entries: walk.entries, left_out: walk.left_out, manner }
}

/// What has been found so far.
#[derive(Default)]
struct Walk<'r> {
    exclude: &'r [Exclude],
    left_out: LeftOut,
    /// The folder that was named and is walked now.
    root: PathBuf,
    entries: Vec<Entry>,
    seen: HashSet<Identity>,
    skipped: HashSet<Identity>,
    standard_input: bool,
}

impl Walk<'_> {
    /// Adds a path of the command line.
    fn add(&mut self, path: &Path) {
        if path.as_os_str() == "-" {
            if !self.standard_input {
                self.standard_input = true;
                self.entries.push(Entry::StandardInput);
            }
            return;
        }
        let shown = shown(path);
        let problem = match fs::metadata(path) {
            Err(error) => ReadError::of_io(&shown, &error),
            Ok(metadata) if metadata.is_dir() => return self.add_folder(path, &metadata),
            Ok(metadata) if Identity::of(path, &metadata).is_some_and(|identity| self.skipped.contains(&identity)) => {
                ReadError::of_file(&shown, ReadErrorKind::Unsupported, "this is the archive itself")
            }
            Ok(metadata) if metadata.is_file() => {
                let file = self.file(path, &metadata);
                return self.entries.extend(file);
            }
            // A pipe that is named outright, as the shell's <(…) does, was meant to be read.
            Ok(metadata) if is_pipe(&metadata) => {
                return self.entries.push(Entry::Pipe { path: path.to_owned() });
            }
            Ok(_) => ReadError::of_file(&shown, ReadErrorKind::NotAFile, "neither a file nor a folder"),
        };
        self.entries.push(Entry::Problem(problem));
    }

    /// Adds every file below `folder`, sorted by the bytes of the paths.
    ///
    /// What links point to comes after everything else, so that a file that is both there and linked to is found under
    /// its own name.
    fn add_folder(&mut self, folder: &Path, metadata: &Metadata) {
        folder.clone_into(&mut self.root);
        let mut found = Vec::new();
        let mut links = VecDeque::new();
        let mut folders = vec![(folder.to_owned(), metadata.clone())];
        loop {
            while let Some((folder, metadata)) = folders.pop() {
                if self.is_new(&folder, &metadata) {
                    self.list(&folder, &mut found, &mut folders, &mut links);
                } else if folder != self.root {
                    self.left_out.count(LINK);
                }
            }
            let Some(link) = links.pop_front() else { break };
            match fs::metadata(&link) {
                Ok(metadata) if metadata.is_dir() => folders.push((link, metadata)),
                Ok(metadata) if metadata.is_file() => match self.file(&link, &metadata) {
                    Some(file) => found.push((link, file)),
                    None => self.left_out.count(LINK),
                },
                Ok(metadata) => self.left_out.count(special(metadata.file_type())),
                Err(error) => {
                    let problem = ReadError::of_file(
                        &shown(&link),
                        ReadErrorKind::NotFound,
                        format!("a link that leads nowhere: {error}"),
                    );
                    found.push((link, Entry::Problem(problem)));
                }
            }
        }
        found.sort_by(|(one, _), (other, _)| {
            one.as_os_str().as_encoded_bytes().cmp(other.as_os_str().as_encoded_bytes())
        });
        self.entries.extend(found.into_iter().map(|(_, entry)| entry));
    }

    /// Sorts the members of one folder into files, folders and links.
    fn list(
        &mut self,
        folder: &Path,
        found: &mut Vec<(PathBuf, Entry)>,
        folders: &mut Vec<(PathBuf, Metadata)>,
        links: &mut VecDeque<PathBuf>,
    ) {
        let failed = |path: &Path, error| Entry::Problem(ReadError::of_io(&shown(path), &error));
        let mut members = Vec::new();
        match fs::read_dir(folder) {
            Err(error) => found.push((folder.to_owned(), failed(folder, error))),
            Ok(listing) => {
                for member in listing {
                    match member {
                        Ok(member) if member.file_name().as_encoded_bytes().starts_with(b".") => {
                            self.left_out.count(HIDDEN);
                        }
                        Ok(member) if self.excludes(&member.path()) => self.left_out.count(EXCLUDED),
                        Ok(member) => members.push(member.path()),
                        Err(error) => found.push((folder.to_owned(), failed(folder, error))),
                    }
                }
            }
        }
        // Of two names of one file the first is kept: the listing must not decide which that is.
        members.sort_by(|one, other| one.as_os_str().as_encoded_bytes().cmp(other.as_os_str().as_encoded_bytes()));
        let first_folder = folders.len();
        for member in members {
            match fs::symlink_metadata(&member) {
                Err(error) => found.push((member.clone(), failed(&member, error))),
                Ok(metadata) if metadata.is_symlink() => links.push_back(member),
                Ok(metadata) if metadata.is_dir() => folders.push((member, metadata)),
                Ok(metadata) if metadata.is_file() => {
                    found.extend(self.file(&member, &metadata).map(|file| (member, file)));
                }
                Ok(metadata) => self.left_out.count(special(metadata.file_type())),
            }
        }
        // The folders are taken from the end.
        if let Some(added) = folders.get_mut(first_folder..) {
            added.reverse();
        }
    }

    /// Whether the user wants this member of a folder left out.
    fn excludes(&self, path: &Path) -> bool {
        self.exclude.iter().any(|exclude| exclude.matches(&self.root, path))
    }

    /// The step for a regular file, unless it has been found before or is to be skipped.
    fn file(&mut self, path: &Path, metadata: &Metadata) -> Option<Entry> {
        self.is_new(path, metadata).then(|| Entry::File { path: path.to_owned(), byte_len: metadata.len() })
    }

    /// Whether this file or folder is met for the first time and may be read.
    fn is_new(&mut self, path: &Path, metadata: &Metadata) -> bool {
        Identity::of(path, metadata)
            .is_none_or(|identity| !self.skipped.contains(&identity) && self.seen.insert(identity))
    }
}

/// What a file is, whatever it is called: device and inode.
#[cfg(unix)]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Identity(u64, u64);

#[cfg(unix)]
impl Identity {
    #[allow(clippy::unnecessary_wraps)] // elsewhere it may fail
    fn of(_: &Path, metadata: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        Some(Self(metadata.dev(), metadata.ino()))
    }
}

/// What a file is, whatever it is called: its absolute path, links resolved.
#[cfg(not(unix))]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Identity(PathBuf);

#[cfg(not(unix))]
impl Identity {
    fn of(path: &Path, _: &Metadata) -> Option<Self> {
        fs::canonicalize(path).ok().map(Self)
    }
}

#[cfg(unix)]
fn is_pipe(metadata: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    metadata.file_type().is_fifo()
}

#[cfg(not(unix))]
fn is_pipe(_: &Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(plan: &Plan, root: &Path) -> Vec<String> {
        let below = |path: &str| path.replace(&*root.to_string_lossy(), "");
        let show = |entry: &Entry| match entry {
            Entry::File { path, .. } | Entry::Pipe { path } => below(&path.to_string_lossy()),
            Entry::StandardInput => "-".to_owned(),
            Entry::Problem(problem) => format!("{} {}", below(&problem.path), problem.kind),
        };
        plan.entries.iter().map(show).collect()
    }

    fn folder_with(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, name).unwrap();
        }
        folder
    }

    #[test]
    fn folder_is_walked_by_the_bytes_of_the_paths() {
        let folder =
            folder_with(&["b.txt", "a/z.txt", "a.txt", "a-b.txt", "B.txt", ".DS_Store", ".git/config", "é.txt"]);
        let plan = plan(&Request { paths: vec![folder.path().to_owned()], ..Request::default() });
        let expected = ["/B.txt", "/a-b.txt", "/a.txt", "/a/z.txt", "/b.txt", "/é.txt"];
        assert_eq!(shown(&plan, folder.path()), expected);
        assert_eq!((plan.file_count(), plan.byte_len()), (6, Some(5 + 7 + 5 + 7 + 5 + 6)));
    }

    #[test]
    fn paths_keep_their_order_and_each_file_comes_once() {
        let folder = folder_with(&["b.txt", "a.txt", "in/c.txt"]);
        let at = |name: &str| folder.path().join(name);
        let paths = vec![
            at("b.txt"),
            "-".into(),
            at("nothing"),
            folder.path().to_owned(),
            at("in/../in"),
            "-".into(),
            at("a.txt"),
        ];
        let plan = plan(&Request { paths, ..Request::default() });
        assert_eq!(shown(&plan, folder.path()), ["/b.txt", "-", "/nothing not-found", "/a.txt", "/in/c.txt"]);
        assert_eq!(plan.byte_len(), None);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_special_files_neither_loop_nor_hang() {
        use std::os::unix::fs::symlink;
        let folder = folder_with(&["real/a.txt", "own.db", "own.db-wal"]);
        let at = |name: &str| folder.path().join(name);
        symlink(folder.path(), at("real/loop")).unwrap();
        symlink(at("real"), at("alias")).unwrap();
        symlink(at("real/a.txt"), at("again.txt")).unwrap();
        symlink(at("gone"), at("dangling")).unwrap();
        symlink("/dev/zero", at("zero")).unwrap();
        fs::hard_link(at("own.db"), at("second-name.db")).unwrap();
        std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
        let made = std::process::Command::new("mkfifo").arg(at("pipe")).status();
        assert!(made.is_ok_and(|status| status.success()));
        let request = Request {
            paths: vec![folder.path().to_owned(), at("own.db"), "/dev/zero".into()],
            skip: vec![at("own.db"), at("own.db-wal"), at("own.db-shm")],
            ..Request::default()
        };
        let expected = ["/dangling not-found", "/real/a.txt", "/own.db unsupported", "/dev/zero not-a-file"];
        assert_eq!(shown(&plan(&request), folder.path()), expected);
    }
    #[cfg(unix)]
    #[test]
    fn a_file_that_turns_into_a_pipe_is_refused_and_the_run_goes_on() {
        let folder = folder_with(&["a.txt", "b.txt"]);
        let plan = plan(&Request { paths: vec![folder.path().to_owned()], ..Request::default() });
        fs::remove_file(folder.path().join("a.txt")).unwrap();
        let made = std::process::Command::new("mkfifo").arg(folder.path().join("a.txt")).status();
        assert!(made.is_ok_and(|status| status.success()));
        let mut kinds = Vec::new();
        plan.read(&mut |outcome, _| {
            kinds.push(outcome.map_or_else(|error| error.to_string(), |document| document.source.path));
            ControlFlow::Continue(())
        });
        assert_eq!(kinds.len(), 2);
        assert!(kinds[0].ends_with("a.txt: cannot be read: no longer a file"), "{kinds:?}");
        assert!(kinds[1].ends_with("b.txt"), "{kinds:?}");
    }
}
