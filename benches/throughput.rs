//! What importing, extracting and asking cost, as whole processes.
//!
//! `cargo bench --bench throughput [-- --articles N]` writes N invented pages (3,000 unless said) into a temporary
//! folder, runs the release binary on them and prints articles and words per CPU-second of `import` and `extract`, and
//! for each query the median wall and CPU milliseconds of nine processes. CPU time is user and system time of the child,
//! all threads, start-up included. The load of the machine is printed first: compare runs of one machine only.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};

const PEOPLE: &[(&str, &str)] = &[
    ("Marta", "Lindqvist"),
    ("Joseph", "Okoye"),
    ("Ilse", "Brandt"),
    ("Tomás", "Ferrando"),
    ("Priya", "Raman"),
    ("Anton", "Weissmann"),
    ("Noura", "Haddad"),
    ("Kenji", "Nakagawa"),
    ("Ruth", "Banda"),
    ("Pavel", "Petrov"),
    ("Sinead", "Gallagher"),
    ("Omar", "Mansour"),
];
const PLACES: &[&str] =
    &["Warsaw", "Nairobi", "Lima", "Jakarta", "Ankara", "Oslo", "Lagos", "Athens", "Dublin", "Amman", "Quito", "Hanoi"];
const SUBJECTS: &[&str] =
    &["the harbour plan", "the water tariff", "the rail link", "a school reform", "fishing rights", "the budget"];
const CLAIMS: &[&str] = &[
    "we will not sign anything that we cannot explain at home",
    "nobody should have to wait another winter for this",
    "the figures are worse than we were told",
    "this is a beginning and not a result",
    "our people have done everything that was asked of them",
];

fn main() {
    let count = article_count();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let pages = folder.path().join("pages");
    let words = write_pages(&pages, count);
    let archive = folder.path().join("bench.db");
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("{count} pages, {words} words; load average {}", load.split(' ').next().unwrap_or("unknown"));

    let pages = pages.to_string_lossy().into_owned();
    let file = archive.to_string_lossy().into_owned();
    for (name, arguments) in [
        ("extract", vec!["extract", &pages]),
        ("import", vec!["--db", &file, "import", &pages]),
        ("import again", vec!["--db", &file, "import", &pages]),
    ] {
        let cost = run(&arguments);
        println!(
            "{name:<13} {:>9.0} articles/CPU s {:>11.0} words/CPU s   CPU {:.2} s, wall {:.2} s",
            count as f64 / cost.cpu_s,
            words as f64 / cost.cpu_s,
            cost.cpu_s,
            cost.wall_s
        );
    }
    let size = fs::metadata(&archive).map_or(0, |data| data.len());
    println!("archive       {:.1} MB, {:.2} times the text", size as f64 / 1e6, size as f64 / text_size(&pages) as f64);

    let queries: &[&[&str]] = &[
        &["query", "--person", "Okoye"],
        &["query", "harbour", "plan"],
        &["query", "harbour", "--sort", "relevance"],
        &["query", "--place", "Nairobi", "--speaker", "Haddad"],
        &["show", "1"],
        &["people"],
        &["places"],
        &["organisations"],
        &["quotes", "--speaker", "Lindqvist"],
        &["captions", "--repeated"],
        &["stats"],
    ];
    for query in queries {
        let arguments: Vec<&str> = ["--db", &file].into_iter().chain(query.iter().copied()).collect();
        let mut costs: Vec<Cost> = (0..9).map(|_| run(&arguments)).collect();
        costs.sort_by(|a, b| a.wall_s.total_cmp(&b.wall_s));
        let wall = costs[4].wall_s;
        costs.sort_by(|a, b| a.cpu_s.total_cmp(&b.cpu_s));
        println!("{:<42} wall {:>7.1} ms   CPU {:>7.1} ms", query.join(" "), wall * 1e3, costs[4].cpu_s * 1e3);
    }
}

fn article_count() -> usize {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--articles").skip(1);
    arguments.next().and_then(|count| count.parse().ok()).unwrap_or(3_000)
}

struct Cost {
    cpu_s: f64,
    wall_s: f64,
}

/// Runs the binary once; its output is thrown away.
fn run(arguments: &[&str]) -> Cost {
    let (before, clock) = (children_cpu(), Instant::now());
    let status = Command::new(env!("CARGO_BIN_EXE_archive"))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the binary runs");
    assert!(status.success(), "{arguments:?}: {status}");
    Cost { cpu_s: children_cpu() - before, wall_s: clock.elapsed().as_secs_f64() }
}

fn children_cpu() -> f64 {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the kernel counts");
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    seconds(usage.user_time()) + seconds(usage.system_time())
}

fn text_size(folder: &str) -> u64 {
    let files = fs::read_dir(folder).expect("the pages are there");
    files.filter_map(|file| file.ok()?.metadata().ok()).map(|data| data.len()).sum()
}

/// Writes `count` pages in the shape of a copied news page; the words in all of them.
fn write_pages(folder: &Path, count: usize) -> usize {
    fs::create_dir_all(folder).expect("a folder for the pages");
    let mut words = 0;
    for number in 0..count {
        let page = page(number);
        words += page.split_whitespace().count();
        fs::write(folder.join(format!("{number:06}.txt")), page).expect("a page is written");
    }
    words
}

fn page(number: usize) -> String {
    let mut pick = Picker(number as u64 * 2 + 1);
    let cast: Vec<(&str, &str)> = (0..4).map(|_| pick.from(PEOPLE)).collect();
    let (place, subject) = (pick.from(PLACES), pick.from(SUBJECTS));
    let photo = pick.next(40);
    let caption = format!(
        "{} {} speaks in {} on the day of picture {photo}",
        PEOPLE[photo % 12].0,
        PEOPLE[photo % 12].1,
        PLACES[photo % 12]
    );
    let mut page = format!(
        "{caption}\n{caption}. © {} {} - AFP/Pool\n{caption}\n{} {}, AFP\nLast updated: May {}, 20{:02}\n\n{} meets {} over {subject}\n\n",
        cast[3].0,
        cast[3].1,
        cast[2].0,
        cast[2].1,
        1 + pick.next(28),
        3 + pick.next(20),
        cast[0].1,
        cast[1].1
    );
    page += &format!(
        "Foreign Minister {} {} met {} {} in {place} on Friday to discuss {subject}, report number {number}.\n\n",
        cast[0].0, cast[0].1, cast[1].0, cast[1].1
    );
    for _ in 0..12 + pick.next(10) {
        let (who, claim, elsewhere) = (pick.from(&cast[..2]), pick.from(CLAIMS), pick.from(PLACES));
        page += &match pick.next(4) {
            0 => format!(
                "\"{}{},\" {} told reporters in {elsewhere}.\n\n",
                claim[..1].to_uppercase(),
                &claim[1..],
                who.1
            ),
            1 => format!(
                "{} said it was \"no secret\" that {subject} had divided the two sides for years, and that talks in {elsewhere} would go on.\n\n",
                who.1
            ),
            2 => format!(
                "The ministry in {elsewhere} published a report of two hundred pages about {subject}, which had taken a year to write.\n\n"
            ),
            _ => format!(
                "According to {}, {claim}. The talks move to {elsewhere} next week, where the delegations will meet again.\n\n",
                who.1
            ),
        };
    }
    page + "Share this article\n© The Daily Example. All rights reserved.\n"
}

/// A small generator of numbers (xorshift64*), so that the same page comes out every time.
struct Picker(u64);

impl Picker {
    fn next(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    fn from<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.next(list.len())]
    }
}
