//! The thread that stores one batch while the next is gathered.
//!
//! Batches come in through a channel that holds one; what became of each goes out through another. The thread has a
//! connection of its own, so that whoever gathers can ask the archive meanwhile: it sees what is committed.
//!
//! Invariant: batches are stored in the order in which they came, and after one that could not be stored none is.

use std::panic::resume_unwind;
use std::thread;
use std::thread::JoinHandle;

use crossbeam_channel::{Receiver, Sender, bounded};
use rusqlite::{Connection, Result};

use crate::store::archive::Archive;
use crate::store::import::run::{Order, Run};
use crate::store::open::connect_writer;
use crate::store::removal::deleted::Deleted;

/// The thread, and what was handed to it.
pub(super) struct Storer {
    /// `None` once nothing more comes.
    orders: Option<Sender<Order>>,
    stored: Receiver<Result<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Storer {
    /// Starts the thread; `None` where there can be none, or where the journal lets nobody read while one writes.
    pub(super) fn start(archive: &Archive, run: &Run) -> Option<Self> {
        let mode: String = archive.connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).ok()?;
        if mode != "wal" {
            return None;
        }
        let mut connection = connect_writer(&archive.path, &archive.access).ok()?;
        let (orders, incoming) = bounded(1);
        let (report, stored) = bounded(1);
        let run = run.clone();
        let work = move || work_off(&mut connection, &run, &incoming, &report);
        let thread = thread::Builder::new().name("store".to_owned()).spawn(work).ok()?;
        Some(Self { orders: Some(orders), stored, thread: Some(thread) })
    }

    /// Hands over a batch; the one before must be [stored](Self::wait).
    pub(super) fn hand_over(&self, order: Order) {
        // Where the thread has ended, whoever waits for the batch learns why.
        let _ = self.orders.as_ref().map(|orders| orders.send(order));
    }

    /// Waits until the batch that was handed over is stored.
    pub(super) fn wait(&mut self) -> Result<()> {
        match self.stored.recv() {
            Ok(outcome) => outcome,
            Err(_) => self.end().map_or(Ok(()), |payload| resume_unwind(payload)),
        }
    }

    /// What became of the batch that was handed over, where that is known already.
    pub(super) fn look(&self) -> Option<Result<()>> {
        self.stored.try_recv().ok()
    }

    /// Waits until the thread is done; gives the panic it ended with.
    fn end(&mut self) -> Option<Box<dyn std::any::Any + Send>> {
        self.orders = None;
        self.thread.take().and_then(|thread| thread.join().err())
    }
}

impl Drop for Storer {
    fn drop(&mut self) {
        // A panic of the thread has nobody left to go to.
        let _ = self.end();
    }
}

fn work_off(connection: &mut Connection, run: &Run, orders: &Receiver<Order>, report: &Sender<Result<()>>) {
    let mut deleted = Deleted::default();
    for order in orders {
        let outcome = run.store(connection, order, &mut deleted);
        let is_over = outcome.is_err();
        if report.send(outcome).is_err() || is_over {
            return;
        }
    }
}
