//! The pages of an issue: their blocks of text, for as long as an article needs them.

use std::collections::{HashMap, HashSet};

use super::areas::Area;
use crate::read::beside::Neighbours;
use crate::read::encoding;
use crate::read::encoding::declaration::declared_encoding;
use crate::read::format::longer_than;
use crate::read::markup::{Broken, Element, Records, Shape, to_xml};

/// How many bytes of pages are held at once: some forty pages of a large newspaper.
const MOST_HELD: usize = 64 << 20;

/// A file of the index that holds a page of text.
#[derive(Clone, Copy, Debug)]
pub(super) struct File<'m> {
    /// Its name in the index.
    pub id: &'m str,
    element: &'m Element,
}

impl<'m> File<'m> {
    /// Where the file is.
    pub fn reference(&self) -> Option<&'m str> {
        self.element.child("flocat").and_then(|place| place.attribute("href"))
    }

    /// Whether it is a page of text; the others of an issue are pictures, and documents to be printed.
    fn is_text(&self) -> bool {
        let is_xml = |name: &str| name.to_ascii_lowercase().ends_with(".xml");
        let kind = self.element.attribute("mimetype").unwrap_or_default();
        self.element.find("alto").is_some()
            || self.reference().is_some_and(|place| kind.contains("xml") || kind.is_empty() && is_xml(place))
    }
}

/// The files of the index that hold pages of text.
pub(super) fn files(mets: &Element) -> Vec<File<'_>> {
    let of = |element| Some(File { id: Element::attribute(element, "id")?, element });
    let files = mets.elements().filter(|element| element.name == "filesec").flat_map(|section| section.all("file"));
    let mut seen = HashSet::new();
    files.filter_map(of).filter(|file| file.is_text() && seen.insert(file.id)).collect()
}

/// One block of a page.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// Its name and those of what it is in.
    ids: Vec<String>,
    /// A page with this block alone.
    pub xml: String,
}

/// Why an item has no blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// The page is not there.
    NotThere(String),
    /// The page cannot be read.
    Broken(String, String),
    /// The pages are too long to be held.
    TooLong(String),
}

/// The pages of an issue.
pub(super) struct Pages<'p> {
    files: Vec<File<'p>>,
    beside: Option<&'p dyn Neighbours>,
    limit: usize,
    held: HashMap<&'p str, Result<Vec<Block>, Missing>>,
    byte_len: usize,
    /// How many items are still to come that stand on a page.
    uses: HashMap<String, usize>,
    /// The names of blocks that some item has.
    wanted: HashMap<String, Wanted>,
    left_over: usize,
}

/// What is wanted of a page.
#[derive(Default)]
struct Wanted {
    everything: bool,
    blocks: HashSet<String>,
}

impl<'p> Pages<'p> {
    /// The pages that `mets` names, to be looked for in `beside`; none of them longer than `limit`.
    pub fn new(mets: &'p Element, beside: Option<&'p dyn Neighbours>, limit: usize) -> Self {
        let files = files(mets);
        let (held, uses, wanted) = (HashMap::new(), HashMap::new(), HashMap::new());
        Self { files, beside, limit, held, byte_len: 0, uses, wanted, left_over: 0 }
    }

