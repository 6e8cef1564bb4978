//! `archive serve` as a browser meets it: real requests over a real connection, hostile ones among them.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::harness::Folder;

/// A server, which ends with it.
struct Server {
    child: Child,
    address: String,
    folder: Folder,
}

/// An answer.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Server {
    /// Serves an archive of the fixtures.
    fn new(arguments: &[&str]) -> Self {
        let folder = Folder::new();
        let pages = std::env::current_dir().unwrap().join("fixtures/pages");
        folder.archive(&["import", "--quiet", &pages.to_string_lossy()]).run().success();
        Self::of(folder, arguments, &[])
    }

    /// Serves the archive of `folder`.
    fn of(folder: Folder, arguments: &[&str], env: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_archive"))
            .args(["serve", "--port", "0"])
            .args(arguments)
            .current_dir(folder.path("."))
            .env_clear()
            .envs(env.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        assert!(address.starts_with("127.0.0.1:"), "{line}");
        Self { child, address, folder }
    }

    /// Sends these lines and a body, and reads the answer.
    fn send(&self, lines: &[&str], body: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let head: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
        let length = if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
        // A server that has refused need not read the rest.
        let _ = stream.write_all(format!("{head}Connection: close\r\n{length}\r\n{body}").as_bytes());
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Answer {
        self.send(&[&format!("GET {path} HTTP/1.1"), &format!("Host: {}", self.address)], "")
    }

    /// Sends a form from a page of this server.
    fn post(&self, path: &str, form: &str) -> Answer {
        let (host, origin) = (format!("Host: {}", self.address), format!("Origin: http://{}", self.address));
        let kind = "Content-Type: application/x-www-form-urlencoded";
        self.send(&[&format!("POST {path} HTTP/1.1"), &host, &origin, "Sec-Fetch-Site: same-origin", kind], form)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The addresses that a page leads to within the server.
fn links(body: &str) -> Vec<String> {
    let after = body.split("href=\"/").skip(1).filter_map(|rest| rest.split_once('"'));
    after.map(|(link, _)| format!("/{}", link.replace("&amp;", "&"))).collect()
}

/// The value of a hidden field of a page.
fn hidden(body: &str, name: &str) -> String {
    let field = body.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_default();
    field.split('"').next().unwrap_or_default().to_owned()
}

#[test]
fn every_page_that_is_linked_is_there() {
    let server = Server::new(&[]);
    let mut open = vec!["/".to_owned()];
    let mut seen = Vec::new();
    // Pages of the same sort are alike: two of each are enough.
    let sort = |link: &str| match link.split_once('?') {
        Some((path, _)) => format!("{path}?"),
        None => link.trim_end_matches(|letter: char| letter.is_ascii_digit()).to_owned(),
    };
    while let Some(link) = open.pop() {
        if seen.contains(&link) || seen.iter().filter(|known| sort(known) == sort(&link)).count() >= 2 {
            continue;
        }
        let answer = server.get(&link);
        assert_eq!(answer.status, 200, "{link}: {}", answer.body);
        if answer.head.contains("text/html") {
            open.extend(links(&answer.body));
        }
        seen.push(link);
    }
    for wanted in [
        "/articles",
        "/people",
        "/places",
        "/organisations",
        "/quotes",
        "/captions",
        "/map",
        "/time",
        "/doubts",
        "/decisions",
        "/people.csv",
        "/articles.json",
    ] {
        assert!(seen.iter().any(|link| link == wanted), "{wanted} is linked from nowhere");
    }
    assert!(seen.iter().any(|link| link.ends_with("/original")), "no page leads to its original");
    for sort in ["/article/", "/person/", "/place/", "/organisation/", "/quote/", "/caption/"] {
        assert!(seen.iter().any(|link| link.starts_with(sort)), "nothing leads to {sort}");
    }
}

#[test]
fn the_first_page_shows_who_is_quoted_most_and_so_does_its_twin() {
    let server = Server::new(&[]);
    let twin: serde_json::Value = serde_json::from_str(&server.get("/index.json").body).unwrap();
    let quoted = twin["most_quoted"].as_array().unwrap();
    assert!(!quoted.is_empty());
    assert!(quoted.windows(2).all(|pair| pair[0]["quotes"].as_i64() >= pair[1]["quotes"].as_i64()));
    let page = server.get("/").body;
    let (_, list) = page.split_once("Most quoted").unwrap();
    assert!(list.contains(&format!("/person/{}\"", quoted[0]["id"])), "{list}");
    for list in ["newest", "most_named", "most_named_places", "by_month"] {
        assert!(!twin[list].as_array().unwrap().is_empty(), "{list}");
    }
    assert!(twin["articles"].is_number());
}

#[test]
fn a_list_for_programs_comes_in_parts_each_of_which_names_the_next() {
    let server = Server::new(&[]);
    let rows = |body: &str| {
        let part: serde_json::Value = serde_json::from_str(body).unwrap();
        (part["rows"].as_array().unwrap().clone(), part["next"].as_str().map(str::to_owned))
    };
    for list in ["people", "quotes", "articles"] {
        let (whole, none) = rows(&server.get(&format!("/{list}.json")).body);
        assert_eq!(none, None, "{list} is one part");
        let (mut parts, mut address) = (Vec::new(), Some(format!("/{list}.json?limit=2")));
        while let Some(part) = address {
            let answer = server.get(&part);
            let (found, next) = rows(&answer.body);
            let link = next.as_ref().map(|next| format!("link: <{next}>; rel=\"next\""));
            assert!(
                link.is_none_or(|link| answer.head.to_lowercase().contains(&link.to_lowercase())),
                "{}",
                answer.head
            );
            parts.extend(found);
            address = next;
        }
        assert!(whole.len() > 2 && parts == whole, "{list}: {} of {}", parts.len(), whole.len());
    }
    let head = server.get("/people.csv?limit=3").head;
    assert!(head.contains("</people.csv?limit=3&offset=3>; rel=\"next\""), "{head}");
}

#[test]
fn of_very_many_people_the_doubts_say_who_was_compared() {
    let folder = Folder::new();
    let pages = std::env::current_dir().unwrap().join("fixtures/pages");
    folder.archive(&["import", "--quiet", &pages.to_string_lossy()]).run().success();
    let told = "Compared were the 20000 people of most articles.";
    let server = Server::of(folder, &[], &[]);
    assert!(!server.get("/doubts").body.contains(told));
    let connection = rusqlite::Connection::open(server.folder.path("archive.db")).unwrap();
    let more = "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 20001)
                INSERT INTO people (name, key, article_count) SELECT 'Nobody Number' || n, 'nobody number' || n, 1 FROM number";
    connection.execute_batch(more).unwrap();
    assert!(server.get("/doubts?limit=5").body.contains(told));
}

#[test]
fn every_answer_forbids_whatever_could_run_or_fetch() {
    let server = Server::new(&[]);
    for path in ["/", "/articles", "/nothing", "/article/1.json", "/look.css", "/article/1/original"] {
        let Answer { head, .. } = server.get(path);
        for expected in [
            "content-security-policy: default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "x-content-type-options: nosniff",
            "referrer-policy: same-origin",
        ] {
            assert!(head.contains(expected), "{path}: {head}");
        }
        assert!(!head.contains("set-cookie"), "{path}: {head}");
    }
    let page = server.get("/article/1").body;
    for forbidden in ["<script", "style=\"", "javascript:", "http-equiv"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert!(server.get("/article/1/original").head.contains("content-disposition: attachment"));
}

#[test]
fn hostile_requests_are_refused_and_change_nothing() {
    let server = Server::new(&[]);
    let before = server.folder.archive(&["dump"]).run().success().output().to_owned();
    let host = format!("Host: {}", server.address);
    let origin = format!("Origin: http://{}", server.address);
    let check = |lines: &[&str], expected: &[u16]| {
        let status = server.send(lines, "").status;
        assert!(expected.contains(&status), "{lines:?} gives {status}");
    };
    check(&["GET / HTTP/1.1", "Host: evil.example"], &[421]);
    check(&["GET / HTTP/1.1", &format!("{host}.evil.example")], &[421]);
    check(&["GET / HTTP/1.1", "Host:"], &[421]);
    check(&["GET / HTTP/1.1"], &[400, 421]);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"] {
        check(&[&format!("{method} /decide HTTP/1.1"), &host, &origin], &[400, 405]);
    }
    for path in [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/article/1%00",
        "/article/99999999999999999999",
        "/article/-1",
        "/article/1;DROP%20TABLE",
        "/person/1'",
        "/article/1/2/3",
        "/look.css/..",
        "/%ff%fe",
        "/article/",
        "//evil.example/",
    ] {
        check(&[&format!("GET {path} HTTP/1.1"), &host], &[404, 400]);
    }
    for query in [
        "(",
        "\"",
        "foo:bar",
        "person:",
        "*",
        "NEAR(",
        "date:10/05/2013",
        "near:x,y,zkm",
        "sure:>nine",
        "((((((((",
        "'; DROP TABLE articles; --",
    ] {
        let query: String = query.bytes().map(|byte| format!("%{byte:02x}")).collect();
        for list in ["articles", "people", "quotes", "captions", "map", "time"] {
            check(&[&format!("GET /{list}?q={query} HTTP/1.1"), &host], &[200, 400]);
        }
    }
    check(&[&format!("GET /articles?q={} HTTP/1.1", "a".repeat(9_000)), &host], &[400]);
    check(&["GET /articles?offset=-1&limit=99999999999&sort=x&sure=y HTTP/1.1", &host], &[200]);
    check(&["\0\u{1}garbage", "more: of it"], &[0, 400]);
    assert_eq!(server.folder.archive(&["dump"]).run().success().output().to_owned(), before);
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn what_articles_say_is_never_markup() {
    let hostile = "<script>alert(1)</script><img src=x onerror=alert(2)> \"'><b>&amp;\u{202e}gnp";
    let line = serde_json::json!({
        "url": "https://example.org/x\"><script>", "headline": format!("Harbour {hostile}"), "site": hostile, "authors": [hostile],
        "text": format!("LONDON — The mayor, Ada {hostile} Quill, came.\n\n“The harbour {hostile} is closed,” said Ada Quill.\n"),
        "published_at": "2013-05-10", "captions": [{"text": hostile, "credit": hostile}],
    });
    let folder = Folder::new().file("hostile.jsonl", line.to_string());
    folder.archive(&["import", "--quiet", "hostile.jsonl"]).run().success();
    let server = Server::of(folder, &["--decide"], &[]);
    let encoded: String = hostile.bytes().map(|byte| format!("%{byte:02x}")).collect();
    for path in [
        "/",
        "/articles",
        "/article/1",
        "/article/1/versions",
        "/people",
        "/quotes",
        "/captions",
        "/caption/1",
        "/map",
        "/time",
    ] {
        let paths = [path.to_owned(), format!("{path}?q={encoded}")];
        for path in paths {
            let Answer { body, .. } = server.get(&path);
            for forbidden in ["<script", "<img", "<b>", "\u{202e}"] {
                assert!(!body.contains(forbidden), "{path} has {forbidden}: {body}");
            }
        }
    }
    let preview = server.get(&format!("/decide?do=tag&article=1&name={encoded}"));
    assert_eq!(preview.status, 200);
    assert!(!preview.body.contains("<script"), "{}", preview.body);
}

#[test]
fn a_decision_is_shown_made_and_undone() {
    let server = Server::new(&["--decide"]);
    let name = |server: &Server| {
        server.get("/person/1").body.split("<h1 dir=\"auto\">").nth(1).unwrap().split('<').next().unwrap().to_owned()
    };
    let first = name(&server);
    let preview = server.get("/decide?do=rename&kind=person&subject=1&name=Nora+Neu");
    assert!(preview.body.contains(&format!("{first} is called Nora Neu")), "{}", preview.body);
    assert_eq!(name(&server), first, "a preview decides nothing");
    let form = "do=rename&kind=person&subject=1&name=Nora+Neu&token=";
    assert_eq!(server.post("/decide", &format!("{form}00")).status, 400);
    assert_eq!(name(&server), first, "a strange token decides nothing");
    let token = hidden(&preview.body, "token");
    let decided = server.post("/decide", &format!("{form}{token}"));
    assert_eq!(decided.status, 200, "{}", decided.body);
    assert_eq!(name(&server), "Nora Neu");
    assert!(server.get("/decisions").body.contains("Nora Neu"));
    let undo = links(&decided.body).into_iter().find(|link| link.contains("do=undo")).unwrap();
    let form = undo.split_once('?').unwrap().1;
    assert_eq!(server.post("/decide", &format!("{form}&token={token}")).status, 200);
    assert_eq!(name(&server), first);
}

#[test]
fn orders_from_elsewhere_are_refused() {
    let server = Server::new(&["--decide"]);
    let token = hidden(&server.get("/decide?do=reject&kind=person&subject=1").body, "token");
    let form = format!("do=reject&kind=person&subject=1&token={token}");
    let host = format!("Host: {}", server.address);
    let origin = format!("Origin: http://{}", server.address);
    for more in [&["Origin: http://evil.example"][..], &[], &["Origin: null"], &[&origin, "Sec-Fetch-Site: cross-site"]]
    {
        let lines = [&["POST /decide HTTP/1.1", &host], more].concat();
        assert_eq!(server.send(&lines, &form).status, 403, "{more:?}");
    }
    assert_eq!(server.get("/person/1").status, 200);
    assert_eq!(server.post("/decide", &format!("{form}&x={}", "y".repeat(70_000))).status, 400);
}

#[test]
fn nothing_is_decided_unless_it_was_asked_for() {
    let server = Server::new(&[]);
    assert_eq!(server.get("/decide?do=reject&kind=person&subject=1").status, 404);
    assert_eq!(server.post("/decide", "do=reject&kind=person&subject=1&token=").status, 405);
    let modified = |server: &Server| fs::metadata(server.folder.path("archive.db")).unwrap().modified().unwrap();
    let before = modified(&server);
    for path in ["/", "/articles?q=ferry", "/doubts", "/article/1/versions"] {
        assert_eq!(server.get(path).status, 200);
    }
    assert_eq!(modified(&server), before);
}

#[test]
fn others_are_asked_for_a_password() {
    let folder = Folder::new().file("a.txt", "Ferry strike\n\nThe ferry did not sail.\n");
    folder.archive(&["import", "--quiet", "a.txt"]).run();
    folder.archive(&["serve", "--host", "0.0.0.0"]).run().code(2).stderr_has("set ARCHIVE_PASSWORD");
    folder.archive(&["serve", "--host", "0.0.0.0"]).env("ARCHIVE_PASSWORD", "weir").run().code(2).stderr_has("--name");
    let server = Server::of(folder, &[], &[("ARCHIVE_PASSWORD", "weir")]);
    let refused = server.get("/");
    assert_eq!(refused.status, 401);
    assert!(refused.head.contains("www-authenticate: basic"), "{}", refused.head);
    let host = format!("Host: {}", server.address);
    assert_eq!(server.send(&["GET / HTTP/1.1", &host, "Authorization: Basic OndlaXI="], "").status, 200);
    assert_eq!(server.send(&["GET / HTTP/1.1", &host, "Authorization: Basic OndlYXI="], "").status, 401);
}

#[test]
fn an_import_runs_beside_it() {
    let server = Server::new(&[]);
    let folder = &server.folder;
    let line = r#"{"headline": "Weir opens", "text": "The weir opened on Friday after a year of work.", "published_at": "2013-05-10"}"#;
    fs::write(folder.path("new.jsonl"), line).unwrap();
    folder.archive(&["import", "--quiet", "new.jsonl"]).run().success();
    assert!(server.get("/articles?q=weir+opens").body.contains("Weir opens"));
}

#[test]
fn a_site_of_files_leads_nowhere_else() {
    let folder = Folder::new();
    let pages = std::env::current_dir().unwrap().join("fixtures/pages");
    folder.archive(&["import", "--quiet", &pages.to_string_lossy()]).run().success();
    for (name, query) in [("whole", &[][..]), ("part", &["ferry"])] {
        let site = format!("{name}/");
        folder.archive(&[&["export", "site", &site], query].concat()).run().success();
        let root = folder.path(name);
        let mut files = vec![root.clone()];
        let mut pages = 0;
        while let Some(path) = files.pop() {
            if path.is_dir() {
                files.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
                continue;
            }
            let Some("html" | "css") = path.extension().and_then(|ending| ending.to_str()) else {
                panic!("{} is no page", path.display());
            };
            let text = fs::read_to_string(&path).unwrap();
            pages += 1;
            for link in text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                let file = link.split('#').next().unwrap_or_default();
                let is_elsewhere = link.starts_with("http") || link.starts_with("data:") || file.is_empty();
                assert!(is_elsewhere || path.parent().unwrap().join(file).is_file(), "{}: {link}", path.display());
            }
        }
        assert!(pages > 20, "{pages}");
        assert!(fs::read_to_string(root.join("index.html")).unwrap().contains("Most quoted"));
        assert_eq!(fs::read_to_string(root.join("articles.html")).unwrap().contains("Rowing club"), name == "whole");
    }
    folder.archive(&["export", "site", "part/", "ferry"]).run().code(2).stderr_has("not empty");
}
