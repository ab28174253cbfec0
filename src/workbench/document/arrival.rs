//! Replacement of the open project by another.

use super::{Document, saving::Saving, sharing::Sharing, start_of};
use crate::{
    analysis::ClaimTable,
    project::{ArticleId, History, Project, Revision},
    storage::{self, CopyOf, JournalOrder, JournalStart, Seen, View},
    workbench::{
        Selection, Workbench,
        editing::{Attributed, ImportSession},
        intent::{Effect, Overlay},
        looking::{Column, Columns, Lists},
    },
};

use std::{path::PathBuf, sync::Arc};

/// A project that replaces the open one.
pub(crate) struct Arrival {
    pub(crate) project: Arc<Project>,
    pub(crate) table: ClaimTable,
    pub(crate) history: History,
    /// See [`Document`], as for the next two.
    pub(crate) path: Option<PathBuf>,
    pub(crate) saved: Option<Revision>,
    pub(crate) copy_of: Option<CopyOf>,
    /// State of the file at `path` when it was read.
    pub(crate) seen: Option<Seen>,
    /// Order that starts its journal.
    pub(crate) journal: JournalOrder,
}

impl Arrival {
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
            journal: JournalOrder::Begin(start),
        }
    }
}

impl Workbench {
    pub(crate) fn open_new(&mut self) {
        let project = Arc::new(Project::new(storage::fresh_id()));
        let start = start_of(&project);
        self.replace_project(Arrival::fresh(project, ClaimTable::default(), start));
    }

    pub(crate) fn open_sample(&mut self) {
        let sample = Arc::new(storage::sample());
        let table = ClaimTable::new(&sample);
        let start = start_of(&sample);
        self.replace_project(Arrival::fresh(sample, table, start));
    }

    /// Leaves the open project: cancels its imports and remembers its columns and view.
    fn leave(&mut self) {
        self.document.importing.cancel();
        if let Some(path) = self.document.path.clone() {
            let columns = self.columns.open_columns().to_vec();
            self.effects
                .push(Effect::RememberPlaces(path, columns, self.view));
        }
    }

    pub(crate) fn replace_project(&mut self, arrival: Arrival) {
        let kept = self.kept_for(&arrival);
        self.project = arrival.project;
        self.history = arrival.history;
        self.leave();
        self.order(arrival.journal);
        self.share_anew(Sharing::default());
        let Document {
            journal,
            exporting,
            recovery,
            backups,
            repair,
            forgetting,
            path: _,
            copy_of: _,
            saving: _,
            leaving: _,
            picking: _,
            importing: _,
            sharing: _,
        } = std::mem::take(&mut self.document);
        self.document = Document {
            path: arrival.path,
            copy_of: arrival.copy_of,
            saving: Saving::of(arrival.saved),
            sharing: Sharing::of(arrival.seen),
            exporting: exporting.of_next_project(),
            // What the session found on the disk does not depend on the open project.
            journal,
            recovery,
            backups,
            repair,
            forgetting,
            ..Document::default()
        };
        self.imports = ImportSession::default();
        self.columns = Columns::default();
        self.selection = kept.unwrap_or_default();
        self.attributed = Attributed::default();
        let lists = Lists::new(&self.project, arrival.table);
        let before = std::mem::replace(&mut self.lists, lists);
        if kept.is_some() {
            self.lists.look_as(before);
        }
        self.matrix.forget_project();
        self.find = None;
        self.graph.project_replaced();
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

    /// Keeps the selection when the same project is reopened from the same file, if both have the records. Text is selected
    /// by bytes, so the article has to be identical.
    fn kept_for(&self, arrival: &Arrival) -> Option<Selection> {
        let (before, after) = (&self.project, &arrival.project);
        let is_same = before.id() == after.id()
            && arrival.path.is_some()
            && arrival.path == self.document.path;
        let has_same_text = |id: ArticleId| {
            let texts = before.article(id).zip(after.article(id));
            texts.is_some_and(|(before, after)| before.text == after.text)
        };
        let mut kept = self.selection.within(after);
        kept.text = kept.text.filter(|(id, _)| has_same_text(*id));
        is_same.then_some(kept)
    }

    /// Restores the columns and the view in which the project was left. Missing articles are skipped.
    pub fn restore(&mut self, columns: Vec<Column>, view: View) {
        let known = columns
            .into_iter()
            .filter(|column| self.project.article(column.article).is_some());
        let known: Vec<Column> = known.collect();
        if !known.is_empty() {
            self.columns.restore(known);
        }
        self.view = view;
        self.arrange();
    }
}
