//! Reads the article a page declares in JSON-LD (schema.org `NewsArticle` and its kin).
//!
//! The text of the `application/ld+json` scripts comes in; headline, authors, dates, text and pictures of the article
//! they describe go out into [`Declared`]. Pages get their JSON wrong in known ways: comment and CDATA wrappers, line
//! feeds inside strings, commas too many, entities for quotation marks. Those are mended before it is given up.
//!
//! Invariant: a script that cannot be read is as if it were not there.

use serde_json::{Map, Value};

use crate::normalise::blocks::declared::Declared;
use crate::normalise::html::blocks::plain_text;
use crate::normalise::text::twice_encoded::once_encoded;
use crate::normalise::text::unicode::clean;

/// Longest script that is read, in bytes.
const LONGEST: usize = 1 << 20;
/// Most objects looked at in one page.
const OBJECTS: usize = 2_000;

type Object = Map<String, Value>;

/// Everything the scripts of one page hold.
#[derive(Debug, Default)]
pub struct Graph(Vec<Value>);

impl Graph {
    /// Adds the text of one script.
    pub fn add(&mut self, script: &str) {
        if script.len() <= LONGEST
            && let Some(value) = parse(script)
        {
            self.0.push(value);
        }
    }

    /// Writes what the main article declares into `declared`; `address` and `title` distinguish it from others.
    pub fn declare(&self, address: Option<&str>, title: Option<&str>, declared: &mut Declared) {
        let mut objects = Vec::new();
        self.0.iter().for_each(|value| gather(value, true, &mut objects));
        let score = |object: &Object| {
            let own_address =
                ["url", "mainEntityOfPage", "@id"].iter().filter_map(|key| object.get(*key)).any(|value| {
                    let named = text(value).or_else(|| value.get("@id").and_then(text));
                    named.zip(address).is_some_and(|(named, address)| same_address(&named, address))
                });
            let own_title = object.get("headline").or_else(|| object.get("name")).and_then(text);
            let own_title = own_title.zip(title).is_some_and(|(headline, title)| title.contains(headline.as_str()));
            usize::from(own_address) * 2 + usize::from(own_title) * 2 + usize::from(object.contains_key("articleBody"))
        };
        let mut articles: Vec<&Object> =
            objects.iter().filter(|(object, _)| is_article(object)).map(|(object, _)| *object).collect();
        if articles.is_empty() {
            articles =
                objects.iter().filter(|(object, top)| *top && is_page(object)).map(|(object, _)| *object).collect();
        }
        let best = articles.iter().map(|object| score(object)).max();
        let Some(main) = articles.iter().find(|object| Some(score(object)) == best) else {
            return;
        };
        Self::declare_article(main, &objects, declared);
        // Several scripts often describe the same article, each leaving something out.
        let headline = main.get("headline").and_then(text);
        for other in articles.iter().filter(|other| !std::ptr::eq(**other, *main)) {
            if headline.is_some() && other.get("headline").and_then(text) == headline {
                Self::declare_article(other, &objects, declared);
            }
        }
    }

    fn declare_article(article: &Object, objects: &[(&Object, bool)], declared: &mut Declared) {
        let texts = |key: &str| article.get(key).and_then(text);
        add(&mut declared.headlines, texts("headline").or_else(|| texts("name")));
        add(&mut declared.descriptions, texts("description"));
        add(&mut declared.published, texts("datePublished").or_else(|| texts("dateCreated")));
        add(&mut declared.updated, texts("dateModified"));
        if let Some(author) = article.get("author").or_else(|| article.get("creator")) {
            let mut names = Vec::new();
            people(author, objects, 0, &mut names);
            for name in names {
                if is_person(author, objects) {
                    add(&mut declared.persons, Some(name.clone()));
                }
                add(&mut declared.authors, Some(name));
            }
        }
        if declared.site.is_none() {
            let publisher = article.get("publisher").map(|publisher| resolve(publisher, objects));
            declared.site =
                publisher.and_then(|publisher| publisher.get("name").and_then(text).or_else(|| text(publisher)));
        }
        if declared.language.is_none() {
            declared.language = texts("inLanguage");
        }
        if declared.body.is_none() {
            let body = ["articleBody", "text", "reviewBody"].iter().find_map(|key| article.get(*key)?.as_str());
            declared.body = body.map(plain_text).filter(|body| !body.is_empty());
        }
        for key in ["image", "thumbnail", "associatedMedia"] {
            if let Some(image) = article.get(key) {
                pictures(image, 0, &mut declared.captions);
            }
        }
    }
}

