//! The session without a screen: the open project, the selection, the open columns and the search.
//!
//! An [`Intent`] goes in, [`Effect`]s come out. No egui and no file access, so tests can drive all of it.

mod command;
mod document;
mod editing;
mod intent;
mod looking;
mod notices;
mod selection;
mod task;

use crate::{
    analysis::ProtectedNames,
    project::{ArticleId, Change, Edit, History, Project, ProjectEdit, TypingIn},
    storage::{FindTab, Settings, View, fresh_id},
    text::Span,
};
pub use command::{
    COMMAND_GROUPS, Command, CommandGroup, CommandSpec, FIND_TABS, FindTabSpec, Key, Menu,
    Shortcut, VIEWS, ViewSpec, commands, key_tables, platform_cap, platform_keys,
};
use document::Document;
pub use document::{
    Answer, BackupIntent, Changed, DocumentIntent, ExportIntent, ExportScope, ExportSubject,
    ForgetIntent, HeldFile, LeaveAction, NotResumed, Placement, Purpose, Question, RecoveryIntent,
    Repair, RepairIntent, Searched, SharingIntent,
};
pub use editing::{
    AddedArticle, AddedWork, ArticleIntent, AttributionIntent, ClaimIntent, ClaimTableIntent,
    ClaimTableSession, ClutterChoice, EvidenceIntent, LockedFile, PassageIntent, PendingIntent,
    PendingPart, SameText, SpeakerInput, SpeakerIntent, free_set, free_stand_in, verdicts_in_use,
};
use editing::{Attributed, ClutterSession, ImportSession};
pub use intent::{Effect, ExportRequest, FocusOn, Intent, ManualPage, Overlay};
pub use looking::{
    AmountTexts, AmountsIntent, AmountsSession, Column, Columns, ComparedPassage, Comparison,
    ComparisonIntent, Find, FindIntent, FindPanelIntent, FoundSimilar, GraphIntent, GroupedRow,
    Hit, KeptSearchIntent, KeptSearchKind, KeptSearchRow, KeptSearches, LaneOrder, ListIntent,
    MatrixIntent, NamesIntent, NamesSession, PlacedMention, SearchHit, SearchIntent, SearchRow,
    SearchSession, SharedIntent, SharedOrder, SharedRow, SharedSession, SharedStretch,
    SimilarIntent, SimilarRow, SimilarSession, SimilarSubject, SimilarSubjectKind, TOUR,
    TimelineIntent, TimelineMark, TimelineScope, TimelineSession, TimelineSubject, TourStep,
    kept_search_rows,
};
use looking::{GraphSession, Lists, MatrixSession, Tour};
use notices::Notices;
pub use notices::{Notice, NoticeKind};
pub use selection::Selection;
pub use task::{Task, TaskEnd};

use std::sync::Arc;

/// One session with one open project. Each feature owns its state. The methods of this type are in the files of the
/// features and combine them.
#[derive(Debug)]
pub struct Workbench {
    /// Shared with the thread that saves it; an edit during a save clones the project first.
    project: Arc<Project>,
    history: History,
    document: Document,
    pub selection: Selection,
    pub columns: Columns,
    /// Filter and order of the claims and the articles.
    pub lists: Lists,
    pub find: Option<Find>,
    find_panel_is_open: bool,
    pub search: SearchSession,
    pub kept: KeptSearches,
    pub shared: SharedSession,
    pub comparison: Comparison,
    pub similar: SimilarSession,
    pub amounts: AmountsSession,
    pub names: NamesSession,
    /// The matrix of claims and articles, with its order and filter.
    pub matrix: MatrixSession,
    pub graph: GraphSession,
    pub timeline: TimelineSession,
    attributed: Attributed,
    imports: ImportSession,
    clutter: ClutterSession,
    tour: Tour,
    pub view: View,
    pub overlay: Option<Overlay>,
    notices: Notices,
    pub settings: Settings,
    effects: Vec<Effect>,
}

