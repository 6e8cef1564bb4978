//! German nouns that are surnames too and stand for nobody the page names: `Bei Krebs hilft das wenig.`
//!
//! Invariant: nothing is dropped; what may be a noun is doubtful.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analyse::names::toponyms::edit::opens;
use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::german_nouns::{self, Noun};
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::places::toponym_words::{Topic, is_in};
use crate::model::Field;

/// How sure a surname is that is a noun where it stands, per mille: below what lists show. Set by judgement in November 2026.
const DOUBTFUL: u16 = 550;

/// Makes lone surnames doubtful that are nouns, where each time a noun might stand and nobody is named in full.
pub(super) fn doubt(page: &Page<'_>, language: &str, names: &mut [Name]) {
    if !matches!(language, "de" | "lb") {
        return;
    }
    let mut full: FxHashSet<&str> = FxHashSet::default();
    let mut lone: FxHashMap<&str, bool> = FxHashMap::default();
    for name in names.iter().filter(|name| name.kind == NameKind::Person) {
        let Some(text) = page.fields.get(name.field) else { continue };
        if name.tokens.len() > 1 {
            full.extend(name.tokens.clone().map(|at| text.word(at)));
            continue;
        }
        let word = text.word(name.tokens.start);
        let noun = may_be_noun(text, name.tokens.start);
        lone.entry(word)
            .and_modify(|all| *all &= noun)
            .or_insert_with(|| noun && german_nouns::find(&lower_case(word)) == Noun::Listed);
    }
    for name in names.iter_mut().filter(|name| name.kind == NameKind::Person && name.tokens.len() == 1) {
        let word = page.fields.get(name.field).map_or("", |text| text.word(name.tokens.start));
        if lone.get(word) == Some(&true) && !full.contains(word) {
            name.confidence = name.confidence.min(DOUBTFUL);
        }
    }
}

/// Whether a noun without an article might stand at a token of running text: at the start of a sentence or behind a preposition.
fn may_be_noun(text: &FieldText<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |at| text.word(at));
    let signed = matches!(text.field, Field::Byline | Field::Credit(_));
    !signed && (opens(text, at) || before == ":" || is_in(Topic::Locatives, "de", &lower_case(before)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Article;

    #[test]
    fn a_noun_is_doubtful_as_somebody() {
        let check = |body: &str, at: usize, expected: u16| {
            let article = Article { body: body.to_owned(), language: Some("de".to_owned()), ..Article::default() };
            let page = Page::new(&article);
            let mut names = vec![Name { field: 0, tokens: at..at + 1, kind: NameKind::Person, confidence: 900 }];
            doubt(&page, "de", &mut names);
            assert_eq!(names[0].confidence, expected, "{body}");
        };
        check("Das hilft bei Krebs wenig.", 3, DOUBTFUL);
        check("Das sagte Krebs gestern.", 2, 900);
        check("Das hilft bei Zorvex wenig.", 3, 900);
    }
}
