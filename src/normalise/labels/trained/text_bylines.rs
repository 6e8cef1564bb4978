//! Finds the lines of a dump that sign its story.
//!
//! What the trees think of each line that names somebody comes in, with what the rest of the page says of these people;
//! the lines that sign go out.
//!
//! Invariant: nobody signs whom no line names, and a sentence of the story signs nothing.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashSet;

use crate::normalise::blocks::{BlockPage, Labels};
use crate::normalise::labels::features::classes::RuleLabels;
use crate::normalise::labels::features::{LED, NAMED, SIGNS};
use crate::normalise::labels::trained::scores::{Scores, best};
use crate::normalise::labels::traits::Traits;

/// A byline counts from this score on, about one chance in ten. With -7,000, -9,000, -11,000 and -13,000 authors' F1 is .795, .803,
/// .795 and .798 on `dumps_dev`, cross-validated (November 2026), and their precision .92, .92, .90 and .89.
const LEAST_BYLINE: i32 = -9_000;
/// Between the names of several authors on lines of their own stand so many other lines at most.
const BYLINE_GAP: usize = 1;
/// A name right beside a byline signs too from this score on, a name further off from 0.
const CLOSE_BYLINE: i32 = -7_000;
/// Whom the story names in so many paragraphs or more is rather somebody it is about, unless the line says that he wrote
/// it; that much less sure are the trees of him, one log odds.
const NAMED_IN_STORY: u8 = 3;
const OF_THE_STORY: i32 = -4_000;
/// Whom the page introduces (`Anna Berg is a reporter in Lund.`) has mostly written it: one log odds.
const INTRODUCED: i32 = 4_000;
/// A line whose score is so near to the best counts for more where it names the same person and others.
const AS_GOOD: i32 = 2_000;

/// Takes out what signs nothing, and weighs what the page says elsewhere of whom a line names.
pub(in crate::normalise) fn weigh_bylines(page: &BlockPage, rules: &RuleLabels, rows: &[&[u8]], bylines: &mut Scores) {
    let introduced = introductions(page);
    let told = page.blocks.iter().zip(&rules.labels).zip(&rules.traits).zip(rows);
    for (score, (((block, rule), traits), row)) in bylines.iter_mut().zip(told) {
        // A sentence of the story may name whoever could have signed it, and a credit signs its picture.
        let sentence = rule.any(Labels::BODY) && block.text.ends_with(['.', '!', '?', '…', '。']);
        let at = |place: usize| row.get(place).copied().unwrap_or(0);
        let about = at(SIGNS) < LED && at(NAMED) >= NAMED_IN_STORY;
        let known = introduced.contains(traits.name.as_str());
        let sure = if about { OF_THE_STORY } else { 0 } + if known { INTRODUCED } else { 0 };
        let picture = *rule == Labels::CREDIT || rule.any(Labels::CAPTION) && traits.has_credit;
        *score = score.filter(|_| !sentence && !picture).map(|score| score + sure);
    }
}

/// The names that open a line which goes on to say who that is.
fn introductions(page: &BlockPage) -> FxHashSet<&str> {
    let name = |text| {
        let start = str::get(text, ..text.floor_char_boundary(LONGEST_NAME))?;
        IS_FINDER.as_ref()?.find(start).and_then(|verb| start.get(..verb.start()))
    };
    page.blocks.iter().filter_map(|block| name(block.text.as_str())).collect()
}

/// Whoever is introduced is named within so many bytes.
const LONGEST_NAME: usize = 60;
/// What follows a name to say who that is, in the languages that have a word for `a` or `is` of their own here.
const IS: &[&str] =
    &[" is a ", " is an ", " is the ", " ist ", " est ", " es ", " è ", " é ", " is een ", " är ", " er ", " jest "];

static IS_FINDER: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(IS).ok());

