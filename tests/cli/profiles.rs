//! Everything about one: `people NAME`, `places NAME`, `organisations NAME`, `captions ID`; and the lists of authors,
//! publications and what is near.

use crate::harness::Folder;

/// Three pages about an invented minister who was mayor before, one of them about somebody else of the surname.
const PAGES: &str = r#"{"id":"a","site":"Tide Post","headline":"Bridge opened","byline":"By Anna Quill","authors":["Anna Quill"],"published_at":"2031-05-02T08:00:00Z","language":"en","body":"HELSINKI - Mayor Ebba Tornqvist opened the bridge on Friday.\n\n\"We have waited nine years for this bridge and it was worth every day,\" Ebba Tornqvist said."}
{"id":"b","site":"Tide Post","headline":"Tunnel planned","authors":["Anna Quill","Jonas Weir"],"published_at":"2032-01-09","language":"en","body":"Transport minister Ebba Tornqvist met engineer Piet Hollander in Tampere.\n\n\"I have never seen Ebba Tornqvist without a plan in her hand,\" Piet Hollander said."}
{"id":"c","site":"Fen Echo","headline":"Rain","authors":["Jonas Weir"],"published_at":"2032-01-11","language":"en","body":"It rained in Helsinki for a week and the trams stood still."}
"#;

fn filled() -> Folder {
    let folder = Folder::new().file("pages.jsonl", PAGES);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    folder
}

#[test]
fn one_person_is_a_page_about_her() {
    let folder = filled();
    let page = folder.archive(&["people", "Tornqvist"]).run().success();
    page.stdout_has("Ebba Tornqvist\n2 articles, 2031-05-02 to 2032-01-09\n")
        .stdout_has("\nRoles\n  Mayor: 2031-05, 1 article\n  Transport minister: 2032-01, 1 article\n")
        .stdout_has("  2031-05  ████████████████████████  1 of 1, few\n  2032-01  ████████████████████████  1 of 2, few\n")
        .stdout_has("\nWith\n  1  Piet Hollander\n")
        .stdout_has("\nSaid\n  2031-05-02 “We have waited nine years for this bridge and it was worth every day,” (1)\n")
        .stdout_has("\nSaid of\n  2032-01-09 Piet Hollander: “I have never seen Ebba Tornqvist without a plan in her hand,” (2)\n")
        .stdout_has("\nLatest articles\n  2032-01-09 Tide Post: Tunnel planned (2)\n  2031-05-02 Tide Post: Bridge opened (1)\n");
}

#[test]
fn the_number_of_a_list_leads_to_the_page() {
    let folder = filled();
    let listed = folder.archive(&["people", "Tornqvist", "--format", "json"]).run().success();
    let rows: serde_json::Value = serde_json::from_str(listed.output()).unwrap();
    let id = rows[0]["id"].to_string();
    assert_eq!(rows[0]["roles"], serde_json::Value::Null, "rows stay rows for programs");
    folder.archive(&["people", &id]).run().success().stdout_has("Ebba Tornqvist\n");
    let whole = folder.archive(&["people", &id, "--full", "--format", "jsonl"]).run().success();
    let [profile] = whole.lines_of_json().try_into().unwrap();
    assert_eq!(profile["kind"], "person");
    assert_eq!(profile["roles"][1]["role"], "Transport minister");
    assert_eq!(profile["months"][1]["of"], 2);
    folder.archive(&["people", "99999"]).run().code(1).stderr("archive: archive.db: no people matched\n");
    let refused = folder.archive(&["people", &id, "--full", "--format", "csv"]).run().code(2);
    refused.stderr_has("CSV holds rows, no pages");
}

#[test]
fn a_place_says_where_it_is_and_who_is_there() {
    let folder = filled();
    let page = folder.archive(&["places", "Helsinki"]).run().success();
    page.stdout_has("Helsinki\ncity, FI, 60.")
        .stdout_has("2 articles, 2031-05-02 to 2032-01-11")
        .stdout_has("\nWith\n");
}

#[test]
fn a_caption_tells_every_story_that_ran_the_picture() {
    let page = |headline: &str, day: u8| {
        format!(
            "<html><head><title>{headline}</title><meta property=\"article:published_time\" content=\"2021-05-{day:02}\">\
             </head><body><article><h1>{headline}</h1><p>The ferry came back on Monday after a winter in the dock, and \
             half of the island stood on the quay to see it.</p><figure><img src=\"f.jpg\"><figcaption>The ferry at the quay \
             of Orrin. Photo: Lise Aubert</figcaption></figure><p>It will sail twice a day from now on, but for Sundays.</p>\
             </article></body></html>"
        )
    };
    let folder = Folder::new().file("a.html", page("Ferry returns", 2)).file("b.html", page("A year of the ferry", 9));
    folder.archive(&["import", "a.html", "b.html"]).run().success();
    folder
        .archive(&["captions", "1"])
        .run()
        .success()
        .stdout_has("The ferry at the quay of Orrin.")
        .stdout_has("2 stories, digest ")
        .stdout_has("\nRan in\n  2021-05-02 Ferry returns (1) (Photo: Lise Aubert)\n")
        .stdout_has("  2021-05-09 A year of the ferry");
    folder.archive(&["captions", "7"]).run().code(1).stdout("");
}

#[test]
fn authors_and_publications_are_listed_with_their_days() {
    let folder = filled();
    folder
        .archive(&["authors"])
        .run()
        .success()
        .stdout_has("       2  2031-05-02  2032-01-09  Anna Quill  Tide Post\n")
        .stdout_has("       2  2032-01-09  2032-01-11  Jonas Weir  Tide Post,Fen Echo\n");
    folder.archive(&["authors", "weir"]).run().success().stdout_has("Jonas Weir");
    folder.archive(&["authors", "wei"]).run().code(1).stdout("");
    let sites = folder.archive(&["sites"]).run().success();
    sites.stdout_has("       2  2031-05-02  2032-01-09  en         Tide Post\n").stdout_has("Fen Echo");
}

#[test]
fn near_counts_along_the_earth() {
    let folder = filled();
    let near = folder.archive(&["near", "Helsinki", "--km", "200", "--format", "csv"]).run().success();
    near.stdout_has("Helsinki").stdout_has("Tampere");
    folder.archive(&["near", "60.2, 24.9", "--km", "50"]).run().success().stdout_has("Helsinki");
    folder.archive(&["near", "-60, 24.9", "--km", "50"]).run().code(1).stdout("");
    folder.archive(&["near", "Atlantis"]).run().code(1).stderr_has("no place with coordinates is called");
    folder.archive(&["near", "Helsinki", "--km", "many"]).run().code(2);
}
