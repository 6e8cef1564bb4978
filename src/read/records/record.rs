//! Makes a document's content and given fields of the columns of one record, be it JSON or a row of a table.
//!
//! Columns under the names of their maker come in; content, given fields and the record's id go out.
//!
//! Invariant: what a record states stands as given: no value is cleaned, joined or guessed at here.

use serde_json::{Map, Value};

use crate::model::{Content, DateOrders, Diagnostic, Given, GivenCaption};
use crate::read::records::fields::{EXTRACTED, FILE_NAME, FieldMap, RecordField, SOURCE, plain_key};
use crate::read::signature::looks_like_html;

/// How many bytes of a column are looked at to see whether it holds markup.
const MARKUP_SAMPLE_LEN: usize = 16 << 10;

/// The columns of one record that mean something.
#[derive(Debug, Default)]
pub(in crate::read) struct Columns {
    values: Map<String, Value>,
    extracted: bool,
}

impl Columns {
    /// Whether the value of `key` is of any use; if not, it need not be kept.
    pub fn wants(&mut self, key: &str, map: &FieldMap) -> bool {
        let key = plain_key(key);
        self.extracted |= EXTRACTED.contains(&&*key);
        map.knows(&key)
    }

    /// Keeps a column. Of a key and its capitalised twin the plain one stands; of two equal keys the last.
    pub fn insert(&mut self, key: &str, value: Value) {
        let plain = plain_key(key);
        if plain == key || !self.values.contains_key(&*plain) {
            self.values.insert(plain.into_owned(), value);
        }
    }

    /// The record's own name for itself, if it has one.
    pub fn id(&self, map: &FieldMap) -> Option<String> {
        let column = map.column(RecordField::Id).unwrap_or(RecordField::Id.name());
        // Only news-please has both keys, and there the file's name is the record's.
        let file_name = || self.values.contains_key("maintext").then(|| self.values.get(FILE_NAME)).flatten();
        let id = self.values.get(column).filter(|id| !id.is_null()).or_else(file_name)?;
        text_of(id).filter(|id| !id.trim().is_empty())
    }

    /// The content and the given fields; `None` where there is no text to be read.
    pub fn into_content(mut self, map: &FieldMap) -> Option<(Content, Given)> {
        let content = self.take_content(map)?;
        Some((content, self.take_given(map)))
    }

    /// What stands first of the columns the user named, `body` under any name, `html` and `text`. Text that is not blank
    /// goes before text that is; a record whose only text is blank has an empty body.
    fn take_content(&mut self, map: &FieldMap) -> Option<Content> {
        let fields = [RecordField::Body, RecordField::Html, RecordField::Text];
        let mapped = fields.iter().filter_map(|field| Some((*field, map.column(*field)?)));
        let named = fields
            .iter()
            .flat_map(|field| field.names().iter().filter(|name| !map.names(name)).map(|name| (*field, *name)));
        let extracted = self.extracted || self.has_headline(map);
        let mut blank = None;
        for (field, name) in mapped.chain(named) {
            let Some(text) = self.values.get_mut(name).and_then(take_prose) else { continue };
            let content = match field {
                RecordField::Html => Content::Html(text),
                RecordField::Text if extracted && map.column(field) != Some(name) => Content::Body(text),
                RecordField::Text => Content::Text(text),
                // `content` is the body in some dumps and the page in others.
                _ if name == "content" && looks_like_html(sample(&text)) => Content::Html(text),
                _ => Content::Body(text),
            };
            let (Content::Body(text) | Content::Html(text) | Content::Text(text)) = &content;
            if !text.trim().is_empty() {
                return Some(content);
            }
            blank = blank.or(Some(content));
        }
        blank
    }

