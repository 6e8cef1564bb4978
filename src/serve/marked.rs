//! The text of an article with what is known of it: names lead to their pages, quotes to theirs.
//!
//! Invariant: all text is escaped; a mark is told from others by its line and its letter, not by colour alone.

use crate::present::forms::escape::xml;
use crate::present::forms::spans::{Piece, Stretch, paragraphs};
use crate::present::forms::tagged::Tag;
use crate::serve::links::Links;

/// The paragraphs of a text as HTML with names and quotes marked.
pub(in crate::serve) fn marked(text: &str, stretches: &[Stretch<Tag<'_>>], links: Links) -> Vec<String> {
    let piece = |piece| match piece {
        Piece::Text(text) => xml(text).into_owned(),
        Piece::Open(Tag::Name(named, id, doubtful), _) => {
            let doubtful = if doubtful { " doubtful" } else { "" };
            format!("<a class=\"{}{doubtful}\" href=\"{}\">", named.word(), links.one(named.word(), id))
        }
        Piece::Open(Tag::Said(quote), goes_on) => {
            let speaker = quote.speaker.as_deref().or(quote.speaker_text.as_deref());
            let title = speaker.map(|speaker| format!(" title=\"{}\"", xml(speaker))).unwrap_or_default();
            let id = if goes_on { String::new() } else { format!(" id=\"quote-{}\"", quote.id) };
            let doubtful = if quote.doubtful { " class=\"doubtful\"" } else { "" };
            format!("<q{id}{title}{doubtful}>")
        }
        Piece::Close(Tag::Name(..)) => "</a>".to_owned(),
        Piece::Close(Tag::Said(_)) => "</q>".to_owned(),
    };
    paragraphs(text, stretches).into_iter().map(|pieces| pieces.into_iter().map(piece).collect()).collect()
}

/// A passage with its words of the search in `[` and `]` as HTML.
pub(in crate::serve) fn snippet(text: &str) -> String {
    xml(text).replace('[', "<mark>").replace(']', "</mark>")
}

/// A saying as it differs from its first use, with `[-…-]` around what is missing and `{+…+}` around what came, as HTML.
pub(in crate::serve) fn differences(text: &str) -> String {
    xml(text).replace("[-", "<del>").replace("-]", "</del>").replace("{+", "<ins>").replace("+}", "</ins>")
}
