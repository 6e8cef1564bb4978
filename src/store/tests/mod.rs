//! The room as a whole: small invented entries in, rows out.

mod decisions;
mod files;

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::*;
use crate::model::{
    Analysis, Article, Caption, Diagnostic, Field, Mention, Organisation, PartialDate, Person, Place, PlaceKind, Quote,
    QuoteKind, Source, Span,
};

const STARTED: &str = "2026-01-02T03:04:05Z";

pub(crate) fn mention(field: Field, text: &str, name: &str) -> Mention {
    let at = text.find(name).unwrap();
    let start_char = text[..at].chars().count();
    let span = Span { start_char, end_char: start_char + name.chars().count() };
    Mention { field, span, text: name.to_owned(), role: None, confidence: 900 }
}

/// An article by Nora Vale about Tomas Ferrin in Brill, with one photograph.
pub(crate) fn entry(path: &str, url: Option<&str>, date: &str, word: &str, credit: Option<&str>) -> Entry {
    let body = format!("Mayor Tomas Ferrin spoke in Brill of “{word} bread”. Ferrin left the Café Guild early.");
    let caption = "Bakers at work in Brill";
    let mut people = vec![
        Person {
            name: "Tomas Ferrin".to_owned(),
            roles: vec!["Mayor".to_owned()],
            mentions: vec![
                Mention { role: Some("Mayor".to_owned()), ..mention(Field::Body, &body, "Tomas Ferrin") },
                mention(Field::Body, &body, "Ferrin"),
            ],
        },
        Person {
            name: "Nora Vale".to_owned(),
            roles: Vec::new(),
            mentions: vec![mention(Field::Byline, "By Nora Vale", "Nora Vale")],
        },
    ];
    for photographer in ["Ida Lund", "Per Holm"] {
        if let Some(credit) = credit.filter(|credit| credit.contains(photographer)) {
            people.push(Person {
                name: photographer.to_owned(),
                roles: Vec::new(),
                mentions: vec![mention(Field::Credit(0), credit, photographer)],
            });
        }
    }
    let quoted = format!("{word} bread");
    let at = mention(Field::Body, &body, &quoted).span;
    let analysis = Analysis {
        people,
        places: vec![Place {
            name: "Brill".to_owned(),
            kind: Some(PlaceKind::City),
            country_code: Some("GB".to_owned()),
            latitude: Some(51.8),
            longitude: Some(-1.05),
            geonames_id: Some(7),
            margin: None,
            candidates: Vec::new(),
            mentions: vec![mention(Field::Body, &body, "Brill"), mention(Field::Caption(0), caption, "Brill")],
        }],
        organisations: vec![Organisation {
            name: "Café Guild".to_owned(),
            mentions: vec![mention(Field::Body, &body, "Café Guild")],
        }],
        quotes: vec![Quote {
            field: Field::Body,
            span: at,
            text: quoted,
            kind: QuoteKind::Mixed,
            speaker: Some(0),
            speaker_text: Some("Tomas Ferrin".to_owned()),
            speaker_span: Some(mention(Field::Body, &body, "Tomas Ferrin").span),
            cue: Some("spoke".to_owned()),
            group: Some(1),
            confidence: 900,
            reason: "\"spoke\" stands beside them".to_owned(),
        }],
    };
    let article = Article {
        url: url.map(str::to_owned),
        site: Some("Brill Gazette".to_owned()),
        language: Some("en".to_owned()),
        headline: Some(format!("The {word} loaf")),
        byline: Some("By Nora Vale".to_owned()),
        authors: vec!["Nora Vale".to_owned()],
        published_at: PartialDate::parse(date),
        captions: vec![Caption::new(caption.to_owned(), credit.map(str::to_owned), None, None)],
        body,
        ..Article::default()
    };
    let bytes = format!("{url:?} {date} {word} {credit:?}").into_bytes();
    Entry {
        source: Source::new(path.to_owned(), None, "text/plain", bytes),
        is_dump: false,
        article,
        analysis,
        diagnostics: vec![Diagnostic::new("encoding-guessed", "taken for UTF-8")],
    }
}

pub(crate) fn import(path: &Path, entries: &[Entry]) -> Counts {
    let mut archive = Archive::create_or_open(path, Journal::Wal).unwrap();
    let mut import = archive.begin_import(STARTED).unwrap();
    for entry in entries {
        import.put(entry.clone()).unwrap();
    }
    let counts = import.finish("2026-01-02T03:04:06Z").unwrap();
    let report = check(&archive).unwrap();
    assert_eq!(report.findings, [], "{:?}", report.checked);
    counts
}

