//! Which file uses which, read off `use` declarations and paths.
//!
//! A name counts for the file that defines it: what a `mod.rs` re-exports is followed to where it comes from. Calls of
//! methods are no arrows; whoever calls one has the type from somewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::source::Source;

/// The segments of a path from the root of the crate.
type Path = Vec<String>;

/// For each file the files it uses.
pub type Arrows = BTreeMap<String, BTreeSet<String>>;

/// What one file says about names.
#[derive(Default)]
struct Module {
    file: String,
    /// Names that `use` brings in, with where they come from.
    names: BTreeMap<String, Path>,
    /// Those of them that others may use as well.
    shared: BTreeMap<String, Path>,
    /// Everything else that is named by a path.
    paths: Vec<Path>,
}

/// The arrows between `files`.
pub fn arrows(files: &[Source]) -> Arrows {
    let own: BTreeSet<Path> = files.iter().map(|file| module_of(&file.path)).collect();
    let mut modules: BTreeMap<Path, Module> = BTreeMap::new();
    for file in files {
        let at = module_of(&file.path);
        let module = read(&file.code, &at, &own, &file.path);
        modules.insert(at, module);
    }
    let mut arrows = Arrows::new();
    for (at, module) in &modules {
        let used = arrows.entry(module.file.clone()).or_default();
        let imported = module.names.values().filter(|path| !modules.contains_key(*path));
        for path in imported.chain(&module.paths) {
            if let Some(home) = home_of(path, &modules, 0).filter(|home| *home != at) {
                used.insert(modules[home].file.clone());
            }
        }
    }
    arrows
}

/// The circles among `arrows`: every set of files that all lead to each other.
pub fn circles(arrows: &Arrows) -> Vec<Vec<String>> {
    let reach: BTreeMap<&String, BTreeSet<&String>> = arrows.keys().map(|from| (from, reached(arrows, from))).collect();
    let mut circles: BTreeSet<Vec<String>> = BTreeSet::new();
    for (from, all) in &reach {
        if all.contains(*from) {
            let leads_back = |to: &&&String| reach.get(**to).is_some_and(|back| back.contains(*from));
            circles.insert(all.iter().filter(leads_back).map(|to| (*to).clone()).collect());
        }
    }
    circles.into_iter().collect()
}

/// The arrows that stay inside `circle`, as lines.
pub fn inside(arrows: &Arrows, circle: &[String]) -> String {
    let mut lines = Vec::new();
    for from in circle {
        for to in arrows.get(from).into_iter().flatten().filter(|to| circle.contains(to)) {
            lines.push(format!("  {from} -> {to}"));
        }
    }
    lines.join("\n")
}

fn reached<'a>(arrows: &'a Arrows, from: &str) -> BTreeSet<&'a String> {
    let mut found: BTreeSet<&String> = BTreeSet::new();
    let mut open: Vec<&String> = arrows.get(from).into_iter().flatten().collect();
    while let Some(next) = open.pop() {
        if found.insert(next) {
            open.extend(arrows.get(next).into_iter().flatten());
        }
    }
    found
}

/// `read/formats/mod.rs` is the module `read::formats`.
fn module_of(file: &str) -> Path {
    let stem = file.strip_suffix(".rs").unwrap_or(file);
    let mut path: Path = stem.split('/').map(str::to_owned).collect();
    if path.last().is_some_and(|last| last == "mod") || path == ["lib"] {
        path.pop();
    }
    path
}

/// The module in which what `path` names is defined.
fn home_of<'m>(path: &Path, modules: &'m BTreeMap<Path, Module>, steps: usize) -> Option<&'m Path> {
    let length = (0..=path.len()).rev().find(|length| modules.contains_key(&path[..*length]))?;
    let (at, module) = modules.get_key_value(&path[..length])?;
    match path.get(length).and_then(|name| module.shared.get(name)) {
        // A chain of re-exports is short; one without an end is none.
        Some(from) if steps < 8 => {
            let rest = path.get(length + 1..).unwrap_or_default();
            home_of(&[from, rest].concat(), modules, steps + 1)
        }
        _ => Some(at),
    }
}