impl Workbench {
    pub fn new(settings: Settings) -> Self {
        let mut workbench = Self {
            project: Arc::new(Project::new(fresh_id())),
            history: History::default(),
            document: Document::default(),
            selection: Selection::default(),
            columns: Columns::default(),
            lists: Lists::default(),
            find: None,
            find_panel_is_open: false,
            search: SearchSession::default(),
            kept: KeptSearches::default(),
            shared: SharedSession::default(),
            comparison: Comparison::default(),
            similar: SimilarSession::default(),
            amounts: AmountsSession::default(),
            names: NamesSession::default(),
            matrix: MatrixSession::default(),
            graph: GraphSession::default(),
            timeline: TimelineSession::default(),
            attributed: Attributed::default(),
            imports: ImportSession::default(),
            clutter: ClutterSession::default(),
            tour: Tour::default(),
            view: View::default(),
            overlay: None,
            notices: Notices::default(),
            settings,
            effects: Vec::new(),
        };
        workbench.begin_journal();
        workbench
    }

    pub fn project(&self) -> &Project {
        &self.project
    }

    pub fn history(&self) -> &History {
        &self.history
    }

    /// The selected mark of the timeline; none once another claim is selected.
    pub fn selected_mark(&self) -> Option<TimelineMark> {
        self.timeline.mark(self.selection.claim)
    }

    pub fn notices(&self) -> &[Notice] {
        self.notices.shown()
    }

    /// Handles the intent and returns the work for the shell, in order.
    pub fn handle(&mut self, intent: Intent) -> Vec<Effect> {
        let last_notice = self.notices.last_id();
        let focused = self.columns.focused();
        self.dispatch(intent);
        self.follow_with_details(focused);
        self.show_focused_panel();
        self.arrange();
        self.follow_tour();
        self.refresh_export_preview();
        self.conceal_notices_since(last_notice);
        std::mem::take(&mut self.effects)
    }

    /// Notices may quote anything, so protected names are replaced.
    fn conceal_notices_since(&mut self, last: u64) {
        if self.notices.last_id() > last && self.project.has_protected_names() {
            let names = ProtectedNames::new(&self.project);
            self.notices.conceal_since(last, &names);
        }
    }

    fn dispatch_all(&mut self, intents: Vec<Intent>) {
        for intent in intents {
            self.dispatch(intent);
        }
    }

