//! Names in the possessive that an institution bears: `St Mary's Hospital` is no parish of Jamaica.

use crate::analyse::names::toponyms::edit::{is_capital, meeting};
use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::tokens::TokenKind;
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::places::toponym_words::{Topic, is};

/// Drops saints that are called places, and names the institution where its own name goes on.
pub(super) fn drop_possessives(page: &Page<'_>, names: &mut Vec<Name>) {
    for at in (0..names.len()).rev() {
        let Some(name) = names.get(at).filter(|name| name.kind == NameKind::Place) else { continue };
        let Some(text) = page.fields.get(name.field) else { continue };
        let Some(end) = institution(text, name) else { continue };
        let (field, tokens, confidence) = (name.field, name.tokens.start..end, name.confidence);
        names.remove(at);
        let free = meeting(names, field, &tokens).is_empty();
        if end > 0 && free {
            names.insert(at, Name { field, tokens, kind: NameKind::Organisation, confidence });
        }
    }
}

/// Where the name of the institution ends that bears a saint's name; 0 where it is only called by a common noun.
fn institution(text: &FieldText<'_>, name: &Name) -> Option<usize> {
    let first = text.word(name.tokens.start);
    let saint = name.tokens.len() > 1 && matches!(first, "St" | "St." | "Saint" | "Ste" | "Sainte" | "Saints");
    let owner = name.tokens.end;
    if !saint || text.kind(owner) != Some(TokenKind::Possessive) {
        return None;
    }
    let mut end = owner + 1;
    for at in owner + 1..owner + 5 {
        let known = is(Topic::Institutions, &text.word(at).to_lowercase());
        if known && is_capital(text, at) {
            end = at + 1;
        } else if known {
            return Some(if end > owner + 1 { end } else { 0 });
        } else if !is_capital(text, at) {
            break;
        }
    }
    (end > owner + 1).then_some(end)
}
