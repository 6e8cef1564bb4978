//! The documents tell the truth: the README's sessions run and print what it says, `docs/cli.md` is the manual the binary
//! prints, every table and column is described in the file itself.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use rusqlite::Connection;
use rusqlite::types::ValueRef;

/// The commands of the README's sessions with the output shown below each. A session is a block marked `console`.
fn sessions(readme: &str) -> Vec<(String, String)> {
    let mut steps: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in readme.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if inside {
            if let Some(command) = line.strip_prefix("$ ") {
                steps.push((command.to_owned(), String::new()));
            } else if let Some((_, output)) = steps.last_mut() {
                *output += line;
                output.push('\n');
            }
        }
    }
    steps
}

/// The words of a command line; double quotes keep words together.
fn split(command: &str) -> Vec<String> {
    let pieces = command.split('"').enumerate();
    pieces
        .flat_map(|(place, piece)| match place % 2 {
            0 => piece.split_whitespace().map(str::to_owned).collect(),
            _ => vec![piece.to_owned()],
        })
        .collect()
}

fn archive(db: &Path, arguments: &[String]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_archive"));
    command.env("ARCHIVE_DB", db).env("COLUMNS", "110").args(arguments).output().expect("archive runs")
}

/// What the `sqlite3` shell prints for a query: values apart by bars, a row a line.
fn sqlite3(db: &Path, query: &str) -> String {
    let connection = Connection::open(db).expect("the archive opens");
    let mut statement = connection.prepare(query).expect("the query of the README is sound");
    let columns = statement.column_count();
    let mut rows = statement.query([]).expect("the query runs");
    let mut printed = String::new();
    while let Some(row) = rows.next().expect("a row") {
        let cells: Vec<String> = (0..columns)
            .map(|column| match row.get_ref(column).expect("a value") {
                ValueRef::Null | ValueRef::Blob(_) => String::new(),
                ValueRef::Integer(value) => value.to_string(),
                ValueRef::Real(value) => value.to_string(),
                ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
            })
            .collect();
        printed += &cells.join("|");
        printed.push('\n');
    }
    printed
}

#[test]
fn readme_sessions_print_what_the_readme_shows() {
    let readme = fs::read_to_string("README.md").expect("there is a README");
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("archive.db");
    let steps = sessions(&readme);
    assert!(steps.len() >= 8, "the README shows {} commands", steps.len());
    let mut rewritten = readme.clone();
    let mut wrong = Vec::new();
    for (command, shown) in steps {
        let words = split(&command);
        let found = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["cargo", "test", ..] | ["git" | "cd", ..] => continue,
            ["cargo", "run", "--release", "--", ..] => both(&archive(&db, &words[4..])),
            ["archive", ..] => both(&archive(&db, &words[1..])),
            ["sqlite3", "archive.db", query] => sqlite3(&db, query),
            _ => panic!("the test cannot run `{command}`"),
        };
        // The README's archive is ./archive.db.
        let found = found.replace(&*db.to_string_lossy(), "archive.db");
        if found != shown {
            rewritten = rewritten.replacen(&format!("$ {command}\n{shown}"), &format!("$ {command}\n{found}"), 1);
            wrong.push(format!("$ {command}\nshown:\n{shown}printed:\n{found}"));
        }
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write("README.md", rewritten).expect("the README is written");
    } else {
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

fn both(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn command_line_reference_is_what_the_binary_prints() {
    let folder = tempfile::tempdir().expect("a folder");
    let help = |arguments: &[&str]| {
        let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        both(&archive(&folder.path().join("none.db"), &arguments))
    };
    let overview = help(&["--help"]);
    let verbs: Vec<&str> = overview
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|verb| *verb != "help")
        .collect();
    assert!(verbs.len() >= 11, "{verbs:?}");
    let mut reference = format!(
        "# The command line\n\nWhat `archive help` prints, verb by verb. Kept by a test.\n\n```text\n{overview}```\n"
    );
    for verb in &verbs {
        reference += &format!("\n## archive {verb}\n\n```text\n{}```\n", help(&[verb, "--help"]));
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write("docs/cli.md", &reference).expect("the reference is written");
    }
    assert!(fs::read_to_string("docs/cli.md").unwrap_or_default() == reference, "BLESS=1 rewrites docs/cli.md");
    let readme = fs::read_to_string("README.md").expect("there is a README");
    for verb in verbs {
        assert!(readme.contains(&format!("archive {verb}")), "the README does not show `archive {verb}`");
    }
}

#[test]
fn every_table_and_column_is_described_in_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("archive.db");
    archive(&db, &["import".to_owned(), "fixtures/pages".to_owned()]);
    let connection = Connection::open(&db).expect("the archive opens");
    let mut statement = connection
        .prepare("SELECT t.name, s.sql FROM pragma_table_list t JOIN sqlite_schema s ON s.name = t.name WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE 'refinery_%'")
        .expect("the schema can be asked");
    let tables: Vec<(String, String)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("the query runs")
        .map(|row| row.expect("a table"))
        .collect();
    assert!(tables.len() >= 14);
    for (table, sql) in tables {
        let mut columns = connection.prepare("SELECT name FROM pragma_table_info(?1)").expect("columns can be asked");
        let names: Vec<String> = columns
            .query_map([&table], |row| row.get(0))
            .expect("the query runs")
            .map(|name| name.expect("a name"))
            .collect();
        let first = sql.lines().next().unwrap_or_default();
        assert!(
            first.contains("--") || sql.lines().nth(1).is_some_and(|line| line.trim().starts_with("--")),
            "{table} is not described"
        );
        for name in names {
            // A column that came later stands behind a comma, on the line of the last one there was.
            let added = format!(", {name} ");
            let described = sql
                .lines()
                .any(|line| (line.trim().starts_with(&name) || line.contains(&added)) && line.contains("--"));
            assert!(described, "{table}.{name} is not described");
        }
    }
}
