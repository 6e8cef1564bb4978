//! Quotes, people and captions of two versions.
//!
//! Invariant: what still stands in the words of a version has not vanished from it, whether or not it was found there again.

use crate::model::{Analysis, Article, Quote};
use crate::query::filter::Sureness;
use crate::query::sayings::is_reworded;
use crate::query::versions::rows::{Change, Named, PartChanges, Pictured, Said};
use crate::store::Entry;
use crate::store::sayings;

/// How sure what is compared must be, in an archive of this bar.
#[derive(Clone, Copy)]
pub(super) struct Sure {
    pub(super) sureness: Sureness,
    pub(super) bar: u16,
}

impl Sure {
    pub(super) fn admits(self, confidence: u16) -> bool {
        self.sureness.admits(Some(i64::from(confidence)), self.bar)
    }
}

/// Quotes that came, changed and vanished.
pub(super) fn quotes(old: &Entry, new: &Entry, sure: Sure) -> PartChanges<Said> {
    let (before, after) = (said(old, sure), said(new, sure));
    let words = |list: &[Said]| list.iter().map(|said| sayings::words(&said.text)).collect::<Vec<_>>();
    let (before_words, after_words) = (words(&before), words(&after));
    let mut partners: Vec<Option<usize>> = vec![None; before.len()];
    let mut taken = vec![false; after.len()];
    // The same words go before nearly the same ones, and a partner has no other.
    for is_partner in [is_equal as fn(&[String], &[String]) -> bool, is_reworded] {
        for (one, partner) in partners.iter_mut().enumerate().filter(|(_, partner)| partner.is_none()) {
            let found = (0..after.len()).find(|at| !taken[*at] && is_partner(&before_words[one], &after_words[*at]));
            if let Some(at) = found {
                taken[at] = true;
                *partner = Some(at);
            }
        }
    }
    let (old_text, new_text) = (Text::of(&old.article), Text::of(&new.article));
    let mut changes = PartChanges { came: Vec::new(), changed: Vec::new(), vanished: Vec::new() };
    for ((said, words), partner) in before.iter().zip(&before_words).zip(&partners) {
        match partner.and_then(|at| after.get(at).zip(after_words.get(at))) {
            Some((to, to_words)) => {
                if words != to_words || said.speaker != to.speaker {
                    changes.changed.push(Change { from: said.clone(), to: to.clone() });
                }
            }
            None if new_text.holds(words) => {}
            None => changes.vanished.push(said.clone()),
        }
    }
    for ((said, words), _) in after.iter().zip(&after_words).zip(&taken).filter(|(_, taken)| !**taken) {
        if !old_text.holds(words) {
            changes.came.push(said.clone());
        }
    }
    changes
}

fn is_equal(a: &[String], b: &[String]) -> bool {
    a == b
}

fn said(entry: &Entry, sure: Sure) -> Vec<Said> {
    let quotes = entry.analysis.quotes.iter().filter(|quote| sure.admits(quote.confidence));
    quotes.map(|quote| said_of(quote, &entry.analysis)).collect()
}

pub(super) fn said_of(quote: &Quote, analysis: &Analysis) -> Said {
    let speaker = quote.speaker.and_then(|place| analysis.people.get(place)).map(|person| person.name.clone());
    Said { speaker, speaker_text: quote.speaker_text.clone(), kind: quote.kind.name(), text: quote.text.clone() }
}

/// The words of an article, all its texts one behind the other.
pub(super) struct Text(String);

impl Text {
    pub(super) fn of(article: &Article) -> Self {
        let captions = article.captions.iter().map(|caption| caption.text.as_str());
        let parts = [article.headline.as_deref(), article.standfirst.as_deref(), Some(article.body.as_str())];
        let words: Vec<String> = parts.into_iter().flatten().chain(captions).flat_map(sayings::words).collect();
        Self(format!(" {} ", words.join(" ")))
    }

    /// Whether it has these words in a row.
    pub(super) fn holds(&self, words: &[String]) -> bool {
        self.0.contains(&format!(" {} ", words.join(" ")))
    }
}

/// People that came and vanished, and those who have other roles.
pub(super) fn people(old: &Entry, new: &Entry, sure: Sure) -> PartChanges<Named> {
    let named = |entry: &Entry| -> Vec<Named> {
        let people = entry.analysis.people.iter().filter(|person| sure.admits(person.confidence()));
        people.map(|person| Named { name: person.name.clone(), roles: person.roles.clone() }).collect()
    };
    let texts = [Text::of(&old.article), Text::of(&new.article)];
    let is_still_named = |text: &Text, named: &Named| text.holds(&sayings::words(&named.name));
    let (before, after) = (named(old), named(new));
    let find = |list: &[Named], name: &str| list.iter().find(|named| named.name == name).cloned();
    let mut changes = PartChanges { came: Vec::new(), changed: Vec::new(), vanished: Vec::new() };
    for from in &before {
        match find(&after, &from.name) {
            Some(to) if to.roles != from.roles => changes.changed.push(Change { from: from.clone(), to }),
            Some(_) => {}
            None if is_still_named(&texts[1], from) => {}
            None => changes.vanished.push(from.clone()),
        }
    }
    let is_new = |to: &&Named| find(&before, &to.name).is_none() && !is_still_named(&texts[0], to);
    changes.came = after.iter().filter(is_new).cloned().collect();
    changes
}

/// Captions that came and vanished, and those that have other words or another credit.
pub(super) fn captions(old: &Article, new: &Article) -> PartChanges<Pictured> {
    let pictured = |article: &Article| -> Vec<Pictured> {
        let captions = article.captions.iter();
        captions.map(|caption| Pictured { text: caption.text.clone(), credit: caption.credit.clone() }).collect()
    };
    let (before, mut after) = (pictured(old), pictured(new));
    let mut changes = PartChanges { came: Vec::new(), changed: Vec::new(), vanished: Vec::new() };
    let is_near = |a: &Pictured, b: &Pictured| {
        a.text == b.text || is_reworded(&sayings::words(&a.text), &sayings::words(&b.text))
    };
    for from in before {
        let same = after.iter().position(|to| to.text == from.text);
        match same.or_else(|| after.iter().position(|to| is_near(&from, to))) {
            Some(at) => {
                let to = after.remove(at);
                if to != from {
                    changes.changed.push(Change { from, to });
                }
            }
            None => changes.vanished.push(from),
        }
    }
    changes.came = after;
    changes
}
