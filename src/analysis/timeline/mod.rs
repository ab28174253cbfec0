//! The timeline: when things were claimed and published.

mod claim_lanes;
mod partial_date;

use crate::project::{ArticleId, Claim, ClaimId, Evidence, EvidenceId, Project, Stance};
pub use claim_lanes::{ClaimLane, ClaimLanes, TimeExtent, TimeSpan, usual_zone};
pub use partial_date::{PartialDate, zone_name};

use std::collections::BTreeSet;

use jiff::Timestamp;

/// What stands on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimelineEvent {
    /// A claim was made.
    Claimed(ClaimId),
    /// An article was published.
    Published(ArticleId),
    /// Something was sought for the claim: its place in [`Claim::searches`].
    Searched(usize),
}

/// Something with a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedEvent {
    /// What.
    pub what: TimelineEvent,
    /// EventTime.
    pub time: EventTime,
    /// The evidence that joins it with what the timeline is about, in the analyst's order.
    pub evidence: Vec<EvidenceId>,
}

/// Something without a date, or with one that is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndatedEvent {
    /// What.
    pub what: TimelineEvent,
    /// The evidence that joins it with what the timeline is about, in the analyst's order.
    pub evidence: Vec<EvidenceId>,
}

/// EventTime something happened, as exactly as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventTime {
    /// The date as exactly as it is known.
    pub date: PartialDate,
    /// The first instant that it may mean.
    pub earliest: Timestamp,
    /// The last instant that it may mean.
    pub latest: Timestamp,
}

/// One passage of a timeline, or what happened without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimelineRow {
    /// What happened.
    pub what: TimelineEvent,
    /// The passage that joins it with what the timeline is about.
    pub evidence: Option<EvidenceId>,
    /// `None` where that is not known.
    pub time: Option<EventTime>,
}

/// Everything about one claim or one article that happened at some time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// As they are written ([`PartialDate::as_written`]), then by the last instant that may be meant.
    pub dated: Vec<DatedEvent>,
    /// What has no date, or one that is not read; they stand apart and never at a made-up date.
    pub undated: Vec<UndatedEvent>,
}

impl Timeline {
    /// The claim itself, the articles of its evidence, and what was sought for it ([`Search::holds`](crate::project::Search::holds)).
    #[must_use]
    pub fn of_claim(project: &Project, claim: &Claim) -> Self {
        let mut timeline = Self::default();
        timeline.add(TimelineEvent::Claimed(claim.id), &claim.made, Vec::new());
        let pairs = project
            .evidence_of(claim.id)
            .filter_map(|evidence| Some((article_of(project, evidence)?, evidence.id)));
        for (id, evidence) in gathered(pairs) {
            let published = project
                .article(id)
                .map_or("", |article| &article.details.published);
            timeline.add(TimelineEvent::Published(id), published, evidence);
        }
        let searches = claim.searches.iter().enumerate();
        for (place, search) in searches.filter(|(_, search)| search.holds()) {
            timeline.add(TimelineEvent::Searched(place), &search.date, Vec::new());
        }
        timeline.sorted()
    }

    /// The article itself, and the claims that it has evidence of.
    #[must_use]
    pub fn of_article(project: &Project, article: ArticleId) -> Self {
        let mut timeline = Self::default();
        let published = project
            .article(article)
            .map_or("", |article| &article.details.published);
        timeline.add(TimelineEvent::Published(article), published, Vec::new());
        let links = project
            .highlights_of(article)
            .flat_map(|(_, highlight)| project.links_of(highlight));
        for (id, evidence) in gathered(links.map(|evidence| (evidence.claim, evidence.id))) {
            let made = project.claim(id).map_or("", |claim| &claim.made);
            timeline.add(TimelineEvent::Claimed(id), made, evidence);
        }
        timeline.sorted()
    }

    /// The article that supported the claim before every other that supports it ([`PartialDate::is_certainly_after`]). `None`
    /// where that is not certain, as it is not while such an article is undated. Evidence in `excluded` supports nothing.
    #[must_use]
    pub fn first_to_support(
        &self,
        project: &Project,
        excluded: &BTreeSet<EvidenceId>,
    ) -> Option<ArticleId> {
        let counts = |id: &&EvidenceId| !excluded.contains(id);
        let supports = |evidence: &[EvidenceId]| {
            let mut pieces = evidence.iter().filter(counts);
            pieces.any(|id| is_support(project, *id))
        };
        let is_article = |what: TimelineEvent, evidence: &[EvidenceId]| {
            matches!(what, TimelineEvent::Published(_)) && supports(evidence)
        };
        let mut undated = self.undated.iter();
        if undated.any(|entry| is_article(entry.what, &entry.evidence)) {
            return None;
        }
        let dated = self.dated.iter();
        let mut articles = dated.filter(|entry| is_article(entry.what, &entry.evidence));
        let first = articles.next()?;
        let date = first.time.date;
        let before_all = articles.all(|other| other.time.date.is_certainly_after(&date));
        match first.what {
            TimelineEvent::Published(id) if before_all => Some(id),
            _ => None,
        }
    }

    /// All of it passage by passage: what has a date in its order, then what has none.
    pub fn passages(&self) -> impl Iterator<Item = TimelineRow> + '_ {
        let dated = self.dated.iter();
        let dated = dated.map(|entry| (entry.what, Some(entry.time), &entry.evidence));
        let undated = self.undated.iter();
        let undated = undated.map(|entry| (entry.what, None, &entry.evidence));
        dated.chain(undated).flat_map(|(what, time, evidence)| {
            let alone = evidence.is_empty().then_some(None);
            let pieces = evidence.iter().copied().map(Some).chain(alone);
            pieces.map(move |evidence| TimelineRow {
                what,
                evidence,
                time,
            })
        })
    }

    fn add(&mut self, what: TimelineEvent, written: &str, evidence: Vec<EvidenceId>) {
        match PartialDate::parse(written).and_then(EventTime::of) {
            Some(time) => self.dated.push(DatedEvent {
                what,
                time,
                evidence,
            }),
            None => self.undated.push(UndatedEvent { what, evidence }),
        }
    }

    fn sorted(mut self) -> Self {
        self.dated
            .sort_by_key(|entry| (entry.time.date.as_written(), entry.time.latest));
        self
    }
}

/// Whether a piece of evidence supports its claim.
fn is_support(project: &Project, evidence: EvidenceId) -> bool {
    let piece = project.evidence(evidence);
    piece.is_some_and(|piece| piece.stance == Stance::Supports)
}

impl EventTime {
    /// All that a date may mean; `None` where that is beyond the calendar.
    #[must_use]
    pub fn of(date: PartialDate) -> Option<Self> {
        Some(Self {
            date,
            earliest: date.earliest()?,
            latest: date.latest()?,
        })
    }

    /// It is known to the minute, in a zone: a point on the axis. All else is a stretch of it.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.date.zone.is_some()
    }
}

fn article_of(project: &Project, evidence: &Evidence) -> Option<ArticleId> {
    project
        .highlight(evidence.highlight)
        .map(|highlight| highlight.article)
}

/// What belongs to the same, in the order of the first.
fn gathered<T: std::hash::Hash + Eq>(
    pairs: impl Iterator<Item = (T, EvidenceId)>,
) -> indexmap::IndexMap<T, Vec<EvidenceId>> {
    let mut gathered = indexmap::IndexMap::<T, Vec<EvidenceId>>::new();
    for (of, evidence) in pairs {
        gathered.entry(of).or_default().push(evidence);
    }
    gathered
}
