//! docs/tasks.md tells the truth: its commands run in a copy of fixtures/tasks, one after the other, and print what the page shows.
//! `BLESS=docs/tasks.md cargo test docs_tasks` rewrites what they print; read it before you commit it.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::harness::is_blessed;

/// The page in pieces: text as it is, and commands with what they print.
enum Piece {
    Text(String),
    Command { line: String, shown: String },
}

fn pieces(page: &str) -> Vec<Piece> {
    let (mut pieces, mut inside) = (Vec::new(), false);
    for line in page.split_inclusive('\n') {
        if line.starts_with("```") {
            inside = line == "```console\n";
        } else if inside {
            match (line.strip_prefix("$ "), pieces.last_mut()) {
                (Some(command), _) => {
                    pieces.push(Piece::Command { line: command.trim_end().to_owned(), shown: String::new() });
                }
                (None, Some(Piece::Command { shown, .. })) => shown.push_str(line),
                (None, _) => panic!("output without a command: {line}"),
            }
            continue;
        }
        match pieces.last_mut() {
            Some(Piece::Text(text)) => text.push_str(line),
            _ => pieces.push(Piece::Text(line.to_owned())),
        }
    }
    pieces
}

/// What a shell shows of `command` in `folder`, whose archive is ./archive.db, on a screen of a hundred columns.
fn run(command: &str, folder: &Path) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_archive"));
    let programs = binary.parent().expect("the binary is in a folder");
    let output = Command::new("/bin/sh")
        .args(["-c", &format!("exec 2>&1; {command}")])
        .current_dir(folder)
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", programs.display()))
        .output()
        .expect("a shell runs");
    String::from_utf8(output.stdout).expect("output in UTF-8")
}

#[test]
#[cfg(unix)]
fn every_task_prints_what_the_page_shows() {
    let path = Path::new("docs/tasks.md");
    let page = fs::read_to_string(path).expect("docs/tasks.md");
    let folder = tempfile::tempdir().expect("a folder");
    for file in fs::read_dir("fixtures/tasks").expect("fixtures/tasks") {
        let file = file.expect("a fixture");
        fs::copy(file.path(), folder.path().join(file.file_name())).expect("a copy");
    }
    let (mut rewritten, mut wrong, mut commands) = (String::new(), String::new(), 0);
    for piece in pieces(&page) {
        match piece {
            Piece::Text(text) => rewritten += &text,
            Piece::Command { line, shown } => {
                let mut printed = run(&line, folder.path());
                if !printed.is_empty() && !printed.ends_with('\n') {
                    printed.push('\n');
                }
                rewritten += &format!("$ {line}\n{printed}");
                commands += 1;
                if shown != printed {
                    wrong += &format!("$ {line}\nshown:\n{shown}printed:\n{printed}");
                }
            }
        }
    }
    assert!(page.starts_with(&format!("# {commands} tasks\n")), "{commands} tasks");
    if is_blessed(path) {
        fs::write(path, rewritten).expect("the page is written");
    } else {
        assert!(wrong.is_empty(), "BLESS=docs/tasks.md cargo test docs_tasks rewrites it:\n{wrong}");
    }
}