    /// Whether the issue has no page of text.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The names of the pages in the index, in its order.
    pub fn names(&self) -> Vec<&'p str> {
        self.files.iter().map(|file| file.id).collect()
    }

    /// Makes known that an item stands on `areas`.
    pub fn expect(&mut self, areas: &[Area<'_>]) {
        for file in distinct(areas) {
            *self.uses.entry(file.to_owned()).or_default() += 1;
        }
        for area in areas {
            let wanted = self.wanted.entry(area.file.to_owned()).or_default();
            wanted.everything |= area.begin.is_none() || area.end.is_some();
            wanted.blocks.extend(area.begin.map(str::to_owned));
        }
    }

    /// Makes known that the item which stands on `areas` has been read.
    pub fn done(&mut self, areas: &[Area<'_>]) {
        for file in distinct(areas) {
            let uses = self.uses.entry(file.to_owned()).or_default();
            *uses = uses.saturating_sub(1);
            if *uses == 0
                && let Some(Ok(blocks)) = self.held.remove(file)
            {
                self.byte_len -= blocks.iter().map(|block| block.xml.len()).sum::<usize>();
            }
        }
    }

    /// How many blocks in no item were met since this was asked last.
    pub fn take_left_over(&mut self) -> usize {
        std::mem::take(&mut self.left_over)
    }

    /// The blocks of `areas` in their order, each with the name of its page.
    pub fn blocks(&mut self, areas: &[Area<'_>]) -> Result<Vec<(&'p str, &Block)>, Missing> {
        let mut places = Vec::new();
        for area in areas {
            let Some(file) = self.files.iter().copied().find(|file| file.id == area.file) else { continue };
            if !self.held.contains_key(file.id) {
                let blocks = self.open(file);
                self.held.insert(file.id, blocks);
            }
            places.push((file.id, *area));
        }
        let mut found = Vec::new();
        for (id, area) in places {
            if let Some(blocks) = self.held.get(id) {
                found.extend(select(blocks.as_ref().map_err(Clone::clone)?, area).iter().map(|block| (id, block)));
            }
        }
        Ok(found)
    }

    /// The blocks of a page that some item has.
    fn open(&mut self, file: File<'p>) -> Result<Vec<Block>, Missing> {
        let place = file.reference().unwrap_or(file.id);
        let broken = |message: String| Missing::Broken(place.to_owned(), message);
        let text = if file.element.find("alto").is_some() {
            to_xml(file.element)
        } else {
            let opened = self.beside.and_then(|beside| beside.open(place, self.limit));
            let bytes = opened.ok_or_else(|| Missing::NotThere(place.to_owned()))?;
            let bytes = bytes.map_err(|error| broken(error.to_string()))?;
            if bytes.len() > self.limit {
                return Err(Missing::TooLong(format!("its page {place} is {}", longer_than(self.limit))));
            }
            let declared = declared_encoding(&bytes);
            encoding::decode(bytes, declared).text
        };
        let mut blocks = blocks_of(&text, self.limit).map_err(broken)?;
        let wanted = self.wanted.entry(file.id.to_owned()).or_default();
        if !wanted.everything {
            let before = blocks.len();
            blocks.retain(|block| block.ids.iter().any(|id| wanted.blocks.contains(id)));
            self.left_over += before - blocks.len();
        }
        self.byte_len += blocks.iter().map(|block| block.xml.len()).sum::<usize>();
        if self.byte_len > MOST_HELD {
            self.byte_len -= blocks.iter().map(|block| block.xml.len()).sum::<usize>();
            let most = MOST_HELD >> 20;
            return Err(Missing::TooLong(format!("articles that run over pages of more than {most} MB together")));
        }
        Ok(blocks)
    }
}

/// The files of `areas`, each once.
fn distinct<'a>(areas: &[Area<'a>]) -> HashSet<&'a str> {
    areas.iter().map(|area| area.file).collect()
}

/// The blocks of the page in `xml`, in reading order.
fn blocks_of(xml: &str, limit: usize) -> Result<Vec<Block>, String> {
    let shape = Shape { records: &["textblock"], context: &[] };
    let mut records = Records::new(xml.as_bytes(), shape, limit);
    let mut blocks = Vec::new();
    loop {
        match records.next_piece() {
            Ok(None) => return Ok(blocks),
            Ok(Some(piece)) => {
                let xml = piece.xml.map_err(|broken| match broken {
                    Broken::TooLarge => longer_than(limit),
                    Broken::Malformed(message) => format!("not valid XML: {message}"),
                })?;
                let page = Element::parse(&xml).map_err(|fault| format!("not valid XML: {}", fault.message))?;
                blocks.push(Block { ids: ids_of(&page), xml });
            }
            Err(fault) => return Err(format!("not valid XML: {}", fault.message)),
        }
    }
}

/// The names of the only block of `page` and of what it is in.
fn ids_of(page: &Element) -> Vec<String> {
    let mut ids = Vec::new();
    let mut next = Some(page);
    while let Some(element) = next {
        ids.extend(element.attribute("id").map(str::to_owned));
        next = element.elements().next().filter(|_| element.name != "textblock");
    }
    ids
}

/// The blocks of `area`.
fn select<'b>(blocks: &'b [Block], area: Area<'_>) -> &'b [Block] {
    let is_in = |name: &str, block: &Block| block.ids.iter().any(|id| id == name);
    let Some(begin) = area.begin else { return blocks };
    let Some(first) = blocks.iter().position(|block| is_in(begin, block)) else { return &[] };
    let end = area.end.unwrap_or(begin);
    let last = blocks.iter().rposition(|block| is_in(end, block)).filter(|last| *last >= first).unwrap_or(first);
    blocks.get(first..=last).unwrap_or_default()
}
