//! Project files and their protection (journal, recovery, backups), read and written in the background.

use super::{App, effects::panic_notice, originals};
use crate::{
    analysis::ClaimTable,
    project::{Project, Revision},
    storage::{
        self, Backup, Backups, FileError, HistoryOf, Journal, JournalName, JournalSender,
        KeptHistory, LockOwner, LockResult, OpenedFile, RealDisk, RecoverError, Recovered,
        Replaces, Saver, StateDirectory,
    },
    workbench::{BackupIntent, DocumentIntent, ForgetIntent, Intent, RecoveryIntent},
};

use std::{
    io::Write,
    panic,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use egui::Context;

/// Maximum time that a frame waits until the operating system has its changes. A slower disk is reported in the status
/// bar and not waited for until it has caught up.
const MAX_FRAME_WAIT: Duration = Duration::from_millis(8);

/// Interval at which work of crashed sessions is listed while the search continues.
const UPDATE_INTERVAL: Duration = Duration::from_millis(500);

/// Maximum time that the program waits for the disk after a panic, before it ends.
const MAX_PANIC_WAIT: Duration = Duration::from_secs(3);

/// `None` if the user has no state directory.
pub(super) struct JournalAndBackups {
    journal: Journal,
    backups: Arc<Backups>,
}

impl JournalAndBackups {
    pub(super) fn new(ctx: &Context, state: &StateDirectory) -> Self {
        let ctx = ctx.clone();
        let wake = move || ctx.request_repaint();
        Self {
            journal: Journal::begin(state.disk(), state.journals(), wake),
            backups: Arc::new(Backups::new(state)),
        }
    }

    pub(super) fn journal(&self) -> &Journal {
        &self.journal
    }
}

impl App {
    /// Ends a frame: waits until the operating system has its changes, unless the disk is slow.
    pub(super) fn flush_journal(&mut self, ctx: &Context) {
        let Some(safeguards) = &self.safeguards else {
            return;
        };
        let status = safeguards.journal.wait(MAX_FRAME_WAIT);
        if status != *self.workbench.journal() {
            self.handle(ctx, Intent::Recovery(RecoveryIntent::JournalIs(status)));
            ctx.request_repaint();
        }
    }

    /// Searches for unsaved work of crashed sessions.
    pub(super) fn find_unsaved_work(&mut self) {
        let Some(state) = self.state.clone() else {
            return;
        };
        let on_panic = panic_notice(&state.journals());
        let send = self.background.intent_sender();
        let open = Some(self.workbench.project().id());
        // Quitting need not wait for it, since it writes nothing of the user's.
        self.background.run_detached(on_panic, move || {
            let found = |found| send(Intent::Recovery(RecoveryIntent::Found(found)));
            let (mut waiting, mut shown) = (Vec::new(), Instant::now());
            let mut ids = vec![open];
            let searched =
                storage::find_unsaved_work(&*state.disk(), &state.journals(), &mut |work| {
                    ids.push(work.id);
                    waiting.push(work);
                    if shown.elapsed() >= UPDATE_INTERVAL {
                        found(std::mem::take(&mut waiting));
                        shown = Instant::now();
                    }
                });
            found(waiting);
            match searched {
                Ok(()) => originals::sweep(&state, &ids),
                Err(source) => {
                    let path = state.journals();
                    send(Intent::Tell(FileError::Read { path, source }.to_string()));
                }
            }
            Some(Intent::Recovery(RecoveryIntent::AllFound))
        });
    }

    pub(super) fn recover(&mut self, name: JournalName) {
        let Some(state) = self.state.clone() else {
            return;
        };
        let to_intent = |name, result| Intent::Recovery(RecoveryIntent::Recovered(name, result));
        let on_panic = to_intent(name.clone(), Err(RecoverError::Fault));
        let preloaded = self.preloaded_views.clone();
        self.background.run(on_panic, move || {
            let recovered = storage::recover(&*state.disk(), &state.journals(), &name);
            let with_table = |recovered: Recovered| {
                if let Some((path, _)) = &recovered.file {
                    preloaded.read(Some(&state), path);
                }
                let table = ClaimTable::new(&recovered.project);
                Box::new((recovered, table))
            };
            let result = recovered.map(with_table);
            Some(to_intent(name, result))
        });
    }

    pub(super) fn discard(&mut self, name: JournalName) {
        let Some(state) = self.state.clone() else {
            return;
        };
        let to_intent = |name, result| Intent::Recovery(RecoveryIntent::Discarded(name, result));
        let on_panic = to_intent(name.clone(), Err(RecoverError::Fault));
        self.background.run(on_panic, move || {
            let result = storage::discard(&*state.disk(), &state.journals(), &name);
            Some(to_intent(name, result))
        });
    }

    pub(super) fn list_backups(&mut self, first: Option<PathBuf>) {
        let backups = self.safeguards.as_ref().map(|it| Arc::clone(&it.backups));
        let to_intent = |listed| Intent::Backup(BackupIntent::Listed(listed));
        let path = self.state.as_ref().map(|state| state.folder().to_owned());
        let on_panic = to_intent(Err(FileError::fault(&path.unwrap_or_default())));
        self.background.run(on_panic, move || {
            let listed = backups.map_or(Ok(Vec::new()), |it| it.list(first.as_deref()));
            Some(to_intent(listed))
        });
    }

    pub(super) fn find_history(&mut self, history: HistoryOf) {
        let state = self.state.clone();
        let path = history.path.clone().unwrap_or_default();
        let on_panic = Err(FileError::fault(&path).to_string());
        let on_panic = Intent::Forget(ForgetIntent::Found(history.clone(), on_panic));
        self.background.run(on_panic, move || {
            let found = state.map_or_else(
                || Ok(KeptHistory::default()),
                |state| storage::kept_history(&state, &history).map_err(|error| error.to_string()),
            );
            Some(Intent::Forget(ForgetIntent::Found(history, found)))
        });
    }

    pub(super) fn forget_history(&mut self, history: HistoryOf) {
        let kept = self.workbench.kept_history().cloned().unwrap_or_default();
        let paths = kept.paths(&history);
        self.scratch
            .recent
            .retain(|other| !paths.contains(other.as_path()));
        let state = self.state.clone();
        let on_panic = panic_notice(&history.path.clone().unwrap_or_default());
        // After the pending writes into the state directory.
        self.background.run_in_order(on_panic, move || {
            let forgotten = state
                .map(|state| storage::forget_history(&state, &history))
                .unwrap_or_default();
            Some(Intent::Forget(ForgetIntent::Deleted(forgotten)))
        });
    }

    pub(super) fn read_backup(&mut self, backup: Box<Backup>) {
        let disk = self.disk();
        let to_intent = |backup, read| Intent::Backup(BackupIntent::Read(backup, read));
        let on_panic = to_intent(backup.clone(), Err(FileError::fault(&backup.path)));
        self.background.run(on_panic, move || {
            let read = storage::open_with_hash(&*disk, &backup.path).map(with_table);
            Some(to_intent(backup, read))
        });
    }

    pub(super) fn read_project(&mut self, path: PathBuf) {
        let disk = self.disk();
        let to_intent = |path, read| Intent::Document(DocumentIntent::Opened(path, read));
        let on_panic = to_intent(path.clone(), Err(FileError::fault(&path)));
        let (state, preloaded) = (self.state.clone(), self.preloaded_views.clone());
        // The user may cancel it, or quit in the meantime.
        self.background.run_detached(on_panic, move || {
            let read = storage::open_with_hash(&*disk, &path).map(with_table);
            preloaded.read(state.as_ref(), &path);
            Some(to_intent(path, read))
        });
    }

    pub(super) fn write_project(
        &mut self,
        path: PathBuf,
        revision: Revision,
        project: Arc<Project>,
        replaces: Replaces,
    ) {
        let kept = self.workbench.settings.kept();
        let safeguards = self.safeguards.as_ref();
        let saver = Saver {
            disk: self.disk(),
            backups: safeguards.map(|it| (Arc::clone(&it.backups), kept)),
            journal: safeguards.map(|it| it.journal.sender()),
            originals: self.originals_folders(),
        };
        let window = self.holder.clone();
        let locks = self.state.as_ref().map(StateDirectory::locks);
        let state = self.state.as_ref().map(|it| it.folder().to_owned());
        let open = self.workbench.path().map(Path::to_owned);
        let to_intent =
            move |path, written| Intent::Document(DocumentIntent::Saved(path, revision, written));
        let on_panic = to_intent(path.clone(), Err(FileError::fault(&path)));
        self.background.run(on_panic, move || {
            let checked = if replaces == Replaces::Anything {
                storage::check_own_file(&path, open.as_deref(), state.as_deref())
            } else {
                Ok(())
            };
            let written = checked
                .and_then(|()| hold_replaced_file(&path, replaces, &window, locks.as_deref()))
                .and_then(|_held| saver.save(&path, &project, replaces));
            Some(to_intent(path, written))
        });
    }

    pub(super) fn disk(&self) -> Arc<dyn storage::Disk> {
        match &self.state {
            Some(state) => state.disk(),
            None => Arc::new(RealDisk),
        }
    }

    /// Flushes the journal before anything else on every panic. Only for the program itself, since a process has one
    /// panic hook.
    pub fn keep_journal_on_panic(&self) {
        if let Some(safeguards) = &self.safeguards {
            keep_on_panic(safeguards.journal.sender());
        }
    }
}

/// Locks a file that the user chose to replace, which may be open in another window.
fn hold_replaced_file(
    path: &Path,
    replaces: Replaces,
    window: &LockOwner,
    locks: Option<&Path>,
) -> Result<Option<LockResult>, FileError> {
    if replaces != Replaces::Anything {
        return Ok(None);
    }
    match storage::lock_project(path, window, locks) {
        LockResult::Theirs(holder) => {
            let path = path.to_owned();
            Err(FileError::Held { path, holder })
        }
        lock => Ok(Some(lock)),
    }
}

fn with_table(opened: OpenedFile) -> Box<(OpenedFile, ClaimTable)> {
    let table = ClaimTable::new(&opened.project);
    Box::new((opened, table))
}

fn keep_on_panic(journal: JournalSender) {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |on_panic| {
        if storage::is_fault_caught() {
            // The task reports the panic in its own way.
            return;
        }
        let is_safe = journal.wait_after_panic(MAX_PANIC_WAIT);
        usual(on_panic);
        let sentence = if is_safe {
            "Crosscheck had an internal error. All changes are in its journal; if the window is gone, start Crosscheck again to recover them."
        } else {
            "Crosscheck had an internal error, and the disk was too slow for the latest changes. Start Crosscheck again to recover all earlier ones."
        };
        // Without standard error, the next start reports it.
        drop(writeln!(std::io::stderr().lock(), "{sentence}"));
    }));
}
