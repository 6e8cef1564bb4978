//! Everybody who may have said a quotation, before anyone is chosen.
//!
//! A quotation and the clauses and cues around it come in, candidates go out, each with how it is tied to the
//! quotation. No candidate is weighed here.
//!
//! Invariant: a bounded number of candidates, in a fixed order; nobody is always the last of them.

use std::ops::Range;

use crate::analyse::quotes::clauses::NodeKind;
use crate::analyse::quotes::cues::foreign::{GOES_ON, source_before_foreign_colon};
use crate::analyse::quotes::cues::signer::signer_of;
use crate::analyse::quotes::cues::sources::{source_before_colon, sources_in, subject_of_frame};
use crate::analyse::quotes::cues::{Source, SourceKind};
use crate::analyse::quotes::scene::{Scene, Setting};
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::speech_verbs::VerbForm;

/// How a candidate is tied to the quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// `"…," she said`: right behind it.
    Behind,
    /// `She said it was "…"`: a cue before it in the sentence.
    Before,
    /// `The "…" plan was bad, she said`: a cue that closes the sentence.
    Closing,
    /// `She was clear:` and then the quotation.
    Colon,
    /// The quotation goes on with the one a paragraph before left open.
    Continued,
    /// The quotation before in the paragraph.
    SameParagraph,
    /// The quotation behind it in the paragraph says who speaks.
    Following,
    /// The last quotation of the paragraph before.
    ParagraphBefore,
    /// `"…" – Ann Example, captain`: signed behind a dash, and nothing else in the paragraph.
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
    /// The words that name them; `None` for nobody and for what another quotation decides.
    pub source: Option<Source>,
    /// The place of the cue in the list of cues.
    pub cue: Option<usize>,
    /// How it is tied to the quotation.
    pub relation: Relation,
    /// Nodes between quotation and cue, commas left out.
    pub gap: usize,
    /// The quotation that decides, where another one does.
    pub like: Option<usize>,
}

/// Cues of one sentence that are looked at on either side.
const CUES: usize = 4;

/// Sentences looked back over for those who are named nearby.
const FRAMES_BACK: usize = 3;
/// Sentences looked forward over: `"…"` and then `— Ann Example, Leeds`.
const FRAMES_BEHIND: usize = 1;
/// Nodes of one sentence that are looked at for them.
const WINDOW: usize = 50;
/// How many of them are listed.
const NEARBY: usize = 20;

/// Nodes between a quotation and a cue behind it: further off they have nothing to do with each other.
const REACH: usize = 200;

