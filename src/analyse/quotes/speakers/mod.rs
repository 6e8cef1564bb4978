//! Who said a quotation: the candidates, what is known of each, and the choice.
//!
//! [`candidates`] lists who may have spoken, [`features`] describes each, [`model`] or the rules in [`ranking`] choose, and
//! [`quote_or_not`] tells speech from other words in marks. [`pronouns`] says whom a pronoun means, with [`antecedents`].
//!
//! Invariant: a choice names one of the candidates of its quotation, or nobody.

pub mod antecedents;
pub mod candidates;
pub mod features;
pub mod foreign;
pub mod model;
pub mod pronouns;
pub mod quote_or_not;
pub mod ranking;
pub(crate) mod role_nouns;
