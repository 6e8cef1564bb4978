//! What the user wants left out of folders, by patterns.
//!
//! Patterns come in, and of any member of a folder it goes out whether it is left out.
//!
//! Invariant: only what is met in a folder is left out, never what was named outright.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use globset::{GlobBuilder, GlobMatcher};

/// A pattern with `*`, `?`, `[a-z]`, `{a,b}` and `**` for any folders. One without a slash is of names, wherever they stand; one
/// with a slash is of paths below the folder that was named.
#[derive(Clone, Debug)]
pub struct Exclude {
    text: String,
    matcher: GlobMatcher,
    is_of_paths: bool,
}

impl Exclude {
    /// Whether it is true of this member, `path`, of a folder below `root`.
    pub(super) fn matches(&self, root: &Path, path: &Path) -> bool {
        if self.is_of_paths {
            self.matcher.is_match(path.strip_prefix(root).unwrap_or(path))
        } else {
            path.file_name().is_some_and(|name| self.matcher.is_match(Path::new(name)))
        }
    }
}

impl FromStr for Exclude {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let pattern = text.trim_end_matches('/');
        let is_of_paths = pattern.contains('/');
        let glob = GlobBuilder::new(pattern.trim_start_matches('/')).literal_separator(true).build();
        let matcher = glob.map_err(|error| error.kind().to_string())?.compile_matcher();
        Ok(Self { text: text.to_owned(), matcher, is_of_paths })
    }
}

impl PartialEq for Exclude {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Exclude {}

impl fmt::Display for Exclude {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_of_names_or_of_paths() {
        let check = |pattern: &str, path: &str, expected: bool| {
            let exclude: Exclude = pattern.parse().unwrap();
            assert_eq!(exclude.matches(Path::new("in"), &Path::new("in").join(path)), expected, "{pattern} {path}");
        };
        check("*.bak", "a/b.bak", true);
        check("*.bak", "a/b.txt", false);
        check("drafts", "a/drafts", true);
        check("drafts/", "drafts", true);
        check("a/*.txt", "a/b.txt", true);
        check("a/*.txt", "a/b/c.txt", false);
        check("a/**/*.txt", "a/b/c.txt", true);
        check("/a.txt", "a.txt", true);
        check("{a,b}.txt", "b.txt", true);
        assert!("[".parse::<Exclude>().is_err());
    }
}
