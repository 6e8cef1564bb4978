//! What queries answer with: plain rows, in the words of the contract.
//!
//! `lists` has a row for each line of a list, `article` one article whole, `reasons` why something is in the
//! archive, `stats` the figures.
//!
//! Invariant: plain data; nothing is asked here.

mod article;
mod lists;
mod reasons;
mod share;
mod stats;

pub use article::{
    ArticleWhole, CaptionUse, CorrectedRow, DiagnosticRow, MentionRow, NoteRow, OrganisationUse, PersonUse, PlaceUse,
    QuoteUse, SourceRow,
};
pub use lists::{
    ArticleRow, CaptionRow, CopyRow, DecisionRow, DoubtRow, GroupRow, NameRow, OrganisationRow, PersonRow, PlaceRow,
    ProblemRow, QuoteRow, VariantRow,
};
pub use reasons::{EntityReason, MentionReason, QuoteReason};
pub use share::Share;
pub use stats::{Stats, Tally};
