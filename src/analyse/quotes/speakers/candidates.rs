//! Everybody who may have said a quotation, before anyone is chosen.
//!
//! A quotation with the clauses and cues around it comes in, candidates go out, each with its relation to the quotation:
//! first those in its own sentence, then those that the quotations and sentences next to it suggest, then whoever is
//! named nearby. No candidate is weighed here.
//!
//! Invariant: a bounded number of candidates, in a fixed order; [`Relation::Nobody`] is always the last of them.

use std::ops::Range;

use crate::analyse::quotes::clauses::NodeKind;
use crate::analyse::quotes::cues::foreign::{GOES_ON, source_before_brackets, source_before_foreign_colon};
use crate::analyse::quotes::cues::signer::signer_of;
use crate::analyse::quotes::cues::sources::{source_before_colon, sources_in, subject_of_frame};
use crate::analyse::quotes::cues::{Cue, Source};
use crate::analyse::quotes::scene::{Scene, Setting};
use crate::lexicon::function_words::WordRole;
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::speech_verbs::VerbForm;

/// How a candidate is tied to the quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// `"…," she said`: right after it.
    After,
    /// `She said it was "…"`: a cue before it in the sentence.
    Before,
    /// `The "…" plan was bad, she said`: a cue that closes the sentence.
    Closing,
    /// `She was clear:` and then the quotation.
    Colon,
    /// The quotation goes on with the one a paragraph before left open.
    Continued,
    /// The quotation before it in the paragraph.
    SameParagraph,
    /// The next quotation of the paragraph says who speaks.
    Following,
    /// The last quotation of the paragraph before.
    ParagraphBefore,
    /// `"…" – Ann Example, captain`: signed after a dash, and nothing else in the paragraph.
    Signed,
    /// `Ann's "…"`.
    Owner,
    /// The subject of its own sentence, which has no cue.
    Subject,
    /// The subject of the sentence before.
    SubjectBefore,
    /// Somebody named nearby, whatever they do there.
    Nearby,
    /// Nobody is named.
    Nobody,
}

/// One who may have said the quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The relation between candidate and quotation.
    pub relation: Relation,
    /// Nodes between quotation and cue, commas left out; sentences or paragraphs where another quotation decides.
    pub gap: usize,
    /// The quotation that decides, where another one does: source, cue and person are then taken from it.
    pub like: Option<usize>,
    /// The words that name the candidate; `None` for nobody.
    pub source: Option<Source>,
    /// The place of the cue in the list of cues.
    pub cue: Option<usize>,
    /// The place in the cast, once the source is resolved.
    pub person: Option<usize>,
}

impl Candidate {
    /// Nobody is named.
    pub const NOBODY: Self =
        Self { relation: Relation::Nobody, gap: 0, like: None, source: None, cue: None, person: None };

    /// Whoever `source` names.
    #[must_use]
    pub fn new(relation: Relation, source: Source) -> Self {
        Self { relation, source: Some(source), ..Self::NOBODY }
    }

    /// The source of the cue at `place`, `gap` nodes away from the quotation.
    fn with_cue(relation: Relation, cue: &Cue, place: usize, gap: usize) -> Self {
        Self { relation, gap, source: cue.source.clone(), cue: Some(place), ..Self::NOBODY }
    }

    /// Whoever said the quotation at `place`, `gap` sentences away.
    fn like(relation: Relation, place: usize, gap: usize) -> Self {
        Self { relation, gap, like: Some(place), ..Self::NOBODY }
    }
}

/// Cues of one sentence that are looked at on either side.
const CUES: usize = 4;

/// Sentences looked back over for those who are named nearby.
const FRAMES_BACK: usize = 3;
/// Sentences looked forward over: `"…"` and then `— Ann Example, Leeds`.
const FRAMES_AFTER: usize = 1;
/// Nodes of one sentence that are looked at for them.
const WINDOW: usize = 50;
/// Nodes between a passive and whoever did it: `announced on Monday by the mayor`.
const PASSIVE: usize = 8;
/// Nodes of the longest office before a name that closes the sentence.
const OFFICE: usize = 6;
/// How many of them are listed.
const NEARBY: usize = 20;

/// Nodes between a quotation and a cue after it: further apart they have nothing to do with each other.
const REACH: usize = 200;

