//! Cues of Japanese and Chinese, whose letters are nodes of their own: `首相は「…」と述べた`, `市长说：“…”`.
//!
//! Invariant: a bounded number of nodes on either side of a quotation is looked at.

use std::ops::Range;

use crate::analyse::quotes::clauses::Clauses;
use crate::analyse::quotes::cues::says;
use crate::analyse::quotes::cues::{Cue, Source, SourceKind};
use crate::lexicon::reporting::find_grammar;

/// Nodes between a quotation, its verb and the one who speaks.
const REACH: usize = 28;

/// The cue of the quotation at node `quotation` of the sentence `frame`.
pub(super) fn cue_beside(clauses: &Clauses<'_>, frame: &Range<usize>, quotation: usize) -> Option<Cue> {
    let scene = Letters { clauses, frame };
    if clauses.word(quotation + 1) == "と" && frame.contains(&(quotation + 1)) {
        return scene.japanese_cue(quotation);
    }
    scene.chinese_cue_before(quotation).or_else(|| scene.chinese_cue_behind(quotation))
}

struct Letters<'a, 'p> {
    clauses: &'a Clauses<'p>,
    frame: &'a Range<usize>,
}

impl Letters<'_, '_> {
    /// `首相は「…」と述べた`: the particle after the quotation, a verb, and the topic of the sentence.
    fn japanese_cue(&self, quotation: usize) -> Option<Cue> {
        let particle = quotation + 1;
        let end = self.frame.end.min(particle + REACH);
        let (verb, len) = (particle + 1..end).find_map(|at| {
            let verb = self.verb_at("ja", at)?;
            Some((at, verb.len()))
        })?;
        let mut close = verb + len;
        close += usize::from(matches!(self.clauses.word(close), "た" | "だ" | "る"));
        let topic = |range: Range<usize>| range.rev().find(|at| matches!(self.clauses.word(*at), "は" | "が" | "も"));
        let near = self.frame.start.max(quotation.saturating_sub(4 * REACH));
        let (floor, mark) = match topic(near..quotation) {
            Some(mark) => (near, mark),
            None => (particle + 1, topic(particle + 1..verb)?),
        };
        let source = self.source(floor, mark)?;
        // The cue is the verb with its particle where nothing is between them.
        let nodes = if verb == particle + 1 { particle..close } else { verb..close };
        Some(Cue { nodes, verb: Some(says("と")), source: Some(source) })
    }

    /// `市长王明说：“…”`: a verb and a colon or comma right before the quotation.
    fn chinese_cue_before(&self, quotation: usize) -> Option<Cue> {
        let sign = quotation.checked_sub(1).filter(|sign| self.frame.contains(sign))?;
        let end = if matches!(self.clauses.word(sign), ":" | "：" | "," | "，") { sign } else { quotation };
        let floor = self.frame.start.max(end.saturating_sub(REACH));
        let (verb, nodes) = (floor..end).rev().take(4).find_map(|at| Some((at, self.verb_at("zh", at)?)))?;
        (nodes.end == end).then_some(())?;
        let source = self.source(floor, verb)?;
        Some(Cue { nodes, verb: Some(says("说")), source: Some(source) })
    }

    /// `“…”，王明说`: who speaks and the verb right after.
    fn chinese_cue_behind(&self, quotation: usize) -> Option<Cue> {
        let start = quotation + 1 + usize::from(matches!(self.clauses.word(quotation + 1), "," | "，"));
        let end = self.frame.end.min(start + REACH / 2);
        let (verb, nodes) = (start..end).find_map(|at| Some((at, self.verb_at("zh", at)?)))?;
        let source = self.source(start, verb).filter(|source| source.nodes.start == start)?;
        Some(Cue { nodes, verb: Some(says("说")), source: Some(source) })
    }

    /// The verb of saying of `language` that begins at node `at`.
    fn verb_at(&self, language: &str, at: usize) -> Option<Range<usize>> {
        let verb = find_grammar(language)?.stems.iter().find(|verb| self.reads(at, verb))?;
        Some(at..at + verb.chars().count())
    }

    /// What comes before node `mark` in its part of the sentence.
    fn source(&self, floor: usize, mark: usize) -> Option<Source> {
        let parts = |at: &usize| matches!(self.clauses.word(*at), "、" | "。" | "，" | "," | "；" | "：");
        let start = (floor..mark).rev().find(parts).map_or(floor, |at| at + 1);
        let named = (start..mark).find_map(|at| {
            let named = self.clauses.name_at(at)?;
            named.person.map(|person| Source { nodes: named.nodes.clone(), kind: SourceKind::Person(person) })
        });
        let plain = !(start..mark).any(|at| self.clauses.is_quotation(at));
        let nominal = (mark > start && mark - start <= REACH && plain)
            .then_some(Source { nodes: start..mark, kind: SourceKind::Nominal });
        named.or(nominal)
    }

    /// Whether the one-letter nodes from `at` on spell `stem`.
    fn reads(&self, at: usize, stem: &str) -> bool {
        let mut letter = [0; 4];
        stem.chars().zip(at..).all(|(c, at)| self.clauses.word(at) == c.encode_utf8(&mut letter))
    }
}
