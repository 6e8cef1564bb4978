//! Words with a name behind a dash: `“We lost.” – Ann Lee, captain`.
//!
//! The nodes of a field come in; the name that signs a quotation, or the lines of a page of nothing but such words, go
//! out.
//!
//! Invariant: nothing but a name and what somebody is follows the dash up to the end of the paragraph.

use crate::analyse::quotes::clauses::Clauses;
use crate::analyse::quotes::cues::sources::{Source, SourceKind};
use crate::analyse::quotes::turns::{Paragraphs, Turn};

/// Nodes behind the dash, at most.
const LONGEST: usize = 14;

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
    let end = (named.nodes.end..named.nodes.end + LONGEST).find(|at| !own(*at))?;
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

/// Signed lines of a page of nothing else, at least.
const LINES: usize = 3;
/// Words of the shortest line that is somebody's.
const SHORTEST: usize = 4;

/// The lines of a page of nothing but words without marks and who said them.
pub(in crate::analyse) fn find_signed_lines(paragraphs: &Paragraphs<'_>) -> Vec<Turn> {
    let clauses = paragraphs.scene.clauses;
    let mut found: Vec<Turn> = Vec::new();
    let mut others = 0;
    for (place, nodes) in paragraphs.nodes.iter().enumerate() {
        let floor = nodes.start.max(nodes.end.saturating_sub(LONGEST + 6));
        let dash = (floor..nodes.end).rev().find_map(|at| Some((at, signer(clauses, at)?)));
        let before = place.checked_sub(1).and_then(|before| paragraphs.nodes.get(before));
        let words = match &dash {
            Some((dash, _)) if *dash == nodes.start => before.cloned(),
            Some((dash, _)) => Some(nodes.start..*dash),
            None => None,
        };
        let (Some(words), Some((_, Source { nodes: named, kind: SourceKind::Person(person) }))) = (words, dash) else {
            others += 1;
            continue;
        };
        let spoken = words.clone().filter(|at| clauses.word(*at).starts_with(char::is_alphanumeric)).count();
        let whole = spoken >= SHORTEST && !clauses.is_quotation(words.start) && paragraphs.is_sentence(&words);
        if whole && found.last().is_none_or(|last| last.nodes.end <= words.start) {
            others -= usize::from(words.end <= nodes.start && others > 0);
            found.push(Turn {
                nodes: words,
                source: Some(named),
                speaker: Some(person),
                utterance: place,
                shown_by: "the name of whoever said the words stands behind them, after a dash",
            });
        } else {
            others += 1;
        }
    }
    if found.len() >= LINES && found.len() >= others { found } else { Vec::new() }
}
