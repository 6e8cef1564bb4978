//! Cuts the capitalised stretches of a sentence into pieces that may each be one name.
//!
//! A sentence of tokens comes in, [`Piece`]s go out: titles, roles, nationalities, days and the word that merely opens
//! the sentence cut off, known phrases and organisations taken whole.
//!
//! Invariant: pieces are in order and do not overlap; each is one or more whole tokens of the sentence.

use std::ops::Range;

use crate::analyse::names::NameKind;
use crate::analyse::names::rules::glossary::{
    Facts, Glossary, is_capitalised, is_organisation, lower_phrase, place_confidence,
};
use crate::analyse::text::FieldText;
use crate::analyse::text::tokens::TokenKind;
use crate::lexicon::name_cues;
use crate::lexicon::nationalities;
use crate::lexicon::particles::{is_particle, opens_surname};
use crate::lexicon::titles;

/// What stands right before a piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Title {
    /// Nothing that says what follows.
    #[default]
    None,
    /// The name of an office or trade.
    Role,
    /// A form of address.
    Honorific,
}

/// One stretch that may be a name.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Its tokens in the field.
    pub tokens: Range<usize>,
    /// What it names, where the words alone settle that.
    pub settled: Option<NameKind>,
    /// What comes before it.
    pub title: Title,
    /// Its capital says nothing: the sentence starts here, or every word has one.
    pub weak_capital: bool,
}

/// What was read at one token of a run.
struct Step {
    /// The token after it.
    end: usize,
    /// What comes before that token.
    title: Title,
    piece: Option<Piece>,
}

impl Step {
    /// Words that are part of no piece.
    fn skip(end: usize, title: Title) -> Self {
        Self { end, title, piece: None }
    }
}

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Capitals mark names.
    Running,
    /// Every longer word has a capital.
    Headline,
    /// Nothing but capitals.
    Capitals,
}

/// The longest known phrase, in tokens.
const LONGEST_PHRASE: usize = 5;
/// No name is longer, in tokens; longer stretches are lists of words.
const LONGEST_PIECE: usize = 8;

/// Cuts one sentence.
pub(super) struct Cutter<'c, 'a> {
    pub field: &'c FieldText<'a>,
    pub glossary: &'c mut Glossary<'a>,
    pub sentence: Range<usize>,
    pub style: Style,
}

impl Cutter<'_, '_> {
    /// The pieces of the sentence.
    pub(super) fn pieces(&mut self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut at = self.sentence.start;
        while at < self.sentence.end {
            if !self.may_name(at) {
                at += 1;
                continue;
            }
            let end = self.run_end(at);
            at = self.cut(at..end, &mut pieces).max(at + 1);
        }
        pieces
    }

    fn facts(&mut self, at: usize) -> Facts {
        self.glossary.facts(self.field, at)
    }

    fn may_name(&mut self, at: usize) -> bool {
        at < self.sentence.end
            && self.field.kind(at) == Some(TokenKind::Word)
            && is_capitalised(self.field.word(at))
            && !self.facts(at).compound
    }

    /// Whether the tokens `at` and `at + 1` stand side by side with nothing but a space between.
    fn joined(&self, at: usize) -> bool {
        at + 1 < self.sentence.end
    }

    fn run_end(&mut self, start: usize) -> usize {
        let mut end = start + 1;
        while self.joined(end - 1) {
            if self.may_name(end) {
                end += 1;
                continue;
            }
            // `Harrow & Sons`
            if self.field.word(end) == "&" && self.may_name(end + 1) {
                end += 2;
                continue;
            }
            let mut next = end;
            while next < self.sentence.end && next < end + 2 && is_particle(self.field.word(next)) {
                next += 1;
            }
            if next > end && self.may_name(next) {
                end = next + 1;
                continue;
            }
            // `Martin Luther King, Jr.`
            if self.field.word(end) == ","
                && end + 1 < self.sentence.end
                && self.facts(end + 1).suffix
                && end - start >= 2
            {
                end += 2;
            }
            break;
        }
        end
    }

    fn phrase(&self, range: Range<usize>) -> String {
        lower_phrase(self.field, range)
    }

