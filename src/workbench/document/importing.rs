//! Reading of articles from files and from pasted text.

use crate::{
    import::{
        ClaimSource, CopiedPage, ImportError, ImportedAll, ImportedFile, NamedWork, Password,
        Pasted, PlacedWork,
    },
    project::{ArticleId, Revision},
    storage::Progress,
    workbench::{Workbench, intent::Effect, notices::About},
};

#[cfg(test)]
use crate::{import::import_pasted, storage::OriginalKeeper};

use std::{path::PathBuf, sync::Arc};

/// The articles being read, if any: files, and texts pasted in the meantime.
#[derive(Debug, Default)]
pub(super) struct Importing {
    running: Vec<Reading>,
    /// The running search for the passages of other tools.
    placing: Option<Arc<Progress>>,
    /// The page that was on the clipboard when text was last pasted.
    clipboard: Option<CopiedPage>,
}

#[derive(Debug)]
struct Reading {
    progress: Arc<Progress>,
    /// The article being read again.
    replaces: Option<ArticleId>,
}

/// Result of a search for the passages of other tools.
#[derive(Debug)]
pub struct Placement {
    /// Identifies the search.
    pub progress: Arc<Progress>,
    /// Revision of the project that was searched.
    pub revision: Revision,
    pub works: Vec<NamedWork>,
    /// One for each work; `None` if the search was cancelled. The error is a sentence.
    pub placed: Result<Option<Vec<PlacedWork>>, String>,
}

impl Importing {
    pub(super) fn cancel(&self) {
        for reading in &self.running {
            reading.progress.cancel();
        }
        if let Some(progress) = &self.placing {
            progress.cancel();
        }
    }
}

impl Workbench {
    /// Number of articles read so far, and of all articles to read; `None` while none are being read.
    pub fn reading(&self) -> Option<(usize, usize)> {
        let reading = self.document.importing.running.first();
        reading.map(|reading| reading.progress.so_far())
    }

    /// Number of passages of other tools searched for so far, and of all; `None` while there are none.
    pub fn placing(&self) -> Option<(usize, usize)> {
        let placing = self.document.importing.placing.as_ref();
        placing.map(|progress| progress.so_far())
    }

    pub(crate) fn read_articles(&mut self, paths: Vec<PathBuf>) {
        self.read(paths, None, None);
    }

    /// Reads an article again from a file.
    pub(super) fn read_replacement(&mut self, id: ArticleId, path: PathBuf) {
        self.read(vec![path], None, Some(id));
    }

    /// Reads articles, or reads one of them again, with the password of each encrypted file.
    pub(crate) fn read(
        &mut self,
        paths: Vec<PathBuf>,
        password: Option<Password>,
        replaces: Option<ArticleId>,
    ) {
        if self.can_read_files() {
            let progress = self.begin_reading(replaces);
            self.effects
                .push(Effect::ReadArticles(paths, password, progress));
        }
    }

    /// Whether files can be read now. If not, a notice says so.
    pub(crate) fn can_read_files(&mut self) -> bool {
        if self.refuses_changes() {
            return false;
        }
        let is_reading = self.reading().is_some() || self.placing().is_some();
        if is_reading {
            let message = "Articles are being read already; add these when that is done";
            self.notices.trouble(About::Articles, message, None);
        }
        !is_reading
    }

    fn begin_reading(&mut self, replaces: Option<ArticleId>) -> Arc<Progress> {
        let progress = Arc::<Progress>::default();
        self.document.importing.running.push(Reading {
            progress: Arc::clone(&progress),
            replaces,
        });
        progress
    }

