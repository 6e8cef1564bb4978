//! Decisions as text: one a line, to be read, compared and applied to another archive.
//!
//! `2026-01-02T03:04:05Z person merge "Tomas Ferrin" "T. Ferrin"`: when, about what, what, and then names in the
//! quotation marks of JSON, who stays first; of `identify` the authority with its identifier, `"wikidata:Q42"`. The name of a place is followed by its key in brackets. After the names of
//! a split come the articles. A correction names the article, the field and what it is to say; nothing where it is to be
//! empty: `2026-01-02T03:04:05Z article correct "url https://a.example/1" "headline" "Quay floods"`. A tag or a note names the
//! article and what it says: `2026-01-02T03:04:05Z article tag "url https://a.example/1" "harbour"`.
//!
//! Invariant: what is written is read back as the same decisions.

use crate::model::Identifier;
use crate::store::decisions::correction::{ArticleField, Correction};
use crate::store::decisions::decision::{Decision, Verb};
use crate::store::decisions::error::DecisionError;
use crate::store::decisions::remark::{Remark, RemarkKind};
use crate::store::kind::Kind;
use crate::store::names;

const HEADING: &str = "# decisions of an archive, one a line; `archive decisions apply` reads them\n";

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) enum Line {
    /// A decision about who is who.
    Identity(Decision),
    /// A correction of a field.
    Correction(Correction),
    /// A tag or a note.
    Remark(Remark),
}

/// The decisions as lines, in the order in which they were made, and then tags and notes.
pub(in crate::store) fn write(decisions: &[&Decision], corrections: &[Correction], remarks: &[Remark]) -> String {
    let mut lines: Vec<(i64, String)> = decisions.iter().map(|decision| (decision.id, line_of(decision))).collect();
    lines.extend(corrections.iter().map(|correction| (correction.id, line_of_correction(correction))));
    lines.sort_by_key(|(id, _)| *id);
    let lines = lines.into_iter().map(|(_, line)| line).chain(remarks.iter().map(line_of_remark));
    lines.fold(HEADING.to_owned(), |text, line| text + &line + "\n")
}

fn line_of_remark(remark: &Remark) -> String {
    let words = [&remark.article, &remark.text].map(|word| serde_json::Value::from(word.as_str()).to_string());
    format!("{} article {} {}", remark.made_at, remark.kind.name(), words.join(" "))
}

fn line_of_correction(correction: &Correction) -> String {
    let Correction { made_at, article, field, value, .. } = correction;
    let words = [Some(article.as_str()), Some(field.name()), value.as_deref()].into_iter().flatten();
    let words: Vec<String> = words.map(|word| serde_json::Value::from(word).to_string()).collect();
    format!("{made_at} article correct {}", words.join(" "))
}

fn line_of(decision: &Decision) -> String {
    let mut text = format!("{} {} {}", decision.made_at, decision.kind.noun(), decision.verb.name());
    let is_place = decision.kind == Kind::Place;
    let subject = designation(is_place, &decision.subject, &decision.subject_key);
    let object = decision.object.as_deref().map(|name| {
        let key = decision.object_key.as_deref().unwrap_or_default();
        designation(is_place && matches!(decision.verb, Verb::Merge | Verb::Split | Verb::Distinct), name, key)
    });
    for word in [subject].into_iter().chain(object).chain(decision.articles.iter().cloned()) {
        text += &format!(" {}", serde_json::Value::String(word));
    }
    text
}

/// Reads lines; empty ones and those that begin with `#` are passed over.
pub(in crate::store) fn read(text: &str) -> Result<Vec<Line>, DecisionError> {
    let mut decisions = Vec::new();
    for (line, number) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
        let line = line.trim();
        if !line.is_empty() && !line.starts_with('#') {
            decisions.push(read_line(line).map_err(|message| DecisionError::Line { line: number, message })?);
        }
    }
    Ok(decisions)
}

