use super::sections::{Sections, options};
use crate::{
    project::{Claim, Evidence, Relation, Speaker, WrittenArticle},
    storage::format::{
        records::{List, QuotedHighlight, SilentMark},
        texts::{BadId, with_ids},
    },
};

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

use ron::{
    Deserializer, Options,
    error::{SpannedError, SpannedResult},
};
use serde::de::DeserializeOwned;

/// Size of a piece in bytes: large enough that handing it out costs little beside parsing, small enough that the last one
/// finishes soon.
const PIECE_BYTES: usize = 64 * 1024;

/// A parsed record with its slice of the file.
pub(crate) struct ReadRecord<'a, T> {
    pub(crate) text: &'a str,
    pub(crate) record: T,
    /// Invalid ids in the record.
    pub(crate) bad_ids: Vec<BadId<'a>>,
}

/// Consecutive records of one list.
pub(crate) enum Batch<'a> {
    Speakers(Vec<ReadRecord<'a, Speaker>>),
    Articles(Vec<ReadRecord<'a, WrittenArticle<'static>>>),
    Highlights(Vec<ReadRecord<'a, QuotedHighlight<'static>>>),
    Claims(Vec<ReadRecord<'a, Claim>>),
    Silent(Vec<ReadRecord<'a, SilentMark>>),
    Evidence(Vec<ReadRecord<'a, Evidence>>),
    Relations(Vec<ReadRecord<'a, Relation>>),
}

/// Iterates over parsed records in file order, as they become available. Ends before the first that cannot be parsed.
pub(crate) struct Batches<'a> {
    receiver: Receiver<(usize, Batch<'a>)>,
    early: BTreeMap<usize, Batch<'a>>,
    next: usize,
}

impl<'a> Iterator for Batches<'a> {
    type Item = Batch<'a>;

    fn next(&mut self) -> Option<Batch<'a>> {
        loop {
            if let Some(batch) = self.early.remove(&self.next) {
                self.next += 1;
                return Some(batch);
            }
            let (nth, batch) = self.receiver.recv().ok()?;
            self.early.insert(nth, batch);
        }
    }
}

/// The first record of a file that cannot be parsed or exceeds the limit of its list.
#[derive(Debug)]
pub(crate) enum Unread<'a> {
    Wrong(&'a str, SpannedError),
    TooMany(&'a str, List),
}

/// Parses all records of a file on several threads while `build` consumes them.
///
/// # Errors
/// [`Unread`]; the result of `build` is then incomplete and discarded.
pub(crate) fn read_all<'a, T>(
    sections: &Sections<'a>,
    build: impl FnOnce(Batches<'a>) -> T,
) -> Result<T, Unread<'a>> {
    let pieces = Pieces::new(sections)?;
    let threads = thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 8));
    thread::scope(|scope| {
        // The bounded channel keeps parsed records from piling up in memory before `build` takes them.
        let (sender, receiver) = sync_channel(2 * threads);
        for _ in 0..threads.min(pieces.all.len()) {
            let (pieces, sender) = (&pieces, sender.clone());
            scope.spawn(move || pieces.read(&sender));
        }
        drop(sender);
        let result = build(Batches {
            receiver,
            early: BTreeMap::new(),
            next: 0,
        });
        let failed = pieces.failed.lock();
        match failed.unwrap_or_else(PoisonError::into_inner).take() {
            Some((record, error)) => Err(Unread::Wrong(record, error)),
            None => Ok(result),
        }
    })
}

/// The records of a file in pieces, which any number of threads take in order.
struct Pieces<'s, 'a> {
    all: Vec<(List, &'s [&'a str])>,
    options: Options,
    is_by_lines: bool,
    /// Number of pieces taken.
    taken: AtomicUsize,
    /// Stops the threads from taking more pieces.
    is_over: AtomicBool,
    /// The first record that could not be parsed, with the error.
    failed: Mutex<Option<(&'a str, SpannedError)>>,
}

impl<'s, 'a> Pieces<'s, 'a> {
    fn new(sections: &'s Sections<'a>) -> Result<Self, Unread<'a>> {
        let mut all = Vec::new();
        for (list, records) in &sections.lists {
            if let Some(record) = records.get(list.most().0) {
                return Err(Unread::TooMany(record, *list));
            }
            let mut rest = records.as_slice();
            while !rest.is_empty() {
                let mut bytes = 0;
                let is_full = |record: &&str| {
                    let is_full = bytes >= PIECE_BYTES;
                    bytes += record.len();
                    is_full
                };
                let (piece, after) =
                    rest.split_at(rest.iter().position(is_full).unwrap_or(rest.len()));
                all.push((*list, piece));
                rest = after;
            }
        }
        Ok(Self {
            all,
            options: options().with_default_extension(sections.extensions),
            is_by_lines: sections.is_by_lines,
            taken: AtomicUsize::new(0),
            is_over: AtomicBool::new(false),
            failed: Mutex::new(None),
        })
    }

    /// Parses pieces until none is left or one fails.
    fn read(&self, to: &SyncSender<(usize, Batch<'a>)>) {
        while !self.is_over.load(Ordering::Relaxed) {
            let nth = self.taken.fetch_add(1, Ordering::Relaxed);
            let Some((list, records)) = self.all.get(nth) else {
                return;
            };
            let read = match list {
                List::Speakers => self.records(records).map(Batch::Speakers),
                List::Articles => self.records(records).map(Batch::Articles),
                List::Highlights => self.records(records).map(Batch::Highlights),
                List::Claims => self.records(records).map(Batch::Claims),
                List::Silent => self.records(records).map(Batch::Silent),
                List::Evidence => self.records(records).map(Batch::Evidence),
                List::Relations => self.records(records).map(Batch::Relations),
            };
            match read {
                // A send error means that the receiver is gone, so the result is no longer needed.
                Some(batch) => drop(to.send((nth, batch))),
                None => self.is_over.store(true, Ordering::Relaxed),
            }
        }
    }

    fn records<T: DeserializeOwned>(&self, records: &[&'a str]) -> Option<Vec<ReadRecord<'a, T>>> {
        let mut read = Vec::with_capacity(records.len());
        for text in records {
            match read_record(text, &self.options, self.is_by_lines) {
                Ok(record) => read.push(record),
                Err(error) => {
                    self.fail(text, error);
                    return None;
                }
            }
        }
        Some(read)
    }

    /// Records a parse failure, unless an earlier record has already failed.
    fn fail(&self, record: &'a str, error: SpannedError) {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let is_later = failed
            .as_ref()
            .is_some_and(|(known, _)| known.as_ptr() < record.as_ptr());
        if !is_later {
            *failed = Some((record, error));
        }
    }
}

/// Parses one record, which may contain invalid ids. With `is_whole`, nothing may follow it, not even a comment.
pub(crate) fn read_record<'a, T: DeserializeOwned>(
    text: &'a str,
    options: &Options,
    is_whole: bool,
) -> SpannedResult<ReadRecord<'a, T>> {
    let read = |text: &str| -> SpannedResult<T> {
        let mut deserializer = Deserializer::from_str_with_options(text, options)?;
        let record = T::deserialize(&mut deserializer);
        let record = record.map_err(|error| deserializer.span_error(error))?;
        if is_whole && !deserializer.remainder().is_empty() {
            return Err(deserializer.span_error(ron::Error::TrailingCharacters));
        }
        let end = deserializer.end();
        end.map_err(|error| deserializer.span_error(error))?;
        Ok(record)
    };
    let (record, bad_ids) = match read(text) {
        Ok(record) => (record, Vec::new()),
        Err(error) => {
            let Some((with_ids, bad_ids)) = with_ids(text) else {
                return Err(error);
            };
            let Ok(record) = read(&with_ids) else {
                return Err(error);
            };
            (record, bad_ids)
        }
    };
    Ok(ReadRecord {
        text,
        record,
        bad_ids,
    })
}
