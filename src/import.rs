//! The flow of one record, top to bottom, and the pipeline that runs it on several threads.
//!
//! A [`Plan`] of `read` comes in. One thread reads documents; workers normalise and analyse them; the caller's thread
//! puts the results back in the order of the input and hands them to a [`Sink`], which stores or prints them.
//!
//! Invariant: results arrive in the order of the input, one for each record whatever happened to it, and the bytes in
//! flight are bounded by [`Limits`] however long the input is.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};

use crate::analyse::analyse;
use crate::analyse::names;
use crate::analyse::quotes::speakers;
use crate::analyse::text::analysed;
use crate::lexicon::places::territories;
use crate::lexicon::{clusters, gazetteer, german_nouns};
use crate::model::{BrokenData, Content, Diagnostic, Document, Source};
use crate::normalise::labels::trained::model;
use crate::normalise::normalise;
use crate::read;
use crate::read::{Plan, Progress, ReadError};
use crate::store::Entry;

/// Reads the tables and weights that are compiled in, so that a run whose program was built from a damaged file ends before
/// it has read a page.
///
/// # Errors
/// Where one of them is broken; the error names the file.
pub fn load() -> Result<(), BrokenData> {
    gazetteer::load()?;
    territories::load()?;
    clusters::load()?;
    german_nouns::load()?;
    model::load()?;
    names::trained::load()?;
    speakers::model::load()
}

/// Reads the article off `document` and finds the people, places, organisations and quotes in it.
#[must_use]
pub fn understand(document: Document) -> Entry {
    let (article, mut diagnostics) = normalise(&document);
    // A long record is held no more often than it must be.
    let Document { source, content, .. } = document;
    let is_dump = matches!(content, Content::Text(_));
    drop(content);
    let analysed = analysed(&article.body).len();
    if analysed < article.body.len() {
        let message = format!("names and quotes were looked for in the first {analysed} bytes of the body alone");
        diagnostics.push(Diagnostic::new("analysis-cut", message));
    }
    let analysis = analyse(&article);
    Entry { source, article, analysis, diagnostics, is_dump }
}

/// Reads a stored original again as an import reads it; `None` where it cannot be read any more.
#[must_use]
pub fn read_stored(source: Source) -> Option<Entry> {
    read::reread(source).ok().map(understand)
}

/// How much may be under way at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Threads that normalise and analyse; at least one is started.
    pub threads: usize,
    /// Bytes of the records between reading and the sink. One record alone may be longer.
    pub bytes: usize,
    /// Records between reading and the sink.
    pub records: usize,
}

impl Limits {
    /// Limits for `threads` workers: 16 MB of records, which keeps the process below some 200 MB, and enough of them
    /// that the workers stay busy while a batch of 2,000 articles is stored.
    #[must_use]
    pub fn for_threads(threads: usize) -> Self {
        Self { threads, bytes: 16 << 20, records: 1024 }
    }
}

/// What became of a record before it reached the sink.
#[derive(Debug)]
pub enum Step<T> {
    /// The worker's result.
    Done(T),
    /// The sink knew the bytes: nothing was analysed.
    Known(Source),
    /// It could not be read.
    Failed(ReadError),
    /// A bug stopped the work on this record, and on this one alone.
    Broken(Breakdown),
}

/// A bug that a record brought to light.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breakdown {
    /// The path as in [`Source::path`]; empty where reading itself broke down, and then nothing follows.
    pub path: String,
    /// The record as in [`Source::record`].
    pub record: Option<String>,
    /// What the program said of it.
    pub message: String,
}

/// Where results go, on the thread that called [`run`].
pub trait Sink<T> {
    /// What ends the run early.
    type Error;

    /// Whether the bytes of `source` need no work.
    ///
    /// # Errors
    /// Whatever ends the run.
    fn is_known(&mut self, source: &Source) -> Result<bool, Self::Error>;

    /// Takes what became of the next record; `bytes_read` says how far reading has come.
    ///
    /// # Errors
    /// Whatever ends the run.
    fn take(&mut self, step: Step<T>, bytes_read: u64) -> Result<(), Self::Error>;

