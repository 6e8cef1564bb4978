//! Chooses who said a quotation, and whether anybody did, with trained trees.
//!
//! A [`QuotationContext`] comes in, a [`Choice`] goes out. One set of trees scores the candidates of a quotation, another
//! says whether the words between the marks are a quote. The weights are `models/speakers.bin`; `models/README.md` says
//! how they were trained.
//!
//! The file has the magic `ASPK`, version 3, then sections, each a little-endian `u32` length and its bytes:
//!
//! 1. the trees that rank candidates
//! 2. the trees that say quote or not
//! 3. the confidence of a speaker by lead
//! 4. the trees that say whom a pronoun means
//! 5. the trees that say what a cue governs
//! 6. the leads from which the first trees alone decide
//! 7. how often each verb governs reported speech
//! 8. the confidence of reported speech by lead
//! 9. the confidence of quote or not by score
//!
//! Invariant: integer arithmetic only, and the first of equals wins, so the choice is the same on every machine.

use std::sync::LazyLock;

use crate::analyse::quotes::cues::SourceKind;
use crate::analyse::quotes::reported::features;
use crate::analyse::quotes::reported::features::CueContext;
use crate::analyse::quotes::speakers::antecedents;
use crate::analyse::quotes::speakers::antecedents::AntecedentRanker;
use crate::analyse::quotes::speakers::candidates::{Candidate, Relation};
use crate::analyse::quotes::speakers::features::{WIDTH, rows};
use crate::analyse::quotes::speakers::quote_or_not::{is_name, is_signed};
use crate::analyse::quotes::speakers::ranking::{Choice, QuotationContext, Ranker, RuleRanker};
use crate::learned::trees::Trees;
use crate::lexicon::speech_verbs::SpeechKind;
use crate::model::BrokenData;
use crate::model::built_in::whole;

static BYTES: &[u8] = include_bytes!("../../../../models/speakers.bin");
static MODEL: LazyLock<Result<SpeakerModel, BrokenData>> = LazyLock::new(|| read(BYTES));

fn read(bytes: &[u8]) -> Result<SpeakerModel, BrokenData> {
    SpeakerModel::read(bytes).ok_or(BrokenData { file: "models/speakers.bin" })
}

/// Reads the weights that are compiled in.
///
/// # Errors
/// Where they are broken.
pub fn load() -> Result<(), BrokenData> {
    MODEL.as_ref().map(|_| ()).map_err(|broken| *broken)
}

/// Ranks with the weights that are compiled in.
pub struct TrainedRanker;

impl AntecedentRanker for TrainedRanker {
    fn choose_antecedent(&self, rows: &[u8]) -> usize {
        whole(&MODEL).choose_antecedent(rows)
    }
}

impl Ranker for TrainedRanker {
    fn choose(&self, context: &QuotationContext<'_>) -> Choice {
        whole(&MODEL).choose(context)
    }

    fn choose_early(&self, context: &QuotationContext<'_>) -> Option<Choice> {
        whole(&MODEL).choose_early(context)
    }

    fn choose_content(&self, context: &CueContext<'_>) -> (usize, u16) {
        whole(&MODEL).choose_content(context)
    }
}

/// Trained trees.
#[derive(Clone, Debug)]
pub struct SpeakerModel {
    ranks: Trees,
    keeps: Trees,
    /// Lead over the next best from which a choice counts as this likely (per mille), in rising order.
    steps: Steps,
    /// Leads at the first look from which the other trees change nothing: of who spoke, of quote or not.
    sure: [i32; 2],
    pronouns: Trees,
    reports: Trees,
    rates: Vec<(String, u8)>,
    /// Lead from which what a cue is said to govern counts as this likely.
    report_steps: Steps,
    /// Score from which a quotation counts as a quote this likely.
    keep_steps: Steps,
}

/// Least leads, in rising order, each with how often choices from there on are right, per mille.
pub type Steps = Vec<(i32, u16)>;