/// Everything in the archive by natural keys, in an order of its own.
pub(crate) fn dump(path: &Path) -> Vec<String> {
    let archive = Archive::open_read_only(path).unwrap();
    let mut lines = Vec::new();
    for sql in [
        "SELECT s.sha256, s.path, a.key FROM sources s JOIN articles a ON a.id = s.article_id",
        "SELECT s.sha256, l.path, l.record FROM source_locations l JOIN sources s ON s.id = l.source_id",
        "SELECT a.key, s.sha256, a.headline, a.body, a.captions, a.date FROM articles a JOIN sources s ON s.id = a.source_id",
        "SELECT a.key, x.name FROM authors x JOIN articles a ON a.id = x.article_id",
        "SELECT sha256, text, credit, photographer, article_count, occurrences FROM captions",
        "SELECT a.key, c.sha256, u.position, u.credit FROM article_captions u
         JOIN articles a ON a.id = u.article_id JOIN captions c ON c.id = u.caption_id",
        "SELECT name, key, article_count, mention_count, quote_count FROM people",
        "SELECT p.name, x.alias, x.mention_count FROM person_aliases x JOIN people p ON p.id = x.person_id",
        "SELECT p.name, x.role, x.mention_count FROM person_roles x JOIN people p ON p.id = x.person_id",
        "SELECT p.name, x.folded FROM person_names x JOIN people p ON p.id = x.person_id",
        "SELECT a.key, p.name, m.ordinal, m.field, m.start_char, m.end_char, m.text FROM person_mentions m
         JOIN articles a ON a.id = m.article_id JOIN people p ON p.id = m.person_id",
        "SELECT a.key, u.text, u.ordinal FROM unplaced_mentions u JOIN articles a ON a.id = u.article_id",
        "SELECT name, key, kind, latitude, geonames_id, article_count, mention_count FROM places",
        "SELECT name, article_count, mention_count FROM organisations",
        "SELECT a.key, q.text, p.name FROM quotes q JOIN articles a ON a.id = q.article_id
         LEFT JOIN people p ON p.id = q.speaker_id",
        "SELECT path, record, kind, message FROM import_problems",
        "SELECT article, named, name FROM (
             SELECT a.key AS article, n.name AS named, p.name AS name FROM appearances x
             JOIN articles a ON a.id = x.article_id JOIN people n ON n.id = x.named_id
             LEFT JOIN people p ON p.id = x.entity_id WHERE x.kind = 'person')",
        "SELECT a.key, r.kind, r.ordinal, r.field, r.start_char, r.text FROM rejected_mentions r
         JOIN articles a ON a.id = r.article_id",
        "SELECT a.key FROM articles a JOIN article_search s ON s.rowid = a.id WHERE article_search MATCH 'rye'",
    ] {
        let mut statement = archive.connection.prepare(sql).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        let mut table = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<String> = (0..columns).map(|column| format!("{:?}", row.get_ref(column).unwrap())).collect();
            table.push(cells.join(" | "));
        }
        table.sort();
        lines.push(sql.to_owned());
        lines.extend(table);
    }
    lines
}

fn number(path: &Path, sql: &str) -> i64 {
    Archive::open_read_only(path).unwrap().connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

pub(crate) fn temporary() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news #1?.db");
    (folder, path)
}

#[test]
fn importing_twice_changes_nothing() {
    let (_folder, path) = temporary();
    let entries = [
        entry("a.txt", Some("https://brill.example/1"), "2020-01-01", "rye", Some("Ida Lund/AP")),
        entry("b.txt", None, "2020-01-02", "oat", None),
    ];
    assert_eq!(import(&path, &entries), Counts { imported: 2, ..Counts::default() });
    let before = dump(&path);
    assert_eq!(import(&path, &entries), Counts { unchanged: 2, ..Counts::default() });
    assert_eq!(dump(&path), before);
    assert!(!path.with_file_name("news #1?.db-wal").exists());
}

#[test]
fn changed_page_updates_its_article_and_keeps_the_old_source() {
    let (_folder, path) = temporary();
    let url = Some("https://brill.example/1");
    import(&path, &[entry("a.txt", url, "2020-01-01", "rye", Some("Ida Lund/AP"))]);
    let changed = entry("a.txt", Some("https://brill.example/1#top"), "2020-01-01", "spelt", None);
    assert_eq!(import(&path, &[changed]), Counts { updated: 1, ..Counts::default() });
    assert_eq!(number(&path, "SELECT count(*) FROM articles"), 1);
    assert_eq!(number(&path, "SELECT count(*) FROM sources"), 2);
    assert_eq!(number(&path, "SELECT count(*) FROM article_search WHERE article_search MATCH 'rye'"), 0);
    assert_eq!(number(&path, "SELECT count(*) FROM article_search WHERE article_search MATCH 'spelt'"), 1);
    assert_eq!(number(&path, "SELECT count(*) FROM quote_search WHERE quote_search MATCH 'spelt'"), 1);
    assert_eq!(number(&path, "SELECT count(*) FROM people WHERE name = 'Ida Lund'"), 0, "nobody names her now");
}

