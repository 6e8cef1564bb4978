//! What a trained ranker sees of a hearing: a row of bytes for each candidate.
//!
//! A [`Hearing`] comes in, rows go out. The first part of a row is about the quotation and is the same for all its
//! candidates, the second about one candidate. Numbers are clamped to a byte, kinds are small codes (`feature_codes.rs`).
//!
//! Invariant: rows have [`WIDTH`] features in a fixed order, which the weights in `models/speakers.bin` rely on.

use crate::analyse::quotes::clauses::Clauses;
use crate::analyse::quotes::cues::sources::subject_of_frame;
use crate::analyse::quotes::feature_codes::{code_at, form_code, named_as, relation_code, role_code, source_code};
use crate::analyse::quotes::scene::{Scene, Setting};
use crate::analyse::quotes::speakers::candidates::Candidate;
use crate::analyse::quotes::speakers::quote_or_not::{is_nickname, is_titled};
use crate::analyse::quotes::speakers::ranking::{Contender, Hearing, most_trusted, trust};
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

/// The row under construction.
struct Row<'r> {
    cells: &'r mut [u8],
    next: usize,
}

impl Row<'_> {
    fn number(&mut self, value: usize) {
        if let Some(cell) = self.cells.get_mut(self.next) {
            *cell = u8::try_from(value).unwrap_or(u8::MAX);
        }
        self.next += 1;
    }

    fn yes(&mut self, value: bool) {
        self.number(usize::from(value));
    }
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

/// The rows of all contenders, one after the other, [`WIDTH`] bytes each; the place of the rules' choice beside them.
#[must_use]
pub fn rows(hearing: &Hearing<'_>) -> (Vec<u8>, usize) {
    let by_rules = most_trusted(hearing);
    let mut about = [0_u8; ABOUT_QUOTATION];
    describe_quotation(hearing, by_rules, &mut about);
    let mut cells = vec![0_u8; WIDTH * hearing.contenders.len()];
    let mut subjects = Subjects::default();
    for (place, (contender, row)) in hearing.contenders.iter().zip(cells.chunks_exact_mut(WIDTH)).enumerate() {
        let (front, back) = row.split_at_mut(ABOUT_QUOTATION);
        front.copy_from_slice(&about);
        describe_candidate(hearing, contender, place == by_rules, &mut subjects, back);
    }
    (cells, by_rules)
}

