//! Decisions and links on small invented pages: what they come to, whatever the order.

use std::path::Path;

use crate::model::{
    Analysis, Article, Caption, Field, Mention, Organisation, PartialDate, Person, Place, PlaceKind, Quote, QuoteKind,
    Source, Span,
};
use crate::store::decisions::decision::load;
use crate::store::tests::{dump, import, mention, temporary};
use crate::store::{Applied, Archive, Entry, Journal, check};

const NOW: &str = "2026-01-02T03:04:05Z";

/// An article of `date` in which everyone of `people` is named once, the first of them says something, and a photograph
/// is credited to `credit`.
fn page(name: &str, date: &str, people: &[&str], credit: Option<&str>) -> Entry {
    let body = format!("{} met in Brill and Old Brill with the Oat Board. “No comment on {name}.”", people.join(", "));
    let one = |text: &str| -> Vec<Mention> { vec![mention(Field::Body, &body, text)] };
    let mut persons: Vec<Person> = Vec::new();
    let mut start_char = 0;
    for person in people {
        let end_char = start_char + person.chars().count();
        let at = Mention {
            field: Field::Body,
            span: Span { start_char, end_char },
            text: (*person).to_owned(),
            role: Some("baker".to_owned()),
            confidence: 900,
        };
        persons.push(Person { name: (*person).to_owned(), roles: vec!["baker".to_owned()], mentions: vec![at] });
        start_char = end_char + 2;
    }
    if let Some(credit) = credit {
        let photographer = credit.split('/').next().unwrap_or_default();
        let mentions = vec![mention(Field::Credit(0), credit, photographer)];
        persons.push(Person { name: photographer.to_owned(), roles: Vec::new(), mentions });
    }
    let place = |name: &str, number: Option<u32>| Place {
        name: name.to_owned(),
        kind: number.map(|_| PlaceKind::City),
        country_code: number.map(|_| "GB".to_owned()),
        latitude: number.map(|_| 51.8),
        longitude: number.map(|_| -1.05),
        geonames_id: number,
        margin: None,
        candidates: Vec::new(),
        mentions: one(name),
    };
    let said = format!("No comment on {name}.");
    let analysis = Analysis {
        quotes: vec![Quote {
            field: Field::Body,
            span: mention(Field::Body, &body, &said).span,
            text: said,
            kind: QuoteKind::Direct,
            speaker: Some(0),
            speaker_text: Some(people[0].to_owned()),
            speaker_span: Some(persons[0].mentions[0].span),
            cue: None,
            group: None,
            confidence: 900,
            reason: "because it says so".to_owned(),
        }],
        people: persons,
        places: vec![place("Brill", Some(7)), place("Old Brill", None)],
        organisations: vec![Organisation { name: "Oat Board".to_owned(), mentions: one("Oat Board") }],
    };
    let captions = credit.map(|credit| Caption::new("Bakers".to_owned(), Some(credit.to_owned()), None, None));
    let article = Article {
        url: (!name.starts_with('x')).then(|| format!("https://brill.example/{name}")),
        published_at: PartialDate::parse(date),
        captions: captions.into_iter().collect(),
        body: body.clone(),
        ..Article::default()
    };
    let source = Source::new(format!("{name}.txt"), None, "text/plain", format!("{name} {date}").into_bytes());
    Entry { source, article, analysis, diagnostics: Vec::new(), is_dump: false }
}

fn pages() -> Vec<Entry> {
    vec![
        page("a", "2020-01-01", &["Tomas Ferrin", "Nora Vale"], Some("Ida Lund/AP")),
        page("b", "2020-05", &["Ferrin", "Vale"], Some("Ida Lund - AP/Pool")),
        page("c", "2021", &["Ferrin"], None),
        page("d", "2022-03-01", &["Thomas Ferrin", "Ferrin"], Some("Per Holm/AFP and many others")),
        page("e", "", &["Ferrin", "Lund"], None),
        page("f", "2023-01-01", &["Jane Ferrin", "Vale"], None),
        page("xg", "2021-02-02", &["Oslo Ferrin", "Lund", "Grand Quay"], None),
        page("h", "2020-02-02", &["Nora Vale", "Mara al-Feld"], None),
        page("i", "2021-02-02", &["al-Feld", "Feld"], None),
        page("xj", "2020-07-07", &["NORA VALE", "T. Ferrin"], None),
    ]
}

