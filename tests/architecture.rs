//! The dependency rule of the rooms, kept by reading the source.
//!
//! The text of `src/` comes in; every line that breaks the rule goes out by file and number.

use std::fs;
use std::path::{Path, PathBuf};

/// Which rooms each room may use, beside itself.
const MAY_USE: [(&str, &[&str]); 12] = [
    ("model", &[]),
    ("learned", &[]),
    ("memo", &[]),
    ("lexicon", &["model"]),
    ("read", &["model", "lexicon"]),
    ("normalise", &["model", "lexicon", "learned", "memo"]),
    ("analyse", &["model", "lexicon", "learned", "memo"]),
    ("store", &["model"]),
    ("query", &["model", "store"]),
    ("present", &["model", "query"]),
    ("import", &["model", "lexicon", "read", "normalise", "analyse", "store"]),
    ("cli", &["model", "lexicon", "read", "normalise", "analyse", "store", "query", "present", "import"]),
];

/// What only some rooms may name, and which.
const KEPT_APART: [(&str, &[&str]); 10] = [
    ("rusqlite", &["store", "query"]),
    ("refinery", &["store"]),
    ("io::stdout", &["cli"]),
    ("io::stderr", &["cli"]),
    ("io::stdin", &["read"]),
    ("env::var", &["cli"]),
    ("Timestamp::now", &["cli"]),
    ("SystemTime", &["cli"]),
    ("Instant::now", &["cli"]),
    ("process::exit", &[]),
];

/// A line of code of a room, comments and tests left out.
struct Line {
    room: String,
    place: String,
    code: String,
}

#[test]
fn rooms_use_only_what_they_may() {
    let mut wrong = Vec::new();
    for line in code() {
        let Some((_, allowed)) = MAY_USE.iter().find(|(room, _)| *room == line.room) else { continue };
        for used in rooms_named(&line.code) {
            if used != line.room && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{}: {} may not use {used}", line.place, line.room));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn some_things_are_named_in_their_rooms_only() {
    let mut wrong = Vec::new();
    for line in code() {
        for (name, rooms) in KEPT_APART {
            if line.code.contains(name) && !rooms.contains(&line.room.as_str()) {
                wrong.push(format!("{}: `{name}` belongs to {rooms:?}", line.place));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_room_is_in_the_rule() {
    for line in
        code().iter().filter(|line| !matches!(line.room.as_str(), "lib" | "main" | "build" | "steps" | "training"))
    {
        assert!(MAY_USE.iter().any(|(room, _)| *room == line.room), "{} is of no room", line.place);
    }
}

#[test]
fn every_file_says_what_it_is_for_and_stays_readable() {
    let mut wrong = Vec::new();
    for path in sources() {
        let text = fs::read_to_string(&path).unwrap();
        if !text.starts_with("//! ") {
            wrong.push(format!("{}: no module documentation", path.display()));
        }
        // Tables of words are data; everything else past 600 lines is two things.
        if !path.components().any(|part| part.as_os_str() == "lexicon") && text.lines().count() > 600 {
            wrong.push(format!("{}: {} lines", path.display(), text.lines().count()));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The rooms that a line names: `crate::read::…` and the members of `use crate::{…}`.
fn rooms_named(code: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for part in code.split("crate::").skip(1) {
        let names = part.strip_prefix('{').map_or(part, |list| list.split('}').next().unwrap_or(list));
        let is_list = part.starts_with('{');
        for name in names.split(',').take(if is_list { usize::MAX } else { 1 }) {
            let room: String = name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if MAY_USE.iter().any(|(known, _)| *known == room) {
                rooms.push(room);
            }
        }
    }
    rooms
}

fn code() -> Vec<Line> {
    let mut lines = Vec::new();
    for path in sources() {
        if path.file_name().is_some_and(|name| name == "tests.rs") {
            continue;
        }
        let room = path.strip_prefix(root()).unwrap().components().next().unwrap().as_os_str();
        let room = Path::new(room).with_extension("").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        for (line, number) in text.lines().zip(1..) {
            let line = line.trim_start();
            if line.starts_with("#[cfg(test)]") {
                break;
            }
            if !line.starts_with("//") {
                let place = format!("{}:{number}", path.display());
                lines.push(Line { room: room.clone(), place, code: line.to_owned() });
            }
        }
    }
    lines
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every source file, in the order of the names.
fn sources() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