    /// Called every [`BREATH`] while nothing comes, so that a run that waits for its input can be stopped.
    ///
    /// # Errors
    /// Whatever ends the run.
    fn idle(&mut self) -> Result<(), Self::Error> {
        Ok(())
    }
}

/// How long a sink is left alone while nothing comes.
pub const BREATH: Duration = Duration::from_millis(50);

/// What takes documents, with how far reading has come; it ends the reading by answering `Break`.
pub type Deliver<'d> = dyn FnMut(Result<Document, ReadError>, Progress) -> ControlFlow<()> + 'd;

/// Runs every document of `plan` through `work` and hands the results to `sink` in order.
///
/// # Errors
/// The first error of the sink; the threads have ended by then.
pub fn run<T: Send, S: Sink<T>>(
    plan: &Plan,
    limits: Limits,
    work: impl Fn(Document) -> T + Sync,
    sink: &mut S,
) -> Result<(), S::Error> {
    run_from(|deliver| read_numbered(plan, deliver), limits, work, sink)
}

/// Delivers every document of `plan`, each with the number of its record in its file.
pub fn read_numbered(plan: &Plan, deliver: &mut Deliver<'_>) {
    let mut places = Places::default();
    plan.read(&mut |mut outcome, progress| {
        places.note(&mut outcome);
        deliver(outcome, progress)
    });
}

