//! The layout of the window for its project (open columns, scroll offsets, view), saved shortly after a change.

use crate::storage::{Places, State, StateError};

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Seconds without a change before the layout is saved, so that scrolling does not write.
const SAVE_DELAY: f32 = 1.0;

/// The last saved layouts, and the next one to save.
#[derive(Default)]
pub(super) struct SavedPlaces {
    /// Layouts saved for each project file in this session.
    saved: HashMap<PathBuf, Places>,
    /// The unsaved layout, and the time since when it is unchanged.
    changed: Option<(Places, f64)>,
}

/// Layouts of projects being opened, read together with the projects so that no frame waits for the disk.
#[derive(Clone, Default)]
pub(super) struct PreloadedPlaces(Arc<Mutex<HashMap<PathBuf, Result<Places, StateError>>>>);

impl PreloadedPlaces {
    /// Reads the layout for a project, from any thread.
    pub(super) fn read(&self, state: Option<&State>, path: &Path) {
        if let Some(state) = state {
            let places = state.places(path);
            self.lock().insert(path.to_owned(), places);
        }
    }

    pub(super) fn take(&self, path: &Path) -> Option<Result<Places, StateError>> {
        self.lock().remove(path)
    }

    /// A thread that panicked while inserting has inserted nothing.
    fn lock(&self) -> MutexGuard<'_, HashMap<PathBuf, Result<Places, StateError>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The next step for the current layout.
pub(super) enum NextSave {
    Nothing,
    /// Check again in this many seconds.
    Wait(f32),
    Now(Places),
}

impl SavedPlaces {
    /// `now` is a time in seconds.
    pub(super) fn next_save(&mut self, path: &Path, places: Places, now: f64) -> NextSave {
        if self.last_saved(path) == Some(&places) {
            self.changed = None;
            return NextSave::Nothing;
        }
        let since = match &self.changed {
            Some((other, since)) if *other == places => *since,
            _ => now,
        };
        let rested = (now - since) as f32;
        if rested < SAVE_DELAY {
            self.changed = Some((places, since));
            return NextSave::Wait((SAVE_DELAY - rested).max(0.1));
        }
        self.changed = None;
        NextSave::Now(places)
    }

    /// Records that a layout was saved, or is about to be.
    pub(super) fn record(&mut self, path: &Path, places: Places) {
        self.saved.insert(path.to_owned(), places);
    }

    /// The layout last saved in this session. It may not be on the disk yet.
    pub(super) fn last_saved(&self, path: &Path) -> Option<&Places> {
        self.saved.get(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::View;

    fn shown(view: View) -> Places {
        Places {
            view,
            ..Places::default()
        }
    }

    #[test]
    fn unchanged_reading_positions_are_saved_once() {
        let (mut saved, path) = (SavedPlaces::default(), Path::new("mill.ron"));
        let mut at = |view, now| match saved.next_save(path, shown(view), now) {
            NextSave::Nothing => "nothing",
            NextSave::Wait(_) => "wait",
            NextSave::Now(places) => {
                saved.record(path, places);
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
