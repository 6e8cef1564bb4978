//! Reads an input of records ahead, to see in which order its columns of dates have day and month.
//!
//! An input of records comes in with a way to read it again, where there is one; documents go out, each with the orders of
//! its dates. A file is read a second time; of an input that comes once the beginning is kept and read twice.
//!
//! Invariant: reading ahead changes nothing but the order of dates that leave theirs open.

use std::io::{Cursor, Read};
use std::ops::ControlFlow;

use crate::model::{DateOrders, Document};
use crate::read::choice::FormatChoice;
use crate::read::date_columns::{DateColumns, Votes};
use crate::read::error::ReadError;
use crate::read::format::{Format, Input};
use crate::read::stream::{Again, read_head};

/// How much of an input that comes once is read ahead, for what all its records show: some 2,000 articles.
const KEPT_LEN: u64 = 8 << 20;

/// The most records that are read ahead.
const MOST_AHEAD: u32 = 200_000;

/// Takes documents, each with the orders of its dates.
type EachWithOrders<'e> = dyn FnMut(Result<Document, ReadError>, DateOrders) -> ControlFlow<()> + 'e;

/// Reads the records of `input`; `choice` is the format that was asked for.
pub(super) fn read_records(
    format: &dyn Format,
    input: Input<'_>,
    again: Again<'_>,
    choice: FormatChoice,
    each: &mut EachWithOrders<'_>,
) -> ControlFlow<()> {
    let Input { path, head, rest: mut reader, map, limit, encoding, beside } = input;
    let mut kept = Vec::new();
    // Whoever asks for lines of JSON may wait for the answer to each.
    let keeps = matches!(again, Again::Kept) && choice != FormatChoice::Jsonl;
    if keeps && let Err(error) = (&mut reader).take(KEPT_LEN).read_to_end(&mut kept) {
        return each(Err(ReadError::of_io(path, &error)), DateOrders::default());
    }
    let counts_on = !matches!(again, Again::Opened(_));
    let input = |head, rest| Input { path, head, rest, map, limit, encoding, beside };
    let ahead = |head: &[u8]| match again {
        Again::Opened(reopen) => reopen().and_then(|mut again| Ok((read_head(&mut again, choice)?, again))).ok(),
        _ => keeps.then(|| (head.to_vec(), Box::new(Cursor::new(&kept)) as Box<dyn Read>)),
    };
    let rest = Box::new(Cursor::new(&kept).chain(reader));
    let start = head.clone();
    let mut columns = DateColumns::new(
        Some(Box::new(|votes: &mut Votes| {
            let Some((head, rest)) = ahead(&start) else { return };
            count_ahead(format, input(head, rest), votes);
        })),
        counts_on,
    );
    format.read(input(head, rest), &mut |outcome| {
        let orders = outcome.as_ref().map_or_else(|_| DateOrders::default(), |it| columns.orders_of(&it.given));
        each(outcome, orders)
    })
}

/// Reads records for nothing but the order that their dates show.
fn count_ahead(format: &dyn Format, input: Input<'_>, votes: &mut Votes) {
    let mut left = MOST_AHEAD;
    let _ = format.read(input, &mut |outcome| {
        if let Ok(document) = outcome {
            votes.note(&document.given);
        }
        left -= 1;
        if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
}
