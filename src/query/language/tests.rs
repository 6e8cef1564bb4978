//! The language as a whole: what is typed, and what is understood.

use super::{LanguageFault, query};

fn read(text: &str) -> Result<super::Query, LanguageFault> {
    query(text, &[])
}

#[test]
fn what_is_typed_is_understood() {
    let check = |text: &str, expected: &str| {
        let query = read(text).unwrap_or_else(|fault| panic!("{text}: {fault}"));
        assert_eq!(query.written(), expected, "{text}");
        assert_eq!(read(expected).unwrap(), query, "{expected} means something else");
    };
    check("", "");
    check("ferry strike", "ferry strike");
    check("ferry AND strike", "ferry strike");
    check("ferry and strike or not", "ferry and strike or not");
    check("harbour OR helsinki", "(harbour OR helsinki)");
    check("a b OR c", "((a b) OR c)");
    check("a (b OR c)", "a (b OR c)");
    check("-port", "-port");
    check("NOT port", "-port");
    check("NOT -port", "port");
    check("−port", "-port");
    check("ferry -(a OR b)", "ferry -(a OR b)");
    check("\"ferry strike\"", "\"ferry strike\"");
    check("“ferry strike”", "\"ferry strike\"");
    check("„ferry strike“ »night«", "\"ferry strike\" \"night\"");
    check("\"ferry strike\"~5", "\"ferry strike\"~5");
    check("harb*", "harb*");
    check("\"harbour str\"*", "\"harbour str\"*");
    check("atleast3:ferry", "atleast3:ferry");
    check("headline:ferry Title:strike", "headline:ferry headline:strike");
    check("headline:(ferry OR strike)", "(headline:ferry OR headline:strike)");
    check("person:(ada quill OR nora vale)", "(person:\"ada quill\" OR person:\"nora vale\")");
    check("person:\"O'Connor, Patrick\"", "person:\"Patrick O'Connor\"");
    check("person:#12", "person:#12");
    check("date:May 2013 ferry", "date:2013-05 ferry");
    check("date:10 May 2013", "date:2013-05-10");
    check("date:2013-05..2013-06 date:<2014", "date:2013-05..2013-06 date:<2014");
    check("words:>500 sure:>.8", "words:>=501 sure:>=0.801");
    check("near:Porto,50km in:pt", "near:\"Porto,50km\" in:PT");
    check("near:41.1,-8.6,10km", "near:41.1,-8.6,10km");
    check("has:quote is:unsigned", "has:quotes is:unsigned");
    check("tag:\"harbour inquiry\" like:#7", "tag:\"harbour inquiry\" like:7");
}

#[test]
fn what_is_not_syntax_is_words() {
    for text in [
        "10:30",
        "http://brill.example/1?a=b",
        "C++",
        "AT&T",
        "ida@brill.example",
        "Who's",
        "-",
        "- x",
        "--",
        "f(x)",
        "a/b",
        "Syria:what",
        "std::fmt",
        "C:\\x",
        "a~b",
        "x^2",
        "50%",
        "$5",
        "#12",
        "ferry:",
        ":)",
        "…",
        "a_b",
        "'",
        "it's",
        "{a}",
        "[b]",
        "NEAR(",
        "5\"",
    ] {
        assert!(read(text).is_ok(), "{text}: {:?}", read(text));
    }
}

#[test]
fn what_cannot_be_understood_is_pointed_at() {
    let check = |text: &str, place: &str, message: &str, hint: &str| {
        let fault = read(text).expect_err(text);
        assert_eq!(text.get(fault.span.clone()), Some(place), "{text}: {fault:?}");
        assert!(fault.message.contains(message), "{text}: {fault:?}");
        assert!(fault.hint.contains(hint), "{text}: {fault:?}");
    };
    check("ferry speeker:quill", "speeker:", "there is no field speeker:", "did you mean speaker: ?");
    check("zzzz:quill", "zzzz:", "there is no field", "write \"zzzz:quill\"");
    check("ferry (a OR b", "(", "never closed", "close it with )");
    check("a)) )", ")", "closes nothing", "");
    check("\"red line", "\"", "never closed", "");
    check("*ferry", "*", "a * can only end a word", "leave it out: ferry");
    check("fe*ry", "*", "a * can only end a word", "write fe*");
    check("ferry OR", "OR", "nothing to join", "`or` in small letters");
    check("AND ferry", "AND", "nothing to join", "");
    check("ferry NOT", "NOT", "nothing to join", "");
    check("()", ")", "nothing between", "");
    check("person: Quill", "person:", "followed by nothing", "person:Quill");
    check("date:10/05/2013", "10/05/2013", "may be 2013-05-10 or 2013-10-05", "date:2013-10-05");
    check("date:May", "May", "without a year", "date:\"May 2013\"");
    check("date:soon", "soon", "is no date", "date:<2014");
    check("has:quots", "quots", "does not know quots", "did you mean has:quotes?");
    check("near:Porto", "Porto", "how near", "near:Porto,50km");
    check("lang:german", "german", "no code", "lang:de");
    check("words:many", "many", "no number", "words:>500");
    check("story:first", "first", "no number and no address", "");
    check("person:(a speaker:b)", "speaker:b", "stands inside person:", "");
    check("atleast0:x", "atleast0:", "no field", "number from 1");
    check("\"a b\"~x", "~", "wants a number", "");
    let deep = format!("{}a{}", "(".repeat(99), ")".repeat(99));
    assert!(read(&deep).is_err());
    assert!(read(&"speaker:-".repeat(5_000)).is_err());
    assert!(read(&"x ".repeat(5_000)).is_err());
}

#[test]
fn fields_of_one_family_mean_the_same_row() {
    let check = |text: &str, rows: usize, bound: Option<&str>| {
        let query = read(text).unwrap();
        assert_eq!((query.parts.len(), query.bound().as_deref()), (rows, bound), "{text}");
    };
    check("speaker:quill said:parking", 1, Some("speaker: said: mean the same quote"));
    check("said:parking date:2013 speaker:quill sure:>.8", 2, Some("said: speaker: sure: mean the same quote"));
    check("(speaker:quill OR speaker:vale) said:parking", 1, Some("speaker: said: mean the same quote"));
    check("speaker:quill speaker:vale", 2, None);
    check(
        "speaker:quill said:a speaker:vale said:b",
        2,
        Some("speaker: said: mean the same quote; speaker: said: mean the same quote"),
    );
    check("any(speaker:quill said:parking)", 1, None);
    check("any(speaker:quill) said:parking", 2, None);
    check("said:parking -speaker:quill", 2, None);
    check("speaker:(-quill) said:parking", 1, Some("speaker: said: mean the same quote"));
    check("photo:lund caption:ferry", 1, Some("photo: caption: mean the same picture"));
    check("person:quill role:mayor person:vale", 2, Some("person: role: mean the same person"));
    check("place:paris in:US", 1, Some("place: in: mean the same place"));
}
