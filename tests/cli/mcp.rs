//! `archive mcp`: messages on standard input, answers on standard output, one a line.

use serde_json::{Value, json};

use crate::harness::Folder;

const PAGES: &str = "\
{\"id\":\"a\",\"url\":\"https://example.org/a\",\"site\":\"Fen Echo\",\"headline\":\"Quay opens\",\"published_at\":\"2031-05-02\",\"language\":\"en\",\"body\":\"Rain fell. Mayor Tomas Ferrin opened the quay in Lisbon on Friday. \\\"We shall mend the old quay before the winter storms come,\\\" Tomas Ferrin said.\"}
{\"id\":\"b\",\"url\":\"https://example.org/b\",\"headline\":\"Rain\",\"published_at\":\"2031-06-03\",\"language\":\"en\",\"body\":\"It rained in Porto.\"}
";

fn folder() -> Folder {
    let folder = Folder::new().file("pages.jsonl", PAGES);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    folder
}

fn request(id: u64, method: &str, params: &Value) -> String {
    json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }).to_string()
}

/// What the tool answers to these arguments.
fn searched(folder: &Folder, arguments: &Value) -> Value {
    let message = request(7, "tools/call", &json!({ "name": "search_archive", "arguments": arguments }));
    let run = folder.archive(&["mcp"]).stdin(message).run().success().stderr("");
    let answers = run.lines_of_json();
    assert_eq!((answers.len(), &answers[0]["id"]), (1, &json!(7)));
    answers[0]["result"].clone()
}

#[test]
fn a_client_is_greeted_and_shown_one_tool_that_only_reads() {
    let input = [
        request(1, "initialize", &json!({ "protocolVersion": "2025-03-26", "capabilities": {} })),
        json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }).to_string(),
        String::new(),
        request(2, "ping", &json!({})),
        request(3, "tools/list", &json!({})),
        request(4, "initialize", &json!({ "protocolVersion": "1999-01-01" })),
    ];
    let run = folder().archive(&["mcp"]).stdin(input.join("\n")).run().success().stderr("");
    let answers = run.lines_of_json();
    assert_eq!(answers.iter().map(|answer| answer["id"].as_u64()).collect::<Vec<_>>(), [1, 2, 3, 4].map(Some));
    assert_eq!(answers[0]["result"]["protocolVersion"], "2025-03-26");
    assert_eq!(answers[0]["result"]["capabilities"], json!({ "tools": {} }));
    assert_eq!(answers[1]["result"], json!({}));
    let tools = answers[2]["result"]["tools"].as_array().unwrap();
    assert_eq!((tools.len(), &tools[0]["name"]), (1, &json!("search_archive")));
    assert_eq!(tools[0]["annotations"]["readOnlyHint"], true);
    assert_eq!(answers[3]["result"]["protocolVersion"], "2025-06-18");
}

#[test]
fn every_row_has_its_article_characters_digest_and_address() {
    let folder = folder();
    let bodies: Vec<Value> = PAGES.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for (kind, query, text) in [
        ("articles", "mend", "We shall mend the old quay"),
        ("articles", "headline:opens", "Quay"),
        ("quotes", "speaker:ferrin", "We shall mend"),
        ("people", "ferrin", "Tomas Ferrin"),
        ("places", "lisbon", "Lisbon"),
    ] {
        let found = searched(&folder, &json!({ "query": query, "kind": kind }));
        assert_eq!(found["isError"], false, "{found}");
        let rows = &found["structuredContent"]["rows"];
        assert_eq!((rows.as_array().unwrap().len(), &found["structuredContent"]["count"]), (1, &json!(1)), "{found}");
        let proof = &rows[0]["proof"];
        assert_eq!((&proof["article_id"], &proof["url"]), (&json!(1), &json!("https://example.org/a")), "{found}");
        assert_eq!(proof["sha256"].as_str().unwrap().len(), 64);
        let characters = &proof["characters"][0];
        let stored = bodies[0][characters["field"].as_str().unwrap()].as_str().unwrap();
        let place = |key: &str| usize::try_from(characters[key].as_u64().unwrap()).unwrap();
        let slice: String =
            stored.chars().skip(place("start_char")).take(place("end_char") - place("start_char")).collect();
        assert_eq!(characters["text"], slice, "{found}");
        assert!(slice.contains(text), "{kind} {query}: {slice}");
        // Programs that read no structure get the same as text.
        let told: Value = serde_json::from_str(found["content"][0]["text"].as_str().unwrap()).unwrap();
        assert_eq!(told, found["structuredContent"]);
    }
}

