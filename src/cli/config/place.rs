//! Where the file of settings is.
//!
//! Invariant: where `ARCHIVE_CONFIG` is set, to a file or to nothing, no other place is looked at.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

/// The file that is to be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct File {
    /// Its path.
    pub(super) path: PathBuf,
    /// Somebody named it: then it has to be there.
    pub(super) is_named: bool,
}

/// The file; `None` where there is no place for one.
pub(super) fn file() -> Option<File> {
    find(|name| env::var_os(name), env::consts::OS)
}

fn find(variable: impl Fn(&str) -> Option<OsString>, system: &str) -> Option<File> {
    if let Some(named) = variable("ARCHIVE_CONFIG") {
        return (!named.is_empty()).then(|| File { path: named.into(), is_named: true });
    }
    let folder = |name: &str| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let settings = match system {
        "windows" => variable("APPDATA").map(PathBuf::from),
        "macos" => folder("XDG_CONFIG_HOME").or_else(|| Some(folder("HOME")?.join("Library/Application Support"))),
        _ => folder("XDG_CONFIG_HOME").or_else(|| Some(folder("HOME")?.join(".config"))),
    };
    Some(File { path: settings?.join("archive").join("config.toml"), is_named: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_platform_has_its_place() {
        let check = |variables: &[(&str, &str)], system: &str, expected: Option<(&str, bool)>| {
            let variable = |name: &str| variables.iter().find(|(own, _)| *own == name).map(|(_, value)| value.into());
            let expected = expected.map(|(path, is_named)| File { path: path.into(), is_named });
            assert_eq!(find(variable, system), expected, "{variables:?} {system}");
        };
        check(&[("HOME", "/home/ada")], "linux", Some(("/home/ada/.config/archive/config.toml", false)));
        check(
            &[("HOME", "/home/ada"), ("XDG_CONFIG_HOME", "/etc/ada")],
            "linux",
            Some(("/etc/ada/archive/config.toml", false)),
        );
        check(
            &[("HOME", "/Users/ada")],
            "macos",
            Some(("/Users/ada/Library/Application Support/archive/config.toml", false)),
        );
        check(&[("APPDATA", "/roaming")], "windows", Some(("/roaming/archive/config.toml", false)));
        check(&[("HOME", "/home/ada"), ("ARCHIVE_CONFIG", "")], "linux", None);
        check(&[("HOME", "/home/ada"), ("ARCHIVE_CONFIG", "my.toml")], "linux", Some(("my.toml", true)));
        check(&[("XDG_CONFIG_HOME", "relative")], "linux", None);
        check(&[], "linux", None);
    }
}
