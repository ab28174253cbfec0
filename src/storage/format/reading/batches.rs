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

/// A record with the piece of the file where it stands.
pub(crate) struct Read<'a, T> {
    pub(crate) text: &'a str,
    pub(crate) record: T,
    /// What stands in it where ids belong.
    pub(crate) bad_ids: Vec<BadId<'a>>,
}

/// Records of a list that follow one another.
pub(crate) enum Batch<'a> {
    Speakers(Vec<Read<'a, Speaker>>),
    Articles(Vec<Read<'a, WrittenArticle<'static>>>),
    Highlights(Vec<Read<'a, QuotedHighlight<'static>>>),
    Claims(Vec<Read<'a, Claim>>),
    Silent(Vec<Read<'a, SilentMark>>),
    Evidence(Vec<Read<'a, Evidence>>),
    Relations(Vec<Read<'a, Relation>>),
}

/// The records of a file in its order, as soon as they are read. Ends before what cannot be read.
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

/// The first record of a file that cannot be read, or is one too many.
#[derive(Debug)]
pub(crate) enum Unread<'a> {
    Wrong(&'a str, SpannedError),
    TooMany(&'a str, List),
}

/// Reads all records of a file, on all cores but that on which `build` takes them.
///
/// # Errors
/// [`Unread`]; what was built is then not whole.
pub(crate) fn read_all<'a, T>(
    sections: &Sections<'a>,
    build: impl FnOnce(Batches<'a>) -> T,
) -> Result<T, Unread<'a>> {
    let pieces = Pieces::of(sections)?;
    let threads = thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 8));
    thread::scope(|scope| {
        // With room for some, so that no file is held in memory as records that nobody has come to yet.
        let (sender, receiver) = sync_channel(2 * threads);
        for _ in 0..threads.min(pieces.all.len()) {
            let (pieces, sender) = (&pieces, sender.clone());
            scope.spawn(move || pieces.read(&sender));
        }
        drop(sender);
        let built = build(Batches {
            receiver,
            early: BTreeMap::new(),
            next: 0,
        });
        let failed = pieces.failed.lock();
        match failed.unwrap_or_else(PoisonError::into_inner).take() {
            Some((record, error)) => Err(Unread::Wrong(record, error)),
            None => Ok(built),
        }
    })
}

/// Enough that taking a piece costs nothing beside reading it, few enough that nobody waits long for the last; in bytes.
const PIECE: usize = 64 * 1024;

/// The records of a file, cut into pieces that any number of threads take from the first to the last.
struct Pieces<'s, 'a> {
    all: Vec<(List, &'s [&'a str])>,
    options: Options,
    is_by_lines: bool,
    /// How many are taken.
    taken: AtomicUsize,
    /// No more are to be taken.
    is_over: AtomicBool,
    /// The first record that could not be read, and why.
    failed: Mutex<Option<(&'a str, SpannedError)>>,
}

impl<'s, 'a> Pieces<'s, 'a> {
    fn of(sections: &'s Sections<'a>) -> Result<Self, Unread<'a>> {
        let mut all = Vec::new();
        for (list, records) in &sections.lists {
            if let Some(record) = records.get(list.most().0) {
                return Err(Unread::TooMany(record, *list));
            }
            let mut rest = records.as_slice();
            while !rest.is_empty() {
                let mut bytes = 0;
                let is_full = |record: &&str| {
                    let is_full = bytes >= PIECE;
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

    /// Takes pieces and reads them, until none is left or one could not be read.
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
                // Where nobody takes it, nobody asks for the rest either.
                Some(batch) => drop(to.send((nth, batch))),
                None => self.is_over.store(true, Ordering::Relaxed),
            }
        }
    }

    fn records<T: DeserializeOwned>(&self, records: &[&'a str]) -> Option<Vec<Read<'a, T>>> {
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

    /// Notes a record that cannot be read, unless one before it is known.
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

/// Reads one record, which may have texts where ids belong that are none. `is_whole`: nothing may follow it, not even a comment.
pub(crate) fn read_record<'a, T: DeserializeOwned>(
    text: &'a str,
    options: &Options,
    is_whole: bool,
) -> SpannedResult<Read<'a, T>> {
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
    Ok(Read {
        text,
        record,
        bad_ids,
    })
}
