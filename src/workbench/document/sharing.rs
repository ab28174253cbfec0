//! The open file is shared: another window may have it open, and another program may change it.

use crate::{
    storage::{CopyKind, CopyOf, FileHash, Hold, Holding, Replaces, Seen, Since, Watch},
    workbench::{
        Workbench,
        intent::{Departure, Effect},
        notices::About,
    },
};

use std::path::{Path, PathBuf};

#[derive(Debug, Default)]
pub(in crate::workbench) struct SharingSession {
    /// The file as this window last read or wrote it; `None` for a project without a file.
    seen: Option<Seen>,
    /// The file is gone and the person keeps the project: saving creates the file, but replaces none that came back.
    stays_gone: bool,
    /// The file is being compared with `seen`.
    checking: bool,
    /// The file may have changed during a check or a save.
    check_due: bool,
    /// This window waits for the answer whether it holds the file.
    asking: bool,
    /// What another program did to the file, until the person decides.
    change: Option<FileChange>,
    /// Tells other windows that the file is open here, until it is dropped.
    held: Option<Hold>,
    watch: Option<Watch>,
}

/// What another program did to the open file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileChange {
    Rewritten(Seen),
    /// Moved or deleted.
    Gone,
}

#[derive(Debug)]
pub enum SharingIntent {
    /// Result of [`Effect::HoldFile`].
    Held(Box<HeldFile>),
    /// The file may have changed.
    Check,
    /// The file was compared with what was seen last; `None` where it could not be read.
    Checked(PathBuf, Option<Since>),
    /// Opens the file as it is now; asks first about unsaved changes.
    Reload,
    /// Keeps the open project; the next save replaces the file.
    KeepMine,
}

/// Whether this window holds a file.
#[derive(Debug)]
pub struct HeldFile {
    pub path: PathBuf,
    pub holding: Holding,
    /// Reports possible changes; `None` where the folder cannot be watched.
    pub watch: Option<Watch>,
    /// The file as it is, unless it was seen before.
    pub seen: Option<Seen>,
}

impl SharingSession {
    fn of(seen: Option<Seen>) -> Self {
        Self {
            seen,
            ..Self::default()
        }
    }

    pub(in crate::workbench) fn change(&self) -> Option<FileChange> {
        self.change
    }

    pub(in crate::workbench) fn holds_file(&self) -> bool {
        self.held.is_some()
    }

    /// Hash of the file as this window last read or wrote it.
    pub(super) fn seen_hash(&self) -> Option<FileHash> {
        self.seen.map(|seen| seen.hash())
    }

    /// What a save at `path` may replace; `open` is the open file.
    pub(super) fn replaced_by_saving_at(&self, path: &Path, open: Option<&Path>) -> Replaces {
        match self.seen {
            _ if open != Some(path) => Replaces::Anything,
            _ if self.stays_gone => Replaces::NoFile,
            Some(seen) => Replaces::Only(seen),
            None => Replaces::Anything,
        }
    }

    /// A save found another file than it was to replace, and left it alone; `now` is that file, `None` if it is gone.
    pub(super) fn file_changed(&mut self, now: Option<Seen>) {
        self.change = Some(now.map_or(FileChange::Gone, FileChange::Rewritten));
    }
}

impl Workbench {
    pub(in crate::workbench) fn sharing_intent(&mut self, intent: SharingIntent) {
        match intent {
            SharingIntent::Held(file) => self.held(*file),
            SharingIntent::Check => self.check_file(),
            SharingIntent::Checked(path, since) => self.checked(&path, since),
            SharingIntent::Reload => {
                if let Some(path) = self.session.document.path.clone() {
                    self.leave(Departure::Reload(path));
                }
            }
            SharingIntent::KeepMine => self.keep_mine(),
        }
    }

    /// The project was saved at `path`, its first or another one.
    pub(super) fn share(&mut self, path: PathBuf, seen: Option<Seen>) {
        if self.session.document.path.as_ref() == Some(&path) {
            self.sharing.seen = seen;
            self.sharing.change = None;
            self.sharing.stays_gone = false;
        } else {
            self.share_anew(seen);
            let hold = Effect::HoldFile(path.clone(), seen.is_some());
            self.session.effect(hold);
        }
        self.session.document.path = Some(path);
        self.session.effect(Effect::ProjectPathChanged);
    }

    /// Releases the open file and starts with another one, or with none.
    pub(super) fn share_anew(&mut self, seen: Option<Seen>) {
        let before = std::mem::replace(&mut self.sharing, SharingSession::of(seen));
        self.session.document.open_elsewhere = None;
        self.release(before.held, before.watch);
    }

    /// Dropping a hold touches the disk, which may be gone itself, so that is an effect.
    fn release(&mut self, hold: Option<Hold>, watch: Option<Watch>) {
        if hold.is_some() || watch.is_some() {
            self.session.effect(Effect::ReleaseFile(hold, watch));
        }
    }

