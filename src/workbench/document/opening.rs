//! Another project takes the place of the open one.

use super::{
    FilePicker, JournalSession, LeaveSession, SaveSession, leaving::Arrived, name_of,
    recovery::warnings,
};
use crate::{
    analysis::ClaimTable,
    project::{ArticleId, History, Project, Revision},
    storage::{
        self, Backup, CopyKind, CopyOf, FileError, JournalBase, JournalName, JournalOrder,
        JournalStart, LoadError, OpenedFile, RecoverError, Recovered, Seen, View,
    },
    workbench::{
        Column, Selection, Workbench,
        command::Command,
        editing::AttributionSession,
        intent::{Departure, Effect, Overlay, Purpose},
        looking::FindSession,
        notices::About,
        session::Document,
    },
};

use std::{path::PathBuf, sync::Arc};

/// A project that takes the place of the open one.
struct Arrival {
    project: Arc<Project>,
    table: ClaimTable,
    history: History,
    document: Document,
    /// The file as it was when it was read.
    seen: Option<Seen>,
    journal: JournalOrder,
}

impl Arrival {
    /// A project without changes yet.
    fn fresh(project: Arc<Project>, table: ClaimTable, start: JournalStart) -> Self {
        Self {
            project,
            table,
            history: History::default(),
            document: Document {
                path: start.project.clone(),
                copy_of: start.copy.clone(),
                // A copy is unsaved from the start.
                saved: start.copy.is_none().then(Revision::default),
                open_elsewhere: None,
            },
            seen: None,
            journal: JournalOrder::Begin(start),
        }
    }
}

impl Workbench {
    pub(super) fn open_new(&mut self) {
        let project = Arc::new(Project::new(storage::fresh_id()));
        let start = JournalSession::start_of_new(&project);
        self.replace_project(Arrival::fresh(project, ClaimTable::default(), start));
    }

    pub(super) fn open_sample(&mut self) {
        let sample = Arc::new(storage::sample());
        let table = ClaimTable::new(&sample);
        let start = JournalSession::start_of_new(&sample);
        self.replace_project(Arrival::fresh(sample, table, start));
    }

    pub(super) fn opened(
        &mut self,
        path: PathBuf,
        result: Result<Box<(OpenedFile, ClaimTable)>, FileError>,
    ) {
        let Some(arrived) = self.end_opening() else {
            return;
        };
        let was_typed = self.file_picker.end_opening(&path);
        match (result, arrived) {
            (Ok(_), Arrived::Ask) => self.leave(Departure::Open(path)),
            (Ok(opened), Arrived::Open) => {
                let (file, table) = *opened;
                let OpenedFile {
                    project,
                    hash,
                    seen,
                } = file;
                let start = JournalStart {
                    name: name_of(&project, Some(&path)),
                    project: Some(path.clone()),
                    copy: None,
                    base: JournalBase::File(path, hash),
                    saved: Some(Revision::default()),
                    file: None,
                    history: History::default(),
                };
                let fresh = Arrival::fresh(project.into(), table, start);
                self.replace_project(Arrival { seen, ..fresh });
            }
            (
                Err(FileError::Load {
                    path,
                    source: LoadError::Damaged(damaged),
                }),
                _,
            ) => {
                self.repair.begin(path, false, *damaged, &mut self.session);
            }
            (Err(error), _) if was_typed => {
                let (picker, session) = (&mut self.file_picker, &mut self.session);
                picker.refuse(Purpose::Open, path, error.to_string(), session);
            }
            (Err(error), _) => {
                let notices = &mut self.session.notices;
                notices.problem(About::Opening, error.to_string(), None);
            }
        }
    }

    pub(super) fn backup_read(
        &mut self,
        backup: Box<Backup>,
        result: Result<Box<(OpenedFile, ClaimTable)>, FileError>,
    ) {
        let Some(arrived) = self.end_opening() else {
            return;
        };
        match (result, arrived) {
            (Ok(_), Arrived::Ask) => self.leave(Departure::Backup(backup)),
            (Ok(read), Arrived::Open) => {
                let (OpenedFile { project, hash, .. }, table) = *read;
                let start = JournalStart {
                    name: name_of(&project, Some(&backup.of)),
                    base: JournalBase::File(backup.path, hash),
                    copy: Some(CopyOf {
                        file: backup.of,
                        how: CopyKind::Backup,
                    }),
                    ..JournalStart::default()
                };
                self.replace_project(Arrival::fresh(project.into(), table, start));
                let words = "This is an unsaved copy of the backup. Save it to keep it";
                self.session.notices.done(words, Some(Command::SaveAs));
            }
            (
                Err(FileError::Load {
                    source: LoadError::Damaged(damaged),
                    ..
                }),
                _,
            ) => {
                let session = &mut self.session;
                self.repair.begin(backup.of, true, *damaged, session);
            }
            (Err(error), _) => self.session.notices.error(error.to_string()),
        }
    }

    pub(super) fn recovered(
        &mut self,
        name: JournalName,
        result: Result<Box<(Recovered, ClaimTable)>, RecoverError>,
    ) {
        let Some(arrived) = self.end_opening() else {
            return;
        };
        match (result, arrived) {
            (Ok(_), Arrived::Ask) => self.leave(Departure::Recover(name)),
            (Ok(recovered), Arrived::Open) => self.open_recovered(&name, *recovered),
            (Err(error), _) => self.session.notices.error(error.to_string()),
        }
    }

