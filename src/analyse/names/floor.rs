//! Leaves out what is more likely no name than one.
//!
//! Names with their confidence come in, those that are sure enough go out. A page that names something clearly once names it
//! wherever the same words stand, so that the surest of a page's mentions speaks for all of them.
//!
//! Invariant: of the same words of the same kind all mentions stay or none.

use rustc_hash::FxHashMap;

use crate::analyse::names::trained::tongues::{ENGLISH, tongue};
use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::Page;

/// How sure one mention has to be, per mille.
///
/// English: chosen on `gmb_dev`, `gum_perm_test` and `uner_pud_test` in November 2026; of the steps tried the highest that
/// kept F1 on all three, but for half a point of places on `gum_perm_test`. Other languages: F1 is highest where the bar is
/// half of it (Lipton et al., 2014), and a little more is asked of people, whom everyday words with a capital are taken for.
fn least(kind: NameKind, is_english: bool) -> u16 {
    match (kind, is_english) {
        (NameKind::Person, true) => 430,
        (NameKind::Place, true) => 350,
        (NameKind::Organisation, true) | (NameKind::Person, false) => 450,
        (NameKind::Place | NameKind::Organisation, false) => 400,
    }
}

/// Leaves out the names that are not sure enough.
#[must_use]
pub(crate) fn apply(page: &Page<'_>, mut names: Vec<Name>) -> Vec<Name> {
    let is_english = tongue(page.language) == ENGLISH;
    let key = |name: &Name| page.fields.get(name.field).map(|text| (name.kind, text.slice(&name.tokens)));
    let mut surest: FxHashMap<(NameKind, &str), u16> = FxHashMap::default();
    for name in &names {
        if let Some(key) = key(name) {
            let sure = surest.entry(key).or_default();
            *sure = name.confidence.max(*sure);
        }
    }
    let sure: Vec<bool> = names
        .iter()
        .map(|name| {
            let sure = key(name).and_then(|key| surest.get(&key)).copied();
            sure.unwrap_or(name.confidence) >= least(name.kind, is_english)
        })
        .collect();
    let mut sure = sure.into_iter();
    names.retain(|_| sure.next().unwrap_or(true));
    names
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::floor::*;
    use crate::model::Article;

    #[test]
    fn a_doubtful_name_stays_where_the_page_names_the_same_clearly() {
        let article = Article { body: "Oakley left. Then Oakley and Rowan met.".to_owned(), ..Article::default() };
        let page = Page::new(&article);
        let at = |word: &str, from: usize| (from..100).find(|at| page.fields[0].word(*at) == word).expect("a word");
        let name = |at: usize, confidence| Name { field: 0, tokens: at..at + 1, kind: NameKind::Person, confidence };
        let first = at("Oakley", 0);
        let names = vec![name(first, 300), name(at("Oakley", first + 1), 900), name(at("Rowan", 0), 300)];
        let kept = names[..2].to_vec();
        assert_eq!(apply(&page, names), kept);
    }
}
