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

/// Who is named with a title right before the quotation at node `quotation`: `佐藤一郎氏「…」`.
pub(super) fn titled_before(clauses: &Clauses<'_>, frame: &Range<usize>, quotation: usize) -> Option<Source> {
    let grammar = clauses.grammar?;
    let scene = Letters { clauses, frame };
    let floor = frame.start.max(quotation.saturating_sub(REACH));
    let text = |start: usize| (start..quotation).map(|at| clauses.word(at)).collect::<String>();
    let titled = (1..=TITLE).any(|len| {
        let start = quotation.checked_sub(len).filter(|start| *start > floor);
        start.is_some_and(|start| grammar.lists("titles", &text(start)))
    });
    titled.then(|| scene.source(floor, quotation)).flatten()
}

/// Letters of the longest title behind a name.
const TITLE: usize = 3;

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
        // `李华在接受采访时说`: where and how somebody speaks follows the name. A name may begin with such a letter.
        let adjunct =
            |at: &usize| self.clauses.grammar.is_some_and(|own| own.lists("adjuncts", self.clauses.word(*at)));
        let end = (start + 2..mark).find(adjunct).unwrap_or(mark);
        let nominal = (mark > start && mark - start <= REACH && plain)
            .then_some(Source { nodes: start..end, kind: SourceKind::Nominal });
        named.or(nominal)
    }

    /// Whether the one-letter nodes from `at` on spell `stem`.
    fn reads(&self, at: usize, stem: &str) -> bool {
        let mut letter = [0; 4];
        stem.chars().zip(at..).all(|(c, at)| self.clauses.word(at) == c.encode_utf8(&mut letter))
    }
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::Tagger;
    use crate::analyse::names::rules::RuleTagger;
    use crate::analyse::people::FullNames;
    use crate::analyse::people::cast::Casting;
    use crate::analyse::quotes::{Attributor, ByLanguage};
    use crate::analyse::text::Page;
    use crate::model::{Article, QuoteKind};

    /// The words, and what the text calls whoever said them.
    fn check(language: &str, body: &str, expected: &[(&str, Option<&str>)]) {
        let article = Article { language: Some(language.to_owned()), body: body.to_owned(), ..Article::default() };
        let page = Page::new(&article);
        let names = RuleTagger.tag(&page);
        let cast = FullNames.cast(&page, &names);
        let quotes = ByLanguage.attribute(&page, &names, &cast);
        let marked = quotes.iter().filter(|quote| quote.kind != QuoteKind::Indirect);
        let found: Vec<(&str, Option<&str>)> =
            marked.map(|quote| (quote.text.as_str(), quote.speaker_text.as_deref())).collect();
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn the_topic_or_a_titled_name_speaks_in_japanese() {
        check("ja", "田中太郎氏は「橋は閉鎖する」と述べた。", &[("橋は閉鎖する", Some("田中太郎氏"))]);
        check("ja", "「工事は二年かかる」と田中氏は語った。", &[("工事は二年かかる", Some("田中氏"))]);
        check("ja", "警察は「事故ではない」としている。", &[("事故ではない", Some("警察"))]);
        check("ja", "佐藤一郎氏「もう待てない」。", &[("もう待てない", Some("佐藤一郎氏"))]);
    }

    #[test]
    fn the_name_before_the_verb_speaks_in_chinese() {
        check("zh", "市长王明说：“大桥星期一关闭。”", &[("大桥星期一关闭。", Some("市长王明"))]);
        check("zh", "“我们等了很久”，王明说。", &[("我们等了很久", Some("王明"))]);
        check("zh", "李华在接受采访时说：“我每天都走这座桥。”", &[("我每天都走这座桥。", Some("李华"))]);
    }
}
