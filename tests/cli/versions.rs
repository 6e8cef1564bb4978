//! The versions of an article, what became of one in another, and quotes that vanished.

use crate::harness::Folder;

const OLD: &str = "The quay will be shut until the tides are over, Ada Quill said, the harbour master of Brill.\\n\\n\
    \\\"We were told of the cracks two years ago and nobody did anything about them,\\\" said Ada Quill.\\n\\nIt rained all day.";
const NEW: &str = "The quay will be shut until the spring tides are over, Ada Quill said, the harbour master of Brill.\\n\\n\
    Tomas Ferrin of the town council declined to comment.\\n\\nIt rained all day.";

fn record(id: u32, date: &str, headline: &str, body: &str) -> String {
    format!(
        "{{\"id\":\"{id}\",\"url\":\"https://tide.example/quay\",\"site\":\"Tide Post\",\"language\":\"en\",\
         \"headline\":\"{headline}\",\"published_at\":\"2031-05-01\",\"updated_at\":\"{date}\",\"body\":\"{body}\"}}\n"
    )
}

fn filled() -> Folder {
    let folder = Folder::new()
        .file("new.jsonl", record(2, "2031-05-03", "Quay shut until spring", NEW))
        .file("old.jsonl", record(1, "2031-05-02", "Quay shut", OLD));
    folder.archive(&["import", "new.jsonl"]).run().success();
    folder.archive(&["import", "old.jsonl"]).run().success();
    folder
}

#[test]
fn versions_are_listed_with_what_changed() {
    let folder = filled();
    let rows = folder.archive(&["show", "1", "--versions", "--format", "jsonl"]).run().success().lines_of_json();
    assert_eq!(rows.len(), 2);
    assert_eq!(
        (&rows[0]["date"], &rows[0]["shown"], &rows[0]["path"]),
        (&"2031-05-02".into(), &false.into(), &"old.jsonl".into())
    );
    assert_eq!(rows[0]["change"], "first version");
    assert_eq!((&rows[1]["shown"], &rows[1]["record"], &rows[1]["kind"]), (&true.into(), &"2".into(), &"page".into()));
    assert_eq!(rows[1]["change"], "headline, updated at, 8 words added, 16 removed, quotes -1 ~1, people +1");
    // Reading them again stores nothing.
    folder.archive(&["check"]).run().success();
    folder.archive(&["rebuild"]).run().success();
    let again =
        folder.archive(&["show", "https://tide.example/quay", "--versions", "--format", "jsonl"]).run().success();
    assert_eq!(again.lines_of_json(), rows);
}

#[test]
fn what_became_of_a_version_is_shown_word_by_word() {
    let folder = filled();
    let text = folder.archive(&["show", "1", "--diff", "1", "2"]).run().success();
    text.stdout_has(
        "from version 1, 2031-05-02, page old.jsonl:1\nto   version 2, 2031-05-03, page new.jsonl:2, shown\n",
    )
    .stdout_has("  headline: [-Quay shut-] {+Quay shut until spring+}\n")
    .stdout_has("  The quay will be shut until the {+spring+} tides are over,")
    .stdout_has(
        "  vanished [-Ada Quill: “We were told of the cracks two years ago and nobody did anything about them,”-]\n",
    )
    .stdout_has("  came {+Tomas Ferrin");
    let json = folder.archive(&["show", "1", "--diff", "2", "1", "--format", "json"]).run().success();
    let json: serde_json::Value = serde_json::from_str(json.output()).unwrap();
    assert_eq!((&json["from"], &json["to"]), (&2.into(), &1.into()));
    assert_eq!(json["quotes"]["came"][0]["speaker"], "Ada Quill");
    assert_eq!(json["people"]["vanished"][0]["name"], "Tomas Ferrin");
    let joined = |left_out: &str| -> String {
        let pieces = json["body"].as_array().unwrap().iter().filter(|piece| piece["change"] != left_out);
        pieces.flat_map(|piece| piece["text"].as_str().unwrap().split_whitespace()).collect()
    };
    let bare = |body: &str| body.replace("\\n", "").replace("\\\"", "\"").split_whitespace().collect::<String>();
    assert_eq!(joined("removed"), bare(OLD));
    assert_eq!(joined("added"), bare(NEW));
    let same = folder.archive(&["show", "1", "--diff", "2", "2"]).run().success();
    same.stdout_has("nothing of the text is another");
    folder
        .archive(&["show", "1", "--diff", "1", "3"])
        .run()
        .code(1)
        .stderr("archive: archive.db: article 1 has no version 3\nhint: `archive show ID --versions` lists versions with their numbers\n");
}

#[test]
fn quotes_that_vanished_are_listed() {
    let folder = filled();
    let rows = |args: &[&str]| {
        folder.archive(&[&["vanished", "--format", "jsonl"], args].concat()).run().success().lines_of_json()
    };
    for args in
        [&[][..], &["--person", "Quill"], &["--site", "Tide Post"], &["--site", "tide.example", "--from", "2031"]]
    {
        let rows = rows(args);
        assert_eq!(rows.len(), 1, "{args:?}");
        assert_eq!(rows[0]["text"], "We were told of the cracks two years ago and nobody did anything about them,");
        assert_eq!((&rows[0]["speaker"], &rows[0]["version"]), (&"Ada Quill".into(), &1.into()));
        assert_eq!((&rows[0]["date"], &rows[0]["gone"]), (&"2031-05-02".into(), &"2031-05-03".into()));
    }
    for args in [["--person", "Ferrin"], ["--site", "Gazette"], ["--to", "2030"]] {
        let run = folder.archive(&["vanished"]).args(&args).run().code(1);
        run.stderr("archive: archive.db: no vanished quotes matched\n");
    }
}

#[test]
fn a_dump_of_a_page_takes_its_place_only_when_it_is_of_a_later_day() {
    let page = |text: &str| {
        format!(
            "<html><head><meta property=\"og:url\" content=\"https://tide.example/quay\"><meta property=\"article:published_time\" \
             content=\"2021-05-02T08:00:00Z\"></head><body><article><h1>Quay shut</h1><p>{text} It rained all day in Brill, and the \
             harbour master sent everybody home before noon.</p></article></body></html>"
        )
    };
    let dump = |date: &str| {
        let text = "Quay shut\\n\\nThe dump has it that the quay is shut. It rained all day in Brill, and the harbour master sent everybody home.";
        format!("{{\"url\":\"https://tide.example/quay\",\"published_at\":\"{date}\",\"text\":\"{text}\"}}\n")
    };
    let check = |date: &str, expected: &str| {
        for order in [["a.html", "z.jsonl"], ["z.jsonl", "a.html"]] {
            let folder = Folder::new().file("a.html", page("The page has it.")).file("z.jsonl", dump(date));
            for path in order {
                folder.archive(&["import", path]).run().success();
            }
            folder.archive(&["rebuild"]).run().success();
            folder.archive(&["check"]).run().success();
            folder.archive(&["show", "1"]).run().success().stdout_has(expected);
            folder.archive(&["show", "1", "--versions"]).run().success().stdout_has("dump");
        }
    };
    check("2021-05-02T19:30:00Z", "The page has it.");
    check("2021-05", "The page has it.");
    check("2021-05-03", "The dump has it");
}
