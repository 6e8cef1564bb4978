//! What a trained ranker sees of a quotation: a row of bytes for each candidate.
//!
//! A [`QuotationContext`] comes in, rows go out. The first part of a row is about the quotation and is the same for all its
//! candidates, the second about one candidate. Each group of features is a table below. Numbers are clamped to a byte,
//! kinds are small codes (`feature_codes.rs`).
//!
//! Invariant: rows have [`WIDTH`] features in a fixed order, which the weights in `models/speakers.bin` rely on.

use crate::analyse::quotes::attributed::AttributedQuotation;
use crate::analyse::quotes::clauses::Clauses;
use crate::analyse::quotes::cues::Cue;
use crate::analyse::quotes::cues::sources::subject_of_frame;
use crate::analyse::quotes::feature_codes::{
    code_at, fill, form_code, named_as, relation_code, role_code, source_code, yes,
};
use crate::analyse::quotes::marks::Quotation;
use crate::analyse::quotes::scene::{Scene, Setting};
use crate::analyse::quotes::speakers::candidates::{Candidate, Relation};
use crate::analyse::quotes::speakers::quote_or_not::{is_nickname, is_titled};
use crate::analyse::quotes::speakers::ranking::{QuotationContext, most_trusted, trust};
use crate::analyse::text::FieldText;
use crate::analyse::text::tokens::TokenKind;
use crate::lexicon::cue_words;
use crate::lexicon::function_words::{WordRole, role_of};
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::speech_verbs::{SpeechKind, VerbForm};

/// Features that describe the quotation.
pub const ABOUT_QUOTATION: usize = 48;
/// Features that describe one candidate.
pub const ABOUT_CANDIDATE: usize = 40;
/// Features of a row.
pub const WIDTH: usize = ABOUT_QUOTATION + ABOUT_CANDIDATE;

/// Groups of features by what they look at, for ablation: name, first feature, features.
#[cfg(feature = "training")]
pub const GROUPS: &[(&str, usize, usize)] = &[
    ("the quotation itself", 0, 16),
    ("the words beside it", 16, 10),
    ("its place in sentence and paragraph", 26, 14),
    ("what the rules chose", 40, 8),
    ("relation and rule score", 48, 4),
    ("the cue", 52, 8),
    ("distance", 60, 8),
    ("the source's words and neighbours", 68, 10),
    ("the person and who spoke before", 78, 10),
];

/// The code of a relation where there is no candidate to have one.
const NO_RELATION: usize = 20;
/// The code of a word or a distance where there is none.
const NONE: usize = 60;

/// The rows of all candidates, one after the other, [`WIDTH`] bytes each; the place of the rules' choice beside them.
#[must_use]
pub fn rows(context: &QuotationContext<'_>) -> (Vec<u8>, usize) {
    let by_rules = most_trusted(context);
    let mut about = [0_u8; ABOUT_QUOTATION];
    describe_quotation(context, by_rules, &mut about);
    let mut cells = vec![0_u8; WIDTH * context.candidates.len()];
    let mut subjects = Subjects::default();
    for (place, (candidate, row)) in context.candidates.iter().zip(cells.chunks_exact_mut(WIDTH)).enumerate() {
        let (front, back) = row.split_at_mut(ABOUT_QUOTATION);
        front.copy_from_slice(&about);
        let tie = usize::from(place == by_rules);
        let one = OneCandidate::new(context, candidate);
        let groups: [&[usize]; 5] =
            [&one.relation(tie), &one.cue(), &one.distance(), &one.words_of_source(&mut subjects), &one.person()];
        fill(back, &groups);
    }
    (cells, by_rules)
}

/// A distance on a scale that grows coarser.
fn coarse(distance: usize) -> usize {
    if distance < 16 { distance } else { (16 + (distance - 16) / 8).min(60) }
}

/// Where the subject of each frame starts, as far as it was asked for.
#[derive(Default)]
struct Subjects(Vec<(usize, Option<usize>)>);