    /// The longest known place or organisation that starts at `at`.
    fn known_phrase(&mut self, at: usize, run_end: usize) -> Option<(Range<usize>, NameKind)> {
        let longest = (at + LONGEST_PHRASE).min(self.sentence.end);
        for end in (at + 2..=longest).rev() {
            let inner = (at + 1..end).all(|inner| {
                inner < run_end && self.field.kind(inner) == Some(TokenKind::Word)
                    || matches!(self.field.word(inner), "of" | "and" | "the" | "&" | "20")
                    || self.may_name(inner)
            });
            if !inner || !(self.may_name(end - 1) || self.field.word(end - 1) == "20") {
                continue;
            }
            let phrase = self.phrase(at..end);
            if is_organisation(&phrase) {
                return Some((at..end, NameKind::Organisation));
            }
            // `Aung San` is a place too, but not where the name goes on.
            let goes_on = end < run_end && {
                let next = self.facts(end);
                !next.common && !next.acronym && !next.nationality && next.given < 2
            };
            let confidence = place_confidence(self.field.slice(&(at..end)));
            if confidence > if goes_on { 0.95 } else { 0.5 } {
                return Some((at..end, NameKind::Place));
            }
        }
        // `NBC news`: the second half is often written small.
        (self.facts(at).acronym
            && self.field.word(at + 1) == "news"
            && is_organisation(&self.phrase(at..at + 1))
            && at + 1 < self.sentence.end)
            .then(|| (at..at + 1, NameKind::Organisation))
    }

    /// The end of an organisation that starts at `at` and is held together by its kind: `Bank of X`, `X Party`.
    fn organisation_end(&mut self, at: usize, run_end: usize) -> Option<usize> {
        let mut last = None;
        for inner in at..run_end.min(at + LONGEST_PIECE) {
            let facts = self.facts(inner);
            if inner > at && facts.kind_of_organisation && !facts.honorific {
                last = Some(inner + 1);
            }
            let word = self.field.word(inner + 1);
            if facts.opens_organisation && inner + 1 >= run_end && matches!(word, "of" | "for" | "on") {
                let mut next = inner + 2;
                if self.field.word(next) == "the" {
                    next += 1;
                }
                if self.may_name(next) && !self.facts(next).never {
                    let mut end = self.run_end(next);
                    // `Health and Human Services`
                    if self.field.word(end) == "and"
                        && self.may_name(end + 1)
                        && self.facts(end + 1).common
                        && self.facts(end - 1).common
                    {
                        end = self.run_end(end + 1);
                    }
                    last = Some(end.min(next + LONGEST_PIECE));
                }
            }
        }
        let end = last?;
        // A title in front belongs to a person: `Minister Lee Foundation` is rarer than `Police Chief Lee`.
        let first = self.facts(at);
        if first.honorific && !self.facts(at + 1).kind_of_organisation {
            return None;
        }
        (end > at + 1).then_some(end)
    }

    /// The organisation that starts at `at`, or one word on where the word only opens the sentence (`first`).
    fn organisation(&mut self, at: usize, run_end: usize, first: bool) -> Option<Range<usize>> {
        if self.style == Style::Running
            && let Some(end) = self.organisation_end(at, run_end)
        {
            let facts = self.facts(at);
            let opener = first && facts.common && facts.lowered && end > at + 2 && !facts.opens_organisation;
            return Some(at + usize::from(opener)..end);
        }
        // `Harrow & Sons`
        let joined = self.field.word(at + 1) == "&" && at + 2 < run_end;
        joined.then_some(at..at + 3)
    }

    /// Cuts the run; returns the token after what it used.
    fn cut(&mut self, run: Range<usize>, pieces: &mut Vec<Piece>) -> usize {
        let (mut at, mut title) = self.after_title(&run);
        while at < run.end {
            let step = self.step(at, run.end, title);
            pieces.extend(step.piece);
            (at, title) = (step.end, step.title);
        }
        at.max(pieces.last().map_or(at, |piece| piece.tokens.end))
    }

    /// Reads what starts at `at`, which `title` comes before: the first of these that is there.
    fn step(&mut self, at: usize, run_end: usize, title: Title) -> Step {
        if let Some(step) = self.skip_opener(at, run_end, title) {
            return step;
        }
        if let Some(step) = self.take_phrase(at, run_end, title) {
            return step;
        }
        if let Some(step) = self.skip_title(at, run_end, title) {
            return step;
        }
        if let Some(step) = self.skip_modifier(at, run_end, title) {
            return step;
        }
        let end = self.piece_end(at, run_end);
        Step { end, title: Title::None, piece: Some(self.piece(at..end, None, title)) }
    }

