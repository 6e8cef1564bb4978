//! Decides who said a quotation, and whether anybody did, with trained trees.
//!
//! A [`Hearing`] comes in, a [`Verdict`] goes out. One set of trees scores the candidates of a quotation, another says
//! whether the words between the marks are a quote. The weights are `models/speakers.bin`; how they came about stands
//! in `models/README.md`.
//!
//! File: magic `ASPK`, version 1, then sections, each a little-endian `u32` length and its bytes: the trees that rank,
//! the trees that say quote or not, the steps of confidence, the weights of pronouns, the trees that
//! say what a cue governs, how often each verb governs anything.
//!
//! Invariant: integer arithmetic only, and the first of equals wins, so every machine decides alike.

use std::sync::LazyLock;

use crate::analyse::candidates::Relation;
use crate::analyse::pronouns::BY_HAND;
use crate::analyse::ranking::{Hearing, REPORTS_ARE_RIGHT, Ranker, RuleRanker, Verdict};
use crate::analyse::report_features::{self, Rates, Reporting};
use crate::analyse::sources::SourceKind;
use crate::analyse::speaker_features::{WIDTH, rows};
use crate::learned::trees::Trees;
use crate::lexicon::speech_verbs::SpeechKind;

static BYTES: &[u8] = include_bytes!("../../models/speakers.bin");
static MODEL: LazyLock<Option<SpeakerModel<'static>>> = LazyLock::new(|| SpeakerModel::read(BYTES));

/// Ranks with the weights that are compiled in, and by rules alone should they not be readable.
pub struct TrainedRanker;

impl Ranker for TrainedRanker {
    fn decide(&self, hearing: &Hearing<'_>) -> Verdict {
        MODEL.as_ref().map_or_else(|| RuleRanker.decide(hearing), |model| model.decide(hearing))
    }

    fn report(&self, reporting: &Reporting<'_>) -> (usize, u16) {
        MODEL.as_ref().map_or_else(|| RuleRanker.report(reporting), |model| model.report(reporting))
    }

    fn pronoun_weights(&self) -> &[i16] {
        MODEL.as_ref().map_or(&BY_HAND, |model| &model.pronouns)
    }
}

/// Trained trees over borrowed bytes.
#[derive(Clone, Debug)]
pub struct SpeakerModel<'m> {
    ranks: Trees<'m>,
    keeps: Trees<'m>,
    /// Lead over the next best from which a verdict counts as this likely (per mille), in rising order.
    steps: Vec<(i32, u16)>,
    pronouns: Vec<i16>,
    reports: Trees<'m>,
    rates: Vec<(String, u8)>,
}

const MAGIC: &[u8; 5] = b"ASPK\x01";

impl<'m> SpeakerModel<'m> {
    /// Reads a model; `None` where the bytes are not one or its features are not ours.
    #[must_use]
    pub fn read(bytes: &'m [u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut section = || {
            let (len, tail) = rest.split_first_chunk::<4>()?;
            let (section, tail) = tail.split_at_checked(u32::from_le_bytes(*len) as usize)?;
            rest = tail;
            Some(section)
        };
        let (ranks, keeps, steps) = (Trees::read(section()?)?, Trees::read(section()?)?, section()?);
        let pronouns = section()?.chunks_exact(2).map(|weight| i16::from_le_bytes([weight[0], weight[1]])).collect();
        let steps = steps.chunks_exact(6).map(|step| {
            (i32::from_le_bytes([step[0], step[1], step[2], step[3]]), u16::from_le_bytes([step[4], step[5]]))
        });
        let reports = Trees::read(section()?)?;
        let rates = std::str::from_utf8(section()?).ok()?.lines().filter_map(|line| {
            let (verb, rate) = line.split_once(' ')?;
            Some((verb.to_owned(), rate.parse().ok()?))
        });
        let model = Self { ranks, keeps, steps: steps.collect(), pronouns, rates: rates.collect(), reports };
        let features = [model.ranks.features(), model.keeps.features(), model.reports.features()];
        (features == [WIDTH, WIDTH, report_features::WIDTH]).then_some(model)
    }

    /// Writes a model in the form that [`SpeakerModel::read`] takes.
    #[must_use]
    pub fn write(
        ranks: &[u8],
        keeps: &[u8],
        steps: &[(i32, u16)],
        pronouns: &[i16],
        reports: &[u8],
        rates: &Rates,
    ) -> Vec<u8> {
        let steps: Vec<u8> = steps
            .iter()
            .flat_map(|(lead, likely)| [&lead.to_le_bytes()[..], &likely.to_le_bytes()[..]].concat())
            .collect();
        let pronouns: Vec<u8> = pronouns.iter().flat_map(|weight| weight.to_le_bytes()).collect();
        let mut lines = String::new();
        for (verb, rate) in rates {
            lines.push_str(&format!("{verb} {rate}\n"));
        }
        let mut bytes = MAGIC.to_vec();
        for section in [ranks, keeps, &steps, &pronouns, reports, lines.as_bytes()] {
            bytes.extend(u32::try_from(section.len()).unwrap_or(0).to_le_bytes());
            bytes.extend(section);
        }
        bytes
    }

    /// The score of each contender, and how much the lead of the best is.
    #[must_use]
    pub fn rank(&self, cells: &[u8]) -> (usize, i32) {
        best_of(&self.ranks, cells, WIDTH)
    }

    /// How strongly the quotation with this row is a quote; above 0 it is one.
    #[must_use]
    pub fn keep(&self, row: &[u8]) -> i32 {
        self.keeps.score(row)
    }

    /// Which proposal of a cue is best; nothing is the first.
    #[must_use]
    pub fn choose_report(&self, cells: &[u8]) -> (usize, i32) {
        best_of(&self.reports, cells, report_features::WIDTH)
    }

    fn likely(&self, lead: i32) -> u16 {
        let past = self.steps.partition_point(|(least, _)| *least <= lead);
        past.checked_sub(1).and_then(|step| self.steps.get(step)).map_or(500, |(_, likely)| *likely)
    }
}

