use super::{
    adopted::{AdoptedJournal, BaseFile, Replacement},
    entry::Entry,
    job::{Job, JobKind},
    place::{JournalName, SessionLock},
    reach::Reach,
    record::{JournalBase, JournalStart},
    room::Room,
    wire::{Base, Head},
};
use crate::storage::{
    disk::{Disk, DiskFile, FileHash, ReplaceError, replace},
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
/// What is not known to be on the disk stays in memory. Writing again after an error writes the same bytes to the same
/// place, so that nothing which was written is ever taken away to be written anew.
#[derive(Debug)]
pub(crate) struct OpenJournal {
    pub(crate) name: JournalName,
    pub(crate) lock: Option<SessionLock>,
    /// Records after the head.
    pub(crate) events: u64,
    /// Edits that it takes to carry those out.
    pub(crate) edits: usize,
    reach: Reach,
    /// Bytes of the head.
    head_len: u64,
    /// `None` until its file is made.
    file: Option<Arc<dyn DiskFile>>,
    /// The project that the journal builds on, where no file holds it: written before the journal is.
    base: Option<Vec<u8>>,
    /// The file that is still to be copied.
    copy: Option<BaseFile>,
    /// Bytes that are on the disk.
    synced: u64,
    /// Bytes that are with the operating system; never less than `synced`.
    written: u64,
    /// The bytes from `synced` on.
    tail: Vec<u8>,
    /// The file's name is on the disk.
    named: bool,
    /// Damage that follows the whole records, and goes before anything is added.
    cut: bool,
    /// It takes the place of another journal, so it is first written whole.
    takes_over: bool,
}

impl OpenJournal {
    /// A journal that builds on `start`; nothing of it is written yet.
    pub(crate) fn begin(name: JournalName, start: &JournalStart, room: Room) -> Self {
        let (base, bytes, copy) = match &start.base {
            JournalBase::Empty => (Base::Empty, None, None),
            JournalBase::File(path, hash) => {
                let base = Base::File {
                    path: WrittenPath::of(path),
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
                (Base::Copy { sha256 }, Some(bytes), None)
            }
        };
        let history = room.newest_steps(&start.history);
        let head = Head {
            name: start.name.clone(),
            project: start.project.as_deref().map(WrittenPath::of),
            copy: start.copy.clone(),
            base,
            saved: start.saved,
            file: start.file.as_ref().map(FileHash::to_string),
            history: history.parts(),
        };
        Self {
            reach: Reach::of(&start.history, &history),
            ..Self::new(name, head.first_lines(), bytes, copy)
        }
    }

    /// A journal that begins with `head`, of which nothing is written yet.
    fn new(name: JournalName, head: String, base: Option<Vec<u8>>, copy: Option<BaseFile>) -> Self {
        Self {
            name,
            lock: None,
            events: 0,
            edits: 0,
            reach: Reach::default(),
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
        }
    }

    /// The same for a session whose lock is held already.
    pub(crate) fn locked(self, lock: Option<SessionLock>) -> Self {
        Self { lock, ..self }
    }

    /// A journal that is there, of which the first bytes are whole; one that nothing can be added to is taken the place of.
    pub(crate) fn adopted(adopted: AdoptedJournal) -> Self {
        let AdoptedJournal {
            name,
            lock,
            len,
            head_len,
            events,
            edits,
            reach,
            copy,
            replacement,
        } = adopted;
        let journal = match replacement {
            Some(Replacement { beginning, base }) => Self {
                takes_over: true,
                ..Self::new(name.next(), beginning, Some(base), copy)
            },
            None => Self {
                synced: len,
                written: len,
                named: true,
                cut: true,
                ..Self::new(name, String::new(), None, copy)
            },
        };
        Self {
            lock: Some(lock),
            events,
            edits,
            reach,
            head_len,
            ..journal
        }
    }

    /// Whether it is still to take the place of another.
    pub(crate) fn takes_over(&self) -> bool {
        self.takes_over
    }

    /// Adds a line; it is written with the next [`write`](Self::write).
    pub(crate) fn add(&mut self, entry: &Entry) {
        let edits = self.reach.follow(entry.walk);
        if !self.is_lost() {
            self.tail.extend_from_slice(entry.line.as_bytes());
            self.events += 1;
            self.edits += edits;
        }
    }

    /// Whether its window has gone to where it cannot follow: nothing is added any more, and it has to begin anew.
    pub(crate) fn is_lost(&self) -> bool {
        self.reach.is_exceeded()
    }

    /// Hands all that was added to the operating system, and makes the files it needs first.
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

    /// Bytes after the head.
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
        disk.make_folder(folder)?;
        if self.lock.is_none() {
            let path = self.name.lock(folder);
            self.lock = Some(SessionLock::of_new_session(disk, &path)?);
        }
        if let Some(base) = &self.base {
            replace(disk, &self.name.base(folder), base).map_err(ReplaceError::into_io)?;
            self.base = None;
        }
        let path = self.name.journal(folder);
        let file = if self.synced == 0 && !self.cut {
            disk.create(&path, None)?
        } else {
            disk.open(&path)?
        };
        self.file = Some(Arc::clone(&file));
        Ok(file)
    }

    /// Writes the journal whole, in one step, so that it is there with all of its beginning or not at all.
    pub(crate) fn write_whole(&mut self, disk: &dyn Disk, folder: &Path) -> io::Result<()> {
        if let Some(base) = &self.base {
            replace(disk, &self.name.base(folder), base).map_err(ReplaceError::into_io)?;
            self.base = None;
        }
        let path = self.name.journal(folder);
        self.named = match replace(disk, &path, &self.tail) {
            Ok(()) => true,
            // It is there: from now on it is the one that counts.
            Err(ReplaceError::NotSynced(_)) => false,
            Err(error) => return Err(error.into_io()),
        };
        self.synced = self.tail.len() as u64;
        self.written = self.synced;
        self.tail.clear();
        Ok(())
    }

    /// Whether its name, and so the journal, outlives a power cut.
    pub(crate) fn is_named(&self) -> bool {
        self.named
    }

    /// What would bring all that is written on to the disk.
    pub(crate) fn to_sync(&self, folder: &Path) -> Option<Job> {
        let file = self.file.as_ref()?;
        let is_due = self.written > self.synced || !self.named;
        is_due.then(|| Job {
            name: self.name.clone(),
            kind: JobKind::Sync {
                file: Arc::clone(file),
                folder: (!self.named).then(|| folder.to_owned()),
                upto: self.written,
            },
        })
    }

    /// The disk has the first `upto` bytes.
    pub(crate) fn synced(&mut self, upto: u64) {
        let known = upto.saturating_sub(self.synced) as usize;
        self.tail.drain(..known.min(self.tail.len()));
        self.synced = self.synced.max(upto);
        self.named = true;
    }

    /// A sync failed. The system may believe that what it could not write is written, so all of it is written again.
    pub(crate) fn not_synced(&mut self) {
        self.written = self.synced;
    }

    /// The copy that is still to be made.
    pub(crate) fn take_copy(&mut self, folder: &Path) -> Option<Job> {
        self.file.as_ref()?;
        let BaseFile { path, hash } = self.copy.take()?;
        Some(Job {
            name: self.name.clone(),
            kind: JobKind::CopyBase {
                from: path,
                hash,
                to: self.name.base(folder),
            },
        })
    }

    /// The copy could not be made, and shall be tried again.
    pub(crate) fn not_copied(&mut self, path: PathBuf, hash: FileHash) {
        self.copy = Some(BaseFile { path, hash });
    }

    /// Whether the copy is made, or none is needed, or it is being made.
    pub(crate) fn needs_copy(&self) -> bool {
        self.copy.is_some()
    }
}
