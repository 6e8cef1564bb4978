//! The records of an XML file, one after the other.
//!
//! A stream of UTF-8 comes in. Each record goes out as a small document of its own: the elements it is in, what they
//! say of all their records (the title of a feed, the sender of a message), and the record. So a record can be read again
//! without its file.
//!
//! Invariant: what is held is one record and the context before it; a record that is broken costs that record alone.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::element::{DEPTH, Fault, local};

/// The most text of elements around a record that is kept with it.
const CONTEXT_LEN: usize = 64 << 10;

/// Which elements are records, and which others tell something of them. Names are in lower case, without a prefix.
#[derive(Clone, Copy, Debug)]
pub(in crate::read) struct Shape {
    /// The names of records.
    pub records: &'static [&'static str],
    /// The names of elements outside the records that are kept with each of them.
    pub context: &'static [&'static str],
}

/// One record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read) struct Piece {
    /// The record with its context, as XML of its own, or what is wrong with it.
    pub xml: Result<String, Broken>,
    /// Where the record begins in the stream, in bytes.
    pub byte_offset: u64,
}

/// What is wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read) enum Broken {
    /// It is longer than the limit.
    TooLarge,
    /// It is not well formed.
    Malformed(String),
}

/// Reads the records of a stream.
pub(in crate::read) struct Records<R> {
    reader: Reader<Bounded<R>>,
    room: Rc<Cell<usize>>,
    shape: Shape,
    limit: usize,
    open: Vec<Open>,
    ended: bool,
}

/// An open element around the records.
struct Open {
    name: String,
    tag: String,
    context: String,
}

/// A record, or an element of the context, as far as it has been read.
struct Capture {
    xml: String,
    open: Vec<String>,
    is_record: bool,
    byte_offset: u64,
    broken: Option<Broken>,
}

impl<R: BufRead> Records<R> {
    /// Reads `stream`; a record longer than `limit` bytes is passed over.
    pub fn new(stream: R, shape: Shape, limit: usize) -> Self {
        let room = Rc::new(Cell::new(usize::MAX));
        let mut reader = Reader::from_reader(Bounded { inner: stream, room: Rc::clone(&room) });
        let config = reader.config_mut();
        // What does not match is told here, where it is known which record it breaks.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { reader, room, shape, limit, open: Vec::new(), ended: false }
    }

    /// The next record; `None` at the end.
    ///
    /// # Errors
    /// XML that cannot be read any further.
    pub fn next_piece(&mut self) -> Result<Option<Piece>, Fault> {
        let mut capture: Option<Capture> = None;
        let mut buffer = Vec::new();
        while !self.ended {
            buffer.clear();
            self.room.set(self.limit.saturating_add(CONTEXT_LEN));
            let byte_offset = self.reader.buffer_position();
            let event = match self.reader.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(error) => {
                    self.ended = true;
                    return Err(Fault { message: error.to_string(), byte_offset });
                }
            };
            match event {
                Event::Eof => {
                    self.ended = true;
                    return self.finish(capture, byte_offset);
                }
                Event::Start(start) => self.start(&mut capture, &start, byte_offset),
                Event::Empty(start) => {
                    self.start(&mut capture, &start, byte_offset);
                    let name = local(start.local_name().as_ref());
                    if let Some(piece) = self.end(&mut capture, &name, start.name().as_ref()) {
                        return Ok(Some(piece));
                    }
                }
                Event::End(end) => {
                    let name = local(end.local_name().as_ref());
                    if let Some(piece) = self.end(&mut capture, &name, end.name().as_ref()) {
                        return Ok(Some(piece));
                    }
                }
                other => {
                    if let Some(capture) = &mut capture {
                        capture.push(&raw(&other), self.limit);
                    }
                }
            }
        }
        Ok(None)
    }

    fn start(&mut self, capture: &mut Option<Capture>, start: &BytesStart<'_>, byte_offset: u64) {
        let name = local(start.local_name().as_ref());
        let tag = format!("<{}>", &**start);
        if let Some(capture) = capture {
            capture.push(&tag, self.limit);
            if capture.open.len() < DEPTH {
                capture.open.push(name);
            } else {
                capture.broken.get_or_insert_with(|| Broken::Malformed(format!("elements more than {DEPTH} deep")));
            }
            return;
        }
        let is_record = self.shape.records.contains(&name.as_str());
        let is_context = self.shape.context.contains(&name.as_str()) && !self.open.is_empty();
        if is_record || is_context {
            *capture = Some(Capture { xml: tag, open: vec![name], is_record, byte_offset, broken: None });
        } else if self.open.len() < DEPTH {
            self.open.push(Open { name, tag, context: String::new() });
        }
    }

    /// An end tag; a record that ends with it goes out.
    fn end(&mut self, capture: &mut Option<Capture>, name: &str, full_name: &str) -> Option<Piece> {
        let Some(current) = capture else {
            if let Some(place) = self.open.iter().rposition(|open| open.name == name) {
                self.open.truncate(place);
            }
            return None;
        };
        let Some(place) = current.open.iter().rposition(|open| open == name) else {
            current.broken.get_or_insert_with(|| Broken::Malformed(format!("`</{full_name}>` closes nothing")));
            return None;
        };
        if place + 1 < current.open.len() {
            let inner = current.open.last().cloned().unwrap_or_default();
            let message = format!("`</{full_name}>` where `</{inner}>` was to come");
            current.broken.get_or_insert(Broken::Malformed(message));
        }
        current.open.truncate(place);
        current.push(&format!("</{full_name}>"), self.limit);
        if !current.open.is_empty() {
            return None;
        }
        let done = capture.take()?;
        if done.is_record {
            return Some(self.piece(done));
        }
        if let Some(parent) = self.open.last_mut()
            && done.broken.is_none()
            && parent.context.len() + done.xml.len() <= CONTEXT_LEN
        {
            parent.context.push_str(&done.xml);
        }
        None
    }

    /// The record with the elements it is in.
    fn piece(&self, capture: Capture) -> Piece {
        let byte_offset = capture.byte_offset;
        if let Some(broken) = capture.broken {
            return Piece { xml: Err(broken), byte_offset };
        }
        let mut xml = String::with_capacity(capture.xml.len() + 256);
        for open in &self.open {
            xml.push_str(&open.tag);
            xml.push_str(&open.context);
        }
        xml.push_str(&capture.xml);
        for open in self.open.iter().rev() {
            let name = open.tag.trim_start_matches('<').split([' ', '\t', '\r', '\n', '>']).next().unwrap_or_default();
            xml.push_str("</");
            xml.push_str(name);
            xml.push('>');
        }
        Piece { xml: Ok(xml), byte_offset }
    }

    /// What the end of the stream means for what is still open.
    fn finish(&self, capture: Option<Capture>, byte_offset: u64) -> Result<Option<Piece>, Fault> {
        if let Some(capture) = capture.filter(|capture| capture.is_record) {
            let open = capture.open.last().cloned().unwrap_or_default();
            let broken = capture.broken.unwrap_or(Broken::Malformed(format!("the file ends before `</{open}>`")));
            return Ok(Some(Piece { xml: Err(broken), byte_offset: capture.byte_offset }));
        }
        match self.open.last() {
            Some(open) => Err(Fault { message: format!("the file ends before `</{}>`", open.name), byte_offset }),
            None => Ok(None),
        }
    }
}

