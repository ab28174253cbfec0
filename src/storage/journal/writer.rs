use super::{
    entry::JournalEntry,
    job::{Copied, FinishedJob, JobKind, JobOutcome, JournalJob},
    journal_folder::{JournalName, SessionLock},
    journal_limits::JournalLimits,
    open_journal::OpenJournal,
    record::{JournalBase, JournalCommand, JournalRecord, JournalStart, ResumedJournal, SavedFile},
    save_mark::SaveMark,
    wire::JournalEvent,
};
use crate::{
    project::History,
    storage::disk::{Disk, FileHash, is_missing, remove_if_there},
};

use std::{
    io, mem,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Writes the journal of one window, command by command. Has no thread and no clock: the caller decides when to
/// [`write`](Self::write), and runs its [`jobs`](Self::jobs).
#[derive(Debug)]
pub struct JournalWriter {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    limits: JournalLimits,
    /// Starting point of the next journal, while none is open.
    start: JournalStart,
    /// Last journal of this session and the session's lock, while no journal is open.
    last: Option<(JournalName, Option<SessionLock>)>,
    /// Present from the first change until the next save.
    open: Option<OpenJournal>,
    /// Journal that is to replace the open one. Each [`write`](Self::write) retries until it succeeds.
    next: Option<Next>,
    /// Present while a save is in progress.
    mark: Option<SaveMark>,
    /// Journals to remove once the directory entry of the open one is synced.
    superseded: Vec<JournalName>,
}

/// Journal that is to replace the open one. Until then, entries are added to both.
#[derive(Debug)]
struct Next {
    journal: OpenJournal,
    /// Whether the open journal is no longer reliable, so that changes are safe only once this one is written.
    is_needed: bool,
}

impl JournalWriter {
    /// Creates a writer for journals in `folder`. Writes nothing yet.
    pub fn new(disk: Arc<dyn Disk>, folder: PathBuf) -> Self {
        Self {
            disk,
            folder,
            limits: JournalLimits::default(),
            start: JournalStart::default(),
            last: None,
            open: None,
            next: None,
            mark: None,
            superseded: Vec::new(),
        }
    }

    /// Carries out a command. The next [`write`](Self::write) writes the entries that it adds.
    pub fn take(&mut self, command: JournalCommand) {
        match command {
            JournalCommand::Begin(start) => {
                self.close();
                self.begin(start);
            }
            JournalCommand::Append(record) => self.append(record),
            JournalCommand::SaveBegun(history) => self.begin_save(*history),
            JournalCommand::SaveEnded(saved) => self.end_save(saved),
            JournalCommand::Resume(resumed) => self.resume(resumed),
            JournalCommand::Rebase(start) => self.rebase(start),
        }
    }

    /// Hands all added entries to the operating system.
    ///
    /// # Errors
    /// Returns the system's error. Nothing is lost: the next call writes the same entries again.
    pub fn write(&mut self) -> io::Result<()> {
        let taken_over = self.take_over();
        if let Some(open) = self.open.as_mut().filter(|open| !open.is_gone) {
            let is_to_supersede = open.takes_over;
            open.write(&*self.disk, &self.folder)?;
            if is_to_supersede && open.named {
                self.remove_superseded();
            }
        }
        let is_lost = self.open.as_ref().is_some_and(OpenJournal::is_lost);
        match &self.next {
            Some(next) if next.is_needed || is_lost => taken_over,
            // If the next journal cannot be written, the open one continues; it contains the same entries.
            Some(_) | None => Ok(()),
        }
    }

    /// Records the hash of the new content before a save replaces a file. Recovery then recognises that file as the
    /// project's own, even if the program ends before the save does.
    pub fn saving(&mut self, path: &Path, hash: FileHash) {
        if let (Some(open), Some(mark)) = (&mut self.open, &self.mark) {
            let next = self.next.as_mut().map(|next| &mut next.journal);
            mark.note(path, hash, open, next);
        }
    }

    /// Returns the jobs that are due: at most one copy and one sync. A copy that is already running is not returned again.
    pub fn jobs(&mut self, may_sync: bool) -> Vec<JournalJob> {
        let Some(open) = &mut self.open else {
            return Vec::new();
        };
        let sync = open.sync_job(&self.folder).filter(|_| may_sync);
        let may_copy = !self.mark.as_ref().is_some_and(|mark| mark.base_changed);
        let copy = may_copy.then(|| open.copy_job(&self.folder)).flatten();
        copy.into_iter().chain(sync).collect()
    }

    /// Returns whether the journal is so long that it needs [`JournalCommand::Rebase`]. This keeps its length below the
    /// limit of the reader.
    pub fn is_full(&self) -> bool {
        let open = self.open.as_ref().filter(|_| self.next.is_none());
        open.is_some_and(|open| open.edits > self.limits.edits || open.len() > self.limits.bytes)
    }

    /// Returns whether the journal needs [`JournalCommand::Rebase`] because a step was undone or redone that it does not
    /// contain: it began with only part of a very long history. Until the rebase, it records nothing more.
    pub fn is_lost(&self) -> bool {
        let next = self.next.as_ref().map(|next| &next.journal);
        next.or(self.open.as_ref())
            .is_some_and(OpenJournal::is_lost)
    }

    /// Returns whether a journal is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Checks whether the open journal was removed, for example with the state directory. Returns true once; the
    /// journal then needs [`JournalCommand::Rebase`].
    pub fn check_removed(&mut self) -> bool {
        let open = self.open.as_mut();
        open.is_some_and(|open| open.check_removed(&*self.disk, &self.folder))
    }

    /// Returns whether written bytes have not been synced to the disk yet.
    pub fn is_sync_due(&self) -> bool {
        let open = self.open.as_ref();
        open.is_some_and(|open| open.sync_job(&self.folder).is_some())
    }

    /// Returns whether a copy of the base file is due.
    pub fn is_copy_due(&self) -> bool {
        self.open.as_ref().is_some_and(OpenJournal::needs_copy)
    }

    /// Returns whether a save that was recorded may continue. If no job is running either, the journal is on the disk
    /// and no longer depends on the file that the save replaces.
    pub fn is_ready_for_save(&self) -> bool {
        // A changed file is no longer the journal's base; the end of the save resolves that.
        let base_changed = self.mark.as_ref().is_some_and(|mark| mark.base_changed);
        !self.is_sync_due() && (base_changed || !self.is_copy_due())
    }

    /// Records the result of a finished job.
    pub fn finished(&mut self, done: FinishedJob) -> JobOutcome {
        let Some(open) = self.open.as_mut().filter(|open| open.name == done.job.name) else {
            self.forget_late_copy(&done.job);
            return JobOutcome::Fine;
        };
        match (done.job.kind, done.result) {
            (JobKind::Sync { upto, .. }, Ok(_)) => {
                open.synced(upto);
                self.remove_superseded();
                JobOutcome::Fine
            }
            (JobKind::Sync { .. }, Err(error)) => {
                open.not_synced();
                JobOutcome::Failed(error)
            }
            (JobKind::CopyBase { .. }, Ok(Copied::Yes)) => JobOutcome::Fine,
            // A save in progress may have replaced the file; the end of the save resolves that.
            (JobKind::CopyBase { from, hash, .. }, Ok(Copied::Changed)) => match &mut self.mark {
                Some(mark) => {
                    mark.base_changed = true;
                    open.not_copied(from, hash);
                    JobOutcome::Fine
                }
                None => JobOutcome::BaseGone,
            },
            (JobKind::CopyBase { from, hash, .. }, Err(error)) => {
                open.not_copied(from, hash);
                JobOutcome::Failed(error)
            }
        }
    }

    /// Removes all files of this session: its window closes and nothing is to be recovered.
    pub fn remove_all(&mut self) {
        self.close();
        if let Some((name, lock)) = self.last.take() {
            // Journals that could not be removed are left to the next process that finds them unlocked.
            self.superseded.clear();
            drop(lock);
            drop(self.disk.remove(&name.lock(&self.folder)));
        }
    }

    /// Removes the journal, since the project was saved or its changes were discarded. If it cannot be removed, the
    /// session's next journal still replaces it.
    fn close(&mut self) {
        self.mark = None;
        self.forget_next();
        if let Some(open) = self.open.take() {
            self.superseded.push(open.name.clone());
            self.last = Some((open.name, open.lock));
            self.remove_superseded();
        }
    }

    fn append(&mut self, record: JournalRecord) {
        let entry = JournalEntry::from(JournalEvent::Happened(record));
        if let Some(next) = &mut self.next {
            next.journal.add(&entry);
        }
        self.opened().add(&entry);
        if let Some(mark) = &mut self.mark {
            mark.since.push(entry);
        }
    }

    /// Sets the starting point of the next journal, which is created at the first change, or now for an unsaved copy.
    fn begin(&mut self, start: JournalStart) {
        self.start = start;
        if self.start.copy.is_some() {
            self.opened();
        }
    }

    fn opened(&mut self) -> &mut OpenJournal {
        let (start, last, limits) = (&mut self.start, &mut self.last, self.limits);
        let (disk, folder) = (&*self.disk, &self.folder);
        self.open.get_or_insert_with(|| {
            // A lock whose file was removed protects nothing.
            let has_lock = |(name, _): &(JournalName, Option<SessionLock>)| {
                let looked = disk.look(&name.lock(folder));
                !looked.is_err_and(|error| is_missing(&error))
            };
            let open = match last.take().filter(has_lock) {
                None => OpenJournal::begin(JournalName::fresh(), start, limits),
                Some((name, lock)) => OpenJournal::begin(name.next(), start, limits).locked(lock),
            };
            if matches!(start.base, JournalBase::Project(_)) {
                // A second owner of the `Arc` would make the next edit copy the project.
                start.base = JournalBase::Empty;
            }
            open
        })
    }

    fn begin_save(&mut self, history: History) {
        let next = self.next.as_ref().map(|next| &next.journal);
        self.mark = Some(SaveMark::now(history, self.open.as_ref(), next));
    }

    fn end_save(&mut self, saved: Option<SavedFile>) {
        let (Some(mark), Some(saved)) = (self.mark.take(), saved) else {
            return;
        };
        let revision = mark.history.revision();
        let start = JournalStart {
            name: saved.name,
            base: JournalBase::File(saved.path.clone(), saved.hash),
            project: Some(saved.path),
            copy: None,
            saved: Some(revision),
            file: None,
            history: mark.history,
        };
        if mark.since.is_empty() {
            self.close();
            self.start = start;
        } else {
            let is_needed = self.next.as_ref().is_some_and(|next| next.is_needed);
            self.supersede(&start, is_needed);
            if let Some(next) = &mut self.next {
                let since = mark.since.iter();
                since.for_each(|entry| next.journal.add(entry));
            }
        }
    }

    fn rebase(&mut self, start: JournalStart) {
        if self.open.is_none() {
            // Nothing has been written yet.
            self.begin(start);
        } else {
            self.supersede(&start, true);
        }
    }

    /// Schedules the session's next journal to replace the open one.
    fn supersede(&mut self, start: &JournalStart, is_needed: bool) {
        self.forget_next();
        if let Some(mark) = &mut self.mark {
            mark.has_new_next();
        }
        if let Some(open) = &self.open {
            let journal = OpenJournal::begin(open.name.next(), start, self.limits);
            self.next = Some(Next { journal, is_needed });
        }
    }

    /// Writes the next journal and makes it the open one. Removes the old one once the new one is on the disk.
    fn take_over(&mut self) -> io::Result<()> {
        let (Some(open), Some(next)) = (&mut self.open, &mut self.next) else {
            return Ok(());
        };
        if next.journal.is_lost() {
            // Its replacement has already been requested.
            return Ok(());
        }
        if open.is_gone {
            open.take_lock(&*self.disk, &self.folder)?;
        } else if open.lock.is_none() {
            // Create the folder and the lock first: without a lock, the journal would be mistaken for a crashed
            // session's.
            open.write(&*self.disk, &self.folder)?;
        }
        next.journal.write_whole(&*self.disk, &self.folder)?;
        next.journal.lock = open.lock.take();
        self.superseded.push(open.name.clone());
        if let Some(mark) = &mut self.mark {
            mark.next_is_open();
        }
        self.open = self.next.take().map(|next| next.journal);
        if self.open.as_ref().is_some_and(|it| it.named) {
            self.remove_superseded();
        }
        Ok(())
    }

    /// Drops the next journal, which is no longer needed, and removes its base copy, which may have been written.
    fn forget_next(&mut self) {
        if let Some(next) = self.next.take() {
            drop(self.disk.remove(&next.journal.name.base(&self.folder)));
        }
    }

    /// Continues the crashed session's journal under its name.
    fn resume(&mut self, resumed: ResumedJournal) {
        self.remove_all();
        self.start = JournalStart::default();
        // The old journal is removed once its replacement is on the disk.
        self.superseded.extend(resumed.replaced);
        self.open = Some(resumed.journal);
    }

    /// Removes superseded journals. Those that cannot be removed are retried later; their lower number marks them as
    /// superseded.
    fn remove_superseded(&mut self) {
        for name in mem::take(&mut self.superseded) {
            let removed = remove_if_there(&*self.disk, &name.journal(&self.folder));
            drop(self.disk.remove(&name.base(&self.folder)));
            if removed.is_err() {
                self.superseded.push(name);
            }
        }
    }

    /// Removes a base copy made for a journal that no longer exists.
    fn forget_late_copy(&self, job: &JournalJob) {
        if let JobKind::CopyBase { to, .. } = &job.kind {
            drop(self.disk.remove(to));
        }
    }
}

#[cfg(test)]
mod tests;
