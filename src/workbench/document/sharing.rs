//! Sharing of the open file with other windows, which may have it open, and with other programs, which may change it.

use crate::{
    storage::{
        CopyKind, CopyOf, FileChange, FileHash, FileVersion, LockOwner, LockResult, ProjectLock,
        Replaces, Watch,
    },
    workbench::{
        Workbench, command::Command, document::LeaveAction, intent::Effect, notices::About,
    },
};

use std::path::{Path, PathBuf};

/// State of the open file with respect to other windows and programs.
#[derive(Debug, Default)]
pub(super) struct Sharing {
    /// The file as this session last read or wrote it; `None` for a project without a file.
    seen: Option<FileVersion>,
    /// The file was deleted and the user continues without it. A save recreates it but never replaces a file that has
    /// reappeared.
    stays_gone: bool,
    checks: FileChecks,
    /// A request for the lock is running.
    is_requesting_lock: bool,
    /// A change by another program that the user has not yet decided on.
    changed: Option<Changed>,
    /// The holder of the file, if another window has it open; the file is then read-only here.
    elsewhere: Option<LockOwner>,
    /// The lock that tells other windows that the file is open here. Dropping it releases the lock.
    held: Option<ProjectLock>,
    watch: Option<Watch>,
}

/// Checks of the open file on disk, one at a time.
#[derive(Debug, Default)]
struct FileChecks {
    is_under_way: bool,
    /// The file may have changed during the check or during a save.
    due: bool,
}

/// A change to the open file by another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Another program has written it.
    Rewritten(FileVersion),
    /// The file was moved or deleted.
    Gone,
}

/// Events about the open file, and the user's decisions on them.
#[derive(Debug)]
pub enum SharingIntent {
    Held(Box<HeldFile>),
    Check,
    /// Result of checking the file at this path; `None` if it could not be read.
    Checked(PathBuf, Option<FileChange>),
    /// Reloads the file, after asking about unsaved changes.
    Reload,
    /// Keeps the project as shown; the next save replaces the file.
    KeepMine,
}

#[derive(Debug)]
pub struct HeldFile {
    pub path: PathBuf,
    /// Whether this window holds the lock.
    pub lock: LockResult,
    /// Watches the file for changes; `None` if its folder cannot be watched.
    pub watch: Option<Watch>,
    /// The file on disk, if it had not been read before.
    pub seen: Option<FileVersion>,
}

impl Sharing {
    pub(crate) fn new(seen: Option<FileVersion>) -> Self {
        Self {
            seen,
            ..Self::default()
        }
    }

    /// Hash of the file as this session last read or wrote it.
    pub(crate) fn seen_hash(&self) -> Option<FileHash> {
        self.seen.map(|seen| seen.hash)
    }

    /// Returns what a save at `path` may replace; `open` is the open file.
    pub(crate) fn replaced_by_saving_at(&self, path: &Path, open: Option<&Path>) -> Replaces {
        match self.seen {
            _ if open != Some(path) => Replaces::Anything,
            _ if self.stays_gone => Replaces::NoFile,
            Some(seen) => Replaces::Only(seen),
            None => Replaces::Anything,
        }
    }
}

impl Workbench {
    /// A change to the open file by another program, until the user has decided what to do.
    pub fn changed_file(&self) -> Option<Changed> {
        self.document.sharing.changed
    }

    /// The other holder of the open file; the file is then read-only here.
    pub fn open_elsewhere(&self) -> Option<&LockOwner> {
        self.document.sharing.elsewhere.as_ref()
    }

    /// Whether this window holds the lock on the open file.
    pub fn holds_file(&self) -> bool {
        self.document.sharing.held.is_some()
    }

    pub(crate) fn sharing_intent(&mut self, intent: SharingIntent) {
        match intent {
            SharingIntent::Held(file) => self.held(*file),
            SharingIntent::Check => self.check_file(),
            SharingIntent::Checked(path, since) => self.checked(&path, since),
            SharingIntent::Reload => self.reload(),
            SharingIntent::KeepMine => self.keep_mine(),
        }
    }

