//! How often names of each clearness are right.

use article_archive::training::analyse::names::NameKind;
use article_archive::training::analyse::names::trained::confidence::{BY_PAGE, word};

use super::isotonic;

/// A name that was found on a held-out page.
#[derive(Clone, Copy, Debug)]
pub struct Judged {
    /// The group of languages.
    pub group: &'static str,
    /// What it was taken for.
    pub kind: NameKind,
    /// How clear it was.
    pub clearness: u16,
    /// Whether it was right, tokens and kind.
    pub right: bool,
}

/// So many bins hold as many names each.
const BINS: usize = 24;

/// The table that ships.
pub fn table(judged: &[Judged]) -> String {
    let mut table = String::from(
        "# How often names were right on held-out pages, per mille: group of languages, kind, names that the page vouches for, then\n\
         # clearness:share. Made by `train_tagger --hold-out --calibrate`.\n",
    );
    for group in ["en", "de", "other"] {
        for kind in [NameKind::Person, NameKind::Place, NameKind::Organisation] {
            let of_both = |name: &&Judged| name.group == group && name.kind == kind;
            let (by_page, by_chain): (Vec<Judged>, Vec<Judged>) =
                judged.iter().filter(of_both).partition(|name| name.clearness == BY_PAGE);
            let right = by_page.iter().filter(|name| name.right).count();
            table.push_str(&format!("{group} {} {}", word(kind), isotonic::share(right, by_page.len())));
            let by_chain = by_chain.iter().map(|name| (name.clearness, name.right)).collect();
            for (clearness, share) in isotonic::curve(by_chain, BINS) {
                table.push_str(&format!(" {clearness}:{share}"));
            }
            table.push('\n');
        }
    }
    table
}
