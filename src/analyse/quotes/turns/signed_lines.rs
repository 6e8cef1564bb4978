//! Pages of nothing but sayings, each line signed after a dash: `We lost. – Ann Lee, captain`.
//!
//! The paragraphs of a field come in, a turn for each signed line goes out.
//!
//! Invariant: one signed line on a page of prose is no turn; `signer_of` reads it as the source of its quotation.

use crate::analyse::quotes::cues::signer::{LONGEST_SIGNATURE, signer};
use crate::analyse::quotes::cues::{Source, SourceKind};
use crate::analyse::quotes::turns::paragraphs::{Paragraphs, Turn};

/// Signed lines of a page of nothing else, at least.
const LINES: usize = 3;
/// Words of the shortest line that is somebody's.
const SHORTEST: usize = 4;

/// The lines of a page of nothing but words without marks and who said them.
pub(crate) fn find_signed_lines(paragraphs: &Paragraphs<'_>) -> Vec<Turn> {
    let clauses = paragraphs.scene.clauses;
    let mut found: Vec<Turn> = Vec::new();
    let mut others = 0;
    for (place, nodes) in paragraphs.nodes.iter().enumerate() {
        let floor = nodes.start.max(nodes.end.saturating_sub(LONGEST_SIGNATURE + 6));
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
