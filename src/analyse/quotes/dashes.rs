//! Speech that a dash opens, as in Scandinavian, Finnish, Slavic and Romance papers: `– Vi går, sier Ann Lee.`,
//! `—Nos vamos —dijo Ann Lee—. Mañana.`, `— Мы идём, — сказал Иван Петров.`
//!
//! A field and the quotations between its marks come in; those that dashes open are put among them. A dash alone shows
//! nothing, since lists have them too: a verb of saying must stand in a clause of its own behind the words, or lead to
//! them with a colon, or the paragraph must be right beside one of those.
//!
//! Invariant: quotations stay in order, do not overlap, stay inside one paragraph and hold at least one word.

use std::ops::Range;

use crate::analyse::quotes::inserted::{Inserted, Parting, is_dash};
use crate::analyse::quotes::marks::{Quotation, Shown};
use crate::analyse::text::FieldText;
use crate::analyse::text::tokens::TokenKind;
use crate::lexicon::reporting::Grammar;

/// Tokens before a colon among which the verb that leads to the words is looked for.
const LEAD: usize = 30;

/// Adds to `quotations` what dashes open in `field`, a text in the language of `grammar`.
pub fn add_dash_speech(field: &FieldText<'_>, grammar: &'static Grammar, quotations: &mut Vec<Quotation>) {
    let dialogue = Dialogue { field, clauses: Inserted { field, grammar } };
    let mut found: Vec<Quotation> = Vec::new();
    // The dash of each paragraph that opens with one, and whether its words are shown to be speech.
    let mut lines: Vec<(usize, bool)> = Vec::new();
    for (place, paragraph) in field.paragraphs.iter().enumerate() {
        if dialogue.opens(paragraph.start, paragraph) {
            let pieces = dialogue.read_line(place, paragraph);
            lines.push((place, !pieces.is_empty()));
            found.extend(pieces);
        } else {
            found.extend(dialogue.read_inside(paragraph));
        }
    }
    if found.is_empty() {
        return;
    }
    found.extend(dialogue.beside(&lines));
    found.sort_by_key(|quotation| quotation.marked.start);
    merge(found, quotations);
}

/// Puts `spoken` among `marked`. What is between marks inside it is part of it; where marks hold the same words, or cross
/// its edge, the marks stand.
fn merge(spoken: Vec<Quotation>, marked: &mut Vec<Quotation>) {
    let mut kept: Vec<Quotation> = Vec::with_capacity(marked.len() + spoken.len());
    let mut between = std::mem::take(marked).into_iter().peekable();
    for own in spoken {
        while let Some(before) = between.next_if(|other| other.marked.end <= own.marked.start) {
            kept.push(before);
        }
        let mut inner = Vec::new();
        while let Some(other) = between.next_if(|other| other.marked.start < own.marked.end) {
            inner.push(other);
        }
        let stands = |other: &Quotation| {
            other.closed && (other.marked.end > own.marked.end || other.marked.start < own.marked.start)
                || other.marked.start == own.words.start && other.marked.end + 1 >= own.words.end
        };
        if inner.iter().any(stands) {
            kept.extend(inner);
        } else {
            kept.push(own);
        }
    }
    kept.extend(between);
    *marked = kept;
}

struct Dialogue<'a, 'p> {
    field: &'a FieldText<'p>,
    clauses: Inserted<'a, 'p>,
}

impl Dialogue<'_, '_> {
    /// Whether the token at `at` is a dash with which speech may begin: a capital, a number or a mark follows.
    fn opens(&self, at: usize, paragraph: &Range<usize>) -> bool {
        if !is_dash(self.field.word(at)) || at + 1 >= paragraph.end {
            return false;
        }
        let next = self.field.word(at + 1);
        // `-5` is a number, `- 5` may be said.
        let parted = self.field.word(at) != "-" || !self.clauses.is_glued(at);
        let starts = next.starts_with(|c: char| {
            c.is_uppercase() || c.is_numeric() || matches!(c, '¿' | '¡' | '…' | '«' | '“' | '„' | '"' | '”' | '.')
        });
        parted && starts
    }

    /// What is said in a paragraph that opens with a dash, where a clause in it or the line before says that it is.
    fn read_line(&self, place: usize, paragraph: &Range<usize>) -> Vec<Quotation> {
        let pieces = self.pieces(paragraph.start, paragraph.end);
        if pieces.is_empty() && self.is_led_to(place) {
            return self.piece(paragraph.start, paragraph.end, Shown::Dash).into_iter().collect();
        }
        pieces
    }

