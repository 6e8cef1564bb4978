//! The speaker of each quotation of a field, chosen in the order of the text.
//!
//! Candidates are listed, those that depend on another quotation take over what is known of it, and the [`Ranker`]
//! chooses. Each quotation sees how those before it were attributed.
//!
//! Invariant: one outcome for each quotation, in their order.

use crate::analyse::people::cast::Cast;
use crate::analyse::quotes::attributed::AttributedQuotation;
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
            let context = QuotationContext { scene, cast, place, setting, candidates: &candidates, earlier };
            outcome(&context, ranker.choose(&context))
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
