//! The preview of an export before it is written.

use super::{ExportSubject, Exporting};
use crate::{
    export::{Export, ExportPreview, ExportSettings, preview_export},
    storage::Progress,
    workbench::{Workbench, intent::Effect, task::Task},
};

use std::sync::Arc;

/// A preview that is computed in the background.
#[derive(Debug)]
pub(super) struct Previewing {
    subject: ExportSubject,
    progress: Arc<Progress>,
}

impl Workbench {
    /// The contents of an export, possibly from before the last change; `None` until first computed.
    pub fn export_preview(&self, export: Export) -> Option<&ExportPreview> {
        let (subject, preview) = self.document.exporting.preview.as_ref()?;
        (subject.export == export).then_some(preview)
    }

    /// Whether [`export_preview`](Self::export_preview) matches the current project and answers.
    pub fn is_preview_current(&self, export: Export) -> bool {
        let preview = self.document.exporting.preview.as_ref();
        preview.is_some_and(|(subject, _)| *subject == self.export_subject(export))
    }

    pub(super) fn preview_export(&mut self) {
        let wanted = self.open_export().map(|it| self.export_subject(it));
        let exporting = &mut self.document.exporting;
        if let Some(Previewing { subject, progress }) = &exporting.previewing {
            if wanted.as_ref() != Some(subject) {
                progress.cancel();
            }
            return;
        }
        let Some(subject) = wanted else { return };
        let known = exporting.preview.as_ref();
        if known.is_some_and(|(known, _)| *known == subject) {
            return;
        }
        let progress = Arc::<Progress>::default();
        exporting.previewing = Some(Previewing {
            subject: subject.clone(),
            progress: Arc::clone(&progress),
        });
        let project = Arc::clone(&self.project);
        let settings = ExportSettings {
            progress,
            ..subject.settings()
        };
        let export = subject.export;
        let preview = move || preview_export(export, &project, &settings);
        let task = Task::new("export preview", preview, |bench, preview| {
            // `None` if it was cancelled.
            let preview = preview.unwrap_or_else(|| Some(ExportPreview::default()));
            bench.document.exporting.previewed(subject, preview);
        });
        self.effects.push(Effect::Run(task));
    }
}

impl Exporting {
    fn previewed(&mut self, subject: ExportSubject, preview: Option<ExportPreview>) {
        self.previewing = None;
        if let Some(preview) = preview.filter(|_| subject.opened == self.opened) {
            self.preview = Some((subject, preview));
        }
    }
}
