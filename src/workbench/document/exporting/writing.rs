//! Exports whose file is selected, up to the notice with the written path.

use crate::{
    export::{Audience, Export, ExportError, Extent, WrittenExport},
    storage::{Progress, Theme},
    workbench::{
        Workbench,
        command::Command,
        intent::{Effect, ExportRequest},
        notices::About,
    },
};

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// The answers that apply to an export until its file is selected.
#[derive(Clone, Debug)]
pub(super) struct AwaitingPath {
    pub export: Export,
    pub extent: Extent,
    pub internal: bool,
    pub theme: Theme,
}

impl Workbench {
    /// Applies the dialog's answers to the file that is selected next, and only to that.
    pub(crate) fn ask_for_place_of(&mut self, export: Export) {
        let internal = std::mem::take(&mut self.document.exporting.internal);
        let theme = self.document.exporting.theme;
        let extent = self.export_extent(export);
        let awaiting = &mut self.document.exporting.awaiting_path;
        match awaiting.iter_mut().find(|other| other.export == export) {
            // The answers of two system dialogs cannot be told apart, so both exports must have been internal.
            Some(earlier) => {
                earlier.internal &= internal;
                earlier.theme = theme;
                earlier.extent = extent;
            }
            None => awaiting.push(AwaitingPath {
                export,
                extent,
                internal,
                theme,
            }),
        }
    }

    pub(crate) fn give_up_export(&mut self, export: Export) {
        let awaiting = &mut self.document.exporting.awaiting_path;
        awaiting.retain(|other| other.export != export);
    }

    /// The audience, the extent and the theme of an export whose file was selected.
    fn take_answers(&mut self, export: Export) -> (Audience, Extent, Theme) {
        let mut awaiting = self.document.exporting.awaiting_path.iter();
        let answers = awaiting.find(|other| other.export == export).cloned();
        self.give_up_export(export);
        let audience = if answers.as_ref().is_some_and(|answers| answers.internal) {
            Audience::Internal
        } else {
            Audience::Public(self.document.exporting.decisions.clone())
        };
        let answers = answers.map(|answers| (answers.extent, answers.theme));
        let (extent, theme) = answers.unwrap_or_default();
        (audience, extent, theme)
    }

    pub(crate) fn export_to(&mut self, export: Export, path: PathBuf) {
        let (audience, extent, theme) = self.take_answers(export);
        let progress = Arc::<Progress>::default();
        self.document.exporting.writing.push(Arc::clone(&progress));
        self.effects
            .push(Effect::WriteExport(Box::new(ExportRequest {
                export,
                path,
                project: Arc::clone(&self.project),
                audience,
                extent,
                options: self.settings.export,
                theme,
                query: self.graph.query.clone(),
                progress,
            })));
    }

    /// Steps done and total steps of the exports being written; `None` if there are none.
    pub fn exporting(&self) -> Option<(usize, usize)> {
        let writing = &self.document.exporting.writing;
        let each = writing.iter().map(|progress| progress.so_far());
        each.reduce(|one, other| (one.0 + other.0, one.1 + other.1))
    }

    pub(super) fn cancel_exports(&self) {
        for progress in &self.document.exporting.writing {
            progress.cancel();
        }
    }

    pub(crate) fn exported(
        &mut self,
        progress: &Arc<Progress>,
        path: &Path,
        result: Result<WrittenExport, ExportError>,
    ) {
        let writing = &mut self.document.exporting.writing;
        writing.retain(|other| !Arc::ptr_eq(other, progress));
        match result {
            Ok(written) => {
                self.notices.over(About::Export);
                let mut message = format!("Exported to {}", path.display());
                if let Some(warning) = written.warning() {
                    message = format!("{message}. {warning}");
                }
                self.document.exporting.written = Some(path.to_owned());
                self.notices.done(message, Some(Command::OpenExportFolder));
            }
            Err(ExportError::Cancelled) => {
                self.notices.done("Cancelled; nothing was exported", None);
            }
            Err(error) => self.notices.trouble(About::Export, error.to_string(), None),
        }
    }
}
