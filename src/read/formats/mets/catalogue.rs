//! What the records about an issue say: the newspaper, the day, the language (MODS, or Dublin Core in its place).

use crate::read::markup::Element;

/// What is known of an issue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// The name of the newspaper.
    pub newspaper: Option<String>,
    /// The day, as the record writes it.
    pub date: Option<String>,
    /// The language.
    pub language: Option<String>,
}

/// What `mets` says of the issue that the divisions `around` an article are; the nearest one that says something holds.
pub(super) fn issue(mets: &Element, around: &[&Element]) -> Known {
    let mut records: Vec<&Element> = around.iter().flat_map(|div| records_of(mets, div)).collect();
    if records.is_empty() {
        records.extend(mets.elements().filter(|element| element.name == "dmdsec").take(1));
    }
    let last = |look: fn(&Element) -> Option<String>| records.iter().rev().find_map(|record| look(record));
    // A host is what the issue is one of; without one the outermost record is that of the newspaper itself.
    let newspaper = last(host).or_else(|| records.iter().find_map(|record| own_title(record)));
    let label = || mets.attribute("label").or_else(|| around.iter().find_map(|div| div.attribute("label")));
    Known { newspaper: newspaper.or_else(|| label().map(str::to_owned)), date: last(date), language: last(language) }
}

/// The title that the index states for the article `div`.
pub(super) fn title(mets: &Element, div: &Element) -> Option<String> {
    let stated = records_of(mets, div).into_iter().find_map(own_title);
    stated.or_else(|| div.attribute("label").map(str::to_owned))
}

/// The records that `div` is tied to.
fn records_of<'m>(mets: &'m Element, div: &Element) -> Vec<&'m Element> {
    let names = div.attribute("dmdid").unwrap_or_default();
    let is_named =
        |section: &&Element| section.attribute("id").is_some_and(|id| names.split_whitespace().any(|name| name == id));
    mets.elements().filter(|element| element.name == "dmdsec").filter(is_named).collect()
}

/// The title of what the record's thing is a part of.
fn host(record: &Element) -> Option<String> {
    let is_host = |related: &&Element| related.attribute("type") == Some("host");
    record.all("relateditem").into_iter().find(is_host).and_then(full_title)
}

/// The title of the record's thing itself, without those of what it is tied to.
fn own_title(record: &Element) -> Option<String> {
    let mods = record.find("mods").unwrap_or(record);
    full_title(mods).or_else(|| mods.find("xmldata").unwrap_or(mods).child("title").and_then(Element::text))
}

/// The title as its parts say it: an article before it, and what follows a colon.
fn full_title(of: &Element) -> Option<String> {
    let info = of.elements().find(|element| element.name == "titleinfo" && element.attribute("type").is_none())?;
    let title = info.text_at(&["title"])?;
    let lead = info.text_at(&["nonsort"]);
    Some(match lead {
        Some(lead) if lead.ends_with(['\'', '\u{2019}']) => lead + &title,
        Some(lead) => format!("{lead} {title}"),
        None => title,
    })
}

/// The day on which it came out.
fn date(record: &Element) -> Option<String> {
    let of = |name: &str| record.all(name).into_iter().filter(|date| date.attribute("point") != Some("end"));
    let dates: Vec<&Element> = ["dateissued", "date", "issued"].into_iter().flat_map(of).collect();
    // A date that a standard writes before one for readers.
    let is_standard = |date: &&&Element| {
        date.text().is_some_and(|text| text.len() >= 8 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-'))
    };
    dates.iter().find(is_standard).or_else(|| dates.first()).and_then(|date| date.text())
}

/// The language of its text.
fn language(record: &Element) -> Option<String> {
    let term = record.find("languageterm").or_else(|| record.find("language"))?;
    term.text().map(|text| text.to_lowercase())
}
