//! Reported speech without marks: which words a cue governs.
//!
//! The clauses and cues of a field come in, stretches of nodes go out: the clause after `said that`, the sentence
//! before `, she said`, what is next to `according to`. Only saying and writing count, never believing or finding.
//! The rules propose stretches, [`shape`] distinguishes clauses from mere objects, [`features`] describes the proposals to
//! a trained model.
//!
//! Invariant: a stretch stays inside the sentence of its cue and holds neither the cue nor its source.

pub mod features;
pub mod misread;
pub mod shape;

use std::ops::Range;

use crate::analyse::quotes::clauses::NodeKind;
use crate::analyse::quotes::cues::Cue;
use crate::analyse::quotes::reported::shape::{Shape, shape_of};
use crate::analyse::quotes::scene::Scene;
use crate::lexicon::cue_words;
use crate::lexicon::function_words::WordRole;
use crate::lexicon::speech_verbs::{SpeechKind, VerbForm};

/// Nodes of the longest stretch that is believed; what is longer is no sentence.
const LONGEST: usize = 250;

/// A stretch that a cue may govern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its nodes: one stretch, or one on either side of the cue.
    pub nodes: Vec<Range<usize>>,
    /// How its start was found; 0 for nothing at all.
    pub start: u8,
    /// How its end was found.
    pub end: u8,
    /// Whether the rules would take it.
    pub by_rules: bool,
}

/// Nothing at all.
const NOTHING: Proposal = Proposal { nodes: Vec::new(), start: 0, end: 0, by_rules: false };

/// What the cue at `place` may govern in its own sentence, nothing at all first; empty where nothing can be told.
#[must_use]
pub fn proposals(scene: &Scene<'_>, place: usize) -> Vec<Proposal> {
    let Some(mut proposals) = Proposals::new(scene, place) else { return Vec::new() };
    proposals.add_ruled();
    proposals.add_after_cue();
    proposals.add_before_cue();
    proposals.found
}

/// The proposals for one cue, as they are put together.
struct Proposals<'s> {
    scene: &'s Scene<'s>,
    /// The place of the cue.
    place: usize,
    cue: &'s Cue,
    lemma: &'static str,
    /// The nodes of the sentence, and where they end without the signs that close it.
    frame: Range<usize>,
    end: usize,
    /// The first node after the cue and its source.
    after: usize,
    /// What the cue governs by rules.
    ruled: Option<Range<usize>>,
    found: Vec<Proposal>,
}

impl<'s> Proposals<'s> {
    /// Nothing at all is the first proposal; `None` where the cue governs nothing that can be told.
    fn new(scene: &'s Scene<'s>, place: usize) -> Option<Self> {
        let cue = scene.cues.get(place)?;
        let clauses = scene.clauses;
        let frame = clauses.frames.get(clauses.frame_of(cue.nodes.start))?.nodes.clone();
        let source = cue.source.as_ref()?;
        let is_known = cue.verb.is_some() || is_according(scene, cue);
        // A speaker carried over from another sentence governs nothing that can be told.
        let is_carried = source.nodes.start < frame.start;
        let after = cue.end().max(cue.nodes.end);
        // "welcomed his claim that": what is claimed is his who claims it.
        let says = cue.verb.is_some_and(|verb| verb.kind == SpeechKind::Say);
        let governs_noun = !says && nouns_after(scene, place).any(|noun| noun.start() == after);
        if !is_known || is_carried || governs_noun {
            return None;
        }
        let lemma = cue.verb.map_or(ACCORDING, |verb| verb.lemma);
        let (end, ruled) = (without_stop(scene, &frame), governed(scene, place));
        Some(Self { scene, place, cue, lemma, frame, end, after, ruled, found: vec![NOTHING] })
    }

