//! `archive verify`, `screen`, `audit` and citations: what is compared with the archive, and to which characters.

use crate::harness::Folder;

const PAGES: &str = "\
{\"id\":\"a\",\"url\":\"https://example.org/a\",\"site\":\"Fen Echo\",\"headline\":\"Quay opens & closes\",\"authors\":[\"Anna Quill\"],\"published_at\":\"2031-05-02\",\"language\":\"en\",\"body\":\"Mayor Tomas Ferrin opened the quay in Lisbon on Friday. \\\"We shall mend the old quay before the winter storms come,\\\" Tomas Ferrin said. She was not there.\\n\\n\\\"Nobody asked the fishermen about it,\\\" said Ida Lund, a fisherwoman. \\\"We read it in the paper,\\\" she said.\"}
{\"id\":\"b\",\"url\":\"https://example.org/b\",\"site\":\"Fen Echo\",\"headline\":\"Rain\",\"published_at\":\"2031-06-03\",\"language\":\"en\",\"body\":\"It rained in Porto. Sergei Malinin watched it with Ida Lund.\"}
";

fn folder() -> Folder {
    let folder = Folder::new().file("pages.jsonl", PAGES);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    folder
}

/// What is said of the quotations of a draft: status, speaker of the archive, differences.
fn verdicts(draft: &str) -> Vec<[String; 3]> {
    let folder = folder().file("draft.txt", draft);
    let run = folder.archive(&["verify", "draft.txt", "--format", "jsonl"]).run();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let rows = run.lines_of_json().into_iter().filter(|row| row["what"] == "quotation");
    rows.map(|row| [text(&row["status"]), text(&row["archive_says"]), text(&row["differences"])]).collect()
}

#[test]
fn quotations_are_verbatim_changed_by_another_or_missing() {
    let check = |draft: &str, expected: [&str; 3]| {
        assert_eq!(verdicts(draft), [expected.map(str::to_owned)], "{draft}");
    };
    check(
        "\"We shall mend the old quay before the winter storms come,\" Tomas Ferrin said.",
        ["verbatim", "Tomas Ferrin", ""],
    );
    // Marks, capitals and a cut at either end change no word.
    check("“Mend the OLD quay before the winter”, Ferrin said.", ["verbatim", "Tomas Ferrin", ""]);
    check(
        "\"We shall mend the new quay before the winter storms come,\" Tomas Ferrin said.",
        ["changed", "Tomas Ferrin", "We shall mend the [-old-] {+new+} quay before the winter storms come,"],
    );
    check("\"Nobody asked the fishermen about it,\" said Tomas Ferrin.", ["other speaker", "Ida Lund", ""]);
    check("\"The quay will never open to anybody,\" said Ida Lund.", ["missing", "", ""]);
}

#[test]
fn a_draft_is_right_when_everything_in_it_stands_in_the_archive() {
    let right = "Ida Lund spoke in Lisbon on 2 May 2031. \"Nobody asked the fishermen about it,\" said Ida Lund.\n";
    let folder = folder().file("right.md", right).file("wrong.html", "<p>Ida Lund went to Madrid, said Ole Berg.</p>");
    let right = folder.archive(&["verify", "right.md", "--format", "jsonl"]).run().success();
    assert!(right.errors().ends_with(", 0 of them not as the archive has it\n"), "{}", right.errors());
    let rows = right.lines_of_json();
    let quotation = rows.iter().find(|row| row["what"] == "quotation").unwrap();
    assert_eq!(
        (quotation["start_char"].as_i64(), quotation["field"].as_str()),
        (Some(156), Some("body")),
        "{quotation}"
    );
    assert_eq!(quotation["sha256"].as_str().map(str::len), Some(64));
    let day = rows.iter().find(|row| row["what"] == "date").unwrap();
    assert_eq!((day["draft"].as_str(), day["articles"].as_i64()), (Some("2031-05-02"), Some(1)));
    let wrong = folder.archive(&["verify", "wrong.html", "--problems"]).run().code(1);
    assert!(wrong.output().contains("missing       place        Madrid"), "{}", wrong.output());
    folder.archive(&["verify", "none.txt"]).run().code(2).stderr_has("no such file");
}

#[test]
fn names_of_a_list_are_found_in_other_orders_scripts_and_spellings() {
    let list = "nr;Name\n1;\"Lund, Ida\"\n2;TOMÁS FERRIN\n3;Сергей Малинин\n4;T. Ferrin\n5;Ida Lunt\n6;Nobody Else\n7;Tomas Ferrin\n";
    let folder = folder().file("list.csv", list);
    let run = folder.archive(&["screen", "list.csv", "--format", "jsonl"]).run().success();
    let told: Vec<(i64, String)> = run
        .lines_of_json()
        .iter()
        .map(|row| (row["line"].as_i64().unwrap(), row["how"].as_str().unwrap().to_owned()))
        .collect();
    let expected = [(2, "reordered"), (3, "folded"), (4, "transliterated"), (5, "initials"), (6, "near"), (8, "exact")];
    assert_eq!(told, expected.map(|(line, how)| (line, how.to_owned())));
    assert!(run.errors().ends_with("7 names, 6 of them found\n"), "{}", run.errors());
    let near = folder.archive(&["screen", "list.csv", "--how", "near"]).run().success();
    near.stdout(
        "near           Ida Lunt → Ida Lund (person 2, 2 articles)\n               \
         article 2, 2031-06-03: Sergei Malinin watched it with Ida Lund.\n",
    );
    folder
        .archive(&["screen", "list.csv", "--column", "who"])
        .run()
        .code(2)
        .stderr_has("no column `who` among nr, Name");
    let folder = folder.file("others.csv", "name\nOle Berg\n");
    folder.archive(&["screen", "others.csv"]).run().code(1);
}

#[test]
fn who_is_quoted_is_counted_by_what_the_articles_say() {
    let folder = folder();
    let rows = folder.archive(&["audit", "--by", "pronoun", "--sure", "0", "--format", "jsonl"]).run();
    assert_eq!(rows.exit_code(), 2, "sureness is the archive's own: {}", rows.errors());
    let rows = folder.archive(&["audit", "--by", "site", "--format", "jsonl"]).run().success().lines_of_json();
    assert_eq!((rows.len(), rows[0]["group"].as_str(), rows[0]["people"].as_i64()), (1, Some("Fen Echo"), Some(2)));
    let months = folder.archive(&["audit", "--by", "month", "--format", "csv"]).run().success();
    assert!(months.output().starts_with("group,people,quotes,share,articles\n2031-05,2,"), "{}", months.output());
    let silent = folder.archive(&["audit", "--never-quoted", "--format", "jsonl"]).run().success().lines_of_json();
    let names: Vec<&str> = silent.iter().filter_map(|row| row["name"].as_str()).collect();
    assert_eq!(names, ["Sergei Malinin"]);
}

#[test]
fn a_passage_is_cited_with_its_characters_and_digest() {
    let folder = folder();
    let bibtex = folder.archive(&["show", "1", "--format", "bibtex", "--at", "body:57-78"]).run().success();
    let expected = "@article{archive-1-body-57,\n  author = {Anna Quill},\n  title = {{Quay opens \\& closes}},\n  \
                    journal = {Fen Echo},\n  year = {2031},\n  month = may,\n  day = {2},\n  \
                    url = {https://example.org/a},\n  language = {en},\n  \
                    note = {“We shall mend the old” (Tomas Ferrin), body, characters 57 to 78. SHA-256 of the original: ";
    assert!(bibtex.output().starts_with(expected), "{}", bibtex.output());
    let ris = folder.archive(&["show", "1", "--format", "ris", "--quote", "1"]).run().success();
    assert!(ris.output().contains("AU  - Quill, Anna\r\n") && ris.output().ends_with("ER  - \r\n"), "{}", ris.output());
    let csl = folder.archive(&["show", "1", "--format", "csl-json"]).run().success();
    let csl: serde_json::Value = serde_json::from_str(csl.output()).unwrap();
    assert_eq!(csl[0]["issued"]["date-parts"], serde_json::json!([[2031, 5, 2]]));
    for at in ["body", "body:9", "body:9-5", "body:0-9999", "text:0-1", "standfirst:0-1", "body:x-y"] {
        folder.archive(&["show", "1", "--format", "bibtex", "--at", at]).run().code(2).stderr_has("hint: ");
    }
    folder.archive(&["show", "1", "--at", "body:0-4"]).run().code(2).stderr_has("--format bibtex");
    folder.archive(&["show", "1", "--format", "ris", "--quote", "99"]).run().code(1);
}

/// A Word file of these paragraphs.
fn word_file(paragraphs: &[&str]) -> Vec<u8> {
    use std::io::Write as _;
    let mut file = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    file.start_file("[Content_Types].xml", options).unwrap();
    file.write_all(b"<Types/>").unwrap();
    file.start_file("word/document.xml", options).unwrap();
    let body: String = paragraphs.iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect();
    file.write_all(format!("<w:document><w:body>{body}</w:body></w:document>").as_bytes()).unwrap();
    file.finish().unwrap().into_inner()
}

#[test]
fn a_draft_is_read_as_word_markdown_html_and_text() {
    let said = "\u{201c}We shall mend the new quay before the winter storms come,\u{201d} Tomas Ferrin said.";
    let folder = folder()
        .file("draft.docx", word_file(&["The quay", said]))
        .file("draft.md", format!("# The quay\n\n{said}\n"))
        .file("draft.html", format!("<h1>The quay</h1>\n<p>{said}</p>\n"))
        .file("draft.txt", format!("The quay\n\n{said}\n"));
    for draft in ["draft.docx", "draft.md", "draft.html", "draft.txt"] {
        let run = folder.archive(&["verify", draft, "--format", "jsonl"]).run().code(1);
        let rows = run.lines_of_json();
        let quotation =
            rows.iter().find(|row| row["what"] == "quotation").unwrap_or_else(|| panic!("{draft}: {rows:?}"));
        assert_eq!(quotation["status"], "changed", "{draft}");
    }
    let broken = Folder::new().file("draft.docx", b"PK\x03\x04 and then nothing at all of [Content_Types].xml");
    broken.archive(&["verify", "draft.docx"]).run().code(4);
}