fn read_line(line: &str) -> Result<Line, String> {
    let mut words = line.splitn(4, char::is_whitespace);
    let mut word =
        |what: &str| words.next().filter(|word| !word.is_empty()).ok_or_else(|| format!("{what} is missing"));
    let made_at = word("the time")?;
    if !made_at.ends_with('Z') || made_at.parse::<jiff::Timestamp>().is_err() {
        return Err("does not begin with a time such as 2026-01-02T03:04:05Z".to_owned());
    }
    let kind = word("person, place, organisation or article")?;
    if kind == "article" {
        return match (word("what was decided")?, word("the article")?) {
            ("correct", words) => read_correction(made_at, words).map(Line::Correction),
            ("tag", words) => read_remark(RemarkKind::Tag, made_at, words).map(Line::Remark),
            ("note", words) => read_remark(RemarkKind::Note, made_at, words).map(Line::Remark),
            (other, _) => {
                Err(format!("`{other}` is none of correct, tag, note, which is all that is said of an article"))
            }
        };
    }
    let kind = Kind::of(kind).ok_or_else(|| format!("`{kind}` is none of person, place, organisation, article"))?;
    let verb = word("what was decided")?;
    let verb = Verb::of(verb).ok_or_else(|| format!("`{verb}` is none of {}", Verb::ALL.map(Verb::name).join(", ")))?;
    let mut names = read_words(word("a name")?)?.into_iter();
    let (subject, subject_key) = read_name(kind, &names.next().unwrap_or_default())?;
    let object = match (verb, names.next()) {
        (Verb::Reject, None) => None,
        (Verb::Reject, Some(_)) => return Err("reject takes one name".to_owned()),
        (Verb::Identify, Some(text)) => {
            let identifier = Identifier::parse(&text).ok_or_else(|| format!("`{text}` is no identifier"))?;
            Some((identifier.to_string(), None))
        }
        (Verb::Identify, None) => return Err("identify takes a name and an identifier".to_owned()),
        (_, None) => return Err(format!("{} takes two names", verb.name())),
        (_, Some(name)) => Some(read_name(kind, &name).map(|(name, key)| (name, Some(key)))?),
    };
    let mut articles: Vec<String> = names.collect();
    articles.sort();
    articles.dedup();
    if articles.is_empty() == (verb == Verb::Split) {
        return Err("a split names articles, and nothing else does".to_owned());
    }
    articles.iter().try_for_each(|article| check_article(article))?;
    let (object, object_key) = object.unzip();
    let object_key = object_key.flatten();
    let made_at = made_at.to_owned();
    let decision =
        Decision { id: 0, made_at, kind, verb, subject, subject_key, object, object_key, articles, undone_at: None };
    Ok(Line::Identity(decision))
}

fn read_correction(made_at: &str, words: &str) -> Result<Correction, String> {
    let mut words = read_words(words)?.into_iter();
    let article = words.next().unwrap_or_default();
    check_article(&article)?;
    let name = words.next().unwrap_or_default();
    let field = ArticleField::of(&name)
        .ok_or_else(|| format!("`{name}` is none of {}", ArticleField::ALL.map(ArticleField::name).join(", ")))?;
    let value = words.next().map(|value| field.folded(&value).ok_or_else(|| format!("`{value}` is no {name}")));
    if words.next().is_some() {
        return Err("a correction takes an article, a field and what it is to say".to_owned());
    }
    Ok(Correction { id: 0, made_at: made_at.to_owned(), article, field, value: value.transpose()? })
}

fn read_remark(kind: RemarkKind, made_at: &str, words: &str) -> Result<Remark, String> {
    let words = read_words(words)?;
    let [article, text] = words.as_slice() else {
        return Err(format!("a {} takes an article and what it says", kind.name()));
    };
    check_article(article)?;
    Remark::new(kind, made_at, article.clone(), text).ok_or_else(|| format!("the {} is empty", kind.name()))
}

/// Words in the quotation marks of JSON.
fn read_words(text: &str) -> Result<Vec<String>, String> {
    let words: Result<Vec<String>, _> = serde_json::Deserializer::from_str(text).into_iter::<String>().collect();
    words.map_err(|_| "names stand in quotation marks, one space apart".to_owned())
}

fn check_article(article: &str) -> Result<(), String> {
    if article.starts_with("url ") || article.starts_with("sha256 ") {
        return Ok(());
    }
    Err(format!("`{article}` is no article: it begins with neither url nor sha256"))
}

fn designation(has_key: bool, name: &str, key: &str) -> String {
    if has_key { format!("{name} [{key}]") } else { name.to_owned() }
}

