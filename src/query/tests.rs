//! The room as a whole: questions to a small archive.

use tempfile::TempDir;

use super::*;
use crate::model::PartialDate;
use crate::query::error::QueryError;
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

fn asked(text: &str) -> Query {
    language::query(text, &[]).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

fn flagged(flags: &[Flag]) -> Query {
    language::query("", flags).unwrap()
}

/// The paths of the articles that match, in order.
fn found(archive: &Archive, query: &Query, sort: Sort) -> String {
    let rows = articles(archive, query, sort.into(), ALL).unwrap();
    assert_eq!(count_articles(archive, query).unwrap(), rows.len() as u64, "{query:?}");
    let few = articles(archive, query, sort.into(), Window { limit: Some(50), offset: 0 }).unwrap();
    assert_eq!(few, rows, "{query:?}");
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
    let check = |text: &str, expected: &str| {
        let query = asked(text);
        assert_eq!(found(&archive, &query, Sort::Date), expected, "{text}");
        let mut ranked: Vec<String> = found(&archive, &query, Sort::Relevance).split(' ').map(str::to_owned).collect();
        let mut expected: Vec<String> = expected.split(' ').map(str::to_owned).collect();
        ranked.sort();
        expected.sort();
        assert_eq!(ranked, expected, "{text} by relevance");
    };
    check("", "b a c");
    check("rye", "a");
    check("RYE bread", "a");
    check("rye oat", "");
    check("rye OR oat", "b a");
    check("rye or oat", "");
    check("bread -oat", "a c");
    check("bread NOT (rye OR oat)", "c");
    check("-rye", "b c");
    check("(rye OR oat) bread", "b a");
    check("\"rye bread\"", "a");
    check("\"bread rye\"", "");
    check("\"bread rye\"~3", "a");
    check("bre*", "b a c");
    check("cafe", "b a c");
    check("al-Rashid", "a");
    check("al-rashid’s", "a");
    check("U.S.", "a");
    check("C++", "a");
    check("الأسد", "a");
    check("Ida Lund", "a");
    check("headline:bakers", "a");
    check("body:bakers", "");
    check("headline:(bakers OR nobody) rye", "a");
    check("atleast1:rye", "a");
    check("atleast99:rye", "");
    check("& rye", "a");
    check("&", "");
}

#[test]
fn fields_narrow_the_articles() {
    let (_folder, archive) = archive();
    let check = |text: &str, expected: &str| assert_eq!(found(&archive, &asked(text), Sort::Date), expected, "{text}");
    check("person:ferrin", "b a c");
    check("person:\"TOMÁS FERRIN\" person:Lund", "a");
    check("person:\"Ferrin, Tomas\"", "b a c");
    check("person:(ferrin AND lund)", "a");
    check("person:(ferrin OR nobody)", "b a c");
    check("-person:lund", "b c");
    check("person:Tomas", "");
    check("person:fer*", "b a c");
    let ferrin =
        people(&archive, &EntityFilter { query: asked("ferrin"), ..EntityFilter::default() }, ALL).unwrap()[0].id;
    check(&format!("person:#{ferrin}"), "b a c");
    check("person:#99", "");
    check("person:ferrin role:mayor", "b a c");
    check("person:lund role:mayor", "");
    check("any(person:lund role:mayor)", "a");
    check("about:nobody", "");
    check("place:brill", "b a c");
    check("place:GB", "b a c");
    check("in:gb", "b a c");
    check("place:brill in:FR", "");
    check("near:brill,5km", "b a c");
    check("org:cafe", "b a c");
    check("speaker:ferrin said:oat", "b");
    check("speaker:nobody said:oat", "");
    check("speaker:(-ferrin) said:oat", "");
    check("speaker:ferrin kind:direct sure:>.1", "");
    check("by:vale", "b a c");
    check("by:\"Vale, Nora\"", "b a c");
    check("by:ferrin", "");
    check("credit:ap", "b a c");
    check("site:\"other post\"", "c");
    for host in ["brill.example", "www.Brill.example", "https://brill.example/2"] {
        check(&format!("site:{host}"), "a");
    }
    check("lang:(de OR fr)", "c");
    check("date:>=2020-05-10", "b a");
    check("date:>=2020-06", "b");
    check("date:>=2021-06-01", "b");
    check("date:<=2020-05", "a");
    check("is:undated", "c");
    check("date:2020", "a");
    check("date:10 May 2020", "a");
    check("date:<2020", "");
    check("date:>2020", "b");
    check("seen:2026", "b a c");
    check("changed:2019", "");
    check("words:>5", "b a c");
    check("words:<5", "");
    check("has:quotes is:unsigned", "");
    check("has:pictures has:people has:places has:organisations has:authors", "b a c");
    check("is:(tagged OR noted OR corrected OR changed)", "");
    let id = articles(&archive, &asked("rye"), Sort::Date.into(), ALL).unwrap()[0].id;
    check(&format!("id:{id}"), "a");
    check(&format!("story:{id}"), "a");
    check("like:99", "");
    check("rye OR person:nobody", "a");
    check("rye OR place:brill", "b a c");
}

#[test]
fn flags_are_short_for_fields() {
    use language::fields::FieldKind as F;
    let (_folder, archive) = archive();
    let check = |flags: &[Flag], expected: &str| {
        assert_eq!(found(&archive, &flagged(flags), Sort::Date), expected, "{flags:?}");
    };
    let all = |kind, values: &[&str]| Flag::All(kind, texts(values));
    check(&[all(F::Person, &["TOMÁS FERRIN", "Lund"])], "a");
    for nobody in ["F_rrin", "%", "", "*", "\"", "(", "speaker:ferrin", "a\0b"] {
        check(&[all(F::Person, &[nobody])], "");
    }
    check(&[all(F::Speaker, &["Ferrin"]), all(F::Said, &["oat"])], "b");
    check(&[all(F::Said, &["\"oat bread"])], "b");
    check(&[all(F::Place, &["gb"])], "");
    check(&[all(F::Org, &["caf"])], "");
    check(&[Flag::One(F::Site, texts(&["other post", "brill.example"]))], "a c");
    let date = |text: &str| PartialDate::parse(text);
    check(&[Flag::Dates(date("2020"), date("2020"))], "a");
}

#[test]
fn a_page_goes_on_after_the_last_row_of_the_one_before() {
    let (_folder, archive) = archive();
    let window = Window { limit: Some(1), offset: 0 };
    let mut after: Option<After> = None;
    let mut seen = Vec::new();
    while let Some(row) =
        articles(&archive, &Query::default(), Order { sort: Sort::Date, after: after.as_ref() }, window).unwrap().pop()
    {
        seen.push(row.id);
        let next = After { date: row.date, id: row.id };
        assert_eq!(After::parse(&next.written()).as_ref(), Some(&next));
        after = Some(next);
    }
    let all = articles(&archive, &Query::default(), Sort::Date.into(), ALL).unwrap();
    assert_eq!(seen, all.iter().map(|row| row.id).collect::<Vec<_>>());
}

/// Pieces of which queries are made: syntax, words, and what only looks like syntax.
const PIECES: [&str; 64] = [
    "ferry",
    "rye",
    "oat*",
    "*",
    "\"",
    "\"rye bread\"",
    "\"a b\"~5",
    "“x”",
    "«",
    "(",
    ")",
    "-",
    "NOT",
    "OR",
    "AND",
    "any(",
    "and",
    "person:",
    "speaker:",
    "said:",
    "sure:>.5",
    "sure:",
    "headline:",
    "body:(",
    "date:2013",
    "date:",
    "date:10 May",
    "near:brill,5km",
    "in:GB",
    "words:>5",
    "has:quotes",
    "is:unsigned",
    "atleast2:rye",
    "atleast2:",
    "like:1",
    "story:1",
    "id:2",
    "photo:lund",
    "caption:",
    "credit:(a OR b)",
    "org:",
    "place:brill",
    "by:vale",
    "role:mayor",
    "about:brill",
    "#1",
    "^",
    "{",
    "}",
    "NEAR(",
    "a:b",
    ":",
    "http://x.y/z?q=1",
    "O'Neil",
    "C++",
    "AT&T",
    "橋本",
    "ประเทศ",
    "é\u{301}",
    "🙂",
    "\u{0}",
    "'; DROP TABLE articles",
    "\\",
    "%_",
];

#[test]
fn no_query_is_an_error_of_sqlite() {
    let (_folder, archive) = archive();
    // A generator of its own, so that a failure can be repeated: Marsaglia's xorshift.
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut draw = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % below as u64).unwrap()
    };
    let mut understood = 0;
    for number in 0..10_000 {
        let mut text = String::new();
        for _ in 0..=draw(7) {
            text += PIECES[draw(PIECES.len())];
            text += ["", " ", " "][draw(3)];
        }
        let query = match language::query(&text, &[]) {
            Ok(query) => query,
            Err(fault) => {
                assert!(text.get(fault.span.clone()).is_some() && !fault.hint.is_empty(), "{text}: {fault:?}");
                continue;
            }
        };
        understood += 1;
        let fine = |what: &str, answer: Result<u64, QueryError>| {
            answer.unwrap_or_else(|refusal| panic!("{number} {what} {text:?}: {refusal}"))
        };
        let again = language::query(&query.written(), &[]);
        assert!(
            again.as_ref().is_ok_and(|again| again.written() == query.written()),
            "{text:?} -> {} -> {again:?}",
            query.written()
        );
        let count = fine("count", count_articles(&archive, &query));
        let window = Window { limit: Some(5), offset: 0 };
        let sort = if number % 2 == 0 { Sort::Date } else { Sort::Relevance };
        let rows = articles(&archive, &query, sort.into(), window).map(|rows| rows.len() as u64);
        assert_eq!(fine("rows", rows), count, "{text:?}");
        match number % 4 {
            0 => {
                let filter = QuoteFilter { query, ..QuoteFilter::default() };
                fine("quotes", quotes(&archive, &filter, window).map(|rows| rows.len() as u64));
            }
            1 => {
                let filter = CaptionFilter { query, repeated: false };
                fine("captions", captions(&archive, &filter, window).map(|rows| rows.len() as u64));
            }
            2 => {
                let filter = EntityFilter { query, ..EntityFilter::default() };
                fine("people", people(&archive, &filter, window).map(|rows| rows.len() as u64));
                fine("places", places(&archive, &filter, window).map(|rows| rows.len() as u64));
                fine("organisations", organisations(&archive, &filter, window).map(|rows| rows.len() as u64));
            }
            _ => {
                let said = answers::why_nothing(&archive, &query, None, &|query| count_articles(&archive, query));
                fine("why", said.map(|said| said.len() as u64));
                fine("ambiguous", answers::ambiguous(&archive, &query).map(|said| said.len() as u64));
            }
        }
    }
    assert!(understood > 2_000, "{understood}");
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
    let filter = EntityFilter { query: asked("tomas"), min_articles: 2, ..EntityFilter::default() };
    assert_eq!(people(&archive, &filter, ALL).unwrap().len(), 1);
    let filter = EntityFilter { kinds: texts(&["city"]), countries: texts(&["gb"]), ..EntityFilter::default() };
    assert_eq!(places(&archive, &filter, ALL).unwrap()[0].mentions, 6);
    assert_eq!(organisations(&archive, &EntityFilter::default(), ALL).unwrap()[0].name, "Café Guild");
    let filter = QuoteFilter { query: asked("speaker:Ferrin rye"), ..QuoteFilter::default() };
    assert_eq!(quotes(&archive, &filter, ALL).unwrap()[0].text, "rye bread");
    let filter = CaptionFilter { query: asked("credit:lund"), repeated: true };
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
    let rows = articles(&archive, &asked("oat"), Sort::Date.into(), ALL).unwrap();
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
    for text in [
        "ferrin",
        "person:ferrin",
        "place:brill",
        "org:cafe",
        "speaker:ferrin",
        "said:rye",
        "speaker:ferrin said:rye",
        "by:vale",
        "photo:lund caption:rye",
        "tag:x",
        "id:1",
        "site:brill",
        "site:brill.example",
        "date:>=2020-01",
        "changed:2019",
        "seen:2026",
        "lang:de",
        "agency:AP",
        "about:ferrin",
        "person:ferrin role:mayor",
        "ferrin person:ferrin",
        "rye OR person:ferrin",
    ] {
        for sort in [Sort::Date, Sort::Relevance] {
            let few = Window { limit: Some(20), offset: 0 };
            let explained = answers::explain_articles(&archive, &asked(text), sort.into(), few).unwrap();
            for step in explained.plan.iter().map(|step| step.trim()) {
                // One row says how sure is sure enough.
                if step == "SCAN bar" {
                    continue;
                }
                let scans = step.starts_with("SCAN ") && !step.contains("VIRTUAL TABLE") && !step.contains("USING");
                assert!(!scans || step.contains("best") || step.contains("subquery"), "{text}: {step}");
            }
        }
    }
}

