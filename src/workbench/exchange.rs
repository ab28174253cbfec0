//! Files that are chosen, articles that come in, tables that go out.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Departure, Export, Overlay, Purpose, Workbench, documents::CopyOf, intent::Effect};
use crate::{
    analysis::ProtectedNames,
    files::{self, ExportError, ImportResult, Progress},
};

impl Workbench {
    /// The existing file that the path field would replace; typing the same path again confirms it.
    #[must_use]
    pub fn replacing(&self) -> Option<&Path> {
        self.document.replacing.as_deref()
    }

    pub(super) fn choose(&mut self, purpose: Purpose) {
        self.document.replacing = None;
        self.document.choosing_place |= purpose == Purpose::Save;
        let name = self.suggested_name(purpose);
        self.effects.push(Effect::Choose(purpose, name));
    }

    /// A file name to begin with; empty where something is to be read.
    #[must_use]
    pub fn suggested_name(&self, purpose: Purpose) -> String {
        let stem = file_stem_from(&self.document_name());
        match purpose {
            Purpose::Open | Purpose::Articles | Purpose::Folder => String::new(),
            Purpose::Save => self.name_to_save(&stem),
            Purpose::Export(Export::Claims) => format!("{} claims.csv", self.public_stem()),
            Purpose::Export(Export::Evidence) => format!("{} evidence.csv", self.public_stem()),
        }
    }

    /// What an export is called after: the project, without the names that must not get out.
    fn public_stem(&self) -> String {
        let names = ProtectedNames::of(&self.project);
        file_stem_from(&names.concealed(&self.document_name()))
    }

    /// An unsaved copy is saved beside what it is a copy of, and not over it.
    fn name_to_save(&self, stem: &str) -> String {
        match &self.document.copy_of {
            Some(CopyOf { file, how }) => file
                .with_file_name(format!("{stem} ({how}).ron"))
                .display()
                .to_string(),
            None if self.open_elsewhere().is_some() => format!("{stem} (copy).ron"),
            None => format!("{stem}.ron"),
        }
    }

    /// The field for a path was put away: what waited for its answer does not happen.
    pub(super) fn give_up_choosing(&mut self) {
        self.document.after_save = None;
        self.document.replacing = None;
    }

    pub(super) fn chosen_files(&mut self, purpose: Purpose, mut paths: Vec<PathBuf>) {
        self.overlay
            .take_if(|overlay| *overlay == Overlay::Path(purpose));
        match (purpose, paths.len()) {
            (Purpose::Articles | Purpose::Folder, _) => self.read_articles(paths),
            (_, 0) => {}
            (Purpose::Open, _) => self.depart(Departure::Open(paths.swap_remove(0))),
            (Purpose::Save, _) => self.save_at_chosen(paths.swap_remove(0)),
            (Purpose::Export(export), _) => self.export_to(export, paths.swap_remove(0)),
        }
    }

    fn save_at_chosen(&mut self, path: PathBuf) {
        if !std::mem::take(&mut self.document.choosing_place) {
            self.notices.error(
                "Another project was opened meanwhile. Nothing was saved; choose Save As again",
            );
        } else if self.open_elsewhere().is_some() && self.path() == Some(&path) {
            self.notices
                .error("Another window has that file open. Choose another name");
        } else {
            self.save_to(path);
        }
    }

    /// A system's dialog asks before a file is replaced; a typed path is asked about here.
    pub(super) fn typed_path(&mut self, purpose: Purpose, path: PathBuf) {
        let confirmed = self
            .document
            .replacing
            .take()
            .is_some_and(|replacing| replacing == path);
        match purpose {
            Purpose::Save | Purpose::Export(_) if !confirmed => {
                self.effects.push(Effect::CheckReplace(purpose, path));
            }
            _ => self.chosen_files(purpose, vec![path]),
        }
    }

    pub(super) fn read_articles(&mut self, paths: Vec<PathBuf>) {
        if self.refuses_changes() {
            return;
        }
        if self.document.reading.is_some() {
            self.notices
                .error("Articles are being read already; add these when that is done");
            return;
        }
        let progress = Arc::<Progress>::default();
        self.document.reading = Some(Arc::clone(&progress));
        self.effects.push(Effect::ReadArticles(paths, progress));
    }

    /// Adds what was read, unless another project is open by now.
    pub(super) fn articles_read(
        &mut self,
        progress: &Arc<Progress>,
        read: Option<Vec<ImportResult>>,
    ) {
        if self
            .document
            .reading
            .take_if(|current| Arc::ptr_eq(current, progress))
            .is_none()
        {
            return;
        }
        match read {
            Some(read) => self.add_articles(read),
            None => self.notices.done("Cancelled; no article was added", None),
        }
    }

    pub(super) fn add_text(&mut self, text: &str) {
        if self.refuses_changes() {
            return;
        }
        self.overlay = None;
        match files::import_text(text) {
            Ok(article) => self.add_articles(vec![Ok(article)]),
            Err(error) => self
                .notices
                .error(format!("The pasted text was not added: {error}")),
        }
    }

    fn export_to(&mut self, export: Export, path: PathBuf) {
        let project = Arc::clone(&self.project);
        let audience = self.take_audience();
        self.effects.push(Effect::WriteExport(
            export,
            path,
            project,
            self.settings.export,
            audience,
        ));
    }

    pub(super) fn exported(&mut self, path: &Path, result: Result<(), ExportError>) {
        match result {
            Ok(()) => self
                .notices
                .done(format!("Exported to {}", path.display()), None),
            Err(error) => self.notices.error(error.to_string()),
        }
    }
}

/// A name that every file system takes: letters, digits and blanks of `name`, at most 60 of them.
fn file_stem_from(name: &str) -> String {
    let kept: String = name
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .take(60)
        .collect();
    let kept = kept.trim();
    if kept.is_empty() {
        "project".to_owned()
    } else {
        kept.to_owned()
    }
}
