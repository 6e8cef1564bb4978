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
        Archive::new().args(args).run().success().stdout_has(version).stdout_has("GeoNames");
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
    Archive::new().args(&["qeury"]).run().code(2).stdout("").stderr(
        "archive: unrecognized subcommand 'qeury'\n\n  tip: a similar subcommand exists: 'query'\n\n\
         Usage: archive [OPTIONS] [COMMAND]\n\nFor more information, try '--help'.\n",
    );
    Archive::new().args(&["query", "--from", "May"]).run().code(2).stdout("").stderr(
        "archive: invalid value 'May' for '--from <DATE>': not a date such as 2013, 2013-05 or 2013-05-10\n\n\
         For more information, try '--help'.\n",
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
