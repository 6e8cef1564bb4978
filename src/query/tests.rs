//! The room as a whole: questions to a small archive.

use tempfile::TempDir;

use super::*;
use crate::model::PartialDate;
use crate::store::tests::entry;
use crate::store::{Archive, Journal};

fn archive() -> (TempDir, Archive) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut archive = Archive::create_or_open(&path, Journal::Rollback).unwrap();
    let mut import = archive.begin_import("2026-01-02T03:04:05Z").unwrap();
    let mut rye = entry("a.txt", Some("https://brill.example/1"), "2020-05-10", "rye", Some("Ida Lund/AP"));
    rye.article.headline = Some("U.S. bakers, C++ and al-Rashid’s الأسد".to_owned());
    import.put(rye).unwrap();
    import.put(entry("b.txt", None, "2021", "oat", None)).unwrap();
    let mut corn = entry("c.txt", None, "2019-12-31T23:00", "corn", None);
    corn.article.site = Some("Other Post".to_owned());
    corn.article.language = Some("de".to_owned());
    corn.article.published_at = None;
    import.put(corn).unwrap();
    import.finish("2026-01-02T03:04:06Z").unwrap();
    drop(archive);
    (folder, Archive::open_read_only(&path).unwrap())
}

const ALL: Window = Window { limit: None, offset: 0 };

