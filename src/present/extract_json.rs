//! One record as the JSON object that `archive extract` prints.
//!
//! A source, its article and its analysis come in, one object goes out, written straight from the model: nothing is
//! copied on the way.
//!
//! Invariant: every key is always there and in the same order; what is not known is `null` or `[]`. A line that reports
//! a failure has `error` in place of the article.

use std::fmt;
use std::io::{self, Write};

use serde::ser::{SerializeMap, SerializeStruct};
use serde::{Serialize, Serializer};

use crate::model::{
    Analysis, Article, Caption, Diagnostic, Digest, Mention, Namesake, Organisation, PartialDate, Person, Place,
    PlaceKind, Quote,
};
use crate::present::analysed::ForImport;
use crate::present::json::write_object;

/// The version of the shape of these objects.
pub const SCHEMA: u32 = 1;

/// Where a record came from, as far as that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin<'a> {
    /// The path as given.
    pub path: &'a str,
    /// The record of the file.
    pub record: Option<&'a str>,
    /// Digest of its bytes.
    pub sha256: Option<&'a Digest>,
    /// Its media type.
    pub media_type: Option<&'a str>,
}

/// One record as it is printed.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// The version of the program that read it.
    pub extractor: &'a str,
    /// Where it came from.
    pub source: Origin<'a>,
    /// What the page says.
    pub article: &'a Article,
    /// Who and what is in it.
    pub analysis: &'a Analysis,
    /// What a reader should know of it.
    pub diagnostics: &'a [Diagnostic],
    /// What an import needs beside that, where it is asked for.
    pub import: Option<ForImport<'a>>,
}

/// Writes one record and a line break.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_record(out: &mut impl Write, record: &Record<'_>) -> io::Result<()> {
    write_object(out, record)?;
    out.write_all(b"\n")
}

/// Writes the failure of one record and a line break.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_failure(out: &mut impl Write, source: Origin<'_>, kind: &str, message: &str) -> io::Result<()> {
    write_object(out, &Failure { source, kind, message })?;
    out.write_all(b"\n")
}

struct Failure<'a> {
    source: Origin<'a>,
    kind: &'a str,
    message: &'a str,
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { article, analysis, .. } = self;
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("schema", &SCHEMA)?;
        object.serialize_entry("extractor", self.extractor)?;
        object.serialize_entry("source", &self.source)?;
        object.serialize_entry("url", &article.url)?;
        object.serialize_entry("site", &article.site)?;
        object.serialize_entry("language", &article.language)?;
        object.serialize_entry("headline", &article.headline)?;
        object.serialize_entry("byline", &article.byline)?;
        object.serialize_entry("authors", &article.authors)?;
        object.serialize_entry("agency", &article.agency)?;
        object.serialize_entry("dateline", &article.dateline)?;
        object.serialize_entry("published_at", &article.published_at.as_ref().map(PartialDate::as_str))?;
        object.serialize_entry("updated_at", &article.updated_at.as_ref().map(PartialDate::as_str))?;
        object.serialize_entry("standfirst", &article.standfirst)?;
        object.serialize_entry("body", &article.body)?;
        object.serialize_entry("captions", &List(&article.captions))?;
        object.serialize_entry("people", &List(&analysis.people))?;
        object.serialize_entry("organisations", &List(&analysis.organisations))?;
        object.serialize_entry("places", &List(&analysis.places))?;
        object.serialize_entry("quotes", &Quotes { quotes: &analysis.quotes, people: &analysis.people })?;
        object.serialize_entry("diagnostics", &List(self.diagnostics))?;
        if let Some(import) = &self.import {
            object.serialize_entry("import", import)?;
        }
        object.end()
    }
}

impl Serialize for Failure<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Error<'a> {
            kind: &'a str,
            message: &'a str,
        }
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("schema", &SCHEMA)?;
        object.serialize_entry("source", &self.source)?;
        object.serialize_entry("error", &Error { kind: self.kind, message: self.message })?;
        object.end()
    }
}

impl Serialize for Origin<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Source", 4)?;
        object.serialize_field("path", self.path)?;
        object.serialize_field("record", &self.record)?;
        object.serialize_field("sha256", &self.sha256.map(Shown))?;
        object.serialize_field("media_type", &self.media_type)?;
        object.end()
    }
}

/// A value written the way it is shown, without a string in between.
struct Shown<T>(T);

impl<T: fmt::Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// A confidence as JSON has it, from 0 to 1.
fn share(per_mille: u16) -> f64 {
    f64::from(per_mille) / 1000.0
}

/// An object that knows how it is written inside a record.
trait Item {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// A list of them.
struct List<'a, T>(&'a [T]);

