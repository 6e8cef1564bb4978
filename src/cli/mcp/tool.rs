//! The tool `search_archive`: what it takes, what it says it does, and its answer.
//!
//! Invariant: what is asked wrongly is answered with what to write instead, and an answer has at most [`MOST_ROWS`] rows.

use std::path::Path;

use serde_json::{Value, json};

use crate::cli::command_error::CommandError;
use crate::cli::mcp::rows::{Kind, answer};
use crate::cli::output::open;
use crate::query::language;

/// What it is called.
pub(super) const NAME: &str = "search_archive";
/// Rows of one answer.
const MOST_ROWS: u32 = 50;
/// Rows where nobody says how many.
const ROWS: u32 = 10;
/// The furthest row an answer may begin at.
const FURTHEST: u32 = 1_000_000;
/// Bytes of a query.
const LONGEST_QUERY: usize = 4_096;
/// The arguments.
const ARGUMENTS: [&str; 4] = ["query", "kind", "limit", "offset"];

/// The tool as it is listed.
pub(super) fn definition() -> Value {
    json!({
        "name": NAME,
        "title": "Search the news archive",
        "description": "Finds articles, quotes, people, places, organisations or captions. A query is words and fields, all of which must match: \
            ferry strike · \"harbour strike\" · ferry OR boat · NOT port · headline:ferry · person:Putin · speaker:Kerry said:\"red line\" \
            (both of one quote) · place:Helsinki · in:FR · near:Damascus,50km · by:Quill · site:\"Fen Echo\" · lang:de · date:2013-05..2013-06 · \
            date:<2014 · has:quotes · like:12. An empty query lists everything, newest or most mentioned first. Each row has its proof: the \
            article, the characters (code points, half open, in the text of the field), the SHA-256 of the original, the address.",
        "inputSchema": {
            "type": "object",
            "properties": {
                "query": { "type": "string", "maxLength": LONGEST_QUERY, "description": "The query; empty for everything." },
                "kind": { "type": "string", "enum": Kind::NAMES, "default": Kind::NAMES[0], "description": "What the rows are." },
                "limit": { "type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": ROWS, "description": "Maximum number of rows." },
                "offset": { "type": "integer", "minimum": 0, "maximum": FURTHEST, "default": 0, "description": "Rows to leave out at the start." },
            },
            "additionalProperties": false,
        },
        "annotations": { "readOnlyHint": true, "idempotentHint": true, "openWorldHint": false },
    })
}

/// Its answer, or what is wrong with what it was asked.
pub(super) fn call(db: &Path, arguments: &Value) -> Value {
    let answered = asked(arguments).and_then(|(kind, text, limit, offset)| {
        let query = language::query(text, &[]).map_err(|fault| CommandError::language(text, &fault))?;
        Ok(answer(&open(db)?, kind, &query, (limit, offset))?)
    });
    match answered {
        Ok(answer) => json!({
            "content": [{ "type": "text", "text": answer.to_string() }],
            "structuredContent": answer,
            "isError": false,
        }),
        Err(CommandError { message, hint, .. }) => {
            let hint = hint.map_or_else(String::new, |hint| format!("\nhint: {hint}"));
            json!({ "content": [{ "type": "text", "text": format!("{message}{hint}") }], "isError": true })
        }
    }
}

/// Kind, query, limit and offset.
fn asked(arguments: &Value) -> Result<(Kind, &str, u32, u32), CommandError> {
    let refused = |what: String| CommandError::usage(what, format!("the arguments are {}", ARGUMENTS.join(", ")));
    if !(arguments.is_object() || arguments.is_null()) {
        return Err(refused("the arguments are no object".to_owned()));
    }
    let mut names = arguments.as_object().into_iter().flat_map(|given| given.keys());
    if names.any(|name| !ARGUMENTS.contains(&name.as_str())) {
        return Err(refused("there is an argument of another name".to_owned()));
    }
    let text = match arguments.get("query") {
        None | Some(Value::Null) => "",
        Some(Value::String(text)) if text.len() <= LONGEST_QUERY => text,
        Some(_) => return Err(refused(format!("query is no text of at most {LONGEST_QUERY} bytes"))),
    };
    let kind = match arguments.get("kind") {
        None | Some(Value::Null) => Some(Kind::Articles),
        Some(name) => name.as_str().and_then(Kind::of_name),
    };
    let kind = kind.ok_or_else(|| refused(format!("kind is none of {}", Kind::NAMES.join(", "))))?;
    let number = |name: &str, least: u32, most: u32, default: u32| match arguments.get(name) {
        None | Some(Value::Null) => Ok(default),
        Some(value) => {
            let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
            let number = number.filter(|number| (least..=most).contains(number));
            number.ok_or_else(|| refused(format!("{name} is no whole number from {least} to {most}")))
        }
    };
    Ok((kind, text, number("limit", 1, MOST_ROWS, ROWS)?, number("offset", 0, FURTHEST, 0)?))
}
