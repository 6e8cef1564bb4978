//! The name after a dash that signs a quotation: `“We lost.” – Ann Lee, captain`.
//!
//! The clauses of a field come in, the source that signs goes out.
//!
//! Invariant: nothing but a name and a role follows the dash up to the end of the paragraph.

use crate::analyse::quotes::clauses::Clauses;
use crate::analyse::quotes::cues::{Source, SourceKind};

/// The longest signature after the dash, in nodes.
pub const LONGEST_SIGNATURE: usize = 14;

/// Who signs with the dash at node `dash`, up to the end of its paragraph.
#[must_use]
pub fn signer(clauses: &Clauses<'_>, dash: usize) -> Option<Source> {
    if !matches!(clauses.word(dash), "–" | "—" | "-" | "--" | "―") {
        return None;
    }
    let named = clauses.name_at(dash + 1)?;
    let person = named.person?;
    let paragraph = clauses.frames.get(clauses.frame_of(dash))?.paragraph;
    let own = |at: usize| clauses.frames.get(clauses.frame_of(at)).is_some_and(|frame| frame.paragraph == paragraph);
    let end = (named.nodes.end..named.nodes.end + LONGEST_SIGNATURE).find(|at| !own(*at))?;
    let role = named.nodes.end..end;
    let opens = role.is_empty() || matches!(clauses.word(role.start), "," | "(");
    let plain = role.clone().all(|at| {
        !clauses.is_quotation(at)
            && !matches!(clauses.word(at), "/" | ":" | ";" | "?" | "!" | "©")
            && (clauses.word(at) != "." || at + 1 == end)
            && clauses.verbs.get(at).copied().flatten().is_none_or(|verb| verb.noun)
    });
    (opens && plain).then(|| Source { nodes: named.nodes.clone(), kind: SourceKind::Person(person) })
}

/// Who signs the quotation at node `node`, which is all that its paragraph says.
#[must_use]
pub fn signer_of(clauses: &Clauses<'_>, node: usize) -> Option<Source> {
    let paragraph = |at: usize| clauses.frames.get(clauses.frame_of(at)).map(|frame| frame.paragraph);
    let own = paragraph(node)?;
    let first = node == 0 || paragraph(node - 1) != Some(own);
    let near = paragraph(node + 1).is_some_and(|other| other == own || other == own + 1);
    if first && near { signer(clauses, node + 1) } else { None }
}