/// Name and key.
fn read_name(kind: Kind, text: &str) -> Result<(String, String), String> {
    let text = text.trim();
    let with_key = text.strip_suffix(']').and_then(|text| text.rsplit_once(" [")).filter(|_| kind == Kind::Place);
    let (name, key) = match with_key {
        Some((name, key)) => (name, key.to_owned()),
        None => (text, kind.key_of_name(text)),
    };
    if names::key(name).is_empty() {
        return Err("a name is empty".to_owned());
    }
    Ok((name.to_owned(), key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_back_as_they_were_written() {
        let lines = [
            r#"2026-01-02T03:04:05Z person merge "Tomas Ferrin" "T. \"Tom\" Ferrin""#,
            r#"2026-01-02T03:04:05Z person split "Jon Berg" "Jon Berg (2)" "sha256 00ff" "url https://a.example/1""#,
            r#"2026-01-02T03:04:05Z person distinct "Jon Berg" "Jonas Berg""#,
            r#"2026-01-02T03:04:05Z person rename "Jon Berg" "John Berg""#,
            r#"2026-01-02T03:04:05Z place identify "Brill [geonames 7]" "wikidata:Q7""#,
            r#"2026-01-02T03:04:05Z organisation reject "Tuesday Board""#,
            r#"2026-01-02T03:04:05Z place merge "Brill [geonames 7]" "Brill Town [name brill town|city|GB]""#,
            r#"2026-01-02T03:04:05Z place alias "Brill [geonames 7]" "Old Brill""#,
            r#"2026-01-02T03:04:05Z article correct "url https://a.example/1" "headline" "Quay \"floods\"""#,
            r#"2026-01-02T03:04:05Z article correct "sha256 00ff" "site""#,
            r#"2026-01-02T03:04:05Z article tag "sha256 00ff" "Harbour inquiry""#,
            r#"2026-01-02T03:04:05Z article note "url https://a.example/1" "Ask\nMs Quill""#,
        ];
        let text = format!("{HEADING}{}\n", lines.join("\n"));
        let (mut decisions, mut corrections, mut remarks) = (Vec::new(), Vec::new(), Vec::new());
        for (line, number) in read(&text).unwrap().into_iter().zip(1..) {
            match line {
                Line::Identity(decision) => decisions.push(Decision { id: number, ..decision }),
                Line::Correction(correction) => corrections.push(Correction { id: number, ..correction }),
                Line::Remark(remark) => remarks.push(remark),
            }
        }
        assert_eq!((decisions.len(), corrections.len(), remarks.len()), (8, 2, 2));
        assert_eq!(write(&decisions.iter().collect::<Vec<_>>(), &corrections, &remarks), text);
        assert_eq!(decisions[6].object_key.as_deref(), Some("name brill town|city|GB"));
        assert_eq!(decisions[7].object_key.as_deref(), Some("name old brill||"));
    }

    #[test]
    fn lines_that_say_nothing_are_refused_with_their_number() {
        let check = |line: &str, expected: &str| {
            let error = read(&format!("\n# remark\n{line}\n")).unwrap_err().to_string();
            assert!(error.starts_with("line 3: ") && error.contains(expected), "{line}: {error}");
        };
        check("yesterday person reject \"X\"", "does not begin with a time");
        check("2026-01-02T03:04:05Z animal reject \"X\"", "`animal`");
        check("2026-01-02T03:04:05Z person forget \"X\"", "`forget`");
        check("2026-01-02T03:04:05Z person reject", "a name is missing");
        check("2026-01-02T03:04:05Z person reject X", "quotation marks");
        check("2026-01-02T03:04:05Z person reject \" \"", "a name is empty");
        check("2026-01-02T03:04:05Z person reject \"X\" \"Y\"", "one name");
        check("2026-01-02T03:04:05Z person merge \"X\"", "two names");
        check("2026-01-02T03:04:05Z person identify \"X\"", "a name and an identifier");
        check("2026-01-02T03:04:05Z person identify \"X\" \"wikidata:7\"", "no identifier");
        check("2026-01-02T03:04:05Z person split \"X\" \"Y\"", "names articles");
        check("2026-01-02T03:04:05Z person split \"X\" \"Y\" \"7\"", "no article");
        check("2026-01-02T03:04:05Z person merge \"X\" \"Y\" \"url z\"", "nothing else");
        check("2026-01-02T03:04:05Z article merge \"url z\"", "`merge` is none of correct, tag, note");
        check("2026-01-02T03:04:05Z article tag \"url z\"", "takes an article and what it says");
        check("2026-01-02T03:04:05Z article note \"url z\" \" \"", "the note is empty");
        check("2026-01-02T03:04:05Z article tag \"7\" \"wet\"", "no article");
        check("2026-01-02T03:04:05Z article correct \"7\" \"site\"", "no article");
        check("2026-01-02T03:04:05Z article correct \"url z\" \"body\" \"B\"", "`body` is none of");
        check("2026-01-02T03:04:05Z article correct \"url z\" \"published_at\" \"B\"", "`B` is no published_at");
    }
}