    /// Shares the file that the project was saved to, whether its first or a new one.
    pub(crate) fn share(&mut self, path: PathBuf, seen: Option<FileVersion>) {
        if self.document.path.as_ref() == Some(&path) {
            let sharing = &mut self.document.sharing;
            sharing.seen = seen;
            sharing.changed = None;
            sharing.stays_gone = false;
        } else {
            self.share_anew(Sharing::new(seen));
            self.effects
                .push(Effect::HoldFile(path.clone(), seen.is_some()));
        }
        self.document.path = Some(path);
        self.effects.push(Effect::ProjectPathChanged);
    }

    /// Releases the previous file and starts sharing another, or none.
    pub(super) fn share_anew(&mut self, sharing: Sharing) {
        let before = std::mem::replace(&mut self.document.sharing, sharing);
        self.let_go(before.held, before.watch);
    }

    /// Lets the shell drop it: dropping a lock or a watch accesses the disk, which may be gone.
    fn let_go(&mut self, hold: Option<ProjectLock>, watch: Option<Watch>) {
        if hold.is_some() || watch.is_some() {
            self.effects.push(Effect::LetGo(hold, watch));
        }
    }

    fn held(&mut self, file: HeldFile) {
        if self.document.path.as_ref() != Some(&file.path) {
            let hold = match file.lock {
                LockResult::Ours(hold) => Some(hold),
                LockResult::Theirs(_) | LockResult::Already | LockResult::Impossible(_) => None,
            };
            self.let_go(hold, file.watch);
            return;
        }
        let sharing = &mut self.document.sharing;
        sharing.is_requesting_lock = false;
        sharing.seen = sharing.seen.or(file.seen.filter(|_| !sharing.stays_gone));
        let watch = std::mem::replace(&mut sharing.watch, file.watch);
        self.let_go(None, watch);
        let resumes = self.takes_resumed(&file.path);
        // The watch cannot report changes made before it started.
        self.check_for_changes(file.path.clone());
        match file.lock {
            LockResult::Ours(hold) => {
                self.document.sharing.held = Some(hold);
                self.document.leaving.other_window_is_gone();
                let sharing = &mut self.document.sharing;
                if sharing.elsewhere.take().is_some() {
                    let sentence = format!(
                        "{} is no longer open elsewhere and can be changed here",
                        self.file_name()
                    );
                    self.notices.done(sentence, None);
                    self.check_file();
                }
            }
            LockResult::Theirs(holder) if resumes && !self.has_changes() => {
                let reason = format!("{holder} has {} open", file.path.display());
                self.not_resume(file.path, reason, "Open here too…");
            }
            LockResult::Theirs(holder) if self.document.sharing.elsewhere.is_none() => {
                let sharing = &mut self.document.sharing;
                sharing.elsewhere = Some(holder);
                self.document.leaving.ask_about_other_window();
            }
            // The lock is on its way, or belonged to a document that is no longer open.
            LockResult::Already if self.document.sharing.held.is_none() => {
                let is_seen = self.document.sharing.seen.is_some();
                self.effects.push(Effect::HoldFile(file.path, is_seen));
            }
            // No change; or the folder is read-only, which saving there will report.
            LockResult::Theirs(_) | LockResult::Already | LockResult::Impossible(_) => {}
        }
    }

    /// Checks the file, and requests the lock again if another window holds it.
    fn check_file(&mut self) {
        let Some(path) = self.document.path.clone() else {
            return;
        };
        let sharing = &mut self.document.sharing;
        if sharing.elsewhere.is_some() && !std::mem::replace(&mut sharing.is_requesting_lock, true)
        {
            let is_seen = sharing.seen.is_some();
            self.effects.push(Effect::HoldFile(path.clone(), is_seen));
        }
        self.check_for_changes(path);
    }

    fn check_for_changes(&mut self, path: PathBuf) {
        let is_saving = self.is_saving();
        let sharing = &mut self.document.sharing;
        // A save checks the file that it replaces, so no check runs in parallel.
        if sharing.checks.is_under_way || is_saving {
            sharing.checks.due = true;
        } else if let Some(seen) = sharing.seen {
            sharing.checks.is_under_way = true;
            self.effects.push(Effect::CheckFile(path, seen));
        }
    }

