//! Articles that are read from files, or pasted.

use crate::{
    import::{self, ImportResult},
    storage::Progress,
    workbench::{Workbench, intent::Effect, notices::About},
};

use std::{path::PathBuf, sync::Arc};

/// The articles being read, if any.
#[derive(Debug, Default)]
pub(super) struct Importing(Option<Arc<Progress>>);

/// Longer pasted texts are imported in the background, in bytes.
const LONG_PASTE: usize = 1_000_000;

impl Importing {
    pub(super) fn cancel(&self) {
        if let Some(progress) = &self.0 {
            progress.cancel();
        }
    }
}

impl Workbench {
    /// Number of articles read so far, and of all to read; `None` while none are being read.
    #[must_use]
    pub fn reading(&self) -> Option<(usize, usize)> {
        let progress = self.document.importing.0.as_ref();
        progress.map(|progress| progress.so_far())
    }

    pub(crate) fn read_articles(&mut self, paths: Vec<PathBuf>) {
        if self.refuses_changes() {
            return;
        }
        if self.reading().is_some() {
            let words = "Articles are being read already; add these when that is done";
            self.notices.trouble(About::Articles, words, None);
            return;
        }
        let progress = Arc::<Progress>::default();
        self.document.importing.0 = Some(Arc::clone(&progress));
        self.effects.push(Effect::ReadArticles(paths, progress));
    }

    /// Adds the imported articles, unless another project has been opened meanwhile.
    pub(crate) fn articles_read(
        &mut self,
        progress: &Arc<Progress>,
        read: Option<Vec<ImportResult>>,
    ) {
        let is_awaited = |current: &mut Arc<_>| Arc::ptr_eq(current, progress);
        if self.document.importing.0.take_if(is_awaited).is_none() {
            return;
        }
        self.notices.over(About::Articles);
        match read {
            Some(read) => self.add_articles(read),
            None => self.notices.done("Cancelled; no article was added", None),
        }
    }

    pub(crate) fn add_text(&mut self, text: String) {
        if self.refuses_changes() {
            return;
        }
        self.overlay = None;
        if text.len() > LONG_PASTE && self.reading().is_none() {
            let progress = Arc::<Progress>::default();
            self.document.importing.0 = Some(Arc::clone(&progress));
            self.effects.push(Effect::ReadPasted(text, progress));
        } else {
            self.add_articles(vec![import::import_pasted(&text)]);
        }
    }
}