/// Everything a model file holds, each part as its trainer leaves it.
#[cfg(feature = "training")]
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// The trees that rank.
    pub ranks: &'a [u8],
    /// The trees that say quote or not.
    pub keeps: &'a [u8],
    /// The trees that say whom a pronoun means.
    pub pronouns: &'a [u8],
    /// The trees that say what a cue governs.
    pub reports: &'a [u8],
    /// The confidence of speakers, of reports, and of quotes.
    pub steps: [&'a [(i32, u16)]; 3],
    /// Leads at the first look that are enough.
    pub sure: [i32; 2],
    /// How often each verb governs anything.
    pub rates: &'a features::Rates,
}

/// Features of the row that says quote or not.
pub const KEEP_WIDTH: usize = WIDTH + 3;

const MAGIC: &[u8; 5] = b"ASPK\x03";

impl SpeakerModel {
    /// Reads a model; `None` where the bytes are not one or its features are not ours.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut section = || {
            let (len, tail) = rest.split_first_chunk::<4>()?;
            let (section, tail) = tail.split_at_checked(u32::from_le_bytes(*len) as usize)?;
            rest = tail;
            Some(section)
        };
        let (ranks, keeps, steps) = (Trees::read(section()?)?, Trees::read(section()?)?, section()?);
        let pronouns = Trees::read(section()?)?;
        let reports = Trees::read(section()?)?;
        let sure = section()?;
        let sure = [i32::from_le_bytes(*sure.first_chunk()?), i32::from_le_bytes(*sure.last_chunk()?)];
        let rates = std::str::from_utf8(section()?).ok()?.lines().filter_map(|line| {
            let (verb, rate) = line.split_once(' ')?;
            Some((verb.to_owned(), rate.parse().ok()?))
        });
        let rates = rates.collect();
        let (report_steps, keep_steps) = (read_steps(section()?), read_steps(section()?));
        let steps = read_steps(steps);
        let model = Self { ranks, keeps, steps, sure, pronouns, reports, rates, report_steps, keep_steps };
        let features = [&model.ranks, &model.keeps, &model.reports, &model.pronouns].map(Trees::features);
        (rest.is_empty() && features == [WIDTH, KEEP_WIDTH, features::WIDTH, antecedents::WIDTH]).then_some(model)
    }

    /// Writes a model in the form that [`SpeakerModel::read`] takes.
    #[cfg(feature = "training")]
    #[must_use]
    pub fn write(parts: &Parts<'_>) -> Vec<u8> {
        let steps = parts.steps.map(|steps| {
            let bytes = |(lead, likely): &(i32, u16)| [&lead.to_le_bytes()[..], &likely.to_le_bytes()[..]].concat();
            steps.iter().flat_map(bytes).collect::<Vec<u8>>()
        });
        let mut lines = String::new();
        for (verb, rate) in parts.rates {
            lines.push_str(&format!("{verb} {rate}\n"));
        }
        let mut bytes = MAGIC.to_vec();
        let sure = parts.sure.map(i32::to_le_bytes).concat();
        let [speakers, reports, quotes] = &steps;
        let sections: [&[u8]; 9] = [
            parts.ranks,
            parts.keeps,
            speakers,
            parts.pronouns,
            parts.reports,
            &sure,
            lines.as_bytes(),
            reports,
            quotes,
        ];
        for section in sections {
            bytes.extend(u32::try_from(section.len()).unwrap_or(0).to_le_bytes());
            bytes.extend(section);
        }
        bytes
    }

    /// The best of the candidates, how much its lead is, and how much it was at the first look.
    #[cfg(feature = "training")]
    #[must_use]
    pub fn rank(&self, cells: &[u8]) -> (usize, i32, i32) {
        let ranked = best_of(&self.ranks, cells, WIDTH, self.sure[0]);
        (ranked.best, ranked.lead, ranked.at_first)
    }

    /// The best of the candidates at the first look.
    #[cfg(feature = "training")]
    #[must_use]
    pub fn first_choice(&self, cells: &[u8]) -> usize {
        best_of(&self.ranks, cells, WIDTH, i32::MIN).best
    }

    /// The best of the candidates, its lead, and the row that says whether the quotation is a quote: that of the best,
    /// with how clear the choice was.
    #[must_use]
    pub fn rank_and_describe(&self, cells: &[u8], by_rules: usize) -> (usize, i32, Vec<u8>) {
        let ranked = best_of(&self.ranks, cells, WIDTH, self.sure[0]);
        let mut row = cells.get(ranked.best * WIDTH..(ranked.best + 1) * WIDTH).unwrap_or_default().to_vec();
        row.resize(WIDTH, 0);
        let step = |lead: i32| self.steps.partition_point(|(least, _)| *least <= lead);
        for value in [step(ranked.lead), step(ranked.over_last), usize::from(ranked.best == by_rules)] {
            row.push(u8::try_from(value).unwrap_or(u8::MAX));
        }
        (ranked.best, ranked.lead, row)
    }

    /// How strongly the quotation with this row is a quote; above 0 it is one. Where the first look is sure that it is none, the
    /// other trees are not asked; how sure it is that it is one is read off all trees, as the steps were fitted on them.
    #[must_use]
    pub fn keep(&self, row: &[u8]) -> i32 {
        let first = self.keep_at_first(row);
        if first <= self.sure[1].saturating_neg() {
            return first;
        }
        first + self.keeps.rest(row)
    }

    /// The same at the first look.
    #[must_use]
    pub fn keep_at_first(&self, row: &[u8]) -> i32 {
        self.keeps.glance(row)
    }

    /// Which proposal of a cue is best; nothing is the first.
    #[must_use]
    pub fn choose_report(&self, cells: &[u8]) -> (usize, i32) {
        let ranked = best_of(&self.reports, cells, features::WIDTH, i32::MAX);
        (ranked.best, ranked.lead)
    }
}

