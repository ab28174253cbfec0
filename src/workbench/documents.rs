use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Answer, Chosen, Column, Columns, Command, Departure, DocumentIntent, Lists, Overlay, Purpose,
    Question, View, Workbench, intent::Effect,
};
use crate::{
    analysis::ClaimTable,
    files::{self, FileError, LoadError, Progress},
    project::{History, Project, Revision},
};

/// The open project as a file: where it lies, what of it is saved, what is under way.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// `None` for a project that was never saved.
    pub(super) path: Option<PathBuf>,
    /// The revision that the file holds, or that was never changed.
    pub(super) saved: Revision,
    /// A save is under way.
    pub(super) saving: bool,
    /// Another save was asked for meanwhile; it waits its turn.
    pub(super) save_again: Option<PathBuf>,
    /// Waits for an answer.
    pub(super) question: Option<Question>,
    /// What goes on once the save that the person asked for has ended.
    pub(super) after_save: Option<Departure>,
    /// A project is being read.
    opening: Option<Opening>,
    /// Articles are being read.
    pub(super) reading: Option<Arc<Progress>>,
    /// The typed path is that of a file which would be replaced.
    pub(super) replacing: Option<PathBuf>,
    /// The damaged file that this is the repaired copy of; gone once the copy is saved.
    pub(super) repaired_from: Option<PathBuf>,
}

/// A project is being read; the one that is open was left at this revision.
#[derive(Debug)]
struct Opening(Revision);

