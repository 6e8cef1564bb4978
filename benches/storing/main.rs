//! What storing costs: against bare SQLite, on one core and on two, at the beginning of a large import and at its end.
//!
//! `cargo bench --bench storing [-- --articles N --input FILE --rounds R --keep FILE]` writes N invented articles of 400 words as JSON Lines (8,000
//! unless said; or takes those of a file), imports them with the release binary and prints
//!
//! - the CPU of the storing thread an article, and what bare SQLite with one full-text index takes for the same rows in this process;
//! - wall and CPU seconds on one core and on all of them, in turn, R rounds (1 unless said, 0 for none; it takes `taskset`);
//! - how many threads could run at a time, whether or not a core was free: a measure of what a second core can do that hangs less on
//!   the load of the machine;
//! - from 40,000 articles on, articles a second in the first tenth and in the last, by the clock and by CPU time;
//! - the most memory the import had, and the size of the file against that of the input.
//!
//! The corpus is random words: it says what rows cost, nothing about accuracy. Linux alone, for it reads `/proc`.

#![allow(clippy::print_stdout)] // What a bench measures is its output.

mod corpus;
mod floor;

use std::fs;
use std::io::{BufRead as _, BufReader, BufWriter};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{Usage, UsageWho, getrusage};
use rusqlite::{Connection, OpenFlags};

/// How often the running import is looked at.
const PAUSE: Duration = Duration::from_millis(25);
/// From how many articles on a tenth has at least two batches.
const LARGE: u64 = 40_000;
/// How many looks lie between two questions how much is stored.
const LOOKS: u32 = 8;

fn main() {
    let rounds: u32 = option("--rounds").and_then(|count| count.parse().ok()).unwrap_or(1);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (input, count) = input(folder.path());
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let len = |path: &Path| fs::metadata(path).map_or(0, |data| data.len()) as f64;
    println!("{count} articles, {:.1} MB; load average {}", len(&input) / 1e6, load.trim());

    let archive = option("--keep").map_or_else(|| folder.path().join("made.db"), PathBuf::from);
    let run = import(&input, &archive, None);
    let (floor, floor_len) = floor::write(&archive, &folder.path().join("floor.db")).expect("the floor is written");
    let each = |seconds: f64| seconds / count as f64 * 1e3;
    println!(
        "storing       {:.3} ms CPU an article, the floor {:.3}: {:.2} times",
        each(run.storing_s),
        each(floor),
        run.storing_s / floor
    );
    println!("import        {:.3} ms CPU an article, {:.1} CPU s, {:.1} s", each(run.cpu_s), run.cpu_s, run.wall_s);
    if count >= LARGE {
        run.print_tenths(count as f64);
    }
    run.print_threads();
    println!("peak memory   {:.0} MB", run.peak_kib * 1024.0 / 1e6);
    println!(
        "file          {:.1} MB, {:.2} times the input; the floor {:.2} times",
        len(&archive) / 1e6,
        len(&archive) / len(&input),
        floor_len as f64 / len(&input)
    );
    for round in 1..=rounds {
        let path = folder.path().join("again.db");
        let mut wall = [0.0; 2];
        for (place, cores) in [Some("0"), None].into_iter().enumerate() {
            let again = import(&input, &path, cores);
            let _ = fs::remove_file(&path);
            wall[place] = again.wall_s;
            let name = if cores.is_some() { "one core" } else { "all cores" };
            println!("{name:<13} {:.1} s, {:.1} CPU s, round {round}", again.wall_s, again.cpu_s);
        }
        println!("              {:.2} times as fast", wall[0] / wall[1]);
    }
}

/// The articles that are imported, and how many they are.
fn input(folder: &Path) -> (PathBuf, u64) {
    if let Some(path) = option("--input") {
        let lines = BufReader::new(fs::File::open(&path).expect("the file is there")).split(b'\n').count();
        return (path.into(), lines as u64);
    }
    let count = option("--articles").and_then(|count| count.parse().ok()).unwrap_or(8_000);
    let path = folder.join("made.jsonl");
    let mut out = BufWriter::new(fs::File::create(&path).expect("a file"));
    corpus::Corpus::new().write(&mut out, count).expect("the articles are written");
    (path, count)
}

fn option(name: &str) -> Option<String> {
    std::env::args().skip_while(|argument| argument != name).nth(1)
}

/// What one import took.
#[derive(Default)]
struct Run {
    wall_s: f64,
    cpu_s: f64,
    storing_s: f64,
    peak_kib: f64,
    /// In how many looks no thread could run, one could, two could, more could.
    able: [u32; 4],
    /// Articles stored, by the clock and by CPU time.
    progress: Vec<(f64, f64, f64)>,
}

