//! The query language on the command line: fields, errors with their place, pages, counts, groups and what is said of nothing.

use crate::harness::Folder;

const PAGES: &str = "\
{\"id\":\"a\",\"headline\":\"Ferry strike ends\",\"site\":\"Tide Post\",\"authors\":[\"Nora Vale\"],\"published_at\":\"2031-05-02\",\"body\":\"Mayor Ada Quill spoke on Monday in Porto. \\\"The ferry sails again,\\\" said Ada Quill. \\\"Nobody asked us about the parking,\\\" said Tomas Ferrin, the harbour master.\",\"language\":\"en\"}
{\"id\":\"b\",\"headline\":\"Parking is dearer\",\"site\":\"Brill Gazette\",\"published_at\":\"2031-06-10\",\"body\":\"\\\"We will not pay for parking,\\\" said Ada Quill. She met Patrick O'Connor and Dominique Strauss-Feld at the harbour.\",\"language\":\"en\"}
{\"id\":\"c\",\"headline\":\"Nachrichten aus dem Hafen\",\"site\":\"Brill Gazette\",\"published_at\":\"2031-06-11\",\"body\":\"Die Fähre nach Tromsø fährt wieder. Jörg Müller sagte nichts.\",\"language\":\"de\"}
{\"id\":\"d\",\"headline\":\"東京で新しい橋が開通\",\"site\":\"Brill Gazette\",\"published_at\":\"2031-07-01\",\"body\":\"知事は新しい橋の計画を発表した。住民は喜んでいる。\",\"language\":\"ja\"}
{\"id\":\"e\",\"headline\":\"สะพานใหม่\",\"site\":\"Brill Gazette\",\"body\":\"ผู้ว่าราชการเปิดสะพานใหม่ในเมืองหลวงวันนี้\",\"language\":\"th\"}
";

fn filled() -> Folder {
    let folder = Folder::new().file("pages.jsonl", PAGES);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    folder
}

/// The headlines that a query finds, in order.
fn found(folder: &Folder, args: &[&str]) -> Vec<String> {
    let args: Vec<&str> = ["query", "--format", "jsonl"].iter().chain(args).copied().collect();
    let run = folder.archive(&args).run();
    assert!(matches!(run.exit_code(), 0 | 1), "{args:?}: {}", run.errors());
    run.lines_of_json().iter().map(|row| row["headline"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_query_joins_leaves_out_and_nests() {
    let folder = filled();
    let check = |args: &[&str], expected: &[&str]| assert_eq!(found(&folder, args), expected, "{args:?}");
    check(&["parking"], &["Parking is dearer", "Ferry strike ends"]);
    check(&["parking", "-ferry"], &["Parking is dearer"]);
    check(&["parking NOT ferry"], &["Parking is dearer"]);
    check(&["sails OR dearer"], &["Parking is dearer", "Ferry strike ends"]);
    check(&["headline:parking"], &["Parking is dearer"]);
    check(&["(sails OR dearer) site:\"Tide Post\""], &["Ferry strike ends"]);
    check(&["-headline:ferry", "lang:en"], &["Parking is dearer"]);
    check(&["date:June 2031"], &["Nachrichten aus dem Hafen", "Parking is dearer"]);
    check(&["is:undated"], &["สะพานใหม่"]);
    check(&["words:>15 is:unsigned"], &["Parking is dearer"]);
}

#[test]
fn what_is_asked_of_a_quote_is_asked_of_one_quote() {
    let folder = filled();
    let check = |args: &[&str], expected: &[&str]| assert_eq!(found(&folder, args), expected, "{args:?}");
    check(&["speaker:quill said:parking"], &["Parking is dearer"]);
    check(&["any(speaker:quill said:parking)"], &["Parking is dearer", "Ferry strike ends"]);
    check(&["--speaker", "Quill", "--quote", "parking"], &["Parking is dearer"]);
    check(&["speaker:quill speaker:ferrin"], &["Ferry strike ends"]);
    check(&["speaker:(-quill) said:parking"], &["Ferry strike ends"]);
    check(&["said:parking -speaker:ferrin"], &["Parking is dearer"]);
    let lines = folder.archive(&["quotes", "speaker:quill date:2031-06", "--format", "jsonl"]).run().success();
    assert_eq!(lines.lines_of_json().len(), 1);
    folder
        .archive(&["query", "speaker:ferrin said:sails"])
        .run()
        .code(1)
        .stderr_has("hint: no one quote is of speaker:ferrin said:sails; any(speaker:ferrin said:sails) finds 1\n");
}

#[test]
fn names_are_found_surname_first_by_half_and_in_either_spelling() {
    let folder = filled();
    let check = |query: &str, expected: &[&str]| assert_eq!(found(&folder, &[query]), expected, "{query}");
    check("person:\"O'Connor, Patrick\"", &["Parking is dearer"]);
    check("person:oconnor", &["Parking is dearer"]);
    check("person:Strauss", &["Parking is dearer"]);
    check("person:Mueller", &["Nachrichten aus dem Hafen"]);
    check("person:\"Joerg Müller\"", &["Nachrichten aus dem Hafen"]);
    for word in ["Mueller", "Müller", "Muller", "\"Joerg Mueller\"", "Tromso", "tromsoe", "faehre", "fahre"] {
        check(word, &["Nachrichten aus dem Hafen"]);
    }
}

#[test]
fn words_of_scripts_without_spaces_are_found_and_marked() {
    let folder = filled();
    for (word, marked) in
        [("東京", "[東京]で新しい橋が開通"), ("計画", "知事は新しい橋の[計画]を発表した"), ("สะพาน", "[สะพาน]ใหม่")]
    {
        folder.archive(&["query", word, "--format", "jsonl"]).run().success().stdout_has(marked);
    }
    for word in ["京東", "計橋", "ขนม"] {
        folder.archive(&["query", word]).run().code(1);
    }
    assert_eq!(found(&folder, &["atleast2:新しい"]), ["東京で新しい橋が開通"]);
    assert_eq!(found(&folder, &["atleast3:新しい"]).len(), 0);
    folder.archive(&["check"]).run().success();
}

#[test]
fn what_cannot_be_understood_is_pointed_at() {
    let folder = filled();
    folder.archive(&["query", "ferry", "speeker:quill"]).run().code(2).stdout("").stderr(
        "archive: there is no field speeker:\n  ferry speeker:quill\n        ^^^^^^^^\n\
         hint: did you mean speaker: ? For the words themselves write \"speeker:quill\"\n",
    );
    folder.archive(&["quotes", "said:(a OR b"]).run().code(2).stdout("").stderr(
        "archive: this bracket is never closed\n  said:(a OR b\n       ^\n\
         hint: close it with ), or put the words in quotation marks to search for the bracket itself\n",
    );
    folder.archive(&["people", "date:10/05/2031"]).run().code(2).stdout("").stderr(
        "archive: 10/05/2031 may be 2031-05-10 or 2031-10-05\n  date:10/05/2031\n       ^^^^^^^^^^\n\
         hint: write which: date:2031-05-10 or date:2031-10-05\n",
    );
    folder.archive(&["query", "*ferry"]).run().code(2).stderr_has("a * can only end a word");
    folder
        .archive(&["query", "--language", "german"])
        .run()
        .code(2)
        .stderr_has("german is no code of a language\nhint: ");
    folder
        .archive(&["query", "--fields", "title"])
        .run()
        .code(2)
        .stderr_has("there is no column title\nhint: there are: id, date");
    folder.archive(&["query", "--after", "x"]).run().code(2).stderr_has("x is no place in a list");
}

#[test]
fn nothing_is_explained() {
    let folder = filled();
    let check = |query: &str, expected: &str| {
        let run = folder.archive(&["query", query]).run().code(1).stdout("");
        assert_eq!(run.errors(), format!("archive: archive.db: no articles matched\n{expected}"), "{query}");
    };
    check("zeppelin", "");
    check("person:Quil", "hint: no person is called Quil; did you mean Ada Quill (2)?\n");
    check("person:Quiill ferry", "hint: no person is called Quiill; did you mean Ada Quill (2)?\n");
    check("person:Ada", "hint: no person is called Ada; did you mean Ada Quill (2)?\n");
    check("person:Porto", "hint: no person is called Porto, but there is the place Porto: place:\"Porto\"\n");
    check("ferry zeppelin", "hint: zeppelin matches nothing\n");
    check("person:quill date:<2031", "hint: date:<2031 matches nothing\n");
    check("sails date:2031-06", "hint: without sails there are 2\nhint: without date:2031-06 there are 1\n");
    check(
        "person:Ada Quill",
        "hint: no person is called Ada; did you mean Ada Quill (2)?\nhint: for a name of two words quote it twice: 'person:\"Ada Quill\"'\n",
    );
}

#[test]
fn answers_are_counted_grouped_chosen_and_paged() {
    let folder = filled();
    let run = |args: &[&str]| folder.archive(args).run().success();
    run(&["query", "harbour", "--count"]).stdout("2\n").stderr("");
    folder.archive(&["query", "zeppelin", "--count"]).run().code(1).stdout("0\n");
    run(&["quotes", "--speaker", "Quill", "--count"]).stdout("2\n");
    run(&["query", "harbour", "--output", "ids"]).stdout("2\n1\n");
    run(&["query", "harbour", "--fields", "headline,id", "--format", "csv"])
        .stdout("headline,id\nParking is dearer,2\nFerry strike ends,1\n");
    run(&["query", "harbour", "--fields", "id", "--format", "json"]).stdout("[\n{\"id\":2},\n{\"id\":1}\n]\n");
    run(&["query", "harbour", "--fields", "id", "--format", "jsonl"]).stdout("{\"id\":2}\n{\"id\":1}\n");
    run(&["query", "harbour", "--group-by", "month", "--format", "csv"])
        .stdout("group,count,of,share,thin\n2031-05,1,1,1,yes\n2031-06,1,2,0.5,yes\n");
    run(&["query", "harbour", "--group-by", "speaker", "--format", "csv"])
        .stdout("group,count,of,share,thin\nAda Quill,2,2,1,yes\nTomas Ferrin,1,1,1,yes\n");
    run(&["quotes", "parking", "--group-by", "speaker", "--format", "csv"])
        .stdout("group,count,of,share,thin\nAda Quill,1,2,0.5,yes\nTomas Ferrin,1,1,1,yes\n");
    for group in ["person", "place", "site", "author", "language", "day", "year"] {
        run(&["query", "harbour", "--group-by", group]).stdout_has("group");
        run(&["quotes", "--group-by", group]).stdout_has("group");
    }
    let first = run(&["query", "lang:(en OR de)", "--limit", "1", "--format", "answer"]).lines_of_json().remove(0);
    assert_eq!(
        (&first["version"], &first["count"], &first["understood"]),
        (&1.into(), &3.into(), &"(lang:en OR lang:de)".into())
    );
    let after = first["next"].as_str().unwrap();
    let second =
        run(&["query", "lang:(en OR de)", "--limit", "1", "--after", after, "--format", "jsonl"]).lines_of_json();
    assert_eq!(second[0]["headline"], "Parking is dearer");
    run(&["query", "person:quill", "--explain"])
        .stdout_has("SELECT article.id")
        .stdout_has("?1 = ")
        .stdout_has("SEARCH ");
}

#[test]
fn the_lists_take_the_same_query() {
    let folder = filled();
    let run = |args: &[&str]| folder.archive(args).run().success();
    run(&["people", "date:2031-05", "--fields", "name", "--format", "csv"])
        .stdout_has("Ada Quill")
        .stdout_has("Tomas Ferrin");
    run(&["people", "quill", "--place", "Porto", "--fields", "name,articles", "--format", "csv"])
        .stdout("name,articles\nAda Quill,1\n");
    run(&["places", "any(person:ferrin)", "--fields", "name", "--format", "csv"]).stdout("name\nPorto\n");
    run(&["people", "--count"]);
    folder.archive(&["people", "Quil"]).run().code(1).stderr_has("hint: did you mean Ada Quill (2)?\n");
    folder.archive(&["captions", "date:2031"]).run().code(1);
}

#[test]
fn whoever_is_meant_by_a_name_of_several_is_told_by_number() {
    let pages = "{\"body\":\"\\\"It rained,\\\" said Ada Quill. \\\"It did not,\\\" said Ben Quill. \\\"Perhaps,\\\" said Ada Quill.\"}\n";
    let folder = Folder::new().file("pages.jsonl", pages);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    let answer =
        folder.archive(&["query", "person:quill", "--format", "answer"]).run().success().lines_of_json().remove(0);
    let several = &answer["ambiguous"][0];
    assert_eq!((&several["field"], &several["name"]), (&"person".into(), &"quill".into()));
    assert_eq!(several["candidates"].as_array().unwrap().len(), 2);
    let id = several["candidates"][0]["id"].to_string();
    folder.archive(&["query", &format!("person:#{id}")]).run().success();
    folder.archive(&["query", "person:#99"]).run().code(1).stderr_has("person:#99: there is no such number");
}