    /// Adds the imported articles, unless another project has been opened in the meantime.
    pub(crate) fn articles_read(&mut self, progress: &Arc<Progress>, read: Option<ImportedAll>) {
        let importing = &mut self.document.importing.running;
        let is_this = |reading: &Reading| Arc::ptr_eq(&reading.progress, progress);
        let Some(at) = importing.iter().position(is_this) else {
            return;
        };
        let replaces = importing.remove(at).replaces;
        self.notices.over(About::Articles);
        match (read, replaces) {
            (Some(ImportedAll { articles, works }), None) => {
                let articles = self.set_aside(articles);
                self.add_articles(articles);
                if !works.is_empty() {
                    self.place_works(works);
                }
            }
            (Some(ImportedAll { articles, works }), Some(id)) => {
                let articles = self.set_locked_aside(articles, Some(id));
                self.replace_article(id, articles);
                if let Some(work) = works.first() {
                    let message = format!("{} contains no article", work.name);
                    self.notices.trouble(About::Articles, message, None);
                }
            }
            (None, _) => self.notices.done("Cancelled; no article was added", None),
        }
    }

    fn place_works(&mut self, works: Vec<NamedWork>) {
        let progress = Arc::<Progress>::default();
        self.document.importing.placing = Some(Arc::clone(&progress));
        let (project, revision) = (Arc::clone(&self.project), self.history.revision());
        self.effects
            .push(Effect::PlaceWorks(project, works, revision, progress));
    }

    /// Adds the placed passages as one undo step, unless another project has been opened in the meantime.
    pub(crate) fn works_placed(&mut self, placement: Placement) {
        let Placement {
            progress,
            revision,
            works,
            placed,
        } = placement;
        let placing = &mut self.document.importing.placing;
        if placing.take_if(|it| Arc::ptr_eq(it, &progress)).is_none() {
            return;
        }
        match placed {
            Ok(None) => self.notices.done("Cancelled; no passage was added", None),
            Err(message) => self.notices.trouble(About::Articles, message, None),
            // A highlight may have been added at one of these spans since then.
            Ok(Some(_)) if self.history.revision() != revision => self.place_works(works),
            Ok(Some(placed)) => self.add_works(works, placed),
        }
    }

    pub(crate) fn read_claims(&mut self, path: PathBuf) {
        if !self.refuses_changes() {
            self.effects.push(Effect::ReadClaims(path));
        }
    }

    /// Opens the dialog that selects the columns of a table of claims.
    pub(crate) fn claims_read(&mut self, read: Result<Box<ClaimSource>, ImportError>) {
        match read {
            Ok(source) => {
                self.notices.over(About::Claims);
                self.choose_claim_columns(*source);
            }
            Err(error) => self.notices.trouble(About::Claims, error.to_string(), None),
        }
    }

    /// Reads a table of posts again for an article, with the columns in the settings.
    pub(crate) fn read_table_again(&mut self, id: ArticleId, file: ImportedFile) {
        if self.can_read_files() {
            let progress = self.begin_reading(Some(id));
            self.effects
                .push(Effect::ReadTableAgain(Box::new(file), progress));
        }
    }

    pub(crate) fn add_text(&mut self, text: String) {
        self.add_pasted_article(Pasted { text, page: None });
    }

    /// Adds text copied in a browser.
    pub(crate) fn add_page(&mut self, text: String) {
        let page = self.document.importing.clipboard.take();
        self.add_pasted_article(Pasted { text, page });
    }

    fn add_pasted_article(&mut self, pasted: Pasted) {
        if self.refuses_changes() {
            return;
        }
        self.overlay = None;
        let progress = self.begin_reading(None);
        self.effects.push(Effect::ReadPasted(pasted, progress));
    }

    /// Whether the clipboard also has the pasted text as a web page.
    pub fn has_pasted_page(&self) -> bool {
        self.document.importing.clipboard.is_some()
    }

    /// Requests the page that pasted text was copied from.
    pub(crate) fn check_clipboard(&mut self) {
        self.document.importing.clipboard = None;
        self.effects.push(Effect::ReadClipboard);
    }

    pub(crate) fn clipboard_read(&mut self, page: Option<CopiedPage>) {
        self.document.importing.clipboard = page;
    }
}

#[cfg(test)]
impl Workbench {
    /// Imports an article immediately.
    pub(crate) fn add_pasted(&mut self, text: &str) {
        let originals = OriginalKeeper::recording_only("");
        self.add_articles(vec![import_pasted(text, &originals)]);
    }
}
