//! Chooses who said a quotation among its candidates, and whether anybody said it.
//!
//! A [`QuotationContext`] comes in, a [`Choice`] goes out. The rules here are an order of trust: what the sentence says
//! itself, then what introduces the quotation, then who was speaking.
//!
//! Invariant: the choice depends on the context alone.

use crate::analyse::people::cast::Cast;
use crate::analyse::quotes::attributed::AttributedQuotation;
use crate::analyse::quotes::cues::SourceKind;
use crate::analyse::quotes::reported::features::CueContext;
use crate::analyse::quotes::scene::{Scene, Setting};
use crate::analyse::quotes::speakers::antecedents::{AntecedentRanker, heaviest, weigh_by_hand};
use crate::analyse::quotes::speakers::candidates::{Candidate, Relation};
use crate::analyse::quotes::speakers::quote_or_not::is_quote;
use crate::lexicon::speech_verbs::SpeechKind;

/// The input of a ranker: one quotation with its candidates.
pub struct QuotationContext<'a> {
    /// The field.
    pub scene: &'a Scene<'a>,
    /// The people of the page.
    pub cast: &'a Cast,
    /// The place of the quotation in the field.
    pub place: usize,
    /// Where the quotation stands.
    pub setting: &'a Setting,
    /// Who may have said it; nobody is last.
    pub candidates: &'a [Candidate],
    /// The quotations before it, attributed.
    pub earlier: &'a [AttributedQuotation],
}

/// The output of a ranker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The place of the chosen candidate in `QuotationContext::candidates`.
    pub chosen: usize,
    /// Whether the quotation is a quote.
    pub kept: bool,
    /// How often choices as clear as this one are right, per mille.
    pub confidence: u16,
}

/// Chooses speakers, what they are reported to have said, and whom they mean.
pub trait Ranker: AntecedentRanker {
    /// Chooses among all candidates of a quotation.
    fn choose(&self, context: &QuotationContext<'_>) -> Choice;

    /// Chooses among the candidates of the quotation's own sentence, where the others need not be listed.
    fn choose_early(&self, _context: &QuotationContext<'_>) -> Option<Choice> {
        None
    }

    /// The place of what a cue governs in `CueContext::proposals`, and how sure that is, per mille.
    fn choose_content(&self, context: &CueContext<'_>) -> (usize, u16) {
        let ruled = context.proposals.iter().position(|proposal| proposal.by_rules);
        (ruled.unwrap_or(0), REPORTS_ARE_RIGHT)
    }
}

impl<R: Ranker> Ranker for &R {
    fn choose(&self, context: &QuotationContext<'_>) -> Choice {
        (**self).choose(context)
    }

    fn choose_early(&self, context: &QuotationContext<'_>) -> Option<Choice> {
        (**self).choose_early(context)
    }

    fn choose_content(&self, context: &CueContext<'_>) -> (usize, u16) {
        (**self).choose_content(context)
    }
}

/// Ranks by rules alone.
pub struct RuleRanker;

/// How often the stretch a cue is said to govern is the right one, per mille: trained trees, cross-validated on PolNeAR
/// train, November 2026. One figure for all, whatever their lead.
pub const REPORTS_ARE_RIGHT: u16 = 716;

/// How often the rules choose the right speaker of a quote, per mille (PolNeAR train, November 2026).
const RULES_ARE_RIGHT: u16 = 896;

impl AntecedentRanker for RuleRanker {
    fn choose_antecedent(&self, rows: &[u8]) -> usize {
        heaviest(rows, weigh_by_hand)
    }
}

impl Ranker for RuleRanker {
    fn choose(&self, context: &QuotationContext<'_>) -> Choice {
        let chosen = most_trusted(context);
        let kept = context.candidates.get(chosen).is_some_and(|candidate| keeps(context, candidate));
        Choice { chosen, kept, confidence: RULES_ARE_RIGHT }
    }
}

/// The candidate the rules choose.
#[must_use]
pub fn most_trusted(context: &QuotationContext<'_>) -> usize {
    let mut best = (i32::MIN, context.candidates.len().saturating_sub(1));
    for (place, candidate) in context.candidates.iter().enumerate() {
        let score = trust(context, candidate);
        if score > best.0 {
            best = (score, place);
        }
    }
    best.1
}

/// Whether the rules take the quotation for a quote, `chosen` having said it.
#[must_use]
pub fn keeps(context: &QuotationContext<'_>, chosen: &Candidate) -> bool {
    let carried = chosen.like.and_then(|like| context.earlier.get(like)).is_some_and(|before| before.kept);
    is_quote(context.scene, context.place, context.setting, chosen, carried)
}

/// How far the rules trust a candidate; nobody has 0.
#[must_use]
pub fn trust(context: &QuotationContext<'_>, candidate: &Candidate) -> i32 {
    let setting = context.setting;
    let verb = candidate.cue.and_then(|place| context.scene.cues.get(place)).and_then(|cue| cue.verb);
    let judged = verb.is_some_and(|verb| verb.kind == SpeechKind::Judge);
    let gap = i32::try_from(candidate.gap.min(50)).unwrap_or(50);
    let personal = matches!(
        candidate.source.as_ref().map(|source| source.kind),
        Some(SourceKind::Person(_) | SourceKind::Pronoun(_))
    );
    match candidate.relation {
        Relation::Signed => 1100,
        Relation::After if setting.handed_on || setting.stopped || setting.leads => 1000 - gap,
        Relation::After => 700 - gap,
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
