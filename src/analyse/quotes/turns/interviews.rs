//! Interviews: who is asked, and which paragraphs are answers where no label says so.
//!
//! The paragraphs of a page and its cast come in; the guest and the turns go out. A page is an interview if lines that
//! ask somebody are between paragraphs in which somebody says "I".
//!
//! Invariant: the guest is the one person who can be it, or nobody.

use std::ops::Range;

use crate::analyse::people::cast::{Cast, Sighting};
use crate::analyse::quotes::turns::paragraphs::{Paragraphs, Turn, goes_on};
use crate::analyse::text::Page;
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::tables::sections::Words;
use crate::lexicon::turn_words::{ASKED, ASKING, INTERVIEW, ME, YOU};
use crate::model::Field;

/// Whoever may be interviewed.
pub(crate) struct Guests<'a> {
    pub(crate) paragraphs: &'a Paragraphs<'a>,
    pub(crate) page: &'a Page<'a>,
    pub(crate) cast: &'a Cast,
}

/// Where a person is named, as far as interviews care.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In the headline or before the first turn.
    Before,
    /// In a turn.
    Inside,
    /// After the last turn, or in a caption.
    Outside,
}

impl Guests<'_> {
    /// The one who answers in the paragraphs `turns`: whoever is said to be asked, else the only person named before the
    /// first question, else the only one named outside the turns.
    pub(crate) fn find(&self, turns: Range<usize>) -> Option<usize> {
        let people = || (0..self.cast.people.len()).filter(|person| !self.signs(*person));
        let only = |is: &dyn Fn(&Sighting) -> bool| {
            let mut found = people()
                .filter(|person| self.cast.people.get(*person).is_some_and(|known| known.sightings.iter().any(is)));
            (found.next(), found.next().is_some())
        };
        // "By" names an author.
        let plain = |sighting: &Sighting| !self.is_by(sighting);
        let ways: [&dyn Fn(&Sighting) -> bool; 3] = [
            &|sighting| self.place(sighting, &turns) == Place::Before && self.is_asked(sighting),
            &|sighting| self.place(sighting, &turns) == Place::Before && plain(sighting),
            &|sighting| self.place(sighting, &turns) == Place::Outside && plain(sighting),
        ];
        // The first way that leads to anybody decides: if it leads to two, nobody is sure.
        let (found, several) = ways.iter().map(|is| only(is)).find(|(found, _)| found.is_some())?;
        found.filter(|_| !several)
    }

    /// The one who asks, where one person signed the page as an interview.
    pub(crate) fn asker(&self) -> Option<usize> {
        let byline = self.page.find_field(Field::Byline).and_then(|place| self.page.fields.get(place))?;
        let says = lower_case(byline.text);
        let mut askers = (0..self.cast.people.len()).filter(|person| self.signs(*person));
        askers.next().filter(|_| askers.next().is_none() && INTERVIEW.iter().any(|word| says.contains(word)))
    }

    /// The nodes that name `person` in the field, in order.
    pub(crate) fn namings(&self, person: usize) -> Vec<Range<usize>> {
        let names = self.paragraphs.scene.clauses.names.iter();
        names.filter(|named| named.person == Some(person)).map(|named| named.nodes.clone()).collect()
    }

    /// Whether `person` wrote the page or asks in it.
    fn signs(&self, person: usize) -> bool {
        let Some(known) = self.cast.people.get(person) else { return false };
        known.sightings.iter().any(|sighting| {
            let Some(field) = self.page.fields.get(sighting.field) else { return false };
            let asking = self.is_by(sighting);
            let stands_alone = sighting.tokens.end - sighting.tokens.start + 3
                >= field
                    .paragraph_of(sighting.tokens.start)
                    .and_then(|at| field.paragraphs.get(at))
                    .map_or(0, ExactSizeIterator::len);
            matches!(field.field, Field::Byline | Field::Credit(_)) || asking && stands_alone
        })
    }

    fn is_by(&self, sighting: &Sighting) -> bool {
        let field = self.page.fields.get(sighting.field);
        let before = field.zip(sighting.tokens.start.checked_sub(1)).map_or("", |(field, before)| field.word(before));
        ASKING.contains(&lower_case(before))
    }

    fn is_asked(&self, sighting: &Sighting) -> bool {
        let Some(field) = self.page.fields.get(sighting.field) else { return false };
        let start = sighting.tokens.start;
        // "an interview with the novelist Ann Lee": a few words may come between.
        (2..=5).any(|back| {
            let Some(at) = start.checked_sub(back) else { return false };
            let (first, second) = (lower_case(field.word(at)), lower_case(field.word(at + 1)));
            ASKED.iter().any(|words| words.split_once(' ') == Some((&*first, &*second)))
        })
    }

    fn place(&self, sighting: &Sighting, turns: &Range<usize>) -> Place {
        let clauses = self.paragraphs.scene.clauses;
        let Some(field) = self.page.fields.get(sighting.field) else { return Place::Outside };
        match field.field {
            Field::Headline | Field::Standfirst => Place::Before,
            Field::Body => {
                let node = clauses.nodes.partition_point(|node| node.token <= sighting.tokens.start).saturating_sub(1);
                let paragraph = self.paragraphs.nodes.partition_point(|nodes| nodes.end <= node);
                if paragraph < turns.start {
                    Place::Before
                } else if paragraph < turns.end {
                    Place::Inside
                } else {
                    Place::Outside
                }
            }
            _ => Place::Outside,
        }
    }
}

