//! The plan of the house, kept by reading the source: which room uses which, what a folder and a file may hold.
//!
//! The text of `src/` comes in; every arrow, file or function that breaks a rule goes out by name. `docs/ARCHITECTURE.md`
//! is the same plan in words.

mod functions;
mod imports;
mod source;

use std::collections::BTreeMap;

use imports::{Arrows, arrows, circles, inside};
use source::{Source, sources};

/// Which rooms each room may use, beside itself.
const MAY_USE: [(&str, &[&str]); 13] = [
    ("model", &[]),
    ("learned", &[]),
    ("memo", &[]),
    ("lexicon", &["model"]),
    ("read", &["model", "lexicon"]),
    ("normalise", &["model", "lexicon", "learned", "memo"]),
    ("analyse", &["model", "lexicon", "learned", "memo"]),
    ("store", &["model", "lexicon"]),
    ("query", &["model", "lexicon", "store"]),
    ("present", &["model", "query"]),
    ("import", &["model", "lexicon", "read", "normalise", "analyse", "store"]),
    ("serve", &["model", "store", "query", "present"]),
    ("cli", &["model", "lexicon", "read", "normalise", "analyse", "store", "query", "present", "import", "serve"]),
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
    ("Instant::now", &["cli", "serve"]),
    ("process::exit", &[]),
];

/// The sub-rooms of a room in the order of the work: each may use itself and those before it.
const SUB_ROOMS: [(&str, &[&str]); 10] = [
    ("normalise", &["text", "blocks", "fields", "html", "labels", "article"]),
    ("normalise/labels", &["features", "rules", "trained"]),
    (
        "read",
        &[
            "encoding", "markup", "records", "boxes", "beside", "refused", "exports", "formats", "walk", "rows",
            "analysed", "lists",
        ],
    ),
    (
        "store",
        &[
            "addresses",
            "seals",
            "decisions",
            "sources",
            "articles",
            "copies",
            "entities",
            "removal",
            "rekey",
            "repair",
            "open",
            "check",
            "import",
            "rebuild",
            "load",
        ],
    ),
    ("serve", &["draw", "decide", "pages"]),
    ("cli", &["decide", "process", "hand_out", "vet", "guide", "config", "ask", "mcp", "browse"]),
    ("analyse", &["text", "names", "people", "places", "quotes"]),
    ("analyse/names", &["rules", "toponyms", "trained", "apposition"]),
    (
        "lexicon",
        &["tables", "dates", "grammar", "organisations", "pages", "people", "peoples", "places", "speech", "exports"],
    ),
    ("analyse/quotes", &["cues", "reported", "turns", "speakers", "rows"]),
];

/// Files in one folder.
const MOST_FILES: usize = 14;

/// Lines of code in one file, comments, blank lines and tests not counted.
const MOST_LINES: usize = 400;

#[test]
fn rooms_use_only_what_they_may() {
    none(&rooms_that_reach_too_far(&sources()));
}

#[test]
fn some_things_are_named_in_their_rooms_only() {
    none(&names_out_of_place(&sources()));
}

#[test]
fn sub_rooms_follow_the_order_of_the_work() {
    none(&arrows_against_the_order(&arrows(&checked())));
}

#[test]
fn no_file_leads_back_to_itself() {
    none(&knots(&arrows(&checked())));
}

#[test]
fn every_file_says_what_it_is_for_and_stays_readable() {
    let sources = sources();
    none(&files_without_docs(&sources));
    none(&long_files(&sources));
}

#[test]
fn a_folder_holds_few_files() {
    none(&full_folders(&sources()));
}

#[test]
fn functions_are_short_and_take_little() {
    none(&functions::wrong_functions(&checked()));
}

#[test]
fn every_room_is_in_the_rule() {
    for file in sources().iter().filter(|file| !matches!(file.room(), "lib" | "main" | "build" | "steps" | "training"))
    {
        assert!(MAY_USE.iter().any(|(room, _)| *room == file.room()), "{} is of no room", file.path);
    }
}

/// Fails with the lines of `wrong`, if there are any.
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The files whose imports are checked.
fn checked() -> Vec<Source> {
    sources().into_iter().filter(|file| !file.is_test()).collect()
}

fn rooms_that_reach_too_far(files: &[Source]) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in files.iter().filter(|file| !file.is_test()) {
        let Some((_, allowed)) = MAY_USE.iter().find(|(room, _)| *room == file.room()) else { continue };
        for (line, number) in file.code.lines().zip(1..) {
            for used in rooms_named(line) {
                if used != file.room() && !allowed.contains(&used.as_str()) {
                    wrong.push(format!("{}:{number}: {} may not use {used}", file.path, file.room()));
                }
            }
        }
    }
    wrong
}

