//! `archive dump`: the same lines for the same pages, however they came in.

use crate::harness::Folder;

const FIRST: &str = "\
{\"id\":\"a\",\"url\":\"https://example.org/a\",\"headline\":\"Quay opens\",\"published_at\":\"2031-05-02\",\"language\":\"en\",\"body\":\"The mayor, Tomas Ferrin, opened the quay in Lisbon. \\\"We waited for years,\\\" Tomas Ferrin said.\",\"captions\":[{\"text\":\"The quay in Lisbon\",\"credit\":\"Per Holm\"}]}
{\"id\":\"b\",\"headline\":\"Rain\",\"published_at\":\"2031-05-03\",\"language\":\"en\",\"body\":\"It rained in Lisbon, said Thomas Ferrin of the Harbour Board.\"}
";

const SECOND: &str = "\
{\"id\":\"c\",\"url\":\"https://example.org/a\",\"headline\":\"Quay opens at last\",\"published_at\":\"2031-05-04\",\"language\":\"en\",\"body\":\"Tomas Ferrin opened the quay in Porto.\",\"captions\":[{\"text\":\"The quay in Lisbon\",\"credit\":\"Per Holm/AFP\"}]}
{\"id\":\"d\",\"url\":\"https://example.org/d\",\"published_at\":\"2031-05-05\",\"language\":\"en\",\"body\":\"A letter by Tomas Ferrin was read aloud in Lisbon.\"}
{\"id\":
";

fn dump(runs: &[&[&str]], environment: &[(&str, &str)]) -> String {
    let folder = Folder::new().file("first.jsonl", FIRST).file("second.jsonl", SECOND);
    for args in runs {
        let run = environment.iter().fold(folder.archive(args), |run, (name, value)| run.env(name, value));
        assert!(matches!(run.run().exit_code(), 0 | 3), "{args:?}");
    }
    folder.archive(&["dump"]).run().success().output().to_owned()
}

#[test]
fn dump_is_the_same_for_any_order_thread_count_locale_and_zone() {
    let owner: [&[&str]; 4] = [
        &["people", "merge", "Tomas Ferrin", "Thomas Ferrin"],
        &["correct", "https://example.org/d", "--headline", "A letter", "--author", "Anna Quill"],
        &["tag", "https://example.org/a", "Harbour"],
        &["note", "https://example.org/a", "Ask again"],
    ];
    let with = |imports: &[&'static [&'static str]]| [imports, &owner].concat();
    let expected = dump(&with(&[&["import", "first.jsonl", "second.jsonl"]]), &[]);
    assert!(expected.lines().count() > 40, "{expected}");
    for part in ["\"2026", "T0", "_at\":\"20"] {
        let is_time = |line: &&str| {
            line.contains(part) && !line.contains("\"published_at\"") && !line.contains("\"table\":\"sources\"")
        };
        assert_eq!(expected.lines().find(is_time), None, "{part}");
    }
    let backwards = with(&[&["import", "second.jsonl"], &["import", "first.jsonl"], &["import", "second.jsonl"]]);
    assert_eq!(dump(&backwards, &[("TZ", "Asia/Kathmandu"), ("LC_ALL", "tr_TR.UTF-8")]), expected);
    let one_by_one = with(&[&["import", "second.jsonl", "first.jsonl", "--threads", "1"], &["rebuild"]]);
    assert_eq!(dump(&one_by_one, &[("ARCHIVE_BATCH_ARTICLES", "1"), ("TZ", "America/Lima")]), expected);
    let repaired = with(&[&["import", "first.jsonl", "second.jsonl", "--threads", "7"], &["rebuild", "--repair"]]);
    assert_eq!(dump(&repaired, &[]), expected);
}
