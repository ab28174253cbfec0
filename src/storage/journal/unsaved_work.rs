use super::{
    base_copy::BaseCopy,
    journal_folder::{JournalFolder, JournalName, SessionLock},
    owner::{FileOwner, FileState, Hashes},
    reader::{ReadJournal, Unreadable},
    record::JournalRecord,
    wire::JournalEvent,
};
use crate::{
    project::ProjectId,
    storage::{
        disk::{Disk, in_words, is_missing, is_older},
        forgetting::stored_id,
        limits::MAX_JOURNAL_BYTES,
        unsaved_copy::CopyOf,
        written_path::WrittenPath,
    },
};

use std::{
    cmp::Reverse,
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use indexmap::IndexMap;

/// Unsaved work of a session that crashed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsavedWork {
    /// Journal that contains it.
    pub name: JournalName,
    /// Id of the project, if the file that the work builds on can be read.
    pub id: Option<ProjectId>,
    /// Title of the project.
    pub title: String,
    /// File of the project, if it had one.
    pub project: Option<PathBuf>,
    /// Original that the project is an unsaved copy of. A copy is listed even if it has no changes.
    pub copy: Option<CopyOf>,
    /// Time of the last change, if the disk records it.
    pub last: Option<SystemTime>,
    /// Number of changes, as a user counts them: continuous typing in one field is one change.
    pub changes: usize,
    /// Labels of the changes with their counts, in order of first appearance.
    pub labels: Vec<(String, usize)>,
    /// State of the project's file compared with the journal.
    pub file_state: FileState,
    /// Error that kept the journal or its lock from being read, phrased to follow "cannot be read: ".
    pub read_error: Option<String>,
    /// Number of damaged bytes at the end.
    pub damaged: u64,
}

impl UnsavedWork {
    /// Returns the project's file, or the file that it is a copy of.
    pub fn file(&self) -> Option<&Path> {
        let original = self.copy.as_ref().map(|copy| copy.file.as_path());
        self.project.as_deref().or(original)
    }
}

/// Returns the work that crashed sessions left in the journal folder, latest first. A session has ended if its lock is
/// free. Journals without changes are removed. If a lock cannot be checked, its session may still be alive: its journal
/// is listed but left untouched.
///
/// # Errors
/// Fails if the folder cannot be read. A missing folder counts as empty.
pub fn unsaved_work(disk: &dyn Disk, folder: &Path) -> io::Result<Vec<UnsavedWork>> {
    let mut found = Vec::new();
    find_unsaved_work(disk, folder, &mut |work| found.push(work))?;
    found.sort_by_key(|work| Reverse(work.last));
    Ok(found)
}

/// Like [`unsaved_work`], but calls `found` with each piece of work as soon as it is read, latest first.
pub fn find_unsaved_work(
    disk: &dyn Disk,
    folder: &Path,
    on_found: &mut dyn FnMut(UnsavedWork),
) -> io::Result<()> {
    let found = JournalFolder::read(disk, folder)?;
    let mut sessions: BTreeMap<&str, Vec<&JournalName>> = BTreeMap::new();
    for name in &found.journals {
        sessions.entry(&name.session).or_default().push(name);
    }
    let last_change = |names: &Vec<&JournalName>| {
        let looked = disk.look(&names.last()?.journal(folder));
        looked.ok()?.modified
    };
    let mut sessions: Vec<&Vec<&JournalName>> = sessions.values().collect();
    sessions.sort_by_cached_key(|names| Reverse(last_change(names)));
    // Several journals may belong to one project, which is then read once.
    let hashes = Hashes::on(disk);
    for names in sessions {
        let Some((latest, superseded)) = names.split_last() else {
            continue;
        };
        // Held while the files are read, so that no other process removes them.
        let _lock = match SessionLock::take(disk, &latest.lock(folder)) {
            Ok(Some(lock)) => lock,
            Ok(None) => continue,
            // Its session has ended normally since the folder was listed.
            Err(error) if is_missing(&error) => continue,
            Err(error) => {
                on_found(UnsavedWork::read_error(latest, &error));
                continue;
            }
        };
        for name in superseded {
            name.remove(disk, folder);
        }
        match UnsavedWork::new(disk, folder, latest, &hashes) {
            Some(work) => on_found(work),
            None => latest.remove(disk, folder),
        }
    }
    remove_orphans(disk, folder, &found);
    Ok(())
}

/// Removes base copies whose journal is gone or was never written, and locks of sessions that have ended.
fn remove_orphans(disk: &dyn Disk, folder: &Path, found: &JournalFolder) {
    let has_journal = |session: &str| found.journals.iter().any(|name| name.session == session);
    for name in &found.bases {
        if !has_journal(&name.session)
            && let Ok(Some(_lock)) = SessionLock::take(disk, &name.lock(folder))
        {
            drop(disk.remove(&name.base(folder)));
        }
    }
    // A new session has a lock before it has a journal, so only old locks and copies are considered.
    let is_old = |path: &PathBuf| is_older(disk, path, Duration::from_hours(24));
    for path in found.locks.iter().filter(|path| is_old(path)) {
        let session = path.file_stem().and_then(|stem| stem.to_str());
        if session.is_some_and(|session| !has_journal(session))
            && let Ok(Some(_lock)) = SessionLock::take(disk, path)
        {
            drop(disk.remove(path));
        }
    }
}

