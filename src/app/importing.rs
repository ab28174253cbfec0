//! Reads files and the clipboard for the workbench.

use super::{App, effects::panic_notice};
use crate::{
    import::{
        self, ClaimSource, CopiedPage, ImportError, ImportedFile, IsolatedReader, NamedWork,
        Password, Pasted,
    },
    project::{Article, Project, Revision},
    storage::{self, MAX_ARTICLE_BYTES, Progress},
    workbench::{DocumentIntent, Intent, Placement},
};

use std::{path::PathBuf, sync::Arc};

use arboard::Clipboard;

impl App {
    pub(super) fn read_articles(
        &mut self,
        paths: Vec<PathBuf>,
        password: Option<Password>,
        progress: Arc<Progress>,
    ) {
        let to_intent =
            |progress, read| Intent::Document(DocumentIntent::ArticlesRead(progress, read));
        let on_panic = vec![Err(ImportError::Fault)].into();
        let on_panic = to_intent(Arc::clone(&progress), Some(on_panic));
        // Detached, because an unresponsive network folder must not keep the program from quitting.
        let isolated = self.isolated_reader().with_password(password);
        let originals = self.original_keeper();
        self.background.run_detached(on_panic, move || {
            let read = import::import_all(&paths, &isolated, &originals, &progress);
            Some(to_intent(progress, read))
        });
    }

    pub(super) fn place_works(
        &mut self,
        project: Arc<Project>,
        works: Vec<NamedWork>,
        revision: Revision,
        progress: Arc<Progress>,
    ) {
        let of_this = Arc::clone(&progress);
        let to_intent = move |works, placed| {
            Intent::Document(DocumentIntent::WorksPlaced(Placement {
                progress: Arc::clone(&of_this),
                revision,
                works,
                placed,
            }))
        };
        let on_panic =
            "Nothing was added, because of a bug in Crosscheck while it looked up the passages";
        let on_panic = to_intent(Vec::new(), Err(on_panic.to_owned()));
        let fresh_id = || storage::fresh_id::<Article>().number();
        self.background.run_detached(on_panic, move || {
            let placed = import::place_all(&project, &works, fresh_id, &progress);
            let placed =
                placed.map_err(|(name, error)| format!("{name}: not added, because {error}"));
            Some(to_intent(works, placed))
        });
    }

    pub(super) fn read_claims(&mut self, path: PathBuf) {
        let read = |read| Intent::Document(DocumentIntent::ClaimsRead(read));
        let on_panic = panic_notice(&path);
        let isolated = self.isolated_reader();
        self.background.run_detached(on_panic, move || {
            Some(read(ClaimSource::read(&path, &isolated).map(Box::new)))
        });
    }

    /// The reader of files, with the selected columns of tables.
    fn isolated_reader(&self) -> IsolatedReader {
        let tables = &self.workbench.settings.imported_tables;
        self.isolated.clone().with_tables(tables)
    }

    pub(super) fn read_table_again(&mut self, file: ImportedFile, progress: Arc<Progress>) {
        let to_intent =
            |progress, read| Intent::Document(DocumentIntent::ArticlesRead(progress, read));
        let on_panic = vec![Err(ImportError::Fault)].into();
        let on_panic = to_intent(Arc::clone(&progress), Some(on_panic));
        let isolated = self.isolated_reader();
        self.background.run_detached(on_panic, move || {
            let read = import::read_table_again(file, &isolated, &progress);
            Some(to_intent(progress, Some(vec![read].into())))
        });
    }

    pub(super) fn read_pasted(&mut self, pasted: Pasted, progress: Arc<Progress>) {
        let to_intent =
            |progress, read| Intent::Document(DocumentIntent::ArticlesRead(progress, read));
        let on_panic = vec![Err(ImportError::Fault)].into();
        let on_panic = to_intent(Arc::clone(&progress), Some(on_panic));
        let (isolated, originals) = (self.isolated.clone(), self.original_keeper());
        self.background.run_detached(on_panic, move || {
            let read = import::import_clipboard(&pasted, &isolated, &originals, &progress);
            let read = (!progress.is_cancelled()).then(|| vec![read].into());
            Some(to_intent(progress, read))
        });
    }

    /// Runs in the background, because the program that was copied from may be slow to answer.
    pub(super) fn read_clipboard(&mut self) {
        let read = |page| Intent::Document(DocumentIntent::ClipboardRead(page));
        self.background.run_detached(read(None), move || {
            // Some programs provide plain text as a page.
            let is_page = |page: &CopiedPage| {
                page.html.contains('<') && page.html.len() as u64 <= MAX_ARTICLE_BYTES
            };
            let page = copied_page().filter(is_page);
            Some(read(page))
        });
    }
}

/// The page on the clipboard. Only Windows gives its address, in a header that arboard drops.
fn copied_page() -> Option<CopiedPage> {
    #[cfg(windows)]
    if let Some(page) = html_format().and_then(|bytes| import::read_html_format(&bytes)) {
        return Some(page);
    }
    let html = Clipboard::new().and_then(|mut clipboard| clipboard.get().html());
    Some(CopiedPage {
        html: html.ok()?,
        address: String::new(),
    })
}

/// The page on the clipboard of Windows, with its header.
#[cfg(windows)]
fn html_format() -> Option<Vec<u8>> {
    /// Retries, since another program may have the clipboard open for a moment.
    const ATTEMPTS: usize = 10;
    let format = clipboard_win::register_format("HTML Format")?;
    let _open = clipboard_win::Clipboard::new_attempts(ATTEMPTS).ok()?;
    let mut bytes = Vec::new();
    clipboard_win::raw::get_vec(format.get(), &mut bytes).ok()?;
    Some(bytes)
}