    /// Adds a stretch, or one on either side of the cue; `start` and `end` say how its ends were found.
    fn add(&mut self, nodes: &[Range<usize>], start: u8, end: u8) {
        let scene = self.scene;
        let nodes: Vec<Range<usize>> = nodes
            .iter()
            .filter(|nodes| nodes.len() <= LONGEST)
            .map(|nodes| strip(scene, nodes.clone()))
            // "according to Berg, who runs the port": the clause is about the speaker.
            .filter(|nodes| !cue_words::RELATIVES.contains(scene.clauses.word(nodes.start)))
            .filter(|nodes| nodes.start < nodes.end)
            .filter(|nodes| nodes.start < self.after || can_be_said(scene, self.lemma, nodes))
            .collect();
        let count: usize = nodes.iter().map(|nodes| words(scene, nodes)).sum();
        if count >= 2 && self.found.len() < PROPOSED && !self.found.iter().any(|other| other.nodes == nodes) {
            let by_rules = matches!((nodes.as_slice(), &self.ruled), ([own], Some(ruled)) if own == ruled);
            self.found.push(Proposal { nodes, start, end, by_rules });
        }
    }

    fn add_one(&mut self, nodes: Range<usize>, start: u8, end: u8) {
        self.add(std::slice::from_ref(&nodes), start, end);
    }

    /// Adds what the rules would take.
    fn add_ruled(&mut self) {
        if let Some(nodes) = self.ruled.clone() {
            self.add_one(nodes, 1, 1);
        }
    }

    /// Adds the clauses after the cue: each place where one may start with each where it may end.
    fn add_after_cue(&mut self) {
        let (scene, end) = (self.scene, self.end);
        let starts = if !is_according(scene, self.cue) {
            let link = (self.after..end.min(self.after + 16))
                .find(|at| cue_words::CONTENT_LINKS.contains(scene.clauses.word(*at)))
                .filter(|link| nouns_after(scene, self.place).all(|noun| noun.nodes.end != *link));
            vec![(Some(self.after), 3), (link, 4), (content_start(scene, self.cue, self.lemma, end), 5)]
        } else if self.cue.nodes.start == self.frame.start {
            vec![(after_apposition(scene, self.after, end), 2)]
        } else {
            Vec::new()
        };
        for (start, how) in starts {
            let Some(start) = start.filter(|start| *start < end) else { continue };
            for (until, by) in ends(scene, self.place, start, end) {
                self.add_one(start..until, how, by);
            }
        }
    }

    /// Adds what comes before the cue, alone or with what goes on after it.
    fn add_before_cue(&mut self) {
        let clauses = self.scene.clauses;
        let (before, end) = (self.cue.start(), self.end);
        if before <= self.frame.start || clauses.word(before - 1) != "," && !is_according(self.scene, self.cue) {
            return;
        }
        let from = segment_start(self.scene, self.place, self.frame.start);
        let rest = (clauses.word(self.after) == ",").then_some(self.after + 1).filter(|rest| *rest < end);
        self.add_one(from..before, 6, 1);
        if let Some(rest) = rest {
            self.add(&[from..before, rest..end], 7, 1);
            self.add_one(rest..end, 8, 1);
        }
        let comma = (from..before).rev().skip(1).find(|at| clauses.word(*at) == ",");
        if let Some(comma) = comma {
            self.add_one(comma + 1..before, 9, 1);
        }
    }
}

/// The nouns of saying among the cues that follow the one at `place`.
fn nouns_after<'s>(scene: &'s Scene<'_>, place: usize) -> impl Iterator<Item = &'s Cue> {
    scene.cues.iter().skip(place + 1).take(NEXT).filter(|other| other.is_noun())
}

/// Whether the cue is `according to`.
fn is_according(scene: &Scene<'_>, cue: &Cue) -> bool {
    scene.clauses.word(cue.nodes.start).eq_ignore_ascii_case(ACCORDING)
}

/// The lemma of `according to`, which is no verb.
const ACCORDING: &str = "according";