    fn dispatch(&mut self, intent: Intent) {
        match intent {
            Intent::Command(command) => self.command(command),
            Intent::Article(intent) => self.article_intent(intent),
            Intent::Passage(intent) => self.passage_intent(intent),
            Intent::Claim(intent) => self.claim_intent(intent),
            Intent::ClaimTable(intent) => self.claim_table_intent(&intent),
            Intent::Evidence(intent) => self.evidence_intent(intent),
            Intent::Attribution(intent) => self.attribution_intent(intent),
            Intent::Speaker(intent) => self.speaker_intent(intent),
            Intent::List(intent) => self.lists.handle(intent),
            Intent::Matrix(intent) => {
                let intents = self.matrix.handle(intent, &self.project);
                self.dispatch_all(intents);
            }
            Intent::Find(intent) => self.find_intent(intent),
            Intent::FindPanel(intent) => self.find_panel_intent(intent),
            Intent::Search(intent) => self.search_intent(intent),
            Intent::KeptSearch(intent) => self.kept_search_intent(intent),
            Intent::Shared(intent) => self.shared_intent(intent),
            Intent::Comparison(intent) => self.comparison_intent(intent),
            Intent::Similar(intent) => self.similar_intent(intent),
            Intent::Amounts(intent) => self.amounts_intent(intent),
            Intent::Names(intent) => self.names_intent(intent),
            Intent::Graph(intent) => {
                let intents = self.graph.handle(intent, &self.project);
                self.dispatch_all(intents);
            }
            Intent::Timeline(intent) => {
                let intents = self.timeline.handle(intent, &self.project);
                self.dispatch_all(intents);
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
            Intent::SetReportHeading(head, field) => {
                let edit = Edit::Project(ProjectEdit::SetReportHeading(head));
                self.commit(Change::typed("edit report", field, edit));
            }
            Intent::TypingEnded => self.end_typing(),
            Intent::Configure(settings) => self.settings = settings.within_limits(),
            Intent::Tour(step) => self.settings.tour = step,
            Intent::DismissNotice(id) => self.notices.dismiss(id),
            Intent::GoTo(id) => self.go_to(&id),
            Intent::Tell(text) => self.notices.error(text),
            Intent::TaskEnded(end) => end.apply(self),
            Intent::SetOverlay(overlay) => self.set_overlay(overlay),
        }
    }

    /// Updates the lists, the visible view and the search.
    fn arrange(&mut self) {
        self.follow_selected_piece();
        let (project, lists) = (&self.project, &mut self.lists);
        lists.arrange(project);
        let (claim, article) = (self.selection.claim, self.columns.focused());
        match self.view {
            View::Read | View::Table => {}
            View::Graph => self.effects.extend(self.graph.follow(project)),
            View::Matrix => self.matrix.arrange(project, lists),
            View::Timeline => {
                self.timeline.arrange(project, lists, claim, article);
                let request = self.timeline.follow_dates(project, self.history.revision());
                self.effects.extend(request);
            }
        }
        if let Some(find) = &mut self.find {
            find.follow_columns(project, &self.columns.articles());
        }
        self.follow_find_tab();
    }

    /// Requests what the visible tab of the Find panel lists, after a change.
    fn follow_find_tab(&mut self) {
        let (project, revision) = (&self.project, self.history.revision());
        let tab = self.find_tab();
        // The bars beside the text and the counts of watch words are always kept up to date.
        let is_in_view = tab == Some(FindTab::Shared);
        let comparison = self.shared.follow(project, revision, is_in_view);
        let counts = self.kept.follow(project, revision, &self.search.texts);
        let request = match tab {
            None | Some(FindTab::Shared) => None,
            Some(FindTab::Search) => self.search.follow(project, revision),
            Some(FindTab::Similar) => {
                let claim = self.selection.claim;
                self.similar.follow(project, revision, claim)
            }
            Some(FindTab::Amounts) => {
                let scope = self.amount_scope();
                self.amounts.follow(scope, &self.project, revision)
            }
            Some(FindTab::Names) => self.names.follow(project, revision),
        };
        let requests = comparison.into_iter().chain(counts).chain(request);
        self.effects.extend(requests);
    }

    /// The article whose details are open beside the text.
    pub fn shown_details(&self) -> Option<ArticleId> {
        let Some(Overlay::ArticleDetails(article)) = self.overlay else {
            return None;
        };
        self.project.article(article).map(|article| article.id)
    }

    /// Shows the details of the focused article if details are open and the focus was on another column before.
    fn follow_with_details(&mut self, before: Option<ArticleId>) {
        let focused = self.columns.focused();
        if self.view == View::Read
            && focused != before
            && self.shown_details().is_some_and(|it| Some(it) != focused)
            && let Some(focused) = focused
        {
            self.set_overlay(Some(Overlay::ArticleDetails(focused)));
        }
    }

    /// Shows the claims or the list of articles again if the keyboard goes there.
    fn show_focused_panel(&mut self) {
        let in_list = |effect: &Effect| matches!(effect, Effect::Focus(FocusOn::Articles));
        if self.effects.iter().any(in_list) {
            self.settings.hide_articles = false;
        }
        let is_focused = |effect: &Effect| matches!(effect, Effect::Focus(on) if on.is_in_claims());
        if self.effects.iter().any(is_focused) {
            self.settings.hide_claims = false;
            self.overlay
                .take_if(|overlay| matches!(overlay, Overlay::ArticleDetails(_)));
        }
    }

    pub(super) fn set_overlay(&mut self, overlay: Option<Overlay>) {
        if let Some(Overlay::Path(purpose)) = self.overlay
            && overlay != self.overlay
        {
            self.give_up_choosing(purpose);
        }
        if let Some(Overlay::ArticleDetails(article)) = overlay {
            self.check_original(article);
            if self.view == View::Read {
                self.columns.open(article);
            }
        }
        let before = std::mem::replace(&mut self.overlay, overlay);
        if before == Some(Overlay::Recovery) && overlay.is_none() {
            self.show_waiting_repair();
        }
    }

    /// Opens the article's column, scrolls to the passage and, with `flash`, flashes it.
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
