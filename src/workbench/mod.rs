//! The running session without a screen: the open project, the selection, the open columns and the search.
//!
//! An [`Intent`] goes in, [`Effect`]s come out. No egui and no file access, so tests can drive all of it.

mod command;
mod document;
mod editing;
mod intent;
mod looking;
mod notices;
mod selection;

use crate::{
    analysis::ProtectedNames,
    project::{ArticleId, Change, Edit, History, Project, ProjectEdit, TypingIn},
    storage::{Settings, View, fresh_id},
    text::Span,
};
pub use command::{
    COMMAND_GROUPS, Command, CommandGroup, CommandSpec, Key, Menu, Shortcut, VIEWS, ViewSpec,
    commands,
};
use document::Document;
pub use document::{
    Answer, BackupIntent, Changed, Departure, DocumentIntent, ExportIntent, ForgetIntent, HeldFile,
    ProtectedSearch, Purpose, Question, RecoveryIntent, Repair, RepairId, RepairIntent, RepairStep,
    Searched, SharingIntent, StepEnd,
};
pub use editing::{
    AddedArticle, ArticleIntent, AttributionIntent, ClaimIntent, EvidenceIntent, Named,
    PassageIntent, SpeakerIntent, free_set, free_stand_in, verdicts_in_use,
};
use editing::{Attributed, ImportSession};
use intent::Outcome;
pub use intent::{Effect, ExportRequest, FocusOn, Intent, Overlay};
pub use looking::{
    Column, Find, FindIntent, GraphIntent, Hit, LaneOrder, ListIntent, MatrixIntent,
    TimelineIntent, TimelineMark, TimelineScope, TimelineSession, TimelineSubject,
};
use looking::{Columns, GraphSession, Lists, MatrixSession};
use notices::Notices;
pub use notices::{Notice, NoticeKind};
pub use selection::Selection;

use std::sync::Arc;

/// One session with one open project. Each feature owns its state; the methods of this type, in the files of the features, compose
/// them.
#[derive(Debug)]
pub struct Workbench {
    /// Shared with the thread that saves it; an edit during a save clones the project first.
    project: Arc<Project>,
    history: History,
    document: Document,
    selection: Selection,
    columns: Columns,
    lists: Lists,
    find: Option<Find>,
    matrix: MatrixSession,
    graph: GraphSession,
    timeline: TimelineSession,
    attributed: Attributed,
    imports: ImportSession,
    view: View,
    overlay: Option<Overlay>,
    notices: Notices,
    settings: Settings,
    effects: Vec<Effect>,
}

impl Workbench {
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let mut workbench = Self {
            project: Arc::new(Project::new(fresh_id())),
            history: History::default(),
            document: Document::default(),
            selection: Selection::default(),
            columns: Columns::default(),
            lists: Lists::default(),
            find: None,
            matrix: MatrixSession::default(),
            graph: GraphSession::default(),
            timeline: TimelineSession::default(),
            attributed: Attributed::default(),
            imports: ImportSession::default(),
            view: View::default(),
            overlay: None,
            notices: Notices::default(),
            settings,
            effects: Vec::new(),
        };
        workbench.begin_journal();
        workbench
    }

    #[must_use]
    pub fn project(&self) -> &Project {
        &self.project
    }

    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    #[must_use]
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

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

    #[must_use]
    pub fn graph(&self) -> &GraphSession {
        &self.graph
    }

    #[must_use]
    pub fn timeline(&self) -> &TimelineSession {
        &self.timeline
    }

    /// The selected mark of the timeline; none once another claim is selected.
    #[must_use]
    pub fn selected_mark(&self) -> Option<TimelineMark> {
        self.timeline.mark(self.selection.claim)
    }

    #[must_use]
    pub fn find(&self) -> Option<&Find> {
        self.find.as_ref()
    }

    #[must_use]
    pub fn view(&self) -> View {
        self.view
    }

    #[must_use]
    pub fn overlay(&self) -> Option<Overlay> {
        self.overlay
    }

    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        self.notices.shown()
    }

    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Carries out the intent and returns the work left for the shell, in order.
    pub fn handle(&mut self, intent: Intent) -> Vec<Effect> {
        let last_notice = self.notices.last_id();
        self.dispatch(intent);
        self.arrange();
        self.search_for_export();
        self.conceal_notices_since(last_notice);
        std::mem::take(&mut self.effects)
    }

    /// Messages may quote anything, and name nobody who is protected.
    fn conceal_notices_since(&mut self, last: u64) {
        if self.notices.last_id() > last && self.project.has_protected_names() {
            let names = ProtectedNames::of(&self.project);
            self.notices.conceal_since(last, &names);
        }
    }

    fn dispatch(&mut self, intent: Intent) {
        match intent {
            Intent::Command(command) => self.command(command),
            Intent::Article(intent) => self.article_intent(intent),
            Intent::Passage(intent) => self.passage_intent(intent),
            Intent::Claim(intent) => self.claim_intent(intent),
            Intent::Evidence(intent) => self.evidence_intent(intent),
            Intent::Attribution(intent) => self.attribution_intent(intent),
            Intent::Speaker(intent) => self.speaker_intent(intent),
            Intent::List(intent) => self.lists.handle(intent),
            Intent::Matrix(intent) => {
                let outcome = self.matrix.handle(intent, &self.project);
                self.go_on(outcome);
            }
            Intent::Find(intent) => self.find_intent(intent),
            Intent::Graph(intent) => {
                let outcome = self.graph.handle(intent, &self.project);
                self.go_on(outcome);
            }
            Intent::Timeline(intent) => {
                let outcome = self.timeline.handle(intent, &self.project);
                self.go_on(outcome);
            }
            Intent::Document(intent) => self.document_intent(intent),
            Intent::Repair(intent) => self.repair_intent(intent),
            Intent::Recovery(intent) => self.recovery_intent(intent),
            Intent::Backup(intent) => self.backup_intent(intent),
            Intent::Export(intent) => self.export_intent(intent),
            Intent::Forget(intent) => self.forget_intent(intent),
            Intent::Sharing(intent) => self.sharing_intent(intent),
            Intent::SetTitle(title) => {
                let edit = Edit::Project(ProjectEdit::SetTitle(title));
                self.commit(Change::typed("name project", TypingIn::Title, edit));
            }
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
    }

    fn go_on(&mut self, outcome: Outcome) {
        let Outcome { intents, effects } = outcome;
        self.effects.extend(effects);
        for intent in intents {
            self.dispatch(intent);
        }
    }

    /// Updates the lists, the shown view and the search.
    fn arrange(&mut self) {
        let (project, lists) = (&self.project, &mut self.lists);
        lists.arrange(project);
        let (claim, article) = (self.selection.claim, self.columns.focused());
        match self.view {
            View::Read | View::Table | View::Graph => {}
            View::Matrix => self.matrix.arrange(project, lists),
            View::Timeline => self.timeline.arrange(project, lists, claim, article),
        }
        if let Some(find) = &mut self.find {
            find.follow_columns(project, &self.columns.articles());
        }
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
        if let Some(claim) = self.selection.unrevealed().filter(|_| view == View::Read) {
            self.reveal_claim(claim);
        }
    }
}
