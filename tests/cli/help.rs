//! The manual: `--help`, `--version` and what is said to a wrong command line.

use crate::harness::Archive;

const VERBS: [&str; 21] = [
    "import",
    "extract",
    "query",
    "show",
    "people",
    "places",
    "organisations",
    "quotes",
    "captions",
    "stats",
    "check",
    "formats",
    "decisions",
    "rebuild",
    "correct",
    "tag",
    "note",
    "delete",
    "original",
    "problems",
    "dump",
];

#[test]
fn version_is_one_line_and_its_long_form_names_the_sources() {
    let version = concat!("archive ", env!("CARGO_PKG_VERSION"), "\n");
    Archive::new().args(&["--version"]).run().success().stdout(version).stderr("");
    for args in [&["-V"][..], &["--version", "--verbose"]] {
        Archive::new()
            .args(args)
            .run()
            .success()
            .stdout_has(version)
            .stdout_has("\nmodels: ")
            .stdout_has("\ncode: ")
            .stdout_has("GeoNames");
    }
}

#[test]
fn every_verb_has_help_with_examples() {
    let help = Archive::new().args(&["--help"]).run().success().stderr("");
    let help = VERBS.into_iter().fold(help, |help, verb| help.stdout_has(&format!("\n  {verb}")));
    help.stdout_has("ARCHIVE_DB").stdout_has("70  a bug");
    for verb in VERBS {
        Archive::new().args(&[verb, "--help"]).run().success().stderr("").stdout_has("Examples:");
    }
}

#[test]
fn a_wrong_command_line_is_exit_code_2() {
    Archive::new().run().code(2).stdout("");
    let check = |args: &[&str], expected: &str| {
        Archive::new().args(args).run().code(2).stdout("").stderr(expected);
    };
    check(
        &["qeury"],
        "archive: there is no verb `qeury`\nhint: did you mean `archive query`? `archive help` lists the verbs\n",
    );
    check(&["zeppelin"], "archive: there is no verb `zeppelin`\nhint: `archive help` lists the verbs\n");
    check(
        &["query", "--from", "May"],
        "archive: invalid value 'May' for '--from <DATE>': not a date such as 2013, 2013-05 or 2013-05-10\n\
         hint: `archive help query` says what it takes\n",
    );
    check(
        &["query", "--speeker", "Quill"],
        "archive: unexpected argument '--speeker' found\n\
         hint: did you mean --speaker? `archive help query` says what it takes\n",
    );
    check(
        &["query", "--sort", "dat"],
        "archive: invalid value 'dat' for '--sort <ORDER>' [possible values: date, relevance]\n\
         hint: did you mean date? `archive help query` says what it takes\n",
    );
    check(
        &["show"],
        "archive: the following required arguments were not provided: <ID|URL>\n\
         hint: `archive help show` says what it takes\n",
    );
    check(
        &["export", "csf", "x"],
        "archive: there is no verb `export csf`\nhint: did you mean `archive export csv`? `archive help export` says what it takes\n",
    );
    Archive::new().args(&["people", "--format", "xml"]).run().code(2).stdout("");
    Archive::new().args(&["extract", "--threads", "0", "-"]).run().code(2).stdout("");
}

#[test]
fn global_flags_are_taken_before_and_after_the_verb() {
    for args in [["--db", "no.db", "stats"], ["stats", "--db", "no.db"]] {
        Archive::new().args(&args).run().code(4).stdout("");
    }
    Archive::new().args(&["stats"]).env("ARCHIVE_DB", "no.db").run().code(4);
}

#[test]
fn topics_verbs_completions_and_pages_come_from_one_source() {
    Archive::new().args(&["help", "sql"]).run().success().stdout_has("article_people");
    Archive::new().args(&["help", "export", "csv"]).run().success().stdout_has("datapackage.json");
    Archive::new().args(&["help", "nothing"]).run().code(2).stderr_has("hint: topics are config, dates, exit-codes");
    for shell in ["bash", "zsh", "fish", "powershell"] {
        Archive::new().args(&["completions", shell]).run().success().stdout_has("openrefine");
    }
    let folder = crate::harness::Folder::new();
    folder.archive(&["man", "pages"]).run().success();
    let page = std::fs::read_to_string(folder.path("pages/archive-export-csv.1")).unwrap();
    assert!(page.contains(".TH ARCHIVE-EXPORT-CSV 1"), "{page}");
}

#[test]
fn words_that_are_no_verbs_lead_to_the_right_one() {
    let check = |word: &str, meant: &str| {
        let expected = format!("archive: there is no verb `{word}`\nhint: {meant}\n");
        Archive::new().args(&[word, "x"]).run().code(2).stderr(expected);
    };
    check("search", "`archive query WORDS` finds articles");
    check("open", "`archive show ID` shows an article");
    check("remove", "`archive delete ID` takes an article out for good");
    Archive::new().args(&["xyzzy"]).run().code(2).stderr_has("there is no verb `xyzzy`");
}