fn add(list: &mut Vec<String>, value: Option<String>) {
    if let Some(value) = value
        && !list.contains(&value)
        && list.len() < 64
    {
        list.push(value);
    }
}

/// The JSON of a script, mended where it is broken in a way that is known.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim().trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    let mended = mend(script);
    if let Ok(value) = serde_json::from_str(&mended) {
        return Some(value);
    }
    if mended.contains("&quot;") {
        let decoded = mended.replace("&quot;", "\"").replace("&amp;", "&");
        if let Ok(value) = serde_json::from_str(&decoded) {
            return Some(value);
        }
    }
    // Several objects one after the other, or something after the first.
    let several: Vec<Value> =
        serde_json::Deserializer::from_str(&mended).into_iter::<Value>().take(64).map_while(Result::ok).collect();
    (!several.is_empty()).then_some(Value::Array(several))
}

/// The script without what wraps it, without raw line feeds in strings and commas before a closing bracket.
fn mend(script: &str) -> String {
    let script = unwrapped(script);
    let mut mender = Mender { mended: String::with_capacity(script.len()), ..Mender::default() };
    for (at, character) in script.char_indices() {
        if mender.in_string {
            mender.read_in_string(character, script.get(at + 1..).unwrap_or_default());
        } else {
            mender.read_between(character);
        }
    }
    mender.mended
}

/// The JSON inside comments and CDATA marks.
fn unwrapped(script: &str) -> &str {
    let start = script.find(['{', '[']).unwrap_or(0);
    // `//<![CDATA[` and `/*<![CDATA[*/` hold a bracket of their own.
    let start = match script.find("CDATA[") {
        Some(wrapper) if wrapper < start + 16 => {
            wrapper + script[wrapper + 6..].find(['{', '[']).map_or(0, |at| at + 6)
        }
        _ => start,
    };
    let end = script.rfind(['}', ']']).map_or(script.len(), |end| end + 1);
    let script = script.get(start..end).unwrap_or_default();
    script.trim_end_matches("]]>").trim_end_matches(['/', '*', ' ', '\n'])
}

/// Copies JSON character for character and mends it on the way.
#[derive(Default)]
struct Mender {
    mended: String,
    in_string: bool,
    /// Whether the character before was a backslash.
    escaped: bool,
    /// Where the last comma is, as long as nothing but white space follows it.
    comma: Option<usize>,
}

impl Mender {
    /// Takes a character of a string; `rest` follows it.
    fn read_in_string(&mut self, character: char, rest: &str) {
        if std::mem::take(&mut self.escaped) {
            if matches!(character, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') {
                self.mended.push(character);
            } else {
                // An escape JSON does not know stands for the character itself.
                self.mended.pop();
                self.mended.push(if character.is_control() { ' ' } else { character });
            }
            return;
        }
        match character {
            '\n' => self.mended.push_str("\\n"),
            _ if character.is_control() => self.mended.push(' '),
            // A mark that nothing of JSON follows is part of the text.
            '"' if !ends_string(rest) => self.mended.push_str("\\\""),
            _ => {
                self.escaped = character == '\\';
                self.in_string = character != '"';
                self.mended.push(character);
            }
        }
    }

    /// Takes a character between strings.
    fn read_between(&mut self, character: char) {
        match character {
            ',' if self.comma.is_some() => return,
            ',' => {
                self.comma = Some(self.mended.len());
                self.mended.push(',');
                return;
            }
            _ if character.is_whitespace() => {
                if self.comma.is_none() {
                    self.mended.push(' ');
                }
                return;
            }
            '}' | ']' => {
                if let Some(comma) = self.comma {
                    self.mended.truncate(comma);
                }
            }
            '"' => self.in_string = true,
            _ => {}
        }
        self.comma = None;
        self.mended.push(character);
    }
}

/// Whether what follows a quotation mark can follow a string of JSON.
fn ends_string(rest: &str) -> bool {
    let mut rest = rest.bytes().filter(|byte| !byte.is_ascii_whitespace());
    match rest.next() {
        None | Some(b'}' | b']' | b':') => true,
        Some(b',') => rest.next().is_none_or(|next| {
            matches!(next, b'"' | b'{' | b'[' | b'}' | b']' | b'-' | b't' | b'f' | b'n' | b'0'..=b'9')
        }),
        Some(_) => false,
    }
}

