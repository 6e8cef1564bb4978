//! Turns: paragraphs that are somebody's own words without marks, as in transcripts, interviews and letters.
//!
//! A field comes in, its turns go out, each with whose it is. Names before a colon (`ANN: …`) come first, then labels of
//! questions and answers (`Q: …`), letters with their writer below, lines with a name behind a dash, and last interviews
//! whose questions are nothing but lines that ask.
//!
//! Invariant: turns are in order, do not overlap, and nobody is taken for a speaker who is not named on the page.

pub mod interviews;
pub mod letters;
pub mod signed_lines;

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::analyse::people::cast::Cast;
use crate::analyse::quotes::speakers::candidates::Scene;
use crate::analyse::quotes::turns::interviews::{Guests, find_interview, nearest};
use crate::analyse::quotes::turns::letters::find_letters;
use crate::analyse::quotes::turns::signed_lines::find_signed_lines;
use crate::analyse::text::Page;
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::turn_words::{ME, TurnLabel, YOU, are_labels, is_label};
use crate::model::Field;

/// Somebody's own words, a paragraph of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The nodes of the words.
    pub nodes: Range<usize>,
    /// The nodes that name the speaker.
    pub source: Option<Range<usize>>,
    /// The place of the speaker in the cast.
    pub speaker: Option<usize>,
    /// Paragraphs of one utterance share a number.
    pub utterance: usize,
    /// What shows whose they are, as half a sentence.
    pub shown_by: &'static str,
}

/// The turns of a field, in order.
#[must_use]
pub fn find_turns(scene: &Scene<'_>, page: &Page<'_>, cast: &Cast) -> Vec<Turn> {
    let paragraphs = Paragraphs::new(scene);
    let named = find_named(&paragraphs);
    if !named.is_empty() || scene.clauses.field.field != Field::Body {
        return named;
    }
    let guests = Guests { paragraphs: &paragraphs, page, cast };
    let ways: [&dyn Fn() -> Vec<Turn>; 4] = [
        &|| find_labelled(&paragraphs, &guests),
        &|| find_letters(&paragraphs, page),
        &|| find_signed_lines(&paragraphs),
        &|| find_interview(&paragraphs, &guests),
    ];
    ways.iter().map(|find| find()).find(|turns| !turns.is_empty()).unwrap_or_default()
}

/// The paragraphs of a field as ranges of nodes.
pub(in crate::analyse) struct Paragraphs<'a> {
    pub(in crate::analyse) scene: &'a Scene<'a>,
    pub(in crate::analyse) nodes: Vec<Range<usize>>,
}

impl<'a> Paragraphs<'a> {
    fn new(scene: &'a Scene<'a>) -> Self {
        let mut nodes: Vec<Range<usize>> = Vec::new();
        let mut last = None;
        for frame in &scene.clauses.frames {
            match nodes.last_mut().filter(|_| last == Some(frame.paragraph)) {
                Some(paragraph) => paragraph.end = frame.nodes.end,
                None => nodes.push(frame.nodes.clone()),
            }
            last = Some(frame.paragraph);
        }
        Self { scene, nodes }
    }

    pub(in crate::analyse) fn word(&self, at: usize) -> &'a str {
        self.scene.clauses.word(at)
    }

    /// The text of `nodes`, quotations with all that is in them.
    pub(in crate::analyse) fn text(&self, nodes: &Range<usize>) -> &'a str {
        self.scene.clauses.field.slice(&self.scene.whole_tokens(nodes))
    }

    /// The last character of `nodes` that is no bracket or mark.
    pub(in crate::analyse) fn last_sign(&self, nodes: &Range<usize>) -> Option<char> {
        self.text(nodes).trim_end_matches([')', ']', '"', '”', '’', '\'', '»', '“', ' ']).chars().last()
    }

    /// Whether `nodes` end as a sentence does.
    pub(in crate::analyse) fn is_sentence(&self, nodes: &Range<usize>) -> bool {
        matches!(self.last_sign(nodes), Some('.' | '?' | '!' | '…' | ':'))
    }

    /// Whether one of `words`, in lower case, stands in `nodes` outside marks, alone or in front of an apostrophe.
    pub(in crate::analyse) fn says(&self, nodes: &Range<usize>, words: &[&str]) -> bool {
        nodes.clone().any(|at| {
            let word = self.word(at);
            let head = word.split_once(['\'', '’']).map_or(word, |(head, _)| head);
            words.contains(&lower_case(head).as_ref())
        })
    }

    /// Whether somebody talks to somebody in `nodes`: asks, or says "I" or "you".
    fn talks(&self, nodes: &Range<usize>) -> bool {
        self.last_sign(nodes) == Some('?') || self.says(nodes, ME) || self.says(nodes, YOU)
    }

    /// The person whose name begins at node `at`, with the nodes of the name.
    pub(in crate::analyse) fn person_at(&self, at: usize) -> Option<(usize, Range<usize>)> {
        let named = self.scene.clauses.name_at(at).filter(|named| named.nodes.start == at)?;
        named.person.map(|person| (person, named.nodes.clone()))
    }
}

