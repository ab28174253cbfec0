//! Where the window is in the open project, kept on the disk a little after it has changed.

use crate::storage::{Places, State, StateError};

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// How long the window has to stay as it is before that is written down, in seconds: who scrolls does not write.
const REST: f32 = 1.0;

/// What was written last, and what is to be written.
#[derive(Default)]
pub(super) struct KeptPlaces {
    /// What was written for each project's file since the program began.
    written: HashMap<PathBuf, Places>,
    /// What is to be written, and since when it has been so.
    changed: Option<(Places, f64)>,
}

/// Where the window was in projects that are being opened: read with them, so that no frame waits for a disk.
#[derive(Clone, Default)]
pub(super) struct PlacesAhead(Arc<Mutex<HashMap<PathBuf, Result<Places, StateError>>>>);

impl PlacesAhead {
    /// Reads those of the project at `path`, from any thread.
    pub(super) fn read(&self, state: Option<&State>, path: &Path) {
        if let Some(state) = state {
            let places = state.places(path);
            self.read_so_far().insert(path.to_owned(), places);
        }
    }

    /// What was read of them.
    pub(super) fn take(&self, path: &Path) -> Option<Result<Places, StateError>> {
        self.read_so_far().remove(path)
    }

    /// A thread that panicked while it put something in has put nothing in.
    fn read_so_far(&self) -> MutexGuard<'_, HashMap<PathBuf, Result<Places, StateError>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is to be done now.
pub(super) enum Follow {
    /// All is written.
    Nothing,
    /// Look again in so many seconds.
    Wait(f32),
    /// Write this.
    Write(Places),
}

impl KeptPlaces {
    /// The window is there in the project at `path` at a time in seconds.
    pub(super) fn follow(&mut self, path: &Path, places: Places, now: f64) -> Follow {
        if self.written(path) == Some(&places) {
            self.changed = None;
            return Follow::Nothing;
        }
        let since = match &self.changed {
            Some((other, since)) if *other == places => *since,
            _ => now,
        };
        let rested = (now - since) as f32;
        if rested < REST {
            self.changed = Some((places, since));
            return Follow::Wait((REST - rested).max(0.1));
        }
        self.changed = None;
        Follow::Write(places)
    }

    /// That is written for a file, or is about to be.
    pub(super) fn note(&mut self, path: &Path, places: Places) {
        self.written.insert(path.to_owned(), places);
    }

    /// What was last written for a file, if anything was since the program began. The disk may not have it yet.
    pub(super) fn written(&self, path: &Path) -> Option<&Places> {
        self.written.get(path)
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
    fn what_rests_is_written_once() {
        let (mut kept, path) = (KeptPlaces::default(), Path::new("mill.ron"));
        let mut at = |view, now| match kept.follow(path, shown(view), now) {
            Follow::Nothing => "nothing",
            Follow::Wait(_) => "wait",
            Follow::Write(places) => {
                kept.note(path, places);
                "write"
            }
        };
        assert_eq!(at(View::Read, 0.0), "wait");
        assert_eq!(at(View::Table, 0.9), "wait");
        assert_eq!(at(View::Table, 1.5), "wait", "it has only just changed");
        assert_eq!(at(View::Table, 2.0), "write");
        assert_eq!(at(View::Table, 9.0), "nothing");
        assert_eq!(at(View::Read, 9.1), "wait");
    }
}
