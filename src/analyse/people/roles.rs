//! Reads the role before or after a name: `Russian President`, `, the envoy on the crisis,`.
//!
//! A name in its field comes in, the words of the role go out, article left out.
//!
//! Invariant: a role is text of the same sentence as the name and overlaps no name of a person.

use std::ops::Range;

use crate::analyse::names::{Name, NameKind};
use crate::analyse::people::cast::Gender;
use crate::analyse::text::FieldText;
use crate::analyse::text::tokens::TokenKind;
use crate::lexicon::{nationalities, titles};

/// The longest role, in tokens.
const LONGEST: usize = 14;

/// Looks around one name.
pub(super) struct Roles<'c, 'a> {
    pub field: &'c FieldText<'a>,
    pub names: &'c [Name],
    /// The place of the name in `names`.
    pub at: usize,
}

impl Roles<'_, '_> {
    /// The role given right here, before the name or else after it.
    pub(super) fn find(&self) -> Option<String> {
        let name = self.names.get(self.at)?;
        let sentence = self.field.sentences.get(self.field.sentence_of(name.tokens.start)?)?.clone();
        let range = self
            .before(&name.tokens, &sentence)
            .or_else(|| self.after(&name.tokens, &sentence))
            .or_else(|| self.apart(&name.tokens, &sentence))?;
        let role = self.field.slice(&range);
        (!role.is_empty()).then(|| role.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    fn lower(&self, at: usize) -> String {
        self.field.word(at).to_lowercase()
    }

    fn is_role(&self, at: usize) -> bool {
        self.field.kind(at) == Some(TokenKind::Word) && titles::ROLES.contains(self.lower(at).trim_end_matches('.'))
    }

    fn is_capitalised(&self, at: usize) -> bool {
        self.field.word(at).starts_with(char::is_uppercase)
    }

    /// Whether a person other than the one looked at is named on `at`.
    fn is_person(&self, at: usize) -> bool {
        let Some(field) = self.names.get(self.at).map(|name| name.field) else { return false };
        let place = self.names.partition_point(|name| (name.field, name.tokens.end) <= (field, at));
        self.names
            .get(place)
            .is_some_and(|name| name.field == field && name.kind == NameKind::Person && name.tokens.contains(&at))
    }

    /// `US Secretary of State` right before the name.
    fn before(&self, name: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
        let end = name.start;
        let floor = sentence.start.max(end.saturating_sub(LONGEST));
        let head = self.head_before(floor..end)?;
        let start = self.modifiers_before(head, floor..end, sentence);
        // A bare form of address is no role: `Lord Smith`, `Sister Anna`.
        let only = head + 1 == end && start == head;
        let address = titles::HONORIFICS.contains(&self.lower(head)) && !is_office(&self.lower(head));
        (!(only && address)).then_some(self.whole_name(start, floor)..end)
    }

    /// The head of the role that ends with `near`: next to the name, or before `of State`, `for Foreign Affairs`.
    fn head_before(&self, near: Range<usize>) -> Option<usize> {
        let step_back = |at: usize| at.checked_sub(1).filter(|&at| at >= near.start);
        let mut head = step_back(near.end)?;
        // `the head of Harrow`: what is headed is part of the role's text, not the bearer of it.
        if is_link(self.field.word(head)) {
            return None;
        }
        let mut linked = false;
        while !self.is_role(head) || self.is_headed(head, near.start) {
            let word = self.field.word(head);
            let may_be_part = titles::JOINS.contains(word) || self.is_capitalised(head);
            if !may_be_part || self.is_person(head) || self.field.kind(head) != Some(TokenKind::Word) {
                return None;
            }
            linked |= linked_to_role(word);
            head = step_back(head)?;
        }
        // A head that is not next to the name must be tied to what is between by `of` or `for`.
        let is_beside = head + 1 >= near.end;
        let one_capital = near.end - head <= 2 && (head + 1..near.end).all(|at| self.is_capitalised(at));
        (is_beside || linked || one_capital).then_some(head)
    }

    /// Whether the role at `at` is only what another role before it is the head of: `Secretary of State`.
    fn is_headed(&self, at: usize, floor: usize) -> bool {
        linked_to_role(self.field.word(at.wrapping_sub(1))) && at > floor && self.has_role_before(at, floor)
    }

    /// Where the words start that go with the role at `head`, as far back as `near`: `the former US`.
    fn modifiers_before(&self, head: usize, near: Range<usize>, sentence: &Range<usize>) -> usize {
        let mut start = head;
        while start > near.start && self.modifies(start - 1, head, &near, sentence) {
            start -= 1;
        }
        let is_left_over = |at: usize| {
            matches!(self.field.word(at), "and" | "&") || self.field.kind(at) == Some(TokenKind::Possessive)
        };
        while start < head && is_left_over(start) {
            start += 1;
        }
        start
    }

    /// Whether the token at `at` belongs to the role at `head`, all between them doing so.
    fn modifies(&self, at: usize, head: usize, near: &Range<usize>, sentence: &Range<usize>) -> bool {
        let (word, lower) = (self.field.word(at), self.lower(at));
        match self.field.kind(at) {
            Some(TokenKind::Possessive) => at > near.start && self.is_capitalised(at - 1) && !self.is_person(at - 1),
            Some(TokenKind::Word) if self.is_person(at) => false,
            Some(TokenKind::Word) => {
                titles::ROLE_MODIFIERS.contains(&lower)
                    || titles::ROLES.contains(&lower) && self.is_capitalised(at) == self.is_capitalised(head)
                    || word.contains('-') && !titles::HONORIFICS.contains(&lower)
                    || lower.ends_with("ly") && at + 1 < head && lower.len() > 4
                    || self.is_capitalised(at) && !Self::opens_clause(at, sentence, &lower)
                    || nationalities::NATIONALITIES.contains(&lower)
                    || matches!(word, "and" | "&") && self.joins_role(at, near)
            }
            _ => false,
        }
    }

    /// Whether the word before the "and" at `at` is a role or goes with one.
    fn joins_role(&self, at: usize, near: &Range<usize>) -> bool {
        at > near.start && (self.is_role(at - 1) || titles::ROLE_MODIFIERS.contains(&self.lower(at - 1)))
    }

    /// Where the name of an organisation or place begins that the role would otherwise start in the middle of.
    fn whole_name(&self, start: usize, floor: usize) -> usize {
        let Some(field) = self.names.get(self.at).map(|name| name.field) else { return start };
        let place = self.names.partition_point(|name| (name.field, name.tokens.end) <= (field, start));
        let around = self.names.get(place).filter(|name| name.field == field && name.kind != NameKind::Person);
        around.map(|name| name.tokens.start).filter(|begin| (floor..start).contains(begin)).unwrap_or(start)
    }

    fn has_role_before(&self, head: usize, floor: usize) -> bool {
        (floor..head.saturating_sub(1)).rev().take(2).any(|at| self.is_role(at))
    }

    /// A capital that only opens the sentence, or a word that belongs to no role.
    fn opens_clause(at: usize, sentence: &Range<usize>, lower: &str) -> bool {
        if nationalities::NEVER_NAMES.contains(lower) {
            return true;
        }
        at == sentence.start && titles::CLAUSE_OPENERS.contains(lower) || titles::NEVER_IN_ROLES.contains(lower)
    }

    /// `, the envoy on the crisis,` after the name.
    fn after(&self, name: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
        let comma = name.end;
        if comma >= sentence.end || !matches!(self.field.word(comma), "," | "(") {
            return None;
        }
        let mut start = comma + 1;
        // `Pat Lee, 34, a baker`
        if self.field.kind(start) == Some(TokenKind::Number) && self.field.word(start + 1) == "," {
            start += 2;
        }
        self.phrase(start, sentence.end)
    }

    /// A role phrase that starts at `start` and ends at the next comma, bracket, dash or the end.
    fn phrase(&self, mut start: usize, limit: usize) -> Option<Range<usize>> {
        if titles::DETERMINERS.contains(&self.lower(start)) {
            start += 1;
        }
        let mut end = start;
        let mut head = None;
        while end < limit && end - start < LONGEST {
            let word = self.field.word(end);
            if self.field.kind(end) == Some(TokenKind::Sign) && word != "/" && word != "&"
                || self.field.kind(end) == Some(TokenKind::Mark)
            {
                break;
            }
            if titles::ROLE_ENDS.contains(word) {
                head?;
                // `, president of the club who …`
                end = if titles::RELATIVES.contains(word) {
                    end
                } else {
                    return None;
                };
                break;
            }
            if self.is_person(end) && head.is_none() && self.field.kind(end + 1) != Some(TokenKind::Possessive) {
                return None;
            }
            let closed = head.is_some() || !(start..end).any(|at| is_link(self.field.word(at)));
            if self.is_role(end) && closed && !is_link(self.field.word(end)) {
                head = Some(end);
            }
            end += 1;
        }
        (head.is_some() && end > start).then_some(start..end)
    }

    /// `The envoy on the crisis, NAME,`: the role comes before a comma.
    fn apart(&self, name: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
        let comma = name.start.checked_sub(1).filter(|&at| at > sentence.start && self.field.word(at) == ",")?;
        let closed = name.end >= sentence.end || matches!(self.field.word(name.end), "," | "." | ";" | ")");
        if !closed {
            return None;
        }
        let floor = sentence.start.max(comma.saturating_sub(LONGEST));
        // The article nearest to the clause's start with no sign between.
        let clause = (floor..comma)
            .rev()
            .find(|&at| matches!(self.field.kind(at), Some(TokenKind::Sign | TokenKind::Mark)))
            .map_or(floor, |sign| sign + 1);
        let opener = (clause..comma).find(|&at| titles::ROLE_OPENERS.contains(self.field.word(at)))?;
        self.phrase(opener, comma).filter(|range| range.end == comma)
    }
}

fn linked_to_role(word: &str) -> bool {
    matches!(word, "of" | "for")
}

fn is_link(word: &str) -> bool {
    titles::LINKS.contains(word)
}

/// Forms of address that are offices too.
fn is_office(lower: &str) -> bool {
    titles::OFFICES.contains(lower)
}

/// The gender that the titles right before the name at token `start` tell.
pub(super) fn title_gender(field: &FieldText<'_>, start: usize) -> Gender {
    for back in 1..=3 {
        let Some(at) = start.checked_sub(back) else { break };
        if field.kind(at) != Some(TokenKind::Word) {
            break;
        }
        let word = field.word(at).to_lowercase();
        let word = word.trim_end_matches('.');
        if titles::OF_WOMEN.contains(word) {
            return Gender::Female;
        }
        if titles::OF_MEN.contains(word) {
            return Gender::Male;
        }
        if !titles::ROLES.contains(word) && !titles::HONORIFICS.contains(word) {
            break;
        }
    }
    Gender::Unknown
}

/// The gender that the head of a role tells: `wife`, `spokesman for the ministry`.
pub(super) fn role_gender(role: &str) -> Gender {
    let head = role.split_whitespace().take_while(|word| !is_link(word)).last().unwrap_or("").to_lowercase();
    if titles::OF_WOMEN.contains(&head) {
        Gender::Female
    } else if titles::OF_MEN.contains(&head) {
        Gender::Male
    } else {
        Gender::Unknown
    }
}
