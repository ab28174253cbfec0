//! The state that outlives the session: layouts, window, recent files, settings.

use super::{App, effects::panic_notice, saved_views::NextSave};
use crate::{
    reader::ReadingPlace,
    storage::{MAX_RECENT, ProjectView, StateDirectory, StateError},
    views::Scratch,
    workbench::Intent,
};

use std::path::Path;

use egui::Context;

impl App {
    /// Restores columns, scroll offsets and view after another project was opened.
    pub(super) fn project_replaced(&mut self, ctx: &Context) {
        let recent = std::mem::take(&mut self.scratch.recent);
        self.scratch = Scratch::for_project(recent, self.scratch.panels);
        self.focus = None;
        self.save_recent();
        let Some(path) = self.workbench.path() else {
            return;
        };
        let preloaded = self.preloaded_views.take(path);
        // A layout saved a moment ago may not have been on the disk when it was read.
        let saved = self.saved_views.last_saved(path).cloned().map(Ok);
        match saved.or(preloaded) {
            Some(Ok(project_view)) => self.restore(&project_view),
            Some(Err(error)) => self.handle(ctx, Intent::Tell(error.to_string())),
            None => {}
        }
    }

    fn restore(&mut self, project_view: &ProjectView) {
        self.workbench.restore(project_view);
        for column in &project_view.columns {
            if let Some(article) = self.workbench.project().article(column.article) {
                self.scratch
                    .columns
                    .restore(article, ReadingPlace { top: column.top });
            }
        }
    }

    /// Saves the layout of the open project, or of one that was open until now.
    pub(super) fn save_view(&mut self, path: &Path, project_view: ProjectView) {
        let project_view = self.with_offsets(project_view);
        self.write_view(path, project_view);
    }

    pub(super) fn save_open_view(&mut self) {
        if let Some(path) = self.workbench.path().map(Path::to_owned) {
            self.save_view(&path, self.workbench.project_view());
        }
    }

    fn with_offsets(&self, mut project_view: ProjectView) -> ProjectView {
        for column in &mut project_view.columns {
            column.top = self.scratch.columns.place(column.article).top;
        }
        project_view
    }

    /// Saves the layout of the open project shortly after a change, so that it survives a kill.
    pub(super) fn follow_view(&mut self, ctx: &Context) {
        let Some(path) = self.workbench.path().map(Path::to_owned) else {
            return;
        };
        let project_view = self.with_offsets(self.workbench.project_view());
        let now = ctx.input(|input| input.time);
        match self.saved_views.next_save(&path, project_view, now) {
            NextSave::Nothing => {}
            NextSave::Wait(seconds) => ctx.request_repaint_after_secs(seconds),
            NextSave::Now(project_view) => self.write_view(&path, project_view),
        }
    }

    fn write_view(&mut self, path: &Path, project_view: ProjectView) {
        self.saved_views.record(path, project_view.clone());
        let path = path.to_owned();
        self.write_state(move |state| {
            // Not worth a notice, since the next change is saved too.
            drop(state.set_project_view(&path, &project_view));
            Ok(())
        });
    }

    /// Writes into the user's state directory in the background, in the order of the calls.
    fn write_state(
        &mut self,
        write: impl FnOnce(&StateDirectory) -> Result<(), StateError> + Send + 'static,
    ) {
        let Some(state) = self.state.clone() else {
            return;
        };
        let on_panic = panic_notice(state.folder());
        self.background.run_in_order(on_panic, move || {
            write(&state)
                .err()
                .map(|error| Intent::Tell(error.to_string()))
        });
    }

    /// Tracks the size and the position of the window, which are saved on closing. A maximised window keeps its previous
    /// ones. Wayland tells no position.
    pub(super) fn track_window(&mut self, ctx: &Context) {
        let (inner, outer, fills_screen, is_minimized) = ctx.input(|input| {
            let viewport = input.viewport();
            let maximized = viewport.maximized == Some(true);
            let fullscreen = viewport.fullscreen == Some(true);
            (
                viewport.inner_rect,
                viewport.outer_rect,
                maximized || fullscreen,
                // Windows puts a minimised window far outside all monitors.
                viewport.minimized == Some(true),
            )
        });
        // A window that is about to be maximised counts as maximised.
        if self.window.maximized && self.frames_to_fit > 0 {
            return;
        }
        self.window.maximized = fills_screen;
        if let Some(inner) = inner.filter(|_| !fills_screen && !is_minimized) {
            // In the system's units, since the window opens before its zoom is set.
            let size = inner.size() * ctx.zoom_factor();
            self.window.size = Some((size.x, size.y));
            let position = outer.map(|outer| outer.min * ctx.zoom_factor());
            self.window.position = position.map(|at| (at.x, at.y));
        }
    }

    /// Failures are ignored: none is worth a notice when quitting.
    pub(super) fn save_window(&mut self) {
        self.window.panels = self.scratch.panels;
        let window = self.window.clone();
        self.write_state(move |state| {
            drop(state.set_window(&window));
            Ok(())
        });
    }

    /// Puts the open project first among the recent files.
    pub(super) fn save_recent(&mut self) {
        let Some(path) = self.workbench.path().map(Path::to_owned) else {
            return;
        };
        self.scratch.recent.retain(|other| *other != path);
        self.scratch.recent.insert(0, path.clone());
        self.scratch.recent.truncate(MAX_RECENT);
        self.write_state(move |state| state.add_recent(&path).map(drop));
    }

    /// Saves the settings if they have changed.
    pub(super) fn save_settings(&mut self) {
        let settings = &self.workbench.settings;
        if *settings == self.saved_settings {
            return;
        }
        self.saved_settings = settings.clone();
        let settings = settings.clone();
        self.write_state(move |state| state.set_settings(&settings));
    }
}