    /// Runs the check that became due while a check or a save was running.
    pub(crate) fn check_file_if_due(&mut self) {
        if std::mem::take(&mut self.document.sharing.checks.due) {
            self.check_file();
        }
    }

    fn checked(&mut self, path: &Path, since: Option<FileChange>) {
        self.document.sharing.checks.is_under_way = false;
        if self.path() != Some(path) {
            return;
        }
        let is_saving = self.is_saving();
        let sharing = &mut self.document.sharing;
        if is_saving {
            // The check may have seen the file before or after the save.
            sharing.checks.due = true;
            return;
        }
        match since {
            Some(FileChange::Same(now)) => {
                sharing.seen = Some(now);
                if sharing.changed.take().is_some() {
                    self.notices.over(About::Save);
                    // The file has the project again.
                    self.rebase_journal(self.document.copy_of.clone());
                }
            }
            Some(FileChange::Changed(now)) => self.file_differs(Changed::Rewritten(now)),
            Some(FileChange::Gone) => self.file_differs(Changed::Gone),
            // The drive may be offline for a moment. Saving checks again and reports the error.
            None => {}
        }
        self.check_file_if_due();
    }

    /// A save found an unexpected file and did not replace it. `now` is that file, or `None` if it is gone.
    pub(crate) fn file_has_changed(&mut self, now: Option<FileVersion>) {
        self.file_differs(now.map_or(Changed::Gone, Changed::Rewritten));
    }

    /// No file has the project any more, so from now on the journal keeps all of it.
    fn file_differs(&mut self, changed: Changed) {
        let known = self.document.sharing.changed.replace(changed);
        if known.is_none() {
            self.journal_own_version();
        }
    }

    /// Restarts the journal with the project as the user's own version of the file.
    fn journal_own_version(&mut self) {
        let kept = self.document.path.clone().map(|file| CopyOf {
            file,
            how: CopyKind::Kept,
        });
        self.rebase_journal(kept);
    }

    /// A save replaced the file but did not return its new state.
    pub(crate) fn check_own_file(&mut self, path: &Path) {
        if self.path() == Some(path) {
            self.document.sharing.seen = None;
            self.effects.push(Effect::HoldFile(path.to_owned(), false));
        }
    }

    fn reload(&mut self) {
        if let Some(path) = self.document.path.clone() {
            self.depart(LeaveAction::Reload(path));
        }
    }

    fn keep_mine(&mut self) {
        let sharing = &mut self.document.sharing;
        sharing.seen = match sharing.changed.take() {
            Some(Changed::Rewritten(now)) => Some(now),
            Some(Changed::Gone) => None,
            None => return,
        };
        sharing.stays_gone = sharing.seen.is_none();
        // The conflict that blocked saving is resolved.
        self.notices.over(About::Save);
        // The file no longer has the project as shown, and no other file does.
        self.document.saving.forget_saved();
        self.journal_own_version();
    }

    /// Turns the open file into an unsaved copy, which no other window holds.
    pub(crate) fn work_on_copy(&mut self) {
        let file = self.document.path.take();
        self.document.copy_of = file.map(|file| CopyOf {
            file,
            how: CopyKind::Held,
        });
        self.document.saving.forget_saved();
        self.share_anew(Sharing::default());
        self.rebase_journal(self.document.copy_of.clone());
        self.effects.push(Effect::ProjectPathChanged);
    }

    /// Returns whether another window has the file open. If so, tells the user why changes are refused.
    pub(crate) fn refuses_changes(&mut self) -> bool {
        let Some(holder) = &self.document.sharing.elsewhere else {
            return false;
        };
        let sentence = format!(
            "{} is read-only here: {} has it open. Save it under another name to work on a copy",
            self.file_name(),
            holder
        );
        self.notices.hint_with(sentence, Command::SaveAs);
        true
    }

    fn file_name(&self) -> String {
        let name = self.path().and_then(Path::file_name);
        name.map_or_else(
            || self.document_name(),
            |name| name.to_string_lossy().into_owned(),
        )
    }
}