/// Runs every document that `read` delivers through `work` and hands the results to `sink` in order. `read` has a thread
/// of its own. Where the system allows no more threads, those that started do the work; where it allows too few, everything
/// is done on the caller's.
///
/// # Errors
/// The first error of the sink; the threads have ended by then.
pub fn run_from<T: Send, S: Sink<T>>(
    read: impl FnOnce(&mut Deliver<'_>) + Send,
    limits: Limits,
    work: impl Fn(Document) -> T + Sync,
    sink: &mut S,
) -> Result<(), S::Error> {
    let budget = Budget::new(limits);
    let bytes_read = AtomicU64::new(0);
    let (found, arrivals) = unbounded();
    let (assign, jobs) = unbounded();
    let (report, reports) = unbounded();
    // A thread that cannot be started leaves `read` where it is.
    let slot = Mutex::new(Some(read));
    let take_read = || slot.lock().unwrap_or_else(PoisonError::into_inner).take();
    thread::scope(|scope| {
        let mut workers = 0;
        for _ in 0..limits.threads.max(1) {
            let (jobs, report, work) = (jobs.clone(), report.clone(), &work);
            let worker = move || work_off(&jobs, &report, work);
            match thread::Builder::new().spawn_scoped(scope, worker) {
                Ok(_) => workers += 1,
                Err(_) => break,
            }
        }
        // The workers hold the other ends; keeping these open would keep the channels open for ever.
        drop((jobs, report));
        // However this thread leaves, a panic of the sink included, reading must not wait for room that never comes.
        let _closing = CloseOnDrop(&budget);
        let reader = || {
            if let Some(read) = take_read() {
                read_all(read, &budget, &bytes_read, &found);
            }
        };
        if workers == 0 || thread::Builder::new().spawn_scoped(scope, reader).is_err() {
            drop(assign);
            return take_read().map_or(Ok(()), |read| run_alone(read, &work, sink));
        }
        let dispatch = Dispatch { assign, budget: &budget, waiting: VecDeque::new(), next: 0 };
        dispatch.run(&arrivals, &reports, &bytes_read, sink)
    })
}

/// Reads, works and hands over, one record after the other, on the caller's thread.
fn run_alone<T, S: Sink<T>>(
    read: impl FnOnce(&mut Deliver<'_>),
    work: &impl Fn(Document) -> T,
    sink: &mut S,
) -> Result<(), S::Error> {
    let mut refusal = None;
    let mut bytes_read = 0;
    let reading = catch_unwind(AssertUnwindSafe(|| {
        read(&mut |outcome, progress| {
            bytes_read = progress.bytes;
            let handed = match outcome {
                Err(error) => sink.take(Step::Failed(error), bytes_read),
                Ok(document) => match sink.is_known(&document.source) {
                    Ok(true) => sink.take(Step::Known(document.source), bytes_read),
                    Ok(false) => sink.take(work_on(document, work), bytes_read),
                    Err(error) => Err(error),
                },
            };
            match handed {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    refusal = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
    }));
    if let Some(error) = refusal {
        return Err(error);
    }
    reading.or_else(|payload| {
        let message = message_of(payload.as_ref());
        sink.take(Step::Broken(Breakdown { path: String::new(), record: None, message }), bytes_read)
    })
}

/// Something between reading and the sink, with its share of the budget.
struct Parcel<T> {
    number: usize,
    cost: usize,
    content: T,
}

/// What the reading thread finds.
type Found = Parcel<Result<Document, Step<std::convert::Infallible>>>;

fn read_all(
    read: impl FnOnce(&mut Deliver<'_>),
    budget: &Budget,
    bytes_read: &AtomicU64,
    found: &Sender<Option<Found>>,
) {
    let mut number = 0;
    let mut send = |content: Result<Document, Step<_>>| {
        let cost = content.as_ref().map_or(0, cost_of);
        if budget.take(cost).is_break() {
            return ControlFlow::Break(());
        }
        let parcel = Parcel { number, cost, content };
        number += 1;
        if found.send(Some(parcel)).is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let reading = catch_unwind(AssertUnwindSafe(|| {
        read(&mut |outcome, progress| {
            bytes_read.store(progress.bytes, Ordering::Relaxed);
            send(outcome.map_err(Step::Failed))
        });
    }));
    if let Err(payload) = reading {
        let message = message_of(payload.as_ref());
        let _ = send(Err(Step::Broken(Breakdown { path: String::new(), record: None, message })));
    }
    let _ = found.send(None);
}

/// Counts the records of each file, those that cannot be read included: what comes later in a file is the later version
/// of an article, whatever became of the records before it and in whichever run.
#[derive(Default)]
struct Places {
    path: String,
    next: u64,
}

impl Places {
    fn note(&mut self, outcome: &mut Result<Document, ReadError>) {
        let path = match &*outcome {
            Ok(document) => &document.source.path,
            Err(error) => &error.path,
        };
        if self.path != *path {
            self.path.clone_from(path);
            self.next = 0;
        }
        if let Ok(document) = outcome {
            document.source.position = self.next;
        }
        self.next += 1;
    }
}

/// The share of the budget a document takes: its text and its bytes are both in memory.
fn cost_of(document: &Document) -> usize {
    let (Content::Body(text) | Content::Text(text) | Content::Html(text)) = &document.content;
    document.source.bytes.len() + text.len()
}

fn work_off<T>(jobs: &Receiver<Parcel<Document>>, report: &Sender<Parcel<Step<T>>>, work: &impl Fn(Document) -> T) {
    for Parcel { number, cost, content: document } in jobs {
        if report.send(Parcel { number, cost, content: work_on(document, work) }).is_err() {
            return;
        }
    }
}

/// The work on one document; a bug in it stops this record and no other.
fn work_on<T>(document: Document, work: &impl Fn(Document) -> T) -> Step<T> {
    let (path, record) = (document.source.path.clone(), document.source.record.clone());
    catch_unwind(AssertUnwindSafe(|| work(document))).map_or_else(
        |payload| Step::Broken(Breakdown { path, record, message: message_of(payload.as_ref()) }),
        Step::Done,
    )
}

fn message_of(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("no message").to_owned()
}

/// Hands documents to workers and restores the order of their results.
struct Dispatch<'b, T> {
    assign: Sender<Parcel<Document>>,
    budget: &'b Budget,
    /// Results from number `next` on; `None` where one is still under way.
    waiting: VecDeque<Option<Parcel<Step<T>>>>,
    next: usize,
}

impl<T> Dispatch<'_, T> {
    fn run<S: Sink<T>>(
        mut self,
        arrivals: &Receiver<Option<Found>>,
        reports: &Receiver<Parcel<Step<T>>>,
        bytes_read: &AtomicU64,
        sink: &mut S,
    ) -> Result<(), S::Error> {
        let mut reading = true;
        while reading || !self.waiting.is_empty() {
            // Arrivals go first, so that the workers have something to do while the sink stores a batch.
            let mut arrived = reading.then(|| arrivals.try_recv().ok()).flatten();
            if arrived.is_none() && reading {
                crossbeam_channel::select! {
                    recv(arrivals) -> arrival => arrived = Some(arrival.unwrap_or(None)),
                    recv(reports) -> report => if let Ok(report) = report { self.keep(report) },
                    default(BREATH) => sink.idle()?,
                }
            } else if arrived.is_none() {
                match reports.recv_timeout(BREATH) {
                    Ok(report) => self.keep(report),
                    Err(RecvTimeoutError::Timeout) => sink.idle()?,
                    Err(RecvTimeoutError::Disconnected) => return Ok(()),
                }
            }
            match arrived {
                Some(Some(parcel)) => self.assign(parcel, sink)?,
                Some(None) => reading = false,
                None => {}
            }
            while let Some(Some(_)) = self.waiting.front() {
                let Some(parcel) = self.waiting.pop_front().flatten() else { break };
                self.next += 1;
                sink.take(parcel.content, bytes_read.load(Ordering::Relaxed))?;
                self.budget.give_back(parcel.cost);
            }
        }
        Ok(())
    }

    /// Gives a document to the workers, or answers for it where there is nothing to do.
    fn assign<S: Sink<T>>(&mut self, parcel: Found, sink: &mut S) -> Result<(), S::Error> {
        let Parcel { number, cost, content } = parcel;
        self.waiting.push_back(None);
        let content = match content {
            Ok(document) if !sink.is_known(&document.source)? => {
                // The workers outlive this sender, so that it cannot fail.
                let _ = self.assign.send(Parcel { number, cost, content: document });
                return Ok(());
            }
            Ok(document) => Step::Known(document.source),
            Err(Step::Failed(error)) => Step::Failed(error),
            Err(Step::Known(source)) => Step::Known(source),
            Err(Step::Broken(breakdown)) => Step::Broken(breakdown),
        };
        self.keep(Parcel { number, cost, content });
        Ok(())
    }

    fn keep(&mut self, parcel: Parcel<Step<T>>) {
        if let Some(place) = self.waiting.get_mut(parcel.number - self.next) {
            *place = Some(parcel);
        }
    }
}

/// Bounds what is in flight: reading waits until the sink has taken enough.
struct Budget {
    limits: Limits,
    used: Mutex<Used>,
    freed: Condvar,
}

/// Ends the waiting for room.
struct CloseOnDrop<'b>(&'b Budget);

impl Drop for CloseOnDrop<'_> {
    fn drop(&mut self) {
        self.0.used.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        self.0.freed.notify_one();
    }
}

#[derive(Default)]
struct Used {
    bytes: usize,
    records: usize,
    closed: bool,
}

impl Budget {
    fn new(limits: Limits) -> Self {
        Self { limits, used: Mutex::default(), freed: Condvar::new() }
    }

    /// Waits for room for one record of `cost` bytes; `Break` once the run has ended.
    fn take(&self, cost: usize) -> ControlFlow<()> {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |used: &mut Used| {
            // A record longer than the whole budget passes alone.
            let fits = used.bytes.saturating_add(cost) <= self.limits.bytes && used.records < self.limits.records;
            !used.closed && used.records > 0 && !fits
        };
        let mut used = self.freed.wait_while(used, full).unwrap_or_else(PoisonError::into_inner);
        if used.closed {
            return ControlFlow::Break(());
        }
        used.bytes += cost;
        used.records += 1;
        ControlFlow::Continue(())
    }

    fn give_back(&self, cost: usize) {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.bytes -= cost;
        used.records -= 1;
        drop(used);
        self.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::read;
    use crate::read::Request;

    /// Notes the records in the order they come; refuses at number `stop`.
    #[derive(Default)]
    struct Log {
        seen: Vec<String>,
        known: Option<&'static str>,
        stop: Option<usize>,
    }

    impl Sink<String> for Log {
        type Error = String;

        fn is_known(&mut self, source: &Source) -> Result<bool, String> {
            Ok(source.record.as_deref() == self.known && self.known.is_some())
        }

        fn take(&mut self, step: Step<String>, _: u64) -> Result<(), String> {
            if self.stop == Some(self.seen.len()) {
                return Err("full".to_owned());
            }
            self.seen.push(match step {
                Step::Done(text) => text,
                Step::Known(source) => format!("known {}", source.record.unwrap_or_default()),
                Step::Failed(error) => format!("failed {}", error.record.unwrap_or_default()),
                Step::Broken(breakdown) => {
                    format!("broken {}: {}", breakdown.record.unwrap_or_default(), breakdown.message)
                }
            });
            Ok(())
        }
    }

    fn pass(records: &str, limits: Limits, sink: &mut impl Sink<String, Error = String>) -> Result<(), String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("in.jsonl");
        fs::write(&path, records).unwrap();
        let plan = read::plan(&Request { paths: vec![path], ..Request::default() });
        let work = |document: Document| {
            let Content::Body(text) = document.content else { return "no body".to_owned() };
            assert!(text != "kaboom", "this record brings out a bug");
            text
        };
        run(&plan, limits, work, sink)
    }

    fn records(count: usize) -> String {
        (0..count).map(|number| format!("{{\"id\":{number},\"body\":\"text {number}\"}}\n")).collect()
    }

    #[test]
    fn every_record_arrives_once_and_in_order() {
        let input = "{\"id\":1,\"body\":\"one\"}\n{\"id\":2,\"body\":\"kaboom\"}\n{\"id\":\n{\"id\":4,\"body\":\"four\"}\n{\"id\":5,\"body\":\"five\"}\n";
        let mut log = Log { known: Some("4"), ..Log::default() };
        pass(input, Limits::for_threads(3), &mut log).unwrap();
        assert_eq!(log.seen, ["one", "broken 2: this record brings out a bug", "failed 3", "known 4", "five"]);
    }

    #[test]
    fn a_budget_smaller_than_a_record_lets_them_pass_one_by_one() {
        let expected: Vec<_> = (0..200).map(|number| format!("text {number}")).collect();
        for limits in [
            Limits { threads: 2, bytes: 1, records: 1000 },
            Limits { threads: 4, bytes: 1 << 20, records: 1 },
            Limits { threads: 0, bytes: 300, records: 7 },
        ] {
            let mut log = Log::default();
            pass(&records(200), limits, &mut log).unwrap();
            assert_eq!(log.seen, expected, "{limits:?}");
        }
    }

    #[test]
    fn a_sink_that_breaks_down_leaves_no_thread_waiting() {
        struct Broken;
        impl Sink<String> for Broken {
            type Error = String;

            fn is_known(&mut self, _: &Source) -> Result<bool, String> {
                Ok(false)
            }

            fn take(&mut self, _: Step<String>, _: u64) -> Result<(), String> {
                panic!("the sink has a bug");
            }
        }
        let limits = Limits { threads: 2, bytes: 1 << 20, records: 4 };
        assert!(catch_unwind(AssertUnwindSafe(|| pass(&records(500), limits, &mut Broken))).is_err());
    }

    #[test]
    fn a_sink_that_refuses_ends_the_run() {
        let mut log = Log { stop: Some(5), ..Log::default() };
        let limits = Limits { threads: 2, bytes: 1 << 20, records: 4 };
        assert_eq!(pass(&records(500), limits, &mut log), Err("full".to_owned()));
        assert_eq!(log.seen.len(), 5);
    }
}