    /// Whether the record has its headline apart. Then whoever wrote it took the page to pieces, and what stands in `text`
    /// is the article: newspaper4k, Webz.io, most tables of news. A page dumped as text has its headline in it.
    fn has_headline(&self, map: &FieldMap) -> bool {
        let names = RecordField::Headline.names().iter().copied().filter(|name| !map.names(name));
        map.column(RecordField::Headline)
            .into_iter()
            .chain(names)
            .any(|name| self.values.get(name).and_then(text_of).is_some_and(|headline| !headline.trim().is_empty()))
    }

    /// The given fields alone, of a record whose text is none of its columns.
    pub fn take_given(&mut self, map: &FieldMap) -> Given {
        let is_address = |text: &String| text.starts_with("http://") || text.starts_with("https://");
        let source = if map.names(SOURCE) { None } else { self.values.get(SOURCE).and_then(source_name) };
        let mut text = |field| self.take(field, map).as_ref().and_then(text_of).filter(|text| !text.trim().is_empty());
        Given {
            url: text(RecordField::Url).or_else(|| source.clone().filter(is_address)),
            site: text(RecordField::Site)
                .or_else(|| source.filter(|text| !is_address(text) && !text.trim().is_empty())),
            language: text(RecordField::Language),
            headline: text(RecordField::Headline),
            byline: text(RecordField::Byline),
            agency: text(RecordField::Agency),
            dateline: text(RecordField::Dateline),
            standfirst: text(RecordField::Standfirst),
            published_at: text(RecordField::PublishedAt),
            updated_at: text(RecordField::UpdatedAt),
            fetched_at: text(RecordField::FetchedAt),
            authors: self.take(RecordField::Authors, map).and_then(authors),
            captions: self.take(RecordField::Captions, map).map(captions).unwrap_or_default(),
            date_orders: DateOrders::default(),
        }
    }

    /// The value of `field`: of the column the user named; else under its own name, be it null; else of the first other
    /// name that has one.
    fn take(&mut self, field: RecordField, map: &FieldMap) -> Option<Value> {
        if let Some(column) = map.column(field) {
            return self.values.get(column).cloned();
        }
        for name in field.names() {
            if !map.names(name)
                && let Some(value) = self.values.get_mut(*name)
                && (!value.is_null() || *name == field.name())
            {
                return Some(value.take());
            }
        }
        None
    }
}

/// What is said of a text that the service which handed it out cut off, with the count of what is missing: `… [+2312 chars]`.
pub(in crate::read) fn cut_note(content: &Content) -> Option<Diagnostic> {
    let (Content::Body(text) | Content::Html(text) | Content::Text(text)) = content;
    let (_, count) = text.trim_end().strip_suffix(" chars]")?.rsplit_once("[+")?;
    let message = "the service that handed the record out cut its text off";
    count.bytes().all(|byte| byte.is_ascii_digit()).then(|| Diagnostic::new("summary-only", message))
}

/// The start of `text`, cut between characters.
fn sample(text: &str) -> &str {
    let mut end = text.len().min(MARKUP_SAMPLE_LEN);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// Prose: a string, or the strings of a list as paragraphs.
fn take_prose(value: &mut Value) -> Option<String> {
    match value.take() {
        Value::String(text) => Some(text),
        Value::Array(parts) if !parts.is_empty() => {
            let parts: Option<Vec<_>> = parts.iter().map(Value::as_str).collect();
            parts.map(|parts| parts.join("\n\n"))
        }
        _ => None,
    }
}

/// A string or a number as text; also a date, number or id as `MongoDB` writes it.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => {
            let (key, value) = object.iter().next().filter(|_| object.len() == 1)?;
            match key.as_str() {
                "$date" => mongo_date(value),
                "$numberLong" | "$numberInt" | "$numberDouble" | "$oid" => value.as_str().map(str::to_owned),
                _ => None,
            }
        }
        _ => None,
    }
}

/// What a record says of its source: a text, or an object with the name of the paper in it.
fn source_name(source: &Value) -> Option<String> {
    let named = |key: &str| source.get(key).and_then(text_of).filter(|name| !name.trim().is_empty());
    text_of(source).or_else(|| named("name")).or_else(|| named("title"))
}