struct One<'a, T>(&'a T);

impl<T: Item> Serialize for List<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(One))
    }
}

impl<T: Item> Serialize for One<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

impl Item for Caption {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Caption", 6)?;
        object.serialize_field("sha256", &Shown(&self.sha256))?;
        object.serialize_field("text", &self.text)?;
        object.serialize_field("credit", &self.credit)?;
        object.serialize_field("photographer", &self.photographer)?;
        object.serialize_field("agency", &self.agency)?;
        object.serialize_field("occurrences", &self.occurrences)?;
        object.end()
    }
}

impl Item for Person {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Person", 4)?;
        object.serialize_field("name", &self.name)?;
        object.serialize_field("roles", &self.roles)?;
        object.serialize_field("confidence", &share(self.confidence()))?;
        object.serialize_field("mentions", &List(&self.mentions))?;
        object.end()
    }
}

impl Item for Organisation {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Organisation", 3)?;
        object.serialize_field("name", &self.name)?;
        object.serialize_field("confidence", &share(self.confidence()))?;
        object.serialize_field("mentions", &List(&self.mentions))?;
        object.end()
    }
}

impl Item for Place {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Place", 10)?;
        object.serialize_field("name", &self.name)?;
        object.serialize_field("kind", &self.kind.map(PlaceKind::name))?;
        object.serialize_field("country_code", &self.country_code)?;
        object.serialize_field("latitude", &self.latitude)?;
        object.serialize_field("longitude", &self.longitude)?;
        object.serialize_field("geonames_id", &self.geonames_id)?;
        object.serialize_field("margin", &self.margin)?;
        object.serialize_field("candidates", &List(&self.candidates))?;
        object.serialize_field("confidence", &share(self.confidence()))?;
        object.serialize_field("mentions", &List(&self.mentions))?;
        object.end()
    }
}

impl Item for Namesake {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Namesake", 6)?;
        object.serialize_field("name", &self.name)?;
        object.serialize_field("kind", self.kind.name())?;
        object.serialize_field("country_code", &self.country_code)?;
        object.serialize_field("latitude", &self.latitude)?;
        object.serialize_field("longitude", &self.longitude)?;
        object.serialize_field("geonames_id", &self.geonames_id)?;
        object.end()
    }
}

impl Item for Mention {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("field", self.field.name())?;
        if let Some(place) = self.field.caption() {
            object.serialize_entry("caption", &place)?;
        }
        object.serialize_entry("start_char", &self.span.start_char)?;
        object.serialize_entry("end_char", &self.span.end_char)?;
        object.serialize_entry("text", &self.text)?;
        object.serialize_entry("confidence", &share(self.confidence))?;
        object.end()
    }
}

impl Item for Diagnostic {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Diagnostic", 2)?;
        object.serialize_field("kind", &self.kind)?;
        object.serialize_field("message", &self.message)?;
        object.end()
    }
}

/// Quotes need the list of people as well: a speaker is an index into it.
struct Quotes<'a> {
    quotes: &'a [Quote],
    people: &'a [Person],
}

struct OneQuote<'a> {
    quote: &'a Quote,
    people: &'a [Person],
}

impl Serialize for Quotes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.quotes.iter().map(|quote| OneQuote { quote, people: self.people }))
    }
}

