//! The running session without a screen: the open project, the selection, and the state of each feature.
//!
//! An [`Intent`] goes in, [`Effect`]s come out. The workbench knows no egui and touches no file, so a test can drive all of it.
//!
//! A `Session` has what all features share. Each feature is a struct with private fields that handles its own intents. Steps
//! that concern several features are methods of [`Workbench`], which reach a feature through its methods only.

mod command;
mod document;
mod editing;
mod intent;
mod looking;
mod notices;
mod session;
mod state;

use crate::{
    project::{Change, Edit, Project, ProjectEdit, TypingIn},
    storage::{JournalOrder, Settings, View, fresh_id},
};
pub use command::{COMMANDS, Command, CommandSpec, Key, Menu, Shortcut};
pub use document::{
    BackupIntent, ExportIntent, FileChange, ForgetIntent, HeldFile, ProtectedSearch,
    RecoveryIntent, Repair, RepairId, RepairIntent, RepairStep, Searched, SharingIntent, StepEnd,
};
use document::{
    BackupSession, ExportSession, FilePicker, ForgetSession, ImportSession, JournalSession,
    LeaveSession, RecoverySession, RepairSession, SaveSession, SharingSession,
};
use editing::AttributionSession;
pub use editing::{
    AttributionIntent, NamedSpeaker, SpeakerIntent, free_set, free_stand_in, verdicts_in_use,
};
pub use intent::{
    Answer, ArticleIntent, ClaimIntent, Departure, DocumentIntent, Effect, EvidenceIntent,
    ExportRequest, FindIntent, FocusOn, Intent, ListIntent, Overlay, PassageIntent, Purpose,
    Question,
};
use looking::FindSession;
pub use looking::{
    Column, Columns, Find, GraphIntent, GraphSession, Hit, LaneOrder, ListSession, MatrixIntent,
    MatrixSession, TimelineIntent, TimelineMark, TimelineScope, TimelineSession, TimelineSubject,
};
pub use notices::{Notice, NoticeKind};
pub use session::Selection;
use session::Session;

use std::sync::Arc;

/// One session with one open project.
#[derive(Debug)]
pub struct Workbench {
    session: Session,
    lists: ListSession,
    find: FindSession,
    matrix: MatrixSession,
    graph: GraphSession,
    timeline: TimelineSession,
    attribution: AttributionSession,
    leaving: LeaveSession,
    saving: SaveSession,
    sharing: SharingSession,
    journal: JournalSession,
    recovery: RecoverySession,
    backups: BackupSession,
    repair: RepairSession,
    forget: ForgetSession,
    file_picker: FilePicker,
    import: ImportSession,
    export: ExportSession,
}

impl Workbench {
    /// A session with an empty project.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let project = Arc::new(Project::new(fresh_id()));
        let journal = JournalSession::start_of_new(&project);
        let mut session = Session::new(project, settings);
        session.journal(JournalOrder::Begin(journal));
        Self {
            session,
            lists: ListSession::default(),
            find: FindSession::default(),
            matrix: MatrixSession::default(),
            graph: GraphSession::default(),
            timeline: TimelineSession::default(),
            attribution: AttributionSession::default(),
            leaving: LeaveSession::default(),
            saving: SaveSession::default(),
            sharing: SharingSession::default(),
            journal: JournalSession::default(),
            recovery: RecoverySession::default(),
            backups: BackupSession::default(),
            repair: RepairSession::default(),
            forget: ForgetSession::default(),
            file_picker: FilePicker::default(),
            import: ImportSession::default(),
            export: ExportSession::default(),
        }
    }

    /// Handles an intent and returns the work for the shell, in order.
    pub fn handle(&mut self, intent: Intent) -> Vec<Effect> {
        let session = &mut self.session;
        match intent {
            Intent::Command(command) => self.command(command),
            Intent::Article(intent) => session.article_intent(intent),
            Intent::Passage(intent) => session.passage_intent(intent),
            Intent::Claim(intent) => session.claim_intent(intent),
            Intent::Evidence(intent) => session.evidence_intent(intent),
            Intent::Attribution(intent) => self.attribution.handle(intent, session),
            Intent::Speaker(intent) => session.speaker_intent(intent),
            Intent::List(intent) => self.lists.handle(intent),
            Intent::Matrix(intent) => self.matrix.handle(intent, session),
            Intent::Find(intent) => self.find.handle(intent, session),
            Intent::Graph(intent) => self.graph.handle(intent, session),
            Intent::Timeline(intent) => self.timeline.handle(intent, session),
            Intent::Document(intent) => self.document_intent(intent),
            Intent::Repair(intent) => self.repair_intent(intent),
            Intent::Recovery(intent) => self.recovery_intent(intent),
            Intent::Backup(intent) => self.backup_intent(intent),
            Intent::Export(intent) => self.export.handle(intent, session),
            Intent::Forget(intent) => self.forget_intent(intent),
            Intent::Sharing(intent) => self.sharing_intent(intent),
            Intent::SetTitle(title) => {
                let edit = Edit::Project(ProjectEdit::SetTitle(title));
                session.commit(Change::typed("name project", TypingIn::Title, edit));
            }
            Intent::SetScale(scale, mapped) => session.set_scale(scale, &mapped),
            Intent::SetRules(rules) => {
                let edit = Edit::Project(ProjectEdit::SetRules(rules));
                session.commit(Change::new("change house rules", vec![edit]));
            }
            Intent::TypingEnded => session.end_typing(),
            Intent::Configure(settings) => session.settings = settings.within_limits(),
            Intent::DismissNotice(id) => session.notices.dismiss(id),
            Intent::Notify(text) => session.notices.error(text),
            Intent::SetOverlay(overlay) => self.set_overlay(overlay),
        }
        self.follow();
        self.session.take_effects()
    }

    /// Brings the features up to date with what was just done.
    fn follow(&mut self) {
        if let Some(purpose) = self.file_picker.abandoned(&self.session) {
            self.cancel_picking(purpose);
        }
        if let Some(changes) = self.session.take_changes() {
            let project = self.session.project();
            self.lists.project_changed(project, &changes);
            self.graph.project_changed(project, &changes);
            self.matrix.project_changed(project, &changes);
            self.attribution.project_changed(project);
            self.find.project_changed(project, &changes);
            let table = self.lists.table();
            self.timeline.project_changed(project, table, &changes);
        }
        self.arrange();
        self.find.follow_columns(&self.session);
        self.export.search_if_due(&mut self.session);
    }

    /// Updates the lists and the shown view.
    fn arrange(&mut self) {
        let session = &self.session;
        self.lists.arrange(session.project());
        let table = self.lists.table();
        match session.view() {
            View::Read | View::Table | View::Graph => {}
            View::Matrix => self.matrix.arrange(session.project(), table),
            View::Timeline => self.timeline.arrange(session, table),
        }
    }

    fn set_overlay(&mut self, overlay: Option<Overlay>) {
        let before = std::mem::replace(&mut self.session.overlay, overlay);
        if before == Some(Overlay::Recovery) && overlay.is_none() {
            self.repair.show_if_waiting(&mut self.session);
        }
    }
}