/// A date of `MongoDB`: written out, or in milliseconds since 1970.
/// Source: `MongoDB` Extended JSON v2, <https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/>.
fn mongo_date(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => return Some(text.clone()),
        value => text_of(value)?,
    };
    let millisecond = text.parse().ok()?;
    jiff::Timestamp::from_millisecond(millisecond).ok().map(|time| time.to_string())
}

/// Names of authors from a list of strings or of objects with a `name`, or from one string.
fn authors(value: Value) -> Option<Vec<String>> {
    let names = match value {
        Value::String(text) => names_of(&text)?,
        Value::Array(list) => list.iter().filter_map(|author| text_of(author.get("name").unwrap_or(author))).collect(),
        Value::Object(author) => vec![text_of(author.get("name")?)?],
        _ => return None,
    };
    Some(names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).map(str::to_owned).collect())
}

/// Names in one string: a list that a table holds as text, such as `["A", "B"]` or `['A', 'B']`, or names with
/// semicolons or bars between them. Commas stay: `Berg, Anna` is one name.
fn names_of(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let Some(list) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) else {
        return Some(text.split([';', '|', '\n']).map(str::to_owned).collect());
    };
    if let Ok(names) = serde_json::from_str::<Vec<String>>(text) {
        return Some(names);
    }
    let mut names = Vec::new();
    let mut rest = list.trim_start_matches([',', ' ']);
    while let Some(mark) = rest.chars().next() {
        let end = if matches!(mark, '\'' | '"') { mark } else { ',' };
        let name = rest.strip_prefix(end).unwrap_or(rest);
        let (name, after) = name.split_once(end).unwrap_or((name, ""));
        names.push(name.to_owned());
        rest = after.trim_start_matches([',', ' ']);
    }
    Some(names)
}

