//! Finds names with a trained model that knows what the rules think of the page.
//!
//! A page comes in, names go out. The rules label the page first; their labels are counted by word, and a linear-chain
//! CRF labels every sentence again, knowing what the rules say of each token and of the same words elsewhere on the page
//! (stacking, as in Krishnan and Manning, ACL 2006). The rules bring lists, titles and the article's own evidence, the
//! model how far each of them is to be trusted. The weights are `models/tagger.bin` for English and `models/tagger_foreign.bin` for
//! all other languages, of which it knows sixteen groups apart; how they came about stands in `models/README.md`.

pub mod confidence;
pub mod consistency;
pub mod features;

mod around;
mod foreign_titles;
mod place_class;
pub(in crate::analyse::names) mod roots;
mod sport;
pub mod tongues;
pub mod view;
pub mod words;

use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;

use crate::analyse::names::rules::RuleTagger;
use crate::analyse::names::trained::confidence::{BY_PAGE, Odds, clearness};
use crate::analyse::names::trained::features::{Ballot, kind_of};
use crate::analyse::names::trained::view::View;
use crate::analyse::names::trained::words::Looks;
use crate::analyse::names::{Name, NameKind, Tagger};
use crate::analyse::text::Page;
use crate::learned::crf::{Crf, Scratch};
use crate::lexicon::{gazetteer, place_words};
use crate::model::built_in::whole;
use crate::model::{BrokenData, Field, PlaceKind};

/// Labels of the model: outside, then beginning and inside of each kind.
pub const LABELS: usize = 7;

/// Weights, read at their first use.
type Model = LazyLock<Result<Crf<'static>, BrokenData>>;

static ENGLISH_FILE: &str = "models/tagger.bin";
static ENGLISH_BYTES: &[u8] = include_bytes!("../../../../models/tagger.bin");
static ENGLISH: Model = LazyLock::new(|| read(ENGLISH_BYTES, ENGLISH_FILE));
static FOREIGN: Model =
    LazyLock::new(|| read(include_bytes!("../../../../models/tagger_foreign.bin"), "models/tagger_foreign.bin"));

/// Reads the weights of a file.
///
/// # Errors
/// Where `bytes` are not weights for [`LABELS`] labels.
pub fn read<'m>(bytes: &'m [u8], file: &'static str) -> Result<Crf<'m>, BrokenData> {
    Crf::read(bytes).filter(|crf| crf.labels() == LABELS).ok_or(BrokenData { file })
}

/// Reads the weights that are compiled in.
///
/// # Errors
/// Where they are broken.
pub fn load() -> Result<(), BrokenData> {
    let broken = |model: &'static Model| model.as_ref().map(|_| ()).map_err(|broken| *broken);
    broken(&ENGLISH).and_then(|()| broken(&FOREIGN))
}

/// The weights for a language. Both were learned by the same trainer for the same features; those for English, and for pages too
/// short to tell, from English alone.
fn model(view: &View<'_, '_>) -> &'static Model {
    if view.is_english() { &ENGLISH } else { &FOREIGN }
}

thread_local! {
    /// Looks of words and room to work in, kept from page to page; what they hold never changes a result.
    static DESK: RefCell<(Looks, Scratch)> = RefCell::default();
}

/// The labels of each sentence of each field: `[field][sentence][token]`.
pub type PageLabels = Vec<Vec<Vec<u8>>>;

/// How probable each label is for the tokens of sentences in which there are names: `[field][token]`, nothing in a field
/// without names. One piece of memory a field, because a long page has sentences by the ten thousand.
pub type PageOdds = Vec<Vec<Odds>>;

/// Labels every sentence anew, knowing how the rules labelled the page.
#[must_use]
pub fn label(
    crf: &Crf<'_>,
    page: &Page<'_>,
    view: &View<'_, '_>,
    by_rules: &PageLabels,
    scratch: &mut Scratch,
) -> (PageLabels, PageOdds) {
    let ballot = ballot(page, view, by_rules);
    let mut emissions = Vec::new();
    let mut labels = Vec::with_capacity(page.fields.len());
    let mut odds = Vec::with_capacity(page.fields.len());
    for (field, text) in page.fields.iter().enumerate() {
        let mut of_field = Vec::with_capacity(text.sentences.len());
        let mut odds_of_field: Vec<Odds> = Vec::new();
        for (number, sentence) in text.sentences.iter().enumerate() {
            if !view.has_capital(field, sentence) {
                of_field.push(vec![0; sentence.len()]);
                continue;
            }
            emissions.clear();
            let before = (&ballot, by_rules[field][number].as_slice());
            view.sentence(field, sentence, Some(before), &mut |_, features| {
                if features.outside {
                    crf.emit_outside(&mut emissions);
                } else {
                    crf.emit(&features.active, &mut emissions);
                }
            });
            of_field.push(crf.decode(&emissions, scratch).to_vec());
            let named = of_field.last().is_some_and(|labels| labels.iter().any(|label| *label > 0));
            if named {
                odds_of_field.resize(sentence.start, Odds::default());
                odds_of_field.extend(odds_of(crf.marginals(&emissions, scratch)));
            }
        }
        labels.push(of_field);
        odds.push(odds_of_field);
    }
    (labels, odds)
}

