use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Answer, Chosen, Column, Columns, Command, Departure, DocumentIntent, Lists, Question, Workbench,
    intent::Effect,
};
use crate::{
    files::{self, FileError},
    project::{History, Project, Revision},
};

/// The open project as a file: where it lies, what of it is saved, what is under way.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// `None` for a project that was never saved.
    path: Option<PathBuf>,
    /// The revision that the file holds, or that was never changed.
    saved: Revision,
    /// A save is under way.
    saving: bool,
    /// Another save was asked for meanwhile; it waits its turn.
    save_again: Option<PathBuf>,
    /// Waits for an answer.
    question: Option<Question>,
    /// What goes on once the save that the person asked for has ended.
    after_save: Option<Departure>,
    /// Files are being read.
    reading: usize,
}

impl Workbench {
    /// Where the project lies; `None` while it was never saved.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.document.path.as_deref()
    }

    /// Whether the project has changes that its file does not.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.history.revision() != self.document.saved
    }

    /// Whether a save is under way.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        self.document.saving
    }

    /// Whether files are being read.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.document.reading > 0
    }

    /// The question that waits for an answer.
    #[must_use]
    pub fn question(&self) -> Option<&Question> {
        self.document.question.as_ref()
    }

    /// What the project is called: its title, else its file's name.
    #[must_use]
    pub fn document_name(&self) -> String {
        let file = self.path().and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned());
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
            Command::Open => self.depart(Departure::ChooseProject),
            Command::Quit => self.depart(Departure::Quit),
            Command::Save => self.save(),
            Command::SaveAs => self.choose_save_path(),
            Command::AddArticles => self.effects.push(Effect::ChooseArticles),
            Command::AddFolder => self.effects.push(Effect::ChooseFolder),
            _ => {}
        }
    }

    pub(super) fn document_intent(&mut self, intent: DocumentIntent) {
        match intent {
            DocumentIntent::Open(path) => self.depart(Departure::Open(path)),
            DocumentIntent::SaveTo(path) => self.save_to(path),
            DocumentIntent::AddArticles(paths) => {
                self.document.reading += 1;
                self.effects.push(Effect::ReadArticles(paths));
            }
            DocumentIntent::AddText(text) => self.add_text(text),
            DocumentIntent::ExportTo(export, path) => {
                self.effects.push(Effect::WriteExport(export, path, Arc::clone(&self.project)));
            }
            DocumentIntent::CloseRequested => self.depart(Departure::Quit),
            DocumentIntent::Answer(answer) => self.answer(answer),
            DocumentIntent::Opened(path, result) => self.opened(path, result),
            DocumentIntent::Saved(path, revision, result) => self.saved(path, revision, result),
            DocumentIntent::Exported(path, result) => self.exported(&path, result),
            DocumentIntent::ArticlesRead(read) => {
                self.document.reading = self.document.reading.saturating_sub(1);
                self.add_articles(read);
            }
            DocumentIntent::DialogClosed => self.document.after_save = None,
        }
    }

    fn add_text(&mut self, text: String) {
        self.overlay = None;
        self.add_articles(vec![files::import_text(text)]);
    }

    /// Leaves the open project behind, or asks first where work would be lost.
    fn depart(&mut self, departure: Departure) {
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
            Departure::New => self.replace_project(Project::default(), None),
            Departure::Sample => self.replace_project(files::sample(), None),
            Departure::ChooseProject => self.effects.push(Effect::ChooseProject),
            Departure::Open(path) => {
                self.document.reading += 1;
                self.effects.push(Effect::ReadProject(path));
            }
            Departure::Quit => self.effects.push(Effect::Quit),
        }
    }

    fn answer(&mut self, answer: Answer) {
        let Some(Question::Unsaved(departure)) = self.document.question.take() else { return };
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
            None => self.choose_save_path(),
        }
    }

    fn choose_save_path(&mut self) {
        let name = format!("{}.ron", files::file_name_from(&self.document_name()));
        self.effects.push(Effect::ChooseSavePath(name));
    }

    fn save_to(&mut self, path: PathBuf) {
        if self.document.saving {
            self.document.save_again = Some(path);
            return;
        }
        self.document.saving = true;
        self.effects.push(Effect::WriteProject(path, self.history.revision(), Arc::clone(&self.project)));
    }

    fn saved(&mut self, path: PathBuf, revision: Revision, result: Result<(), FileError>) {
        self.document.saving = false;
        match result {
            Ok(()) => {
                self.document.saved = revision;
                self.document.path = Some(path);
                self.effects.push(Effect::ProjectPathChanged);
            }
            Err(error) => {
                self.document.save_again = None;
                self.document.after_save = None;
                self.notices.error(error.to_string());
            }
        }
        match self.document.save_again.take() {
            Some(path) => self.save_to(path),
            None => self.document.after_save.take().into_iter().for_each(|departure| self.depart(departure)),
        }
    }

    fn exported(&mut self, path: &Path, result: Result<(), FileError>) {
        match result {
            Ok(()) => self.notices.done(format!("Exported to {}", path.display()), None),
            Err(error) => self.notices.error(error.to_string()),
        }
    }

    fn opened(&mut self, path: PathBuf, result: Result<Box<Project>, FileError>) {
        self.document.reading = self.document.reading.saturating_sub(1);
        match result {
            Ok(project) => self.replace_project(*project, Some(path)),
            Err(error) => self.notices.error(error.to_string()),
        }
    }

    fn replace_project(&mut self, project: Project, path: Option<PathBuf>) {
        self.project = Arc::new(project);
        self.history = History::default();
        let reading = self.document.reading;
        self.document = Document { path, reading, ..Document::default() };
        self.columns = Columns::default();
        self.chosen = Chosen::default();
        self.lists = Lists::new(&self.project);
        self.find = None;
        self.overlay = None;
        self.notices.forget_done();
        let first = self.project.articles().take(2).map(|article| article.id).collect::<Vec<_>>();
        first.iter().for_each(|article| self.columns.open(*article));
        first.first().into_iter().for_each(|article| self.columns.focus(*article));
        self.effects.push(Effect::ProjectReplaced);
    }

    /// Brings back the columns and the view that the project was left with. Articles that are gone are passed over.
    pub fn restore(&mut self, columns: Vec<Column>, view: super::View) {
        let known = columns.into_iter().filter(|column| self.project.article(column.article).is_some());
        self.columns.restore(known.collect());
        self.view = view;
    }
}