/// The steps that `bytes` hold, six bytes each.
fn read_steps(bytes: &[u8]) -> Steps {
    let step = |step: &[u8]| Some((i32::from_le_bytes(*step.first_chunk()?), u16::from_le_bytes(*step.last_chunk()?)));
    bytes.chunks_exact(6).filter_map(step).collect()
}

/// How likely a choice with this lead is right, per mille.
fn likely(steps: &[(i32, u16)], lead: i32) -> u16 {
    let past = steps.partition_point(|(least, _)| *least <= lead);
    past.checked_sub(1).and_then(|step| steps.get(step)).map_or(500, |(_, likely)| *likely)
}

/// How often the plain case is right, per mille (PolNeAR train, November 2026).
const PLAIN_CASES_ARE_RIGHT: u16 = 985;

/// `"…," said Ann` with the quotation first in its sentence: half of all quotes, and no question for the trees.
#[must_use]
pub fn plain_case(context: &QuotationContext<'_>) -> Option<usize> {
    let setting = context.setting;
    if !setting.leads || !setting.handed_on {
        return None;
    }
    context.candidates.iter().position(|candidate| {
        let verb = candidate.cue.and_then(|place| context.scene.cues.get(place)).and_then(|cue| cue.verb);
        candidate.relation == Relation::After
            && candidate.gap == 0
            && verb.is_some_and(|verb| verb.kind == SpeechKind::Say)
            && candidate.source.as_ref().is_some_and(|source| source.kind != SourceKind::Name)
    })
}

/// The first eighth of the trees looks at every row, the others only at the best few of them: at how many.
const FINALISTS: usize = 3;

/// What the trees make of some rows.
struct Ranked {
    /// The first row of highest score.
    best: usize,
    /// Its lead over the next best.
    lead: i32,
    /// The lead of the best at the first look.
    #[cfg_attr(not(feature = "training"), allow(dead_code))] // the trainer sets the bound for the first look by it
    at_first: i32,
    /// Its lead over the last row at the first look.
    over_last: i32,
}