/// The person in front of a colon, where it is one, and the nodes of the words there.
type Label = (Option<usize>, Range<usize>);

/// Words of a label that is no person's name, at most.
const LABEL: usize = 4;
/// Paragraphs without a label that one turn may go on for.
const GOES_ON: usize = 5;

/// `ANN: We start at ten.`: a paragraph of Ann's words, if it says "I", "we" or "you" or asks. Where two or more take turns,
/// what has no name goes on with the turn before, and a name that is nobody's (`THE HERALD: …`) is a speaker all the same.
fn find_named(paragraphs: &Paragraphs<'_>) -> Vec<Turn> {
    let clauses = paragraphs.scene.clauses;
    let label = |nodes: &Range<usize>| -> Option<Label> {
        if let Some((person, named)) = paragraphs.person_at(nodes.start) {
            return (clauses.word(named.end) == ":" && named.end + 1 < nodes.end).then_some((Some(person), named));
        }
        let colon = (nodes.start + 1..nodes.end.min(nodes.start + LABEL + 1)).find(|at| clauses.word(*at) == ":")?;
        let capital = |at: usize| clauses.word(at).starts_with(char::is_uppercase);
        ((nodes.start..colon).all(capital) && colon + 1 < nodes.end).then_some((None, nodes.start..colon))
    };
    let labels: Vec<Option<Label>> = paragraphs.nodes.iter().map(label).collect();
    let people = labels.iter().flatten().filter(|(person, _)| person.is_some()).count();
    if people == 0 {
        return Vec::new();
    }
    let counts = turns_of_each(paragraphs, &labels);
    let again = |own: &Range<usize>| counts.get(paragraphs.text(own)).is_some_and(|turns| *turns > 1);
    let speaks = |(person, named): &Label| person.is_some() || people > 1 && again(named);
    let labels: Vec<Option<Label>> = labels.iter().map(|label| label.clone().filter(speaks)).collect();
    let transcript = is_dialogue(paragraphs, &labels);
    // Outside a dialogue, most lines with a name and a colon are lists, of wines or prisoners, or the topic of a headline:
    // somebody must talk in them.
    let taken = |(place, label): (usize, Option<Label>)| {
        let alone = || paragraphs.nodes.get(place).is_some_and(|nodes| paragraphs.talks(nodes));
        label.filter(|(person, _)| transcript || person.is_some() && alone())
    };
    let labels: Vec<Option<Label>> = labels.into_iter().enumerate().map(taken).collect();
    let mut found = Vec::new();
    for (place, (nodes, label)) in paragraphs.nodes.iter().zip(&labels).enumerate() {
        let Some((speaker, named)) = label else { continue };
        let start = named.end + 1;
        let turn = |nodes: Range<usize>| Turn {
            nodes,
            source: Some(named.clone()),
            speaker: *speaker,
            utterance: place,
            shown_by: "the turn begins with the name of whoever speaks",
        };
        if !clauses.is_quotation(start) {
            found.push(turn(start..nodes.end));
        }
        if transcript {
            found.extend(
                goes_on(paragraphs, place, |other| labels.get(other).is_some_and(Option::is_some))
                    .into_iter()
                    .map(turn),
            );
        }
    }
    found
}