/// The lines that sign the story: the best one, and names on lines of their own around it with little between them.
pub(in crate::normalise) fn signatures(page: &BlockPage, rules: &RuleLabels, bylines: &Scores) -> Vec<usize> {
    let Some(first) = best(bylines, LEAST_BYLINE).map(|first| fullest(&rules.traits, bylines, first)) else {
        return Vec::new();
    };
    let mut found = vec![first];
    let signs = |at: usize| {
        let kept = rules.labels.get(at).is_some_and(|rule| !rule.any(Labels::BODY.with(Labels::CREDIT)));
        bylines.get(at).copied().flatten().filter(|_| kept)
    };
    let address = |at: usize| page.blocks.get(at).is_some_and(|block| is_address(&block.text));
    for step in [1, -1] {
        let (mut at, mut gap) = (first, 0);
        while gap <= BYLINE_GAP {
            let Some(next) = at.checked_add_signed(step) else { break };
            at = next;
            let least = if gap == 0 { CLOSE_BYLINE } else { 0 };
            if signs(at).is_some_and(|score| score > least) {
                found.push(at);
                gap = 0;
            } else if !address(at) {
                gap += 1;
            }
        }
    }
    found
}

/// The line that names the most people beside whom `first` names, of those the trees think nearly as much of.
fn fullest(traits: &[Traits], bylines: &Scores, first: usize) -> usize {
    let score = |at: usize| bylines.get(at).copied().flatten();
    let Some((own, best)) = traits.get(first).zip(score(first)) else { return first };
    let more = traits.iter().enumerate().filter(|(at, other)| {
        other.people > own.people && other.name == own.name && score(*at).is_some_and(|score| score + AS_GOOD >= best)
    });
    more.max_by_key(|(at, other)| (other.people, usize::MAX - at)).map_or(first, |(at, _)| at)
}

/// Whether a line is the address of whoever is named beside it.
fn is_address(line: &str) -> bool {
    line.contains('@') && !line.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::blocks::text::blocks_of_text;

    fn page(text: &str) -> BlockPage {
        BlockPage { blocks: blocks_of_text(text), ..BlockPage::default() }
    }

    #[test]
    fn names_close_to_a_byline_sign_too() {
        let other = Labels::BOILERPLATE;
        let check = |text: &str, labels: &[Labels], bylines: &[Option<i32>], expected: &[usize]| {
            let rules = RuleLabels {
                labels: labels.to_vec(),
                traits: vec![Traits::default(); labels.len()],
                ..RuleLabels::default()
            };
            let mut found = signatures(&page(text), &rules, &bylines.to_vec());
            found.sort_unstable();
            assert_eq!(found, expected, "{bylines:?}");
        };
        let (lines, none) = ("one\ntwo\nthree\nfour\nfive", [other; 5]);
        check(lines, &none, &[None, Some(9_000), Some(-6_000), None, None], &[1, 2]);
        check(lines, &none, &[None, Some(9_000), None, Some(500), None], &[1, 3]);
        check(lines, &none, &[None, Some(9_000), None, Some(-6_000), None], &[1]);
        check("one\ntwo\nann@lund.example\nfour\nfive", &none, &[None, Some(9_000), None, Some(-6_000), None], &[1, 3]);
        check(lines, &none, &[Some(500), Some(9_000), None, None, Some(9_000)], &[0, 1]);
        check(
            lines,
            &[other, other, Labels::CREDIT, other, other],
            &[None, Some(9_000), Some(9_000), None, None],
            &[1],
        );
        check(lines, &none, &[None, Some(-9_000), None, None, None], &[]);
    }

    #[test]
    fn line_with_all_authors_counts_for_more_than_one_of_them() {
        let named = |people: u8| {
            let mut traits = Traits::default();
            (traits.people, traits.name) = (people, "Anna Berg".to_owned());
            traits
        };
        let traits = [named(1), Traits::default(), named(2)];
        assert_eq!(fullest(&traits, &vec![Some(4_000), None, Some(3_000)], 0), 2);
        assert_eq!(fullest(&traits, &vec![Some(4_000), None, Some(1_000)], 0), 0);
    }

    #[test]
    fn people_are_introduced_at_the_start_of_a_line() {
        let page =
            page("Anna Berg is a reporter in Lund.\nThe harbour, said Carl Dahl, is closed.\nOle Vik ist Redakteur.");
        let mut found: Vec<&str> = introductions(&page).into_iter().collect();
        found.sort_unstable();
        assert_eq!(found, ["Anna Berg", "Ole Vik"]);
    }
}