/// How often the plain case is right, per mille (PolNeAR train, November 2026).
const PLAIN_CASES_ARE_RIGHT: u16 = 985;

/// `"…," said Ann` with the quotation first in its sentence: half of all quotes, and no question for the trees.
#[must_use]
pub fn plain_case(hearing: &Hearing<'_>) -> Option<usize> {
    let setting = hearing.setting;
    if !setting.leads || !setting.handed_on || setting.words < 3 {
        return None;
    }
    hearing.contenders.iter().position(|contender| {
        let candidate = contender.candidate;
        let verb = candidate.cue.and_then(|place| hearing.scene.cues.get(place)).and_then(|cue| cue.verb);
        candidate.relation == Relation::Behind
            && candidate.gap == 0
            && verb.is_some_and(|verb| verb.kind == SpeechKind::Say)
            && candidate.source.as_ref().is_some_and(|source| source.kind != SourceKind::Name)
    })
}

/// A share of the trees looks at every row, the others only at the best few of them.
const FIRST_LOOK: usize = 6;
/// How many rows get the second look.
const FINALISTS: usize = 3;

/// The first row of highest score, and its lead over the next best.
fn best_of(trees: &Trees<'_>, cells: &[u8], width: usize) -> (usize, i32) {
    let first_look = trees.count() / FIRST_LOOK;
    let mut rows: Vec<(i32, usize, &[u8])> = cells
        .chunks_exact(width)
        .enumerate()
        .map(|(place, row)| (trees.score_by(0..first_look, row), place, row))
        .collect();
    rows.sort_by_key(|(score, place, _)| (std::cmp::Reverse(*score), *place));
    rows.truncate(FINALISTS);
    for (score, _, row) in &mut rows {
        *score += trees.score_by(first_look..trees.count(), row);
    }
    rows.sort_by_key(|(score, place, _)| (std::cmp::Reverse(*score), *place));
    let best = rows.first().map_or((i32::MIN, 0), |(score, place, _)| (*score, *place));
    let next = rows.get(1).map_or(i32::MIN, |(score, ..)| *score);
    (best.1, best.0.saturating_sub(next))
}

impl Ranker for SpeakerModel<'_> {
    fn decide(&self, hearing: &Hearing<'_>) -> Verdict {
        if let Some(chosen) = plain_case(hearing) {
            return Verdict { chosen, kept: true, confidence: PLAIN_CASES_ARE_RIGHT };
        }
        let (cells, by_rules) = rows(hearing);
        let row = cells.get(by_rules * WIDTH..(by_rules + 1) * WIDTH).unwrap_or_default();
        let kept = self.keep(row) > 0;
        let (chosen, lead) = self.rank(&cells);
        Verdict { chosen, kept, confidence: self.likely(lead) }
    }

    fn pronoun_weights(&self) -> &[i16] {
        &self.pronouns
    }

    fn report(&self, reporting: &Reporting<'_>) -> (usize, u16) {
        let (chosen, _) = self.choose_report(&report_features::rows(reporting, &self.rates));
        (chosen, REPORTS_ARE_RIGHT)
    }
}
