//! Where the cue at a node looks for whoever speaks.
//!
//! Invariant: nothing is a cue but what the grammar of the language lists.

use crate::analyse::quotes::clauses::NodeKind;
use crate::analyse::quotes::cues::foreign::{ACCORDING, Beside};
use crate::analyse::quotes::cues::says;
use crate::analyse::quotes::cues::{Cue, Source, SourceKind};
use crate::analyse::quotes::inserted::is_dash;
use crate::lexicon::function_words::WordRole;
use crate::lexicon::reporting::Saying;

/// Nodes looked over for the particle of a verb: `gab gestern im Rat an`.
const PARTICLE: usize = 60;
/// Nodes between a verb and the colon that leads to the words: `sagte Lee dem Blatt am Montag:`.
const COLON: usize = 24;
/// Words of the shortest quotation that is said without any stop between it and the verb.
const UNSTOPPED: usize = 4;
/// Words of the longest name of a paper in marks.
const PAPER: usize = 3;
/// Words of the longest subject before a verb that closes the sentence.
const SUBJECT: usize = 4;
/// Words of the longest role without an article.
const ROLE: usize = 4;
/// Nodes of the longest adjunct between a verb and whoever speaks.
const ADJUNCT: usize = 10;

/// What stands right before a verb.
#[derive(Clone, Copy, Default)]
struct Ahead {
    quotation: Option<usize>,
    comma: bool,
    /// A comma, a dash or the stop of the quotation parts the two.
    stopped: bool,
}

impl Beside<'_, '_> {
    /// The cue at node `at`, whose word in lower case is looked up in several lists.
    pub(super) fn cue_at(&self, at: usize) -> Option<Cue> {
        let lower = self.lower(at);
        self.according_at(at, &lower)
            .or_else(|| self.postposed_at(at, &lower))
            .or_else(|| self.so_at(at, &lower))
            .or_else(|| self.verb_at(at))
    }

    /// `laut Ann Lee`, `nach Angaben der Polizei`.
    fn according_at(&self, at: usize, lower: &str) -> Option<Cue> {
        let len = self
            .grammar
            .according(lower, |step, word| self.frame.contains(&(at + step)) && self.lower(at + step) == word);
        let source = (len > 0).then(|| self.pronoun_at(at + len).or_else(|| self.phrase(at + len)))?;
        Some(Cue { nodes: at..at + len, verb: Some(says(ACCORDING)), source: Some(source?) })
    }

    /// `dem Bericht zufolge`.
    fn postposed_at(&self, at: usize, lower: &str) -> Option<Cue> {
        let found = self.grammar.lists("postposed", lower).then(|| self.clause_phrase_left(at))??;
        Some(Cue { nodes: at..at + 1, verb: Some(says(ACCORDING)), source: Some(found) })
    }

    fn clause_phrase_left(&self, at: usize) -> Option<Source> {
        let last = at.checked_sub(1)?;
        let floor = self.frame.start.max(at.saturating_sub(6));
        let start = (floor..at)
            .rev()
            .take_while(|at| {
                matches!(self.kind(*at), Some(NodeKind::Name(_) | NodeKind::Number))
                    || matches!(self.role(*at), Some(WordRole::Other | WordRole::Determiner))
                        && self.clauses.verbs.get(*at).copied().flatten().is_none()
            })
            .last()?;
        self.person_at(last).or(Some(Source { nodes: start..at, kind: SourceKind::Nominal }))
    }

    /// `„…“, so Ann Lee`.
    fn so_at(&self, at: usize, lower: &str) -> Option<Cue> {
        if !self.grammar.lists("so", lower) {
            return None;
        }
        let ahead = self.ahead_of(at);
        if ahead.quotation.is_none() && !ahead.comma {
            return None;
        }
        let source = self.pronoun_at(at + 1).or_else(|| self.phrase(at + 1))?;
        // `, so groß wie …`: an adjective names nobody.
        Some(Cue { nodes: at..at + 1, verb: Some(says(ACCORDING)), source: Some(source) })
    }

