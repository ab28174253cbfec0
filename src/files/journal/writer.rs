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
    files::{FileHash, disk::Disk},
    project::History,
};

/// Writes the journal of one window, one order after the other. Knows no thread and no clock: whoever drives it says when
/// to [`write`](Self::write), and runs its [`jobs`](Self::jobs).
#[derive(Debug)]
pub struct JournalWriter {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    /// What the next journal builds on, as long as none is open.
    start: JournalStart,
    /// The last journal of this session and the session's lock, while none is open.
    last: Option<(JournalName, Option<SessionLock>)>,
    /// There from the first change to the next save.
    open: Option<OpenJournal>,
    /// A save is under way.
    mark: Option<Mark>,
    /// Journals that the open one has taken the place of, once its name is on the disk.
    superseded: Vec<JournalName>,
}

/// What a save that is under way saves, and what happened since.
#[derive(Debug)]
struct Mark {
    history: History,
    /// How many events of the journal the save holds.
    events: u64,
    /// The lines after those.
    since: String,
    since_events: u64,
}

impl JournalWriter {
    /// A writer that has written nothing, for journals in `folder`.
    #[must_use]
    pub fn new(disk: Arc<dyn Disk>, folder: PathBuf) -> Self {
        Self {
            disk,
            folder,
            start: JournalStart::default(),
            last: None,
            open: None,
            mark: None,
            superseded: Vec::new(),
        }
    }

    /// Takes an order; what it adds is written by the next [`write`](Self::write).
    pub fn take(&mut self, order: JournalOrder) {
        match order {
            JournalOrder::Begin(start) => {
                self.close();
                self.start = start;
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
        let Some(open) = &mut self.open else {
            return Ok(());
        };
        let takes_over = open.takes_over();
        open.write(&*self.disk, &self.folder)?;
        if takes_over && open.is_named() {
            self.remove_superseded();
        }
        Ok(())
    }

    /// Says, before a file is replaced by a save, what it will hold. Recovery then knows that file for the project's own, even
    /// where the program ends before the save does.
    pub fn saving(&mut self, path: &Path, hash: FileHash) {
        let (Some(open), Some(mark)) = (&mut self.open, &self.mark) else {
            return;
        };
        let event = v2::Event::Saving {
            path: WrittenPath::of(path),
            sha256: hash.to_string(),
            events: mark.events,
            revision: mark.history.revision().number(),
        };
        open.add(&line(&event));
    }

    /// What is due beside the writing: at most one sync and one copy, unless they are under way.
    pub fn jobs(&mut self, may_sync: bool) -> Vec<Job> {
        let Some(open) = &mut self.open else {
            return Vec::new();
        };
        let sync = open.to_sync(&self.folder).filter(|_| may_sync);
        open.take_copy(&self.folder)
            .into_iter()
            .chain(sync)
            .collect()
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
            // The save that is under way may have replaced it; its end settles the matter.
            (JobKind::CopyBase { from, hash, .. }, Ok(Copied::Changed)) if self.mark.is_some() => {
                open.not_copied(from, hash);
                Outcome::Fine
            }
            (JobKind::CopyBase { .. }, Ok(Copied::Changed)) => Outcome::BaseGone,
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
            drop(lock);
            drop(self.disk.remove(&name.lock(&self.folder)));
        }
    }

    /// Removes the journal: the project is saved, or its changes were given up. The next of the session takes its place even
    /// where it cannot be removed.
    fn close(&mut self) {
        self.mark = None;
        if let Some(open) = self.open.take() {
            self.superseded.push(open.name.clone());
            self.last = Some((open.name, open.lock));
            self.remove_superseded();
        }
    }

    fn append(&mut self, record: JournalRecord) {
        let line = line(&v2::Event::from(record));
        if let Some(mark) = &mut self.mark {
            mark.since.push_str(&line);
            mark.since_events += 1;
        }
        let (start, last) = (&self.start, &mut self.last);
        let open = self.open.get_or_insert_with(|| match last.take() {
            None => begin(JournalName::fresh(), start),
            Some((name, lock)) => begin(name.next(), start).locked(lock),
        });
        open.add(&line);
        if matches!(self.start.base, JournalBase::Project(_)) {
            // A second owner would make the next edit copy the project.
            self.start.base = JournalBase::Empty;
        }
    }

    fn begin_save(&mut self, history: History) {
        self.mark = Some(Mark {
            history,
            events: self.open.as_ref().map_or(0, |open| open.events),
            since: String::new(),
            since_events: 0,
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
            saved: Some(revision),
            history: mark.history,
        };
        if mark.since.is_empty() {
            self.close();
            self.start = start;
        } else {
            // Where it cannot be begun, the old journal goes on: it has all of this too.
            drop(self.supersede(start, &mark.since, mark.since_events));
        }
    }

    fn rebase(&mut self, start: JournalStart) {
        if self.open.is_none() {
            // Nothing was written yet: what comes first begins a journal on it.
            self.start = start;
        } else if self.mark.is_none() {
            drop(self.supersede(start, "", 0));
        }
    }

    /// Begins the next journal of the session, and removes the one before once the new one is on the disk.
    fn supersede(&mut self, start: JournalStart, since: &str, events: u64) -> io::Result<()> {
        let Some(old) = &mut self.open else {
            return Ok(());
        };
        let mut next = begin(old.name.next(), &start);
        next.add(since);
        next.events = events;
        next.write_whole(&*self.disk, &self.folder)?;
        next.lock = old.lock.take();
        self.superseded.push(old.name.clone());
        self.start = JournalStart {
            base: JournalBase::Empty,
            ..start
        };
        let is_named = next.is_named();
        self.open = Some(next);
        if is_named {
            self.remove_superseded();
        }
        Ok(())
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
