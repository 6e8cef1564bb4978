//! A message whose text is one record of JSON, as forms send what was filled in.
//!
//! Invariant: the record is taken by the names of all records; one without a body is none.

use serde_json::Value;

use crate::model::{Content, Given};
use crate::read::FieldMap;
use crate::read::records::json_mend::mend;
use crate::read::records::record::Columns;
use crate::read::signature::looks_like_html;

/// Whether `text` is JSON.
pub(super) fn is_json(text: &str) -> bool {
    text.starts_with(['{', '[']) && text.contains("\":")
}

/// What the record that `text` is says.
pub(super) fn record_in(text: &str) -> Option<(Content, Given)> {
    let parsed = serde_json::from_str::<Value>(text).ok();
    let parsed = parsed.or_else(|| serde_json::from_str(&mend(text)?).ok())?;
    let Value::Object(object) = parsed else { return None };
    let map = FieldMap::default();
    let mut columns = Columns::default();
    for (name, value) in object {
        if columns.wants(&name, &map) {
            columns.insert(&name, alone(value));
        }
    }
    let (content, given) = columns.into_content(&map)?;
    let content = match content {
        Content::Body(text) if looks_like_html(&text) => Content::Html(text),
        content => content,
    };
    let (Content::Body(text) | Content::Html(text) | Content::Text(text)) = &content;
    (!text.trim().is_empty()).then_some((content, given))
}

/// The one value of a list of one, as forms write each answer.
fn alone(value: Value) -> Value {
    match value {
        Value::Array(mut list) if list.len() == 1 => list.pop().unwrap_or_default(),
        value => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn record_of_a_form_is_read() {
        let (content, given) = record_in(r#"{"Headline":["Quay"],"Body":["Rain fell."],"Desk":["7"]}"#).unwrap();
        assert_eq!((content, given.headline.as_deref()), (Content::Body("Rain fell.".to_owned()), Some("Quay")));
        assert!(record_in(r#"{"Headline":["Quay"]}"#).is_none());
        assert!(record_in(r#"["Quay"]"#).is_none());
        assert!(!is_json("{Quay} said"));
    }
}
