//! Learns which stretch of a sentence a cue governs.

use std::collections::BTreeMap;

use article_archive::training::analyse::quotes::reported::features;
use article_archive::training::analyse::quotes::reported::features::RATE;
use article_archive::training::analyse::quotes::speakers::features::WIDTH;
use article_archive::training::analyse::quotes::speakers::model::{KEEP_WIDTH, SpeakerModel};
use article_archive::training::learned::trees::Trees;

use super::trees::{Rows, Settings, train};
use super::{NEVER, no_pronouns};

/// One cue as the trainer sees it.
pub struct Report {
    pub text: usize,
    pub lemma: String,
    pub cells: Vec<u8>,
    /// Which proposals are right; nothing is the first.
    pub right: Vec<bool>,
}

const REPORTS: Settings =
    Settings { trees: 64, leaves: 16, rate: 0.14, penalty: 4.0, least: 2.0, features: 1.0, rows: 1.0 };

/// Verbs seen less often have no rate of their own.
const SEEN: usize = 4;

fn rates_of(reports: &[&Report]) -> Vec<(String, u8)> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for report in reports {
        let count = counts.entry(&report.lemma).or_default();
        count.0 += usize::from(!report.right[0]);
        count.1 += 1;
    }
    let rate = |(verb, (yes, all)): (&str, (usize, usize))| {
        (all >= SEEN).then(|| (verb.to_owned(), ((yes * 255 + 60) / (all + 1)).min(255) as u8))
    };
    counts.into_iter().filter_map(rate).collect()
}

fn rated(report: &Report, rates: &[(String, u8)]) -> Vec<u8> {
    let mut cells = report.cells.clone();
    if let Ok(at) = rates.binary_search_by(|(verb, _)| verb.as_str().cmp(&report.lemma)) {
        cells.chunks_exact_mut(features::WIDTH).for_each(|row| row[RATE] = rates[at].1);
    }
    cells
}

pub fn fit_reports(reports: &[&Report]) -> (Vec<u8>, Vec<(String, u8)>) {
    let rates = rates_of(reports);
    let mut rows = Rows { width: features::WIDTH, ..Rows::default() };
    for report in reports {
        rows.features.extend(rated(report, &rates));
        rows.right.extend(report.right.iter().map(|right| f32::from(u8::from(*right))));
        rows.group_ends.push(rows.right.len());
    }
    (train(&rows, REPORTS), rates)
}

/// The same for what cues govern.
pub fn report_on_reports(reports: &[Report], folds: usize) {
    let (mut gold, mut found, mut right, mut reachable) = (0, 0, 0, 0);
    for fold in 0..folds {
        let (own, rest): (Vec<&Report>, Vec<&Report>) = reports.iter().partition(|report| report.text % folds == fold);
        let (governs, rates) = fit_reports(&rest);
        let (ranks, keeps) = (Trees::write(WIDTH as u8, &[]), Trees::write(KEEP_WIDTH as u8, &[]));
        let bytes = SpeakerModel::write(&ranks, &keeps, &[], &no_pronouns(), &governs, NEVER, &rates);
        let model = SpeakerModel::read(&bytes).unwrap();
        for report in own {
            let chosen = model.choose_report(&rated(report, &rates)).0;
            gold += usize::from(!report.right[0]);
            found += usize::from(chosen != 0);
            right += usize::from(chosen != 0 && report.right[chosen]);
            reachable += 1;
        }
    }
    println!("reports: {reachable} cues, {gold} govern, {found} found, {right} just so");
}
