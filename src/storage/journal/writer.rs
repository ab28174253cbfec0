use super::{
    adopted::AdoptedJournal,
    entry::Entry,
    job::{Copied, Done, Job, JobKind, Outcome},
    open_journal::OpenJournal,
    place::{JournalName, SessionLock},
    record::{JournalBase, JournalOrder, JournalRecord, JournalStart, SavedFile},
    room::Room,
    save_mark::SaveMark,
};
use crate::{
    project::History,
    storage::disk::{Disk, FileHash},
};

use std::{
    io, mem,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Writes the journal of one window, one order after the other. Knows no thread and no clock: whoever drives it says when
/// to [`write`](Self::write), and runs its [`jobs`](Self::jobs).
#[derive(Debug)]
pub struct JournalWriter {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    room: Room,
    /// What the next journal builds on, as long as none is open.
    start: JournalStart,
    /// The last journal of this session and the session's lock, while none is open.
    last: Option<(JournalName, Option<SessionLock>)>,
    /// There from the first change to the next save.
    open: Option<OpenJournal>,
    /// Shall take the place of the open one; tried with each [`write`](Self::write) until the disk takes it.
    next: Option<Next>,
    /// A save is under way.
    mark: Option<SaveMark>,
    /// Journals that the open one has taken the place of, once its name is on the disk.
    superseded: Vec<JournalName>,
}

/// A journal that is to take the place of the open one. What is added meanwhile is added to both.
#[derive(Debug)]
struct Next {
    journal: OpenJournal,
    /// What the open one builds on is gone: nothing is safe before this one is there.
    is_needed: bool,
}

impl JournalWriter {
    /// A writer that has written nothing, for journals in `folder`.
    #[must_use]
    pub fn new(disk: Arc<dyn Disk>, folder: PathBuf) -> Self {
        Self {
            disk,
            folder,
            room: Room::default(),
            start: JournalStart::default(),
            last: None,
            open: None,
            next: None,
            mark: None,
            superseded: Vec::new(),
        }
    }

    /// Takes an order; what it adds is written by the next [`write`](Self::write).
    pub fn take(&mut self, order: JournalOrder) {
        match order {
            JournalOrder::Begin(start) => {
                self.close();
                self.begin(start);
            }
            JournalOrder::Append(record) => self.append(record),
            JournalOrder::SaveBegun(history) => self.begin_save(*history),
            JournalOrder::SaveEnded(saved) => self.end_save(saved),
            JournalOrder::Adopt(adopted) => self.adopt(adopted),
            JournalOrder::Rebase(start) => self.rebase(start),
        }
    }

    /// Hands all that was added to the operating system.
    ///
    /// # Errors
    /// What the system says. Nothing is given up: the next call writes it too.
    pub fn write(&mut self) -> io::Result<()> {
        let taken_over = self.take_over();
        if let Some(open) = &mut self.open {
            let is_to_supersede = open.takes_over();
            open.write(&*self.disk, &self.folder)?;
            if is_to_supersede && open.is_named() {
                self.remove_superseded();
            }
        }
        let is_lost = self.open.as_ref().is_some_and(OpenJournal::is_lost);
        match &self.next {
            Some(next) if next.is_needed || is_lost => taken_over,
            // Where it cannot be begun, the open journal goes on: it has all of this too.
            _ => Ok(()),
        }
    }

    /// Says, before a file is replaced by a save, what it will hold. Recovery then knows that file for the project's own, even
    /// where the program ends before the save does.
    pub fn saving(&mut self, path: &Path, hash: FileHash) {
        if let (Some(open), Some(mark)) = (&mut self.open, &self.mark) {
            let next = self.next.as_mut().map(|next| &mut next.journal);
            mark.note(path, hash, open, next);
        }
    }

    /// What is due beside the writing: at most one sync and one copy, unless they are under way.
    pub fn jobs(&mut self, may_sync: bool) -> Vec<Job> {
        let Some(open) = &mut self.open else {
            return Vec::new();
        };
        let sync = open.to_sync(&self.folder).filter(|_| may_sync);
        let may_copy = !self.mark.as_ref().is_some_and(|mark| mark.base_changed);
        let copy = may_copy.then(|| open.take_copy(&self.folder)).flatten();
        copy.into_iter().chain(sync).collect()
    }

    /// Whether the journal shall begin anew, with [`JournalOrder::Rebase`], so that it never grows beyond what is read.
    #[must_use]
    pub fn is_full(&self) -> bool {
        let open = self.open.as_ref().filter(|_| self.next.is_none());
        open.is_some_and(|open| open.edits > self.room.edits || open.len() > self.room.bytes)
    }

    /// Whether the journal has to begin anew, with [`JournalOrder::Rebase`], since a step was undone or done again which it does
    /// not have: it began with a part of a very long history. Until then it holds nothing from that step on.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        let next = self.next.as_ref().map(|next| &next.journal);
        next.or(self.open.as_ref())
            .is_some_and(OpenJournal::is_lost)
    }

    /// Whether something is written that is not on the disk yet.
    #[must_use]
    pub fn is_sync_due(&self) -> bool {
        let open = self.open.as_ref();
        open.is_some_and(|open| open.to_sync(&self.folder).is_some())
    }

    /// Whether a copy waits to be made.
    #[must_use]
    pub fn is_copy_due(&self) -> bool {
        self.open.as_ref().is_some_and(OpenJournal::needs_copy)
    }

    /// Whether a save that was noted may go on: once no job is under way, the journal is on the disk and depends no more on the file
    /// that the save replaces.
    #[must_use]
    pub fn is_ready_for_save(&self) -> bool {
        // A file that was found changed is not what the journal builds on, and the end of the save settles that.
        let base_changed = self.mark.as_ref().is_some_and(|mark| mark.base_changed);
        !self.is_sync_due() && (base_changed || !self.is_copy_due())
    }

    /// Takes note of a job that has ended.
    pub fn finished(&mut self, done: Done) -> Outcome {
        let Some(open) = self.open.as_mut().filter(|open| open.name == done.job.name) else {
            self.forget_late_copy(&done.job);
            return Outcome::Fine;
        };
        match (done.job.kind, done.result) {
            (JobKind::Sync { upto, .. }, Ok(_)) => {
                open.synced(upto);
                self.remove_superseded();
                Outcome::Fine
            }
            (JobKind::Sync { .. }, Err(error)) => {
                open.not_synced();
                Outcome::Failed(error)
            }
            (JobKind::CopyBase { .. }, Ok(Copied::Yes)) => Outcome::Fine,
            // A save that is under way may have replaced it; its end settles the matter.
            (JobKind::CopyBase { from, hash, .. }, Ok(Copied::Changed)) => match &mut self.mark {
                Some(mark) => {
                    mark.base_changed = true;
                    open.not_copied(from, hash);
                    Outcome::Fine
                }
                None => Outcome::BaseGone,
            },
            (JobKind::CopyBase { from, hash, .. }, Err(error)) => {
                open.not_copied(from, hash);
                Outcome::Failed(error)
            }
        }
    }

    /// Removes all that this session has written: its window closes, and nothing is to be recovered.
    pub fn leave(&mut self) {
        self.close();
        if let Some((name, lock)) = self.last.take() {
            // What could not be removed belongs to whoever finds it unlocked from here on.
            self.superseded.clear();
            drop(lock);
            drop(self.disk.remove(&name.lock(&self.folder)));
        }
    }

    /// Removes the journal: the project is saved, or its changes were given up. The next of the session takes its place even
    /// where it cannot be removed.
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
        let entry = Entry::of(record);
        if let Some(next) = &mut self.next {
            next.journal.add(&entry);
        }
        self.opened().add(&entry);
        if let Some(mark) = &mut self.mark {
            mark.since.push(entry);
        }
    }

    /// The next journal builds on `start`. It is there from the first change on; that of an unsaved copy, from now on.
    fn begin(&mut self, start: JournalStart) {
        self.start = start;
        if self.start.copy.is_some() {
            self.opened();
        }
    }

    fn opened(&mut self) -> &mut OpenJournal {
        let (start, last, room) = (&mut self.start, &mut self.last, self.room);
        self.open.get_or_insert_with(|| {
            let open = match last.take() {
                None => OpenJournal::begin(JournalName::fresh(), start, room),
                Some((name, lock)) => OpenJournal::begin(name.next(), start, room).locked(lock),
            };
            if matches!(start.base, JournalBase::Project(_)) {
                // A second owner would make the next edit copy the project.
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
            // Nothing was written yet.
            self.begin(start);
        } else {
            self.supersede(&start, true);
        }
    }

    /// Has the next journal of the session take the place of the open one.
    fn supersede(&mut self, start: &JournalStart, is_needed: bool) {
        self.forget_next();
        if let Some(mark) = &mut self.mark {
            mark.has_new_next();
        }
        if let Some(open) = &self.open {
            let journal = OpenJournal::begin(open.name.next(), start, self.room);
            self.next = Some(Next { journal, is_needed });
        }
    }

    /// Begins the journal that waits, and removes the one before once the new one is on the disk.
    fn take_over(&mut self) -> io::Result<()> {
        let (Some(open), Some(next)) = (&mut self.open, &mut self.next) else {
            return Ok(());
        };
        if next.journal.is_lost() {
            // What takes its place has been asked for.
            return Ok(());
        }
        if open.lock.is_none() {
            // Folder and lock come first: a journal without its lock would be taken for that of a dead session.
            open.write(&*self.disk, &self.folder)?;
        }
        next.journal.write_whole(&*self.disk, &self.folder)?;
        next.journal.lock = open.lock.take();
        self.superseded.push(open.name.clone());
        if let Some(mark) = &mut self.mark {
            mark.next_is_open();
        }
        self.open = self.next.take().map(|next| next.journal);
        if self.open.as_ref().is_some_and(OpenJournal::is_named) {
            self.remove_superseded();
        }
        Ok(())
    }

    /// What waited to take the place of the open journal is not needed any more. It may have written its base already.
    fn forget_next(&mut self) {
        if let Some(next) = self.next.take() {
            drop(self.disk.remove(&next.journal.name.base(&self.folder)));
        }
    }

    /// The session goes on under the name of the dead one.
    fn adopt(&mut self, adopted: AdoptedJournal) {
        self.leave();
        self.start = JournalStart::default();
        if adopted.replacement.is_some() {
            // It goes once the one that takes its place is on the disk.
            self.superseded.push(adopted.name.clone());
        }
        self.open = Some(OpenJournal::adopted(adopted));
    }

    /// What cannot be removed is tried again later, and told apart by its number when journals are listed.
    fn remove_superseded(&mut self) {
        for name in mem::take(&mut self.superseded) {
            let removed = self.disk.remove(&name.journal(&self.folder));
            drop(self.disk.remove(&name.base(&self.folder)));
            if removed.is_err_and(|error| error.kind() != io::ErrorKind::NotFound) {
                self.superseded.push(name);
            }
        }
    }

    /// A copy that was made for a journal which is gone by now.
    fn forget_late_copy(&self, job: &Job) {
        if let JobKind::CopyBase { to, .. } = &job.kind {
            drop(self.disk.remove(to));
        }
    }
}

#[cfg(test)]
mod tests;
