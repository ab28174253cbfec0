use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    About, Answer, Chosen, Column, Columns, Command, Departure, DocumentIntent, Lists, Overlay,
    Purpose, Question, View, Workbench, intent::Effect, journalling::name_of, sharing::Sharing,
};
use crate::{
    analysis::ClaimTable,
    files::{
        self, CopyOf, FileError, JournalBase, JournalOrder, JournalStart, LoadError, OpenedFile,
        Progress, SaveDone, SavedFile, Seen,
    },
    project::{ArticleId, History, Project, Revision},
};

/// The open project as a file: where it lies, what of it is saved, what is under way.
#[derive(Debug)]
pub(super) struct Document {
    /// `None` for a project that was never saved.
    pub(super) path: Option<PathBuf>,
    /// The file that an unsaved copy was made of: it is saved beside that.
    pub(super) copy_of: Option<CopyOf>,
    /// The revision that the file holds, or that was never changed; `None` for an unsaved copy of what no file holds.
    pub(super) saved: Option<Revision>,
    /// A save is under way.
    pub(super) saving: bool,
    /// Another save was asked for meanwhile; it waits its turn.
    save_again: Option<SaveAt>,
    /// Waits for an answer.
    pub(super) question: Option<Question>,
    /// What goes on once the save that the person asked for has ended.
    pub(super) after_save: Option<Departure>,
    /// A file to save at is being asked for; the answer is for this project and no other.
    pub(super) choosing_place: bool,
    /// A project is being read.
    pub(super) opening: Option<Opening>,
    /// Articles are being read.
    pub(super) reading: Option<Arc<Progress>>,
    /// The typed path is that of a file which would be replaced.
    pub(super) replacing: Option<PathBuf>,
    /// The typed path that is being looked at.
    pub(super) looking: Option<PathBuf>,
    /// The typed path that could not be used, and why.
    pub(super) refused: Option<(PathBuf, String)>,
    /// The typed path of the project that is to be opened.
    pub(super) typed: Option<PathBuf>,
    /// Others at the file.
    pub(super) sharing: Sharing,
}

/// Where a save that waits its turn goes.
#[derive(Debug)]
enum SaveAt {
    /// To the project's file, wherever that is then.
    Here,
    /// To a file that the person has named.
    Path(PathBuf),
}

/// A project is being read; the one that is open was left at this revision.
#[derive(Debug)]
pub(super) struct Opening(pub(super) Revision);

impl Default for Document {
    /// An empty project, in which nothing needs to be saved.
    fn default() -> Self {
        Self {
            path: None,
            copy_of: None,
            saved: Some(Revision::default()),
            saving: false,
            save_again: None,
            question: None,
            after_save: None,
            choosing_place: false,
            opening: None,
            reading: None,
            replacing: None,
            looking: None,
            refused: None,
            typed: None,
            sharing: Sharing::default(),
        }
    }
}

/// A project that takes the place of the open one.
pub(super) struct Arrival {
    pub(super) project: Arc<Project>,
    pub(super) table: ClaimTable,
    pub(super) history: History,
    /// See [`Document`], as for the next two.
    pub(super) path: Option<PathBuf>,
    pub(super) saved: Option<Revision>,
    pub(super) copy_of: Option<CopyOf>,
    /// The file at `path` as it was when it was read.
    pub(super) seen: Option<Seen>,
    /// How its journal begins.
    pub(super) journal: JournalOrder,
}