/// Whether the cue with `lemma` can govern `nodes` after it as words that somebody said: a clause, or what is partly
/// between marks. Verbs that hardly ever have an object are believed.
fn can_be_said(scene: &Scene<'_>, lemma: &str, nodes: &Range<usize>) -> bool {
    cue_words::BELIEVED.contains(lemma)
        || nodes.clone().take(LONGEST).any(|at| scene.clauses.is_quotation(at))
        || shape_of(scene, nodes) > Shape::Phrase
}

/// Where the clause after `According to Ann Lee, the engineer,` starts: after the first comma that a clause follows.
fn after_apposition(scene: &Scene<'_>, from: usize, end: usize) -> Option<usize> {
    let commas = (from..end.min(from + APPOSITION)).filter(|at| scene.clauses.word(*at) == ",");
    let mut starts = commas.map(|comma| comma + 1).filter(|start| *start < end);
    let first = starts.clone().next();
    starts.find(|start| shape_of(scene, &(*start..end)) > Shape::Phrase).or(first.filter(|start| {
        scene.clauses.is_quotation(*start)
            || scene.clauses.name_at(*start).is_none()
                && !matches!(scene.clauses.role(*start), Some(WordRole::Determiner))
    }))
}

/// Nodes between `according to` and the comma that the clause comes after.
const APPOSITION: usize = 30;

/// Where a clause that starts at `start` may end, each with a code.
fn ends(scene: &Scene<'_>, place: usize, start: usize, end: usize) -> Vec<(usize, u8)> {
    let clauses = scene.clauses;
    let mut found = vec![(end, 1), (content_end(scene, place, start, end), 2)];
    let reach = start + 2..end.min(start + 80);
    let after = |at: usize, words: &[&str]| clauses.word(at) == "," && words.contains(&clauses.word(at + 1));
    found.extend(
        reach.clone().find(|at| after(*at, &["and", "but", "while", "as", "though", "although"])).map(|at| (at, 3)),
    );
    found.extend(reach.clone().find(|at| clauses.word(*at) == ",").map(|at| (at, 4)));
    let shared = scene.cues.iter().skip(place + 1).take(3).find(|other| {
        let own = scene.cues.get(place).and_then(|cue| cue.source.as_ref());
        reach.contains(&other.nodes.start) && other.source.as_ref().is_some_and(|source| Some(source) == own)
    });
    if let Some(other) = shared {
        let link =
            (reach.start..other.nodes.start).rev().take(4).find(|at| matches!(clauses.word(*at), "and" | "but" | ","));
        found.extend(link.map(|at| (at, 5)));
    }
    found.extend(reach.clone().find(|at| matches!(clauses.word(*at), "and" | "but")).map(|at| (at, 6)));
    found.extend(
        reach
            .clone()
            .find(|at| matches!(clauses.role(*at), Some(WordRole::Subordinator)) && clauses.word(*at) != "that")
            .map(|at| (at, 7)),
    );
    found.extend(
        reach
            .clone()
            .find(|at| matches!(clauses.role(*at), Some(WordRole::Preposition | WordRole::Time)))
            .map(|at| (at, 8)),
    );
    found.extend(reach.clone().find(|at| matches!(clauses.word(*at), "—" | "–" | "--" | "(" | ";")).map(|at| (at, 9)));
    // "Lee's warning that more would follow was ignored": the sentence goes on with a finite verb of its own.
    if scene.cues.get(place).is_some_and(Cue::is_noun) {
        let finite = |at: usize| matches!(clauses.role(at), Some(WordRole::Auxiliary | WordRole::Be));
        found.extend(reach.filter(|at| finite(*at) && !finite(at - 1)).nth(1).map(|at| (at, 10)));
    }
    found.retain(|(until, _)| *until > start);
    found
}

/// Cues after one that are looked at.
const NEXT: usize = 3;

/// Proposals a cue.
const PROPOSED: usize = 20;