#[test]
fn groups_are_parts_of_all_articles_of_the_archive() {
    use crate::query::answers::{GroupBy, group_articles};
    let (_folder, archive) = archive();
    let groups = |text: &str, by: GroupBy| {
        let rows = group_articles(&archive, &asked(text), by, ALL).unwrap();
        let name = |row: &rows::GroupRow| row.group.clone().unwrap_or_default();
        rows.iter().map(|row| format!("{} {}/{}", name(row), row.count, row.of.unwrap_or(-1))).collect::<Vec<_>>()
    };
    for by in [
        GroupBy::Year,
        GroupBy::Site,
        GroupBy::Language,
        GroupBy::Author,
        GroupBy::Person,
        GroupBy::Place,
        GroupBy::Speaker,
    ] {
        let every = groups("", by);
        let of_all = |group: &String| {
            group
                .rsplit_once(' ')
                .is_some_and(|(_, counts)| counts.split_once('/').is_some_and(|(count, of)| count == of || of == "-1"))
        };
        assert!(every.iter().all(of_all), "{every:?}");
        // By words, which are counted in their index, and by the length of the article, which is not.
        assert_eq!(groups("rye", by), groups("rye words:>0", by));
        assert_eq!(groups("-rye words:>0", by), groups("(oat OR corn) words:>0", by));
    }
    assert_eq!(groups("", GroupBy::Year), ["2020 1/1", "2021 1/1", " 1/1"]);
    assert_eq!(groups("oat OR corn", GroupBy::Year), ["2021 1/1", " 1/1"]);
}
