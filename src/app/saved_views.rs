//! The layout of the window for its project (open columns, scroll offsets, view), saved shortly after a change.

use crate::storage::{ProjectView, StateDirectory, StateError};

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Seconds without a change before the layout is saved, so that scrolling does not write.
const SAVE_DELAY: f32 = 1.0;

/// The last saved layouts, and the next one to save.
#[derive(Default)]
pub(super) struct SavedViews {
    /// Layouts saved for each project file in this session.
    saved: HashMap<PathBuf, ProjectView>,
    /// The unsaved layout, and the time since when it is unchanged.
    changed: Option<(ProjectView, f64)>,
}

/// Layouts of projects being opened, read together with the projects so that no frame waits for the disk.
#[derive(Clone, Default)]
pub(super) struct PreloadedViews(Arc<Mutex<HashMap<PathBuf, Result<ProjectView, StateError>>>>);

impl PreloadedViews {
    /// Reads the layout for a project, from any thread.
    pub(super) fn read(&self, state: Option<&StateDirectory>, path: &Path) {
        if let Some(state) = state {
            let project_view = state.project_view(path);
            self.lock().insert(path.to_owned(), project_view);
        }
    }

    pub(super) fn take(&self, path: &Path) -> Option<Result<ProjectView, StateError>> {
        self.lock().remove(path)
    }

    /// A thread that panicked while inserting has inserted nothing.
    fn lock(&self) -> MutexGuard<'_, HashMap<PathBuf, Result<ProjectView, StateError>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The next step for the current layout.
pub(super) enum NextSave {
    Nothing,
    /// Check again in this many seconds.
    Wait(f32),
    Now(ProjectView),
}

impl SavedViews {
    /// `now` is a time in seconds.
    pub(super) fn next_save(
        &mut self,
        path: &Path,
        project_view: ProjectView,
        now: f64,
    ) -> NextSave {
        if self.last_saved(path) == Some(&project_view) {
            self.changed = None;
            return NextSave::Nothing;
        }
        let since = match &self.changed {
            Some((other, since)) if *other == project_view => *since,
            _ => now,
        };
        let rested = (now - since) as f32;
        if rested < SAVE_DELAY {
            self.changed = Some((project_view, since));
            return NextSave::Wait((SAVE_DELAY - rested).max(0.1));
        }
        self.changed = None;
        NextSave::Now(project_view)
    }

    /// Records that a layout was saved, or is about to be.
    pub(super) fn record(&mut self, path: &Path, project_view: ProjectView) {
        self.saved.insert(path.to_owned(), project_view);
    }

    /// The layout last saved in this session. It may not be on the disk yet.
    pub(super) fn last_saved(&self, path: &Path) -> Option<&ProjectView> {
        self.saved.get(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::View;

    fn shown(view: View) -> ProjectView {
        ProjectView {
            view,
            ..ProjectView::default()
        }
    }

    #[test]
    fn unchanged_reading_positions_are_saved_once() {
        let (mut saved, path) = (SavedViews::default(), Path::new("mill.ron"));
        let mut at = |view, now| match saved.next_save(path, shown(view), now) {
            NextSave::Nothing => "nothing",
            NextSave::Wait(_) => "wait",
            NextSave::Now(project_view) => {
                saved.record(path, project_view);
                "save"
            }
        };
        assert_eq!(at(View::Read, 0.0), "wait");
        assert_eq!(at(View::Table, 0.9), "wait");
        assert_eq!(at(View::Table, 1.5), "wait", "it has only just changed");
        assert_eq!(at(View::Table, 2.0), "save");
        assert_eq!(at(View::Table, 9.0), "nothing");
        assert_eq!(at(View::Read, 9.1), "wait");
    }
}
