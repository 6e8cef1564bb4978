//! Several archives asked at once, and the file of settings.

use crate::harness::Folder;

fn filled() -> Folder {
    let record = |id: &str, date: &str, headline: &str| {
        let body =
            format!("\u{201c}The {} it was,\u{201d} said Ida Lund, the harbour master.", headline.to_lowercase());
        format!("{{\"id\":\"{id}\",\"headline\":\"{headline}\",\"published_at\":\"{date}\",\"body\":\"{body}\"}}\n")
    };
    let north = record("a", "2031-05-02", "Ferry late") + &record("b", "2031-05-09", "Ferry early");
    let south = record("c", "2031-05-05", "Ferry gone");
    let folder = Folder::new().file("north.jsonl", north).file("south.jsonl", south);
    for name in ["north", "south"] {
        let (db, file) = (format!("{name}.db"), format!("{name}.jsonl"));
        folder.archive(&["--db", &db, "import", &file]).run().success();
    }
    folder
}

const BOTH: [&str; 4] = ["--db", "north.db", "--db", "south.db"];

#[test]
fn rows_say_which_archive_they_are_of_and_stand_in_one_order() {
    let folder = filled();
    let ask = |args: &[&str]| folder.archive(&[args, &BOTH[..]].concat()).run();
    ask(&["query", "ferry", "--fields", "archive,date,headline", "--format", "csv"]).success().stdout(
        "archive,date,headline\nnorth.db,2031-05-09,Ferry early\nsouth.db,2031-05-05,Ferry gone\nnorth.db,2031-05-02,Ferry late\n",
    );
    ask(&["query", "--fields", "archive,date", "--format", "csv", "--limit", "1", "--offset", "1"])
        .success()
        .stdout("archive,date\nsouth.db,2031-05-05\n");
    let people = ask(&["people", "--format", "jsonl"]).success().lines_of_json();
    let told: Vec<_> =
        people.iter().map(|row| (row["archive"].as_str().unwrap(), row["name"].as_str().unwrap())).collect();
    assert_eq!(told, [("north.db", "Ida Lund"), ("south.db", "Ida Lund")]);
    ask(&["quotes", "gone"]).success().stdout_has("south.db").stdout_has("The ferry gone it was");
}

#[test]
fn counts_add_up() {
    let folder = filled();
    let ask = |args: &[&str]| folder.archive(&[args, &BOTH[..]].concat()).run().success();
    ask(&["query", "--count"]).stdout("3\n");
    ask(&["quotes", "--count"]).stdout("3\n");
    ask(&["query", "ferry", "--group-by", "month", "--format", "csv"])
        .stdout("group,count,of,share,thin\n2031-05,3,3,1,yes\n");
}

#[test]
fn what_is_of_one_archive_refuses_several() {
    let folder = filled();
    for args in [
        &["import", "north.jsonl"][..],
        &["show", "1"],
        &["tag", "1", "x"],
        &["people", "merge", "a", "b"],
        &["people", "3"],
    ] {
        folder
            .archive(&[args, &BOTH[..]].concat())
            .run()
            .code(2)
            .stdout("")
            .stderr_has("2 archives are given, and this command takes one")
            .stderr_has("hint: ");
    }
    folder
        .archive(&[&["query", "--output", "ids"], &BOTH[..]].concat())
        .run()
        .code(2)
        .stderr_has("hint: say --fields archive,id");
}

#[test]
fn settings_name_the_archives_and_flags_go_before_them() {
    let folder = filled().file("own/archive/config.toml", "db = [\"../../north.db\", \"../../south.db\"]\n");
    let home = folder.path("own");
    let ask = |args: &[&str]| folder.archive(args).env("XDG_CONFIG_HOME", &home.to_string_lossy());
    ask(&["query", "--count"]).run().success().stdout("3\n");
    ask(&["query", "--count", "--db", "south.db"]).run().success().stdout("1\n");
    ask(&["query", "--count"]).env("ARCHIVE_DB", "south.db").run().success().stdout("1\n");
    ask(&["query", "--count", "--no-config"]).run().code(4).stderr_has("archive.db: no archive there");
    ask(&["query", "--count"]).env("ARCHIVE_CONFIG", "").run().code(4);
}

#[test]
fn a_setting_that_does_not_exist_is_named_with_its_line() {
    let folder = Folder::new().file("mine.toml", "# mine\nlimitt = 5\n");
    let ask = |file: &str| folder.archive(&["stats"]).env("ARCHIVE_CONFIG", file).run().code(2).stdout("");
    ask("mine.toml").stderr(
        "archive: mine.toml:2: there is no setting limitt\n\
         hint: did you mean limit? `archive help config` has all settings\n",
    );
    ask("gone.toml").stderr(
        "archive: gone.toml: no such file or directory\n\
         hint: mend it, or go without: --no-config, or ARCHIVE_CONFIG set to nothing\n",
    );
    folder.archive(&["help", "config"]).run().success().stdout_has("XDG_CONFIG_HOME");
}