    fn verb_at(&self, at: usize) -> Option<Cue> {
        let verb = self.clauses.verbs.get(at).copied().flatten()?;
        let saying = self.grammar.find_verb(verb.lemma)?;
        let hung = self.hung_pronoun(at);
        if hung.is_none() && at > self.frame.start && self.role(at - 1) == Some(WordRole::Determiner) {
            // `das gesagte Wort`; `der, der sagte` and `Ann Lee, die sagte` are relative clauses.
            let relative = at >= 2 + self.frame.start && self.clauses.word(at - 2) == ",";
            if !relative {
                return None;
            }
        }
        let before = self.group_start(at);
        let ahead = self.ahead_of(before);
        if !self.says_something(at, saying, ahead) {
            return None;
        }
        let source = hung
            .or_else(|| self.inside(at, verb.lemma))
            .or_else(|| self.speaker(at, before, ahead, verb.lemma))
            .map(|source| self.same_as_before(source))?;
        Some(Cue { nodes: at..at + 1, verb: Some(verb), source: Some(source) })
    }

    /// `heißt es in dem Schreiben`: what is written somewhere.
    fn inside(&self, at: usize, lemma: &str) -> Option<Source> {
        if !self.grammar.lists("stands", lemma) {
            return None;
        }
        let prep = (at + 1..at + 4).find(|at| self.role(*at) == Some(WordRole::Preposition))?;
        self.phrase(prep + 1)
    }

    /// `Ann Lee sagte, sie wolle …`, `affirme qu'il souhaite`: a pronoun in what is said means whoever says it.
    fn same_as_before(&self, source: Source) -> Source {
        let pronoun = matches!(source.kind, SourceKind::Pronoun(WordRole::He | WordRole::She));
        let start = source.nodes.start;
        let joined = self.clauses.word(start).contains(['\'', '’'])
            || start > self.frame.start && self.role(start - 1) == Some(WordRole::Subordinator);
        let earlier = self.earlier.last().and_then(|cue| cue.source.clone());
        earlier.filter(|_| pronoun && joined).unwrap_or(source)
    }

    /// Whether the verb at node `at` is one of saying where it stands.
    fn says_something(&self, at: usize, saying: &Saying, ahead: Ahead) -> bool {
        // `heißt es`, but not `„Muster“ heißt ein Projekt`.
        if self.grammar.lists("stands", saying.verb.lemma) {
            return self.lower(at + 1) == "es" || self.leads_to_words(at);
        }
        if ahead.quotation.is_some() || self.leads_to_words(at) || self.closes_dash_speech(at) {
            return true;
        }
        if saying.weak {
            return false;
        }
        let ends = |at: usize| {
            at >= self.frame.end
                || matches!(self.kind(at), Some(NodeKind::Sign | NodeKind::Quotation(_)))
                || matches!(self.role(at), Some(WordRole::Coordinator | WordRole::Subordinator))
        };
        let found = |at: usize| saying.particles.contains(&self.lower(at).as_ref()) && ends(at + 1);
        saying.particles.is_empty() || (at + 1..self.frame.end.min(at + PARTICLE)).any(found)
    }

    /// Whether a colon behind the verb leads to a quotation.
    fn leads_to_words(&self, at: usize) -> bool {
        let colon = (at + 1..self.frame.end.min(at + COLON)).find(|at| self.clauses.word(*at) == ":");
        colon.is_some_and(|colon| self.clauses.is_quotation(colon + 1))
    }

    /// The pronoun hung on the verb at node `at` or on its auxiliary: `dit-elle`, `a-t-il ajouté`.
    fn hung_pronoun(&self, at: usize) -> Option<Source> {
        let hung = |at: usize| self.clauses.word(at).contains('-').then(|| self.pronoun_at(at)).flatten();
        // The hyphens may be signs of their own: `dit - il`, `a - t - elle ajouté`.
        let joint = |at: usize| matches!(self.clauses.word(at), "-" | "t" | "-t-");
        let next = at + 1 + (at + 1..at + 4).take_while(|at| joint(*at)).count();
        let behind = || (next > at + 1).then(|| self.pronoun_at(next)).flatten();
        let before = || at.checked_sub(2).filter(|sign| joint(*sign)).and_then(|sign| self.pronoun_at(sign + 1));
        let near = || (self.frame.start.max(at.saturating_sub(3))..at).rev().find_map(hung);
        hung(at).or_else(behind).or_else(before).or_else(near)
    }