impl Subjects {
    fn start(&mut self, clauses: &Clauses<'_>, frame: usize) -> Option<usize> {
        if let Some((_, start)) = self.0.iter().find(|(known, _)| *known == frame) {
            return *start;
        }
        let nodes = clauses.frames.get(frame)?.nodes.clone();
        let start = subject_of_frame(clauses, &nodes).map(|subject| subject.nodes.start);
        self.0.push((frame, start));
        start
    }
}

fn describe_quotation(context: &QuotationContext<'_>, by_rules: usize, cells: &mut [u8]) {
    let Some(quotation) = context.scene.quotations.get(context.place) else { return };
    let groups: [&[usize]; 4] = [
        &quotation_itself(context, quotation),
        &words_beside(context),
        &position(context),
        &choice_of_rules(context, by_rules),
    ];
    fill(cells, &groups);
}

/// The quotation itself.
fn quotation_itself(context: &QuotationContext<'_>, quotation: &Quotation) -> [usize; 16] {
    let (setting, clauses) = (context.setting, context.scene.clauses);
    let field = clauses.field;
    let words = quotation.words.clone();
    let counts = WordCounts::of(field, quotation);
    [
        setting.words.min(40),
        counts.capitals.min(12),
        (counts.capitals * 8).checked_div(counts.words).unwrap_or(0),
        counts.function.min(10),
        counts.first_person.min(3),
        counts.second_person.min(3),
        counts.verbs.min(4),
        yes(field.word(words.start).starts_with(char::is_uppercase)),
        match words.end.checked_sub(1).map_or("", |last| field.word(last)) {
            "," => 1,
            "." => 2,
            "?" | "!" => 3,
            "…" | "..." | "—" | "–" | "--" | "-" => 4,
            _ => 0,
        },
        yes(setting.handed_on),
        yes(setting.stopped),
        yes(quotation.closed),
        yes(quotation.continues),
        yes(is_titled(field, quotation)),
        yes(is_nickname(clauses, setting, quotation)),
        role_code(field.word(words.start)),
    ]
}

/// Words of a quotation by what they are.
#[derive(Default)]
struct WordCounts {
    words: usize,
    capitals: usize,
    function: usize,
    first_person: usize,
    second_person: usize,
    verbs: usize,
}

impl WordCounts {
    /// Tokens of a quotation that are looked at.
    const LOOKED_AT: usize = 60;

    fn of(field: &FieldText<'_>, quotation: &Quotation) -> Self {
        let mut counts = Self::default();
        let tokens = quotation.words.clone().take(Self::LOOKED_AT);
        for word in tokens.filter(|at| field.kind(*at) == Some(TokenKind::Word)).map(|at| field.word(at)) {
            counts.words += 1;
            counts.capitals += usize::from(word.starts_with(char::is_uppercase));
            match role_of(&lower_case(word)) {
                WordRole::Other => {}
                WordRole::I | WordRole::We => counts.first_person += 1,
                WordRole::Be | WordRole::Auxiliary => counts.verbs += 1,
                _ => counts.function += 1,
            }
            counts.second_person += usize::from(cue_words::DIRECT_ADDRESS.contains(word));
        }
        counts
    }
}

/// The words next to the quotation.
fn words_beside(context: &QuotationContext<'_>) -> [usize; 10] {
    let clauses = context.scene.clauses;
    let Setting { node, frame, .. } = *context.setting;
    let before = |steps: usize| code_at(clauses, node.checked_sub(steps), frame);
    let after = |steps: usize| code_at(clauses, Some(node + steps), frame);
    [
        before(1),
        before(2),
        before(3),
        before(4),
        after(1),
        after(2),
        after(3),
        after(4),
        named_as(clauses, node),
        yes(clauses.word(node + 1).starts_with(char::is_lowercase)),
    ]
}