impl Workbench {
    /// Where the project lies; `None` while it was never saved.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.document.path.as_deref()
    }

    /// Whether the project has changes that its file does not.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.document.repaired_from.is_some() || self.history.revision() != self.document.saved
    }

    /// Whether a save is under way.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        self.document.saving
    }

    /// Whether a project is being read.
    #[must_use]
    pub fn is_opening(&self) -> bool {
        self.document.opening.is_some()
    }

    /// Articles that have been read, and how many there are; `None` while none are being read.
    #[must_use]
    pub fn reading(&self) -> Option<(usize, usize)> {
        self.document
            .reading
            .as_ref()
            .map(|progress| progress.so_far())
    }

    /// The question that waits for an answer.
    #[must_use]
    pub fn question(&self) -> Option<&Question> {
        self.document.question.as_ref()
    }

    /// What the project is called: its title, else its file's name.
    #[must_use]
    pub fn document_name(&self) -> String {
        let file = self
            .path()
            .and_then(Path::file_stem)
            .map(|stem| stem.to_string_lossy().into_owned());
        match (self.project.title(), file) {
            ("", Some(file)) => file,
            ("", None) => "Untitled project".to_owned(),
            (title, _) => title.to_owned(),
        }
    }

    pub(super) fn document_command(&mut self, command: Command) {
        match command {
            Command::NewProject => self.depart(Departure::New),
            Command::OpenSample => self.depart(Departure::Sample),
            Command::Open => self.choose(Purpose::Open),
            Command::Quit => self.depart(Departure::Quit),
            Command::Save => self.save(),
            Command::SaveAs => self.choose(Purpose::Save),
            Command::AddArticles => self.choose(Purpose::Articles),
            Command::AddFolder => self.choose(Purpose::Folder),
            _ => {}
        }
    }

    pub(super) fn document_intent(&mut self, intent: DocumentIntent) {
        match intent {
            DocumentIntent::Open(path) => self.depart(Departure::Open(path)),
            DocumentIntent::AddArticles(paths) => self.read_articles(paths),
            DocumentIntent::AddText(text) => self.add_text(&text),
            DocumentIntent::Choose(purpose) => self.choose(purpose),
            DocumentIntent::Chosen(purpose, paths) => self.chosen_files(purpose, paths),
            DocumentIntent::NotChosen => self.give_up_choosing(),
            DocumentIntent::NoDialog(purpose) => self.overlay = Some(Overlay::Path(purpose)),
            DocumentIntent::Typed(purpose, path) => self.typed_path(purpose, path),
            DocumentIntent::WouldReplace(path) => self.document.replacing = Some(path),
            DocumentIntent::CloseRequested => self.depart(Departure::Quit),
            DocumentIntent::Answer(answer) => self.answer(answer),
            DocumentIntent::Opened(path, result) => self.opened(path, result),
            DocumentIntent::Saved(path, revision, result) => self.saved(path, revision, result),
            DocumentIntent::Exported(path, result) => self.exported(&path, result),
            DocumentIntent::ArticlesRead(progress, read) => self.articles_read(&progress, read),
            DocumentIntent::CancelReading => {
                self.document
                    .reading
                    .iter()
                    .for_each(|progress| progress.cancel());
            }
        }
    }

    /// Leaves the open project behind, or asks first where work would be lost.
    pub(super) fn depart(&mut self, departure: Departure) {
        if self.document.saving {
            self.document.after_save = Some(departure);
        } else if self.is_dirty() {
            self.document.question = Some(Question::Unsaved(departure));
        } else {
            self.go(departure);
        }
    }

    fn go(&mut self, departure: Departure) {
        match departure {
            Departure::New => {
                let project = Project::new(files::fresh_id());
                self.replace_project(project, ClaimTable::default(), None);
            }
            Departure::Sample => {
                let sample = files::sample();
                let table = ClaimTable::new(&sample);
                self.replace_project(sample, table, None);
            }
            Departure::Open(path) => {
                self.document.opening = Some(Opening(self.history.revision()));
                self.effects.push(Effect::ReadProject(path));
            }
            Departure::Repaired => self.open_repaired(),
            Departure::Quit => self.effects.push(Effect::Quit),
        }
    }

    fn answer(&mut self, answer: Answer) {
        let Some(Question::Unsaved(departure)) = self.document.question.take() else {
            return;
        };
        match answer {
            Answer::Save => {
                self.document.after_save = Some(departure);
                self.save();
            }
            Answer::Discard => self.go(departure),
            Answer::Cancel => {}
        }
    }

    fn save(&mut self) {
        match self.document.path.clone() {
            Some(path) => self.save_to(path),
            None => self.choose(Purpose::Save),
        }
    }

    pub(super) fn save_to(&mut self, path: PathBuf) {
        if self.document.saving {
            self.document.save_again = Some(path);
            return;
        }
        self.document.saving = true;
        self.effects.push(Effect::WriteProject(
            path,
            self.history.revision(),
            Arc::clone(&self.project),
        ));
    }

    fn saved(&mut self, path: PathBuf, revision: Revision, result: Result<(), FileError>) {
        self.document.saving = false;
        match result {
            Ok(()) => {
                self.document.saved = revision;
                self.document.repaired_from = None;
                self.document.path = Some(path);
                self.effects.push(Effect::ProjectPathChanged);
            }
            Err(error) => {
                self.document.save_again.take_if(|waiting| *waiting == path);
                self.document.after_save = None;
                self.notices.error(error.to_string());
            }
        }
        match self.document.save_again.take() {
            Some(path) => self.save_to(path),
            None => self
                .document
                .after_save
                .take()
                .into_iter()
                .for_each(|departure| self.depart(departure)),
        }
    }

    fn opened(&mut self, path: PathBuf, result: Result<Box<(Project, ClaimTable)>, FileError>) {
        let Some(Opening(left)) = self.document.opening.take() else {
            return;
        };
        match result {
            // Work that was done while the file was read is asked about, as any other.
            Ok(_) if left != self.history.revision() || self.document.saving => {
                self.depart(Departure::Open(path));
            }
            Ok(opened) => {
                let (project, table) = *opened;
                self.replace_project(project, table, Some(path));
            }
            Err(FileError::Load {
                path,
                source: LoadError::Damaged(damaged),
            }) => self.begin_repair(path, *damaged),
            Err(error) => self.notices.error(error.to_string()),
        }
    }

    /// Lets go of the open project: what is being read for it stops, and where it was left is remembered.
    fn leave(&mut self) {
        self.document
            .reading
            .iter()
            .for_each(|progress| progress.cancel());
        if let Some(path) = self.document.path.clone() {
            let columns = self.columns.open_columns().to_vec();
            self.effects
                .push(Effect::RememberPlaces(path, columns, self.view));
        }
    }

    pub(super) fn replace_project(
        &mut self,
        project: Project,
        table: ClaimTable,
        path: Option<PathBuf>,
    ) {
        self.project = Arc::new(project);
        self.history = History::default();
        self.leave();
        self.document = Document {
            path,
            ..Document::default()
        };
        self.columns = Columns::default();
        self.chosen = Chosen::default();
        self.lists = Lists::new(&self.project, table);
        self.find = None;
        self.view = View::Read;
        self.overlay = None;
        self.notices.forget_done();
        let first = self
            .project
            .articles()
            .take(2)
            .map(|article| article.id)
            .collect::<Vec<_>>();
        for article in &first {
            self.columns.open(*article);
        }
        if let Some(article) = first.first() {
            self.columns.focus(*article);
        }
        self.effects.push(Effect::ProjectReplaced);
    }

    /// Brings back the columns and the view that the project was left with. Articles that are gone are passed over.
    pub fn restore(&mut self, columns: Vec<Column>, view: View) {
        let known = columns
            .into_iter()
            .filter(|column| self.project.article(column.article).is_some());
        let known: Vec<Column> = known.collect();
        if !known.is_empty() {
            self.columns.restore(known);
        }
        self.view = view;
    }
}