fn names_out_of_place(files: &[Source]) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in files.iter().filter(|file| !file.is_test()) {
        for (line, number) in file.code.lines().zip(1..) {
            for (name, rooms) in KEPT_APART {
                if line.contains(name) && !rooms.contains(&file.room()) {
                    wrong.push(format!("{}:{number}: `{name}` belongs to {rooms:?}", file.path));
                }
            }
        }
    }
    wrong
}

fn arrows_against_the_order(arrows: &Arrows) -> Vec<String> {
    let mut wrong = Vec::new();
    for (room, order) in SUB_ROOMS {
        let place = |file: &str| {
            let (sub_room, _) = file.strip_prefix(room)?.strip_prefix('/')?.split_once('/')?;
            Some((sub_room.to_owned(), order.iter().position(|known| *known == sub_room)))
        };
        for (from, to) in arrows.iter().flat_map(|(from, all)| all.iter().map(move |to| (from, to))) {
            match (place(from), place(to)) {
                (Some((name, None)), _) | (_, Some((name, None))) => {
                    wrong.push(format!("{room}/{name} has no place in the order"));
                }
                (Some((_, Some(own))), Some((_, Some(other)))) if other > own => wrong.push(format!("{from} -> {to}")),
                _ => {}
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    wrong
}

fn knots(arrows: &Arrows) -> Vec<String> {
    circles(arrows).iter().map(|circle| format!("these lead to each other:\n{}", inside(arrows, circle))).collect()
}

fn files_without_docs(files: &[Source]) -> Vec<String> {
    let bare = files.iter().filter(|file| !file.text.starts_with("//! "));
    bare.map(|file| format!("{}: no module documentation", file.path)).collect()
}

/// Tables of words are data; everything else past the limit is two things.
fn long_files(files: &[Source]) -> Vec<String> {
    let lines = |file: &Source| file.code.lines().filter(|line| !line.trim().is_empty()).count();
    let ours = files.iter().filter(|file| file.room() != "lexicon" && !file.is_test());
    ours.filter(|file| lines(file) > MOST_LINES).map(|file| format!("{}: {} lines", file.path, lines(file))).collect()
}

fn full_folders(files: &[Source]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for file in files {
        *counts.entry(file.folder()).or_default() += 1;
    }
    let full = counts.into_iter().filter(|(_, count)| *count > MOST_FILES);
    full.map(|(folder, count)| format!("src/{folder}: {count} files")).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Expects that `check` finds `wrong` in a file of this path and text.
    fn finds(check: fn(&[Source]) -> Vec<String>, path: &str, text: &str, wrong: &str) {
        assert_eq!(check(&[Source::new(path, text)]), [wrong], "{text}");
    }

    #[test]
    fn a_room_that_reaches_too_far_is_found() {
        finds(
            rooms_that_reach_too_far,
            "model/pen.rs",
            "\nuse crate::{read, model};",
            "model/pen.rs:2: model may not use read",
        );
    }

    #[test]
    fn a_name_out_of_place_is_found() {
        let wrong = "analyse/pen.rs:1: `SystemTime` belongs to [\"cli\"]";
        finds(names_out_of_place, "analyse/pen.rs", "use std::time::SystemTime;", wrong);
    }

    #[test]
    fn a_file_that_is_bare_or_long_is_found() {
        finds(files_without_docs, "model/pen.rs", "use a;", "model/pen.rs: no module documentation");
        finds(long_files, "model/pen.rs", &"let a = 1;\n".repeat(401), "model/pen.rs: 401 lines");
    }

    #[test]
    fn a_full_folder_is_found() {
        let files: Vec<Source> = (0..15).map(|number| Source::new(&format!("model/a{number}.rs"), "")).collect();
        assert_eq!(full_folders(&files), ["src/model: 15 files"]);
        assert!(full_folders(&files[1..]).is_empty());
    }

    #[test]
    fn an_arrow_against_the_order_is_found() {
        let check = |path: &str, used: &str, expected: &[&str]| {
            let files = [
                Source::new(path, used),
                Source::new("read/formats/csv.rs", ""),
                Source::new("read/records/row.rs", ""),
            ];
            assert_eq!(arrows_against_the_order(&arrows(&files)), expected, "{path}");
        };
        let text = "use crate::read::formats::csv::Csv;\nuse crate::read::records::row::Row;";
        check("read/records/field.rs", text, &["read/records/field.rs -> read/formats/csv.rs"]);
        check("read/formats/html.rs", text, &[]);
        check("read/odd/a.rs", text, &["read/odd has no place in the order"]);
    }

    #[test]
    fn a_knot_is_shown_with_its_arrows() {
        let files = [
            Source::new("model/a.rs", "use super::b::B;"),
            Source::new("model/b.rs", "use super::a::A;"),
            Source::new("model/c.rs", "use super::a::A;"),
        ];
        let expected = "these lead to each other:\n  model/a.rs -> model/b.rs\n  model/b.rs -> model/a.rs";
        assert_eq!(knots(&arrows(&files)), [expected]);
    }
}
