use egui::Context;

use super::App;
use crate::{
    files::{OpenColumn, Places},
    reader::ReadingPlace,
    views::Scratch,
    workbench::{Column, Intent},
};

impl App {
    /// Another project is open: brings back its columns, their places and the view.
    pub(super) fn project_replaced(&mut self, ctx: &Context) {
        let recent = std::mem::take(&mut self.scratch.recent);
        self.scratch = Scratch::for_project(recent);
        self.remember_recent();
        let Some((state, path)) = self.state.as_ref().zip(self.workbench.path()) else {
            return;
        };
        match state.places(path) {
            Ok(places) => self.restore(&places),
            Err(error) => self.handle(ctx, Intent::Tell(error.to_string())),
        }
    }

    fn restore(&mut self, places: &Places) {
        if places.columns.is_empty() {
            return;
        }
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

    /// Writes down where the window is in the open project. Nothing of it is worth stopping for.
    pub(super) fn remember_places(&mut self) {
        let Some((state, path)) = self.state.as_ref().zip(self.workbench.path()) else {
            return;
        };
        let open = self.workbench.columns().open_columns().iter();
        let columns = open.map(|column| OpenColumn {
            article: column.article,
            top: self.scratch.columns.place(column.article).top,
            width: column.weight,
        });
        let places = Places {
            columns: columns.collect(),
            view: self.workbench.view(),
        };
        let written = state.set_places(path, &places);
        drop(written);
    }

    /// Puts the open project first among the recent ones.
    pub(super) fn remember_recent(&mut self) {
        let Some((state, path)) = self.state.as_ref().zip(self.workbench.path()) else {
            return;
        };
        let (state, path) = (state.clone(), path.to_owned());
        self.scratch.recent.retain(|other| *other != path);
        self.scratch.recent.insert(0, path.clone());
        self.work.begin(move || {
            state
                .add_recent(&path)
                .err()
                .map(|error| Intent::Tell(error.to_string()))
        });
    }

    /// Writes the settings, if they have changed.
    pub(super) fn remember_settings(&mut self) {
        let settings = self.workbench.settings();
        if *settings == self.written {
            return;
        }
        self.written = settings.clone();
        if let Some(state) = self.state.clone() {
            let settings = settings.clone();
            self.work.begin(move || {
                state
                    .set_settings(&settings)
                    .err()
                    .map(|error| Intent::Tell(error.to_string()))
            });
        }
    }
}
