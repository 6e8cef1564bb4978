//! `archive extract`.

use std::fmt::Write as _;

use crate::harness::{Archive, Folder};

#[test]
fn every_record_gives_one_line_in_the_order_of_the_input() {
    let input = "{\"id\":\"b\",\"body\":\"The ferry left.\"}\nnot json\n{\"id\":7,\"body\":\"It came back.\"}\n";
    let run = Archive::new().args(&["extract", "--format", "jsonl", "-"]).stdin(input).run().code(3);
    let lines = run.lines_of_json();
    let records: Vec<_> = lines.iter().map(|line| line["source"]["record"].as_str().unwrap()).collect();
    assert_eq!(records, ["b", "2", "7"]);
    assert_eq!(lines[0]["body"], "The ferry left.");
    assert_eq!(lines[0]["headline"], serde_json::Value::Null);
    assert_eq!(lines[1]["error"]["kind"], "malformed");
    assert_eq!(lines[1]["source"]["path"], "-");
    assert_eq!(lines[2]["body"], "It came back.");
}

#[test]
fn a_body_is_kept_code_point_for_code_point() {
    let body = " Two  spaces,\u{a0}a soft\u{ad}hyphen\n\n\n and e\u{301}. ";
    let input = serde_json::json!({ "id": 1, "body": body }).to_string();
    let run = Archive::new().args(&["extract", "--format", "jsonl", "-"]).stdin(input).run().success().stderr("");
    assert_eq!(run.lines_of_json()[0]["body"], body);
}

#[test]
fn keys_stand_in_the_order_of_the_contract() {
    let run = Archive::new()
        .args(&["extract", "--format", "jsonl", "-"])
        .stdin("{\"id\":1,\"body\":\"Calm seas.\"}")
        .run()
        .success();
    let line = run.lines_of_json().remove(0);
    let keys: Vec<_> = line.as_object().unwrap().keys().map(String::as_str).collect();
    let expected = "schema extractor source url site language headline byline authors agency dateline published_at \
                    updated_at standfirst body captions people organisations places quotes diagnostics";
    assert_eq!(keys.join(" "), expected);
}

#[test]
fn order_does_not_depend_on_the_threads() {
    let mut input = String::new();
    for number in 0..400 {
        // Records of very different length, so that workers overtake one another.
        let body = "The harbour was quiet. ".repeat(1 + number * 37 % 101);
        writeln!(input, "{{\"id\":{number},\"body\":\"{body}\"}}").unwrap();
    }
    let run = |threads: &str| {
        let args = ["extract", "--format", "jsonl", "--threads", threads, "-"];
        Archive::new().args(&args).stdin(&input).run().success().lines_of_json()
    };
    let (one, many) = (run("1"), run("4"));
    assert_eq!(one, many);
    assert!(one.iter().zip(0..).all(|(line, number)| line["source"]["record"] == format!("{number}")));
}

#[test]
fn a_missing_file_is_a_row_too() {
    Folder::new()
        .archive(&["extract", "no.txt"])
        .run()
        .code(3)
        .stdout(
            "{\"schema\":1,\"source\":{\"path\":\"no.txt\",\"record\":null,\"sha256\":null,\"media_type\":null},\
             \"error\":{\"kind\":\"not-found\",\"message\":\"no such file or folder\"}}\n",
        )
        .stderr("archive: no.txt: no such file or folder\n");
}

#[test]
fn control_characters_never_reach_the_output() {
    let input = serde_json::json!({ "id": "\u{1b}[2J", "body": "Red \u{9b}31m and \u{202e}turned." }).to_string();
    let run = Archive::new().args(&["extract", "--format", "jsonl", "-"]).stdin(input).run().success();
    assert_eq!(run.lines_of_json()[0]["source"]["record"], "\u{1b}[2J");
    run.stdout_has("\\u001b[2J").stdout_has("\\u009b31m and \\u202eturned");
}