#[test]
fn order_of_the_records_does_not_matter() {
    let url = Some("https://brill.example/1");
    let entries = [
        entry("a.txt", url, "2020-01-01", "rye", Some("Ida Lund/AP")),
        entry("b.txt", url, "2020-01-03", "oat", Some("Ida Lund - AP/Pool")),
        entry("c.txt", url, "2020-01-02", "spelt", None),
        entry("d.txt", None, "2020-01-05", "white", Some("Somebody with a long name/AFP")),
        entry("e.txt", None, "2020-01-05", "white", Some("Somebody with a long name/AFP")),
        entry("f.txt", None, "2020-01-06", "rye", Some("Photograph: Per Holm, Ida Lund and others for AP")),
        entry("g.txt", None, "2020-01-06", "corn", Some("Per Holm")),
    ];
    let mut dumps = Vec::new();
    for order in [[0, 1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1, 0], [3, 6, 0, 5, 1, 4, 2], [6, 3, 5, 0, 4, 2, 1]] {
        let ordered: Vec<Entry> = order.iter().map(|place| entries[*place].clone()).collect();
        let (_folder, together) = temporary();
        import(&together, &ordered);
        dumps.push(dump(&together));
        // The same with a commit after each record, in one run.
        let (_folder, apart) = temporary();
        let mut archive = Archive::create_or_open(&apart, Journal::Rollback).unwrap();
        let mut import = archive.begin_import(STARTED).unwrap();
        for entry in ordered {
            import.put(entry).unwrap();
            import.flush().unwrap();
        }
        import.finish(STARTED).unwrap();
        assert_eq!(check(&archive).unwrap().findings, []);
        drop(archive);
        dumps.push(dump(&apart));
    }
    for other in &dumps {
        assert_eq!(*other, dumps[0]);
    }
}

#[test]
fn many_runs_in_any_order_give_the_same_archive() {
    let words = ["rye", "oat", "corn", "spelt"];
    let credits = [
        None,
        Some("Ida Lund"),
        Some("Per Holm/AFP"),
        Some("AP: Ida Lund"),
        Some("Ida Lund, Per Holm and others"),
        Some("Somebody with a really long name"),
    ];
    let mut state = 7_u64;
    let mut next = |limit: usize| {
        // A linear congruential generator (Knuth, MMIX): the same every time.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % limit
    };
    for round in 0..4 {
        let runs: Vec<Vec<Entry>> = (0..3)
            .map(|run| {
                (0..6)
                    .map(|place| {
                        let url = format!("https://brill.example/{}", next(3));
                        let url = (next(4) > 0).then_some(url.as_str());
                        let date = format!("2020-01-0{}", 1 + next(3));
                        let path = format!("{run}-{place}.txt");
                        entry(&path, url, &date, words[next(4)], credits[next(6)])
                    })
                    .collect()
            })
            .collect();
        let dumps: Vec<Vec<String>> = (0..3)
            .map(|_| {
                let (_folder, path) = temporary();
                for run in &runs {
                    let mut run = run.clone();
                    for place in (1..run.len()).rev() {
                        run.swap(place, next(place + 1));
                    }
                    let mut archive = Archive::create_or_open(&path, Journal::Rollback).unwrap();
                    let mut import = archive.begin_import(STARTED).unwrap();
                    for entry in run {
                        import.put(entry).unwrap();
                        if next(3) == 0 {
                            import.flush().unwrap();
                        }
                    }
                    import.finish(STARTED).unwrap();
                    assert_eq!(check(&archive).unwrap().findings, [], "round {round}");
                }
                dump(&path)
            })
            .collect();
        for other in &dumps {
            for (line, expected) in other.iter().zip(&dumps[0]) {
                assert_eq!(line, expected, "round {round}");
            }
            assert_eq!(other.len(), dumps[0].len(), "round {round}");
        }
    }
}