/// The place of the quotation in sentence and paragraph, and the quotations before and after it.
fn position(context: &QuotationContext<'_>) -> [usize; 14] {
    let (scene, setting) = (context.scene, context.setting);
    let clauses = scene.clauses;
    let nodes = scene.frame(setting.frame);
    let paragraph = scene.paragraph(setting.frame);
    let first_frame = clauses.frames.partition_point(|other| Some(other.paragraph) < paragraph);
    let (before, after) = (quotation_before(context), clauses.quotation_nodes.get(context.place + 1).copied());
    let link = |other: Option<usize>| match other.map(|node| clauses.frame_of(node)) {
        Some(other) if other == setting.frame => 3,
        Some(other) if scene.paragraph(other) == paragraph => 2,
        Some(_) => 1,
        None => 0,
    };
    let earlier = context.place.checked_sub(1).and_then(|before| context.earlier.get(before));
    [
        yes(setting.alone),
        yes(setting.leads),
        coarse(setting.node - nodes.start.min(setting.node)),
        coarse(nodes.end.saturating_sub(setting.node)),
        if heads(scene, setting) { 0 } else { paragraph.unwrap_or(0).clamp(1, 12) },
        link(before),
        link(after),
        before.map_or(NONE, |other| coarse(setting.node.saturating_sub(other))),
        after.map_or(NONE, |other| coarse(other.saturating_sub(setting.node))),
        earlier.map_or(2, |earlier| yes(earlier.kept)),
        earlier.map_or(NO_RELATION, |earlier| relation_code(earlier.speaker.relation)),
        setting.frame.saturating_sub(first_frame).min(12),
        yes(clauses.frames.get(first_frame).is_some_and(|first| clauses.is_quotation(first.nodes.start))),
        scene.cues_in(&nodes).len().min(8),
    ]
}

/// What the rules choose, and among how many.
fn choice_of_rules(context: &QuotationContext<'_>, by_rules: usize) -> [usize; 8] {
    let clauses = context.scene.clauses;
    let chosen = context.candidates.get(by_rules);
    let kind = chosen.and_then(|chosen| chosen.source.as_ref()).map(|source| source.kind);
    let tied_as_closely_as = |least: Relation| {
        let is_close = |candidate: &&Candidate| relation_code(candidate.relation) >= relation_code(least);
        context.candidates.iter().filter(is_close).count()
    };
    let before = quotation_before(context).filter(|before| clauses.frame_of(*before) == context.setting.frame);
    [
        chosen.map_or(0, |chosen| relation_code(chosen.relation)),
        source_code(kind),
        chosen.map_or(0, |chosen| chosen.gap),
        chosen.map_or(0, |chosen| cue_code(context.scene, chosen.cue)),
        context.candidates.len(),
        tied_as_closely_as(Relation::Owner),
        tied_as_closely_as(Relation::Before),
        before.map_or(0, |before| coordination_code(clauses, before, context.setting.node)),
    ]
}

/// The node of the quotation before.
fn quotation_before(context: &QuotationContext<'_>) -> Option<usize> {
    let before = context.place.checked_sub(1)?;
    context.scene.clauses.quotation_nodes.get(before).copied()
}

/// Nodes of a line that may be a headline.
const HEADLINE: usize = 20;

/// Whether the quotation is in a first line that looks like a headline: short, one sentence, with more to follow and
/// nothing said in the past. The training articles begin with theirs, whose quotations nobody marked.
fn heads(scene: &Scene<'_>, setting: &Setting) -> bool {
    let clauses = scene.clauses;
    let next = clauses.frames.get(1).map(|next| next.paragraph);
    let nodes = scene.frame(setting.frame);
    let past = |at: usize| clauses.verbs.get(at).copied().flatten().is_some_and(|verb| verb.form == VerbForm::Past);
    setting.frame == 0
        && !setting.leads
        && next.is_some_and(|next| Some(next) != scene.paragraph(0))
        && nodes.len() <= HEADLINE
        && !nodes.clone().any(past)
}

