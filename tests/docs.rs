//! The documents tell the truth: the README's sessions run and print what it says, `docs/cli.md` is the manual the binary
//! prints, every table and column is described in the file itself, the recipes
//! print what they show. `BLESS=README.md`, `BLESS=docs/recipes.md` and `BLESS=docs/cli.md` rewrite them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use article_archive::model::Digest;
use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::harness::is_blessed;

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
    sessions_print_what_is_shown("README.md", None);
}

#[test]
fn recipes_print_what_they_show() {
    sessions_print_what_is_shown("docs/recipes.md", Some("fixtures/tour"));
}

/// Runs the sessions of a document, in an archive of `pages` where the sessions do not make one themselves.
fn sessions_print_what_is_shown(document: &str, pages: Option<&str>) {
    let readme = fs::read_to_string(document).expect("there is the document");
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("archive.db");
    let steps = sessions(&readme);
    assert!(steps.len() >= 5, "{document} shows {} commands", steps.len());
    if let Some(pages) = pages {
        archive(&db, &["import".to_owned(), pages.to_owned()]);
    }
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
        if !is_shown(&shown, &found) {
            rewritten = rewritten.replacen(&format!("$ {command}\n{shown}"), &format!("$ {command}\n{found}"), 1);
            wrong.push(format!("$ {command}\nshown:\n{shown}printed:\n{found}"));
        }
    }
    if is_blessed(Path::new(document)) {
        fs::write(document, rewritten).expect("the document is written");
    } else {
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// Whether `printed` is what the README shows. There `…` stands for any characters of a line, and a line of nothing but `…` for
/// any lines: figures that change with every fixture are not worth a reader's time.
fn is_shown(shown: &str, printed: &str) -> bool {
    fn lines(shown: &[&str], printed: &[&str]) -> bool {
        match shown.split_first() {
            None => printed.is_empty(),
            Some((&"…", rest)) => (0..=printed.len()).any(|skipped| lines(rest, &printed[skipped..])),
            Some((line, rest)) => {
                printed.split_first().is_some_and(|(first, others)| is_line(line, first) && lines(rest, others))
            }
        }
    }
    lines(&shown.lines().collect::<Vec<_>>(), &printed.lines().collect::<Vec<_>>())
}

fn is_line(shown: &str, printed: &str) -> bool {
    let (first, rest) = shown.split_once('…').unwrap_or((shown, ""));
    if first.len() == shown.len() {
        return shown == printed;
    }
    let Some(printed) = printed.strip_prefix(first) else { return false };
    printed.char_indices().map(|(at, _)| at).chain([printed.len()]).any(|at| is_line(rest, &printed[at..]))
}

#[test]
fn dots_in_the_readme_stand_for_anything() {
    for (shown, printed, expected) in [
        ("imported …, skipped 0\n", "imported 47, skipped 0\n", true),
        ("imported …, skipped 0\n", "imported 47, skipped 1\n", false),
        ("a\n…\nd\n", "a\nb\nc\nd\n", true),
        ("a\n…\nd\n", "a\nb\nc\n", false),
        ("a\n…\n", "a\n", true),
        ("a\n", "a\nb\n", false),
    ] {
        assert_eq!(is_shown(shown, printed), expected, "{shown:?} {printed:?}");
    }
}

fn both(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// The table of the shipped files in `models/DATA.md`: name, size, digest.
#[test]
fn data_sheet_has_the_digests_of_the_shipped_models() {
    let mut files: Vec<_> = fs::read_dir("models").expect("models").map(|file| file.expect("a file").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "bin"));
    files.sort();
    let mut table = "| file | bytes | SHA-256 |\n|---|---|---|\n".to_owned();
    for path in files {
        let bytes = fs::read(&path).expect("a model");
        let name = path.file_name().expect("a name").to_string_lossy();
        table += &format!("| `{name}` | {} | `{}` |\n", bytes.len(), Digest::of(&bytes));
    }
    let path = Path::new("models/DATA.md");
    let sheet = fs::read_to_string(path).expect("models/DATA.md");
    let start = sheet.find("| file | bytes | SHA-256 |").expect("the table of the shipped files");
    let end = sheet[start..].find("\n\n").map_or(sheet.len(), |length| start + length + 1);
    if is_blessed(path) {
        fs::write(path, format!("{}{table}{}", &sheet[..start], &sheet[end..])).expect("the data sheet is written");
    } else {
        assert!(sheet[start..end] == table, "BLESS=models/DATA.md cargo test docs rewrites it:\n{table}");
    }
}

/// What the documents for developers send a reader to is there.
#[test]
fn files_named_in_the_documents_exist() {
    let folders = ["src/", "tests/", "docs/", "models/", "examples/", "fixtures/", "migrations/", ".ci/", ".github/"];
    let mut missing = Vec::new();
    for document in [
        "README.md",
        "docs/recipes.md",
        "CONTRIBUTING.md",
        "models/README.md",
        "models/DATA.md",
        "docs/accuracy.md",
        "docs/speed.md",
    ] {
        let text = fs::read_to_string(document).expect("a document");
        let named =
            text.split('`').skip(1).step_by(2).filter(|name| folders.iter().any(|folder| name.starts_with(folder)));
        let plain = named.filter(|name| !name.contains(['{', ' ', '…', '*', ',']));
        missing.extend(plain.filter(|name| !Path::new(name).exists()).map(|name| format!("{document}: {name}")));
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
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
    if is_blessed(Path::new("docs/cli.md")) {
        fs::write("docs/cli.md", &reference).expect("the reference is written");
    }
    assert!(
        fs::read_to_string("docs/cli.md").unwrap_or_default() == reference,
        "BLESS=docs/cli.md cargo test docs rewrites it"
    );
    let readme = fs::read_to_string("README.md").expect("there is a README");
    for verb in verbs {
        assert!(readme.contains(&format!("archive {verb}")), "the README does not show `archive {verb}`");
    }
}

#[test]
fn every_table_and_column_is_described_in_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("archive.db");
    archive(&db, &["import".to_owned(), "fixtures/tour".to_owned()]);
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
