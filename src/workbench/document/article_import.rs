use crate::{
    import::{self, ImportResult},
    storage::Progress,
    workbench::{intent::Effect, notices::About, session::Session},
};

use std::{path::PathBuf, sync::Arc};

/// Articles that are being read.
#[derive(Debug, Default)]
pub(in crate::workbench) struct ImportSession {
    reading: Option<Arc<Progress>>,
}

impl ImportSession {
    /// Articles read so far, and their total.
    pub(in crate::workbench) fn progress(&self) -> Option<(usize, usize)> {
        self.reading.as_ref().map(|progress| progress.so_far())
    }

    pub(in crate::workbench) fn start(&mut self, paths: Vec<PathBuf>, session: &mut Session) {
        if session.refuses_changes() {
            return;
        }
        if self.reading.is_some() {
            let words = "Other articles are still being read. Add these when they are done";
            session.notices.problem(About::Articles, words, None);
            return;
        }
        let progress = Arc::<Progress>::default();
        self.reading = Some(Arc::clone(&progress));
        session.effect(Effect::ReadArticles(paths, progress));
    }

    pub(in crate::workbench) fn cancel(&self) {
        if let Some(progress) = &self.reading {
            progress.cancel();
        }
    }

    /// Drops what is being read for the previous project.
    pub(super) fn project_replaced(&mut self) {
        self.cancel();
        self.reading = None;
    }

    pub(super) fn finished(
        &mut self,
        progress: &Arc<Progress>,
        read: Option<Vec<ImportResult>>,
        session: &mut Session,
    ) {
        let is_awaited = |current: &mut Arc<Progress>| Arc::ptr_eq(current, progress);
        if self.reading.take_if(is_awaited).is_none() {
            return;
        }
        session.notices.resolved(About::Articles);
        match read {
            Some(read) => session.add_articles(read),
            None => session
                .notices
                .done("Cancelled. No article was added", None),
        }
    }

    pub(super) fn add_text(&mut self, text: &str, session: &mut Session) {
        if session.refuses_changes() {
            return;
        }
        session.overlay = None;
        match import::import_text(text) {
            Ok(article) => session.add_articles(vec![Ok(article)]),
            Err(error) => {
                let words = format!("The pasted text was not added: {error}");
                session.notices.problem(About::Articles, words, None);
            }
        }
    }
}