    /// What is said in a paragraph of the reporter: `Lee er glad. – Vi går, sier han.`, `Han sier: – Vi går.`
    fn read_inside(&self, paragraph: &Range<usize>) -> Vec<Quotation> {
        let mut clauses = true;
        for at in paragraph.clone().skip(2).filter(|at| self.may_be_dash(*at)) {
            if !is_dash(self.field.word(at)) || !self.opens(at, paragraph) {
                continue;
            }
            match self.field.word(at - 1) {
                "." | "?" | "!" | "…" if clauses => {
                    let pieces = self.pieces(at, paragraph.end);
                    if !pieces.is_empty() {
                        return pieces;
                    }
                    // What has no clause from here on has none further on.
                    clauses = false;
                }
                ":" if self.says_before(paragraph.start, at - 1) => {
                    return self.piece(at, paragraph.end, Shown::Dash).into_iter().collect();
                }
                _ => {}
            }
        }
        Vec::new()
    }

    /// Whether the token at `at` may be a dash, by its first byte: every token of a text is asked.
    fn may_be_dash(&self, at: usize) -> bool {
        let token = self.field.tokens.get(at).filter(|token| token.kind == TokenKind::Sign);
        token.is_some_and(|token| matches!(self.field.text.as_bytes().get(token.range().start), Some(b'-' | 0xe2)))
    }

    /// The stretches of speech from the dash at `open` up to `end`, the clauses that say who speaks taken out; none
    /// where there is no such clause.
    fn pieces(&self, open: usize, end: usize) -> Vec<Quotation> {
        let mut found = Vec::new();
        let mut from = Some(open);
        let mut cued = false;
        while let Some(start) = from.take() {
            let clause = self.clauses.find(start + 1, end);
            let Some(clause) = clause else {
                if cued {
                    found.extend(self.piece(start, end, Shown::Dash));
                }
                break;
            };
            cued = true;
            found.extend(self.piece(start, clause.words_end, Shown::Dash));
            from = self.resumes(clause.verb + 1, clause.parting, end);
        }
        found
    }

    /// The dash with which the words go on behind a clause that is `parting` from them, from token `from` on.
    fn resumes(&self, from: usize, parting: Parting, end: usize) -> Option<usize> {
        (from..end).find(|at| {
            if !is_dash(self.field.word(*at)) {
                return false;
            }
            let before = self.field.word(at - 1);
            let ended = matches!(before, "." | "?" | "!" | "…");
            match parting {
                // Dashes inside the sentence are the reporter's: `sier Lee – som er sjef – til bladet`.
                Parting::Sign => ended && self.opens(*at, &(*at..end)),
                Parting::SignAndDash => ended || matches!(before, "," | ";" | ":") || self.clauses.is_glued(at - 1),
                Parting::Dash => true,
            }
        })
    }

    /// The quotation from the dash at `open` up to token `end`.
    fn piece(&self, open: usize, end: usize, shown: Shown) -> Option<Quotation> {
        // `—dijo Lee—. Mañana.`: the stop belongs to what is before.
        let signs = |at: &usize| matches!(self.field.word(*at), "." | "," | ";" | ":") && *at < end;
        let skipped = (open + 1..end).take_while(signs).count();
        let start = open + 1 + skipped;
        let says = (start..end).any(|at| !matches!(self.field.kind(at), Some(TokenKind::Mark | TokenKind::Sign)));
        says.then_some(Quotation { marked: open..end, words: start..end, closed: true, continues: false, shown })
    }

    /// Whether the paragraph before the one at `place` ends with a colon and tells of somebody who speaks.
    fn is_led_to(&self, place: usize) -> bool {
        let before = place.checked_sub(1).and_then(|before| self.field.paragraphs.get(before));
        before.is_some_and(|before| {
            let last = before.end - 1;
            self.field.word(last) == ":" && self.says_before(before.start, last)
        })
    }

    /// Whether a verb of saying is among the last words from `start` up to `end`.
    fn says_before(&self, start: usize, end: usize) -> bool {
        (start.max(end.saturating_sub(LEAD))..end).any(|at| self.clauses.is_verb(at))
    }