/// All objects in `value`, and whether each is at the top or in a `@graph`.
fn gather<'a>(value: &'a Value, top: bool, objects: &mut Vec<(&'a Object, bool)>) {
    if objects.len() >= OBJECTS {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| gather(item, top, objects)),
        Value::Object(object) => {
            objects.push((object, top));
            for (key, inner) in object {
                if inner.is_object() || inner.is_array() {
                    gather(inner, top && matches!(key.as_str(), "@graph" | "mainEntity" | "mainEntityOfPage"), objects);
                }
            }
        }
        _ => {}
    }
}

fn has_type(object: &Object, wanted: impl Fn(&str) -> bool) -> bool {
    match object.get("@type").or_else(|| object.get("type")) {
        Some(Value::String(kind)) => wanted(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(wanted),
        _ => false,
    }
}

fn is_article(object: &Object) -> bool {
    let dated = object.contains_key("headline") || object.contains_key("datePublished") || object.contains_key("name");
    dated
        && has_type(object, |kind| {
            let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
            kind.ends_with("Article") || kind.ends_with("Posting") || matches!(kind, "Report" | "Review" | "Recipe")
        })
}

fn is_page(object: &Object) -> bool {
    has_type(object, |kind| kind.ends_with("WebPage") || matches!(kind, "VideoObject" | "ItemPage" | "CreativeWork"))
}

/// The object a reference (`{"@id": …}`) means.
fn resolve<'a>(value: &'a Value, objects: &[(&'a Object, bool)]) -> &'a Value {
    if let Value::Object(object) = value
        && !object.contains_key("name")
        && let Some(wanted) = object.get("@id")
        && let Some(name) = objects
            .iter()
            .find_map(|(found, _)| (found.get("@id") == Some(wanted)).then(|| found.get("name")).flatten())
    {
        return name;
    }
    value
}

/// Whether an author, or the first of several, is said to be a person.
fn is_person(author: &Value, objects: &[(&Object, bool)]) -> bool {
    let author = author.as_array().and_then(|several| several.first()).unwrap_or(author);
    let Some(own) = author.as_object() else { return false };
    let person = |object: &Object| has_type(object, |kind| kind.ends_with("Person"));
    let meant = || {
        objects
            .iter()
            .any(|(object, _)| own.contains_key("@id") && object.get("@id") == own.get("@id") && person(object))
    };
    person(own) || meant()
}

/// The names of authors: strings, objects, references, and lists of them. Organisations only where no person is named.
fn people(value: &Value, objects: &[(&Object, bool)], depth: usize, names: &mut Vec<String>) {
    match resolve(value, objects) {
        Value::Array(items) if depth < 3 => {
            let organisation = |item: &Value| {
                item.as_object().is_some_and(|item| has_type(item, |kind| kind.contains("Organization")))
            };
            let some_people = items.iter().any(|item| !organisation(item));
            for item in items.iter().filter(|item| !some_people || !organisation(item)) {
                people(item, objects, depth + 1, names);
            }
        }
        Value::Object(author) => match author.get("name") {
            Some(Value::Array(several)) => names.extend(several.iter().filter_map(text)),
            Some(inner @ Value::Object(object)) if depth < 3 && object.contains_key("name") => {
                people(inner, objects, depth + 1, names);
            }
            Some(name) => names.extend(text(name)),
            None => {
                let part = |key: &str| author.get(key).and_then(text);
                let parts: Vec<String> = [part("givenName"), part("familyName")].into_iter().flatten().collect();
                if !parts.is_empty() {
                    names.push(parts.join(" "));
                }
            }
        },
        other => names.extend(text(other)),
    }
}

/// Captions with their credits.
fn pictures(value: &Value, depth: usize, captions: &mut Vec<(String, Option<String>)>) {
    match value {
        Value::Array(items) if depth < 3 => items.iter().for_each(|item| pictures(item, depth + 1, captions)),
        Value::Object(picture) => {
            let part = |key: &str| picture.get(key).and_then(text);
            let credit = part("creditText").or_else(|| part("copyrightNotice")).or_else(|| {
                let holder = picture
                    .get("copyrightHolder")
                    .or_else(|| picture.get("author"))
                    .or_else(|| picture.get("creator"))?;
                text(holder).or_else(|| holder.get("name").and_then(text))
            });
            if let Some(caption) = part("caption")
                && captions.len() < 200
                && captions.iter().all(|(known, _)| *known != caption)
            {
                captions.push((caption, credit));
            }
        }
        _ => {}
    }
}

/// A value as clean text; `None` where it is empty or no text.
fn text(value: &Value) -> Option<String> {
    let cleaned = match value {
        Value::String(text) if text.contains(['<', '&']) => clean(&plain_text(text).replace('\n', " ")),
        Value::String(text) => clean(text),
        Value::Object(object) => object.get("@value")?.as_str().map(clean)?,
        Value::Array(items) => {
            return items.iter().find_map(|item| item.as_str().map(clean).filter(|text| !text.is_empty()));
        }
        _ => return None,
    };
    (!cleaned.is_empty()).then(|| once_encoded(cleaned))
}

/// Whether two addresses mean the same page, scheme, `www.`, query and final slash left out.
#[must_use]
pub fn same_address(left: &str, right: &str) -> bool {
    let bare = |address: &str| {
        let address = address.split(['?', '#']).next().unwrap_or_default();
        let address = address.split_once("://").map_or(address, |(_, rest)| rest);
        address.trim_start_matches("www.").trim_end_matches('/').to_owned()
    };
    let left = bare(left);
    !left.is_empty() && left == bare(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declare(script: &str) -> Declared {
        let (mut graph, mut declared) = (Graph::default(), Declared::default());
        graph.add(script);
        graph.declare(None, None, &mut declared);
        declared
    }

    #[test]
    fn broken_json_is_mended() {
        let check = |script: &str| {
            let declared = declare(script);
            assert_eq!(declared.headlines, ["Harbour reopens"], "{script}");
        };
        check(r#"{"@type":"NewsArticle","headline":"Harbour reopens"}"#);
        check(r#"<!-- {"@type":"NewsArticle","headline":"Harbour reopens"} -->"#);
        check("//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"Harbour reopens\"}\n//]]>");
        check(r#"/*<![CDATA[*/ [{"@type":"NewsArticle","headline":"Harbour reopens"}] /*]]>*/"#);
        check(r#"{"@type":"NewsArticle","headline":"Harbour reopens",}"#);
        check("{\"@type\":\"NewsArticle\",\"description\":\"two\nlines\",\"headline\":\"Harbour\treopens\"}");
        check(r"{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;Harbour reopens&quot;}");
        check(r#"{"@type":"NewsArticle","headline":"Harbour reopens"} {"@type":"WebSite"}"#);
        check(
            r#"{"@graph":[{"@type":"WebPage","name":"x"},{"@type":["Article","Thing"],"headline":"Harbour reopens"}]};"#,
        );
    }

    #[test]
    fn authors_are_read_in_every_form() {
        let check = |author: &str, expected: &[&str]| {
            let script = format!(
                r#"[{{"@type":"Article","headline":"h","author":{author}}},
                {{"@type":"Person","@id":"p1","name":"Ilse Varga"}}]"#
            );
            assert_eq!(declare(&script).authors, expected, "{author}");
        };
        check(r#""Ilse Varga""#, &["Ilse Varga"]);
        check(r#"["Ilse Varga", "Tom Okri"]"#, &["Ilse Varga", "Tom Okri"]);
        check(r#"{"@type":"Person","name":"Ilse Varga"}"#, &["Ilse Varga"]);
        check(r#"{"@id":"p1"}"#, &["Ilse Varga"]);
        check(r#"{"name":["Ilse Varga","Tom Okri"]}"#, &["Ilse Varga", "Tom Okri"]);
        check(r#"[{"@type":"Organization","name":"The Gull"},{"@type":"Person","name":"Tom Okri"}]"#, &["Tom Okri"]);
        check(r#"{"givenName":"Tom","familyName":"Okri"}"#, &["Tom Okri"]);
        check("null", &[]);
    }

    #[test]
    fn pictures_keep_caption_and_credit() {
        let declared = declare(
            r#"{"@type":"NewsArticle","headline":"h","image":[{"caption":"The <b>pier</b> &amp; the sea","creditText":"L. Moro"},"x.jpg"],
            "articleBody":"<p>One.</p><p>Two.</p>","publisher":{"name":"The Gull"}}"#,
        );
        assert_eq!(declared.captions, [("The pier & the sea".to_owned(), Some("L. Moro".to_owned()))]);
        assert_eq!(declared.body.as_deref(), Some("One.\nTwo."));
        assert_eq!(declared.site.as_deref(), Some("The Gull"));
    }
}