    /// Whether the capital at `at` may be that of a clause's first word.
    fn is_first(&self, at: usize) -> bool {
        at == self.sentence.start || self.opens(at)
    }

    /// A function word that opens the sentence, or a nationality of two words.
    fn skip_opener(&mut self, at: usize, run_end: usize, title: Title) -> Option<Step> {
        let facts = self.facts(at);
        let may_open = self.is_first(at) || self.style != Style::Running;
        let is_code = self.style != Style::Capitals && matches!(self.field.word(at), "US" | "U.S." | "WHO");
        if may_open && facts.function && !is_code && (facts.given != 2 || facts.common) {
            return Some(Step::skip(at + 1, Title::None));
        }
        let is_nationality = at + 1 < run_end && nationalities::NATIONALITIES.contains(&self.phrase(at..at + 2));
        is_nationality.then(|| Step::skip(at + 2, title))
    }

    /// A known place or organisation, or an organisation that its kind holds together.
    fn take_phrase(&mut self, at: usize, run_end: usize, title: Title) -> Option<Step> {
        let (tokens, kind) = if let Some((known, kind)) = self.known_phrase(at, run_end) {
            let goes_on = known.end < run_end && kind == NameKind::Place;
            let longer = goes_on.then(|| self.organisation_end(at, run_end)).flatten();
            match longer.filter(|&end| end > known.end) {
                Some(end) => (at..end, NameKind::Organisation),
                None => (known, kind),
            }
        } else {
            let is_first = self.is_first(at);
            let tokens = (title == Title::None).then(|| self.organisation(at, run_end, is_first)).flatten()?;
            (tokens, NameKind::Organisation)
        };
        let end = tokens.end;
        Some(Step { end, title: Title::None, piece: Some(self.piece(tokens, Some(kind), Title::None)) })
    }

    /// A form of address or a role, or the name of a storm.
    fn skip_title(&mut self, at: usize, run_end: usize, title: Title) -> Option<Step> {
        let facts = self.facts(at);
        let more = at + 1 < run_end;
        // Storms bear given names.
        if more && name_cues::STORMS.contains(self.field.word(at)) {
            return Some(Step::skip(at + 2, Title::None));
        }
        if facts.honorific
            && (more || facts.common || !facts.initial)
            && (facts.given != 2 || facts.common)
            && (more || facts.role || self.field.word(at).ends_with('.'))
        {
            let title = if facts.role && title != Title::Honorific { Title::Role } else { Title::Honorific };
            return Some(Step::skip(at + 1, title));
        }
        (facts.role && facts.common).then(|| Step::skip(at + 1, title.max(Title::Role)))
    }

    /// A word that comes before a title or a name and is part of neither.
    fn skip_modifier(&mut self, at: usize, run_end: usize, title: Title) -> Option<Step> {
        let facts = self.facts(at);
        let more = at + 1 < run_end;
        let next = if more { self.facts(at + 1) } else { Facts::default() };
        // `Deputy Trade Minister`
        let word = facts.common && (!facts.acronym || self.style == Style::Capitals);
        if more && word && facts.given == 0 && next.role && next.common {
            return Some(Step::skip(at + 1, title));
        }
        // `April Jones`, `Christian Wulff`
        let given_then_more = facts.given == 2 && more && !next.common && !next.nationality && !next.acronym;
        if (facts.nationality || facts.never) && !given_then_more {
            return Some(Step::skip(at + 1, if facts.nationality { title } else { Title::None }));
        }
        let leads = word && facts.given < 2 && more && !opens_surname(self.field.word(at));
        let is_plain = self.style != Style::Running || self.is_first(at) || facts.lowered && facts.surname == 0;
        let is_titled_surname = title != Title::None && facts.surname > 0;
        let is_common_capital = self.style != Style::Running && facts.common && facts.given < 2 && title == Title::None;
        if leads && is_plain && !is_titled_surname || is_common_capital {
            let stays = is_modifier_before_title(self.field.word(at));
            return Some(Step::skip(at + 1, if stays { title } else { Title::None }));
        }
        None
    }