/// Ranks rows; from a lead of `sure` at the first look there is no second.
fn best_of(trees: &Trees, cells: &[u8], width: usize, sure: i32) -> Ranked {
    let rows: Vec<&[u8]> = cells.chunks_exact(width).collect();
    let scores = trees.glance_at_all(&rows);
    let mut rows: Vec<(i32, usize, &[u8])> =
        scores.into_iter().zip(rows).enumerate().map(|(place, (score, row))| (score, place, row)).collect();
    let last = rows.last().map_or(0, |(score, ..)| *score);
    rows.sort_by_key(|(score, place, _)| (std::cmp::Reverse(*score), *place));
    let over_last = rows.first().map_or(0, |(score, ..)| score.saturating_sub(last));
    let lead = |rows: &[(i32, usize, &[u8])]| match rows {
        [(most, ..), (next, ..), ..] => most.saturating_sub(*next),
        _ => i32::MAX,
    };
    let at_first = lead(&rows);
    if at_first >= sure {
        return Ranked { best: rows.first().map_or(0, |(_, place, _)| *place), lead: i32::MAX, at_first, over_last };
    }
    rows.truncate(FINALISTS);
    let finalists: Vec<&[u8]> = rows.iter().map(|(.., row)| *row).collect();
    for ((score, ..), more) in rows.iter_mut().zip(trees.rest_of_all(&finalists)) {
        *score += more;
    }
    rows.sort_by_key(|(score, place, _)| (std::cmp::Reverse(*score), *place));
    Ranked { best: rows.first().map_or(0, |(_, place, _)| *place), lead: lead(&rows), at_first, over_last }
}

impl AntecedentRanker for SpeakerModel {
    fn choose_antecedent(&self, rows: &[u8]) -> usize {
        if self.pronouns.count() == 0 {
            return RuleRanker.choose_antecedent(rows);
        }
        best_of(&self.pronouns, rows, antecedents::WIDTH, i32::MAX).best
    }
}

impl Ranker for SpeakerModel {
    fn choose(&self, context: &QuotationContext<'_>) -> Choice {
        if let Some(choice) = self.choose_early(context) {
            return choice;
        }
        let (cells, by_rules) = rows(context);
        let (chosen, lead, row) = self.rank_and_describe(&cells, by_rules);
        let keep = self.keep(&row);
        let named = is_name(context.scene, context.place, context.setting);
        // Right is a row whose words are a quote and whose speaker spoke them.
        let both = u32::from(likely(&self.steps, lead)) * u32::from(likely(&self.keep_steps, keep)) / 1000;
        Choice { chosen, kept: keep > 0 && !named, confidence: u16::try_from(both).unwrap_or(1000) }
    }

    fn choose_early(&self, context: &QuotationContext<'_>) -> Option<Choice> {
        let confidence = PLAIN_CASES_ARE_RIGHT;
        if let Some(chosen) = plain_case(context) {
            return Some(Choice { chosen, kept: true, confidence });
        }
        let signed = |candidate: &Candidate| candidate.relation == Relation::Signed;
        let kept = is_signed(context.scene, context.place, context.setting);
        context.candidates.iter().position(signed).map(|chosen| Choice { chosen, kept, confidence })
    }

    fn choose_content(&self, context: &CueContext<'_>) -> (usize, u16) {
        let (chosen, lead) = self.choose_report(&features::rows(context, &self.rates));
        (chosen, likely(&self.report_steps, lead))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_weights_are_read() {
        assert_eq!(load(), Ok(()));
    }

    #[test]
    fn broken_weights_are_an_error() {
        let mut foreign = BYTES.to_vec();
        foreign[MAGIC.len() + 4 + 5] += 1; // another number of features
        for bytes in [&BYTES[..BYTES.len() - 1], &BYTES[..MAGIC.len()], &foreign, b""] {
            assert_eq!(read(bytes).err(), Some(BrokenData { file: "models/speakers.bin" }));
        }
    }
}