/// How many turns each text of a label has.
fn turns_of_each<'a>(paragraphs: &Paragraphs<'a>, labels: &[Option<Label>]) -> FxHashMap<&'a str, usize> {
    let mut counts = FxHashMap::default();
    for (_, named) in labels.iter().flatten() {
        *counts.entry(paragraphs.text(named)).or_default() += 1;
    }
    counts
}

/// Whether the labels of paragraphs are those of people who talk with each other, and not of a list: two of them take at
/// least two turns each, somebody asks, and most turns say "I" or "you" or ask.
fn is_dialogue(paragraphs: &Paragraphs<'_>, labels: &[Option<Label>]) -> bool {
    let turns = || labels.iter().zip(&paragraphs.nodes).filter_map(|(label, nodes)| Some((label.as_ref()?, nodes)));
    let asks = |nodes: &Range<usize>| paragraphs.last_sign(nodes) == Some('?');
    let talking = turns().filter(|(_, nodes)| paragraphs.talks(nodes)).count();
    turns_of_each(paragraphs, labels).values().filter(|taken| **taken >= 2).count() >= 2
        && turns().any(|(_, nodes)| asks(nodes))
        && talking * 2 > turns().count()
}

/// The paragraphs that go on with the turn in the paragraph at `place`: those before the next turn, where there is one.
pub(in crate::analyse) fn goes_on(
    paragraphs: &Paragraphs<'_>,
    place: usize,
    turns: impl Fn(usize) -> bool,
) -> Vec<Range<usize>> {
    let next = (place + 1..paragraphs.nodes.len().min(place + GOES_ON + 2)).find(|other| turns(*other));
    let rest = next.and_then(|next| paragraphs.nodes.get(place + 1..next)).unwrap_or_default();
    rest.iter().filter(|nodes| paragraphs.is_sentence(nodes)).cloned().collect()
}

