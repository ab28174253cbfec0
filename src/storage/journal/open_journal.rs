use super::{
    entry::JournalEntry,
    job::{JobKind, JournalJob},
    journal_folder::{JournalName, SessionLock},
    journal_limits::JournalLimits,
    reader::ReadJournal,
    record::{JournalBase, JournalStart},
    replay::{BaseFile, Replayed},
    undo_depth::UndoDepth,
    wire::{HeadBase, JournalHead},
};
use crate::storage::{
    disk::{Disk, DiskFile, FileHash, ReplaceError, is_missing, replace, write_whole},
    format::to_ron,
    written_path::WrittenPath,
};

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// A journal that is being written.
///
/// Bytes not known to be on the disk stay in memory. A retry after an error writes the same bytes at the same offset,
/// so nothing already written is removed first.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about the file"
)]
pub(crate) struct OpenJournal {
    pub(crate) name: JournalName,
    pub(crate) lock: Option<SessionLock>,
    /// Number of records after the head.
    pub(crate) events: u64,
    /// Number of edits needed to replay those records.
    pub(crate) edits: usize,
    undo_depth: UndoDepth,
    /// Length of the head in bytes.
    head_len: u64,
    /// `None` until the file is created or opened.
    file: Option<Arc<dyn DiskFile>>,
    /// Serialised base project, if no file contains it. Written before the journal.
    base: Option<Vec<u8>>,
    /// Base file that has not been copied yet.
    copy: Option<BaseFile>,
    /// Number of bytes synced to the disk.
    synced: u64,
    /// Number of bytes handed to the operating system; never less than `synced`.
    written: u64,
    /// The bytes from `synced` on.
    tail: Vec<u8>,
    /// Whether the directory entry is synced.
    pub(crate) named: bool,
    /// Whether the file must be truncated to its intact records before anything is appended.
    cut: bool,
    /// Whether it replaces another journal, so that it must first be written atomically.
    pub(crate) takes_over: bool,
    /// Whether its file was removed while the session was running.
    pub(crate) is_gone: bool,
}

impl OpenJournal {
    /// Creates a journal that starts from `start`. Nothing is written yet.
    pub(crate) fn begin(name: JournalName, start: &JournalStart, limits: JournalLimits) -> Self {
        let (base, bytes, copy) = match &start.base {
            JournalBase::Empty => (HeadBase::Empty, None, None),
            JournalBase::File(path, hash) => {
                let base = HeadBase::File {
                    path: WrittenPath::new(path),
                    sha256: hash.to_string(),
                };
                let copy = BaseFile {
                    path: path.clone(),
                    hash: *hash,
                };
                (base, None, Some(copy))
            }
            JournalBase::Project(project) => {
                let bytes = to_ron(project).into_bytes();
                let sha256 = FileHash::of(&bytes).to_string();
                (HeadBase::Copy { sha256 }, Some(bytes), None)
            }
        };
        let history = limits.newest_steps(&start.history);
        let head = JournalHead {
            name: start.name.clone(),
            project: start.project.as_deref().map(WrittenPath::new),
            copy: start.copy.clone(),
            base,
            saved: start.saved,
            file: start.file.as_ref().map(FileHash::to_string),
            history,
        };
        Self {
            undo_depth: UndoDepth::new(&start.history, &head.history),
            ..Self::new(name, head.first_lines(), bytes, copy)
        }
    }

    /// Creates a journal that begins with `head`. Nothing is written yet.
    fn new(name: JournalName, head: String, base: Option<Vec<u8>>, copy: Option<BaseFile>) -> Self {
        Self {
            name,
            lock: None,
            events: 0,
            edits: 0,
            undo_depth: UndoDepth::default(),
            head_len: head.len() as u64,
            file: None,
            base,
            copy,
            synced: 0,
            written: 0,
            tail: head.into_bytes(),
            named: false,
            cut: false,
            takes_over: false,
            is_gone: false,
        }
    }

    /// Returns the journal with the lock that its session already holds.
    pub(crate) fn locked(self, lock: Option<SessionLock>) -> Self {
        Self { lock, ..self }
    }

    /// Continues an existing journal after the events that have been replayed.
    pub(crate) fn after(
        name: JournalName,
        lock: SessionLock,
        read: &ReadJournal,
        replayed: &Replayed,
    ) -> Self {
        let len = read.bytes_of(replayed.events) as u64;
        Self {
            lock: Some(lock),
            events: replayed.events as u64,
            edits: read.edits_of(replayed.events),
            undo_depth: UndoDepth::new(&replayed.history, &replayed.history),
            head_len: read.bytes_of(0) as u64,
            synced: len,
            written: len,
            named: true,
            cut: true,
            ..Self::new(name, String::new(), None, replayed.copy.clone())
        }
    }

    /// Replaces the unreadable journal of that name with one that has this head and base project.
    pub(crate) fn instead_of(
        name: &JournalName,
        lock: SessionLock,
        head: &JournalHead,
        base: Vec<u8>,
    ) -> Self {
        Self {
            lock: Some(lock),
            undo_depth: UndoDepth::new(&head.history, &head.history),
            takes_over: true,
            ..Self::new(name.next(), head.first_lines(), Some(base), None)
        }
    }

    /// Adds a line, which the next [`write`](Self::write) writes.
    pub(crate) fn add(&mut self, entry: &JournalEntry) {
        let edits = self.undo_depth.follow(entry.history_move);
        if !self.is_lost() {
            self.tail.extend_from_slice(entry.line.as_bytes());
            self.events += 1;
            self.edits += edits;
        }
    }

