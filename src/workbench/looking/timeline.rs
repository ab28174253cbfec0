//! The timeline view of all claims, one claim or one article: its order and the selected mark.

use super::{
    lists::Lists,
    timeline_dates::{PlacedMention, TimelineDates},
    timeline_marks::TimelineMark,
};
use crate::{
    analysis::{
        AmountScope, ClaimLanes, ClaimTable, DateMention, TimeExtent, TimeSpan, Timeline,
        TimelineEvent, TimelineRow, usual_zone,
    },
    project::{ArticleId, ClaimId, Edit, EvidenceId, Project, Revision},
    storage::View,
    workbench::{
        command::Command,
        editing::{ArticleIntent, ClaimIntent, EvidenceIntent, PassageIntent},
        intent::{Effect, Intent},
    },
};

use std::{collections::BTreeSet, sync::Arc};

use jiff::tz::Offset;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelineIntent {
    /// Shows all claims, the selected claim, or an article.
    Show(TimelineScope),
    /// Selects a claim and shows only that claim.
    ShowClaim(ClaimId),
    ShowArticle(ArticleId),
    Order(LaneOrder),
    /// Shows or hides the dates mentioned in the texts of one claim or article.
    ShowDates(bool),
    Select(TimelineMark),
    /// Opens the subject of a mark: the passage in its article, or only the claim.
    Open(TimelineMark),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimelineScope {
    /// All claims, one lane each.
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
    /// By first dated report.
    Time,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TimelineSubject {
    #[default]
    All,
    /// One claim; `None` if none is selected.
    Claim(Option<ClaimId>),
    /// One article; `None` if there is none.
    Article(Option<ArticleId>),
}

/// State of the timeline view. Follows the project once it has been shown.
#[derive(Debug, Default)]
pub struct TimelineSession {
    pub shown: TimelineScope,
    pub order: LaneOrder,
    /// Built lazily, when first shown.
    pub lanes: Option<ClaimLanes>,
    pub claims: Vec<ClaimId>,
    /// The subject of [`Self::passages`] and of the whole view.
    pub subject: TimelineSubject,
    article: Option<ArticleId>,
    /// The passages of the shown claim or article in order, undated ones last; empty if all claims are shown.
    pub passages: Vec<TimelineRow>,
    /// Time range of the visible marks; `None` if none of them has a date.
    pub stretch: Option<TimeSpan>,
    /// `None` before it is first shown.
    zone: Option<Offset>,
    /// Whether any of the visible marks has no date.
    pub has_undated: bool,
    mark: Option<TimelineMark>,
    pub(super) dates: TimelineDates,
    /// Whether the values derived from the project are out of date.
    pub(super) stale: bool,
    /// Whether the date of an article may have changed.
    zone_stale: bool,
}

impl TimelineSession {
    /// The time zone of the axis: the most common one among the articles.
    pub fn zone(&self) -> Offset {
        self.zone.unwrap_or(Offset::UTC)
    }

    /// Whether dates mentioned in texts are shown.
    pub fn shows_dates(&self) -> bool {
        self.dates.are_shown
    }

    pub fn is_reading_dates(&self) -> bool {
        self.dates.is_running()
    }

    /// The texts whose dates are shown; none if all claims are shown.
    fn dates_scope(&self) -> Option<AmountScope> {
        match self.subject {
            TimelineSubject::Claim(claim) => claim.map(AmountScope::Claim),
            TimelineSubject::Article(article) => article.map(|id| AmountScope::Articles(vec![id])),
            TimelineSubject::All => None,
        }
    }

    /// Requests the dates in the visible texts.
    pub(crate) fn follow_dates(
        &mut self,
        project: &Arc<Project>,
        revision: Revision,
    ) -> Option<Effect> {
        self.dates.follow(self.dates_scope(), project, revision)
    }

    /// The selected mark; none once another claim is selected. It may not be visible now.
    pub(crate) fn mark(&self, claim: Option<ClaimId>) -> Option<TimelineMark> {
        let fits = |mark: &TimelineMark| mark.claim.is_none() || mark.claim == claim;
        self.mark.filter(fits)
    }

    /// The marks in a claim's lane from first to last, followed by those without a date.
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
    pub fn mark_of(&self, passed: TimelineRow) -> TimelineMark {
        let claim = match (self.subject, passed.what) {
            (TimelineSubject::Claim(claim), _) => claim,
            (TimelineSubject::All | TimelineSubject::Article(_), TimelineEvent::Claimed(claim)) => {
                Some(claim)
            }
            (
                TimelineSubject::All | TimelineSubject::Article(_),
                TimelineEvent::Published(_)
                | TimelineEvent::Searched(_)
                | TimelineEvent::Mentioned(_),
            ) => None,
        };
        TimelineMark {
            claim,
            what: passed.what,
            evidence: passed.evidence,
        }
    }

    pub(crate) fn handle(&mut self, intent: TimelineIntent, project: &Project) -> Vec<Intent> {
        match intent {
            TimelineIntent::Show(shown) => self.shown = shown,
            TimelineIntent::ShowClaim(claim) => {
                self.shown = TimelineScope::Claim;
                return [Intent::Claim(ClaimIntent::Select(Some(claim)))].into();
            }
            TimelineIntent::ShowArticle(article) => {
                self.shown = TimelineScope::Article;
                self.article = Some(article);
            }
            TimelineIntent::Order(order) => {
                self.order = order;
                self.stale = true;
            }
            TimelineIntent::ShowDates(are_shown) => {
                self.dates.show(are_shown);
                self.stale = true;
            }
            TimelineIntent::Select(mark) => return self.select(mark, project),
            TimelineIntent::Open(mark) => return self.open(mark, project),
        }
        Vec::new()
    }

    /// Selects the mark with its claim, and its piece of evidence in the panel.
    fn select(&mut self, mark: TimelineMark, project: &Project) -> Vec<Intent> {
        let mut intents = Vec::new();
        if mark.is_in(project) {
            self.mark = Some(mark);
            if mark.claim.is_some() {
                intents.push(Intent::Claim(ClaimIntent::Select(mark.claim)));
                let evidence = mark.evidence.map(|id| EvidenceIntent::Select(Some(id)));
                intents.extend(evidence.map(Intent::Evidence));
            }
        }
        intents
    }

    fn open(&mut self, mark: TimelineMark, project: &Project) -> Vec<Intent> {
        let mut intents = self.select(mark, project);
        match (mark.evidence, mark.what) {
            (Some(evidence), _) => {
                let show = EvidenceIntent::Show(evidence);
                intents.push(Intent::Evidence(show));
            }
            (None, TimelineEvent::Published(article)) => intents.extend([
                Intent::Command(Command::View(View::Read)),
                Intent::Article(ArticleIntent::Open(article)),
            ]),
            (None, TimelineEvent::Mentioned(DateMention { article, span, .. })) => {
                let open = PassageIntent::Open(article, span);
                intents.push(Intent::Passage(open));
            }
            (None, TimelineEvent::Claimed(_) | TimelineEvent::Searched(_)) => {
                self.shown = TimelineScope::Claim;
            }
        }
        intents
    }

    /// Updates the timeline after a change of the project with these edits, which affected these claims. `table` must be
    /// up to date.
    pub(crate) fn project_changed(
        &mut self,
        project: &Project,
        table: &ClaimTable,
        edits: &[Edit],
        affected: &BTreeSet<ClaimId>,
    ) {
        self.article.take_if(|id| project.article(*id).is_none());
        self.mark.take_if(|mark| !mark.is_in(project));
        let of_article = edits.iter().any(|edit| matches!(edit, Edit::Article(_)));
        self.zone_stale |= of_article;
        self.stale |= of_article || !affected.is_empty();
        self.dates.project_changed(of_article, !affected.is_empty());
        if let Some(lanes) = &mut self.lanes {
            lanes.update(project, table, affected);
        }
    }

    /// Keeps the scope and the order, and clears everything that belongs to the project.
    pub(crate) fn forget_project(&mut self) {
        *self = Self {
            shown: self.shown,
            order: self.order,
            dates: self.dates.emptied(),
            ..Self::default()
        };
    }

    /// Updates the visible marks. `claim` is the selected claim and `article` the focused article.
    pub(crate) fn arrange(
        &mut self,
        project: &Project,
        lists: &Lists,
        claim: Option<ClaimId>,
        article: Option<ArticleId>,
    ) {
        let subject = match self.shown {
            TimelineScope::All => TimelineSubject::All,
            TimelineScope::Claim => TimelineSubject::Claim(claim),
            TimelineScope::Article => {
                let first = || project.articles().next().map(|article| article.id);
                TimelineSubject::Article(self.article.or(article).or_else(first))
            }
        };
        let is_new = self.lanes.is_none();
        let table = &lists.table;
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
            TimelineSubject::All => {
                self.passages = Vec::new();
                self.stretch = lanes.span();
                self.has_undated = lanes.has_undated();
            }
            TimelineSubject::Claim(claim) => {
                let lane = claim.and_then(|claim| lanes.lane(claim));
                let timeline = lane.map(|lane| lane.timeline.clone());
                self.look_at(timeline.unwrap_or_default());
            }
            TimelineSubject::Article(article) => {
                let timeline = article.map(|article| Timeline::of_article(project, article));
                self.look_at(timeline.unwrap_or_default());
            }
        }
    }

    fn look_at(&mut self, timeline: Timeline) {
        let stretch = |timeline: &Timeline| {
            TimeExtent::together(std::iter::once(&TimeExtent::of(&timeline.dated)))
        };
        let mentions = self.dates.in_texts(self.dates_scope().as_ref());
        self.has_undated = !timeline.undated.is_empty();
        let base = stretch(&timeline);
        let is_near = |(_, time): &&PlacedMention| {
            time.is_some_and(|time| base.is_none_or(|base| base.is_near(time)))
        };
        let near: Vec<PlacedMention> = mentions.iter().filter(is_near).copied().collect();
        self.stretch = stretch(&timeline.clone().with_mentions(&near));
        self.passages = timeline.with_mentions(mentions).passages().collect();
    }
}
