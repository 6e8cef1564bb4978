//! An entry made ready to be written, on whichever thread has the time for it.
//!
//! An entry comes in; its original is packed, and every digest and key that hangs on the entry alone is worked out.
//!
//! Invariant: nothing here asks the archive; the key of the article, which hangs on the parameters it keeps, is left out.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::model::{Analysis, Article, Diagnostic, Digest, PartialDate, Reading, Signature, Source};
use crate::store::addresses::keys::Addresses;
use crate::store::decisions::correction::Corrected;
use crate::store::entry::Entry;
use crate::store::keys::Keys;
use crate::store::sources::fingerprint;
use crate::store::sources::sighting::Sighting;
use crate::store::{names, sayings};

/// Higher levels of zstd buy nothing on pages of a few kilobytes.
const ZSTD_LEVEL: i32 = 3;

thread_local! {
    /// Making a compressor costs more than packing a page with it.
    static COMPRESSOR: RefCell<Option<zstd::bulk::Compressor<'static>>> =
        RefCell::new(zstd::bulk::Compressor::new(ZSTD_LEVEL).ok());
}

/// An entry whose original is packed and whose digests are taken: what is left is to write it.
///
/// Making one is most of the work of storing an entry that needs no archive, so that whoever has several threads makes it
/// on the one that has read the entry.
pub struct Packed(pub(in crate::store) Pending);

impl std::fmt::Debug for Packed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Packed").field("sha256", &self.0.sha256).finish_non_exhaustive()
    }
}

impl From<Entry> for Packed {
    fn from(entry: Entry) -> Self {
        Self(Pending::of(entry, String::new(), true))
    }
}

/// An entry ready to be written: its original bytes are packed already.
pub(in crate::store) struct Pending {
    pub(in crate::store) sha256: Digest,
    pub(in crate::store) key: String,
    pub(in crate::store) article: Article,
    pub(in crate::store) analysis: Analysis,
    /// The keys of what it names.
    pub(in crate::store) keys: Keys,
    pub(in crate::store) diagnostics: Vec<Diagnostic>,
    pub(in crate::store) fingerprint: String,
    /// What copies of it are found by.
    pub(in crate::store) signature: Vec<u8>,
    /// Fields that say something else than the page does.
    pub(in crate::store) corrected: Vec<Corrected>,
    /// What is worked out of the text of the article.
    pub(in crate::store) derived: Derived,
    /// The key of the saying of each quote.
    pub(in crate::store) sayings: Vec<Option<i64>>,
    pub(super) is_dump: bool,
    pub(super) original: Original,
}

/// An entry that is the current version of its article.
pub(in crate::store) struct Current<'b> {
    pub(in crate::store) article_id: i64,
    pub(in crate::store) source_id: i64,
    pub(in crate::store) entry: &'b Pending,
}

impl Current<'_> {
    /// The article with what copies of it are found by.
    pub(in crate::store) fn signature(&self) -> (i64, &[u8]) {
        (self.article_id, &self.entry.signature)
    }
}

/// What the row of an article and those of its authors hold beside what was read.
pub(in crate::store) struct Derived {
    pub(in crate::store) body_sha256: String,
    pub(in crate::store) word_count: i64,
    /// What the full-text index reads of the captions.
    pub(in crate::store) caption_lines: Option<String>,
    /// The forms of the authors' names.
    pub(in crate::store) authors: BTreeSet<String>,
}

/// The original bytes, with where they were found and how they were read.
pub(super) struct Original {
    pub(super) reading: Reading,
    pub(super) path: String,
    pub(super) record: Option<String>,
    pub(super) position: i64,
    pub(super) media_type: &'static str,
    pub(super) byte_length: usize,
    pub(super) compression: &'static str,
    pub(super) content: Vec<u8>,
}

impl Pending {
    fn of(entry: Entry, key: String, packs: bool) -> Self {
        let fingerprint = fingerprint::of(&entry);
        let Entry { source, article, analysis, diagnostics, is_dump } = entry;
        Self {
            sha256: source.sha256,
            key,
            derived: Derived::of(&article),
            sayings: analysis.quotes.iter().map(|quote| sayings::key(&quote.text)).collect(),
            signature: Signature::of(&article.body).to_bytes(),
            keys: Keys::of(&analysis),
            article,
            analysis,
            diagnostics,
            fingerprint,
            corrected: Vec::new(),
            is_dump,
            original: Original::of(source, packs),
        }
    }

