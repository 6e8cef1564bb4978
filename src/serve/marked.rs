//! The text of an article with what is known of it: names lead to their pages, and every name and quote has an address.
//!
//! Invariant: all text is escaped; a mark is told from others by its line, not by colour alone; no address is given twice.

use std::collections::BTreeSet;

use crate::present::forms::escape::xml;
use crate::present::forms::spans::{Piece, Stretch, paragraphs};
use crate::present::forms::tagged::{Named, Tag};
use crate::query::rows::QuoteUse;
use crate::serve::links::Links;

/// The code points of a stretch: before it, and up to its end.
pub(in crate::serve) type Span = (usize, usize);

/// The paragraphs of a text as HTML with names and quotes marked.
pub(in crate::serve) fn marked(text: &str, stretches: &[Stretch<Tag<'_>>], links: Links) -> Vec<String> {
    let mut writer = Writer { links, addresses: None, names: 0 };
    let stretches: Vec<_> = stretches.iter().map(|stretch| placed(*stretch)).collect();
    writer.paragraphs(text, &stretches)
}

/// The same for the body, in which `c120-134` is the address of what stands between these characters: of every name and
/// quote, and of the stretch that was asked for.
pub(in crate::serve) fn addressed(
    text: &str,
    stretches: &[Stretch<Tag<'_>>],
    asked: Option<Span>,
    links: Links,
) -> Vec<String> {
    let mut writer = Writer { links, addresses: Some(BTreeSet::new()), names: 0 };
    let Some(span) = asked else {
        let stretches: Vec<_> = stretches.iter().map(|stretch| placed(*stretch)).collect();
        return writer.paragraphs(text, &stretches);
    };
    let mut all = vec![Stretch { start: span.0, end: span.1, what: (None, span) }];
    // What crosses the stretch that was asked for gives way to it.
    let crosses = |one: Span, other: Span| one.0 < other.0 && other.0 < one.1 && one.1 < other.1;
    let kept = stretches.iter().filter(|stretch| {
        let own = (stretch.start, stretch.end);
        !crosses(own, span) && !crosses(span, own)
    });
    all.extend(kept.map(|stretch| placed(*stretch)));
    writer.paragraphs(text, &all)
}

/// The stretch that an address names, as in `120-134`.
pub(in crate::serve) fn span_of(address: &str) -> Option<Span> {
    let (start, end) = address.split_once('-')?;
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    (start < end).then_some((start, end))
}

/// What a stretch is, with its characters; `None` for what was asked for.
type Placed<'a> = (Option<Tag<'a>>, Span);

fn placed(stretch: Stretch<Tag<'_>>) -> Stretch<Placed<'_>> {
    Stretch { start: stretch.start, end: stretch.end, what: (Some(stretch.what), (stretch.start, stretch.end)) }
}

struct Writer {
    links: Links,
    /// The addresses given so far; `None` where none are given.
    addresses: Option<BTreeSet<Span>>,
    /// Names within which the text stands: only the outermost leads to its page, as there are no links within links.
    names: usize,
}

impl Writer {
    fn paragraphs(&mut self, text: &str, stretches: &[Stretch<Placed<'_>>]) -> Vec<String> {
        let paragraph =
            |pieces: Vec<Piece<'_, Placed<'_>>>| pieces.into_iter().map(|piece| self.piece(piece)).collect();
        paragraphs(text, stretches).into_iter().map(paragraph).collect()
    }

    fn piece(&mut self, piece: Piece<'_, Placed<'_>>) -> String {
        match piece {
            Piece::Text(text) => xml(text).into_owned(),
            Piece::Open((None, span), goes_on) => format!("<mark{}>", self.address(span, goes_on)),
            Piece::Open((Some(Tag::Name(named, id, doubtful)), span), goes_on) => {
                self.names += 1;
                let link = if self.names == 1 { Some(self.links.one(named.word(), id)) } else { None };
                opened(named, doubtful, &self.address(span, goes_on), link)
            }
            // A quote has an address by its number, too, which stays when the text around it changes.
            Piece::Open((Some(Tag::Said(quote)), span), goes_on) => {
                format!("<span{}>{}", self.address(span, goes_on), quoted(quote, goes_on))
            }
            Piece::Close((None, _)) => "</mark>".to_owned(),
            Piece::Close((Some(Tag::Name(..)), _)) => {
                self.names = self.names.saturating_sub(1);
                if self.names == 0 { "</a>".to_owned() } else { "</span>".to_owned() }
            }
            Piece::Close((Some(Tag::Said(_)), _)) => "</q></span>".to_owned(),
        }
    }

    /// The address of a stretch that begins here and has none yet.
    fn address(&mut self, span: Span, goes_on: bool) -> String {
        let is_new = !goes_on && self.addresses.as_mut().is_some_and(|known| known.insert(span));
        if is_new { format!(" id=\"c{}-{}\"", span.0, span.1) } else { String::new() }
    }
}

fn opened(named: Named, doubtful: bool, address: &str, link: Option<String>) -> String {
    let class = format!("class=\"{}{}\"", named.word(), if doubtful { " doubtful" } else { "" });
    match link {
        Some(link) => format!("<a{address} {class} href=\"{link}\">"),
        None => format!("<span{address} {class}>"),
    }
}

fn quoted(quote: &QuoteUse, goes_on: bool) -> String {
    let speaker = quote.speaker.as_deref().or(quote.speaker_text.as_deref());
    let title = speaker.map(|speaker| format!(" title=\"{}\"", xml(speaker))).unwrap_or_default();
    let id = if goes_on { String::new() } else { format!(" id=\"quote-{}\"", quote.id) };
    let doubtful = if quote.doubtful { " class=\"doubtful\"" } else { "" };
    format!("<q{id}{title}{doubtful}>")
}

/// A passage with its words of the search in `[` and `]` as HTML.
pub(in crate::serve) fn snippet(text: &str) -> String {
    xml(text).replace('[', "<mark>").replace(']', "</mark>")
}

/// A saying as it differs from its first use, with `[-…-]` around what is missing and `{+…+}` around what came, as HTML.
pub(in crate::serve) fn differences(text: &str) -> String {
    xml(text).replace("[-", "<del>").replace("-]", "</del>").replace("{+", "<ins>").replace("+}", "</ins>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(start: usize, end: usize, id: i64) -> Stretch<Tag<'static>> {
        Stretch { start, end, what: Tag::Name(Named::Person, id, false) }
    }

    #[test]
    fn every_name_of_a_body_has_one_address() {
        let check = |names: &[Stretch<Tag<'_>>], asked: Option<Span>, expected: &str| {
            assert_eq!(addressed("Ida <b> Ode.", names, asked, Links::SERVED).concat(), expected);
        };
        let ida = "<a id=\"c0-3\" class=\"person\" href=\"/person/1\">Ida</a>";
        check(&[name(0, 3, 1)], None, &format!("{ida} &lt;b&gt; Ode."));
        let twice = "<a id=\"c0-3\" class=\"person\" href=\"/person/1\"><span class=\"person\">Ida</span></a>";
        check(&[name(0, 3, 1), name(0, 3, 2)], None, &format!("{twice} &lt;b&gt; Ode."));
        check(&[name(0, 3, 1)], Some((4, 11)), &format!("{ida} <mark id=\"c4-11\">&lt;b&gt; Ode</mark>."));
        check(&[name(0, 3, 1)], Some((0, 7)), &format!("<mark id=\"c0-7\">{ida} &lt;b&gt;</mark> Ode."));
        check(&[name(0, 3, 1)], Some((2, 7)), "Id<mark id=\"c2-7\">a &lt;b&gt;</mark> Ode.");
        check(&[name(0, 3, 1)], Some((90, 99)), &format!("{ida} &lt;b&gt; Ode."));
        assert!(!marked("Ida", &[name(0, 3, 1)], Links::SERVED).concat().contains(" id="));
    }

    #[test]
    fn a_stretch_that_is_none_is_not_asked_for() {
        let check = |address: &str, expected: Option<Span>| assert_eq!(span_of(address), expected, "{address}");
        check("120-134", Some((120, 134)));
        for odd in ["", "-", "7-7", "9-3", "a-b", "-1-4", "1-99999999999999999999999"] {
            check(odd, None);
        }
    }
}
