//! Exports longer than is held at once: the text is split window by window.
//!
//! A segment that may go on in the next window waits for it. Every segment is split off alone as it is in its file (that is how it is read
//! again), so a window that begins with one is split like the file.
//!
//! Invariant: no more is held than one segment of the longest length and a window.

use std::io::{self, Read};
use std::ops::Range;

/// How much is read at a time.
const WINDOW_LEN: usize = 4 << 20;

/// Finds the segments of a text and the count that it states.
pub(super) type Split = fn(&str) -> (Vec<Range<usize>>, Option<u32>);

/// What one window gives.
pub(super) struct Window<'w> {
    /// Its segments that are whole, each with its place in the file.
    pub segments: Vec<(u64, &'w str)>,
    /// How many segments the file says that it has.
    pub count: Option<u32>,
    /// Whether it is the last.
    pub is_last: bool,
}

/// The windows of a text in UTF-8.
pub(super) struct Windows<R> {
    reader: R,
    split: Split,
    limit: usize,
    buffer: Vec<u8>,
    /// Where in the file the buffer begins.
    offset: u64,
    /// How much of the buffer has been handed out.
    done: usize,
    count: Option<u32>,
    /// Whether the buffer begins within a segment that is too long.
    in_long: bool,
    ended: bool,
}

impl<R: Read> Windows<R> {
    /// Windows of what `reader` gives; a segment longer than `limit` is handed out as far as it was held.
    pub fn new(reader: R, split: Split, limit: usize) -> Self {
        let (buffer, count) = (Vec::new(), None);
        Self { reader, split, limit, buffer, offset: 0, done: 0, count, in_long: false, ended: false }
    }

    /// The next window; `None` at the end.
    ///
    /// # Errors
    /// What the system refuses.
    pub fn next_window(&mut self) -> io::Result<Option<Window<'_>>> {
        if self.ended {
            return Ok(None);
        }
        self.buffer.drain(..self.done);
        self.offset += self.done as u64;
        let more = (&mut self.reader).take(WINDOW_LEN as u64).read_to_end(&mut self.buffer)?;
        self.ended = more == 0;
        let whole = match std::str::from_utf8(&self.buffer) {
            Ok(text) => text,
            Err(error) => {
                std::str::from_utf8(self.buffer.get(..error.valid_up_to()).unwrap_or_default()).unwrap_or_default()
            }
        };
        let (mut ranges, stated) = (self.split)(whole);
        self.count = self.count.or(stated);
        let last = ranges.last().map_or(0, |last| last.start);
        let is_too_long = !self.ended && whole.len() - last > self.limit.saturating_add(WINDOW_LEN);
        let was_long = self.in_long;
        if is_too_long {
            self.done = whole.len();
            self.in_long = true;
        } else if self.ended {
            self.done = whole.len();
        } else {
            self.done = last;
            self.in_long &= ranges.len() < 2 && last == 0;
            ranges.pop();
        }
        // What goes on from a segment that was too long is nothing of its own.
        if was_long && ranges.first().is_some_and(|range| range.start == 0) {
            ranges.remove(0);
        }
        let place = |range: Range<usize>| Some((self.offset + range.start as u64, whole.get(range)?));
        let segments = ranges.into_iter().filter_map(place).collect();
        Ok(Some(Window { segments, count: self.count, is_last: self.ended }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Segments that a line `=` ends.
    fn split(text: &str) -> (Vec<Range<usize>>, Option<u32>) {
        let mut ranges = Vec::new();
        let mut start = 0;
        for (at, _) in text.match_indices("=\n") {
            ranges.push(start..at + 2);
            start = at + 2;
        }
        if start < text.len() {
            ranges.push(start..text.len());
        }
        (ranges, None)
    }

    fn lengths(text: &str, limit: usize) -> Vec<(u64, usize)> {
        let mut windows = Windows::new(text.as_bytes(), split, limit);
        let mut found = Vec::new();
        while let Some(window) = windows.next_window().unwrap() {
            found.extend(window.segments.iter().map(|(offset, text)| (*offset, text.len())));
        }
        found
    }

    #[test]
    fn segments_are_those_of_the_whole_text_wherever_a_window_ends() {
        let segment = |number: usize| format!("{}=\n", "\u{e9}".repeat(400_000 + number));
        let text: String = (0..20).map(segment).collect();
        let expected: Vec<(u64, usize)> =
            split(&text).0.into_iter().map(|range| (range.start as u64, range.len())).collect();
        assert_eq!(lengths(&text, 16 << 20), expected);
    }

    #[test]
    fn segment_that_is_too_long_is_handed_out_once_and_the_next_ones_are_whole() {
        let text = format!("one=\n{}=\ntwo=\nthree=\n", "x".repeat(3 * WINDOW_LEN));
        let found = lengths(&text, 1000);
        assert_eq!((found[0], found.len()), ((0, 5), 4), "{found:?}");
        assert_eq!(found[2..].iter().map(|(_, len)| *len).collect::<Vec<_>>(), [5, 7]);
    }
}
