//! Finds names by rules: lists of names, titles and cues, weighed with the context and the rest of the article.
//!
//! A page comes in, names go out. Capitalised stretches are cut into pieces (`pieces`), each piece is weighed by its
//! words (`evidence`, over the lists in `glossary`) and its context (`context`); then the whole article counts: a full name lends its
//! kind to its short forms, and every mention of the same words lends its context to the others.
//!
//! Invariant: as [`Tagger`] demands; a token joined of two by a hyphen (`Russia-backed`) is never a name.

mod context;
mod evidence;
pub(crate) mod glossary;
mod pieces;

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::analyse::names::rules::context::of_context;
use crate::analyse::names::rules::evidence::{Weights, of_words};
use crate::analyse::names::rules::glossary::{Glossary, lower_phrase};
use crate::analyse::names::rules::pieces::{Cutter, Piece, Style, Title};
use crate::analyse::names::{Name, NameKind, Tagger, prior};
use crate::analyse::text::tokens::{TokenKind, tokenise};
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::particles::{opens_surname, strip_article};
use crate::model::Field;

/// The tagger by rules.
#[derive(Clone, Copy, Debug, Default)]
pub struct RuleTagger;

/// A piece with what is known about it so far.
struct Candidate {
    field: usize,
    piece: Piece,
    key: String,
    words: Weights,
    context: Weights,
}

impl Tagger for RuleTagger {
    fn tag(&self, page: &Page<'_>) -> Vec<Name> {
        let mut glossary = Glossary::new(page);
        let mut candidates = Vec::new();
        for (place, field) in page.fields.iter().enumerate() {
            match field.field {
                Field::Byline | Field::Credit(_) => signatures(page, place, field, &mut glossary, &mut candidates),
                _ => gather(place, field, &mut glossary, &mut candidates),
            }
        }
        decide(page, &candidates)
    }
}

/// The candidates of a field of prose.
fn gather<'a>(place: usize, field: &FieldText<'a>, glossary: &mut Glossary<'a>, candidates: &mut Vec<Candidate>) {
    for sentence in &field.sentences {
        let style = style(field, sentence, glossary);
        let pieces = Cutter { field, glossary, sentence: sentence.clone(), style }.pieces();
        for piece in pieces {
            let words = of_words(field, glossary, &piece, style);
            let context = of_context(field, glossary, &piece, sentence);
            let key = lower_phrase(field, piece.tokens.clone());
            candidates.push(Candidate { field: place, piece, key, words, context });
        }
    }
}

/// The people of a byline or credit: what normalise found there, else nothing but what is known as an agency.
fn signatures<'a>(
    page: &Page<'a>,
    place: usize,
    field: &FieldText<'a>,
    glossary: &mut Glossary<'a>,
    candidates: &mut Vec<Candidate>,
) {
    let start = candidates.len();
    gather(place, field, glossary, candidates);
    let signed: Vec<Range<usize>> = page
        .signatures
        .iter()
        .filter(|(signed, _)| *signed == field.field)
        .filter_map(|(_, name)| find_tokens(field, name))
        .collect();
    // What is signed is a person whatever it looks like; nothing else in the line is one.
    let mut kept: Vec<Candidate> = candidates
        .drain(start..)
        .filter(|candidate| !signed.iter().any(|range| overlap(range, &candidate.piece.tokens)))
        .collect();
    for candidate in &mut kept {
        candidate.words.person = f32::MIN;
    }
    for tokens in signed {
        let key = lower_phrase(field, tokens.clone());
        let piece = Piece { tokens, settled: Some(NameKind::Person), title: Title::None, weak_capital: false };
        let words = Weights { person: 9.0, ..Weights::default() };
        kept.push(Candidate { field: place, piece, key, words, context: Weights::default() });
    }
    kept.sort_by_key(|candidate| candidate.piece.tokens.start);
    let mut end = 0;
    kept.retain(|candidate| {
        let free = candidate.piece.tokens.start >= end;
        end = end.max(candidate.piece.tokens.end);
        free
    });
    candidates.append(&mut kept);
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The tokens of the first place where `name` is in `field`, whole tokens only.
fn find_tokens(field: &FieldText<'_>, name: &str) -> Option<Range<usize>> {
    let name = name.trim();
    let Some(byte) = (if name.is_empty() { None } else { field.text.find(name) }) else {
        return find_in_any_case(field, name);
    };
    let start = field.tokens.partition_point(|token| token.range().start < byte);
    let end = field.tokens.partition_point(|token| token.range().end <= byte + name.len());
    (start < end && field.bytes(&(start..end)) == (byte..byte + name.len())).then_some(start..end)
}

/// As [`find_tokens`] for a name that the line has in capitals.
fn find_in_any_case(field: &FieldText<'_>, name: &str) -> Option<Range<usize>> {
    let count = tokenise(name).len();
    let wanted = name.to_lowercase();
    let mut starts = (0..field.tokens.len()).filter(|_| count > 0);
    let start = starts.find(|start| field.slice(&(*start..start + count)).to_lowercase() == wanted)?;
    Some(start..start + count)
}

/// How a sentence uses capitals. Only what looks like a heading can be anything but running text.
fn style<'a>(field: &FieldText<'a>, sentence: &Range<usize>, glossary: &mut Glossary<'a>) -> Style {
    let (mut words, mut capitals, mut upper, mut small_common) = (0, 0, 0, 0);
    for at in sentence.clone().filter(|&at| field.kind(at) == Some(TokenKind::Word)) {
        let word = field.word(at);
        if word.chars().filter(|c| c.is_alphabetic()).count() < 4 && word.chars().any(char::is_lowercase) {
            continue;
        }
        words += 1;
        capitals += usize::from(word.starts_with(char::is_uppercase));
        upper += usize::from(word.chars().all(|c| !c.is_lowercase()));
        small_common += usize::from(word.starts_with(char::is_lowercase));
    }
    if words >= 3 && upper * 10 >= words * 8 {
        return Style::Capitals;
    }
    // A heading has no full stop.
    let stops =
        sentence.end.checked_sub(1).is_some_and(|last| matches!(field.word(last), "." | "?" | "!" | "\"" | "”"));
    if stops && field.field != Field::Headline {
        return Style::Running;
    }
    let common_capitals = sentence
        .clone()
        .skip(1)
        .filter(|&at| {
            field.kind(at) == Some(TokenKind::Word) && field.word(at).starts_with(char::is_uppercase) && {
                let facts = glossary.facts(field, at);
                facts.common && facts.given == 0 && !facts.role && !facts.kind_of_organisation
            }
        })
        .count();
    if words >= 4 && capitals * 10 >= words * 8 && common_capitals >= 2 && small_common * 5 <= words {
        return Style::Headline;
    }
    Style::Running
}