impl Capture {
    fn push(&mut self, xml: &str, limit: usize) {
        if self.xml.len() + xml.len() > limit {
            self.xml = String::new();
            self.broken = Some(Broken::TooLarge);
        }
        if self.broken.is_none() {
            self.xml.push_str(xml);
        }
    }
}

/// An event as it was written.
fn raw(event: &Event<'_>) -> String {
    match event {
        Event::Text(text) => text.to_string(),
        Event::CData(text) => format!("<![CDATA[{}]]>", &**text),
        Event::Comment(text) => format!("<!--{}-->", &**text),
        Event::GeneralRef(reference) => format!("&{};", &**reference),
        Event::PI(instruction) => format!("<?{}?>", &**instruction),
        _ => String::new(),
    }
}

/// A reader that gives up where one piece of markup takes more than there is room for.
struct Bounded<R> {
    inner: R,
    room: Rc<Cell<usize>>,
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let bytes = self.fill_buf()?;
        let count = bytes.len().min(room.len());
        if let (Some(to), Some(from)) = (room.get_mut(..count), bytes.get(..count)) {
            to.copy_from_slice(from);
        }
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.room.get() == 0 {
            return Err(io::Error::other("one piece of markup is longer than a record may be"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.room.set(self.room.get().saturating_sub(count));
        self.inner.consume(count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEED: Shape = Shape { records: &["item"], context: &["title", "link"] };

    fn pieces(xml: &str, limit: usize) -> Vec<Result<String, String>> {
        let mut records = Records::new(xml.as_bytes(), FEED, limit);
        let mut found = Vec::new();
        loop {
            match records.next_piece() {
                Ok(None) => return found,
                Ok(Some(Piece { xml, .. })) => found.push(xml.map_err(|broken| format!("{broken:?}"))),
                Err(fault) => {
                    found.push(Err(fault.message));
                    return found;
                }
            }
        }
    }

    #[test]
    fn records_come_with_what_is_said_of_all() {
        let xml = "<?xml version='1.0'?><rss v='2'><channel><title>T &amp; U</title><item><title>A</title></item>\
                   <x/><item a='1'>B<![CDATA[<c>]]></item></channel></rss>";
        let first = "<rss v='2'><channel><title>T &amp; U</title><item><title>A</title></item></channel></rss>";
        let second = "<rss v='2'><channel><title>T &amp; U</title><item a='1'>B<![CDATA[<c>]]></item></channel></rss>";
        assert_eq!(pieces(xml, 1000), [Ok(first.to_owned()), Ok(second.to_owned())]);
    }

    #[test]
    fn broken_record_costs_that_record_alone() {
        let xml = "<rss><item><b>A</item><item>B</item><item>C";
        let found = pieces(xml, 1000);
        assert!(found[0].as_ref().unwrap_err().contains("</b>"), "{found:?}");
        assert_eq!(found[1], Ok("<rss><item>B</item></rss>".to_owned()));
        assert!(found[2].as_ref().unwrap_err().contains("ends before"));
    }

    #[test]
    fn long_record_is_passed_over() {
        let xml = format!("<rss><item>{}</item><item>B</item></rss>", "<p>a</p>".repeat(40));
        let found = pieces(&xml, 100);
        assert_eq!(found[0], Err("TooLarge".to_owned()));
        assert_eq!(found[1], Ok("<rss><item>B</item></rss>".to_owned()));
    }

    #[test]
    fn every_cut_ends_in_a_word_and_no_panic() {
        let xml = "<rss><channel><title>T</title><item><p a='1'>A &amp; <!-- c --></p></item></channel></rss>";
        for end in 0..xml.len() {
            assert!(pieces(&xml[..end], 1000).len() <= 2);
        }
    }
}
