//! `archive original`: the bytes an article was read from.

use std::fs;

use crate::harness::Folder;

#[test]
fn original_is_written_byte_for_byte() {
    let page =
        b"<html><meta charset=latin1><h1>Caf\xe9 opens</h1><p>The caf\xe9 at Brill opened on Monday.</p></html>\r\n";
    let line = "{\"url\":\"https://example.org/a\",  \"body\":\"It rained in Lisbon.\"}";
    let folder = Folder::new().file("page.html", page).file("pages.jsonl", format!("{line}\n"));
    folder.archive(&["import", "page.html", "pages.jsonl"]).run().success();
    folder.archive(&["original", "https://example.org/a"]).run().success().stdout(line).stderr("");
    let said = format!("out.html: {} bytes\n", page.len());
    folder.archive(&["original", "1", "--output", "out.html"]).run().success().stdout("").stderr(&said);
    assert_eq!(fs::read(folder.path("out.html")).unwrap(), page);
    folder.archive(&["original", "1", "--output", "out.html"]).run().code(2).stderr_has("there is such a file already");
    folder
        .archive(&["original", "1", "--output", "none/out.html"])
        .run()
        .code(4)
        .stderr_has("none/out.html: no such file");
    folder.archive(&["original", "9"]).run().code(1).stderr_has("no article 9");
}
