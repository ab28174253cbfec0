//! The journal of a dead session in the hands of this one.

use super::{
    place::{JournalName, SessionLock},
    reach::Reach,
    wire::Head,
};
use crate::storage::disk::FileHash;

use std::path::PathBuf;

/// A dead session's journal in the hands of this one: nobody else can take it.
#[derive(Debug)]
pub struct AdoptedJournal {
    pub(crate) name: JournalName,
    pub(crate) lock: SessionLock,
    /// Bytes that are whole.
    pub(crate) len: u64,
    /// Bytes of its beginning, as it is gone on with.
    pub(crate) head_len: u64,
    pub(crate) events: u64,
    /// Edits that it takes to carry those out.
    pub(crate) edits: usize,
    /// The steps that can be taken back there.
    pub(crate) reach: Reach,
    /// The file that is still to be copied.
    pub(crate) copy: Option<BaseFile>,
    /// The journal that takes its place, where it cannot be read and nothing can be added to it.
    pub(crate) replacement: Option<Replacement>,
}

/// A file that a journal builds on, and the hash that it must have.
#[derive(Clone, Debug)]
pub(crate) struct BaseFile {
    pub(crate) path: PathBuf,
    pub(crate) hash: FileHash,
}

/// A journal in the place of another, of which nothing is written yet.
#[derive(Debug)]
pub(crate) struct Replacement {
    /// All of it.
    pub(crate) beginning: String,
    /// The project that it builds on.
    pub(crate) base: Vec<u8>,
}

impl Replacement {
    pub(crate) fn of(head: &Head, base: Vec<u8>) -> Self {
        let beginning = head.first_lines();
        Self { beginning, base }
    }
}
