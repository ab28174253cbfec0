//! The originals of the articles: beside the project file, or in the state directory until the next save.

use crate::{
    project::{ArticleId, ProjectId},
    storage::{self, FileError, OriginalState},
    workbench::{Workbench, intent::Effect, notices::About},
};

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

#[derive(Debug, Default)]
pub(super) struct Originals {
    /// Names of the originals in the file as it was last read or written.
    saved: BTreeSet<String>,
    /// Names of the originals in the project being saved.
    saving: BTreeSet<String>,
    /// Whether the last save left some of them in the state directory.
    are_stuck: bool,
    /// The original shown in the details.
    looked_at: Option<(ArticleId, OriginalState)>,
}

impl Originals {
    pub(super) fn of_file(saved: BTreeSet<String>) -> Self {
        Self {
            saved,
            ..Self::default()
        }
    }
}

impl Workbench {
    /// Folders beside a project file that may have its originals.
    pub fn originals_folders(&self) -> Vec<PathBuf> {
        let copy_of = self.document.copy_of.as_ref();
        let copy_of = copy_of.map(|copy| copy.file.as_path());
        let files = self.path().into_iter().chain(copy_of);
        files.map(storage::originals_folder).collect()
    }

    /// State of the article's original, once it has been looked up.
    pub fn original_state(&self, article: ArticleId) -> Option<OriginalState> {
        let looked_at = self.document.originals.looked_at.as_ref();
        looked_at.filter(|(id, _)| *id == article).map(|it| it.1)
    }

    pub(crate) fn check_original(&mut self, id: ArticleId) {
        let article = self.project.article(id);
        if let Some(original) = article.and_then(|article| article.original.clone()) {
            self.effects.push(Effect::CheckOriginal(id, original));
        }
    }

    pub(crate) fn original_is(&mut self, article: ArticleId, state: OriginalState) {
        self.document.originals.looked_at = Some((article, state));
    }

    pub(crate) fn open_originals(&mut self) {
        let folder = self.path().map(storage::originals_folder);
        self.effects.extend(folder.map(Effect::OpenFolder));
    }

    pub(super) fn begin_saving_originals(&mut self) {
        self.document.originals.saving = storage::original_names(&self.project);
    }

    /// Call this before the path changes to that of the save.
    pub(super) fn originals_saved(&mut self, path: &Path, error: Option<Box<FileError>>) {
        let originals = &mut self.document.originals;
        let now = std::mem::take(&mut originals.saving);
        let before = std::mem::replace(&mut originals.saved, now);
        originals.are_stuck = error.is_some();
        // A file left behind by *Save as* keeps its own originals.
        let removed = if self.document.path.as_deref() == Some(path) {
            &before - &originals.saved
        } else {
            BTreeSet::new()
        };
        if let Some(error) = error {
            let message = format!(
                "The project is saved, but not all originals are beside it yet. Crosscheck keeps them and tries again with the next save. {error}"
            );
            self.notices.trouble(About::Originals, message, None);
        } else {
            self.notices.over(About::Originals);
            let effect = Effect::SettleOriginals(self.project.id(), path.to_owned(), removed);
            self.effects.push(effect);
        }
        if let Some(article) = self.shown_details() {
            self.check_original(article);
        }
    }

    /// Whether no project needs the originals in the state directory any more, once the changes are saved or discarded.
    fn may_drop_originals(&self, project: ProjectId) -> bool {
        let mut left = self.unsaved_work().iter();
        let is_needed = left.any(|work| work.id.is_none_or(|id| id == project));
        self.has_searched_for_unsaved_work() && !is_needed
    }

    /// The same for the open project. Copies and the sample share their id with the project in another window.
    pub fn may_drop_own_originals(&self) -> bool {
        let id = self.project.id();
        let shares_id = self.document.copy_of.is_some() || storage::is_sample(id);
        !self.document.originals.are_stuck && !shares_id && self.may_drop_originals(id)
    }

    /// Requests deletion of the originals of a project that is no longer open.
    pub(super) fn drop_originals(&mut self, project: ProjectId, file: Option<PathBuf>) {
        if project != self.project.id() && self.may_drop_originals(project) {
            self.effects.push(Effect::DropOriginals(project, file));
        }
    }
}
