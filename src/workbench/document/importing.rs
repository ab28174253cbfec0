//! Articles that are read from files, or pasted.

use crate::{
    import::{ImportError, ImportedAll, ImportedClaims, NamedWork, Pasted, PlacedWork},
    project::{ArticleId, Change, Revision},
    storage::Progress,
    text::counted,
    workbench::{Workbench, command::Command, intent::Effect, notices::About},
};

#[cfg(test)]
use crate::{import::import_pasted, storage::OriginalKeeper};

use std::{path::PathBuf, sync::Arc};

/// The articles being read, if any: files, and texts that were pasted meanwhile.
#[derive(Debug, Default)]
pub(super) struct Importing {
    running: Vec<Reading>,
    /// The passages of other tools that are being looked for.
    placing: Option<Arc<Progress>>,
    /// The page on the clipboard when a text was last pasted.
    clipboard: Option<String>,
}

#[derive(Debug)]
struct Reading {
    progress: Arc<Progress>,
    /// The article that is read again.
    replaces: Option<ArticleId>,
}

/// The end of a search for the passages of other tools.
#[derive(Debug)]
pub struct Placement {
    /// Identifies the search.
    pub progress: Arc<Progress>,
    /// Of the project that was searched.
    pub revision: Revision,
    pub works: Vec<NamedWork>,
    /// One for each work; `None` if it was cancelled. The error is a sentence.
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
    /// Number of articles read so far, and of all to read; `None` while none are being read.
    pub fn reading(&self) -> Option<(usize, usize)> {
        let reading = self.document.importing.running.first();
        reading.map(|reading| reading.progress.so_far())
    }

    /// Number of passages of other tools looked for so far, and of all; `None` while none are.
    pub fn placing(&self) -> Option<(usize, usize)> {
        let placing = self.document.importing.placing.as_ref();
        placing.map(|progress| progress.so_far())
    }

    pub(crate) fn read_articles(&mut self, paths: Vec<PathBuf>) {
        self.read(paths, None);
    }

    /// Reads an article again from a file.
    pub(super) fn read_replacement(&mut self, id: ArticleId, path: PathBuf) {
        self.read(vec![path], Some(id));
    }

    fn read(&mut self, paths: Vec<PathBuf>, replaces: Option<ArticleId>) {
        if self.refuses_changes() {
            return;
        }
        if self.reading().is_some() || self.placing().is_some() {
            let words = "Articles are being read already; add these when that is done";
            self.notices.trouble(About::Articles, words, None);
            return;
        }
        let progress = self.begin_reading(replaces);
        self.effects.push(Effect::ReadArticles(paths, progress));
    }

    fn begin_reading(&mut self, replaces: Option<ArticleId>) -> Arc<Progress> {
        let progress = Arc::<Progress>::default();
        self.document.importing.running.push(Reading {
            progress: Arc::clone(&progress),
            replaces,
        });
        progress
    }

    /// Adds the imported articles, unless another project has been opened meanwhile.
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
                self.add_articles(articles);
                if !works.is_empty() {
                    self.place_works(works);
                }
            }
            (Some(ImportedAll { articles, works }), Some(id)) => {
                self.replace_article(id, articles);
                if let Some(work) = works.first() {
                    let words = format!("{}: no article in it", work.name);
                    self.notices.trouble(About::Articles, words, None);
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

    /// Adds what was placed as one step, unless another project has been opened meanwhile.
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
            Err(words) => self.notices.trouble(About::Articles, words, None),
            // A place in a text may have been taken since.
            Ok(Some(_)) if self.history.revision() != revision => self.place_works(works),
            Ok(Some(placed)) => self.add_works(works, placed),
        }
    }

    pub(crate) fn read_claims(&mut self, path: PathBuf) {
        if !self.refuses_changes() {
            let project = Arc::clone(&self.project);
            self.effects.push(Effect::ReadClaims(path, project));
        }
    }

    /// Adds the claims of a table as one step.
    pub(crate) fn claims_read(&mut self, read: Result<ImportedClaims, ImportError>) {
        let read = match read {
            Ok(read) => read,
            Err(error) => {
                self.notices.trouble(About::Claims, error.to_string(), None);
                return;
            }
        };
        self.notices.over(About::Claims);
        let edits = read.edits(&self.project);
        let words = match edits.len() {
            0 => "No new claim in the table".to_owned(),
            count => format!("Added {}", counted(count, "claim")),
        };
        let told = std::iter::once(words).chain(read.warnings);
        let words = told.collect::<Vec<_>>().join("\n");
        if edits.is_empty() {
            self.notices.hint(words);
        } else if self.commit(Change::new("add claims", edits)) {
            self.notices.done(words, Some(Command::Undo));
        }
    }

    pub(crate) fn add_text(&mut self, text: String) {
        self.add_pasted_article(Pasted { text, page: None });
    }

    /// Adds what was copied in a browser.
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

    /// Whether the text that was last pasted is on the clipboard as a page too.
    pub fn has_pasted_page(&self) -> bool {
        self.document.importing.clipboard.is_some()
    }

    /// Looks for the page that a text was copied from.
    pub(crate) fn look_at_clipboard(&mut self) {
        self.document.importing.clipboard = None;
        self.effects.push(Effect::ReadClipboard);
    }

    pub(crate) fn clipboard_read(&mut self, page: Option<String>) {
        self.document.importing.clipboard = page;
    }
}

#[cfg(test)]
impl Workbench {
    /// Adds an article at once.
    pub(crate) fn add_pasted(&mut self, text: &str) {
        let originals = OriginalKeeper::recording_only("");
        self.add_articles(vec![import_pasted(text, &originals)]);
    }
}