/// Captions from a list of strings or of objects with `text` (or `caption`) and `credit`, or from one string.
fn captions(value: Value) -> Vec<GivenCaption> {
    let list = match value {
        Value::Array(list) => list,
        Value::Null => return Vec::new(),
        Value::String(text) if text.trim_start().starts_with('[') => match serde_json::from_str(&text) {
            Ok(list) => list,
            Err(_) => vec![Value::String(text)],
        },
        other => vec![other],
    };
    let caption = |value: &Value| {
        let part = |key: &str| value.get(key).and_then(text_of).filter(|text| !text.trim().is_empty());
        match value {
            Value::Object(_) => {
                let credit = part("credit");
                let text = part("text").or_else(|| part("caption")).or_else(|| credit.as_ref().map(|_| String::new()));
                text.map(|text| GivenCaption { text, credit })
            }
            other => {
                text_of(other).filter(|text| !text.trim().is_empty()).map(|text| GivenCaption { text, credit: None })
            }
        }
    };
    list.iter().filter_map(caption).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn text_that_its_service_cut_off_says_so() {
        let is_cut = |text: &str| cut_note(&Content::Body(text.to_owned())).is_some();
        assert!(is_cut("The quay stood under wat… [+2312 chars]"));
        assert!(!is_cut("The quay stood [+ some chars]"));
        assert!(!is_cut("The quay stood under water."));
    }

    #[test]
    fn columns_are_known_by_the_words_of_other_languages() {
        let record = json!({"Titel": "Der Kai", "Überschrift": null, "Datum": "2026-03-01", "Quelle": "Fenbote", "Texte": "Wasser."});
        let (content, given) = read(&record, &[]).1.unwrap();
        assert_eq!(content, Content::Body("Wasser.".to_owned()));
        assert_eq!((given.headline.as_deref(), given.site.as_deref()), (Some("Der Kai"), Some("Fenbote")));
        assert_eq!(given.published_at.as_deref(), Some("2026-03-01"));
        let record = json!({"title": "Quay", "source": {"id": null, "name": "Fen Echo"}, "publishedAt": "2026-03-01", "content": "Water."});
        let (_, given) = read(&record, &[]).1.unwrap();
        assert_eq!((given.site.as_deref(), given.published_at.as_deref()), (Some("Fen Echo"), Some("2026-03-01")));
    }

    fn read(record: &Value, map: &[&str]) -> (Option<String>, Option<(Content, Given)>) {
        let map: FieldMap = map.iter().map(|mapping| mapping.parse().unwrap()).collect();
        let mut columns = Columns::default();
        for (key, value) in record.as_object().unwrap() {
            if columns.wants(key, &map) {
                columns.insert(key, value.clone());
            }
        }
        (columns.id(&map), columns.into_content(&map))
    }

    #[test]
    fn content_is_told_by_key_and_company() {
        let body = |text: &str| Some(Content::Body(text.into()));
        let check = |record: Value, map: &[&str], expected: Option<Content>| {
            assert_eq!(read(&record, map).1.map(|(content, _)| content), expected, "{record}");
        };
        check(json!({"body": " a\r\n", "html": "<p>", "text": "t"}), &[], body(" a\r\n"));
        check(json!({"html": "<p>", "text": "t"}), &[], Some(Content::Html("<p>".into())));
        check(json!({"text": "t", "site": "s"}), &[], Some(Content::Text("t".into())));
        check(json!({"text": "t", "raw_text": "r", "hostname": "h"}), &[], body("t"));
        check(json!({"text": "t", "domain": "d", "date": "2020"}), &[], body("t"));
        check(json!({"text": "t", "title": "T"}), &[], body("t"));
        check(json!({"text": "t", "headline": " "}), &[], Some(Content::Text("t".into())));
        check(json!({"text": "t", "id": 1, "url": "u"}), &[], Some(Content::Text("t".into())));
        check(json!({"text": "t", "Titel": "T"}), &["headline=Titel"], body("t"));
        check(json!({"text": "t", "title": "T"}), &["text=text"], Some(Content::Text("t".into())));
        check(json!({"maintext": "m", "title": "t"}), &[], body("m"));
        check(json!({"content": "plain words"}), &[], body("plain words"));
        check(json!({"content": "<html><p>x"}), &[], Some(Content::Html("<html><p>x".into())));
        check(json!({"body": ["one", "two"]}), &[], body("one\n\ntwo"));
        check(json!({"body": null, "text": "t"}), &[], Some(Content::Text("t".into())));
        check(json!({"body": "", "text": "t"}), &[], Some(Content::Text("t".into())));
        check(json!({"body": ""}), &[], body(""));
        check(json!({"body": 7}), &[], None);
        check(json!({"title": "t"}), &[], None);
        check(json!({"Volltext": "v", "body": "b"}), &["body=Volltext"], body("v"));
        check(json!({"text": "t", "domain": "d"}), &["text=text"], Some(Content::Text("t".into())));
        check(json!({"Body": "twin", "body": "own"}), &[], body("own"));
        check(json!({"body": "own", "Body": "twin"}), &[], body("own"));
    }

    #[test]
    fn id_is_a_string_whatever_it_was() {
        let check = |record: Value, expected: Option<&str>| assert_eq!(read(&record, &[]).0.as_deref(), expected);
        check(json!({"id": "d1"}), Some("d1"));
        check(json!({"id": 41}), Some("41"));
        check(json!({"id": null}), None);
        check(json!({"id": ""}), None);
        check(json!({"filename": "f.json", "maintext": ""}), Some("f.json"));
        check(json!({"filename": "f.json", "body": ""}), None);
        assert_eq!(read(&json!({"id": 1, "key": "k"}), &["id=key"]).0.as_deref(), Some("k"));
    }

    #[test]
    fn fields_stand_as_given_under_the_names_of_several_tools() {
        let given = |record: Value| read(&record, &[]).1.unwrap().1;
        let ours = given(json!({"body": "", "headline": null, "title": "t", "site": " S ", "authors": []}));
        assert_eq!((ours.headline, ours.site.as_deref(), ours.authors), (None, Some(" S "), Some(vec![])));
        let news_please = given(json!({"maintext": "m", "title": "t", "date_publish": "2020-01-02 00:00:00",
            "date_modify": null, "source_domain": "a.example", "authors": ["Ida Moe"], "language": "en"}));
        assert_eq!(news_please.published_at.as_deref(), Some("2020-01-02 00:00:00"));
        assert_eq!(news_please.site.as_deref(), Some("a.example"));
        assert_eq!(news_please.updated_at, None);
        let trafilatura = given(json!({"text": "m", "raw_text": "r", "source": "https://a.example/1",
            "source-hostname": "A", "author": "Ida Moe; Per Lie", "date": "2020-01-02"}));
        assert_eq!(trafilatura.url.as_deref(), Some("https://a.example/1"));
        assert_eq!(trafilatura.site.as_deref(), Some("A"));
        assert_eq!(trafilatura.authors, Some(vec!["Ida Moe".into(), "Per Lie".into()]));
        let crawl = given(json!({"plain_text": "p", "requested_url": "https://a.example/2", "published_date": "2020",
            "source": "Daily A"}));
        assert_eq!((crawl.url.as_deref(), crawl.site.as_deref()), (Some("https://a.example/2"), Some("Daily A")));
    }

    #[test]
    fn dates_of_mongodb_are_read() {
        let check = |value: Value, expected: &str| {
            let given = read(&json!({"body": "", "date": value}), &[]).1.unwrap().1;
            assert_eq!(given.published_at.as_deref(), Some(expected));
        };
        check(json!({"$date": "2019-03-14T10:00:00Z"}), "2019-03-14T10:00:00Z");
        check(json!({"$date": 1_552_557_600_000_i64}), "2019-03-14T10:00:00Z");
        check(json!({"$date": {"$numberLong": "1552557600000"}}), "2019-03-14T10:00:00Z");
        assert_eq!(text_of(&json!({"$date": {"$date": {"$oid": "x"}}})), None);
        assert_eq!(read(&json!({"id": {"$oid": "5c8a"}}), &[]).0.as_deref(), Some("5c8a"));
    }

    #[test]
    fn authors_come_as_lists_and_strings() {
        let check = |value: Value, expected: Option<&[&str]>| {
            let expected = expected.map(|names| names.iter().map(ToString::to_string).collect());
            assert_eq!(authors(value.clone()), expected, "{value}");
        };
        check(json!("Ida Moe"), Some(&["Ida Moe"]));
        check(json!("Moe, Ida | Per Lie"), Some(&["Moe, Ida", "Per Lie"]));
        check(json!("['Ida Moe', \"Pat O'Lie\"]"), Some(&["Ida Moe", "Pat O'Lie"]));
        check(json!("[\"Ida Moe\"]"), Some(&["Ida Moe"]));
        check(json!("[Ida Moe, Per Lie]"), Some(&["Ida Moe", "Per Lie"]));
        check(json!("[]"), Some(&[]));
        check(json!(["Ida Moe", {"name": "Per Lie"}, null, " "]), Some(&["Ida Moe", "Per Lie"]));
        check(json!({"name": "Ida Moe"}), Some(&["Ida Moe"]));
        check(json!(null), None);
        check(json!(" "), None);
    }

    #[test]
    fn captions_come_as_strings_and_objects() {
        let value =
            json!(["A bridge", {"text": "A river", "credit": "Ida Moe"}, {"caption": "A hill"}, 3.5, null, " "]);
        let caption =
            |text: &str, credit: Option<&str>| GivenCaption { text: text.into(), credit: credit.map(Into::into) };
        let expected = [
            caption("A bridge", None),
            caption("A river", Some("Ida Moe")),
            caption("A hill", None),
            caption("3.5", None),
        ];
        assert_eq!(captions(value), expected);
        assert_eq!(captions(json!("A bridge")), [caption("A bridge", None)]);
        assert_eq!(captions(json!("[\"A bridge\"]")), [caption("A bridge", None)]);
    }
}
