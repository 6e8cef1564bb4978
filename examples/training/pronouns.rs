//! Learns whom pronouns mean from texts in which nobody has marked it.

use article_archive::training::analyse::people::cast::Gender;
use article_archive::training::analyse::quotes::clauses::Clauses;
use article_archive::training::analyse::quotes::cues::english::find_cues;
use article_archive::training::analyse::quotes::marks::find_quotations;
use article_archive::training::analyse::quotes::speakers::antecedents;
use article_archive::training::analyse::quotes::speakers::antecedents::AntecedentRanker;
use article_archive::training::analyse::quotes::speakers::antecedents::UNKNOWN;
use article_archive::training::analyse::quotes::speakers::features::WIDTH;
use article_archive::training::analyse::quotes::speakers::model::{KEEP_WIDTH, Parts, SpeakerModel};
use article_archive::training::analyse::quotes::speakers::pronouns::Focus;
use article_archive::training::analyse::quotes::speakers::ranking::RuleRanker;
use article_archive::training::analyse::text::Page;
use article_archive::training::learned::trees::Trees;
use article_archive::training::lexicon::grammar::function_words::WordRole;

use super::trees::{Rows, Settings, train};
use super::{FOLDS, NEVER, Text, empty};

const PRONOUNS: Settings =
    Settings { trees: 60, leaves: 12, rate: 0.1, penalty: 6.0, least: 3.0, features: 1.0, rows: 1.0 };

/// What there is to learn from one pronoun.
struct Reference {
    text: usize,
    cells: Vec<u8>,
    /// Who is of the pronoun's gender.
    right: Vec<bool>,
    /// Whether it says who speaks.
    speaks: bool,
}

/// Pronouns whose gender alone tells something: of the people named before, whoever is of the pronoun's gender may be
/// meant and whoever is of the other cannot. One person in eight is taken for one of unknown gender, so that it is
/// learned how far those are to be trusted.
fn references(texts: &[Text], ranker: &dyn AntecedentRanker) -> Vec<Reference> {
    let mut found = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let page = Page::new(&text.article);
        let (names, cast) = (&text.names, &text.cast);
        for (at, field) in page.fields.iter().enumerate() {
            let quotations = find_quotations(field);
            let clauses = Clauses::new(field, at, &quotations, names, cast);
            let cues = find_cues(&clauses);
            let focus = Focus::new(&clauses, &cues, cast, ranker, None);
            let speaking: Vec<usize> = cues.iter().filter_map(|cue| Some(cue.source.as_ref()?.nodes.start)).collect();
            for pronoun in 0..clauses.nodes.len() {
                let gender = match clauses.role(pronoun) {
                    Some(WordRole::He) => Gender::Male,
                    Some(WordRole::She) => Gender::Female,
                    _ => continue,
                };
                let mut known = focus.antecedents(pronoun);
                known.retain(|one| cast.people[one.person].gender != Gender::Unknown);
                let right: Vec<bool> = known.iter().map(|one| cast.people[one.person].gender == gender).collect();
                if !right.contains(&true) || !right.contains(&false) {
                    continue;
                }
                for one in &mut known {
                    one.row[UNKNOWN] = u8::from((one.person + number) % 8 == 0);
                }
                found.push(Reference {
                    text: number,
                    cells: known.iter().flat_map(|one| one.row).collect(),
                    right,
                    speaks: speaking.contains(&pronoun),
                });
            }
        }
    }
    found
}

fn fit_references(references: &[&Reference]) -> Vec<u8> {
    let mut rows = Rows { width: antecedents::WIDTH, ..Rows::default() };
    for one in references {
        rows.features.extend(&one.cells);
        rows.right.extend(one.right.iter().map(|right| f32::from(u8::from(*right))));
        let weight = if one.speaks { 2.0 } else { 1.0 };
        rows.weights.extend(one.right.iter().map(|_| weight));
        rows.group_ends.push(rows.right.len());
    }
    train(&rows, PRONOUNS)
}

pub fn only_pronouns(pronouns: &[u8]) -> Vec<u8> {
    let (ranks, keeps) = (Trees::write(WIDTH as u8, &[]), Trees::write(KEEP_WIDTH as u8, &[]));
    let reports = empty();
    let (ranks, keeps) = (ranks.as_slice(), keeps.as_slice());
    SpeakerModel::write(&Parts { ranks, keeps, pronouns, reports: &reports, steps: [&[]; 3], sure: NEVER, rates: &[] })
}

/// Learns whom pronouns mean: once from what the rules make of the subjects of sentences, and again from that.
pub fn learn_pronouns(texts: &[Text]) -> Vec<u8> {
    let first = references(texts, &RuleRanker);
    let bytes = only_pronouns(&fit_references(&first.iter().collect::<Vec<_>>()));
    let again = references(texts, &SpeakerModel::read(&bytes).unwrap());
    let (mut all, mut by_hand, mut by_trees) = (0, 0, 0);
    for fold in 0..FOLDS {
        let (own, rest): (Vec<&Reference>, Vec<&Reference>) = again.iter().partition(|one| one.text % FOLDS == fold);
        let bytes = only_pronouns(&fit_references(&rest));
        let model = SpeakerModel::read(&bytes).unwrap();
        for one in own.into_iter().filter(|one| one.speaks) {
            all += 1;
            by_hand += usize::from(one.right[RuleRanker.choose_antecedent(&one.cells)]);
            by_trees += usize::from(one.right[model.choose_antecedent(&one.cells)]);
        }
    }
    eprintln!("{} references, {all} that speak: right gender by hand {by_hand}, by trees {by_trees}", again.len());
    fit_references(&again.iter().collect::<Vec<_>>())
}
