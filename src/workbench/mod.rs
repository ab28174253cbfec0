//! The running session without a screen: the open project, the selection, the open columns and the search.
//!
//! An [`Intent`] goes in, [`Effect`]s come out. No egui and no file access, so tests can drive all of it.

mod command;
mod document;
mod editing;
mod intent;
mod looking;
mod notices;

use crate::{
    project::{
        ArticleId, Change, ClaimId, Edit, EvidenceId, HighlightId, History, Project, ProjectEdit,
        TypingIn,
    },
    storage::{
        Backup, JournalBase, JournalOrder, JournalStart, JournalStatus, Settings, View, fresh_id,
    },
    text::{Span, TextSelection},
};
pub use command::{COMMANDS, Command, CommandSpec, Key, Menu, Shortcut};
use document as documents;
pub use document::{
    BackupIntent, Changed, ExportIntent, ForgetIntent, HeldFile, ProtectedSearch, RecoveryIntent,
    Repair, RepairId, RepairIntent, RepairStep, Searched, SharingIntent, StepEnd,
};
use document::{exporting, forgetting, journalling, recovery};
pub use editing::{
    AttributionIntent, Named, SpeakerIntent, free_set, free_stand_in, verdicts_in_use,
};
pub use intent::{
    Answer, ArticleIntent, ClaimIntent, Departure, DocumentIntent, Effect, EvidenceIntent,
    ExportRequest, FindIntent, FocusOn, Intent, ListIntent, Overlay, PassageIntent, Purpose,
    Question,
};
pub use looking::{
    Column, Find, GraphIntent, Hit, LaneOrder, MatrixIntent, TimelineIntent, TimelineMark,
    TimelineScope, TimelineSession, TimelineSubject,
};
use looking::{Columns, GraphSession, Lists, MatrixSession};
use notices::Notices;
pub use notices::{Notice, NoticeKind};

use std::sync::Arc;

/// One session with one open project.
#[derive(Debug)]
pub struct Workbench {
    /// Shared with the thread that saves it; an edit during a save clones the project first.
    project: Arc<Project>,
    history: History,
    document: documents::Document,
    columns: Columns,
    selection: Selection,
    lists: Lists,
    matrix: MatrixSession,
    find: Option<Find>,
    graph: GraphSession,
    timeline: TimelineSession,
    repair: Option<Repair>,
    /// The selected highlight was opened as a piece of evidence, so it is not a candidate for linking.
    shown_as_evidence: bool,
    /// A claim was selected in another view; its passages are revealed when the articles view opens.
    unshown_claim: bool,
    /// The keyboard focus moved from the columns to the claims.
    in_claims: bool,
    view: View,
    overlay: Option<Overlay>,
    notices: Notices,
    settings: Settings,
    /// Last reported state of the journal.
    journal: JournalStatus,
    /// The notice that reports trouble with the journal.
    journal_notice: Option<u64>,
    left: recovery::Left,
    /// Pieces attributed in this session, each once, the latest last.
    attributed: Vec<EvidenceId>,
    exporting: exporting::Exporting,
    past: forgetting::Past,
    /// `None` while the search for backups is running.
    backups: Option<Vec<Backup>>,
    effects: Vec<Effect>,
}

/// The current selection. Names only records that are in the project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The claim whose evidence is shown.
    pub claim: Option<ClaimId>,
    /// The highlight that keyboard commands act on.
    pub highlight: Option<HighlightId>,
    /// The piece of evidence that was opened last.
    pub evidence: Option<EvidenceId>,
    /// The selected text.
    pub text: Option<(ArticleId, TextSelection)>,
}

