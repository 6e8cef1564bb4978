//! Gives a name in an article to somebody else, or back.
//!
//! Invariant: mentions, set-aside names and quotes of the name move together, and the counts with them; the text, the
//! offsets and the name itself never change, so that every move can be taken back.

use rusqlite::{Result, Transaction, params};

use crate::store::bar::IS_SURE;
use crate::store::entities::ledger::Ledger;
use crate::store::entities::told::Words;
use crate::store::kind::Kind;
use crate::store::whom::Whom;

impl Ledger<'_> {
    /// The name `whom.named` in the article meant `from` and means `whom.meant` from now on.
    pub(super) fn give(
        &mut self,
        transaction: &Transaction<'_>,
        article_id: i64,
        from: Option<i64>,
        whom: Whom,
    ) -> Result<()> {
        let Whom { named, meant: to } = whom;
        for id in [Some(named), from, to].into_iter().flatten() {
            self.changes.entry(id).or_default();
        }
        if from == to {
            return Ok(());
        }
        let either = || [from, to].into_iter().flatten();
        let before: Vec<bool> =
            either().map(|id| self.is_mentioned(transaction, id, article_id)).collect::<Result<_>>()?;
        let mut credits = Vec::new();
        if from.is_some() {
            self.count_mentions(transaction, (article_id, named), from, -1)?;
        }
        match (from, to) {
            (Some(_), Some(to)) => {
                transaction.prepare_cached(&self.sql.give_mentions)?.execute(params![article_id, named, to])?;
                transaction.prepare_cached(GIVE_UNPLACED)?.execute(params![article_id, named, to, self.kind.noun()])?;
            }
            (Some(_), None) => {
                transaction.prepare_cached(&self.sql.reject_mentions)?.execute(params![article_id, named])?;
                transaction.prepare_cached(&self.sql.delete_mentions_of_name)?.execute(params![article_id, named])?;
                for sql in [REJECT_UNPLACED, DELETE_UNPLACED] {
                    transaction.prepare_cached(sql)?.execute(params![article_id, named, self.kind.noun()])?;
                }
            }
            (None, Some(to)) => {
                transaction.prepare_cached(&self.sql.restore_mentions)?.execute(params![article_id, named, to])?;
                credits = self.restore_credits(transaction, article_id, named, to)?;
            }
            (None, None) => {}
        }
        if to.is_some() {
            self.count_mentions(transaction, (article_id, named), to, 1)?;
        }
        for (id, before) in either().collect::<Vec<_>>().into_iter().zip(before) {
            let after = self.is_mentioned(transaction, id, article_id)?;
            self.changes.entry(id).or_default().articles += i64::from(after) - i64::from(before);
        }
        if self.kind == Kind::Person {
            self.give_quotes(transaction, article_id, from, whom)?;
        }
        for caption_id in credits {
            let sql = "SELECT credit FROM captions WHERE id = ?1";
            let credit: Option<String> = transaction.prepare_cached(sql)?.query_row([caption_id], |row| row.get(0))?;
            self.relocate(transaction, caption_id, credit.as_deref())?;
        }
        Ok(())
    }

    /// Adds the mentions of the name in the article `by` times to the counts of `id`.
    fn count_mentions(
        &mut self,
        transaction: &Transaction<'_>,
        (article_id, named): (i64, i64),
        id: Option<i64>,
        by: i64,
    ) -> Result<()> {
        let Some(id) = id else { return Ok(()) };
        let mentions: Vec<Words> = transaction
            .prepare_cached(&self.sql.mentions_of_name)?
            .query_map(params![article_id, named], |row| Words::read(row, 0))?
            .collect::<Result<_>>()?;
        for words in &mentions {
            self.count_mention(id, words, by);
        }
        Ok(())
    }

    /// Names in credits come back as set aside: they are placed in the credit that is kept now. Gives their captions.
    fn restore_credits(
        &mut self,
        transaction: &Transaction<'_>,
        article_id: i64,
        named: i64,
        to: i64,
    ) -> Result<Vec<i64>> {
        let kind = self.kind.noun();
        transaction.prepare_cached(RESTORE_CREDITS)?.execute(params![article_id, named, kind, to])?;
        let sql = "DELETE FROM rejected_mentions WHERE article_id = ?1 AND named_id = ?2 AND kind = ?3
                   RETURNING iif(field = 'credit', caption_id, NULL)";
        let mut captions: Vec<i64> = transaction
            .prepare_cached(sql)?
            .query_map(params![article_id, named, kind], |row| row.get::<_, Option<i64>>(0))?
            .filter_map(Result::transpose)
            .collect::<Result<_>>()?;
        captions.sort_unstable();
        captions.dedup();
        Ok(captions)
    }

    fn give_quotes(
        &mut self,
        transaction: &Transaction<'_>,
        article_id: i64,
        from: Option<i64>,
        whom: Whom,
    ) -> Result<()> {
        let sql = format!(
            "SELECT count(*) FROM quotes
             WHERE article_id = ?1 AND ifnull(named_speaker_id, speaker_id) = ?2 AND {IS_SURE}"
        );
        let quotes: i64 =
            transaction.prepare_cached(&sql)?.query_row(params![article_id, whom.named], |row| row.get(0))?;
        transaction
            .prepare_cached(
                "UPDATE quotes SET speaker_id = ?3, named_speaker_id = ?4
                 WHERE article_id = ?1 AND ifnull(named_speaker_id, speaker_id) = ?2",
            )?
            .execute(params![article_id, whom.named, whom.meant, whom.other_name()])?;
        for (id, by) in [(from, -quotes), (whom.meant, quotes)] {
            if let Some(id) = id {
                self.count_quotes(id, by);
            }
        }
        Ok(())
    }
}

const GIVE_UNPLACED: &str = "UPDATE unplaced_mentions SET entity_id = ?3, named_id = nullif(?2, ?3)
     WHERE article_id = ?1 AND kind = ?4 AND ifnull(named_id, entity_id) = ?2";

const REJECT_UNPLACED: &str =
    "INSERT INTO rejected_mentions (article_id, kind, ordinal, named_id, field, caption_id, text, role, confidence)
     SELECT article_id, kind, ordinal, ?2, 'credit', caption_id, text, role, confidence FROM unplaced_mentions
     WHERE article_id = ?1 AND kind = ?3 AND ifnull(named_id, entity_id) = ?2";

const DELETE_UNPLACED: &str =
    "DELETE FROM unplaced_mentions WHERE article_id = ?1 AND kind = ?3 AND ifnull(named_id, entity_id) = ?2";

const RESTORE_CREDITS: &str =
    "INSERT INTO unplaced_mentions (article_id, caption_id, ordinal, kind, entity_id, text, role, named_id, confidence)
     SELECT article_id, caption_id, ordinal, kind, ?4, text, role, nullif(?2, ?4), confidence FROM rejected_mentions
     WHERE article_id = ?1 AND named_id = ?2 AND kind = ?3 AND field = 'credit'";