/// Pages of every kind that the repository has, and records with versions, a poor date and one that cannot be read.
fn pages() -> Folder {
    let records = "{\"id\":1,\"url\":\"https://tide.example/a\",\"body\":\"Ada Quill, the harbour master, said \\\"no\\\" in Porto.\",\"published_at\":\"2031-05-02\"}\n\
                   {\"id\":2,\n\
                   {\"id\":3,\"url\":\"https://tide.example/a\",\"body\":\"Ada Quill said \\\"yes\\\".\",\"published_at\":\"03/04/2031\"}\n\
                   {\"id\":4,\"body\":\"Rain fell.\",\"published_at\":\"25/04/2031\"}\n";
    Folder::new().file("pages/records.jsonl", records)
}

fn fixtures() -> [String; 3] {
    ["pages", "tour", "odd"].map(|name| format!("{}/fixtures/{name}", env!("CARGO_MANIFEST_DIR")))
}

#[test]
fn analysed_lines_make_the_archive_that_an_import_makes() {
    let folder = pages();
    let fixtures = fixtures();
    let paths = [fixtures[0].as_str(), &fixtures[1], &fixtures[2], "pages"];
    let run = |args: &[&str], code: i32| folder.archive(&[args, &paths].concat()).run().code(code);
    run(&["--db", "direct.db", "import", "--quiet"], 3);
    run(&["extract", "--with-source", "--out", "parts"], 3).stdout("");
    folder.archive(&["--db", "analysed.db", "import", "--quiet", "--analysed", "parts"]).run().code(3);
    // Packed, divided otherwise and in another order, as a cluster has them.
    let lines = std::fs::read_to_string(folder.path("parts/part-000000.jsonl")).unwrap();
    let mut lines: Vec<_> = lines.lines().collect();
    lines.reverse();
    let (one, other) = lines.split_at(lines.len() / 3);
    std::fs::create_dir_all(folder.path("spread/month=2031-05")).unwrap();
    std::fs::write(folder.path("spread/month=2031-05/b.txt"), one.join("\n")).unwrap();
    std::fs::write(folder.path("spread/a.txt"), other.join("\n")).unwrap();
    std::fs::write(folder.path("spread/_SUCCESS"), "").unwrap();
    folder.archive(&["--db", "spread.db", "import", "--quiet", "--analysed", "spread"]).run().code(3);
    let dump = |db: &str| folder.archive(&["--db", db, "dump"]).run().success().output().to_owned();
    let direct = dump("direct.db");
    assert!(direct.lines().count() > 500);
    assert!(direct == dump("analysed.db"), "the archive of analysed lines has other rows");
    assert!(direct == dump("spread.db"), "the order of the lines shows in the archive");
    folder.archive(&["--db", "analysed.db", "check"]).run().success();
}

#[test]
fn records_alone_tell_nothing_of_one_another() {
    let records = "{\"id\":1,\"body\":\"Rain.\",\"published_at\":\"25/04/2031\"}\n{\"id\":2,\"body\":\"Sun.\",\"published_at\":\"03/04/2031\"}\n";
    let date = |more: &[&str]| {
        let args = [&["extract", "--format", "jsonl", "-"], more].concat();
        Archive::new().args(&args).stdin(records).run().success().lines_of_json()[1]["published_at"].clone()
    };
    assert_eq!(date(&[]), "2031-04-03");
    assert_eq!(date(&["--records-alone"]), serde_json::Value::Null);
}