impl Run {
    fn print_tenths(&self, count: f64) {
        let at = |share: f64| self.progress.iter().find(|(stored, ..)| *stored >= share * count);
        let (Some(first), Some(last)) = (at(0.1), at(0.9)) else { return };
        let rates = [first.0 / first.1, (count - last.0) / (self.wall_s - last.1)];
        let cpu_rates = [first.0 / first.2, (count - last.0) / (self.cpu_s - last.2)];
        println!("first tenth   {:.0} articles a second, {:.0} a CPU second", rates[0], cpu_rates[0]);
        println!("last tenth    {:.0} articles a second, {:.0} a CPU second", rates[1], cpu_rates[1]);
        println!("last ÷ first  {:.2}, by CPU {:.2}", rates[1] / rates[0], cpu_rates[1] / cpu_rates[0]);
    }
}

impl Run {
    fn print_threads(&self) {
        let share = |looks: u32| f64::from(looks) / f64::from(self.able.iter().sum::<u32>().max(1));
        let [none, one, two, more] = self.able.map(share);
        let speed = (one + 2.0 * (two + more)) / (one + two + more);
        println!(
            "threads       none {none:.2}, one {one:.2}, two {two:.2}, more {more:.2}: two cores of its own make it {speed:.2} times as fast"
        );
    }
}

/// Imports `input` into a new archive, on the core named or on all.
fn import(input: &Path, archive: &Path, core: Option<&str>) -> Run {
    let binary = env!("CARGO_BIN_EXE_archive");
    let mut command = match core {
        Some(core) => {
            let mut command = Command::new("taskset");
            command.args(["--cpu-list", core, binary]);
            command
        }
        None => Command::new(binary),
    };
    let (clock, before) = (Instant::now(), children_seconds());
    let child =
        command.arg("--db").arg(archive).arg("import").arg(input).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut child = child.expect("the binary runs");
    let mut run = Run::default();
    let mut looks = 0_u32;
    while child.try_wait().expect("the child is ours").is_none() {
        run.look_at(&child);
        looks += 1;
        if looks.is_multiple_of(LOOKS)
            && let Some(stored) = stored(archive)
            && run.progress.last().is_none_or(|(known, ..)| *known < stored)
        {
            run.progress.push((stored, clock.elapsed().as_secs_f64(), process_seconds(child.id())));
        }
        std::thread::sleep(PAUSE);
    }
    assert!(child.wait().expect("the child is ours").success(), "the import failed");
    run.wall_s = clock.elapsed().as_secs_f64();
    run.cpu_s = children_seconds() - before;
    run
}

impl Run {
    /// Notes what the kernel says of the running import.
    fn look_at(&mut self, child: &Child) {
        let folder = PathBuf::from(format!("/proc/{}", child.id()));
        let status = fs::read_to_string(folder.join("status")).unwrap_or_default();
        let peak =
            status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
        self.peak_kib = peak.unwrap_or(0.0_f64).max(self.peak_kib);
        let mut able = 0;
        for task in fs::read_dir(folder.join("task")).into_iter().flatten().flatten() {
            // The state stands behind the name in brackets, which may hold anything.
            let stat = fs::read_to_string(task.path().join("stat")).unwrap_or_default();
            able += usize::from(stat.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with('R')));
            let is_storing = fs::read_to_string(task.path().join("comm")).is_ok_and(|name| name.trim() == "store");
            if is_storing && let Some(seconds) = on_cpu(&task.path()) {
                self.storing_s = self.storing_s.max(seconds);
            }
        }
        self.able[able.min(3)] += 1;
    }
}

/// Seconds that a thread was on a CPU.
fn on_cpu(task: &Path) -> Option<f64> {
    let text = fs::read_to_string(task.join("schedstat")).ok()?;
    Some(text.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}

/// The same of all threads of a process that have not ended.
fn process_seconds(id: u32) -> f64 {
    let tasks = fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
    tasks.filter_map(|task| on_cpu(&task.path())).sum()
}

/// How many articles the archive holds by now; `None` where that cannot be told.
fn stored(archive: &Path) -> Option<f64> {
    let connection = Connection::open_with_flags(archive, OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
    connection
        .query_row("SELECT imported FROM imports", [], |row| row.get::<_, f64>(0))
        .ok()
        .filter(|stored| *stored > 0.0)
}

fn children_seconds() -> f64 {
    seconds(&getrusage(UsageWho::RUSAGE_CHILDREN).expect("the kernel counts"))
}

fn seconds(usage: &Usage) -> f64 {
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    seconds(usage.user_time()) + seconds(usage.system_time())
}
