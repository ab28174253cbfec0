use std::{
    io, mem,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    AdoptedJournal, JournalBase, JournalName, JournalOrder, JournalRecord, JournalStart, SavedFile,
    line::framed,
    open_journal::{BaseFile, OpenJournal},
    place::SessionLock,
    v1,
};
use crate::{
    files::{
        FileHash, MAX_PROJECT_BYTES,
        disk::{Disk, DiskFile, ReplaceError, read_on, replace},
        to_ron,
    },
    project::{History, Revision},
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

/// Work that may take long, done beside the writing.
#[derive(Debug)]
pub struct Job {
    pub(super) name: JournalName,
    pub(super) kind: JobKind,
}

#[derive(Debug)]
pub(super) enum JobKind {
    /// Brings the journal, and with `folder` its name, on to the disk.
    Sync {
        file: Arc<dyn DiskFile>,
        folder: Option<PathBuf>,
        upto: u64,
    },
    /// Keeps a copy of the file that the journal builds on.
    CopyBase {
        from: PathBuf,
        hash: FileHash,
        to: PathBuf,
    },
}

/// A [`Job`] that has ended.
#[derive(Debug)]
pub struct Done {
    job: Job,
    result: io::Result<Copied>,
}

#[derive(Debug, PartialEq, Eq)]
enum Copied {
    Yes,
    /// The file is no longer the one that the journal builds on.
    Changed,
}

impl Job {
    /// Whether it is a sync.
    #[must_use]
    pub fn is_sync(&self) -> bool {
        matches!(self.kind, JobKind::Sync { .. })
    }

    /// Does the work.
    #[must_use]
    pub fn run(self, disk: &dyn Disk) -> Done {
        let result = match &self.kind {
            JobKind::Sync { file, folder, .. } => {
                let synced = file.sync();
                let named = folder.as_deref().map_or(Ok(()), |it| disk.sync_folder(it));
                synced.and(named).map(|()| Copied::Yes)
            }
            JobKind::CopyBase { from, hash, to } => copy_base(disk, from, *hash, to),
        };
        Done { job: self, result }
    }
}

fn copy_base(disk: &dyn Disk, from: &Path, hash: FileHash, to: &Path) -> io::Result<Copied> {
    let Ok(bytes) = read_on(disk, from, MAX_PROJECT_BYTES) else {
        return Ok(Copied::Changed);
    };
    if FileHash::of(&bytes) != hash {
        return Ok(Copied::Changed);
    }
    replace(disk, to, &bytes).map_err(ReplaceError::into_io)?;
    Ok(Copied::Yes)
}

impl Done {
    /// Whether it was a sync.
    #[must_use]
    pub fn is_sync(&self) -> bool {
        self.job.is_sync()
    }
}

/// What became of a [`Job`].
#[derive(Debug)]
pub enum Outcome {
    /// All is well.
    Fine,
    /// It failed; it is tried again.
    Failed(io::Error),
    /// What the journal builds on is gone: it needs [`JournalOrder::Rebase`].
    BaseGone,
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
        match &mut self.open {
            Some(open) => open.write(&*self.disk, &self.folder),
            None => Ok(()),
        }
    }

    /// Says, before a file is replaced by a save, what it will hold. Recovery then knows that file for the project's own, even
    /// where the program ends before the save does.
    pub fn saving(&mut self, path: &Path, hash: FileHash) {
        let (Some(open), Some(mark)) = (&mut self.open, &self.mark) else {
            return;
        };
        let event = v1::Event::Saving {
            path: v1::WrittenPath::of(path),
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
        let line = line(&v1::Event::from(record));
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
        if self.mark.is_none() && self.open.is_some() {
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
        self.open = Some(adopted.open());
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

/// A journal that builds on `start`; nothing of it is written yet.
fn begin(name: JournalName, start: &JournalStart) -> OpenJournal {
    let (base, bytes, copy) = match &start.base {
        JournalBase::Empty => (v1::Base::Empty, None, None),
        JournalBase::File(path, hash) => {
            let base = v1::Base::File {
                path: v1::WrittenPath::of(path),
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
            (v1::Base::Copy { sha256 }, Some(bytes), None)
        }
    };
    let head = v1::Head {
        name: start.name.clone(),
        project: start.project.as_deref().map(v1::WrittenPath::of),
        base,
        saved: start.saved.map(Revision::number),
        history: (&start.history).into(),
    };
    let head = framed(v1::FIRST_LINE) + &framed(&spelled(&head));
    OpenJournal::new(name, head, bytes, copy)
}

fn line(event: &v1::Event) -> String {
    framed(&spelled(event))
}

fn spelled<T: serde::Serialize>(record: &T) -> String {
    let spelled = ron::to_string(record);
    debug_assert!(spelled.is_ok(), "RON can spell every record: {spelled:?}");
    spelled.unwrap_or_default()
}

impl From<JournalRecord> for v1::Event {
    fn from(record: JournalRecord) -> Self {
        match record {
            JournalRecord::Change {
                label,
                typing,
                edits,
            } => Self::Change {
                label: label.into_owned(),
                typing: typing.map(Into::into),
                edits: edits.into_iter().map(Into::into).collect(),
            },
            JournalRecord::Undo => Self::Undo,
            JournalRecord::Redo => Self::Redo,
            JournalRecord::TypingEnded => Self::TypingEnded,
        }
    }
}

impl AdoptedJournal {
    fn open(self) -> OpenJournal {
        OpenJournal::adopted(self.name, self.lock, self.len, self.events, self.copy)
    }
}
