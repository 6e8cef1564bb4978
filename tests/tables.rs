//! What the whole of a table says of its rows.

use rusqlite::Connection;

use crate::harness::Folder;

/// The dates of publication and of the last change of every record that a run of `extract` gives.
fn dates(folder: &Folder, args: &[&str], stdin: &str) -> Vec<[Option<String>; 2]> {
    let run = folder.archive(&[&["extract"], args].concat()).stdin(stdin).run().success();
    let date = |line: &serde_json::Value, key: &str| line[key].as_str().map(str::to_owned);
    run.lines_of_json().iter().map(|line| [date(line, "published_at"), date(line, "updated_at")]).collect()
}

fn pair(published: &str, updated: &str) -> [Option<String>; 2] {
    [published, updated].map(|date| (!date.is_empty()).then(|| date.to_owned()))
}

const TABLE: &str = "published_at,updated_at,body\n3/4/2019,5/4/2019,The quay fell dry.\n3/28/2019,28/4/2019,It rained.\n\
                     4/5/2019 10:15,,The quay was wet.\n";

#[test]
fn open_dates_of_a_column_are_read_as_its_other_rows_show() {
    let expected = [pair("2019-03-04", "2019-04-05"), pair("2019-03-28", "2019-04-28"), pair("2019-04-05T10:15", "")];
    let folder = Folder::new()
        .file("a.csv", TABLE)
        .file("a.tsv", TABLE.replace(',', "\t"))
        .file("wide.csv", format!("\u{feff}{TABLE}").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    for args in [&["a.csv"][..], &["a.tsv"], &["wide.csv"], &["a.csv", "--threads", "1"], &["a.csv", "--threads", "7"]]
    {
        assert_eq!(dates(&folder, args, ""), expected, "{args:?}");
    }
    assert_eq!(dates(&folder, &["-"], TABLE), expected);
    let lines =
        "{\"body\":\"It is dry.\",\"date\":\"3/4/2019\"}\n{\"body\":\"It is wet.\",\"published_at\":\"28/3/2019\"}\n";
    let folder = folder.file("a.jsonl", lines);
    let expected = [pair("2019-04-03", ""), pair("2019-03-28", "")];
    assert_eq!(dates(&folder, &["a.jsonl"], ""), expected);
    assert_eq!(dates(&folder, &["-"], lines), expected);
}

#[test]
fn lines_that_somebody_waits_for_are_read_as_those_before_show() {
    let lines = ["3/4/2019", "3/28/2019", "3/4/2019"]
        .map(|date| format!("{{\"body\":\"It is dry.\",\"published_at\":\"{date}\"}}\n"))
        .concat();
    let expected = [pair("", ""), pair("2019-03-28", ""), pair("2019-03-04", "")];
    assert_eq!(dates(&Folder::new(), &["--format", "jsonl", "-"], &lines), expected);
}

#[test]
fn column_that_shows_no_order_or_two_leaves_open_dates_empty() {
    for other in ["1/2/2019", "2019-03-28", "28/3/2019\n3/28/2019"] {
        let rows: String = other.lines().map(|date| format!("{date}\tIt rained.\n")).collect();
        let table = format!("published_at\tbody\n3/4/2019\tThe quay fell dry.\n{rows}");
        assert_eq!(dates(&Folder::new(), &["-"], &table)[0], pair("", ""), "{other}");
    }
}

#[test]
fn order_of_a_column_outlives_its_file() {
    let folder = Folder::new().file("a.csv", TABLE);
    folder.archive(&["import", "a.csv"]).run().success();
    std::fs::remove_file(folder.path("a.csv")).unwrap();
    for args in [&["rebuild"][..], &["rebuild", "--repair"]] {
        folder.archive(args).run().success().stderr_has("rebuilt 3, changed 0, skipped 0");
        folder.archive(&["check"]).run().success();
    }
    let connection = Connection::open(folder.path("archive.db")).unwrap();
    let sql = "SELECT group_concat(published_at, ' ') FROM articles";
    let dates: String = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(dates, "2019-03-04 2019-03-28 2019-04-05T10:15");
}