impl UnsavedWork {
    /// Entry for a journal that has not been read yet.
    fn unread(name: &JournalName) -> Self {
        Self {
            name: name.clone(),
            id: None,
            title: String::new(),
            project: None,
            copy: None,
            last: None,
            changes: 0,
            labels: Vec::new(),
            file_state: FileState::DiskError,
            read_error: None,
            damaged: 0,
        }
    }

    /// Entry for a journal that cannot be read from the disk.
    fn read_error(name: &JournalName, error: &io::Error) -> Self {
        Self {
            read_error: Some(in_words(error)),
            ..Self::unread(name)
        }
    }

    /// Reads the work in a journal; `None` if there is none.
    fn new(
        disk: &dyn Disk,
        folder: &Path,
        name: &JournalName,
        hashes: &Hashes<'_>,
    ) -> Option<Self> {
        let path = name.journal(folder);
        let mut work = Self::unread(name);
        let read = disk
            .look(&path)
            .and_then(|looked| Ok((looked, disk.read(&path, MAX_JOURNAL_BYTES)?)));
        let (looked, bytes) = match read {
            Ok(read) => read,
            // Its session has ended normally since the folder was listed.
            Err(error) if is_missing(&error) => return None,
            Err(error) => return Some(Self::read_error(name, &error)),
        };
        work.last = looked.modified;
        work.damaged = looked.len;
        work.file_state = FileState::Unreadable;
        work.id = stored_id(disk, &name.base(folder));
        match ReadJournal::new(&bytes) {
            Ok(journal) => {
                // On a disk without locks, the journal may have grown since its size was read.
                let whole = journal.bytes_of(journal.events.len()) as u64;
                let damaged = looked.len.saturating_sub(whole);
                let owner = FileOwner::new(hashes, &journal);
                work.fill(&journal, &owner, damaged);
                // The base is copied some time after the journal begins.
                let original = work.project.as_deref();
                work.id = work.id.or_else(|| hashes.id_in(original?));
                let is_empty = work.changes == 0 && work.copy.is_none() && damaged == 0;
                (!is_empty && !is_saved(&journal, &owner, damaged)).then_some(work)
            }
            Err(Unreadable::Invalid(_)) if looked.len == 0 => None,
            Err(Unreadable::Invalid(_)) => {
                if let Some(base) = BaseCopy::find(disk, folder, name) {
                    work.file_state = FileState::BaseOnly;
                    base.project.title().clone_into(&mut work.title);
                }
                Some(work)
            }
            Err(Unreadable::Newer) => {
                work.file_state = FileState::Newer;
                Some(work)
            }
        }
    }

    fn fill(&mut self, journal: &ReadJournal, owner: &FileOwner, damaged: u64) {
        self.title.clone_from(&journal.head.name);
        self.project = journal.head.project.as_ref().map(WrittenPath::path);
        self.copy.clone_from(&journal.head.copy);
        self.damaged = damaged;
        let in_file = owner.events.unwrap_or(0).min(journal.events.len());
        let mut changes = match owner.events {
            Some(_) => Vec::new(),
            None => journal.head.unsaved(),
        };
        changes.extend(labels(&journal.events[in_file..]));
        self.changes = changes.len();
        self.labels = count_labels(changes);
        self.file_state = owner.file_state;
    }
}

/// Returns whether everything was saved and the program merely ended before it could remove the journal.
fn is_saved(journal: &ReadJournal, owner: &FileOwner, damaged: u64) -> bool {
    let is_saving = |event: &JournalEvent| matches!(event, JournalEvent::Saving { .. });
    damaged == 0
        && owner
            .events
            .is_some_and(|events| journal.events.iter().skip(events).all(is_saving))
}

/// Counts each label, in order of first appearance.
fn count_labels(labels: Vec<String>) -> Vec<(String, usize)> {
    let mut counts = IndexMap::new();
    for label in labels {
        *counts.entry(label).or_default() += 1;
    }
    counts.into_iter().collect()
}

/// Returns the label of each change, as a user counts changes.
fn labels(events: &[JournalEvent]) -> Vec<String> {
    let mut labels = Vec::new();
    let mut typing_in = None;
    for event in events {
        let JournalEvent::Happened(record) = event else {
            continue;
        };
        let typing = match record {
            JournalRecord::Change {
                label,
                typing,
                edits: _,
            } => {
                if typing.is_none() || *typing != typing_in {
                    labels.push(label.to_string());
                }
                *typing
            }
            JournalRecord::Undo => {
                labels.push("undo".to_owned());
                None
            }
            JournalRecord::Redo => {
                labels.push("redo".to_owned());
                None
            }
            JournalRecord::TypingEnded => None,
        };
        typing_in = typing;
    }
    labels
}
