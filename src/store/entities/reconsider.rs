//! Looks again at every name that a decision speaks of.
//!
//! A decision that was made or undone comes in; the names it speaks of mean from now on whom the decisions say.
//!
//! Invariant: a name that no decision speaks of any more means again what it meant before, to the last row.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension as _, Result, Transaction, params};

use crate::store::decisions::decision::{Decision, Verb};
use crate::store::decisions::rulings::{Rulings, referred};
use crate::store::entities::register::{Register, key_of};
use crate::store::kind::Kind;

impl Register<'_> {
    /// Draws the consequences of `decision`, which was made or undone since the decisions came to `before`.
    pub(in crate::store) fn reconsider(
        &mut self,
        transaction: &Transaction<'_>,
        before: &Rulings,
        decision: &Decision,
    ) -> Result<()> {
        let kind = decision.kind;
        let mut keys = BTreeSet::new();
        let object = decision.object_key.as_ref().filter(|_| decision.verb != Verb::Rename);
        for key in [Some(&decision.subject_key), object].into_iter().flatten() {
            keys.extend(before.one_with(kind, key));
            keys.extend(self.rulings.one_with(kind, key));
        }
        let mut uses = BTreeSet::new();
        let own = decision.articles.iter().filter(|_| decision.verb == Verb::Split);
        // Whom an earlier split speaks of bears another name in its articles.
        let earlier: Vec<String> = self.rulings.split_to(kind, &keys).cloned().collect();
        for reference in own.chain(&earlier) {
            if let Some(article) = referred(transaction, reference)? {
                uses.extend(names_in(transaction, kind, article)?.into_iter().map(|named| (article, named)));
            }
        }
        for key in &keys {
            let Some(named) = self.find(transaction, kind, key)? else { continue };
            let change = self.ledger(kind).changes.entry(named).or_default();
            change.is_reconsidered = true;
            if decision.verb == Verb::Rename && *key == decision.subject_key {
                change.spellings.insert(decision.subject.clone());
            }
            if !matches!(decision.verb, Verb::Split | Verb::Rename) {
                uses.extend(articles_of(transaction, kind, named)?.into_iter().map(|article| (article, named)));
            }
        }
        for (article_id, named) in uses {
            self.reconsider_use(transaction, kind, article_id, named)?;
        }
        Ok(())
    }

    fn reconsider_use(&mut self, transaction: &Transaction<'_>, kind: Kind, article_id: i64, named: i64) -> Result<()> {
        let splits = self.rulings.splits_of(transaction, article_id)?;
        let key = key_of(transaction, kind, named)?;
        let meaning = self.ruled_key(transaction, kind, (named, &key), &splits)?;
        self.assign(transaction, kind, (article_id, named), meaning)
    }

    fn find(&mut self, transaction: &Transaction<'_>, kind: Kind, key: &str) -> Result<Option<i64>> {
        let sql = &self.ledger(kind).sql.find;
        transaction.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()
    }
}

/// The articles that hold the name of `named`, whoever is meant.
fn articles_of(transaction: &Transaction<'_>, kind: Kind, named: i64) -> Result<Vec<i64>> {
    let noun = kind.noun();
    let sql = format!(
        "SELECT article_id FROM {noun}_mentions WHERE {noun}_id = ?1 AND named_id IS NULL
         UNION SELECT article_id FROM unplaced_mentions WHERE entity_id = ?1 AND kind = ?2 AND named_id IS NULL
         UNION SELECT article_id FROM appearances WHERE kind = ?2 AND named_id = ?1"
    );
    transaction.prepare_cached(&sql)?.query_map(params![named, noun], |row| row.get(0))?.collect()
}

/// Whose names stand in the article.
fn names_in(transaction: &Transaction<'_>, kind: Kind, article_id: i64) -> Result<Vec<i64>> {
    let noun = kind.noun();
    let sql = format!(
        "SELECT ifnull(named_id, {noun}_id) FROM {noun}_mentions WHERE article_id = ?1
         UNION SELECT ifnull(named_id, entity_id) FROM unplaced_mentions WHERE article_id = ?1 AND kind = ?2
         UNION SELECT named_id FROM rejected_mentions WHERE article_id = ?1 AND kind = ?2"
    );
    transaction.prepare_cached(&sql)?.query_map(params![article_id, noun], |row| row.get(0))?.collect()
}