    /// An entry whose bytes are stored already.
    pub(in crate::store) fn reread(entry: Entry, key: String) -> Self {
        Self::of(entry, key, false)
    }

    /// The same with the fields that say something else than the page does; the article is the corrected one already.
    pub(in crate::store) fn with_corrected(self, corrected: Vec<Corrected>) -> Self {
        Self { corrected, ..self }
    }

    /// What was read, without the bytes that it was read from.
    pub(in crate::store) fn to_entry(&self) -> Entry {
        let Original { reading, path, record, position, media_type, .. } = &self.original;
        let source = Source {
            path: path.clone(),
            record: record.clone(),
            position: u64::try_from(*position).unwrap_or(0),
            sha256: self.sha256,
            media_type,
            bytes: Vec::new(),
            reading: reading.clone(),
        };
        Entry {
            source,
            article: self.article.clone(),
            analysis: self.analysis.clone(),
            diagnostics: self.diagnostics.clone(),
            is_dump: self.is_dump,
        }
    }

    /// The key of its article, as an archive knows it that keeps the parameters of `addresses`.
    pub(in crate::store) fn key_with(&self, addresses: &Addresses) -> String {
        addresses.key_at(&self.article, (&self.original.path, self.original.record.as_deref()))
    }

    /// About how much memory it takes.
    pub(in crate::store) fn byte_len(&self) -> usize {
        let mentions: usize = self.analysis.people.iter().map(|person| person.mentions.len()).sum::<usize>()
            + self.analysis.places.iter().map(|place| place.mentions.len()).sum::<usize>()
            + self.analysis.organisations.iter().map(|organisation| organisation.mentions.len()).sum::<usize>();
        let quotes: usize = self.analysis.quotes.iter().map(|quote| 200 + quote.text.len()).sum();
        self.original.content.len() + self.article.body.len() + 100 * mentions + quotes
    }

    pub(in crate::store) fn sighting(&self) -> Sighting {
        let Original { path, record, position, .. } = &self.original;
        Sighting { sha256: self.sha256, path: path.clone(), record: record.clone(), position: *position }
    }

    /// When the article says it was changed last.
    pub(super) fn dated(&self) -> Option<&str> {
        self.article.updated_at.as_ref().or(self.article.published_at.as_ref()).map(PartialDate::as_str)
    }

    /// When the page was fetched.
    pub(super) fn fetched_at(&self) -> Option<&str> {
        self.article.fetched_at.as_ref().map(PartialDate::as_str)
    }
}

impl Original {
    /// The bytes of `source`, packed where that is asked for and makes them smaller; without them where it is not.
    fn of(source: Source, packs: bool) -> Self {
        let byte_length = source.bytes.len();
        let packed = COMPRESSOR.with_borrow_mut(|compressor| {
            compressor.as_mut().filter(|_| packs).and_then(|compressor| compressor.compress(&source.bytes).ok())
        });
        let (compression, content) = match packed {
            Some(mut packed) if packed.len() < byte_length => {
                // It has room for what could not be packed, and waits with others for its batch.
                packed.shrink_to_fit();
                ("zstd", packed)
            }
            _ if packs => ("none", source.bytes),
            _ => ("none", Vec::new()),
        };
        Self {
            reading: source.reading,
            path: source.path,
            record: source.record,
            position: i64::try_from(source.position).unwrap_or(i64::MAX),
            media_type: source.media_type,
            byte_length,
            compression,
            content,
        }
    }
}

impl Derived {
    fn of(article: &Article) -> Self {
        let mut authors = BTreeSet::new();
        article.authors.iter().for_each(|name| names::asked_by(name, &mut authors));
        Self {
            body_sha256: Digest::of(article.body.as_bytes()).to_string(),
            word_count: word_count(&article.body),
            caption_lines: caption_lines(article),
            authors,
        }
    }
}

/// Stretches between spaces that hold a letter or a digit.
fn word_count(body: &str) -> i64 {
    let words = body.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    i64::try_from(words).unwrap_or(i64::MAX)
}

/// The captions with their credits as this article prints them, one a line: what the full-text index reads.
fn caption_lines(article: &Article) -> Option<String> {
    let lines: Vec<String> = article
        .captions
        .iter()
        .map(|caption| match &caption.credit {
            Some(credit) => format!("{} {credit}", caption.text),
            None => caption.text.clone(),
        })
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