/// Lets the article have its say and decides each candidate.
fn decide(page: &Page<'_>, candidates: &[Candidate]) -> Vec<Name> {
    let mut contexts: FxHashMap<&str, (Weights, f32)> = FxHashMap::default();
    for candidate in candidates {
        let (sum, count) = contexts.entry(&candidate.key).or_default();
        sum.add(candidate.context, 1.0);
        if candidate.piece.title != Title::None {
            sum.person += 1.5;
        }
        *count += 1.0;
    }
    let pooled = |candidate: &Candidate| {
        let mut weights = candidate.words;
        let title = if candidate.piece.title == Title::None { 0.0 } else { 1.5 };
        weights.add(candidate.context, 1.0);
        if let Some((sum, count)) = contexts.get(candidate.key.as_str())
            && *count > 1.5
        {
            let mut others = *sum;
            others.add(candidate.context, -1.0);
            others.person -= title;
            // Many mentions do not add up to certainty: their mean counts, a little more where they are many.
            weights.add(others, (1.0 / (count - 1.0)).clamp(0.35, 1.0) * 0.7);
        }
        weights
    };
    let first: Vec<Option<NameKind>> = candidates.iter().map(|candidate| pooled(candidate).decide()).collect();
    let parts = parts_of_full_names(page, candidates, &first);
    let mut names = Vec::new();
    for candidate in candidates {
        let mut weights = pooled(candidate);
        let tokens = &candidate.piece.tokens;
        if candidate.piece.settled.is_none()
            && let Some(lent) = surname_alone(page, candidate).and_then(|word| parts.get(strip_article(word)))
        {
            weights.add(*lent, 1.0);
        }
        if let Some(kind) = weights.decide() {
            names.push(Name { field: candidate.field, tokens: tokens.clone(), kind, confidence: prior::RULE });
        }
    }
    names
}

/// The one word of a candidate beside particles: `masri`, `faisal` of `bin faisal`.
fn surname_alone<'c>(page: &Page<'_>, candidate: &'c Candidate) -> Option<&'c str> {
    let field = page.fields.get(candidate.field)?;
    let last = candidate.piece.tokens.end.checked_sub(1)?;
    let alone = (candidate.piece.tokens.start..last).all(|at| opens_surname(field.word(at)));
    alone.then(|| candidate.key.rsplit(' ').next()).flatten()
}