impl Scene<'_> {
    /// The candidates that the sentence itself ties to the quotation.
    #[must_use]
    pub fn in_sentence(&self, setting: &Setting) -> Vec<Candidate> {
        let frame = self.frame(setting.frame);
        let cues = self.cues_in(&frame);
        let split = self.cues.partition_point(|cue| cue.nodes.start < setting.node).clamp(cues.start, cues.end);
        let mut found = self.cues_after(setting, &frame, split..cues.end);
        found.extend(self.thus_after(setting));
        let closed = found.iter().any(|candidate| candidate.relation == Relation::Closing);
        let before = self.cues_before(setting, cues.start..split);
        // `fees announced by Ann Lee are a "bad idea", Peter Mason said`: whoever closes the sentence says all of it.
        found.extend(before.into_iter().filter(|candidate| !closed || !self.is_passive(candidate)));
        found.extend(self.before_colon(setting, &frame).map(|source| Candidate::new(Relation::Colon, source)));
        found.extend(signer_of(self.clauses, setting.node).map(|source| Candidate::new(Relation::Signed, source)));
        let owner = self.owner(setting.node).or_else(|| source_before_brackets(self.clauses, &frame, setting.node));
        found.extend(owner.map(|source| Candidate::new(Relation::Owner, source)));
        if !setting.alone {
            let subject = subject_of_frame(self.clauses, &frame);
            found.extend(subject.map(|source| Candidate::new(Relation::Subject, source)));
        }
        found
    }

    /// Adds those whom the sentence itself does not tie to the quotation, to what [`Scene::in_sentence`] found.
    pub fn add_others(&self, place: usize, setting: &Setting, found: &mut Vec<Candidate>) {
        found.extend(self.quotation_before(place, setting));
        found.extend(self.quotation_after(place, setting));
        found.extend(self.sentence_before(setting));
        self.add_nearby(setting, found);
        found.push(Candidate::NOBODY);
    }

    /// The sources of the cues at `places`, all after the quotation in its sentence `frame`.
    fn cues_after(&self, setting: &Setting, frame: &Range<usize>, places: Range<usize>) -> Vec<Candidate> {
        let first = places.start;
        let mut found = Vec::new();
        for (place, cue) in self.cues.iter().enumerate().take(places.end).skip(first).take(CUES) {
            let own = cue.source.as_ref().filter(|source| source.nodes.start > setting.node);
            let start = own.map_or(cue.nodes.start, |source| source.nodes.start.min(cue.nodes.start));
            if start > setting.node + REACH {
                break;
            }
            let gap = (setting.node + 1..start).filter(|at| !self.is_dash_or_comma(*at) && !self.is_title(*at, start));
            let gap = gap.count();
            let relation = self.relation_after(setting, frame, cue, gap).or_else(|| {
                // A noun phrase that is too long or odd to be read comes between.
                let plain = setting.leads && setting.handed_on && place == first && gap < 12;
                (plain && own.is_some() && governs(cue)).then_some(Relation::After)
            });
            found.extend(relation.map(|relation| Candidate::with_cue(relation, cue, place, gap)));
        }
        found
    }

    /// The relation of the quotation to the source of `cue`, which stands `gap` nodes after it in the sentence `frame`.
    fn relation_after(&self, setting: &Setting, frame: &Range<usize>, cue: &Cue, gap: usize) -> Option<Relation> {
        let source = cue.source.as_ref().filter(|_| governs(cue))?;
        let own = source.nodes.start > setting.node;
        // `„…“, ha añadido`: the speaker is in the sentence before.
        let carried = source.nodes.start < frame.start;
        let start = if own { source.nodes.start.min(cue.nodes.start) } else { cue.nodes.start };
        // `首相は「…」と述べた`, `Yıldırım, "…" dedi`: the speaker comes before the words or after, the verb always after.
        let verb_last = |lemma| self.clauses.grammar.is_some_and(|grammar| grammar.lists("behind", lemma));
        let framed = cue.verb.is_some_and(|verb| verb.lemma == "と" || gap == 0 && verb_last(verb.lemma));
        if carried && cue.verb.is_some_and(|verb| verb.lemma == GOES_ON) {
            Some(Relation::Before)
        } else if gap == 0 && (own || carried) || framed {
            Some(Relation::After)
        } else {
            // The hyphen of `a-t-elle ajouté` closes nothing.
            let parted = |at: usize| self.is_dash_or_comma(at) && self.clauses.word(at) != "-";
            let opens = if own { self.titled_from(frame, start) } else { start };
            let closing = (own || carried) && opens > 0 && parted(opens - 1);
            closing.then_some(Relation::Closing)
        }
    }

    /// The sources of the cues at `places`, all before the quotation in its sentence; the nearest first.
    fn cues_before(&self, setting: &Setting, places: Range<usize>) -> Vec<Candidate> {
        let cues = self.cues.iter().enumerate().take(places.end).skip(places.start).rev().take(CUES);
        let cues = cues.filter(|(_, cue)| cue.source.is_some());
        let gap = |cue: &Cue| setting.node.saturating_sub(cue.end().min(setting.node));
        cues.map(|(place, cue)| Candidate::with_cue(Relation::Before, cue, place, gap(cue))).collect()
    }

    /// Whether the source of the candidate's cue stands behind "by".
    fn is_passive(&self, candidate: &Candidate) -> bool {
        let cue = candidate.cue.and_then(|place| self.cues.get(place));
        cue.zip(candidate.source.as_ref()).is_some_and(|(cue, source)| {
            (cue.nodes.end..source.nodes.start).take(PASSIVE).any(|at| self.clauses.word(at) == "by")
        })
    }

    /// `“…”. Así lo resumió Ann Lee.`: the next sentence says who spoke.
    fn thus_after(&self, setting: &Setting) -> Option<Candidate> {
        let grammar = self.clauses.grammar.filter(|_| setting.leads)?;
        let next = self.frame(setting.frame + 1);
        let same = self.paragraph(setting.frame + 1) == self.paragraph(setting.frame);
        let thus = lower_case(self.clauses.word(next.start));
        let leads = same && setting.node + 2 >= next.start && grammar.lists("thus", &thus);
        let place = leads.then(|| self.cues_in(&(next.start..next.end.min(next.start + WINDOW))).next())??;
        let source = self.cues.get(place).and_then(|cue| cue.source.clone());
        Some(Candidate { relation: Relation::After, gap: 1, source, cue: Some(place), ..Candidate::NOBODY })
    }

    /// Who is named before the colon that leads to the quotation in its sentence `frame`.
    fn before_colon(&self, setting: &Setting, frame: &Range<usize>) -> Option<Source> {
        let colon = setting.node.checked_sub(1).filter(|before| self.clauses.word(*before) == ":")?;
        if colon <= frame.start {
            return None;
        }
        match self.clauses.grammar {
            Some(grammar) => source_before_foreign_colon(self.clauses, grammar, frame, colon),
            None => source_before_colon(self.clauses, frame, colon),
        }
    }

    /// The name right before the quotation at `node` whose words it is said to be.
    #[must_use]
    pub fn owner(&self, node: usize) -> Option<Source> {
        let possessive = node.checked_sub(1)?;
        let named = self.clauses.name_at(possessive.checked_sub(1)?)?;
        (self.clauses.nodes.get(possessive)?.kind == NodeKind::Possessive).then(|| Source::of(named))
    }

    /// Whoever said the quotation before the one at `place`, where it is near.
    fn quotation_before(&self, place: usize, setting: &Setting) -> Option<Candidate> {
        let before = place.checked_sub(1)?;
        let frame = self.clauses.quotation_nodes.get(before).map_or(0, |node| self.clauses.frame_of(*node));
        let relation = match (self.paragraph(frame), self.paragraph(setting.frame)) {
            _ if self.quotations.get(place).is_some_and(|quotation| quotation.continues) => Relation::Continued,
            (Some(other), Some(own)) if other == own && !self.takes_turns(before) => Relation::SameParagraph,
            (Some(other), Some(own)) if other + 1 == own => Relation::ParagraphBefore,
            _ => return None,
        };
        Some(Candidate::like(relation, before, setting.frame.saturating_sub(frame)))
    }

    /// Whoever said the quotation after the one at `place`, where it is near.
    fn quotation_after(&self, place: usize, setting: &Setting) -> Option<Candidate> {
        let after = place + 1;
        let frame = self.clauses.frame_of(*self.clauses.quotation_nodes.get(after)?);
        let gap = frame.checked_sub(setting.frame)?;
        let near = self.paragraph(frame) == self.paragraph(setting.frame) && (1..=2).contains(&gap);
        (near && !self.takes_turns(place)).then(|| Candidate::like(Relation::Following, after, gap))
    }

    /// Who speaks in the sentence before the quotation, or whom it is about.
    fn sentence_before(&self, setting: &Setting) -> Option<Candidate> {
        let earlier = setting.frame.checked_sub(1)?;
        let gap = match (self.paragraph(earlier)?, self.paragraph(setting.frame)?) {
            (other, own) if other == own => 0,
            (other, own) if setting.leads && other + 1 == own => 1,
            _ => return None,
        };
        let frame = self.frame(earlier);
        let cue =
            self.cues_in(&frame).rev().find(|place| self.cues.get(*place).is_some_and(|cue| cue.source.is_some()));
        let by_cue = cue.and_then(|place| self.cues.get(place)).and_then(|cue| cue.source.clone());
        let source = by_cue.or_else(|| subject_of_frame(self.clauses, &frame))?;
        let colon = frame.end.checked_sub(1).is_some_and(|last| self.clauses.word(last) == ":");
        let relation = if colon { Relation::Colon } else { Relation::SubjectBefore };
        Some(Candidate { gap, cue, ..Candidate::new(relation, source) })
    }

    /// Adds everybody else who is named in the sentence, in those before it or in the next one.
    fn add_nearby(&self, setting: &Setting, found: &mut Vec<Candidate>) {
        let first = found.len();
        let after = (1..=FRAMES_AFTER).map(|step| setting.frame.checked_add(step));
        let before = (0..=FRAMES_BACK).map(|back| setting.frame.checked_sub(back));
        for place in before.chain(after).flatten() {
            let (Some(other), Some(own)) = (self.paragraph(place), self.paragraph(setting.frame)) else { continue };
            if other.abs_diff(own) > 1 {
                continue;
            }
            let gap = setting.frame.abs_diff(place);
            let nodes = self.frame(place);
            let window = if gap == 0 {
                nodes.start.max(setting.node.saturating_sub(WINDOW))..nodes.end.min(setting.node + WINDOW)
            } else {
                nodes.start..nodes.end.min(nodes.start + WINDOW)
            };
            for source in sources_in(self.clauses, &nodes, window) {
                let mut listed = found.iter().filter_map(|candidate| candidate.source.as_ref());
                let is_new = !listed.any(|other| other.overlaps(&source));
                if is_new && found.len() < first + NEARBY {
                    found.push(Candidate { gap, ..Candidate::new(Relation::Nearby, source) });
                }
            }
        }
    }

    /// Whether a comma or a dash is at node `at`.
    fn is_dash_or_comma(&self, at: usize) -> bool {
        matches!(self.clauses.word(at), "," | "—" | "--" | "–")
            || self.clauses.grammar.is_some() && matches!(self.clauses.word(at), "-" | "―" | "，")
    }

    /// Where the office begins that stands before the source at `start`: `Transport Minister` of `Transport Minister Ann Lee`.
    fn titled_from(&self, frame: &Range<usize>, start: usize) -> usize {
        let floor = frame.start.max(start.saturating_sub(OFFICE));
        let part = |at: &usize| {
            let noun = self.clauses.role(*at) == Some(WordRole::Other)
                && self.clauses.verbs.get(*at).copied().flatten().is_none();
            noun || self.clauses.name_at(*at).is_some() || matches!(self.clauses.word(*at), "of" | "the" | "-")
        };
        (floor..start).rev().take_while(part).last().unwrap_or(start)
    }

    /// Whether node `at` is a word that goes before the source at `start`.
    fn is_title(&self, at: usize, start: usize) -> bool {
        start - at <= 6
            && self.clauses.verbs.get(at).copied().flatten().is_none()
            && (at..start).all(|at| !matches!(self.clauses.word(at), "," | "." | ";"))
            && self.clauses.word(start).starts_with(char::is_uppercase)
            && !self.clauses.is_quotation(at)
    }
}

/// Whether the cue has a source that may govern a quotation before it.
fn governs(cue: &Cue) -> bool {
    cue.source.is_some() && cue.verb.is_none_or(|verb| verb.form != VerbForm::Participle)
}
