//! The block of fields above a text: the part of YAML that such blocks use.
//!
//! `name: value`, in quotation marks or not; a list in brackets or on lines of its own; a text on lines below `>` or `|`.
//!
//! Invariant: a line that is none of these is passed over; nothing is ever expanded.

use serde_json::{Map, Value};

/// The longest block, in bytes.
const BLOCK_LEN: usize = 32 << 10;

/// The fields, and the text below them; `None` where no block opens the text.
pub(super) fn parted(text: &str) -> Option<(Map<String, Value>, &str)> {
    let rest = text.strip_prefix("---")?;
    let (first, rest) = rest.split_once('\n')?;
    if !first.trim().is_empty() {
        return None;
    }
    let mut end = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let fields = fields(rest.get(..end)?);
            return (!fields.is_empty()).then_some((fields, rest.get(end + line.len()..)?));
        }
        end += line.len();
        if end > BLOCK_LEN {
            break;
        }
    }
    None
}

/// The fields of a block.
fn fields(block: &str) -> Map<String, Value> {
    let mut fields = Map::new();
    let mut open: Option<String> = None;
    for line in block.lines() {
        let is_name = |name: &str| !name.is_empty() && !name.contains(char::is_whitespace);
        let named = line.split_once(':').filter(|(name, _)| is_name(name) && !line.starts_with(['-', '#']));
        if let Some((name, text)) = named {
            let text = text.trim();
            let is_folded = matches!(text, ">" | "|" | ">-" | "|-");
            fields.insert(name.to_owned(), if is_folded { Value::String(String::new()) } else { value(text) });
            open = Some(name.to_owned());
        } else if let Some(field) = open.as_ref().and_then(|name| fields.get_mut(name)) {
            add_line(field, line.trim());
        }
    }
    fields
}

/// Adds a line below a name to its value: an item of a list, or another line of its text.
fn add_line(field: &mut Value, line: &str) {
    if line.is_empty() || line.starts_with('#') {
        return;
    }
    match (line.strip_prefix("- ").map(str::trim), field) {
        (Some(item), Value::Array(list)) => list.push(value(item)),
        (Some(item), field @ Value::Null) => *field = Value::Array(vec![value(item)]),
        (None, Value::String(text)) => {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(line);
        }
        _ => {}
    }
}

/// A value on the line of its name.
fn value(text: &str) -> Value {
    let unquoted = |text: &str| {
        let inner = |mark: char| text.strip_prefix(mark)?.strip_suffix(mark);
        inner('"').or_else(|| inner('\'')).unwrap_or(text).to_owned()
    };
    match text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        _ if text.is_empty() => Value::Null,
        Some(list) => Value::Array(list.split(',').map(|item| Value::String(unquoted(item.trim()))).collect()),
        None => Value::String(unquoted(text)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fields_are_read_and_the_text_is_left() {
        let text = "---\ntitle: 'Quay: a day'\nauthors: [Ida Moe, \"Bo Ek\"]\nsummary: >\n  Rain\n  fell.\nlist:\n  - a\n- b\n# note\n---\nText.\n";
        let (fields, rest) = parted(text).unwrap();
        let expected = json!({"title": "Quay: a day", "authors": ["Ida Moe", "Bo Ek"], "summary": "Rain fell.", "list": ["a", "b"]});
        assert_eq!((Value::Object(fields), rest), (expected, "Text.\n"));
    }

    #[test]
    fn rules_and_lists_open_no_block() {
        for text in ["---\n\nRain.\n\n---\n", "--- a\ntitle: b\n---\n", "---\ntitle: b\n", "title: b\n---\n", "---"] {
            assert!(parted(text).is_none(), "{text}");
        }
    }
}
