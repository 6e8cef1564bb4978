//! Makes one caption of the copies of it that a page shows, however they differ.
//!
//! Captions with what was printed of each come in, in the order of the page; captions go out, the same in white space, case,
//! marks or a final stop counted as one, one that is cut short as the one that goes on, and one whose credit begins in the
//! middle of what it says as the same without it.
//!
//! Invariant: the text of a caption is that of a copy that is not cut short, and the occurrences add up.

use rustc_hash::FxHashMap;

use crate::model::Caption;
use crate::normalise::fields::credits::{credit_behind, is_sure_credit, read_credit};
use crate::normalise::text::titles::bare_words;

/// Shorter captions, in bytes of their bare words, are no beginning of another.
const SHORTEST: usize = 12;
/// A caption that was cut short has at least this many bytes.
const SHORTEST_CUT: usize = 20;

/// The captions, each once. `printed` has the whole line of each.
pub(in crate::normalise) fn joined(captions: Vec<Caption>, printed: &[String]) -> Vec<Caption> {
    if captions.len() < 2 {
        return captions;
    }
    let keys: Vec<String> = captions.iter().map(|caption| bare_words(&caption.text)).collect();
    let target = targets(&captions, &keys, printed);
    if target.iter().enumerate().all(|(at, own)| at == *own) {
        return captions;
    }
    let mut found: Vec<Caption> = Vec::with_capacity(captions.len());
    let mut places: FxHashMap<usize, usize> = FxHashMap::default();
    for (at, caption) in captions.iter().enumerate() {
        let own = target.get(at).copied().unwrap_or(at);
        let Some(whole) = captions.get(own) else { continue };
        let credit = credit_of(caption, printed.get(at).map_or("", String::as_str), keys.get(own));
        let known = places.get(&own).and_then(|place| found.get_mut(*place));
        if let Some(known) = known {
            known.occurrences += caption.occurrences;
            add_credit(known, credit);
        } else {
            places.insert(own, found.len());
            let mut first = Caption::new(whole.text.clone(), None, None, None);
            first.occurrences = caption.occurrences;
            add_credit(&mut first, credit);
            found.push(first);
        }
    }
    found
}

type Credit = (Option<String>, Option<String>, Option<String>);

/// The credit of a copy; after the words `key` of the bare one where it begins there.
fn credit_of(caption: &Caption, printed: &str, key: Option<&String>) -> Credit {
    let known = (caption.credit.clone(), caption.photographer.clone(), caption.agency.clone());
    let Some(key) = key.filter(|key| caption.photographer.is_none() && **key != bare_words(&caption.text)) else {
        return known;
    };
    match credit_behind(printed, key) {
        Some((_, credit)) => {
            let (photographer, agency) = read_credit(credit);
            (Some(credit.to_owned()), photographer, agency)
        }
        None => known,
    }
}

fn add_credit(caption: &mut Caption, (credit, photographer, agency): Credit) {
    // Of two credits that name somebody counts the first, and one that names nobody least.
    if caption.credit.is_none() || caption.photographer.is_none() && photographer.is_some() {
        (caption.credit, caption.photographer, caption.agency) = (credit, photographer, agency);
    }
}

/// For each caption the place of the one it is a copy of; its own where it is none.
fn targets(captions: &[Caption], keys: &[String], printed: &[String]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by(|left, right| keys.get(*left).cmp(&keys.get(*right)).then(left.cmp(right)));
    let mut target: Vec<usize> = (0..keys.len()).collect();
    let cut = |at: usize| {
        captions.get(at).is_some_and(|caption| caption.text.ends_with(['…']) || caption.text.ends_with("..."))
    };
    // Sorted by their words, what begins with another comes right after it.
    for pair in order.windows(2) {
        let [left, right] = *pair else { continue };
        let Some((short, longer)) = keys.get(left).zip(keys.get(right)) else { continue };
        let first = target.get(left).copied().unwrap_or(left);
        let goes_on = short.len() >= SHORTEST && longer.len() > short.len() && longer.starts_with(short.as_str());
        let behind = || printed.get(right).and_then(|text| credit_behind(text, short));
        let same = !short.is_empty() && short == longer && (!cut(first) || cut(right));
        if same || goes_on && !cut(left) && behind().is_some_and(|(_, credit)| is_sure_credit(credit)) {
            if let Some(place) = target.get_mut(right) {
                *place = first;
            }
        } else if cut(left) && (goes_on && short.len() >= SHORTEST_CUT || short == longer) {
            for place in target.iter_mut().filter(|place| **place == first) {
                *place = right;
            }
        }
    }
    target
}

#[cfg(test)]
mod tests {
    use crate::normalise::article::captions::CaptionList;

    fn check(lines: &[&str], expected: &[(&str, usize, Option<&str>)]) {
        let mut list = CaptionList::default();
        for line in lines {
            list.add(line, None);
        }
        let captions = list.into_captions();
        let found: Vec<_> = captions
            .iter()
            .map(|caption| (caption.text.as_str(), caption.occurrences, caption.photographer.as_deref()))
            .collect();
        assert_eq!(found, expected, "{lines:?}");
    }

    #[test]
    fn copies_that_differ_in_marks_and_case_are_one() {
        check(
            &["A ferry leaves the harbour", "Eels return", "A Ferry leaves, the harbour."],
            &[("A ferry leaves the harbour", 2, None), ("Eels return", 1, None)],
        );
    }

    #[test]
    fn copy_that_is_cut_short_counts_for_the_whole() {
        check(
            &["A ferry leaves the harbour of L…", "A ferry leaves the harbour of Lund. Photo: Anna Berg/AFP"],
            &[("A ferry leaves the harbour of Lund.", 2, Some("Anna Berg"))],
        );
    }

    #[test]
    fn credit_begins_where_the_bare_copy_ends() {
        check(
            &["A ferry and its captain Anna Berg / AP", "A ferry and its captain"],
            &[("A ferry and its captain", 2, Some("Anna Berg"))],
        );
        check(
            &["A ferry leaves the harbour", "A ferry leaves the harbour of Lund"],
            &[("A ferry leaves the harbour", 1, None), ("A ferry leaves the harbour of Lund", 1, None)],
        );
    }
}
