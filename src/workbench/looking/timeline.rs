//! The timeline view: its scope (all claims, one claim or one article), its order and the selected mark.

use super::timeline_mark::TimelineMark;
use crate::{
    analysis::{ClaimTable, Happening, Passed, Reach, Stretch, Timeline, Timelines, usual_zone},
    project::{ArticleId, ClaimId, Edit, EvidenceId, Project},
    storage::View,
    workbench::session::{ChangeSummary, Selection, Session},
};

use jiff::tz::Offset;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelineIntent {
    SetScope(TimelineScope),
    /// Selects a claim and shows it alone.
    ShowClaim(ClaimId),
    /// Shows an article alone.
    ShowArticle(ArticleId),
    Order(LaneOrder),
    Select(TimelineMark),
    /// Goes to the passage of a mark in its article, or shows the claim alone.
    Open(TimelineMark),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimelineScope {
    /// One lane for each claim.
    #[default]
    All,
    /// The selected claim, passage by passage.
    Claim,
    /// One article, claim by claim.
    Article,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LaneOrder {
    /// By number.
    #[default]
    Analyst,
    /// By the first known date of each claim.
    Time,
}

/// The scope with the record that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TimelineSubject {
    #[default]
    All,
    /// `None` where no claim is selected.
    Claim(Option<ClaimId>),
    /// `None` where the project has no article.
    Article(Option<ArticleId>),
}

/// Follows the project from when it is first shown.
#[derive(Debug, Default)]
pub struct TimelineSession {
    scope: TimelineScope,
    order: LaneOrder,
    /// `None` until they are first shown, so that nobody else waits for them.
    lanes: Option<Timelines>,
    claims: Vec<ClaimId>,
    subject: TimelineSubject,
    article: Option<ArticleId>,
    passages: Vec<Passed>,
    stretch: Option<Stretch>,
    /// `None` before it is first shown.
    zone: Option<Offset>,
    has_undated: bool,
    mark: Option<TimelineMark>,
    stale: bool,
    /// An article's date may have changed.
    zone_stale: bool,
}

impl TimelineSession {
    #[must_use]
    pub fn scope(&self) -> TimelineScope {
        self.scope
    }

    #[must_use]
    pub fn subject(&self) -> TimelineSubject {
        self.subject
    }

    #[must_use]
    pub fn order(&self) -> LaneOrder {
        self.order
    }

    /// `None` before the timeline is first shown.
    #[must_use]
    pub fn lanes(&self) -> Option<&Timelines> {
        self.lanes.as_ref()
    }

    /// All claims, in order.
    #[must_use]
    pub fn claims(&self) -> &[ClaimId] {
        &self.claims
    }

    /// The passages of the claim or article, undated ones last; none where all claims are shown.
    #[must_use]
    pub fn passages(&self) -> &[Passed] {
        &self.passages
    }

    /// From the first to the last date shown; `None` where nothing has a date.
    #[must_use]
    pub fn stretch(&self) -> Option<Stretch> {
        self.stretch
    }

    /// Time zone of the axis: that of most articles' times.
    #[must_use]
    pub fn zone(&self) -> Offset {
        self.zone.unwrap_or(Offset::UTC)
    }

    /// Whether anything shown has no date.
    #[must_use]
    pub fn has_undated(&self) -> bool {
        self.has_undated
    }

    /// The marks in the lane of a claim by date, undated ones last.
    #[must_use]
    pub fn marks_of(&self, claim: ClaimId) -> Vec<TimelineMark> {
        let Some(lane) = self.lanes.as_ref().and_then(|lanes| lanes.lane(claim)) else {
            return Vec::new();
        };
        let mark = |what, evidence: &[EvidenceId]| TimelineMark {
            claim: Some(claim),
            what,
            evidence: evidence.first().copied(),
        };
        let dated = lane.timeline.dated.iter();
        let undated = lane.timeline.undated.iter();
        dated
            .map(|entry| mark(entry.what, &entry.evidence))
            .chain(undated.map(|entry| mark(entry.what, &entry.evidence)))
            .collect()
    }

    /// The mark of one of [`Self::passages`].
    #[must_use]
    pub fn mark_of(&self, passed: Passed) -> TimelineMark {
        let claim = match (self.subject, passed.what) {
            (TimelineSubject::Claim(claim), _) => claim,
            (_, Happening::Claimed(claim)) => Some(claim),
            _ => None,
        };
        TimelineMark {
            claim,
            what: passed.what,
            evidence: passed.evidence,
        }
    }

    /// `table` is already up to date.
    pub(in crate::workbench) fn project_changed(
        &mut self,
        project: &Project,
        table: &ClaimTable,
        changes: &ChangeSummary,
    ) {
        let ChangeSummary { edits, touched } = changes;
        self.article.take_if(|id| project.article(*id).is_none());
        self.mark.take_if(|mark| !mark.is_in(project));
        let of_article = edits.iter().any(|edit| matches!(edit, Edit::Article(_)));
        self.zone_stale |= of_article;
        self.stale |= of_article || !touched.is_empty();
        if let Some(lanes) = &mut self.lanes {
            lanes.update(project, table, touched);
        }
    }

    /// Keeps the scope and the order alone.
    pub(in crate::workbench) fn project_replaced(&mut self) {
        *self = Self {
            scope: self.scope,
            order: self.order,
            ..Self::default()
        };
    }

    /// Updates the lanes, or the passages of the claim or article.
    pub(in crate::workbench) fn arrange(&mut self, session: &Session, table: &ClaimTable) {
        let subject = self.subject_in(session);
        let project = session.project();
        let is_new = self.lanes.is_none();
        let lanes = self
            .lanes
            .get_or_insert_with(|| Timelines::new(project, table));
        if std::mem::take(&mut self.zone_stale) || is_new {
            self.zone = Some(usual_zone(project));
        }
        let is_other = std::mem::replace(&mut self.subject, subject) != subject;
        if !std::mem::take(&mut self.stale) && !is_new && !is_other {
            return;
        }
        self.claims = match self.order {
            LaneOrder::Analyst => project.claims().map(|claim| claim.id).collect(),
            LaneOrder::Time => lanes.by_time(project),
        };
        match subject {
            TimelineSubject::All => {
                self.passages = Vec::new();
                self.stretch = lanes.stretch();
                self.has_undated = lanes.has_undated();
            }
            TimelineSubject::Claim(claim) => {
                let lane = claim.and_then(|claim| lanes.lane(claim));
                let timeline = lane.map(|lane| lane.timeline.clone());
                self.set_passages(&timeline.unwrap_or_default());
            }
            TimelineSubject::Article(article) => {
                let timeline = article.map(|article| Timeline::of_article(project, article));
                self.set_passages(&timeline.unwrap_or_default());
            }
        }
    }

    fn set_passages(&mut self, timeline: &Timeline) {
        self.passages = timeline.passages().collect();
        self.stretch = Reach::together(std::iter::once(&Reach::of(&timeline.dated)));
        self.has_undated = !timeline.undated.is_empty();
    }

    fn subject_in(&self, session: &Session) -> TimelineSubject {
        match self.scope {
            TimelineScope::All => TimelineSubject::All,
            TimelineScope::Claim => TimelineSubject::Claim(session.selection.claim),
            TimelineScope::Article => {
                let shown = self.article.or(session.columns.focused());
                let first = || {
                    session
                        .project()
                        .articles()
                        .next()
                        .map(|article| article.id)
                };
                TimelineSubject::Article(shown.or_else(first))
            }
        }
    }

    pub(in crate::workbench) fn handle(&mut self, intent: TimelineIntent, session: &mut Session) {
        match intent {
            TimelineIntent::SetScope(scope) => self.scope = scope,
            TimelineIntent::ShowClaim(claim) => {
                self.scope = TimelineScope::Claim;
                session.select_claim(Some(claim));
            }
            TimelineIntent::ShowArticle(article) => {
                self.scope = TimelineScope::Article;
                self.article = Some(article);
            }
            TimelineIntent::Order(order) => {
                self.order = order;
                self.stale = true;
            }
            TimelineIntent::Select(mark) => self.select(mark, session),
            TimelineIntent::Open(mark) => self.open(mark, session),
        }
    }

    /// Also selects the claim of the mark and its piece of evidence.
    fn select(&mut self, mark: TimelineMark, session: &mut Session) {
        if !mark.is_in(session.project()) {
            return;
        }
        self.mark = Some(mark);
        if mark.claim.is_some() {
            session.select_claim(mark.claim);
            session.selection.evidence = mark.evidence;
        }
    }

    fn open(&mut self, mark: TimelineMark, session: &mut Session) {
        self.select(mark, session);
        match (mark.evidence, mark.what) {
            (Some(evidence), _) => session.show_evidence(evidence),
            (None, Happening::Published(article)) => {
                session.show(View::Read);
                session.open_article(article);
            }
            (None, Happening::Claimed(_) | Happening::Searched(_)) => {
                self.scope = TimelineScope::Claim;
            }
        }
    }

    /// The selected mark; `None` as soon as another claim is selected.
    pub(in crate::workbench) fn selected_mark(
        &self,
        selection: &Selection,
    ) -> Option<TimelineMark> {
        let fits = |mark: &TimelineMark| mark.claim.is_none() || mark.claim == selection.claim;
        self.mark.filter(fits)
    }

    /// The article that [`Command::EditDetails`](crate::workbench::Command::EditDetails) acts on: on the timeline that of the
    /// selected mark, elsewhere the focused one.
    pub(in crate::workbench) fn article_to_edit(&self, session: &Session) -> Option<ArticleId> {
        let mark = self.selected_mark(&session.selection);
        match mark.map(|mark| mark.what) {
            Some(Happening::Published(article)) if session.view() == View::Timeline => {
                Some(article)
            }
            _ => session.columns.focused(),
        }
    }
}
