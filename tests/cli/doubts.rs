//! `archive doubts`: pairs of people who may be one, and the answers.

use crate::harness::Folder;

const PAGES: &str = "\
{\"id\":\"a\",\"published_at\":\"2031-03-01\",\"language\":\"en\",\"body\":\"Mayor Marek Toldov said on Monday that the bridge was safe. Anna Quill said it was old.\"}
{\"id\":\"b\",\"published_at\":\"2031-03-02\",\"language\":\"en\",\"body\":\"Mayor Marek P. Toldov said on Tuesday that the bridge was closed. Anna Quill said nothing.\"}
{\"id\":\"c\",\"published_at\":\"2034-05-02\",\"language\":\"en\",\"body\":\"Peter Harlan said on Tuesday that the ferry was late. Mr Harlan left.\"}
{\"id\":\"d\",\"published_at\":\"2036-05-02\",\"language\":\"en\",\"body\":\"Susan Harlan said on Tuesday that the ferry was late.\"}
";

fn filled() -> Folder {
    let folder = Folder::new().file("pages.jsonl", PAGES);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    folder
}

fn first_id(folder: &Folder) -> String {
    let rows = folder.archive(&["doubts", "--format", "jsonl"]).run().success().lines_of_json();
    assert_eq!(rows.len(), 1);
    rows[0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn who_may_be_one_is_listed_with_what_speaks_for_it_and_asked_once() {
    let folder = filled();
    folder
        .archive(&["doubts"])
        .run()
        .success()
        .stdout_has("one has a middle name or initial; both are Mayor; the same people around them within three days")
        .stdout_has("archive people merge 'Marek P. Toldov' 'Marek Toldov'");
    let id = first_id(&folder);
    folder.archive(&["doubts", "--distinct", &id]).run().success().stderr_has("Marek P. Toldov is not Marek Toldov");
    folder.archive(&["doubts"]).run().code(1).stdout("");
    folder.archive(&["doubts", "--merge", &id]).run().code(1).stderr_has("no pair");
    folder.archive(&["decisions", "undo", "1"]).run().success();
    assert_eq!(first_id(&folder), id);
    folder.archive(&["doubts", "--merge", &id]).run().success();
    folder.archive(&["doubts"]).run().code(1).stdout("");
    folder.archive(&["people", "toldov", "--format", "csv"]).run().success().stdout_has("Marek P. Toldov,2,2");
    folder.archive(&["check"]).run().success();
}
