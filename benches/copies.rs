//! How well copies are found on made sets of several seeds.
//!
//! `cargo bench --bench copies [-- --originals N] [--seed N]` makes originals with ten copies each and articles that are no
//! copies, imports them with the release binary, and prints precision, recall by sort of copy, and what was wrongly called a
//! copy. Thresholds are chosen on seed 1 and reported on seeds 2 and 3.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // What a bench measures is its output.

#[path = "../tests/copies/made.rs"]
mod made;
#[path = "../tests/copies/scores.rs"]
mod scores;

use std::process::Command;
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let after = |name: &str| {
        let place = arguments.iter().position(|argument| argument == name)?;
        arguments.get(place + 1)?.parse::<u64>().ok()
    };
    let originals = usize::try_from(after("--originals").unwrap_or(100)).unwrap();
    let seeds = after("--seed").map_or_else(|| vec![2, 3], |seed| vec![seed]);
    for seed in seeds {
        let set = made::made(seed, originals);
        let folder = tempfile::tempdir().unwrap();
        let (pages, archive) = (folder.path().join("made.jsonl"), folder.path().join("made.db"));
        scores::write(&set, &pages);
        let import = Command::new(env!("CARGO_BIN_EXE_archive"))
            .args(["--db".as_ref(), archive.as_os_str(), "import".as_ref(), pages.as_os_str()])
            .output()
            .unwrap();
        assert!(import.status.success(), "{}", String::from_utf8_lossy(&import.stderr));
        let began = Instant::now();
        let scores = scores::scores(&set, &archive);
        println!(
            "seed {seed}: {} articles, precision {:.4} of {} pairs called copies, recall {:.4} ({:.1} ms an article)",
            set.len(),
            scores.precision(),
            scores.called.0,
            scores.recall(),
            began.elapsed().as_secs_f64() * 1000.0 / set.len() as f64
        );
        println!("  one row a story: precision {:.4}, recall {:.4}", scores.story_precision(), scores.story_recall());
        for (sort, (asked, found)) in &scores.recall {
            println!("  {sort:<20} {:.3} of {asked}", scores::share(*found, *asked));
        }
        for ((one, other), count) in &scores.wrong {
            println!("  wrong: {one} and {other}, {count}");
        }
    }
}
