//! The state that all features share. A feature gets it as `&mut Session` and sees no other feature.

mod changes;
mod selection;

pub(super) use changes::ChangeSummary;
pub use selection::Selection;

use super::{
    document::name_of,
    intent::{Effect, FocusOn, Overlay},
    looking::Columns,
    notices::Notices,
};
use crate::{
    project::{History, HistoryParts, Project, Revision},
    storage::{CopyOf, Holder, JournalOrder, JournalRecord, Settings, View},
};
use selection::Flags;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

#[derive(Debug)]
pub(super) struct Session {
    /// Shared with background work; an edit meanwhile copies it first. Changes only through [`Session::commit`], undo and redo.
    project: Arc<Project>,
    history: History,
    /// Changes that the features have not followed yet.
    unfollowed: ChangeSummary,
    pub(super) document: Document,
    pub(super) columns: Columns,
    pub(super) selection: Selection,
    flags: Flags,
    view: View,
    pub(super) overlay: Option<Overlay>,
    pub(super) notices: Notices,
    pub(super) settings: Settings,
    effects: Vec<Effect>,
}

/// The open project as a file.
#[derive(Debug)]
pub(super) struct Document {
    /// `None` for a project that was never saved.
    pub(super) path: Option<PathBuf>,
    /// The file that this unsaved copy was made from; "Save as" suggests a name beside it.
    pub(super) copy_of: Option<CopyOf>,
    /// The revision that the file holds, or that of a new project; `None` for an unsaved copy.
    pub(super) saved: Option<Revision>,
    /// The other window that has the file open; the project is read-only here meanwhile.
    pub(super) open_elsewhere: Option<Holder>,
}

impl Default for Document {
    /// A new project, with nothing to save.
    fn default() -> Self {
        Self {
            path: None,
            copy_of: None,
            saved: Some(Revision::default()),
            open_elsewhere: None,
        }
    }
}

impl Session {
    pub(super) fn new(project: Arc<Project>, settings: Settings) -> Self {
        Self {
            project,
            history: History::default(),
            unfollowed: ChangeSummary::default(),
            document: Document::default(),
            columns: Columns::default(),
            selection: Selection::default(),
            flags: Flags::default(),
            view: View::default(),
            overlay: None,
            notices: Notices::default(),
            settings,
            effects: Vec::new(),
        }
    }

    pub(super) fn project(&self) -> &Project {
        &self.project
    }

    /// The project for background work.
    pub(super) fn shared_project(&self) -> Arc<Project> {
        Arc::clone(&self.project)
    }

    pub(super) fn history(&self) -> &History {
        &self.history
    }

    pub(super) fn revision(&self) -> Revision {
        self.history.revision()
    }

    pub(super) fn is_dirty(&self) -> bool {
        self.document.saved != Some(self.revision())
    }

    pub(super) fn path(&self) -> Option<&Path> {
        self.document.path.as_deref()
    }

    /// The project's title, or else its file's name.
    pub(super) fn document_name(&self) -> String {
        let original = self.document.copy_of.as_ref();
        let original = original.map(|copy| copy.file.as_path());
        name_of(&self.project, self.path().or(original))
    }

    /// The open file's name, or else the project's.
    pub(super) fn file_name(&self) -> String {
        match self.path().and_then(Path::file_name) {
            Some(name) => name.to_string_lossy().into_owned(),
            None => self.document_name(),
        }
    }

    pub(super) fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    pub(super) fn focus(&mut self, place: FocusOn) {
        self.effects.push(Effect::Focus(place));
    }

    pub(super) fn journal(&mut self, order: JournalOrder) {
        self.effects.push(Effect::Journal(order));
    }

    pub(super) fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Text typed from now on is another undo step.
    pub(super) fn end_typing(&mut self) {
        if self.history.end_typing() {
            self.journal(JournalOrder::Append(JournalRecord::TypingEnded));
        }
    }

    /// Puts another project in the place of the open one, with nothing selected and nothing open.
    pub(super) fn replace(&mut self, project: Arc<Project>, history: History, document: Document) {
        self.project = project;
        self.history = history;
        self.unfollowed = ChangeSummary::default();
        self.document = document;
        self.columns = Columns::default();
        self.selection = Selection::default();
        self.flags = Flags::default();
        self.view = View::Read;
        self.notices.forget_project();
    }

    /// Deletes the undo steps.
    pub(super) fn forget_history(&mut self) {
        self.history = History::from_parts(HistoryParts {
            current: self.history.revision(),
            newest: self.history.parts().newest,
            ..HistoryParts::default()
        });
    }

    pub(super) fn view(&self) -> View {
        self.view
    }

    /// Restores a view without bringing the selected claim into view.
    pub(super) fn restore_view(&mut self, view: View) {
        self.view = view;
    }
}
