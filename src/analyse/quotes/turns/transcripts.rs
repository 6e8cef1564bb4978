//! Transcripts: paragraphs that open with a label, either a name (`ANN: …`) or one of question and answer (`Q: …`).
//!
//! The paragraphs of a field come in, a turn for each labelled one goes out.
//!
//! Invariant: a label that occurs once does not make a transcript.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::analyse::quotes::turns::interviews::{Guests, nearest};
use crate::analyse::quotes::turns::paragraphs::{Paragraphs, Turn, goes_on};
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::turn_words::{ME, TurnLabel, are_labels, is_label};

/// The person before a colon, where it is one, and the nodes of the words there.
pub(super) type Label = (Option<usize>, Range<usize>);

/// Words of a label that is no person's name, at most.
pub(super) const LABEL: usize = 4;

/// `ANN: We start at ten.`: a paragraph of Ann's words, if it says "I", "we" or "you" or asks. Where two or more take turns,
/// what has no name goes on with the turn before, and a name that is nobody's (`THE HERALD: …`) is a speaker all the same.
pub(super) fn find_named(paragraphs: &Paragraphs<'_>) -> Vec<Turn> {
    let clauses = paragraphs.scene.clauses;
    let label = |nodes: &Range<usize>| -> Option<Label> {
        if let Some((person, named)) = paragraphs.person_at(nodes.start) {
            return (clauses.word(named.end) == ":" && named.end + 1 < nodes.end).then_some((Some(person), named));
        }
        let colon = (nodes.start + 1..nodes.end.min(nodes.start + LABEL + 1)).find(|at| clauses.word(*at) == ":")?;
        let capital = |at: usize| clauses.word(at).starts_with(char::is_uppercase);
        ((nodes.start..colon).all(capital) && colon + 1 < nodes.end).then_some((None, nodes.start..colon))
    };
    let labels: Vec<Option<Label>> = paragraphs.nodes.iter().map(label).collect();
    let people = labels.iter().flatten().filter(|(person, _)| person.is_some()).count();
    if people == 0 {
        return Vec::new();
    }
    let counts = turns_of_each(paragraphs, &labels);
    let again = |own: &Range<usize>| counts.get(paragraphs.text(own)).is_some_and(|turns| *turns > 1);
    let speaks = |(person, named): &Label| person.is_some() || people > 1 && again(named);
    let labels: Vec<Option<Label>> = labels.iter().map(|label| label.clone().filter(speaks)).collect();
    let transcript = is_dialogue(paragraphs, &labels);
    // Outside a dialogue, most lines with a name and a colon are lists, of wines or prisoners, or the topic of a headline:
    // somebody must talk in them.
    let taken = |(place, label): (usize, Option<Label>)| {
        let alone = || paragraphs.nodes.get(place).is_some_and(|nodes| paragraphs.talks(nodes));
        label.filter(|(person, _)| transcript || person.is_some() && alone())
    };
    let labels: Vec<Option<Label>> = labels.into_iter().enumerate().map(taken).collect();
    let mut found = Vec::new();
    for (place, (nodes, label)) in paragraphs.nodes.iter().zip(&labels).enumerate() {
        let Some((speaker, named)) = label else { continue };
        let start = named.end + 1;
        let turn = |nodes: Range<usize>| Turn {
            nodes,
            source: Some(named.clone()),
            speaker: *speaker,
            utterance: place,
            shown_by: "the turn begins with the name of whoever speaks",
        };
        if !clauses.is_quotation(start) {
            found.push(turn(start..nodes.end));
        }
        if transcript {
            found.extend(
                goes_on(paragraphs, place, |other| labels.get(other).is_some_and(Option::is_some))
                    .into_iter()
                    .map(turn),
            );
        }
    }
    found
}

/// How many turns each text of a label has.
pub(super) fn turns_of_each<'a>(paragraphs: &Paragraphs<'a>, labels: &[Option<Label>]) -> FxHashMap<&'a str, usize> {
    let mut counts = FxHashMap::default();
    for (_, named) in labels.iter().flatten() {
        *counts.entry(paragraphs.text(named)).or_default() += 1;
    }
    counts
}