/// How the quotations at two nodes of one sentence are coordinated: 4 where only "and", "or" or a comma are between them.
fn coordination_code(clauses: &Clauses<'_>, before: usize, node: usize) -> usize {
    if before >= node {
        return 0;
    }
    let between = before + 1..node;
    if between.len() > 6 {
        return 1;
    }
    let linked = |at: usize| cue_words::COORDINATING.contains(clauses.word(at));
    if between.clone().all(linked) {
        return 4;
    }
    2 + usize::from(between.clone().any(|at| matches!(clauses.word(at), "and" | "or" | "but")))
}

/// The kind of the cue at place `cue`.
fn cue_code(scene: &Scene<'_>, cue: Option<usize>) -> usize {
    let Some(cue) = cue.and_then(|place| scene.cues.get(place)) else { return 0 };
    let Some(verb) = cue.verb else {
        return 1 + usize::from(scene.clauses.word(cue.nodes.start).eq_ignore_ascii_case("according"));
    };
    match (verb.kind, verb.lemma) {
        (SpeechKind::Say, "say") => 12,
        (SpeechKind::Say, "tell" | "add") => 11,
        (SpeechKind::Say, "write" | "tweet") => 10,
        (SpeechKind::Say, "ask") => 9,
        (SpeechKind::Say, _) => 8,
        (SpeechKind::Call, "call" | "describe") => 6,
        (SpeechKind::Call, _) => 5,
        (SpeechKind::Judge, _) => 4,
    }
}

/// One candidate as its row describes it.
struct OneCandidate<'a> {
    context: &'a QuotationContext<'a>,
    candidate: &'a Candidate,
    cue: Option<&'a Cue>,
    /// The first node of its source; 0 without one.
    start: usize,
    /// The sentence of its source.
    frame: Option<usize>,
}

impl<'a> OneCandidate<'a> {
    fn new(context: &'a QuotationContext<'a>, candidate: &'a Candidate) -> Self {
        let cue = candidate.cue.and_then(|place| context.scene.cues.get(place));
        let start = candidate.source.as_ref().map(|source| source.nodes.start);
        let frame = start.map(|start| context.scene.clauses.frame_of(start));
        Self { context, candidate, cue, start: start.unwrap_or(0), frame }
    }

    /// Relation and score of the rules; `by_rules` is 1 for the candidate they choose.
    fn relation(&self, by_rules: usize) -> [usize; 4] {
        let trust = trust(self.context, self.candidate).max(0) / 5;
        [relation_code(self.candidate.relation), usize::try_from(trust).unwrap_or(0), by_rules, self.candidate.gap]
    }

    /// The cue.
    fn cue(&self) -> [usize; 8] {
        let (scene, node) = (self.context.scene, self.context.setting.node);
        let candidates = self.context.candidates.iter();
        let same_cue = candidates.filter(|other| other.cue.is_some() && other.cue == self.candidate.cue).count();
        let about = |read: &dyn Fn(&Cue) -> usize, without: usize| self.cue.map_or(without, read);
        let cues_between = |cue: &Cue| scene.cues_in(&(cue.nodes.start.min(node)..cue.nodes.start.max(node))).len();
        let word_after =
            |cue: &Cue| code_at(scene.clauses, Some(cue.nodes.end), scene.clauses.frame_of(cue.nodes.start));
        [
            cue_code(scene, self.candidate.cue),
            self.cue.and_then(|cue| cue.verb).map_or(9, |verb| form_code(verb.form)),
            about(&|cue| 1 + yes(cue.nodes.start > node), 0),
            about(&|cue| yes(cue.nodes.start < self.start), 0),
            about(&|cue| coarse(cue.nodes.start.abs_diff(node)), NONE),
            same_cue,
            about(&|cue| cues_between(cue).min(9), 0),
            about(&word_after, 0),
        ]
    }

