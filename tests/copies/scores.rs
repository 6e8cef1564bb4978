//! How many of the copies of a made set are found, and how much of what is called a copy is none.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write as _;
use std::path::Path;

use article_archive::query::{self, ArticleKey, Collapse, Sort, Window};
use article_archive::store::{Access, Archive};

use super::made::Made;

/// What was found of a set.
#[derive(Debug, Default)]
pub struct Scores {
    /// Of each sort of copy: asked for, found. Asked from the original and from the copy, which is two.
    pub recall: BTreeMap<&'static str, (usize, usize)>,
    /// Pairs that were called copies, and those of them that are.
    pub called: (usize, usize),
    /// Pairs of sorts that were called copies and are none, with their number.
    pub wrong: BTreeMap<(&'static str, &'static str), usize>,
    /// Pairs that stand in one story of `--collapse story`, those of them that are of one family, and the copies that stand
    /// in the story of their original, of all copies.
    pub stories: [usize; 4],
}

impl Scores {
    pub fn precision(&self) -> f64 {
        share(self.called.1, self.called.0)
    }

    pub fn recall(&self) -> f64 {
        let sums = self.recall.values().fold((0, 0), |sum, (asked, found)| (sum.0 + asked, sum.1 + found));
        share(sums.1, sums.0)
    }

    pub fn story_precision(&self) -> f64 {
        share(self.stories[1], self.stories[0])
    }

    pub fn story_recall(&self) -> f64 {
        share(self.stories[2], self.stories[3])
    }
}

pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Writes the set as records whose `url` says which they are.
pub fn write(set: &[Made], path: &Path) {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    for (number, Made { headline, body, .. }) in set.iter().enumerate() {
        let url = format!("https://made.example/{number}");
        let record = serde_json::json!({ "id": number.to_string(), "url": url, "headline": headline, "body": body });
        writeln!(file, "{record}").unwrap();
    }
    file.flush().unwrap();
}

/// Asks the archive, into which the set was imported, for the copies of every article.
pub fn scores(set: &[Made], archive: &Path) -> Scores {
    let archive = Archive::open_to_read(archive, Access::default()).unwrap();
    let number = |url: &str| url.rsplit('/').next().unwrap().parse::<usize>().unwrap();
    let all = query::articles(&archive, &query::Query::default(), Sort::Date.into(), Window::ALL).unwrap();
    let numbers: HashMap<i64, usize> = all.iter().map(|row| (row.id, number(row.url.as_deref().unwrap()))).collect();
    let mut scores = Scores::default();
    for (id, one) in &numbers {
        let found = query::copies(&archive, ArticleKey::Id(*id), Window::ALL).unwrap().unwrap();
        let found: BTreeSet<usize> = found.iter().map(|row| numbers[&row.id]).collect();
        for other in &found {
            scores.called.0 += 1;
            if set[*one].family == set[*other].family {
                scores.called.1 += 1;
            } else {
                *scores.wrong.entry((set[*one].sort, set[*other].sort)).or_default() += 1;
            }
        }
        for (other, made) in
            set.iter().enumerate().filter(|(other, made)| other != one && made.family == set[*one].family)
        {
            // Two copies of one original may have nothing in common: nobody asks for them.
            let (("original", sort) | (sort, "original")) = (set[*one].sort, made.sort) else { continue };
            let entry = scores.recall.entry(sort).or_default();
            entry.0 += 1;
            entry.1 += usize::from(found.contains(&other));
        }
    }
    stories(set, &archive, &numbers, &mut scores);
    scores
}

fn stories(set: &[Made], archive: &Archive, numbers: &HashMap<i64, usize>, scores: &mut Scores) {
    let filter = query::Query::default();
    let (rows, count) = query::collapsed(archive, &filter, Sort::Date, Window::ALL, Collapse::Story).unwrap();
    assert_eq!(rows.len() as u64, count);
    assert_eq!(rows.iter().filter_map(|row| row.stands_for).sum::<i64>(), i64::try_from(set.len()).unwrap());
    // A row says how many it stands for and not whom: the rows that are hidden are of the story of a copy that is shown.
    let shown: BTreeSet<usize> = rows.iter().map(|row| numbers[&row.id]).collect();
    let mut families: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (place, made) in set.iter().enumerate() {
        let family = families.entry(made.family).or_default();
        family.0 += 1;
        family.1 += usize::from(shown.contains(&place));
    }
    let hidden = |(all, shown): &(usize, usize)| all - shown;
    scores.stories[0] = families.values().map(hidden).sum();
    scores.stories[1] = families.values().filter(|(_, shown)| *shown > 0).map(hidden).sum();
    scores.stories[2] = scores.stories[1];
    scores.stories[3] = families.values().map(|(all, _)| all - 1).sum();
}
