//! Cues in languages other than English: verbs of saying, phrases for "according to", and the sentences in which somebody
//! whose words are reported goes on without a verb that says so.
//!
//! The clauses of a field come in, its cues go out. The words of each language are in `lexicon/reporting`; nothing is
//! parsed: `verbs` says where a speaker is looked for, `phrases` reads the noun phrase found there, `asian` reads Japanese
//! and Chinese, which have no spaces, `language` says which grammar a page is read with.
//!
//! Invariant: cues are in the order of the text, and each looks at a bounded number of nodes.

mod asian;
pub mod language;
mod phrases;
mod verbs;

use std::ops::Range;

use crate::analyse::quotes::clauses::{Clauses, NodeKind};
use crate::analyse::quotes::cues::sources::subject_of_frame;
use crate::analyse::quotes::cues::{Cue, Source, SourceKind, says};
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::reporting::Grammar;

/// The lemma of cues that are no verb: `laut`, `selon`, `Angaben zufolge`.
pub const ACCORDING: &str = "according";
/// The lemma of cues that only say that the words of the one before go on.
pub const GOES_ON: &str = "goes on";

/// One sentence, as cues are looked for in it.
pub(super) struct Beside<'a, 'p> {
    pub(super) clauses: &'a Clauses<'p>,
    pub(super) grammar: &'static Grammar,
    pub(super) frame: &'a Range<usize>,
    /// The cues of the sentence before the one that is read.
    pub(super) earlier: &'a [Cue],
    /// Whoever spoke, or was spoken of, in the sentence before.
    pub(super) carried: Option<&'a Source>,
}

/// Who is named right before the colon at node `colon` of the sentence `frame`.
#[must_use]
pub fn source_before_foreign_colon(
    clauses: &Clauses<'_>,
    grammar: &'static Grammar,
    frame: &Range<usize>,
    colon: usize,
) -> Option<Source> {
    Beside { clauses, grammar, frame, earlier: &[], carried: None }.before_colon(colon)
}

/// Who is named with a title, and no particle, right before the quotation at node `quotation` of the sentence `frame`.
#[must_use]
pub fn source_before_brackets(clauses: &Clauses<'_>, frame: &Range<usize>, quotation: usize) -> Option<Source> {
    asian::titled_before(clauses, frame, quotation)
}

/// The cues of `clauses`, in the order of the text.
#[must_use]
pub fn find_foreign_cues(clauses: &Clauses<'_>) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    let mut carried: Option<Source> = None;
    let mut paragraph = 0;
    for frame in &clauses.frames {
        let first = cues.len();
        let same = std::mem::replace(&mut paragraph, frame.paragraph) == frame.paragraph;
        for at in frame.nodes.clone().filter(|at| clauses.is_quotation(*at)) {
            cues.extend(asian::cue_beside(clauses, &frame.nodes, at));
        }
        let Some(grammar) = clauses.grammar else { continue };
        for at in frame.nodes.clone() {
            let earlier = cues.get(first..).unwrap_or_default();
            let beside = Beside { clauses, grammar, frame: &frame.nodes, earlier, carried: carried.as_ref() };
            if matches!(clauses.nodes.get(at).map(|node| node.kind), Some(NodeKind::Word(_)))
                && let Some(cue) = beside.cue_at(at)
            {
                cues.push(cue);
            }
        }
        let goes_on = find_subjunctive(clauses, grammar, &frame.nodes);
        if let (Some(verb), true, Some(source)) = (goes_on, cues.len() == first, &carried) {
            let nodes = verb..verb + 1;
            cues.push(Cue { nodes, verb: Some(says(GOES_ON)), source: Some(source.clone()) });
        }
        let spoke = cues.iter().skip(first).rev().find_map(|cue| cue.source.clone());
        let stays = goes_on.is_some() || same || grammar.has_trait("dropped");
        carried = spoke.or_else(|| carry(clauses, &frame.nodes, carried, stays));
    }
    cues.sort_by_key(|cue| cue.nodes.start);
    cues
}

/// The verb of the sentence whose form says that it is somebody else's: the German subjunctive of reported speech.
fn find_subjunctive(clauses: &Clauses<'_>, grammar: &Grammar, frame: &Range<usize>) -> Option<usize> {
    frame.clone().find(|at| grammar.lists("subjunctive", &lower_case(clauses.word(*at))))
}

/// Whose words the sentence after `frame`, which has no cue, may go on with: those of whoever is spoken of in `frame`, or,
/// where the topic `stays` the same, of `before`.
fn carry(clauses: &Clauses<'_>, frame: &Range<usize>, before: Option<Source>, stays: bool) -> Option<Source> {
    let quoted = frame.clone().any(|at| clauses.is_quotation(at));
    let own = subject_of_frame(clauses, frame).filter(|source| source.kind != SourceKind::Name);
    if quoted && frame.len() <= 4 { before.or(own) } else { own.or(before.filter(|_| stays)) }
}
