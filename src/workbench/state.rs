//! The state that views and the shell read.

use super::{
    Columns, FileChange, Find, GraphSession, ListSession, MatrixSession, Notice, Overlay, Question,
    Repair, Searched, Selection, TimelineMark, TimelineSession, Workbench,
};
use crate::{
    export::{Export, NameDecisions},
    project::{Attribution, History, Project},
    storage::{
        Backup, Holder, JournalName, JournalStatus, KeptHistory, LeftWork, Settings, Theme, View,
    },
};

use std::path::Path;

impl Workbench {
    #[must_use]
    pub fn project(&self) -> &Project {
        self.session.project()
    }

    #[must_use]
    pub fn history(&self) -> &History {
        self.session.history()
    }

    #[must_use]
    pub fn columns(&self) -> &Columns {
        &self.session.columns
    }

    #[must_use]
    pub fn selection(&self) -> Selection {
        self.session.selection
    }

    /// The selected text, or else that of the selected highlight.
    #[must_use]
    pub fn selected_text(&self) -> Option<&str> {
        self.session.selected_text()
    }

    #[must_use]
    pub fn view(&self) -> View {
        self.session.view()
    }

    #[must_use]
    pub fn overlay(&self) -> Option<Overlay> {
        self.session.overlay
    }

    /// Oldest first.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        self.session.notices.shown()
    }

    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.session.settings
    }

    /// `None` while the project was never saved.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.session.path()
    }

    /// The project's title, or else its file's name.
    #[must_use]
    pub fn document_name(&self) -> String {
        self.session.document_name()
    }

    /// Whether the project has changes that its file lacks.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.session.is_dirty()
    }

    /// The other window that has the file open; the project is read-only here meanwhile.
    #[must_use]
    pub fn open_elsewhere(&self) -> Option<&Holder> {
        self.session.document.open_elsewhere.as_ref()
    }

    #[must_use]
    pub fn lists(&self) -> &ListSession {
        &self.lists
    }

    #[must_use]
    pub fn matrix(&self) -> &MatrixSession {
        &self.matrix
    }

    /// The search; `None` while its bar is closed.
    #[must_use]
    pub fn find(&self) -> Option<&Find> {
        self.find.current()
    }

    #[must_use]
    pub fn graph(&self) -> &GraphSession {
        &self.graph
    }

    #[must_use]
    pub fn timeline(&self) -> &TimelineSession {
        &self.timeline
    }

    /// `None` as soon as another claim is selected.
    #[must_use]
    pub fn selected_mark(&self) -> Option<TimelineMark> {
        self.timeline.selected_mark(&self.session.selection)
    }

    /// The last attribution, to repeat for the next piece; without its wording, which belongs to one article.
    #[must_use]
    pub fn last_attribution(&self) -> &Attribution {
        self.attribution.last()
    }

    /// The question that waits for an answer.
    #[must_use]
    pub fn question(&self) -> Option<&Question> {
        self.leaving.question()
    }

    /// Whether another project is being read.
    #[must_use]
    pub fn is_opening(&self) -> bool {
        self.leaving.is_opening()
    }

    #[must_use]
    pub fn is_saving(&self) -> bool {
        self.saving.is_running()
    }

    /// Whether the program quits as soon as the running save succeeds.
    #[must_use]
    pub fn quits_after_save(&self) -> bool {
        self.leaving.quits_after_save(&self.saving)
    }

    /// Articles read so far, and their total; `None` while none are being read.
    #[must_use]
    pub fn reading(&self) -> Option<(usize, usize)> {
        self.import.progress()
    }

    /// What another program did to the open file, until the person decides.
    #[must_use]
    pub fn file_change(&self) -> Option<FileChange> {
        self.sharing.change()
    }

    /// Whether other windows are told that the file is open here.
    #[must_use]
    pub fn holds_file(&self) -> bool {
        self.sharing.holds_file()
    }

    #[must_use]
    pub fn journal(&self) -> &JournalStatus {
        self.journal.status()
    }

    /// Unsaved changes from crashed sessions, the latest first.
    #[must_use]
    pub fn left_work(&self) -> &[LeftWork] {
        self.recovery.found()
    }

    /// Whether the search for unsaved changes has ended.
    #[must_use]
    pub fn has_searched_left_work(&self) -> bool {
        self.recovery.has_searched()
    }

    /// The unsaved changes for which it is asked whether to discard them.
    #[must_use]
    pub fn discarding(&self) -> Option<&JournalName> {
        self.recovery.discarding()
    }

    /// `None` while they are being listed.
    #[must_use]
    pub fn backups(&self) -> Option<&[Backup]> {
        self.backups.listed()
    }

    /// The damaged file that is being repaired.
    #[must_use]
    pub fn repair(&self) -> Option<&Repair> {
        self.repair.current()
    }

    /// The history kept beside the open project's file; `None` while it is being listed.
    #[must_use]
    pub fn kept_history(&self) -> Option<&KeptHistory> {
        self.forget.kept()
    }

    /// Undo and redo steps.
    #[must_use]
    pub fn undo_steps(&self) -> usize {
        self.session.history().len()
    }

    /// The existing file that the path field would replace; typing the same path again confirms it.
    #[must_use]
    pub fn replacing(&self) -> Option<&Path> {
        self.file_picker.replacing()
    }

    /// The typed path that cannot be used, and why; its field stays open.
    #[must_use]
    pub fn refused_path(&self) -> Option<(&Path, &str)> {
        self.file_picker.refused()
    }

    /// Whether the typed path is being checked.
    #[must_use]
    pub fn is_checking_path(&self) -> bool {
        self.file_picker.is_checking()
    }

    /// Whether the export is for those who may know the protected names.
    #[must_use]
    pub fn exports_internally(&self) -> bool {
        self.export.is_internal()
    }

    /// The theme of an exported picture.
    #[must_use]
    pub fn export_theme(&self) -> Theme {
        self.export.theme()
    }

    #[must_use]
    pub fn name_decisions(&self) -> &NameDecisions {
        self.export.decisions()
    }

    /// The protected names in an export of the current project; `None` while the search is running.
    #[must_use]
    pub fn protected_hits(&self, export: Export) -> Option<&Searched> {
        self.export.hits(export, &self.session)
    }

    /// Whether the export can be written now.
    ///
    /// # Errors
    /// The reason, as a sentence for a tooltip.
    pub fn may_export(&self, export: Export) -> Result<(), &'static str> {
        self.export.may_write(export, &self.session)
    }
}
