//! The power goes: what was not synchronised is lost, in part or torn, and the archive is whole all the same.
//!
//! A run is written down call by call; its files are then made anew as a disk may hold them after any of the calls.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use super::bench::{Bench, Form, beside};
use super::owner::{COMMANDS, expect_completed};
use super::shim::{Act, SUFFIXES};
use crate::dump::dump;

/// Numbers that look random and are the same in every run (Knuth's constants for a linear congruence).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// A file as the disk holds it, and what is still on its way there.
#[derive(Clone, Default)]
struct File<'a> {
    kept: Vec<u8>,
    under_way: Vec<&'a Act>,
}

impl File<'_> {
    fn settle(&mut self) {
        for act in std::mem::take(&mut self.under_way) {
            apply(&mut self.kept, act, usize::MAX);
        }
    }

    /// What is found after the cut: all, none, or some of what was under way, the last of it torn between two sectors.
    fn after_cut(mut self, manner: u64, dice: &mut Dice) -> Vec<u8> {
        for act in std::mem::take(&mut self.under_way) {
            let most = match manner {
                0 => 0,
                1 => usize::MAX,
                _ => match dice.throw(4) {
                    0 => 0,
                    1 => 512 * usize::try_from(dice.throw(33)).unwrap(),
                    _ => usize::MAX,
                },
            };
            apply(&mut self.kept, act, most);
        }
        self.kept
    }
}

/// Does `act`, of a write no more than the first `most` bytes.
fn apply(bytes: &mut Vec<u8>, act: &Act, most: usize) {
    match act {
        Act::Write(offset, written) => {
            let written = &written[..most.min(written.len())];
            if written.is_empty() {
                return;
            }
            bytes.resize(bytes.len().max(offset + written.len()), 0);
            bytes[*offset..offset + written.len()].copy_from_slice(written);
        }
        Act::Length(length) if most > 0 => bytes.resize(*length, 0),
        _ => {}
    }
}

fn cut(form: Form) {
    let (bench, cuts) = match form {
        Form::Short => (Bench::new(60, 2, 20), 6),
        Form::Long => (Bench::new(400, 2, 100), 110),
    };
    let db = bench.path("archive.db");
    let ruin = bench.path("ruin.db");
    let mut dice = Dice(12);
    let (mut played, mut lossy) = (0, 0);
    for journal in ["wal", "rollback"] {
        bench.start(&db);
        let first = fs::read(&db).unwrap();
        let acts = bench.log_of(&db, &["import", "--journal", journal, "all.jsonl"]);
        assert!(acts.len() > cuts, "{} calls", acts.len());
        for cut in 0..cuts {
            let last = (cut + 1) * acts.len() / cuts;
            let files = files_after(&first, &acts[..last]);
            let manner = dice.throw(3);
            lossy += usize::from(manner != 1 && files.values().any(|file| !file.under_way.is_empty()));
            lay_out(&ruin, files, manner, &mut dice);
            played += 1;
            bench.expect_whole(
                &ruin,
                &format!("{journal}: power cut after call {last} of {}, manner {manner}", acts.len()),
            );
        }
    }
    assert!(lossy > 0, "no cut lost anything");
    eprintln!("power cuts: {played} played back, {lossy} of them lost calls; failures 0");
}

/// The files as they are when these calls have been made.
fn files_after<'a>(first: &[u8], acts: &'a [(usize, Act)]) -> HashMap<usize, File<'a>> {
    let mut files: HashMap<usize, File<'_>> = HashMap::from([(0, File { kept: first.to_vec(), ..File::default() })]);
    for (file, act) in acts {
        match act {
            Act::Remove => drop(files.remove(file)),
            Act::Sync => files.entry(*file).or_default().settle(),
            act => files.entry(*file).or_default().under_way.push(act),
        }
    }
    files
}

/// The power goes while articles are deleted.
fn cut_deletion(form: Form) {
    let (bench, cuts) = match form {
        Form::Short => (Bench::new(20, 2, 20), 6),
        Form::Long => (Bench::new(150, 2, 60), 200),
    };
    let (db, ruin) = (bench.path("archive.db"), bench.path("ruin.db"));
    bench.start(&db);
    assert_eq!(bench.run(&db, &["import", "all.jsonl"]).code, Some(0));
    let first = fs::read(&db).unwrap();
    let deletion = COMMANDS[0];
    let acts = bench.log_of(&db, deletion.0);
    let done = dump(&db);
    let mut dice = Dice(16);
    let (mut played, mut lossy) = (0, 0);
    for cut in 0..cuts {
        let last = (cut + 1) * acts.len() / cuts;
        let files = files_after(&first, &acts[..last]);
        let manner = dice.throw(3);
        lossy += usize::from(manner != 1 && files.values().any(|file| !file.under_way.is_empty()));
        lay_out(&ruin, files, manner, &mut dice);
        played += 1;
        let context = format!("deletion: power cut after call {last} of {}, manner {manner}", acts.len());
        expect_completed(&bench, &ruin, deletion, &done, &context);
    }
    assert!(lossy > 0, "no cut lost anything");
    eprintln!("power cuts of a deletion: {played} played back, {lossy} of them lost calls; failures 0");
}

#[test]
fn power_cut_leaves_a_deletion_done_or_to_be_done() {
    cut_deletion(Form::Short);
}

#[test]
#[ignore = "long form"]
fn long_power_cut_leaves_a_deletion_done_or_to_be_done() {
    cut_deletion(Form::Long);
}

fn lay_out(db: &Path, files: HashMap<usize, File<'_>>, manner: u64, dice: &mut Dice) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let _ = fs::remove_file(beside(db, suffix));
    }
    let mut files: Vec<_> = files.into_iter().collect();
    files.sort_by_key(|(file, _)| *file);
    for (file, content) in files {
        fs::write(beside(db, SUFFIXES[file]), content.after_cut(manner, dice)).unwrap();
    }
}

#[test]
fn power_cut_costs_at_most_a_batch() {
    cut(Form::Short);
}

#[test]
#[ignore = "long form"]
fn long_power_cut_costs_at_most_a_batch() {
    cut(Form::Long);
}