    /// Where names can start in the run, and under which title: after `of State`, `for Foreign Affairs`.
    fn after_title(&mut self, run: &Range<usize>) -> (usize, Title) {
        let title = self.title_before(run.start);
        let before = run.start.checked_sub(1).map_or("", |before| self.field.word(before));
        if title != Title::Role || !matches!(before, "of" | "for" | "the") {
            return (run.start, title);
        }
        let tail = run.clone().take_while(|&at| is_portfolio(&self.field.word(at).to_lowercase())).count();
        (run.start + tail, if tail == 0 { Title::None } else { title })
    }

    fn piece(&mut self, tokens: Range<usize>, settled: Option<NameKind>, title: Title) -> Piece {
        let weak_capital =
            self.style != Style::Running || tokens.start == self.sentence.start || self.opens(tokens.start);
        Piece { tokens, settled, title, weak_capital }
    }

    /// Where the piece that starts at `start` ends: before a title, a known phrase, an acronym, a day.
    fn piece_end(&mut self, start: usize, run_end: usize) -> usize {
        let first = self.facts(start);
        if first.acronym
            && !first.initial
            && self.style != Style::Capitals
            && (is_organisation(&self.phrase(start..start + 1)) || first.given == 0)
        {
            return start + 1;
        }
        let mut at = start + 1;
        // `Governor of Nevada Pat Lee`: a place, then somebody.
        if run_end > start + 2
            && first.given == 0
            && self.facts(at).given == 2
            && place_confidence(self.field.word(start)) > 0.9
        {
            return at;
        }
        while at < run_end && at < start + LONGEST_PIECE {
            let facts = self.facts(at);
            // `Franz Joseph I`: rulers are counted.
            if facts.suffix || is_ordinal(self.field.word(at)) {
                at += 1;
                break;
            }
            let after_given = self.facts(at - 1).given > 0;
            let ends = facts.acronym && !facts.initial && !facts.suffix && self.style != Style::Capitals
                || facts.never && !after_given
                || facts.never && facts.surname < 2
                || facts.nationality && !after_given
                || facts.role && facts.common && !(after_given && facts.surname > 0)
                || self.style != Style::Running
                    && facts.common
                    && !((after_given || self.facts(at - 1).initial) && facts.surname == 2)
                || self.known_phrase(at, run_end).is_some();
            if ends {
                break;
            }
            at += 1;
        }
        // A particle or comma is never last.
        while at > start + 1 && !(self.may_name(at - 1) || self.facts(at - 1).suffix) {
            at -= 1;
        }
        at
    }

    /// Whether a new clause opens at `at`: after an opening mark, a colon, a dash or a bullet at the sentence's start.
    fn opens(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&before| before >= self.sentence.start) else { return true };
        let word = self.field.word(before);
        before == self.sentence.start && self.field.kind(before) != Some(TokenKind::Word)
            || self.field.kind(before) == Some(TokenKind::Mark)
                && self
                    .field
                    .tokens
                    .get(at)
                    .zip(self.field.tokens.get(before))
                    .is_some_and(|(here, mark)| mark.end == here.start)
            || matches!(word, ":" | "•")
    }

    /// The title that ends right before `at`, written small or cut off by `of`.
    fn title_before(&mut self, at: usize) -> Title {
        let Some(before) = at.checked_sub(1).filter(|&before| before >= self.sentence.start) else {
            return Title::None;
        };
        let word = self.field.word(before);
        if self.field.kind(before) == Some(TokenKind::Word) {
            let facts = self.facts(before);
            if facts.role || facts.honorific && !facts.common {
                return Title::Role;
            }
            if matches!(word, "of" | "for") && before > self.sentence.start && self.facts(before - 1).role {
                return Title::Role;
            }
            if word == "the"
                && before > self.sentence.start + 1
                && self.field.word(before - 1) == "of"
                && self.facts(before - 2).role
            {
                return Title::Role;
            }
        }
        Title::None
    }
}

/// The number of a ruler.
fn is_ordinal(word: &str) -> bool {
    titles::ORDINALS.contains(word)
}

fn is_modifier_before_title(word: &str) -> bool {
    titles::BEFORE_TITLES.contains(word)
}

/// What an office holder is secretary, minister or chief of: the tail of a role.
fn is_portfolio(lower: &str) -> bool {
    titles::PORTFOLIOS.contains(lower)
}