    /// Who speaks by the verb at node `at`, whose group begins at node `before`.
    fn speaker(&self, at: usize, before: usize, ahead: Ahead, lemma: &str) -> Option<Source> {
        if self.grammar.lists("behind", lemma) {
            let named = ahead.quotation.and_then(|quotation| self.left_of_quotation(quotation));
            return named.or_else(|| self.right(at + 1)).or_else(|| self.dropped(ahead));
        }
        if ahead.quotation.is_some() {
            // What is quoted without any stop is a title or a term: `"Stern" sagte Ann Lee`.
            if !ahead.stopped && ahead.quotation.is_some_and(|quotation| self.words_of(quotation) < UNSTOPPED) {
                return None;
            }
            return self.right(at + 1).or_else(|| self.dropped(ahead));
        }
        let right = self.right(at + 1).filter(|right| !self.is_object(before, right));
        let left = self.left(before);
        let personal = |source: &Option<Source>| {
            matches!(source.as_ref().map(|source| source.kind), Some(SourceKind::Person(_) | SourceKind::Pronoun(_)))
        };
        let turned = self.grammar.has_trait("turned");
        // `zitiert einen Zeugen mit den Worten`: the object speaks.
        let cites = self.grammar.lists("cites", lemma);
        if cites && right.is_some() {
            return right;
        }
        // `Der Zeitung sagte Ann Lee: „…“`: a name that nobody has tagged stands right before the colon.
        let last = right.as_ref().map_or(at, |right| right.nodes.end);
        let bare = right.as_ref().is_some_and(|right| {
            right.nodes.len() > 1 && right.nodes.clone().all(|at| self.clauses.word(at).starts_with(char::is_uppercase))
        });
        if personal(&left) {
            left
        } else if ahead.comma && right.is_some()
            || turned && (personal(&right) || bare && self.clauses.word(last) == ":")
        {
            right
        } else {
            left.or(right).or_else(|| self.dropped(ahead))
        }
    }

    /// Whether `right` is what the verb is about rather than who speaks: in `lehnte ab und nannte sie „…“` another verb
    /// had its subject before.
    fn is_object(&self, before: usize, right: &Source) -> bool {
        let joined = before > self.frame.start && self.role(before - 1) == Some(WordRole::Coordinator);
        joined && before >= 2 + self.frame.start && !matches!(right.kind, SourceKind::Person(_))
    }

    /// Where a subject may be left out, whoever the sentence before was about.
    fn dropped(&self, ahead: Ahead) -> Option<Source> {
        let may = self.grammar.has_trait("dropped") && (ahead.quotation.is_some() || self.earlier.is_empty());
        self.earlier.last().and_then(|cue| cue.source.clone()).or_else(|| self.carried.cloned()).filter(|_| may)
    }

    /// Who is named behind node `from`, adverbs and auxiliaries left out.
    fn right(&self, from: usize) -> Option<Source> {
        let skipped = |at: &usize| {
            matches!(self.role(*at), Some(WordRole::Adverb | WordRole::Auxiliary | WordRole::OtherPronoun))
        };
        let start = from + (from..from + 3).take_while(skipped).count();
        // `mówi „Gazecie” Jan Nowak`: the paper is whom it was said to.
        let paper = self.clauses.is_quotation(start) && self.words_of(start) <= PAPER && !self.is_dashed(start);
        let start = start + usize::from(paper);
        self.pronoun_at(start)
            .or_else(|| self.phrase(start))
            .or_else(|| self.bare_role(start))
            .or_else(|| self.behind_adjunct(start))
    }

    /// `сказал министр обороны`: a role without an article, in languages that have none or leave it out.
    fn bare_role(&self, start: usize) -> Option<Source> {
        let lower = self.lower(start);
        let role = ["person", "unnamed", "group"].iter().any(|list| self.grammar.lists(list, &lower));
        let noun = |at: &usize| self.role(*at) == Some(WordRole::Other) && self.clauses.verbs.get(*at) == Some(&None);
        let len = (start..self.frame.end.min(start + ROLE)).take_while(noun).count();
        (role && len > 0).then_some(Source { nodes: start..start + len, kind: SourceKind::Nominal })
    }

