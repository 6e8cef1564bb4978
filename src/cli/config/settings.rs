//! What stands in the file of settings.
//!
//! A text in TOML comes in, settings or a fault with its line go out.
//!
//! Invariant: a key that means nothing is a fault, so that a misspelt one does not go unnoticed.

use std::path::{Path, PathBuf};

use toml::{Table, Value};

use crate::cli::guide::nearest::nearest;

/// Settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Settings {
    pub(super) db: Vec<PathBuf>,
    pub(super) colour: Colour,
    pub(super) pager: Option<String>,
    pub(super) limit: Option<u32>,
}

/// Whether there is colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// On a terminal, unless the environment says no.
    #[default]
    Auto,
    /// On a terminal, whatever the environment says.
    Always,
    /// Nowhere.
    Never,
}

/// What is wrong with the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Its line, from 1.
    pub(super) line: Option<usize>,
    /// What is wrong.
    pub(super) message: String,
    /// What to do.
    pub(super) hint: String,
}

/// The keys.
const KEYS: [&str; 4] = ["db", "color", "pager", "limit"];

/// Reads `text`, the content of `file`; relative paths in it are meant from the folder of the file.
pub(super) fn parse(text: &str, file: &Path) -> Result<Settings, Fault> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| Fault {
        line: error.span().map(|span| text.get(..span.start).unwrap_or_default().matches('\n').count() + 1),
        message: error.message().replace('\n', ", "),
        hint: "the file is TOML, a setting a line: limit = 50".to_owned(),
    })?;
    let mut settings = Settings::default();
    for (key, value) in &table {
        let wrong = |message: String, hint: &str| Fault { line: line_of(text, key), message, hint: hint.to_owned() };
        match (key.as_str(), value) {
            ("db", Value::String(path)) => settings.db = vec![path_from(path, file)],
            ("db", Value::Array(paths)) if !paths.is_empty() && paths.iter().all(Value::is_str) => {
                settings.db = paths.iter().filter_map(Value::as_str).map(|path| path_from(path, file)).collect();
            }
            ("db", _) => {
                return Err(wrong("db is no file".into(), "write db = \"news.db\", or db = [\"a.db\", \"b.db\"]"));
            }
            ("color", Value::String(when)) if when == "auto" => settings.colour = Colour::Auto,
            ("color", Value::String(when)) if when == "always" => settings.colour = Colour::Always,
            ("color", Value::String(when)) if when == "never" => settings.colour = Colour::Never,
            ("color", _) => {
                return Err(wrong("color is neither auto nor always nor never".into(), "write color = \"never\""));
            }
            ("pager", Value::String(program)) => settings.pager = Some(program.clone()),
            ("pager", _) => {
                return Err(wrong("pager is no program".into(), "write pager = \"less -S\", or \"\" for none"));
            }
            ("limit", Value::Integer(rows)) if u32::try_from(*rows).is_ok() => {
                settings.limit = u32::try_from(*rows).ok();
            }
            ("limit", _) => return Err(wrong("limit is no number of rows".into(), "write limit = 50; 0 shows all")),
            (key, _) => {
                let known = nearest(key, KEYS).map_or_else(
                    || format!("settings are {}; `archive help config` says what they mean", KEYS.join(", ")),
                    |near| format!("did you mean {near}? `archive help config` has all settings"),
                );
                return Err(wrong(format!("there is no setting {key}"), &known));
            }
        }
    }
    Ok(settings)
}

/// The line in which `key` is set.
fn line_of(text: &str, key: &str) -> Option<usize> {
    let goes_on = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
    let is_here = |line: &str| {
        let rest = line.trim_start_matches(['[', ' ', '\t', '"', '\'']).strip_prefix(key);
        rest.is_some_and(|rest| !rest.starts_with(goes_on))
    };
    text.lines().position(is_here).map(|line| line + 1)
}

/// A path as the file means it: `~/` is the folder of whoever owns it.
fn path_from(path: &str, file: &Path) -> PathBuf {
    match (path.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => file.parent().unwrap_or(Path::new("")).join(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read() {
        let text =
            "# mine\ndb = [\"north.db\", \"/srv/south.db\"]\ncolor = \"never\"\npager = \"less -S\"\nlimit = 50\n";
        let expected = Settings {
            db: vec!["/etc/ada/north.db".into(), "/srv/south.db".into()],
            colour: Colour::Never,
            pager: Some("less -S".into()),
            limit: Some(50),
        };
        assert_eq!(parse(text, Path::new("/etc/ada/config.toml")), Ok(expected));
        assert_eq!(parse("", Path::new("config.toml")), Ok(Settings::default()));
    }

    #[test]
    fn a_fault_has_its_line() {
        let check = |text: &str, line: usize, message: &str| {
            let fault = parse(text, Path::new("config.toml")).unwrap_err();
            assert_eq!(fault.line, Some(line), "{text}: {fault:?}");
            assert!(fault.message.contains(message), "{text}: {fault:?}");
        };
        check("limit = 5\n\nlimitt = 5\n", 3, "no setting limitt");
        check("limit = 5\nlim = 3\n", 2, "no setting lim");
        check("limit = -5\n", 1, "no number of rows");
        check("\ncolor = true\n", 2, "color is");
        check("db = []\n", 1, "db is no file");
        check("pager = 5\n", 1, "pager is");
        check("limit = 5\nlimit = \n", 2, "");
        check("[colours]\nred = 1\n", 1, "no setting colours");
    }
}
