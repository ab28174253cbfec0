//! The originals of articles, written and looked up in the background.

use super::{App, effects::panic_notice};
use crate::{
    project::{ArticleId, Original, ProjectId},
    storage::{self, OriginalKeeper, OriginalState, StateDirectory},
    workbench::{ArticleIntent, Intent},
};

use std::{collections::BTreeSet, path::PathBuf};

impl App {
    /// Keeps originals of the open project until its next save.
    pub(super) fn original_keeper(&self) -> OriginalKeeper {
        let settings = &self.workbench.settings;
        let state = self.state.as_ref().filter(|_| settings.keep_originals);
        let by = &settings.your_name;
        match state {
            Some(state) => {
                let folder = state.originals(self.workbench.project().id());
                OriginalKeeper::into_folder(state.disk(), folder, by)
            }
            None => OriginalKeeper::recording_only(by),
        }
    }

    /// Every folder that may have originals of the open project, the most likely first.
    pub(super) fn originals_folders(&self) -> Vec<PathBuf> {
        let id = self.workbench.project().id();
        let staged = self.state.as_ref().map(|state| state.originals(id));
        let beside = self.workbench.originals_folders();
        staged.into_iter().chain(beside).collect()
    }

    pub(super) fn check_original(&mut self, id: ArticleId, original: Original) {
        let (disk, folders) = (self.disk(), self.originals_folders());
        let to_intent = move |state| Intent::Article(ArticleIntent::OriginalIs(id, state));
        let on_panic = to_intent(OriginalState::Unreadable);
        self.background.run_detached(on_panic, move || {
            Some(to_intent(storage::original_state(
                &*disk, &original, &folders,
            )))
        });
    }

    pub(super) fn settle_originals(
        &mut self,
        project: ProjectId,
        path: PathBuf,
        removed: BTreeSet<String>,
    ) {
        let Some(state) = self.state.clone() else {
            return;
        };
        self.background.run_in_order(panic_notice(&path), move || {
            let settled = storage::settle_originals(&state, project, &path, &removed);
            settled.err().map(|error| Intent::Tell(error.to_string()))
        });
    }

    pub(super) fn drop_originals(&mut self, project: ProjectId, file: Option<PathBuf>) {
        let Some(state) = self.state.clone() else {
            return;
        };
        let on_panic = panic_notice(state.folder());
        self.background.run_in_order(on_panic, move || {
            storage::drop_staged_originals(&state, project, file.as_deref());
            None
        });
    }

    /// At the end of the session, deletes the originals that the open project no longer needs.
    pub(super) fn drop_own_originals(&self) {
        let state = self.state.as_ref();
        if let Some(state) = state.filter(|_| self.workbench.may_drop_own_originals()) {
            let id = self.workbench.project().id();
            storage::drop_staged_originals(state, id, self.workbench.path());
        }
    }
}

/// Deletes originals that no project needs any more. `ids` are those of the unsaved work that was found.
pub(super) fn sweep(state: &StateDirectory, ids: &[Option<ProjectId>]) {
    let known: Option<BTreeSet<ProjectId>> = ids.iter().copied().collect();
    if let Some(known) = known {
        storage::sweep_originals(state, &known);
    }
}