#[test]
fn lines_of_another_version_and_lines_that_are_cut_are_refused() {
    let folder = pages();
    let lines = folder.archive(&["extract", "--with-source", "pages"]).run().code(3).output().to_owned();
    let models = lines.split("\"models\":\"").nth(1).unwrap()[..12].to_owned();
    let import = |name: &str| folder.archive(&["--db", &format!("{name}.db"), "import", "--analysed", name]).run();
    std::fs::write(folder.path("other.jsonl"), lines.replace(&models, "0123456789ab")).unwrap();
    import("other.jsonl").code(2).stderr_has("other.jsonl:1: analysed by archive").stderr_has("models 0123456789ab");
    std::fs::write(folder.path("cut.jsonl"), &lines[..lines.len() - 90]).unwrap();
    import("cut.jsonl").code(3).stderr_has("cut.jsonl:4: no line of `archive extract`").stderr_has("imported 1");
    let forged = lines.replace("\"content\":\"ey", "\"content\":\"fy");
    std::fs::write(folder.path("forged.jsonl"), forged).unwrap();
    import("forged.jsonl").code(3).stderr_has("the original of the line does not have its digest");
    folder.archive(&["extract", "pages"]).run().code(3);
    let plain = folder.archive(&["extract", "pages"]).run().code(3).output().to_owned();
    std::fs::write(folder.path("plain.jsonl"), plain).unwrap();
    import("plain.jsonl").code(3).stderr_has("write it with `archive extract --with-source`");
    // A program that was built without the reader of Parquet says what to do.
    if cfg!(not(feature = "parquet")) {
        std::fs::write(folder.path("part.parquet"), "PAR1").unwrap();
        import("part.parquet")
            .code(2)
            .stderr_has("part.parquet: lines in Parquet; ")
            .stderr_has("`--features parquet`");
    }
    std::fs::create_dir(folder.path("begun")).unwrap();
    import("begun").code(2).stderr_has("not complete, there is no _SUCCESS in it");
}

#[test]
fn parts_are_gone_on_with_and_never_mixed() {
    let mut input = String::new();
    for number in 0..2500 {
        writeln!(input, "{{\"id\":{number},\"body\":\"Calm seas.\"}}").unwrap();
    }
    let folder = Folder::new().file("a.jsonl", &input);
    let whole = folder.archive(&["extract", "a.jsonl"]).run().success().output().to_owned();
    let run = |more: &[&str]| folder.archive(&[&["extract", "--out", "parts"], more].concat()).run();
    let part = |number: usize| folder.path(&format!("parts/part-{number:06}.jsonl"));
    run(&["a.jsonl"]).success().stdout("");
    // What an interrupted run leaves: a part is missing, another one was being written.
    for number in [0, 2] {
        std::fs::remove_file(part(number)).unwrap();
    }
    assert!(folder.path("parts/_SUCCESS").exists());
    std::fs::write(folder.path("parts/.part-000000.jsonl"), "{\"schema\":").unwrap();
    let kept = std::fs::metadata(part(1)).unwrap().modified().unwrap();
    run(&["a.jsonl"]).code(2).stderr_has("parts of an earlier run").stderr_has("--skip-done");
    run(&["--skip-done", "a.jsonl"]).success();
    assert_eq!(std::fs::metadata(part(1)).unwrap().modified().unwrap(), kept);
    let parts: Vec<_> = (0..3).map(|number| std::fs::read_to_string(part(number)).unwrap()).collect();
    assert_eq!(parts.iter().map(|part| part.lines().count()).collect::<Vec<_>>(), [1000, 1000, 500]);
    assert!(parts.concat() == whole);
    assert!(folder.path("parts/_SUCCESS").exists());
    let refused = "its parts were made by another version of archive, from other files or with other options";
    run(&["--skip-done", "--with-source", "a.jsonl"]).code(2).stderr_has(refused);
    std::fs::write(folder.path("a.jsonl"), input + "{\"id\":2500,\"body\":\"Rain.\"}\n").unwrap();
    run(&["--skip-done", "a.jsonl"]).code(2).stderr_has(refused);
    folder.archive(&["extract", "--out", "more", "-"]).run().code(2).stderr_has("standard input");
}

#[test]
fn whoever_waits_for_a_line_before_it_asks_on_gets_it() {
    use std::io::{BufRead as _, Write as _};
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_archive"))
        .args(["extract", "--format", "jsonl", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut ask, mut answers) = (child.stdin.take().unwrap(), std::io::BufReader::new(child.stdout.take().unwrap()));
    for number in 0..3 {
        writeln!(ask, "{{\"id\":{number},\"body\":\"Calm seas.\"}}").unwrap();
        let mut line = String::new();
        answers.read_line(&mut line).unwrap();
        assert!(line.contains(&format!("\"record\":\"{number}\"")), "{line}");
    }
    drop(ask);
    assert!(child.wait().unwrap().success());
}