impl Scene<'_> {
    /// What is known of the quotation at `place`.
    #[must_use]
    pub fn setting(&self, place: usize) -> Setting {
        let node = self.clauses.quotation_nodes.get(place).copied().unwrap_or_default();
        let frame = self.clauses.frame_of(node);
        let nodes = self.frame(frame);
        let words = self.quotations.get(place).map_or(0..0, |quotation| quotation.words.clone());
        let last = words.end.checked_sub(1).map_or("", |last| self.clauses.field.word(last));
        let inner = words.end.checked_sub(2).map_or("", |inner| self.clauses.field.word(inner));
        let last = if matches!(last, "'" | "’" | "\"" | "”") { inner } else { last };
        let count = words
            .clone()
            .filter(|at| {
                !self.clauses.field.word(*at).starts_with(|c: char| c.is_ascii_punctuation() && c != '$' && c != '#')
            })
            .count();
        Setting {
            node,
            frame,
            words: count,
            handed_on: matches!(last, "," | "?" | "!" | "—" | "–" | "--" | "-" | "…" | "..." | "....")
                || self.clauses.word(node + 1) == ",",
            stopped: matches!(last, "." | "?" | "!" | "…" | "..."),
            alone: nodes.len() <= 4 && nodes.clone().all(|at| at == node || !self.says(at)),
            leads: (nodes.start..node).all(|at| !self.says(at)),
        }
    }

    fn says(&self, at: usize) -> bool {
        self.clauses.word(at).starts_with(char::is_alphanumeric) || self.clauses.is_quotation(at)
    }

    /// The nodes of the frame at `place`.
    #[must_use]
    pub fn frame(&self, place: usize) -> Range<usize> {
        self.clauses.frames.get(place).map_or(0..0, |frame| frame.nodes.clone())
    }

    /// The paragraph of the frame at `place`.
    #[must_use]
    pub fn paragraph(&self, place: usize) -> Option<usize> {
        self.clauses.frames.get(place).map(|frame| frame.paragraph)
    }

    /// The tokens of `nodes`, quotations with all that is in them.
    #[must_use]
    pub fn whole_tokens(&self, nodes: &Range<usize>) -> Range<usize> {
        let tokens = self.clauses.tokens(nodes);
        let last = nodes.end.checked_sub(1).and_then(|last| self.clauses.nodes.get(last)).map(|node| node.kind);
        match last {
            Some(NodeKind::Quotation(place)) => {
                tokens.start..self.quotations.get(place).map_or(tokens.end, |quotation| quotation.marked.end)
            }
            _ => tokens,
        }
    }

    /// The places of the cues in `nodes`.
    #[must_use]
    pub fn cues_in(&self, nodes: &Range<usize>) -> Range<usize> {
        let first = self.cues.partition_point(|cue| cue.nodes.start < nodes.start);
        let end = self.cues.partition_point(|cue| cue.nodes.start < nodes.end);
        first..end
    }

    /// Adds those whom the sentence itself does not tie to the quotation, to what [`Scene::in_sentence`] found.
    pub fn add_others(&self, place: usize, setting: &Setting, found: &mut Vec<Candidate>) {
        self.around(place, setting, found);
        self.nearby(setting, found);
        found.push(Candidate { source: None, cue: None, relation: Relation::Nobody, gap: 0, like: None });
    }

    /// Those whom the sentence itself ties to the quotation.
    #[must_use]
    pub fn in_sentence(&self, setting: &Setting) -> Vec<Candidate> {
        let mut found = Vec::new();
        let nodes = self.frame(setting.frame);
        let cues = self.cues_in(&nodes);
        let split = self.cues.partition_point(|cue| cue.nodes.start < setting.node).clamp(cues.start, cues.end);
        for (place, cue) in self.cues.iter().enumerate().take(cues.end).skip(split).take(CUES) {
            let start = cue
                .source
                .as_ref()
                .filter(|source| source.nodes.start > setting.node)
                .map_or(cue.nodes.start, |source| source.nodes.start.min(cue.nodes.start));
            if start > setting.node + REACH {
                break;
            }
            let gap = (setting.node + 1..start)
                .filter(|at| !matches!(self.clauses.word(*at), "," | "—" | "--" | "–") && !self.is_title(*at, start))
                .count();
            let participle = cue.verb.is_some_and(|verb| verb.form == VerbForm::Participle);
            if participle || cue.source.is_none() {
                continue;
            }
            let own = cue.source.as_ref().is_some_and(|source| source.nodes.start > setting.node);
            // `首相は「…」と述べた`, `Yıldırım, "…" dedi`: the speaker stands before the words or behind, the verb always behind.
            let behind = |lemma| self.clauses.grammar.is_some_and(|grammar| grammar.lists("behind", lemma));
            let framed = cue.verb.is_some_and(|verb| verb.lemma == "と" || gap == 0 && behind(verb.lemma));
            // `„…“, ha añadido`: the speaker stands in the sentence before.
            let carried = cue.source.as_ref().is_some_and(|source| source.nodes.start < nodes.start);
            if carried && cue.verb.is_some_and(|verb| verb.lemma == GOES_ON) {
                found.push(Candidate {
                    source: cue.source.clone(),
                    cue: Some(place),
                    relation: Relation::Before,
                    gap,
                    like: None,
                });
            } else if gap == 0 && (own || carried) || framed {
                found.push(Candidate {
                    source: cue.source.clone(),
                    cue: Some(place),
                    relation: Relation::Behind,
                    gap,
                    like: None,
                });
            } else if (own || carried) && start > 0 && matches!(self.clauses.word(start - 1), "," | "—" | "--" | "–")
            {
                found.push(Candidate {
                    source: cue.source.clone(),
                    cue: Some(place),
                    relation: Relation::Closing,
                    gap,
                    like: None,
                });
            } else if setting.leads && setting.handed_on && place == split && own && gap < 12 {
                // A noun phrase too long or odd to be read stands between.
                found.push(Candidate {
                    source: cue.source.clone(),
                    cue: Some(place),
                    relation: Relation::Behind,
                    gap,
                    like: None,
                });
            }
        }
        found.extend(self.thus_behind(setting));
        for (place, cue) in self.cues.iter().enumerate().take(split).skip(cues.start).rev().take(CUES) {
            if cue.source.is_none() {
                continue;
            }
            let gap = setting.node.saturating_sub(cue.end().min(setting.node));
            found.push(Candidate {
                source: cue.source.clone(),
                cue: Some(place),
                relation: Relation::Before,
                gap,
                like: None,
            });
        }
        if let Some(colon) = setting.node.checked_sub(1).filter(|before| self.clauses.word(*before) == ":")
            && colon > nodes.start
            && let Some(source) = match self.clauses.grammar {
                Some(grammar) => source_before_foreign_colon(self.clauses, grammar, &nodes, colon),
                None => source_before_colon(self.clauses, &nodes, colon),
            }
        {
            found.push(Candidate { source: Some(source), cue: None, relation: Relation::Colon, gap: 0, like: None });
        }
        if let Some(source) = signer_of(self.clauses, setting.node) {
            found.push(Candidate { source: Some(source), cue: None, relation: Relation::Signed, gap: 0, like: None });
        }
        if let Some(owner) = self.owner(setting.node) {
            found.push(Candidate { source: Some(owner), cue: None, relation: Relation::Owner, gap: 0, like: None });
        }
        if !setting.alone
            && let Some(source) = subject_of_frame(self.clauses, &nodes)
        {
            found.push(Candidate { source: Some(source), cue: None, relation: Relation::Subject, gap: 0, like: None });
        }
        found
    }

    /// `“…”. Así lo resumió Ann Lee.`: the next sentence says who spoke.
    fn thus_behind(&self, setting: &Setting) -> Option<Candidate> {
        let grammar = self.clauses.grammar.filter(|_| setting.leads)?;
        let next = self.frame(setting.frame + 1);
        let same = self.paragraph(setting.frame + 1) == self.paragraph(setting.frame);
        let thus = lower_case(self.clauses.word(next.start));
        let leads = same && setting.node + 2 >= next.start && grammar.lists("thus", &thus);
        let place = leads.then(|| self.cues_in(&(next.start..next.end.min(next.start + WINDOW))).next())??;
        let source = self.cues.get(place).and_then(|cue| cue.source.clone());
        Some(Candidate { source, cue: Some(place), relation: Relation::Behind, gap: 1, like: None })
    }

    /// Everybody else who is named in the sentence or in those before it.
    fn nearby(&self, setting: &Setting, found: &mut Vec<Candidate>) {
        let paragraph = self.paragraph(setting.frame);
        let first = found.len();
        let behind = (1..=FRAMES_BEHIND).map(|step| setting.frame.checked_add(step));
        let before = (0..=FRAMES_BACK).map(|back| setting.frame.checked_sub(back));
        for place in before.chain(behind).flatten() {
            let back = setting.frame.abs_diff(place);
            let near = match (self.paragraph(place), paragraph) {
                (Some(a), Some(b)) => a.abs_diff(b) <= 1,
                _ => false,
            };
            if !near {
                continue;
            }
            let nodes = self.frame(place);
            let window = if back == 0 {
                nodes.start.max(setting.node.saturating_sub(WINDOW))..nodes.end.min(setting.node + WINDOW)
            } else {
                nodes.start..nodes.end.min(nodes.start + WINDOW)
            };
            for source in sources_in(self.clauses, &nodes, window) {
                let known = found.iter().any(|candidate| {
                    candidate.source.as_ref().is_some_and(|other| {
                        other.nodes.start < source.nodes.end && source.nodes.start < other.nodes.end
                    })
                });
                if !known && found.len() < first + NEARBY {
                    found.push(Candidate {
                        source: Some(source),
                        cue: None,
                        relation: Relation::Nearby,
                        gap: back,
                        like: None,
                    });
                }
            }
        }
    }

    /// Whether node `at` is a word that goes in front of the source at `start`.
    fn is_title(&self, at: usize, start: usize) -> bool {
        start - at <= 6
            && self.clauses.verbs.get(at).copied().flatten().is_none()
            && (at..start).all(|at| !matches!(self.clauses.word(at), "," | "." | ";"))
            && self.clauses.word(start).starts_with(char::is_uppercase)
            && !self.clauses.is_quotation(at)
    }

    /// The name right in front of the quotation at `node` whose words it is said to be.
    #[must_use]
    pub fn owner(&self, node: usize) -> Option<Source> {
        let possessive = node.checked_sub(1)?;
        let last = possessive.checked_sub(1)?;
        let named = self.clauses.name_at(last)?;
        let kind = named.person.map_or(SourceKind::Name, SourceKind::Person);
        (self.clauses.nodes.get(possessive)?.kind == NodeKind::Possessive)
            .then(|| Source { nodes: named.nodes.clone(), kind })
    }

    fn around(&self, place: usize, setting: &Setting, found: &mut Vec<Candidate>) {
        let paragraph = self.paragraph(setting.frame);
        let like = |relation, like: usize| Candidate { source: None, cue: None, relation, gap: 0, like: Some(like) };
        if let Some(before) = place.checked_sub(1) {
            let frame = self.clauses.quotation_nodes.get(before).map_or(0, |node| self.clauses.frame_of(*node));
            let gap = setting.frame - frame.min(setting.frame);
            let relation = match (self.paragraph(frame), paragraph) {
                _ if self.quotations.get(place).is_some_and(|quotation| quotation.continues) => {
                    Some(Relation::Continued)
                }
                (Some(a), Some(b)) if a == b => Some(Relation::SameParagraph),
                (Some(a), Some(b)) if a + 1 == b => Some(Relation::ParagraphBefore),
                _ => None,
            };
            if let Some(relation) = relation {
                found.push(Candidate { gap, ..like(relation, before) });
            }
        }
        let after = place + 1;
        if let Some(node) = self.clauses.quotation_nodes.get(after) {
            let frame = self.clauses.frame_of(*node);
            if self.paragraph(frame) == paragraph && frame > setting.frame && frame - setting.frame <= 2 {
                found.push(Candidate { gap: frame - setting.frame, ..like(Relation::Following, after) });
            }
        }
        let Some(earlier) = setting.frame.checked_sub(1) else { return };
        let near = match (self.paragraph(earlier), paragraph) {
            (Some(a), Some(b)) => a == b || setting.leads && a + 1 == b,
            _ => false,
        };
        if !near {
            return;
        }
        let nodes = self.frame(earlier);
        let colon = nodes.end.checked_sub(1).is_some_and(|last| self.clauses.word(last) == ":");
        let last_cue =
            self.cues_in(&nodes).rev().find(|place| self.cues.get(*place).is_some_and(|cue| cue.source.is_some()));
        let by_cue = last_cue.and_then(|place| self.cues.get(place)).and_then(|cue| cue.source.clone());
        let subject = by_cue.clone().or_else(|| subject_of_frame(self.clauses, &nodes));
        if let Some(source) = subject {
            let relation = if colon { Relation::Colon } else { Relation::SubjectBefore };
            let gap = usize::from(self.paragraph(earlier) != paragraph);
            found.push(Candidate { source: Some(source), cue: last_cue, relation, gap, like: None });
        }
    }
}