/// What the cue at `place` governs by rules alone; `None` where it governs nothing that can be told.
#[must_use]
pub fn governed(scene: &Scene<'_>, place: usize) -> Option<Range<usize>> {
    let cue = scene.cues.get(place)?;
    let clauses = scene.clauses;
    let frame = clauses.frames.get(clauses.frame_of(cue.nodes.start))?.nodes.clone();
    let end = without_stop(scene, &frame);
    let source = cue.source.as_ref()?;
    let found = match cue.verb {
        None if is_according(scene, cue) => {
            if cue.nodes.start == frame.start {
                after_apposition(scene, cue.end(), end).map(|start| start..end)
            } else {
                Some(frame.start..cue.nodes.start)
            }
        }
        None => None,
        Some(verb) if verb.kind != SpeechKind::Say => None,
        Some(verb) => {
            let behind =
                content_start(scene, cue, verb.lemma, end).map(|start| start..content_end(scene, place, start, end));
            let behind = behind.filter(|nodes| can_be_said(scene, verb.lemma, nodes));
            behind.filter(|nodes| words(scene, nodes) >= 3).or_else(|| {
                let foreign = clauses.grammar.is_some();
                let whole = segment_start(scene, place, frame.start) == frame.start;
                // In other languages only `…, sagte Ann Lee` is understood.
                let turned = cue.nodes.start < source.nodes.start && whole && clauses.word(frame.start) != "–";
                let closing = (turned || !foreign)
                    && verb.form != VerbForm::Participle
                    && source.nodes.start > frame.start
                    && closes(scene, cue, end)
                    && cue.start() > frame.start
                    && clauses.word(cue.start() - 1) == ",";
                closing.then(|| segment_start(scene, place, frame.start)..cue.start() - 1)
            })
        }
    }?;
    if found.len() > LONGEST {
        return None;
    }
    let found = strip(scene, found);
    (words(scene, &found) >= 3).then_some(found)
}

/// The end of `frame` without the signs that close it.
fn without_stop(scene: &Scene<'_>, frame: &Range<usize>) -> usize {
    let mut end = frame.end;
    while end > frame.start
        && frame.end - end < 8
        && scene.clauses.nodes.get(end - 1).is_some_and(|node| node.kind == NodeKind::Sign)
    {
        end -= 1;
    }
    end
}

fn strip(scene: &Scene<'_>, mut nodes: Range<usize>) -> Range<usize> {
    let comma = |at: usize| matches!(scene.clauses.word(at), "," | ";" | "—" | "–" | "--" | ":");
    while nodes.start < nodes.end && comma(nodes.end - 1) {
        nodes.end -= 1;
    }
    while nodes.start < nodes.end && comma(nodes.start) {
        nodes.start += 1;
    }
    nodes
}

fn words(scene: &Scene<'_>, nodes: &Range<usize>) -> usize {
    nodes
        .clone()
        .take(8)
        .map(|at| match scene.clauses.nodes.get(at).map(|node| node.kind) {
            Some(NodeKind::Quotation(_)) => 3,
            Some(NodeKind::Sign) | None => 0,
            Some(_) => 1,
        })
        .sum()
}

/// Verbs that take whom they speak to before what they say.
fn takes_hearer(lemma: &str) -> bool {
    cue_words::TAKE_HEARERS.contains(lemma)
}