fn read(code: &str, at: &Path, own: &BTreeSet<Path>, file: &str) -> Module {
    let tokens = tokens(code);
    let mut module = Module { file: file.to_owned(), ..Module::default() };
    let mut others = Vec::new();
    let mut next = 0;
    while next < tokens.len() {
        let is_use = tokens[next] == "use" && (next == 0 || matches!(tokens[next - 1], ";" | "{" | "}" | "pub" | "]"));
        if !is_use {
            others.push(tokens[next]);
            next += 1;
            continue;
        }
        let shared = next > 0 && tokens[next - 1] == "pub";
        let end = next + tokens[next..].iter().position(|token| *token == ";").unwrap_or(tokens.len() - next);
        for (path, name) in leaves(&tokens[next + 1..end]) {
            let Some(path) = from_root(&path, at, own) else { continue };
            if shared {
                module.shared.insert(name.clone(), path.clone());
            }
            module.names.insert(name, path);
        }
        next = end + 1;
    }
    module.paths = paths(&others)
        .into_iter()
        .filter_map(|path| {
            let first = path.first()?;
            match module.names.get(first) {
                Some(from) => Some([from.as_slice(), &path[1..]].concat()),
                None => from_root(&path, at, own),
            }
        })
        .collect();
    module
}

/// The code cut into names, `::` and single marks, without the places from which something may be seen.
fn tokens(code: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
        let length = if is_name(first) {
            rest.find(|letter| !is_name(letter)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(length);
        rest = after.trim_start();
        let place =
            rest.strip_prefix('(').filter(|place| ["crate", "super", "in "].iter().any(|word| place.starts_with(word)));
        if token == "pub"
            && let Some((_, after)) = place.and_then(|place| place.split_once(')'))
        {
            rest = after.trim_start();
        }
        tokens.push(token);
    }
    tokens
}

/// The leaves of a `use` tree: each path with the name it gets here.
fn leaves(tree: &[&str]) -> Vec<(Path, String)> {
    let mut found = Vec::new();
    let mut stems: Vec<Path> = Vec::new();
    let mut path = Path::new();
    let mut name = None;
    let mut close = |path: &mut Path, name: &mut Option<String>| {
        if path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        if let Some(last) = path.last().cloned() {
            found.push((std::mem::take(path), name.take().unwrap_or(last)));
        }
    };
    let mut tokens = tree.iter();
    let mut closed = false;
    while let Some(token) = tokens.next() {
        match *token {
            "::" => {}
            "{" => {
                stems.push(path.clone());
            }
            "}" | "," => {
                if !closed {
                    close(&mut path, &mut name);
                }
                closed = *token == "}";
                if closed {
                    stems.pop();
                }
                path = stems.last().cloned().unwrap_or_default();
            }
            "as" => name = tokens.next().map(|name| (*name).to_owned()),
            segment => {
                closed = false;
                path.push(segment.to_owned());
            }
        }
    }
    if !closed {
        close(&mut path, &mut name);
    }
    found
}

/// The paths of two or more names among `tokens`.
fn paths(tokens: &[&str]) -> Vec<Path> {
    let is_name = |token: &str| token.starts_with(|letter: char| letter.is_alphabetic() || letter == '_');
    let mut found = Vec::new();
    let mut path = Path::new();
    let mut joined = false;
    let mut close = |path: &mut Path| {
        if path.len() > 1 {
            found.push(std::mem::take(path));
        }
        path.clear();
    };
    for token in tokens {
        if *token == "::" {
            joined = true;
            continue;
        }
        if !joined || !is_name(token) {
            close(&mut path);
        }
        if is_name(token) {
            path.push((*token).to_owned());
        }
        joined = false;
    }
    close(&mut path);
    found
}

/// `path`, as it is written in the module `at`, from the root of the crate; `None` for another crate's.
fn from_root(path: &Path, at: &Path, own: &BTreeSet<Path>) -> Option<Path> {
    let first = path.first()?;
    if first == "crate" {
        return Some(path[1..].to_vec());
    }
    if first == "super" || first == "self" {
        let steps = path.iter().take_while(|step| *step == "super" || *step == "self").count();
        let up = path.iter().take(steps).filter(|step| *step == "super").count();
        let base = at.get(..at.len().checked_sub(up)?)?;
        return Some([base, &path[steps..]].concat());
    }
    let child = [at.as_slice(), std::slice::from_ref(first)].concat();
    own.contains(&child).then(|| [at.as_slice(), path].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrows_of(files: &[(&str, &str)]) -> Vec<String> {
        let sources: Vec<Source> = files.iter().map(|(path, text)| Source::new(path, text)).collect();
        let arrows = arrows(&sources);
        arrows.iter().flat_map(|(from, to)| to.iter().map(move |to| format!("{from} -> {to}"))).collect()
    }

    #[test]
    fn every_way_of_naming_is_an_arrow() {
        let thing = ("ink/pen.rs", "pub struct Pen; pub fn draw() {}");
        let check = |code: &str| {
            let found = arrows_of(&[("ink/mod.rs", "mod pen;"), thing, ("ink/nib.rs", code)]);
            assert_eq!(found, ["ink/nib.rs -> ink/pen.rs"], "{code}");
        };
        check("use crate::ink::pen::Pen;");
        check("use super::pen::Pen as Quill;");
        check("use crate::{ink::{pen::{self, Pen}}, other::Thing};\nfn f() { pen::draw() }");
        check("use super::pen;\nfn f() { pen::draw() }");
        check("fn f() -> crate::ink::pen::Pen { super::pen::draw() }");
        check("pub(in crate::ink) fn f(pen: &super::pen::Pen) {}");
    }

    #[test]
    fn a_re_export_is_followed_to_its_file() {
        let files = [
            ("ink/mod.rs", "mod pen;\npub use pen::{Pen, draw as scribble};"),
            ("ink/pen.rs", "pub struct Pen;"),
            ("paper.rs", "use crate::ink::Pen;\nfn f() { crate::ink::scribble() }"),
        ];
        assert_eq!(arrows_of(&files), ["ink/mod.rs -> ink/pen.rs", "paper.rs -> ink/pen.rs"]);
    }

    #[test]
    fn words_tests_and_places_of_visibility_are_no_arrows() {
        let check = |code: &str| assert!(arrows_of(&[("ink.rs", ""), ("paper.rs", code)]).is_empty(), "{code}");
        check("/// As in [`crate::ink::Pen`].\nfn f() {}");
        check("const F: &str = \"use crate::ink::Pen;\";");
        check("pub(in crate::paper) fn f() {}");
        check("fn f() {}\n#[cfg(test)]\nmod tests {\n    use crate::ink::Pen;\n}\n");
        check("use std::ink::Pen;");
    }

    #[test]
    fn a_circle_is_found_through_whatever_third() {
        let check = |files: &[(&str, &str)], expected: &[&[&str]]| {
            let sources: Vec<Source> = files.iter().map(|(path, text)| Source::new(path, text)).collect();
            assert_eq!(circles(&arrows(&sources)), expected, "{files:?}");
        };
        let (ink, pen) = (("ink.rs", "use crate::pen::Pen;"), ("pen.rs", "use crate::paper::Paper;"));
        check(&[ink, pen, ("paper.rs", "fn f() -> crate::ink::Ink {}")], &[&["ink.rs", "paper.rs", "pen.rs"]]);
        check(&[ink, pen, ("paper.rs", "")], &[]);
        // What a child takes from its mod.rs ties it to every other child that the mod.rs names.
        let room =
            [("ink/mod.rs", "mod pen;\npub struct Ink;\nfn f() { pen::draw() }"), ("ink/pen.rs", "use super::Ink;")];
        check(&room, &[&["ink/mod.rs", "ink/pen.rs"]]);
    }
}