    /// Returns whether the window undid or redid a step that the journal does not contain, or its file was removed. Nothing
    /// is added from then on; a rebase is needed.
    pub(crate) fn is_lost(&self) -> bool {
        self.is_gone || self.undo_depth.is_exceeded
    }

    /// Checks whether its file was removed after it was written; the journal is then lost.
    pub(crate) fn check_removed(&mut self, disk: &dyn Disk, folder: &Path) -> bool {
        let is_written = self.file.is_some() && !self.is_gone;
        let looked = disk.look(&self.name.journal(folder));
        if is_written && looked.is_err_and(|error| is_missing(&error)) {
            self.is_gone = true;
            // The lock is gone too, or useless, since other processes look for it by name.
            self.lock = None;
            self.copy = None;
            return true;
        }
        false
    }

    /// Hands all added lines to the operating system, creating the files first if necessary.
    pub(crate) fn write(&mut self, disk: &dyn Disk, folder: &Path) -> io::Result<()> {
        if self.takes_over {
            self.write_whole(disk, folder)?;
            self.takes_over = false;
        }
        if self.written == self.end() && self.file.is_some() {
            return Ok(());
        }
        let file = self.make_files(disk, folder)?;
        if self.cut {
            file.cut(self.written)?;
            self.cut = false;
        }
        let from = (self.written - self.synced) as usize;
        file.write_at(self.written, &self.tail[from..])?;
        self.written = self.end();
        Ok(())
    }

    /// Number of bytes after the head.
    pub(crate) fn len(&self) -> u64 {
        self.end() - self.head_len
    }

    fn end(&self) -> u64 {
        self.synced + self.tail.len() as u64
    }

    fn make_files(&mut self, disk: &dyn Disk, folder: &Path) -> io::Result<Arc<dyn DiskFile>> {
        if let Some(file) = &self.file {
            return Ok(Arc::clone(file));
        }
        self.take_lock(disk, folder)?;
        self.write_base(disk, folder)?;
        let path = self.name.journal(folder);
        let file = if self.synced == 0 && !self.cut {
            disk.create(&path, None)?
        } else {
            disk.open(&path)?
        };
        self.file = Some(Arc::clone(&file));
        Ok(file)
    }

    fn write_base(&mut self, disk: &dyn Disk, folder: &Path) -> io::Result<()> {
        if let Some(base) = &self.base {
            write_whole(disk, &self.name.base(folder), base)?;
            self.base = None;
        }
        Ok(())
    }

    /// Creates the folder and takes the session's lock, unless it has it.
    pub(crate) fn take_lock(&mut self, disk: &dyn Disk, folder: &Path) -> io::Result<()> {
        disk.make_folder(folder)?;
        if self.lock.is_none() {
            let path = self.name.lock(folder);
            self.lock = Some(SessionLock::of_new_session(disk, &path)?);
        }
        Ok(())
    }

    /// Writes the journal atomically, so that it exists with its full head or not at all.
    pub(crate) fn write_whole(&mut self, disk: &dyn Disk, folder: &Path) -> io::Result<()> {
        self.write_base(disk, folder)?;
        let path = self.name.journal(folder);
        self.named = match replace(disk, &path, &self.tail) {
            Ok(()) => true,
            // The file exists, so from now on this journal is the current one.
            Err(ReplaceError::NotSynced(_)) => false,
            Err(error) => return Err(error.into_io()),
        };
        self.synced = self.tail.len() as u64;
        self.written = self.synced;
        self.tail.clear();
        Ok(())
    }

    /// Returns the job that syncs everything written; `None` if nothing is to be synced.
    pub(crate) fn sync_job(&self, folder: &Path) -> Option<JournalJob> {
        let file = self.file.as_ref().filter(|_| !self.is_gone)?;
        let is_due = self.written > self.synced || !self.named;
        is_due.then(|| JournalJob {
            name: self.name.clone(),
            kind: JobKind::Sync {
                file: Arc::clone(file),
                folder: (!self.named).then(|| folder.to_owned()),
                upto: self.written,
            },
        })
    }

    /// Records that the first `upto` bytes are on the disk.
    pub(crate) fn synced(&mut self, upto: u64) {
        let known = upto.saturating_sub(self.synced) as usize;
        self.tail.drain(..known.min(self.tail.len()));
        self.synced = self.synced.max(upto);
        self.named = true;
    }

    /// Records that a sync failed. The system may treat the unwritten bytes as written, so all of them are written again.
    pub(crate) fn not_synced(&mut self) {
        self.written = self.synced;
    }

    /// Takes the job that copies the base file, once the journal file exists.
    pub(crate) fn copy_job(&mut self, folder: &Path) -> Option<JournalJob> {
        self.file.as_ref()?;
        let BaseFile { path, hash } = self.copy.take()?;
        Some(JournalJob {
            name: self.name.clone(),
            kind: JobKind::CopyBase {
                from: path,
                hash,
                to: self.name.base(folder),
            },
        })
    }

    /// Records that the copy failed and is to be retried.
    pub(crate) fn not_copied(&mut self, path: PathBuf, hash: FileHash) {
        self.copy = Some(BaseFile { path, hash });
    }

    /// Returns whether a copy of the base file is needed and has not been started.
    pub(crate) fn needs_copy(&self) -> bool {
        self.copy.is_some()
    }
}
