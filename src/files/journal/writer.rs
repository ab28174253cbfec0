use std::{
    io, mem,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    AdoptedJournal, JournalBase, JournalName, JournalOrder, JournalRecord, JournalStart, SavedFile,
    both::WrittenPath,
    job::{Copied, Done, Job, JobKind, Outcome},
    open_journal::OpenJournal,
    place::SessionLock,
    recover::Respelled,
    spelling::{begin, line},
    v2,
};
use crate::{
    files::{FileHash, MAX_JOURNAL_BYTES, MAX_JOURNAL_EDITS, disk::Disk},
    project::History,
};

/// Writes the journal of one window, one order after the other. Knows no thread and no clock: whoever drives it says when
/// to [`write`](Self::write), and runs its [`jobs`](Self::jobs).
#[derive(Debug)]
pub struct JournalWriter {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    /// Edits in a journal before it begins anew.
    room: usize,
    /// What the next journal builds on, as long as none is open.
    start: JournalStart,
    /// The last journal of this session and the session's lock, while none is open.
    last: Option<(JournalName, Option<SessionLock>)>,
    /// There from the first change to the next save.
    open: Option<OpenJournal>,
    /// Shall take the place of the open one; tried with each [`write`](Self::write) until the disk takes it.
    next: Option<Next>,
    /// A save is under way.
    mark: Option<Mark>,
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

/// What a save that is under way saves, and what happened since.
#[derive(Debug)]
struct Mark {
    history: History,
    /// How many events of the open journal the save holds; `None` where that journal was begun since.
    events: Option<u64>,
    /// The same of the journal that is to take its place.
    events_of_next: Option<u64>,
    /// The lines after those.
    since: String,
    since_events: u64,
    since_edits: usize,
    /// The file that the journal builds on was found changed: perhaps by this save, so its end is waited for.
    base_changed: bool,
}

impl JournalWriter {
    /// A writer that has written nothing, for journals in `folder`.
    #[must_use]
    pub fn new(disk: Arc<dyn Disk>, folder: PathBuf) -> Self {
        Self {
            disk,
            folder,
            room: MAX_JOURNAL_EDITS / 4,
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
        match &self.next {
            Some(next) if next.is_needed => taken_over,
            // Where it cannot be begun, the open journal goes on: it has all of this too.
            _ => Ok(()),
        }
    }

    /// Says, before a file is replaced by a save, what it will hold. Recovery then knows that file for the project's own, even
    /// where the program ends before the save does.
    pub fn saving(&mut self, path: &Path, hash: FileHash) {
        let (Some(open), Some(mark)) = (&mut self.open, &self.mark) else {
            return;
        };
        let note = |events| {
            line(&v2::Event::Saving {
                path: WrittenPath::of(path),
                sha256: hash.to_string(),
                events,
                revision: mark.history.revision().number(),
            })
        };
        if let Some(events) = mark.events {
            open.add(&note(events));
        }
        if let (Some(next), Some(events)) = (&mut self.next, mark.events_of_next) {
            next.journal.add(&note(events));
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
        open.is_some_and(|open| open.edits > self.room || open.len() > MAX_JOURNAL_BYTES / 4)
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
        let edits = record.edits();
        let line = line(&v2::Event::from(record));
        if let Some(mark) = &mut self.mark {
            mark.since.push_str(&line);
            mark.since_events += 1;
            mark.since_edits += edits;
        }
        if let Some(next) = &mut self.next {
            next.journal.add(&line);
            next.journal.edits += edits;
        }
        let open = self.opened();
        open.add(&line);
        open.edits += edits;
    }

    /// The next journal builds on `start`. It is there from the first change on; that of an unsaved copy, from now on.
    fn begin(&mut self, start: JournalStart) {
        self.start = start;
        if self.start.copy.is_some() {
            self.opened();
        }
    }

    fn opened(&mut self) -> &mut OpenJournal {
        let (start, last) = (&mut self.start, &mut self.last);
        self.open.get_or_insert_with(|| {
            let open = match last.take() {
                None => begin(JournalName::fresh(), start),
                Some((name, lock)) => begin(name.next(), start).locked(lock),
            };
            if matches!(start.base, JournalBase::Project(_)) {
                // A second owner would make the next edit copy the project.
                start.base = JournalBase::Empty;
            }
            open
        })
    }

    fn begin_save(&mut self, history: History) {
        self.mark = Some(Mark {
            history,
            events: Some(self.open.as_ref().map_or(0, |open| open.events)),
            events_of_next: self.next.as_ref().map(|next| next.journal.events),
            since: String::new(),
            since_events: 0,
            since_edits: 0,
            base_changed: false,
        });
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
            history: mark.history,
        };
        if mark.since.is_empty() {
            self.close();
            self.start = start;
        } else {
            let is_needed = self.next.as_ref().is_some_and(|next| next.is_needed);
            self.supersede(&start, is_needed);
            if let Some(next) = &mut self.next {
                next.journal.add_all(&mark.since, mark.since_events);
                next.journal.edits += mark.since_edits;
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
            mark.events_of_next = None;
        }
        if let Some(open) = &self.open {
            let journal = begin(open.name.next(), start);
            self.next = Some(Next { journal, is_needed });
        }
    }

    /// Begins the journal that waits, and removes the one before once the new one is on the disk.
    fn take_over(&mut self) -> io::Result<()> {
        let (Some(open), Some(next)) = (&mut self.open, &mut self.next) else {
            return Ok(());
        };
        if open.lock.is_none() {
            // Folder and lock come first: a journal without its lock would be taken for that of a dead session.
            open.write(&*self.disk, &self.folder)?;
        }
        next.journal.write_whole(&*self.disk, &self.folder)?;
        next.journal.lock = open.lock.take();
        self.superseded.push(open.name.clone());
        if let Some(mark) = &mut self.mark {
            mark.events = mark.events_of_next.take();
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
        let open = if adopted.respelled.is_some() {
            // It goes once the one that takes its place is on the disk.
            self.superseded.push(adopted.name.clone());
            adopted.next()
        } else {
            adopted.open()
        };
        self.open = Some(open);
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

impl AdoptedJournal {
    fn open(self) -> OpenJournal {
        OpenJournal::adopted(self.name, self.lock, self.len, self.events, self.copy)
    }

    /// The same in a new journal, where nothing can be added to the old one.
    fn next(self) -> OpenJournal {
        let Respelled { text, base } = self.respelled.unwrap_or_default();
        OpenJournal::taking_over(
            self.name.next(),
            self.lock,
            text,
            self.events,
            base,
            self.copy,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        files::{RealDisk, left_work, recover},
        project::{Change, Edit, Project, ProjectEdit},
    };

    #[test]
    fn a_journal_begins_anew_before_it_is_longer_than_what_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = JournalWriter::new(Arc::new(RealDisk), folder.path().to_owned());
        writer.room = 3;
        let (mut project, mut history) = (Project::default(), History::default());
        let mut set_title = |writer: &mut JournalWriter, title: &str| {
            let edit = Edit::Project(ProjectEdit::SetTitle(title.to_owned()));
            let change = Change::new("name project", vec![edit.clone()]);
            history.commit(&mut project, change).unwrap();
            writer.take(JournalOrder::Append(JournalRecord::Change {
                label: "name project".into(),
                typing: None,
                edits: vec![edit],
            }));
            writer.write().unwrap();
            (project.clone(), history.clone())
        };
        for title in ["a", "b", "c"] {
            set_title(&mut writer, title);
            assert!(!writer.is_full());
        }
        let (project, history) = set_title(&mut writer, "d");
        assert!(writer.is_full());
        writer.take(JournalOrder::Rebase(JournalStart {
            base: JournalBase::Project(Arc::new(project)),
            history,
            ..JournalStart::default()
        }));
        assert!(!writer.is_full(), "it is asked for once");
        writer.write().unwrap();
        assert!(!writer.is_full());
        let (project, history) = set_title(&mut writer, "e");
        drop(writer);
        let left = left_work(&RealDisk, folder.path()).unwrap();
        let recovered = recover(&RealDisk, folder.path(), &left[0].name).unwrap();
        assert_eq!((recovered.project, recovered.history), (project, history));
    }
}
