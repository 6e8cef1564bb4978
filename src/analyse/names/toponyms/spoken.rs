//! Languages and those who speak them are no people: `Tavari speakers`, `the language of Tavari`.

use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::Page;
use crate::lexicon::places::toponym_words::{Topic, is};

/// Drops names of people that the words next to them call a language, and those of the same words on the page.
pub(super) fn settle(page: &Page<'_>, names: &mut Vec<Name>) {
    let surface = |name: &Name| page.fields.get(name.field).map_or("", |text| text.slice(&name.tokens));
    let lone = |name: &Name| name.kind == NameKind::Person && name.tokens.len() <= 2;
    let spoken: Vec<&str> = names.iter().filter(|name| lone(name) && is_spoken(page, name)).map(surface).collect();
    if !spoken.is_empty() {
        names.retain(|name| !lone(name) || !spoken.contains(&surface(name)));
    }
}

/// Whether a word for speaking a language stands right next to a name: after it, or before it and `of`.
fn is_spoken(page: &Page<'_>, name: &Name) -> bool {
    let Some(text) = page.fields.get(name.field) else { return false };
    let lower = |at: Option<usize>| at.map_or_else(String::new, |at| text.word(at).to_lowercase());
    let before = |by: usize| name.tokens.start.checked_sub(by);
    let speaks = |at: Option<usize>| is(Topic::Languages, &lower(at));
    speaks(Some(name.tokens.end)) || lower(before(1)) == "of" && speaks(before(2))
}