#[allow(clippy::too_many_lines)] // one list of features
fn describe_quotation(hearing: &Hearing<'_>, by_rules: usize, cells: &mut [u8]) {
    let (scene, setting) = (hearing.scene, hearing.setting);
    let (clauses, field) = (scene.clauses, scene.clauses.field);
    let Some(quotation) = scene.quotations.get(hearing.place) else { return };
    let mut row = Row { cells, next: 0 };
    // The quotation itself.
    let words = quotation.words.clone();
    let last = words.end.checked_sub(1).map_or("", |last| field.word(last));
    let (mut capitals, mut function, mut first_person, mut second_person, mut verbs, mut plain) = (0, 0, 0, 0, 0, 0);
    for at in words.clone().take(60) {
        let word = field.word(at);
        if field.kind(at) != Some(TokenKind::Word) {
            continue;
        }
        plain += 1;
        capitals += usize::from(word.starts_with(char::is_uppercase));
        match role_of(&lower_case(word)) {
            WordRole::Other => {}
            WordRole::I | WordRole::We => first_person += 1,
            WordRole::Be | WordRole::Auxiliary => verbs += 1,
            _ => function += 1,
        }
        second_person += usize::from(cue_words::DIRECT_ADDRESS.contains(word));
    }
    row.number(setting.words.min(40));
    row.number(capitals.min(12));
    row.number((capitals * 8).checked_div(plain).unwrap_or(0));
    row.number(function.min(10));
    row.number(first_person.min(3));
    row.number(second_person.min(3));
    row.number(verbs.min(4));
    row.yes(field.word(words.start).starts_with(char::is_uppercase));
    row.number(match last {
        "," => 1,
        "." => 2,
        "?" | "!" => 3,
        "…" | "..." | "—" | "–" | "--" | "-" => 4,
        _ => 0,
    });
    row.yes(setting.handed_on);
    row.yes(setting.stopped);
    row.yes(quotation.closed);
    row.yes(quotation.continues);
    row.yes(is_titled(field, quotation));
    row.yes(is_nickname(clauses, setting, quotation));
    row.number(role_code(field.word(words.start)));
    // The words beside it.
    let (node, frame) = (setting.node, setting.frame);
    for step in 1..=4 {
        row.number(code_at(clauses, node.checked_sub(step), frame));
    }
    for step in 1..=4 {
        row.number(code_at(clauses, Some(node + step), frame));
    }
    row.number(named_as(clauses, node));
    row.yes(clauses.word(node + 1).starts_with(char::is_lowercase));
    // Its place.
    let nodes = scene.frame(frame);
    row.yes(setting.alone);
    row.yes(setting.leads);
    row.number(coarse(node - nodes.start.min(node)));
    row.number(coarse(nodes.end.saturating_sub(node)));
    let paragraph = scene.paragraph(frame);
    row.number(if heads(scene, setting) { 0 } else { paragraph.unwrap_or(0).clamp(1, 12) });
    let same = |place: Option<usize>| {
        let other = place.and_then(|place| clauses.quotation_nodes.get(place)).map(|node| clauses.frame_of(*node))?;
        Some((other, scene.paragraph(other)))
    };
    let place_before = hearing.place.checked_sub(1);
    let before = same(place_before);
    let after = same(Some(hearing.place + 1));
    let link = |other: Option<(usize, Option<usize>)>| match other {
        Some((other, _)) if other == frame => 3,
        Some((_, other)) if other == paragraph => 2,
        Some(_) => 1,
        None => 0,
    };
    row.number(link(before));
    row.number(link(after));
    let neighbour = |place: Option<usize>| place.and_then(|place| clauses.quotation_nodes.get(place)).copied();
    row.number(neighbour(place_before).map_or(60, |other| coarse(node.saturating_sub(other))));
    row.number(neighbour(Some(hearing.place + 1)).map_or(60, |other| coarse(other.saturating_sub(node))));
    let heard = place_before.and_then(|before| hearing.heard.get(before));
    row.number(heard.map_or(2, |heard| usize::from(heard.kept)));
    row.number(heard.and_then(|heard| heard.relation).map_or(20, relation_code));
    let first_frame = clauses.frames.partition_point(|other| Some(other.paragraph) < paragraph);
    row.number(frame.saturating_sub(first_frame).min(12));
    row.yes(clauses.frames.get(first_frame).is_some_and(|first| clauses.is_quotation(first.nodes.start)));
    row.number(scene.cues_in(&nodes).len().min(8));
    // What the rules chose.
    let chosen = hearing.contenders.get(by_rules);
    let kind = chosen.and_then(|chosen| chosen.source.as_ref()).map(|source| source.kind);
    row.number(chosen.map_or(0, |chosen| relation_code(chosen.candidate.relation)));
    row.number(source_code(kind));
    row.number(chosen.map_or(0, |chosen| chosen.candidate.gap));
    row.number(chosen.map_or(0, |chosen| cue_code(hearing, chosen.cue)));
    row.number(hearing.contenders.len());
    let tied = |low: usize| {
        let strong = |contender: &&Contender<'_>| relation_code(contender.candidate.relation) >= low;
        hearing.contenders.iter().filter(strong).count()
    };
    row.number(tied(8));
    row.number(tied(11));
    row.number(
        before.filter(|(other, _)| *other == frame).map_or(0, |_| coordinated(clauses, neighbour(place_before), node)),
    );
}

/// Nodes of a line that may be a headline.
const HEADLINE: usize = 20;

/// Whether the quotation stands in a first line that looks like a headline: short, one sentence, with more to follow and
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

