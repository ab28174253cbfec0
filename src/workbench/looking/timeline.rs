//! The timeline as it is looked at: of all claims, of one, or of one article; in which order; which mark is chosen.

use super::{lists::Lists, timeline_marks::Mark};
use crate::{
    analysis::{
        ClaimLanes, ClaimTable, TimeExtent, TimeSpan, Timeline, TimelineEvent, TimelineRow,
        usual_zone,
    },
    project::{ArticleId, ClaimId, Edit, EvidenceId, Project},
    storage::View,
    workbench::Workbench,
};

use std::collections::BTreeSet;

use jiff::tz::Offset;

/// See [`Intent::Timeline`](crate::workbench::Intent::Timeline).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelineIntent {
    /// Shows all claims, the chosen claim, or an article.
    Show(Shown),
    /// Chooses a claim and shows it alone.
    ShowClaim(ClaimId),
    /// Shows an article alone.
    ShowArticle(ArticleId),
    /// Orders the claims.
    Order(LaneOrder),
    /// A mark was chosen.
    Choose(Mark),
    /// Goes to what a mark stands for: the passage in its article, or the claim alone.
    Open(Mark),
}

/// What the timeline is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// Every claim has a lane.
    #[default]
    All,
    /// The chosen claim, passage by passage.
    Claim,
    /// An article, claim by claim.
    Article,
}

/// In which order the claims stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LaneOrder {
    /// As they are numbered.
    #[default]
    Analyst,
    /// By the first that is known of each.
    Time,
}

/// What the timeline is of now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Every claim.
    #[default]
    All,
    /// One claim; `None` where none is chosen.
    Claim(Option<ClaimId>),
    /// One article; `None` where there is none.
    Article(Option<ArticleId>),
}

/// What the timeline shows. Follows the project from when it is first shown on.
#[derive(Debug, Default)]
pub struct TimelineSession {
    shown: Shown,
    order: LaneOrder,
    /// `None` until they are first shown: whoever never looks at them does not wait for them.
    lanes: Option<ClaimLanes>,
    claims: Vec<ClaimId>,
    /// What [`Self::passages`] are of, and what it is all about.
    subject: Subject,
    article: Option<ArticleId>,
    passages: Vec<TimelineRow>,
    stretch: Option<TimeSpan>,
    /// `None` before it is first shown.
    zone: Option<Offset>,
    has_undated: bool,
    mark: Option<Mark>,
    /// What is derived from the project is out of date.
    stale: bool,
    /// Some article's date may have changed.
    zone_stale: bool,
}

impl TimelineSession {
    /// What was asked for.
    #[must_use]
    pub fn shown(&self) -> Shown {
        self.shown
    }

    /// What it is of.
    #[must_use]
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// How the claims are ordered.
    #[must_use]
    pub fn order(&self) -> LaneOrder {
        self.order
    }

    /// The lanes of all claims; `None` before they are first shown.
    #[must_use]
    pub fn lanes(&self) -> Option<&ClaimLanes> {
        self.lanes.as_ref()
    }

    /// All claims in order.
    #[must_use]
    pub fn claims(&self) -> &[ClaimId] {
        &self.claims
    }

    /// The passages of the one claim or the one article in order, what is undated last; none where all claims are shown.
    #[must_use]
    pub fn passages(&self) -> &[TimelineRow] {
        &self.passages
    }

    /// How far what is shown reaches; `None` where nothing of it has a date.
    #[must_use]
    pub fn stretch(&self) -> Option<TimeSpan> {
        self.stretch
    }

    /// The zone of the axis: the one that most articles have their time in.
    #[must_use]
    pub fn zone(&self) -> Offset {
        self.zone.unwrap_or(Offset::UTC)
    }

    /// Whether something of what is shown has no date.
    #[must_use]
    pub fn has_undated(&self) -> bool {
        self.has_undated
    }

    /// The mark that was chosen last. It may be of something that is not shown now.
    pub(crate) fn mark(&self) -> Option<Mark> {
        self.mark
    }