/// Of the places that name somebody the last before node `start`, else the first after it.
pub(crate) fn nearest(namings: &[Range<usize>], start: usize) -> Option<Range<usize>> {
    let behind = namings.partition_point(|nodes| nodes.start < start);
    namings.get(behind.saturating_sub(1)).cloned()
}

/// Questions of an interview, at least.
const QUESTIONS: usize = 3;
/// Nodes of the longest question.
const LONGEST: usize = 80;

/// The answers of an interview whose questions are lines of their own, if one person can have given them.
pub(crate) fn find_interview(paragraphs: &Paragraphs<'_>, guests: &Guests<'_>) -> Vec<Turn> {
    let asks = |nodes: &Range<usize>| {
        nodes.len() <= LONGEST
            && paragraphs.last_sign(nodes) == Some('?')
            && !nodes.clone().any(|at| paragraphs.scene.clauses.is_quotation(at))
    };
    let questions: Vec<usize> =
        paragraphs.nodes.iter().enumerate().filter(|(_, nodes)| asks(nodes)).map(|(place, _)| place).collect();
    let (Some(first), Some(last)) = (questions.first().copied(), questions.last().copied()) else { return Vec::new() };
    if questions.len() < QUESTIONS {
        return Vec::new();
    }
    let is_question = |place: usize| questions.binary_search(&place).is_ok();
    let answers: Vec<usize> = questions
        .iter()
        .map(|question| question + 1)
        .filter(|answer| *answer < paragraphs.nodes.len() && !is_question(*answer))
        .collect();
    let of = |places: &[usize], words: &Words| {
        let says = |place: &&usize| paragraphs.nodes.get(**place).is_some_and(|nodes| paragraphs.says(nodes, words));
        places.iter().filter(says).count()
    };
    // An article under headings that ask ("What happens next?") says neither "you" nor "I".
    let addressed = of(&questions, &YOU) * 2 >= questions.len();
    let personal = of(&answers, &ME) * 2 > answers.len();
    if !addressed || !personal || answers.len() < QUESTIONS {
        return Vec::new();
    }
    let Some(guest) = guests.find(first..last + 2) else { return Vec::new() };
    let namings = guests.namings(guest);
    // Nobody speaks of themselves by name: who is named in an answer did not give it.
    let answered = |node: usize| {
        let paragraph = paragraphs.nodes.partition_point(|nodes| nodes.end <= node);
        answers.binary_search(&paragraph).is_ok()
    };
    if namings.iter().any(|nodes| answered(nodes.start)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for answer in answers {
        let source = paragraphs.nodes.get(answer).and_then(|nodes| nearest(&namings, nodes.start));
        let turn = |nodes: Range<usize>| Turn {
            nodes,
            source: source.clone(),
            speaker: Some(guest),
            utterance: answer,
            shown_by: "the page is an interview, and the words are an answer",
        };
        found.extend(paragraphs.nodes.get(answer).cloned().map(turn));
        found.extend(goes_on(paragraphs, answer, is_question).into_iter().map(turn));
    }
    found
}