/// Whether only "and", "or" or a comma stand between two quotations.
fn coordinated(clauses: &Clauses<'_>, before: Option<usize>, node: usize) -> usize {
    let Some(before) = before.filter(|before| *before < node) else { return 0 };
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

/// What sort of cue decides.
fn cue_code(hearing: &Hearing<'_>, cue: Option<usize>) -> usize {
    let Some(cue) = cue.and_then(|place| hearing.scene.cues.get(place)) else { return 0 };
    let Some(verb) = cue.verb else {
        return 1 + usize::from(hearing.scene.clauses.word(cue.nodes.start).eq_ignore_ascii_case("according"));
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

#[allow(clippy::too_many_lines)] // one list of features
fn describe_candidate(
    hearing: &Hearing<'_>,
    contender: &Contender<'_>,
    by_rules: bool,
    subjects: &mut Subjects,
    cells: &mut [u8],
) {
    let (scene, setting) = (hearing.scene, hearing.setting);
    let clauses = scene.clauses;
    let candidate: &Candidate = contender.candidate;
    let mut row = Row { cells, next: 0 };
    // Relation and rule score.
    row.number(relation_code(candidate.relation));
    row.number(usize::try_from(trust(hearing, candidate).max(0) / 5).unwrap_or(0));
    row.yes(by_rules);
    row.number(candidate.gap);
    // The cue.
    let cue = contender.cue.and_then(|place| scene.cues.get(place));
    let source = contender.source.as_ref();
    let start = source.map_or(0, |source| source.nodes.start);
    row.number(cue_code(hearing, contender.cue));
    row.number(cue.and_then(|cue| cue.verb).map_or(9, |verb| form_code(verb.form)));
    row.number(cue.map_or(0, |cue| 1 + usize::from(cue.nodes.start > setting.node)));
    row.yes(cue.is_some_and(|cue| cue.nodes.start < start));
    row.number(cue.map_or(60, |cue| coarse(cue.nodes.start.abs_diff(setting.node))));
    let others = hearing.contenders.iter().filter(|other| other.cue.is_some() && other.cue == contender.cue).count();
    row.number(others);
    let cues = cue.map_or(0, |cue| {
        let between = cue.nodes.start.min(setting.node)..cue.nodes.start.max(setting.node);
        scene.cues_in(&between).len()
    });
    row.number(cues.min(9));
    row.number(cue.map_or(0, |cue| code_at(clauses, Some(cue.nodes.end), clauses.frame_of(cue.nodes.start))));
    // Distance.
    let kind = source.map(|source| source.kind);
    let frame = source.map(|_| clauses.frame_of(start));
    row.number(source.map_or(200, |_| coarse(start.abs_diff(setting.node))));
    row.number(source.map_or(0, |_| 1 + usize::from(start > setting.node)));
    row.number(frame.map_or(0, |frame| if frame > setting.frame { 20 } else { (setting.frame - frame).min(12) }));
    let paragraphs = match (frame.and_then(|frame| scene.paragraph(frame)), scene.paragraph(setting.frame)) {
        (Some(there), Some(here)) => here.abs_diff(there).min(9),
        _ => 10,
    };
    row.number(paragraphs);
    let between = start.min(setting.node)..start.max(setting.node);
    let first = clauses.quotation_nodes.partition_point(|node| *node <= between.start);
    let end = clauses.quotation_nodes.partition_point(|node| *node < between.end);
    row.number(if source.is_some() { end.saturating_sub(first).min(9) } else { 10 });
    let named_from = clauses.names.partition_point(|named| named.nodes.start <= between.start);
    let named_to = clauses.names.partition_point(|named| named.nodes.start < between.end);
    row.number(if source.is_some() { named_to.saturating_sub(named_from).min(12) } else { 13 });
    row.number(candidate.like.map_or(0, |like| 1 + hearing.place.abs_diff(like).min(5)));
    row.number(
        candidate
            .like
            .and_then(|like| hearing.heard.get(like))
            .and_then(|heard| heard.relation)
            .map_or(20, relation_code),
    );
    // The source's words and neighbours.
    row.number(source_code(kind));
    row.number(source.map_or(0, |source| source.nodes.len().min(12)));
    let own = frame.unwrap_or(0);
    let outside = |at: Option<usize>| if source.is_some() { code_at(clauses, at, own) } else { 60 };
    row.number(outside(start.checked_sub(1)));
    row.number(outside(start.checked_sub(2)));
    let end = source.map_or(0, |source| source.nodes.end);
    row.number(outside(Some(end)));
    row.number(outside(Some(end + 1)));
    row.number(outside(Some(end + 2)));
    let nodes = scene.frame(own);
    row.yes(source.is_some() && start <= nodes.start + 2);
    row.yes(source.is_some_and(|source| subjects.start(clauses, own) == Some(source.nodes.start)));
    row.yes(source.is_some_and(|source| clauses.word(source.nodes.start).starts_with(char::is_uppercase)));
    // The person and who spoke before.
    let speaker = contender.speaker;
    row.yes(speaker.is_some());
    let said = hearing.heard.iter().rev().take(8).find(|heard| heard.kept && heard.named);
    row.number(match (said.and_then(|said| said.speaker), speaker) {
        (Some(said), Some(own)) if said == own => 3,
        (Some(_), Some(_)) => 2,
        (None, _) => 1,
        _ => 0,
    });
    let recent = hearing.heard.iter().rev().take(12);
    row.number(speaker.map_or(0, |own| recent.filter(|heard| heard.kept && heard.speaker == Some(own)).count()));
    let person = speaker.and_then(|own| hearing.cast.people.get(own));
    row.number(person.map_or(0, |person| person.sightings.len().min(20)));
    row.number(person.map_or(0, |person| 1 + person.name.split(' ').count().min(4)));
    let rivals = hearing.contenders.iter().filter(|other| other.speaker.is_some() && other.speaker == speaker).count();
    row.number(rivals.min(9));
    let same = |other: &&Contender<'_>| matches!((&other.source, source), (Some(a), Some(b)) if a.nodes.start < b.nodes.end && b.nodes.start < a.nodes.end);
    row.number(hearing.contenders.iter().filter(same).count().min(9));
    row.number(
        hearing.contenders.iter().filter(same).map(|other| relation_code(other.candidate.relation)).max().unwrap_or(0),
    );
    row.number(
        hearing
            .contenders
            .iter()
            .filter(|other| other.speaker.is_some() && other.speaker == speaker)
            .map(|other| relation_code(other.candidate.relation))
            .max()
            .unwrap_or(0),
    );
    row.yes(said.is_some());
}