/// What the full names of the article say about their single words.
fn parts_of_full_names(
    page: &Page<'_>,
    candidates: &[Candidate],
    kinds: &[Option<NameKind>],
) -> FxHashMap<String, Weights> {
    let mut parts: FxHashMap<String, Weights> = FxHashMap::default();
    for (candidate, kind) in candidates.iter().zip(kinds) {
        let Some(field) = page.fields.get(candidate.field) else { continue };
        let tokens = candidate.piece.tokens.clone();
        if tokens.len() < 2 || *kind != Some(NameKind::Person) {
            continue;
        }
        let last = tokens.end - 1;
        for at in tokens {
            let word = field.word(at).to_lowercase();
            if word.chars().count() < 3 {
                continue;
            }
            let lent = parts.entry(strip_article(&word).to_owned()).or_default();
            lent.person = lent.person.max(if at == last { 2.6 } else { 1.3 });
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::rules::*;
    use crate::model::{Article, Caption};
    use proptest::prelude::*;

    /// The names as `P Anna Berg`, `L Oslo`, `O Red Cross`.
    fn names(article: &Article) -> Vec<String> {
        let page = Page::new(article);
        RuleTagger
            .tag(&page)
            .into_iter()
            .map(|name| {
                let kind = match name.kind {
                    NameKind::Person => 'P',
                    NameKind::Place => 'L',
                    NameKind::Organisation => 'O',
                };
                format!("{kind} {}", page.fields[name.field].slice(&name.tokens))
            })
            .collect()
    }

    fn check(body: &str, expected: &[&str]) {
        let article = Article { body: body.to_owned(), ..Article::default() };
        assert_eq!(names(&article), expected, "{body}");
    }

    #[test]
    fn titles_roles_and_possessives_stay_outside_the_name() {
        check("Mr Kowalczyk's plan pleased Dr. Adeyemi.", &["P Kowalczyk", "P Adeyemi"]);
        check("Norwegian Foreign Minister Ingrid Solberg spoke.", &["P Ingrid Solberg"]);
        check("US Secretary of State Martin Oakley arrived.", &["L US", "P Martin Oakley"]);
        check("The prime minister met the president on Tuesday.", &[]);
    }

    #[test]
    fn particles_initials_and_suffixes_belong_to_the_name() {
        check("We met Pieter van der Linden and Yusuf al-Masri.", &["P Pieter van der Linden", "P Yusuf al-Masri"]);
        check("A book by J. K. Thornbury was found.", &["P J. K. Thornbury"]);
        check("The rest went to Robert Downing Jr. in May.", &["P Robert Downing Jr."]);
    }

    #[test]
    fn compounds_and_nationalities_are_no_names() {
        check("The Russia-backed, anti-Assad and UN-Arab plans annoyed Germans.", &[]);
        check("The French were told by a British officer.", &[]);
    }

    #[test]
    fn places_are_told_by_lists_and_by_what_stands_before_them() {
        check("In Warsaw they spoke of the Black Sea.", &["L Warsaw", "L Black Sea"]);
        check("He left the town of Zorbek at dawn.", &["L Zorbek"]);
    }

    #[test]
    fn organisations_are_told_by_their_kind() {
        check("The Ministry of Defence denied it.", &["O Ministry of Defence"]);
        check("She joined Brannagh Holdings from NATO.", &["O Brannagh Holdings", "O NATO"]);
    }

    #[test]
    fn short_forms_follow_the_full_name() {
        check("Lena Grubwald won. Later Grubwald left.", &["P Lena Grubwald", "P Grubwald"]);
    }

    #[test]
    fn a_word_that_opens_a_sentence_is_no_name_for_that() {
        check("However it rained. Police waited. Rebels fled.", &[]);
    }

    #[test]
    fn headlines_name_whom_the_body_names() {
        let article = Article {
            headline: Some("Grubwald Wins Second Prize In Surprise Vote".to_owned()),
            body: "Lena Grubwald was glad.".to_owned(),
            ..Article::default()
        };
        assert_eq!(names(&article), ["P Lena Grubwald", "P Grubwald"]);
    }

    #[test]
    fn bylines_and_credits_yield_who_signed_and_no_one_else() {
        let caption = Caption::new(
            "A street.".to_owned(),
            Some("© Marta Nowak - AFP/Pool".to_owned()),
            Some("Marta Nowak".to_owned()),
            Some("AFP".to_owned()),
        );
        let article = Article {
            byline: Some("By Tom Abel, AFP".to_owned()),
            authors: vec!["Tom Abel".to_owned()],
            captions: vec![caption],
            ..Article::default()
        };
        assert_eq!(names(&article), ["P Tom Abel", "O AFP", "P Marta Nowak", "O AFP"]);
    }

    proptest! {
        #[test]
        fn names_of_any_text_are_sorted_apart_and_slice(
            body in "(\\PC|[A-Z][a-z]{1,6}|Mr\\. |van |of |the |al-|, |\\. |'s |\n|\"|President |Bank |I |Jr\\.){0,60}",
            headline in proptest::option::of("([A-Z]{1,8}|[A-Z][a-z]+| |of|,){0,20}"),
        ) {
            let article = Article { headline, body, ..Article::default() };
            let page = Page::new(&article);
            let found = RuleTagger.tag(&page);
            for pair in found.windows(2) {
                prop_assert!((pair[0].field, pair[0].tokens.end) <= (pair[1].field, pair[1].tokens.start) || pair[0].field < pair[1].field);
            }
            for name in &found {
                let mention = page.mention(name.field, &name.tokens, name.confidence);
                let text = page.fields[name.field].text;
                prop_assert_eq!(mention.span.slice(text), Some(mention.text.as_str()));
            }
        }
    }
}
