//! Chooses who said a quotation among its candidates.
//!
//! Candidates come in, the place of one of them goes out. The rules here are an order of trust: what the sentence says
//! itself, then what introduces the quotation, then who was speaking.
//!
//! Invariant: the choice depends on the setting and the candidates alone.

use crate::analyse::candidates::{Candidate, Relation, Setting};
use crate::analyse::sources::SourceKind;
use crate::lexicon::speech_verbs::SpeechKind;

/// A candidate with the kind of verb its cue is.
pub type Contender<'a> = (&'a Candidate, Option<SpeechKind>);

/// Chooses among candidates.
pub trait Ranker: Sync {
    /// The place of the chosen one in `contenders`.
    fn choose(&self, setting: &Setting, contenders: &[Contender<'_>]) -> usize;
}

/// Ranks by rules alone.
pub struct RuleRanker;

impl Ranker for RuleRanker {
    fn choose(&self, setting: &Setting, contenders: &[Contender<'_>]) -> usize {
        let mut best = (i32::MIN, contenders.len().saturating_sub(1));
        for (place, contender) in contenders.iter().enumerate() {
            let score = trust(setting, contender);
            if score > best.0 {
                best = (score, place);
            }
        }
        best.1
    }
}

/// How far a contender is trusted; nobody has 0.
fn trust(setting: &Setting, (candidate, kind): &Contender<'_>) -> i32 {
    let gap = i32::try_from(candidate.gap.min(50)).unwrap_or(50);
    let personal = match candidate.source.as_ref().map(|source| source.kind) {
        Some(SourceKind::Person(_) | SourceKind::Pronoun(_)) => 1,
        _ => 0,
    };
    match candidate.relation {
        Relation::Behind if setting.handed_on || setting.stopped || setting.leads => 1000 - gap,
        Relation::Behind => 700 - gap,
        Relation::Before => 900 - gap - if *kind == Some(SpeechKind::Judge) { 5 } else { 0 },
        Relation::Continued => 850,
        Relation::Closing => 800 - gap,
        Relation::Colon => 780,
        Relation::Owner => 760,
        Relation::SameParagraph if setting.alone && candidate.gap <= 1 => 640,
        Relation::SubjectBefore if setting.alone && candidate.gap == 0 && personal == 1 => 600,
        Relation::Following if setting.alone => 620,
        Relation::SameParagraph if setting.alone => 560,
        Relation::ParagraphBefore if setting.alone && candidate.gap <= 1 => 540,
        Relation::SubjectBefore if setting.alone && personal == 1 => 520,
        Relation::ParagraphBefore if setting.alone => 500,
        Relation::Subject if personal == 1 => 300,
        Relation::SameParagraph if !setting.alone => 200,
        Relation::SubjectBefore if setting.alone => 100,
        Relation::Nobody => 0,
        _ => -1,
    }
}
