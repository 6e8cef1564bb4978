//! Finds values in JSON by the names that makers give them, and writes them as our fields want them.
//!
//! Invariant: total; a value of another shape than the one looked for is as good as none.

use jiff::Timestamp;
use serde_json::Value;

use crate::model::GivenCaption;
use crate::read::markup::{Prose, prose_of_html};

/// The value of the first of `names` that is there and not null. Letter case, `_` and `-` do not count: `versionCreated` of one
/// version of a format is `versioncreated` of another.
pub(super) fn value<'v>(record: &'v Value, names: &[&str]) -> Option<&'v Value> {
    let object = record.as_object()?;
    let is = |key: &str, name: &str| {
        let plain = key.bytes().filter(|byte| !matches!(byte, b'_' | b'-')).map(|byte| byte.to_ascii_lowercase());
        plain.eq(name.bytes())
    };
    names.iter().find_map(|name| object.iter().find(|(key, value)| is(key, name) && !value.is_null()).map(|(_, v)| v))
}

/// The value reached by going down by these names.
pub(super) fn at<'v>(record: &'v Value, path: &[&str]) -> Option<&'v Value> {
    path.iter().try_fold(record, |record, name| value(record, &[name]))
}

/// The first text under `names` that is not blank; a number as text.
pub(super) fn text(record: &Value, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| text_of(value(record, &[name])?))
}

/// A string that is not blank, or a number.
pub(super) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A line of text that may hold markup, without it.
pub(super) fn line(html: &str) -> Option<String> {
    Some(prose_of_html(html).paragraphs.join(" ")).filter(|line| !line.is_empty())
}

/// The members of a list; the values of an object that stands for one.
pub(super) fn list<'v>(record: &'v Value, names: &[&str]) -> Vec<&'v Value> {
    match value(record, names) {
        Some(Value::Array(list)) => list.iter().collect(),
        Some(Value::Object(object)) => object.values().collect(),
        _ => Vec::new(),
    }
}

/// The names in a list of people, or of one: strings, or objects with a `name`.
pub(super) fn names(value: &Value) -> Vec<String> {
    let name = |person: &Value| text_of(person).or_else(|| text(person, &["name"]));
    match value {
        Value::Array(list) => list.iter().filter_map(name).collect(),
        one => name(one).into_iter().collect(),
    }
}

/// The year 1973 in milliseconds: a number below it counts seconds.
const MILLISECONDS_FROM: i64 = 100_000_000_000;

/// The first date under `names`: as it is written, with a colon in its offset, or counted since 1970.
pub(super) fn date(record: &Value, names: &[&str]) -> Option<String> {
    match value(record, names)? {
        Value::Number(number) => {
            let count = number.as_i64()?;
            let time = if count < MILLISECONDS_FROM {
                Timestamp::from_second(count)
            } else {
                Timestamp::from_millisecond(count)
            };
            time.ok().map(|time| time.to_string())
        }
        date => text_of(date).map(|date| with_colon(&date)),
    }
}

/// `+0100` at the end of a moment as `+01:00`.
fn with_colon(date: &str) -> String {
    let split = date.len().checked_sub(5).and_then(|start| date.split_at_checked(start));
    match split {
        Some((moment, offset))
            if moment.contains(':')
                && offset.starts_with(['+', '-'])
                && offset.bytes().skip(1).all(|byte| byte.is_ascii_digit()) =>
        {
            let (hours, minutes) = offset.split_at(3);
            format!("{moment}{hours}:{minutes}")
        }
        _ => date.to_owned(),
    }
}

/// The prose of plain text: a blank line, or where there is none a line end, ends a paragraph.
pub(super) fn prose_of_text(text: &str) -> Prose {
    let text = text.replace("\r\n", "\n");
    let blank = text.trim().contains("\n\n");
    let parts: Vec<String> = if blank {
        text.split("\n\n").map(|part| part.lines().map(str::trim).collect::<Vec<_>>().join(" ")).collect()
    } else {
        text.lines().map(str::to_owned).collect()
    };
    let paragraphs = parts.iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
    Prose { paragraphs, captions: Vec::new() }
}

/// A summary, unless it is the beginning of the story.
pub(super) fn standfirst(summary: Option<String>, prose: &Prose) -> Option<String> {
    let summary = line(&summary?)?;
    let end = |c: char| matches!(c, '.' | '…' | ' ' | ']' | '[');
    (!prose.paragraphs.join(" ").starts_with(summary.trim_end_matches(end))).then_some(summary)
}

/// A caption, unless it is among `captions`.
pub(super) fn add_caption(captions: &mut Vec<GivenCaption>, text: String, credit: Option<String>) {
    match captions.iter_mut().find(|caption| caption.text.starts_with(&text) || text.starts_with(&caption.text)) {
        // A picture in the text often has its credit only where it is listed.
        Some(caption) => {
            caption.text = text;
            caption.credit = caption.credit.take().or(credit);
        }
        None => captions.push(GivenCaption { text, credit }),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_are_compared_without_case_and_dashes() {
        let record = json!({"versionCreated": null, "first_created": "x", "versioncreated": " y "});
        assert_eq!(text(&record, &["versioncreated", "firstcreated"]).as_deref(), Some("y"));
        assert_eq!(text(&json!([1]), &["a"]), None);
    }

    #[test]
    fn dates_are_written_out() {
        let check = |value: Value, expected: Option<&str>| {
            assert_eq!(date(&json!({"date": value}), &["date"]).as_deref(), expected, "{value}");
        };
        check(json!("2026-03-01T10:15:00+0100"), Some("2026-03-01T10:15:00+01:00"));
        check(json!("2026-03-01"), Some("2026-03-01"));
        check(json!("1er é"), Some("1er é"));
        check(json!(1_772_356_500), Some("2026-03-01T09:15:00Z"));
        check(json!(1_772_356_500_000_i64), Some("2026-03-01T09:15:00Z"));
        check(json!({}), None);
    }
}
