//! What queries answer with: plain rows, in the words of the contract.
//!
//! `lists` has a row for each line of a list, `article` one article whole, `reasons` why something is in the
//! archive, `stats` the figures, `checks` what drafts and lists are compared with.
//!
//! Invariant: plain data; nothing is asked here.

mod article;
mod checks;
mod lists;
mod reasons;
mod share;
mod stats;
mod timeline;

pub use article::{
    ArticleWhole, CaptionUse, CorrectedRow, DiagnosticRow, MentionRow, NoteRow, OrganisationUse, PersonUse, PlaceUse,
    QuoteUse, SourceRow,
};
pub use checks::{AuditRow, ScreenRow, UnquotedRow, VerifyRow};
pub use lists::{
    ArticleRow, AuthorRow, CaptionRow, CopyRow, DecisionRow, DoubtRow, GroupRow, NameRow, NearRow, OrganisationRow,
    PersonRow, PlaceRow, ProblemRow, QuotePart, QuoteRow, QuotedRow, SiteRow, VariantRow,
};
pub use reasons::{EntityReason, MentionReason, QuoteReason};
pub use share::Share;
pub use stats::{HeadCount, Stats, Tally};
pub use timeline::TimelineRow;
