//! Who said a quotation: the candidates, what is known of each, and the choice.
//!
//! `choice` takes the quotations one by one: [`candidates`] lists who may have spoken, [`features`] describes each, and a
//! ranker chooses ([`ranking`] has the trait and the rules for English, [`model`] the trained trees, [`foreign`] the rules
//! for other languages). [`quote_or_not`] distinguishes speech from titles, terms and nicknames. Whom a pronoun means is
//! in [`pronouns`], with the people it may mean in [`antecedents`]; whom a role such as "the minister" means is in
//! `role_nouns`, in English in `offices`.
//!
//! Invariant: a choice names one of the candidates of its quotation, or nobody.

pub mod antecedents;
pub mod candidates;
pub(super) mod choice;
pub mod features;
pub mod foreign;
pub mod model;
pub(crate) mod offices;
pub mod pronouns;
pub mod quote_or_not;
pub mod ranking;
pub(crate) mod role_nouns;
