//! Replacement of the open project by another.

use super::{
    Document, originals::Originals, resuming::Resuming, saving::Saving, sharing::Sharing, start_of,
};
use crate::{
    analysis::ClaimTable,
    project::{ArticleId, History, Project, Revision},
    storage::{
        self, CopyOf, FileVersion, JournalCommand, JournalStart, OpenColumn, ProjectView, View,
    },
    workbench::{
        Selection, Workbench,
        editing::{Attributed, ClutterSession, ImportSession},
        intent::{Effect, Overlay},
        looking::{
            Column, Comparison, GraphSession, KeptSearches, Lists, NamesSession, SimilarSession,
        },
    },
};

use std::{path::PathBuf, sync::Arc};

/// A project that replaces the open one.
pub(crate) struct OpenedProject {
    pub(crate) project: Arc<Project>,
    pub(crate) table: ClaimTable,
    pub(crate) history: History,
    /// See [`Document`] for this and the next two.
    pub(crate) path: Option<PathBuf>,
    pub(crate) saved: Option<Revision>,
    pub(crate) copy_of: Option<CopyOf>,
    /// State of the file at `path` when it was read.
    pub(crate) seen: Option<FileVersion>,
    /// The journal command that starts its journal.
    pub(crate) journal: JournalCommand,
}

impl OpenedProject {
    /// An unchanged project.
    pub(crate) fn fresh(project: Arc<Project>, table: ClaimTable, start: JournalStart) -> Self {
        Self {
            project,
            table,
            history: History::default(),
            path: start.project.clone(),
            // A copy is unsaved from the start.
            saved: start.copy.is_none().then(Revision::default),
            copy_of: start.copy.clone(),
            seen: None,
            journal: JournalCommand::Begin(start),
        }
    }
}

impl Workbench {
    pub(crate) fn open_new(&mut self) {
        let project = Arc::new(Project::new(storage::fresh_id()));
        let start = start_of(&project);
        self.replace_project(OpenedProject::fresh(project, ClaimTable::default(), start));
    }

    pub(crate) fn open_sample(&mut self) {
        self.end_tour();
        let sample = Arc::new(storage::sample());
        let table = ClaimTable::new(&sample);
        let start = start_of(&sample);
        self.replace_project(OpenedProject::fresh(sample, table, start));
    }

    /// Leaves the open project: cancels its imports and remembers its columns and view.
    fn leave(&mut self) {
        self.document.importing.cancel();
        if let Some(path) = self.document.path.clone() {
            self.effects
                .push(Effect::RememberView(path, self.project_view()));
        }
    }

    pub(crate) fn replace_project(&mut self, opened: OpenedProject) {
        let kept = self.selection_to_keep(&opened);
        let before = self.project.id();
        let are_originals_free = self.may_drop_own_originals();
        self.project = opened.project;
        self.history = opened.history;
        self.leave();
        self.order(opened.journal);
        self.share_anew(Sharing::default());
        let Document {
            journal,
            exporting,
            recovery,
            backups,
            repair,
            forgetting,
            resuming: _,
            path: path_before,
            copy_of: _,
            saving: _,
            leaving: _,
            picking: _,
            importing: _,
            originals: _,
            sharing: _,
        } = std::mem::take(&mut self.document);
        let has_file = opened.path.is_some() && opened.saved.is_some();
        let saved = has_file.then(|| storage::original_names(&self.project));
        self.document = Document {
            path: opened.path,
            copy_of: opened.copy_of,
            saving: Saving::new(opened.saved),
            originals: Originals::of_file(saved.unwrap_or_default()),
            sharing: Sharing::new(opened.seen),
            exporting: exporting.for_next_project(),
            // These hold findings about the disk, which do not depend on the open project.
            journal,
            recovery,
            backups,
            repair,
            forgetting,
            resuming: Resuming::begun(),
            ..Document::default()
        };
        if are_originals_free {
            self.drop_originals(before, path_before);
        }
        self.imports = ImportSession::default();
        self.clutter = ClutterSession::default();
        self.columns = self.columns.emptied();
        self.selection = kept.unwrap_or_default();
        self.attributed = Attributed::default();
        let lists = Lists::new(&self.project, opened.table);
        let before = std::mem::replace(&mut self.lists, lists);
        if kept.is_some() {
            self.lists.look_as(before);
        }
        self.matrix.forget_project();
        self.find = None;
        self.search = self.search.emptied();
        self.kept = KeptSearches::default();
        self.shared = self.shared.emptied();
        self.comparison = Comparison::default();
        self.similar = SimilarSession::default();
        self.amounts = self.amounts.emptied();
        self.names = NamesSession::default();
        self.graph = GraphSession::default();
        self.timeline.forget_project();
        self.view = View::Read;
        // Work of crashed sessions does not depend on the open project.
        self.overlay
            .take_if(|overlay| *overlay != Overlay::Recovery);
        self.notices.forget_project();
        let first = self
            .project
            .articles()
            .take(2)
            .map(|article| article.id)
            .collect::<Vec<_>>();
        self.columns.open_all(&first);
        self.effects.push(Effect::ProjectReplaced);
        if let Some(path) = self.document.path.clone() {
            self.effects
                .push(Effect::HoldFile(path, opened.seen.is_some()));
        }
    }

    /// The selection to keep if the same project is reopened from the same file: the records that still exist. Text is
    /// selected by bytes, so a text selection is kept only if the article's text is identical.
    fn selection_to_keep(&self, opened: &OpenedProject) -> Option<Selection> {
        let (before, after) = (&self.project, &opened.project);
        let is_same =
            before.id() == after.id() && opened.path.is_some() && opened.path == self.document.path;
        let has_same_text = |id: ArticleId| {
            let texts = before.article(id).zip(after.article(id));
            texts.is_some_and(|(before, after)| before.text == after.text)
        };
        let mut kept = self.selection.within(after);
        kept.text = kept.text.filter(|(id, _)| has_same_text(*id));
        is_same.then_some(kept)
    }

    /// The open columns, the view and the selected claim. The scroll offsets are 0.
    pub fn project_view(&self) -> ProjectView {
        let columns = self.columns.open.iter();
        let columns = columns.map(|column| OpenColumn {
            article: column.article,
            top: 0,
            width: column.weight,
        });
        ProjectView {
            columns: columns.collect(),
            used: self
                .columns
                .by_use()
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect(),
            view: self.view,
            claim: self.selection.claim,
        }
    }

    /// Restores the columns, the view and the claim of the project's last session. Missing records are skipped.
    pub fn restore(&mut self, project_view: &ProjectView) {
        let columns = project_view.columns.iter().map(|column| Column {
            article: column.article,
            weight: column.width,
        });
        let known = columns.filter(|column| self.project.article(column.article).is_some());
        let known: Vec<Column> = known.collect();
        if !known.is_empty() {
            self.columns.restore(known, &project_view.used);
        }
        let claim = project_view
            .claim
            .filter(|id| self.project.claim(*id).is_some());
        if self.selection.claim.is_none() {
            self.selection.set_claim(claim);
        }
        self.view = project_view.view;
        self.arrange();
    }
}