    fn open_recovered(&mut self, name: &JournalName, (recovered, table): (Recovered, ClaimTable)) {
        let warnings = warnings(&recovered);
        let (path, saved) = recovered.file.unzip();
        let now_a_copy = |file| CopyOf {
            file,
            how: CopyKind::Recovered,
        };
        let copy = recovered.copy.or(recovered.was_at.map(now_a_copy));
        self.replace_project(Arrival {
            project: recovered.project.into(),
            table,
            history: recovered.history,
            document: Document {
                copy_of: copy.filter(|_| path.is_none()),
                path,
                saved,
                open_elsewhere: None,
            },
            seen: recovered.seen,
            journal: JournalOrder::Adopt(recovered.adopted),
        });
        self.recovery.forget(name, &mut self.session);
        for warning in warnings {
            self.session.notices.error(warning);
        }
        let words = "Recovered. Check the changes, then save";
        self.session.notices.done(words, Some(Command::Save));
    }

    /// Opens the repaired copy, which has no file yet.
    pub(super) fn open_repaired(&mut self) {
        // Another file may have been opened before the question about the open project was answered.
        let Some(repaired) = self.repair.take_repaired() else {
            return;
        };
        let project = Arc::new(repaired.project);
        let start = JournalStart {
            name: name_of(&project, Some(&repaired.path)),
            copy: Some(CopyOf {
                file: repaired.path,
                how: CopyKind::Repaired,
            }),
            base: JournalBase::Project(Arc::clone(&project)),
            ..JournalStart::default()
        };
        self.replace_project(Arrival::fresh(project, repaired.table, start));
        let words = format!(
            "This is a repaired copy of {}, which is unchanged. Save it under another name",
            repaired.original
        );
        self.session.notices.done(words, Some(Command::SaveAs));
    }

    fn replace_project(&mut self, arrival: Arrival) {
        let Arrival {
            project,
            table,
            history,
            document,
            seen,
            journal,
        } = arrival;
        let kept = self.kept_selection(&project, &document);
        let path = document.path.clone();
        if let Some(path) = self.session.document.path.clone() {
            let columns = self.session.columns.open_columns().to_vec();
            let view = self.session.view();
            self.session
                .effect(Effect::RememberPlaces(path, columns, view));
        }
        self.session.journal(journal);
        self.share_anew(seen);
        self.session.replace(project, history, document);
        self.session.selection = kept.unwrap_or_default();
        self.import.project_replaced();
        self.leaving = LeaveSession::default();
        self.saving = SaveSession::default();
        self.file_picker = FilePicker::default();
        self.attribution = AttributionSession::default();
        self.export.project_replaced();
        let project = self.session.project();
        self.lists.project_replaced(project, table, kept.is_some());
        self.matrix.project_replaced();
        self.find = FindSession::default();
        self.graph.project_replaced();
        self.timeline.project_replaced();
        // Unsaved changes from a crash are offered whatever project is open.
        let is_of_project = |overlay: &mut Overlay| *overlay != Overlay::Recovery;
        self.session.overlay.take_if(is_of_project);
        self.open_first_columns();
        self.session.effect(Effect::ProjectReplaced);
        if let Some(path) = path {
            self.session.effect(Effect::HoldFile(path, seen.is_some()));
        }
    }

    fn open_first_columns(&mut self) {
        let articles = self.session.project().articles().take(2);
        let articles: Vec<ArticleId> = articles.map(|article| article.id).collect();
        for article in &articles {
            self.session.columns.open(*article);
        }
        if let Some(first) = articles.first() {
            self.session.columns.focus(*first);
        }
    }

    /// The selection that stays where the same project arrives from the same file: records that both have. Selected text is
    /// a byte range, so its article has to have the same text.
    fn kept_selection(&self, after: &Project, document: &Document) -> Option<Selection> {
        let before = self.session.project();
        let is_same = before.id() == after.id()
            && document.path.is_some()
            && document.path == self.session.document.path;
        let has_same_text = |id: ArticleId| {
            let texts = before.article(id).zip(after.article(id));
            texts.is_some_and(|(before, after)| before.text == after.text)
        };
        let Selection {
            claim,
            highlight,
            evidence,
            text,
        } = self.session.selection;
        is_same.then(|| Selection {
            claim: claim.filter(|id| after.claim(*id).is_some()),
            highlight: highlight.filter(|id| after.highlight(*id).is_some()),
            evidence: evidence.filter(|id| after.evidence(*id).is_some()),
            text: text.filter(|(id, _)| has_same_text(*id)),
        })
    }

    /// Restores the columns and the view of the last session with this project. Skips articles that are gone.
    pub fn restore(&mut self, mut columns: Vec<Column>, view: View) {
        let project = self.session.project();
        columns.retain(|column| project.article(column.article).is_some());
        if !columns.is_empty() {
            self.session.columns.restore(columns);
        }
        self.session.restore_view(view);
        self.arrange();
    }
}