/// Decisions no two of which disagree.
fn decisions() -> Vec<String> {
    let xg = Source::new("xg.txt".to_owned(), None, "text/plain", b"xg 2021-02-02".to_vec()).sha256;
    [
        r#"person merge "Tomas Ferrin" "Thomas Ferrin""#.to_owned(),
        r#"person merge "Tomas Ferrin" "T. Ferrin""#.to_owned(),
        r#"person merge "Mara Feld" "Mara al-Feld""#.to_owned(),
        r#"person reject "Grand Quay""#.to_owned(),
        r#"person reject "Ida Lund""#.to_owned(),
        r#"person rename "Nora Vale" "Eleanora Vale""#.to_owned(),
        r#"person alias "Nora Vale" "Norrie""#.to_owned(),
        r#"person split "Nora Vale" "Nora Vale (2)" "url https://brill.example/h""#.to_owned(),
        format!(r#"person split "Oslo Ferrin" "Oswald Ferrin" "sha256 {xg}""#),
        r#"person rename "Oswald Ferrin" "Os Ferrin""#.to_owned(),
        r#"place merge "Brill [geonames 7]" "Old Brill [name old brill||]""#.to_owned(),
        r#"place rename "Brill [geonames 7]" "Brill on the Hill""#.to_owned(),
        r#"organisation merge "Barley Board" "Oat Board""#.to_owned(),
        r#"place alias "Brill [geonames 7]" "Brillville""#.to_owned(),
    ]
    .map(|line| format!("{NOW} {line}"))
    .into()
}

#[track_caller]
fn sound(archive: &Archive) {
    assert_eq!(check(archive).unwrap().findings, []);
}

fn apply(path: &Path, lines: &[String]) -> Applied {
    let mut archive = Archive::create_or_open(path, Journal::Rollback).unwrap();
    let applied = archive.apply_decisions(&lines.join("\n"), None).unwrap();
    sound(&archive);
    applied
}

fn texts(path: &Path, sql: &str) -> Vec<String> {
    let archive = Archive::open_read_only(path).unwrap();
    let mut statement = archive.connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Numbers that look random and are the same every time (Knuth's MMIX generator).
fn numbers(mut state: u64) -> impl FnMut(usize) -> usize {
    move |limit| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % limit
    }
}

#[test]
fn order_of_pages_and_decisions_does_not_matter() {
    let (_folder, first) = temporary();
    import(&first, &pages());
    assert_eq!(apply(&first, &decisions()), Applied { made: 14, ..Applied::default() });
    assert_eq!(apply(&first, &decisions()), Applied { unchanged: 14, ..Applied::default() });
    let expected = dump(&first);
    for seed in 0..8 {
        let mut next = numbers(seed);
        let (mut pages, mut decisions) = (pages(), decisions());
        let (_folder, path) = temporary();
        drop(Archive::create_or_open(&path, Journal::Rollback).unwrap());
        let mut runs = Vec::new();
        while !pages.is_empty() || !decisions.is_empty() {
            if pages.is_empty() || (!decisions.is_empty() && next(2) == 0) {
                let line = decisions.remove(next(decisions.len()));
                apply(&path, &[line]);
            } else {
                let count = 1 + next(pages.len());
                let run: Vec<Entry> = (0..count).map(|_| pages.remove(next(pages.len()))).collect();
                import(&path, &run);
                runs.push(run);
            }
        }
        assert_eq!(dump(&path), expected, "{seed}");
        // Importing again changes nothing either.
        for run in &runs {
            import(&path, run);
        }
        assert_eq!(dump(&path), expected, "{seed}");
    }
}

#[test]
fn undoing_everything_in_any_order_gives_back_what_was_there() {
    let (_folder, path) = temporary();
    import(&path, &pages());
    let before = dump(&path);
    for seed in 0..4 {
        let mut next = numbers(seed);
        apply(&path, &decisions());
        let mut archive = Archive::create_or_open(&path, Journal::Rollback).unwrap();
        let mut ids: Vec<i64> = load(&archive.connection.unchecked_transaction().unwrap())
            .unwrap()
            .iter()
            .filter(|decision| decision.undone_at.is_none())
            .map(|decision| decision.id)
            .collect();
        while !ids.is_empty() {
            let id = ids.remove(next(ids.len()));
            archive.undo_decision(id, NOW).unwrap();
            sound(&archive);
        }
        drop(archive);
        assert_eq!(dump(&path), before, "{seed}");
    }
}

#[test]
fn a_surname_alone_is_nobody_of_another_article() {
    let (_folder, path) = temporary();
    import(&path, &[page("a", "2020-01-01", &["Tomas Ferrin"], None), page("b", "2020-02-02", &["Ferrin"], None)]);
    let sql = "SELECT name || ' ' || article_count FROM people ORDER BY 1";
    assert_eq!(texts(&path, sql), ["Ferrin 1", "Tomas Ferrin 1"]);
    assert_eq!(texts(&path, "SELECT named FROM person_links"), [""; 0]);
}

#[test]
fn a_place_that_a_decision_knew_first_is_put_on_the_map_by_its_page() {
    let (_folder, path) = temporary();
    let mut town = page("a", "2020", &["Nora Vale"], None);
    town.analysis.places.remove(0);
    import(&path, &[town]);
    apply(&path, &[format!(r#"{NOW} place merge "Brill [geonames 7]" "Old Brill [name old brill||]""#)]);
    let sql = "SELECT name || ' ' || ifnull(latitude, 'nowhere') || ' ' || mention_count FROM places
               WHERE mention_count > 0";
    assert_eq!(texts(&path, sql), ["Brill nowhere 1"]);
    import(&path, &[page("b", "2020", &["Nora Vale"], None)]);
    assert_eq!(texts(&path, sql), ["Brill 51.8 3"]);
}

#[test]
fn the_later_of_two_decisions_that_disagree_holds() {
    let (_folder, path) = temporary();
    import(&path, &pages());
    let check = |line: &str, expected: &[&str]| {
        apply(&path, &[format!("{NOW} {line}")]);
        assert_eq!(texts(&path, "SELECT name FROM people WHERE key LIKE '%vale' AND mention_count > 0"), expected);
    };
    check(r#"person rename "Nora Vale" "N. Vale""#, &["N. Vale", "Vale"]);
    check(r#"person rename "Nora Vale" "Nora V.""#, &["Nora V.", "Vale"]);
    check(r#"person rename "Nora Vale" "N. Vale""#, &["N. Vale", "Vale"]);
    check(r#"person merge "Nora Vale" "Vale""#, &["N. Vale"]);
    check(r#"person merge "Vale" "Nora Vale""#, &["Vale"]);
}

#[test]
fn check_finds_who_is_not_whom_the_decisions_say() {
    let plant = |sql: &str| {
        let (_folder, path) = temporary();
        import(&path, &pages());
        apply(&path, &decisions());
        let archive = Archive::create_or_open(&path, Journal::Rollback).unwrap();
        archive.connection.execute_batch(&format!("PRAGMA foreign_keys = off; {sql}")).unwrap();
        let findings = check(&archive).unwrap().findings;
        assert!(findings.iter().any(|finding| finding.kind == "identity"), "{sql}: {findings:?}");
    };
    plant("UPDATE decisions SET undone_at = 'now' WHERE verb = 'merge'");
    plant(
        "INSERT INTO decisions (made_at, kind, verb, subject, subject_key) VALUES ('n', 'person', 'reject', 'Jane Ferrin', 'jane ferrin')",
    );
    plant("DELETE FROM appearances WHERE kind = 'person'");
    plant("UPDATE appearances SET entity_id = 999 WHERE kind = 'place'");
}
