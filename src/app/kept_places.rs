//! Where the window is in the open project, kept on the disk a little after it has changed.

use std::{
    path::{Path, PathBuf},
    thread::{self, JoinHandle},
};

use crate::files::{Places, State};

/// How long the window has to stay as it is before that is written down, in seconds: who scrolls does not write.
const REST: f32 = 1.0;

/// What was written last, and what is to be written.
#[derive(Default)]
pub(super) struct KeptPlaces {
    /// A project's file, and what was written for it.
    written: Option<(PathBuf, Places)>,
    /// What is to be written, and since when it has been so.
    changed: Option<(Places, f64)>,
    /// One file is written at a time, so that the latest stays.
    writing: Option<JoinHandle<()>>,
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
        let is_written = |(of, written): &(PathBuf, Places)| of == path && *written == places;
        if self.written.as_ref().is_some_and(is_written) {
            self.changed = None;
            return Follow::Nothing;
        }
        let since = match &self.changed {
            Some((other, since)) if *other == places => *since,
            _ => now,
        };
        let rested = (now - since) as f32;
        let is_writing = self.writing.as_ref().is_some_and(|it| !it.is_finished());
        if rested < REST || is_writing {
            self.changed = Some((places, since));
            return Follow::Wait((REST - rested).max(0.1));
        }
        self.changed = None;
        self.written = Some((path.to_owned(), places.clone()));
        Follow::Write(places)
    }

    /// Writes it beside the painting. Nothing of it is worth a word: the next change is written too.
    pub(super) fn write(&mut self, state: State, path: PathBuf, places: Places) {
        self.writing = Some(thread::spawn(move || {
            drop(state.set_places(&path, &places));
        }));
    }

    /// Waits until what is being written is.
    pub(super) fn finish(&mut self) {
        if let Some(writing) = self.writing.take() {
            // A thread that panicked has said so, and holds nothing.
            drop(writing.join());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::View;

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
            Follow::Write(_) => "write",
        };
        assert_eq!(at(View::Read, 0.0), "wait");
        assert_eq!(at(View::Table, 0.9), "wait");
        assert_eq!(at(View::Table, 1.5), "wait", "it has only just changed");
        assert_eq!(at(View::Table, 2.0), "write");
        assert_eq!(at(View::Table, 9.0), "nothing");
        assert_eq!(at(View::Read, 9.1), "wait");
    }
}
