//! A text with the names and quotes in it as elements.
//!
//! A text and stretches of it come in, in code points; pieces of text, openings and closings go out, in order.
//!
//! Invariant: what opens closes, the last first; of two stretches that cross, the one that begins later is left out; the pieces of text
//! give the text back.

/// A stretch of a text, with what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch<T> {
    /// Code points before it.
    pub start: usize,
    /// Code points up to its end.
    pub end: usize,
    /// What it is.
    pub what: T,
}

/// A piece of the text or a side of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t, T> {
    /// Text.
    Text(&'t str),
    /// Here something begins; the second says whether it is the rest of what began in a paragraph before.
    Open(T, bool),
    /// Here it ends.
    Close(T),
}

/// The paragraphs of `text`, which an empty line sets apart, each with the pieces of it.
#[must_use]
pub fn paragraphs<'t, T: Copy>(text: &'t str, stretches: &[Stretch<T>]) -> Vec<Vec<Piece<'t, T>>> {
    let mut before = 0;
    let mut paragraphs = Vec::new();
    for paragraph in text.split("\n\n") {
        let length = paragraph.chars().count();
        let end = before + length;
        let own: Vec<(Stretch<T>, bool)> = stretches
            .iter()
            .filter(|stretch| stretch.start < end && stretch.end > before && stretch.start < stretch.end)
            .map(|stretch| {
                let start = stretch.start.max(before) - before;
                let clipped = Stretch { start, end: stretch.end.min(end) - before, what: stretch.what };
                (clipped, stretch.start < before)
            })
            .collect();
        if !paragraph.is_empty() {
            paragraphs.push(pieces(paragraph, own));
        }
        before = end + 2;
    }
    paragraphs
}

/// The pieces of one paragraph.
fn pieces<T: Copy>(text: &str, mut stretches: Vec<(Stretch<T>, bool)>) -> Vec<Piece<'_, T>> {
    stretches.sort_by_key(|(stretch, _)| (stretch.start, std::cmp::Reverse(stretch.end)));
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let slice = |from: usize, to: usize| {
        let (from, to) = (bytes.get(from).copied(), bytes.get(to).copied());
        text.get(from.unwrap_or(text.len())..to.unwrap_or(text.len())).unwrap_or_default()
    };
    let mut out = Vec::new();
    let mut open: Vec<Stretch<T>> = Vec::new();
    let mut at = 0;
    for (stretch, goes_on) in stretches {
        while let Some(last) = open.last().copied().filter(|last| last.end <= stretch.start) {
            push_text(&mut out, slice(at, last.end));
            at = at.max(last.end);
            out.push(Piece::Close(last.what));
            open.pop();
        }
        if open.last().is_some_and(|last| stretch.end > last.end) {
            continue;
        }
        push_text(&mut out, slice(at, stretch.start));
        at = at.max(stretch.start);
        out.push(Piece::Open(stretch.what, goes_on));
        open.push(stretch);
    }
    while let Some(last) = open.pop() {
        push_text(&mut out, slice(at, last.end));
        at = at.max(last.end);
        out.push(Piece::Close(last.what));
    }
    push_text(&mut out, slice(at, bytes.len().saturating_sub(1)));
    out
}

fn push_text<'t, T>(out: &mut Vec<Piece<'t, T>>, text: &'t str) {
    if !text.is_empty() {
        out.push(Piece::Text(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, stretches: &[(usize, usize, char)]) -> String {
        let stretches: Vec<_> =
            stretches.iter().map(|(start, end, what)| Stretch { start: *start, end: *end, what: *what }).collect();
        let paragraph = |pieces: Vec<Piece<'_, char>>| {
            let piece = |piece| match piece {
                Piece::Text(text) => text.to_owned(),
                Piece::Open(what, false) => format!("<{what}>"),
                Piece::Open(what, true) => format!("<{what}…>"),
                Piece::Close(what) => format!("</{what}>"),
            };
            pieces.into_iter().map(piece).collect::<String>()
        };
        paragraphs(text, &stretches).into_iter().map(paragraph).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn stretches_are_nested_or_left_out() {
        let check = |stretches: &[(usize, usize, char)], expected: &str| {
            assert_eq!(shown("Über uns sagt Ida.\n\nNein.", stretches), expected, "{stretches:?}");
        };
        check(&[], "Über uns sagt Ida.|Nein.");
        check(&[(14, 17, 'p')], "Über uns sagt <p>Ida</p>.|Nein.");
        check(&[(0, 18, 'q'), (14, 17, 'p')], "<q>Über uns sagt <p>Ida</p>.</q>|Nein.");
        check(&[(0, 8, 'q'), (5, 13, 'p')], "<q>Über uns</q> sagt Ida.|Nein.");
        check(&[(0, 4, 'a'), (4, 8, 'b')], "<a>Über</a><b> uns</b> sagt Ida.|Nein.");
        check(&[(5, 22, 'q')], "Über <q>uns sagt Ida.</q>|<q…>Ne</q>in.");
        check(&[(3, 3, 'a'), (90, 99, 'b')], "Über uns sagt Ida.|Nein.");
    }
}