/// Where the clause after the cue starts.
fn content_start(scene: &Scene<'_>, cue: &Cue, lemma: &str, end: usize) -> Option<usize> {
    let clauses = scene.clauses;
    let mut at = cue.end().max(cue.nodes.end);
    if at >= end {
        return None;
    }
    let opens = |at: usize| cue_words::CONTENT_LINKS.contains(clauses.word(at));
    if opens(at) {
        return Some(at);
    }
    // Adjuncts come between: "said in a statement on Friday that".
    let adjunct = matches!(clauses.role(at), Some(WordRole::Preposition | WordRole::Time)) && clauses.word(at) != "to";
    if adjunct {
        let reach = end.min(at + 14);
        let that = (at..reach).find(|at| matches!(clauses.word(*at), "that" | ","))?;
        return (clauses.word(that) == "that").then_some(that);
    }
    if takes_hearer(lemma) {
        let start = at;
        while at < end && at - start < 7 {
            match clauses.nodes.get(at)?.kind {
                NodeKind::Name(_) | NodeKind::Possessive | NodeKind::Word(WordRole::Other | WordRole::Time) => at += 1,
                NodeKind::Word(WordRole::Determiner) if at == start => at += 1,
                NodeKind::Word(WordRole::OtherPronoun) if at == start => {
                    at += 1;
                    break;
                }
                _ => break,
            }
            if at > start && (opens(at) || begins_clause(scene, at)) {
                break;
            }
        }
        if opens(at) || clauses.word(at) == "to" || begins_clause(scene, at) {
            return Some(at);
        }
        return (lemma != "tell" && begins_clause(scene, start)).then_some(start);
    }
    let to = clauses.word(at) == "to";
    match lemma {
        "vow" | "pledge" | "promise" | "swear" | "threaten" | "refuse" | "offer" if to => Some(at),
        "say" | "add" | "argue" | "claim" | "insist" | "note" | "predict" | "suggest" | "admit" | "acknowledge"
        | "estimate" | "contend" | "allege" | "assert" | "maintain" | "write" | "report" | "tweet" | "concede"
        | "announce" | "state" | "confirm" | "deny" | "demand" | "urge" | "propose" | "recommend" | "reveal"
        | "declare" | "disclose" => (!to && clauses.word(at) != ",").then_some(at),
        _ => None,
    }
}

/// Whether a subject is at node `at`: a pronoun, a name, a determiner.
fn begins_clause(scene: &Scene<'_>, at: usize) -> bool {
    matches!(
        scene.clauses.role(at),
        Some(WordRole::He | WordRole::She | WordRole::They | WordRole::I | WordRole::We | WordRole::Determiner)
    ) || scene.clauses.word(at) == "it"
}

/// Where the clause that starts at `start` ends: the sentence, or another cue with a source of its own.
fn content_end(scene: &Scene<'_>, place: usize, start: usize, end: usize) -> usize {
    for cue in scene.cues.iter().skip(place + 1).take(4) {
        let from = cue.start();
        if cue.nodes.start >= end {
            break;
        }
        let comma = cue.nodes.start.checked_sub(1).filter(|at| scene.clauses.word(*at) == ",");
        if cue.verb.is_some_and(|verb| verb.form == VerbForm::Participle) && comma.is_some_and(|at| at > start) {
            return cue.nodes.start - 1;
        }
        if from > start + 1 && from < cue.nodes.start + 1 {
            let link = scene.clauses.word(from - 1);
            if matches!(link, ",") || cue_words::CLAUSE_LINKS.contains(link) && scene.clauses.word(from - 2) == "," {
                return if link == "," { from - 1 } else { from - 2 };
            }
        }
    }
    end
}

/// Whether hardly anything but adjuncts follows the cue.
fn closes(scene: &Scene<'_>, cue: &Cue, end: usize) -> bool {
    let after = cue.end();
    after >= end
        || matches!(
            scene.clauses.role(after),
            Some(WordRole::Preposition | WordRole::Time | WordRole::Adverb | WordRole::Subordinator)
        )
        || scene.clauses.word(after) == ","
}

/// Where the sentence part before the cue at `place` starts: after an earlier cue's clause or a quotation.
fn segment_start(scene: &Scene<'_>, place: usize, floor: usize) -> usize {
    let Some(cue) = scene.cues.get(place) else { return floor };
    let from = floor.max(cue.start().saturating_sub(80));
    (from..cue.start())
        .rev()
        .find(|at| scene.clauses.is_quotation(*at) || scene.clauses.word(*at) == ";")
        .map_or(from, |at| at + 1)
}
