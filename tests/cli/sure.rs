//! What is counted and listed: what is at least as sure as the archive's bar, and the rest on request.

use rusqlite::Connection;

use crate::harness::Folder;

const PAGES: &str = "\
{\"id\":\"a\",\"language\":\"en\",\"body\":\"Vans left Lviv for Khayelitsha on Monday. Troops in Beit Hanoun waited. Mayor Anna Quill of Leeds said so.\"}
{\"id\":\"b\",\"language\":\"en\",\"body\":\"Anna Quill, who runs Brannagh Holdings, flew to Paris. Quill said that Lviv was far from Khayelitsha.\"}
";

/// The tables whose rows are counted, each with that of its mentions and the column there.
const KINDS: [(&str, &str, &str); 3] = [
    ("people", "person_mentions", "person_id"),
    ("places", "place_mentions", "place_id"),
    ("organisations", "organisation_mentions", "organisation_id"),
];

#[test]
fn counts_and_lists_are_of_what_is_as_sure_as_the_bar() {
    let folder = Folder::new().file("pages.jsonl", PAGES);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    let rows = Connection::open(folder.path("archive.db")).unwrap();
    let count = |sql: &str| rows.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let mut doubtful = 0;
    for (table, mentions, column) in KINDS {
        let sure = format!("m.{column} = e.id AND ifnull(m.confidence, 1000) >= (SELECT least FROM bar)");
        let wrong = count(&format!(
            "SELECT count(*) FROM {table} AS e
             WHERE e.mention_count <> (SELECT count(*) FROM {mentions} AS m WHERE {sure})
                OR e.article_count <> (SELECT count(DISTINCT m.article_id) FROM {mentions} AS m WHERE {sure})"
        ));
        assert_eq!(wrong, 0, "{table}");
        let listed = count(&format!(
            "SELECT count(*) FROM {table} AS e WHERE EXISTS (SELECT 1 FROM {mentions} AS m WHERE {sure})"
        ));
        let all = count(&format!(
            "SELECT count(*) FROM {table} AS e WHERE EXISTS (SELECT 1 FROM {mentions} AS m WHERE m.{column} = e.id)"
        ));
        let lines = |more: &[&str]| {
            let finished = folder.archive(&[&[table, "--format", "jsonl"], more].concat()).run();
            i64::try_from(finished.output().lines().count()).unwrap()
        };
        assert_eq!((lines(&[]), lines(&["--sure", "0"])), (listed, all), "{table}");
        doubtful += all - listed;
    }
    assert!(doubtful > 0, "the pages name something that is doubtful");
}

#[test]
fn views_show_what_is_as_sure_as_the_bar() {
    let said = r#"{"id":"c","language":"en","body":"\"The vans are late,\" said Anna Quill.\n\n\"They always are,\" said Tomas Ferrin."}"#;
    let folder = Folder::new().file("pages.jsonl", said);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    let rows = Connection::open(folder.path("archive.db")).unwrap();
    rows.execute_batch(
        "UPDATE quotes SET confidence = 990; UPDATE quotes SET confidence = 10 WHERE id = (SELECT min(id) FROM quotes);
         UPDATE person_mentions SET confidence = 10; UPDATE place_mentions SET confidence = 10;",
    )
    .unwrap();
    let count =
        |table: &str| rows.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0)).unwrap();
    assert!(count("quotes") > 1, "both are quoted");
    assert_eq!(count("article_quotes"), count("quotes") - 1);
    assert_eq!((count("article_people"), count("article_places")), (0, 0));
}