#[test]
fn a_query_that_is_none_is_pointed_at_and_one_that_finds_nothing_is_explained() {
    let folder = folder();
    let wrong = searched(&folder, &json!({ "query": "speeker:ferrin" }));
    assert_eq!(wrong["isError"], true);
    let text = wrong["content"][0]["text"].as_str().unwrap();
    assert!(
        text.starts_with("there is no field speeker:\n  speeker:ferrin\n  ^^^^^^^^\nhint: did you mean speaker:"),
        "{text}"
    );
    let none = searched(&folder, &json!({ "query": "person:Ferrim" }));
    assert_eq!((&none["isError"], &none["structuredContent"]["count"]), (&json!(false), &json!(0)));
    assert!(none["structuredContent"]["hints"][0].as_str().unwrap().contains("did you mean Tomas Ferrin"), "{none}");
    for arguments in [
        json!({ "kind": "cats" }),
        json!({ "limit": 0 }),
        json!({ "limit": 51 }),
        json!({ "offset": -1 }),
        json!({ "query": 7 }),
        json!({ "query": "a ".repeat(3_000) }),
        json!({ "sql": "DROP TABLE articles" }),
        json!([1]),
    ] {
        assert_eq!(searched(&folder, &arguments)["isError"], true, "{arguments}");
    }
}

#[test]
fn pages_follow_each_other() {
    let folder = folder();
    let first = searched(&folder, &json!({ "limit": 1 }));
    assert_eq!(first["structuredContent"]["next_offset"], 1);
    let second = searched(&folder, &json!({ "limit": 1, "offset": 1 }));
    assert_eq!(second["structuredContent"]["next_offset"], Value::Null);
    let id = |answer: &Value| answer["structuredContent"]["rows"][0]["id"].clone();
    assert_eq!((id(&first), id(&second)), (json!(2), json!(1)));
}

#[test]
fn hostile_messages_get_an_answer_or_none_and_the_next_is_heard() {
    let deep = "[".repeat(100_000);
    let long = format!("{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"{}\"}}", "x".repeat(2 << 20));
    let hostile: [(&[u8], Option<i64>); 14] = [
        (b"garbage", Some(-32700)),
        (deep.as_bytes(), Some(-32700)),
        (b"\xff\xfe\x00", Some(-32700)),
        (long.as_bytes(), Some(-32600)),
        (b"[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]", Some(-32600)),
        (b"7", Some(-32600)),
        (b"{}", Some(-32600)),
        (b"{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}", Some(-32600)),
        (b"{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}", Some(-32600)),
        (b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/list\"}", Some(-32601)),
        (b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":7}", Some(-32602)),
        (b"{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}", None),
        (b"{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\",\"params\":{\"name\":\"search_archive\"}}", None),
        (b" \t\r", None),
    ];
    let mut input = Vec::new();
    for (message, _) in &hostile {
        input.extend_from_slice(message);
        input.push(b'\n');
    }
    input.extend_from_slice(request(99, "ping", &json!({})).as_bytes());
    let run = folder().archive(&["mcp"]).stdin(input).memory(600).run().success().stderr("");
    let answers = run.lines_of_json();
    let codes: Vec<i64> = answers.iter().filter_map(|answer| answer["error"]["code"].as_i64()).collect();
    assert_eq!(codes, hostile.iter().filter_map(|(_, code)| *code).collect::<Vec<_>>());
    assert_eq!(answers.last().map(|answer| &answer["id"]), Some(&json!(99)));
}

#[test]
fn without_an_archive_nothing_is_answered() {
    Folder::new().archive(&["mcp"]).stdin(request(1, "ping", &json!({}))).run().code(4).stdout("");
}
