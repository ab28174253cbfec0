//! File selection, imported articles and exported tables.

use crate::{
    analysis::ProtectedNames,
    export::{Export, ExportError},
    import::{self, ImportResult},
    storage::{AtPath, CopyOf, Progress},
    workbench::{
        Workbench,
        command::Command,
        intent::{Departure, Effect, ExportRequest, Overlay, Purpose},
        notices::About,
    },
};

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

impl Workbench {
    /// The existing file that the path field would replace; typing the same path again confirms it.
    #[must_use]
    pub fn replacing(&self) -> Option<&Path> {
        self.document.replacing.as_deref()
    }

    /// The typed path that could not be used, and the reason; its field stays open.
    #[must_use]
    pub fn refused_path(&self) -> Option<(&Path, &str)> {
        let (path, why) = self.document.refused.as_ref()?;
        Some((path, why))
    }

    /// Whether the typed path is being checked.
    #[must_use]
    pub fn is_looking_at_path(&self) -> bool {
        self.document.looking.is_some()
    }

    pub(crate) fn choose(&mut self, purpose: Purpose) {
        self.document.replacing = None;
        self.document.looking = None;
        self.document.refused = None;
        self.document.choosing_place |= purpose == Purpose::Save;
        if let Purpose::Export(export) = purpose {
            self.ask_for_place_of(export);
        }
        let name = self.suggested_name(purpose);
        self.effects.push(Effect::PickPath(purpose, name));
    }

    /// Suggested file name; empty for a purpose that reads.
    #[must_use]
    pub fn suggested_name(&self, purpose: Purpose) -> String {
        let stem = file_stem_from(without_ending(&self.document_name()));
        match purpose {
            Purpose::Open | Purpose::Articles | Purpose::Folder => String::new(),
            Purpose::Save => self.name_to_save(&stem),
            Purpose::Export(export) => {
                let format = export.format();
                format!("{}-{}.{}", self.public_stem(), format.key, format.ending)
            }
        }
    }

    /// The project name for the file name of an export, without protected names.
    fn public_stem(&self) -> String {
        let names = ProtectedNames::of(&self.project);
        let name = self.document_name();
        let stem = file_stem_from(&names.concealed(without_ending(&name)));
        // A stand-in may itself contain a name, and a replacement may form one with the letters beside it.
        if names.are_in(&stem, &mut String::new()) {
            UNNAMED.to_owned()
        } else {
            stem
        }
    }

    /// An unsaved copy is saved beside its original, never over it.
    fn name_to_save(&self, stem: &str) -> String {
        match &self.document.copy_of {
            Some(CopyOf { file, how }) => file
                .with_file_name(format!("{stem} ({}).ron", how.word()))
                .display()
                .to_string(),
            None if self.open_elsewhere().is_some() => format!("{stem} (copy).ron"),
            None => format!("{stem}.ron"),
        }
    }

    /// Cancels the action that waited for the file dialog or the path field.
    pub(crate) fn give_up_choosing(&mut self, purpose: Purpose) {
        if let Purpose::Export(export) = purpose {
            self.give_up_export(export);
        }
        self.document.replacing = None;
        self.document.looking = None;
        self.document.refused = None;
        // An action that waits for a running save is not cancelled.
        if purpose == Purpose::Save && !self.document.saving {
            self.document.after_save = None;
        }
    }

    pub(crate) fn picked_files(&mut self, purpose: Purpose, mut paths: Vec<PathBuf>) {
        self.overlay
            .take_if(|overlay| *overlay == Overlay::Path(purpose));
        match (purpose, paths.len()) {
            (Purpose::Articles | Purpose::Folder, _) => self.read_articles(paths),
            (_, 0) => {}
            (Purpose::Open, _) => self.depart(Departure::Open(paths.swap_remove(0))),
            (Purpose::Save, _) => self.save_at_picked(paths.swap_remove(0)),
            (Purpose::Export(export), _) => self.export_to(export, paths.swap_remove(0)),
        }
    }

    fn save_at_picked(&mut self, path: PathBuf) {
        if !std::mem::take(&mut self.document.choosing_place) {
            self.notices.trouble(
                About::Save,
                "Another project was opened meanwhile. Nothing was saved; choose Save As again",
                None,
            );
        } else if self.open_elsewhere().is_some() && self.path() == Some(&path) {
            let words = "Another window has that file open. Choose another name";
            self.notices
                .trouble(About::Save, words, Some(Command::SaveAs));
        } else {
            self.save_to(path);
        }
    }

