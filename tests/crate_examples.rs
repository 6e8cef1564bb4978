//! The examples of the crate run as their first lines say.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::harness::Folder;

/// What an example prints, which cargo builds beside the tests.
fn printed(name: &str, arguments: &[&Path]) -> String {
    let folder = Path::new(env!("CARGO_BIN_EXE_archive")).parent().unwrap();
    let example: PathBuf = folder.join("examples").join(name);
    let output = Command::new(example).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_page_is_extracted_and_an_archive_is_asked() {
    let pages = std::env::current_dir().unwrap().join("fixtures/tour");
    let page = printed("extract_page", &[&pages]);
    assert!(page.contains("Helsinki summit ends after two hours of talks\n"), "{page}");
    assert!(page.contains("  Jussi Kallio: We came by bus from Tampere"), "{page}");
    let folder = Folder::new();
    folder.archive(&["import", &pages.display().to_string()]).run().success();
    let answer = printed("ask_archive", &[&folder.path("archive.db"), Path::new("speaker:kallio")]);
    assert!(answer.starts_with("1 articles: speaker:kallio\n  2018-07-16 Helsinki summit ends"), "{answer}");
    assert!(answer.contains("  Jussi Kallio: We came by bus from Tampere"), "{answer}");
}