    /// The distance between source and quotation, and how many quotations and names are between them.
    fn distance(&self) -> [usize; 8] {
        let (scene, setting) = (self.context.scene, self.context.setting);
        let about_source = |value: usize, without: usize| if self.candidate.source.is_some() { value } else { without };
        let between = self.start.min(setting.node)..self.start.max(setting.node);
        let quotations = &scene.clauses.quotation_nodes;
        let quotations = quotations
            .partition_point(|node| *node < between.end)
            .saturating_sub(quotations.partition_point(|node| *node <= between.start));
        let names = &scene.clauses.names;
        let names = names
            .partition_point(|named| named.nodes.start < between.end)
            .saturating_sub(names.partition_point(|named| named.nodes.start <= between.start));
        let paragraphs = match (self.frame.and_then(|frame| scene.paragraph(frame)), scene.paragraph(setting.frame)) {
            (Some(there), Some(here)) => here.abs_diff(there).min(9),
            _ => 10,
        };
        let like = self.candidate.like;
        [
            about_source(coarse(self.start.abs_diff(setting.node)), 200),
            about_source(1 + yes(self.start > setting.node), 0),
            self.frame.map_or(0, |frame| if frame > setting.frame { 20 } else { (setting.frame - frame).min(12) }),
            paragraphs,
            about_source(quotations.min(9), 10),
            about_source(names.min(12), 13),
            like.map_or(0, |like| 1 + self.context.place.abs_diff(like).min(5)),
            like.and_then(|like| self.context.earlier.get(like))
                .map_or(NO_RELATION, |earlier| relation_code(earlier.speaker.relation)),
        ]
    }

    /// The source's words and neighbours.
    fn words_of_source(&self, subjects: &mut Subjects) -> [usize; 10] {
        let clauses = self.context.scene.clauses;
        let source = self.candidate.source.as_ref();
        let (start, frame) = (self.start, self.frame.unwrap_or(0));
        let end = source.map_or(0, |source| source.nodes.end);
        let word_at = |at: Option<usize>| if source.is_some() { code_at(clauses, at, frame) } else { NONE };
        let first = self.context.scene.frame(frame).start;
        [
            source_code(source.map(|source| source.kind)),
            source.map_or(0, |source| source.nodes.len().min(12)),
            word_at(start.checked_sub(1)),
            word_at(start.checked_sub(2)),
            word_at(Some(end)),
            word_at(Some(end + 1)),
            word_at(Some(end + 2)),
            yes(source.is_some() && start <= first + 2),
            yes(source.is_some() && subjects.start(clauses, frame) == Some(start)),
            yes(source.is_some() && clauses.word(start).starts_with(char::is_uppercase)),
        ]
    }

    /// The person, what they said before, and the other candidates that name them.
    fn person(&self) -> [usize; 10] {
        let QuotationContext { cast, candidates, earlier, .. } = *self.context;
        let person = self.candidate.person;
        let quoted = |other: &&AttributedQuotation| other.kept && other.speaker.source.is_some();
        let last = earlier.iter().rev().take(8).find(quoted);
        let recent = earlier.iter().rev().take(12);
        let said = |own: usize| recent.filter(|other| other.kept && other.speaker.person == Some(own)).count();
        let known = person.and_then(|person| cast.people.get(person));
        let same_person = candidates.iter().filter(|other| other.person.is_some() && other.person == person);
        let overlaps = |other: &&Candidate| {
            other.source.as_ref().zip(self.candidate.source.as_ref()).is_some_and(|(other, own)| other.overlaps(own))
        };
        let same_words = candidates.iter().filter(overlaps);
        let closest = |others: &mut dyn Iterator<Item = &Candidate>| {
            others.map(|other| relation_code(other.relation)).max().unwrap_or(0)
        };
        [
            yes(person.is_some()),
            match (last.and_then(|last| last.speaker.person), person) {
                (Some(last), Some(own)) if last == own => 3,
                (Some(_), Some(_)) => 2,
                (None, _) => 1,
                _ => 0,
            },
            person.map_or(0, said),
            known.map_or(0, |known| known.sightings.len().min(20)),
            known.map_or(0, |known| 1 + known.name.split(' ').count().min(4)),
            same_person.clone().count().min(9),
            same_words.clone().count().min(9),
            closest(&mut same_words.clone()),
            closest(&mut same_person.clone()),
            yes(last.is_some()),
        ]
    }
}
