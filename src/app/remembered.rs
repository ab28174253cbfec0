use super::{App, effects::fault_at, kept_places::Follow};
use crate::{
    reader::ReadingPlace,
    storage::{MAX_RECENT, OpenColumn, Places, State, StateError, View},
    views::Scratch,
    workbench::{Column, Intent},
};

use std::path::Path;

use egui::Context;

impl App {
    /// Another project is open: brings back its columns, their places and the view.
    pub(super) fn project_replaced(&mut self, ctx: &Context) {
        let recent = std::mem::take(&mut self.scratch.recent);
        self.scratch = Scratch::for_project(recent, self.scratch.panels);
        self.focus = None;
        self.remember_recent();
        let Some(path) = self.workbench.path() else {
            return;
        };
        let ahead = self.places_ahead.take(path);
        // What was written a moment ago may not have been on the disk when that was read.
        let written = self.kept_places.written(path).cloned().map(Ok);
        match written.or(ahead) {
            Some(Ok(places)) => self.restore(&places),
            Some(Err(error)) => self.handle(ctx, Intent::Notify(error.to_string())),
            None => {}
        }
    }

    fn restore(&mut self, places: &Places) {
        let columns = places.columns.iter().map(|column| Column {
            article: column.article,
            weight: column.width,
        });
        self.workbench.restore(columns.collect(), places.view);
        for column in &places.columns {
            if let Some(article) = self.workbench.project().article(column.article) {
                self.scratch
                    .columns
                    .restore(article, ReadingPlace { top: column.top });
            }
        }
    }

    /// Writes down where the window is in the project at `path`.
    pub(super) fn remember_places(&mut self, path: &Path, columns: &[Column], view: View) {
        self.write_places(path, self.places(columns, view));
    }

    /// The same for the open project.
    pub(super) fn remember_open_places(&mut self) {
        if let Some(path) = self.workbench.path().map(Path::to_owned) {
            let columns = self.workbench.columns().open_columns().to_vec();
            self.remember_places(&path, &columns, self.workbench.view());
        }
    }

    fn places(&self, columns: &[Column], view: View) -> Places {
        let columns = columns.iter().map(|column| OpenColumn {
            article: column.article,
            top: self.scratch.columns.place(column.article).top,
            width: column.weight,
        });
        Places {
            columns: columns.collect(),
            view,
        }
    }

    /// Writes down where the window is in the open project a little after that has changed, so that a program which is killed
    /// finds it again.
    pub(super) fn follow_places(&mut self, ctx: &Context) {
        let Some(path) = self.workbench.path().map(Path::to_owned) else {
            return;
        };
        let columns = self.workbench.columns().open_columns();
        let places = self.places(columns, self.workbench.view());
        let now = ctx.input(|input| input.time);
        match self.kept_places.follow(&path, places, now) {
            Follow::Nothing => {}
            Follow::Wait(seconds) => ctx.request_repaint_after_secs(seconds),
            Follow::Write(places) => self.write_places(&path, places),
        }
    }

    fn write_places(&mut self, path: &Path, places: Places) {
        self.kept_places.note(path, places.clone());
        let path = path.to_owned();
        self.write_state(move |state| {
            // Not worth a word: the next change is written too.
            drop(state.set_places(&path, &places));
            Ok(())
        });
    }

    /// Writes into the user's state directory beside the painting, after what was to be written before.
    fn write_state(
        &mut self,
        write: impl FnOnce(&State) -> Result<(), StateError> + Send + 'static,
    ) {
        let Some(state) = self.state.clone() else {
            return;
        };
        let fault = fault_at(state.folder());
        self.work.begin_in_turn(fault, move || {
            write(&state)
                .err()
                .map(|error| Intent::Notify(error.to_string()))
        });
    }

    /// Notes how the window stands, to be written down when it closes. A window that fills the screen keeps the size that it
    /// had before.
    pub(super) fn follow_size(&mut self, ctx: &Context) {
        let (inner, maximized) = ctx.input(|input| {
            let viewport = input.viewport();
            let filling = viewport.maximized == Some(true) || viewport.fullscreen == Some(true);
            (viewport.inner_rect, filling)
        });
        self.window.maximized = maximized;
        if let Some(inner) = inner.filter(|_| !maximized) {
            self.window.size = Some((inner.width(), inner.height()));
        }
    }

    /// Writes down how the window is left. Nothing of it is worth stopping for.
    pub(super) fn remember_window(&mut self) {
        self.window.panels = self.scratch.panels;
        let window = self.window.clone();
        self.write_state(move |state| {
            drop(state.set_window(&window));
            Ok(())
        });
    }

    /// Puts the open project first among the recent ones.
    pub(super) fn remember_recent(&mut self) {
        let Some(path) = self.workbench.path().map(Path::to_owned) else {
            return;
        };
        self.scratch.recent.retain(|other| *other != path);
        self.scratch.recent.insert(0, path.clone());
        self.scratch.recent.truncate(MAX_RECENT);
        self.write_state(move |state| state.add_recent(&path).map(drop));
    }

    /// Writes the settings, if they have changed.
    pub(super) fn remember_settings(&mut self) {
        let settings = self.workbench.settings();
        if *settings == self.written {
            return;
        }
        self.written = settings.clone();
        let settings = settings.clone();
        self.write_state(move |state| state.set_settings(&settings));
    }
}