    /// System dialogs confirm before a file is replaced; a typed path has to be checked first.
    pub(crate) fn typed_path(&mut self, purpose: Purpose, path: PathBuf) {
        self.document.refused = None;
        let confirmed = self
            .document
            .replacing
            .take()
            .is_some_and(|replacing| replacing == path);
        if confirmed {
            self.picked_files(purpose, vec![path]);
        } else {
            self.document.looking = Some(path.clone());
            self.effects.push(Effect::LookAtPath(purpose, path));
        }
    }

    /// Handles the check of a typed path: uses the path, or keeps its field open with the problem.
    pub(crate) fn typed_path_is(&mut self, purpose: Purpose, path: PathBuf, there: AtPath) {
        let looked = self.document.looking.take_if(|looking| *looking == path);
        // The field was closed meanwhile, or another path was typed.
        if looked.is_none() || self.overlay != Some(Overlay::Path(purpose)) {
            return;
        }
        let writes = matches!(purpose, Purpose::Save | Purpose::Export(_));
        if let Some(why) = why_not(purpose, &path, there) {
            self.refuse_path(purpose, path, why);
        } else if writes && there == AtPath::File {
            self.document.replacing = Some(path);
        } else {
            self.document.typed = (purpose == Purpose::Open).then(|| path.clone());
            self.picked_files(purpose, vec![path]);
        }
    }

    /// Keeps or reopens the path field, with the problem.
    pub(crate) fn refuse_path(&mut self, purpose: Purpose, path: PathBuf, why: String) {
        self.document.refused = Some((path, why));
        self.overlay = Some(Overlay::Path(purpose));
    }

    pub(crate) fn read_articles(&mut self, paths: Vec<PathBuf>) {
        if self.refuses_changes() {
            return;
        }
        if self.document.reading.is_some() {
            let words = "Articles are being read already; add these when that is done";
            self.notices.trouble(About::Articles, words, None);
            return;
        }
        let progress = Arc::<Progress>::default();
        self.document.reading = Some(Arc::clone(&progress));
        self.effects.push(Effect::ReadArticles(paths, progress));
    }

    /// Adds the imported articles, unless another project has been opened meanwhile.
    pub(crate) fn articles_read(
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
        if text.len() > LONG_PASTE && self.document.reading.is_none() {
            let progress = Arc::<Progress>::default();
            self.document.reading = Some(Arc::clone(&progress));
            self.effects.push(Effect::ReadPasted(text, progress));
        } else {
            self.add_articles(vec![import::import_pasted(&text)]);
        }
    }

    fn export_to(&mut self, export: Export, path: PathBuf) {
        let (audience, theme) = self.take_answers(export);
        self.effects
            .push(Effect::WriteExport(Box::new(ExportRequest {
                export,
                path,
                project: Arc::clone(&self.project),
                audience,
                options: self.settings.export,
                theme,
                query: self.graph.query().clone(),
            })));
    }

    pub(crate) fn exported(&mut self, path: &Path, result: Result<(), ExportError>) {
        match result {
            Ok(()) => {
                self.notices.over(About::Export);
                let words = format!("Exported to {}", path.display());
                self.notices.done(words, None);
            }
            Err(error) => self.notices.trouble(About::Export, error.to_string(), None),
        }
    }
}

/// Longer pasted texts are imported in the background, in bytes.
const LONG_PASTE: usize = 1_000_000;

/// The reason why a typed path cannot be used, if any.
fn why_not(purpose: Purpose, path: &Path, there: AtPath) -> Option<String> {
    let writes = matches!(purpose, Purpose::Save | Purpose::Export(_));
    match there {
        AtPath::NoFolder => {
            let folder = path.parent().unwrap_or(path).display();
            Some(format!("There is no folder {folder}"))
        }
        AtPath::Nothing if purpose == Purpose::Folder => {
            Some("There is no folder of that name".to_owned())
        }
        AtPath::Nothing if !writes => Some("There is no file of that name".to_owned()),
        AtPath::Folder if writes => Some("That is a folder: add the name of a file".to_owned()),
        AtPath::Folder if purpose == Purpose::Open => {
            Some("That is a folder, and not a project file".to_owned())
        }
        AtPath::Nothing | AtPath::Folder | AtPath::File => None,
    }
}

fn without_ending(name: &str) -> &str {
    name.strip_suffix(".ron").unwrap_or(name)
}

/// File name for a project without a title.
const UNNAMED: &str = "project";

/// A file name valid on every file system: letters, digits and blanks of `name`, at most 60 characters.
fn file_stem_from(name: &str) -> String {
    let kept: String = name
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .take(60)
        .collect();
    let kept = kept.trim();
    if kept.is_empty() {
        UNNAMED.to_owned()
    } else {
        kept.to_owned()
    }
}