    /// The marks in the lane of a claim, from the first to the last, and then those without a date.
    #[must_use]
    pub fn marks_of(&self, claim: ClaimId) -> Vec<Mark> {
        let Some(lane) = self.lanes.as_ref().and_then(|lanes| lanes.lane(claim)) else {
            return Vec::new();
        };
        let mark = |what, evidence: &[EvidenceId]| Mark {
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
    pub fn mark_of(&self, passed: TimelineRow) -> Mark {
        let claim = match (self.subject, passed.what) {
            (Subject::Claim(claim), _) => claim,
            (_, TimelineEvent::Claimed(claim)) => Some(claim),
            _ => None,
        };
        Mark {
            claim,
            what: passed.what,
            evidence: passed.evidence,
        }
    }

    pub(crate) fn choose(&mut self, mark: Mark) {
        self.mark = Some(mark);
    }

    /// Shows the chosen claim alone.
    pub(crate) fn look_at_claim(&mut self) {
        self.shown = Shown::Claim;
    }

    /// Takes over a change of the project that consists of these edits and touched these claims. `table` has followed it.
    pub(crate) fn project_changed(
        &mut self,
        project: &Project,
        table: &ClaimTable,
        edits: &[Edit],
        touched: &BTreeSet<ClaimId>,
    ) {
        self.article.take_if(|id| project.article(*id).is_none());
        self.mark.take_if(|mark| !mark.is_in(project));
        let of_article = edits.iter().any(|edit| matches!(edit, Edit::Article(_)));
        self.zone_stale |= of_article;
        self.stale |= of_article || !touched.is_empty();
        if let Some(lanes) = &mut self.lanes {
            lanes.update(project, table, touched);
        }
    }

    /// Keeps what is asked for and how it is ordered, and nothing of the project.
    pub(crate) fn forget_project(&mut self) {
        *self = Self {
            shown: self.shown,
            order: self.order,
            ..Self::default()
        };
    }

    fn arrange(&mut self, project: &Project, lists: &Lists, subject: Subject) {
        let is_new = self.lanes.is_none();
        let table = lists.table();
        let lanes = self
            .lanes
            .get_or_insert_with(|| ClaimLanes::new(project, table));
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
            Subject::All => {
                self.passages = Vec::new();
                self.stretch = lanes.span();
                self.has_undated = lanes.has_undated();
            }
            Subject::Claim(claim) => {
                let lane = claim.and_then(|claim| lanes.lane(claim));
                let timeline = lane.map(|lane| lane.timeline.clone());
                self.look_at(&timeline.unwrap_or_default());
            }
            Subject::Article(article) => {
                let timeline = article.map(|article| Timeline::of_article(project, article));
                self.look_at(&timeline.unwrap_or_default());
            }
        }
    }

    fn look_at(&mut self, timeline: &Timeline) {
        self.passages = timeline.passages().collect();
        self.stretch = TimeExtent::together(std::iter::once(&TimeExtent::of(&timeline.dated)));
        self.has_undated = !timeline.undated.is_empty();
    }
}

impl Workbench {
    /// The timeline as it is looked at.
    #[must_use]
    pub fn timeline(&self) -> &TimelineSession {
        &self.timeline
    }

    pub(crate) fn timeline_intent(&mut self, intent: TimelineIntent) {
        match intent {
            TimelineIntent::Show(shown) => self.timeline.shown = shown,
            TimelineIntent::ShowClaim(claim) => {
                self.timeline.shown = Shown::Claim;
                self.choose_claim(Some(claim));
            }
            TimelineIntent::ShowArticle(article) => {
                self.timeline.shown = Shown::Article;
                self.timeline.article = Some(article);
            }
            TimelineIntent::Order(order) => {
                self.timeline.order = order;
                self.timeline.stale = true;
            }
            TimelineIntent::Choose(mark) => self.choose_mark(mark),
            TimelineIntent::Open(mark) => self.open_mark(mark),
        }
    }

    /// Brings what the timeline shows up to date, while it is shown.
    pub(crate) fn arrange_timeline(&mut self) {
        if self.view == View::Timeline {
            let subject = self.subject_of_timeline();
            self.timeline.arrange(&self.project, &self.lists, subject);
        }
    }

    fn subject_of_timeline(&self) -> Subject {
        match self.timeline.shown {
            Shown::All => Subject::All,
            Shown::Claim => Subject::Claim(self.chosen.claim),
            Shown::Article => {
                let looked_at = self.timeline.article.or(self.columns.focused());
                let first = || self.project.articles().next().map(|article| article.id);
                Subject::Article(looked_at.or_else(first))
            }
        }
    }
}