    /// The paragraphs of `lines` that nothing shows to be speech but their place right beside what is: the words go on,
    /// or question and answer take turns.
    fn beside(&self, lines: &[(usize, bool)]) -> Vec<Quotation> {
        let mut found = Vec::new();
        let mut before: Option<usize> = None;
        let mut turns = false;
        for (index, (place, shown)) in lines.iter().enumerate() {
            if *shown {
                (before, turns) = (Some(*place), true);
                continue;
            }
            let next = lines.get(index + 1).filter(|(next, shown)| *shown && *next == place + 1);
            let near = before.filter(|before| before + 1 == *place);
            let asks = |place: usize| self.last_sign(place) == "?";
            let joined = match near {
                // The line before is speech by its place alone: only a question or its answer goes on from there.
                Some(before) if !turns => asks(before) || asks(*place),
                near => near.is_some(),
            };
            let alike = near.or(next.map(|(next, _)| *next)).is_some_and(|other| self.dash(other) == self.dash(*place));
            let stopped = matches!(self.last_sign(*place), "." | "?" | "!" | "…" | "...");
            // Lists begin with hyphens, except where the typist has no dash at all.
            let dash = self.dash(*place) != "-" || self.clauses.grammar.has_trait("dashed");
            if (joined || next.is_some()) && alike && stopped && dash {
                let own = self.field.paragraphs.get(*place);
                found.extend(own.and_then(|own| self.piece(own.start, own.end, Shown::Neighbour)));
                (before, turns) = (Some(*place), false);
            }
        }
        found
    }

    fn dash(&self, place: usize) -> &str {
        self.field.paragraphs.get(place).map_or("", |own| self.field.word(own.start))
    }

    fn last_sign(&self, place: usize) -> &str {
        self.field.paragraphs.get(place).map_or("", |own| self.field.word(own.end - 1))
    }
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::Tagger;
    use crate::analyse::names::rules::RuleTagger;
    use crate::analyse::people::FullNames;
    use crate::analyse::people::cast::Casting;
    use crate::analyse::quotes::dashes::*;
    use crate::analyse::quotes::{Attributor, ByLanguage};
    use crate::analyse::text::Page;
    use crate::lexicon::reporting::find_grammar;
    use crate::model::{Article, Field, Quote, QuoteKind};
    use crate::steps::assert_linear;

    fn quotes_of(language: &str, body: &str) -> (Vec<Quote>, Vec<String>) {
        let article = Article { language: Some(language.to_owned()), body: body.to_owned(), ..Article::default() };
        let page = Page::new(&article);
        let names = RuleTagger.tag(&page);
        let cast = FullNames.cast(&page, &names);
        let quotes = ByLanguage.attribute(&page, &names, &cast);
        (quotes, cast.people.into_iter().map(|person| person.name).collect())
    }

    /// Each row: the words, and what the text calls whoever said them.
    fn check(language: &str, body: &str, expected: &[(&str, Option<&str>)]) {
        let (quotes, _) = quotes_of(language, body);
        let found: Vec<(&str, Option<&str>)> =
            quotes.iter().map(|quote| (quote.text.as_str(), quote.speaker_text.as_deref())).collect();
        assert_eq!(found, expected, "{body}");
    }

    const MARY: Option<&str> = Some("Mary Potter");

    #[test]
    fn a_dash_opens_speech_in_the_languages_that_use_it() {
        check("no", "– Vi er skuffet, sier Mary Potter.", &[("Vi er skuffet", MARY)]);
        check("sv", "– Vi är besvikna, säger Mary Potter från polisen.", &[("Vi är besvikna", MARY)]);
        check("sv", "– Det är bra! ropade en granne.", &[("Det är bra!", Some("en granne"))]);
        check("da", "- Vi er skuffede, siger Mary Potter til avisen.", &[("Vi er skuffede", MARY)]);
        check("fi", "– Emme tiedä, sanoo Mary Potter.", &[("Emme tiedä", MARY)]);
        check("fi", "– Talvi on pitkä, Mary Potter lisää.", &[("Talvi on pitkä", MARY)]);
        check("fr", "– On verra, a dit Mary Potter.", &[("On verra", MARY)]);
        check("fr", "– On verra, a-t-elle dit.", &[("On verra", Some("elle"))]);
        check("ru", "— Мы не знаем, — сказала Mary Potter.", &[("Мы не знаем", MARY)]);
        check("pl", "- Nie wiemy - mówi „Gazecie” Mary Potter.", &[("Nie wiemy", MARY)]);
        check("es", "—No lo sé —dijo Mary Potter.", &[("No lo sé", MARY)]);
        check("pt", "— Não sabemos — disse Mary Potter.", &[("Não sabemos", MARY)]);
        check("it", "– Non lo so, ha detto Mary Potter.", &[("Non lo so", MARY)]);
        check("tr", "– Bilmiyoruz, dedi Mary Potter.", &[("Bilmiyoruz", MARY)]);
        check("de", "– Wir wissen es nicht, sagt Mary Potter.", &[("Wir wissen es nicht", MARY)]);
    }

    #[test]
    fn what_a_dash_opens_claims_no_more_than_a_report() {
        let kinds = |body: &str| quotes_of("no", body).0.into_iter().map(|quote| quote.kind).collect::<Vec<_>>();
        assert_eq!(kinds("– Vi går, sier Mary Potter."), [QuoteKind::Indirect]);
        assert_eq!(kinds("– «Vi vant kampen», sier Mary Potter."), [QuoteKind::Direct]);
    }

