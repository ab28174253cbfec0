//! Others at the open file: the note that says it is open here, and what becomes of it.

use super::App;
use crate::{
    storage::{self, Hold, Holding, Seen, Watch},
    workbench::{HeldFile, Intent, SharingIntent},
};

use std::{io, path::PathBuf, thread};

use egui::Context;

impl App {
    /// Asks for a file, and watches it. Where it was never seen, it is looked at.
    pub(super) fn hold_file(&mut self, path: PathBuf, is_seen: bool) {
        let touched = self.work.teller(|| Intent::Sharing(SharingIntent::Check));
        let (disk, window) = (self.disk(), self.holder.clone());
        let fault = HeldFile {
            holding: Holding::Impossible(io::Error::other("a fault in Crosscheck")),
            watch: None,
            seen: None,
            path: path.clone(),
        };
        let fault = Intent::Sharing(SharingIntent::Held(Box::new(fault)));
        // Nothing is lost where the program ends before it is told: a note that nobody has locked counts for nothing.
        self.work.begin_unawaited(fault, move || {
            let seen = (!is_seen).then(|| Seen::now(&*disk, &path).ok()).flatten();
            let file = HeldFile {
                holding: storage::hold(&path, &window),
                // Where a folder cannot be watched, the file is looked at when the window gets the focus, and before a save.
                watch: storage::watch(&path, touched).ok(),
                seen,
                path,
            };
            Some(Intent::Sharing(SharingIntent::Held(Box::new(file))))
        });
    }

    /// Lets go of a file beside the painting: its drive may be away.
    pub(super) fn let_go(hold: Option<Hold>, watch: Option<Watch>) {
        drop(thread::spawn(move || drop((hold, watch))));
    }

    pub(super) fn look_at_file(&mut self, path: PathBuf, seen: Seen) {
        let disk = self.disk();
        let fault = Intent::Sharing(SharingIntent::Checked(path.clone(), None));
        self.work.begin_unawaited(fault, move || {
            let since = seen.look_again(&*disk, &path).ok();
            Some(Intent::Sharing(SharingIntent::Checked(path, since)))
        });
    }

    /// Whether the window has just got the focus: meanwhile, anything may have happened to the file.
    pub(super) fn follow_focus(&mut self, ctx: &Context) -> Option<Intent> {
        let focused = ctx.input(|input| input.viewport().focused.unwrap_or(true));
        let before = std::mem::replace(&mut self.had_focus, focused);
        (focused && !before).then_some(Intent::Sharing(SharingIntent::Check))
    }
}
