//! Finds names with a trained model: two linear-chain CRFs, the second of which sees what the first thought of the page.
//!
//! A page comes in, names go out. The first pass labels every sentence by itself; its labels are then counted by word,
//! and the second pass labels every sentence again, knowing how the same words were labelled elsewhere on the page
//! (stacking, as in Krishnan and Manning, ACL 2006). The weights are `models/tagger.bin`; how they came about stands in
//! `models/README.md`.

pub mod features;
pub mod look;

use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;

use crate::analyse::names::{Name, NameKind, Tagger};
use crate::analyse::page::Page;
use crate::analyse::tagger::features::{Ballot, View, kind_of};
use crate::analyse::tagger::look::Looks;
use crate::learned::crf::{Crf, Scratch};

/// Labels of the model: outside, then beginning and inside of each kind.
pub const LABELS: usize = 7;

static BYTES: &[u8] = include_bytes!("../../../models/tagger.bin");
static MODEL: LazyLock<Option<Model<'static>>> = LazyLock::new(|| Model::read(BYTES));

thread_local! {
    /// Looks of words and room to work in, kept from page to page; what they hold never changes a result.
    static DESK: RefCell<(Looks, Scratch)> = RefCell::default();
}

/// The two passes.
pub struct Model<'m> {
    first: Crf<'m>,
    second: Option<Crf<'m>>,
}

impl<'m> Model<'m> {
    /// Reads the models of both passes, each with its length (little-endian `u32`) before it; the second may be absent.
    #[must_use]
    pub fn read(bytes: &'m [u8]) -> Option<Self> {
        let mut rest = bytes;
        let mut part = || {
            let (length, tail) = rest.split_at_checked(4)?;
            let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
            let (part, tail) = tail.split_at_checked(length)?;
            rest = tail;
            Crf::read(part).filter(|crf| crf.labels() == LABELS)
        };
        Some(Self { first: part()?, second: part() })
    }

    /// The labels of each sentence of each field: `[field][sentence]`.
    #[must_use]
    pub fn label(&self, page: &Page<'_>, view: &View<'_, '_>, scratch: &mut Scratch) -> Vec<Vec<Vec<u8>>> {
        let first = self.pass(&self.first, page, view, None, scratch);
        match &self.second {
            None => first,
            Some(second) => {
                let ballot = ballot(page, view, &first);
                self.pass(second, page, view, Some((&ballot, &first)), scratch)
            }
        }
    }

    /// The labels of the first pass alone.
    #[must_use]
    pub fn first_pass(&self, page: &Page<'_>, view: &View<'_, '_>, scratch: &mut Scratch) -> Vec<Vec<Vec<u8>>> {
        self.pass(&self.first, page, view, None, scratch)
    }

    #[allow(clippy::type_complexity)]
    fn pass(&self, crf: &Crf<'_>, page: &Page<'_>, view: &View<'_, '_>, before: Option<(&Ballot, &Vec<Vec<Vec<u8>>>)>, scratch: &mut Scratch) -> Vec<Vec<Vec<u8>>> {
        let mut emissions = Vec::new();
        let mut labels = Vec::with_capacity(page.fields.len());
        for (field, text) in page.fields.iter().enumerate() {
            let mut of_field = Vec::with_capacity(text.sentences.len());
            for (number, sentence) in text.sentences.iter().enumerate() {
                if !view.has_capital(field, sentence) {
                    of_field.push(vec![0; sentence.len()]);
                    continue;
                }
                emissions.clear();
                let ballot = before.map(|(ballot, first)| (ballot, first[field][number].as_slice()));
                view.sentence(field, sentence, ballot, &mut |_, features| crf.emit(&features.active, &mut emissions));
                of_field.push(crf.decode(&emissions, scratch).to_vec());
            }
            labels.push(of_field);
        }
        labels
    }
}

/// Counts by word how capitalised words were labelled.
#[must_use]
pub fn ballot(page: &Page<'_>, view: &View<'_, '_>, labels: &[Vec<Vec<u8>>]) -> Ballot {
    let mut ballot = Ballot::default();
    for (field, text) in page.fields.iter().enumerate() {
        for (sentence, labels) in text.sentences.iter().zip(&labels[field]) {
            for (at, label) in sentence.clone().zip(labels) {
                if view.case(field, at).is_capital() {
                    let votes = ballot.entry(view.lower(field, at)).or_default();
                    let kind = kind_of(u32::from(*label));
                    votes.counts[kind] = votes.counts[kind].saturating_add(1);
                }
            }
        }
    }
    ballot
}

/// Finds names with the trained model.
#[derive(Debug, Default)]
pub struct TrainedTagger;

impl Tagger for TrainedTagger {
    fn tag(&self, page: &Page<'_>) -> Vec<Name> {
        let Some(model) = MODEL.as_ref() else { return Vec::new() };
        DESK.with_borrow_mut(|(looks, scratch)| {
            let view = View::new(page, looks);
            names(page, &model.label(page, &view, scratch))
        })
    }
}

/// The names that labels spell out.
#[must_use]
pub fn names(page: &Page<'_>, labels: &[Vec<Vec<u8>>]) -> Vec<Name> {
    let mut names = Vec::new();
    for (field, text) in page.fields.iter().enumerate() {
        for (sentence, labels) in text.sentences.iter().zip(&labels[field]) {
            let mut at = 0;
            while at < labels.len() {
                let Some(kind) = kind(labels[at]) else {
                    at += 1;
                    continue;
                };
                let start = at;
                at += 1;
                while at < labels.len() && labels[at] > 0 && labels[at] % 2 == 0 && self::kind(labels[at]) == Some(kind) {
                    at += 1;
                }
                let tokens: Range<usize> = sentence.start + start..sentence.start + at;
                names.push(Name { field, tokens, kind });
            }
        }
    }
    names
}

fn kind(label: u8) -> Option<NameKind> {
    match label {
        1 | 2 => Some(NameKind::Person),
        3 | 4 => Some(NameKind::Place),
        5 | 6 => Some(NameKind::Organisation),
        _ => None,
    }
}