impl Serialize for OneQuote<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let quote = self.quote;
        let speaker = quote.speaker.and_then(|place| self.people.get(place)).map(|person| person.name.as_str());
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("field", quote.field.name())?;
        if let Some(place) = quote.field.caption() {
            object.serialize_entry("caption", &place)?;
        }
        object.serialize_entry("start_char", &quote.span.start_char)?;
        object.serialize_entry("end_char", &quote.span.end_char)?;
        object.serialize_entry("text", &quote.text)?;
        object.serialize_entry("kind", quote.kind.name())?;
        object.serialize_entry("speaker", &speaker)?;
        object.serialize_entry("speaker_text", &quote.speaker_text)?;
        object.serialize_entry("speaker_start_char", &quote.speaker_span.map(|span| span.start_char))?;
        object.serialize_entry("speaker_end_char", &quote.speaker_span.map(|span| span.end_char))?;
        object.serialize_entry("cue", &quote.cue)?;
        object.serialize_entry("group", &quote.group)?;
        object.serialize_entry("confidence", &share(quote.confidence))?;
        object.serialize_entry("reason", &quote.reason)?;
        object.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, QuoteKind, Span};

    fn mention(field: Field, start_char: usize, text: &str) -> Mention {
        let span = Span { start_char, end_char: start_char + text.chars().count() };
        Mention { field, span, text: text.into(), role: None, confidence: 900 }
    }

    #[test]
    fn record_has_every_key_in_order() {
        let sha256 = Digest::of(b"abc");
        let source = Origin { path: "a.txt", record: None, sha256: Some(&sha256), media_type: Some("text/plain") };
        let mut out = Vec::new();
        let (article, analysis) = (&Article::default(), &Analysis::default());
        let record = Record { extractor: "9.9.9", source, article, analysis, diagnostics: &[], import: None };
        write_record(&mut out, &record).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            format!(
                r#"{{"schema":1,"extractor":"9.9.9","source":{{"path":"a.txt","record":null,"sha256":"{sha256}","media_type":"text/plain"}},"url":null,"site":null,"language":null,"headline":null,"byline":null,"authors":[],"agency":null,"dateline":null,"published_at":null,"updated_at":null,"standfirst":null,"body":"","captions":[],"people":[],"organisations":[],"places":[],"quotes":[],"diagnostics":[]}}{}"#,
                "\n"
            )
        );
    }

    #[test]
    fn quote_names_its_speaker_and_mentions_their_field() {
        let article = Article {
            body: "Ada Quill said \"fine\".".into(),
            captions: vec![Caption::new("Quill at sea".into(), None, None, None)],
            ..Article::default()
        };
        let analysis = Analysis {
            people: vec![Person {
                name: "Ada Quill".into(),
                roles: vec!["harbour master".into()],
                mentions: vec![mention(Field::Body, 0, "Ada Quill"), mention(Field::Caption(0), 0, "Quill")],
            }],
            places: vec![Place {
                name: "Porto".into(),
                kind: Some(PlaceKind::City),
                country_code: Some("PT".into()),
                latitude: Some(41.15),
                longitude: Some(-8.61),
                geonames_id: Some(2_735_943),
                margin: None,
                candidates: Vec::new(),
                mentions: vec![],
            }],
            organisations: vec![],
            quotes: vec![Quote {
                field: Field::Body,
                span: Span { start_char: 16, end_char: 20 },
                text: "fine".into(),
                kind: QuoteKind::Mixed,
                speaker: Some(0),
                speaker_text: Some("Ada Quill".into()),
                speaker_span: Some(Span { start_char: 0, end_char: 9 }),
                cue: Some("said".into()),
                group: Some(1),
                confidence: 950,
                reason: "“said” stands beside them".into(),
            }],
        };
        let sha256 = Digest::of(b"");
        let source = Origin { path: "-", record: Some("7"), sha256: Some(&sha256), media_type: None };
        let mut out = Vec::new();
        let diagnostics = [Diagnostic::new("encoding-guessed", "read as windows-1252")];
        let (article, analysis) = (&article, &analysis);
        let record = Record { extractor: "0", source, article, analysis, diagnostics: &diagnostics, import: None };
        write_record(&mut out, &record).unwrap();
        let line = String::from_utf8(out).unwrap();
        for part in [
            r#""people":[{"name":"Ada Quill","roles":["harbour master"],"confidence":0.9,"mentions":[{"field":"body","start_char":0,"end_char":9,"text":"Ada Quill","confidence":0.9},{"field":"caption","caption":0,"start_char":0,"end_char":5,"text":"Quill","confidence":0.9}]}]"#,
            r#""places":[{"name":"Porto","kind":"city","country_code":"PT","latitude":41.15,"longitude":-8.61,"geonames_id":2735943,"margin":null,"candidates":[],"confidence":0.0,"mentions":[]}]"#,
            r#""quotes":[{"field":"body","start_char":16,"end_char":20,"text":"fine","kind":"mixed","speaker":"Ada Quill","speaker_text":"Ada Quill","speaker_start_char":0,"speaker_end_char":9,"cue":"said","group":1,"confidence":0.95,"reason":"“said” stands beside them"}]"#,
            r#""diagnostics":[{"kind":"encoding-guessed","message":"read as windows-1252"}]"#,
        ] {
            assert!(line.contains(part), "{part}\nis not in\n{line}");
        }
    }

    #[test]
    fn failure_is_a_row_too() {
        let mut out = Vec::new();
        let source = Origin { path: "a.jsonl", record: Some("3"), sha256: None, media_type: None };
        write_failure(&mut out, source, "bad-json", "expected value").unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "{\"schema\":1,\"source\":{\"path\":\"a.jsonl\",\"record\":\"3\",\"sha256\":null,\"media_type\":null},\
             \"error\":{\"kind\":\"bad-json\",\"message\":\"expected value\"}}\n"
        );
    }
}
