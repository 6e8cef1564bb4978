//! The speaker of each quotation of a field, chosen in the order of the text.
//!
//! Candidates are listed, those that depend on another quotation take over what is known of it, and the [`Ranker`]
//! chooses. Each quotation sees how those before it were attributed.
//!
//! Invariant: one outcome for each quotation, in their order.

use crate::analyse::people::cast::Cast;
use crate::analyse::quotes::attributed::AttributedQuotation;
use crate::analyse::quotes::cues::Source;
use crate::analyse::quotes::scene::Scene;
use crate::analyse::quotes::speakers::candidates::{Candidate, Relation};
use crate::analyse::quotes::speakers::pronouns::Focus;
use crate::analyse::quotes::speakers::ranking::{Choice, QuotationContext, Ranker, trust};

/// Chooses the speaker of every quotation of `scene`.
pub(in crate::analyse::quotes) fn choose_speakers<R: Ranker>(
    ranker: &R,
    scene: &Scene<'_>,
    focus: &Focus<'_>,
    cast: &Cast,
) -> Vec<AttributedQuotation> {
    let mut attributed: Vec<AttributedQuotation> = Vec::with_capacity(scene.quotations.len());
    for place in 0..scene.quotations.len() {
        let setting = &scene.setting(place);
        let earlier = attributed.as_slice();
        let resolver = Resolver { scene, focus, earlier, place };
        let mut candidates = scene.in_sentence(setting);
        resolver.resolve(&mut candidates);
        let context = QuotationContext { scene, cast, place, setting, candidates: &candidates, earlier };
        let outcome = if let Some(choice) = ranker.choose_early(&context) {
            outcome(&context, choice)
        } else {
            scene.add_others(place, setting, &mut candidates);
            resolver.resolve(&mut candidates);
            let asked = resolver.keep_turns_apart(&mut candidates);
            let context = QuotationContext { scene, cast, place, setting, candidates: &candidates, earlier };
            let choice = ranker.choose(&context);
            outcome(&context, Choice { kept: choice.kept || asked, ..choice })
        };
        attributed.push(outcome);
    }
    attributed
}

/// Says whom the candidates of the quotation at `place` name.
struct Resolver<'a> {
    scene: &'a Scene<'a>,
    focus: &'a Focus<'a>,
    earlier: &'a [AttributedQuotation],
    place: usize,
}

impl Resolver<'_> {
    /// Fills in source, cue and person; drops candidates that depend on a quotation of which nothing is known.
    fn resolve(&self, candidates: &mut Vec<Candidate>) {
        candidates.retain_mut(|candidate| match candidate.like {
            None => {
                candidate.person = self.person_of(candidate);
                true
            }
            Some(like) if like < self.place => self.take_over_earlier(candidate, like),
            Some(like) => self.take_over_later(candidate, like),
        });
    }

    /// Leaves out of those who are only near whoever has the turn before or after, where question and answer stand side by
    /// side; true for a question whose answer has a speaker.
    fn keep_turns_apart(&self, candidates: &mut Vec<Candidate>) -> bool {
        let mut others: Vec<(Option<usize>, Source)> = Vec::new();
        let asks = self.scene.takes_turns(self.place);
        if asks {
            let setting = self.scene.setting(self.place + 1);
            let mut named = if setting.leads { self.scene.in_sentence(&setting) } else { Vec::new() };
            named.retain(|other| other.relation == Relation::After);
            others.extend(named.into_iter().next().and_then(|other| Some((self.person_of(&other), other.source?))));
        }
        let asked = asks && !others.is_empty();
        if let Some(before) = self.place.checked_sub(1).filter(|before| self.scene.takes_turns(*before)) {
            let speaker = self.earlier.get(before).map(|question| question.speaker.clone());
            others.extend(speaker.and_then(|speaker| Some((speaker.person, speaker.source?))));
        }
        candidates.retain(|candidate| {
            let near = matches!(
                candidate.relation,
                Relation::Nearby | Relation::Subject | Relation::SubjectBefore | Relation::ParagraphBefore
            );
            let same = |other: &(Option<usize>, Source)| {
                candidate.person.is_some() && candidate.person == other.0
                    || candidate.source.as_ref().is_some_and(|source| source.overlaps(&other.1))
            };
            !near || !others.iter().any(same)
        });
        asked
    }

    /// Takes over the speaker of the quotation at `like`, if it has one.
    fn take_over_earlier(&self, candidate: &mut Candidate, like: usize) -> bool {
        let Some(before) = self.earlier.get(like) else { return false };
        let Candidate { source, cue, person, .. } = before.speaker.clone();
        let is_usable = before.kept && source.is_some() || candidate.relation == Relation::Continued;
        *candidate = Candidate { source, cue, person, ..candidate.clone() };
        is_usable
    }

    /// Takes over whoever is named right after the later quotation at `like`.
    fn take_over_later(&self, candidate: &mut Candidate, like: usize) -> bool {
        let setting = self.scene.setting(like);
        let mut named = if setting.leads { self.scene.in_sentence(&setting) } else { Vec::new() };
        named.retain(|other| other.relation == Relation::After);
        let Some(Candidate { source, cue, .. }) = named.into_iter().next() else { return false };
        *candidate = Candidate { source, cue, ..candidate.clone() };
        candidate.person = self.person_of(candidate);
        true
    }

    fn person_of(&self, candidate: &Candidate) -> Option<usize> {
        candidate.source.as_ref().and_then(|source| self.focus.person_of(source))
    }
}

/// The quotation with the candidate that `choice` names.
fn outcome(context: &QuotationContext<'_>, choice: Choice) -> AttributedQuotation {
    let chosen = context.candidates.get(choice.chosen).map(|chosen| most_trusted_namesake(context, chosen).clone());
    let mut speaker = chosen.unwrap_or(Candidate::NOBODY);
    speaker.like = speaker.like.filter(|like| *like < context.place);
    // A dash opens nothing but speech: no title, term or nickname has one.
    let kept = choice.kept || context.scene.is_dashed(context.place);
    AttributedQuotation { setting: context.setting.clone(), speaker, kept, confidence: choice.confidence }
}

/// Of the candidates with the source of `chosen`, the one the rules trust most: it knows the cue.
fn most_trusted_namesake<'c>(context: &'c QuotationContext<'_>, chosen: &'c Candidate) -> &'c Candidate {
    let Some(source) = &chosen.source else { return chosen };
    let mut best = (trust(context, chosen), chosen);
    for other in context.candidates {
        let same = other.source.as_ref().is_some_and(|other| other.nodes == source.nodes);
        let score = trust(context, other);
        if same && score > best.0 {
            best = (score, other);
        }
    }
    best.1
}