    fn held(&mut self, file: HeldFile) {
        let HeldFile {
            path,
            holding,
            watch,
            seen,
        } = file;
        if self.path() != Some(&path) {
            let hold = match holding {
                Holding::Ours(hold) => Some(hold),
                Holding::Theirs(_) | Holding::Already | Holding::Impossible(_) => None,
            };
            self.release(hold, watch);
            return;
        }
        let sharing = &mut self.sharing;
        sharing.asking = false;
        sharing.seen = sharing.seen.or(seen.filter(|_| !sharing.stays_gone));
        let old_watch = std::mem::replace(&mut sharing.watch, watch);
        self.release(None, old_watch);
        // The watch does not report earlier changes.
        self.check_whether_changed(path.clone());
        match holding {
            Holding::Ours(hold) => {
                self.sharing.held = Some(hold);
                self.leaving.other_window_closed();
                if self.session.document.open_elsewhere.take().is_some() {
                    let name = self.session.file_name();
                    let words =
                        format!("{name} is no longer open elsewhere and can be changed here");
                    self.session.notices.done(words, None);
                    self.check_file();
                }
            }
            Holding::Theirs(holder) => {
                let known = &mut self.session.document.open_elsewhere;
                if known.is_none() {
                    *known = Some(holder);
                    self.leaving.ask_about_other_window();
                }
            }
            Holding::Already => {
                // The hold is on its way, or was for a document that has been left.
                if self.sharing.held.is_none() {
                    let is_seen = self.sharing.seen.is_some();
                    self.session.effect(Effect::HoldFile(path, is_seen));
                }
            }
            // In a read-only folder nobody can be told; saving there reports it.
            Holding::Impossible(_) => {}
        }
    }

    /// Checks the file for changes, and asks again for one that another window has open.
    fn check_file(&mut self) {
        let Some(path) = self.session.document.path.clone() else {
            return;
        };
        let is_elsewhere = self.session.document.open_elsewhere.is_some();
        if is_elsewhere && !std::mem::replace(&mut self.sharing.asking, true) {
            let is_seen = self.sharing.seen.is_some();
            self.session.effect(Effect::HoldFile(path.clone(), is_seen));
        }
        self.check_whether_changed(path);
    }

    fn check_whether_changed(&mut self, path: PathBuf) {
        // Our own save is no news, and checks what it replaces itself.
        if self.sharing.checking || self.saving.is_running() {
            self.sharing.check_due = true;
        } else if let Some(seen) = self.sharing.seen {
            self.sharing.checking = true;
            self.session.effect(Effect::CheckFile(path, seen));
        }
    }

    /// After a check or a save.
    pub(super) fn check_file_if_due(&mut self) {
        if std::mem::take(&mut self.sharing.check_due) {
            self.check_file();
        }
    }

    fn checked(&mut self, path: &Path, since: Option<Since>) {
        self.sharing.checking = false;
        if self.path() != Some(path) {
            return;
        }
        if self.saving.is_running() {
            // It is unknown whether this was before or after the save.
            self.sharing.check_due = true;
            return;
        }
        match since {
            Some(Since::Same(now)) => {
                self.sharing.seen = Some(now);
                if self.sharing.change.take().is_some() {
                    self.session.notices.resolved(About::Save);
                }
            }
            Some(Since::Changed(now)) => self.sharing.change = Some(FileChange::Rewritten(now)),
            Some(Since::Gone) => self.sharing.change = Some(FileChange::Gone),
            // The drive may be away for a moment. Saving checks again and reports it.
            None => {}
        }
        self.check_file_if_due();
    }

    /// A save has replaced the file, but could not say what it holds now.
    pub(super) fn recheck_own_file(&mut self, path: &Path) {
        if self.path() == Some(path) {
            self.sharing.seen = None;
            let hold = Effect::HoldFile(path.to_owned(), false);
            self.session.effect(hold);
        }
    }

    fn keep_mine(&mut self) {
        self.sharing.seen = match self.sharing.change.take() {
            Some(FileChange::Rewritten(now)) => Some(now),
            Some(FileChange::Gone) => None,
            None => return,
        };
        self.sharing.stays_gone = self.sharing.seen.is_none();
        self.session.notices.resolved(About::Save);
        // No file holds the open project any more.
        self.session.document.saved = None;
        let kept = self.session.document.path.clone().map(|file| CopyOf {
            file,
            how: CopyKind::Kept,
        });
        self.rebase_journal(kept);
    }

    /// Turns the open file into an unsaved copy of its own.
    pub(super) fn work_on_copy(&mut self) {
        let document = &mut self.session.document;
        let file = document.path.take();
        document.copy_of = file.map(|file| CopyOf {
            file,
            how: CopyKind::Held,
        });
        document.saved = None;
        self.share_anew(None);
        self.rebase_journal(self.session.document.copy_of.clone());
        self.session.effect(Effect::ProjectPathChanged);
    }
}