/// `Q: …` and `A: …`. Where nobody is named whose answers they can be, they are a turn of somebody's only if they say "I".
fn find_labelled(paragraphs: &Paragraphs<'_>, guests: &Guests<'_>) -> Vec<Turn> {
    let label = |nodes: &Range<usize>| {
        let word = lower_case(paragraphs.word(nodes.start));
        let kind = [TurnLabel::Question, TurnLabel::Answer].into_iter().filter(|kind| is_label(&word, *kind)).count();
        let follows = matches!(paragraphs.word(nodes.start + 1), ":" | "." | "–" | "—") && nodes.start + 2 < nodes.end;
        (kind > 0 && follows).then_some(word)
    };
    let labels: Vec<Option<_>> = paragraphs.nodes.iter().map(label).collect();
    let mut used = labels.iter().flatten();
    let Some(question) = used.next() else { return Vec::new() };
    let Some(answer) = used.find(|other| *other != question) else { return Vec::new() };
    if !are_labels(question, answer) {
        return Vec::new();
    }
    let kind_of = |place: usize| match labels.get(place)?.as_ref()? {
        word if word == question => Some(TurnLabel::Question),
        word if word == answer => Some(TurnLabel::Answer),
        _ => None,
    };
    let kinds: Vec<Option<TurnLabel>> = (0..labels.len()).map(kind_of).collect();
    let of = |kind: TurnLabel| kinds.iter().zip(&paragraphs.nodes).filter(move |(own, _)| **own == Some(kind));
    let asks = of(TurnLabel::Question).filter(|(_, nodes)| paragraphs.last_sign(nodes) == Some('?')).count();
    if asks * 2 < of(TurnLabel::Question).count() {
        return Vec::new();
    }
    let is_turn = |place: usize| kinds.get(place).copied().flatten().is_some();
    let first = kinds.iter().position(Option::is_some).unwrap_or(0);
    let last = kinds.iter().rposition(Option::is_some).unwrap_or(0);
    let guest = guests.find(first..last + 1);
    let asker = guests.asker();
    let named = |person: Option<usize>| person.map(|person| guests.namings(person)).unwrap_or_default();
    let (guest_named, asker_named) = (named(guest), named(asker));
    let mine = of(TurnLabel::Answer).filter(|(_, nodes)| paragraphs.says(nodes, ME)).count();
    if guest.is_none() && mine * 3 < of(TurnLabel::Answer).count() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (place, (nodes, kind)) in paragraphs.nodes.iter().zip(&kinds).enumerate() {
        let (speaker, named, shown_by) = match kind {
            Some(TurnLabel::Answer) => (guest, &guest_named, "the page is an interview, and the words are an answer"),
            Some(TurnLabel::Question) if asker.is_some() => {
                (asker, &asker_named, "the page is an interview, and the words ask")
            }
            _ => continue,
        };
        let source = nearest(named, nodes.start);
        let turn = |nodes: Range<usize>| Turn { nodes, source: source.clone(), speaker, utterance: place, shown_by };
        found.push(turn(nodes.start + 2..nodes.end));
        found.extend(goes_on(paragraphs, place, is_turn).into_iter().map(turn));
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::Tagger;
    use crate::analyse::names::rules::RuleTagger;
    use crate::analyse::people::FullNames;
    use crate::analyse::people::cast::Casting;
    use crate::analyse::quotes::clauses::Clauses;
    use crate::analyse::quotes::cues::english::find_cues;
    use crate::analyse::quotes::marks::find_quotations;
    use crate::analyse::quotes::turns::*;
    use crate::model::Article;

    /// Each row: the words, the person, the place of the utterance counted from 0.
    fn check(headline: &str, byline: Option<&str>, body: &str, expected: &[(&str, Option<&str>, usize)]) {
        let article = Article {
            headline: Some(headline.to_owned()),
            byline: byline.map(str::to_owned),
            authors: byline
                .and_then(|byline| byline.rsplit_once("by "))
                .map(|(_, name)| name.to_owned())
                .into_iter()
                .collect(),
            body: body.to_owned(),
            ..Article::default()
        };
        let page = Page::new(&article);
        let names = RuleTagger.tag(&page);
        let cast = FullNames.cast(&page, &names);
        let field = &page.fields[0];
        let quotations = find_quotations(field);
        let clauses = Clauses::new(field, 0, &quotations, &names, &cast);
        let cues = find_cues(&clauses);
        let scene = Scene { clauses: &clauses, cues: &cues, quotations: &quotations };
        let mut utterances: Vec<usize> = Vec::new();
        let mut found = Vec::new();
        for turn in find_turns(&scene, &page, &cast) {
            if utterances.last() != Some(&turn.utterance) {
                utterances.push(turn.utterance);
            }
            let speaker = turn.speaker.map(|speaker| cast.people[speaker].name.as_str());
            found.push((field.slice(&scene.whole_tokens(&turn.nodes)), speaker, utterances.len() - 1));
        }
        assert_eq!(found, expected, "{body}");
    }

    /// Comparing each label with every other would take minutes here.
    #[test]
    fn a_heap_of_labels_takes_linear_time() {
        let opening = "Mary Potter: Do you think so?\n\nPeter Mason: I do.\n\n".repeat(2);
        let same = "Herald: Gone.\n\n".repeat(30_000);
        let other: String = (0..30_000).map(|at| format!("Herald N{at}: Gone.\n\n")).collect();
        for labels in [same, other] {
            let body = opening.clone() + &labels;
            let article = Article { body, ..Article::default() };
            let page = Page::new(&article);
            let names = RuleTagger.tag(&page);
            let cast = FullNames.cast(&page, &names);
            let field = &page.fields[0];
            let clauses = Clauses::new(field, 0, &[], &names, &cast);
            let scene = Scene { clauses: &clauses, cues: &[], quotations: &[] };
            assert_eq!(find_turns(&scene, &page, &cast).len(), 4);
        }
    }

    const MARY: Option<&str> = Some("Mary Potter");
    const PETER: Option<&str> = Some("Peter Mason");

    #[test]
    fn names_before_a_colon_take_turns() {
        check("Debate", None, "Mary Potter: We start at ten. Be there.", &[("We start at ten. Be there.", MARY, 0)]);
        let body = "THE HERALD: Why do you go?\n\nMary Potter: I am tired.\n\nI have worked for years.\n\n\
                    THE HERALD: What comes next?\n\nMary Potter: A garden.\n\nShe left at noon.";
        check(
            "Farewell",
            None,
            body,
            &[
                ("Why do you go?", None, 0),
                ("I am tired.", MARY, 1),
                ("I have worked for years.", MARY, 1),
                ("What comes next?", None, 2),
                ("A garden.", MARY, 3),
            ],
        );
        let list = "Best tent: Alpine Two.\n\nMary Potter: The blue tent.\n\nBest tent: Alpine One.";
        check("Tents", None, list, &[]);
    }

    #[test]
    fn labels_of_questions_and_answers_lead_to_the_guest() {
        let body = "The engineer Mary Potter built the bridge.\n\nQ: Why a bridge?\n\nA: Nobody could swim.\n\n\
                    I could not either.\n\nQ: And now?\n\nA: I build another.\n\nThe bridge opens in May.";
        let answers =
            [("Nobody could swim.", MARY, 0), ("I could not either.", MARY, 0), ("I build another.", MARY, 1)];
        check("A bridge", None, body, &answers);
        let asked = [
            ("Why a bridge?", PETER, 0),
            ("Nobody could swim.", MARY, 1),
            ("I could not either.", MARY, 1),
            ("And now?", PETER, 2),
            ("I build another.", MARY, 3),
        ];
        check("A bridge", Some("Interview by Peter Mason"), body, &asked);
        let german = "Frage: Warum eine Brücke?\n\nAntwort: Ich konnte nicht schwimmen.";
        check("Brücke", None, german, &[("Ich konnte nicht schwimmen.", None, 0)]);
        let two = "Mary Potter and Peter Mason built it.\n\nQ: Why?\n\nA: I could not swim.";
        check("A bridge", None, two, &[("I could not swim.", None, 0)]);
        let explained = "Q: What is a loan?\n\nA: Money that is lent.\n\nQ: Who lends it?\n\nA: A bank does.";
        check("Loans", None, explained, &[]);
    }

    #[test]
    fn lines_that_ask_make_an_interview_if_somebody_answers() {
        let asked = "How do you get your post?\n\nI wait for the boat.\n\nWhat do you read?\n\nMy letters, slowly.\n\n\
                     Do you sleep?\n\nI do not.\n\nThe interview was shortened.";
        let answers = [("I wait for the boat.", MARY, 0), ("My letters, slowly.", MARY, 1), ("I do not.", MARY, 2)];
        check("Questions for Mary Potter", None, asked, &answers);
        check("Questions for the keeper", None, asked, &[]);
        let explained = "What happens next?\n\nThe bridge closes.\n\nWho pays?\n\nThe town does.\n\nWhen?\n\nIn May.";
        check("What Mary Potter plans", None, explained, &[]);
    }

    #[test]
    fn letters_belong_to_whoever_signs_below() {
        let page = "Sir, – I own a bicycle and a car.\n\nThe bicycle is cheaper.\n\nYours, etc.,\n\nMary Potter,\n\nLeeds\n\n\
                    Sir, – May I thank the driver?\n\nPeter Mason, York\n\nSir, – I disagree.\n\nQ. NUNN";
        check(
            "Letters to the editor",
            None,
            page,
            &[
                ("I own a bicycle and a car.", MARY, 0),
                ("The bicycle is cheaper.", MARY, 0),
                ("May I thank the driver?", PETER, 1),
                ("I disagree.", None, 2),
            ],
        );
        let unsigned = "Dear Editor,\n\nThe road is too long.\n\nYours sincerely";
        check("Letters", None, unsigned, &[]);
        let news = "Sir Peter Mason said the bridge was closed.\n\nIt opens in May.\n\nMary Potter";
        check("Bridge closed", None, news, &[]);
    }

    #[test]
    fn a_page_of_words_with_names_behind_them_is_a_list_of_sayings() {
        let lines = "We need a new bridge. – Mary Potter, engineer\n\nI wait for the bus in the rain. – Peter Mason\n\n\
                     Nobody has ever asked us.\n\n– John Berg, retired miner";
        check(
            "What people say",
            None,
            lines,
            &[
                ("We need a new bridge.", MARY, 0),
                ("I wait for the bus in the rain.", PETER, 1),
                ("Nobody has ever asked us.", Some("John Berg"), 2),
            ],
        );
        let pictures = "The bridge at night. – Mary Potter\n\nIt was built in a year.\n\nIt closed in May.";
        check("Bridge", None, pictures, &[]);
    }
}