    /// `mówi w rozmowie z gazetą Jan Nowak`, `a déclaré à la presse Ann Lee`: the person named first behind an adjunct.
    fn behind_adjunct(&self, start: usize) -> Option<Source> {
        // German puts the subject first.
        (self.role(start) == Some(WordRole::Preposition) && !self.grammar.has_trait("nouns")).then_some(())?;
        let reached = |at: &usize| !matches!(self.clauses.word(*at), "," | ";" | ":" | "." | "–" | "—" | "-");
        let mut near = (start + 2..self.frame.end.min(start + ADJUNCT)).take_while(reached);
        let found = near.find_map(|at| self.person_at(at))?;
        let hangs = matches!(
            self.role(found.nodes.start - 1),
            Some(WordRole::Preposition | WordRole::Determiner | WordRole::Coordinator)
        );
        Some(found).filter(|_| !hangs)
    }

    /// `– …, hän lisää.`: whether nothing but a subject is between the verb at node `at` and what a dash opens.
    fn closes_dash_speech(&self, at: usize) -> bool {
        let floor = self.frame.start.max(at.saturating_sub(SUBJECT));
        let subject =
            |at: &usize| self.pronoun_at(*at).is_some() || self.clauses.word(*at).starts_with(char::is_uppercase);
        let Some(start) = (floor..at).rev().take_while(subject).last() else { return false };
        let comma = usize::from(start > 0 && self.clauses.word(start - 1) == ",");
        start.checked_sub(1 + comma).is_some_and(|last| last >= self.frame.start && self.is_dashed(last))
    }

    /// Whether a dash opens the quotation at node `at`.
    fn is_dashed(&self, at: usize) -> bool {
        self.clauses.is_quotation(at) && is_dash(self.clauses.word(at))
    }

    /// The person named last before the quotation at node `quotation`.
    fn left_of_quotation(&self, quotation: usize) -> Option<Source> {
        let floor = self.frame.start.max(quotation.saturating_sub(PARTICLE));
        (floor..quotation).rev().find_map(|at| self.person_at(at))
    }

    /// Where the verb at node `at` begins with its auxiliaries and adverbs: `a déclaré`, `se lo ha dicho`.
    fn group_start(&self, at: usize) -> usize {
        let helps = |at: &usize| {
            matches!(self.role(*at), Some(WordRole::Auxiliary | WordRole::Adverb | WordRole::OtherPronoun))
        };
        (self.frame.start.max(at.saturating_sub(5))..at).rev().take_while(helps).last().unwrap_or(at)
    }

    /// What stands right before node `before`: a quotation, a comma, a dash.
    fn ahead_of(&self, before: usize) -> Ahead {
        let earlier = |at: usize| at.checked_sub(1).filter(|last| *last >= self.frame.start);
        let Some(last) = earlier(before) else { return Ahead::default() };
        // `«…», — сказала Беляева`: a dash parts the two.
        let dash = matches!(self.clauses.word(last), "-" | "–" | "—" | "―");
        let parted =
            earlier(last).filter(|at| dash && (self.clauses.is_quotation(*at) || self.clauses.word(*at) == ","));
        let last = parted.unwrap_or(last);
        let comma = self.clauses.word(last) == ",";
        let closed = if comma { last.saturating_sub(1) } else { last };
        let quotation = Some(closed).filter(|closed| self.clauses.is_quotation(*closed));
        Ahead { quotation, comma, stopped: comma || parted.is_some() || self.is_stopped(closed) }
    }

    /// The tokens of the quotation at node `at`, its marks among them.
    fn words_of(&self, at: usize) -> usize {
        let token = |at: usize| self.clauses.nodes.get(at).map_or(self.clauses.field.tokens.len(), |node| node.token);
        token(at + 1).saturating_sub(token(at) + 2)
    }

    /// Whether the quotation at node `at` ends with a stop.
    fn is_stopped(&self, at: usize) -> bool {
        let Some(NodeKind::Quotation(_)) = self.clauses.nodes.get(at).map(|node| node.kind) else { return false };
        if self.is_dashed(at) {
            return true;
        }
        let next = self.clauses.nodes.get(at + 1).map_or(0, |next| next.token);
        let inner = next.checked_sub(2).map_or("", |last| self.clauses.field.word(last));
        matches!(inner, "." | "?" | "!" | "…" | "..." | ",")
    }
}