/// Whether the labels of paragraphs are those of people who talk with each other, and not of a list: two of them take at
/// least two turns each, somebody asks, and most turns say "I" or "you" or ask.
pub(super) fn is_dialogue(paragraphs: &Paragraphs<'_>, labels: &[Option<Label>]) -> bool {
    let turns = || labels.iter().zip(&paragraphs.nodes).filter_map(|(label, nodes)| Some((label.as_ref()?, nodes)));
    let asks = |nodes: &Range<usize>| paragraphs.last_sign(nodes) == Some('?');
    let talking = turns().filter(|(_, nodes)| paragraphs.talks(nodes)).count();
    turns_of_each(paragraphs, labels).values().filter(|taken| **taken >= 2).count() >= 2
        && turns().any(|(_, nodes)| asks(nodes))
        && talking * 2 > turns().count()
}

/// `Q: …` and `A: …`. Where nobody is named whose answers they can be, they are a turn of somebody's only if they say "I".
pub(super) fn find_labelled(paragraphs: &Paragraphs<'_>, guests: &Guests<'_>) -> Vec<Turn> {
    let label = |nodes: &Range<usize>| {
        let word = lower_case(paragraphs.word(nodes.start));
        let kind = [TurnLabel::Question, TurnLabel::Answer].into_iter().filter(|kind| is_label(&word, *kind)).count();
        let follows = matches!(paragraphs.word(nodes.start + 1), ":" | "." | "–" | "—") && nodes.start + 2 < nodes.end;
        (kind > 0 && follows).then_some(word)
    };
    let labels: Vec<Option<_>> = paragraphs.nodes.iter().map(label).collect();
    let mut used = labels.iter().flatten();
    let Some(question) = used.next() else { return Vec::new() };
    let Some(answer) = used.find(|other| *other != question) else { return Vec::new() };
    if !are_labels(question, answer) {
        return Vec::new();
    }
    let kind_of = |place: usize| match labels.get(place)?.as_ref()? {
        word if word == question => Some(TurnLabel::Question),
        word if word == answer => Some(TurnLabel::Answer),
        _ => None,
    };
    let kinds: Vec<Option<TurnLabel>> = (0..labels.len()).map(kind_of).collect();
    let of = |kind: TurnLabel| kinds.iter().zip(&paragraphs.nodes).filter(move |(own, _)| **own == Some(kind));
    let asks = of(TurnLabel::Question).filter(|(_, nodes)| paragraphs.last_sign(nodes) == Some('?')).count();
    if asks * 2 < of(TurnLabel::Question).count() {
        return Vec::new();
    }
    let is_turn = |place: usize| kinds.get(place).copied().flatten().is_some();
    let first = kinds.iter().position(Option::is_some).unwrap_or(0);
    let last = kinds.iter().rposition(Option::is_some).unwrap_or(0);
    let guest = guests.find(first..last + 1);
    let asker = guests.asker();
    let named = |person: Option<usize>| person.map(|person| guests.namings(person)).unwrap_or_default();
    let (guest_named, asker_named) = (named(guest), named(asker));
    let mine = of(TurnLabel::Answer).filter(|(_, nodes)| paragraphs.says(nodes, &ME)).count();
    if guest.is_none() && mine * 3 < of(TurnLabel::Answer).count() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (place, (nodes, kind)) in paragraphs.nodes.iter().zip(&kinds).enumerate() {
        let (speaker, named, shown_by) = match kind {
            Some(TurnLabel::Answer) => (guest, &guest_named, "the page is an interview, and the words are an answer"),
            Some(TurnLabel::Question) if asker.is_some() => {
                (asker, &asker_named, "the page is an interview, and the words ask")
            }
            _ => continue,
        };
        let source = nearest(named, nodes.start);
        let turn = |nodes: Range<usize>| Turn { nodes, source: source.clone(), speaker, utterance: place, shown_by };
        found.push(turn(nodes.start + 2..nodes.end));
        found.extend(goes_on(paragraphs, place, is_turn).into_iter().map(turn));
    }
    found
}