fn texts(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// The paths of the articles that match, in order.
fn found(archive: &Archive, filter: &ArticleFilter, sort: Sort) -> String {
    let rows = articles(archive, filter, sort, ALL).unwrap();
    assert_eq!(count_articles(archive, filter).unwrap(), rows.len() as u64, "{filter:?}");
    let paths: Vec<String> = rows
        .iter()
        .map(|row| {
            article(archive, ArticleKey::Id(row.id), Sureness::Bar).unwrap().unwrap().source.path.replace(".txt", "")
        })
        .collect();
    paths.join(" ")
}

#[test]
fn any_words_mean_what_a_person_expects() {
    let (_folder, archive) = archive();
    let check = |words: &[&str], expected: &str| {
        let filter = ArticleFilter { words: texts(words), ..ArticleFilter::default() };
        assert_eq!(found(&archive, &filter, Sort::Date), expected, "{words:?}");
        let mut ranked: Vec<String> = found(&archive, &filter, Sort::Relevance).split(' ').map(str::to_owned).collect();
        let mut expected: Vec<String> = expected.split(' ').map(str::to_owned).collect();
        ranked.sort();
        expected.sort();
        assert_eq!(ranked, expected, "{words:?} by relevance");
        let words = texts(words);
        quotes(&archive, &QuoteFilter { words: words.clone(), ..QuoteFilter::default() }, ALL).unwrap();
        captions(&archive, &CaptionFilter { words: words.clone(), credits: words.clone(), repeated: false }, ALL)
            .unwrap();
        people(&archive, &EntityFilter { words: words.clone(), ..EntityFilter::default() }, ALL).unwrap();
        found(
            &archive,
            &ArticleFilter { quotes: words.clone(), people: words, ..ArticleFilter::default() },
            Sort::Date,
        );
    };
    check(&[], "b a c");
    check(&[""], "b a c");
    check(&["rye"], "a");
    check(&["RYE", "bread"], "a");
    check(&["rye oat"], "");
    check(&["\"rye bread\""], "a");
    check(&["\"bread rye\""], "");
    check(&["bre*"], "b a c");
    check(&["cafe"], "b a c");
    check(&["al-Rashid"], "a");

    check(&["al-rashid’s"], "a");
    check(&["U.S."], "a");
    check(&["C++"], "a");
    check(&["الأسد"], "a");
    check(&["Ida Lund"], "a");
    for nasty in [
        "AND",
        "OR NOT",
        "NEAR(",
        "foo:bar",
        "(",
        ")",
        "*",
        "\"",
        "\"rye",
        "'",
        "it's",
        "^rye x",
        "-",
        "{a} : b",
        "headline:rye",
        "; DROP TABLE articles",
        "%",
        "_",
        "\\",
        "\u{0}",
        "“",
        "a\u{0}\"b",
        "rye\"\"\"x",
        "+",
        "🙂",
        "\u{301}",
    ] {
        let filter = ArticleFilter { words: texts(&[nasty]), ..ArticleFilter::default() };
        for sort in [Sort::Date, Sort::Relevance] {
            articles(&archive, &filter, sort, ALL).unwrap_or_else(|refusal| panic!("{nasty}: {refusal}"));
        }
    }
    let many: Vec<String> = (0..5_000).map(|number| format!("w{number}")).collect();
    check(&[&many.join(" ")], "");
}

#[test]
fn filters_narrow_the_articles() {
    let (_folder, archive) = archive();
    let check = |filter: ArticleFilter, expected: &str| {
        assert_eq!(found(&archive, &filter, Sort::Date), expected, "{filter:?}");
    };
    let default = ArticleFilter::default;
    let date = |text: &str| PartialDate::parse(text);
    check(ArticleFilter { people: texts(&["ferrin"]), ..default() }, "b a c");
    check(ArticleFilter { people: texts(&["TOMÁS FERRIN", "Lund"]), ..default() }, "a");
    check(ArticleFilter { people: texts(&["Tomas"]), ..default() }, "");
    check(ArticleFilter { people: texts(&["F_rrin"]), ..default() }, "");
    check(ArticleFilter { people: texts(&["%"]), ..default() }, "");
    check(ArticleFilter { people: texts(&[""]), ..default() }, "");
    check(ArticleFilter { places: texts(&["brill"]), ..default() }, "b a c");
    check(ArticleFilter { places: texts(&["GB"]), ..default() }, "b a c");
    check(ArticleFilter { places: texts(&["gb"]), ..default() }, "");
    check(ArticleFilter { organisations: texts(&["cafe"]), ..default() }, "b a c");
    check(ArticleFilter { organisations: texts(&["caf"]), ..default() }, "");
    check(ArticleFilter { speakers: texts(&["Ferrin"]), quotes: texts(&["oat"]), ..default() }, "b");
    check(ArticleFilter { authors: texts(&["vale"]), ..default() }, "b a c");
    check(ArticleFilter { authors: texts(&["Ferrin"]), ..default() }, "");
    check(ArticleFilter { sites: texts(&["other post"]), ..default() }, "c");
    for host in ["brill.example", "www.Brill.example", "https://brill.example/2"] {
        check(ArticleFilter { sites: texts(&[host]), ..default() }, "a");
    }
    check(ArticleFilter { languages: texts(&["de", "fr"]), ..default() }, "c");
    check(ArticleFilter { from: date("2020-05-10"), ..default() }, "b a");
    check(ArticleFilter { from: date("2020-06"), ..default() }, "b");
    check(ArticleFilter { from: date("2021-06-01"), ..default() }, "b");
    check(ArticleFilter { to: date("2020-05"), ..default() }, "a");
    check(ArticleFilter { to: date("2020-05-09"), ..default() }, "");
    check(ArticleFilter { from: date("2020"), to: date("2020"), ..default() }, "a");
}

#[test]
fn lists_are_ranked_and_counted() {
    let (_folder, archive) = archive();
    let ranked = people(&archive, &EntityFilter::default(), ALL).unwrap();
    let names: Vec<(&str, i64, i64, i64)> =
        ranked.iter().map(|row| (row.name.as_str(), row.articles, row.mentions, row.quotes)).collect();
    assert_eq!(names, [("Tomas Ferrin", 3, 6, 3), ("Nora Vale", 3, 3, 0), ("Ida Lund", 1, 1, 0)]);
    assert_eq!(ranked[0].role.as_deref(), Some("Mayor"));
    assert_eq!(ranked[0].aliases.as_deref(), Some("Ferrin"));
    let filter = EntityFilter { words: texts(&["tomas"]), min_articles: 2, ..EntityFilter::default() };
    assert_eq!(people(&archive, &filter, ALL).unwrap().len(), 1);
    let filter = EntityFilter { kinds: texts(&["city"]), countries: texts(&["gb"]), ..EntityFilter::default() };
    assert_eq!(places(&archive, &filter, ALL).unwrap()[0].mentions, 6);
    assert_eq!(organisations(&archive, &EntityFilter::default(), ALL).unwrap()[0].name, "Café Guild");
    let filter = QuoteFilter { speakers: texts(&["Ferrin"]), words: texts(&["rye"]), ..QuoteFilter::default() };
    assert_eq!(quotes(&archive, &filter, ALL).unwrap()[0].text, "rye bread");
    let filter = CaptionFilter { credits: texts(&["lund"]), repeated: true, ..CaptionFilter::default() };
    let shown = captions(&archive, &filter, ALL).unwrap();
    assert_eq!((shown.len(), shown[0].articles, shown[0].occurrences), (1, 3, 3));
    let window = Window { limit: Some(1), offset: 1 };
    assert_eq!(people(&archive, &EntityFilter::default(), window).unwrap()[0].name, "Nora Vale");
}

#[test]
fn article_is_whole_and_its_snippet_marks_the_words() {
    let (_folder, archive) = archive();
    let whole = article(&archive, ArticleKey::Url(" https://brill.example/1#part "), Sureness::Bar).unwrap().unwrap();
    assert_eq!(whole.authors, ["Nora Vale"]);
    assert_eq!(whole.people[0].roles, ["Mayor"]);
    assert_eq!(whole.people[2].mentions[0].caption, Some(0));
    assert_eq!(whole.quotes[0].speaker.as_deref(), Some("Tomas Ferrin"));
    assert_eq!(whole.diagnostics[0].kind, "encoding-guessed");
    assert_eq!((whole.versions, whole.source.path.as_str()), (1, "a.txt"));
    assert_eq!(article(&archive, ArticleKey::Url("https://brill.example/9"), Sureness::Bar).unwrap(), None);
    assert_eq!(article(&archive, ArticleKey::Id(99), Sureness::Bar).unwrap(), None);
    let filter = ArticleFilter { words: texts(&["oat"]), ..ArticleFilter::default() };
    let rows = articles(&archive, &filter, Sort::Date, ALL).unwrap();
    assert!(rows[0].snippet.as_deref().is_some_and(|snippet| snippet.contains("[oat]")), "{rows:?}");
}

#[test]
fn stats_count_what_is_there() {
    let (_folder, archive) = archive();
    let stats = stats(&archive).unwrap();
    assert_eq!((stats.articles, stats.sources, stats.people, stats.quotes, stats.repeated_captions), (3, 3, 3, 3, 1));
    assert_eq!(stats.words, 3 * 15);
    assert_eq!(stats.first_date.as_deref(), Some("2020-05-10"));
    assert_eq!(stats.by_language[0], rows::Tally { name: Some("en".to_owned()), articles: 2 });
    assert!(stats.file_bytes > 0);
}

#[test]
fn no_filter_reads_the_whole_archive() {
    let (_folder, archive) = archive();
    let one = || texts(&["ferrin"]);
    let default = ArticleFilter::default;
    for filter in [
        ArticleFilter { words: one(), ..default() },
        ArticleFilter { people: one(), ..default() },
        ArticleFilter { places: one(), ..default() },
        ArticleFilter { organisations: one(), ..default() },
        ArticleFilter { speakers: one(), ..default() },
        ArticleFilter { quotes: one(), ..default() },
        ArticleFilter { authors: one(), ..default() },
        ArticleFilter { tags: one(), ..default() },
        ArticleFilter { ids: vec![1], ..default() },
        ArticleFilter { sites: one(), ..default() },
        ArticleFilter { sites: texts(&["brill.example"]), ..default() },
        ArticleFilter { from: PartialDate::parse("2020-01"), ..default() },
        ArticleFilter { words: one(), people: one(), ..default() },
    ] {
        for sort in [Sort::Date, Sort::Relevance] {
            for step in articles_plan(&archive, &filter, sort).unwrap() {
                // One row says how sure is sure enough.
                if step == "SCAN bar" {
                    continue;
                }
                let scans = step.starts_with("SCAN ") && !step.contains("VIRTUAL TABLE") && !step.contains("USING");
                assert!(!scans || step.contains("best") || step.contains("subquery"), "{filter:?}: {step}");
            }
        }
    }
}
