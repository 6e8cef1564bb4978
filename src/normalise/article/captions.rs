//! The captions of one page, each once with its credit and the number of its occurrences.
//!
//! Captions and credits come in as they are printed, in the order of the page; captions of the article go out.
//!
//! Invariant: the same text is one caption, wherever it stands and whether or not its credit is there.

use rustc_hash::FxHashMap;

use crate::model::Caption;
use crate::normalise::article::caption_copies::joined;
use crate::normalise::fields::credits::{read_credit, split_credit};
use crate::normalise::fields::person_names::person;
use crate::normalise::text::unicode::clean;
use crate::steps::took;

/// The captions of one page: the same text is one caption, wherever it stands and whether or not its credit is there.
#[derive(Debug, Default)]
pub struct CaptionList {
    captions: Vec<Caption>,
    /// The line of each as it was printed.
    printed: Vec<String>,
    places: FxHashMap<String, usize>,
}

impl CaptionList {
    /// Adds a caption as printed, with the credit where it stands apart.
    pub fn add(&mut self, text: &str, credit: Option<&str>) {
        took(text.len());
        let mut split = split_credit(text);
        if let Some(credit) = credit.map(clean).filter(|credit| !credit.is_empty()) {
            let (photographer, agency) = read_credit(&credit);
            // A credit given apart and alone names its photographer without an opener.
            split.photographer = photographer.or_else(|| person(&credit)).or(split.photographer);
            split.agency = agency.or(split.agency);
            split.credit = Some(credit);
        }
        if split.text.is_empty() {
            if let Some(credit) = split.credit {
                self.add_credit(&credit);
            }
            return;
        }
        if let Some(known) = self.places.get(&split.text).and_then(|place| self.captions.get_mut(*place)) {
            known.occurrences += 1;
            if known.credit.is_none() {
                known.credit = split.credit;
                known.photographer = split.photographer;
                known.agency = split.agency;
            }
            return;
        }
        self.places.insert(split.text.clone(), self.captions.len());
        self.printed.push(clean(text));
        self.captions.push(Caption::new(split.text, split.credit, split.photographer, split.agency));
    }

    /// Adds a caption the page declares without showing it; one that is shown already only gains its credit.
    pub fn add_unseen(&mut self, text: &str, credit: Option<&str>) {
        let shown = self.places.get(&split_credit(text).text).copied();
        self.add(text, credit);
        if let Some(known) = shown.and_then(|place| self.captions.get_mut(place)) {
            known.occurrences -= 1;
        }
    }

    /// A credit line that stands alone belongs to the last caption, unless that has one.
    pub fn add_credit(&mut self, credit: &str) {
        let credit = clean(credit);
        if let Some(last) = self.captions.last_mut().filter(|last| last.credit.is_none() && !credit.is_empty()) {
            let (photographer, agency) = read_credit(&credit);
            last.photographer = photographer.or_else(|| person(&credit));
            last.agency = agency;
            last.credit = Some(credit);
        }
    }

    /// The captions in the order of their first appearance.
    #[must_use]
    pub fn into_captions(self) -> Vec<Caption> {
        joined(self.captions, &self.printed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Digest;

    #[test]
    fn repeated_caption_is_one_with_its_credit() {
        let mut list = CaptionList::default();
        list.add("A ferry leaves.", None);
        list.add("Another picture.", None);
        list.add("A  ferry leaves. Photo: Anna Berg/AFP", None);
        let captions = list.into_captions();
        assert_eq!(captions.len(), 2);
        let first = captions.first().unwrap();
        assert_eq!((first.occurrences, first.photographer.as_deref()), (2, Some("Anna Berg")));
        assert_eq!(first.sha256, Digest::of(b"A ferry leaves."));
    }
}