/// Marginals of every label but the first, per mille.
fn odds_of(marginals: &[f64]) -> impl Iterator<Item = Odds> {
    // As `f64::round`, which most processors are asked for through a call.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 0 to 1000
    let per_mille = |share: f64| {
        let (share, whole) = (share * 1000.0, (share * 1000.0) as u16);
        whole + u16::from(share - f64::from(whole) >= 0.5)
    };
    let rows = marginals.chunks_exact(LABELS);
    rows.map(move |row| std::array::from_fn(|label| row.get(label + 1).map_or(0, |share| per_mille(*share))))
}

/// The labels that spell out `names`.
#[must_use]
pub fn labels_of(page: &Page<'_>, names: &[Name]) -> PageLabels {
    let mut flat: Vec<Vec<u8>> = page.fields.iter().map(|text| vec![0; text.tokens.len()]).collect();
    for name in names {
        let begins = match name.kind {
            NameKind::Person => 1,
            NameKind::Place => 3,
            NameKind::Organisation => 5,
        };
        if let Some(tokens) = flat.get_mut(name.field).and_then(|labels| labels.get_mut(name.tokens.clone())) {
            tokens.fill(begins + 1);
            tokens.iter_mut().take(1).for_each(|first| *first = begins);
        }
    }
    page.fields
        .iter()
        .zip(flat)
        .map(|(text, labels)| text.sentences.iter().map(|sentence| labels[sentence.clone()].to_vec()).collect())
        .collect()
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
        let by_rules = RuleTagger.tag(page);
        DESK.with_borrow_mut(|(looks, scratch)| {
            let view = View::new(page, looks);
            let mut names = tag_with(whole(model(&view)), page, &view, by_rules, scratch);
            confidence::calibrate(page, view.is_english(), &mut names);
            names
        })
    }
}

/// The names of a page, each with its clearness for its confidence.
#[must_use]
pub fn tag_with(
    crf: &Crf<'_>,
    page: &Page<'_>,
    view: &View<'_, '_>,
    by_rules: Vec<Name>,
    scratch: &mut Scratch,
) -> Vec<Name> {
    let (labels, odds) = label(crf, page, view, &labels_of(page, &by_rules), scratch);
    let mut by_model = names(page, &labels);
    for name in &mut by_model {
        let text = &page.fields[name.field];
        let Some(number) = text.sentence_of(name.tokens.start) else { continue };
        let sentence = &text.sentences[number];
        let tokens = name.tokens.start - sentence.start..name.tokens.end - sentence.start;
        let odds = &odds[name.field];
        let of_sentence = odds.get(sentence.start..sentence.end.min(odds.len())).unwrap_or_default();
        name.confidence = clearness(of_sentence, &tokens, name.kind);
    }
    let by_model = consistency::settle(page, by_model);
    reconcile(page, by_rules, by_model)
}

/// The model's names, but for what the rules know for certain: who signed a byline or a credit, and places of several
/// words that are no country, city or organisation (`Black Sea`, `White House`), which corpora treat in several ways.
fn reconcile(page: &Page<'_>, by_rules: Vec<Name>, by_model: Vec<Name>) -> Vec<Name> {
    let certain = |name: &Name| match page.fields[name.field].field {
        Field::Byline | Field::Credit(_) => true,
        _ => {
            name.kind == NameKind::Place && name.tokens.len() > 1 && {
                let surface = page.fields[name.field].slice(&name.tokens);
                let known = gazetteer::prior(surface).map(|prior| prior.kind);
                // A name that only ends like a feature may be a company's: "Brannagh Gulf".
                let organisation = by_model.iter().any(|other| {
                    other.kind == NameKind::Organisation && (other.field, &other.tokens) == (name.field, &name.tokens)
                });
                let kind = known.or_else(|| place_words::kind_in_name(surface).filter(|_| !organisation));
                matches!(kind, Some(PlaceKind::Feature | PlaceKind::Building))
            }
        }
    };
    let certain = by_rules.into_iter().filter(certain);
    let mut names: Vec<Name> = certain.map(|name| Name { confidence: BY_PAGE, ..name }).collect();
    let added: Vec<Name> = by_model
        .into_iter()
        .filter(|name| {
            let signed = matches!(page.fields[name.field].field, Field::Byline | Field::Credit(_));
            !signed && !meets(&names, name)
        })
        .collect();
    names.extend(added);
    names.sort_by_key(|name| (name.field, name.tokens.start));
    names
}

/// Whether `name` shares a token with any of `others`, which are sorted and do not overlap.
fn meets(others: &[Name], name: &Name) -> bool {
    let place = others.partition_point(|other| (other.field, other.tokens.end) <= (name.field, name.tokens.start));
    others.get(place).is_some_and(|other| other.field == name.field && other.tokens.start < name.tokens.end)
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
                while at < labels.len() && labels[at] > 0 && labels[at] % 2 == 0 && self::kind(labels[at]) == Some(kind)
                {
                    at += 1;
                }
                let tokens: Range<usize> = sentence.start + start..sentence.start + at;
                names.push(Name { field, tokens, kind, confidence: BY_PAGE });
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_weights_are_read() {
        assert_eq!(load(), Ok(()));
    }

    #[test]
    fn broken_weights_are_an_error() {
        let mut foreign = ENGLISH_BYTES.to_vec();
        foreign[5] += 1; // another number of labels
        for bytes in [&ENGLISH_BYTES[..ENGLISH_BYTES.len() - 1], &ENGLISH_BYTES[..7], &foreign, b""] {
            assert_eq!(read(bytes, ENGLISH_FILE).err(), Some(BrokenData { file: ENGLISH_FILE }));
        }
    }
}