#[test]
fn caption_keeps_the_fullest_credit() {
    let (_folder, path) = temporary();
    import(&path, &[entry("a.txt", None, "2020", "rye", Some("Ida Lund"))]);
    import(&path, &[entry("b.txt", None, "2020", "oat", Some("© Ida Lund - AP/Pool"))]);
    assert_eq!(number(&path, "SELECT count(*) FROM captions WHERE credit = '© Ida Lund - AP/Pool'"), 1);
    assert_eq!(number(&path, "SELECT count(*) FROM person_mentions WHERE field = 'credit' AND start_char = 2"), 2);
    import(&path, &[entry("c.txt", None, "2020", "corn", Some("Somebody with a very long name/AFP"))]);
    assert_eq!(number(&path, "SELECT count(*) FROM person_mentions WHERE field = 'credit'"), 0);
    import(&path, &[entry("d.txt", None, "2020", "white", Some("Photograph: Ida Lund and others for AP/Pool/AFP"))]);
    assert_eq!(number(&path, "SELECT article_count FROM people WHERE name = 'Ida Lund'"), 3);
    assert_eq!(number(&path, "SELECT count(*) FROM caption_search WHERE caption_search MATCH 'Photograph'"), 1);
    assert_eq!(number(&path, "SELECT count(*) FROM caption_search WHERE caption_search MATCH 'Somebody'"), 0);
}

#[test]
fn problem_is_kept_once_however_often_it_is_met() {
    let (_folder, path) = temporary();
    let problem = Problem {
        path: "x".to_owned(),
        record: None,
        kind: "empty".to_owned(),
        message: "no text".to_owned(),
        file_state: None,
    };
    for _ in 0..2 {
        let mut archive = Archive::create_or_open(&path, Journal::Wal).unwrap();
        let mut import = archive.begin_import(STARTED).unwrap();
        import.problem(&problem, STARTED).unwrap();
        assert_eq!(import.finish(STARTED).unwrap(), Counts { skipped: 1, ..Counts::default() });
    }
    assert_eq!(number(&path, "SELECT count(*) FROM import_problems"), 1);
}

#[test]
fn check_finds_planted_faults() {
    let plant = |sql: &str, expected: &[&str]| {
        let (_folder, path) = temporary();
        import(&path, &[entry("a.txt", None, "2020", "rye", Some("Ida Lund"))]);
        let archive = Archive::create_or_open(&path, Journal::Rollback).unwrap();
        archive.connection.execute_batch(&format!("PRAGMA foreign_keys = off; {sql}")).unwrap();
        let mut kinds: Vec<&str> = check(&archive).unwrap().findings.into_iter().map(|finding| finding.kind).collect();
        kinds.dedup();
        assert_eq!(kinds, expected, "{sql}");
    };
    plant("UPDATE person_mentions SET start_char = start_char + 1 WHERE field = 'credit'", &["offset"]);
    plant("UPDATE quotes SET speaker_end_char = speaker_end_char + 1", &["offset", "row-digest"]);
    plant("UPDATE articles SET headline = 'Other words'", &["search-index", "row-digest"]);
    plant("UPDATE captions SET sha256 = replace(sha256, substr(sha256, 1, 1), 'x')", &["caption-digest"]);
    plant("UPDATE sources SET content = x'00'", &["source-digest"]);
    plant("UPDATE quotes SET speaker_id = 999", &["foreign-key", "row-digest", "count"]);
    plant("UPDATE people SET mention_count = 77", &["count"]);
    plant("PRAGMA application_id = 5", &["application-id"]);
    plant("DELETE FROM article_search_docsize", &["search-index"]);
    plant("INSERT INTO quote_search (quote_search) VALUES ('delete-all')", &["search-index"]);
    plant("INSERT INTO copy_search (copy_search) VALUES ('delete-all')", &["search-index"]);
}

#[test]
fn every_table_and_column_is_explained_in_the_schema() {
    let (_folder, path) = temporary();
    import(&path, &[]);
    let archive = Archive::open_read_only(&path).unwrap();
    let sql =
        "SELECT name, sql FROM sqlite_schema WHERE type IN ('table', 'view') AND sql NOT LIKE '%TABLE ''%_search_%'";
    let mut statement = archive.connection.prepare(sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let (name, text): (String, String) = (row.get(0).unwrap(), row.get(1).unwrap());
        assert!(text.lines().nth(1).is_some_and(|line| line.trim().starts_with("-- ")), "{name}");
        if text.starts_with("CREATE TABLE") {
            assert!(text.contains(") STRICT"), "{name}");
            let columns = text.lines().filter(|line| {
                line.starts_with("    ") && line.trim().starts_with(|letter: char| letter.is_ascii_lowercase())
            });
            for column in columns {
                assert!(column.contains(" -- "), "{name}: {column}");
            }
        }
    }
}