impl Workbench {
    /// Creates a session with an empty project.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let project = Arc::new(Project::new(fresh_id()));
        let journal = JournalStart {
            name: journalling::name_of(&project, None),
            base: JournalBase::Project(Arc::clone(&project)),
            ..JournalStart::default()
        };
        Self {
            project,
            history: History::default(),
            document: documents::Document::default(),
            columns: Columns::default(),
            selection: Selection::default(),
            lists: Lists::default(),
            matrix: MatrixSession::default(),
            find: None,
            graph: GraphSession::default(),
            timeline: TimelineSession::default(),
            repair: None,
            shown_as_evidence: false,
            unshown_claim: false,
            in_claims: false,
            view: View::default(),
            overlay: None,
            notices: Notices::default(),
            settings,
            journal: JournalStatus::default(),
            journal_notice: None,
            left: recovery::Left::default(),
            attributed: Vec::new(),
            exporting: exporting::Exporting::default(),
            past: forgetting::Past::default(),
            backups: None,
            effects: vec![Effect::Journal(JournalOrder::Begin(journal))],
        }
    }

    /// The open project.
    #[must_use]
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The undo and redo history.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The open columns.
    #[must_use]
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The current selection.
    #[must_use]
    pub fn selection(&self) -> Selection {
        self.selection
    }

    /// Which claims and articles are listed.
    #[must_use]
    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    /// The matrix of claims and articles, with its order and filter.
    #[must_use]
    pub fn matrix(&self) -> &MatrixSession {
        &self.matrix
    }

    /// The open search, if any.
    #[must_use]
    pub fn find(&self) -> Option<&Find> {
        self.find.as_ref()
    }

    /// The current view.
    #[must_use]
    pub fn view(&self) -> View {
        self.view
    }

    /// The open overlay, if any.
    #[must_use]
    pub fn overlay(&self) -> Option<Overlay> {
        self.overlay
    }

    /// The current notices.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        self.notices.shown()
    }

    /// The person's settings.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Carries out the intent and returns the work left for the shell, in order.
    pub fn handle(&mut self, intent: Intent) -> Vec<Effect> {
        match intent {
            Intent::Command(command) => self.command(command),
            Intent::Article(intent) => self.article_intent(intent),
            Intent::Passage(intent) => self.passage_intent(intent),
            Intent::Claim(intent) => self.claim_intent(intent),
            Intent::Evidence(intent) => self.evidence_intent(intent),
            Intent::Attribution(intent) => self.attribution_intent(intent),
            Intent::Speaker(intent) => self.speaker_intent(intent),
            Intent::List(intent) => self.lists.handle(intent),
            Intent::Matrix(intent) => self.matrix_intent(intent),
            Intent::Find(intent) => self.find_intent(intent),
            Intent::Graph(intent) => self.graph_intent(intent),
            Intent::Timeline(intent) => self.timeline_intent(intent),
            Intent::Document(intent) => self.document_intent(intent),
            Intent::Repair(intent) => self.repair_intent(intent),
            Intent::Recovery(intent) => self.recovery_intent(intent),
            Intent::Backup(intent) => self.backup_intent(intent),
            Intent::Export(intent) => self.export_intent(intent),
            Intent::Forget(intent) => self.forget_intent(intent),
            Intent::Sharing(intent) => self.sharing_intent(intent),
            Intent::SetTitle(title) => self.set_title(title),
            Intent::SetScale(scale, mapped) => self.set_scale(scale, &mapped),
            Intent::SetRules(rules) => {
                let edit = Edit::Project(ProjectEdit::SetRules(rules));
                self.commit(Change::new("change house rules", vec![edit]));
            }
            Intent::TypingEnded => self.end_typing(),
            Intent::Configure(settings) => self.settings = settings.within_limits(),
            Intent::DismissNotice(id) => self.notices.dismiss(id),
            Intent::Tell(text) => self.notices.error(text),
            Intent::SetOverlay(overlay) => self.set_overlay(overlay),
        }
        self.lists.arrange(&self.project);
        self.arrange_matrix();
        self.arrange_timeline();
        self.find_in_open_columns();
        self.search_for_export();
        std::mem::take(&mut self.effects)
    }

    fn set_title(&mut self, title: String) {
        let edit = Edit::Project(ProjectEdit::SetTitle(title));
        self.commit(Change::typed("name project", TypingIn::Title, edit));
    }

    pub(super) fn set_overlay(&mut self, overlay: Option<Overlay>) {
        if let Some(Overlay::Path(purpose)) = self.overlay
            && overlay != self.overlay
        {
            self.give_up_choosing(purpose);
        }
        let before = std::mem::replace(&mut self.overlay, overlay);
        if before == Some(Overlay::Recovery) && overlay.is_none() {
            self.show_waiting_repair();
        }
    }

    /// Opens the article's column, scrolls to the passage and, if `flash` is set, flashes it.
    fn reveal(&mut self, article: ArticleId, span: Span, flash: bool) {
        self.show(View::Read);
        self.columns.open(article);
        self.effects.push(Effect::Reveal {
            article,
            span,
            flash,
        });
    }

    fn show(&mut self, view: View) {
        self.view = view;
        if let Some(claim) = self.selection.claim
            && view == View::Read
            && self.unshown_claim
        {
            self.reveal_claim(claim);
        }
    }
}
