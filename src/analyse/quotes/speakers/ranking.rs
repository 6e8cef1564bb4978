//! Chooses who said a quotation among its candidates, and whether anybody said it.
//!
//! A [`Hearing`] comes in, a [`Verdict`] goes out. The rules here are an order of trust: what the sentence says itself,
//! then what introduces the quotation, then who was speaking.
//!
//! Invariant: the choice depends on the hearing alone.

use crate::analyse::people::cast::Cast;
use crate::analyse::quotes::cues::{Source, SourceKind};
use crate::analyse::quotes::reported::features::Reporting;
use crate::analyse::quotes::scene::{Scene, Setting};
use crate::analyse::quotes::speakers::antecedents::{heaviest, weigh_by_hand};
use crate::analyse::quotes::speakers::candidates::{Candidate, Relation};
use crate::analyse::quotes::speakers::quote_or_not::is_quote;
use crate::lexicon::speech_verbs::SpeechKind;

/// A candidate, with what it comes down to where another quotation decides.
#[derive(Clone, Debug)]
pub struct Contender<'a> {
    /// The candidate.
    pub candidate: &'a Candidate,
    /// The words that name who speaks.
    pub source: Option<Source>,
    /// The place of the cue in the list of cues.
    pub cue: Option<usize>,
    /// The place of the speaker in the cast.
    pub speaker: Option<usize>,
}

/// What has been decided about an earlier quotation, as far as later ones care.
#[derive(Clone, Debug, Default)]
pub struct Heard {
    /// How its speaker was found.
    pub relation: Option<Relation>,
    /// The place of its speaker in the cast.
    pub speaker: Option<usize>,
    /// Whether anybody is named.
    pub named: bool,
    /// Whether it is a quote.
    pub kept: bool,
}

/// All that is known when one quotation is to be attributed.
pub struct Hearing<'a> {
    /// The field.
    pub scene: &'a Scene<'a>,
    /// The people of the page.
    pub cast: &'a Cast,
    /// The place of the quotation.
    pub place: usize,
    /// What is known of it.
    pub setting: &'a Setting,
    /// Who may have said it; nobody is last.
    pub contenders: &'a [Contender<'a>],
    /// What was decided about the quotations before it.
    pub heard: &'a [Heard],
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The place of the chosen one in `Hearing::contenders`.
    pub chosen: usize,
    /// Whether the quotation is a quote.
    pub kept: bool,
    /// How often verdicts as clear as this one are right, per mille.
    pub confidence: u16,
}

/// Decides hearings.
pub trait Ranker: Sync {
    /// Decides one.
    fn decide(&self, hearing: &Hearing<'_>) -> Verdict;

    /// Decides a hearing of those whom the sentence itself ties to the quotation, where nobody else needs to be heard.
    fn decide_at_once(&self, _hearing: &Hearing<'_>) -> Option<Verdict> {
        None
    }

    /// The place of what a cue governs in `Reporting::proposals`, and how sure that is, per mille.
    fn report(&self, reporting: &Reporting<'_>) -> (usize, u16) {
        let ruled = reporting.proposals.iter().position(|proposal| proposal.by_rules);
        (ruled.unwrap_or(0), REPORTS_ARE_RIGHT)
    }

    /// The place of the antecedent that a pronoun stands for among `rows`, those of `antecedents.rs`.
    fn refer(&self, rows: &[u8]) -> usize {
        heaviest(rows, weigh_by_hand)
    }
}

impl<R: Ranker> Ranker for &R {
    fn decide(&self, hearing: &Hearing<'_>) -> Verdict {
        (**self).decide(hearing)
    }

    fn decide_at_once(&self, hearing: &Hearing<'_>) -> Option<Verdict> {
        (**self).decide_at_once(hearing)
    }

    fn report(&self, reporting: &Reporting<'_>) -> (usize, u16) {
        (**self).report(reporting)
    }

    fn refer(&self, rows: &[u8]) -> usize {
        (**self).refer(rows)
    }
}

/// Ranks by rules alone.
pub struct RuleRanker;

/// How often the stretch a cue is said to govern is the right one, per mille: trained trees, cross-validated on PolNeAR
/// train, November 2026. One figure for all, whatever their lead.
pub const REPORTS_ARE_RIGHT: u16 = 716;

/// How often the rules choose the right speaker of a quote, per mille (PolNeAR train, November 2026).
const RULES_ARE_RIGHT: u16 = 896;

impl Ranker for RuleRanker {
    fn decide(&self, hearing: &Hearing<'_>) -> Verdict {
        let chosen = most_trusted(hearing);
        let kept = hearing.contenders.get(chosen).is_some_and(|contender| keeps(hearing, contender.candidate));
        Verdict { chosen, kept, confidence: RULES_ARE_RIGHT }
    }
}

/// The contender the rules choose.
#[must_use]
pub fn most_trusted(hearing: &Hearing<'_>) -> usize {
    let mut best = (i32::MIN, hearing.contenders.len().saturating_sub(1));
    for (place, contender) in hearing.contenders.iter().enumerate() {
        let score = trust(hearing, contender.candidate);
        if score > best.0 {
            best = (score, place);
        }
    }
    best.1
}

/// Whether the rules take the quotation for a quote, `chosen` having said it.
#[must_use]
pub fn keeps(hearing: &Hearing<'_>, chosen: &Candidate) -> bool {
    let carried = chosen.like.and_then(|like| hearing.heard.get(like)).is_some_and(|before| before.kept);
    is_quote(hearing.scene, hearing.place, hearing.setting, chosen, carried)
}

/// How far the rules trust a candidate; nobody has 0.
#[must_use]
pub fn trust(hearing: &Hearing<'_>, candidate: &Candidate) -> i32 {
    let setting = hearing.setting;
    let verb = candidate.cue.and_then(|place| hearing.scene.cues.get(place)).and_then(|cue| cue.verb);
    let judged = verb.is_some_and(|verb| verb.kind == SpeechKind::Judge);
    let gap = i32::try_from(candidate.gap.min(50)).unwrap_or(50);
    let personal = matches!(
        candidate.source.as_ref().map(|source| source.kind),
        Some(SourceKind::Person(_) | SourceKind::Pronoun(_))
    );
    match candidate.relation {
        Relation::Signed => 1100,
        Relation::Behind if setting.handed_on || setting.stopped || setting.leads => 1000 - gap,
        Relation::Behind => 700 - gap,
        Relation::Before => 900 - gap - if judged { 5 } else { 0 },
        Relation::Continued => 850,
        Relation::Closing => 800 - gap,
        Relation::Colon => 780,
        Relation::Owner => 760,
        Relation::SameParagraph if setting.alone && candidate.gap <= 1 => 640,
        Relation::SubjectBefore if setting.alone && candidate.gap == 0 && personal => 600,
        Relation::Following if setting.alone => 620,
        Relation::SameParagraph if setting.alone => 560,
        Relation::ParagraphBefore if setting.alone && candidate.gap <= 1 => 540,
        Relation::SubjectBefore if setting.alone && personal => 520,
        Relation::ParagraphBefore if setting.alone => 500,
        Relation::Subject if personal => 300,
        Relation::SameParagraph if !setting.alone => 200,
        Relation::SubjectBefore if setting.alone => 100,
        Relation::Nobody => 0,
        _ => -1,
    }
}
