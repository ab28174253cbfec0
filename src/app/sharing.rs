//! Other windows and programs that use the open file: the lock that tells them it is open here, and the watch for their
//! changes.

use super::App;
use crate::{
    storage::{self, FileVersion, LockResult, ProjectLock, StateDirectory, Watch},
    workbench::{HeldFile, Intent, SharingIntent},
};

use std::{io, path::PathBuf, thread};

use egui::Context;

impl App {
    /// Locks a file and watches it; reads its state if it has not been seen before.
    pub(super) fn hold_file(&mut self, path: PathBuf, is_seen: bool) {
        let touched = self
            .background
            .sender_of(|| Intent::Sharing(SharingIntent::Check));
        let (disk, window) = (self.disk(), self.holder.clone());
        let locks = self.state.as_ref().map(StateDirectory::locks);
        let on_panic = HeldFile {
            lock: LockResult::Impossible(io::Error::other("a bug in Crosscheck")),
            watch: None,
            seen: None,
            path: path.clone(),
        };
        let on_panic = Intent::Sharing(SharingIntent::Held(Box::new(on_panic)));
        // Quitting need not wait, since this result without a lock is ignored.
        self.background.run_detached(on_panic, move || {
            let seen = (!is_seen)
                .then(|| FileVersion::now(&*disk, &path).ok())
                .flatten();
            let file = HeldFile {
                lock: storage::lock_project(&path, &window, locks.as_deref()),
                // Without a watch, the file is checked when the window gets the focus, and before a save.
                watch: storage::watch(&path, touched).ok(),
                seen,
                path,
            };
            Some(Intent::Sharing(SharingIntent::Held(Box::new(file))))
        });
    }

    /// Releases a file in the background, since its drive may be gone.
    pub(super) fn let_go(hold: Option<ProjectLock>, watch: Option<Watch>) {
        drop(thread::spawn(move || drop((hold, watch))));
    }

    pub(super) fn check_file(&mut self, path: PathBuf, seen: FileVersion) {
        let disk = self.disk();
        let on_panic = Intent::Sharing(SharingIntent::Checked(path.clone(), None));
        self.background.run_detached(on_panic, move || {
            let since = seen.look_again(&*disk, &path).ok();
            Some(Intent::Sharing(SharingIntent::Checked(path, since)))
        });
    }

    /// Requests a check of the file when the window gets the focus.
    pub(super) fn track_focus(&mut self, ctx: &Context) -> Option<Intent> {
        let focused = ctx.input(|input| input.viewport().focused.unwrap_or(true));
        let before = std::mem::replace(&mut self.had_focus, focused);
        (focused && !before).then_some(Intent::Sharing(SharingIntent::Check))
    }
}