impl Arrival {
    /// A project that nothing was done to yet.
    pub(super) fn fresh(project: Arc<Project>, table: ClaimTable, start: JournalStart) -> Self {
        Self {
            project,
            table,
            history: History::default(),
            path: start.project.clone(),
            // What is a copy is unsaved from the beginning.
            saved: start.copy.is_none().then(Revision::default),
            copy_of: start.copy.clone(),
            seen: None,
            journal: JournalOrder::Begin(start),
        }
    }
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
        self.document.saved != Some(self.history.revision())
    }

    /// Whether a save is under way.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        self.document.saving
    }

    /// Whether the program closes as soon as the save that is under way has ended well.
    #[must_use]
    pub fn waits_to_quit(&self) -> bool {
        self.document.saving && self.document.after_save == Some(Departure::Quit)
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
        let original = self.document.copy_of.as_ref();
        let original = original.map(|copy| copy.file.as_path());
        name_of(&self.project, self.path().or(original))
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
            Command::RestoreBackup => self.show_backups(),
            Command::ForgetHistory => self.ask_about_past(),
            Command::RecoverWork => self.set_overlay(Some(Overlay::Recovery)),
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
            DocumentIntent::NotChosen(purpose) => self.give_up_choosing(purpose),
            DocumentIntent::NoDialog(purpose) => self.overlay = Some(Overlay::Path(purpose)),
            DocumentIntent::Typed(purpose, path) => self.typed_path(purpose, path),
            DocumentIntent::Looked(purpose, path, there) => {
                self.typed_path_is(purpose, path, there);
            }
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
            Departure::New => self.open_new(),
            Departure::Sample => self.open_sample(),
            Departure::Open(path) | Departure::Reload(path) => {
                self.fetch(Effect::ReadProject(path));
            }
            Departure::Repaired => self.open_repaired(),
            Departure::Backup(backup) => self.fetch(Effect::ReadBackup(backup)),
            Departure::Recover(name) => self.fetch(Effect::Recover(name)),
            Departure::Quit => self.quit(),
        }
    }

    fn quit(&mut self) {
        if let Some(progress) = &self.document.reading {
            progress.cancel();
        }
        self.effects.push(Effect::Quit);
    }

    /// Has a project read; it takes the place of the open one when it is there.
    fn fetch(&mut self, effect: Effect) {
        if self.document.opening.is_some() {
            self.notices
                .hint("Another project is being opened; try again when it is there");
            return;
        }
        self.document.opening = Some(Opening(self.history.revision()));
        self.effects.push(effect);
    }

    fn open_new(&mut self) {
        let project = Arc::new(Project::new(files::fresh_id()));
        let start = JournalStart {
            name: name_of(&project, None),
            base: JournalBase::Project(Arc::clone(&project)),
            ..JournalStart::default()
        };
        self.replace_project(Arrival::fresh(project, ClaimTable::default(), start));
    }

    fn open_sample(&mut self) {
        let sample = Arc::new(files::sample());
        let table = ClaimTable::new(&sample);
        let start = JournalStart {
            name: name_of(&sample, None),
            base: JournalBase::Project(Arc::clone(&sample)),
            ..JournalStart::default()
        };
        self.replace_project(Arrival::fresh(sample, table, start));
    }

    fn answer(&mut self, answer: Answer) {
        let departure = match self.document.question.take() {
            Some(Question::Unsaved(departure)) => departure,
            Some(Question::OpenElsewhere) if answer == Answer::Copy => return self.work_on_copy(),
            Some(Question::OpenElsewhere) | None => return,
        };
        match answer {
            Answer::Save => {
                self.document.after_save = Some(departure);
                self.save();
            }
            // What is being written is whole before anything else takes its place.
            Answer::Discard if self.document.saving => self.document.after_save = Some(departure),
            Answer::Discard => self.go(departure),
            Answer::Cancel | Answer::ReadOnly | Answer::Copy => {}
        }
    }

    fn save(&mut self) {
        match self.document.path.clone() {
            // It waits its turn, and goes where the project lies by then; a name that was given goes before.
            Some(_) if self.document.saving => {
                self.document.save_again.get_or_insert(SaveAt::Here);
            }
            Some(path) if self.open_elsewhere().is_none() => self.save_to(path),
            _ => self.choose(Purpose::Save),
        }
    }

    pub(super) fn save_to(&mut self, path: PathBuf) {
        if self.document.saving {
            self.document.save_again = Some(SaveAt::Path(path));
            return;
        }
        self.document.saving = true;
        let history = Box::new(self.history.clone());
        self.effects
            .push(Effect::Journal(JournalOrder::SaveBegun(history)));
        let replaces = self
            .document
            .sharing
            .replaced_by_saving_at(&path, self.document.path.as_deref());
        self.effects.push(Effect::WriteProject(
            path,
            self.history.revision(),
            Arc::clone(&self.project),
            replaces,
        ));
    }

    fn saved(&mut self, path: PathBuf, revision: Revision, result: Result<SaveDone, FileError>) {
        self.document.saving = false;
        match result {
            Ok(done) => self.save_succeeded(path, revision, done),
            Err(error) => self.save_failed(&path, &error),
        }
        self.look_at_what_happened_meanwhile();
        match self.document.save_again.take() {
            Some(SaveAt::Path(path)) => self.save_to(path),
            Some(SaveAt::Here) => self.save(),
            None => self
                .document
                .after_save
                .take()
                .into_iter()
                .for_each(|departure| self.depart(departure)),
        }
    }

    fn save_succeeded(&mut self, path: PathBuf, revision: Revision, done: SaveDone) {
        let saved = SavedFile {
            path: path.clone(),
            hash: done.hash,
            name: name_of(&self.project, Some(&path)),
        };
        self.effects
            .push(Effect::Journal(JournalOrder::SaveEnded(Some(saved))));
        self.document.saved = Some(revision);
        self.document.copy_of = None;
        self.share(path, done.seen);
        self.notices.over(About::Save);
        self.notices.over(About::Backup);
        if let Some(error) = done.backup {
            let words =
                format!("The project is saved, but no backup of the file before was kept. {error}");
            self.notices.trouble(About::Backup, words, None);
        }
    }

    /// The project stays unsaved and the journal goes on as before.
    fn save_failed(&mut self, path: &Path, error: &FileError) {
        self.effects
            .push(Effect::Journal(JournalOrder::SaveEnded(None)));
        // Another save to the same place would end in the same way.
        let same = |waiting: &mut SaveAt| match waiting {
            SaveAt::Here => true,
            SaveAt::Path(other) => other == path,
        };
        self.document.save_again.take_if(same);
        self.document.after_save = None;
        match error {
            FileError::Changed { now, .. } => self.file_has_changed(*now),
            FileError::NotConfirmed { .. } => self.look_at_own_file(path),
            _ => {}
        }
        self.notices
            .trouble(About::Save, error.to_string(), Some(Command::SaveAs));
    }

    fn opened(&mut self, path: PathBuf, result: Result<Box<(OpenedFile, ClaimTable)>, FileError>) {
        let Some(Opening(left)) = self.document.opening.take() else {
            return;
        };
        let typed = self.document.typed.take_if(|typed| *typed == path);
        match result {
            // Work that was done while the file was read is asked about, as any other.
            Ok(_) if left != self.history.revision() || self.document.saving => {
                self.depart(Departure::Open(path));
            }
            Ok(opened) => {
                let (
                    OpenedFile {
                        project,
                        hash,
                        seen,
                    },
                    table,
                ) = *opened;
                let start = JournalStart {
                    name: name_of(&project, Some(&path)),
                    project: Some(path.clone()),
                    copy: None,
                    base: JournalBase::File(path, hash),
                    saved: Some(Revision::default()),
                    file: None,
                    history: History::default(),
                };
                self.replace_project(Arrival {
                    seen,
                    ..Arrival::fresh(project.into(), table, start)
                });
            }
            Err(FileError::Load {
                path,
                source: LoadError::Damaged(damaged),
            }) => self.begin_repair(path, *damaged),
            Err(error) if typed.is_some() => {
                self.refuse_path(Purpose::Open, path, error.to_string());
            }
            Err(error) => self
                .notices
                .trouble(About::Opening, error.to_string(), None),
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

    pub(super) fn replace_project(&mut self, arrival: Arrival) {
        let kept = self.kept_for(&arrival);
        self.project = arrival.project;
        self.history = arrival.history;
        self.leave();
        self.effects.push(Effect::Journal(arrival.journal));
        self.document = Document {
            path: arrival.path,
            copy_of: arrival.copy_of,
            saved: arrival.saved,
            sharing: Sharing::of(arrival.seen),
            ..Document::default()
        };
        self.columns = Columns::default();
        self.chosen = kept.unwrap_or_default();
        self.last_attribution = crate::project::Attribution::default();
        self.exporting.project_replaced();
        let lists = Lists::new(&self.project, arrival.table);
        let before = std::mem::replace(&mut self.lists, lists);
        if kept.is_some() {
            self.lists.look_as(before);
        }
        self.grid.forget_project();
        self.find = None;
        self.graph.project_replaced();
        self.timeline.forget_project();
        self.view = View::Read;
        // What is offered from another session does not depend on the open project.
        self.overlay
            .take_if(|overlay| *overlay != Overlay::Recovery);
        self.notices.forget_project();
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
        if let Some(path) = self.document.path.clone() {
            self.effects
                .push(Effect::HoldFile(path, arrival.seen.is_some()));
        }
    }

    /// What stays chosen where the same project arrives from the same file: what both have. Text is selected by its bytes, so
    /// the article has to be the same.
    fn kept_for(&self, arrival: &Arrival) -> Option<Chosen> {
        let (before, after) = (&self.project, &arrival.project);
        let is_same = before.id() == after.id()
            && arrival.path.is_some()
            && arrival.path == self.document.path;
        let has_same_text = |id: ArticleId| {
            let texts = before.article(id).zip(after.article(id));
            texts.is_some_and(|(before, after)| before.text == after.text)
        };
        let Chosen {
            claim,
            highlight,
            evidence,
            text,
        } = self.chosen;
        is_same.then(|| Chosen {
            claim: claim.filter(|id| after.claim(*id).is_some()),
            highlight: highlight.filter(|id| after.highlight(*id).is_some()),
            evidence: evidence.filter(|id| after.evidence(*id).is_some()),
            text: text.filter(|(id, _)| has_same_text(*id)),
        })
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
        self.arrange_grid();
    }
}