    #[test]
    fn what_stands_on_both_sides_of_the_clause_is_one_utterance() {
        let both = |language: &str, body: &str, first: &str, second: &str| {
            check(language, body, &[(first, MARY), (second, MARY)]);
            let (quotes, _) = quotes_of(language, body);
            assert!(quotes[0].group.is_some(), "{body}");
            assert_eq!(quotes[0].group, quotes[1].group, "{body}");
        };
        both("es", "—No lo sé —dijo Mary Potter—. Mañana veremos.", "No lo sé", "Mañana veremos.");
        both("es", "—El puente —dijo Mary Potter, ingeniera— es viejo.", "El puente", "es viejo.");
        both("ru", "— Зима будет, — сказала Mary Potter, — но мы готовы.", "Зима будет", "но мы готовы.");
        both("ru", "— Мы идём, — сказала Mary Potter. — Завтра.", "Мы идём", "Завтра.");
        both("pl", "– Czekamy – dodaje Mary Potter – ale nie wiecznie.", "Czekamy", "ale nie wiecznie.");
        both("no", "– Vi går, sier Mary Potter. – Nå er det nok.", "Vi går", "Nå er det nok.");
        check("ru", "— Мы идём, — сказала Mary Potter. Она ушла.", &[("Мы идём", MARY)]);
        check("no", "– Vi går, sier Mary Potter – som er lei – til avisen.", &[("Vi går", MARY)]);
    }

    #[test]
    fn a_verb_before_a_colon_leads_to_what_the_dash_opens() {
        check("no", "Mary Potter forklarer:\n\n– Vi har ikke råd til den.", &[("Vi har ikke råd til den.", MARY)]);
        check("sv", "Mary Potter säger: – Vi går nu.", &[("Vi går nu.", MARY)]);
        check("no", "Mary Potter er glad. – Vi vant, sier hun.", &[("Vi vant", Some("hun"))]);
    }

    #[test]
    fn a_paragraph_right_beside_goes_on_or_answers_and_is_less_sure() {
        let body = "– Vi går, sier Mary Potter.\n\n– Pengene finnes ikke.\n\n– Når kommer broen?\n\n– Om to år.";
        let rows = [("Vi går", MARY), ("Pengene finnes ikke.", MARY), ("Når kommer broen?", None), ("Om to år.", None)];
        check("no", body, &rows);
        let (quotes, _) = quotes_of("no", body);
        assert!(quotes[1..].iter().all(|quote| quote.confidence < quotes[0].confidence));
        // Where a dash opens each turn, the next paragraph is as likely somebody else's.
        check("es", "—Vamos —dijo Mary Potter.\n\n—No puedo.", &[("Vamos", MARY), ("No puedo.", None)]);
    }

    #[test]
    fn lists_and_dashes_in_sentences_are_no_speech() {
        check("no", "Dette vet vi:\n\n– Broen stenges.\n\n– Bussen kjører.\n\n– Prisen øker.", &[]);
        check("no", "Broen – som er gammel – er farlig, og Mary Potter sa nei.", &[]);
        check("es", "- El puente, construido en 1950, cierra.\n\n- Los autobuses, según Mary Potter, siguen.", &[]);
        check("fr", "- Un texte long, détaillé et précis.\n\n- Un plan annoncé, critiqué par Mary Potter.", &[]);
        check("fr", "- Mary Potter, élue en 2020, a dit non.", &[]);
        check("pl", "- Mary Potter, która mówi prawdę, wygrała.", &[]);
        // A report of its own, in which the sign is a minus.
        check("no", "-5 grader i natt, sier Mary Potter.", &[("-5 grader i natt", MARY)]);
    }

    #[test]
    fn marks_inside_are_part_of_it_and_marks_around_the_words_stand() {
        check("no", "– Han sa «nei» til oss, sier Mary Potter.", &[("Han sa «nei» til oss", MARY)]);
        check("no", "– «Vi vant kampen», sier Mary Potter.", &[("Vi vant kampen", MARY)]);
    }

    #[test]
    fn a_heap_of_dashes_takes_linear_time() {
        let grammar = find_grammar("es").unwrap();
        for heap in ["—", "— A ", "—A —dijo ", "— A, — ", "—¿Y?\n", "—No —dijo Ana—. ", "Yo. — Tú "]
        {
            assert_linear(heap, 5_000, |n| {
                let text = heap.repeat(n);
                add_dash_speech(&FieldText::new(Field::Body, &text), grammar, &mut Vec::new());
            });
        }
    }
}
