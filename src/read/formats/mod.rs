//! The formats of input, one a file, and the list of them.
//!
//! Invariant: a format recognises a file by its first characters; a name's ending breaks a tie and does no more.

mod csv;
mod html;
mod json;
mod jsonl;
mod mail;
mod markdown;
mod mets;
mod parquet;
mod plain;
mod text;
mod warc;
mod wire;
mod xml;

use crate::read::about::{Entry, EntryKind};
use crate::read::choice::FormatChoice;
use crate::read::exports;
use crate::read::format::{Format, Head};

pub(in crate::read) use mets::references;

/// Every format, the most particular first: the last one that is ever guessed accepts any text.
static FORMATS: [&dyn Format; 31] = [
    &exports::PROQUEST,
    &exports::EUROPRESSE,
    &exports::NEXIS,
    &exports::FACTIVA,
    &xml::FACTIVA_XML,
    &exports::RIS,
    &exports::SGML,
    &exports::BIBTEX,
    &warc::Warc,
    &warc::Arc,
    &parquet::Parquet,
    &mail::Mail,
    &jsonl::Jsonl,
    &markdown::Markdown,
    &xml::NITF,
    &xml::NEWSML,
    &xml::NEWSML_G2,
    &xml::RITZAU,
    &xml::WORDPRESS,
    &xml::RSS,
    &xml::ATOM,
    &xml::ALTO,
    &mets::Mets,
    &xml::TEI,
    &xml::DELPHER,
    &wire::IPTC_7901,
    &wire::ANPA,
    &html::Html,
    &csv::Csv,
    &text::Text,
    &plain::Plain,
];

/// What is told of every format, in the order in which they are asked, and of what only a reader refuses.
pub(super) fn entries() -> Vec<Entry> {
    let mut entries = Vec::new();
    for format in FORMATS {
        let name = format.choice().name();
        entries.push(Entry::of_read(EntryKind::Format, name, format.about()));
        if format.choice() == FormatChoice::Jsonl {
            entries.extend(json::entries(name));
        }
    }
    entries.push(Entry::of_refused(&json::NO_TEXT));
    entries
}

/// The format `choice` names, or the first that recognises `head`.
pub(super) fn format_of(choice: FormatChoice, head: &Head<'_>) -> &'static dyn Format {
    let chosen = FORMATS.iter().find(|format| match choice {
        FormatChoice::Auto => format.recognises(head),
        _ => format.choice() == choice,
    });
    chosen.copied().unwrap_or(&text::Text)
}
